//! Channels: what they are, who may use them and how (IPMI v2.0 §22.13, §22.15, §22.22 to §22.25).
use crate::cmd::Command;
use crate::crypto::secret::Secret;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks how to log in on a channel (§22.13).
#[derive(Clone, Copy, Debug)]
pub struct GetChannelAuthenticationCapabilities {
    /// Channel number.
    pub channel: u8,
    /// Privilege level that the session is meant for.
    pub privilege: u8,
    /// Ask for the answer of IPMI 2.0. Some BMCs of IPMI 1.5 refuse that.
    pub extended: bool,
}

/// Answer to [`GetChannelAuthenticationCapabilities`] (§22.13, table 22-15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthenticationCapabilities {
    /// Channel number, the real one when channel `0xE` was asked about.
    pub channel: u8,
    /// Auth types of IPMI 1.5, one bit for each.
    pub types: u8,
    /// The answer is in the form of IPMI 2.0.
    pub extended: bool,
    /// Login status: names, per-message authentication, K_g.
    pub status: u8,
    /// Session versions, in an answer of IPMI 2.0.
    pub versions: u8,
    /// Enterprise number for the OEM auth type.
    pub oem_id: u32,
    /// One byte for the OEM auth type.
    pub oem_auxiliary: u8,
}

impl Command for GetChannelAuthenticationCapabilities {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x38;
    const NAME: &'static str = "Get Channel Authentication Capabilities";
    const PRIVILEGE: Privilege = Privilege::Callback;
    type Response = AuthenticationCapabilities;

    fn emit(&self, out: &mut Vec<u8>) {
        let extended = if self.extended { 0x80 } else { 0 };
        out.extend([extended | self.channel & 0x0f, self.privilege & 0x0f]);
    }

    /// Only the channel number must be there; BMCs of IPMI 1.5 leave out the end.
    fn parse(data: &[u8]) -> Result<AuthenticationCapabilities, wire::Error> {
        let mut r = Reader::new(data);
        let channel = r.u8("channel number")?;
        let types = r.u8("authentication types").unwrap_or(0);
        Ok(AuthenticationCapabilities {
            channel,
            types: types & 0x3f,
            extended: types & 0x80 != 0,
            status: r.u8("authentication status").unwrap_or(0),
            versions: r.u8("session versions").unwrap_or(0),
            oem_id: r.u24("OEM ID").unwrap_or(0),
            oem_auxiliary: r.u8("OEM auxiliary data").unwrap_or(0),
        })
    }
}

/// Which of the two sets of channel settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Settings that outlive a restart.
    NonVolatile,
    /// Settings in force.
    Volatile,
}

/// Asks for the access settings of a channel (§22.23).
#[derive(Clone, Copy, Debug)]
pub struct GetChannelAccess {
    /// Channel number.
    pub channel: u8,
    /// Which settings.
    pub storage: Storage,
}

/// Answer to [`GetChannelAccess`] (§22.23, table 22-28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChannelAccess {
    /// Alerts may be sent by this channel.
    pub alerting: bool,
    /// Each message carries an auth code.
    pub per_message_authentication: bool,
    /// Commands of User level need an authenticated session.
    pub user_level_authentication: bool,
    /// 0 disabled, 1 pre-boot only, 2 always available, 3 shared.
    pub mode: u8,
    /// Privilege limit of the channel.
    pub limit: u8,
}

impl Command for GetChannelAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x41;
    const NAME: &'static str = "Get Channel Access";
    type Response = ChannelAccess;

    fn emit(&self, out: &mut Vec<u8>) {
        let which = match self.storage {
            Storage::NonVolatile => 0x40,
            Storage::Volatile => 0x80,
        };
        out.extend([self.channel & 0x0f, which]);
    }

    fn parse(data: &[u8]) -> Result<ChannelAccess, wire::Error> {
        let mut r = Reader::new(data);
        let access = r.u8("channel access")?;
        Ok(ChannelAccess {
            alerting: access & 0x20 == 0,
            per_message_authentication: access & 0x10 == 0,
            user_level_authentication: access & 0x08 == 0,
            mode: access & 0x07,
            limit: r.u8("channel privilege level limit")? & 0x0f,
        })
    }
}

/// Sets who may use a channel (§22.22).
#[derive(Clone, Copy, Debug)]
pub struct SetChannelAccess {
    /// Channel number.
    pub channel: u8,
    /// Which settings.
    pub storage: Storage,
    /// What they become.
    pub access: ChannelAccess,
    /// Whether the privilege limit is written too.
    pub with_limit: bool,
}

