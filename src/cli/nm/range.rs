//! `nm power`: the range of power.
use serde::Serialize;

use super::failed::failed;
use super::options::{domain, pairs};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u16;
use crate::cli::out::{Out, Quiet};
use crate::cmd::oem::nm::{Domain, SetPowerRange};
use crate::transport::Client;

/// `nm power`.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    domain: Domain,
    minimum: u16,
    maximum: u16,
}

impl Range {
    /// IPMItool's message has `range` in front of the options, and so it may be there.
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let words = match words {
            ["range", rest @ ..] => rest,
            words => words,
        };
        let mut of = Domain::default();
        let (mut minimum, mut maximum) = (None, None);
        for (name, value) in pairs(words) {
            let watts = |what: &str| {
                let watts = value.and_then(|value| parse_u16(value).ok());
                let bad = || Failure::usage(format!("Power {what} must be a positive integer.\n"));
                watts.ok_or_else(bad)
            };
            match name {
                "domain" => of = domain(value)?,
                "min" => minimum = Some(watts("minimum")?),
                "max" => maximum = Some(watts("maximum")?),
                _ => return Err(Failure::usage(usage::RANGE)),
            }
        }
        let (Some(minimum), Some(maximum)) = (minimum, maximum) else {
            let missing = "Missing parameters: nm power range min <minimum> max <maximum>.\n";
            return Err(Failure::usage(missing));
        };
        Ok(Self { domain: of, minimum, maximum })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { domain, minimum, maximum } = self;
        client.send(&SetPowerRange { domain, minimum, maximum }).await.map_err(failed)?;
        out.show(&Quiet(Done { minimum_watts: minimum, maximum_watts: maximum }))
    }
}

#[derive(Debug, Serialize)]
struct Done {
    minimum_watts: u16,
    maximum_watts: u16,
}
