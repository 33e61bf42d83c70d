//! Numbers that name things: network functions, addresses, privilege levels, channels (§5, §6).
use std::fmt;

/// Network functions of requests (IPMI v2.0 §5.1, table 5-1). A response's is one more.
pub mod netfn {
    /// Chassis devices.
    pub const CHASSIS: u8 = 0x00;
    /// Bridge (ICMB).
    pub const BRIDGE: u8 = 0x02;
    /// Sensors and events.
    pub const SENSOR_EVENT: u8 = 0x04;
    /// Application: device, session, user, channel commands.
    pub const APP: u8 = 0x06;
    /// Firmware transfer.
    pub const FIRMWARE: u8 = 0x08;
    /// Non-volatile storage: SDR, SEL, FRU.
    pub const STORAGE: u8 = 0x0a;
    /// Media: LAN, serial, SOL.
    pub const TRANSPORT: u8 = 0x0c;
    /// Non-IPMI group extensions: PICMG, VITA, DCMI, HPM.
    pub const GROUP_EXTENSION: u8 = 0x2c;
}

/// Slave address of a BMC (§5.4).
pub const BMC_ADDRESS: u8 = 0x20;
/// Software ID of a remote console (§5.5, table 5-4): `81h` on the wire.
pub const REMOTE_CONSOLE: u8 = 0x81;
/// Channel number that stands for the one a request came in on (§6.3).
pub const THIS_CHANNEL: u8 = 0x0e;

/// Session privilege levels (§6.8). Ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Privilege {
    /// Only what is needed to start a callback.
    Callback,
    /// Reads.
    User,
    /// All but configuration of channels and users.
    Operator,
    /// Everything.
    Administrator,
    /// Whatever the maker says.
    Oem,
}

impl Privilege {
    /// All levels, least first.
    pub const ALL: [Self; 5] =
        [Self::Callback, Self::User, Self::Operator, Self::Administrator, Self::Oem];

    /// The level for a wire value of 1 to 5.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            1 => Some(Self::Callback),
            2 => Some(Self::User),
            3 => Some(Self::Operator),
            4 => Some(Self::Administrator),
            5 => Some(Self::Oem),
            _ => None,
        }
    }

    /// The value on the wire, 1 to 5.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::Callback => 1,
            Self::User => 2,
            Self::Operator => 3,
            Self::Administrator => 4,
            Self::Oem => 5,
        }
    }

    /// The name in capitals, as IPMItool writes and reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Callback => "CALLBACK",
            Self::User => "USER",
            Self::Operator => "OPERATOR",
            Self::Administrator => "ADMINISTRATOR",
            Self::Oem => "OEM",
        }
    }
}

impl fmt::Display for Privilege {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
