//! An entry as a line, in every form.
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::json::Json;
use super::long;
use super::vendor::Vendor;
use crate::cli::out::Render;
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::number::brief;
use crate::cli::timestamp;
use crate::model::sdr::sensor::Sensor;
use crate::model::sel::oem::{QUANTA, Remark, SUPERMICRO};
use crate::model::sel::oem_file::OemText;
use crate::model::sel::{Body, Event, Extra, Record, Time};

/// Which of IPMItool's shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Shape {
    /// Many lines (`-v`).
    pub verbose: bool,
    /// Times in GMT (`-Z`).
    pub utc: bool,
}

/// An entry with what is known of it.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Line {
    /// The entry.
    pub record: Record,
    /// The record of its sensor.
    pub sensor: Option<Entry>,
    /// The maker of the BMC.
    pub vendor: Vendor,
    /// What the maker says of the event.
    pub remark: Option<Remark>,
    /// What the file of `-O` says of it.
    pub notes: Vec<Note>,
    /// How to write it as text.
    pub shape: Shape,
}

/// What the file of `-O` says of an OEM entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Note {
    /// Behind the line, separator included.
    pub text: Vec<u8>,
    /// The same for CSV.
    pub csv: Vec<u8>,
}

impl From<OemText<'_>> for Note {
    fn from(found: OemText<'_>) -> Self {
        let form = |csv| {
            let mut line = Vec::new();
            found.append(csv, &mut line);
            line
        };
        Self { text: form(false), csv: form(true) }
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::new(self).serialize(serializer)
    }
}

impl Render for Line {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.shape.verbose { long::block(w, self, false) } else { self.row(w, TEXT) }
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.shape.verbose { long::block(w, self, false) } else { self.row(w, CSV) }
    }
}

/// Writes an entry as its line of `sel list`, without what the BMC's maker would add.
///
/// # Errors
/// Those of `w`.
pub fn write_line(w: &mut dyn Write, entry: &[u8], utc: bool) -> io::Result<()> {
    let (record, vendor) = (Record::parse(entry), Vendor::default());
    let shape = Shape { verbose: false, utc };
    Line { record, sensor: None, vendor, remark: None, notes: Vec::new(), shape }.text(w)
}

/// What stands between the columns.
#[derive(Clone, Copy)]
struct Style {
    between: &'static str,
    csv: bool,
}

impl Line {
    /// The block of lines that `sel get` begins with.
    pub(in crate::cli) fn block(&self, w: &mut dyn Write) -> io::Result<()> {
        long::block(w, self, true)
    }

    /// What the event is, with the maker's remark.
    pub(super) fn description(&self, event: &Event) -> String {
        let mut text = self.vendor.describe(event).unwrap_or_default().to_owned();
        if let Some(remark) = &self.remark {
            remark.append(&mut text);
        }
        text
    }

