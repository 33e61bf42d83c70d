//! Power readings and the power limit (DCMI v1.5 §6.6).
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Get Power Reading (§6.6.1).
#[derive(Clone, Copy, Debug)]
pub struct GetPowerReading {
    /// A period as in [`super::capabilities::Periods`]; `None` for the system's own statistics.
    pub period: Option<u8>,
}

/// A power reading, all in W.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerReading {
    /// Now.
    pub current: u16,
    /// Least over the period.
    pub minimum: u16,
    /// Most over the period.
    pub maximum: u16,
    /// Average over the period.
    pub average: u16,
    /// The end of the period, in s since 1970.
    pub timestamp: u32,
    /// The period in ms; of enhanced statistics the period that was asked for.
    pub period: u32,
    /// Power is being measured.
    pub active: bool,
}

impl Command for GetPowerReading {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x02;
    const NAME: &'static str = "Get Power Reading";
    type Response = PowerReading;

    fn emit(&self, out: &mut Vec<u8>) {
        match self.period {
            None => out.extend([GROUP, 1, 0, 0]),
            Some(period) => out.extend([GROUP, 2, period, 0]),
        }
    }

    fn parse(data: &[u8]) -> Result<PowerReading, wire::Error> {
        let mut r = body(data)?;
        Ok(PowerReading {
            current: r.u16("current power")?,
            minimum: r.u16("minimum power")?,
            maximum: r.u16("maximum power")?,
            average: r.u16("average power")?,
            timestamp: r.u32("time stamp")?,
            period: r.u32("statistics period")?,
            active: r.u8("power reading state")? & 0x40 != 0,
        })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// A power limit (§6.6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerLimit {
    /// What happens when the limit is exceeded: 0 nothing, 1 power off, `0x11` log.
    pub action: u8,
    /// W.
    pub limit: u16,
    /// How long the limit may be exceeded, in ms.
    pub correction: u32,
    /// Period of the statistics, in s.
    pub sampling: u16,
}

/// Get Power Limit (§6.6.2). A limit that is not active comes with completion code 80h and the
/// same data, so its reader reads both.
#[derive(Clone, Copy, Debug)]
pub struct GetPowerLimit;

/// No active power limit.
pub const NO_ACTIVE_LIMIT: u8 = 0x80;

impl PowerLimit {
    fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        r.u16("reserved bytes")?;
        let action = r.u8("exception action")?;
        let limit = r.u16("power limit")?;
        let correction = r.u32("correction time")?;
        r.u16("reserved bytes")?;
        Ok(Self { action, limit, correction, sampling: r.u16("sampling period")? })
    }
}

impl Command for GetPowerLimit {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x03;
    const NAME: &'static str = "Get Power Limit";
    type Response = PowerLimit;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<PowerLimit, wire::Error> {
        PowerLimit::read(&mut body(data)?)
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Set Power Limit (§6.6.3).
#[derive(Clone, Copy, Debug)]
pub struct SetPowerLimit(pub PowerLimit);

impl Command for SetPowerLimit {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x04;
    const NAME: &'static str = "Set Power Limit";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let PowerLimit { action, limit, correction, sampling } = self.0;
        out.extend([GROUP, 0, 0, 0, action]);
        out.extend(limit.to_le_bytes());
        out.extend(correction.to_le_bytes());
        out.extend([0, 0]);
        out.extend(sampling.to_le_bytes());
    }

    fn parse(data: &[u8]) -> Result<(), wire::Error> {
        body(data).map(|_| ())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

/// Activate/Deactivate Power Limit (§6.6.4).
#[derive(Clone, Copy, Debug)]
pub struct ActivatePowerLimit {
    /// Activate it.
    pub active: bool,
}

impl Command for ActivatePowerLimit {
    const NETFN: u8 = netfn::GROUP_EXTENSION;
    const CMD: u8 = 0x05;
    const NAME: &'static str = "Activate/Deactivate Power Limit";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([GROUP, self.active.into(), 0, 0]);
    }

    fn parse(data: &[u8]) -> Result<(), wire::Error> {
        body(data).map(|_| ())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        own_code(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_asked_for_and_read() {
        let mut out = Vec::new();
        GetPowerReading { period: None }.emit(&mut out);
        GetPowerReading { period: Some(0x41) }.emit(&mut out);
        assert_eq!(out, [0xdc, 1, 0, 0, 0xdc, 2, 0x41, 0]);
        let answer = b"\xdc\xf0\x00\x0a\x00\xff\x00\xc8\x00\x00\xf1\x53\x65\x60\xea\x00\x00\x40";
        let reading = GetPowerReading::parse(answer).unwrap();
        assert_eq!((reading.current, reading.average, reading.period), (240, 200, 60_000));
        assert!(reading.active);
        for len in 0..answer.len() {
            assert!(GetPowerReading::parse(&answer[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn a_limit_is_read_and_written() {
        let limit = PowerLimit { action: 0x11, limit: 300, correction: 1000, sampling: 3600 };
        let answer = b"\xdc\x00\x00\x11\x2c\x01\xe8\x03\x00\x00\x00\x00\x10\x0e";
        assert_eq!(GetPowerLimit::parse(answer), Ok(limit));
        let mut out = Vec::new();
        SetPowerLimit(limit).emit(&mut out);
        assert_eq!(out, b"\xdc\x00\x00\x00\x11\x2c\x01\xe8\x03\x00\x00\x00\x00\x10\x0e");
        assert!(SetPowerLimit::parse(&[]).is_err());
    }
}
