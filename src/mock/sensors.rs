//! What commands change about sensors.
use std::sync::Arc;
use std::time::Duration;

use super::model::{Factors, Model, Sensor};
use crate::wire::ids::BMC_ADDRESS;

/// All sensors.
#[derive(Clone, Debug)]
pub struct Sensors {
    model: Arc<Model>,
    all: Vec<SensorState>,
}

/// The present state of a sensor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SensorState {
    /// Raw thresholds: LNC, LC, LNR, UNC, UC, UNR.
    pub thresholds: [u8; 6],
    /// Raw hysteresis.
    pub hysteresis: [u8; 2],
    /// Sensor type and event/reading type.
    pub types: [u8; 2],
    /// Events and scanning enabled, reading unavailable: bits 7 to 5.
    pub flags: u8,
    /// Enabled assertion and deassertion events.
    pub events: [u16; 2],
    /// A raw reading in place of the model's.
    pub raw: Option<u8>,
    /// States in place of the model's.
    pub states: Option<u16>,
    /// How often it is still busy or silent.
    pub(super) busy: u32,
    pub(super) silent: u32,
}

impl Sensors {
    /// The sensors of a model.
    pub fn new(model: &Arc<Model>) -> Self {
        let all = model.sensors.iter().map(SensorState::of).collect();
        Self { all, model: Arc::clone(model) }
    }

    /// The place of a sensor.
    pub fn position(&self, owner: u8, channel: u8, lun: u8, number: u8) -> Option<usize> {
        let wanted = (owner, channel, lun, number);
        let key = |sensor: &Sensor| (sensor.owner, sensor.channel, sensor.lun, sensor.number);
        self.model.sensors.iter().position(|sensor| key(sensor) == wanted)
    }

    /// A sensor and its state.
    pub fn get_mut(&mut self, at: usize) -> Option<(&Sensor, &mut SensorState)> {
        Some((self.model.sensors.get(at)?, self.all.get_mut(at)?))
    }

    /// The highest sensor number that none of the BMC's own sensors has.
    pub fn unused(&self) -> u8 {
        let taken = |number: &u8| self.position(BMC_ADDRESS, 0, 0, *number).is_some();
        (0..0xff).rev().find(|number| !taken(number)).unwrap_or(0xfe)
    }

    /// Those whose settings are not the model's.
    pub fn changes(&self) -> impl Iterator<Item = (&Sensor, &SensorState)> {
        self.iter().filter(|(sensor, state)| {
            let fresh = SensorState::of(sensor);
            let settings =
                |s: &SensorState| (s.thresholds, s.hysteresis, s.types, s.flags, s.events);
            settings(state) != settings(&fresh)
        })
    }

    /// All sensors with their states.
    pub fn iter(&self) -> impl Iterator<Item = (&Sensor, &SensorState)> {
        self.model.sensors.iter().zip(&self.all)
    }
}

impl SensorState {
    fn of(sensor: &Sensor) -> Self {
        Self {
            thresholds: sensor.thresholds,
            hysteresis: sensor.hysteresis,
            types: [sensor.kind, sensor.event_type],
            flags: sensor.flags,
            events: sensor.events,
            raw: None,
            states: None,
            busy: sensor.conduct.busy,
            silent: sensor.conduct.silent,
        }
    }

    /// The raw reading.
    pub fn reading(&self, sensor: &Sensor, time: Duration) -> u8 {
        self.raw.unwrap_or_else(|| sensor.raw(time))
    }

    /// The states: of a threshold sensor the comparisons with its thresholds.
    pub fn asserted(&self, sensor: &Sensor, time: Duration) -> u16 {
        if sensor.event_type == THRESHOLD && sensor.scale.is_some() {
            return self.comparisons(sensor, self.reading(sensor, time));
        }
        self.states.unwrap_or_else(|| sensor.asserted(time))
    }

    /// Thresholds that a reading is at or beyond, in the order of the bits.
    fn comparisons(&self, sensor: &Sensor, raw: u8) -> u16 {
        let real = |raw| sensor.scale.as_ref().and_then(|scale| scale.real(raw));
        let Some(value) = real(raw) else { return 0 };
        let beyond = |(at, threshold): (usize, &u8)| {
            let there = sensor.readable & 1 << at != 0;
            let past =
                real(*threshold).is_some_and(|t| if at < 3 { value <= t } else { value >= t });
            u16::from(there && past) << at
        };
        self.thresholds.iter().enumerate().map(beyond).sum()
    }
}

/// Factors as in bytes 25 to 30 of a full record and in Get Sensor Reading Factors (§35.5).
pub(super) fn factor_bytes(factors: Factors, tolerance: u8, accuracy: (u16, u8)) -> [u8; 6] {
    let [m, m_high] = factors.m.to_le_bytes();
    let [b, b_high] = factors.b.to_le_bytes();
    let [accuracy_low, accuracy_high] =
        [accuracy.0 & 0x3f, accuracy.0 >> 6 & 0x0f].map(|bits| u8::try_from(bits).unwrap_or(0));
    let nibble = |exponent: i8| exponent.to_le_bytes().map(|byte| byte & 0x0f);
    let ([k1], [k2]) = (nibble(factors.k1), nibble(factors.k2));
    [
        m,
        (m_high & 3) << 6 | tolerance & 0x3f,
        b,
        (b_high & 3) << 6 | accuracy_low,
        accuracy_high << 4 | (accuracy.1 & 3) << 2,
        k2 << 4 | k1,
    ]
}

const THRESHOLD: u8 = 0x01;
