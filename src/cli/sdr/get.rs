//! `sdr get`: records by name, in the long form.
use super::entry::Entry;
use super::row::{Row, Shape};
use super::sweep::{Sweep, open, walk_failed};
use crate::cli::failure::Failure;
use crate::cli::inventory::{Source, Walk};
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
        let mut records = Records { walk, read: Vec::new(), end: None };
        let shape = Shape { extended: false, verbose: true };
        let mut rows = out.rows();
        let mut missing = Vec::new();
        for name in &self.names {
            let Some(entry) = records.find(client, name).await else {
                missing.push(not_found(name));
                continue;
            };
            let mut show = |entry: &Entry| rows.push(&Row { entry, shape });
            Sweep::new(&|_| true, true).one(client, entry, &mut show).await?;
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

/// Records as far as they were needed.
struct Records {
    walk: Walk,
    read: Vec<Entry>,
    /// Why there are no more.
    end: Option<Failure>,
}

impl Records {
    async fn find(&mut self, client: &mut Client, name: &str) -> Option<Entry> {
        if let Some(entry) = self.read.iter().find(|entry| entry.is_named(name)) {
            return Some(entry.clone());
        }
        while self.end.is_none() {
            match self.walk.next(client).await {
                Ok(None) => break,
                Ok(Some(bytes)) => {
                    let Some(entry) = Entry::parse(&bytes) else { continue };
                    self.read.push(entry.clone());
                    if entry.is_named(name) {
                        return Some(entry);
                    }
                }
                Err(error) => self.end = Some(walk_failed(error)),
            }
        }
        None
    }
}
