//! `user summary`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::user::{GetUserAccess, UserId};
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Shows how many accounts there are.
#[derive(Clone, Debug)]
pub struct Summary {
    channel: u8,
}

impl Summary {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let channel = words.first().map_or(Ok(THIS_CHANNEL), |word| args::channel(word))?;
        Ok(Self { channel })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Some(user) = UserId::new(1) else { return Ok(()) };
        let access =
            client.send(&GetUserAccess { channel: self.channel, user }).await.map_err(failed)?;
        out.show(&Counts {
            maximum_ids: access.maximum_ids,
            enabled_users: access.enabled_users,
            fixed_names: access.fixed_names,
        })
    }
}

#[derive(Debug, Serialize)]
struct Counts {
    maximum_ids: u8,
    enabled_users: u8,
    fixed_names: u8,
}

impl Render for Counts {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Maximum IDs\t    : {}", self.maximum_ids)?;
        writeln!(w, "Enabled User Count  : {}", self.enabled_users)?;
        writeln!(w, "Fixed Name Count    : {}", self.fixed_names)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{},{},{}", self.maximum_ids, self.enabled_users, self.fixed_names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let counts = Counts { maximum_ids: 63, enabled_users: 3, fixed_names: 1 };
        let mut text = Vec::new();
        counts.text(&mut text).unwrap();
        let want = "Maximum IDs\t    : 63\nEnabled User Count  : 3\nFixed Name Count    : 1\n";
        assert_eq!(String::from_utf8(text).unwrap(), want);
        let mut csv = Vec::new();
        counts.csv(&mut csv).unwrap();
        assert_eq!(csv, b"63,3,1\n");
    }
}
