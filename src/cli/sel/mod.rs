//! `sel`: the system event log.
mod json;
pub(super) mod line;
pub(super) mod lines;
mod long;
pub(super) mod vendor;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `sel`.
#[derive(Clone, Debug)]
pub enum Sel {}

impl Sel {
    /// Reads the words behind `sel`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(_words: &[&str], _context: &Context) -> Result<Self, Failure> {
        Err(Failure::usage("sel: this command is not available yet"))
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

/// The words behind `sel`.
pub const WORDS: &[Word] = &[];
