//! `dcmi power get_limit`, `set_limit`, `activate`, `deactivate`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::usage::word;
use crate::cli::failure::Failure;
use crate::cli::number::{parse_u16, parse_u32};
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::Command;
use crate::cmd::dcmi::power::{
    ActivatePowerLimit, GetPowerLimit, NO_ACTIVE_LIMIT, PowerLimit, SetPowerLimit,
};
use crate::error::Error;
use crate::transport::{Client, Request, Target};

/// The commands about the power limit.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Show it.
    Get,
    /// Change some of it, or all.
    Set(Change),
    /// Enforce it, or not.
    Activate(bool),
}

/// What is to be changed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change {
    action: Option<u8>,
    limit: Option<u16>,
    correction: Option<u32>,
    sampling: Option<u16>,
}

impl Limit {
    /// Eight words are all four parameters in order, whatever they are called; else each value
    /// stands behind its name.
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut change = Change::default();
        match words {
            [] | [_] => return Err(Failure::usage(USAGE)),
            [_, action, _, limit, _, correction, _, sampling] => {
                change.action = Some(self::action(action, "Action")?);
                change.limit = Some(parse_u16(limit).map_err(|_| invalid("Limit", limit))?);
                let correction =
                    parse_u32(correction).map_err(|_| invalid("Correction", correction));
                change.correction = Some(correction?);
                change.sampling =
                    Some(parse_u16(sampling).map_err(|_| invalid("Sample", sampling))?);
            }
            pairs => {
                for pair in pairs.chunks_exact(2) {
                    let [name, value] = pair else { continue };
                    change.take(name, value)?;
                }
            }
        }
        Ok(Self::Set(change))
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get => out.show(&get(client).await?),
            Self::Set(change) => {
                let limit = match change {
                    Change {
                        action: Some(action),
                        limit: Some(limit),
                        correction: Some(correction),
                        sampling: Some(sampling),
                    } => PowerLimit { action, limit, correction, sampling },
                    _ => change.of(get(client).await?.limit),
                };
                client.send(&SetPowerLimit(limit)).await.map_err(failed)?;
                out.show(&get(client).await?)
            }
            Self::Activate(active) => {
                client.send(&ActivatePowerLimit { active }).await.map_err(failed)?;
                out.show(&Activated { active })
            }
        }
    }
}

impl Change {
    fn take(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        let bad = |_| invalid(name, value);
        match name {
            "action" => self.action = Some(action(value, name)?),
            "limit" => self.limit = Some(parse_u16(value).map_err(bad)?),
            "correction" => self.correction = Some(parse_u32(value).map_err(bad)?),
            "sample" => self.sampling = Some(parse_u16(value).map_err(bad)?),
            _ => return Err(Failure::usage(USAGE)),
        }
        Ok(())
    }

    fn of(self, limit: PowerLimit) -> PowerLimit {
        PowerLimit {
            action: self.action.unwrap_or(limit.action),
            limit: self.limit.unwrap_or(limit.limit),
            correction: self.correction.unwrap_or(limit.correction),
            sampling: self.sampling.unwrap_or(limit.sampling),
        }
    }
}

fn action(text: &str, name: &str) -> Result<u8, Failure> {
    Ok(match text {
        "no_action" => NO_ACTION,
        "power_off" => POWER_OFF,
        "sel_logging" => SEL_LOGGING,
        _ => return Err(invalid(name, text)),
    })
}

fn invalid(name: &str, text: &str) -> Failure {
    Failure::usage(format!("Given {name} '{text}' is invalid."))
}

/// Reads the limit. One that is not active has a completion code of its own, and data.
async fn get(client: &mut Client) -> Result<Shown, Failure> {
    let wire = |source| Error::Wire { command: GetPowerLimit::NAME, source };
    let response =
        client.request(Request::of(&GetPowerLimit, Target::SESSION)).await.map_err(failed)?;
    let code = response.code;
    if !code.is_ok() && code.0 != NO_ACTIVE_LIMIT {
        let (command, meaning) = (GetPowerLimit::NAME, GetPowerLimit::own_code(code.0));
        return Err(failed(Error::Completion { command, code, meaning }));
    }
    let limit = GetPowerLimit::parse(&response.data).map_err(|source| failed(wire(source)))?;
    Ok(Shown::new(limit, code.is_ok()))
}

#[derive(Debug, Serialize)]
struct Shown {
    active: bool,
    exception_action: String,
    exception_action_code: u8,
    limit_watts: u16,
    correction_time_ms: u32,
    sampling_period_s: u16,
    #[serde(skip)]
    limit: PowerLimit,
}

impl Shown {
    fn new(limit: PowerLimit, active: bool) -> Self {
        let exception_action = match limit.action {
            NO_ACTION => "No Action".to_owned(),
            POWER_OFF => "Hard Power Off & Log Event to SEL".to_owned(),
            action @ 0x02..=0x10 => format!("OEM reserved ({action:02x}h)"),
            SEL_LOGGING => "Log Event to SEL".to_owned(),
            action => format!("Unknown (0x{action:x})"),
        };
        Self {
            active,
            exception_action,
            exception_action_code: limit.action,
            limit_watts: limit.limit,
            correction_time_ms: limit.correction,
            sampling_period_s: limit.sampling,
            limit,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let state = if self.active { "Power Limit Active" } else { "No Active Power Limit" };
        // IPMItool's number has a sign.
        let correction = i32::from_le_bytes(self.correction_time_ms.to_le_bytes());
        writeln!(w, "\n    Current Limit State: {state}")?;
        writeln!(w, "    Exception actions:   {}", self.exception_action)?;
        writeln!(w, "    Power Limit:         {} Watts", self.limit_watts)?;
        writeln!(w, "    Correction time:     {correction} milliseconds")?;
        write!(w, "    Sampling period:     {} seconds\n\n\n", self.sampling_period_s)
    }
}

#[derive(Debug, Serialize)]
struct Activated {
    active: bool,
}

impl Render for Activated {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let done = if self.active { "activated" } else { "deactivated" };
        write!(w, "\n    Power limit successfully {done}\n\n")
    }
}

pub(super) const WORDS: &[Word] = &[
    word("action", "no_action|sel_logging|power_off", "What happens beyond it", &[]),
    word("limit", "WATTS", "The limit", &[]),
    word("correction", "MILLISECONDS", "How long it may be exceeded", &[]),
    word("sample", "SECONDS", "Over which time power is averaged", &[]),
];

const NO_ACTION: u8 = 0x00;
const POWER_OFF: u8 = 0x01;
const SEL_LOGGING: u8 = 0x11;

const USAGE: &str = "
set_limit <parameter> <value>
    action      no_action | sel_logging | power_off
    limit       Watts
    correction  milliseconds
    sample      seconds
";
