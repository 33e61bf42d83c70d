//! `nm threshold`: thresholds that send alerts.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::{Options, domain_name};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u16;
use crate::cli::out::{Out, Quiet, Render};
use crate::cmd::oem::nm::{GetThresholds, PolicyKey, SetThresholds};
use crate::transport::Client;

/// Subcommands of `nm threshold`.
#[derive(Clone, Debug)]
pub enum Threshold {
    /// Show them.
    Get(PolicyKey),
    /// Set them.
    Set(PolicyKey, Vec<u16>),
}

impl Threshold {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (set, mut rest) = match words {
            ["set", rest @ ..] if rest.len() > 1 => (true, rest),
            ["get", rest @ ..] if rest.len() > 1 => (false, rest),
            _ => return Err(Failure::usage(usage::THRESHOLD)),
        };
        let mut options = Options::default();
        while let [name, value, more @ ..] = rest
            && options.take(name, Some(value))?
        {
            rest = more;
        }
        if rest.len() > MOST {
            let many = "Set Threshold requires 1, 2, or 3 threshold integer values.\n";
            return Err(Failure::usage(many));
        }
        let number = |(at, word): (usize, &&str)| {
            let bad = format!("threshold value {at} count must be a positive integer.\n");
            parse_u16(word).map_err(|_| Failure::usage(bad))
        };
        let thresholds = (1..).zip(rest).map(number).collect::<Result<_, _>>()?;
        let key = options.key()?;
        Ok(if set { Self::Set(key, thresholds) } else { Self::Get(key) })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get(key) => {
                let thresholds = client.send(&GetThresholds(key)).await.map_err(failed)?;
                out.show(&Shown::new(key, thresholds))
            }
            Self::Set(key, thresholds) => {
                let request = SetThresholds { key, thresholds: thresholds.clone() };
                client.send(&request).await.map_err(failed)?;
                out.show(&Quiet(Shown::new(key, thresholds)))
            }
        }
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    domain: String,
    domain_code: u8,
    policy_id: u8,
    thresholds: Vec<u16>,
}

impl Shown {
    fn new(key: PolicyKey, thresholds: Vec<u16>) -> Self {
        let domain_code = key.domain.0;
        Self { domain: domain_name(domain_code), domain_code, policy_id: key.id, thresholds }
    }
}

impl Render for Shown {
    /// Always three; those that are not there are 0.
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "    {:<42}{}", "Alert Threshold domain:", self.domain)?;
        writeln!(w, "    {:<42}{}", "Alert Threshold Policy ID:", self.policy_id)?;
        for at in 0..MOST {
            let value = self.thresholds.get(at).copied().unwrap_or(0);
            writeln!(w, "    {:<42}{value}", format!("Alert Threshold {}:", at + 1))?;
        }
        Ok(())
    }
}

const MOST: usize = 3;
