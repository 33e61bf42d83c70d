//! `pef`: platform event filtering, what the BMC does by itself when events happen.
mod destination;
mod filter;
mod info;
mod parts;
mod policy;
mod status;

use serde::Serialize;
use std::io::{self, Write};

use super::Context;
use super::failure::Failure;
use super::number::parse_u8;
use super::out::{Out, Render};
use super::words::Word;
use crate::cmd::Command;
use crate::cmd::pef::GetPefParameter;
use crate::error::Error;
use crate::transport::Client;
use crate::wire;

/// Subcommands of `pef`.
#[derive(Clone, Copy, Debug)]
pub enum Pef {
    /// What the BMC can filter and do.
    Info,
    /// What is on, and how far filtering is. True for times in UTC.
    Status(bool),
    /// Show the event filters.
    FilterList,
    /// Turn an event filter on or off.
    Filter(Wanted),
    /// Show the alert policies.
    PolicyList,
    /// Turn an alert policy on or off.
    Policy(Wanted),
}

impl Pef {
    /// Reads the words behind `pef`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
            ["help", ..] => Err(Failure::help(USAGE)),
            ["info", ..] => Ok(Self::Info),
            ["status", ..] => Ok(Self::Status(context.utc)),
            ["capabilities" | "event" | "pet" | "timer", ..] => Err(not_implemented()),
            ["filter", rest @ ..] => filter(rest),
            ["policy", rest @ ..] => policy(rest),
            [other, ..] => Err(Failure::usage(format!("Invalid PEF command: '{other}'"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Info => info::run(client, out).await,
            Self::Status(utc) => status::run(utc, client, out).await,
            Self::FilterList => filter::list(client, out).await,
            Self::Filter(wanted) => filter::switch(wanted, client, out).await,
            Self::PolicyList => policy::list(client, out).await,
            Self::Policy(wanted) => policy::switch(wanted, client, out).await,
        }
    }
}

fn filter(words: &[&str]) -> Result<Pef, Failure> {
    match words {
        [] => Err(Failure::usage("Not enough parameters given.").line(FILTER_USAGE)),
        ["help", ..] => Err(Failure::help(FILTER_USAGE)),
        ["list", ..] => Ok(Pef::FilterList),
        ["create" | "delete", ..] => Err(not_implemented()),
        [state @ ("enable" | "disable"), rest @ ..] => {
            let [word] = rest else {
                return Err(Failure::usage("Not enough arguments given.").line(FILTER_USAGE));
            };
            let number = parse_u8(word).map_err(|_| {
                Failure::usage(format!("Invalid PEF Event Filter ID given: {word}"))
            })?;
            if number == 0 {
                let line = "PEF Event Filter ID out of range. Valid range is <1..255>.";
                return Err(Failure::usage(line));
            }
            Ok(Pef::Filter(Wanted { number, enable: *state == "enable" }))
        }
        [other, ..] => {
            Err(Failure::help(format!("Invalid PEF Filter command: {other}")).line(FILTER_USAGE))
        }
    }
}

fn policy(words: &[&str]) -> Result<Pef, Failure> {
    match words {
        [] => Err(Failure::usage("Not enough parameters given.").line(POLICY_USAGE)),
        ["help", ..] => Err(Failure::help(POLICY_USAGE)),
        ["list", ..] => Ok(Pef::PolicyList),
        ["create" | "delete", ..] => Err(not_implemented()),
        [state @ ("enable" | "disable"), rest @ ..] => {
            let [word] = rest else {
                return Err(Failure::usage("Not enough arguments given.").line(POLICY_USAGE));
            };
            let number = parse_u8(word)
                .map_err(|_| Failure::usage(format!("Invalid PEF Policy ID given: {word}")))?;
            if !(1..=127).contains(&number) {
                let line = "PEF Policy ID out of range. Valid range is <1..127>.";
                return Err(Failure::usage(line));
            }
            Ok(Pef::Policy(Wanted { number, enable: *state == "enable" }))
        }
        [other, ..] => {
            Err(Failure::help(format!("Invalid PEF Policy command: {other}")).line(POLICY_USAGE))
        }
    }
}

/// What IPMItool says of words that it only has in its usage; its status is 0 then.
fn not_implemented() -> Failure {
    Failure::help("Not implemented.")
}

/// Which entry of a table is to be turned on or off.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    number: u8,
    enable: bool,
}

