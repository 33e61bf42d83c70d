//! A record in JSON.
use serde::Serialize;

use super::device;
use super::entry::{Entry, entity_name, state_texts, type_name};
use crate::cli::reading::{Maker, Reason, Sensed};
use crate::cli::sensor::details::long_name;
use crate::cli::text::Text;
use crate::cmd::sensor::SensorEvents;
use crate::model::sdr::sensor::Sensor;
use crate::model::sdr::{Record, SensorKey};
use crate::model::sensor::threshold::Threshold;

/// One record.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Json {
    /// Names this record as long as the BMC keeps its records: names are not unique.
    id: String,
    record_id: u16,
    record_type: &'static str,
    name: Text,
    entity_id: u8,
    entity_instance: u8,
    entity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sensor_number: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lun: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sensor_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sensor_type_code: Option<u8>,
    #[serde(flatten)]
    reading: Option<Reading>,
    #[serde(flatten)]
    device: Option<Device>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Detail>,
}

/// What a sensor says.
#[derive(Debug, Serialize)]
struct Reading {
    status: &'static str,
    /// Null where there is no reading, or none that is a number.
    value: Option<f64>,
    units: Option<String>,
    raw: Option<u8>,
    states: Vec<&'static str>,
    states_mask: u16,
    /// Why there is no reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion_code: Option<u8>,
}

/// Where a device is.
#[derive(Debug, Default, Serialize)]
struct Device {
    #[serde(skip_serializing_if = "Option::is_none")]
    access_address: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slave_address: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fru_id: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    presence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capabilities: Option<u8>,
    channel: u8,
}

/// What `-v` adds for a sensor.
#[derive(Debug, Serialize)]
struct Detail {
    tolerance: Option<f64>,
    nominal: Option<f64>,
    normal_minimum: Option<f64>,
    normal_maximum: Option<f64>,
    sensor_minimum: Option<f64>,
    sensor_maximum: Option<f64>,
    thresholds: Vec<Level>,
    positive_hysteresis: Option<f64>,
    negative_hysteresis: Option<f64>,
    events: Option<Events>,
    enabled: Option<Events>,
}

#[derive(Debug, Serialize)]
struct Level {
    threshold: &'static str,
    raw: u8,
    value: Option<f64>,
    settable: bool,
}

#[derive(Debug, Serialize)]
struct Events {
    messages: bool,
    scanning: bool,
    asserted: Option<u16>,
    deasserted: Option<u16>,
}

impl Json {
    pub(in crate::cli) fn new(entry: &Entry, detail: bool) -> Self {
        let entity = entry.entity();
        let key = key_of(&entry.record);
        let sensor_type = match &entry.record {
            Record::Sensor(sensor) => Some(sensor.sensor_type),
            Record::EventOnly(event) => Some(event.sensor_type),
            _ => None,
        };
        let sensed = entry.sensor().zip(entry.sensed.as_ref());
        Self {
            id: id(entry),
            record_id: entry.header.id,
            record_type: kind(&entry.record),
            name: entry.record.name().map(|name| Text(name.decode().into())).unwrap_or_default(),
            entity_id: entity.id,
            entity_instance: entity.instance,
            entity: entity_name(entity.id),
            sensor_number: key.map(|key| key.number),
            owner: key.map(|key| key.owner),
            lun: key.map(|key| key.lun),
            sensor_type: sensor_type.map(type_name),
            sensor_type_code: sensor_type,
            reading: sensed.map(|(sensor, sensed)| Reading::new(sensor, sensed)),
            device: Device::new(&entry.record),
            detail: sensed
                .filter(|_| detail)
                .map(|(sensor, sensed)| Detail::new(entry, sensor, sensed)),
        }
    }
}

fn key_of(record: &Record) -> Option<SensorKey> {
    match record {
        Record::Sensor(sensor) => Some(sensor.key),
        Record::EventOnly(event) => Some(event.key),
        _ => None,
    }
}

/// Owner, LUN and number of a sensor, or kind and address of a device; then entity and record.
fn id(entry: &Entry) -> String {
    let own = match (key_of(&entry.record), &entry.record) {
        (Some(key), _) => format!("{:02x}.{}.{:02x}", key.owner, key.lun, key.number),
        (None, Record::Fru(fru)) => format!("fru.{:02x}.{:02x}", fru.access_address, fru.id),
        (None, Record::Mc(mc)) => format!("mc.{:02x}", mc.slave_address),
        (None, Record::Generic(device)) => {
            format!("device.{:02x}.{:02x}", device.access_address, device.slave_byte)
        }
        _ => "record".to_owned(),
    };
    let entity = entry.entity();
    format!("{own}-{}.{}-{:04x}", entity.id, entity.instance, entry.header.id)
}

