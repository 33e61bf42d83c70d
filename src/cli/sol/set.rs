//! `sol set`.
use std::fmt::Write;

use super::config::{Config, RATES};
use crate::cli::args::channel;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::Out;
use crate::cli::words::Word;
use crate::cmd::sol::{Parameter, SetSolParameter};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// A parameter to set.
#[derive(Clone, Debug)]
pub struct Set {
    channel: u8,
    /// Say before and after that writes are under way.
    guard: bool,
    name: &'static str,
    value: String,
    change: Change,
}

/// What becomes of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// It has one byte.
    Whole(Parameter, u8),
    /// Some bits of a byte of one that is read before.
    Bits { parameter: Parameter, at: usize, mask: u8, bits: u8 },
}

impl Set {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (name, value, rest) = match words {
            [name, value, rest @ ..] if rest.len() <= 2 => (*name, *value, rest),
            _ => return Err(Failure::usage(usage())),
        };
        let known = NAMES.iter().find(|(known, _)| *known == name);
        let channel = rest.first().map_or(Ok(THIS_CHANNEL), |word| channel(word))?;
        let guard = rest.get(1) != Some(&"noguard");
        let Some((name, kind)) = known else {
            return Err(Failure::usage(format!("Error: invalid SOL parameter {name}")));
        };
        let change = change(name, *kind, value)?;
        Ok(Self { channel, guard, name, value: value.to_owned(), change })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let (parameter, data) = match self.change {
            Change::Whole(parameter, byte) => (parameter, vec![byte]),
            Change::Bits { parameter, at, mask, bits } => {
                let config = Config::fetch(self.channel, client, out).await;
                let config = config.map_err(|failure| {
                    failure.line(format!("Error fetching SOL parameters for {} update", self.name))
                })?;
                let mut data = match parameter {
                    Parameter::CharacterInterval => config.interval.to_vec(),
                    Parameter::Retry => config.retry.to_vec(),
                    _ => vec![config.authentication],
                };
                if let Some(byte) = data.get_mut(at) {
                    *byte = *byte & !mask | bits;
                }
                (parameter, data)
            }
        };
        // The guard is not guarded.
        let guard = self.guard && parameter != Parameter::SetInProgress;
        if guard {
            let begun = self.write(client, Parameter::SetInProgress, vec![IN_PROGRESS]).await;
            begun.map_err(|error| {
                let failure = refused(error, "set-in-progress", "set-in-progress");
                failure.line(format!("Error: set of parameter \"{}\" failed", self.name))
            })?;
        }
        let written = self.write(client, parameter, data).await;
        if guard {
            if written.is_ok() {
                // Many BMCs know no commit.
                let _ = self.write(client, Parameter::SetInProgress, vec![COMMIT]).await;
            }
            let _ = self.write(client, Parameter::SetInProgress, vec![COMPLETE]).await;
        }
        written.map_err(|error| refused(error, self.name, &self.value))
    }

    async fn write(
        &self,
        client: &mut Client,
        parameter: Parameter,
        data: Vec<u8>,
    ) -> Result<(), Error> {
        client.send(&SetSolParameter { channel: self.channel, parameter, data }).await
    }
}

fn refused(error: Error, name: &str, value: &str) -> Failure {
    let line = match &error {
        Error::Completion { meaning: Some(meaning), .. } => {
            format!("Error setting SOL parameter '{name}': {meaning}")
        }
        Error::Completion { code, .. } => {
            format!("Error setting SOL parameter '{name}' to '{value}': {code}")
        }
        _ => format!("Error setting SOL parameter '{name}'"),
    };
    Failure::client(error, line)
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Progress,
    Enabled,
    Encryption,
    Authentication,
    Level,
    Accumulate,
    Threshold,
    Count,
    Interval,
    Rate(Parameter),
}

