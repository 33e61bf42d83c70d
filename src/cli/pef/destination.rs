//! Where an alert policy sends to.
use std::net::Ipv4Addr;

use serde::Serialize;

use super::parts::Parts;
use crate::cli::failure::Failure;
use crate::cli::text::Text;
use crate::cmd::lan::{GetLanParameter, Parameter};
use crate::cmd::pef::GetSerialDestination;
use crate::error::Error;
use crate::transport::Client;

/// What is known about a destination; `null` in JSON for what could not be had.
#[derive(Debug, Default, Serialize)]
pub(super) struct Destination {
    #[serde(rename = "destination_type")]
    name: Option<&'static str>,
    #[serde(rename = "destination_type_code")]
    code: Option<u8>,
    community: Option<Text>,
    acknowledge_timeout_s: Option<u8>,
    retries: Option<u8>,
    ip_address: Option<Ipv4Addr>,
    mac_address: Option<String>,
    #[serde(skip)]
    kind: Kind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// A number that the channel's medium gives a meaning to.
    #[default]
    Number,
    Lan,
    Serial,
}

/// Asks for a destination. What is refused is told in `notes`.
///
/// # Errors
/// When the BMC does not answer.
pub(super) async fn fetch_destination(
    medium: u8,
    channel: u8,
    destination: u8,
    client: &mut Client,
    notes: &mut Vec<String>,
) -> Result<Destination, Failure> {
    let mut found = Destination::default();
    match medium {
        LAN => {
            found.kind = Kind::Lan;
            found.fetch_lan(channel, destination, client, notes).await?;
        }
        SERIAL => {
            found.kind = Kind::Serial;
            found.fetch_serial(channel, destination, client, notes).await?;
        }
        _ => {}
    }
    Ok(found)
}

impl Destination {
    async fn fetch_lan(
        &mut self,
        channel: u8,
        destination: u8,
        client: &mut Client,
        notes: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let ask = |parameter, set| GetLanParameter { channel, parameter, set, block: 0 };
        let count = client.send(&ask(Parameter::DESTINATIONS, 0)).await;
        if told(count, "Alert destination count", notes)?.is_none() {
            return Ok(());
        }
        let kind = client.send(&ask(Parameter::DESTINATION_TYPE, destination)).await;
        let Some(kind) = told(kind, "Alert destination type", notes)? else { return Ok(()) };
        if let [_, kind, timeout, retries, ..] = kind.as_slice() {
            let code = kind & 0x07;
            self.set_kind(code, LAN_TYPES.get(usize::from(code)).copied().flatten());
            self.acknowledge_timeout_s = Some(*timeout);
            self.retries = Some(retries & 0x07);
        }
        if self.code == Some(PET) {
            let community = client.send(&ask(Parameter::COMMUNITY, 0)).await;
            self.community = told(community, "PET community", notes)?.map(|bytes| {
                Text(bytes.into_iter().take(18).take_while(|byte| *byte != 0).collect())
            });
        }
        let info = client.send(&ask(Parameter::DESTINATION_ADDRESS, destination)).await;
        let info = told(info, "Alert destination info", notes)?;
        if let Some([_, _, _, a, b, c, d, mac @ ..]) = info.as_deref().and_then(addresses) {
            self.ip_address = Some(Ipv4Addr::from([*a, *b, *c, *d]));
            self.mac_address = Some(mac.map(|byte| format!("{byte:02x}")).join(":"));
        }
        Ok(())
    }

    async fn fetch_serial(
        &mut self,
        channel: u8,
        destination: u8,
        client: &mut Client,
        notes: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let ask = |parameter, destination| GetSerialDestination { channel, parameter, destination };
        let count = client.send(&ask(16, 0)).await;
        if told(count, "Alert destination count", notes)?.is_none() {
            return Ok(());
        }
        let info = client.send(&ask(17, destination)).await;
        let info = told(info, "Alert destination info", notes)?;
        if let Some([_, kind, timeout, retries, ..]) = info.as_deref() {
            let code = kind & 0x0f;
            let named = SERIAL_TYPES.iter().find(|(known, _)| *known == code);
            self.set_kind(code, named.map(|(_, name)| *name));
            self.acknowledge_timeout_s = Some(*timeout);
            self.retries = Some(retries & 0x07);
        }
        Ok(())
    }

