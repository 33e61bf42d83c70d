//! `channel getaccess`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, privilege_name};
use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out, Render};
use crate::cli::reply::failed;
use crate::cli::text::Text;
use crate::cmd::app::user::{EnableStatus, GetUserAccess, GetUserName, UserAccess, UserId};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Shows what users may do on a channel.
#[derive(Clone, Debug)]
pub struct GetAccess {
    channel: u8,
    user: Option<UserId>,
}

impl GetAccess {
    pub(super) fn parse(channel: &str, user: Option<&str>) -> Result<Self, Failure> {
        let channel = args::channel(channel)?;
        Ok(Self { channel, user: user.map(args::user_id).transpose()? })
    }

    /// Shows each user as soon as it is known; JSON and tables take them all at once.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let streams = matches!(out.format(), Format::Text | Format::Csv);
        let mut report: Option<Report> = None;
        let mut outcome = Ok(());
        for id in self.user.map_or(1, UserId::get).. {
            let Some(user) = UserId::new(id) else { break };
            let (access, name) = match self.fetch(client, user).await {
                Ok(found) => found,
                Err(failure) => {
                    outcome = Err(failure);
                    break;
                }
            };
            let report = report.get_or_insert_with(|| Report::new(access));
            if streams {
                report.users.clear();
            }
            report.users.push(User::new(user, name, access));
            if streams {
                out.show(report)?;
                report.started = true;
            }
            if self.user.is_some() || id >= access.maximum_ids {
                break;
            }
        }
        if let Some(report) = report.filter(|_| !streams) {
            out.show(&report)?;
        }
        outcome
    }

    async fn fetch(
        &self,
        client: &mut Client,
        user: UserId,
    ) -> Result<(UserAccess, Vec<u8>), Failure> {
        let (channel, id) = (self.channel, user.get());
        let access = client.send(&GetUserAccess { channel, user }).await.map_err(|error| {
            failed(error).line(format!("Unable to Get User Access (channel {channel} id {id})"))
        })?;
        let name = match client.send(&GetUserName(user)).await {
            // So do some BMCs answer for a user without a name.
            Err(Error::Completion { code: CompletionCode::INVALID_FIELD, .. }) => Vec::new(),
            name => name.map_err(|error| {
                failed(error).line(format!("Unable to Get User Name (id {id})"))
            })?,
        };
        Ok((access, name))
    }
}

#[derive(Debug, Serialize)]
struct Report {
    maximum_ids: u8,
    enabled_users: u8,
    users: Vec<User>,
    /// The counts have been shown.
    #[serde(skip)]
    started: bool,
}

impl Report {
    fn new(access: UserAccess) -> Self {
        Self {
            maximum_ids: access.maximum_ids,
            enabled_users: access.enabled_users,
            users: Vec::new(),
            started: false,
        }
    }
}

#[derive(Debug, Serialize)]
struct User {
    id: u8,
    name: Text,
    fixed_name: bool,
    callin: bool,
    link_auth: bool,
    ipmi_messaging: bool,
    privilege_limit: String,
    privilege_limit_code: u8,
    enable_status: &'static str,
}

impl User {
    fn new(user: UserId, name: Vec<u8>, access: UserAccess) -> Self {
        Self {
            id: user.get(),
            name: Text(name),
            fixed_name: user.get() <= access.fixed_names,
            callin: !access.rights.callback_only,
            link_auth: access.rights.link_authentication,
            ipmi_messaging: access.rights.ipmi_messaging,
            privilege_limit: privilege_name(access.limit),
            privilege_limit_code: access.limit,
            enable_status: match access.status {
                EnableStatus::Unspecified => "unknown",
                EnableStatus::Enabled => "enabled",
                EnableStatus::Disabled => "disabled",
                EnableStatus::Reserved => "reserved",
            },
        }
    }
}

impl Render for Report {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if !self.started {
            writeln!(w, "{:<20} : {}", "Maximum User IDs", self.maximum_ids)?;
            writeln!(w, "{:<20} : {}", "Enabled User IDs", self.enabled_users)?;
        }
        self.users.iter().try_for_each(|user| user.text(w))
    }
}

impl User {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let enabled = |on| if on { "enabled" } else { "disabled" };
        write!(w, "\n{:<20} : {}\n{:<20} : ", "User ID", self.id, "User Name")?;
        w.write_all(&self.name.0)?;
        let rows = [
            ("Fixed Name", if self.fixed_name { "Yes" } else { "No" }),
            ("Access Available", if self.callin { "call-in / callback" } else { "callback" }),
            ("Link Authentication", enabled(self.link_auth)),
            ("IPMI Messaging", enabled(self.ipmi_messaging)),
            ("Privilege Level", &self.privilege_limit),
            ("Enable Status", self.enable_status),
        ];
        for (label, value) in rows {
            write!(w, "\n{label:<20} : {value}")?;
        }
        writeln!(w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        let access = GetUserAccess::parse(&hex!("030301d4")).unwrap();
        let mut report = Report::new(access);
        report.users.push(User::new(UserId::new(1).unwrap(), b"admin".to_vec(), access));
        let mut out = Vec::new();
        report.text(&mut out).unwrap();
        let first = "\
Maximum User IDs     : 3
Enabled User IDs     : 3

User ID              : 1
User Name            : admin
Fixed Name           : Yes
Access Available     : callback
Link Authentication  : disabled
IPMI Messaging       : enabled
Privilege Level      : ADMINISTRATOR
Enable Status        : unknown
";
        assert_eq!(String::from_utf8(out).unwrap(), first);

        let access = GetUserAccess::parse(&hex!("03c3023f")).unwrap();
        report.users = vec![User::new(UserId::new(3).unwrap(), b"admin".to_vec(), access)];
        report.started = true;
        let mut out = Vec::new();
        report.text(&mut out).unwrap();
        let next = "
User ID              : 3
User Name            : admin
Fixed Name           : No
Access Available     : call-in / callback
Link Authentication  : enabled
IPMI Messaging       : enabled
Privilege Level      : NO ACCESS
Enable Status        : reserved
";
        assert_eq!(String::from_utf8(out).unwrap(), next);
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["users"][0]["enable_status"], "reserved");
        assert_eq!(json.get("started"), None);
    }
}
