//! `nm policy`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::{Options, domain, domain_name, named, pairs};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::{parse_u8, parse_u16, parse_u32};
use crate::cli::out::{Out, Quiet, Render};
use crate::cmd::oem::nm::{
    self, Domain, GetLimiting, GetPolicy, PolicyKey, PolicyValues, SetPolicy,
};
use crate::transport::Client;

/// Subcommands of `nm policy`.
#[derive(Clone, Copy, Debug)]
pub enum Policy {
    /// Make or take away.
    Set(SetPolicy),
    /// Show one.
    Get(PolicyKey),
    /// Show which one limits now.
    Limiting(Domain),
}

impl Policy {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["get", rest @ ..] => Ok(Self::Get(Options::parse(rest, usage::GET_POLICY)?.key()?)),
            ["remove", rest @ ..] => {
                let key = Options::ALOUD.read(rest, usage::POLICY_OPTIONS)?.key()?;
                Ok(Self::Set(SetPolicy { key, enable: false, policy: None }))
            }
            ["add", rest @ ..] => add(rest).map(Self::Set),
            ["limiting", rest @ ..] => {
                let mut of = Domain::default();
                for (name, value) in pairs(rest) {
                    match name {
                        "domain" => of = domain(value)?,
                        _ => return Err(Failure::usage(usage::POLICY_OPTIONS)),
                    }
                }
                Ok(Self::Limiting(of))
            }
            _ => Err(Failure::usage(usage::POLICY)),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Set(policy) => {
                client.send(&policy).await.map_err(failed)?;
                let PolicyKey { domain, id } = policy.key;
                out.show(&Quiet(Done { domain_code: domain.0, policy_id: id }))
            }
            Self::Get(key) => {
                let policy = client.send(&GetPolicy(key)).await.map_err(failed)?;
                out.show(&Shown::new(key, policy))
            }
            Self::Limiting(domain) => {
                let policy_id = client.send(&GetLimiting(domain)).await.map_err(failed)?;
                out.show(&Limiting { domain_code: domain.0, policy_id })
            }
        }
    }
}

/// Reads the options of `add`. The three without value stand alone here; IPMItool passes over
/// the word behind them.
fn add(mut words: &[&str]) -> Result<SetPolicy, Failure> {
    let mut options = Options::ALOUD;
    let mut enable = false;
    let mut policy = PolicyValues { kind: POWER_POLICY, ..PolicyValues::default() };
    while let [name, rest @ ..] = words {
        words = rest;
        match *name {
            "enable" => enable = true,
            "disable" => enable = false,
            "volatile" => policy.kind |= VOLATILE,
            name => {
                let value = rest.first().copied();
                words = rest.get(1..).unwrap_or_default();
                if !options.take(name, value)? {
                    take(&mut policy, name, value)?;
                }
            }
        }
    }
    Ok(SetPolicy { key: options.key()?, enable, policy: Some(policy) })
}

