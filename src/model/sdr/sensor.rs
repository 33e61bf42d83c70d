//! Sensor records: full, compact, event-only (IPMI v2.0 §43.1 to §43.3).
use super::id_string::IdString;
use super::{Entity, SensorKey, name};
use crate::model::sensor::conversion::{Factors, Linearization};
use crate::model::sensor::threshold::Thresholds;
use crate::model::sensor::units::{Format, Units};
use crate::wire::{self, buf::Reader};

/// A full or compact sensor record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sensor {
    /// The sensor's address.
    pub key: SensorKey,
    /// What it belongs to.
    pub entity: Entity,
    /// Sensor initialization (byte 11).
    pub initialization: u8,
    /// Sensor capabilities (byte 12).
    pub capabilities: Capabilities,
    /// Sensor type (table 42-3).
    pub sensor_type: u8,
    /// Event/reading type (table 42-1); `01h` for thresholds.
    pub event_type: u8,
    /// Assertion events, and for thresholds what Get Sensor Reading compares with at the low end.
    pub assertion_mask: u16,
    /// Deassertion events, and the upper end.
    pub deassertion_mask: u16,
    /// Settable thresholds in the high byte and readable ones in the low byte, or the states that
    /// a discrete sensor can have.
    pub reading_mask: u16,
    /// Units.
    pub units: Units,
    /// Positive-going hysteresis, raw.
    pub positive_hysteresis: u8,
    /// Negative-going hysteresis, raw.
    pub negative_hysteresis: u8,
    /// The maker's byte.
    pub oem: u8,
    /// Name.
    pub name: IdString,
    /// What only one kind of record has.
    pub detail: Detail,
}

/// Where full and compact records differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A full record.
    Full(Full),
    /// A compact record.
    Compact(Sharing),
}

/// What only a full record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Full {
    /// Linearization.
    pub linearization: Linearization,
    /// Conversion factors.
    pub factors: Factors,
    /// Which of nominal, normal maximum and normal minimum are given: bits 0, 1, 2.
    pub analog_flags: u8,
    /// Nominal reading, raw.
    pub nominal: u8,
    /// Normal maximum, raw.
    pub normal_max: u8,
    /// Normal minimum, raw.
    pub normal_min: u8,
    /// Highest reading that the sensor can give, raw.
    pub sensor_max: u8,
    /// Lowest reading that the sensor can give, raw.
    pub sensor_min: u8,
    /// Thresholds at start-up, raw.
    pub thresholds: Thresholds,
}

/// How one record stands for several sensors (§43.2, bytes 24 and 25).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// Sensor direction, how names are told apart, and the number of sensors.
    pub count: u8,
    /// Whether the entity instance counts too, and the offset of the names' numbers.
    pub modifier: u8,
}

impl Sharing {
    fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self { count: r.u8("record sharing")?, modifier: r.u8("record sharing")? })
    }

    /// How many sensors the record stands for; 0 means one.
    pub const fn sensors(self) -> u8 {
        self.count & 0x0f
    }
}

/// Sensor capabilities (§43.1, byte 12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities(pub u8);

impl Capabilities {
    /// Hysteresis support: 0 none, 1 readable, 2 settable, 3 fixed.
    pub const fn hysteresis(self) -> u8 {
        self.0 >> 4 & 0x03
    }

    /// Threshold support: 0 none, 1 readable, 2 settable, 3 fixed.
    pub const fn thresholds(self) -> u8 {
        self.0 >> 2 & 0x03
    }

    /// Event message control: 0 per threshold or state, 1 for the entire sensor, 2 only globally,
    /// 3 no events.
    pub const fn event_control(self) -> u8 {
        self.0 & 0x03
    }
}

impl Sensor {
    pub(super) fn full(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let head = Head::read(r)?;
        let linearization = Linearization::from_u8(r.u8("linearization")?);
        let factors = Factors::from_bytes(r.array("conversion factors")?);
        let [analog_flags, nominal, normal_max, normal_min, sensor_max, sensor_min] =
            r.array("nominal readings")?;
        let [unr, ucr, unc, lnr, lcr, lnc] = r.array("thresholds")?;
        let [positive, negative, _, _, oem] = r.array("hysteresis")?;
        let detail = Detail::Full(Full {
            linearization,
            factors,
            analog_flags,
            nominal,
            normal_max,
            normal_min,
            sensor_max,
            sensor_min,
            thresholds: Thresholds([lnc, lcr, lnr, unc, ucr, unr]),
        });
        Ok(head.sensor([positive, negative, oem], name(r), detail))
    }

