//! What event offsets mean, in the words that IPMItool prints. An empty text stands for an offset
//! without a meaning.

/// Generic event types (IPMI v2.0 table 42-2), from `0x01`; by offset.
pub(super) const GENERIC: &[&[&str]] = &[
    &[
        "Lower Non-critical going low ",
        "Lower Non-critical going high",
        "Lower Critical going low ",
        "Lower Critical going high",
        "Lower Non-recoverable going low ",
        "Lower Non-recoverable going high",
        "Upper Non-critical going low ",
        "Upper Non-critical going high",
        "Upper Critical going low ",
        "Upper Critical going high",
        "Upper Non-recoverable going low ",
        "Upper Non-recoverable going high",
    ],
    &["Transition to Idle", "Transition to Active", "Transition to Busy"],
    &["State Deasserted", "State Asserted"],
    &["Predictive Failure Deasserted", "Predictive Failure Asserted"],
    &["Limit Not Exceeded", "Limit Exceeded"],
    &["Performance Met", "Performance Lags"],
    &[
        "Transition to OK",
        "Transition to Non-critical from OK",
        "Transition to Critical from less severe",
        "Transition to Non-recoverable from less severe",
        "Transition to Non-critical from more severe",
        "Transition to Critical from Non-recoverable",
        "Transition to Non-recoverable",
        "Monitor",
        "Informational",
    ],
    &["Device Absent", "Device Present"],
    &["Device Disabled", "Device Enabled"],
    &[
        "Transition to Running",
        "Transition to In Test",
        "Transition to Power Off",
        "Transition to On Line",
        "Transition to Off Line",
        "Transition to Off Duty",
        "Transition to Degraded",
        "Transition to Power Save",
        "Install Error",
    ],
    &[
        "Fully Redundant",
        "Redundancy Lost",
        "Redundancy Degraded",
        "Non-Redundant: Sufficient from Redundant",
        "Non-Redundant: Sufficient from Insufficient",
        "Non-Redundant: Insufficient Resources",
        "Redundancy Degraded from Fully Redundant",
        "Redundancy Degraded from Non-Redundant",
    ],
    &["D0 Power State", "D1 Power State", "D2 Power State", "D3 Power State"],
];

