//! `nm suspend`: when policies are suspended.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::{Options, domain_name};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Quiet, Render};
use crate::cmd::oem::nm::{self, GetSuspends, PolicyKey, SetSuspends};
use crate::transport::Client;

/// Subcommands of `nm suspend`.
#[derive(Clone, Debug)]
pub enum Suspend {
    /// Show the periods.
    Get(PolicyKey),
    /// Set the periods.
    Set(PolicyKey, Vec<nm::Suspend>),
}

impl Suspend {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (set, mut rest) = match words {
            ["set", rest @ ..] if rest.len() > 1 => (true, rest),
            ["get", rest @ ..] if rest.len() > 1 => (false, rest),
            _ => return Err(Failure::usage(usage::SUSPEND)),
        };
        let mut options = Options::default();
        while let [name, value, more @ ..] = rest
            && options.take(name, Some(value))?
        {
            rest = more;
        }
        let triples = rest.chunks_exact(3);
        if !triples.remainder().is_empty() {
            let part = "Error: suspend period requires a start, stop, and repeat values.\n";
            return Err(Failure::usage(part));
        }
        let periods: Vec<nm::Suspend> =
            triples.enumerate().map(|(at, words)| period(at, words)).collect::<Result<_, _>>()?;
        if periods.len() > MOST {
            return Err(Failure::usage("Error: there are at most 5 suspend periods.\n"));
        }
        let key = options.key()?;
        Ok(if set { Self::Set(key, periods) } else { Self::Get(key) })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get(key) => {
                let periods = client.send(&GetSuspends(key)).await.map_err(failed)?;
                out.show(&Shown::new(key, &periods))
            }
            Self::Set(key, periods) => {
                let shown = Shown::new(key, &periods);
                client.send(&SetSuspends { key, periods }).await.map_err(failed)?;
                out.show(&Quiet(shown))
            }
        }
    }
}

/// Start, stop, days.
fn period(at: usize, words: &[&str]) -> Result<nm::Suspend, Failure> {
    let number = |index: usize, most: u8| {
        let number = words.get(index).and_then(|word| parse_u8(word).ok());
        number.filter(|number| *number <= most)
    };
    let start = number(0, DAY_TENTHS - 1)
        .ok_or_else(|| Failure::usage(format!("suspend start value {at} must be 0-239.\n")))?;
    let stop = number(1, DAY_TENTHS)
        .ok_or_else(|| Failure::usage(format!("suspend stop value {at} must be 0-239.\n")))?;
    let days = number(2, 0x7f)
        .ok_or_else(|| Failure::usage(format!("suspend repeat value {at} unable to convert.\n")))?;
    Ok(nm::Suspend { start, stop, days })
}

#[derive(Debug, Serialize)]
struct Shown {
    domain: String,
    domain_code: u8,
    policy_id: u8,
    periods: Vec<Period>,
}

#[derive(Debug, Serialize)]
struct Period {
    start: String,
    stop: String,
    days: Vec<&'static str>,
    days_code: u8,
}

impl Shown {
    fn new(key: PolicyKey, periods: &[nm::Suspend]) -> Self {
        let domain_code = key.domain.0;
        let period = |period: &nm::Suspend| Period {
            start: clock(period.start),
            stop: clock(period.stop),
            days: (0..7)
                .zip(DAYS)
                .filter(|(bit, _)| period.days >> bit & 1 != 0)
                .map(|(_, day)| day)
                .collect(),
            days_code: period.days,
        };
        Self {
            domain: domain_name(domain_code),
            domain_code,
            policy_id: key.id,
            periods: periods.iter().map(period).collect(),
        }
    }
}

/// Tenths of an hour as hours and minutes.
fn clock(tenths: u8) -> String {
    format!("{:02}:{:02}", tenths / 10, tenths % 10 * 6)
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "    {:<42}{}", "Suspend Policy domain:", self.domain)?;
        writeln!(w, "    {:<42}{}", "Suspend Policy Policy ID:", self.policy_id)?;
        if self.periods.is_empty() {
            return writeln!(w, "    No suspend Periods.");
        }
        for (at, period) in self.periods.iter().enumerate() {
            let label = format!("Suspend Period {at}:");
            write!(w, "    {label:<42}{} to {}", period.start, period.stop)?;
            if !period.days.is_empty() {
                write!(w, ", {}", period.days.concat())?;
            }
            writeln!(w)?;
        }
        Ok(())
    }
}

const DAYS: [&str; 7] = ["M", "Tu", "W", "Th", "F", "Sa", "Su"];
/// Tenths of an hour in a day.
const DAY_TENTHS: u8 = 240;
const MOST: usize = 5;
