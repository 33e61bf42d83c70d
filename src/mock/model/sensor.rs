//! `[[sensor]]`: a sensor and its record.
use std::time::Duration;

use serde::{Deserialize, Deserializer};

use super::Scale;
use super::records::{Change, Damage, Named, Names};
use super::scale::Factors;
use super::source::{Course, Source, sine, step};
use super::value::{
    Access, Direction, Encoding, EventType, Format, Hex, Linearization, Rate, SensorType, Unit,
};

/// A sensor of the BMC or of a controller behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensor {
    /// Slave address or software ID of its owner.
    pub owner: u8,
    /// Channel that the owner is on.
    pub channel: u8,
    /// Logical unit.
    pub lun: u8,
    /// Sensor number.
    pub number: u8,
    /// Sensor type (table 42-3).
    pub kind: u8,
    /// Event/reading type (table 42-1).
    pub event_type: u8,
    /// What its raw readings mean; `None` for a sensor without.
    pub scale: Option<Scale>,
    /// Its raw reading.
    pub source: Source,
    /// States that are asserted, each set for that long.
    pub states: (Vec<u16>, Duration),
    /// Events and scanning enabled, reading unavailable: bits 7 to 5 of Get Sensor Reading.
    pub flags: u8,
    /// Thresholds that can be read, from bit 0 on: LNC, LC, LNR, UNC, UC, UNR.
    pub readable: u8,
    /// Thresholds that can be set.
    pub settable: u8,
    /// Raw thresholds, in the order of the bits.
    pub thresholds: [u8; 6],
    /// Raw hysteresis: positive, negative.
    pub hysteresis: [u8; 2],
    /// 0 no hysteresis, 1 readable, 2 settable, 3 fixed.
    pub hysteresis_access: u8,
    /// Events that are enabled: assertion, deassertion.
    pub events: [u16; 2],
    /// What goes wrong.
    pub conduct: Conduct,
}

/// What goes wrong with a sensor: with all commands that name it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Conduct {
    /// Never answers.
    pub never: bool,
    /// Does not answer so many times, and then does.
    pub silent: u32,
    /// Answers that many milliseconds later.
    pub delay_ms: u32,
    /// Answers so many times `0xc0`, and then as it should.
    pub busy: u32,
    /// Always answers with that completion code.
    pub code: Option<u8>,
    /// Answers Get Sensor Reading with these bytes after the completion code.
    #[serde(deserialize_with = "bytes")]
    pub answer: Option<Vec<u8>>,
    /// Answers Get Sensor Thresholds with that completion code.
    pub threshold_code: Option<u8>,
}

impl Sensor {
    /// The raw reading at a time after the start.
    pub fn raw(&self, time: Duration) -> u8 {
        match &self.source {
            Source::Fixed(raw) => *raw,
            Source::Steps(steps, each) => step(steps, *each, time).unwrap_or(0),
            Source::Sine(low, high, period) => {
                let value = sine(*low, *high, *period, time);
                self.scale.as_ref().and_then(|scale| scale.raw(value)).unwrap_or(0)
            }
        }
    }

    /// The states of a discrete sensor at a time after the start.
    pub fn asserted(&self, time: Duration) -> u16 {
        let (states, each) = &self.states;
        step(states, *each, time).unwrap_or(0)
    }
}

