//! A record as a line of a list, in every form.
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::entry::{Entry, entity_name, state_texts, type_name};
use super::number::{brief, fixed};
use super::{device, json, verbose};
use crate::cli::out::Render;
use crate::cli::reading::{Reason, Sensed};
use crate::model::sdr::Record;
use crate::model::sdr::sensor::Sensor;
use crate::model::sensor::threshold::Threshold;

/// Which of IPMItool's shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Shape {
    /// `elist` and what looks like it.
    pub extended: bool,
    /// `-v`, and always in `sdr get`.
    pub verbose: bool,
}

/// A record in a list.
#[derive(Debug)]
pub(in crate::cli) struct Row<'e> {
    /// The record.
    pub entry: &'e Entry,
    /// How to write it as text.
    pub shape: Shape,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::Json::new(self.entry, self.shape.verbose).serialize(serializer)
    }
}

impl Render for Row<'_> {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let entry = self.entry;
        match &entry.record {
            _ if self.shape.verbose => self.long(w),
            Record::Sensor(sensor) => match &entry.sensed {
                Some(sensed) if self.shape.extended => extended_sensor(w, entry, sensor, sensed),
                Some(sensed) => brief_sensor(w, entry, sensor, sensed),
                None => Ok(()),
            },
            _ if self.shape.extended => extended_device(w, entry),
            _ => brief_device(w, entry),
        }
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        match (&self.entry.record, &self.entry.sensed) {
            (Record::Sensor(sensor), Some(sensed)) => self.sensor_csv(w, sensor, sensed),
            _ if self.shape.verbose => self.long(w),
            _ => device_csv(w, self.entry),
        }
    }
}

impl Row<'_> {
    fn long(&self, w: &mut dyn Write) -> io::Result<()> {
        match &self.entry.record {
            Record::Sensor(sensor) => verbose::sensor(w, self.entry, sensor),
            Record::EventOnly(event) => device::event_only(w, self.entry, event),
            Record::Generic(generic) => device::generic(w, self.entry, generic),
            Record::Fru(fru) => device::fru(w, self.entry, fru),
            Record::Mc(mc) => device::mc(w, self.entry, mc),
            _ => Ok(()),
        }
    }

    fn sensor_csv(&self, w: &mut dyn Write, sensor: &Sensor, sensed: &Sensed) -> io::Result<()> {
        let entry = self.entry;
        w.write_all(entry.shown_name())?;
        let numeric = match (sensed.is_valid(), sensed.value()) {
            (true, Some(value)) => {
                let units = sensor.units.text();
                let value =
                    if sensor.is_threshold() { brief(value, 3) } else { discrete_number(value) };
                write!(w, ",{value},{units},{}", status_word(sensed, self.shape))?;
                true
            }
            (false, _) if sensor.is_threshold() => {
                write!(w, ",,,ns")?;
                true
            }
            _ => false,
        };
        if !numeric || !sensor.is_threshold() {
            let ok = if sensed.is_valid() { "ok" } else { "ns" };
            if !numeric {
                write!(w, ",{:02X}h,{ok}", sensor.key.number)?;
            }
            write!(w, ",{}.{},", sensor.entity.id, sensor.entity.number())?;
            let text = if sensed.is_valid() { states(sensor, sensed) } else { NO_READING.into() };
            write!(w, "{text}")?;
        }
        if self.shape.verbose && sensor.is_threshold() {
            csv_tail(w, sensor, sensed)?;
        }
        writeln!(w)
    }
}

fn csv_tail(w: &mut dyn Write, sensor: &Sensor, sensed: &Sensed) -> io::Result<()> {
    let (entity, kind) = (sensor.entity, type_name(sensor.sensor_type));
    write!(w, ",{}.{},{},{kind}", entity.id, entity.number(), entity_name(entity.id))?;
    let Some(full) = sensor.full_part() else {
        return write!(w, ",,,,,,,,,,,");
    };
    let level = |raw: u8| match sensed.conversion {
        Some(conversion) => fixed(conversion.value(raw), 3),
        None => format!("0x{raw:02X}"),
    };
    let normal = [(1, full.nominal), (4, full.normal_min), (2, full.normal_max)];
    for (flag, raw) in normal {
        let has = full.analog_flags & flag != 0;
        write!(w, ",{}", if has { level(raw) } else { String::new() })?;
    }
    for which in FROM_TOP {
        let has = sensor.readable_thresholds() & which.bit() != 0;
        let text = if has { level(full.thresholds.get(which)) } else { String::new() };
        write!(w, ",{text}")?;
    }
    write!(w, ",{},{}", level(full.sensor_min), level(full.sensor_max))
}

fn name(w: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let name = entry.shown_name();
    w.write_all(name)?;
    write!(w, "{:width$} | ", "", width = NAME_WIDTH.saturating_sub(name.len()))
}

fn status_word(sensed: &Sensed, shape: Shape) -> &'static str {
    match shape {
        Shape { verbose: true, .. } => sensed.status().long(),
        Shape { extended: true, .. } => sensed.status().short(),
        _ => sensed.status().severity(),
    }
}

fn value_text(sensor: &Sensor, value: f64) -> String {
    format!("{} {}", brief(value, 2), sensor.units.text())
}

