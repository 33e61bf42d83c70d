//! `sensor`: sensors with their readings and thresholds.
pub mod block;
pub mod details;
pub mod find;
pub mod get;
pub mod list;
pub mod number;
pub mod raw;
pub mod reading;
pub mod row;
pub mod thresh;
pub mod watch;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `sensor`.
#[derive(Clone, Debug)]
pub enum Sensor {
    /// All sensors.
    List(list::List),
    /// Some sensors, in full.
    Get(get::Get),
    /// The readings of some sensors.
    Reading(reading::Reading),
    /// Set thresholds.
    Thresh(thresh::Thresh),
    /// Readings again and again.
    Watch(watch::Watch),
}

impl Sensor {
    /// Reads the words behind `sensor`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["list", ..] => Ok(Self::List(list::List::new(context))),
            ["help", ..] => Err(Failure::help("Sensor Commands:  list thresh get reading watch")),
            ["get", rest @ ..] => get::Get::parse(rest, context).map(Self::Get),
            ["reading", rest @ ..] => reading::Reading::parse(rest, context).map(Self::Reading),
            ["thresh", rest @ ..] => thresh::Thresh::parse(rest, context).map(Self::Thresh),
            ["watch", rest @ ..] => watch::Watch::parse(rest, context).map(Self::Watch),
            [other, ..] => Err(Failure::usage(format!("Invalid sensor command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(client, out).await,
            Self::Get(command) => command.run(client, out).await,
            Self::Reading(command) => command.run(client, out).await,
            Self::Thresh(command) => command.run(client, out).await,
            Self::Watch(command) => command.run(client, out).await,
        }
    }
}

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words behind `sensor`.
pub const WORDS: &[Word] = &[
    word("list", "", "Show all sensors with readings and thresholds"),
    word("get", "NAME...", "Show some sensors in full"),
    word("reading", "NAME...", "Show the readings of some sensors"),
    word(
        "thresh",
        "NAME unr|ucr|unc|lnc|lcr|lnr VALUE | NAME upper UNC UCR UNR | NAME lower LNR LCR LNC",
        "Set thresholds",
    ),
    word("watch", "[NAME...]", "Show readings, and then each change"),
];