/// The keys of a `[[sensor]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SensorText {
    #[serde(default)]
    pub(super) name: String,
    encoding: Option<Encoding>,
    number: u8,
    #[serde(default)]
    lun: u8,
    owner: Option<u8>,
    #[serde(default)]
    channel: u8,
    #[serde(default)]
    entity: (u8, u8),
    record: Option<Kind>,
    #[serde(rename = "type", default)]
    kind: SensorType,
    event_type: Option<EventType>,
    // What the reading means.
    units: Option<Unit>,
    modifier: Option<Unit>,
    multiply: Option<bool>,
    #[serde(default)]
    rate: Rate,
    #[serde(default)]
    percent: bool,
    format: Option<Format>,
    m: Option<i16>,
    #[serde(default)]
    b: i16,
    #[serde(default)]
    k1: i8,
    #[serde(default)]
    k2: i8,
    /// Factors from a raw reading on: `[from, m, b, k1, k2]`.
    #[serde(default)]
    ranges: Vec<(u8, i16, i16, i8, i8)>,
    #[serde(default)]
    linearization: Linearization,
    #[serde(default)]
    tolerance: u8,
    /// Accuracy and its exponent.
    #[serde(default)]
    accuracy: (u16, u8),
    #[serde(default)]
    direction: Direction,
    nominal: Option<f64>,
    normal_min: Option<f64>,
    normal_max: Option<f64>,
    min: Option<u8>,
    max: Option<u8>,
    // Thresholds and events.
    #[serde(default)]
    thresholds: Thresholds,
    threshold_access: Option<Access>,
    settable: Option<u8>,
    hysteresis: Option<(u8, u8)>,
    hysteresis_access: Option<Access>,
    #[serde(default)]
    offsets: Vec<u8>,
    masks: Option<(u16, u16, u16)>,
    init: Option<u8>,
    capabilities: Option<u8>,
    #[serde(default)]
    oem: u8,
    /// Count, offset of the names, then `alpha` and `entities`.
    share: Option<Share>,
    // What it reads at present.
    reading: Option<f64>,
    raw_reading: Option<u8>,
    #[serde(default)]
    states: Vec<u8>,
    course: Option<Course>,
    #[serde(default = "yes")]
    scanning: bool,
    #[serde(default = "yes")]
    events: bool,
    #[serde(default)]
    unavailable: bool,
    #[serde(default)]
    fault: Conduct,
    /// Whole records in place of the one that would be written.
    raw_record: Option<Hex>,
    #[serde(default)]
    damage: Damage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Full,
    Compact,
    EventOnly,
    None,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Thresholds {
    lnc: Option<f64>,
    lc: Option<f64>,
    lnr: Option<f64>,
    unc: Option<f64>,
    uc: Option<f64>,
    unr: Option<f64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    count: u8,
    #[serde(default)]
    offset: u8,
    #[serde(default)]
    alpha: bool,
    #[serde(default)]
    entities: bool,
}

/// A sensor and its records, ready to use.
pub(super) struct Built {
    pub(super) sensor: Vec<Sensor>,
    pub(super) records: Vec<Change>,
}

impl SensorText {
    pub(super) fn build(self, names: &mut Names) -> Result<Built, String> {
        let sensor = self.sensor()?;
        names.entry(self.name.clone()).or_insert_with(|| Named {
            generator: [sensor.owner, sensor.channel << 4 | sensor.lun],
            kind: sensor.kind,
            number: sensor.number,
            event_type: sensor.event_type,
            scale: sensor.scale.clone(),
        });
        let kind = self.record_kind();
        let mut body = self.key(&sensor);
        match kind {
            Kind::Full => body.extend(self.full(&sensor)?),
            Kind::Compact => body.extend(self.compact(&sensor)),
            Kind::EventOnly => body.extend(self.event_only(&sensor)),
            Kind::None => {}
        }
        body.extend(super::records::id_string(&self.name, self.encoding)?);
        let mut change = Change::new(kind.number(), body, self.damage);
        change.raw = self.raw_record.map(|hex| hex.0);
        let count = self.share.map_or(1, |share| share.count.max(1));
        let numbers = (0..count).map(|at| sensor.number.wrapping_add(at));
        let sensors = match kind {
            Kind::EventOnly => Vec::new(),
            _ => numbers.map(|number| Sensor { number, ..sensor.clone() }).collect(),
        };
        let records = if kind == Kind::None { Vec::new() } else { vec![change] };
        Ok(Built { sensor: sensors, records })
    }

