//! `chassis power`, also known as `power`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::chassis::GetChassisStatus;
use crate::error::Error;
use crate::transport::Client;

/// Subcommands of `chassis power`.
#[derive(Debug)]
pub enum Power {
    /// Show whether the system is on.
    Status,
}

impl Power {
    /// Reads the words behind `power`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], _context: &Context) -> Result<Self, Failure> {
        match words {
            ["status", ..] => Ok(Self::Status),
            [] => Err(Failure::help("chassis power Commands: status")),
            [other, ..] => Err(Failure::usage(format!("Invalid chassis power command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Status => {
                let state = PowerState::fetch(client)
                    .await
                    .said("Get Chassis Power Status failed")
                    .map_err(|f| f.line("Unable to get Chassis Power Status"))?;
                out.show(&state)
            }
        }
    }
}

#[derive(Debug, Serialize)]
struct PowerState {
    power_on: bool,
}

impl PowerState {
    async fn fetch(client: &mut Client) -> Result<Self, Error> {
        let status = client.send(&GetChassisStatus).await?;
        Ok(Self { power_on: status.power_on })
    }
}

impl Render for PowerState {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let state = if self.power_on { "on" } else { "off" };
        writeln!(w, "Chassis Power is {state}")
    }
}
