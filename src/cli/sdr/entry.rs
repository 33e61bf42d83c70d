//! A record with what the BMC says about its sensor now.
use crate::cli::reading::{Reason, Sensed};
use crate::cmd::sensor::{SensorEvents, SensorThresholds};
use crate::model::sdr::id_string::IdString;
use crate::model::sdr::sensor::Sensor;
use crate::model::sdr::{Entity, Header, Record};
use crate::model::tables::{entities, events, sensor_types};

/// A record and its reading.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Entry {
    /// The record's header.
    pub header: Header,
    /// The record.
    pub record: Record,
    /// The reading of a sensor.
    pub sensed: Option<Sensed>,
    /// Its thresholds now, where they were asked for.
    pub thresholds: Option<Result<SensorThresholds, Reason>>,
    /// Which events are active: Get Sensor Event Status.
    pub event_status: Option<SensorEvents>,
    /// Which events are enabled: Get Sensor Event Enable.
    pub event_enable: Option<SensorEvents>,
}

impl Entry {
    /// Reads a record; `None` for one that is cut short.
    pub(in crate::cli) fn parse(bytes: &[u8]) -> Option<Self> {
        let (header, record) = Record::parse(bytes).ok()?;
        Some(Self::new(header, record))
    }

    /// A record of which no more is known.
    pub(in crate::cli) fn new(header: Header, record: Record) -> Self {
        Self {
            header,
            record,
            sensed: None,
            thresholds: None,
            event_status: None,
            event_enable: None,
        }
    }

    /// The sensor, when the record is of one that has readings.
    pub(in crate::cli) fn sensor(&self) -> Option<&Sensor> {
        match &self.record {
            Record::Sensor(sensor) => Some(sensor),
            _ => None,
        }
    }

    /// What the record belongs to.
    pub(in crate::cli) fn entity(&self) -> Entity {
        self.record.entity().unwrap_or_default()
    }

    /// The name as IPMItool shows it in most places: no more than 16 bytes.
    pub(in crate::cli) fn shown_name(&self) -> &[u8] {
        let name = self.whole_name();
        name.get(..SHOWN).unwrap_or(name)
    }

    /// The name's bytes, whatever the encoding: IPMItool takes all names as they are.
    pub(in crate::cli) fn whole_name(&self) -> &[u8] {
        self.record.name().map(raw_name).unwrap_or_default()
    }

    /// True for the name that IPMItool looks for.
    pub(in crate::cli) fn is_named(&self, name: &str) -> bool {
        self.record.name().is_some_and(|own| raw_name(own) == name.as_bytes())
    }
}

/// The bytes up to the first NUL.
fn raw_name(name: &IdString) -> &[u8] {
    name.bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// IPMItool's name of an entity ID.
pub(in crate::cli) fn entity_name(id: u8) -> String {
    entities::name(id).map_or_else(|| format!("Unknown (0x{id:02X})"), str::to_owned)
}

/// IPMItool's name of a sensor type.
pub(in crate::cli) fn type_name(code: u8) -> &'static str {
    sensor_types::name(code).unwrap_or("Unknown")
}

/// The texts of the states in a mask.
pub(in crate::cli) fn state_texts(event_type: u8, sensor_type: u8, mask: u16) -> Vec<&'static str> {
    events::states(event_type, sensor_type)
        .filter(|(offset, _)| mask >> offset & 1 != 0)
        .map(|(_, text)| text)
        .collect()
}

const SHOWN: usize = 16;
