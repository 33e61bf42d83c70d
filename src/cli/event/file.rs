//! `event file`.
use std::fs::File;
use std::path::{Path, PathBuf};

use super::send::{Sender, Shown};
use crate::cli::Context;
use crate::cli::cache::{MOST_BYTES, read_at_most};
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::cli::sel::line::Shape;
use crate::cli::sel::lines::Lines;
use crate::error::Error;
use crate::model::sel::event_file::{self, BadLine};
use crate::transport::Client;

/// Sends the events of a file.
#[derive(Clone, Debug)]
pub struct FromFile {
    path: PathBuf,
    source: Source,
    utc: bool,
}

impl FromFile {
    pub(super) fn new(path: &str, context: &Context) -> Self {
        Self { path: path.into(), source: context.records.clone(), utc: context.utc }
    }

    /// Ends at the first event that the BMC does not take. Lines without an event are passed over
    /// and told.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let bytes = contents(&self.path)?;
        let sender = Sender::new(client).await?;
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let mut lines = Lines::with_sensors(shape, &self.source, client, out).await?;
        let mut rows = out.rows();
        let mut bad = Vec::new();
        let mut sent = Ok(());
        for message in event_file::read(&bytes) {
            match message {
                Ok(message) => {
                    rows.push(&Shown::new(client, &mut lines, message).await?)?;
                    sent = sender.send(client, message).await;
                    if sent.is_err() {
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
        sent.and_then(|()| all_good(&bad))
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
            std::io::ErrorKind::NotFound => format!("File {name} does not exist"),
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