    fn record_kind(&self) -> Kind {
        let full = self.is_analog() || self.event_type() == THRESHOLD;
        self.record.unwrap_or(if full { Kind::Full } else { Kind::Compact })
    }

    fn is_analog(&self) -> bool {
        let given = self.units.is_some() || self.percent || self.m.is_some();
        self.format.map_or(given, |format| format.0 != NO_READING)
    }

    /// Sensors with thresholds or units are threshold sensors, others are sensor-specific.
    fn event_type(&self) -> u8 {
        let otherwise = if self.is_analog() { THRESHOLD } else { SENSOR_SPECIFIC };
        self.event_type.map_or(otherwise, |event_type| event_type.0)
    }

    fn scale(&self) -> Result<Option<Scale>, String> {
        if !self.is_analog() {
            return Ok(None);
        }
        let first = Factors { m: self.m.unwrap_or(1), b: self.b, k1: self.k1, k2: self.k2 };
        let mut ranges = vec![(0, first)];
        let more = self
            .ranges
            .iter()
            .map(|(from, m, b, k1, k2)| (*from, Factors { m: *m, b: *b, k1: *k1, k2: *k2 }));
        ranges.extend(more);
        for (_, factors) in &ranges {
            let wide = |value: i16| !(-512..=511).contains(&value);
            let high = |value: i8| !(-8..=7).contains(&value);
            if wide(factors.m) || wide(factors.b) || high(factors.k1) || high(factors.k2) {
                return Err("m and b have 10 bits, k1 and k2 have 4".into());
            }
        }
        let format = self.format.unwrap_or_default().0;
        Ok(Some(Scale { format, linearization: self.linearization.0, ranges }))
    }

    fn sensor(&self) -> Result<Sensor, String> {
        let scale = self.scale()?;
        let raw = |key: &str, value: f64| to_raw(scale.as_ref(), key, value);
        let mut thresholds = [0; 6];
        let mut readable = 0;
        for ((bit, place), (key, value)) in
            thresholds.iter_mut().enumerate().zip(self.thresholds.all())
        {
            if let Some(value) = value {
                *place = raw(key, value)?;
                readable |= 1 << bit;
            }
        }
        let states = self.states.iter().fold(0, |bits, offset| bits | bit(*offset));
        let mut all_states = (vec![states], Duration::from_secs(1));
        let mut source = Source::Fixed(match (self.raw_reading, self.reading) {
            (Some(raw), _) => raw,
            (None, Some(value)) => raw("reading", value)?,
            (None, None) => 0,
        });
        if let Some(course) = &self.course {
            let period = course.period()?;
            if let Some((low, high)) = course.sine {
                raw("course", low)?;
                raw("course", high)?;
                source = Source::Sine(low, high, period);
            }
            if let Some(steps) = &course.steps {
                let steps = steps.iter().map(|value| raw("course", *value));
                source = Source::Steps(steps.collect::<Result<_, _>>()?, period);
            }
            if let Some(turns) = &course.states {
                let turns = turns.iter().map(|set| set.iter().fold(0, |bits, s| bits | bit(*s)));
                all_states = (turns.collect(), period);
            }
        }
        let flag = |on: bool, bit: u8| u8::from(on) << bit;
        let hysteresis = self.hysteresis.unwrap_or_default();
        let (assertion, deassertion, _) = self.event_masks(readable);
        Ok(Sensor {
            owner: self.owner.unwrap_or(BMC),
            channel: self.channel & 0x0f,
            lun: self.lun & 0x03,
            number: self.number,
            kind: self.kind.0,
            event_type: self.event_type(),
            source,
            states: all_states,
            flags: flag(self.events, 7) | flag(self.scanning, 6) | flag(self.unavailable, 5),
            readable,
            settable: self.settable_mask(readable),
            thresholds,
            hysteresis: [hysteresis.0, hysteresis.1],
            hysteresis_access: self.hysteresis_access(),
            events: [assertion, deassertion],
            conduct: self.fault.clone(),
            scale,
        })
    }

