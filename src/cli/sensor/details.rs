//! Thresholds, as text and in JSON.
use serde::Serialize;

use crate::cli::reading::Reason;
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::number::fixed;
use crate::cmd::sensor::SensorThresholds;
use crate::model::sensor::threshold::Threshold;

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
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl ThresholdValues {
    /// Those of a sensor that was asked for them.
    pub(in crate::cli) fn new(entry: &Entry) -> Option<Self> {
        let answer = entry.thresholds?;
        let value = |which| match value_of(entry, answer.ok()?, which)? {
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
enum Value {
    Number(f64),
    Raw(u8),
}

fn value_of(entry: &Entry, values: SensorThresholds, which: Threshold) -> Option<Value> {
    let raw = values.get(which)?;
    let conversion = entry.sensed.and_then(|sensed| sensed.conversion);
    Some(conversion.map_or(Value::Raw(raw), |conversion| Value::Number(conversion.value(raw))))
}

/// A threshold as text; `na` where there is none.
pub(in crate::cli) fn threshold(entry: &Entry, which: Threshold) -> String {
    let known = entry.thresholds.and_then(Result::ok);
    match known.and_then(|values| value_of(entry, values, which)) {
        Some(Value::Number(value)) => fixed(value, 3),
        Some(Value::Raw(raw)) => format!("{raw:#x}"),
        None => NONE.to_owned(),
    }
}

/// A threshold's name in full.
pub const fn long_name(which: Threshold) -> &'static str {
    match which {
        Threshold::LowerNonCritical => "Lower Non-Critical",
        Threshold::LowerCritical => "Lower Critical",
        Threshold::LowerNonRecoverable => "Lower Non-Recoverable",
        Threshold::UpperNonCritical => "Upper Non-Critical",
        Threshold::UpperCritical => "Upper Critical",
        Threshold::UpperNonRecoverable => "Upper Non-Recoverable",
    }
}

/// Thresholds from the lowest to the highest.
pub const LOWEST_FIRST: [Threshold; 6] = [
    Threshold::LowerNonRecoverable,
    Threshold::LowerCritical,
    Threshold::LowerNonCritical,
    Threshold::UpperNonCritical,
    Threshold::UpperCritical,
    Threshold::UpperNonRecoverable,
];
/// Stands for what is not there.
pub const NONE: &str = "na";
