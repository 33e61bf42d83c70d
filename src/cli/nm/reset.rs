//! `nm reset`: begins statistics anew.
use serde::Serialize;

use super::failed::failed;
use super::options::Options;
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Quiet};
use crate::cmd::oem::nm::{Domain, ResetStatistics};
use crate::transport::Client;

/// `nm reset`.
#[derive(Clone, Copy, Debug)]
pub struct Reset {
    mode: u8,
    domain: Domain,
    id: u8,
}

impl Reset {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let known = |word: &&str| MODES.iter().find(|(name, _)| name == word);
        let Some((_, mode)) = words.first().and_then(known) else {
            return Err(Failure::usage(usage::RESET));
        };
        let options = Options::parse(words.get(1..).unwrap_or_default(), usage::RESET_OPTIONS)?;
        let id = match options.policy {
            None if *mode == GLOBAL => NO_POLICY,
            _ => options.key()?.id,
        };
        Ok(Self { mode: *mode, domain: options.domain, id })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { mode, domain, id } = self;
        client.send(&ResetStatistics { mode, domain, id }).await.map_err(failed)?;
        out.show(&Quiet(Done { mode }))
    }
}

#[derive(Debug, Serialize)]
struct Done {
    mode: u8,
}

const GLOBAL: u8 = 0;
const NO_POLICY: u8 = 0xff;
const MODES: [(&str, u8); 7] = [
    ("global", GLOBAL),
    ("per_policy", 1),
    ("requests", 0x1b),
    ("response", 0x1c),
    ("throttling", 0x1d),
    ("memory", 0x1e),
    ("comm", 0x1f),
];
