//! System info parameters: names and versions that system software leaves with the BMC
//! (IPMI v2.0 §22.14a, §22.14b).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// A parameter (§22.14b, table 22-16c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter(pub u8);

impl Parameter {
    /// Version of the system firmware.
    pub const FIRMWARE_VERSION: Self = Self(0x01);
    /// Name of the system.
    pub const SYSTEM_NAME: Self = Self(0x02);
    /// Name of the operating system that is installed.
    pub const PRIMARY_OS_NAME: Self = Self(0x03);
    /// Name of the operating system that is running.
    pub const OS_NAME: Self = Self(0x04);
    /// Dell: address of the BMC's web server.
    pub const DELL_URL: Self = Self(0xde);
    /// Dell: version of the operating system.
    pub const DELL_OS_VERSION: Self = Self(0xe4);
}

/// Bytes in one block of a text parameter.
pub const BLOCK: usize = 16;

/// Asks for one block of a parameter (§22.14b).
#[derive(Clone, Copy, Debug)]
pub struct GetSystemInfo {
    /// Which parameter.
    pub parameter: Parameter,
    /// Which block of it, from 0.
    pub set: u8,
}

/// One block of a parameter: for a text, block 0 starts with encoding and length.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SystemInfo {
    /// The block's bytes, without revision and set selector; short or empty on some BMCs.
    pub data: Vec<u8>,
}

impl Command for GetSystemInfo {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x59;
    const NAME: &'static str = "Get System Info Parameters";
    type Response = SystemInfo;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([0x00, self.parameter.0, self.set, 0x00]);
    }

    fn parse(data: &[u8]) -> Result<SystemInfo, wire::Error> {
        let mut r = Reader::new(data);
        // A parameter that holds nothing is answered with nothing by some BMCs.
        if r.u8("parameter revision").is_ok() {
            let _set = r.u8("set selector");
        }
        let data = r.rest();
        Ok(SystemInfo { data: data.get(..BLOCK).unwrap_or(data).to_vec() })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == 0x80).then_some("parameter not supported")
    }
}

/// Writes one block of a parameter (§22.14a).
#[derive(Clone, Copy, Debug)]
pub struct SetSystemInfo {
    /// Which parameter.
    pub parameter: Parameter,
    /// Which block of it, from 0.
    pub set: u8,
    /// The block: for a text, block 0 starts with encoding and length.
    pub data: [u8; BLOCK],
}

impl Command for SetSystemInfo {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x58;
    const NAME: &'static str = "Set System Info Parameters";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.parameter.0, self.set]);
        out.extend(self.data);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("parameter not supported"),
            0x81 => Some("set already in progress"),
            0x82 => Some("parameter is read-only"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn requests_are_those_of_ipmitool() {
        let mut out = Vec::new();
        GetSystemInfo { parameter: Parameter::DELL_URL, set: 1 }.emit(&mut out);
        assert_eq!(out, hex!("00 de 01 00"));
        out.clear();
        let data = hex!("00 05 68 65 6c 6c 6f 00 00 00 00 00 00 00 00 00");
        SetSystemInfo { parameter: Parameter::SYSTEM_NAME, set: 0, data }.emit(&mut out);
        assert_eq!(out, hex!("02 00 00 05 68 65 6c 6c 6f 00 00 00 00 00 00 00 00 00"));
    }

    #[test]
    fn short_and_long_answers_are_taken() {
        let data = |bytes: &[u8]| GetSystemInfo::parse(bytes).unwrap().data;
        assert!(data(&[]).is_empty());
        assert!(data(&[0x11]).is_empty());
        assert_eq!(data(&[0x11, 0x00, 0x00, 0x05, 0x68]), [0x00, 0x05, 0x68]);
        assert_eq!(data(&[7; 30]), [7; BLOCK]);
    }
}
