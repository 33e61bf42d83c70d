//! `chassis` and `power`.
mod power;

pub use power::Power;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use crate::transport::Client;

/// Subcommands of `chassis`.
#[derive(Debug)]
pub enum Chassis {
    /// Power state and control.
    Power(Power),
}

impl Chassis {
    /// Reads the words behind `chassis`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            ["power", rest @ ..] => Power::parse(rest, context).map(Self::Power),
            [other, ..] => Err(Failure::usage(format!("Invalid chassis command: {other}"))),
            [] => Err(Failure::usage("Chassis Commands: power")),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Power(command) => command.run(client, out).await,
        }
    }
}
