//! `sel add`: the events of a file into the log.
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::line::Shape;
use super::lines::Lines;
use crate::cli::Context;
use crate::cli::cache::{MOST_BYTES, read_at_most};
use crate::cli::failure::{Failure, Said};
use crate::cli::out::Out;
use crate::cmd::storage::sel::AddSelEntry;
use crate::error::Error;
use crate::model::sel::event_file::{self, BadLine};
use crate::transport::Client;

/// Adds the events of a file.
#[derive(Clone, Debug)]
pub struct Add {
    path: PathBuf,
    utc: bool,
}

impl Add {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        Ok(Self { path: super::file(words, "add")?.into(), utc: context.utc })
    }

    /// Ends at the first event that the BMC does not take. Lines without an event are passed over
    /// and told.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let bytes = contents(&self.path)?;
        let mut lines = Lines::plain(Shape { verbose: false, utc: self.utc });
        let mut rows = out.rows();
        let mut bad = Vec::new();
        let mut added = Ok(0);
        for message in event_file::read(&bytes) {
            match message {
                Ok(message) => {
                    let entry = message.entry(SYSTEM_EVENT, SOFTWARE);
                    rows.push(&lines.line(client, &message.entry(0, SOFTWARE)).await?)?;
                    added = client.send(&AddSelEntry(entry)).await.said("Add SEL Entry failed");
                    if added.is_err() {
                        break;
                    }
                }
                Err(line) => {
                    line.lines().iter().for_each(|words| rows.note(words));
                    bad.push(line);
                }
            }
        }
        rows.finish()?;
        added.and_then(|_| all_good(&bad))
    }
}

/// A whole file of events.
///
/// # Errors
/// What to say when it cannot be read.
pub(in crate::cli) fn contents(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = path.display();
    let read = File::open(path).and_then(|file| read_at_most(file, MOST_BYTES));
    read.map_err(|error| {
        let line = match error.kind() {
            io::ErrorKind::NotFound => format!("File {name} does not exist"),
            _ => format!("Could not read file {name}: {error}"),
        };
        Failure::client(Error::Io(error), line)
    })
}

/// A failure where lines held no event: they have been told.
///
/// # Errors
/// How many there are.
pub(in crate::cli) fn all_good(bad: &[BadLine]) -> Result<(), Failure> {
    let numbers: Vec<String> = bad.iter().map(|line| line.number.to_string()).collect();
    match numbers.as_slice() {
        [] => Ok(()),
        [one] => Err(Failure::result(format!("No event in line {one}"))),
        _ => Err(Failure::result(format!("No event in lines {}", numbers.join(", ")))),
    }
}

/// Record type of a system event (IPMI v2.0 §32.1).
const SYSTEM_EVENT: u8 = 0x02;
/// Software ID of system management software (IPMI v2.0 table 5-4), with the mark of software IDs.
const SOFTWARE: u8 = 0x41;
