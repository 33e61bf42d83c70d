//! `[[sel]]`: log entries (IPMI v2.0 §32).
use serde::Deserialize;

use super::records::Names;
use super::value::{EventType, Hex, SensorType, Time};

/// One entry.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct EventText {
    id: Option<u16>,
    time: Option<Time>,
    /// Name of a sensor of this file; it gives generator, types and number.
    sensor: Option<String>,
    generator: Option<(u8, u8)>,
    version: Option<u8>,
    #[serde(rename = "type")]
    kind: Option<SensorType>,
    number: Option<u8>,
    event_type: Option<EventType>,
    deasserted: bool,
    offset: Option<u8>,
    /// Event data 2 and 3.
    data: Option<(u8, u8)>,
    /// The bits above the offset: what event data 2 and 3 are.
    usage: Option<u8>,
    /// Reading and threshold in the units of the sensor: event data 2 and 3.
    reading: Option<f64>,
    threshold: Option<f64>,
    /// Record type 0xc0 to 0xff.
    oem: Option<u8>,
    manufacturer: Option<u32>,
    /// What an OEM entry says.
    bytes: Hex,
    text: Option<String>,
    /// The whole entry.
    raw: Option<Hex>,
}

impl EventText {
    pub(super) fn build(self, next: u16, names: &Names) -> Result<(u16, Vec<u8>), String> {
        let id = self.id.unwrap_or(next);
        let bytes = match (&self.raw, self.oem) {
            (Some(raw), _) => raw.0.clone(),
            (None, Some(kind @ 0xc0..)) => self.oem_entry(id, kind),
            (None, Some(_)) => return Err("oem: must be 0xc0 to 0xff".into()),
            (None, None) => self.event(id, names)?,
        };
        Ok((id, bytes))
    }

    fn oem_entry(&self, id: u16, kind: u8) -> Vec<u8> {
        let mut bytes = id.to_le_bytes().to_vec();
        bytes.push(kind);
        if kind < 0xe0 {
            bytes.extend(self.time.map_or(0, |time| time.0).to_le_bytes());
            let [m0, m1, m2, _] = self.manufacturer.unwrap_or(0).to_le_bytes();
            bytes.extend([m0, m1, m2]);
        }
        bytes.extend(&self.bytes.0);
        bytes.extend(self.text.iter().flat_map(|text| text.bytes()));
        bytes.resize(16, 0);
        bytes
    }

    fn event(&self, id: u16, names: &Names) -> Result<Vec<u8>, String> {
        let sensor = match &self.sensor {
            Some(name) => {
                Some(names.get(name).ok_or_else(|| format!("sensor: no sensor `{name}` above"))?)
            }
            None => None,
        };
        let of_sensor = sensor.map_or([0x20, 0], |sensor| sensor.generator);
        let generator = self.generator.map_or(of_sensor, |(low, high)| [low, high]);
        let kind = self.kind.map(|kind| kind.0).or(sensor.map(|sensor| sensor.kind));
        let number = self.number.or(sensor.map(|sensor| sensor.number));
        let event_type = self.event_type.map(|it| it.0).or(sensor.map(|sensor| sensor.event_type));
        let raw = |key: &str, value: Option<f64>| match value {
            None => Ok(None),
            Some(value) => sensor
                .and_then(|sensor| sensor.scale.as_ref()?.raw(value))
                .map(Some)
                .ok_or_else(|| format!("{key}: {value} cannot be told by that sensor")),
        };
        let (reading, threshold) =
            (raw("reading", self.reading)?, raw("threshold", self.threshold)?);
        let (data2, data3) =
            self.data.unwrap_or((reading.unwrap_or(0xff), threshold.unwrap_or(0xff)));
        let told = u8::from(reading.is_some()) << 6 | u8::from(threshold.is_some()) << 4;
        let offset = self.offset.ok_or("offset: missing")? & 0x0f;
        let mut bytes = id.to_le_bytes().to_vec();
        bytes.push(SYSTEM_EVENT);
        bytes.extend(self.time.map_or(0, |time| time.0).to_le_bytes());
        bytes.extend(generator);
        bytes.push(self.version.unwrap_or(EVENT_VERSION));
        bytes.push(kind.ok_or("type: missing")?);
        bytes.push(number.ok_or("number: missing")?);
        bytes
            .push(u8::from(self.deasserted) << 7 | event_type.ok_or("event_type: missing")? & 0x7f);
        bytes.extend([self.usage.unwrap_or(told) & 0xf0 | offset, data2, data3]);
        Ok(bytes)
    }
}

const SYSTEM_EVENT: u8 = 0x02;
const EVENT_VERSION: u8 = 0x04;
