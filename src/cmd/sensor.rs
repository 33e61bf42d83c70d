//! Sensors: readings, thresholds, factors, hysteresis, events (IPMI v2.0 §35).
use super::Command;
use crate::model::sensor::conversion::Factors;
use crate::model::sensor::threshold::{Threshold, Thresholds};
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks for the conversion factors that hold for a raw reading of a non-linear sensor (§35.5).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorReadingFactors {
    /// Sensor number.
    pub number: u8,
    /// Raw reading.
    pub raw: u8,
}

/// Answer to [`GetSensorReadingFactors`] (§35.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingFactors {
    /// The next raw reading that the sensor has factors for.
    pub next: u8,
    /// The factors.
    pub factors: Factors,
}

impl Command for GetSensorReadingFactors {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x23;
    const NAME: &'static str = "Get Sensor Reading Factors";
    type Response = ReadingFactors;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.number, self.raw]);
    }

    fn parse(data: &[u8]) -> Result<ReadingFactors, wire::Error> {
        let mut r = Reader::new(data);
        let next = r.u8("next reading")?;
        Ok(ReadingFactors { next, factors: Factors::from_bytes(r.array("factors")?) })
    }
}

/// Asks for a sensor's hysteresis (§35.7).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorHysteresis(pub u8);

/// Answer to [`GetSensorHysteresis`] (§35.7): raw counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hysteresis {
    /// Going up.
    pub positive: u8,
    /// Going down.
    pub negative: u8,
}

impl Command for GetSensorHysteresis {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x25;
    const NAME: &'static str = "Get Sensor Hysteresis";
    type Response = Hysteresis;

    fn emit(&self, out: &mut Vec<u8>) {
        // The second byte is a mask for later versions.
        out.extend([self.0, 0xff]);
    }

    fn parse(data: &[u8]) -> Result<Hysteresis, wire::Error> {
        let [positive, negative] = Reader::new(data).array("hysteresis")?;
        Ok(Hysteresis { positive, negative })
    }
}

/// Sets thresholds (§35.8).
#[derive(Clone, Copy, Debug)]
pub struct SetSensorThresholds {
    /// Sensor number.
    pub number: u8,
    /// Which ones, by [`Threshold::bit`].
    pub mask: u8,
    /// Raw values; those outside the mask don't matter.
    pub values: Thresholds,
}

impl Command for SetSensorThresholds {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x26;
    const NAME: &'static str = "Set Sensor Thresholds";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.number, self.mask]);
        out.extend(self.values.0);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for a sensor's thresholds (§35.9).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorThresholds(pub u8);

/// Answer to [`GetSensorThresholds`] (§35.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SensorThresholds {
    /// Which ones are given, by [`Threshold::bit`].
    pub readable: u8,
    /// Raw values.
    pub values: Thresholds,
}

impl SensorThresholds {
    /// The raw value of a threshold, when the BMC gives it.
    pub const fn get(&self, which: Threshold) -> Option<u8> {
        if self.readable & which.bit() == 0 { None } else { Some(self.values.get(which)) }
    }
}

impl Command for GetSensorThresholds {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x27;
    const NAME: &'static str = "Get Sensor Thresholds";
    type Response = SensorThresholds;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<SensorThresholds, wire::Error> {
        let mut r = Reader::new(data);
        let mut given = SensorThresholds {
            readable: r.u8("readable thresholds")?,
            values: Thresholds::default(),
        };
        // A short answer gives fewer of them.
        for which in Threshold::ALL {
            match r.u8("threshold") {
                Ok(raw) => given.values.set(which, raw),
                Err(_) => given.readable &= !which.bit(),
            }
        }
        Ok(given)
    }
}

/// Asks which events a sensor makes (§35.11).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorEventEnable(pub u8);

/// Asks which events of a sensor are active (§35.13).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorEventStatus(pub u8);

/// Answer to [`GetSensorEventEnable`] and [`GetSensorEventStatus`] (§35.11, §35.13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SensorEvents {
    /// Bit 7 event messages on, bit 6 scanning on, bit 5 of the status: not available.
    pub flags: u8,
    /// Assertion events, one bit each; `None` when the BMC left them out.
    pub assertions: Option<u16>,
    /// Deassertion events.
    pub deassertions: Option<u16>,
    /// The second byte of the deassertion events was left out.
    pub cut: bool,
}

impl SensorEvents {
    fn read(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        let flags = r.u8("event flags")?;
        let mut mask = || match (r.u8("mask"), r.u8("mask")) {
            (Ok(low), high) => Some(u16::from_le_bytes([low, high.unwrap_or(0)])),
            _ => None,
        };
        let (assertions, deassertions) = (mask(), mask());
        Ok(Self { flags, assertions, deassertions, cut: data.len() < SENSOR_EVENTS_LEN })
    }

