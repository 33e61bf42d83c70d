//! `sensor watch`: readings again and again, in one session.
use std::io::{self, Write};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::details::Details;
use super::fetch::{self, Depth, Seen};
use super::find::{self, Found, shown};
use super::row::Row;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::error::Error;
use crate::model::sdr::Record;
use crate::model::sdr::sensor::Sensor;
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
        let sensors = self.sensors(client, out).await?;
        let mut before: Vec<Option<[String; 3]>> = vec![None; sensors.len()];
        let mut rounds = 0_u64;
        loop {
            match self.round(client, out, &sensors, &mut before).await {
                Ok(()) => rounds += 1,
                // The time that was given for watching is over.
                Err(failure) if matches!(failure.error(), Some(Error::Deadline)) && rounds > 0 => {
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            }
            client.sleep(self.interval).await;
            if client.config().timing.is_over(std::time::Instant::now()) {
                return Ok(());
            }
        }
    }

    async fn sensors(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Vec<Sensor>, Failure> {
        if self.names.is_empty() {
            return find::sensors(&self.source, client, out).await;
        }
        let found = find::find(&self.source, &self.names, client, out).await?;
        let mut sensors = Vec::new();
        for (name, found) in self.names.iter().zip(found) {
            match found {
                Some(Found { record: Record::Sensor(sensor), .. }) => sensors.push(*sensor),
                _ => return Err(Failure::result(format!("Sensor \"{name}\" not found!"))),
            }
        }
        Ok(sensors)
    }

    async fn round(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        sensors: &[Sensor],
        before: &mut [Option<[String; 3]>],
    ) -> Result<(), Failure> {
        let mut places = before.iter_mut();
        fetch::ask(client, sensors.to_vec(), Depth::Reading, &mut |seen| {
            let Some(place) = places.next() else { return Ok(()) };
            let change = Change::new(seen, self.utc);
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
    details: Details,
    #[serde(skip)]
    name: Vec<u8>,
    #[serde(skip)]
    cells: [String; 3],
}

impl Change {
    fn new(seen: Seen, utc: bool) -> Self {
        let zone = if utc { TimeZone::UTC } else { TimeZone::system() };
        let now = Timestamp::now().to_zoned(zone);
        let (details, name) = (Details::new(&seen), shown(&seen.sensor).to_vec());
        let cells = Row::new(seen, false).cells(false);
        Self { time: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(), details, name, cells }
    }
}

impl Render for Change {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { time, name, cells: [value, units, status], .. } = self;
        write!(w, "{time} | ")?;
        w.write_all(name)?;
        let pad = NAME_WIDTH.saturating_sub(name.len());
        writeln!(w, "{:pad$} | {value:<10} | {units:<10} | {status}", "")
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { time, name, cells: [value, units, status], .. } = self;
        write!(w, "{time},")?;
        w.write_all(name)?;
        writeln!(w, ",{value},{units},{status}")
    }
}

const EVERY: Duration = Duration::from_secs(10);
const NAME_WIDTH: usize = 16;
const USAGE: &str = "\
sensor watch [<id> ...]
   id        : name of a sensor; all sensors unless given
Shows each reading once, and then each change. --interval sets how often the
sensors are read, --deadline when to stop; --json writes an object for each line.";