    /// IPMItool's name of the sensor type.
    pub(super) fn sensor_type(&self, event: &Event) -> &'static str {
        self.vendor.dialect.sensor_type(event.sensor_type).unwrap_or("Unknown")
    }

    /// The sensor whose reading and threshold a threshold event can tell.
    pub(super) fn analog(&self, event: &Event) -> Option<&Sensor> {
        let sensor = self.sensor.as_ref()?.sensor()?;
        (event.is_threshold() && sensor.full_part().is_some()).then_some(sensor)
    }

    /// A raw reading of the sensor as a number, as exact as IPMItool has it here: a C float.
    pub(super) fn value(sensor: &Sensor, raw: u8) -> f64 {
        let value = sensor.conversion().map_or(0.0, |conversion| conversion.value(raw));
        value.to_string().parse::<f32>().map_or(value, f64::from)
    }

    /// Processor and module of a memory event, in the words that IPMItool has for most makers.
    pub(super) fn module(&self, event: &Event) -> Option<(u8, u8)> {
        let maker = self.vendor.manufacturer;
        let others = maker != QUANTA && !SUPERMICRO.contains(&maker);
        let memory = (event.sensor_type, event.number, event.event_type) == (MEMORY, 0, SPECIFIC);
        match event.threshold() {
            Extra::Oem(byte) if others && memory => Some((byte & 0x0f, byte >> 4)),
            _ => None,
        }
    }

    fn row(&self, w: &mut dyn Write, style: Style) -> io::Result<()> {
        let Record { id, kind, body, .. } = &self.record;
        let (bar, csv) = (style.between, style.csv);
        if csv {
            write!(w, "{id:x}{bar}")?;
        } else {
            write!(w, "{id:4x}{bar}")?;
        }
        if csv && matches!(body, Body::Oem { .. } | Body::Panic { .. }) {
            write!(w, "{bar}{bar}")?;
        }
        match body {
            Body::Event(event) => {
                self.time(w, event.time, style)?;
                self.event(w, event, bar)
            }
            Body::OemTimed { time, manufacturer, data } => {
                self.time(w, *time, style)?;
                write!(w, "OEM record {kind:02x}{bar}{manufacturer:06x}{bar}{}", hex(data))?;
                self.notes(w, style)
            }
            Body::Oem { data } => {
                write!(w, "OEM record {kind:02x}{bar}{}", hex(data))?;
                self.notes(w, style)
            }
            Body::Panic { text } => {
                write!(w, "Linux kernel panic: ")?;
                w.write_all(until_nul(text))?;
                writeln!(w)
            }
        }
    }

    fn notes(&self, w: &mut dyn Write, style: Style) -> io::Result<()> {
        for note in &self.notes {
            w.write_all(if style.csv { &note.csv } else { &note.text })?;
        }
        writeln!(w)
    }

    /// Date and time with what stands behind them; there is no blank behind the bar after a
    /// relative time.
    fn time(&self, w: &mut dyn Write, time: Time, style: Style) -> io::Result<()> {
        let (bar, Time(seconds)) = (style.between, time);
        if time.is_since_startup() {
            return if style.csv {
                write!(w, " Pre-Init ,{seconds:010},")
            } else {
                write!(w, " Pre-Init  |{seconds:010}| ")
            };
        }
        let utc = self.shape.utc;
        write!(w, "{}{bar}", timestamp::date(seconds, utc))?;
        write!(w, "{}{bar}", timestamp::clock(seconds, utc))
    }

    fn event(&self, w: &mut dyn Write, event: &Event, bar: &str) -> io::Result<()> {
        write!(w, "{}", self.sensor_type(event))?;
        match &self.sensor {
            Some(entry) => {
                write!(w, " ")?;
                w.write_all(entry.whole_name())?;
            }
            None if event.number != 0 => write!(w, " #0x{:02x}", event.number)?,
            None => {}
        }
        let direction = if event.deasserted { "Deasserted" } else { "Asserted" };
        write!(w, "{bar}{}{bar}{direction}", self.description(event))?;
        if self.sensor.is_some() && event.is_threshold() {
            write!(w, "{bar}{}", triggers(event, self.analog(event)))?;
        }
        if let Some((processor, module)) = self.module(event) {
            write!(w, "{bar}CPU {processor} DIMM {module}")?;
        }
        writeln!(w)
    }
}

/// Reading and threshold; IPMItool writes 0 for a reading that the event does not tell, and for
/// both where the sensor has no numbers.
fn triggers(event: &Event, sensor: Option<&Sensor>) -> String {
    let text = |raw: u8| brief(sensor.map_or(0.0, |sensor| Line::value(sensor, raw)), 2);
    let reading = event.reading().trigger().map_or_else(|| "0".to_owned(), text);
    let Some(threshold) = event.threshold().trigger() else { return format!("Reading {reading}") };
    let sign = if event.goes_high() == event.deasserted { "<" } else { ">" };
    let units = sensor.map_or("unspecified".into(), |sensor| sensor.units.text());
    format!("Reading {reading} {sign} Threshold {} {units}", text(threshold))
}

/// Bytes as IPMItool writes them.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// The bytes up to the first NUL.
pub(super) fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

const TEXT: Style = Style { between: " | ", csv: false };
const CSV: Style = Style { between: ",", csv: true };
const MEMORY: u8 = 0x0c;
const SPECIFIC: u8 = crate::model::tables::events::SENSOR_SPECIFIC;
