//! Names in event filters (IPMI v2.0 §17.7), in the words that IPMItool has for them.

/// The name of a sensor type (table 42-3).
pub fn sensor_type(code: u8) -> Option<&'static str> {
    SENSOR_TYPES.get(usize::from(code).checked_sub(1)?).copied()
}

/// The names of a generic event type's offsets (tables 42-1, 42-2).
pub fn events(event_type: u8) -> Option<&'static [&'static str]> {
    EVENTS.get(usize::from(event_type).checked_sub(1)?).copied()
}

/// From type 1 on.
const SENSOR_TYPES: [&str; 41] = [
    "Temperature",
    "Voltage",
    "Current",
    "Fan",
    "Chassis Intrusion",
    "Platform security breach",
    "Processor",
    "Power supply",
    "Power Unit",
    "Cooling device",
    "Other (units-based)",
    "Memory",
    "Drive Slot",
    "POST memory resize",
    "POST error",
    "Logging disabled",
    "Watchdog 1",
    "System event",
    "Critical Interrupt",
    "Button",
    "Module/board",
    "uController/coprocessor",
    "Add-in card",
    "Chassis",
    "Chipset",
    "Other (FRU)",
    "Cable/interconnect",
    "Terminator",
    "System boot",
    "Boot error",
    "OS boot",
    "OS critical stop",
    "Slot/connector",
    "ACPI power state",
    "Watchdog 2",
    "Platform alert",
    "Entity presence",
    "Monitor ASIC/IC",
    "LAN",
    "Management subsystem health",
    "Battery",
];

/// From type 1 on.
const EVENTS: [&[&str]; 12] = [
    &["<LNC", ">LNC", "<LC", ">LC", "<LNR", ">LNR", ">UNC", "<UNC", ">UC", "<UC", ">UNR", "<UNR"],
    &["transition to idle", "transition to active", "transition to busy"],
    &["state deasserted", "state asserted"],
    &["predictive failure deasserted", "predictive failure asserted"],
    &["limit not exceeded", "limit exceeded"],
    &["performance met", "performance lags"],
    &["ok", "<warn", "<fail", "<dead", ">warn", ">fail", "dead", "monitor", "informational"],
    &["device removed/absent", "device inserted/present"],
    &["device disabled", "device enabled"],
    &[
        "transition to running",
        "transition to in test",
        "transition to power off",
        "transition to online",
        "transition to offline",
        "transition to off duty",
        "transition to degraded",
        "transition to power save",
        "install error",
    ],
    &[
        "fully redundant",
        "redundancy lost",
        "redundancy degraded",
        "<non-redundant/sufficient",
        ">non-redundant/sufficient",
        "non-redundant/insufficient",
        "<redundancy degraded",
        ">redundancy degraded",
    ],
    &["D0 power state", "D1 power state", "D2 power state", "D3 power state"],
];
