//! `lan print`: what is asked for.
use std::collections::BTreeMap;

use super::channel;
use super::shown::Shown;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cmd::lan::{GetLanParameter, Parameter};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Shows the configuration of a channel.
#[derive(Clone, Copy, Debug)]
pub struct Print {
    channel: Option<u8>,
}

/// Data of the parameters that the BMC has.
pub(super) type Values = BTreeMap<Parameter, Vec<u8>>;

impl Print {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let channel = words.first().map(|word| channel::parse(word)).transpose()?;
        Ok(Self { channel })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let channel = channel::find(self.channel, client, channel::invalid).await?;
        let values = fetch(channel, client).await?;
        out.show(&Shown::new(channel, &values))
    }
}

/// A parameter that the BMC does not have is none of the configuration; it is no failure. Only a
/// BMC that does not know the command has no configuration at all.
async fn fetch(channel: u8, client: &mut Client) -> Result<Values, Failure> {
    let mut values = Values::new();
    let mut unknown = None;
    for parameter in ORDER {
        match client.send(&GetLanParameter::of(channel, parameter)).await {
            Ok(data) => {
                values.insert(parameter, data);
            }
            Err(error @ Error::Completion { code: CompletionCode::INVALID_COMMAND, .. }) => {
                unknown = Some(error);
                if values.is_empty() {
                    break;
                }
            }
            Err(Error::Completion { .. } | Error::Wire { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match unknown {
        Some(error) if values.is_empty() => Err(error.into()),
        _ => Ok(values),
    }
}

const ORDER: [Parameter; 21] = [
    Parameter::SET_IN_PROGRESS,
    Parameter::AUTH_SUPPORT,
    Parameter::AUTH_ENABLES,
    Parameter::SOURCE,
    Parameter::ADDRESS,
    Parameter::NETMASK,
    Parameter::MAC,
    Parameter::COMMUNITY,
    Parameter::HEADER,
    Parameter::ARP,
    Parameter::ARP_INTERVAL,
    Parameter::GATEWAY,
    Parameter::GATEWAY_MAC,
    Parameter::BACKUP,
    Parameter::BACKUP_MAC,
    Parameter::VLAN_ID,
    Parameter::VLAN_PRIORITY,
    Parameter::SUITE_COUNT,
    Parameter::SUITES,
    Parameter::SUITE_PRIVILEGES,
    Parameter::BAD_PASSWORD,
];
