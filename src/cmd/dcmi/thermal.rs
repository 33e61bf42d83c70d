//! Thermal limits (DCMI v1.5 §6.7).
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::{
    self,
    ids::{Privilege, netfn},
};

/// A thermal limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThermalLimit {
    /// Kept over power cycles in bit 7; power off and log in bit 6; log in bit 5.
    pub flags: u8,
    /// Degrees C.
    pub limit: u8,
    /// How long it may be exceeded, in s.
    pub time: u16,
}

/// Get Thermal Limit (§6.7.2).
#[derive(Clone, Copy, Debug)]
pub struct GetThermalLimit {
    /// Entity ID.
    pub entity: u8,
    /// Entity instance.
    pub instance: u8,
}

impl Command for GetThermalLimit {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x0c;
    const NAME: &'static str = "Get Thermal Limit";
    type Response = ThermalLimit;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, self.entity, self.instance]);
    }

    fn parse(data: &[u8]) -> Result<ThermalLimit, wire::Error> {
        let mut r = body(data)?;
        let [flags, limit] = r.array("thermal limit")?;
        Ok(ThermalLimit { flags, limit, time: r.u16("exception time")? })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Set Thermal Limit (§6.7.1).
#[derive(Clone, Copy, Debug)]
pub struct SetThermalLimit {
    /// Entity ID.
    pub entity: u8,
    /// Entity instance.
    pub instance: u8,
    /// The limit.
    pub limit: ThermalLimit,
}

impl Command for SetThermalLimit {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x0b;
    const NAME: &'static str = "Set Thermal Limit";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let ThermalLimit { flags, limit, time } = self.limit;
        out.extend([GROUP, self.entity, self.instance, flags, limit]);
        out.extend(time.to_le_bytes());
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
    fn a_limit_is_read_and_written() {
        let limit = ThermalLimit { flags: 0xe0, limit: 45, time: 300 };
        assert_eq!(GetThermalLimit::parse(b"\xdc\xe0\x2d\x2c\x01"), Ok(limit));
        assert!(GetThermalLimit::parse(b"\xdc\xe0\x2d\x2c").is_err());
        let mut out = Vec::new();
        SetThermalLimit { entity: 0x40, instance: 1, limit }.emit(&mut out);
        assert_eq!(out, b"\xdc\x40\x01\xe0\x2d\x2c\x01");
    }
}
