//! `set`: options of the session, changed between commands.
use crate::cli::failure::Failure;
use crate::cli::letters::PrivilegeChoice;
use crate::cli::number::{parse_i32, parse_u8, parse_u16};
use crate::cli::out::Format;
use crate::cli::settings::{Interface, Settings};
use crate::cli::words::Word;
use crate::crypto::secret::Secret;
use crate::wire::ids::Privilege;
use crate::wire::v15::AuthType;

/// An option with its value.
#[derive(Debug)]
pub struct Set(Change);

#[derive(Debug)]
enum Change {
    AuthType(AuthKind),
    Csv(bool),
    Host(String),
    LocalAddress(u8),
    Password(Secret),
    Port(u16),
    Privilege(Privilege),
    TargetAddress(u8),
    User(String),
    Verbosity(u8),
}

/// Authentication types, and RMCP+, which is none of them but has a number.
#[derive(Clone, Copy, Debug)]
enum AuthKind {
    Known(AuthType),
    RmcpPlus,
}

/// What a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The output is another.
    Output,
    /// The next command needs another session.
    Session,
}

impl Set {
    /// Reads the words behind `set`.
    ///
    /// # Errors
    /// What to say about words that make no option.
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        let change = match words {
            ["verbose"] => Change::Verbosity(1),
            ["verbose", word, ..] => Change::Verbosity(level("verbose", word)?),
            ["csv"] => Change::Csv(true),
            ["csv", word, ..] => Change::Csv(level("csv", word)? > 0),
            ["hostname", word, ..] => Change::Host((*word).to_owned()),
            ["username", word, ..] => Change::User((*word).to_owned()),
            ["password", word, ..] => Change::Password(Secret::from(*word)),
            ["privlvl", word, ..] => {
                let known = Privilege::ALL.into_iter().find(|level| named(level.name(), word));
                let unknown = || Failure::usage(format!("Invalid privilege level: {word}"));
                Change::Privilege(known.ok_or_else(unknown)?)
            }
            ["authtype", word, ..] => Change::AuthType(auth_kind(word)?),
            ["localaddr", word, ..] => Change::LocalAddress(address("localaddr", word)?),
            ["targetaddr", word, ..] => Change::TargetAddress(address("targetaddr", word)?),
            ["port", word, ..] => {
                let invalid = |_| Failure::usage(format!("Given port '{word}' is invalid."));
                Change::Port(parse_u16(word).map_err(invalid)?)
            }
            _ => return Err(Failure::usage(USAGE)),
        };
        Ok(Self(change))
    }

    /// Carries it out; gives what is said of it, and what it asks for.
    ///
    /// # Errors
    /// What to say about a value that cannot be, or an option of sessions where there is none.
    pub(super) fn apply(self, settings: &mut Settings) -> Result<(String, Effect), Failure> {
        if let (Interface::Open, Some(what)) = (settings.interface, self.0.of_session()) {
            return Err(Failure::usage(format!("Failed to set session {what}.")));
        }
        let said = match self.0 {
            Change::Verbosity(level) => {
                settings.verbosity = level;
                return Ok((String::new(), Effect::Output));
            }
            Change::Csv(on) => {
                if matches!(settings.format, Format::Text | Format::Csv) {
                    settings.format = if on { Format::Csv } else { Format::Text };
                }
                return Ok((String::new(), Effect::Output));
            }
            Change::Host(name) => {
                let said = format!("Set session hostname to {name}");
                settings.host = Some(name);
                said
            }
            Change::User(name) => {
                if name.len() > LONGEST_NAME {
                    return Err(Failure::usage("Username is too long (> 16 bytes)"));
                }
                settings.username = name.clone().into_bytes();
                format!("Set session username to {name}")
            }
            Change::Password(secret) => {
                settings.set_password(secret)?;
                "Set session password".to_owned()
            }
            Change::Privilege(level) => {
                settings.privilege =
                    Some(PrivilegeChoice { level: level.to_u8(), by_name_and_privilege: false });
                format!("Set session privilege level to {}", level.name())
            }
            Change::AuthType(kind) => {
                let (number, name) = match kind {
                    AuthKind::Known(kind) => (kind.to_u8(), kind.name()),
                    AuthKind::RmcpPlus => (RMCP_PLUS, "RMCP+"),
                };
                if settings.interface == Interface::Lan {
                    settings.auth_type = Some(number);
                }
                format!("Set session authtype to {name}")
            }
            Change::LocalAddress(address) => {
                settings.bridge.my_addr = address;
                format!("Set local IPMB address to 0x{address:02x}")
            }
            Change::TargetAddress(address) => {
                settings.bridge.target_addr = address;
                format!("Set remote IPMB address to 0x{address:02x}")
            }
            Change::Port(port) => {
                settings.port = port;
                format!("Set session port to {port}")
            }
        };
        Ok((said, Effect::Session))
    }
}

