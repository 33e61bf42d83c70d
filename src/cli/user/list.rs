//! `user list`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, privilege_name};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cli::text::Text;
use crate::cmd::app::user::{
    EnableStatus, GetUserAccess, GetUserName, NAME_LEN, UserAccess, UserId,
};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::THIS_CHANNEL;

/// Shows all accounts with their access on one channel.
#[derive(Clone, Debug)]
pub struct List {
    channel: u8,
}

impl List {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let channel = words.first().map_or(Ok(THIS_CHANNEL), |word| args::channel(word))?;
        Ok(Self { channel })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut rows = out.rows();
        for id in 1.. {
            let Some(user) = UserId::new(id) else { break };
            let (row, last) = Row::fetch(client, self.channel, user).await.map_err(failed)?;
            if id == 1 {
                rows.heading(HEADING)?;
            }
            rows.push(&row)?;
            if id >= last {
                break;
            }
        }
        rows.finish()
    }
}

const HEADING: &str = "ID  Name\t     Callin  Link Auth\tIPMI Msg   Channel Priv Limit";

#[derive(Debug, Serialize)]
struct Row {
    id: u8,
    name: Text,
    callin: bool,
    link_auth: bool,
    ipmi_messaging: bool,
    privilege_limit: String,
    privilege_limit_code: u8,
    /// Absent when the BMC does not say.
    enabled: Option<bool>,
}

impl Row {
    /// The row of one user, and the last ID of all.
    async fn fetch(client: &mut Client, channel: u8, user: UserId) -> Result<(Self, u8), Error> {
        let access = client.send(&GetUserAccess { channel, user }).await?;
        let name = match client.send(&GetUserName(user)).await {
            // So do some BMCs answer for a user without a name.
            Err(Error::Completion { code: CompletionCode::INVALID_FIELD, .. }) => Vec::new(),
            name => name?,
        };
        Ok((Self::new(user, name, access), access.maximum_ids))
    }

    fn new(user: UserId, name: Vec<u8>, access: UserAccess) -> Self {
        Self {
            id: user.get(),
            name: Text(name),
            callin: !access.rights.callback_only,
            link_auth: access.rights.link_authentication,
            ipmi_messaging: access.rights.ipmi_messaging,
            privilege_limit: privilege_name(access.limit),
            privilege_limit_code: access.limit,
            enabled: match access.status {
                EnableStatus::Enabled => Some(true),
                EnableStatus::Disabled => Some(false),
                EnableStatus::Unspecified | EnableStatus::Reserved => None,
            },
        }
    }
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let name = &self.name.0;
        write!(w, "{:<4}", self.id)?;
        w.write_all(name)?;
        // One column more than the longest name has.
        write!(w, "{:width$}", "", width = (NAME_LEN + 1).saturating_sub(name.len()))?;
        let Self { callin, link_auth, ipmi_messaging, privilege_limit, .. } = self;
        writeln!(w, "{callin:<8}{link_auth:<11}{ipmi_messaging:<11}{privilege_limit}")
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, "{},", self.id)?;
        w.write_all(&self.name.0)?;
        let Self { callin, link_auth, ipmi_messaging, privilege_limit, .. } = self;
        writeln!(w, ",{callin},{link_auth},{ipmi_messaging},{privilege_limit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn row(id: u8, name: &[u8], access: [u8; 4]) -> Row {
        let access = GetUserAccess::parse(&access).unwrap();
        Row::new(UserId::new(id).unwrap(), name.to_vec(), access)
    }

    fn text(row: &Row) -> Vec<u8> {
        let mut out = Vec::new();
        row.text(&mut out).unwrap();
        out
    }

    /// Lines of IPMItool 1.8.19 for the same answers.
    #[test]
    fn formats() {
        let first = row(1, b"", hex!("054203f4"));
        let want = b"1                    false   true       true       ADMINISTRATOR\n";
        assert_eq!(text(&first), want);
        let second = row(2, b"abcdefghiiiiiiii", hex!("054203c2"));
        let want = b"2   abcdefghiiiiiiii false   false      false      USER\n";
        assert_eq!(text(&second), want);
        let latin = row(1, b"\xe4 \tb,", hex!("02030136"));
        let want = b"1   \xe4 \tb,            true    true       true       Unknown (0x06)\n";
        assert_eq!(text(&latin), want);
        let mut csv = Vec::new();
        latin.csv(&mut csv).unwrap();
        assert_eq!(csv, b"1,\xe4 \tb,,true,true,true,Unknown (0x06)\n");
        let json = serde_json::to_value(&first).unwrap();
        assert_eq!(json["privilege_limit_code"], 4);
        assert_eq!(json["enabled"], true);
    }
}
