//! Sensor types, in the words that IPMItool prints.

/// Whose sensor types and events from `0xc0` up a BMC uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// The BMC is of Kontron's make (IANA number [`KONTRON_ID`]).
    pub kontron: bool,
    /// The standard that the BMC follows besides IPMI.
    pub extension: Extension,
}

/// A standard on top of IPMI that defines sensor types of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// None.
    #[default]
    None,
    /// A PICMG one: `AdvancedTCA`, `AdvancedMC`, `MicroTCA`.
    Picmg,
    /// VITA 46.11.
    Vita,
}

/// Kontron's enterprise number.
pub const KONTRON_ID: u32 = 15000;

/// The name of a sensor type that IPMI defines (IPMI v2.0 table 42-3): `0x00` to `0x2c`.
pub fn name(code: u8) -> Option<&'static str> {
    GENERIC.get(usize::from(code)).copied()
}

impl Dialect {
    /// The name of any sensor type: IPMI's, or from `0xc0` up the maker's.
    pub fn sensor_type(self, code: u8) -> Option<&'static str> {
        if code < 0xc0 {
            return name(code);
        }
        let of_maker = self.kontron.then(|| find(KONTRON, code)).flatten();
        of_maker.or_else(|| match self.extension {
            Extension::None => None,
            Extension::Picmg => find(PICMG, code),
            Extension::Vita => find(VITA, code),
        })
    }
}

fn find(names: &[(u8, &'static str)], code: u8) -> Option<&'static str> {
    names.iter().find(|(key, _)| *key == code).map(|(_, name)| *name)
}

/// Names by type, from `0x00` (IPMI v2.0 table 42-3).
pub const GENERIC: &[&str] = &[
    "reserved",
    "Temperature",
    "Voltage",
    "Current",
    "Fan",
    "Physical Security",
    "Platform Security",
    "Processor",
    "Power Supply",
    "Power Unit",
    "Cooling Device",
    "Other",
    "Memory",
    "Drive Slot / Bay",
    "POST Memory Resize",
    "System Firmwares",
    "Event Logging Disabled",
    "Watchdog1",
    "System Event",
    "Critical Interrupt",
    "Button",
    "Module / Board",
    "Microcontroller",
    "Add-in Card",
    "Chassis",
    "Chip Set",
    "Other FRU",
    "Cable / Interconnect",
    "Terminator",
    "System Boot Initiated",
    "Boot Error",
    "OS Boot",
    "OS Critical Stop",
    "Slot / Connector",
    "System ACPI Power State",
    "Watchdog2",
    "Platform Alert",
    "Entity Presence",
    "Monitor ASIC",
    "LAN",
    "Management Subsys Health",
    "Battery",
    "Session Audit",
    "Version Change",
    "FRU State",
];

const PICMG: &[(u8, &str)] = &[
    (0xf0, "FRU Hot Swap"),
    (0xf1, "IPMB Physical Link"),
    (0xf2, "Module Hot Swap"),
    (0xf3, "Power Channel Notification"),
    (0xf4, "Telco Alarm Input"),
];

const VITA: &[(u8, &str)] = &[
    (0xf0, "FRU State"),
    (0xf1, "System IPMB Link"),
    (0xf2, "FRU Health"),
    (0xf3, "FRU Temperature"),
    (0xf4, "Payload Test Results"),
    (0xf5, "Payload Test Status"),
];

const KONTRON: &[(u8, &str)] = &[
    (0xc0, "Firmware Info"),
    (0xc2, "Init Agent"),
    (0xc3, "IPMBL Link State"),
    (0xc4, "Board Reset"),
    (0xc5, "FRU Information Agent"),
    (0xc6, "POST Value Sensor"),
    (0xc7, "FWUM Status"),
    (0xc8, "Switch Mngt Software Status"),
    (0xc9, "OEM Diagnostic Status"),
    (0xca, "Component Firmware Upgrade"),
    (0xcb, "FRU Over Current"),
    (0xcc, "FRU Sensor Error"),
    (0xcd, "FRU Power Denied"),
    (0xce, "Reserved"),
    (0xcf, "Board Reset"),
    (0xd0, "Clock Resource Control"),
    (0xd1, "Power State"),
    (0xd2, "FRU Mngt Power Failure"),
    (0xd3, "Jumper Status"),
    (0xf2, "RTM Module Hotswap"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_have_names_of_their_own() {
        assert_eq!(name(0x01), Some("Temperature"));
        assert_eq!((name(0x2c), name(0x2d)), (Some("FRU State"), None));
        let plain = Dialect::default();
        assert_eq!(
            (plain.sensor_type(0x2a), plain.sensor_type(0xf2)),
            (Some("Session Audit"), None)
        );
        let picmg = Dialect { kontron: false, extension: Extension::Picmg };
        assert_eq!(picmg.sensor_type(0xf2), Some("Module Hot Swap"));
        let both = Dialect { kontron: true, extension: Extension::Picmg };
        assert_eq!(both.sensor_type(0xf2), Some("RTM Module Hotswap"));
        assert_eq!(both.sensor_type(0xf0), Some("FRU Hot Swap"));
        assert_eq!(both.sensor_type(0xc1), None);
        let vita = Dialect { kontron: false, extension: Extension::Vita };
        assert_eq!(vita.sensor_type(0xf2), Some("FRU Health"));
    }
}