impl Command for SetChannelAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x40;
    const NAME: &'static str = "Set Channel Access";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let which = match self.storage {
            Storage::NonVolatile => 0x40,
            Storage::Volatile => 0x80,
        };
        let access = &self.access;
        let flags = u8::from(!access.alerting) << 5
            | u8::from(!access.per_message_authentication) << 4
            | u8::from(!access.user_level_authentication) << 3
            | access.mode & 0x07;
        let limit = if self.with_limit { which } else { 0 } | access.limit & 0x0f;
        out.extend([self.channel & 0x0f, which | flags, limit]);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x82 => "Set not supported on selected channel",
            0x83 => "Access mode not supported",
            _ => return None,
        })
    }
}

/// Asks what a channel is (§22.24).
#[derive(Clone, Copy, Debug)]
pub struct GetChannelInfo(pub u8);

/// Answer to [`GetChannelInfo`] (§22.24, table 22-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChannelInfo {
    /// Channel number, the real one when channel `0xE` was asked about.
    pub channel: u8,
    /// Medium type (§6.5, table 6-3).
    pub medium: u8,
    /// Protocol type (§6.4, table 6-2).
    pub protocol: u8,
    /// 0 session-less, 1 single session, 2 multi-session, 3 session-based.
    pub session_support: u8,
    /// Sessions that are active on it.
    pub active_sessions: u8,
    /// Enterprise number of who defined the protocol.
    pub vendor: u32,
    /// Auxiliary channel info.
    pub auxiliary: [u8; 2],
}

impl ChannelInfo {
    /// True for channels that have access settings worth showing: the networks.
    pub const fn is_lan(&self) -> bool {
        matches!(self.medium, 0x04 | 0x06)
    }
}

impl Command for GetChannelInfo {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x42;
    const NAME: &'static str = "Get Channel Info";
    type Response = ChannelInfo;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0 & 0x0f);
    }

    fn parse(data: &[u8]) -> Result<ChannelInfo, wire::Error> {
        let mut r = Reader::new(data);
        let channel = r.u8("channel number")? & 0x0f;
        let medium = r.u8("channel medium type")? & 0x7f;
        let protocol = r.u8("channel protocol type")? & 0x1f;
        let sessions = r.u8("session support")?;
        Ok(ChannelInfo {
            channel,
            medium,
            protocol,
            session_support: sessions >> 6,
            active_sessions: sessions & 0x3f,
            vendor: r.u24("protocol vendor ID")?,
            auxiliary: r.array("auxiliary channel info")?,
        })
    }
}

/// Asks for one page of a channel's cipher suites (§22.15).
#[derive(Clone, Copy, Debug)]
pub struct GetChannelCipherSuites {
    /// Channel number.
    pub channel: u8,
    /// Payload type: 0 for IPMI, 1 for SOL.
    pub payload: u8,
    /// Page, 0 to 63.
    pub index: u8,
}

/// Length of a full page of cipher suite records.
pub const CIPHER_PAGE_LEN: usize = 16;

impl Command for GetChannelCipherSuites {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x54;
    const NAME: &'static str = "Get Channel Cipher Suites";
    const PRIVILEGE: Privilege = Privilege::Callback;
    /// Up to [`CIPHER_PAGE_LEN`] bytes of records; fewer on the last page. Records may cross
    /// pages.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.payload & 0x3f, 0x80 | self.index & 0x3f]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let mut r = Reader::new(data);
        let _channel = r.u8("channel number")?;
        Ok(r.rest().to_vec())
    }
}

/// Which key of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyId {
    /// `K_R`, of the remote console.
    Kr,
    /// `K_G`, of the BMC.
    Kg,
}

/// Length of a channel key.
pub const KEY_LEN: usize = 20;

/// Sets a key of a channel (§22.25).
#[derive(Clone, Debug)]
pub struct SetChannelSecurityKeys {
    /// Channel number.
    pub channel: u8,
    /// Which key.
    pub id: KeyId,
    /// The key, filled up with zeros to [`KEY_LEN`] bytes. Longer ones are cut, so check first.
    pub key: Secret,
}

/// Whether keys can be changed (§22.25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLock {
    /// The key cannot be locked.
    NotLockable,
    /// The key is locked until the BMC restarts.
    Locked,
    /// The key can be locked and is not.
    Unlocked,
    /// The fourth value.
    Reserved,
}