    pub(super) fn compact(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let head = Head::read(r)?;
        let detail = Detail::Compact(Sharing::read(r)?);
        let [positive, negative, _, _, _, oem] = r.array("hysteresis")?;
        Ok(head.sensor([positive, negative, oem], name(r), detail))
    }

    /// True for event/reading type `01h`.
    pub const fn is_threshold(&self) -> bool {
        self.event_type == 0x01
    }

    /// The full record's part.
    pub const fn full_part(&self) -> Option<&Full> {
        match &self.detail {
            Detail::Full(full) => Some(full),
            Detail::Compact(_) => None,
        }
    }

    /// The conversion, when the record gives one and says that readings are numbers.
    pub fn conversion(&self) -> Option<Conversion> {
        let full = self.full_part()?;
        let format = self.units.format();
        (format != Format::NotAnalog).then_some(Conversion {
            factors: full.factors,
            format,
            linearization: full.linearization,
        })
    }

    /// Thresholds that can be read (§43.1, byte 19), one bit each.
    pub const fn readable_thresholds(&self) -> u8 {
        self.reading_mask.to_le_bytes()[0] & 0x3f
    }

    /// True when either the capabilities or the mask say that thresholds can be read.
    pub const fn has_readable_thresholds(&self) -> bool {
        matches!(self.capabilities.thresholds(), 1 | 2) || self.readable_thresholds() != 0
    }

    /// Thresholds that can be set (§43.1, byte 20), one bit each.
    pub const fn settable_thresholds(&self) -> u8 {
        self.reading_mask.to_le_bytes()[1] & 0x3f
    }
}

/// All that it takes to turn a raw byte into a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Factors.
    pub factors: Factors,
    /// Format of raw readings.
    pub format: Format,
    /// What happens after the linear formula.
    pub linearization: Linearization,
}

impl Conversion {
    /// The reading that a raw byte stands for.
    pub fn value(&self, raw: u8) -> f64 {
        self.factors.value(raw, self.format, self.linearization)
    }

    /// The size of a number of raw counts.
    pub fn span(&self, raw: u8) -> f64 {
        self.factors.span(raw, self.format, self.linearization)
    }

    /// How far off a reading may be.
    pub fn tolerance(&self) -> f64 {
        self.factors.tolerance(self.linearization)
    }
}

/// An event-only record (§43.3).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventOnly {
    /// The sensor's address.
    pub key: SensorKey,
    /// What it belongs to.
    pub entity: Entity,
    /// Sensor type.
    pub sensor_type: u8,
    /// Event/reading type.
    pub event_type: u8,
    /// How many sensors the record stands for.
    pub sharing: Sharing,
    /// The maker's byte.
    pub oem: u8,
    /// Name.
    pub name: IdString,
}

impl EventOnly {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self {
            key: SensorKey::read(r)?,
            entity: Entity::read(r)?,
            sensor_type: r.u8("sensor type")?,
            event_type: r.u8("event type")?,
            sharing: Sharing::read(r)?,
            oem: {
                let [_, oem] = r.array("OEM")?;
                oem
            },
            name: name(r),
        })
    }
}

/// What full and compact records begin with.
struct Head {
    key: SensorKey,
    entity: Entity,
    initialization: u8,
    capabilities: Capabilities,
    sensor_type: u8,
    event_type: u8,
    masks: [u16; 3],
    units: Units,
}

impl Head {
    fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self {
            key: SensorKey::read(r)?,
            entity: Entity::read(r)?,
            initialization: r.u8("initialization")?,
            capabilities: Capabilities(r.u8("capabilities")?),
            sensor_type: r.u8("sensor type")?,
            event_type: r.u8("event type")?,
            masks: [r.u16("assertion mask")?, r.u16("deassertion mask")?, r.u16("reading mask")?],
            units: {
                let [flags, base, modifier] = r.array("units")?;
                Units { flags, base, modifier }
            },
        })
    }

    fn sensor(self, hysteresis_oem: [u8; 3], name: IdString, detail: Detail) -> Sensor {
        let [positive_hysteresis, negative_hysteresis, oem] = hysteresis_oem;
        let [assertion_mask, deassertion_mask, reading_mask] = self.masks;
        Sensor {
            key: self.key,
            entity: self.entity,
            initialization: self.initialization,
            capabilities: self.capabilities,
            sensor_type: self.sensor_type,
            event_type: self.event_type,
            assertion_mask,
            deassertion_mask,
            reading_mask,
            units: self.units,
            positive_hysteresis,
            negative_hysteresis,
            oem,
            name,
            detail,
        }
    }
}
