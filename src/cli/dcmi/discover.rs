//! `dcmi discover`: what the server offers.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out, Render};
use crate::cmd::dcmi::capabilities::{
    Access, GetAccess, GetMandatory, GetPeriods, GetPlatform, GetPowerController, Mandatory,
    Periods, Platform, PowerController, Version,
};
use crate::error::Error;
use crate::transport::Client;

/// Shows the capabilities, as far as they can be read.
pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut found = Found::default();
    if let Err((error, what)) = found.fetch(client).await {
        let mut printed = Vec::new();
        found.lines(&mut printed)?;
        let failure = failed(error).line(format!("Error discovering {what} capabilities!\n"));
        let output = [printed.as_slice(), failure.printed()].concat();
        return Err(failure.printing(output));
    }
    // IPMItool does not show these.
    if matches!(out.format(), Format::Json | Format::Table)
        && let Ok((_, periods)) = client.send(&GetPeriods).await
    {
        found.periods = Some(periods);
    }
    out.show(&found)
}

/// What is known.
#[derive(Debug, Default)]
struct Found {
    platform: Option<(Version, Platform)>,
    mandatory: Option<Mandatory>,
    power: Option<PowerController>,
    access: Option<Access>,
    periods: Option<Periods>,
}

impl Found {
    /// Reads page by page. What is missing then is named in IPMItool's words.
    async fn fetch(&mut self, client: &mut Client) -> Result<(), (Error, &'static str)> {
        let platform = client.send(&GetPlatform).await;
        self.platform = Some(platform.map_err(|error| (error, "platform"))?);
        let mandatory = client.send(&GetMandatory).await;
        let (_, mandatory) = mandatory.map_err(|error| (error, "mandatory_attributes"))?;
        self.mandatory = Some(mandatory);
        let power = client.send(&GetPowerController).await;
        let (_, power) = power.map_err(|error| (error, "optional_attributes"))?;
        self.power = Some(power);
        let access = client.send(&GetAccess).await;
        let (_, access) = access.map_err(|error| (error, "managebility access"))?;
        self.access = Some(access);
        Ok(())
    }

    fn lines(&self, w: &mut dyn Write) -> io::Result<()> {
        if let Some((_, platform)) = self.platform {
            write_platform(w, platform)?;
        }
        if let Some(mandatory) = self.mandatory {
            write_mandatory(w, mandatory)?;
        }
        if let Some(power) = self.power {
            write_power(w, power)?;
        }
        match self.access {
            Some(access) => write_access(w, access),
            None => Ok(()),
        }
    }
}

fn write_platform(w: &mut dyn Write, platform: Platform) -> io::Result<()> {
    writeln!(w, "    Supported DCMI capabilities:\n\n         Mandatory platform capabilities")?;
    write_bits(w, platform.mandatory, &MANDATORY, " available")?;
    writeln!(w, "\n         Optional platform capabilities")?;
    write_bits(w, platform.optional, &OPTIONAL, " available")?;
    writeln!(w, "\n         Managebility access capabilities")?;
    write_bits(w, platform.access, &ACCESS, "")
}

fn write_mandatory(w: &mut dyn Write, mandatory: Mandatory) -> io::Result<()> {
    let rollover = if mandatory.rollover { "enabled" } else { "not present" };
    writeln!(w, "\n    Mandatory platform attributes:\n\n         SEL Attributes: ")?;
    writeln!(w, "               SEL automatic rollover is {rollover}")?;
    writeln!(w, "               {} SEL entries", mandatory.sel_entries)?;
    writeln!(w, "\n         Identification Attributes: ")?;
    write_bits(w, mandatory.identification, &IDENTIFICATION, "")?;
    writeln!(w, "\n         Temperature Monitoring Attributes: ")?;
    write_bits(w, mandatory.temperatures, &TEMPERATURES, "")
}

/// IPMItool shifts the address before it looks for the BMC's, but not when it is another's.
fn write_power(w: &mut dyn Write, power: PowerController) -> io::Result<()> {
    writeln!(w, "\n    Optional Platform Attributes: \n\n         Power Management:")?;
    let address = power.address;
    if address >> 1 == BMC {
        writeln!(w, "                Slave address of device: {BMC:x}h (BMC)")?;
    } else {
        let whose = "(8bits)(Satellite/External controller)";
        writeln!(w, "                Slave address of device: {address:x}h {whose}")?;
    }
    let whose = if power.channel == 0 { "(Primary BMC)" } else { "" };
    writeln!(w, "                Channel number is {:x}h {whose}", power.channel)?;
    writeln!(w, "                    Device revision is {} ", power.revision)
}

