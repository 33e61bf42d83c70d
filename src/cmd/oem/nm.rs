//! Intel's Node Manager: power policies (Intelligent Power Node Manager 3.0 external interface
//! specification, §4). Network function 2Eh, Intel's enterprise number in front of all data.
use crate::cmd::Command;
use crate::wire::ids::Privilege;
use crate::wire::{self, buf::Reader};

/// What a policy is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Domain(
    /// 0 platform, 1 CPU, 2 memory, 3 protection, 4 I/O.
    pub u8,
);

/// A policy by its domain and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyKey {
    /// Its domain.
    pub domain: Domain,
    /// Its number.
    pub id: u8,
}

/// What is behind Intel's number in an answer.
fn body(data: &[u8]) -> Result<Reader<'_>, wire::Error> {
    let mut r = Reader::new(data);
    match r.u24(NUMBER_FIELD)? {
        INTEL => Ok(r),
        other => Err(wire::Error::Value { field: NUMBER_FIELD, value: other }),
    }
}

/// The Node Manager's own completion codes, and what it calls two general ones, in IPMItool's
/// words.
pub fn own_code(code: u8) -> Option<&'static str> {
    Some(match code {
        0x80 => "Policy ID Invalid",
        0x81 => "Domain ID Invalid",
        0x82 => "Unknown policy trigger type",
        0x84 => "Power Limit out of range",
        0x85 => "Correction Time out of range",
        0x86 => "Policy Trigger value out of range",
        0x88 => "Invalid Mode",
        0x89 => "Statistics Reporting Period out of range",
        0x8b => "Invalid value for Aggressive CPU correction field",
        0xa1 => "No policy is currently limiting for the specified domain ID",
        0xd5 => "Policy exists and param unchangeable while enabled",
        0xd6 => "Command subfunction disabled or unavailable",
        0xff => "Unspecified error",
        _ => return None,
    })
}

/// A command whose numbers and answer stand in a row: type, number, name, privilege, answer.
macro_rules! nm {
    ($name:ident, $cmd:literal, $long:literal, $privilege:ident, $answer:ty,
     |$self:ident, $out:ident| $emit:expr, |$r:ident| $parse:expr) => {
        impl Command for $name {
            const NETFN: u8 = OEM;
            const CMD: u8 = $cmd;
            const NAME: &'static str = $long;
            const PRIVILEGE: Privilege = Privilege::$privilege;
            type Response = $answer;

            fn emit(&$self, $out: &mut Vec<u8>) {
                $out.extend(NUMBER);
                $emit
            }

            fn parse(data: &[u8]) -> Result<$answer, wire::Error> {
                let mut $r = body(data)?;
                $parse
            }

            fn own_code(code: u8) -> Option<&'static str> {
                own_code(code)
            }
        }
    };
}

/// Enable/Disable Node Manager Policy Control.
#[derive(Clone, Copy, Debug)]
pub struct PolicyControl {
    /// On or off.
    pub enable: bool,
    /// Of what.
    pub scope: Scope,
}

/// What is switched, or whose statistics are reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The Node Manager as a whole.
    Global,
    /// All policies of a domain.
    Domain(Domain),
    /// One policy.
    Policy(PolicyKey),
}

nm!(
    PolicyControl,
    0xc0,
    "Enable/Disable Node Manager Policy Control",
    Administrator,
    (),
    |self, out| {
        let (what, domain, id) = match self.scope {
            Scope::Global => (0, 0, 0xff),
            Scope::Domain(domain) => (1, domain.0, 0xff),
            Scope::Policy(key) => (2, key.domain.0, key.id),
        };
        out.extend([what << 1 | u8::from(self.enable), domain, id]);
    },
    |r| {
        r.rest();
        Ok(())
    }
);

/// Set Node Manager Policy.
#[derive(Clone, Copy, Debug)]
pub struct SetPolicy {
    /// Which.
    pub key: PolicyKey,
    /// It is enabled at once.
    pub enable: bool,
    /// What it is; `None` takes the policy away.
    pub policy: Option<PolicyValues>,
}

