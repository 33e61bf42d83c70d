//! `dcmi thermalpolicy`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::usage::word;
use crate::cli::failure::Failure;
use crate::cli::number::{parse_u8, parse_u16};
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::dcmi::thermal::{GetThermalLimit, SetThermalLimit, ThermalLimit};
use crate::transport::Client;

/// Subcommands of `dcmi thermalpolicy`.
#[derive(Clone, Copy, Debug)]
pub enum Thermal {
    /// Show a limit.
    Get(u8, u8),
    /// Set a limit.
    Set(u8, u8, ThermalLimit),
}

impl Thermal {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] | ["get"] | ["get", _] => Err(Failure::usage("Get <entityID> <instanceID>")),
            ["get", entity, instance, ..] => {
                let (entity, instance) = place(entity, instance)?;
                Ok(Self::Get(entity, instance))
            }
            ["set"] | ["set", _] => Err(Failure::usage("Set <entityID> <instanceID>")),
            ["set", entity, instance, rest @ ..] => {
                let (entity, instance) = place(entity, instance)?;
                Ok(Self::Set(entity, instance, limit(rest)?))
            }
            _ => Err(Failure::usage(USAGE)),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get(entity, instance) => {
                let request = GetThermalLimit { entity, instance };
                let limit = client.send(&request).await.map_err(failed)?;
                out.show(&Shown::new(entity, instance, limit, false))
            }
            Self::Set(entity, instance, limit) => {
                let request = SetThermalLimit { entity, instance, limit };
                client.send(&request).await.map_err(failed)?;
                out.show(&Shown::new(entity, instance, limit, true))
            }
        }
    }
}

fn place(entity: &str, instance: &str) -> Result<(u8, u8), Failure> {
    let bad = |name, text| Failure::usage(format!("Given {name} '{text}' is invalid."));
    let id = parse_u8(entity).map_err(|_| bad("Entity ID", entity))?;
    Ok((id, parse_u8(instance).map_err(|_| bad("Instance ID", instance))?))
}

fn limit(words: &[&str]) -> Result<ThermalLimit, Failure> {
    let [persistence, power, sel, degrees, time, ..] = words else {
        return Err(Failure::usage(SET_USAGE));
    };
    let bad = |name, text| Failure::usage(format!("Given {name} '{text}' is invalid."));
    let limit = parse_u8(degrees).map_err(|_| bad("Temp Limit", degrees))?;
    let time = parse_u16(time).map_err(|_| bad("Sampling Time", time))?;
    let flag = |text: &str, on, off, bit| match text {
        _ if text == on => Ok(bit),
        _ if text == off || text == "disabled" => Ok(0),
        _ => Err(Failure::usage(SET_USAGE)),
    };
    let flags = flag(persistence, "nonvolatile", "volatile", KEPT)?
        | flag(power, "poweroff", "nopoweroff", POWER_OFF)?
        | flag(sel, "sel", "nosel", LOG)?;
    Ok(ThermalLimit { flags, limit, time })
}

#[derive(Debug, Serialize)]
struct Shown {
    entity_id: u8,
    entity_instance: u8,
    persistent: bool,
    power_off: bool,
    sel_logging: bool,
    limit_celsius: u8,
    exception_time_s: u16,
    #[serde(skip)]
    set: bool,
}

impl Shown {
    fn new(entity_id: u8, entity_instance: u8, limit: ThermalLimit, set: bool) -> Self {
        Self {
            entity_id,
            entity_instance,
            persistent: limit.flags & KEPT != 0,
            power_off: limit.flags & POWER_OFF != 0,
            sel_logging: limit.flags & LOG != 0,
            limit_celsius: limit.limit,
            exception_time_s: limit.time,
            set,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.set {
            let (instance, entity) = (self.entity_instance, self.entity_id);
            return write!(
                w,
                "\nThermal policy {instance} for {entity:0x}h entity successfully set.\n\n\n"
            );
        }
        let active = |on: bool| if on { "active" } else { "inactive" };
        let kept = if self.persistent { "set" } else { "notset" };
        writeln!(w, "\n    {:<42}{kept}", "Persistence flag is:")?;
        writeln!(w, "    Exception Actions, taken if the Temperature Limit exceeded:")?;
        let off = active(self.power_off);
        writeln!(w, "        {:<38}{off}", "Hard Power Off system and log event:")?;
        writeln!(w, "        {:<38}{}", "Log event to SEL only:", active(self.sel_logging))?;
        writeln!(w, "    {:<42}{} degrees", "Temperature Limit", self.limit_celsius)?;
        write!(w, "    {:<42}{} seconds\n\n\n\n", "Exception Time", self.exception_time_s)
    }
}

pub(super) const WORDS: &[Word] = &[
    word("get", "ENTITY INSTANCE", "Show a thermal limit", &[]),
    word(
        "set",
        "ENTITY INSTANCE volatile|nonvolatile|disabled poweroff|nopoweroff|disabled \
         sel|nosel|disabled DEGREES SECONDS",
        "Set a thermal limit",
        &[],
    ),
    word("help", "", "Print the list of commands", &[]),
];

const KEPT: u8 = 0x80;
const POWER_OFF: u8 = 0x40;
const LOG: u8 = 0x20;

const USAGE: &str = "
thermalpolicy <command>
    get ENTITY INSTANCE
    set ENTITY INSTANCE PERSISTENCE POWER LOG DEGREES SECONDS
";

const SET_USAGE: &str = "
Set thermalpolicy instance parameters: PERSISTENCE POWER LOG DEGREES SECONDS
    PERSISTENCE  volatile | nonvolatile | disabled
    POWER        poweroff | nopoweroff | disabled
    LOG          sel | nosel | disabled
    DEGREES      temperature limit in degrees C, 0 to 255
    SECONDS      how long it may be exceeded
";