/// Sensor-specific events (IPMI v2.0 table 42-3), by sensor type and offset.
pub(super) const SPECIFIC: &[&[&str]] = &[
    // 0x00 reserved
    &[],
    // 0x01 Temperature
    &[],
    // 0x02 Voltage
    &[],
    // 0x03 Current
    &[],
    // 0x04 Fan
    &[],
    // 0x05 Physical Security
    &[
        "General Chassis intrusion",
        "Drive Bay intrusion",
        "I/O Card area intrusion",
        "Processor area intrusion",
        "System unplugged from LAN",
        "Unauthorized dock",
        "FAN area intrusion",
    ],
    // 0x06 Platform Security
    &[
        "Front Panel Lockout violation attempted",
        "Pre-boot password violation - user password",
        "Pre-boot password violation - setup password",
        "Pre-boot password violation - network boot password",
        "Other pre-boot password violation",
        "Out-of-band access password violation",
    ],
    // 0x07 Processor
    &[
        "IERR",
        "Thermal Trip",
        "FRB1/BIST failure",
        "FRB2/Hang in POST failure",
        "FRB3/Processor startup/init failure",
        "Configuration Error",
        "SM BIOS Uncorrectable CPU-complex Error",
        "Presence detected",
        "Disabled",
        "Terminator presence detected",
        "Throttled",
        "Uncorrectable machine check exception",
        "Correctable machine check error",
    ],
    // 0x08 Power Supply
    &[
        "Presence detected",
        "Failure detected",
        "Predictive failure",
        "Power Supply AC lost",
        "AC lost or out-of-range",
        "AC out-of-range, but present",
        "Config Error",
        "Power Supply Inactive",
    ],
    // 0x09 Power Unit
    &[
        "Power off/down",
        "Power cycle",
        "240VA power down",
        "Interlock power down",
        "AC lost",
        "Soft-power control failure",
        "Failure detected",
        "Predictive failure",
    ],
    // 0x0a Cooling Device
    &[],
    // 0x0b Other
    &[],
    // 0x0c Memory
    &[
        "Correctable ECC",
        "Uncorrectable ECC",
        "Parity",
        "Memory Scrub Failed",
        "Memory Device Disabled",
        "Correctable ECC logging limit reached",
        "Presence Detected",
        "Configuration Error",
        "Spare",
        "Throttled",
        "Critical Overtemperature",
    ],
    // 0x0d Drive Slot / Bay
    &[
        "Drive Present",
        "Drive Fault",
        "Predictive Failure",
        "Hot Spare",
        "Parity Check In Progress",
        "In Critical Array",
        "In Failed Array",
        "Rebuild In Progress",
        "Rebuild Aborted",
    ],
    // 0x0e POST Memory Resize
    &[],
    // 0x0f System Firmwares
    &["Unknown Error", "Unknown Hang", "Unknown Progress"],
    // 0x10 Event Logging Disabled
    &[
        "Correctable memory error logging disabled",
        "Event logging disabled",
        "Log area reset/cleared",
        "All event logging disabled",
        "Log full",
        "Log almost full",
    ],
    // 0x11 Watchdog1
    &[
        "BIOS Reset",
        "OS Reset",
        "OS Shut Down",
        "OS Power Down",
        "OS Power Cycle",
        "OS NMI/Diag Interrupt",
        "OS Expired",
        "OS pre-timeout Interrupt",
    ],
    // 0x12 System Event
    &[
        "System Reconfigured",
        "OEM System boot event",
        "Undetermined system hardware failure",
        "Entry added to auxiliary log",
        "PEF Action",
        "Timestamp Clock Sync",
    ],
    // 0x13 Critical Interrupt
    &[
        "NMI/Diag Interrupt",
        "Bus Timeout",
        "I/O Channel check NMI",
        "Software NMI",
        "PCI PERR",
        "PCI SERR",
        "EISA failsafe timeout",
        "Bus Correctable error",
        "Bus Uncorrectable error",
        "Fatal NMI",
        "Bus Fatal Error",
        "Bus Degraded",
    ],
    // 0x14 Button
    &[
        "Power Button pressed",
        "Sleep Button pressed",
        "Reset Button pressed",
        "FRU Latch",
        "FRU Service",
    ],
    // 0x15 Module / Board
    &[],
    // 0x16 Microcontroller
    &[],
    // 0x17 Add-in Card
    &[],
    // 0x18 Chassis
    &[],
    // 0x19 Chip Set
    &["Soft Power Control Failure", "Thermal Trip"],
    // 0x1a Other FRU
    &[],
    // 0x1b Cable / Interconnect
    &["Connected", "Config Error"],
    // 0x1c Terminator
    &[],
    // 0x1d System Boot Initiated
    &[
        "Initiated by power up",
        "Initiated by hard reset",
        "Initiated by warm reset",
        "User requested PXE boot",
        "Automatic boot to diagnostic",
        "OS initiated hard reset",
        "OS initiated warm reset",
        "System Restart",
    ],
    // 0x1e Boot Error
    &[
        "No bootable media",
        "Non-bootable disk in drive",
        "PXE server not found",
        "Invalid boot sector",
        "Timeout waiting for selection",
    ],
    // 0x1f OS Boot
    &[
        "A: boot completed",
        "C: boot completed",
        "PXE boot completed",
        "Diagnostic boot completed",
        "CD-ROM boot completed",
        "ROM boot completed",
        "boot completed - device not specified",
        "Installation started",
        "Installation completed",
        "Installation aborted",
        "Installation failed",
    ],
    // 0x20 OS Critical Stop
    &[
        "Error during system startup",
        "Run-time critical stop",
        "OS graceful stop",
        "OS graceful shutdown",
        "PEF initiated soft shutdown",
        "Agent not responding",
    ],
    // 0x21 Slot / Connector
    &[
        "Fault Status",
        "Identify Status",
        "Device Installed",
        "Ready for Device Installation",
        "Ready for Device Removal",
        "Slot Power is Off",
        "Device Removal Request",
        "Interlock",
        "Slot is Disabled",
        "Spare Device",
    ],
    // 0x22 System ACPI Power State
    &[
        "S0/G0: working",
        "S1: sleeping with system hw & processor context maintained",
        "S2: sleeping, processor context lost",
        "S3: sleeping, processor & hw context lost, memory retained",
        "S4: non-volatile sleep/suspend-to-disk",
        "S5/G2: soft-off",
        "S4/S5: soft-off",
        "G3: mechanical off",
        "Sleeping in S1/S2/S3 state",
        "G1: sleeping",
        "S5: entered by override",
        "Legacy ON state",
        "Legacy OFF state",
        "",
        "Unknown",
    ],
    // 0x23 Watchdog2
    &[
        "Timer expired",
        "Hard reset",
        "Power down",
        "Power cycle",
        "reserved",
        "reserved",
        "reserved",
        "reserved",
        "Timer interrupt",
    ],
    // 0x24 Platform Alert
    &[
        "Platform generated page",
        "Platform generated LAN alert",
        "Platform Event Trap generated",
        "Platform generated SNMP trap, OEM format",
    ],
    // 0x25 Entity Presence
    &["Present", "Absent", "Disabled"],
    // 0x26 Monitor ASIC
    &[],
    // 0x27 LAN
    &["Heartbeat Lost", "Heartbeat"],
    // 0x28 Management Subsys Health
    &[
        "Sensor access degraded or unavailable",
        "Controller access degraded or unavailable",
        "Management controller off-line",
        "Management controller unavailable",
        "Sensor failure",
        "FRU failure",
    ],
    // 0x29 Battery
    &["Low", "Failed", "Presence Detected"],
    // 0x2a Session Audit
    &[],
    // 0x2b Version Change
    &[
        "Hardware change detected",
        "",
        "Hardware incompatibility detected",
        "Firmware or software incompatibility detected",
        "Invalid or unsupported hardware version",
        "Invalid or unsupported firmware or software version",
        "Hardware change success",
    ],
    // 0x2c FRU State
    &[
        "Not Installed",
        "Inactive",
        "Activation Requested",
        "Activation in Progress",
        "Active",
        "Deactivation Requested",
        "Deactivation in Progress",
        "Communication lost",
    ],
];

