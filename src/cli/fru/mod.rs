//! `fru`: inventory of field replaceable units.
mod areas;
mod brief;
pub(super) mod device;
mod edit;
mod get;
mod image;
mod internaluse;
mod json;
mod locators;
pub(super) mod named;
mod picmg;
mod print;
mod read;
mod records;
mod spd;
mod storage;
mod upgekey;
mod write;

use super::Context;
use super::failure::Failure;
use super::number::parse_u8;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `fru`.
#[derive(Clone, Debug)]
pub enum Fru {
    /// Change a field.
    Edit(edit::Edit),
    /// Show the records of makers.
    Get(get::Get),
    /// Show, read or write the internal use area.
    InternalUse(internaluse::InternalUse),
    /// Show one inventory, or all.
    Print(print::Print),
    /// Read an inventory into a file.
    Read(read::Read),
    /// Write the multirecords of a file.
    UpgEkey(upgekey::UpgEkey),
    /// Write a file into an inventory.
    Write(write::Write),
}

impl Fru {
    /// Reads the words behind `fru`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => print::Print::parse(&[], context).map(Self::Print),
            ["help", ..] => Err(Failure::help(USAGE)),
            ["print" | "list", rest @ ..] => print::Print::parse(rest, context).map(Self::Print),
            ["edit", rest @ ..] => edit::Edit::parse(rest, context).map(Self::Edit),
            ["get", rest @ ..] => get::Get::parse(rest).map(Self::Get),
            ["internaluse", rest @ ..] => {
                internaluse::InternalUse::parse(rest, context).map(Self::InternalUse)
            }
            ["read", rest @ ..] => read::Read::parse(rest).map(Self::Read),
            ["upgEkey", rest @ ..] => upgekey::UpgEkey::parse(rest, context).map(Self::UpgEkey),
            ["write", rest @ ..] => write::Write::parse(rest, context).map(Self::Write),
            [other, ..] => Err(Failure::usage(format!("Invalid FRU command: {other}")).line(USAGE)),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Edit(command) => command.run(client, out).await,
            Self::Get(command) => command.run(client, out).await,
            Self::InternalUse(command) => command.run(client, out).await,
            Self::Print(command) => command.run(client, out).await,
            Self::Read(command) => command.run(client, out).await,
            Self::UpgEkey(command) => command.run(client, out).await,
            Self::Write(command) => command.run(client, out).await,
        }
    }
}

/// Reads a FRU device ID.
fn fru_id(word: &str) -> Result<u8, Failure> {
    parse_u8(word)
        .map_err(|_| Failure::usage(format!("FRU ID '{word}' is either invalid or out of range.")))
}

/// The words behind `fru`.
pub const WORDS: &[Word] = &[
    word("print", "Show one inventory, or all", "[ID]"),
    word("list", "The same as print", "[ID]"),
    word("read", "Read an inventory into a file", "ID FILE"),
    word("write", "Write a file into an inventory; --dry-run shows what would change", "ID FILE"),
    word(
        "edit",
        "Change a text of the chassis, board or product area",
        "ID field c|b|p INDEX TEXT",
    ),
    word(
        "internaluse",
        "Show, read or write the internal use area",
        "ID info|print|read FILE|write FILE",
    ),
    word("get", "Show the records of makers", "ID oem"),
    word("upgEkey", "Write the multirecords of a file", "ID FILE"),
    word("help", "Print the list of commands", ""),
];

const fn word(name: &'static str, help: &'static str, args: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

const USAGE: &str = "FRU Commands:  print read write upgEkey edit internaluse get";
