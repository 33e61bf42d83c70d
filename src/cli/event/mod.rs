//! `event`: events to try the event chain with.
mod file;
mod sample;
mod send;
mod sensor;
mod states;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `event`.
#[derive(Clone, Debug)]
pub enum Event {
    /// The events of a file.
    File(file::FromFile),
    /// One of three samples.
    Sample(sample::Sample),
    /// An event of a sensor, or the states that it can have.
    Sensor(sensor::OfSensor),
}

impl Event {
    /// Reads the words behind `event`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] | ["file"] => Err(Failure::help(USAGE)),
            ["file", path, ..] => Ok(Self::File(file::FromFile::new(path, context))),
            [name, rest @ ..] => match sample::Sample::parse(name, context) {
                Some(sample) => Ok(Self::Sample(sample)),
                None => sensor::OfSensor::parse(name, rest, context).map(Self::Sensor),
            },
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::File(command) => command.run(client, out).await,
            Self::Sample(command) => command.run(client, out).await,
            Self::Sensor(command) => command.run(client, out).await,
        }
    }
}

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words behind `event`.
pub const WORDS: &[Word] = &[
    word("1", "", "Send a sample: Temperature - Upper Critical - Going High"),
    word("2", "", "Send a sample: Voltage Threshold - Lower Critical - Going Low"),
    word("3", "", "Send a sample: Memory - Correctable ECC"),
    word("file", "FILE", "Send the events of a file that sel save wrote"),
    word("help", "", "Print the list of commands"),
];

const USAGE: &str = "
usage: event <num>
   Send a sample event
   1 : Temperature - Upper Critical - Going High
   2 : Voltage Threshold - Lower Critical - Going Low
   3 : Memory - Correctable ECC

usage: event file <filename>
   Send the events of a file, as 'sel save' writes it

usage: event <sensorid> <state> [event_dir]
   Send an event of a sensor
   sensorid  : name of the sensor
   state     : what happens; 'list' shows what there is
   event_dir : assert, deassert [default=assert]
";
