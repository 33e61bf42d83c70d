//! `user set name`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::app::user::{NAME_LEN, SetUserName, UserId};
use crate::transport::Client;

/// Sets a name.
#[derive(Clone, Debug)]
pub struct SetName {
    user: UserId,
    name: String,
    bytes: [u8; NAME_LEN],
}

impl SetName {
    pub(super) fn parse(id: &str, name: &str) -> Result<Self, Failure> {
        let user = args::user_id(id)?;
        if name.len() > NAME_LEN {
            return Err(Failure::usage(format!("Username is too long (> {NAME_LEN} bytes)")));
        }
        let mut bytes = [0; NAME_LEN];
        for (to, from) in bytes.iter_mut().zip(name.bytes()) {
            *to = from;
        }
        Ok(Self { user, name: name.to_owned(), bytes })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { user, name, bytes } = self;
        let id = user.get();
        client
            .send(&SetUserName { user, name: bytes })
            .await
            .said(&format!("Set User Name command failed (user {id}, name {name})"))?;
        out.show(&Named { id, name })
    }
}

#[derive(Debug, Serialize)]
struct Named {
    id: u8,
    name: String,
}

impl Render for Named {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
