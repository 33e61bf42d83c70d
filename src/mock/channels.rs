//! Channel access settings (IPMI v2.0 §22.22, §22.23) and the BMC key (§22.25).
use crate::crypto::secret::Secret;

/// Settings of the LAN channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Channels {
    /// What is in force now.
    pub volatile: Access,
    /// What comes into force after a reset of the BMC.
    pub stored: Access,
    /// The BMC key; `None` for none.
    pub kg: Option<Secret>,
    /// The BMC key can be changed no more.
    pub kg_locked: bool,
}

/// Access bytes as on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Bit 5 no alerting, bit 4 no per-message authentication, bit 3 no user level
    /// authentication, bits 2 to 0 the access mode.
    pub flags: u8,
    /// Privilege limit, 1 to 5.
    pub limit: u8,
}

impl Access {
    /// False when packets after Activate Session need no code.
    pub const fn per_message_auth(self) -> bool {
        self.flags & NO_PER_MESSAGE == 0
    }

    /// False when commands of User level need no code.
    pub const fn user_level_auth(self) -> bool {
        self.flags & NO_USER_LEVEL == 0
    }
}

impl Default for Access {
    /// Always available, up to Administrator, all authenticated, no alerts.
    fn default() -> Self {
        Self { flags: NO_ALERTS | ALWAYS_AVAILABLE, limit: 4 }
    }
}

impl Channels {
    /// The channels of a fresh BMC.
    pub fn new(kg: Option<Secret>) -> Self {
        Self { volatile: Access::default(), stored: Access::default(), kg, kg_locked: false }
    }
}

/// Number of the LAN channel.
pub const LAN: u8 = 1;
/// Number of the serial channel.
pub const SERIAL: u8 = 2;
/// Number of the primary IPMB channel.
pub const IPMB: u8 = 0;
/// Number of the system interface.
pub const SYSTEM: u8 = 15;

/// Access flag: no per-message authentication.
pub const NO_PER_MESSAGE: u8 = 0x10;
/// Access flag: no user level authentication.
pub const NO_USER_LEVEL: u8 = 0x08;
const NO_ALERTS: u8 = 0x20;
const ALWAYS_AVAILABLE: u8 = 0x02;
