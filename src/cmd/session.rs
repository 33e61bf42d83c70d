//! Session privilege (IPMI v2.0 §22.18).
use super::Command;
use crate::wire::{
    self,
    buf::Reader,
    ids::{Privilege, netfn},
};

/// Raises or lowers the privilege level of the session (§22.18).
#[derive(Clone, Copy, Debug)]
pub struct SetSessionPrivilegeLevel(pub Privilege);

impl Command for SetSessionPrivilegeLevel {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x3b;
    const NAME: &'static str = "Set Session Privilege Level";
    /// The level that is in force now.
    type Response = Privilege;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0.to_u8());
    }

    fn parse(data: &[u8]) -> Result<Privilege, wire::Error> {
        let level = Reader::new(data).u8("new privilege level")? & 0x0f;
        Privilege::from_u8(level)
            .ok_or(wire::Error::Value { field: "new privilege level", value: level.into() })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("Requested level not available for this user"),
            0x81 => Some("Requested level exceeds Channel and/or User Privilege Limit"),
            0x82 => Some("Cannot disable User Level authentication"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_name_a_level() {
        let mut out = Vec::new();
        SetSessionPrivilegeLevel(Privilege::Administrator).emit(&mut out);
        assert_eq!(out, [4]);
        assert_eq!(SetSessionPrivilegeLevel::parse(&[0x04]), Ok(Privilege::Administrator));
        assert!(SetSessionPrivilegeLevel::parse(&[]).is_err());
        assert!(SetSessionPrivilegeLevel::parse(&[0]).is_err());
    }
}
