//! Temperature sensors and their readings by entity (DCMI v1.5 §6.5.2, §6.7.3).
//!
//! An answer holds eight instances at most; the rest is asked for with the instance to start at,
//! which counts from 1.
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::{self, ids::netfn};

/// Get DCMI Sensor Info: SDR record IDs.
#[derive(Clone, Copy, Debug)]
pub struct GetSensorInfo {
    /// Entity ID.
    pub entity: u8,
    /// First instance.
    pub start: u8,
}

/// Instances of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instances<T> {
    /// How many there are.
    pub total: u8,
    /// Those in this answer.
    pub items: Vec<T>,
}

impl Command for GetSensorInfo {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x07;
    const NAME: &'static str = "Get DCMI Sensor Info";
    /// Record IDs.
    type Response = Instances<u16>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, TEMPERATURE, self.entity, ALL, self.start]);
    }

    fn parse(data: &[u8]) -> Result<Instances<u16>, wire::Error> {
        let mut r = body(data)?;
        let [total, count] = r.array("number of instances")?;
        let items = (0..count).map(|_| r.u16("record ID")).collect::<Result<_, _>>()?;
        Ok(Instances { total, items })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Get Temperature Readings.
#[derive(Clone, Copy, Debug)]
pub struct GetTemperatures {
    /// Entity ID.
    pub entity: u8,
    /// First instance.
    pub start: u8,
}

/// A temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Temperature {
    /// Entity instance.
    pub instance: u8,
    /// The sign bit.
    pub negative: bool,
    /// Degrees C without sign.
    pub magnitude: u8,
}

impl Temperature {
    /// Degrees C.
    pub fn celsius(self) -> i16 {
        let magnitude = i16::from(self.magnitude);
        if self.negative { -magnitude } else { magnitude }
    }
}

impl Command for GetTemperatures {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x10;
    const NAME: &'static str = "Get Temperature Readings";
    type Response = Instances<Temperature>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, TEMPERATURE, self.entity, ALL, self.start]);
    }

    fn parse(data: &[u8]) -> Result<Instances<Temperature>, wire::Error> {
        let mut r = body(data)?;
        let [total, count] = r.array("number of instances")?;
        let mut one = || {
            let [reading, instance] = r.array("temperature")?;
            let (negative, magnitude) = (reading & 0x80 != 0, reading & 0x7f);
            Ok(Temperature { instance, negative, magnitude })
        };
        let items = (0..count).map(|_| one()).collect::<Result<_, _>>()?;
        Ok(Instances { total, items })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Sensor type: temperature.
const TEMPERATURE: u8 = 0x01;
/// Entity instance: all, from the start on.
const ALL: u8 = 0x00;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_are_asked_for_and_read() {
        let mut out = Vec::new();
        GetSensorInfo { entity: 0x40, start: 9 }.emit(&mut out);
        assert_eq!(out, [0xdc, 1, 0x40, 0, 9]);
        let info = Instances { total: 12, items: vec![0x0011, 0x0122] };
        assert_eq!(GetSensorInfo::parse(b"\xdc\x0c\x02\x11\x00\x22\x01"), Ok(info));
        let read = GetTemperatures::parse(b"\xdc\x02\x02\x15\x01\x85\x02").unwrap();
        assert_eq!(read.items.iter().map(|t| t.celsius()).collect::<Vec<_>>(), [21, -5]);
        assert!(GetSensorInfo::parse(b"\xdc\x0c\x02\x11\x00\x22").is_err());
        assert!(GetTemperatures::parse(b"\xdc\x0c").is_err());
    }
}
