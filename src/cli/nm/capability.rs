//! `nm capability`: what policies may be.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::{domain, domain_name, pairs};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::oem::nm::{Capabilities, Domain, GetCapabilities};
use crate::transport::Client;

/// `nm capability`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Capability {
    domain: Domain,
    trigger: u8,
}

impl Capability {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut command = Self::default();
        for (name, value) in pairs(words) {
            match name {
                "domain" => command.domain = domain(value)?,
                "inlet" => command.trigger = INLET,
                "missing" => command.trigger = MISSING,
                "reset" => command.trigger = RESET,
                "boot" => command.trigger = BOOT,
                _ => return Err(Failure::usage(usage::CAPABILITY)),
            }
        }
        Ok(command)
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { domain, trigger } = self;
        let found = client.send(&GetCapabilities { domain, trigger }).await.map_err(failed)?;
        out.show(&Shown::new(found, trigger))
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    domain: String,
    domain_code: u8,
    trigger_code: u8,
    policies: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_watts: Option<[u16; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_celsius: Option<[u16; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_ms: Option<[u32; 2]>,
    correction_time_ms: [u32; 2],
    statistics_period_s: [u16; 2],
    #[serde(skip)]
    found: Capabilities,
}

impl Shown {
    /// Ranges go from the least to the most.
    fn new(found: Capabilities, trigger: u8) -> Self {
        let [most, least] = found.limit;
        let range = [least, most];
        Self {
            domain: domain_name(found.domain),
            domain_code: found.domain & 0x0f,
            trigger_code: trigger,
            policies: found.policies,
            limit_watts: (trigger == POWER).then_some(range),
            limit_celsius: (trigger == INLET).then_some(range),
            limit_ms: matches!(trigger, MISSING | RESET)
                .then_some(range.map(|tenths| u32::from(tenths) * 100)),
            correction_time_ms: found.correction,
            statistics_period_s: found.period,
            found,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let found = &self.found;
        let [most, least] = found.limit;
        let limits = match self.trigger_code {
            POWER => Some(("power", 1, "Watts")),
            INLET => Some(("temp", 1, "C")),
            BOOT => None,
            _ => Some(("time", 10, "Secs")),
        };
        let mut lines = Vec::new();
        if let Some((what, divisor, unit)) = limits {
            lines.push((format!("max_{what}"), u32::from(most / divisor), unit));
            lines.push((format!("min_{what}"), u32::from(least / divisor), unit));
        }
        lines.push(("min_corr".to_owned(), found.correction[0] / 1000, "secs"));
        lines.push(("max_corr".to_owned(), found.correction[1] / 1000, "secs"));
        lines.push(("min_stats".to_owned(), found.period[0].into(), "secs"));
        lines.push(("max_stats".to_owned(), found.period[1].into(), "secs"));
        writeln!(w, "    power policies:\t\t{}", self.policies)?;
        for (name, value, unit) in lines {
            writeln!(w, "    {name}\t\t{value:>7} {unit}")?;
        }
        writeln!(w, "    domain scope:\t{}", self.domain)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let Capabilities { policies, limit: [most, least], correction, period, .. } = self.found;
        let [min_corr, max_corr] = correction.map(|ms| ms / 1000);
        let [min_stats, max_stats] = period;
        writeln!(
            w,
            "{policies},{most},{least},{min_corr},{max_corr},{min_stats},{max_stats},{}",
            self.domain
        )
    }
}

const POWER: u8 = 0;
const INLET: u8 = 1;
const MISSING: u8 = 2;
const RESET: u8 = 3;
const BOOT: u8 = 4;
