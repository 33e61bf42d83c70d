//! `mc reset`.
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::Command;
use crate::cmd::app::device::{ColdReset, WarmReset};
use crate::error::Error;
use crate::transport::{Client, Request, Target};
use crate::wire::completion::CompletionCode;

/// Subcommands of `mc reset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// Everything starts over.
    Cold,
    /// Communication starts over.
    Warm,
}

impl Reset {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["cold", ..] => Ok(Self::Cold),
            ["warm", ..] => Ok(Self::Warm),
            ["help", ..] => Err(Failure::help(USAGE)),
            [] => Err(Failure::usage(super::NOT_ENOUGH).line(USAGE)),
            [other, ..] => {
                Err(Failure::usage(format!("Invalid mc/bmc reset command: {other}")).line(USAGE))
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let answered = match self {
            Self::Cold => cold(client).await?,
            Self::Warm => client.send(&WarmReset).await.said_by(failed).map(|()| true)?,
        };
        out.show(&Sent { reset: self.name(), answered })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Warm => "warm",
        }
    }
}

/// A controller that resets itself at once cannot answer, so no answer is no failure; nor is an
/// answer that a driver makes up in its place. One that refuses does answer.
async fn cold(client: &mut Client) -> Result<bool, Failure> {
    let request = Request {
        name: ColdReset::NAME,
        netfn: ColdReset::NETFN,
        cmd: ColdReset::CMD,
        target: Target::SESSION,
        data: Vec::new(),
        privilege: ColdReset::PRIVILEGE,
        repeatable: ColdReset::REPEATABLE,
        secret: ColdReset::SECRET,
        direct: false,
        patience: Some(REFUSAL_WAIT),
    };
    match client.request(request).await {
        Ok(response) if response.code.is_ok() => Ok(true),
        Ok(response) if NO_REFUSALS.contains(&response.code) => Ok(false),
        Ok(response) => {
            let (command, code) = (ColdReset::NAME, response.code);
            let meaning = ColdReset::own_code(code.0);
            Err(Error::Completion { command, code, meaning }).said_by(failed)
        }
        Err(Error::NoAnswer(_) | Error::OutcomeUnknown(_)) => Ok(false),
        Err(error) => Err(error).said_by(failed),
    }
}

fn failed(code: Option<CompletionCode>) -> String {
    match code {
        Some(code) => format!("MC reset command failed: {code}"),
        None => "MC reset command failed.".to_owned(),
    }
}

#[derive(Debug, Serialize)]
struct Sent {
    reset: &'static str,
    answered: bool,
}

impl Render for Sent {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Sent {} reset command to MC", self.reset)
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("warm", "Reset communication and keep settings", "", &[]),
    super::word("cold", "Start over with all settings at their defaults", "", &[]),
];

const USAGE: &str = "usage: mc reset <warm|cold>";
/// What Linux's driver, or a controller between, says of one that has stopped to answer.
const NO_REFUSALS: &[CompletionCode] =
    &[CompletionCode::TIMEOUT, CompletionCode(0xd2), CompletionCode::UNSPECIFIED];
/// How long a refusal of a cold reset is waited for.
const REFUSAL_WAIT: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_messages() {
        assert_eq!(Reset::parse(&["cold", "x"]).unwrap(), Reset::Cold);
        assert_eq!(Reset::parse(&["warm"]).unwrap(), Reset::Warm);
        for (words, lines, status) in [
            (&["help"][..], &[USAGE][..], 0),
            (&[], &["Not enough parameters given.", USAGE], 1),
            (&["bogus"], &["Invalid mc/bmc reset command: bogus", USAGE], 1),
        ] {
            let failure = Reset::parse(words).unwrap_err();
            assert_eq!(failure.lines().collect::<Vec<_>>(), lines);
            assert_eq!(failure.exit_code(false), status);
        }
    }

    #[test]
    fn every_format() {
        let sent = Sent { reset: "cold", answered: false };
        let mut out = Vec::new();
        sent.text(&mut out).unwrap();
        assert_eq!(out, b"Sent cold reset command to MC\n");
        let json = serde_json::to_string(&sent).unwrap();
        assert_eq!(json, r#"{"reset":"cold","answered":false}"#);
    }

    #[test]
    fn failures_have_ipmitools_words() {
        assert_eq!(
            failed(Some(CompletionCode::PRIVILEGE)),
            "MC reset command failed: Insufficient privilege level"
        );
        assert_eq!(failed(None), "MC reset command failed.");
    }
}
