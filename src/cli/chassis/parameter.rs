//! A boot parameter as `bootparam get` and `bootmbox get` show it.
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::flags::Flags;
use super::mailbox::Block;
use crate::cli::out::Render;
use crate::cli::timestamp;
use crate::cmd::boot::{BootFlags, BootParameter, parameter};

/// One parameter with what its bytes mean.
#[derive(Debug, Serialize)]
pub(super) struct Parameter {
    #[serde(flatten)]
    head: Head,
    value: Value,
}

/// What stands in front of every parameter.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    version: u8,
    parameter: u8,
    locked: bool,
    data: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Value {
    Acknowledge {
        handled_by: Vec<&'static str>,
        handled_by_code: u8,
    },
    ClearingBit {
        valid_bit_kept_on: Vec<&'static str>,
        valid_bit_kept_on_code: u8,
    },
    Flags(Flags),
    Initiator {
        channel: u8,
        session_id: u32,
        timestamp: String,
        timestamp_s: u32,
    },
    Mailbox(Block),
    Progress {
        set_in_progress: Option<&'static str>,
        set_in_progress_code: u8,
    },
    Scan {
        scan_requested: bool,
        partition_discovered: bool,
    },
    ServicePartition {
        service_partition: Option<u8>,
    },
    /// Only the bytes can be shown.
    Unknown,
}

impl Parameter {
    /// Reads a value; bytes that a BMC leaves out are taken as 0.
    pub(super) fn new(answer: &BootParameter, utc: bool) -> Self {
        Self::with_text(answer, utc, false)
    }

    /// [`Self::new`], with a mailbox block as text if asked so.
    pub(super) fn with_text(answer: &BootParameter, utc: bool, text: bool) -> Self {
        let data = answer.data.as_slice();
        let first = data.first().copied().unwrap_or(0);
        let value = match answer.parameter {
            parameter::SET_IN_PROGRESS => Value::Progress {
                set_in_progress: PROGRESS.get(usize::from(first & 0x03)).copied(),
                set_in_progress_code: first & 0x03,
            },
            parameter::SERVICE_PARTITION => {
                Value::ServicePartition { service_partition: (first != 0).then_some(first) }
            }
            parameter::PARTITION_SCAN => Value::Scan {
                scan_requested: first & 0x01 != 0,
                partition_discovered: first & 0x02 != 0,
            },
            parameter::VALID_BIT_CLEARING => Value::ClearingBit {
                valid_bit_kept_on: set(first, KEPT_ON),
                valid_bit_kept_on_code: first,
            },
            parameter::INFO_ACKNOWLEDGE => {
                let handled = data.get(1).copied().unwrap_or(0);
                Value::Acknowledge { handled_by: set(handled, HANDLERS), handled_by_code: handled }
            }
            parameter::FLAGS => Value::Flags(Flags::from(BootFlags::from_data(data))),
            parameter::INITIATOR_INFO => {
                let seconds = number(data, 5);
                Value::Initiator {
                    channel: first & 0x0f,
                    session_id: number(data, 1),
                    timestamp: timestamp::numeric(seconds, utc),
                    timestamp_s: seconds,
                }
            }
            parameter::MAILBOX => Block::new(data, text).map_or(Value::Unknown, Value::Mailbox),
            _ => Value::Unknown,
        };
        Self { head: Head::from(answer), value }
    }
}

impl From<&BootParameter> for Head {
    fn from(answer: &BootParameter) -> Self {
        Self {
            version: answer.version,
            parameter: answer.parameter,
            locked: answer.locked,
            data: hex(&answer.data),
        }
    }
}

impl Head {
    pub(super) fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let state = if self.locked { "invalid/locked" } else { "valid/unlocked" };
        writeln!(w, "Boot parameter version: {}", self.version)?;
        writeln!(w, "Boot parameter {} is {state}", self.parameter)?;
        writeln!(w, "Boot parameter data: {}", self.data)
    }
}

impl Render for Parameter {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.head.text(w)?;
        self.value.text(self.head.parameter, w)
    }
}

