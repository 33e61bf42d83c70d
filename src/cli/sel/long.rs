//! An entry as a block of lines: `-v` and `sel get`.
use std::io::{self, Write};

use super::line::{Line, hex, until_nul};
use crate::cli::sdr::number::fixed;
use crate::cli::timestamp;
use crate::model::sdr::sensor::Sensor;
use crate::model::sel::{Body, Event, Extra, THRESHOLD, Time};
use crate::model::tables::events::SENSOR_SPECIFIC;

/// Writes the block, and a blank line. `sel get` tells more of an event whose sensor is known.
pub(super) fn block(w: &mut dyn Write, line: &Line, get: bool) -> io::Result<()> {
    let record = &line.record;
    let kind = record.kind;
    writeln!(w, "SEL Record ID          : {:04x}", record.id)?;
    match &record.body {
        Body::Event(of) => {
            writeln!(w, " Record Type           : {kind:02x}")?;
            timestamp(w, line, of.time)?;
            event(w, line, of, get)?;
        }
        Body::OemTimed { time, manufacturer, data } => {
            writeln!(w, " Record Type           : {kind:02x}  (OEM timestamped)")?;
            timestamp(w, line, *time)?;
            writeln!(w, " Manufactacturer ID    : {manufacturer:06x}")?;
            oem(w, data)?;
        }
        Body::Oem { data } => {
            writeln!(w, " Record Type           : {kind:02x}  (OEM non-timestamped)")?;
            oem(w, data)?;
        }
        Body::Panic { text } => {
            writeln!(w, " Record Type           : Linux kernel panic (OEM record {kind:02x})")?;
            write!(w, " Panic string          : ")?;
            w.write_all(until_nul(text))?;
            writeln!(w)?;
        }
    }
    writeln!(w)
}

/// IPMItool writes the date twice.
fn timestamp(w: &mut dyn Write, line: &Line, Time(seconds): Time) -> io::Result<()> {
    let date = timestamp::date(seconds, line.shape.utc);
    writeln!(w, " Timestamp             : {date} {date}")
}

fn oem(w: &mut dyn Write, data: &[u8]) -> io::Result<()> {
    let shown = |byte: &u8| if (0x40..=0x7e).contains(byte) { char::from(*byte) } else { '.' };
    let text: String = data.iter().map(shown).collect();
    writeln!(w, " OEM Defined           : {} [{text}]", hex(data))
}

fn event(w: &mut dyn Write, line: &Line, event: &Event, get: bool) -> io::Result<()> {
    let direction = if event.deasserted { "Deassertion Event" } else { "Assertion Event" };
    writeln!(w, " Generator ID          : {:04x}", event.generator)?;
    writeln!(w, " EvM Revision          : {:02x}", event.version)?;
    writeln!(w, " Sensor Type           : {}", line.sensor_type(event))?;
    writeln!(w, " Sensor Number         : {:02x}", event.number)?;
    writeln!(w, " Event Type            : {}", event_type(event.event_type))?;
    writeln!(w, " Event Direction       : {direction}")?;
    if get && line.sensor.is_some() {
        writeln!(w, " Event Data (RAW)      : {}", hex(&event.data))?;
        meaning(w, line, event)?;
    } else {
        writeln!(w, " Event Data            : {}", hex(&event.data))?;
    }
    writeln!(w, " Description           : {}", line.description(event))
}

/// What `sel get` says of the event data.
fn meaning(w: &mut dyn Write, line: &Line, event: &Event) -> io::Result<()> {
    match (event.event_type, line.analog(event)) {
        (THRESHOLD, Some(sensor)) => {
            extra(w, sensor, event.reading(), "Trigger Reading      ")?;
            extra(w, sensor, event.threshold(), "Trigger Threshold    ")
        }
        (SENSOR_SPECIFIC, _) => writeln!(w, " Event Interpretation  : Missing"),
        (0x02..=0x0c | 0x70..=0x7f, _) => Ok(()),
        _ => writeln!(w, " Event Data            : {}", hex(&event.data)),
    }
}

fn extra(w: &mut dyn Write, sensor: &Sensor, extra: Extra, label: &str) -> io::Result<()> {
    match extra {
        Extra::Unspecified => Ok(()),
        Extra::Trigger(raw) => {
            let value = fixed(Line::value(sensor, raw), 3);
            writeln!(w, " {label} : {value}{}", sensor.units.text())
        }
        Extra::Oem(byte) => writeln!(w, " OEM Data              : {byte:02x}"),
        Extra::Extension(byte) => writeln!(w, " Sensor Extension Code : {byte:02x}"),
    }
}

/// IPMItool's name of an event type.
pub(super) fn event_type(code: u8) -> &'static str {
    match code {
        0x00 => "Unspecified",
        0x01 => "Threshold",
        0x02..=0x0b => "Generic Discrete",
        SENSOR_SPECIFIC => "Sensor-specific Discrete",
        0x70..=0x7f => "OEM",
        _ => "Reserved",
    }
}
