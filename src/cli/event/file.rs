//! `event file`.
use std::path::PathBuf;

use super::send::{Sender, Shown};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::cli::sel::add::{all_good, contents};
use crate::cli::sel::line::Shape;
use crate::cli::sel::lines::Lines;
use crate::model::sel::event_file;
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
