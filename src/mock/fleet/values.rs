//! Values of the configuration that are checked as they are read, so that an error has their line.
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::crypto::secret::Secret;
use crate::crypto::suite::CipherSuite;
use crate::mock::identity;
use crate::mock::lockout::Threshold;
use crate::mock::terminal::Device;
use crate::wire::ids::Privilege;
use crate::wire::v15::AuthType;

/// Reads a text and makes something else of it.
macro_rules! from_text {
    ($($(#[$doc:meta])* $name:ident($inner:ty) = $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $name(pub(super) $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Result<$inner, &'static str> = $read;
                read(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
            }
        }
    )*};
}

from_text! {
    /// The name of an account.
    UserName(String) = user_name;
    /// A privilege level by its name.
    Level(Privilege) = level;
    /// An authentication type of IPMI 1.5.
    Auth(AuthType) = auth;
    /// What is at the serial console.
    Console(Device) = console;
    /// A UUID as it is written, kept in the order of SMBIOS.
    Uuid([u8; 16]) = uuid;
    /// A MAC address.
    Mac([u8; 6]) = mac;
    /// A subnet mask: ones, then zeros.
    Mask(Ipv4Addr) = mask;
    /// Who runs the machines.
    Kind(Runner) = runner;
    /// A text of an inventory; `{name}` stands for the machine's name.
    Text(String) = text;
}

/// A password or key. What stands in its place is never repeated in a message.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden(pub(super) Secret);

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer) {
            Ok(toml::Value::String(text)) if text.is_empty() => Err(D::Error::custom("is empty")),
            Ok(toml::Value::String(text)) if text.len() > MAX_SECRET => {
                Err(D::Error::custom("has more than 20 bytes"))
            }
            Ok(toml::Value::String(text)) => Ok(Self(Secret::new(text.into_bytes()))),
            _ => Err(D::Error::custom("expected a text in quotes")),
        }
    }
}

/// Who runs the machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runner {
    None,
    Virsh,
    Command,
}

/// A whole number within limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Within<const LEAST: u32, const MOST: u32>(pub(super) u32);

impl<'de, const LEAST: u32, const MOST: u32> Deserialize<'de> for Within<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = i64::deserialize(deserializer)?;
        let number = u32::try_from(value).ok().filter(|n| (LEAST..=MOST).contains(n));
        number
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("expected a number from {LEAST} to {MOST}")))
    }
}

impl<const LEAST: u32, const MOST: u32> Within<LEAST, MOST> {
    /// The number as a byte.
    pub(super) fn byte(self) -> u8 {
        u8::try_from(self.0).unwrap_or(u8::MAX)
    }
}

/// So many bad passwords lock a user out, for that long: `{ tries = 10, seconds = 30 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lockout(pub(super) Threshold);

impl<'de> Deserialize<'de> for Lockout {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            tries: Within<0, 255>,
            seconds: Within<0, 655_350>,
        }
        let Table { tries, seconds } = Table::deserialize(deserializer)?;
        if tries.0 == 0 {
            return Ok(Self(Threshold::default()));
        }
        // In units of 10 s; a bad password is forgotten after twice the time.
        let lockout = Duration::from_secs(u64::from(seconds.0).div_ceil(10) * 10);
        Ok(Self(Threshold { event: true, tries: tries.byte(), reset: lockout * 2, lockout }))
    }
}

/// Cipher suite IDs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suites(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Suites {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ids = Vec::<u8>::deserialize(deserializer)?;
        let known = |id: &u8| CipherSuite::by_id(*id).is_some_and(CipherSuite::is_supported);
        match ids.iter().find(|id| !known(id)) {
            Some(id) => Err(D::Error::custom(format!("there is no cipher suite {id}"))),
            None => Ok(Self(ids)),
        }
    }
}

/// One or more patterns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
pub(super) enum Patterns {
    One(String),
    Many(Vec<String>),
}

impl Patterns {
    /// True when one of them fits.
    pub(super) fn fit(&self, name: &str) -> bool {
        match self {
            Self::One(pattern) => super::pattern::fits(pattern, name),
            Self::Many(patterns) => patterns.iter().any(|p| super::pattern::fits(p, name)),
        }
    }
}

/// A secret, or the file whose first line it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    Here(Secret),
    File(PathBuf),
}

