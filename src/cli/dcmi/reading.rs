//! `dcmi power reading`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::usage::word;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cli::words::Word;
use crate::cmd::dcmi::power::{GetPowerReading, PowerReading};
use crate::transport::Client;

/// `dcmi power reading`.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// A period that enhanced statistics are asked for.
    period: Option<u8>,
    /// Show the time in UTC.
    utc: bool,
}

impl Reading {
    pub(super) fn parse(words: &[&str], utc: bool) -> Result<Self, Failure> {
        let Some(text) = words.first() else { return Ok(Self { period: None, utc }) };
        let known = PERIODS.iter().find(|(name, _)| name == text);
        let (_, period) = known.ok_or_else(|| {
            let usage = Failure::usage("\nInvalid sample time. Valid times are: ");
            let usage =
                PERIODS.iter().fold(usage, |said, (name, _)| said.line(format!("    {name}")));
            usage.also_printing(" |  |  |  |  |  |  |  | \n\n")
        })?;
        Ok(Self { period: Some(*period), utc })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { period, utc } = self;
        let reading = client.send(&GetPowerReading { period }).await.map_err(failed)?;
        out.show(&Shown::new(reading, period.is_some(), utc))
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    current_watts: u16,
    minimum_watts: u16,
    maximum_watts: u16,
    average_watts: u16,
    timestamp: u32,
    timestamp_text: String,
    period_ms: Option<u32>,
    period: Option<String>,
    period_code: Option<u32>,
    active: bool,
    #[serde(skip)]
    reading: PowerReading,
}

impl Shown {
    fn new(reading: PowerReading, enhanced: bool, utc: bool) -> Self {
        Self {
            current_watts: reading.current,
            minimum_watts: reading.minimum,
            maximum_watts: reading.maximum,
            average_watts: reading.average,
            timestamp: reading.timestamp,
            timestamp_text: timestamp::numeric(reading.timestamp, utc),
            period_ms: (!enhanced).then_some(reading.period),
            period: enhanced.then(|| period_name(reading.period)),
            period_code: enhanced.then_some(reading.period),
            active: reading.active,
            reading,
        }
    }
}

/// The name of a period in an answer.
fn period_name(code: u32) -> String {
    let known = PERIODS.iter().find(|(_, period)| u32::from(*period) == code);
    known.map_or_else(|| format!("Unknown (0x{code:x})"), |(name, _)| (*name).to_owned())
}

impl Render for Shown {
    /// There is no line feed behind the time stamp, as in IPMItool.
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let reading = &self.reading;
        writeln!(w)?;
        for (label, watts) in [
            ("Instantaneous power reading:", reading.current),
            ("Minimum during sampling period:", reading.minimum),
            ("Maximum during sampling period:", reading.maximum),
            ("Average power reading over sample period:", reading.average),
        ] {
            writeln!(w, "    {label:<42}{watts:>8} Watts")?;
        }
        write!(w, "    {:<42}{}", "IPMI timestamp:", self.timestamp_text)?;
        match &self.period {
            Some(name) => writeln!(w, "    {:<42}{name} ", "Sampling period:")?,
            None => {
                writeln!(w, "    {:<42}{:08} Seconds.", "Sampling period:", reading.period / 1000)?;
            }
        }
        let state = if reading.active { "activated" } else { "deactivated" };
        write!(w, "    {:<42}{state}\n\n\n", "Power reading state is:")
    }
}

/// Periods by name, as DCMI writes them: unit in bits 7:6, number in bits 5:0.
const PERIODS: [(&str, u8); 9] = [
    ("5_sec", 0x05),
    ("15_sec", 0x0f),
    ("30_sec", 0x1e),
    ("1_min", 0x41),
    ("3_min", 0x43),
    ("7_min", 0x47),
    ("15_min", 0x4f),
    ("30_min", 0x5e),
    ("1_hour", 0x81),
];

pub(super) const WORDS: &[Word] = &[
    word("5_sec", "", "Over 5 seconds", &[]),
    word("15_sec", "", "Over 15 seconds", &[]),
    word("30_sec", "", "Over 30 seconds", &[]),
    word("1_min", "", "Over a minute", &[]),
    word("3_min", "", "Over 3 minutes", &[]),
    word("7_min", "", "Over 7 minutes", &[]),
    word("15_min", "", "Over a quarter of an hour", &[]),
    word("30_min", "", "Over half an hour", &[]),
    word("1_hour", "", "Over an hour", &[]),
];
