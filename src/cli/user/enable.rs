//! `user enable` and `user disable`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::user::{PasswordOperation, SetUserPassword, UserId};
use crate::transport::Client;

/// Enables or disables an account.
#[derive(Clone, Debug)]
pub struct Enable {
    user: UserId,
    enable: bool,
}

impl Enable {
    pub(super) fn parse(id: &str, enable: bool) -> Result<Self, Failure> {
        Ok(Self { user: args::user_id(id)?, enable })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let operation =
            if self.enable { PasswordOperation::Enable } else { PasswordOperation::Disable };
        let id = self.user.get();
        client.send(&SetUserPassword { user: self.user, operation }).await.map_err(|error| {
            failed(error).line(format!("Set User Password command failed (user {id})"))
        })?;
        out.show(&Enabled { id, enabled: self.enable })
    }
}

#[derive(Debug, Serialize)]
struct Enabled {
    id: u8,
    enabled: bool,
}

impl Render for Enabled {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
