//! Commands of makers. Those in this file are for BMCs that have to be asked what their log entries
//! mean. The makers have not published them: this is what IPMItool sends.
pub mod intel_sol;
pub mod nm;
pub mod tyan_sol;

use super::Command;
use crate::model::sel::oem::VIKING;
use crate::wire::{self, buf::Reader};

/// Asks a Quanta BMC for its platform ID.
#[derive(Clone, Copy, Debug)]
pub struct QuantaGetPlatformId;

impl Command for QuantaGetPlatformId {
    const NETFN: u8 = 0x36;
    const CMD: u8 = 0x65;
    const NAME: &'static str = "Get Platform ID";
    type Response = u8;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([0x4c, 0x1c, 0x00, 0x02]);
    }

    fn parse(data: &[u8]) -> Result<u8, wire::Error> {
        Reader::new(data).u8("platform")
    }
}

/// Asks a Supermicro BMC for its board ID.
#[derive(Clone, Copy, Debug)]
pub struct SupermicroGetBoardId;

impl Command for SupermicroGetBoardId {
    const NETFN: u8 = 0x30;
    const CMD: u8 = 0x21;
    const NAME: &'static str = "Get Board ID";
    type Response = u16;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<u16, wire::Error> {
        Reader::new(data).u16("board")
    }
}

/// Asks a Viking BMC for the text of the log entry with this record ID.
#[derive(Clone, Copy, Debug)]
pub struct VikingGetText(pub u16);

impl Command for VikingGetText {
    const NETFN: u8 = 0x2e;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Get SEL Text";
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        let [m0, m1, m2, _] = VIKING.to_le_bytes();
        out.extend([m0, m1, m2, 0x01]);
        out.extend(self.0.to_le_bytes());
    }

    /// The text has a length in front, and nothing behind.
    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let mut r = Reader::new(data);
        let manufacturer = r.u24("manufacturer")?;
        let length = r.u8("length")?;
        let text = r.take(usize::from(length), "text")?;
        match manufacturer {
            VIKING if r.is_empty() => Ok(text.to_vec()),
            VIKING => Err(wire::Error::Value { field: "length", value: u32::from(length) }),
            value => Err(wire::Error::Value { field: "manufacturer", value }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request<C: Command>(command: &C) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    /// As IPMItool 1.8.19 sent them.
    #[test]
    fn requests() {
        assert_eq!(request(&QuantaGetPlatformId), [0x4c, 0x1c, 0, 2]);
        assert!(request(&SupermicroGetBoardId).is_empty());
        assert_eq!(request(&VikingGetText(0x0381)), [0x15, 0x24, 0, 1, 0x81, 0x03]);
    }

    #[test]
    fn answers() {
        assert_eq!(QuantaGetPlatformId::parse(&[2, 9]), Ok(2));
        assert_eq!(SupermicroGetBoardId::parse(&[0x23, 0x09, 1]), Ok(0x0923));
        assert!(SupermicroGetBoardId::parse(&[0x23]).is_err());
        assert_eq!(VikingGetText::parse(b"\x15\x24\x00\x02AB"), Ok(b"AB".to_vec()));
        for bad in [&b"\x15\x24\x00\x03AB"[..], b"\x15\x24\x00\x01AB", b"\x16\x24\x00\x02AB", b""] {
            assert!(VikingGetText::parse(bad).is_err());
        }
    }
}
