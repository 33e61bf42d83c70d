//! `lan alert`.
use std::io::{self, Write};
use std::net::Ipv4Addr;

use serde::Serialize;

use super::address::{ipv4, mac, mac_text};
use super::channel;
use super::guard::{Guard, refused};
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Quiet, Render};
use crate::cli::words::Word;
use crate::cmd::lan::ipv4::{DestinationAddress, DestinationType};
use crate::cmd::lan::{GetLanParameter, Parameter};
use crate::error::Error;
use crate::transport::Client;

/// Shows or changes where alerts go.
#[derive(Clone, Debug)]
pub enum Alert {
    /// Show one destination, or all.
    Print { channel: Option<u8>, number: Option<u8> },
    /// Change a destination.
    Set { channel: u8, number: u8, change: Change },
}

/// What changes of a destination.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// Its IP address.
    Ip(Ipv4Addr),
    /// Its MAC address.
    Mac([u8; 6]),
    /// Whether it is behind the backup gateway.
    Backup(bool),
    /// Whether alerts are acknowledged.
    Acknowledged(bool),
    /// What is sent: 0 a PET trap, 6 and 7 OEM.
    Kind(u8),
    /// Seconds to wait.
    Timeout(u8),
    /// How often it is sent again.
    Retries(u8),
}

impl Alert {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["help", ..] => Err(Failure::help(format!("{PRINT_USAGE}{SET_USAGE}"))),
            ["print", "help", ..] => Err(Failure::help(PRINT_USAGE)),
            ["print", rest @ ..] => {
                let channel = rest.first().map(|word| channel::parse(word)).transpose()?;
                let number = rest.get(1).map(|word| destination(word)).transpose()?;
                Ok(Self::Print { channel, number })
            }
            ["set", channel, number, name, value, ..] => {
                if *name == "help" || *value == "help" {
                    return Err(Failure::help(SET_USAGE));
                }
                let (channel, number) = (channel::parse(channel)?, destination(number)?);
                Ok(Self::Set { channel, number, change: Change::parse(name, value)? })
            }
            ["set", ..] => Err(Failure::usage(SET_USAGE)),
            _ => Err(Failure::usage(format!("{PRINT_USAGE}{SET_USAGE}"))),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Print { channel, number } => print(channel, number, client, out).await,
            Self::Set { channel, number, change } => {
                channel::find(Some(channel), client, channel::not_lan_either).await?;
                last(channel, Some(number), client).await?;
                change.run(channel, number, client, out).await
            }
        }
    }
}

async fn print(
    channel: Option<u8>,
    number: Option<u8>,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let channel = channel::find(channel, client, channel::not_lan_either).await?;
    let last = last(channel, number, client).await?;
    let mut rows = out.rows();
    for number in number.unwrap_or(0)..=number.unwrap_or(last) {
        match destination_of(channel, number, client).await {
            Ok((kind, address)) => rows.push(&Shown::new(channel, kind, address))?,
            // A BMC that counts one destination, and has none.
            Err(failure) if matches!(failure.error(), Some(Error::Completion { .. })) => {}
            Err(failure) => return Err(failure),
        }
    }
    rows.finish()
}

/// The highest destination; a number above it is none.
async fn last(channel: u8, number: Option<u8>, client: &mut Client) -> Result<u8, Failure> {
    let count = client.send(&GetLanParameter::of(channel, Parameter::DESTINATIONS)).await;
    let none = |number| format!("Alert {number} is not a valid destination");
    match (count, number) {
        (Ok(data), None) => Ok(data.first().map_or(0, |count| count & 0x0f)),
        (Ok(data), Some(number)) => match data.first() {
            Some(count) if number <= count & 0x0f => Ok(count & 0x0f),
            _ => Err(Failure::result(none(number))),
        },
        (Err(error @ Error::Completion { .. }), Some(number)) => {
            Err(Failure::client(error, none(number)))
        }
        (Err(error), _) => Err(error.into()),
    }
}

