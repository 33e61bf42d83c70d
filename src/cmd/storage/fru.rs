//! FRU inventories (IPMI v2.0 §34).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks how large an inventory is (§34.1).
#[derive(Clone, Copy, Debug)]
pub struct GetFruInventoryAreaInfo(
    /// FRU device ID.
    pub u8,
);

/// Answer to [`GetFruInventoryAreaInfo`] (§34.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaInfo {
    /// Bytes.
    pub size: u16,
    /// Offsets and counts are in words.
    pub words: bool,
}

impl Command for GetFruInventoryAreaInfo {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x10;
    const NAME: &'static str = "Get FRU Inventory Area Info";
    type Response = AreaInfo;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<AreaInfo, wire::Error> {
        let mut r = Reader::new(data);
        let size = r.u16("size")?;
        // Some BMCs leave the last byte out.
        let access = r.u8("access").unwrap_or(0);
        Ok(AreaInfo { size, words: access & 0x01 != 0 })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == BUSY).then_some("FRU device busy")
    }
}

/// Reads from an inventory (§34.2). Offset and count are in words where [`AreaInfo`] says so.
#[derive(Clone, Copy, Debug)]
pub struct ReadFruData {
    /// FRU device ID.
    pub id: u8,
    /// Where to begin.
    pub offset: u16,
    /// How much.
    pub count: u8,
}

/// Answer to [`ReadFruData`] (§34.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FruData {
    /// How much it says it gives, in bytes or words.
    pub count: u8,
    /// All bytes that came.
    pub data: Vec<u8>,
}

impl Command for ReadFruData {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x11;
    const NAME: &'static str = "Read FRU Data";
    type Response = FruData;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.id);
        out.extend(self.offset.to_le_bytes());
        out.push(self.count);
    }

    fn parse(data: &[u8]) -> Result<FruData, wire::Error> {
        let mut r = Reader::new(data);
        Ok(FruData { count: r.u8("count")?, data: r.rest().to_vec() })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == BUSY).then_some("FRU device busy")
    }
}

/// Writes to an inventory (§34.3). The offset is in words where [`AreaInfo`] says so.
#[derive(Clone, Debug)]
pub struct WriteFruData {
    /// FRU device ID.
    pub id: u8,
    /// Where to begin.
    pub offset: u16,
    /// The bytes.
    pub data: Vec<u8>,
}

impl Command for WriteFruData {
    const NETFN: u8 = netfn::STORAGE;
    const CMD: u8 = 0x12;
    const NAME: &'static str = "Write FRU Data";
    const PRIVILEGE: Privilege = Privilege::Operator;
    const REPEATABLE: bool = false;
    /// How much was written, in bytes or words.
    type Response = u8;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.id);
        out.extend(self.offset.to_le_bytes());
        out.extend(&self.data);
    }

    fn parse(data: &[u8]) -> Result<u8, wire::Error> {
        Reader::new(data).u8("count")
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            WRITE_PROTECTED => Some("Write-protected offset"),
            BUSY => Some("FRU device busy"),
            _ => None,
        }
    }
}

/// Completion code of all three: the device is busy, and may be asked again.
pub const BUSY: u8 = 0x81;
/// Completion code of [`WriteFruData`]: that place cannot be written.
pub const WRITE_PROTECTED: u8 = 0x80;

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    fn bytes<C: Command>(command: &C) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    #[test]
    fn sizes_are_read() {
        assert_eq!(bytes(&GetFruInventoryAreaInfo(3)), [3]);
        let info = GetFruInventoryAreaInfo::parse(&hex!("000801")).unwrap();
        assert_eq!(info, AreaInfo { size: 2048, words: true });
        let info = GetFruInventoryAreaInfo::parse(&hex!("0001")).unwrap();
        assert_eq!(info, AreaInfo { size: 256, words: false });
        assert!(GetFruInventoryAreaInfo::parse(&[0]).is_err());
    }

    #[test]
    fn data_is_read() {
        let read = ReadFruData { id: 1, offset: 0x0120, count: 8 };
        assert_eq!(bytes(&read), hex!("01 2001 08"));
        let data = ReadFruData::parse(&hex!("08 01000105160000e3")).unwrap();
        assert_eq!(data, FruData { count: 8, data: hex!("01000105160000e3").to_vec() });
        assert!(ReadFruData::parse(&[]).is_err());
        assert_eq!(ReadFruData::own_code(0x81), Some("FRU device busy"));
    }

    #[test]
    fn data_is_written() {
        let write = WriteFruData { id: 1, offset: 16, data: vec![0xc1, 0] };
        assert_eq!(bytes(&write), hex!("01 1000 c100"));
        assert_eq!(WriteFruData::parse(&[2]), Ok(2));
        assert!(WriteFruData::parse(&[]).is_err());
        assert_eq!(WriteFruData::own_code(0x80), Some("Write-protected offset"));
        assert_eq!(WriteFruData::own_code(0xc9), None);
    }
}
