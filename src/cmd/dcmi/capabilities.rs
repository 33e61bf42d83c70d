//! What a server offers (DCMI v1.5 §6.1.1).
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::{self, buf::Reader, ids::netfn};

/// Get DCMI Capabilities Info, one set of parameters of five.
macro_rules! page {
    ($(#[$doc:meta])* $name:ident, $selector:literal, $answer:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Command for $name {
            const NETFN: u8 = netfn::GROUP_EXTENSION;
            const CMD: u8 = 0x01;
            const NAME: &'static str = "Get DCMI Capabilities Info";
            /// The DCMI version in front.
            type Response = (Version, $answer);

            fn emit(&self, out: &mut Vec<u8>) {
                out.extend([GROUP, $selector]);
            }

            fn parse(data: &[u8]) -> Result<Self::Response, wire::Error> {
                let mut r = body(data)?;
                Ok((Version::parse(&mut r)?, <$answer>::parse(&mut r)?))
            }

            fn own_code(code: u8) -> Option<&'static str> {
                own_code(code)
            }
        }
    };
}

page!(
    /// Asks for [`Platform`].
    GetPlatform, 1, Platform
);
page!(
    /// Asks for [`Mandatory`].
    GetMandatory, 2, Mandatory
);
page!(
    /// Asks for [`PowerController`].
    GetPowerController, 3, PowerController
);
page!(
    /// Asks for [`Access`].
    GetAccess, 4, Access
);
page!(
    /// Asks for [`Periods`].
    GetPeriods, 5, Periods
);

/// The version of DCMI, and of the parameters' layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Major version.
    pub major: u8,
    /// Minor version.
    pub minor: u8,
    /// Parameter revision.
    pub revision: u8,
}

impl Version {
    pub(super) fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [major, minor, revision] = r.array("DCMI version")?;
        Ok(Self { major, minor, revision })
    }
}

/// Parameters 1: what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Mandatory, of DCMI 1.0: identification, SEL logging, chassis power, temperatures.
    pub mandatory: u8,
    /// Optional: power management in bit 0.
    pub optional: u8,
    /// KCS, serial, secondary LAN, primary LAN, SOL, VLAN in bits 0 to 5.
    pub access: u8,
}

impl Platform {
    fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [mandatory, optional, access] = r.array("platform capabilities")?;
        Ok(Self { mandatory, optional, access })
    }
}

/// Parameters 2: mandatory attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mandatory {
    /// The log begins anew by itself when it is full.
    pub rollover: bool,
    /// How many entries the log has room for.
    pub sel_entries: u16,
    /// GUID, DHCP host name, asset tag in bits 0 to 2.
    pub identification: u8,
    /// Inlet, CPU, baseboard in bits 0 to 2.
    pub temperatures: u8,
}

impl Mandatory {
    fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let sel = r.u16("SEL attributes")?;
        let [identification, temperatures] = r.array("identification and temperatures")?;
        let rollover = sel & 0x8000 != 0;
        Ok(Self { rollover, sel_entries: sel & 0x0fff, identification, temperatures })
    }
}

/// Parameters 3: who manages power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerController {
    /// Slave address byte.
    pub address: u8,
    /// Channel.
    pub channel: u8,
    /// Device revision.
    pub revision: u8,
}

impl PowerController {
    fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [address, rest] = r.array("power controller")?;
        Ok(Self { address, channel: rest >> 4, revision: rest & 0x0f })
    }
}

/// Parameters 4: channels, `0xff` for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Primary LAN channel.
    pub primary_lan: u8,
    /// Secondary LAN channel.
    pub secondary_lan: u8,
    /// Serial channel.
    pub serial: u8,
}

impl Access {
    fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [primary_lan, secondary_lan, serial] = r.array("channels")?;
        Ok(Self { primary_lan, secondary_lan, serial })
    }
}

/// Parameters 5: periods that power statistics exist for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periods(
    /// Each with its unit in bits 7:6 (s, min, h, d) and a number of them in bits 5:0.
    pub Vec<u8>,
);

impl Periods {
    fn parse(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let count = r.u8("number of periods")?;
        Ok(Self(r.take(count.into(), "periods")?.to_vec()))
    }

    /// How long a period is, in s.
    pub fn seconds(period: u8) -> u32 {
        let unit = match period >> 6 {
            0 => 1,
            1 => 60,
            2 => 3600,
            _ => 24 * 3600,
        };
        unit * u32::from(period & 0x3f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read() {
        let version = Version { major: 1, minor: 5, revision: 2 };
        let platform = Platform { mandatory: 0, optional: 1, access: 0x39 };
        assert_eq!(GetPlatform::parse(&[0xdc, 1, 5, 2, 0, 1, 0x39]), Ok((version, platform)));
        let (_, mandatory) = GetMandatory::parse(&[0xdc, 1, 5, 2, 0, 0x82, 7, 7, 1]).unwrap();
        assert_eq!((mandatory.rollover, mandatory.sel_entries), (true, 512));
        let (_, power) = GetPowerController::parse(&[0xdc, 1, 5, 2, 0x40, 0x61]).unwrap();
        assert_eq!((power.channel, power.revision), (6, 1));
        let (_, periods) = GetPeriods::parse(&[0xdc, 1, 5, 2, 2, 0x41, 0x81]).unwrap();
        assert_eq!(periods.0.iter().map(|p| Periods::seconds(*p)).collect::<Vec<_>>(), [60, 3600]);
        assert!(GetPeriods::parse(&[0xdc, 1, 5, 2, 3, 0x41, 0x81]).is_err());
        assert!(GetAccess::parse(&[0xdc, 1, 5, 2, 1, 2]).is_err());
    }
}
