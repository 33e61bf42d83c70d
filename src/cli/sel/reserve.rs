//! Reservations, which deleting and erasing need.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Format, Out, Render};
use crate::cmd::Command;
use crate::cmd::storage::sel::ReserveSel;
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Makes a reservation. A BMC that has no such command wants none.
///
/// # Errors
/// What to say when it is refused. IPMItool says it on standard output, without a line feed.
pub(super) async fn reserve(client: &mut Client, out: &mut Out<'_>) -> Result<u16, Failure> {
    let failure = match client.send(&ReserveSel).await {
        Err(Error::Completion { code: CompletionCode::INVALID_COMMAND, .. }) => return Ok(0),
        answer => match answer.said("Unable to reserve SEL") {
            Ok(reservation) => return Ok(reservation),
            Err(failure) => failure,
        },
    };
    if !matches!(out.format(), Format::Text | Format::Csv) {
        return Err(failure);
    }
    out.show(&Refused(failure.lines().next().unwrap_or_default()))?;
    Err(failure.silent())
}

/// Sends a command under a reservation, and once more under a new one when somebody else took it.
///
/// # Errors
/// The outer ones are those of [`reserve`], the inner ones of the command.
pub(super) async fn under_reservation<C: Command>(
    client: &mut Client,
    out: &mut Out<'_>,
    command: impl Fn(u16) -> C,
) -> Result<Result<C::Response, Error>, Failure> {
    let mut tries = TRIES;
    loop {
        let reservation = reserve(client, out).await?;
        tries -= 1;
        match client.send(&command(reservation)).await {
            Err(Error::Completion { code: CompletionCode::RESERVATION, .. }) if tries > 0 => {}
            answer => return Ok(answer),
        }
    }
}

#[derive(Debug, Serialize)]
struct Refused(String);

impl Render for Refused {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, "{}", self.0)
    }
}

/// So often a reservation may be taken away.
const TRIES: u32 = 8;
