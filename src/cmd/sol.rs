//! Serial over LAN configuration (IPMI v2.0 §26).
use super::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// A SOL configuration parameter (table 26-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// Writes are under way: 0 complete, 1 in progress, 2 commit.
    SetInProgress,
    /// SOL can be activated: bit 0.
    Enable,
    /// Bit 7 force encryption, bit 6 force authentication, bits 3:0 privilege level.
    Authentication,
    /// Character accumulate interval in 5 ms, character send threshold.
    CharacterInterval,
    /// Retry count in bits 2:0, retry interval in 10 ms.
    Retry,
    /// Bit rate that is kept.
    NonvolatileBitrate,
    /// Bit rate in use.
    VolatileBitrate,
    /// The payload's channel.
    PayloadChannel,
    /// The payload's UDP port.
    PayloadPort,
}

impl Parameter {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::SetInProgress,
        Self::Enable,
        Self::Authentication,
        Self::CharacterInterval,
        Self::Retry,
        Self::NonvolatileBitrate,
        Self::VolatileBitrate,
        Self::PayloadChannel,
        Self::PayloadPort,
    ];

    /// The parameter selector.
    pub const fn number(self) -> u8 {
        match self {
            Self::SetInProgress => 0,
            Self::Enable => 1,
            Self::Authentication => 2,
            Self::CharacterInterval => 3,
            Self::Retry => 4,
            Self::NonvolatileBitrate => 5,
            Self::VolatileBitrate => 6,
            Self::PayloadChannel => 7,
            Self::PayloadPort => 8,
        }
    }
}

/// Asks for a parameter (§26.3).
#[derive(Clone, Copy, Debug)]
pub struct GetSolParameter {
    /// Channel number.
    pub channel: u8,
    /// Which one.
    pub parameter: Parameter,
}

impl Command for GetSolParameter {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x22;
    const NAME: &'static str = "Get SOL Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The parameter's data, behind the revision.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.parameter.number(), 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let mut r = Reader::new(data);
        r.u8("parameter revision")?;
        Ok(r.rest().to_vec())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == 0x80).then_some("parameter not supported")
    }
}

/// Sets a parameter (§26.2).
#[derive(Clone, Debug)]
pub struct SetSolParameter {
    /// Channel number.
    pub channel: u8,
    /// Which one.
    pub parameter: Parameter,
    /// Its data.
    pub data: Vec<u8>,
}

impl Command for SetSolParameter {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x21;
    const NAME: &'static str = "Set SOL Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.parameter.number()]);
        out.extend(&self.data);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    /// IPMItool's words.
    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x80 => "Parameter not supported",
            0x81 => "Attempt to set set-in-progress when not in set-complete state",
            0x82 => "Attempt to write read-only parameter",
            0x83 => "Attempt to read write-only parameter",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_asked_for_and_set() {
        let mut out = Vec::new();
        GetSolParameter { channel: 14, parameter: Parameter::PayloadPort }.emit(&mut out);
        assert_eq!(out, [14, 8, 0, 0]);
        assert_eq!(GetSolParameter::parse(&[0x11, 0x6f, 0x02]), Ok(vec![0x6f, 0x02]));
        assert!(GetSolParameter::parse(&[]).is_err());
        out.clear();
        SetSolParameter { channel: 1, parameter: Parameter::Retry, data: vec![7, 50] }
            .emit(&mut out);
        assert_eq!(out, [1, 4, 7, 50]);
        for (at, parameter) in Parameter::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(parameter.number()), at);
        }
    }
}
