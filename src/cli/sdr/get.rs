//! `sdr get`: records by name, in the long form.
use super::entry::Entry;
use super::records::Records;
use super::row::{Row, Shape};
use super::sweep::{Depth, Sweep, open};
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::transport::Client;

/// Shows the first record of each name.
#[derive(Clone, Debug)]
pub struct Get {
    pub(super) source: Source,
    pub(super) names: Vec<String>,
}

impl Get {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let unable = |failure: Failure| {
            self.names.iter().fold(failure.with_status(0), |said, name| said.line(not_found(name)))
        };
        let walk = open(&self.source, client, out).await.map_err(unable)?;
        let mut records = Records::new(walk);
        let shape = Shape { extended: false, verbose: true };
        let mut rows = out.rows();
        let mut missing = Vec::new();
        for name in &self.names {
            let Some(entry) = records.find(client, name).await else {
                missing.push(not_found(name));
                continue;
            };
            let mut show = |entry: &Entry| rows.push(&Row { entry, shape });
            Sweep::new(&|_| true, Depth::Events).these(client, vec![entry], &mut show).await?;
        }
        rows.finish()?;
        let mut said = records.end.map(|failure| (failure, missing.as_slice()));
        if said.is_none()
            && let Some((first, more)) = missing.split_first()
        {
            said = Some((Failure::result(first).with_status(0), more));
        }
        match said {
            Some((failure, lines)) => Err(lines.iter().fold(failure, Failure::line)),
            None => Ok(()),
        }
    }
}

fn not_found(name: &str) -> String {
    format!("Unable to find sensor id '{name}'")
}
