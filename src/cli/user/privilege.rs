//! `user priv`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, privilege_name};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::user::{SetUserAccess, UserId};
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Sets a privilege limit.
#[derive(Clone, Debug)]
pub struct SetPrivilege {
    channel: u8,
    user: UserId,
    limit: u8,
}

impl SetPrivilege {
    pub(super) fn parse(id: &str, limit: &str, channel: Option<&str>) -> Result<Self, Failure> {
        let channel = channel.map_or(Ok(THIS_CHANNEL), args::channel)?;
        let limit = args::privilege_limit(limit)?;
        Ok(Self { channel, user: args::user_id(id)?, limit })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { channel, user, limit } = self;
        let id = user.get();
        client.send(&SetUserAccess { channel, user, rights: None, limit }).await.map_err(
            |error| failed(error).line(format!("Set Privilege Level command failed (user {id})")),
        )?;
        out.show(&Limited {
            id,
            privilege_limit: privilege_name(limit),
            privilege_limit_code: limit,
        })
    }
}

#[derive(Debug, Serialize)]
struct Limited {
    id: u8,
    privilege_limit: String,
    privilege_limit_code: u8,
}

impl Render for Limited {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Set Privilege Level command successful (user {})", self.id)
    }
}
