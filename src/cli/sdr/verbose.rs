//! The long form of a sensor: `-v` and `sdr get`.
use std::io::{self, Write};

use super::entry::{Entry, entity_name, state_texts, type_name};
use super::number::{brief, fixed};
use super::row::discrete_number;
use crate::cli::reading::{Reason, Sensed};
use crate::cmd::sensor::SensorEvents;
use crate::model::sdr::sensor::{Full, Sensor};
use crate::model::sensor::threshold::Threshold;
use crate::model::sensor::units::Format;
use crate::model::tables::events;

/// Writes a full or compact sensor record with its reading.
pub(super) fn sensor(w: &mut dyn Write, entry: &Entry, sensor: &Sensor) -> io::Result<()> {
    let Some(sensed) = &entry.sensed else { return Ok(()) };
    head(w, entry, sensor)?;
    reading(w, sensor, sensed)?;
    if sensor.is_threshold() {
        writeln!(w, " Status                : {}", sensed.status().long())?;
        if let Some(full) = sensor.full_part() {
            levels(w, sensor, full, sensed)?;
        }
        hysteresis(w, sensor, sensed)?;
        if let Some(full) = sensor.full_part() {
            range(w, sensor, full, sensed)?;
        }
    }
    let control = CONTROL.get(usize::from(sensor.capabilities.event_control()));
    writeln!(w, " Event Message Control : {}", control.copied().unwrap_or_default())?;
    if sensor.is_threshold() {
        masks(w, sensor)?;
    } else {
        let states = match (sensed.missing, sensed.answer) {
            // IPMItool shows the states of a reading that is not available.
            (Some(Reason::NoFactors | Reason::Unavailable), Some(answer)) => answer.states(),
            _ => sensed.states(),
        };
        state_lines(w, sensor, "States Asserted      ", states)?;
    }
    event_lines(w, sensor, entry)?;
    if !sensor.is_threshold() {
        writeln!(w, " OEM                   : {:X}", sensor.oem)?;
    }
    writeln!(w)
}

fn head(w: &mut dyn Write, entry: &Entry, sensor: &Sensor) -> io::Result<()> {
    w.write_all(b"Sensor ID              : ")?;
    w.write_all(entry.shown_name())?;
    writeln!(w, " (0x{:x})", sensor.key.number)?;
    let entity = sensor.entity;
    let name = entity_name(entity.id);
    writeln!(w, " Entity ID             : {}.{} ({name})", entity.id, entity.number())?;
    let kind = if sensor.is_threshold() { "(Threshold)  " } else { "(Discrete)" };
    let name = type_name(sensor.sensor_type);
    writeln!(w, " Sensor Type {kind}: {name} (0x{:02x})", sensor.sensor_type)
}

fn reading(w: &mut dyn Write, sensor: &Sensor, sensed: &Sensed) -> io::Result<()> {
    w.write_all(b" Sensor Reading        : ")?;
    if let Some(reason) = sensed.missing {
        let disabled = reason == Reason::ScanningDisabled;
        return writeln!(w, "{}", if disabled { "Disabled" } else { "No Reading" });
    }
    let raw = sensed.raw().unwrap_or_default();
    match sensed.conversion {
        Some(conversion) => {
            let (value, units) = (conversion.value(raw), sensor.units.text());
            if sensor.is_threshold() {
                let tolerance = brief(conversion.tolerance(), 3);
                writeln!(w, "{} (+/- {tolerance}) {units}", brief(value, 3))
            } else {
                writeln!(w, "{} {units}", discrete_number(value))
            }
        }
        None if !sensor.is_threshold() => writeln!(w, "{raw:x}h"),
        None => match sensor.full_part() {
            Some(full) => writeln!(w, "0x{raw:02X} (+/- 0x{:02X}) ", full.factors.tolerance),
            None => writeln!(w, "0x{raw:02X} "),
        },
    }
}

/// A raw value of a threshold sensor: in units, or as it is.
fn level(sensed: &Sensed, raw: u8) -> String {
    match sensed.conversion {
        Some(conversion) => fixed(conversion.value(raw), 3),
        None => format!("0x{raw:02X}"),
    }
}

