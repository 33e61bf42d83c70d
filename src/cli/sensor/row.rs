//! One line for each sensor: `sensor list`, and `sensor get` with `-c`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::{LOWEST_FIRST, NONE, ThresholdValues, threshold};
use super::number;
use crate::cli::out::Render;
use crate::cli::reading::{Reason, Sensed, Status};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::json::Json;
use crate::cli::sdr::number::fixed;
use crate::model::sdr::sensor::Sensor;

/// One line.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Row<'e> {
    #[serde(flatten)]
    sensor: Json,
    thresholds: Option<ThresholdValues>,
    #[serde(skip)]
    entry: &'e Entry,
    /// The crossed threshold's name instead of how bad it is.
    #[serde(skip)]
    verbose: bool,
}

impl<'e> Row<'e> {
    /// Of a record with its answers.
    pub(in crate::cli) fn new(entry: &'e Entry, verbose: bool) -> Self {
        let thresholds = ThresholdValues::new(entry);
        Self { sensor: Json::new(entry, false), thresholds, entry, verbose }
    }

    /// Reading, units and status.
    pub(super) fn cells(&self, csv: bool) -> [String; 3] {
        match (self.entry.sensor(), self.entry.sensed) {
            (Some(sensor), Some(sensed)) => cells(sensor, sensed, csv, self.verbose),
            _ => Default::default(),
        }
    }
}

fn cells(sensor: &Sensor, sensed: Sensed, csv: bool, verbose: bool) -> [String; 3] {
    let units = || sensor.units.text().into_owned();
    let Some(answer) = sensed.answer.filter(|_| sensed.is_valid()) else {
        let units = match sensed.missing {
            _ if !sensor.is_threshold() => "discrete".to_owned(),
            Some(Reason::Unavailable) if sensed.conversion.is_some() => units(),
            _ => String::new(),
        };
        return [NONE.to_owned(), units, NONE.to_owned()];
    };
    if !sensor.is_threshold() {
        if let Some(value) = sensed.value() {
            return [number::reading(value), units(), "ok".to_owned()];
        }
        let [low, high] = [answer.states_low, answer.states_high].map(Option::unwrap_or_default);
        // A quirk of IPMItool's.
        let shown = if csv { answer.raw } else { low };
        return [format!("{shown:#x}"), "discrete".to_owned(), format!("0x{low:02x}{high:02x}")];
    }
    let status = match sensed.status() {
        status if verbose => status.long(),
        status => Status::severity(status),
    };
    match sensed.value() {
        Some(value) => [fixed(value, 3), units(), status.to_owned()],
        None => [format!("{:#x}", answer.raw), String::new(), status.to_owned()],
    }
}

impl Render for Row<'_> {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let [value, units, status] = self.cells(false);
        padded(w, self.entry.shown_name())?;
        write!(w, " | {value:<10} | {units:<10} | {status:<6}")?;
        for which in LOWEST_FIRST {
            write!(w, "| {:<10}", threshold(self.entry, which))?;
        }
        writeln!(w)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(self.entry.shown_name())?;
        let thresholds = LOWEST_FIRST.map(|which| threshold(self.entry, which));
        for cell in self.cells(true).iter().chain(&thresholds) {
            write!(w, ",{cell}")?;
        }
        writeln!(w)
    }
}

/// A name in the first column.
pub(super) fn padded(w: &mut dyn Write, name: &[u8]) -> io::Result<()> {
    w.write_all(name)?;
    write!(w, "{:width$}", "", width = NAME_WIDTH.saturating_sub(name.len()))
}

const NAME_WIDTH: usize = 16;
