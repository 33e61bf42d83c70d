//! Intel's serial over LAN of before IPMI 2.0. It is not published: this is what IPMItool sends.
use crate::cmd::Command;
use crate::wire::ids::Privilege;
use crate::wire::{self, buf::Reader};

/// A parameter of the configuration, of one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// It can be activated: bit 0.
    Enabled,
    /// The privilege level that it needs, in bits 3:0.
    Level,
    /// The bit rate, in bits 3:0, with the codes of IPMI 2.0 (table 26-5).
    BitRate,
}

impl Parameter {
    /// The parameter selector.
    pub const fn number(self) -> u8 {
        match self {
            Self::Enabled => 1,
            Self::Level => 2,
            Self::BitRate => 5,
        }
    }
}

/// Asks for a parameter. One that the BMC leaves out is 0, as IPMItool has it.
#[derive(Clone, Copy, Debug)]
pub struct GetConfiguration(pub Parameter);

impl Command for GetConfiguration {
    const NETFN: u8 = INTEL;
    const CMD: u8 = 0x04;
    const NAME: &'static str = "Get ISOL Configuration";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = u8;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([0, self.0.number(), 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<u8, wire::Error> {
        let mut r = Reader::new(data);
        let _revision = r.u8("parameter revision");
        Ok(r.u8("parameter").unwrap_or_default())
    }
}

/// Sets a parameter.
#[derive(Clone, Copy, Debug)]
pub struct SetConfiguration(pub Parameter, pub u8);

impl Command for SetConfiguration {
    const NETFN: u8 = INTEL;
    const CMD: u8 = 0x03;
    const NAME: &'static str = "Set ISOL Configuration";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([0, self.0.number(), self.1]);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Begins or ends a console in this session.
#[derive(Clone, Copy, Debug)]
pub struct Activate(pub bool);

impl Command for Activate {
    const NETFN: u8 = INTEL;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Activate ISOL";
    /// Nobody knows what the BMC says; IPMItool wants four bytes.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.0.into(), 0, 0, 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        Ok(data.to_vec())
    }
}

const INTEL: u8 = 0x34;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn requests_are_ipmitools() {
        fn bytes(command: &impl Command) -> Vec<u8> {
            let mut out = Vec::new();
            command.emit(&mut out);
            out
        }
        assert_eq!(bytes(&GetConfiguration(Parameter::BitRate)), hex!("00 05 00 00"));
        assert_eq!(bytes(&SetConfiguration(Parameter::Level, 4)), hex!("00 02 04"));
        assert_eq!(bytes(&Activate(true)), hex!("01 00 00 00 00"));
        assert_eq!(bytes(&Activate(false)), hex!("00 00 00 00 00"));
        let read = |data: &[u8]| GetConfiguration::parse(data).unwrap();
        assert_eq!([read(&[]), read(&[0x11]), read(&[0x11, 7])], [0, 0, 7]);
    }
}
