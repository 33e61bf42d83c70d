//! `channel setaccess`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, NO_ACCESS};
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Render};
use crate::cli::reply::failed;
use crate::cmd::app::user::{GetUserAccess, SetUserAccess, UserId};
use crate::transport::Client;
use crate::wire::ids::Privilege;

/// Sets what a user may do on a channel. What is not named stays as it is.
#[derive(Clone, Debug)]
pub struct SetAccess {
    channel: u8,
    user: UserId,
    change: Change,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Change {
    callin: Option<bool>,
    link: Option<bool>,
    ipmi: Option<bool>,
    limit: Option<u8>,
}

impl SetAccess {
    pub(super) fn parse(channel: &str, user: &str, options: &[&str]) -> Result<Self, Failure> {
        let channel = args::channel(channel)?;
        let user = args::user_id(user)?;
        let mut change = Change::default();
        for option in options {
            match option.split_once('=') {
                Some(("callin", value)) => change.callin = Some(is_on(value)),
                // IPMItool turns link authentication on whatever the value says. It means nothing
                // on a LAN, so that is kept; callin and ipmi are about access, and are obeyed.
                Some(("link", _)) => change.link = Some(true),
                Some(("ipmi", value)) => change.ipmi = Some(is_on(value)),
                Some(("privilege", value)) => change.limit = Some(limit(value)?),
                _ => return Err(Failure::usage(format!("Invalid option: {option}\n"))),
            }
        }
        Ok(Self { channel, user, change })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { channel, user, change } = self;
        let id = user.get();
        let access = client.send(&GetUserAccess { channel, user }).await.map_err(|error| {
            failed(error).line(format!("Unable to Get User Access (channel {channel} id {id})"))
        })?;
        let mut rights = access.rights;
        rights.callback_only = change.callin.map_or(rights.callback_only, |on| !on);
        rights.link_authentication = change.link.unwrap_or(rights.link_authentication);
        rights.ipmi_messaging = change.ipmi.unwrap_or(rights.ipmi_messaging);
        let limit = change.limit.unwrap_or(access.limit);
        let request = SetUserAccess { channel, user, rights: Some(rights), limit };
        client.send(&request).await.map_err(|error| {
            failed(error).line(format!("Unable to Set User Access (channel {channel} id {id})"))
        })?;
        out.show(&Changed {
            channel,
            id,
            callin: !rights.callback_only,
            link_auth: rights.link_authentication,
            ipmi_messaging: rights.ipmi_messaging,
            privilege_limit_code: limit,
        })
    }
}

/// IPMItool takes whatever does not begin with `off` for on.
fn is_on(value: &str) -> bool {
    !value.starts_with("off")
}

fn limit(word: &str) -> Result<u8, Failure> {
    let by_name = Privilege::ALL
        .into_iter()
        .find(|level| level.name().eq_ignore_ascii_case(word))
        .map(Privilege::to_u8);
    let no_access = word.eq_ignore_ascii_case("NO ACCESS").then_some(NO_ACCESS);
    by_name
        .or(no_access)
        .or_else(|| parse_u8(word).ok().filter(|limit| *limit <= NO_ACCESS))
        .ok_or_else(|| {
            Failure::usage(format!("Numeric [1-15] value expected, but '{word}' given."))
        })
}

#[derive(Debug, Serialize)]
struct Changed {
    channel: u8,
    id: u8,
    callin: bool,
    link_auth: bool,
    ipmi_messaging: bool,
    privilege_limit_code: u8,
}

impl Render for Changed {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { channel, id, .. } = self;
        writeln!(w, "Set User Access (channel {channel} id {id}) successful.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_name_what_changes() {
        let change = |options: &[&str]| SetAccess::parse("1", "17", options).map(|it| it.change);
        let want = Change { callin: Some(false), ipmi: Some(true), ..Change::default() };
        assert_eq!(change(&["callin=off", "ipmi=on"]).unwrap(), want);
        let limits = [("privilege=Operator", 3), ("privilege=NO ACCESS", 15), ("privilege=0x4", 4)];
        for (option, limit) in limits {
            assert_eq!(change(&[option]).unwrap().limit, Some(limit), "{option}");
        }
        for option in ["privilege=16", "privilege=admin", "privilege=4x", "link", "CALLIN=on"] {
            assert!(change(&[option]).is_err(), "{option}");
        }
    }
}
