//! `sensor reading`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::Details;
use super::fetch::{self, Depth, Seen};
use super::find::{self, Found};
use super::real;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out, Render};
use crate::model::sdr::Record;
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
        let found = find::find(&self.source, &self.names, client, out).await?;
        let as_ipmitool = matches!(out.format(), Format::Text | Format::Csv);
        let mut good = true;
        let mut sensors = Vec::new();
        let mut shown_as = Vec::new();
        for (name, found) in self.names.iter().zip(found) {
            match found {
                // IPMItool has nothing to say of a compact record.
                Some(Found { record: Record::Sensor(sensor), .. })
                    if !as_ipmitool || sensor.full_part().is_some() =>
                {
                    sensors.push(*sensor);
                    shown_as.push(name);
                }
                Some(_) => {}
                None => {
                    out.note(format!("Sensor \"{name}\" not found!"));
                    good = false;
                }
            }
        }
        let mut rows = out.rows();
        let mut names = shown_as.into_iter();
        fetch::ask(client, sensors, Depth::Reading, &mut |seen| {
            let name = names.next().map_or("", String::as_str);
            let line = Line { details: Details::new(&seen), name: name.to_owned(), seen };
            if !as_ipmitool || line.value().is_some() {
                return rows.push(&line);
            }
            if line.seen.sensed.is_valid() {
                rows.note(format!("Sensor \"{name}\" is a discrete sensor!"));
            }
            Ok(())
        })
        .await?;
        rows.finish()?;
        if good { Ok(()) } else { Err(Failure::result("")) }
    }
}

#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    details: Details,
    /// The name that was asked for, which can be longer than the name shown elsewhere.
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    seen: Seen,
}

impl Line {
    fn value(&self) -> Option<String> {
        self.seen.sensed.value().map(|value| real::short(value, 3))
    }
}

impl Render for Line {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let value = self.value().unwrap_or_default();
        let pad = NAME_WIDTH.saturating_sub(self.name.len());
        writeln!(w, "{}{:pad$} | {value}", self.name, "")
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{},{}", self.name, self.value().unwrap_or_default())
    }
}

const NAME_WIDTH: usize = 16;
const USAGE: &str = "\
sensor reading <id> ... [id]
   id        : name of the sensor";