fn levels(w: &mut dyn Write, sensor: &Sensor, full: &Full, sensed: &Sensed) -> io::Result<()> {
    let nominal = [
        ("Nominal Reading ", 1, full.nominal),
        ("Normal Minimum  ", 4, full.normal_min),
        ("Normal Maximum  ", 2, full.normal_max),
    ];
    for (label, flag, raw) in nominal {
        if full.analog_flags & flag != 0 {
            writeln!(w, " {label}      : {}", level(sensed, raw))?;
        }
    }
    let set = sensor.initialization & SETS_THRESHOLDS != 0;
    for (which, label) in LEVELS {
        if set && sensor.readable_thresholds() & which.bit() != 0 {
            writeln!(w, " {label} : {}", level(sensed, full.thresholds.get(which)))?;
        }
    }
    Ok(())
}

fn hysteresis(w: &mut dyn Write, sensor: &Sensor, sensed: &Sensed) -> io::Result<()> {
    let both = [("Positive", sensor.positive_hysteresis), ("Negative", sensor.negative_hysteresis)];
    for (label, raw) in both {
        let text = match sensed.conversion {
            _ if raw == 0 || raw == 0xff => UNSPECIFIED.to_owned(),
            Some(conversion) => unless_zero(conversion.span(raw)),
            None => format!("0x{raw:02X}"),
        };
        writeln!(w, " {label} Hysteresis   : {text}")?;
    }
    Ok(())
}

fn range(w: &mut dyn Write, sensor: &Sensor, full: &Full, sensed: &Sensed) -> io::Result<()> {
    // What stands for no limit.
    let (least, most) = match sensor.units.format() {
        Format::Unsigned | Format::NotAnalog => (0x00, 0xff),
        Format::OnesComplement => (0xff, 0x00),
        Format::TwosComplement => (0x80, 0x7f),
    };
    let ends = [("Minimum", full.sensor_min, least), ("Maximum", full.sensor_max, most)];
    for (label, raw, open) in ends {
        let text = match sensed.conversion {
            Some(_) if raw == open => UNSPECIFIED.to_owned(),
            Some(conversion) => unless_zero(conversion.value(raw)),
            None => format!("0x{raw:02X}"),
        };
        writeln!(w, " {label} sensor range  : {text}")?;
    }
    Ok(())
}

/// IPMItool takes 0 for not given.
pub(in crate::cli) fn unless_zero(value: f64) -> String {
    if value == 0.0 { UNSPECIFIED.to_owned() } else { fixed(value, 3) }
}

fn masks(w: &mut dyn Write, sensor: &Sensor) -> io::Result<()> {
    let support = sensor.capabilities.thresholds();
    let both =
        [("Readable", sensor.readable_thresholds()), ("Settable", sensor.settable_thresholds())];
    for (label, mask) in both {
        write!(w, " {label} Thresholds   : ")?;
        match support {
            0 => writeln!(w, "No Thresholds")?,
            3 => writeln!(w, "Thresholds Fixed")?,
            _ => threshold_names(w, mask)?,
        }
    }
    // What Get Sensor Reading compares with: the lower ones with the assertion mask, the upper
    // ones with the other.
    let lower = sensor.assertion_mask >> 12 & 0x07;
    let upper = sensor.deassertion_mask >> 12 & 0x07;
    let [compared, _] = (lower | upper << 3).to_le_bytes();
    if compared != 0 {
        write!(w, " Threshold Read Mask   : ")?;
        threshold_names(w, compared)?;
    }
    Ok(())
}

fn threshold_names(w: &mut dyn Write, mask: u8) -> io::Result<()> {
    for which in BY_RANK {
        if mask & which.bit() != 0 {
            write!(w, "{} ", which.short())?;
        }
    }
    writeln!(w)
}

