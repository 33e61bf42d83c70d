//! `sel`: the system event log.
pub(super) mod add;
mod clear;
mod delete;
mod entries;
mod get;
mod info;
mod interpret;
mod json;
pub(super) mod line;
pub(super) mod lines;
mod list;
mod long;
mod raw;
mod reserve;
mod save;
mod time;
pub(super) mod vendor;
mod watch;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;
pub use line::write_line;

/// Subcommands of `sel`.
#[derive(Clone, Debug)]
pub enum Sel {
    /// Add the events of a file.
    Add(add::Add),
    /// Erase the log.
    Clear(clear::Clear),
    /// Delete entries.
    Delete(delete::Delete),
    /// Show entries in full, with their sensors.
    Get(get::Get),
    /// Show what the log holds.
    Info(info::Info),
    /// Show the entries of a shelf manager's log.
    Interpret(interpret::Interpret),
    /// Show entries, a line for each.
    List(list::List),
    /// Show the entries of a file.
    ReadRaw(raw::ReadRaw),
    /// Write entries as text for `sel add`.
    Save(save::Save),
    /// Show or set the clock of the log.
    Time(time::Time),
    /// Show entries as they come.
    Watch(watch::Watch),
    /// Write entries as they are.
    WriteRaw(raw::WriteRaw),
}

impl Sel {
    /// Reads the words behind `sel`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["info", ..] => Ok(Self::Info(info::Info { utc: context.utc })),
            ["help", ..] => Err(Failure::help(COMMANDS)),
            ["interpret", rest @ ..] => {
                interpret::Interpret::parse(rest, context).map(Self::Interpret)
            }
            ["list", rest @ ..] => list::List::parse(rest, false, context).map(Self::List),
            ["elist", rest @ ..] => list::List::parse(rest, true, context).map(Self::List),
            ["get", rest @ ..] => get::Get::parse(rest, context).map(Self::Get),
            ["delete", rest @ ..] => delete::Delete::parse(rest).map(Self::Delete),
            ["clear", ..] => Ok(Self::Clear(clear::Clear { wait: context.wait })),
            ["add", rest @ ..] => add::Add::parse(rest, context).map(Self::Add),
            ["time", rest @ ..] => time::Time::parse(rest, context).map(Self::Time),
            ["save", rest @ ..] => save::Save::parse(rest, context).map(Self::Save),
            ["writeraw", rest @ ..] => raw::WriteRaw::parse(rest, context).map(Self::WriteRaw),
            [word @ ("readraw" | "ereadraw"), rest @ ..] => {
                raw::ReadRaw::parse(word, rest, context).map(Self::ReadRaw)
            }
            ["watch", rest @ ..] => watch::Watch::parse(rest, context).map(Self::Watch),
            [other, ..] => Err(Failure::usage(format!("Invalid SEL command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Add(command) => command.run(client, out).await,
            Self::Clear(command) => command.run(client, out).await,
            Self::Delete(command) => command.run(client, out).await,
            Self::Get(command) => command.run(client, out).await,
            Self::Info(command) => command.run(client, out).await,
            Self::Interpret(command) => command.run(client, out).await,
            Self::List(command) => command.run(client, out).await,
            Self::ReadRaw(command) => command.run(client, out).await,
            Self::Save(command) => command.run(client, out).await,
            Self::Time(command) => command.run(client, out).await,
            Self::Watch(command) => command.run(client, out).await,
            Self::WriteRaw(command) => command.run(client, out).await,
        }
    }
}

/// The one word behind a command that takes a file.
fn file(words: &[&str], command: &str) -> Result<String, Failure> {
    match words {
        [] => Err(Failure::help(format!("usage: sel {command} <filename>"))),
        [file, ..] => Ok((*file).to_owned()),
    }
}

/// The words behind `sel`.
pub const WORDS: &[Word] = &[
    word("info", "Show what the log holds and can do", "", &[]),
    word("list", "Show entries, oldest first", "[N]", ENDS),
    word("elist", "The same with the names of sensors", "[N]", ENDS),
    word("get", "Show entries in full, with their sensors", "ID...", &[]),
    word("watch", "Show new entries as they come", "", &[]),
    word("delete", "Delete entries", "ID...", &[]),
    word("clear", "Erase the log", "", &[]),
    word("time", "Show or set the clock of the log", "", TIME),
    word("save", "Show all entries, and write their events as text for sel add", "FILE", &[]),
    word("add", "Add the events of such a file", "FILE", &[]),
    word("writeraw", "Show all entries, and write them as they are", "FILE", &[]),
    word("readraw", "Show the entries in a file of writeraw", "FILE", &[]),
    word("ereadraw", "The same with the names of sensors", "FILE", &[]),
    word("interpret", "Show the entries in a log of a shelf manager", "IANA FILE pps", &[]),
    word("help", "Print the list of commands", "", &[]),
];

const ENDS: &[Word] =
    &[word("first", "The oldest ones", "N", &[]), word("last", "The newest ones", "N", &[])];

const TIME: &[Word] =
    &[word("get", "Show it", "", &[]), word("set", "Set it", "\"MM/DD/YY HH:MM:SS\"|now", &[])];

const fn word(
    name: &'static str,
    help: &'static str,
    args: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const COMMANDS: &str = "SEL Commands:  info clear delete list elist get add time save readraw \
    writeraw interpret watch";