    fn set_kind(&mut self, code: u8, name: Option<&'static str>) {
        (self.code, self.name) = (Some(code), name);
    }

    pub(super) fn show(&self, number: u8, parts: &mut Parts) {
        if self.kind == Kind::Number {
            parts.field("Destination ID", &number);
            return;
        }
        if self.code.is_some() {
            parts.field("Alert destination type", &self.name.unwrap_or("None"));
        }
        if let Some(Text(community)) = &self.community {
            parts.field("PET Community", &String::from_utf8_lossy(community));
        }
        let label = match self.kind {
            Kind::Serial => "ACK timeout (secs)",
            _ => "ACK timeout/retry (secs)",
        };
        let mut maybe = |label, value: Option<String>| {
            if let Some(value) = value {
                parts.field(label, &value);
            }
        };
        maybe(label, self.acknowledge_timeout_s.map(|seconds| seconds.to_string()));
        maybe("Retries", self.retries.map(|retries| retries.to_string()));
        maybe("IP address", self.ip_address.map(|address| address.to_string()));
        maybe("MAC address", self.mac_address.clone());
    }
}

/// Parameter 19 as far as the addresses of IPv4 go: selector, format, gateway, IP, MAC.
fn addresses(data: &[u8]) -> Option<&[u8; 13]> {
    data.first_chunk()
}

/// What was answered; a refusal is told, in IPMItool's words.
fn told(
    answer: Result<Vec<u8>, Error>,
    what: &str,
    notes: &mut Vec<String>,
) -> Result<Option<Vec<u8>>, Failure> {
    match answer {
        Ok(data) => Ok(Some(data)),
        Err(Error::Completion { code, .. }) => {
            notes.push(format!(" **Error {:x} in '{what}' command", code.0));
            notes.push(format!(" **Error retrieving {what}"));
            Ok(None)
        }
        Err(Error::Wire { .. }) => {
            notes.push(format!(" **Error retrieving {what}"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Medium types (table 6-3).
const LAN: u8 = 4;
const SERIAL: u8 = 5;
const PET: u8 = 0;
/// Types of LAN destinations (table 23-4, parameter 18).
const LAN_TYPES: [Option<&str>; 8] =
    [Some("PET"), None, None, None, None, None, Some("OEM 1"), Some("OEM 2")];
/// Types of serial destinations (table 25-4, parameter 17).
const SERIAL_TYPES: [(u8, &str); 7] = [
    (0, "Dial page"),
    (1, "TAP page"),
    (2, "PPP alert"),
    (3, "Basic callback"),
    (4, "PPP callback"),
    (0x0e, "OEM 1"),
    (0x0f, "OEM 2"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded from IPMItool 1.8.19 for such a destination.
    #[test]
    fn text_is_ipmitools() {
        let lan = Destination {
            name: Some("PET"),
            code: Some(0),
            community: Some(Text(b"public".to_vec())),
            acknowledge_timeout_s: Some(5),
            retries: Some(3),
            ip_address: Some(Ipv4Addr::new(10, 0, 0, 1)),
            mac_address: Some("02:03:04:05:06:07".to_owned()),
            kind: Kind::Lan,
        };
        let text = |destination: &Destination, verbose| {
            let mut parts = Parts::new(verbose);
            destination.show(15, &mut parts);
            let mut out = Vec::new();
            parts.write(&mut out, true).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(&lan, false), " PET | public | 5 | 3 | 10.0.0.1 | 02:03:04:05:06:07\n");
        assert_eq!(
            text(&lan, true),
            "\
Alert destination type   : PET
PET Community            : public
ACK timeout/retry (secs) : 5
Retries                  : 3
IP address               : 10.0.0.1
MAC address              : 02:03:04:05:06:07

"
        );
        assert_eq!(text(&Destination::default(), false), " 15\n");
        assert_eq!(text(&Destination::default(), true), "Destination ID           : 15\n\n");
    }

    #[test]
    fn only_whole_addresses_are_taken() {
        assert!(addresses(&[0; 12]).is_none());
        assert!(addresses(&[0; 14]).is_some());
    }
}
