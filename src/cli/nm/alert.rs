//! `nm alert`: where alerts go.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::options::pairs;
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Quiet, Render};
use crate::cmd::oem::nm::{self, GetAlert, SetAlert};
use crate::transport::Client;

/// Subcommands of `nm alert`.
#[derive(Clone, Copy, Debug)]
pub enum Alert {
    /// Show it.
    Get,
    /// Set it.
    Set(nm::Alert),
}

impl Alert {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["get", ..] => Ok(Self::Get),
            ["set", rest @ ..] => destination(rest).map(Self::Set),
            ["clear", rest @ ..] => {
                let alert = destination(rest)?;
                Ok(Self::Set(nm::Alert { channel: alert.channel | NONE, ..alert }))
            }
            _ => Err(Failure::usage(usage::ALERT)),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get => {
                let alert = client.send(&GetAlert).await.map_err(failed)?;
                out.show(&Shown::from(alert))
            }
            Self::Set(alert) => {
                client.send(&SetAlert(alert)).await.map_err(failed)?;
                out.show(&Quiet(Shown::from(alert)))
            }
        }
    }
}

fn destination(words: &[&str]) -> Result<nm::Alert, Failure> {
    let (mut channel, mut destination, mut string) = (None, None, 0);
    for (name, value) in pairs(words) {
        let number = |what: &str| {
            let bad = || Failure::usage(format!("Alert {what} must be a positive integer.\n"));
            value.and_then(|value| parse_u8(value).ok()).ok_or_else(bad)
        };
        match name {
            "chan" => channel = Some(number("Lan chan")?),
            "dest" => destination = Some(number("Destination")?),
            "string" => string = number("String #")? | WITH_STRING,
            _ => return Err(Failure::usage(usage::ALERT_OPTIONS)),
        }
    }
    match (channel, destination) {
        (Some(channel), Some(destination)) => Ok(nm::Alert { channel, destination, string }),
        _ => Err(Failure::usage("\nMust set alert chan and dest params.\n")),
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    channel: u8,
    registered: bool,
    destination: u8,
    use_string: bool,
    string_selector: u8,
}

impl From<nm::Alert> for Shown {
    fn from(alert: nm::Alert) -> Self {
        Self {
            channel: alert.channel & 0x0f,
            registered: alert.channel & NONE == 0,
            destination: alert.destination,
            use_string: alert.string & WITH_STRING != 0,
            string_selector: alert.string & 0x7f,
        }
    }
}

impl Shown {
    fn receiver(&self) -> &'static str {
        if self.registered { "registered" } else { "not registered" }
    }

    fn string(&self) -> &'static str {
        if self.use_string { "yes" } else { "no" }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: String| writeln!(w, "    {label:<45}{value}");
        line("Alert Chan:", self.channel.to_string())?;
        line("Alert Receiver:", self.receiver().to_owned())?;
        line("Alert Lan Destination:", format!("0x{:x}", self.destination))?;
        line("Use Alert String:", self.string().to_owned())?;
        line("Alert String Selector:", format!("0x{:x}", self.string_selector))
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { channel, destination, string_selector, .. } = self;
        let (receiver, string) = (self.receiver(), self.string());
        writeln!(w, "{channel},{receiver},0x{destination:x},{string},0x{string_selector:x}")
    }
}

const NONE: u8 = 0x80;
const WITH_STRING: u8 = 0x80;