impl Command for SetChannelSecurityKeys {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x56;
    const NAME: &'static str = "Set Channel Security Keys";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    const SECRET: bool = true;
    /// Lock status, where the BMC tells.
    type Response = Option<KeyLock>;

    fn emit(&self, out: &mut Vec<u8>) {
        let id = match self.id {
            KeyId::Kr => 0,
            KeyId::Kg => 1,
        };
        out.extend([self.channel & 0x0f, OPERATION_SET, id]);
        out.extend(*self.key.padded::<KEY_LEN>());
    }

    fn parse(data: &[u8]) -> Result<Option<KeyLock>, wire::Error> {
        Ok(Reader::new(data).u8("lock status").ok().map(|status| match status & 0x03 {
            0 => KeyLock::NotLockable,
            1 => KeyLock::Locked,
            2 => KeyLock::Unlocked,
            _ => KeyLock::Reserved,
        }))
    }

    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x80 => "the key is locked",
            0x81 => "the key is too short",
            0x82 => "the key is too long",
            0x83 => "the key does not meet the BMC's criteria",
            0x84 => "the key is not used",
            _ => return None,
        })
    }
}

const OPERATION_SET: u8 = 1;

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
    fn capabilities_of_both_versions() {
        let ask = |extended| {
            bytes(&GetChannelAuthenticationCapabilities { channel: 14, privilege: 4, extended })
        };
        assert_eq!((ask(true), ask(false)), (vec![0x8e, 4], vec![0x0e, 4]));
        let parse = GetChannelAuthenticationCapabilities::parse;
        let new = parse(&hex!("01 97 05 03 f21b00 55")).unwrap();
        assert!(new.extended);
        assert_eq!((new.types, new.status, new.versions), (0x17, 5, 3));
        assert_eq!((new.oem_id, new.oem_auxiliary), (7154, 0x55));
        let cut = parse(&hex!("01 17")).unwrap();
        assert_eq!((cut.channel, cut.types, cut.extended), (1, 0x17, false));
        assert!(parse(&[]).is_err());
    }

    #[test]
    fn access_bits_are_upside_down() {
        let ask = bytes(&GetChannelAccess { channel: 1, storage: Storage::Volatile });
        assert_eq!(ask, hex!("01 80"));
        let ask = bytes(&GetChannelAccess { channel: 1, storage: Storage::NonVolatile });
        assert_eq!(ask, hex!("01 40"));
        // ipmi_sim: raw 6 0x41 1 0x80
        let access = GetChannelAccess::parse(&hex!("02 04")).unwrap();
        assert!(access.alerting && access.per_message_authentication);
        assert!(access.user_level_authentication);
        assert_eq!((access.mode, access.limit), (2, 4));
        assert!(!GetChannelAccess::parse(&hex!("22 04")).unwrap().alerting);
        assert!(GetChannelAccess::parse(&hex!("02")).is_err());
    }

    #[test]
    fn info_is_read() {
        // ipmi_sim: raw 6 0x42 0xe
        let info = GetChannelInfo::parse(&hex!("01 04 01 81 f21b00 0000")).unwrap();
        assert_eq!((info.channel, info.medium, info.protocol), (1, 4, 1));
        assert_eq!((info.session_support, info.active_sessions), (2, 1));
        assert_eq!(info.vendor, 7154);
        assert!(info.is_lan());
        assert!(GetChannelInfo::parse(&hex!("01 04 01 81 f21b00 00")).is_err());
    }

    #[test]
    fn pages_hold_records() {
        let ask = bytes(&GetChannelCipherSuites { channel: 14, payload: 0, index: 2 });
        assert_eq!(ask, hex!("0e 00 82"));
        let page = GetChannelCipherSuites::parse(&hex!("01 c003014181")).unwrap();
        assert_eq!(page, hex!("c003014181"));
        assert!(GetChannelCipherSuites::parse(&[]).is_err());
    }

    #[test]
    fn keys_are_filled_up() {
        let set = SetChannelSecurityKeys { channel: 1, id: KeyId::Kg, key: "abc".into() };
        assert_eq!(bytes(&set), [&hex!("01 01 01 616263")[..], &[0; 17]].concat());
        assert!(!format!("{set:?}").contains("abc"));
        assert_eq!(SetChannelSecurityKeys::parse(&[1]), Ok(Some(KeyLock::Locked)));
        assert_eq!(SetChannelSecurityKeys::parse(&[]), Ok(None));
    }
}
