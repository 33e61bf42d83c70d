//! `isol`: Intel's serial over LAN of before IPMI 2.0.
use std::io::{self, Write};

use serde::Serialize;

use super::activate::{DEAD_AFTER, KeepAlive, Wishes};
use super::config::{RATES, kbps, rate};
use super::console::{Console, End, say};
use super::word;
use crate::cli::Context;
use crate::cli::args::privilege_name;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::oem::intel_sol::{Activate, GetConfiguration, Parameter, SetConfiguration};
use crate::error::Error;
use crate::session::config::Version;
use crate::session::console::Settings;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Subcommands of `isol`.
#[derive(Clone, Debug)]
pub enum Isol {
    /// Be the console.
    Activate(Box<Wishes>),
    /// Show the configuration.
    Info,
    /// Change a parameter.
    Set(Change),
}

/// A parameter and its new value.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    name: &'static str,
    parameter: Parameter,
    value: u8,
}

impl Isol {
    /// Reads the words behind `isol`. Those behind a whole command are passed over.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] => Err(Failure::help(USAGE)),
            ["info", ..] => Ok(Self::Info),
            ["set", name, value, ..] => Change::parse(name, value).map(Self::Set),
            ["set", ..] => Err(Failure::usage(set_usage())),
            ["activate", ..] => Ok(Self::Activate(Box::new(context.sol.clone()))),
            _ => Err(Failure::usage(USAGE)),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let info = Info::fetch(client).await?;
        match self {
            Self::Info => out.show(&Shown::from(&info)),
            Self::Set(change) => change.run(client).await,
            Self::Activate(_) if info.enabled & 1 == 0 => {
                Err(Failure::result("ISOL is not enabled!"))
            }
            Self::Activate(wishes) => activate(&wishes, client, out).await,
        }
    }
}

impl Change {
    fn parse(name: &str, value: &str) -> Result<Self, Failure> {
        let bad = |name, valid| {
            Failure::usage(format!("Invalid value {value} for parameter {name}"))
                .line(format!("Valid values are {valid}"))
        };
        let find = |known: &[(u8, &str)]| {
            known.iter().find(|(_, name)| *name == value).map(|(code, _)| *code)
        };
        let (name, parameter, value) = match name {
            "enabled" => {
                let code = find(&[(0, "false"), (1, "true")]);
                (ENABLED, Parameter::Enabled, code.ok_or_else(|| bad(name, "true and false"))?)
            }
            "privilege-level" => {
                let code = find(&[(2, "user"), (3, "operator"), (4, "admin"), (5, "oem")]);
                let code = code.ok_or_else(|| bad(name, "user, operator, admin, and oem"))?;
                (LEVEL, Parameter::Level, code)
            }
            "bit-rate" => {
                let bad = || {
                    Failure::usage(format!("ISOL - Unsupported baud rate: {value}"))
                        .line("Valid values are 9.6, 19.2, 38.4, 57.6 and 115.2")
                };
                (RATE, Parameter::BitRate, find(&RATES).ok_or_else(bad)?)
            }
            _ => return Err(Failure::usage(format!("Error: invalid ISOL parameter {name}"))),
        };
        Ok(Self { name, parameter, value })
    }

    async fn run(self, client: &mut Client) -> Result<(), Failure> {
        let set = client.send(&SetConfiguration(self.parameter, self.value)).await;
        set.map_err(|error| {
            let name = self.name;
            let line = match error.completion_code() {
                Some(code) => format!("Error setting ISOL parameter '{name}': {code}"),
                None => format!("Error setting ISOL parameter '{name}'"),
            };
            Failure::client(error, line)
        })
    }
}

/// All parameters, raw.
#[derive(Clone, Copy, Debug)]
struct Info {
    enabled: u8,
    level: u8,
    rate: u8,
}

impl Info {
    async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let enabled = client.send(&GetConfiguration(Parameter::Enabled)).await;
        let unknown = |error: &Error| {
            error.completion_code().is_some_and(|code| code == CompletionCode::INVALID_COMMAND)
        };
        let enabled = match enabled {
            Err(error) if unknown(&error) => {
                let line = "IPMI v1.5 Serial Over Lan (ISOL) not supported!";
                return Err(Failure::client(error, line));
            }
            other => other.map_err(failed)?,
        };
        let level = client.send(&GetConfiguration(Parameter::Level)).await.map_err(failed)?;
        let rate = client.send(&GetConfiguration(Parameter::BitRate)).await.map_err(failed)?;
        Ok(Self { enabled, level: level & 0x0f, rate: rate & 0x0f })
    }
}

fn failed(error: Error) -> Failure {
    let line = match error.completion_code() {
        Some(code) => format!("Error in Get ISOL Config Command: {code}"),
        None => "Error in Get ISOL Config Command".to_owned(),
    };
    Failure::client(error, line)
}

