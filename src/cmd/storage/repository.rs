//! The SDR repository, and device SDRs, which have the same shape (IPMI v2.0 §33, §35).
use crate::cmd::Command;
use crate::wire::ids::netfn;
use crate::wire::{self, buf::Reader};

/// Asks what the SDR repository holds (§33.9).
#[derive(Clone, Copy, Debug)]
pub struct GetSdrRepositoryInfo;

/// Answer to [`GetSdrRepositoryInfo`] (§33.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepositoryInfo {
    /// SDR version in BCD, the second digit in the high nibble: `0x51` for IPMI 1.5 and 2.0.
    pub version: u8,
    /// Number of records.
    pub records: u16,
    /// Free bytes; `0xfffe` for more than that, `0xffff` for not specified.
    pub free: u16,
    /// Time of the last addition.
    pub last_add: u32,
    /// Time of the last deletion.
    pub last_erase: u32,
    /// Overflow flag and supported operations, as they come.
    pub operations: u8,
}

impl Command for GetSdrRepositoryInfo {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x20;
    const NAME: &'static str = "Get SDR Repository Info";
    type Response = RepositoryInfo;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<RepositoryInfo, wire::Error> {
        let mut r = Reader::new(data);
        Ok(RepositoryInfo {
            version: r.u8("SDR version")?,
            records: r.u16("record count")?,
            free: r.u16("free space")?,
            last_add: r.u32("addition time")?,
            last_erase: r.u32("erase time")?,
            operations: r.u8("operation support")?,
        })
    }
}

/// Asks for a reservation, which partial reads and writes need (§33.11).
#[derive(Clone, Copy, Debug)]
pub struct ReserveSdrRepository;

impl Command for ReserveSdrRepository {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x22;
    const NAME: &'static str = "Reserve SDR Repository";
    /// The reservation ID.
    type Response = u16;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("reservation ID")
    }
}

/// Asks for a record or a part of it (§33.12).
#[derive(Clone, Copy, Debug)]
pub struct GetSdr {
    /// Reservation ID; 0 will do for reads from offset 0.
    pub reservation: u16,
    /// Record ID; 0 for the first record, `0xffff` for the last.
    pub record: u16,
    /// Offset into the record.
    pub offset: u8,
    /// Number of bytes; `0xff` for all.
    pub count: u8,
}

/// Answer to [`GetSdr`] (§33.12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SdrPart {
    /// ID of the record that comes next; `0xffff` after the last.
    pub next: u16,
    /// The bytes.
    pub data: Vec<u8>,
}

impl Command for GetSdr {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x23;
    const NAME: &'static str = "Get SDR";
    type Response = SdrPart;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.reservation.to_le_bytes());
        out.extend(self.record.to_le_bytes());
        out.extend([self.offset, self.count]);
    }

    fn parse(data: &[u8]) -> Result<SdrPart, wire::Error> {
        let mut r = Reader::new(data);
        Ok(SdrPart { next: r.u16("next record ID")?, data: r.rest().to_vec() })
    }
}
