//! `sol info`: the configuration.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::privilege_name;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::sol::{GetSolParameter, Parameter};
use crate::error::Error;
use crate::transport::Client;

/// `sol info`.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    pub(super) channel: u8,
}

impl Info {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let config = Config::fetch(self.channel, client, out).await?;
        out.show(&Shown::from(&config))
    }
}

/// All parameters, raw. What the BMC does not support is 0, the channel and the port apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Config {
    progress: u8,
    enabled: u8,
    pub(super) authentication: u8,
    pub(super) interval: [u8; 2],
    pub(super) retry: [u8; 2],
    rates: [u8; 2],
    channel: u8,
    port: u16,
    /// Parameters that the BMC does not support, a bit each.
    missing: u16,
}

impl Config {
    /// Reads the parameters one by one.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub(super) async fn fetch(
        channel: u8,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Self, Failure> {
        let port = client.peer().map_or(0, |peer| peer.port());
        let mut config = Self { channel, port, ..Self::default() };
        for parameter in Parameter::ALL {
            match client.send(&GetSolParameter { channel, parameter }).await {
                Ok(data) => config.take(parameter, &data),
                Err(Error::Completion { code, .. }) if code.0 == NOT_SUPPORTED => {
                    config.missing |= 1 << parameter.number();
                    out.note(format_args!(
                        "Info: SOL parameter '{}' not supported{}",
                        label(parameter),
                        match parameter {
                            Parameter::PayloadChannel =>
                                format!(" - defaulting to 0x{:02x}", config.channel),
                            Parameter::PayloadPort => format!(" - defaulting to {}", config.port),
                            _ => String::new(),
                        }
                    ));
                }
                Err(error) => return Err(failed(error, parameter)),
            }
        }
        Ok(config)
    }

    fn take(&mut self, parameter: Parameter, data: &[u8]) {
        let byte = |at: usize| data.get(at).copied().unwrap_or(0);
        let two = [byte(0), byte(1)];
        match parameter {
            Parameter::SetInProgress => self.progress = byte(0),
            Parameter::Enable => self.enabled = byte(0),
            Parameter::Authentication => self.authentication = byte(0),
            Parameter::CharacterInterval => self.interval = two,
            Parameter::Retry => self.retry = two,
            Parameter::NonvolatileBitrate => self.rates[0] = byte(0),
            Parameter::VolatileBitrate => self.rates[1] = byte(0),
            Parameter::PayloadChannel => self.channel = byte(0),
            Parameter::PayloadPort => self.port = u16::from_le_bytes(two),
        }
    }
}

fn failed(error: Error, parameter: Parameter) -> Failure {
    let name = label(parameter);
    let line = match error.completion_code() {
        Some(code) => format!("Error requesting SOL parameter '{name}': {code}"),
        None => format!("Error: No response requesting SOL parameter '{name}'"),
    };
    Failure::client(error, line)
}

fn label(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::SetInProgress => "Set In Progress (0)",
        Parameter::Enable => "Enable (1)",
        Parameter::Authentication => "Authentication (2)",
        Parameter::CharacterInterval => "Character Interval (3)",
        Parameter::Retry => "Retry (4)",
        Parameter::NonvolatileBitrate => "Nonvolatile Bitrate (5)",
        Parameter::VolatileBitrate => "Volatile Bitrate (6)",
        Parameter::PayloadChannel => "Payload Channel (7)",
        Parameter::PayloadPort => "Payload Port (8)",
    }
}

/// What is shown. `null` stands for what the BMC does not support.
#[derive(Debug, Serialize)]
struct Shown {
    set_in_progress: Option<&'static str>,
    enabled: Option<bool>,
    force_encryption: Option<bool>,
    force_authentication: Option<bool>,
    privilege_level: Option<String>,
    privilege_level_code: Option<u8>,
    character_accumulate_level_ms: Option<u16>,
    character_send_threshold: Option<u8>,
    retry_count: Option<u8>,
    retry_interval_ms: Option<u16>,
    volatile_bit_rate_kbps: Option<String>,
    volatile_bit_rate_code: Option<u8>,
    non_volatile_bit_rate_kbps: Option<String>,
    non_volatile_bit_rate_code: Option<u8>,
    payload_channel: u8,
    payload_port: u16,
    #[serde(skip)]
    config: Config,
}

