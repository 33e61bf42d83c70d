//! `pef info`: what the BMC can filter and do.
use std::io::{self, Write};

use serde::Serialize;

use super::parts::{ACTIONS, Parts, names};
use super::{count, said};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::app::device::GetSystemGuid;
use crate::cmd::pef::{GetPefCapabilities, GetPefParameter, parameter};
use crate::error::Error;
use crate::transport::Client;

pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let policies = match count(client, parameter::POLICIES).await {
        Ok(count) => Some(count),
        Err(error) => {
            said(error).lines().for_each(|line| out.note(line));
            out.note("Failed to get size of PEF Policy Table.");
            None
        }
    };
    let capabilities = client
        .send(&GetPefCapabilities)
        .await
        .map_err(|error| said(error).line("Failed to get PEF Capabilities."))?;
    let guid = guid(client).await;
    let info = Info {
        version: version(capabilities.version),
        version_code: capabilities.version,
        event_filters: capabilities.filters,
        alert_policies: policies,
        system_guid: guid.as_ref().ok().and_then(|guid| guid.map(written)),
        actions: names(&ACTIONS, capabilities.actions),
        actions_code: capabilities.actions,
        whole: guid.is_ok(),
        verbose: out.verbosity() > 0,
    };
    out.show(&info)?;
    guid.map(drop).map_err(|error| said(error).line("Failed to get PEF System GUID."))
}

/// The GUID that alerts carry: PEF's own, or else the system's, which need not be there.
async fn guid(client: &mut Client) -> Result<Option<[u8; 16]>, Error> {
    let own = client.send(&GetPefParameter { parameter: parameter::GUID, set: 0 }).await?;
    match own.as_slice() {
        [used, guid @ ..] if used & 1 != 0 => guid.try_into().map(Some).map_err(|_| short()),
        [_, _, ..] => match client.send(&GetSystemGuid).await {
            Ok(guid) => Ok(Some(guid.0)),
            Err(Error::Completion { .. } | Error::Wire { .. }) => Ok(None),
            Err(error) => Err(error),
        },
        _ => Err(short()),
    }
}

fn short() -> Error {
    super::short("system GUID")
}

/// In the order in which the bytes come.
fn written(guid: [u8; 16]) -> String {
    let mut text = format!("{:032x}", u128::from_be_bytes(guid));
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// BCD, the first digit in the low half.
fn version(code: u8) -> String {
    format!("{}.{}", code & 0x0f, code >> 4)
}

/// What is shown.
#[derive(Debug, Serialize)]
struct Info {
    version: String,
    version_code: u8,
    event_filters: u8,
    alert_policies: Option<u8>,
    system_guid: Option<String>,
    actions: Vec<&'static str>,
    actions_code: u8,
    #[serde(skip)]
    whole: bool,
    #[serde(skip)]
    verbose: bool,
}

impl Render for Info {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut parts = Parts::new(self.verbose);
        parts
            .field("Version", &format_args!("0x{:02x}", self.version_code))
            .field("PEF Event Filter count", &self.event_filters)
            .field("PEF Alert Policy Table size", &self.alert_policies.unwrap_or(0));
        if let Some(guid) = &self.system_guid {
            parts.field("System GUID", &guid);
        }
        if self.whole {
            parts.flags(&ACTIONS, self.actions_code, ["supported", "unsupported"]);
        }
        parts.write(w, self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_guids_are_written() {
        assert_eq!(version(0x51), "1.5");
        let mut bytes = [0; 16];
        for (byte, value) in bytes.iter_mut().zip(0x10..) {
            *byte = value;
        }
        assert_eq!(written(bytes), "10111213-1415-1617-1819-1a1b1c1d1e1f");
    }
}
