//! `lan set access`, `alert`, `user` and `password`, which are no LAN parameters.
use serde::Serialize;
use std::io::{self, Write};

use super::values::first;
use crate::cli::Context;
use crate::cli::cleartext;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::channel::{GetChannelAccess, SetChannelAccess, Storage};
use crate::cmd::app::user::{
    PasswordOperation, PasswordSize, SetUserAccess, SetUserPassword, UserId,
};
use crate::crypto::secret::Secret;
use crate::transport::Client;

/// Changes the channel's access or the default user.
#[derive(Clone, Debug)]
pub(super) enum Access {
    /// Whether the channel can be used.
    Channel(bool),
    /// Whether alerts may be sent.
    Alert(bool),
    /// User 1 becomes Administrator.
    User,
    /// User 1 gets a password, or none.
    Password { size: PasswordSize, password: Option<Secret>, allow_cleartext: bool },
}

impl Access {
    pub(super) fn parse(name: &str, words: &[&str], context: &Context) -> Result<Self, Failure> {
        match name {
            "access" => switch(words, "lan set access <on|off>").map(Self::Channel),
            "alert" => switch(words, "LAN set alert must be 'on' or 'off'").map(Self::Alert),
            "user" => Ok(Self::User),
            _ => {
                let password = words.first().map(|word| Secret::from(*word));
                let size = match password.as_ref().map_or(0, Secret::len) {
                    0..=16 => PasswordSize::Sixteen,
                    17..=20 => PasswordSize::Twenty,
                    _ => return Err(Failure::usage("Password is too long (> 20 bytes)")),
                };
                let allow_cleartext = context.allow_cleartext;
                Ok(Self::Password { size, password, allow_cleartext })
            }
        }
    }

    pub(super) async fn run(
        self,
        channel: u8,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        match self {
            Self::Channel(on) => {
                change(channel, client, Change::Mode(on)).await?;
                let text = format!("Set Channel Access for channel {channel} was successful.\n");
                out.show(&Done { channel, access: Some(on), text, ..Done::default() })
            }
            Self::Alert(on) => {
                let (doing, done) =
                    if on { ("Enabling", "enabled") } else { ("Disabling", "disabled") };
                out.plain(format!("{doing} PEF alerts for LAN channel {channel}"))?;
                change(channel, client, Change::Alerting(on)).await?;
                let text = format!("PEF alerts for channel {channel} {done}.\n");
                out.show(&Done { channel, alerts: Some(on), text, ..Done::default() })
            }
            Self::User => {
                let user = default_user()?;
                let request = SetUserAccess { channel, user, rights: None, limit: 4 };
                client.send(&request).await.map_err(|error| {
                    failed(error).line(format!("Set User Access for channel {channel} failed"))
                })?;
                let text = format!("Set User Access for channel {channel} was successful.");
                out.show(&Done { channel, user_id: Some(user.get()), text, ..Done::default() })
            }
            Self::Password { size, password, allow_cleartext } => {
                cleartext::warn(client, out, allow_cleartext, "the password");
                let user = default_user()?;
                let done = if password.is_some() { "set" } else { "cleared" };
                let operation = PasswordOperation::Set(size, password.unwrap_or_default());
                client
                    .send(&SetUserPassword { user, operation })
                    .await
                    .map_err(|error| failed(error).line("Unable to Set LAN Password for user 1"))?;
                let text = format!("Password {done} for user 1\n");
                out.show(&Done { channel, user_id: Some(user.get()), text, ..Done::default() })
            }
        }
    }
}

/// What becomes of the channel's access.
#[derive(Clone, Copy)]
enum Change {
    Mode(bool),
    Alerting(bool),
}

/// Both what is kept and what is in force.
async fn change(channel: u8, client: &mut Client, change: Change) -> Result<(), Failure> {
    for (storage, name) in [(Storage::NonVolatile, "non-volatile"), (Storage::Volatile, "volatile")]
    {
        let say =
            |what: &str| format!("Unable to {what} Channel Access({name}) for channel {channel}");
        let mut access = client
            .send(&GetChannelAccess { channel, storage })
            .await
            .map_err(|error| failed(error).line(say("Get")))?;
        let with_limit = match change {
            Change::Mode(on) => {
                access.mode = if on { ALWAYS_AVAILABLE } else { DISABLED };
                access.limit = ADMINISTRATOR;
                true
            }
            Change::Alerting(on) => {
                access.alerting = on;
                false
            }
        };
        client
            .send(&SetChannelAccess { channel, storage, access, with_limit })
            .await
            .map_err(|error| failed(error).line(say("Set")))?;
    }
    Ok(())
}

fn switch(words: &[&str], usage: &str) -> Result<bool, Failure> {
    match first(words, usage)? {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(Failure::usage(usage)),
    }
}

fn default_user() -> Result<UserId, Failure> {
    UserId::new(1).ok_or_else(|| Failure::result("There is no user 1"))
}

/// What was done.
#[derive(Debug, Default, Serialize)]
struct Done {
    channel: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    access: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alerts: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<u8>,
    #[serde(skip)]
    text: String,
}

impl Render for Done {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, "{}", self.text)
    }
}

/// Access modes (IPMI v2.0 table 6-4).
const DISABLED: u8 = 0;
const ALWAYS_AVAILABLE: u8 = 2;
const ADMINISTRATOR: u8 = 4;
