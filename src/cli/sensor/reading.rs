//! `sensor reading`.
use std::io::{self, Write};

use serde::Serialize;

use super::find::find;
use super::number;
use super::row::padded;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out, Render};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::json::Json;
use crate::cli::sdr::sweep::{Depth, Sweep};
use crate::transport::Client;

/// Shows the readings of some sensors.
#[derive(Clone, Debug)]
pub struct Reading {
    source: Source,
    names: Vec<String>,
}

impl Reading {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] => Err(Failure::usage(USAGE)),
            names => Ok(Self {
                source: context.records.clone(),
                names: names.iter().map(|name| (*name).to_owned()).collect(),
            }),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let missing = |name: &str| format!("Sensor \"{name}\" not found!");
        let (found, failure) = find(&self.source, &self.names, client, out, missing).await?;
        // IPMItool has nothing to say of a compact record, so there it is not asked.
        let as_ipmitool = matches!(out.format(), Format::Text | Format::Csv);
        let has_number =
            |entry: &Entry| entry.sensor().is_some_and(|sensor| sensor.full_part().is_some());
        let shown = |entry: &Entry| {
            if as_ipmitool { has_number(entry) } else { entry.sensor().is_some() }
        };
        let (names, entries): (Vec<_>, Vec<_>) =
            found.into_iter().filter(|(_, entry)| shown(entry)).unzip();
        let mut names = names.into_iter();
        let mut rows = out.rows();
        let swept = Sweep::new(&|_| true, Depth::Readings)
            .these(client, entries, &mut |entry| {
                let name = names.next().unwrap_or_default();
                let value = entry.sensed.and_then(|sensed| sensed.value()).map(number::reading);
                if as_ipmitool && value.is_none() {
                    if entry.sensed.is_some_and(|sensed| sensed.is_valid()) {
                        rows.note(format_args!("Sensor \"{name}\" is a discrete sensor!"));
                    }
                    return Ok(());
                }
                let sensor = Json::new(entry, false);
                rows.push(&Line { sensor, name, value: value.unwrap_or_default() })
            })
            .await;
        rows.finish()?;
        swept?;
        failure.map_or(Ok(()), Err)
    }
}

#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    sensor: Json,
    /// As it was asked for: IPMItool cuts names elsewhere, but not here.
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    value: String,
}

impl Render for Line {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        padded(w, self.name.as_bytes())?;
        writeln!(w, " | {}", self.value)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{},{}", self.name, self.value)
    }
}

const USAGE: &str = "\
sensor reading <id> ... [id]
   id        : name of the sensor";
