//! One line for each sensor: `sensor list`, and `sensor get` with `-c`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::{Details, ThresholdValues, Value, value_of};
use super::fetch::Seen;
use super::find::shown;
use super::real;
use crate::cli::out::Render;
use crate::cli::reading::{Reason, Status};
use crate::model::sensor::threshold::Threshold;

/// One line.
#[derive(Debug, Serialize)]
pub struct Row {
    #[serde(flatten)]
    details: Details,
    thresholds: Option<ThresholdValues>,
    #[serde(skip)]
    seen: Seen,
    /// The crossed threshold's name instead of how bad it is.
    #[serde(skip)]
    verbose: bool,
}

impl Row {
    /// The line of one sensor.
    pub fn new(seen: Seen, verbose: bool) -> Self {
        let thresholds = ThresholdValues::new(&seen);
        Self { details: Details::new(&seen), thresholds, seen, verbose }
    }

    /// Reading, units and status.
    pub(super) fn cells(&self, csv: bool) -> [String; 3] {
        let Seen { sensor, sensed, .. } = &self.seen;
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
            let [low, high] =
                [answer.states_low, answer.states_high].map(Option::unwrap_or_default);
            if let Some(value) = sensed.value() {
                return [real::short(value, 3), units(), "ok".to_owned()];
            }
            // A quirk of IPMItool's.
            let shown = if csv { answer.raw } else { low };
            return [raw(shown), "discrete".to_owned(), format!("0x{low:02x}{high:02x}")];
        }
        let status = match sensed.status() {
            status if self.verbose => status.long(),
            status => Status::severity(status),
        };
        match sensed.value() {
            Some(value) => [real::fixed(value, 3), units(), status.to_owned()],
            None => [raw(answer.raw), String::new(), status.to_owned()],
        }
    }

    fn thresholds(&self) -> [String; 6] {
        SHOWN_ORDER.map(|which| threshold(&self.seen, which))
    }
}

/// A threshold as text; `na` where there is none.
pub fn threshold(seen: &Seen, which: Threshold) -> String {
    let known = seen.thresholds.and_then(Result::ok);
    match known.and_then(|values| value_of(seen, values, which)) {
        Some(Value::Number(value)) => real::fixed(value, 3),
        Some(Value::Raw(value)) => raw(value),
        None => NONE.to_owned(),
    }
}

fn raw(value: u8) -> String {
    format!("{value:#x}")
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let name = shown(&self.seen.sensor);
        w.write_all(name)?;
        let [value, units, status] = self.cells(false);
        let pad = NAME_WIDTH.saturating_sub(name.len());
        write!(w, "{:pad$} | {value:<10} | {units:<10} | {status:<6}", "")?;
        for threshold in self.thresholds() {
            write!(w, "| {threshold:<10}")?;
        }
        writeln!(w)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(shown(&self.seen.sensor))?;
        for cell in self.cells(true).iter().chain(&self.thresholds()) {
            write!(w, ",{cell}")?;
        }
        writeln!(w)
    }
}

/// Thresholds from the lowest to the highest.
pub const SHOWN_ORDER: [Threshold; 6] = [
    Threshold::LowerNonRecoverable,
    Threshold::LowerCritical,
    Threshold::LowerNonCritical,
    Threshold::UpperNonCritical,
    Threshold::UpperCritical,
    Threshold::UpperNonRecoverable,
];
const NONE: &str = "na";
const NAME_WIDTH: usize = 16;
