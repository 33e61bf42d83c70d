//! The system event log (IPMI v2.0 §31).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks what the log holds (§31.2).
#[derive(Clone, Copy, Debug)]
pub struct GetSelInfo;

/// Answer to [`GetSelInfo`] (§31.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SelInfo {
    /// SEL version in BCD, the second digit in the high nibble: `0x51` for IPMI 1.5 and 2.0.
    pub version: u8,
    /// Number of entries.
    pub entries: u16,
    /// Free bytes; `0xffff` for that many or more.
    pub free: u16,
    /// Time of the last addition.
    pub last_add: u32,
    /// Time of the last deletion or erasure.
    pub last_erase: u32,
    /// Overflow flag and supported operations, as they come.
    pub operations: u8,
}

impl Command for GetSelInfo {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x40;
    const NAME: &'static str = "Get SEL Info";
    type Response = SelInfo;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<SelInfo, wire::Error> {
        let mut r = Reader::new(data);
        Ok(SelInfo {
            version: r.u8("SEL version")?,
            entries: r.u16("entry count")?,
            free: r.u16("free space")?,
            last_add: r.u32("addition time")?,
            last_erase: r.u32("erase time")?,
            operations: r.u8("operation support")?,
        })
    }
}

/// Asks in which units the log gives its room away (§31.3).
#[derive(Clone, Copy, Debug)]
pub struct GetSelAllocationInfo;

/// Answer to [`GetSelAllocationInfo`] (§31.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelAllocation {
    /// Number of units; 0 for not specified.
    pub units: u16,
    /// Bytes of a unit.
    pub unit_size: u16,
    /// Free units.
    pub free: u16,
    /// Free units in one piece, at most.
    pub largest_free: u16,
    /// Units of the largest record.
    pub largest_record: u8,
}

impl Command for GetSelAllocationInfo {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x41;
    const NAME: &'static str = "Get SEL Allocation Info";
    type Response = SelAllocation;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<SelAllocation, wire::Error> {
        let mut r = Reader::new(data);
        Ok(SelAllocation {
            units: r.u16("number of units")?,
            unit_size: r.u16("size of a unit")?,
            free: r.u16("free units")?,
            largest_free: r.u16("largest free block")?,
            largest_record: r.u8("largest record")?,
        })
    }
}

/// Asks for a reservation, which deletions and erasure need (§31.4).
#[derive(Clone, Copy, Debug)]
pub struct ReserveSel;

impl Command for ReserveSel {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x42;
    const NAME: &'static str = "Reserve SEL";
    /// The reservation ID.
    type Response = u16;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("reservation ID")
    }
}

/// Asks for a whole entry (§31.5).
#[derive(Clone, Copy, Debug)]
pub struct GetSelEntry(
    /// Record ID; 0 for the first entry, `0xffff` for the last.
    pub u16,
);

/// Answer to [`GetSelEntry`] (§31.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelEntry {
    /// ID of the entry that comes next; `0xffff` after the last.
    pub next: u16,
    /// The record: 16 bytes, or what the BMC gives.
    pub record: Vec<u8>,
}

impl Command for GetSelEntry {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x43;
    const NAME: &'static str = "Get SEL Entry";
    type Response = SelEntry;

    fn emit(&self, out: &mut Vec<u8>) {
        // A whole record needs no reservation.
        out.extend([0, 0]);
        out.extend(self.0.to_le_bytes());
        out.extend([0, WHOLE]);
    }

    fn parse(data: &[u8]) -> Result<SelEntry, wire::Error> {
        let mut r = Reader::new(data);
        let next = r.u16("next record ID")?;
        Ok(SelEntry { next, record: r.rest().to_vec() })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == ERASING).then_some(ERASE_IN_PROGRESS)
    }
}

/// Adds an entry (§31.6). The BMC replaces its record ID, and its timestamp where it has one.
#[derive(Clone, Copy, Debug)]
pub struct AddSelEntry(
    /// The record.
    pub [u8; 16],
);

impl Command for AddSelEntry {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x44;
    const NAME: &'static str = "Add SEL Entry";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// Another copy would be another entry.
    const REPEATABLE: bool = false;
    /// ID of the new entry.
    type Response = u16;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.0);
    }

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("record ID")
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("operation not supported for this record type"),
            ERASING => Some(ERASE_IN_PROGRESS),
            _ => None,
        }
    }
}

/// Deletes an entry (§31.8).
#[derive(Clone, Copy, Debug)]
pub struct DeleteSelEntry {
    /// Reservation ID.
    pub reservation: u16,
    /// Record ID; 0 for the first entry, `0xffff` for the last.
    pub record: u16,
}

