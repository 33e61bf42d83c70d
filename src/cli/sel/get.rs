//! `sel get`: entries in full, each with its sensor.
use std::io::{self, Write};

use serde::Serialize;

use super::entries::unreadable;
use super::line::{Line, Shape};
use super::lines::Lines;
use super::long;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::fru::{device::Device, named};
use crate::cli::inventory::Source;
use crate::cli::number::parse_u16;
use crate::cli::out::{Out, Render};
use crate::cli::sdr::entry::Entry;
use crate::cli::sensor::block::{self, Block};
use crate::cli::sensor::row::Row;
use crate::cmd::storage::sel::GetSelEntry;
use crate::transport::Client;

/// Shows entries in full.
#[derive(Clone, Debug)]
pub struct Get {
    source: Source,
    ids: Vec<Id>,
    utc: bool,
}

/// A record ID, or what to say about the word that is none.
pub(super) type Id = Result<u16, String>;

/// Reads record IDs.
pub(super) fn ids(words: &[&str]) -> Vec<Id> {
    let id =
        |word: &&str| parse_u16(word).map_err(|_| format!("Given SEL ID '{word}' is invalid."));
    words.iter().map(id).collect()
}

impl Get {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::help("usage: sel get <entry>")),
            ["help", ..] => Err(Failure::usage("usage: sel get <id>...<id>")),
            words => {
                Ok(Self { source: context.records.clone(), ids: ids(words), utc: context.utc })
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let verbose = out.verbosity() > 0;
        let shape = Shape { verbose, utc: self.utc };
        let mut lines = Lines::with_sensors(shape, &self.source, client, out).await?;
        let mut failed: Option<Failure> = None;
        let mut fail = |failure: Failure| {
            failed = Some(match failed.take() {
                Some(first) => failure.lines().fold(first, Failure::line),
                None => failure,
            });
        };
        let mut left = self.ids.len();
        let mut rows = out.rows();
        for id in self.ids {
            left -= 1;
            let id = match id {
                Ok(id) => id,
                Err(line) => {
                    fail(Failure::usage(line));
                    continue;
                }
            };
            let bytes = match client.send(&GetSelEntry(id)).await {
                Ok(entry) => entry.record,
                Err(error) => {
                    fail(unreadable(error, id));
                    continue;
                }
            };
            let line = lines.line(client, &bytes).await?;
            let (mut sensor, mut frus) = (None, Vec::new());
            if let Some(entry) = line.sensor.clone() {
                for locator in lines.frus_of(client, entry.entity()).await {
                    frus.extend(named::read(client, &locator, verbose).await);
                }
                sensor = Some(block::ask(client, entry).await?);
            }
            rows.push(&Got { line, sensor, frus, more: left > 0, verbose })?;
        }
        rows.finish()?;
        failed.map_or(Ok(()), Err)
    }
}

/// An entry with its sensor as it is now.
#[derive(Debug)]
struct Got {
    line: Line,
    sensor: Option<Entry>,
    /// The inventories of what the sensor belongs to.
    frus: Vec<Device>,
    /// Others follow.
    more: bool,
    verbose: bool,
}

impl Serialize for Got {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Both<'g> {
            #[serde(flatten)]
            entry: &'g Line,
            sensor_now: Option<Block<'g>>,
            frus: &'g [Device],
        }
        let sensor_now = self.sensor.as_ref().map(Block::new);
        Both { entry: &self.line, sensor_now, frus: &self.frus }.serialize(serializer)
    }
}

impl Got {
    fn write(
        &self,
        w: &mut dyn Write,
        sensor: impl FnOnce(&mut dyn Write, &Entry) -> io::Result<()>,
    ) -> io::Result<()> {
        long::block(w, &self.line, true)?;
        let Some(entry) = &self.sensor else { return Ok(()) };
        sensor(w, entry)?;
        for fru in &self.frus {
            fru.text(w)?;
        }
        if self.more { writeln!(w, "----------------------\n") } else { Ok(()) }
    }
}

impl Render for Got {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.write(w, |w, entry| Block::new(entry).text(w))
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        self.write(w, |w, entry| match entry.sensor() {
            Some(_) => Row::new(entry, self.verbose).csv(w),
            None => Block::new(entry).csv(w),
        })
    }
}
