//! The long form of records that have no reading.
use std::io::{self, Write};

use super::entry::{Entry, entity_name, type_name};
use crate::model::sdr::Entity;
use crate::model::sdr::locator::{FruLocator, GenericLocator, McLocator};
use crate::model::sdr::sensor::EventOnly;
use crate::model::tables::device_types;

/// Writes an event-only record.
pub(super) fn event_only(w: &mut dyn Write, entry: &Entry, event: &EventOnly) -> io::Result<()> {
    w.write_all(b"Sensor ID              : ")?;
    w.write_all(entry.shown_name())?;
    writeln!(w, " (0x{:x})", event.key.number)?;
    entity(w, event.entity)?;
    let name = type_name(event.sensor_type);
    writeln!(w, "Sensor Type            : {name} (0x{:02x})", event.sensor_type)?;
    writeln!(w)
}

/// Writes the record of a device that is neither FRU nor controller.
pub(super) fn generic(w: &mut dyn Write, entry: &Entry, device: &GenericLocator) -> io::Result<()> {
    head(w, entry, device.entity)?;
    writeln!(w, "Device Access Address  : {:02X}h", device.access_address)?;
    writeln!(w, "Device Slave Address   : {:02X}h", device.slave_byte)?;
    writeln!(w, "Address Span           : {:02X}h", device.span_byte >> 5)?;
    writeln!(w, "Channel Number         : {:01X}h", device.channel & 0x07)?;
    writeln!(w, "LUN.Bus                : {:01X}h.{:01X}h", device.lun, device.bus)?;
    device_type(w, device.device_type, device.device_type_modifier)?;
    writeln!(w, "OEM                    : {:02X}h", device.oem)?;
    writeln!(w)
}

/// Writes the record of a FRU device.
pub(super) fn fru(w: &mut dyn Write, entry: &Entry, fru: &FruLocator) -> io::Result<()> {
    head(w, entry, fru.entity)?;
    writeln!(w, "Device Access Address  : {:02X}h", fru.access_address)?;
    if fru.logical {
        writeln!(w, "Logical FRU Device     : {:02X}h", fru.id)?;
    } else {
        writeln!(w, "Slave Address          : {:02X}h", fru.id)?;
    }
    writeln!(w, "Channel Number         : {:01X}h", fru.channel)?;
    writeln!(w, "LUN.Bus                : {:01X}h.{:01X}h", fru.lun, fru.bus)?;
    device_type(w, fru.device_type, fru.device_type_modifier)?;
    writeln!(w, "OEM                    : {:02X}h", fru.oem)?;
    writeln!(w)
}

/// Writes the record of a controller.
pub(super) fn mc(w: &mut dyn Write, entry: &Entry, mc: &McLocator) -> io::Result<()> {
    head(w, entry, mc.entity)?;
    writeln!(w, "Device Slave Address   : {:02X}h", mc.slave_address)?;
    writeln!(w, "Channel Number         : {:01X}h", mc.channel)?;
    let init = mc.initialization;
    let either = |bit: u8, yes: &'static str, no| if init & bit != 0 { yes } else { no };
    writeln!(w, "ACPI System P/S Notif  : {}", either(0x80, "Required", "Not Required"))?;
    writeln!(w, "ACPI Device P/S Notif  : {}", either(0x40, "Required", "Not Required"))?;
    writeln!(w, "Controller Presence    : {}", presence(mc))?;
    writeln!(w, "Logs Init Agent Errors : {}", either(0x08, "Yes", "No"))?;
    let generation = ["Enable", "Disable", "Do Not Init Controller", "Reserved"];
    let generation = generation.get(usize::from(init & 0x03)).copied().unwrap_or_default();
    writeln!(w, "Event Message Gen      : {generation}")?;
    writeln!(w, "Device Capabilities")?;
    for (bit, label) in (0..8).rev().zip(CAPABILITIES) {
        let has = if mc.capabilities >> bit & 1 != 0 { "Yes" } else { "No" };
        writeln!(w, " {label:<22}: {has}")?;
    }
    writeln!(w)
}

/// IPMItool's word for how a controller comes and goes.
pub(super) fn presence(mc: &McLocator) -> &'static str {
    if mc.initialization & 0x20 != 0 { "Static" } else { "Dynamic" }
}

fn head(w: &mut dyn Write, entry: &Entry, of: Entity) -> io::Result<()> {
    w.write_all(b"Device ID              : ")?;
    w.write_all(entry.whole_name())?;
    writeln!(w)?;
    entity(w, of)
}

fn entity(w: &mut dyn Write, entity: Entity) -> io::Result<()> {
    let name = entity_name(entity.id);
    writeln!(w, "Entity ID              : {}.{} ({name})", entity.id, entity.number())
}

fn device_type(w: &mut dyn Write, kind: u8, modifier: u8) -> io::Result<()> {
    write!(w, "Device Type.Modifier   : {kind:X}h.{modifier:X}h ")?;
    match device_types::name(kind, modifier) {
        Some(name) => writeln!(w, "({name})"),
        None => writeln!(w, "(Unknown (0x{:X}))", u16::from_be_bytes([kind, modifier])),
    }
}

const CAPABILITIES: [&str; 8] = [
    "Chassis Device",
    "Bridge",
    "IPMB Event Generator",
    "IPMB Event Receiver",
    "FRU Inventory Device",
    "SEL Device",
    "SDR Repository",
    "Sensor Device",
];