async fn destination_of(
    channel: u8,
    number: u8,
    client: &mut Client,
) -> Result<(DestinationType, DestinationAddress), Failure> {
    Ok((kind(channel, number, client).await?, address(channel, number, client).await?))
}

async fn kind(channel: u8, number: u8, client: &mut Client) -> Result<DestinationType, Failure> {
    let data = get(channel, Parameter::DESTINATION_TYPE, number, client).await?;
    DestinationType::parse(&data).map_err(|source| short(source).into())
}

async fn address(
    channel: u8,
    number: u8,
    client: &mut Client,
) -> Result<DestinationAddress, Failure> {
    let data = get(channel, Parameter::DESTINATION_ADDRESS, number, client).await?;
    DestinationAddress::parse(&data).map_err(|source| short(source).into())
}

async fn get(
    channel: u8,
    parameter: Parameter,
    set: u8,
    client: &mut Client,
) -> Result<Vec<u8>, Failure> {
    Ok(client.send(&GetLanParameter { channel, parameter, set, block: 0 }).await?)
}

fn short(source: crate::wire::Error) -> Error {
    Error::Wire { command: "Get LAN Configuration Parameters", source }
}

impl Change {
    /// Case does not matter for the values of `type`, `gateway` and `ack`.
    fn parse(name: &str, value: &str) -> Result<Self, Failure> {
        let lower = value.to_ascii_lowercase();
        Ok(match (name, lower.as_str()) {
            ("ipaddr", _) => Self::Ip(ipv4(value).map_err(|failure| failure.line(SET_USAGE))?),
            ("macaddr", _) => Self::Mac(mac(value).map_err(|failure| failure.line(SET_USAGE))?),
            ("gateway", "default") => Self::Backup(false),
            ("gateway", "backup") => Self::Backup(true),
            ("ack", "on") => Self::Acknowledged(true),
            ("ack", "off") => Self::Acknowledged(false),
            ("type", "pet") => Self::Kind(0),
            ("type", "oem1") => Self::Kind(6),
            ("type", "oem2") => Self::Kind(7),
            ("time", _) => Self::Timeout(
                parse_u8(value).map_err(|_| Failure::usage(format!("Invalid time: {value}")))?,
            ),
            ("retry", _) => match parse_u8(value) {
                Ok(retries @ 0..=7) => Self::Retries(retries),
                _ => return Err(Failure::usage(format!("Invalid retry: {value}"))),
            },
            _ => return Err(Failure::usage(SET_USAGE)),
        })
    }

    async fn run(
        self,
        channel: u8,
        number: u8,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let (parameter, data) = match self {
            Self::Ip(_) | Self::Mac(_) | Self::Backup(_) => {
                let mut to = address(channel, number, client).await?;
                match self {
                    Self::Ip(ip) => to.ip = ip,
                    Self::Mac(mac) => to.mac = mac,
                    Self::Backup(backup) => to.backup = backup,
                    _ => {}
                }
                (Parameter::DESTINATION_ADDRESS, to.bytes())
            }
            _ => {
                let mut how = kind(channel, number, client).await?;
                match self {
                    Self::Acknowledged(on) => how.acknowledged = on,
                    Self::Kind(kind) => how.kind = kind,
                    Self::Timeout(timeout) => how.timeout = timeout,
                    Self::Retries(retries) => how.retries = retries,
                    _ => {}
                }
                (Parameter::DESTINATION_TYPE, how.bytes())
            }
        };
        out.plain(format!("Setting LAN Alert {number} {}", self.said()))?;
        let guard = Guard::new(channel, client);
        guard.begin(client).await.map_err(refused)?;
        let written = guard.write(client, parameter, data.clone()).await;
        guard.end(client, written.is_ok()).await;
        written.map_err(refused)?;
        out.show(&Quiet(Changed { channel, destination: number, parameter: parameter.0, data }))
    }