/// Sensor-specific events that event data 2 says more of: sensor type, offset, and the texts by
/// event data 2.
pub(super) const EXTENDED: &[(u8, u8, &[&str])] = &[
    (
        0x08,
        6,
        &[
            "Config Error: Vendor Mismatch",
            "Config Error: Revision Mismatch",
            "Config Error: Processor Missing",
            "Config Error: Power Supply Rating Mismatch",
            "Config Error: Voltage Rating Mismatch",
        ],
    ),
    (
        0x0f,
        0,
        &[
            "Unspecified",
            "No system memory installed",
            "No usable system memory",
            "Unrecoverable IDE device failure",
            "Unrecoverable system-board failure",
            "Unrecoverable diskette failure",
            "Unrecoverable hard-disk controller failure",
            "Unrecoverable PS/2 or USB keyboard failure",
            "Removable boot media not found",
            "Unrecoverable video controller failure",
            "No video device selected",
            "BIOS corruption detected",
            "CPU voltage mismatch",
            "CPU speed mismatch failure",
        ],
    ),
    (0x0f, 1, FIRMWARE),
    (0x0f, 2, FIRMWARE),
    (
        0x2b,
        1,
        &[
            "Firmware or software change detected",
            "Firmware or software change detected, Mngmt Ctrl Dev Id",
            "Firmware or software change detected, Mngmt Ctrl Firm Rev",
            "Firmware or software change detected, Mngmt Ctrl Dev Rev",
            "Firmware or software change detected, Mngmt Ctrl Manuf Id",
            "Firmware or software change detected, Mngmt Ctrl IPMI Vers",
            "Firmware or software change detected, Mngmt Ctrl Aux Firm Id",
            "Firmware or software change detected, Mngmt Ctrl Firm Boot Block",
            "Firmware or software change detected, Mngmt Ctrl Other",
            "Firmware or software change detected, BIOS/EFI change",
            "Firmware or software change detected, SMBIOS change",
            "Firmware or software change detected, O/S change",
            "Firmware or software change detected, O/S loader change",
            "Firmware or software change detected, Service Diag change",
            "Firmware or software change detected, Mngmt SW agent change",
            "Firmware or software change detected, Mngmt SW App change",
            "Firmware or software change detected, Mngmt SW Middle",
            "Firmware or software change detected, Prog HW Change (FPGA)",
            "Firmware or software change detected, board/FRU module change",
            "Firmware or software change detected, board/FRU component change",
            "Firmware or software change detected, board/FRU replace equ ver",
            "Firmware or software change detected, board/FRU replace new ver",
            "Firmware or software change detected, board/FRU replace old ver",
            "Firmware or software change detected, board/FRU HW conf change",
        ],
    ),
    (
        0x2b,
        7,
        &[
            "Firmware or software change success",
            "Firmware or software change success, Mngmt Ctrl Dev Id",
            "Firmware or software change success, Mngmt Ctrl Firm Rev",
            "Firmware or software change success, Mngmt Ctrl Dev Rev",
            "Firmware or software change success, Mngmt Ctrl Manuf Id",
            "Firmware or software change success, Mngmt Ctrl IPMI Vers",
            "Firmware or software change success, Mngmt Ctrl Aux Firm Id",
            "Firmware or software change success, Mngmt Ctrl Firm Boot Block",
            "Firmware or software change success, Mngmt Ctrl Other",
            "Firmware or software change success, BIOS/EFI change",
            "Firmware or software change success, SMBIOS change",
            "Firmware or software change success, O/S change",
            "Firmware or software change success, O/S loader change",
            "Firmware or software change success, Service Diag change",
            "Firmware or software change success, Mngmt SW agent change",
            "Firmware or software change success, Mngmt SW App change",
            "Firmware or software change success, Mngmt SW Middle",
            "Firmware or software change success, Prog HW Change (FPGA)",
            "Firmware or software change success, board/FRU module change",
            "Firmware or software change success, board/FRU component change",
            "Firmware or software change success, board/FRU replace equ ver",
            "Firmware or software change success, board/FRU replace new ver",
            "Firmware or software change success, board/FRU replace old ver",
            "Firmware or software change success, board/FRU HW conf change",
        ],
    ),
];