impl Source {
    /// Of two keys one may be there; `Err` for both.
    pub(super) fn of(here: Option<Hidden>, file: Option<PathBuf>) -> Result<Option<Self>, ()> {
        match (here, file) {
            (Some(_), Some(_)) => Err(()),
            (Some(Hidden(secret)), None) => Ok(Some(Self::Here(secret))),
            (None, file) => Ok(file.map(Self::File)),
        }
    }
}

fn user_name(name: &str) -> Result<String, &'static str> {
    let fits = (1..=16).contains(&name.len()) && name.bytes().all(|b| (0x20..0x7f).contains(&b));
    if fits { Ok(name.to_owned()) } else { Err("expected 1 to 16 characters of ASCII") }
}

fn level(name: &str) -> Result<Privilege, &'static str> {
    let mut levels = Privilege::ALL.into_iter();
    levels
        .find(|level| level.name().eq_ignore_ascii_case(name))
        .ok_or("expected callback, user, operator or administrator")
}

fn auth(name: &str) -> Result<AuthType, &'static str> {
    match name {
        "none" => Ok(AuthType::None),
        "md2" => Ok(AuthType::Md2),
        "md5" => Ok(AuthType::Md5),
        "password" => Ok(AuthType::Password),
        _ => Err("expected none, md2, md5 or password"),
    }
}

fn console(name: &str) -> Result<Device, &'static str> {
    match name {
        "echo" => Ok(Device::Echo),
        "shell" => Ok(Device::Shell),
        _ => Err("expected shell or echo"),
    }
}

fn runner(name: &str) -> Result<Runner, &'static str> {
    match name {
        "none" => Ok(Runner::None),
        "virsh" => Ok(Runner::Virsh),
        "command" => Ok(Runner::Command),
        _ => Err("expected none, virsh or command"),
    }
}

fn uuid(text: &str) -> Result<[u8; 16], &'static str> {
    let dashes = text.char_indices().filter(|(_, c)| *c == '-').map(|(at, _)| at);
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let plain = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match u128::from_str_radix(&digits, 16) {
        Ok(value) if plain && dashes.eq([8, 13, 18, 23]) => {
            Ok(identity::smbios(value.to_be_bytes()))
        }
        _ => Err("expected a UUID as 8-4-4-4-12 hexadecimal digits"),
    }
}

fn mac(text: &str) -> Result<[u8; 6], &'static str> {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let byte = |part: &str| u8::from_str_radix(part, 16).ok().filter(|_| digits(part));
    let bytes: Option<Vec<u8>> = text.split(':').map(byte).collect();
    bytes
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or("expected a MAC address as 02:00:00:00:00:01")
}

fn mask(text: &str) -> Result<Ipv4Addr, &'static str> {
    let address = text.parse::<Ipv4Addr>().ok();
    let ones_first = |a: &Ipv4Addr| a.to_bits().leading_ones() + a.to_bits().trailing_zeros() == 32;
    address
        .filter(|mask| ones_first(mask) && !mask.is_unspecified())
        .ok_or("expected a mask such as 255.255.255.0")
}

fn text(text: &str) -> Result<String, &'static str> {
    let fits = text.len() <= MAX_TEXT && text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if fits { Ok(text.to_owned()) } else { Err("expected at most 63 characters of ASCII") }
}

/// The longest password and key (IPMI v2.0 §22.30, §22.25).
pub(super) const MAX_SECRET: usize = 20;
/// The longest field of an inventory.
const MAX_TEXT: usize = 63;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_checked() {
        assert_eq!(mask("255.255.240.0"), Ok(Ipv4Addr::new(255, 255, 240, 0)));
        assert_eq!(mask("255.255.255.255").unwrap(), Ipv4Addr::BROADCAST);
        assert!(mask("255.0.255.0").is_err() && mask("0.0.0.0").is_err());
        assert_eq!(mac("02:00:5e:10:00:FF"), Ok([2, 0, 0x5e, 0x10, 0, 0xff]));
        assert!(mac("02:00:5e:10:00").is_err() && mac("+2:00:5e:10:00:ff").is_err());
        let uuid_bytes = uuid("00112233-4455-6677-8899-aabbccddeeff").unwrap();
        assert_eq!(uuid_bytes[..8], [0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66]);
        assert!(uuid("0011223344556677-8899-aabb-ccddeeff").is_err());
        assert!(user_name("seventeen letters").is_err() && user_name("").is_err());
        assert_eq!(level("Operator"), Ok(Privilege::Operator));
    }
}