impl From<&Config> for Shown {
    fn from(config: &Config) -> Self {
        let has = |parameter: Parameter| config.missing >> parameter.number() & 1 == 0;
        let authentication = has(Parameter::Authentication).then_some(config.authentication);
        let interval = has(Parameter::CharacterInterval).then_some(config.interval);
        let retry = has(Parameter::Retry).then_some(config.retry);
        let [kept, used] = config.rates;
        let used = has(Parameter::VolatileBitrate).then_some(used & 0x0f);
        let kept = has(Parameter::NonvolatileBitrate).then_some(kept & 0x0f);
        Self {
            set_in_progress: has(Parameter::SetInProgress).then(|| progress(config.progress)),
            enabled: has(Parameter::Enable).then_some(config.enabled & 1 != 0),
            force_encryption: authentication.map(|bits| bits & 0x80 != 0),
            force_authentication: authentication.map(|bits| bits & 0x40 != 0),
            privilege_level: authentication.map(|bits| privilege_name(bits & 0x0f)),
            privilege_level_code: authentication.map(|bits| bits & 0x0f),
            character_accumulate_level_ms: interval.map(|[level, _]| u16::from(level) * 5),
            character_send_threshold: interval.map(|[_, threshold]| threshold),
            retry_count: retry.map(|[count, _]| count & 0x07),
            retry_interval_ms: retry.map(|[_, interval]| u16::from(interval) * 10),
            volatile_bit_rate_kbps: used.and_then(kbps),
            volatile_bit_rate_code: used,
            non_volatile_bit_rate_kbps: kept.and_then(kbps),
            non_volatile_bit_rate_code: kept,
            payload_channel: config.channel & 0x0f,
            payload_port: config.port,
            config: *config,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let config = &self.config;
        let mut line = |label: &str, value: String| writeln!(w, "{label:<32}: {value}");
        let truth = |value: bool| value.to_string();
        line("Set in progress", progress(config.progress).to_owned())?;
        line("Enabled", truth(config.enabled & 1 != 0))?;
        line("Force Encryption", truth(config.authentication & 0x80 != 0))?;
        line("Force Authentication", truth(config.authentication & 0x40 != 0))?;
        line("Privilege Level", privilege_name(config.authentication & 0x0f))?;
        line("Character Accumulate Level (ms)", (u16::from(config.interval[0]) * 5).to_string())?;
        line("Character Send Threshold", config.interval[1].to_string())?;
        line("Retry Count", (config.retry[0] & 0x07).to_string())?;
        line("Retry Interval (ms)", (u16::from(config.retry[1]) * 10).to_string())?;
        line("Volatile Bit Rate (kbps)", rate(config.rates[1]))?;
        line("Non-Volatile Bit Rate (kbps)", rate(config.rates[0]))?;
        line("Payload Channel", format!("{0} (0x{0:02x})", config.channel & 0x0f))?;
        line("Payload Port", config.port.to_string())
    }

    /// IPMItool shows force encryption a second time in the place of force authentication.
    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let config = &self.config;
        let encryption = config.authentication & 0x80 != 0;
        writeln!(
            w,
            "{},{},{encryption},{encryption},{},{},{},{},{},{},{},{},{}",
            progress(config.progress),
            config.enabled & 1 != 0,
            privilege_name(config.authentication & 0x0f),
            u16::from(config.interval[0]) * 5,
            config.interval[1],
            config.retry[0] & 0x07,
            u16::from(config.retry[1]) * 10,
            rate(config.rates[1]),
            rate(config.rates[0]),
            config.channel & 0x0f,
            config.port,
        )
    }
}

fn progress(state: u8) -> &'static str {
    match state & 0x03 {
        0 => "set-complete",
        1 => "set-in-progress",
        2 => "commit-write",
        _ => "Unknown (0x03)",
    }
}

pub(super) fn kbps(code: u8) -> Option<String> {
    RATES.iter().find(|(known, _)| *known == code).map(|(_, text)| (*text).to_owned())
}

pub(super) fn rate(code: u8) -> String {
    match code & 0x0f {
        0 => "IPMI-Over-Serial-Setting".to_owned(),
        code => kbps(code).unwrap_or_else(|| format!("Unknown (0x{code:02X})")),
    }
}

/// Bit rates in kbit/s (table 26-5).
pub(super) const RATES: [(u8, &str); 5] =
    [(6, "9.6"), (7, "19.2"), (8, "38.4"), (9, "57.6"), (10, "115.2")];
const NOT_SUPPORTED: u8 = 0x80;
