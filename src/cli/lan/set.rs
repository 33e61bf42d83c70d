//! `lan set`.
use serde::Serialize;

use super::access;
use super::channel;
use super::guard::Guard;
use super::shown::seconds;
use super::values;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Quiet};
use crate::cli::words::Word;
use crate::cmd::lan::ipv4::VlanId;
use crate::cmd::lan::{GetLanParameter, Parameter};
use crate::transport::Client;

/// Changes one thing.
#[derive(Clone, Debug)]
pub struct Set {
    channel: u8,
    name: &'static str,
    change: Change,
}

/// What changes.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// A whole parameter, and what is said before.
    Whole { parameter: Parameter, data: Vec<u8>, said: Option<String> },
    /// Some bits of a byte of a parameter that is read before.
    Bits { parameter: Parameter, at: usize, mask: u8, bits: u8, said: Option<&'static str> },
    /// Seconds between gratuitous ARPs; 0 shows what they are.
    Interval(u8),
    /// The VLAN ID is not used any more.
    VlanOff,
    /// Something that is no LAN parameter.
    Access(access::Access),
}

impl Set {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let (channel, name, rest) = match words {
            ["help", _, ..] | [_, "help", ..] => return Err(Failure::help(USAGE)),
            [channel, name, rest @ ..] => (channel::parse(channel)?, *name, rest),
            _ => return Err(Failure::usage(USAGE)),
        };
        let known = WORDS.iter().find(|word| word.name == name);
        let name = known.ok_or_else(|| Failure::usage(USAGE))?.name;
        let change = values::parse(name, rest, context)?;
        Ok(Self { channel, name, change })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        channel::check(self.channel, client, channel::not_lan)
            .await
            .map_err(|failure| failure.line(USAGE))?;
        let (parameter, data) = match self.change {
            Change::Access(access) => return access.run(self.channel, client, out).await,
            Change::Whole { parameter, data, said } => {
                said.map_or(Ok(()), |said| out.plain(said))?;
                (parameter, data)
            }
            Change::Bits { parameter, at, mask, bits, said } => {
                let mut data = read(self.channel, parameter, client).await?;
                let byte = data.get_mut(at).ok_or_else(|| Failure::result(TOO_SHORT))?;
                *byte = *byte & !mask | bits;
                said.map_or(Ok(()), |said| out.plain(said))?;
                (parameter, data)
            }
            Change::Interval(wanted) => {
                let parameter = Parameter::ARP_INTERVAL;
                let data = read(self.channel, parameter, client).await?;
                let interval = data.first().ok_or_else(|| Failure::result(TOO_SHORT))?;
                if wanted == 0 {
                    out.plain(format!("{INTERVAL}  {} seconds", seconds(*interval)))?;
                    return out.show(&Quiet(self.changed(parameter, &data)));
                }
                out.plain(format!("{INTERVAL}  {wanted}.0 seconds"))?;
                // In units of 500 ms, less one.
                (parameter, vec![wanted.saturating_mul(2).saturating_sub(1)])
            }
            Change::VlanOff => {
                let parameter = Parameter::VLAN_ID;
                let data = read(self.channel, parameter, client).await?;
                let vlan = VlanId::parse(&data).map_err(|_| Failure::result(TOO_SHORT))?;
                if !vlan.enabled && vlan.id == 0 {
                    let channel = self.channel;
                    out.plain(format!("VLAN is already disabled for channel {channel}"))?;
                    return out.show(&Quiet(self.changed(parameter, &data)));
                }
                (parameter, VlanId { enabled: false, ..vlan }.bytes())
            }
        };
        let changed = Changed::new(self.channel, self.name, parameter, &data);
        Guard::new(self.channel, client).set(client, parameter, data).await?;
        out.show(&Quiet(changed))
    }

    fn changed(&self, parameter: Parameter, data: &[u8]) -> Changed {
        Changed::new(self.channel, self.name, parameter, data)
    }
}

