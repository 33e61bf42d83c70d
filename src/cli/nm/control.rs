//! `nm control`: switches policies on and off.
use serde::Serialize;

use super::failed::failed;
use super::options::{domain, pairs, policy_id};
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Quiet};
use crate::cmd::oem::nm::{Domain, PolicyControl, PolicyKey, Scope};
use crate::transport::Client;

/// `nm control`.
#[derive(Clone, Copy, Debug)]
pub struct Control {
    enable: bool,
    scope: Scope,
}

impl Control {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (enable, rest) = match words {
            ["enable", rest @ ..] => (true, rest),
            ["disable", rest @ ..] => (false, rest),
            _ => return Err(Failure::usage(usage::CONTROL)),
        };
        let mut scope = Scope::Global;
        for (name, value) in pairs(rest) {
            scope = match (name, value) {
                ("global", _) => Scope::Global,
                ("per_domain", value) => Scope::Domain(domain(value)?),
                ("per_policy", None) => return Err(Failure::usage(usage::MISSING_POLICY)),
                ("per_policy", value) => {
                    let id = policy_id(value)?;
                    let scope = Scope::Policy(PolicyKey { domain: Domain::default(), id });
                    return Ok(Self { enable, scope });
                }
                _ => return Err(Failure::usage(usage::SCOPE)),
            };
        }
        Ok(Self { enable, scope })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { enable, scope } = self;
        client.send(&PolicyControl { enable, scope }).await.map_err(failed)?;
        out.show(&Quiet(Done { enabled: enable }))
    }
}

#[derive(Debug, Serialize)]
struct Done {
    enabled: bool,
}
