//! `sdr`: sensor data records with their readings.
mod device;
mod dump;
pub(super) mod entry;
mod fill;
mod get;
mod info;
pub(super) mod json;
mod list;
mod names;
pub(super) mod number;
pub(super) mod records;
pub(super) mod row;
pub(super) mod sweep;
pub(super) mod verbose;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;
pub use list::write_line;
use list::{Filter, List};
use names::{Table, Type};

/// Subcommands of `sdr`.
#[derive(Clone, Debug)]
pub enum Sdr {
    /// Write all records to a file.
    Dump(dump::Dump),
    /// Show the table of entities.
    EntityNames,
    /// Write records into the repository.
    Fill(fill::Fill),
    /// Show records by name.
    Get(get::Get),
    /// Show what the repository holds.
    Info(info::Info),
    /// Show records, a line for each.
    List(List),
    /// Show the table of sensor types.
    TypeNames(Option<String>),
}

impl Sdr {
    /// Reads the words behind `sdr`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let source = context.records.clone();
        let list = |filter, extended, forgiving| {
            Self::List(List { source: source.clone(), filter, extended, forgiving })
        };
        match words {
            [] => Ok(list(Filter::Sensors, false, false)),
            ["help", ..] => Err(Failure::help(USAGE)),
            [which @ ("list" | "elist"), rest @ ..] => {
                let extended = *which == "elist";
                parse_list(which, rest).map(|filter| list(filter, extended, false))
            }
            ["type", rest @ ..] => Ok(match Type::parse(rest.first().copied())? {
                Type::Sensors(filter) => list(filter, true, true),
                Type::Table(unknown) => Self::TypeNames(unknown),
            }),
            ["entity"] => Ok(Self::EntityNames),
            ["entity", word, ..] if names::asks_for_table(word) => Ok(Self::EntityNames),
            ["entity", word, ..] => names::entity(word).map(|filter| list(filter, true, true)),
            ["get"] => Err(Failure::usage("No Sensor ID supplied")),
            ["get", names @ ..] => {
                let names = names.iter().map(|name| (*name).to_owned()).collect();
                Ok(Self::Get(get::Get { source, names }))
            }
            ["fill", rest @ ..] => fill::Fill::parse(rest, context).map(Self::Fill),
            ["info", ..] => Ok(Self::Info(info::Info { utc: context.utc })),
            ["dump"] => Err(missing("usage: sdr dump <file>")),
            ["dump", file, ..] => Ok(Self::Dump(dump::Dump { source, file: (*file).to_owned() })),
            [other, ..] => Err(Failure::usage(format!("Invalid SDR command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Dump(command) => command.run(client, out).await,
            Self::EntityNames => Table::of_entities().show(out),
            Self::Fill(command) => command.run(client, out).await,
            Self::Get(command) => command.run(client, out).await,
            Self::Info(command) => command.run(client, out).await,
            Self::List(command) => command.run(client, out).await,
            Self::TypeNames(unknown) => {
                if let Some(word) = unknown {
                    out.note(format_args!("Sensor Type \"{word}\" not found."));
                }
                Table::of_types().show(out)
            }
        }
    }
}

fn parse_list(which: &str, words: &[&str]) -> Result<Filter, Failure> {
    let usage = format!("usage: sdr {which} [all|full|compact|event|mcloc|fru|generic]");
    match words {
        [] => Ok(Filter::Sensors),
        ["help", ..] => Err(Failure::help(usage)),
        [word, ..] => Filter::parse(word).ok_or_else(|| {
            Failure::usage(format!("Invalid SDR {which} command: {word}")).line(usage)
        }),
    }
}

fn missing(usage: &str) -> Failure {
    Failure::usage("Not enough parameters given.").line(usage)
}

/// The words behind `sdr`.
pub const WORDS: &[Word] = &[
    word("list", "Show records with their readings", "", KINDS),
    word("elist", "The same with sensor number, entity and states", "", KINDS),
    word("type", "Show the sensors of a type", "TYPE|0xNN", NAMES),
    word("get", "Show all about the sensors or devices of these names", "NAME...", &[]),
    word("entity", "Show what belongs to an entity", "ID[.INSTANCE]|NAME", NAMES),
    word("info", "Show what the repository holds and can do", "", &[]),
    word("dump", "Write all records to a file, for -S", "FILE", &[]),
    word("fill", "Erase the repository and fill it anew", "", FILL),
    word("help", "Print the list of commands", "", &[]),
];

const KINDS: &[Word] = &[
    word("all", "All records", "", &[]),
    word("full", "Full sensor records", "", &[]),
    word("compact", "Compact sensor records", "", &[]),
    word("event", "Event-only sensor records", "", &[]),
    word("mcloc", "Controllers", "", &[]),
    word("fru", "FRU devices", "", &[]),
    word("generic", "Other devices", "", &[]),
];

const FILL: &[Word] = &[
    word("sensors", "From the device SDRs of this BMC and of controllers behind it", "", &[]),
    word("nosat", "From the device SDRs of this BMC", "", &[]),
    word("file", "From a file of sdr dump", "FILE", &[]),
    word("range", "From this BMC and controllers at these addresses", "0xNN,...|0xNN-0xNN", &[]),
];

const NAMES: &[Word] = &[word("list", "Show the table of names", "", &[])];

const fn word(
    name: &'static str,
    help: &'static str,
    args: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const USAGE: &str = "\
usage: sdr <command> [options]
  list | elist [all|full|compact|event|mcloc|fru|generic]
                           Records with their readings
  type [TYPE|0xNN|list]    Sensors of a type
  get NAME...              All about the first record of each name
  entity [ID[.INSTANCE]|NAME|list]
                           What belongs to an entity
  info                     What the repository holds and can do
  dump FILE                Write all records to a file, for -S";
