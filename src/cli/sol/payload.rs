//! `sol payload`: who may use the console.
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{channel, user_id};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Quiet, Render};
use crate::cli::words::Word;
use crate::cmd::app::payload::{GetUserPayloadAccess, SetUserPayloadAccess};
use crate::cmd::app::user::UserId;
use crate::error::Error;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// What to do, with whom.
#[derive(Clone, Copy, Debug)]
pub struct Payload {
    /// `None` to ask.
    enable: Option<bool>,
    channel: u8,
    user: u8,
}

impl Payload {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (enable, rest) = match words {
            ["enable", rest @ ..] => (Some(true), rest),
            ["disable", rest @ ..] => (Some(false), rest),
            ["status", rest @ ..] => (None, rest),
            _ => return Err(super::usage()),
        };
        if rest.len() > 2 {
            return Err(super::usage());
        }
        let channel = rest.first().map_or(Ok(THIS_CHANNEL), |word| channel(word))?;
        let user = rest.get(1).map_or(Ok(1), |word| user_id(word).map(UserId::get))?;
        Ok(Self { enable, channel, user })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { enable, channel, user } = self;
        match enable {
            None => {
                let access = client.send(&GetUserPayloadAccess { channel, user }).await;
                let enabled = access.map_err(|error| self.unknown(error))?;
                out.show(&Access { user_id: user, channel, enabled })
            }
            Some(enable) => {
                let set = SetUserPayloadAccess { channel, user, enable };
                client.send(&set).await.map_err(|error| self.refused(error, enable))?;
                out.show(&Quiet(Access { user_id: user, channel, enabled: enable }))
            }
        }
    }

    fn unknown(self, error: Error) -> Failure {
        let line = match error.completion_code() {
            Some(code) => format!(
                "Error getting SOL payload status for user {} on channel {}: {code}",
                self.user, self.channel
            ),
            None => "Error. No valid response received.".to_owned(),
        };
        Failure::client(error, line)
    }

    fn refused(self, error: Error, enable: bool) -> Failure {
        let what = if enable { "enabling" } else { "disabling" };
        let mut line =
            format!("Error {what} SOL payload for user {} on channel {}", self.user, self.channel);
        if let Some(code) = error.completion_code() {
            let _ = write!(line, ": {code}");
        }
        Failure::client(error, line)
    }
}

#[derive(Debug, Serialize)]
struct Access {
    user_id: u8,
    channel: u8,
    enabled: bool,
}

impl Render for Access {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let state = if self.enabled { "enabled" } else { "disabled" };
        writeln!(w, "User {} on channel {} is {state}", self.user_id, self.channel)
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("enable", "[CHANNEL] [USER_ID]", "Let a user use the console", &[]),
    super::word("disable", "[CHANNEL] [USER_ID]", "Let a user not use it", &[]),
    super::word("status", "[CHANNEL] [USER_ID]", "Show whether a user may use it", &[]),
];