    /// Event messages are on.
    pub const fn messages(self) -> bool {
        self.flags & 0x80 != 0
    }

    /// The sensor is scanned.
    pub const fn scanning(self) -> bool {
        self.flags & 0x40 != 0
    }
}

impl Command for GetSensorEventEnable {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x29;
    const NAME: &'static str = "Get Sensor Event Enable";
    type Response = SensorEvents;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<SensorEvents, wire::Error> {
        SensorEvents::read(data)
    }
}

impl Command for GetSensorEventStatus {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x2b;
    const NAME: &'static str = "Get Sensor Event Status";
    type Response = SensorEvents;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<SensorEvents, wire::Error> {
        SensorEvents::read(data)
    }
}

/// Asks for a sensor's reading (§35.14).
#[derive(Clone, Copy, Debug)]
pub struct GetSensorReading(pub u8);

/// Answer to [`GetSensorReading`] (§35.14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SensorReading {
    /// The raw reading.
    pub raw: u8,
    /// Bit 7 event messages on, bit 6 scanning on, bit 5 reading not available; `None` when the
    /// BMC left it out.
    pub flags: Option<u8>,
    /// Threshold comparisons or states 0 to 7; `None` when left out.
    pub states_low: Option<u8>,
    /// States 8 to 14; bit 7 is reserved.
    pub states_high: Option<u8>,
}

impl SensorReading {
    /// The sensor is scanned.
    pub fn scanning(self) -> bool {
        self.flags.is_some_and(|flags| flags & 0x40 != 0)
    }

    /// The BMC has no reading now: the sensor is being set up, or what it measures is not there.
    pub fn unavailable(self) -> bool {
        self.flags.is_some_and(|flags| flags & 0x20 != 0)
    }

    /// States 0 to 14, one bit each; 0 for those left out.
    pub fn states(self) -> u16 {
        let high = self.states_high.unwrap_or(0) & 0x7f;
        u16::from_le_bytes([self.states_low.unwrap_or(0), high])
    }
}

impl Command for GetSensorReading {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x2d;
    const NAME: &'static str = "Get Sensor Reading";
    type Response = SensorReading;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<SensorReading, wire::Error> {
        let mut r = Reader::new(data);
        let raw = r.u8("reading")?;
        let mut next = || r.u8("state").ok();
        Ok(SensorReading { raw, flags: next(), states_low: next(), states_high: next() })
    }
}

/// Flags and two masks.
const SENSOR_EVENTS_LEN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn requests_are_as_the_specification_says() {
        let bytes = |emit: &dyn Fn(&mut Vec<u8>)| {
            let mut out = Vec::new();
            emit(&mut out);
            out
        };
        let values = Thresholds([1, 2, 3, 4, 5, 6]);
        let set = SetSensorThresholds { number: 0x30, mask: 0x02, values };
        assert_eq!(bytes(&|out| set.emit(out)), hex!("30 02 01 02 03 04 05 06"));
        let factors = GetSensorReadingFactors { number: 0x30, raw: 0x80 };
        assert_eq!(bytes(&|out| factors.emit(out)), hex!("30 80"));
        assert_eq!(bytes(&|out| GetSensorHysteresis(7).emit(out)), hex!("07 ff"));
    }

    #[test]
    fn short_answers_are_taken_as_far_as_they_go() {
        let reading = |data: &[u8]| GetSensorReading::parse(data).unwrap();
        let full = reading(&hex!("20 c0 01 80"));
        assert_eq!((full.raw, full.scanning(), full.unavailable()), (0x20, true, false));
        assert_eq!(full.states(), 0x0001);
        assert_eq!(reading(&hex!("20 e0")).states_low, None);
        assert!(reading(&hex!("20 e0")).unavailable());
        assert!(GetSensorReading::parse(&[]).is_err());
        let events = GetSensorEventEnable::parse(&hex!("c0 15 0a")).unwrap();
        assert_eq!((events.assertions, events.deassertions), (Some(0x0a15), None));
        assert!(events.messages() && events.scanning());
        let short = GetSensorThresholds::parse(&hex!("3f 01 02 03 04 05")).unwrap();
        assert_eq!(short.get(Threshold::UpperCritical), Some(5));
        assert_eq!(short.get(Threshold::UpperNonRecoverable), None);
        assert!(GetSensorThresholds::parse(&[]).is_err());
        let thresholds = GetSensorThresholds::parse(&hex!("12 01 02 03 04 05 06")).unwrap();
        assert_eq!(thresholds.get(Threshold::LowerCritical), Some(2));
        assert_eq!(thresholds.get(Threshold::UpperNonRecoverable), None);
    }
}
