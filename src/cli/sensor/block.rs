//! A sensor in full: `sensor get`, `sensor list` with `-v`, and the end of `sel get`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::{LOWEST_FIRST, ThresholdValues, long_name, threshold};
use super::number;
use crate::cli::failure::Failure;
use crate::cli::out::Render;
use crate::cli::reading::Sensed;
use crate::cli::sdr::entry::{Entry, state_texts, type_name};
use crate::cli::sdr::json::Json;
use crate::cli::sdr::number::brief;
use crate::cli::sdr::sweep::{Depth, Sweep};
use crate::cli::sdr::verbose;
use crate::model::sdr::sensor::Sensor;
use crate::model::tables::events;
use crate::transport::Client;

/// Asks for all that a [`Block`] shows.
///
/// # Errors
/// Errors of the session; a sensor without a reading is none.
pub(in crate::cli) async fn ask(client: &mut Client, entry: Entry) -> Result<Entry, Failure> {
    let mut asked = None;
    Sweep::new(&|_| true, Depth::Everything)
        .these(client, vec![entry.clone()], &mut |entry| {
            asked = Some(entry.clone());
            Ok(())
        })
        .await?;
    Ok(asked.unwrap_or(entry))
}

/// A sensor in full, when everything was asked. Records of no sensor are shown as `sdr get` does.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Block<'e> {
    #[serde(flatten)]
    sensor: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    thresholds: Option<ThresholdValues>,
    #[serde(skip)]
    entry: &'e Entry,
}

impl<'e> Block<'e> {
    /// Of a record with its answers.
    pub(in crate::cli) fn new(entry: &'e Entry) -> Self {
        Self { sensor: Json::new(entry, true), thresholds: ThresholdValues::new(entry), entry }
    }
}

impl Render for Block<'_> {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let (Some(sensor), Some(sensed)) = (self.entry.sensor(), self.entry.sensed) else {
            return device(w, self.entry);
        };
        write!(w, "Sensor ID              : ")?;
        w.write_all(self.entry.shown_name())?;
        writeln!(w, " ({:#x})", sensor.key.number)?;
        writeln!(w, " Entity ID             : {}.{}", sensor.entity.id, sensor.entity.number())?;
        let kind = type_name(sensor.sensor_type);
        if sensor.is_threshold() {
            writeln!(w, " Sensor Type (Threshold)  : {kind}")?;
            threshold_lines(w, self.entry, sensor, sensed)?;
            verbose::event_lines(w, sensor, self.entry)?;
        } else {
            writeln!(w, " Sensor Type (Discrete): {kind}")?;
            discrete_lines(w, sensor, sensed)?;
        }
        writeln!(w)
    }
}

fn threshold_lines(
    w: &mut dyn Write,
    entry: &Entry,
    sensor: &Sensor,
    sensed: Sensed,
) -> io::Result<()> {
    write!(w, " Sensor Reading        : ")?;
    let Some(raw) = sensed.raw() else { return writeln!(w, "{UNREADABLE}\n") };
    match (sensed.conversion, sensor.full_part()) {
        (Some(conversion), _) => {
            let value = brief(conversion.value(raw), 3);
            let tolerance = brief(conversion.tolerance(), 3);
            writeln!(w, "{value} (+/- {tolerance}) {}", sensor.units.text())?;
        }
        (None, Some(full)) => writeln!(w, "{raw:#x} (+/- {:#x}) ", full.factors.tolerance)?,
        (None, None) => writeln!(w, "{raw:#x} ")?,
    }
    writeln!(w, " Status                : {}", sensed.status().long())?;
    if let Some(Err(_)) = entry.thresholds {
        return writeln!(w, " Sensor Threshold Settings not available");
    }
    if sensor.full_part().is_some() {
        for which in LOWEST_FIRST {
            writeln!(w, " {:<21} : {}", long_name(which), threshold(entry, which))?;
        }
    }
    let hysteresis = [
        ("Positive Hysteresis", sensor.positive_hysteresis),
        ("Negative Hysteresis", sensor.negative_hysteresis),
    ];
    for (label, raw) in hysteresis {
        let text = match (raw, sensed.conversion) {
            (0 | 0xff, _) => "Unspecified".to_owned(),
            (raw, Some(conversion)) => verbose::unless_zero(conversion.span(raw)),
            (raw, None) => format!("0x{raw:02X}"),
        };
        writeln!(w, " {label:<21} : {text}")?;
    }
    Ok(())
}

fn discrete_lines(w: &mut dyn Write, sensor: &Sensor, sensed: Sensed) -> io::Result<()> {
    if !sensed.is_valid() {
        return writeln!(w, "{UNREADABLE}");
    }
    if let Some(value) = sensed.value() {
        let (value, units) = (number::reading(value), sensor.units.text());
        writeln!(w, " Sensor Reading        : {value} {units}")?;
    }
    let (event_type, sensor_type, asserted) =
        (sensor.event_type, sensor.sensor_type, sensed.states());
    if asserted != 0 && events::states(event_type, sensor_type).next().is_some() {
        writeln!(w, " States Asserted       : {}", type_name(sensor_type))?;
        for text in state_texts(event_type, sensor_type, asserted) {
            writeln!(w, "                         [{text}]")?;
        }
    }
    Ok(())
}

fn device(w: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let shape = crate::cli::sdr::row::Shape { extended: false, verbose: true };
    crate::cli::sdr::row::Row { entry, shape }.text(w)
}

const UNREADABLE: &str = " Unable to read sensor: Device Not Present";