/// What a policy does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyValues {
    /// Trigger in bits 3:0, power control in bit 4, aggressiveness in bits 6:5, volatile in bit 7.
    pub kind: u8,
    /// Alert in bit 0, shutdown in bit 1.
    pub exception: u8,
    /// W; cores to disable, times two.
    pub limit: u16,
    /// ms.
    pub correction: u32,
    /// Degrees C or tenths of a second, by the trigger.
    pub trigger: u16,
    /// s.
    pub period: u16,
}

nm!(
    SetPolicy,
    0xc1,
    "Set Node Manager Policy",
    Administrator,
    (),
    |self, out| {
        let PolicyValues { kind, exception, limit, correction, trigger, period } =
            self.policy.unwrap_or_default();
        out.extend([self.key.domain.0 | u8::from(self.enable) << 4, self.key.id, kind, exception]);
        out.extend(limit.to_le_bytes());
        out.extend(correction.to_le_bytes());
        out.extend(trigger.to_le_bytes());
        out.extend(period.to_le_bytes());
    },
    |r| {
        r.rest();
        Ok(())
    }
);

/// Get Node Manager Policy.
#[derive(Clone, Copy, Debug)]
pub struct GetPolicy(pub PolicyKey);

/// A policy and whether it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Domain in bits 3:0; enabled, domain enabled, globally enabled, made over DCMI in bits 4
    /// to 7.
    pub flags: u8,
    /// What it does.
    pub values: PolicyValues,
}

nm!(
    GetPolicy,
    0xc2,
    "Get Node Manager Policy",
    User,
    Policy,
    |self, out| out.extend([self.0.domain.0, self.0.id]),
    |r| {
        let [flags, kind, exception] = r.array("policy")?;
        let limit = r.u16("policy limit")?;
        let correction = r.u32("correction time")?;
        let trigger = r.u16("trigger limit")?;
        let period = r.u16("reporting period")?;
        let values = PolicyValues { kind, exception, limit, correction, trigger, period };
        Ok(Policy { flags, values })
    }
);

/// Set Node Manager Policy Alert Thresholds.
#[derive(Clone, Debug)]
pub struct SetThresholds {
    /// Of which policy.
    pub key: PolicyKey,
    /// Up to three.
    pub thresholds: Vec<u16>,
}

nm!(
    SetThresholds,
    0xc3,
    "Set Node Manager Policy Alert Thresholds",
    Administrator,
    (),
    |self, out| {
        let count = self.thresholds.len().try_into().unwrap_or(0);
        out.extend([self.key.domain.0, self.key.id, count]);
        out.extend(self.thresholds.iter().flat_map(|value| value.to_le_bytes()));
    },
    |r| {
        r.rest();
        Ok(())
    }
);

/// Get Node Manager Policy Alert Thresholds.
#[derive(Clone, Copy, Debug)]
pub struct GetThresholds(pub PolicyKey);

nm!(
    GetThresholds,
    0xc4,
    "Get Node Manager Policy Alert Thresholds",
    User,
    Vec<u16>,
    |self, out| out.extend([self.0.domain.0, self.0.id]),
    |r| {
        let count = r.u8("number of thresholds")?;
        (0..count).map(|_| r.u16("threshold")).collect()
    }
);

/// A time in which a policy is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspend {
    /// Tenths of an hour since midnight, 0 to 239.
    pub start: u8,
    /// The same, to 240.
    pub stop: u8,
    /// A bit for each day, Monday in bit 0.
    pub days: u8,
}

/// Set Node Manager Policy Suspend Periods.
#[derive(Clone, Debug)]
pub struct SetSuspends {
    /// Of which policy.
    pub key: PolicyKey,
    /// Up to five.
    pub periods: Vec<Suspend>,
}

nm!(
    SetSuspends,
    0xc5,
    "Set Node Manager Policy Suspend Periods",
    Administrator,
    (),
    |self, out| {
        let count = self.periods.len().try_into().unwrap_or(0);
        out.extend([self.key.domain.0, self.key.id, count]);
        out.extend(self.periods.iter().flat_map(|p| [p.start, p.stop, p.days]));
    },
    |r| {
        r.rest();
        Ok(())
    }
);

/// Get Node Manager Policy Suspend Periods.
#[derive(Clone, Copy, Debug)]
pub struct GetSuspends(pub PolicyKey);

