//! An entry in JSON.
use serde::Serialize;

use super::line::{Line, hex, until_nul};
use super::long::event_type;
use crate::cli::text::Text;
use crate::cli::timestamp;
use crate::model::sel::{Body, Event, Record, Time};

/// One entry.
#[derive(Debug, Serialize)]
pub(super) struct Json {
    record_id: u16,
    record_type: &'static str,
    record_type_code: u8,
    /// Null where the BMC did not know the time.
    time: Option<String>,
    time_seconds: Option<u32>,
    #[serde(flatten)]
    event: Option<EventJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    manufacturer_id: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oem_data: Option<String>,
    /// What the file of `-O` says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    oem_texts: Vec<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    panic: Option<Text>,
    raw: String,
}

/// A system event.
#[derive(Debug, Serialize)]
struct EventJson {
    generator_id: u16,
    event_message_version: u8,
    sensor_type: Option<&'static str>,
    sensor_type_code: u8,
    sensor_number: u8,
    /// Null unless the records were asked for it.
    sensor: Option<Text>,
    event_type: &'static str,
    event_type_code: u8,
    offset: u8,
    asserted: bool,
    description: Option<&'static str>,
    /// What the maker adds.
    oem_description: Option<String>,
    event_data: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processor: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<u8>,
}

impl Json {
    pub(super) fn new(line: &Line) -> Self {
        let Record { id, kind, body, bytes } = &line.record;
        let time = line.record.time();
        let known = time.filter(|time| !time.is_unspecified() && !time.is_since_startup());
        let mut json = Self {
            record_id: *id,
            record_type: "system_event",
            record_type_code: *kind,
            time: known.map(|Time(seconds)| timestamp::numeric(seconds, line.shape.utc)),
            time_seconds: time.map(|Time(seconds)| seconds),
            event: None,
            manufacturer_id: None,
            oem_data: None,
            oem_texts: line.notes.iter().map(|note| Text(shown(&note.text))).collect(),
            panic: None,
            raw: hex(bytes),
        };
        match body {
            Body::Event(event) => json.event = Some(EventJson::new(line, event)),
            Body::OemTimed { manufacturer, data, .. } => {
                json.record_type = "oem_timestamped";
                json.manufacturer_id = Some(*manufacturer);
                json.oem_data = Some(hex(data));
            }
            Body::Oem { data } => {
                json.record_type = "oem";
                json.oem_data = Some(hex(data));
            }
            Body::Panic { text } => {
                json.record_type = "kernel_panic";
                json.panic = Some(Text(until_nul(text).to_vec()));
            }
        }
        json
    }
}

impl EventJson {
    fn new(line: &Line, event: &Event) -> Self {
        let analog = line.analog(event);
        let value = |raw: Option<u8>| {
            let value = analog?.conversion()?.value(raw?);
            value.is_finite().then_some(value)
        };
        let (reading, threshold) =
            (value(event.reading().trigger()), value(event.threshold().trigger()));
        let module = line.module(event);
        Self {
            generator_id: event.generator,
            event_message_version: event.version,
            sensor_type: line.vendor.dialect.sensor_type(event.sensor_type),
            sensor_type_code: event.sensor_type,
            sensor_number: event.number,
            sensor: line.sensor.as_ref().map(|entry| Text(entry.whole_name().to_vec())),
            event_type: event_type(event.event_type),
            event_type_code: event.event_type,
            offset: event.offset(),
            asserted: !event.deasserted,
            description: line.vendor.describe(event).map(str::trim_end),
            oem_description: line
                .remark
                .as_ref()
                .map(|remark| remark.text().to_owned())
                .filter(|text| !text.is_empty()),
            event_data: hex(&event.data),
            reading,
            threshold,
            units: analog
                .filter(|_| reading.is_some() || threshold.is_some())
                .map(|sensor| sensor.units.text().into_owned()),
            processor: module.map(|(processor, _)| processor),
            module: module.map(|(_, module)| module),
        }
    }
}

/// A note without the bar in front of it.
fn shown(note: &[u8]) -> Vec<u8> {
    note.strip_prefix(b" | ").unwrap_or(note).to_vec()
}