impl Change {
    /// What is changed, where that is something that only a session has.
    const fn of_session(&self) -> Option<&'static str> {
        Some(match self {
            Self::AuthType(_) => "authtype",
            Self::Host(_) => "hostname",
            Self::Password(_) => "password",
            Self::Port(_) => "port",
            Self::Privilege(_) => "privilege level",
            Self::User(_) => "username",
            Self::Csv(_) | Self::LocalAddress(_) | Self::TargetAddress(_) | Self::Verbosity(_) => {
                return None;
            }
        })
    }
}

fn named(name: &str, word: &str) -> bool {
    name.eq_ignore_ascii_case(word)
}

fn auth_kind(word: &str) -> Result<AuthKind, Failure> {
    if named("RMCP+", word) {
        return Ok(AuthKind::RmcpPlus);
    }
    let known = AuthType::ALL.into_iter().find(|kind| named(kind.name(), word));
    known.map(AuthKind::Known).ok_or_else(|| Failure::usage(format!("Invalid authtype: {word}")))
}

fn level(name: &str, word: &str) -> Result<u8, Failure> {
    parse_i32(word)
        .map(|level| u8::try_from(level.max(0)).unwrap_or(u8::MAX))
        .map_err(|_| Failure::usage(format!("Given {name} '{word}' argument is invalid.")))
}

fn address(name: &str, word: &str) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| Failure::usage(format!("Given {name} '{word}' is invalid.")))
}

pub(super) const WORDS: &[Word] = &[
    super::word("hostname", "HOST", "The BMC to talk to"),
    super::word("username", "USER", "The account"),
    super::word("password", "PASSWORD", "Its password"),
    super::word("privlvl", "LEVEL", "The session's privilege level"),
    super::word("authtype", "TYPE", "Authentication type of -I lan"),
    super::word("localaddr", "ADDRESS", "Our IPMB address"),
    super::word("targetaddr", "ADDRESS", "IPMB address of the controller that is asked"),
    super::word("port", "PORT", "UDP port"),
    super::word("csv", "[LEVEL]", "Output as with -c; 0 for text"),
    super::word("verbose", "[LEVEL]", "As so many -v"),
];

const USAGE: &str = "\
Usage: set <option> <value>

Options are:
    hostname HOST          The BMC to talk to
    username USER          The account
    password PASSWORD      Its password
    privlvl LEVEL          The session's privilege level
    authtype TYPE          Authentication type of -I lan
    localaddr ADDRESS      Our IPMB address
    targetaddr ADDRESS     IPMB address of the controller that is asked
    port PORT              UDP port
    csv [LEVEL]            Output as with -c; 0 for text
    verbose [LEVEL]        As so many -v
";

const LONGEST_NAME: usize = 16;
/// Authentication type of RMCP+ packets (IPMI v2.0 table 13-8).
const RMCP_PLUS: u8 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_values_are_told_as_ipmitool_tells_them() {
        let cases: &[(&[&str], &str)] = &[
            (&[], "Usage: set <option> <value>\n"),
            (&["bogus", "x"], "Usage: set <option> <value>\n"),
            (&["hostname"], "Usage: set <option> <value>\n"),
            (&["verbose", "x"], "Given verbose 'x' argument is invalid."),
            (&["csv", "x"], "Given csv 'x' argument is invalid."),
            (&["port", "70000"], "Given port '70000' is invalid."),
            (&["localaddr", "300"], "Given localaddr '300' is invalid."),
            (&["privlvl", "bogus"], "Invalid privilege level: bogus"),
            (&["authtype", "bogus"], "Invalid authtype: bogus"),
        ];
        for (words, start) in cases {
            let failure = Set::parse(words).unwrap_err();
            assert!(failure.lines().next().unwrap().starts_with(start), "{words:?}");
            assert_eq!(failure.exit_code(false), 1, "{words:?}");
        }
    }
}