    fn said(self) -> String {
        match self {
            Self::Ip(ip) => format!("IP Address to {ip}"),
            Self::Mac(mac) => format!("MAC Address to {}", mac_text(mac)),
            Self::Backup(true) => "to use Backup Gateway".to_owned(),
            Self::Backup(false) => "to use Default Gateway".to_owned(),
            Self::Acknowledged(true) => "to Acknowledged".to_owned(),
            Self::Acknowledged(false) => "to Unacknowledged".to_owned(),
            Self::Kind(kind) => format!("destination to {}", kind_name(kind)),
            Self::Timeout(seconds) => format!("timeout/retry to {seconds} seconds"),
            Self::Retries(retries) => format!("number of retries to {retries}"),
        }
    }
}

#[derive(Debug, Serialize)]
struct Changed {
    channel: u8,
    destination: u8,
    parameter: u8,
    data: Vec<u8>,
}

/// A destination. What an address of another format means is not known.
#[derive(Debug, Serialize)]
struct Shown {
    channel: u8,
    destination: u8,
    acknowledged: bool,
    #[serde(rename = "type")]
    kind: &'static str,
    type_code: u8,
    timeout_s: u8,
    retries: u8,
    address_format_code: u8,
    gateway: Option<&'static str>,
    ip_address: Option<Ipv4Addr>,
    mac_address: Option<String>,
}

impl Shown {
    fn new(channel: u8, kind: DestinationType, address: DestinationAddress) -> Self {
        let known = (address.format == 0).then_some(address);
        Self {
            channel,
            destination: kind.number,
            acknowledged: kind.acknowledged,
            kind: kind_name(kind.kind),
            type_code: kind.kind,
            timeout_s: kind.timeout,
            retries: kind.retries,
            address_format_code: address.format,
            gateway: known.map(|to| if to.backup { "Backup" } else { "Default" }),
            ip_address: known.map(|to| to.ip),
            mac_address: known.map(|to| mac_text(to.mac)),
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: &str| writeln!(w, "{label:<24}: {value}");
        let (state, timeout) = if self.acknowledged {
            ("Acknowledged", "Acknowledge Timeout")
        } else {
            ("Unacknowledged", "Retry Interval")
        };
        line("Alert Destination", &self.destination.to_string())?;
        line("Alert Acknowledge", state)?;
        line("Destination Type", self.kind)?;
        line(timeout, &self.timeout_s.to_string())?;
        line("Number of Retries", &self.retries.to_string())?;
        if let (Some(gateway), Some(ip), Some(mac)) =
            (self.gateway, self.ip_address, &self.mac_address)
        {
            line("Alert Gateway", gateway)?;
            line("Alert IP Address", &ip.to_string())?;
            line("Alert MAC Address", mac)?;
        }
        writeln!(w)
    }
}

fn destination(word: &str) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| Failure::usage(format!("Invalid alert: {word}")))
}

fn kind_name(kind: u8) -> &'static str {
    match kind {
        0 => "PET Trap",
        6 => "OEM 1",
        7 => "OEM 2",
        _ => "Unknown",
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("print", "[CHANNEL [DESTINATION]]", "Show one destination, or all", &[]),
    super::word("set", "CHANNEL DESTINATION PARAMETER VALUE", "Change a destination", &[]),
];

const PRINT_USAGE: &str = "
usage: lan alert print [CHANNEL [DESTINATION]]
";
const SET_USAGE: &str = "
usage: lan alert set CHANNEL DESTINATION PARAMETER VALUE

    ipaddr  A.B.C.D          IP address
    macaddr A:B:C:D:E:F      MAC address
    gateway default|backup   gateway on the way
    ack     on|off           whether alerts are acknowledged
    type    pet|oem1|oem2    what is sent
    time    SECONDS          how long to wait for the acknowledgement, or between retries
    retry   N                how often to send again, 0 to 7
";
