//! `lan apply`: several parameters in one go, for a BMC that is reached at the address that changes.
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::time::Duration;

use serde::Serialize;

use super::address::ipv4;
use super::channel;
use super::guard::{COMMIT, COMPLETE, Guard, MISMATCH, refused, rest};
use crate::cli::failure::Failure;
use crate::cli::number::parse_u16;
use crate::cli::out::{Out, Render};
use crate::cmd::Command;
use crate::cmd::lan::ipv4::VlanId;
use crate::cmd::lan::{GetLanParameter, Parameter, SetLanParameter};
use crate::error::Error;
use crate::transport::{Client, Request, Target};

/// Writes all that is given.
#[derive(Clone, Copy, Debug)]
pub struct Apply {
    channel: u8,
    values: Values,
}

/// What is to be; `None` stays as it is.
#[derive(Clone, Copy, Debug, Default)]
struct Values {
    ip: Option<Ipv4Addr>,
    netmask: Option<Ipv4Addr>,
    gateway: Option<Ipv4Addr>,
    /// 1 static, 2 DHCP.
    source: Option<u8>,
    vlan: Option<VlanId>,
}

impl Apply {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (channel, rest) = match words {
            ["help", ..] => return Err(Failure::help(usage())),
            [_] | [] => return Err(Failure::usage(usage())),
            [channel, rest @ ..] => (channel::parse(channel)?, rest),
        };
        let mut values = Values::default();
        for word in rest {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            match (key, value) {
                ("ip", _) => values.ip = Some(ipv4(value)?),
                ("netmask", _) => values.netmask = Some(ipv4(value)?),
                ("gw", _) => values.gateway = Some(ipv4(value)?),
                ("ipsrc", "static") => values.source = Some(STATIC),
                ("ipsrc", "dhcp") => values.source = Some(DHCP),
                ("vlan", "off") => values.vlan = Some(VlanId { enabled: false, id: 0 }),
                ("vlan", _) => match parse_u16(value) {
                    Ok(id @ 1..=4094) => values.vlan = Some(VlanId { enabled: true, id }),
                    _ => return Err(Failure::usage("VLAN ID must be between 1 and 4094.")),
                },
                _ => return Err(Failure::usage(format!("Invalid option: {word}")).line(usage())),
            }
        }
        Ok(Self { channel, values })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        channel::check(self.channel, client, channel::not_lan).await?;
        let guard = Guard::new(self.channel, client);
        guard.begin(client).await.map_err(refused)?;
        let writes = self.values.writes();
        for (parameter, data) in &writes {
            if let Err(error) = self.write(client, *parameter, data.clone()).await {
                guard.end(client, false).await;
                return Err(refused(error).line(parameter_line(*parameter)));
            }
        }
        for state in [COMMIT, COMPLETE] {
            // A BMC that knows no commit, or that has moved.
            let _ = self.write(client, Parameter::SET_IN_PROGRESS, vec![state]).await;
        }
        let verified = self.verify(client, &writes).await?;
        if !verified {
            out.note(self.moved());
        }
        out.show(&Applied { verified, channel: self.channel, ip_address: self.values.ip })
    }

    /// An answer that does not come soon is not waited for: the BMC may have left the address.
    async fn write(
        &self,
        client: &mut Client,
        parameter: Parameter,
        data: Vec<u8>,
    ) -> Result<(), Error> {
        if let Some(rest) = rest(client) {
            client.sleep(rest).await;
        }
        let command = SetLanParameter { channel: self.channel, parameter, data };
        let request = Request { patience: Some(SHORT), ..Request::of(&command, Target::SESSION) };
        match client.request(request).await {
            Ok(response) if response.code.is_ok() => Ok(()),
            Ok(response) => {
                let meaning = SetLanParameter::own_code(response.code.0);
                let (command, code) = (SetLanParameter::NAME, response.code);
                Err(Error::Completion { command, code, meaning })
            }
            Err(Error::NoAnswer(_) | Error::OutcomeUnknown(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Looks whether everything is there; false for a BMC that has stopped answering.
    async fn verify(
        &self,
        client: &mut Client,
        writes: &[(Parameter, Vec<u8>)],
    ) -> Result<bool, Failure> {
        for (parameter, data) in writes {
            let command = GetLanParameter::of(self.channel, *parameter);
            let request =
                Request { patience: Some(LONG), ..Request::of(&command, Target::SESSION) };
            let response = match client.request(request).await {
                Ok(response) => response,
                Err(Error::NoAnswer(_)) => return Ok(false),
                Err(error) => return Err(error.into()),
            };
            let found = GetLanParameter::parse(&response.data).unwrap_or_default();
            if !response.code.is_ok() || found != *data {
                return Err(Failure::result(MISMATCH).line(parameter_line(*parameter)));
            }
        }
        Ok(true)
    }

    fn moved(&self) -> String {
        let where_to = match (self.values.ip, self.values.source) {
            (Some(ip), _) => format!("be at {ip} now"),
            (None, Some(DHCP)) => "have another address now".to_owned(),
            _ => "not be reachable from here now".to_owned(),
        };
        format!("The BMC does not answer any more: it may {where_to}.")
    }
}

impl Values {
    /// What cuts the connection comes last, should the BMC not wait for the end.
    fn writes(&self) -> Vec<(Parameter, Vec<u8>)> {
        let ip = |ip: Ipv4Addr| ip.octets().to_vec();
        let all = [
            (Parameter::SOURCE, self.source.map(|source| vec![source])),
            (Parameter::NETMASK, self.netmask.map(ip)),
            (Parameter::GATEWAY, self.gateway.map(ip)),
            (Parameter::ADDRESS, self.ip.map(ip)),
            (Parameter::VLAN_ID, self.vlan.map(VlanId::bytes)),
        ];
        all.into_iter().filter_map(|(parameter, data)| Some((parameter, data?))).collect()
    }
}

#[derive(Debug, Serialize)]
struct Applied {
    channel: u8,
    ip_address: Option<Ipv4Addr>,
    /// Everything was read back.
    verified: bool,
}

impl Render for Applied {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let how = if self.verified { "set and read back" } else { "sent" };
        writeln!(w, "LAN configuration of channel {} {how}", self.channel)
    }
}

fn parameter_line(parameter: Parameter) -> String {
    let name = match parameter {
        Parameter::SOURCE => "IP Address Source",
        Parameter::NETMASK => "Subnet Mask",
        Parameter::GATEWAY => "Default Gateway IP",
        Parameter::ADDRESS => "IP Address",
        _ => "802.1q VLAN ID",
    };
    format!("This was about: {name}")
}

fn usage() -> String {
    format!("usage: lan apply {ARGS}")
}

pub(super) const ARGS: &str =
    "CHANNEL [ip=ADDRESS] [netmask=MASK] [gw=ADDRESS] [ipsrc=static|dhcp] [vlan=ID|off]";
const STATIC: u8 = 1;
const DHCP: u8 = 2;
/// How long the answer to a write is waited for.
const SHORT: Duration = Duration::from_millis(300);
/// How long a BMC may take to answer after all was written.
const LONG: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_among_the_last() {
        let words =
            ["1", "ip=10.0.0.9", "gw=10.0.0.1", "vlan=5", "netmask=255.0.0.0", "ipsrc=dhcp"];
        let apply = Apply::parse(&words).unwrap();
        let order: Vec<u8> = apply.values.writes().iter().map(|(key, _)| key.0).collect();
        assert_eq!(order, [4, 6, 12, 3, 20]);
    }
}