    fn threshold_access(&self, readable: u8) -> u8 {
        let otherwise = if readable == 0 { 0 } else { SETTABLE };
        self.threshold_access.map_or(otherwise, |access| access.0)
    }

    fn settable_mask(&self, readable: u8) -> u8 {
        let settable = self.threshold_access(readable) == SETTABLE;
        self.settable.unwrap_or(if settable { readable } else { 0 })
    }

    fn hysteresis_access(&self) -> u8 {
        let otherwise = if self.hysteresis.is_some() { SETTABLE } else { 0 };
        self.hysteresis_access.map_or(otherwise, |access| access.0)
    }

    /// Assertion, deassertion and reading mask; the first two without threshold readings.
    fn event_masks(&self, readable: u8) -> (u16, u16, u16) {
        if let Some(masks) = self.masks {
            return masks;
        }
        if self.event_type() == THRESHOLD {
            // Lower thresholds going low, upper ones going high.
            let bits = [0, 2, 4, 7, 9, 11];
            let set = bits.iter().enumerate().filter(|(at, _)| readable & 1 << at != 0);
            let events = set.fold(0, |mask, (_, bit)| mask | 1 << bit);
            return (events, events, 0);
        }
        let course = self.course.as_ref().and_then(|course| course.states.as_ref());
        let known = self.states.iter().chain(course.into_iter().flatten().flatten());
        let mut mask = self.offsets.iter().chain(known).fold(0, |mask, at| mask | bit(*at));
        if self.offsets.is_empty() {
            mask |= 0x0003;
        }
        (mask, mask, mask)
    }

    /// Owner, LUN and number.
    fn key(&self, sensor: &Sensor) -> Vec<u8> {
        let (id, instance) = self.entity;
        let mut body = vec![sensor.owner, sensor.channel << 4 | sensor.lun, sensor.number];
        body.extend([id, instance]);
        body
    }

    /// From initialization to units, as in full and compact records.
    fn common(&self, sensor: &Sensor) -> Vec<u8> {
        let access = self.threshold_access(sensor.readable);
        let init = self.init.unwrap_or(if self.is_analog() { 0x7f } else { 0x67 });
        let capabilities =
            self.capabilities.unwrap_or(0x40 | sensor.hysteresis_access << 4 | access << 2);
        let mut body = vec![init, capabilities, sensor.kind, sensor.event_type];
        let (assertion, deassertion, reading) = self.event_masks(sensor.readable);
        if sensor.event_type == THRESHOLD && self.masks.is_none() {
            let [lnc, lc, lnr, unc, uc, unr] =
                [0, 1, 2, 3, 4, 5].map(|at| u16::from(sensor.readable >> at & 1));
            body.extend((assertion | lnr << 14 | lc << 13 | lnc << 12).to_le_bytes());
            body.extend((deassertion | unr << 14 | uc << 13 | unc << 12).to_le_bytes());
            body.extend([sensor.readable, sensor.settable]);
        } else {
            body.extend([assertion, deassertion, reading].iter().flat_map(|m| m.to_le_bytes()));
        }
        let format = sensor.scale.as_ref().map_or(NO_READING, |scale| scale.format);
        let operation = match (self.modifier, self.multiply) {
            (None, _) => 0,
            (Some(_), Some(true)) => 2,
            (Some(_), _) => 1,
        };
        body.push(format << 6 | self.rate.0 << 3 | operation << 1 | u8::from(self.percent));
        body.extend([self.units.unwrap_or_default().0, self.modifier.unwrap_or_default().0]);
        body
    }

