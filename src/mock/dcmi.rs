//! What commands change of DCMI: power limit, asset tag, identifier, thermal limits, DHCP
//! (DCMI v1.5 §6).
use super::identity::Identity;
use super::model::{Model, Record};
use super::state::State;
use std::collections::BTreeMap;
use std::time::Instant;

/// The state of DCMI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dcmi {
    /// The limit is enforced.
    pub limit_active: bool,
    /// Exception action, limit in W, correction time in ms, sampling period in s.
    pub limit: PowerLimit,
    /// The asset tag, up to 63 bytes.
    pub asset_tag: Vec<u8>,
    /// The management controller's identifier, up to 63 bytes and a NUL.
    pub identifier: Vec<u8>,
    /// Thermal limits by entity and instance: flags, degrees C, exception time in s.
    pub thermal: BTreeMap<(u8, u8), (u8, u8, u16)>,
    /// Configuration parameters 2 to 5: discovery, and three intervals in s.
    pub discovery: u8,
    /// Initial timeout interval.
    pub initial: u8,
    /// Server contact timeout and retry intervals.
    pub contact: [u16; 2],
}

/// A power limit (§6.6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerLimit {
    /// What happens when it is exceeded.
    pub action: u8,
    /// W.
    pub watts: u16,
    /// ms.
    pub correction: u32,
    /// s.
    pub sampling: u16,
}

impl Dcmi {
    /// With the texts of a machine that has a name.
    pub fn of(identity: Option<&Identity>) -> Self {
        let Some(identity) = identity else { return Self::default() };
        let text = |text: &str| text.bytes().take(MOST_TEXT - 1).collect::<Vec<u8>>();
        let mut identifier = text(&identity.name);
        identifier.push(0);
        Self { asset_tag: text(&identity.asset), identifier, ..Self::default() }
    }

    /// A writable text: the asset tag or the identifier.
    pub fn text_mut(&mut self, tag: bool) -> &mut Vec<u8> {
        if tag { &mut self.asset_tag } else { &mut self.identifier }
    }

    /// Writes a part of a text, which ends behind it.
    pub fn write(&mut self, tag: bool, offset: usize, part: &[u8]) -> bool {
        let text = self.text_mut(tag);
        if offset > text.len() || offset + part.len() > MOST_TEXT {
            return false;
        }
        text.truncate(offset);
        text.extend(part);
        true
    }
}

impl Default for Dcmi {
    fn default() -> Self {
        Self {
            limit_active: false,
            limit: PowerLimit { action: 0x11, watts: 500, correction: 6000, sampling: 10 },
            asset_tag: b"RACK-07-U12".to_vec(),
            identifier: b"bmc-0050c2\0".to_vec(),
            thermal: BTreeMap::new(),
            discovery: 0x01,
            initial: 4,
            contact: [120, 64],
        }
    }
}

impl State {
    /// What the server draws, in W: nothing when it is off, and what its power sensor says where
    /// it has one.
    pub fn watts(&mut self, now: Instant) -> u16 {
        if !self.chassis.power {
            return 0;
        }
        let model = std::sync::Arc::clone(self.model());
        let watts = model.records.iter().filter(|record| is_power_sensor(record)).find_map(|r| {
            let number = r.bytes.get(7)?;
            self.reading_of(now, 0, *number)
        });
        round(watts.unwrap_or(TYPICAL_WATTS))
    }

    /// The present value of one of the BMC's sensors.
    fn reading_of(&mut self, now: Instant, lun: u8, number: u8) -> Option<f64> {
        let time = self.clock.elapsed(now);
        let at = self.sensors.position(crate::wire::ids::BMC_ADDRESS, 0, lun, number)?;
        let (sensor, state) = self.sensors.get_mut(at)?;
        sensor.scale.as_ref()?.real(state.reading(sensor, time))
    }

    /// The temperature sensors of an entity, as record IDs with whole degrees.
    pub fn temperatures(&mut self, now: Instant, entity: u8) -> Vec<(u16, i16)> {
        let model = std::sync::Arc::clone(self.model());
        let wanted = temperature_records(&model, entity);
        let with_value = |record: &Record| {
            let number = record.bytes.get(7).copied().unwrap_or(0);
            let lun = record.bytes.get(6).copied().unwrap_or(0) & 0x03;
            let value = self.reading_of(now, lun, number).unwrap_or(0.0);
            let magnitude = i16::try_from(round(value.abs()).min(127)).unwrap_or(0);
            (record.id, if value < 0.0 { -magnitude } else { magnitude })
        };
        wanted.into_iter().map(with_value).collect()
    }
}

/// A full record of the BMC's with watts, and nothing else, for unit.
fn is_power_sensor(record: &Record) -> bool {
    let byte = |at: usize| record.bytes.get(at).copied().unwrap_or(0);
    byte(3) == FULL
        && byte(5) == crate::wire::ids::BMC_ADDRESS
        && byte(20) & 0x3e == 0
        && byte(21) == WATTS
}

/// The BMC's temperature sensors that belong to a DCMI entity; those of DCMI 1.0 and of IPMI
/// stand for each other (table 6-6).
fn temperature_records(model: &Model, entity: u8) -> Vec<&Record> {
    let same: &[u8] = match entity {
        0x40 | 0x37 => &[0x40, 0x37],
        0x41 | 0x03 => &[0x41, 0x03],
        0x42 | 0x07 => &[0x42, 0x07],
        _ => &[],
    };
    let fits = |record: &&Record| {
        let byte = |at: usize| record.bytes.get(at).copied().unwrap_or(0);
        byte(3) == FULL
            && byte(5) == crate::wire::ids::BMC_ADDRESS
            && byte(12) == TEMPERATURE
            && same.contains(&(byte(8)))
    };
    model.records.iter().filter(fits).collect()
}

/// A whole number, at most what two bytes hold.
fn round(value: f64) -> u16 {
    (0..u16::MAX).find(|whole| f64::from(*whole) + 0.5 > value).unwrap_or(u16::MAX)
}

const FULL: u8 = 0x01;
const WATTS: u8 = 6;
const TEMPERATURE: u8 = 0x01;
const TYPICAL_WATTS: f64 = 180.0;
/// 63 bytes, and the identifier's NUL.
const MOST_TEXT: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::chassis::Action;
    use crate::mock::options::Options;

    #[test]
    fn power_is_that_of_the_sensor_and_none_when_it_is_off() {
        let now = Instant::now();
        let mut state = State::new(&Options::default());
        assert_eq!(state.watts(now), 276);
        state.power(Action::Off, now);
        assert_eq!(state.watts(now), 0);
        let empty = Options { model: std::sync::Arc::new(Model::empty()), ..Options::default() };
        assert_eq!(State::new(&empty).watts(now), 180);
    }

    #[test]
    fn texts_are_written_in_parts_and_end_behind_the_last() {
        let mut dcmi = Dcmi::default();
        assert!(dcmi.write(true, 0, &[b'a'; 16]) && dcmi.write(true, 16, b"bc"));
        assert_eq!(dcmi.asset_tag.len(), 18);
        assert!(dcmi.write(true, 0, b"x"));
        assert_eq!(dcmi.asset_tag, b"x");
        assert!(!dcmi.write(true, 2, b"y") && !dcmi.write(false, 0, &[0; 65]));
    }
}