impl Value {
    fn text(&self, number: u8, w: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Progress { set_in_progress, .. } => {
                let text = set_in_progress.unwrap_or("error, reserved bit");
                writeln!(w, " Set In Progress : {text}")
            }
            Self::ServicePartition { service_partition } => {
                w.write_all(b" Service Partition Selector : ")?;
                match service_partition {
                    Some(partition) => writeln!(w, "{partition}"),
                    None => writeln!(w, "unspecified"),
                }
            }
            Self::Scan { scan_requested, partition_discovered } => {
                w.write_all(b" Service Partition Scan :\n")?;
                if *scan_requested {
                    writeln!(w, "     - Request BIOS to scan")?;
                }
                if *partition_discovered {
                    writeln!(w, "     - Service Partition Discovered")?;
                }
                none_set(!scan_requested && !partition_discovered, w)
            }
            Self::ClearingBit { valid_bit_kept_on_code: bits, .. } => {
                w.write_all(b" BMC boot flag valid bit clearing :\n")?;
                for (bit, _, text) in KEPT_ON {
                    if bits & bit != 0 {
                        writeln!(w, "     - Don't {text}")?;
                    }
                }
                none_set(bits & 0x1f == 0, w)
            }
            Self::Acknowledge { handled_by_code: bits, .. } => {
                w.write_all(b" Boot Info Acknowledge :\n")?;
                for (bit, _, text) in HANDLERS {
                    if bits & bit != 0 {
                        writeln!(w, "    - {text} has handled boot info")?;
                    }
                }
                none_set(bits & 0x1f == 0, w)
            }
            Self::Flags(flags) => flags.text(w),
            Self::Initiator { channel, session_id, timestamp, .. } => {
                writeln!(w, " Boot Initiator Info :")?;
                writeln!(w, "    Channel Number : {channel}")?;
                writeln!(w, "    Session Id     : {session_id:08X}h")?;
                writeln!(w, "    Timestamp      : {timestamp}")
            }
            Self::Mailbox(block) => block.text(w),
            Self::Unknown if number == parameter::MAILBOX => Ok(()),
            Self::Unknown => writeln!(w, " Unsupported parameter {number}"),
        }
    }
}

fn none_set(none: bool, w: &mut dyn Write) -> io::Result<()> {
    if none { writeln!(w, "     No flag set") } else { Ok(()) }
}

fn set<const N: usize>(bits: u8, table: [(u8, &'static str, &str); N]) -> Vec<&'static str> {
    table.into_iter().filter(|(bit, ..)| bits & bit != 0).map(|(_, name, _)| name).collect()
}

/// A 32-bit number at `offset`.
fn number(data: &[u8], offset: usize) -> u32 {
    let mut bytes = [0; 4];
    for (to, from) in bytes.iter_mut().zip(data.iter().skip(offset)) {
        *to = *from;
    }
    u32::from_le_bytes(bytes)
}

/// Two lower-case digits for each byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

const PROGRESS: [&str; 3] = ["set complete", "set in progress", "commit write"];

/// Bit, name, and IPMItool's words (IPMI v2.0 §28.13, table 28-14, parameter 3).
const KEPT_ON: [(u8, &str, &str); 5] = [
    (0x10, "pef", "clear valid bit on reset/power cycle cause by PEF"),
    (0x08, "timeout", "automatically clear boot flag valid bit on timeout"),
    (0x04, "watchdog", "clear valid bit on reset/power cycle cause by watchdog"),
    (0x02, "reset", "clear valid bit on push button reset // soft reset"),
    (0x01, "power_up", "clear valid bit on power up via power push button or wake event"),
];

/// The same for parameter 4.
const HANDLERS: [(u8, &str, &str); 5] = [
    (0x10, "oem", "OEM"),
    (0x08, "sms", "SMS"),
    (0x04, "os", "OS // service partition"),
    (0x02, "os_loader", "OS Loader"),
    (0x01, "bios", "BIOS/POST"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use crate::cmd::boot::GetSystemBootOptions;

    fn parameter(data: &[u8]) -> Parameter {
        Parameter::new(&GetSystemBootOptions::parse(data).unwrap(), true)
    }

    fn text(data: &[u8]) -> String {
        let mut out = Vec::new();
        parameter(data).text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from ipmitool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        let answers: [&[u8]; 15] = [
            &[1, 0, 0],
            &[1, 0, 2],
            &[1, 0, 3],
            &[1, 1, 0],
            &[1, 0x81, 0xff],
            &[1, 2, 0],
            &[1, 2, 3],
            &[1, 3, 0x20],
            &[1, 3, 0xff],
            &[1, 4, 0xff, 0xe0],
            &[2, 4, 0x00, 0x1f],
            &[1, 6, 0xff, 0xef, 0xcd, 0xab, 0x89, 0x78, 0x56, 0x34, 0x12],
            &[1, 6],
            &[1, 0x63, 0, 0x11],
            &[1, 7],
        ];
        let seen: String = answers.into_iter().map(text).collect();
        assert_eq!(seen, include_str!("testdata/bootparam.txt"));
    }

    #[test]
    fn json_has_names_and_codes() {
        let json = |data: &[u8]| serde_json::to_value(parameter(data)).unwrap();
        assert_eq!(
            json(&[1, 0x83, 0x18]),
            serde_json::json!({
                "version": 1, "parameter": 3, "locked": true, "data": "18",
                "value": {"valid_bit_kept_on": ["pef", "timeout"], "valid_bit_kept_on_code": 24},
            })
        );
        assert_eq!(
            json(&[1, 6, 1, 4, 3, 2, 1, 0, 0, 0, 0])["value"],
            serde_json::json!({
                "channel": 1, "session_id": 0x0102_0304, "timestamp": "S+ 00:00:00",
                "timestamp_s": 0,
            })
        );
        assert_eq!(json(&[1, 0, 3])["value"]["set_in_progress"], serde_json::Value::Null);
        assert_eq!(json(&[1, 0x63, 1])["value"], serde_json::Value::Null);
    }
}