impl Command for DeleteSelEntry {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x46;
    const NAME: &'static str = "Delete SEL Entry";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// 0 and `0xffff` would be another entry the second time, and an ID would not be found.
    const REPEATABLE: bool = false;
    /// ID of the entry that is gone.
    type Response = u16;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.reservation.to_le_bytes());
        out.extend(self.record.to_le_bytes());
    }

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("record ID")
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("operation not supported for this record type"),
            ERASING => Some(ERASE_IN_PROGRESS),
            _ => None,
        }
    }
}

/// Erases the log, or asks how far that is (§31.9).
#[derive(Clone, Copy, Debug)]
pub struct ClearSel {
    /// Reservation ID.
    pub reservation: u16,
    /// Begin, or ask for the status.
    pub begin: bool,
}

impl Command for ClearSel {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x47;
    const NAME: &'static str = "Clear SEL";
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

/// Asks for the log's clock (§31.10).
#[derive(Clone, Copy, Debug)]
pub struct GetSelTime;

impl Command for GetSelTime {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x48;
    const NAME: &'static str = "Get SEL Time";
    /// Seconds since 1970, local time of the BMC.
    type Response = u32;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<u32, wire::Error> {
        Reader::new(data).u32("time")
    }
}

/// Sets the log's clock (§31.11).
#[derive(Clone, Copy, Debug)]
pub struct SetSelTime(
    /// Seconds since 1970.
    pub u32,
);

impl Command for SetSelTime {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x49;
    const NAME: &'static str = "Set SEL Time";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_le_bytes());
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// All bytes of a record.
const WHOLE: u8 = 0xff;
/// Completion code of commands on a log that is being erased.
const ERASING: u8 = 0x81;
const ERASE_IN_PROGRESS: &str = "cannot execute command, SEL erase in progress";

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// `ipmitool -vvvv sel info` against `ipmi_sim`.
    #[test]
    fn what_the_log_holds() {
        let info = GetSelInfo::parse(&hex!("51 1a00 601e 34946869 00b75569 0f")).unwrap();
        assert_eq!((info.version, info.entries, info.free), (0x51, 26, 7776));
        assert_eq!((info.last_add, info.last_erase), (0x6968_9434, 0x6955_b700));
        assert_eq!(info.operations, 0x0f);
        assert!(GetSelInfo::parse(&hex!("51 1a00 601e 34946869 00b75569")).is_err());
        let units = GetSelAllocationInfo::parse(&hex!("0002 1000 e601 e501 01")).unwrap();
        assert_eq!((units.units, units.unit_size, units.free), (512, 16, 486));
        assert_eq!((units.largest_free, units.largest_record), (485, 1));
        assert!(GetSelAllocationInfo::parse(&[0; 8]).is_err());
    }

    #[test]
    fn an_entry_and_the_next_one() {
        let bytes = hex!("0200 0100 02 0c000000 2000 04 0f 80 6f c201ff");
        let entry = GetSelEntry::parse(&bytes).unwrap();
        assert_eq!((entry.next, entry.record.as_slice()), (2, &bytes[2..]));
        assert!(GetSelEntry::parse(&hex!("ffff")).unwrap().record.is_empty());
        assert!(GetSelEntry::parse(&hex!("02")).is_err());
        assert_eq!(ClearSel::parse(&[0xf1]), Ok(true));
        assert_eq!(ClearSel::parse(&[0x00]), Ok(false));
        assert_eq!(GetSelTime::parse(&hex!("00f15365")), Ok(1_700_000_000));
        assert_eq!(DeleteSelEntry::parse(&hex!("0302")), Ok(0x0203));
    }

    #[test]
    fn requests_are_as_the_specification_says() {
        let bytes = |emit: &dyn Fn(&mut Vec<u8>)| {
            let mut out = Vec::new();
            emit(&mut out);
            out
        };
        assert_eq!(bytes(&|out| GetSelEntry(0x0102).emit(out)), hex!("0000 0201 00 ff"));
        let delete = DeleteSelEntry { reservation: 0x0a0b, record: 3 };
        assert_eq!(bytes(&|out| delete.emit(out)), hex!("0b0a 0300"));
        let clear = |begin| bytes(&|out| ClearSel { reservation: 5, begin }.emit(out));
        assert_eq!(clear(true), hex!("0500 434c52 aa"));
        assert_eq!(clear(false), hex!("0500 434c52 00"));
        assert_eq!(bytes(&|out| SetSelTime(1_700_000_000).emit(out)), hex!("00f15365"));
    }
}
