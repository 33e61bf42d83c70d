//! Erasing the repository, and adding records to it.
use std::time::Duration;

use super::plan::pieces;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::Out;
use crate::cli::sdr::entry::Entry;
use crate::cmd::storage::repository::{
    AddSdr, ClearSdrRepository, PartialAddSdr, ReserveSdrRepository,
};
use crate::error::Error;
use crate::model::sdr::Header;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Erases all records, and waits until they are gone.
pub(super) async fn erase(client: &mut Client) -> Result<(), Failure> {
    const UNABLE: &str = "Unable to clear SDRR";
    let reserved = client.send(&ReserveSdrRepository).await;
    let reservation = reserved.map_err(|error| Failure::client(error, ""))?;
    let mut begin = true;
    for _ in 0..POLLS {
        let clear = ClearSdrRepository { reservation, begin };
        if client.send(&clear).await.said(UNABLE)? {
            return Ok(());
        }
        begin = false;
        client.sleep(PAUSE).await;
    }
    Err(Failure::result(format!("{UNABLE}: it takes too long")))
}

/// Adds records, in the way that the BMC knows.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The BMC has no Partial Add SDR.
    whole: bool,
}

impl Writer {
    /// Adds one record; false when the BMC does not take it, which is told.
    ///
    /// # Errors
    /// When nothing can be said about the repository any more.
    pub(super) async fn add(
        &mut self,
        client: &mut Client,
        record: &[u8],
        out: &mut Out<'_>,
    ) -> Result<bool, Failure> {
        let id = id(record);
        let error = match self.send(client, record).await {
            Ok(()) => {
                if let Some(entry) = Entry::parse(record) {
                    let name = String::from_utf8_lossy(entry.shown_name());
                    out.note_at(1, format_args!("ID: 0x{id:04x} , NAME: {name:<16}"));
                }
                return Ok(true);
            }
            Err(error @ (Error::Completion { .. } | Error::Wire { .. })) => error,
            Err(error) => return Err(error.into()),
        };
        Failure::from(error).lines().for_each(|line| out.note(line));
        out.note(format_args!("Cannot add SDR ID 0x{id:04x} to repository..."));
        Ok(false)
    }

    async fn send(&mut self, client: &mut Client, record: &[u8]) -> Result<(), Error> {
        let mut tries = 0;
        loop {
            let sent = if self.whole {
                client.send(&AddSdr(record.to_vec())).await.map(|_| ())
            } else {
                parts(client, record).await
            };
            match sent {
                Err(Error::Completion { code: CompletionCode::INVALID_COMMAND, .. })
                    if !self.whole =>
                {
                    self.whole = true;
                }
                Err(Error::Completion { code: CompletionCode::RESERVATION, .. })
                    if tries < TRIES =>
                {
                    tries += 1;
                }
                other => return other,
            }
        }
    }
}

/// Adds a record part by part.
async fn parts(client: &mut Client, record: &[u8]) -> Result<(), Error> {
    let reservation = client.send(&ReserveSdrRepository).await?;
    let mut id = 0;
    for piece in pieces(record) {
        let part = PartialAddSdr {
            reservation,
            record: id,
            offset: piece.offset,
            last: piece.last,
            data: piece.data,
        };
        id = client.send(&part).await?;
    }
    Ok(())
}

/// The ID that a record has where it comes from.
pub(super) fn id(record: &[u8]) -> u16 {
    Header::parse(record).map_or(0, |header| header.id)
}

/// How often to ask whether the erasure is complete, and how long to wait in between.
const POLLS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(500);
/// So often a record's reservation may be cancelled.
const TRIES: u32 = 3;