nm!(
    GetSuspends,
    0xc6,
    "Get Node Manager Policy Suspend Periods",
    User,
    Vec<Suspend>,
    |self, out| out.extend([self.0.domain.0, self.0.id]),
    |r| {
        let count = r.u8("number of periods")?;
        let mut one = || {
            let [start, stop, days] = r.array("suspend period")?;
            Ok(Suspend { start, stop, days })
        };
        (0..count).map(|_| one()).collect()
    }
);

/// Reset Node Manager Statistics.
#[derive(Clone, Copy, Debug)]
pub struct ResetStatistics {
    /// 0 global, 1 of a policy, 1Bh to 1Fh of the Node Manager itself.
    pub mode: u8,
    /// Which domain.
    pub domain: Domain,
    /// Which policy; `0xff` for none.
    pub id: u8,
}

nm!(
    ResetStatistics,
    0xc7,
    "Reset Node Manager Statistics",
    Administrator,
    (),
    |self, out| out.extend([self.mode, self.domain.0, self.id]),
    |r| {
        r.rest();
        Ok(())
    }
);

/// Get Node Manager Statistics.
#[derive(Clone, Copy, Debug)]
pub struct GetStatistics {
    /// 1 power, 2 inlet temperature, 11h to 13h those of a policy, 1Bh to 1Fh others.
    pub mode: u8,
    /// Which domain.
    pub domain: Domain,
    /// Which policy; `0xff` for none.
    pub id: u8,
}

/// Statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Now.
    pub current: u16,
    /// Least.
    pub minimum: u16,
    /// Most.
    pub maximum: u16,
    /// Average.
    pub average: u16,
    /// s since 1970.
    pub timestamp: u32,
    /// s.
    pub period: u32,
    /// Domain in bits 3:0; enabled, active, measuring, triggered in bits 4 to 7.
    pub flags: u8,
}

nm!(
    GetStatistics,
    0xc8,
    "Get Node Manager Statistics",
    User,
    Statistics,
    |self, out| out.extend([self.mode, self.domain.0, self.id]),
    |r| Ok(Statistics {
        current: r.u16("current value")?,
        minimum: r.u16("minimum")?,
        maximum: r.u16("maximum")?,
        average: r.u16("average")?,
        timestamp: r.u32("time stamp")?,
        period: r.u32("reporting period")?,
        flags: r.u8("domain and states")?,
    })
);

/// Get Node Manager Capabilities.
#[derive(Clone, Copy, Debug)]
pub struct GetCapabilities {
    /// Of which domain.
    pub domain: Domain,
    /// Trigger: 0 none, 1 inlet temperature, 2 missing reading, 3 host reset, 4 boot time.
    pub trigger: u8,
}

/// What policies may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many there can be.
    pub policies: u8,
    /// Limit, most and least: W, degrees C or tenths of a second.
    pub limit: [u16; 2],
    /// Correction time, least and most, in ms.
    pub correction: [u32; 2],
    /// Reporting period, least and most, in s.
    pub period: [u16; 2],
    /// Domain in bits 3:0.
    pub domain: u8,
}

nm!(
    GetCapabilities,
    0xc9,
    "Get Node Manager Capabilities",
    User,
    Capabilities,
    |self, out| out.extend([self.domain.0, 0x10 | self.trigger]),
    |r| Ok(Capabilities {
        policies: r.u8("number of policies")?,
        limit: [r.u16("largest limit")?, r.u16("smallest limit")?],
        correction: [r.u32("shortest correction time")?, r.u32("longest correction time")?],
        period: [r.u16("shortest period")?, r.u16("longest period")?],
        domain: r.u8("domain")?,
    })
);

/// Get Node Manager Version.
#[derive(Clone, Copy, Debug)]
pub struct GetVersion;

/// Versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 is 1.0, 2 is 1.5, 3 is 2.0, 4 is 2.5, 5 is 3.0.
    pub version: u8,
    /// Of the IPMI interface.
    pub interface: u8,
    /// Patch.
    pub patch: u8,
    /// Firmware: major, and minor in BCD.
    pub firmware: [u8; 2],
}

nm!(GetVersion, 0xca, "Get Node Manager Version", User, Version, |self, out| {}, |r| {
    let [version, interface, patch] = r.array("version")?;
    Ok(Version { version, interface, patch, firmware: r.array("firmware revision")? })
});