/// Takes an option with a value. IPMItool says on standard output what is wrong with some.
fn take(policy: &mut PolicyValues, name: &str, value: Option<&str>) -> Result<(), Failure> {
    let text = value.unwrap_or("-");
    let bad = |line: &str| Failure::usage(line).also_printing(format!("{line}\n"));
    match name {
        "correction" => {
            policy.kind |= match value {
                Some("auto") | None => 0,
                Some("soft") => SOFT,
                Some("hard") => HARD,
                Some(_) => return Err(Failure::usage(usage::CORRECTIONS)),
            }
        }
        "power" => {
            let bad = |_| bad("Power limit value must be 0-500.");
            policy.limit = parse_u16(text).map_err(bad)?;
        }
        "inlet" => {
            policy.kind |= INLET;
            let bad = |_| bad("Inlet Temp value must be 20-45.");
            policy.trigger = parse_u16(text).map_err(bad)?;
        }
        "cores_off" => match parse_u8(text) {
            Ok(cores @ 1..=127) => {
                policy.kind |= CORES_OFF;
                policy.limit = u16::from(cores) * 2;
            }
            _ => return Err(bad("number of cores disabled must be 1-127.")),
        },
        "trig_lim" => {
            let bad = |_| bad("Trigger Limit value must be positive integer.");
            policy.correction = parse_u32(text).map_err(bad)?;
        }
        "stats" => {
            let bad = |_| bad("Statistics Reporting Period must be positive integer.");
            policy.period = parse_u16(text).map_err(bad)?;
        }
        _ => return Err(Failure::usage(usage::POLICY_OPTIONS)),
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct Done {
    domain_code: u8,
    policy_id: u8,
}

#[derive(Debug, Serialize)]
struct Limiting {
    domain_code: u8,
    policy_id: u8,
}

impl Render for Limiting {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "limit {}", self.policy_id)
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    policy_id: u8,
    domain: String,
    domain_code: u8,
    enabled: bool,
    domain_enabled: bool,
    globally_enabled: bool,
    made_over_dcmi: bool,
    power_control: bool,
    trigger: String,
    trigger_code: u8,
    correction: String,
    correction_code: u8,
    exception_action: String,
    exception_action_code: u8,
    limit_watts: u16,
    correction_time_ms: u32,
    trigger_limit: u16,
    statistics_period_s: u16,
    volatile: bool,
    #[serde(skip)]
    flags: u8,
}

impl Shown {
    fn new(key: PolicyKey, policy: nm::Policy) -> Self {
        let nm::Policy { flags, values } = policy;
        let bit = |bit: u8| flags >> bit & 1 != 0;
        let (trigger_code, correction_code) = (values.kind & 0x0f, values.kind >> 5 & 0x03);
        Self {
            policy_id: key.id,
            domain: domain_name(flags),
            domain_code: flags & 0x0f,
            enabled: bit(4),
            domain_enabled: bit(5),
            globally_enabled: bit(6),
            made_over_dcmi: bit(7),
            power_control: values.kind & POWER_POLICY != 0,
            trigger: named(trigger_code, &TRIGGERS),
            trigger_code,
            correction: named(correction_code, &CORRECTIONS),
            correction_code,
            exception_action: named(values.exception, &EXCEPTIONS),
            exception_action_code: values.exception,
            limit_watts: values.limit,
            correction_time_ms: values.correction,
            trigger_limit: values.trigger,
            statistics_period_s: values.period,
            volatile: values.kind & VOLATILE != 0,
            flags,
        }
    }

    fn retention(&self) -> &'static str {
        if self.volatile { "volatile" } else { "non-volatile" }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let said = |on: bool, text: &'static str| if on { text } else { "" };
        writeln!(w, "    {:<42}{}", "Power domain:", self.domain)?;
        writeln!(
            w,
            "    Policy is {}enabled {}{}{}",
            said(!self.enabled, "not "),
            said(self.domain_enabled, "per Domain "),
            said(self.globally_enabled, "Globally "),
            said(self.made_over_dcmi, "via DCMI api ")
        )?;
        writeln!(w, "    Policy is {}a power control type.", said(!self.power_control, "not "))?;
        let mut line = |label: &str, value: String| writeln!(w, "    {label:<42}{value}");
        line("Policy Trigger Type:", self.trigger.clone())?;
        line("Correction Aggressiveness:", self.correction.clone())?;
        line("Policy Exception Actions:", self.exception_action.clone())?;
        line("Power Limit:", format!("{} Watts", self.limit_watts))?;
        line("Correction Time Limit:", format!("{} milliseconds", self.correction_time_ms))?;
        line("Trigger Limit:", format!("{} units", self.trigger_limit))?;
        line("Statistics Reporting Period:", format!("{} seconds", self.statistics_period_s))?;
        line("Policy retention:", self.retention().to_owned())
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let power = if self.power_control { "power" } else { "nopower " };
        writeln!(
            w,
            "{},0x{:x},{power},{},{},{},{},{},{},{}",
            self.domain,
            self.flags,
            self.trigger,
            self.exception_action,
            self.limit_watts,
            self.correction_time_ms,
            self.trigger_limit,
            self.statistics_period_s,
            self.retention()
        )
    }
}

const POWER_POLICY: u8 = 0x10;
const INLET: u8 = 0x01;
const CORES_OFF: u8 = 0x04;
const SOFT: u8 = 0x20;
const HARD: u8 = 0x40;
const VOLATILE: u8 = 0x80;

const TRIGGERS: [&str; 5] = [
    "No trigger, use Power Limit",
    "Inlet temp trigger",
    "Missing Power reading trigger",
    "Time after Host reset trigger",
    "number of cores to disable at boot time",
];
const CORRECTIONS: [&str; 3] = ["no T-state use", "no T-state use", "use T-states"];
const EXCEPTIONS: [&str; 3] = ["none", "alert", "shutdown"];
