//! The SDR repository, and device SDRs, which have the same shape (IPMI v2.0 §33, §35).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
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

/// Adds a record (§33.13). The BMC replaces its ID.
#[derive(Clone, Debug)]
pub struct AddSdr(
    /// The whole record, header included.
    pub Vec<u8>,
);

impl Command for AddSdr {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x24;
    const NAME: &'static str = "Add SDR";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// Another copy would be another record.
    const REPEATABLE: bool = false;
    /// ID of the new record.
    type Response = u16;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(&self.0);
    }

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("record ID")
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == WRONG_LENGTH).then_some(LENGTH_MISMATCH)
    }
}

/// Adds a part of a record (§33.14).
#[derive(Clone, Debug)]
pub struct PartialAddSdr {
    /// Reservation ID.
    pub reservation: u16,
    /// 0 for the first part, then what the BMC answered to that.
    pub record: u16,
    /// Offset into the record.
    pub offset: u8,
    /// The record is whole with this part.
    pub last: bool,
    /// The part's bytes.
    pub data: Vec<u8>,
}

impl Command for PartialAddSdr {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x25;
    const NAME: &'static str = "Partial Add SDR";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The second copy would come at the wrong offset, or begin another record.
    const REPEATABLE: bool = false;
    /// ID of the record, for the parts to come.
    type Response = u16;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.reservation.to_le_bytes());
        out.extend(self.record.to_le_bytes());
        out.extend([self.offset, u8::from(self.last)]);
        out.extend(&self.data);
    }

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("record ID")
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == WRONG_LENGTH).then_some(LENGTH_MISMATCH)
    }
}

/// Erases all records, or asks how far that is (§33.16).
#[derive(Clone, Copy, Debug)]
pub struct ClearSdrRepository {
    /// Reservation ID.
    pub reservation: u16,
    /// Begin, or ask for the status.
    pub begin: bool,
}

impl Command for ClearSdrRepository {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x27;
    const NAME: &'static str = "Clear SDR Repository";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The second copy would erase what was added after the first.
    const REPEATABLE: bool = false;
    /// True when the erasure is complete.
    type Response = bool;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.reservation.to_le_bytes());
        out.extend(b"CLR");
        out.push(if self.begin { 0xaa } else { 0x00 });
    }

    fn parse(data: &[u8]) -> Result<bool, wire::Error> {
        Ok(Reader::new(data).u8("erasure progress")? & 0x0f == 1)
    }
}

/// Completion code of a record whose length is not what its header says.
const WRONG_LENGTH: u8 = 0x80;
const LENGTH_MISMATCH: &str = "record length in the header does not match the data";

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// As IPMItool 1.8.19 sends them for `sdr fill`; Add SDR as §33.13 has it.
    #[test]
    fn writes_as_captured() {
        let bytes = |emit: &dyn Fn(&mut Vec<u8>)| {
            let mut out = Vec::new();
            emit(&mut out);
            out
        };
        let clear = ClearSdrRepository { reservation: 0x52, begin: true };
        assert_eq!(bytes(&|out| clear.emit(out)), hex!("5200 434c52 aa"));
        let status = ClearSdrRepository { reservation: 0x52, begin: false };
        assert_eq!(bytes(&|out| status.emit(out)), hex!("5200 434c52 00"));
        let part = PartialAddSdr {
            reservation: 0x54,
            record: 0xff00,
            offset: 0x18,
            last: true,
            data: b"dule".to_vec(),
        };
        assert_eq!(bytes(&|out| part.emit(out)), hex!("5400 00ff 18 01 6475 6c65"));
        let record = hex!("0100 51 c0 03 a20200").to_vec();
        assert_eq!(bytes(&|out| AddSdr(record.clone()).emit(out)), record);
        assert_eq!(PartialAddSdr::parse(&hex!("00ff")), Ok(0xff00));
        assert!(AddSdr::parse(&[1]).is_err());
        assert_eq!(ClearSdrRepository::parse(&[0x01]), Ok(true));
        assert_eq!(ClearSdrRepository::parse(&[0xf0]), Ok(false));
    }
}