/// The configuration as JSON, and as lines.
#[derive(Clone, Debug, Serialize)]
struct Shown {
    enabled: bool,
    privilege_level: u8,
    bit_rate_kbps: Option<String>,
    bit_rate_code: u8,
}

impl From<&Info> for Shown {
    fn from(info: &Info) -> Self {
        Self {
            enabled: info.enabled & 1 != 0,
            privilege_level: info.level,
            bit_rate_kbps: kbps(info.rate),
            bit_rate_code: info.rate,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: String| writeln!(w, "{label:<32}: {value}");
        line("Enabled", self.enabled.to_string())?;
        line("Privilege Level", privilege_name(self.privilege_level))?;
        line("Bit Rate (kbps)", rate(self.bit_rate_code))
    }

    /// IPMItool's line ends in a comma.
    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let (level, rate) = (privilege_name(self.privilege_level), rate(self.bit_rate_code));
        write!(w, "{},{level},{rate},", self.enabled)
    }
}

/// Is the console until one side ends it.
async fn activate(wishes: &Wishes, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    if client.config().version != Version::V15 {
        let line = "Error: This command is only available over the lan interface";
        return Err(Failure::usage(line));
    }
    let screen = wishes.screen()?;
    let answer = client.send(&Activate(true)).await.map_err(|error| {
        let line = match error.completion_code() {
            Some(code) => format!("Error activating ISOL: {code}"),
            None => "Error activating ISOL".to_owned(),
        };
        Failure::client(error, line)
    })?;
    if answer.len() != ANSWER {
        let len = answer.len();
        return Err(Failure::result(format!(
            "Error: Unexpected data length ({len}) received in ISOL activation response"
        )));
    }
    say(out, &wishes.banner())?;
    let patience = wishes.dead_after.unwrap_or(DEAD_AFTER);
    // IPMItool takes ~B, as its help says, and shows a small b.
    let mut console = Console::new(KeepAlive::Request, patience, wishes.character(), screen)?
        .showing_break_as('b');
    client.attach_console(Settings { most: MOST, encrypted: false, patience });
    let end = console.run(client, out).await;
    client.detach_console();
    match end? {
        End::User | End::Input => {
            let ended = client.send(&Activate(false)).await;
            ended.map(|_| ()).map_err(|error| Failure::client(error, "Error deactivating ISOL"))
        }
        End::Closed => Err(Failure::result("SOL session closed by BMC")),
        End::Dead => {
            let error = Error::NoAnswer("serial over LAN");
            Err(Failure::client(error, "SOL session closed by BMC"))
        }
    }
}

/// The words behind `isol`.
pub const WORDS: &[Word] = &[
    word("info", "", "Show the configuration", &[]),
    word("set", "", "Change the configuration", SET_WORDS),
    word("activate", "", "Be the console, until ~. is typed", &[]),
    word("help", "", "Print the list of commands", &[]),
];

const SET_WORDS: &[Word] = &[
    word(ENABLED, "true|false", "Whether there is a console", &[]),
    word(LEVEL, "user|operator|admin|oem", "Who may activate", &[]),
    word(RATE, "9.6|19.2|38.4|57.6|115.2", "Speed in kbit/s", &[]),
];

fn set_usage() -> String {
    use std::fmt::Write as _;
    let mut text = "\nISOL set parameters and values: \n\n".to_owned();
    for word in SET_WORDS {
        let _ = writeln!(text, "  {:<28}{}", word.name, word.args);
    }
    text
}

const USAGE: &str = "\
ISOL Commands: info
               set PARAMETER VALUE
               activate";
const ENABLED: &str = "enabled";
const LEVEL: &str = "privilege-level";
const RATE: &str = "bit-rate";
/// Bytes of a good answer to the activation.
const ANSWER: usize = 4;
/// Characters in a packet. What BMCs take is not known; over 250 the packet's length has no room.
const MOST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], "ISOL Commands:", 0),
            (&["help", "x"], "ISOL Commands:", 0),
            (&["INFO"], "ISOL Commands:", 1),
            (&["set"], "", 1),
            (&["set", "enabled"], "", 1),
            (&["set", "enabled", "yes"], "Invalid value yes for parameter enabled", 1),
            (&["set", "privilege-level", "ADMIN"], "Invalid value ADMIN for", 1),
            (&["set", "bit-rate", "19200"], "ISOL - Unsupported baud rate: 19200", 1),
            (&["set", "bogus", "1"], "Error: invalid ISOL parameter bogus", 1),
        ];
        for (words, start, status) in cases {
            let failure = Isol::parse(words, &Context::default()).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
