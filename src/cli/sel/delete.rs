//! `sel delete`: entries by their IDs.
use std::io::{self, Write};

use serde::Serialize;

use super::get::{Id, ids};
use super::reserve::under_reservation;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::storage::sel::DeleteSelEntry;
use crate::transport::Client;

/// Deletes entries.
#[derive(Clone, Debug)]
pub struct Delete {
    ids: Vec<Id>,
}

impl Delete {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::help("usage: sel delete <id>...<id>")),
            ["help", ..] => Err(Failure::usage("usage: delete <id>...<id>")),
            words => Ok(Self { ids: ids(words) }),
        }
    }

    /// From the last to the first, as IPMItool does: IDs that it gives out anew stay right.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut failed: Option<Failure> = None;
        let mut gone = Vec::new();
        let mut fail = |failure: Failure| {
            failed = Some(match failed.take() {
                Some(first) => failure.lines().fold(first, Failure::line),
                None => failure,
            });
        };
        for id in self.ids.into_iter().rev() {
            let id = match id {
                Ok(id) => id,
                Err(line) => {
                    fail(Failure::usage(line));
                    continue;
                }
            };
            let command = |reservation| DeleteSelEntry { reservation, record: id };
            let answer = under_reservation(client, out, command).await?;
            match answer.said(&format!("Unable to delete entry {id}")) {
                Ok(deleted) => {
                    out.plain(format_args!("Deleted entry {id}"))?;
                    gone.push(deleted);
                }
                Err(failure) => fail(failure),
            }
        }
        out.show(&Deleted { deleted_record_ids: gone })?;
        failed.map_or(Ok(()), Err)
    }
}

#[derive(Debug, Serialize)]
struct Deleted {
    deleted_record_ids: Vec<u16>,
}

impl Render for Deleted {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
