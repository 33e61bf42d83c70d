//! `fru`: inventory of field replaceable units.
mod areas;
pub(super) mod device;
mod json;
mod locators;
pub(super) mod named;
mod picmg;
mod print;
mod records;
mod spd;
mod storage;

use super::Context;
use super::failure::Failure;
use super::number::parse_u8;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `fru`.
#[derive(Clone, Debug)]
pub enum Fru {
    /// Show one inventory, or all.
    Print(print::Print),
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
            [other, ..] => Err(Failure::usage(format!("Invalid FRU command: {other}")).line(USAGE)),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Print(command) => command.run(client, out).await,
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
    word("help", "Print the list of commands", ""),
];

const fn word(name: &'static str, help: &'static str, args: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

const USAGE: &str = "FRU Commands:  print read write upgEkey edit internaluse get";
