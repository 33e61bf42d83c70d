//! A sensor in full: `sensor get`, `sensor list` with `-v`, and the end of `sel get`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::{Details, EventNames, ThresholdValues, threshold_events, type_name};
use super::fetch::{self, Depth, Seen};
use super::find::shown;
use super::real;
use super::row::{SHOWN_ORDER, threshold};
use crate::cli::failure::Failure;
use crate::cli::out::Render;
use crate::cmd::sensor::SensorEvents;
use crate::model::sdr::sensor::Sensor;
use crate::model::sensor::threshold::Threshold;
use crate::model::tables::events;
use crate::transport::Client;

/// Asks for everything about a sensor.
///
/// # Errors
/// Errors of the session; a sensor without a reading is none.
pub async fn fetch(client: &mut Client, sensor: Sensor) -> Result<Block, Failure> {
    Ok(Block::new(fetch::ask_one(client, sensor, Depth::Events).await?))
}

/// A sensor in full.
#[derive(Debug, Serialize)]
pub struct Block {
    #[serde(flatten)]
    details: Details,
    thresholds: Option<ThresholdValues>,
    event_status: Option<EventNames>,
    event_enable: Option<EventNames>,
    #[serde(skip)]
    seen: Seen,
}

impl Block {
    pub(super) fn new(seen: Seen) -> Self {
        let names = |events: Option<Result<SensorEvents, _>>| {
            events.and_then(Result::ok).map(EventNames::new)
        };
        Self {
            details: Details::new(&seen),
            thresholds: ThresholdValues::new(&seen),
            event_status: names(seen.event_status),
            event_enable: names(seen.event_enable),
            seen,
        }
    }

    /// The sensor has a reading.
    pub fn is_valid(&self) -> bool {
        self.seen.sensed.is_valid()
    }

    fn threshold_lines(&self, w: &mut dyn Write) -> io::Result<()> {
        let Seen { sensor, sensed, thresholds, .. } = &self.seen;
        write!(w, " Sensor Reading        : ")?;
        let Some(raw) = sensed.raw() else { return writeln!(w, "{UNREADABLE}\n") };
        match (sensed.conversion, sensor.full_part()) {
            (Some(conversion), _) => {
                let value = real::short(conversion.value(raw), 3);
                let tolerance = real::short(conversion.tolerance(), 3);
                writeln!(w, "{value} (+/- {tolerance}) {}", sensor.units.text())?;
            }
            (None, Some(full)) => {
                writeln!(w, "{raw:#x} (+/- {:#x}) ", full.factors.tolerance)?;
            }
            (None, None) => writeln!(w, "{raw:#x} ")?,
        }
        writeln!(w, " Status                : {}", sensed.status().long())?;
        if let Some(Err(_)) = thresholds {
            return writeln!(w, " Sensor Threshold Settings not available");
        }
        if sensor.full_part().is_some() {
            for which in SHOWN_ORDER {
                writeln!(w, " {:<21} : {}", long_name(which), threshold(&self.seen, which))?;
            }
        }
        let hysteresis = [
            ("Positive Hysteresis", sensor.positive_hysteresis),
            ("Negative Hysteresis", sensor.negative_hysteresis),
        ];
        for (label, raw) in hysteresis {
            let text = match (raw, sensed.conversion) {
                (0 | 0xff, _) => "Unspecified".to_owned(),
                (raw, Some(conversion)) => real::fixed(conversion.span(raw), 3),
                (raw, None) => format!("0x{raw:02X}"),
            };
            writeln!(w, " {label:<21} : {text}")?;
        }
        Ok(())
    }

    fn event_lines(&self, w: &mut dyn Write) -> io::Result<()> {
        if let Some(Ok(status)) = &self.seen.event_status {
            if status.flags & UNAVAILABLE != 0 {
                writeln!(w, " Event Status          : Unavailable")?;
            } else {
                if !status.messages() {
                    writeln!(w, " Event Status          : {DISABLED}")?;
                }
                event_names(w, ["Assertion Events", "Deassertion Events"], *status)?;
            }
        }
        if let Some(Ok(enable)) = &self.seen.event_enable {
            if !enable.messages() {
                writeln!(w, " Event Enable          : {DISABLED}")?;
            }
            event_names(w, ["Assertions Enabled", "Deassertions Enabled"], *enable)?;
        }
        Ok(())
    }

    fn discrete_lines(&self, w: &mut dyn Write) -> io::Result<()> {
        let Seen { sensor, sensed, .. } = &self.seen;
        if !sensed.is_valid() {
            return writeln!(w, "{UNREADABLE}");
        }
        if let Some(value) = sensed.value() {
            let (value, units) = (real::short(value, 3), sensor.units.text());
            writeln!(w, " Sensor Reading        : {value} {units}")?;
        }
        let asserted = sensed.states();
        let mut states = events::states(sensor.event_type, sensor.sensor_type).peekable();
        if asserted != 0 && states.peek().is_some() {
            writeln!(w, " States Asserted       : {}", type_name(sensor.sensor_type))?;
        }
        for (_, text) in states.filter(|(offset, _)| asserted >> offset & 1 != 0) {
            writeln!(w, "                         [{text}]")?;
        }
        Ok(())
    }
}

impl Render for Block {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let sensor = &self.seen.sensor;
        write!(w, "Sensor ID              : ")?;
        w.write_all(shown(sensor))?;
        writeln!(w, " ({:#x})", sensor.key.number)?;
        writeln!(w, " Entity ID             : {}.{}", sensor.entity.id, sensor.entity.number())?;
        let kind = type_name(sensor.sensor_type);
        if sensor.is_threshold() {
            writeln!(w, " Sensor Type (Threshold)  : {kind}")?;
            self.threshold_lines(w)?;
            self.event_lines(w)?;
        } else {
            writeln!(w, " Sensor Type (Discrete): {kind}")?;
            self.discrete_lines(w)?;
        }
        writeln!(w)
    }
}

fn event_names(w: &mut dyn Write, labels: [&str; 2], events: SensorEvents) -> io::Result<()> {
    let [asserted, deasserted] = labels;
    let line = |w: &mut dyn Write, label, mask| {
        let names: String =
            threshold_events(mask).iter().flat_map(|name| [name.as_str(), " "]).collect();
        writeln!(w, " {label:<21} : {names}")
    };
    line(w, asserted, events.assertions.unwrap_or(0))?;
    match events.deassertions.unwrap_or(0) {
        0 => Ok(()),
        mask => line(w, deasserted, mask),
    }
}

/// A threshold's name in the list of thresholds.
pub(super) const fn long_name(which: Threshold) -> &'static str {
    match which {
        Threshold::LowerNonCritical => "Lower Non-Critical",
        Threshold::LowerCritical => "Lower Critical",
        Threshold::LowerNonRecoverable => "Lower Non-Recoverable",
        Threshold::UpperNonCritical => "Upper Non-Critical",
        Threshold::UpperCritical => "Upper Critical",
        Threshold::UpperNonRecoverable => "Upper Non-Recoverable",
    }
}

const UNREADABLE: &str = " Unable to read sensor: Device Not Present";
const DISABLED: &str = "Event Messages Disabled";
/// Reading or state unavailable (§35.13, byte 2).
const UNAVAILABLE: u8 = 0x20;
