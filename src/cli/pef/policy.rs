//! `pef policy`: where alerts go.
use std::io::{self, Write};

use serde::Serialize;

use super::destination::{Destination, fetch_destination};
use super::parts::Parts;
use super::{Wanted, count, said};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::app::channel::GetChannelInfo;
use crate::cmd::pef::{AlertPolicy, GetPefParameter, SetPefParameter, parameter};
use crate::error::Error;
use crate::transport::Client;

pub(super) async fn list(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let count = count(client, parameter::POLICIES).await.map_err(said)?;
    if count == 0 {
        return Err(Failure::result("PEF Alert Policy isn't supported."));
    }
    let verbose = out.verbosity() > 0;
    let mut rows = out.rows();
    let mut end = Ok(());
    for number in 1..=count {
        let mut notes = Vec::new();
        let row = Row::fetch(number, verbose, client, &mut notes).await;
        match row {
            Ok(Some(row)) => rows.push(&row)?,
            Ok(None) => {}
            Err(failure) => end = Err(failure),
        }
        for line in &notes {
            rows.note(line);
        }
        if end.is_err() {
            break;
        }
    }
    rows.finish()?;
    end
}

async fn fetch(client: &mut Client, set: u8) -> Result<AlertPolicy, Error> {
    let data = client.send(&GetPefParameter { parameter: parameter::POLICY, set }).await?;
    AlertPolicy::parse(&data).map_err(super::wrong)
}

pub(super) async fn switch(
    wanted: Wanted,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let number = wanted.number;
    match count(client, parameter::POLICIES).await.map_err(said)? {
        0 => return Err(Failure::result("PEF Policy isn't supported.")),
        count if number > count => {
            let line = format!("PEF Policy ID out of range. Valid range is (1..{count}).");
            return Err(Failure::result(line));
        }
        _ => {}
    }
    let policy = fetch(client, number).await.map_err(said)?;
    let settings = policy.settings & !ENABLED | u8::from(wanted.enable) << 3;
    let data = vec![number, settings, policy.target, policy.string];
    let set = SetPefParameter { parameter: parameter::POLICY, data };
    client.send(&set).await.map_err(|error| wanted.refused(error, "Policy"))?;
    out.show(&wanted.done("Policy"))
}

/// A policy as it is shown.
#[derive(Debug, Serialize)]
struct Row {
    id: u8,
    policy_set: u8,
    enabled: bool,
    rule: &'static str,
    rule_code: u8,
    event_specific_string: bool,
    string: u8,
    channel: u8,
    channel_medium: Option<&'static str>,
    channel_medium_code: Option<u8>,
    destination: u8,
    #[serde(flatten)]
    to: Destination,
    /// The channel number that the BMC gives.
    #[serde(skip)]
    shown_channel: u8,
    #[serde(skip)]
    verbose: bool,
}

impl Row {
    /// A policy and where it sends to; `None` when it was refused, which `notes` tell.
    async fn fetch(
        id: u8,
        verbose: bool,
        client: &mut Client,
        notes: &mut Vec<String>,
    ) -> Result<Option<Self>, Failure> {
        match fetch(client, id).await {
            Ok(policy) => {
                let mut row = Self::new(id, policy, verbose);
                row.follow(client, notes).await?;
                Ok(Some(row))
            }
            Err(error @ (Error::Completion { .. } | Error::Wire { .. })) => {
                notes.extend(said(error).lines());
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn new(id: u8, policy: AlertPolicy, verbose: bool) -> Self {
        let rule_code = policy.settings & 0x07;
        Self {
            id,
            policy_set: policy.settings >> 4,
            enabled: policy.settings & ENABLED != 0,
            rule: RULES.get(usize::from(rule_code)).unwrap_or(&"None"),
            rule_code,
            event_specific_string: policy.string & 0x80 != 0,
            string: policy.string & 0x7f,
            channel: policy.target >> 4,
            channel_medium: None,
            channel_medium_code: None,
            destination: policy.target & 0x0f,
            to: Destination::default(),
            shown_channel: policy.target >> 4,
            verbose,
        }
    }

    /// Asks for the channel, and on a channel with destinations for those.
    async fn follow(
        &mut self,
        client: &mut Client,
        notes: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let info = match client.send(&GetChannelInfo(self.channel)).await {
            Ok(info) => info,
            Err(error @ (Error::Completion { .. } | Error::Wire { .. })) => {
                notes.extend(said(error).lines());
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        self.shown_channel = info.channel & 0x0f;
        let medium = info.medium & 0x7f;
        self.channel_medium_code = Some(medium);
        self.channel_medium =
            usize::from(medium).checked_sub(1).and_then(|at| MEDIA.get(at)).copied();
        self.to =
            fetch_destination(medium, self.shown_channel, self.destination, client, notes).await?;
        Ok(())
    }
}

impl Render for Row {
    /// IPMItool leaves the line open when the channel is not known.
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut parts = Parts::new(self.verbose);
        parts
            .field("Alert policy table entry", &self.id)
            .field("Policy set", &self.policy_set)
            .field("State", &if self.enabled { "enabled" } else { "disabled" })
            .field("Policy entry rule", &self.rule);
        if self.event_specific_string {
            parts.field("Event-specific", &"true");
        }
        if self.channel_medium_code.is_none() {
            return parts.write(w, false);
        }
        parts
            .field("Channel number", &self.shown_channel)
            .field("Channel medium", &self.channel_medium.unwrap_or("None"));
        self.to.show(self.destination, &mut parts);
        parts.write(w, true)
    }
}

const ENABLED: u8 = 0x08;
/// What happens with the entries behind (table 17-4).
const RULES: [&str; 5] =
    ["Match-always", "Try-next-entry", "Try-next-set", "Try-next-channel", "Try-next-destination"];
/// Media of channels, from 1 on (table 6-3), in IPMItool's words for alerts.
const MEDIA: [&str; 12] = [
    "IPMB (I2C)",
    "ICMB v1.0",
    "ICMB v0.9",
    "802.3 LAN",
    "Serial/Modem (RS-232)",
    "Other LAN",
    "PCI SMBus",
    "SMBus v1.0/1.1",
    "SMBus v2.0",
    "USB 1.x",
    "USB 2.x",
    "System I/F (KCS,SMIC,BT)",
];