impl Wanted {
    fn refused(self, error: Error, what: &str) -> Failure {
        let verb = if self.enable { "enable" } else { "disable" };
        said(error).line(format!("Failed to {verb} PEF {what} ID {}.", self.number))
    }

    fn done(self, what: &'static str) -> Done {
        Done { id: self.number, enabled: self.enable, what }
    }
}

/// An entry was turned on or off.
#[derive(Debug, Serialize)]
struct Done {
    id: u8,
    enabled: bool,
    #[serde(skip)]
    what: &'static str,
}

impl Render for Done {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let state = if self.enabled { "enabled" } else { "disabled" };
        writeln!(w, "PEF {} ID {} is {state} now.", self.what, self.id)
    }
}

/// Reads a parameter that is a number of entries.
async fn count(client: &mut Client, parameter: u8) -> Result<u8, Error> {
    let data = client.send(&GetPefParameter { parameter, set: 0 }).await?;
    data.first().map(|count| count & 0x7f).ok_or_else(|| short("number of entries"))
}

/// IPMItool's line for an error that it takes no trouble with.
fn said(error: Error) -> Failure {
    let line = match &error {
        Error::Completion { code, .. } => format!("IPMI command failed: {code}"),
        Error::Wire { .. } => "Unexpected data length received.".to_owned(),
        other => other.to_string(),
    };
    Failure::client(error, line)
}

fn short(field: &'static str) -> Error {
    wrong(wire::Error::Short(field))
}

fn wrong(source: wire::Error) -> Error {
    Error::Wire { command: GetPefParameter::NAME, source }
}

/// The words behind `pef`.
pub const WORDS: &[Word] = &[
    word("info", "", "What the BMC can filter and do", &[]),
    word("status", "", "What is on, and how far filtering is", &[]),
    word("filter", "", "Which events are acted on", FILTER_WORDS),
    word("policy", "", "Where alerts go", POLICY_WORDS),
    word("help", "", "Print the list of commands", &[]),
];

const FILTER_WORDS: &[Word] = &[
    word("list", "", "Show the event filters", &[]),
    word("enable", "ID", "Turn an event filter on", &[]),
    word("disable", "ID", "Turn an event filter off", &[]),
    word("help", "", "Print the list of commands", &[]),
];

const POLICY_WORDS: &[Word] = &[
    word("list", "", "Show the alert policies", &[]),
    word("enable", "ID", "Turn an alert policy on", &[]),
    word("disable", "ID", "Turn an alert policy off", &[]),
    word("help", "", "Print the list of commands", &[]),
];

const fn word(
    name: &'static str,
    args: &'static str,
    help: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const USAGE: &str = "\
usage: pef help
       pef info
       pef status
       pef filter list | enable ID | disable ID
       pef policy list | enable ID | disable ID";

const FILTER_USAGE: &str = "\
usage: pef filter help
       pef filter list
       pef filter enable|disable ID";

const POLICY_USAGE: &str = "\
usage: pef policy help
       pef policy list
       pef policy enable|disable ID";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], "Not enough parameters given.", 1),
            (&["help", "x"], "usage: pef", 0),
            (&["Info"], "Invalid PEF command: 'Info'", 1),
            (&["capabilities", "x"], "Not implemented.", 0),
            (&["event"], "Not implemented.", 0),
            (&["timer", "get"], "Not implemented.", 0),
            (&["pet", "ack"], "Not implemented.", 0),
            (&["filter"], "Not enough parameters given.", 1),
            (&["filter", "help"], "usage: pef filter", 0),
            (&["filter", "bogus"], "Invalid PEF Filter command: bogus", 0),
            (&["filter", "create"], "Not implemented.", 0),
            (&["filter", "enable"], "Not enough arguments given.", 1),
            (&["filter", "disable", "1", "2"], "Not enough arguments given.", 1),
            (&["filter", "enable", "256"], "Invalid PEF Event Filter ID given: 256", 1),
            (&["filter", "enable", "0"], "PEF Event Filter ID out of range.", 1),
            (&["policy"], "Not enough parameters given.", 1),
            (&["policy", "delete", "1"], "Not implemented.", 0),
            (&["policy", "List"], "Invalid PEF Policy command: List", 0),
            (&["policy", "enable", "x"], "Invalid PEF Policy ID given: x", 1),
            (&["policy", "enable", "128"], "PEF Policy ID out of range.", 1),
        ];
        for (words, start, status) in cases {
            let failure = Pef::parse(words, &Context::default()).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
