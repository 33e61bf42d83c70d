//! `lan stats`.
use std::io::{self, Write};

use serde::Serialize;

use super::channel;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Quiet, Render};
use crate::cli::words::Word;
use crate::cmd::lan::{GetIpStatistics, IpStatistics};
use crate::transport::Client;

/// Shows or clears the packet counters.
#[derive(Clone, Copy, Debug)]
pub struct Stats {
    channel: Option<u8>,
    clear: bool,
}

impl Stats {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (clear, rest) = match words {
            ["get", rest @ ..] => (false, rest),
            ["clear", rest @ ..] => (true, rest),
            _ => return Err(Failure::usage(super::USAGE)),
        };
        let channel = rest.first().map(|word| channel::parse(word)).transpose()?;
        Ok(Self { channel, clear })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let channel = channel::find(self.channel, client, channel::invalid).await?;
        let request = GetIpStatistics { channel, clear: self.clear };
        let counters = client.send(&request).await.said("Get LAN Stats command failed")?;
        let shown = Shown::new(channel, counters);
        if self.clear { out.show(&Quiet(shown)) } else { out.show(&shown) }
    }
}

/// The counters; after `clear`, what they were.
#[derive(Debug, Serialize)]
struct Shown {
    channel: u8,
    ip_received: u16,
    ip_header_errors: u16,
    ip_address_errors: u16,
    ip_fragmented: u16,
    ip_sent: u16,
    udp_received: u16,
    rmcp_valid: u16,
    udp_proxy_received: u16,
    udp_proxy_dropped: u16,
}

impl Shown {
    fn new(channel: u8, counters: IpStatistics) -> Self {
        Self {
            channel,
            ip_received: counters.ip_received,
            ip_header_errors: counters.ip_header_errors,
            ip_address_errors: counters.ip_address_errors,
            ip_fragmented: counters.ip_fragmented,
            ip_sent: counters.ip_sent,
            udp_received: counters.udp_received,
            rmcp_valid: counters.rmcp_valid,
            udp_proxy_received: counters.proxy_received,
            udp_proxy_dropped: counters.proxy_dropped,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let rows = [
            ("IP Rx Packet", self.ip_received),
            ("IP Rx Header Errors", self.ip_header_errors),
            ("IP Rx Address Errors", self.ip_address_errors),
            ("IP Rx Fragmented", self.ip_fragmented),
            ("IP Tx Packet", self.ip_sent),
            ("UDP Rx Packet", self.udp_received),
            ("RMCP Rx Valid", self.rmcp_valid),
            ("UDP Proxy Packet Received", self.udp_proxy_received),
            ("UDP Proxy Packet Dropped", self.udp_proxy_dropped),
        ];
        rows.iter().try_for_each(|(label, count)| writeln!(w, "{label:<25} : {count}"))
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("get", "[CHANNEL]", "Show the counters", &[]),
    super::word("clear", "[CHANNEL]", "Set the counters to 0", &[]),
];