    fn full(&self, sensor: &Sensor) -> Result<Vec<u8>, String> {
        let raw = |key: &str, value: Option<f64>| match value {
            Some(value) => to_raw(sensor.scale.as_ref(), key, value),
            None => Ok(0),
        };
        let mut body = self.common(sensor);
        body.push(self.linearization.0);
        body.extend(factor_bytes(sensor.scale.as_ref(), self.tolerance, self.accuracy));
        if let Some(at) = body.len().checked_sub(2).and_then(|at| body.get_mut(at)) {
            *at |= self.direction.0;
        }
        let given = |value: Option<f64>, bit: u8| u8::from(value.is_some()) << bit;
        body.push(given(self.nominal, 0) | given(self.normal_max, 1) | given(self.normal_min, 2));
        body.push(raw("nominal", self.nominal)?);
        body.push(raw("normal_max", self.normal_max)?);
        body.push(raw("normal_min", self.normal_min)?);
        let (max, min) = match sensor.scale.as_ref().map(|scale| scale.format) {
            None => (0, 0),
            Some(0) => (0xff, 0x00),
            Some(_) => (0x7f, 0x80),
        };
        body.extend([self.max.unwrap_or(max), self.min.unwrap_or(min)]);
        let [lnc, lc, lnr, unc, uc, unr] = sensor.thresholds;
        body.extend([unr, uc, unc, lnr, lc, lnc]);
        body.extend(sensor.hysteresis);
        body.extend([0, 0, self.oem]);
        Ok(body)
    }

    fn compact(&self, sensor: &Sensor) -> Vec<u8> {
        let mut body = self.common(sensor);
        body.extend(self.sharing());
        body.extend(sensor.hysteresis);
        body.extend([0, 0, 0, self.oem]);
        body
    }

    fn event_only(&self, sensor: &Sensor) -> Vec<u8> {
        let mut body = vec![sensor.kind, sensor.event_type];
        body.extend(self.sharing());
        body.extend([0, self.oem]);
        body
    }

    fn sharing(&self) -> [u8; 2] {
        let direction = self.direction.0 << 6;
        self.share.map_or([direction | 1, 0], |share| {
            let alpha = u8::from(share.alpha) << 4;
            let entities = u8::from(share.entities) << 7;
            [direction | alpha | share.count & 0x0f, entities | share.offset & 0x7f]
        })
    }
}

impl Kind {
    fn number(self) -> u8 {
        match self {
            Self::Full => 0x01,
            Self::Compact => 0x02,
            Self::EventOnly | Self::None => 0x03,
        }
    }
}

impl Thresholds {
    /// In the order of the bits.
    fn all(&self) -> [(&'static str, Option<f64>); 6] {
        [
            ("thresholds.lnc", self.lnc),
            ("thresholds.lc", self.lc),
            ("thresholds.lnr", self.lnr),
            ("thresholds.unc", self.unc),
            ("thresholds.uc", self.uc),
            ("thresholds.unr", self.unr),
        ]
    }
}

/// M with tolerance, B with accuracy, accuracy exponent, result exponents: bytes 25 to 30.
fn factor_bytes(scale: Option<&Scale>, tolerance: u8, accuracy: (u16, u8)) -> [u8; 6] {
    let factors = scale.map(|scale| scale.factors(0).0);
    let Some(factors) = factors else { return [0; 6] };
    super::super::sensors::factor_bytes(factors, tolerance, accuracy)
}

fn to_raw(scale: Option<&Scale>, key: &str, value: f64) -> Result<u8, String> {
    let scale = scale.ok_or_else(|| format!("{key}: the sensor has no units"))?;
    scale.raw(value).ok_or_else(|| format!("{key}: {value} cannot be told with these factors"))
}

fn bit(offset: u8) -> u16 {
    1_u16.checked_shl(offset.into()).unwrap_or(0)
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
    Hex::deserialize(deserializer).map(|hex| Some(hex.0))
}

fn yes() -> bool {
    true
}

const BMC: u8 = 0x20;
const THRESHOLD: u8 = 0x01;
const SENSOR_SPECIFIC: u8 = 0x6f;
const NO_READING: u8 = 3;
const SETTABLE: u8 = 2;
