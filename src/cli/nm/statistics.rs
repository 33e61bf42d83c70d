//! `nm statistics`.
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::{Options, domain_name};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cmd::oem::nm::{self, Domain, GetStatistics};
use crate::transport::Client;

/// `nm statistics`.
#[derive(Clone, Copy, Debug)]
pub struct Statistics {
    mode: &'static Mode,
    domain: Domain,
    id: u8,
    /// Show the time in UTC.
    utc: bool,
}

/// A kind of statistics.
#[derive(Debug)]
struct Mode {
    name: &'static str,
    number: u8,
    /// As IPMItool writes it.
    unit: &'static str,
    /// What JSON has behind the names of values.
    suffix: &'static str,
}

impl Statistics {
    pub(super) fn parse(words: &[&str], utc: bool) -> Result<Self, Failure> {
        let known = |word: &&str| MODES.iter().find(|mode| mode.name == *word);
        let Some(mode) = words.first().and_then(known) else {
            return Err(Failure::usage(usage::STATISTICS));
        };
        let rest = words.get(1..).unwrap_or_default();
        let options = Options::parse(rest, usage::STATISTICS_OPTIONS)?;
        let id = match options.policy {
            None if !mode.is_per_policy() => NO_POLICY,
            _ => options.key()?.id,
        };
        Ok(Self { mode, domain: options.domain, id, utc })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { mode, domain, id, utc } = self;
        let request = GetStatistics { mode: mode.number, domain, id };
        let found = client.send(&request).await.map_err(failed)?;
        out.show(&Shown::new(found, mode, utc))
    }
}

impl Mode {
    const fn is_per_policy(&self) -> bool {
        matches!(self.number, 0x11..=0x13)
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    statistics: &'static str,
    domain: String,
    domain_code: u8,
    enabled: bool,
    active: bool,
    measuring: bool,
    triggered: bool,
    /// `current_watts`, `average_celsius` and so on.
    #[serde(flatten)]
    named: BTreeMap<String, u16>,
    timestamp: u32,
    timestamp_text: String,
    period_s: u32,
    #[serde(skip)]
    values: [u16; 4],
    #[serde(skip)]
    mode: &'static Mode,
}

impl Shown {
    fn new(found: nm::Statistics, mode: &'static Mode, utc: bool) -> Self {
        let values = [found.current, found.minimum, found.maximum, found.average];
        let bit = |bit: u8| found.flags >> bit & 1 != 0;
        Self {
            statistics: mode.name,
            domain: domain_name(found.flags),
            domain_code: found.flags & 0x0f,
            enabled: bit(4),
            active: bit(5),
            measuring: bit(6),
            triggered: bit(7),
            named: NAMES
                .iter()
                .zip(values)
                .map(|(name, value)| (format!("{name}{}", mode.suffix), value))
                .collect(),
            timestamp: found.timestamp,
            timestamp_text: timestamp::numeric(found.timestamp, utc),
            period_s: found.period,
            values,
            mode,
        }
    }

    fn states(&self) -> [&'static str; 4] {
        let admin = match self.enabled {
            false => "Disabled",
            true if self.mode.is_per_policy() => "Policy Enabled",
            true => "Globally Enabled",
        };
        [
            admin,
            if self.active { "active" } else { "suspended" },
            if self.measuring { "in progress" } else { "suspended" },
            if self.triggered { "triggered" } else { "not triggered" },
        ]
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "    {:<42}{}", "Power domain:", self.domain)?;
        for (label, state) in STATES.iter().zip(self.states()) {
            writeln!(w, "    {label:<42}{state}")?;
        }
        for (label, value) in VALUES.iter().zip(self.values) {
            writeln!(w, "    {label:<42}{value:>8} {}", self.mode.unit)?;
        }
        writeln!(w, "    {:<42}{}", "IPMI timestamp:", self.timestamp_text)?;
        writeln!(w, "    {:<42}{:08} Seconds.\n", "Sampling period:", self.period_s)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let values = self.values.map(|value| value.to_string()).join(",");
        let states = self.states().join(",");
        // IPMItool's number has a sign here.
        let period = i32::from_le_bytes(self.period_s.to_le_bytes());
        writeln!(w, "{},{states},{values},{},{}", self.domain, self.timestamp_text, period)
    }
}

const fn mode(name: &'static str, number: u8, unit: &'static str, suffix: &'static str) -> Mode {
    Mode { name, number, unit, suffix }
}

const MODES: &[Mode] = &[
    mode("power", 0x01, "Watts", "_watts"),
    mode("temps", 0x02, "Celsius", "_celsius"),
    mode("policy_power", 0x11, "Watts", "_watts"),
    mode("policy_temps", 0x12, "Celsius", "_celsius"),
    mode("policy_throt", 0x13, " %", "_percent"),
    mode("requests", 0x1b, "", ""),
    mode("response", 0x1c, "", ""),
    mode("cpu_throttling", 0x1d, "", ""),
    mode("mem_throttling", 0x1e, "", ""),
    mode("comm_fail", 0x1f, "", ""),
];

const NAMES: [&str; 4] = ["current", "minimum", "maximum", "average"];
const STATES: [&str; 4] = [
    "Policy/Global Admin state",
    "Policy/Global Operational state",
    "Policy/Global Measurement state",
    "Policy Activation state",
];
const VALUES: [&str; 4] = [
    "Instantaneous reading:",
    "Minimum during sampling period:",
    "Maximum during sampling period:",
    "Average reading over sample period:",
];
const NO_POLICY: u8 = 0xff;
