//! A sensor as JSON tells it.
use serde::Serialize;

use super::fetch::Seen;
use super::find::terminated;
use crate::cli::reading::{Reason, Status};
use crate::cli::text::Text;
use crate::cmd::sensor::{SensorEvents, SensorThresholds};
use crate::model::sensor::threshold::Threshold;
use crate::model::tables::{events, sensor_types};

/// What is the same for all commands.
#[derive(Clone, Debug, Serialize)]
pub struct Details {
    name: Text,
    number: u8,
    owner: u8,
    lun: u8,
    entity_id: u8,
    entity_instance: u8,
    sensor_type: &'static str,
    sensor_type_code: u8,
    event_type_code: u8,
    /// The reading as a number, where it is one.
    value: Option<f64>,
    units: Option<String>,
    raw: Option<u8>,
    /// `ok`, the threshold that is crossed, or null without a reading.
    status: Option<&'static str>,
    /// Asserted states of a sensor without thresholds.
    states: Option<Vec<State>>,
    /// Why there is no reading.
    reason: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct State {
    offset: u8,
    text: Option<&'static str>,
}

impl Details {
    /// Of a sensor with its reading.
    pub fn new(seen: &Seen) -> Self {
        let Seen { sensor, sensed, .. } = seen;
        let valid = sensed.is_valid();
        Self {
            name: Text(terminated(&sensor.name.bytes).to_vec()),
            number: sensor.key.number,
            owner: sensor.key.owner,
            lun: sensor.key.lun,
            entity_id: sensor.entity.id,
            entity_instance: sensor.entity.number(),
            sensor_type: type_name(sensor.sensor_type),
            sensor_type_code: sensor.sensor_type,
            event_type_code: sensor.event_type,
            value: sensed.value().filter(|value| value.is_finite()),
            units: sensed.conversion.map(|_| sensor.units.text().into_owned()),
            raw: sensed.raw(),
            status: valid.then(|| sensed.status()).map(Status::short),
            states: (valid && !sensor.is_threshold()).then(|| states(seen)),
            reason: sensed.missing.map(Reason::name),
        }
    }
}

fn states(seen: &Seen) -> Vec<State> {
    let (asserted, sensor) = (seen.sensed.states(), &seen.sensor);
    let text = |offset| events::describe(sensor.event_type, sensor.sensor_type, offset, None);
    (0..15)
        .filter(|offset| asserted >> offset & 1 != 0)
        .map(|offset| State { offset, text: text(offset) })
        .collect()
}

/// The six thresholds; null for those that are not there.
#[derive(Clone, Debug, Serialize)]
pub struct ThresholdValues {
    lower_non_recoverable: Option<f64>,
    lower_critical: Option<f64>,
    lower_non_critical: Option<f64>,
    upper_non_critical: Option<f64>,
    upper_critical: Option<f64>,
    upper_non_recoverable: Option<f64>,
    /// Why none could be read.
    reason: Option<&'static str>,
}

impl ThresholdValues {
    /// Of a sensor whose thresholds were asked for.
    pub fn new(seen: &Seen) -> Option<Self> {
        let answer = seen.thresholds?;
        let value = |which| match value_of(seen, answer.ok()?, which)? {
            Value::Number(number) => number.is_finite().then_some(number),
            Value::Raw(raw) => Some(raw.into()),
        };
        Some(Self {
            lower_non_recoverable: value(Threshold::LowerNonRecoverable),
            lower_critical: value(Threshold::LowerCritical),
            lower_non_critical: value(Threshold::LowerNonCritical),
            upper_non_critical: value(Threshold::UpperNonCritical),
            upper_critical: value(Threshold::UpperCritical),
            upper_non_recoverable: value(Threshold::UpperNonRecoverable),
            reason: answer.err().map(Reason::name),
        })
    }
}

/// A threshold, converted where the sensor's readings are.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Converted.
    Number(f64),
    /// As it came.
    Raw(u8),
}

/// A threshold of those that were read.
pub fn value_of(seen: &Seen, values: SensorThresholds, which: Threshold) -> Option<Value> {
    let raw = values.get(which)?;
    let converted = seen.sensed.conversion.map(|conversion| conversion.value(raw));
    Some(converted.map_or(Value::Raw(raw), Value::Number))
}

/// Events by the names of their thresholds.
#[derive(Clone, Debug, Serialize)]
pub struct EventNames {
    messages: bool,
    scanning: bool,
    assertions: Vec<String>,
    deassertions: Vec<String>,
}

impl EventNames {
    /// Of an answer.
    pub fn new(events: SensorEvents) -> Self {
        Self {
            messages: events.messages(),
            scanning: events.scanning(),
            assertions: threshold_events(events.assertions.unwrap_or(0)),
            deassertions: threshold_events(events.deassertions.unwrap_or(0)),
        }
    }
}

/// `lnc-` for going low, `lnc+` for going high (§35.13).
pub fn threshold_events(mask: u16) -> Vec<String> {
    let names = Threshold::ALL
        .iter()
        .flat_map(|which| ['-', '+'].map(|direction| format!("{}{direction}", which.short())));
    (0..12).zip(names).filter(|(bit, _)| mask >> bit & 1 != 0).map(|(_, name)| name).collect()
}

/// The name of a sensor type.
pub fn type_name(code: u8) -> &'static str {
    sensor_types::name(code).unwrap_or("Unknown")
}
