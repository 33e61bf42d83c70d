//! `sensor`: sensors with their thresholds.
use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `sensor`.
#[derive(Clone, Debug)]
pub enum Sensor {}

impl Sensor {
    /// Reads the words behind `sensor`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(_words: &[&str], _context: &Context) -> Result<Self, Failure> {
        Err(Failure::usage("sensor: this command is not available yet"))
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    #[allow(clippy::unused_async, reason = "commands to come will wait")]
    pub async fn run(self, _client: &mut Client, _out: &mut Out<'_>) -> Result<(), Failure> {
        match self {}
    }
}

/// The words behind `sensor`.
pub const WORDS: &[Word] = &[];
