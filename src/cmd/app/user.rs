//! Users of the BMC: access, names, passwords (IPMI v2.0 §22.26 to §22.30).
use crate::cmd::Command;
use crate::crypto::secret::Secret;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// User IDs have six bits.
const ID_MASK: u8 = 0x3f;

/// Number of a user, 1 to 63. Six bits on the wire, so no ID ever reaches another user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(u8);

impl UserId {
    /// The user with that number; `None` for anything but 1 to 63.
    pub const fn new(id: u8) -> Option<Self> {
        if id >= 1 && id <= ID_MASK { Some(Self(id)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What a user may do on one channel: the part of user access that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Access only by callback.
    pub callback_only: bool,
    /// The name and password serve for link authentication (PPP).
    pub link_authentication: bool,
    /// The user may send IPMI messages.
    pub ipmi_messaging: bool,
}

/// Asks for a user's access on a channel (§22.27).
#[derive(Clone, Copy, Debug)]
pub struct GetUserAccess {
    /// Channel number.
    pub channel: u8,
    /// The user.
    pub user: UserId,
}

/// Whether a user is enabled, as far as the BMC tells (§22.27).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnableStatus {
    /// The BMC does not say.
    Unspecified,
    /// Enabled with Set User Password.
    Enabled,
    /// Disabled with Set User Password.
    Disabled,
    /// The fourth value.
    Reserved,
}

/// Answer to [`GetUserAccess`] (§22.27, table 22-31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserAccess {
    /// How many user IDs the BMC has, the first one included.
    pub maximum_ids: u8,
    /// How many of them are enabled on the channel.
    pub enabled_users: u8,
    /// How many have names that cannot be changed, from ID 1 on.
    pub fixed_names: u8,
    /// Whether this one is enabled.
    pub status: EnableStatus,
    /// What the user may do.
    pub rights: Rights,
    /// Privilege limit: 1 to 5, or `0xF` for no access.
    pub limit: u8,
}

impl Command for GetUserAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x44;
    const NAME: &'static str = "Get User Access";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = UserAccess;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.user.0]);
    }

    fn parse(data: &[u8]) -> Result<UserAccess, wire::Error> {
        let mut r = Reader::new(data);
        let maximum_ids = r.u8("maximum user IDs")? & ID_MASK;
        let enabled = r.u8("enabled user IDs")?;
        let fixed_names = r.u8("users with fixed names")? & ID_MASK;
        let access = r.u8("user access")?;
        Ok(UserAccess {
            maximum_ids,
            enabled_users: enabled & ID_MASK,
            fixed_names,
            status: match enabled >> 6 {
                0 => EnableStatus::Unspecified,
                1 => EnableStatus::Enabled,
                2 => EnableStatus::Disabled,
                _ => EnableStatus::Reserved,
            },
            rights: Rights {
                callback_only: access & 0x40 != 0,
                link_authentication: access & 0x20 != 0,
                ipmi_messaging: access & 0x10 != 0,
            },
            limit: access & 0x0f,
        })
    }
}

/// Sets a user's access on a channel (§22.26). The number of sessions that the user may have is
/// set to no limit.
#[derive(Clone, Copy, Debug)]
pub struct SetUserAccess {
    /// Channel number.
    pub channel: u8,
    /// The user.
    pub user: UserId,
    /// What the user may do; `None` leaves that as it is.
    pub rights: Option<Rights>,
    /// Privilege limit: 1 to 5, or `0xF` for no access.
    pub limit: u8,
}

impl Command for SetUserAccess {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x43;
    const NAME: &'static str = "Set User Access";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let rights = self.rights.map_or(0, |rights| {
            0x80 | u8::from(rights.callback_only) << 6
                | u8::from(rights.link_authentication) << 5
                | u8::from(rights.ipmi_messaging) << 4
        });
        out.extend([rights | self.channel & 0x0f, self.user.0, self.limit & 0x0f, 0]);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for a user's name (§22.29).
#[derive(Clone, Copy, Debug)]
pub struct GetUserName(pub UserId);

/// Length of a user name, in bytes.
pub const NAME_LEN: usize = 16;

impl Command for GetUserName {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x46;
    const NAME: &'static str = "Get User Name";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The name without the zeros behind it. ASCII by the specification, any bytes in practice.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0.0);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let name = Reader::new(data).array::<NAME_LEN>("user name")?;
        Ok(name.into_iter().take_while(|byte| *byte != 0).collect())
    }
}

/// Sets a user's name (§22.28).
#[derive(Clone, Debug)]
pub struct SetUserName {
    /// The user.
    pub user: UserId,
    /// The name, filled up with zeros.
    pub name: [u8; NAME_LEN],
}

impl Command for SetUserName {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x45;
    const NAME: &'static str = "Set User Name";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.user.0);
        out.extend(self.name);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Length of the field that a password travels in and is stored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordSize {
    /// The form of IPMI 1.5: the user can open 1.5 and 2.0 sessions.
    Sixteen,
    /// The form of IPMI 2.0: the user can open 2.0 sessions only.
    Twenty,
}

impl PasswordSize {
    /// The length in bytes.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Sixteen => 16,
            Self::Twenty => 20,
        }
    }
}