fn write_access(w: &mut dyn Write, access: Access) -> io::Result<()> {
    writeln!(w, "\n    Manageability Access Attributes: ")?;
    for (channel, name, none) in [
        (access.primary_lan, "Primary LAN", "Primary LAN channel is not available for OOB"),
        (access.secondary_lan, "Secondary LAN", "Secondary LAN channel is not available for OOB"),
        (access.serial, "Serial", "No serial channel is available"),
    ] {
        match channel {
            NO_CHANNEL => writeln!(w, "         {none}")?,
            _ => writeln!(w, "         {name} channel number: {channel} is available")?,
        }
    }
    writeln!(w)
}

/// A line for each bit that is set, from bit 0 on.
fn write_bits(w: &mut dyn Write, bits: u8, names: &[&str], behind: &str) -> io::Result<()> {
    for name in set(bits, names) {
        writeln!(w, "        {name}{behind}")?;
    }
    Ok(())
}

/// The names of the bits that are set.
fn set<'n>(bits: u8, names: &[&'n str]) -> Vec<&'n str> {
    let bit = |(at, name): (usize, &&'n str)| (bits >> at & 1 != 0).then_some(*name);
    names.iter().enumerate().filter_map(bit).collect()
}

impl Render for Found {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.lines(w)
    }
}

impl Serialize for Found {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::from(self).serialize(serializer)
    }
}

/// `null` stands for channels that are not there.
#[derive(Debug, Serialize)]
struct Json {
    dcmi_version: Option<String>,
    parameter_revision: Option<u8>,
    mandatory_capabilities: Vec<&'static str>,
    power_management: bool,
    access_capabilities: Vec<&'static str>,
    sel_rollover: Option<bool>,
    sel_entries: Option<u16>,
    identification: Vec<&'static str>,
    temperatures: Vec<&'static str>,
    power_controller_address: Option<u8>,
    power_controller_channel: Option<u8>,
    power_controller_revision: Option<u8>,
    primary_lan_channel: Option<u8>,
    secondary_lan_channel: Option<u8>,
    serial_channel: Option<u8>,
    power_statistics_periods_s: Vec<u32>,
}

impl From<&Found> for Json {
    fn from(found: &Found) -> Self {
        let (version, platform) = found.platform.unzip();
        let channel = |of: fn(&Access) -> u8| {
            found.access.as_ref().map(of).filter(|channel| *channel != NO_CHANNEL)
        };
        let mandatory = found.mandatory.as_ref();
        let bits = |byte: Option<u8>, names: &[&'static str]| set(byte.unwrap_or(0), names);
        let periods = found.periods.iter().flat_map(|periods| &periods.0);
        Self {
            dcmi_version: version.map(|v| format!("{}.{}", v.major, v.minor)),
            parameter_revision: version.map(|v| v.revision),
            mandatory_capabilities: bits(platform.map(|p| p.mandatory), &MANDATORY),
            power_management: platform.is_some_and(|p| p.optional & 1 != 0),
            access_capabilities: bits(platform.map(|p| p.access), &ACCESS),
            sel_rollover: mandatory.map(|m| m.rollover),
            sel_entries: mandatory.map(|m| m.sel_entries),
            identification: bits(mandatory.map(|m| m.identification), &IDENTIFICATION),
            temperatures: bits(mandatory.map(|m| m.temperatures), &TEMPERATURES),
            power_controller_address: found.power.map(|p| p.address),
            power_controller_channel: found.power.map(|p| p.channel),
            power_controller_revision: found.power.map(|p| p.revision),
            primary_lan_channel: channel(|access| access.primary_lan),
            secondary_lan_channel: channel(|access| access.secondary_lan),
            serial_channel: channel(|access| access.serial),
            power_statistics_periods_s: periods.map(|p| Periods::seconds(*p)).collect(),
        }
    }
}

const MANDATORY: [&str; 4] =
    ["Identification support", "SEL logging", "Chassis power", "Temperature monitor"];
const OPTIONAL: [&str; 1] = ["Power management"];
const ACCESS: [&str; 6] = [
    "In-band KCS channel available",
    "Out-of-band serial TMODE available",
    "Out-of-band secondary LAN channel available",
    "Out-of-band primary LAN channel available",
    "SOL enabled",
    "VLAN capable",
];
const IDENTIFICATION: [&str; 3] = ["GUID", "DHCP hostname", "Asset tag"];
const TEMPERATURES: [&str; 3] = ["inlet", "cpu", "baseboard"];
/// What IPMItool takes for the BMC's address, behind its shift.
const BMC: u8 = 0x20;
const NO_CHANNEL: u8 = 0xff;