async fn read(channel: u8, parameter: Parameter, client: &mut Client) -> Result<Vec<u8>, Failure> {
    client.send(&GetLanParameter::of(channel, parameter)).await.map_err(Failure::from)
}

/// What a parameter is now.
#[derive(Debug, Serialize)]
struct Changed {
    channel: u8,
    name: &'static str,
    parameter: u8,
    data: Vec<u8>,
}

impl Changed {
    fn new(channel: u8, name: &'static str, parameter: Parameter, data: &[u8]) -> Self {
        Self { channel, name, parameter: parameter.0, data: data.to_vec() }
    }
}

const INTERVAL: &str = "BMC-generated Gratuitous ARP interval:";
const TOO_SHORT: &str = "The BMC's answer is too short.";

pub(super) const WORDS: &[Word] = &[
    super::word("ipaddr", "A.B.C.D", "IP address", &[]),
    super::word("netmask", "A.B.C.D", "Subnet mask", &[]),
    super::word("macaddr", "A:B:C:D:E:F", "MAC address", &[]),
    super::word("defgw", "ipaddr|macaddr ADDRESS", "Default gateway", &[]),
    super::word("bakgw", "ipaddr|macaddr ADDRESS", "Backup gateway", &[]),
    super::word("password", "[PASSWORD]", "Password of user 1", &[]),
    super::word("snmp", "COMMUNITY", "SNMP community string", &[]),
    super::word("user", "", "Let user 1 be Administrator on the channel", &[]),
    super::word("access", "on|off", "Whether the channel can be used", &[]),
    super::word("alert", "on|off", "Whether PEF may send alerts by the channel", &[]),
    super::word(
        "arp",
        "respond|generate on|off, interval SECONDS",
        "What the BMC does of ARP",
        &[],
    ),
    super::word("vlan", "id ID|off, priority 0-7", "802.1q VLAN", &[]),
    super::word("auth", "LEVEL TYPE[,TYPE...]", "Authentication types of a level", &[]),
    super::word("ipsrc", "none|static|dhcp|bios", "Where the IP address comes from", &[]),
    super::word("cipher_privs", "XXXXXXXXXXXXXXX", "Highest level of each cipher suite", &[]),
    super::word("bad_pass_thresh", "COUNT 0|1 RESET LOCKOUT", "Lock-out of users", &[]),
];

pub(super) const USAGE: &str = "
usage: lan set CHANNEL PARAMETER VALUE...

    ipaddr   A.B.C.D                  IP address
    netmask  A.B.C.D                  subnet mask
    macaddr  A:B:C:D:E:F              MAC address
    defgw    ipaddr|macaddr ADDRESS   default gateway
    bakgw    ipaddr|macaddr ADDRESS   backup gateway
    password [PASSWORD]               password of user 1
    snmp     COMMUNITY                SNMP community string, up to 18 bytes
    user                              let user 1 be Administrator on the channel
    access   on|off                   whether the channel can be used
    alert    on|off                   whether PEF may send alerts by the channel
    arp      respond|generate on|off  whether the BMC answers or sends ARPs
    arp      interval SECONDS         how often it sends them, 1 to 127; 0 shows it
    vlan     id ID|off                802.1q VLAN ID, 1 to 4094
    vlan     priority N               802.1q VLAN priority, 0 to 7
    auth     LEVEL TYPE[,TYPE...]     authentication types of a privilege level:
                                      CALLBACK, USER, OPERATOR or ADMIN;
                                      NONE, MD2, MD5, PASSWORD or OEM
    ipsrc    none|static|dhcp|bios    where the IP address comes from
    cipher_privs LETTERS              highest level of 15 cipher suites, each one of
                                      X none, c callback, u user, o operator, a admin, O OEM
    bad_pass_thresh COUNT 0|1 RESET LOCKOUT
                                      wrong passwords that lock a user out; with 1 that is
                                      an event; RESET and LOCKOUT in units of 10 s
";
