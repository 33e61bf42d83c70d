//! Access to I2C buses (IPMI v2.0 §22.11).
use crate::cmd::Command;
use crate::wire;
use crate::wire::ids::{Privilege, netfn};

/// Writes bytes to a device, then reads some.
#[derive(Clone, Debug)]
pub struct MasterWriteRead {
    /// Channel in bits 7:4, bus in bits 3:1, private in bit 0.
    pub bus: u8,
    /// The device's address in bits 7:1.
    pub address: u8,
    /// How many bytes to read.
    pub count: u8,
    /// What to write before.
    pub data: Vec<u8>,
}

impl Command for MasterWriteRead {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x52;
    const NAME: &'static str = "I2C Master Write-Read";
    const PRIVILEGE: Privilege = Privilege::Operator;
    const REPEATABLE: bool = false;
    /// What was read.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.bus, self.address, self.count]);
        out.extend(&self.data);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        Ok(data.to_vec())
    }

    /// IPMItool's words.
    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x81 => "Lost Arbitration",
            0x82 => "Bus Error",
            0x83 => "NAK on Write",
            0x84 => "Truncated Read",
            _ => return None,
        })
    }
}

/// Most bytes that are read at a time.
pub const MOST: u8 = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_is_as_specified() {
        let mut out = Vec::new();
        MasterWriteRead { bus: 0x35, address: 0xa2, count: 4, data: vec![1, 2] }.emit(&mut out);
        assert_eq!(out, [0x35, 0xa2, 4, 1, 2]);
        assert_eq!(MasterWriteRead::parse(&[9, 8]), Ok(vec![9, 8]));
        assert_eq!(MasterWriteRead::own_code(0x83), Some("NAK on Write"));
    }
}