fn change(name: &str, kind: Kind, value: &str) -> Result<Change, Failure> {
    let bad = |valid: &str| {
        Failure::usage(format!("Invalid value {value} for parameter {name}"))
            .line(format!("Valid values are {valid}"))
    };
    let truth = || match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(bad("true and false")),
    };
    let number = |least, most| match parse_u8(value) {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(bad(&format!("{least}-{most}"))),
    };
    let bits = |parameter, at, mask, bits| Change::Bits { parameter, at, mask, bits };
    let security = |mask, on| bits(Parameter::Authentication, 0, mask, if on { mask } else { 0 });
    Ok(match kind {
        Kind::Progress => {
            let states = ["set-complete", "set-in-progress", "commit-write"];
            let state = states.iter().zip(0..).find(|(name, _)| **name == value);
            let (_, state) =
                state.ok_or_else(|| bad("set-complete, set-in-progress and commit-write"))?;
            Change::Whole(Parameter::SetInProgress, state)
        }
        Kind::Enabled => Change::Whole(Parameter::Enable, truth()?.into()),
        Kind::Encryption => security(0x80, truth()?),
        Kind::Authentication => security(0x40, truth()?),
        Kind::Level => {
            let levels = [("user", 2), ("operator", 3), ("admin", 4), ("oem", 5)];
            let level = levels.iter().find(|(name, _)| *name == value);
            let (_, level) = level.ok_or_else(|| bad("user, operator, admin, and oem"))?;
            bits(Parameter::Authentication, 0, 0x0f, *level)
        }
        Kind::Accumulate => bits(Parameter::CharacterInterval, 0, 0xff, number(1, 255)?),
        Kind::Threshold => bits(Parameter::CharacterInterval, 1, 0xff, number(0, 255)?),
        Kind::Count => bits(Parameter::Retry, 0, 0x07, number(0, 7)?),
        Kind::Interval => bits(Parameter::Retry, 1, 0xff, number(0, 255)?),
        Kind::Rate(parameter) => {
            let rate = RATES.iter().find(|(_, text)| *text == value);
            match (rate, value) {
                (Some((code, _)), _) => Change::Whole(parameter, *code),
                (None, "serial") => Change::Whole(parameter, 0),
                _ => {
                    let line = format!("Invalid value \"{value}\" for parameter \"{name}\"");
                    return Err(Failure::usage(line)
                        .line("Valid values are serial, 9.6 19.2, 38.4, 57.6 and 115.2"));
                }
            }
        }
    })
}

const NAMES: [(&str, Kind); 11] = [
    ("set-in-progress", Kind::Progress),
    ("enabled", Kind::Enabled),
    ("force-encryption", Kind::Encryption),
    ("force-authentication", Kind::Authentication),
    ("privilege-level", Kind::Level),
    ("character-accumulate-level", Kind::Accumulate),
    ("character-send-threshold", Kind::Threshold),
    ("retry-count", Kind::Count),
    ("retry-interval", Kind::Interval),
    ("non-volatile-bit-rate", Kind::Rate(Parameter::NonvolatileBitrate)),
    ("volatile-bit-rate", Kind::Rate(Parameter::VolatileBitrate)),
];

pub(super) const WORDS: &[Word] = &[
    super::word("set-in-progress", "set-complete|set-in-progress|commit-write", "Guard", &[]),
    super::word("enabled", "true|false", "Whether there is a console", &[]),
    super::word("force-encryption", "true|false", "Only encrypted consoles", &[]),
    super::word("force-authentication", "true|false", "Only authenticated consoles", &[]),
    super::word("privilege-level", "user|operator|admin|oem", "Who may activate", &[]),
    super::word("character-accumulate-level", "N", "Wait for more, in units of 5 ms", &[]),
    super::word("character-send-threshold", "N", "Send as soon as so many are there", &[]),
    super::word("retry-count", "0-7", "How often the BMC sends again", &[]),
    super::word("retry-interval", "N", "How long it waits before, in units of 10 ms", &[]),
    super::word("non-volatile-bit-rate", RATE, "Speed that is kept, in kbit/s", &[]),
    super::word("volatile-bit-rate", RATE, "Speed until the BMC restarts, in kbit/s", &[]),
];

const RATE: &str = "serial|9.6|19.2|38.4|57.6|115.2";

fn usage() -> String {
    let mut text = "\nSOL set parameters and values: \n\n".to_owned();
    for word in WORDS {
        let _ = writeln!(text, "  {:<28}{}", word.name, word.args);
    }
    text
}

const COMPLETE: u8 = 0;
const IN_PROGRESS: u8 = 1;
const COMMIT: u8 = 2;