/// What Set User Password does (§22.30).
#[derive(Clone, Debug)]
pub enum PasswordOperation {
    /// Disable the user.
    Disable,
    /// Enable the user.
    Enable,
    /// Store a password.
    Set(PasswordSize, Secret),
    /// Compare with the stored password.
    Test(PasswordSize, Secret),
}

/// Sets or tests a password, enables or disables a user (§22.30).
///
/// A password that is longer than its field is cut, so check that first.
#[derive(Clone, Debug)]
pub struct SetUserPassword {
    /// The user.
    pub user: UserId,
    /// What to do.
    pub operation: PasswordOperation,
}

impl Command for SetUserPassword {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x47;
    const NAME: &'static str = "Set User Password";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    const SECRET: bool = true;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let none = Secret::default();
        let (operation, size, password) = match &self.operation {
            PasswordOperation::Disable => (0, PasswordSize::Sixteen, &none),
            PasswordOperation::Enable => (1, PasswordSize::Sixteen, &none),
            PasswordOperation::Set(size, password) => (2, *size, password),
            PasswordOperation::Test(size, password) => (3, *size, password),
        };
        match size {
            PasswordSize::Sixteen => {
                out.extend([self.user.0, operation]);
                out.extend(*password.padded::<16>());
            }
            PasswordSize::Twenty => {
                out.extend([0x80 | self.user.0, operation]);
                out.extend(*password.padded::<20>());
            }
        }
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("password incorrect"),
            0x81 => Some("wrong password size"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn id(id: u8) -> UserId {
        UserId::new(id).unwrap()
    }

    fn bytes(command: &impl Command) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    #[test]
    fn ids_have_six_bits() {
        assert_eq!(UserId::new(0), None);
        assert_eq!(UserId::new(64), None);
        assert_eq!(bytes(&GetUserName(id(17))), [17]);
        assert_eq!(bytes(&GetUserAccess { channel: 14, user: id(63) }), hex!("0e 3f"));
    }

    #[test]
    fn access_is_read() {
        // ipmi_sim: raw 6 0x44 1 2
        let access = GetUserAccess::parse(&hex!("3f 03 01 14")).unwrap();
        assert_eq!((access.maximum_ids, access.enabled_users, access.fixed_names), (63, 3, 1));
        assert_eq!(access.status, EnableStatus::Unspecified);
        assert!(access.rights.ipmi_messaging);
        assert!(!access.rights.callback_only && !access.rights.link_authentication);
        assert_eq!(access.limit, 4);
        let other = GetUserAccess::parse(&hex!("0a 82 c1 6f")).unwrap();
        assert_eq!(other.status, EnableStatus::Disabled);
        assert!(other.rights.callback_only && other.rights.link_authentication);
        assert_eq!((other.enabled_users, other.fixed_names, other.limit), (2, 1, 15));
        assert_eq!(GetUserAccess::parse(&hex!("0a 42 01")), Err(wire::Error::Short("user access")));
    }

    /// Requests as IPMItool 1.8.19 sends them.
    #[test]
    fn access_is_set() {
        let priv_only = SetUserAccess { channel: 14, user: id(17), rights: None, limit: 4 };
        assert_eq!(bytes(&priv_only), hex!("0e 11 04 00"));
        let rights =
            Rights { callback_only: false, link_authentication: true, ipmi_messaging: true };
        let all = SetUserAccess { channel: 1, user: id(17), rights: Some(rights), limit: 4 };
        assert_eq!(bytes(&all), hex!("b1 11 04 00"));
    }

    #[test]
    fn names_end_at_the_first_zero() {
        let name = GetUserName::parse(b"oper\0\0\0\0x\0\0\0\0\0\0\0").unwrap();
        assert_eq!(name, b"oper");
        assert_eq!(GetUserName::parse(b"sixteencharsname").unwrap().len(), 16);
        assert!(GetUserName::parse(b"short").is_err());
        let set = SetUserName { user: id(2), name: *b"abcdefghijklmnop" };
        assert_eq!(bytes(&set), *b"\x02abcdefghijklmnop");
    }

    /// Requests as IPMItool 1.8.19 sends them.
    #[test]
    fn passwords_have_two_forms() {
        let set = |user, operation| bytes(&SetUserPassword { user: id(user), operation });
        let test = PasswordOperation::Test(PasswordSize::Sixteen, "seven".into());
        assert_eq!(set(17, test), hex!("1103736576656e0000000000000000000000"));
        let long = PasswordOperation::Set(PasswordSize::Twenty, "seventeencharpass".into());
        let want = hex!("9102736576656e7465656e6368617270617373000000");
        assert_eq!(set(17, long), want);
        let enable = hex!("110100000000000000000000000000000000");
        assert_eq!(set(17, PasswordOperation::Enable), enable);
        assert_eq!(set(5, PasswordOperation::Disable), [&[5][..], &[0; 17]].concat());
    }
}
