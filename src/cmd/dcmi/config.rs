//! Configuration parameters: how the BMC finds its DHCP server (DCMI v1.5 §6.1.2, §6.1.3).
use super::capabilities::Version;
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// A parameter (table 6-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// Starts DHCP; write only.
    ActivateDhcp,
    /// Which options the BMC sends: management controller ID in bit 0, vendor class in bit 1.
    Discovery,
    /// Initial timeout interval, in s.
    InitialTimeout,
    /// Server contact timeout interval, in s; two bytes.
    ContactTimeout,
    /// Server contact retry interval, in s; two bytes.
    ContactRetry,
}

impl Parameter {
    /// The parameter selector.
    pub const fn number(self) -> u8 {
        match self {
            Self::ActivateDhcp => 1,
            Self::Discovery => 2,
            Self::InitialTimeout => 3,
            Self::ContactTimeout => 4,
            Self::ContactRetry => 5,
        }
    }

    const fn is_wide(self) -> bool {
        matches!(self, Self::ContactTimeout | Self::ContactRetry)
    }

    /// The value in an answer's bytes.
    ///
    /// # Errors
    /// [`wire::Error::Short`] when there are fewer than the parameter has.
    pub fn value(self, bytes: &[u8]) -> Result<u16, wire::Error> {
        let mut r = Reader::new(bytes);
        if self.is_wide() { r.u16("parameter data") } else { r.u8("parameter data").map(u16::from) }
    }
}

/// Get DCMI Configuration Parameters.
#[derive(Clone, Copy, Debug)]
pub struct GetParameter(pub Parameter);

impl Command for GetParameter {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x13;
    const NAME: &'static str = "Get DCMI Configuration Parameters";
    /// The bytes, for [`Parameter::value`].
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, self.0.number(), 0]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let mut r = body(data)?;
        Version::parse(&mut r)?;
        Ok(r.rest().to_vec())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Set DCMI Configuration Parameters.
#[derive(Clone, Copy, Debug)]
pub struct SetParameter {
    /// Which one.
    pub parameter: Parameter,
    /// Its value; the low byte alone where it has one byte.
    pub value: u16,
}

impl Command for SetParameter {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x12;
    const NAME: &'static str = "Set DCMI Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, self.parameter.number(), 0]);
        let [low, high] = self.value.to_le_bytes();
        out.push(low);
        if self.parameter.is_wide() {
            out.push(high);
        }
    }

    fn parse(data: &[u8]) -> Result<(), wire::Error> {
        body(data).map(|_| ())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_and_written() {
        let bytes = GetParameter::parse(b"\xdc\x01\x05\x02\x78\x01").unwrap();
        assert_eq!(Parameter::ContactTimeout.value(&bytes), Ok(376));
        assert_eq!(Parameter::InitialTimeout.value(&bytes), Ok(0x78));
        assert!(Parameter::ContactRetry.value(&[1]).is_err());
        assert!(GetParameter::parse(b"\xdc\x01\x05").is_err());
        let mut out = Vec::new();
        SetParameter { parameter: Parameter::InitialTimeout, value: 5 }.emit(&mut out);
        SetParameter { parameter: Parameter::ContactRetry, value: 0x0102 }.emit(&mut out);
        assert_eq!(out, [0xdc, 3, 0, 5, 0xdc, 5, 0, 2, 1]);
    }
}