fn discrete_text(sensor: &Sensor, value: f64) -> String {
    format!("{} {}", discrete_number(value), sensor.units.text())
}

/// The value of a discrete sensor, where its number has the place that [`cut`] leaves.
pub(super) fn discrete_number(value: f64) -> String {
    cut(brief(value, 2))
}

/// IPMItool's place for a value has 15 characters.
fn cut(mut text: String) -> String {
    text.truncate(VALUE_MOST);
    text
}

fn brief_sensor(
    w: &mut dyn Write,
    entry: &Entry,
    sensor: &Sensor,
    sensed: &Sensed,
) -> io::Result<()> {
    name(w, entry)?;
    let text = match (sensed.missing, sensed.value(), sensor.full_part()) {
        (Some(_), _, None) => "Not Readable".to_owned(),
        (Some(Reason::ScanningDisabled), ..) => "disabled".to_owned(),
        (Some(_), ..) => "no reading".to_owned(),
        (None, Some(value), _) => cut(value_text(sensor, value)),
        (None, None, _) => {
            let [low, _] = sensed.states().to_le_bytes();
            format!("0x{low:02x}")
        }
    };
    writeln!(w, "{text:<17} | {}", sensed.status().severity())
}

fn extended_sensor(
    w: &mut dyn Write,
    entry: &Entry,
    sensor: &Sensor,
    sensed: &Sensed,
) -> io::Result<()> {
    extended_head(w, entry, sensor.key.number, sensed.status().short())?;
    let text = match (sensed.missing, sensed.value()) {
        (Some(Reason::ScanningDisabled), _) => "Disabled".to_owned(),
        (Some(_), _) => NO_READING.to_owned(),
        (None, Some(value)) if sensor.is_threshold() => cut(value_text(sensor, value)),
        (None, Some(value)) if sensed.states() == 0 => discrete_text(sensor, value),
        (None, Some(value)) => {
            format!("{}, {}", discrete_text(sensor, value), states(sensor, sensed))
        }
        (None, None) => states(sensor, sensed),
    };
    writeln!(w, "{text}")
}

fn extended_head(w: &mut dyn Write, entry: &Entry, number: u8, status: &str) -> io::Result<()> {
    name(w, entry)?;
    let entity = entry.entity();
    write!(w, "{number:02X}h | {status:<3} | {:>2}.{} | ", entity.id, entity.number())
}

fn states(sensor: &Sensor, sensed: &Sensed) -> String {
    state_texts(sensor.event_type, sensor.sensor_type, sensed.states()).join(", ")
}

fn brief_device(w: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let (text, status) = match &entry.record {
        Record::EventOnly(_) => ("Event-Only".to_owned(), "ns"),
        Record::Generic(generic) => {
            let (access, slave) = (generic.access_address, generic.slave_byte);
            (format!("Generic @{access:02X}:{slave:02X}.{}", generic.oem), "ok")
        }
        Record::Fru(fru) => {
            let kind = if fru.logical { "Log" } else { "Phy" };
            let (id, entity) = (fru.id, fru.entity);
            (format!("{kind} FRU @{id:02X}h {:02x}.{:x}", entity.id, entity.number()), "ok")
        }
        Record::Mc(mc) => {
            (format!("{} MC @ {:02X}h", device::presence(mc), mc.slave_address), "ok")
        }
        _ => return Ok(()),
    };
    name(w, entry)?;
    writeln!(w, "{text:<17} | {status}")
}

fn extended_device(w: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let (number, status) = match &entry.record {
        Record::EventOnly(event) => (event.key.number, "ns"),
        Record::Generic(_) | Record::Fru(_) => (0, "ns"),
        Record::Mc(_) => (0, "ok"),
        _ => return Ok(()),
    };
    extended_head(w, entry, number, status)?;
    match &entry.record {
        Record::Generic(generic) => {
            let (access, slave) = (generic.access_address, generic.slave_byte);
            writeln!(w, "Generic Device @{access:02X}h:{slave:02X}h.{}", generic.oem)
        }
        Record::Fru(fru) => {
            let kind = if fru.logical { "Logical" } else { "Physical" };
            writeln!(w, "{kind} FRU @{:02X}h", fru.id)
        }
        Record::Mc(mc) => {
            writeln!(w, "{} MC @ {:02X}h", device::presence(mc), mc.slave_address)
        }
        _ => writeln!(w, "Event-Only"),
    }
}

fn device_csv(w: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let (number, status, more) = match &entry.record {
        Record::EventOnly(event) => (event.key.number, "ns", ",Event-Only"),
        Record::Generic(_) | Record::Fru(_) => (0, "ns", ""),
        Record::Mc(_) => (0, "ok", ""),
        _ => return Ok(()),
    };
    w.write_all(entry.shown_name())?;
    let entity = entry.entity();
    writeln!(w, ",{number:02X}h,{status},{}.{}{more}", entity.id, entity.number())
}

const NAME_WIDTH: usize = 16;
const VALUE_MOST: usize = 15;
const NO_READING: &str = "No Reading";
const FROM_TOP: [Threshold; 6] = [
    Threshold::UpperNonRecoverable,
    Threshold::UpperCritical,
    Threshold::UpperNonCritical,
    Threshold::LowerNonRecoverable,
    Threshold::LowerCritical,
    Threshold::LowerNonCritical,
];