fn kind(record: &Record) -> &'static str {
    match record {
        Record::Sensor(sensor) if sensor.full_part().is_some() => "full",
        Record::Sensor(_) => "compact",
        Record::EventOnly(_) => "event_only",
        Record::Generic(_) => "generic",
        Record::Fru(_) => "fru",
        Record::Mc(_) => "mc",
        _ => "other",
    }
}

impl Reading {
    fn new(sensor: &Sensor, sensed: &Sensed) -> Self {
        // A discrete sensor may carry a number all the same; text leaves it out as IPMItool does.
        let conversion = sensed.conversion.or_else(|| {
            let named = sensor.units.base != 0 || sensor.units.is_percentage();
            sensor.conversion().filter(|it| named && it.factors.m != 0 && Maker::matters(sensor))
        });
        let value = conversion.zip(sensed.raw()).map(|(conversion, raw)| conversion.value(raw));
        let (states, states_mask) = states(sensor, sensed.states());
        Self {
            status: sensed.status().short(),
            value: value.filter(|value| value.is_finite()),
            units: conversion.map(|_| sensor.units.text().into_owned()),
            raw: sensed.raw(),
            states,
            states_mask,
            reason: sensed.missing.map(Reason::name),
            completion_code: sensed.missing.and_then(Reason::code).map(|code| code.0),
        }
    }
}

/// What is asserted. Of a sensor with thresholds these are the thresholds that are crossed, and the
/// other bits mean nothing (§35.14).
fn states(sensor: &Sensor, mask: u16) -> (Vec<&'static str>, u16) {
    if !sensor.is_threshold() {
        return (state_texts(sensor.event_type, sensor.sensor_type, mask), mask);
    }
    let crossed = Threshold::ALL.into_iter().filter(|which| mask & u16::from(which.bit()) != 0);
    (crossed.map(long_name).collect(), mask & 0x3f)
}

impl Device {
    fn new(record: &Record) -> Option<Self> {
        Some(match record {
            Record::Fru(fru) => Self {
                access_address: Some(fru.access_address),
                fru_id: fru.logical.then_some(fru.id),
                slave_address: (!fru.logical).then_some(fru.id),
                logical: Some(fru.logical),
                channel: fru.channel,
                ..Self::default()
            },
            Record::Mc(mc) => Self {
                slave_address: Some(mc.slave_address),
                presence: Some(match device::presence(mc) {
                    "Static" => "static",
                    _ => "dynamic",
                }),
                capabilities: Some(mc.capabilities),
                channel: mc.channel,
                ..Self::default()
            },
            Record::Generic(device) => Self {
                access_address: Some(device.access_address),
                slave_address: Some(device.slave_address),
                channel: device.channel,
                ..Self::default()
            },
            _ => return None,
        })
    }
}

impl Detail {
    fn new(entry: &Entry, sensor: &Sensor, sensed: &Sensed) -> Self {
        let finite = |value: f64| value.is_finite().then_some(value);
        let value = |raw: u8| sensed.conversion.and_then(|it| finite(it.value(raw)));
        let span = |raw: u8| {
            let given = raw != 0 && raw != 0xff;
            sensed.conversion.filter(|_| given).and_then(|it| finite(it.span(raw)))
        };
        let full = sensor.full_part();
        let given = |flag: u8, raw: u8| {
            full.filter(|full| full.analog_flags & flag != 0).and_then(|_| value(raw))
        };
        let levels = full.filter(|_| sensor.is_threshold()).map(|full| {
            let readable = |which: &Threshold| sensor.readable_thresholds() & which.bit() != 0;
            let level = |which: Threshold| Level {
                threshold: which.short(),
                raw: full.thresholds.get(which),
                value: value(full.thresholds.get(which)),
                settable: sensor.settable_thresholds() & which.bit() != 0,
            };
            Threshold::ALL.into_iter().filter(readable).map(level).collect()
        });
        Self {
            tolerance: sensed.conversion.and_then(|it| finite(it.tolerance())),
            nominal: full.and_then(|full| given(1, full.nominal)),
            normal_minimum: full.and_then(|full| given(4, full.normal_min)),
            normal_maximum: full.and_then(|full| given(2, full.normal_max)),
            sensor_minimum: full.and_then(|full| value(full.sensor_min)),
            sensor_maximum: full.and_then(|full| value(full.sensor_max)),
            thresholds: levels.unwrap_or_default(),
            positive_hysteresis: span(sensor.positive_hysteresis),
            negative_hysteresis: span(sensor.negative_hysteresis),
            events: entry.event_status.map(Events::new),
            enabled: entry.event_enable.map(Events::new),
        }
    }
}

impl Events {
    fn new(events: SensorEvents) -> Self {
        Self {
            messages: events.messages(),
            scanning: events.scanning(),
            asserted: events.assertions,
            deasserted: events.deassertions,
        }
    }
}