/// Where the firmware hangs, or how far it is.
const FIRMWARE: &[&str] = &[
    "Unspecified",
    "Memory initialization",
    "Hard-disk initialization",
    "Secondary CPU Initialization",
    "User authentication",
    "User-initiated system setup",
    "USB resource configuration",
    "PCI resource configuration",
    "Option ROM initialization",
    "Video initialization",
    "Cache initialization",
    "SMBus initialization",
    "Keyboard controller initialization",
    "Management controller initialization",
    "Docking station attachment",
    "Enabling docking station",
    "Docking station ejection",
    "Disabling docking station",
    "Calling operating system wake-up vector",
    "System boot initiated",
    "Motherboard initialization",
    "reserved",
    "Floppy initialization",
    "Keyboard test",
    "Pointing device test",
    "Primary CPU initialization",
];

/// Events of PICMG's sensor types.
pub(super) const PICMG: &[(u8, &[&str])] = &[
    (
        0xf0,
        &[
            "Transition to M0",
            "Transition to M1",
            "Transition to M2",
            "Transition to M3",
            "Transition to M4",
            "Transition to M5",
            "Transition to M6",
            "Transition to M7",
        ],
    ),
    (
        0xf1,
        &[
            "IPMB-A disabled, IPMB-B disabled",
            "IPMB-A enabled, IPMB-B disabled",
            "IPMB-A disabled, IPMB-B enabled",
            "IPMB-A enabled, IPMB-B enabled",
        ],
    ),
    (0xf2, &["Module Handle Closed", "Module Handle Opened", "Quiesced"]),
];

/// Events of VITA's sensor types (VITA 46.11).
pub(super) const VITA: &[(u8, &[&str])] = &[
    (
        0xf0,
        &[
            "Transition to M0",
            "Transition to M1",
            "",
            "",
            "Transition to M4",
            "Transition to M5",
            "Transition to M6",
            "Transition to M7",
        ],
    ),
    (
        0xf1,
        &[
            "IPMB-A disabled, IPMB-B disabled",
            "IPMB-A enabled, IPMB-B disabled",
            "IPMB-A disabled, IPMB-B enabled",
            "IPMB-A enabled, IPMB-B enabled",
        ],
    ),
    (0xf2, &["Module Handle Closed", "Module Handle Opened", "Quiesced"]),
    (
        0xf3,
        &[
            "At or below Lower Non-critical",
            "At or below Lower Critical",
            "At or below Lower Non-recoverable",
            "At or above Upper Non-critical",
            "At or above Upper Critical",
            "At or above Upper Non-recoverable",
        ],
    ),
];

/// Events of Kontron's sensor types.
pub(super) const KONTRON: &[(u8, &[&str])] = &[
    (
        0xc1,
        &[
            "Push Button",
            "Bridge Reset",
            "Backplane",
            "Hotswap Fault",
            "Hotswap Healty",
            "Unknown",
            "ITP",
            "Hardware Watchdog",
            "Software Reset",
        ],
    ),
    (0xc3, &["", "", "IPMB L Disabled", "IPMB L Enabled"]),
    (
        0xc4,
        &[
            "Push Button",
            "Hardware Power Failure",
            "Unknown",
            "Hardware Watchdog",
            "Soft Reset",
            "Warm Reset",
            "Cold Reset",
            "IPMI Command",
            "Setup Reset (Save CMOS)",
            "Power Up Reset",
        ],
    ),
    (0xc6, &["", "", "", "", "", "", "", "", "", "", "", "", "", "", "Post Error (see data2)"]),
    (
        0xc7,
        &[
            "First Boot After Upgrade",
            "First Boot After Rollback(error)",
            "First Boot After Errors (watchdog)",
            "First Boot After Manual Rollback",
            "",
            "",
            "",
            "",
            "Firmware Watchdog Bite, reset occurred",
        ],
    ),
    (0xc8, &["Not Loaded", "Initializing", "Ready", "Failure (see data2)"]),
    (0xc9, &["Started", "Pass", "Fail"]),
    (0xca, &["In progress", "Success", "Failure"]),
    (0xcb, &["Asserted", "Deasserted"]),
    (0xcc, &["Asserted", "Deasserted"]),
    (0xcd, &["Asserted", "Deasserted"]),
    (0xcf, &["Asserted", "Deasserted"]),
];
