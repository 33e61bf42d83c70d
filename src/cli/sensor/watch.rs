//! `sensor watch`: readings again and again, in one session.
use std::io::{self, Write};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::find::find;
use super::row::{Row, padded};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::json::Json;
use crate::cli::sdr::sweep::{Depth, Sweep, walk_failed};
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::transport::Client;

/// Shows each reading once, and then each change.
#[derive(Clone, Debug)]
pub struct Watch {
    source: Source,
    names: Vec<String>,
    interval: Duration,
    utc: bool,
}

impl Watch {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        if words.first() == Some(&"help") {
            return Err(Failure::help(USAGE));
        }
        Ok(Self {
            source: context.records.clone(),
            names: words.iter().map(|name| (*name).to_owned()).collect(),
            interval: context.interval.unwrap_or(EVERY),
            utc: context.utc,
        })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let entries = self.entries(client, out).await?;
        let mut before: Vec<Option<[String; 3]>> = vec![None; entries.len()];
        let mut rounds = 0_u64;
        loop {
            match self.round(client, out, entries.clone(), &mut before).await {
                Ok(()) => rounds += 1,
                // The time that was given for watching is over.
                Err(failure) if matches!(failure.error(), Some(Error::Deadline)) && rounds > 0 => {
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            }
            if self.pause(client).await? {
                return Ok(());
            }
        }
    }

    /// Waits for the next round; true when the time for watching is over. A session that is silent
    /// for a minute is closed by the BMC (§6.12.15).
    async fn pause(&self, client: &mut Client) -> Result<bool, Failure> {
        let mut left = self.interval;
        loop {
            let nap = left.min(NAP);
            client.sleep(nap).await;
            if client.config().timing.is_over(Instant::now()) {
                return Ok(true);
            }
            left = left.saturating_sub(nap);
            if left.is_zero() {
                return Ok(false);
            }
            client.send(&GetDeviceId).await?;
        }
    }

    /// What to watch: something at least, or there would be no end and no word.
    async fn entries(&self, client: &mut Client, out: &mut Out<'_>) -> Result<Vec<Entry>, Failure> {
        if self.names.is_empty() {
            let mut walk = self.source.open(client, out).await?;
            let records = walk.rest(client).await.map_err(walk_failed)?;
            let entries = records.iter().filter_map(|bytes| Entry::parse(bytes));
            let sensors: Vec<_> = entries.filter(|entry| entry.sensor().is_some()).collect();
            if sensors.is_empty() {
                return Err(Failure::result("There are no sensors"));
            }
            return Ok(sensors);
        }
        let missing = |name: &str| format!("Sensor \"{name}\" not found!");
        let (found, failure) = find(&self.source, &self.names, client, out, missing).await?;
        if let Some(failure) = failure {
            return Err(failure);
        }
        match found.iter().find(|(_, entry)| entry.sensor().is_none()) {
            Some((name, _)) => Err(Failure::result(format!("\"{name}\" has no readings"))),
            None => Ok(found.into_iter().map(|(_, entry)| entry).collect()),
        }
    }

    async fn round(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        entries: Vec<Entry>,
        before: &mut [Option<[String; 3]>],
    ) -> Result<(), Failure> {
        let mut places = before.iter_mut();
        Sweep::new(&|_| true, Depth::Readings)
            .these(client, entries, &mut |entry| {
                let Some(place) = places.next() else { return Ok(()) };
                let change = Change::new(entry, self.utc);
                if place.as_ref() == Some(&change.cells) {
                    return Ok(());
                }
                *place = Some(change.cells.clone());
                out.event(&change)
            })
            .await
    }
}

/// A reading that is not what it was.
#[derive(Debug, Serialize)]
struct Change {
    time: String,
    #[serde(flatten)]
    sensor: Json,
    #[serde(skip)]
    name: Vec<u8>,
    #[serde(skip)]
    cells: [String; 3],
}

impl Change {
    fn new(entry: &Entry, utc: bool) -> Self {
        let zone = if utc { TimeZone::UTC } else { TimeZone::system() };
        let now = Timestamp::now().to_zoned(zone);
        Self {
            time: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            sensor: Json::new(entry, false),
            name: entry.shown_name().to_vec(),
            cells: Row::new(entry, false).cells(false),
        }
    }
}

impl Render for Change {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { time, name, cells: [value, units, status], .. } = self;
        write!(w, "{time} | ")?;
        padded(w, name)?;
        writeln!(w, " | {value:<10} | {units:<10} | {status}")
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { time, name, cells: [value, units, status], .. } = self;
        write!(w, "{time},")?;
        w.write_all(name)?;
        writeln!(w, ",{value},{units},{status}")
    }
}

const EVERY: Duration = Duration::from_secs(10);
const NAP: Duration = Duration::from_secs(20);
const USAGE: &str = "\
sensor watch [<id> ...]
   id        : name of a sensor; all sensors unless given
Shows each reading once, and then each change. --interval sets how often the
sensors are read, --deadline when to stop; --json writes an object for each line.";
