//! Payloads beside IPMI messages: who may use them, and activating them (IPMI v2.0 §24).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Payload type of serial over LAN (§13.27.3).
pub const SOL: u8 = 0x01;

/// Activates SOL in the session (§24.1).
#[derive(Clone, Copy, Debug)]
pub struct ActivatePayload {
    /// Instance, from 1 on.
    pub instance: u8,
    /// [`Self::ENCRYPTED`] and the other bits of the first auxiliary byte.
    pub flags: u8,
}

impl ActivatePayload {
    /// Payload packets are encrypted.
    pub const ENCRYPTED: u8 = 0x80;
    /// Payload packets are authenticated.
    pub const AUTHENTICATED: u8 = 0x40;
    /// Serial alerts are deferred while SOL is active.
    pub const ALERTS_DEFERRED: u8 = 0x04;
    /// CTS, DCD and DSR are deasserted until the first packet.
    pub const HANDSHAKE_DEASSERTED: u8 = 0x02;
}

/// Answer to [`ActivatePayload`] (§24.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activated {
    /// The largest payload to the BMC, in bytes, header included.
    pub inbound_size: u16,
    /// The largest payload from the BMC.
    pub outbound_size: u16,
    /// The UDP port that takes the payload.
    pub port: u16,
}

impl Command for ActivatePayload {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x48;
    const NAME: &'static str = "Activate Payload";
    /// The configuration says which level it takes; a BMC that wants more answers `0xd4`.
    const PRIVILEGE: Privilege = Privilege::User;
    type Response = Activated;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([SOL, self.instance, self.flags, 0, 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<Activated, wire::Error> {
        let mut r = Reader::new(data);
        r.array::<4>("auxiliary data")?;
        Ok(Activated {
            inbound_size: r.u16("inbound payload size")?,
            outbound_size: r.u16("outbound payload size")?,
            port: r.u16("payload port")?,
        })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x80 => "payload already active on another session",
            0x81 => "payload disabled",
            0x82 => "payload activation limit reached",
            0x83 => "cannot activate payload with encryption",
            0x84 => "cannot activate payload without encryption",
            _ => return None,
        })
    }
}

/// Ends SOL, whichever session has it (§24.2).
#[derive(Clone, Copy, Debug)]
pub struct DeactivatePayload {
    /// Instance, from 1 on.
    pub instance: u8,
}

impl DeactivatePayload {
    /// Completion code: the payload is not active.
    pub const NOT_ACTIVE: u8 = 0x80;
}

impl Command for DeactivatePayload {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x49;
    const NAME: &'static str = "Deactivate Payload";
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([SOL, self.instance, 0, 0, 0, 0]);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("payload already deactivated"),
            0x81 => Some("payload disabled"),
            _ => None,
        }
    }
}

/// Asks which session has SOL (§24.4).
#[derive(Clone, Copy, Debug)]
pub struct GetPayloadInstanceInfo {
    /// Instance, from 1 on.
    pub instance: u8,
}

impl Command for GetPayloadInstanceInfo {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x4b;
    const NAME: &'static str = "Get Payload Instance Info";
    /// The session ID; `None` when nobody has it.
    type Response = Option<u32>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([SOL, self.instance]);
    }

    fn parse(data: &[u8]) -> Result<Option<u32>, wire::Error> {
        let id = Reader::new(data).u32("session ID")?;
        Ok((id != 0).then_some(id))
    }
}

/// Lets a user use SOL on a channel, or not (§24.6).
#[derive(Clone, Copy, Debug)]
pub struct SetUserPayloadAccess {
    /// Channel number.
    pub channel: u8,
    /// User ID, 1 to 63.
    pub user: u8,
    /// Whether the user may.
    pub enable: bool,
}

impl Command for SetUserPayloadAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x4c;
    const NAME: &'static str = "Set User Payload Access";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let operation = if self.enable { ENABLE } else { DISABLE };
        out.extend([self.channel & 0x0f, operation | self.user & 0x3f, SOL_BIT, 0, 0, 0]);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks whether a user may use SOL on a channel (§24.7).
#[derive(Clone, Copy, Debug)]
pub struct GetUserPayloadAccess {
    /// Channel number.
    pub channel: u8,
    /// User ID, 1 to 63.
    pub user: u8,
}

impl Command for GetUserPayloadAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x4d;
    const NAME: &'static str = "Get User Payload Access";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// True when the user may.
    type Response = bool;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.user & 0x3f]);
    }

    fn parse(data: &[u8]) -> Result<bool, wire::Error> {
        Ok(Reader::new(data).u8("standard payload enables")? & SOL_BIT != 0)
    }
}

const SOL_BIT: u8 = 0x02;
const ENABLE: u8 = 0x00;
const DISABLE: u8 = 0x40;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn bytes(command: &impl Command) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    #[test]
    fn requests_are_as_the_specification_says() {
        let activate = ActivatePayload { instance: 1, flags: 0xc6 };
        assert_eq!(bytes(&activate), hex!("01 01 c6 00 00 00"));
        assert_eq!(bytes(&DeactivatePayload { instance: 2 }), hex!("01 02 00 00 00 00"));
        let access = |enable| SetUserPayloadAccess { channel: 1, user: 2, enable };
        assert_eq!(bytes(&access(true)), hex!("01 02 02 00 00 00"));
        assert_eq!(bytes(&access(false)), hex!("01 42 02 00 00 00"));
    }

    #[test]
    fn answers_are_read() {
        let activated = ActivatePayload::parse(&hex!("00 00 00 00 cc 00 ff 00 6f 02 ff ff"));
        let want = Activated { inbound_size: 204, outbound_size: 255, port: 623 };
        assert_eq!(activated, Ok(want));
        assert!(ActivatePayload::parse(&hex!("00 00 00 00 cc 00 ff 00 6f")).is_err());
        assert_eq!(GetUserPayloadAccess::parse(&hex!("02 00 00 00")), Ok(true));
        assert_eq!(GetUserPayloadAccess::parse(&hex!("fd")), Ok(false));
        let holder = GetPayloadInstanceInfo::parse(&hex!("78 56 34 12 01 00 00 00 00 00 00 00"));
        assert_eq!(holder, Ok(Some(0x1234_5678)));
        assert_eq!(GetPayloadInstanceInfo::parse(&[0; 12]), Ok(None));
    }
}