/// Set Node Manager Power Draw Range.
#[derive(Clone, Copy, Debug)]
pub struct SetPowerRange {
    /// Of which domain.
    pub domain: Domain,
    /// Least, W.
    pub minimum: u16,
    /// Most, W.
    pub maximum: u16,
}

nm!(
    SetPowerRange,
    0xcb,
    "Set Node Manager Power Draw Range",
    Administrator,
    (),
    |self, out| {
        out.push(self.domain.0);
        out.extend(self.minimum.to_le_bytes());
        out.extend(self.maximum.to_le_bytes());
    },
    |r| {
        r.rest();
        Ok(())
    }
);

/// Where alerts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Channel in bits 3:0; bit 7 for none.
    pub channel: u8,
    /// LAN destination, or slave address.
    pub destination: u8,
    /// Alert string in bits 6:0, and bit 7 when there is one.
    pub string: u8,
}

/// Set Node Manager Alert Destination.
#[derive(Clone, Copy, Debug)]
pub struct SetAlert(pub Alert);

nm!(
    SetAlert,
    0xce,
    "Set Node Manager Alert Destination",
    Administrator,
    (),
    |self, out| out.extend([self.0.channel, self.0.destination, self.0.string]),
    |r| {
        r.rest();
        Ok(())
    }
);

/// Get Node Manager Alert Destination.
#[derive(Clone, Copy, Debug)]
pub struct GetAlert;

nm!(GetAlert, 0xcf, "Get Node Manager Alert Destination", User, Alert, |self, out| {}, |r| {
    let [channel, destination, string] = r.array("alert destination")?;
    Ok(Alert { channel, destination, string })
});

/// Get Limiting Policy ID.
#[derive(Clone, Copy, Debug)]
pub struct GetLimiting(pub Domain);

nm!(GetLimiting, 0xf2, "Get Limiting Policy ID", User, u8, |self, out| out.push(self.0.0), |r| r
    .u8("policy ID"));

/// The number's name in errors.
pub const NUMBER_FIELD: &str = "enterprise number";
const OEM: u8 = 0x2e;
const INTEL: u32 = 343;
const NUMBER: [u8; 3] = [0x57, 0x01, 0x00];

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(command: &impl Command) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    const KEY: PolicyKey = PolicyKey { domain: Domain(1), id: 3 };

    #[test]
    fn requests_are_written() {
        let on = PolicyControl { enable: true, scope: Scope::Policy(KEY) };
        assert_eq!(sent(&on), b"\x57\x01\x00\x05\x01\x03");
        let away = SetPolicy { key: KEY, enable: false, policy: None };
        assert_eq!(sent(&away), b"\x57\x01\0\x01\x03\0\0\0\0\0\0\0\0\0\0\0\0");
        let period = Suspend { start: 10, stop: 20, days: 3 };
        let suspends = SetSuspends { key: KEY, periods: vec![period] };
        assert_eq!(sent(&suspends), b"\x57\x01\0\x01\x03\x01\x0a\x14\x03");
        assert_eq!(sent(&GetCapabilities { domain: Domain(0), trigger: 1 }), b"\x57\x01\0\0\x11");
    }

    #[test]
    fn answers_are_read_and_short_ones_are_not() {
        let answer = b"\x57\x01\0\x70\x10\x01\x2c\x01\xe8\x03\0\0\x58\x02\x0a\0";
        let policy = GetPolicy::parse(answer).unwrap();
        assert_eq!((policy.flags, policy.values.limit, policy.values.period), (0x70, 300, 10));
        for len in 0..answer.len() {
            assert!(GetPolicy::parse(&answer[..len]).is_err(), "{len}");
        }
        assert_eq!(GetThresholds::parse(b"\x57\x01\0\x02\x64\0\xc8\0"), Ok(vec![100, 200]));
        assert!(GetThresholds::parse(b"\x57\x01\0\x09\x64\0\xc8\0").is_err());
        assert!(GetSuspends::parse(b"\x57\x01\0\x02\x0a\x14\x03").is_err());
        let other = wire::Error::Value { field: NUMBER_FIELD, value: 2 };
        assert_eq!(GetLimiting::parse(b"\x02\0\0\x05"), Err(other));
    }
}