/// Active events, and which are made.
pub(in crate::cli) fn event_lines(
    w: &mut dyn Write,
    sensor: &Sensor,
    entry: &Entry,
) -> io::Result<()> {
    if let Some(status) = entry.event_status {
        if status.flags & UNAVAILABLE != 0 {
            writeln!(w, " Event Status          : Unavailable")?;
        } else {
            if !status.messages() {
                writeln!(w, " Event Status          : Event Messages Disabled")?;
            }
            events_of(w, sensor, status, STATUS_LABELS)?;
        }
    }
    if let Some(enable) = entry.event_enable {
        if !enable.messages() {
            writeln!(w, " Event Enable          : Event Messages Disabled")?;
        }
        events_of(w, sensor, enable, ENABLE_LABELS)?;
    }
    Ok(())
}

fn events_of(
    w: &mut dyn Write,
    sensor: &Sensor,
    events: SensorEvents,
    labels: [&str; 2],
) -> io::Result<()> {
    let [assertions, deassertions] =
        [events.assertions, events.deassertions].map(Option::unwrap_or_default);
    let [asserted, deasserted] = labels;
    if !sensor.is_threshold() {
        state_lines(w, sensor, asserted, assertions)?;
        return state_lines(w, sensor, deasserted, deassertions);
    }
    threshold_events(w, asserted, assertions)?;
    // Of the status IPMItool shows only what has bits in both bytes, where both are there.
    let [low, high] = deassertions.to_le_bytes();
    let both = labels == STATUS_LABELS && !events.cut;
    let shown = if both { low != 0 && high != 0 } else { deassertions != 0 };
    if shown { threshold_events(w, deasserted, deassertions) } else { Ok(()) }
}

fn threshold_events(w: &mut dyn Write, label: &str, mask: u16) -> io::Result<()> {
    write!(w, " {label} : ")?;
    for (bit, which) in Threshold::ALL.into_iter().flat_map(|it| [it, it]).enumerate() {
        if mask >> bit & 1 != 0 {
            write!(w, "{}{} ", which.short(), if bit % 2 == 0 { '-' } else { '+' })?;
        }
    }
    writeln!(w)
}

/// The names of asserted states; nothing when there is none, or when none has a name.
fn state_lines(w: &mut dyn Write, sensor: &Sensor, label: &str, mask: u16) -> io::Result<()> {
    let (event_type, sensor_type) = (sensor.event_type, sensor.sensor_type);
    if mask == 0 || events::states(event_type, sensor_type).next().is_none() {
        return Ok(());
    }
    writeln!(w, " {label} : {}", type_name(sensor_type))?;
    for text in state_texts(event_type, sensor_type, mask) {
        writeln!(w, "                         [{text}]")?;
    }
    Ok(())
}

const STATUS_LABELS: [&str; 2] = ["Assertion Events     ", "Deassertion Events   "];
const ENABLE_LABELS: [&str; 2] = ["Assertions Enabled   ", "Deassertions Enabled "];
const UNSPECIFIED: &str = "Unspecified";
const CONTROL: [&str; 4] =
    ["Per-threshold", "Entire Sensor Only", "Global Disable Only", "No Events From Sensor"];
/// Sensor initialization (§43.1, byte 11): the thresholds of the record are written at start-up.
const SETS_THRESHOLDS: u8 = 0x10;
const LEVELS: [(Threshold, &str); 6] = [
    (Threshold::UpperNonRecoverable, "Upper non-recoverable"),
    (Threshold::UpperCritical, "Upper critical       "),
    (Threshold::UpperNonCritical, "Upper non-critical   "),
    (Threshold::LowerNonRecoverable, "Lower non-recoverable"),
    (Threshold::LowerCritical, "Lower critical       "),
    (Threshold::LowerNonCritical, "Lower non-critical   "),
];
const BY_RANK: [Threshold; 6] = [
    Threshold::LowerNonRecoverable,
    Threshold::LowerCritical,
    Threshold::LowerNonCritical,
    Threshold::UpperNonCritical,
    Threshold::UpperCritical,
    Threshold::UpperNonRecoverable,
];
/// The event status is not to be had now (§35.13, byte 2).
const UNAVAILABLE: u8 = 0x20;
