//! `channel info`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, unknown};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::channel::{
    ChannelAccess, ChannelInfo, GetChannelAccess, GetChannelInfo, Storage,
};
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Shows what a channel is.
#[derive(Clone, Debug)]
pub struct Info {
    channel: u8,
}

impl Info {
    pub(super) fn parse(word: Option<&&str>) -> Result<Self, Failure> {
        Ok(Self { channel: word.map_or(Ok(THIS_CHANNEL), |word| args::channel(word))? })
    }

    /// What was learned before a failure is shown all the same.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let info = client
            .send(&GetChannelInfo(self.channel))
            .await
            .map_err(|error| failed(error).line("Unable to Get Channel Info"))?;
        let mut shown = Shown::from(info);
        let outcome = if info.is_lan() { shown.fetch_access(client).await } else { Ok(()) };
        out.show(&shown)?;
        outcome
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    channel: u8,
    medium: String,
    medium_code: u8,
    protocol: String,
    protocol_code: u8,
    session_support: &'static str,
    active_sessions: u8,
    protocol_vendor_id: u32,
    /// Settings in force; networks only.
    volatile: Option<Access>,
    /// Settings after a restart; networks only.
    non_volatile: Option<Access>,
}

#[derive(Debug, Serialize)]
struct Access {
    alerting: bool,
    per_message_auth: bool,
    user_level_auth: bool,
    mode: &'static str,
    mode_code: u8,
}

impl From<ChannelInfo> for Shown {
    fn from(info: ChannelInfo) -> Self {
        Self {
            channel: info.channel,
            medium: medium(info.medium),
            medium_code: info.medium,
            protocol: protocol(info.protocol),
            protocol_code: info.protocol,
            session_support: match info.session_support {
                0 => "session-less",
                1 => "single-session",
                2 => "multi-session",
                _ => "session-based",
            },
            active_sessions: info.active_sessions,
            protocol_vendor_id: info.vendor,
            volatile: None,
            non_volatile: None,
        }
    }
}

impl From<ChannelAccess> for Access {
    fn from(access: ChannelAccess) -> Self {
        Self {
            alerting: access.alerting,
            per_message_auth: access.per_message_authentication,
            user_level_auth: access.user_level_authentication,
            mode: match access.mode {
                0 => "disabled",
                1 => "pre-boot only",
                2 => "always available",
                3 => "shared",
                _ => "unknown",
            },
            mode_code: access.mode,
        }
    }
}

impl Shown {
    async fn fetch_access(&mut self, client: &mut Client) -> Result<(), Failure> {
        let channel = self.channel;
        let request = |storage| GetChannelAccess { channel, storage };
        let access = client
            .send(&request(Storage::Volatile))
            .await
            .map_err(|error| failed(error).line("Unable to Get Channel Access (volatile)"))?;
        self.volatile = Some(access.into());
        let access = client
            .send(&request(Storage::NonVolatile))
            .await
            .map_err(|error| failed(error).line("Unable to Get Channel Access (non-volatile)"))?;
        self.non_volatile = Some(access.into());
        Ok(())
    }
}

/// Channel medium types (§6.5, table 6-3).
fn medium(code: u8) -> String {
    let names = [
        "reserved",
        "IPMB (I2C)",
        "ICMB v1.0",
        "ICMB v0.9",
        "802.3 LAN",
        "Serial/Modem",
        "Other LAN",
        "PCI SMBus",
        "SMBus v1.0/v1.1",
        "SMBus v2.0",
        "USB 1.x",
        "USB 2.x",
        "System Interface",
    ];
    names.get(usize::from(code)).map_or_else(|| unknown(code), |name| (*name).to_owned())
}

/// Channel protocol types (§6.4, table 6-2).
fn protocol(code: u8) -> String {
    let name = match code {
        0x00 | 0x03 => "reserved",
        0x01 => "IPMB-1.0",
        0x02 => "ICMB-1.0",
        0x04 => "IPMI-SMBus",
        0x05 => "KCS",
        0x06 => "SMIC",
        0x07 => "BT-10",
        0x08 => "BT-15",
        0x09 => "TMode",
        0x1c => "OEM 1",
        0x1d => "OEM 2",
        0x1e => "OEM 3",
        0x1f => "OEM 4",
        _ => return unknown(code),
    };
    name.to_owned()
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Channel {:#x} info:", self.channel)?;
        writeln!(w, "  {:<21} : {}", "Channel Medium Type", self.medium)?;
        writeln!(w, "  {:<21} : {}", "Channel Protocol Type", self.protocol)?;
        writeln!(w, "  {:<21} : {}", "Session Support", self.session_support)?;
        writeln!(w, "  {:<21} : {}", "Active Session Count", self.active_sessions)?;
        writeln!(w, "  {:<21} : {}", "Protocol Vendor ID", self.protocol_vendor_id)?;
        if let Some(access) = &self.volatile {
            writeln!(w, "  Volatile(active) Settings")?;
            access.text(w)?;
        }
        if let Some(access) = &self.non_volatile {
            writeln!(w, "  Non-Volatile Settings")?;
            access.text(w)?;
        }
        Ok(())
    }
}

impl Access {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let enabled = |on| if on { "enabled" } else { "disabled" };
        writeln!(w, "    {:<19} : {}", "Alerting", enabled(self.alerting))?;
        writeln!(w, "    {:<19} : {}", "Per-message Auth", enabled(self.per_message_auth))?;
        writeln!(w, "    {:<19} : {}", "User Level Auth", enabled(self.user_level_auth))?;
        writeln!(w, "    {:<19} : {}", "Access Mode", self.mode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn text(shown: &Shown) -> String {
        let mut out = Vec::new();
        shown.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        let info = GetChannelInfo::parse(&hex!("0e 04 85 ff 014203 0101")).unwrap();
        let mut shown = Shown::from(info);
        shown.volatile = Some(GetChannelAccess::parse(&hex!("bf 04")).unwrap().into());
        shown.non_volatile = Some(GetChannelAccess::parse(&hex!("19 00")).unwrap().into());
        let want = "\
Channel 0xe info:
  Channel Medium Type   : 802.3 LAN
  Channel Protocol Type : KCS
  Session Support       : session-based
  Active Session Count  : 63
  Protocol Vendor ID    : 213505
  Volatile(active) Settings
    Alerting            : disabled
    Per-message Auth    : disabled
    User Level Auth     : disabled
    Access Mode         : unknown
  Non-Volatile Settings
    Alerting            : enabled
    Per-message Auth    : disabled
    User Level Auth     : disabled
    Access Mode         : pre-boot only
";
        assert_eq!(text(&shown), want);
        shown.volatile = None;
        shown.non_volatile = None;
        assert_eq!(text(&shown).lines().count(), 6);
    }

    #[test]
    fn codes_have_names() {
        assert_eq!(medium(0x0c), "System Interface");
        assert_eq!(medium(0x7f), "Unknown (0x7F)");
        assert_eq!(protocol(0x1c), "OEM 1");
        assert_eq!(protocol(0x0a), "Unknown (0x0A)");
    }
}
