//! `channel authcap`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::app::channel::{AuthenticationCapabilities, GetChannelAuthenticationCapabilities};
use crate::error::Error;
use crate::transport::Client;

/// Shows how to log in.
#[derive(Clone, Debug)]
pub struct AuthCap {
    channel: u8,
    privilege: u8,
}

impl AuthCap {
    pub(super) fn parse(channel: &str, privilege: &str) -> Result<Self, Failure> {
        Ok(Self { channel: args::channel(channel)?, privilege: args::privilege_limit(privilege)? })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let capabilities = self.fetch(client).await.said_by(|code| match code {
            Some(code) => format!("Get Channel Authentication Capabilities failed: {code}"),
            None => "Unable to Get Channel Authentication Capabilities".to_owned(),
        })?;
        out.show(&Capabilities::from(capabilities))
    }

    async fn fetch(&self, client: &mut Client) -> Result<AuthenticationCapabilities, Error> {
        let Self { channel, privilege } = *self;
        let request =
            |extended| GetChannelAuthenticationCapabilities { channel, privilege, extended };
        match client.send(&request(true)).await {
            Err(Error::Completion { .. } | Error::NoAnswer(_)) => {
                client.send(&request(false)).await
            }
            other => other,
        }
    }
}

#[derive(Debug, Serialize)]
struct Capabilities {
    channel: u8,
    auth_types: Vec<&'static str>,
    /// Absent in answers of IPMI 1.5.
    kg_set: Option<bool>,
    per_message_auth: bool,
    user_level_auth: bool,
    non_null_user_names: bool,
    null_user_names: bool,
    anonymous_login: bool,
    ipmi_1_5: Option<bool>,
    ipmi_2_0: Option<bool>,
    oem_id: Option<u32>,
    oem_auxiliary: Option<u8>,
}

impl From<AuthenticationCapabilities> for Capabilities {
    fn from(from: AuthenticationCapabilities) -> Self {
        let status = |bit: u8| from.status & bit != 0;
        let new = |value: bool| from.extended.then_some(value);
        let oem = from.types & OEM != 0;
        Self {
            channel: from.channel,
            auth_types: TYPES
                .iter()
                .filter(|(bit, _)| from.types & bit != 0)
                .map(|(_, name)| *name)
                .collect(),
            kg_set: new(status(0x20)),
            per_message_auth: !status(0x10),
            user_level_auth: !status(0x08),
            non_null_user_names: status(0x04),
            null_user_names: status(0x02),
            anonymous_login: status(0x01),
            ipmi_1_5: new(from.versions & 0x01 != 0),
            ipmi_2_0: new(from.versions & 0x02 != 0),
            oem_id: oem.then_some(from.oem_id),
            oem_auxiliary: oem.then_some(from.oem_auxiliary),
        }
    }
}

const OEM: u8 = 0x20;
const TYPES: [(u8, &str); 5] =
    [(0x01, "NONE"), (0x02, "MD2"), (0x04, "MD5"), (0x10, "PASSWORD"), (OEM, "OEM")];

impl Render for Capabilities {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let enabled = |on| if on { "enabled" } else { "disabled" };
        let yes = |on| if on { "yes" } else { "no" };
        writeln!(w, "{:<27}: {}", "Channel number", self.channel)?;
        write!(w, "{:<27}: ", "IPMI v1.5  auth types")?;
        for name in &self.auth_types {
            write!(w, "{name} ")?;
        }
        writeln!(w)?;
        if let Some(set) = self.kg_set {
            let status = if set { "non-zero" } else { "default (all zeroes)" };
            writeln!(w, "{:<27}: {status}", "KG status")?;
        }
        let rows = [
            ("Per message authentication", enabled(self.per_message_auth)),
            ("User level authentication", enabled(self.user_level_auth)),
            ("Non-null user names exist", yes(self.non_null_user_names)),
            ("Null user names exist", yes(self.null_user_names)),
            ("Anonymous login enabled", yes(self.anonymous_login)),
        ];
        for (label, value) in rows {
            writeln!(w, "{label:<27}: {value}")?;
        }
        let versions = [
            ("Channel supports IPMI v1.5", self.ipmi_1_5),
            ("Channel supports IPMI v2.0", self.ipmi_2_0),
        ];
        for (label, value) in versions {
            if let Some(value) = value {
                writeln!(w, "{label:<27}: {}", yes(value))?;
            }
        }
        if let (Some(id), Some(auxiliary)) = (self.oem_id, self.oem_auxiliary) {
            writeln!(w, "{:<27}: {id}", "IANA Number for OEM")?;
            writeln!(w, "{:<27}: {auxiliary:#x}", "OEM Auxiliary Data")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn text(answer: &[u8]) -> String {
        let answer = GetChannelAuthenticationCapabilities::parse(answer).unwrap();
        let mut out = Vec::new();
        Capabilities::from(answer).text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        let new = "\
Channel number             : 1
IPMI v1.5  auth types      : NONE MD2 MD5 PASSWORD 
KG status                  : non-zero
Per message authentication : enabled
User level authentication  : disabled
Non-null user names exist  : yes
Null user names exist      : yes
Anonymous login enabled    : yes
Channel supports IPMI v1.5 : yes
Channel supports IPMI v2.0 : yes
";
        assert_eq!(text(&hex!("01 9f 2f 03 f21b00 55")), new);
        let oem = "\
Channel number             : 1
IPMI v1.5  auth types      : OEM 
KG status                  : default (all zeroes)
Per message authentication : disabled
User level authentication  : enabled
Non-null user names exist  : no
Null user names exist      : no
Anonymous login enabled    : no
Channel supports IPMI v1.5 : no
Channel supports IPMI v2.0 : no
IANA Number for OEM        : 7154
OEM Auxiliary Data         : 0x55
";
        assert_eq!(text(&hex!("01 a0 10 00 f21b00 55")), oem);
        let bare = "\
Channel number             : 1
IPMI v1.5  auth types      : 
Per message authentication : enabled
User level authentication  : enabled
Non-null user names exist  : no
Null user names exist      : no
Anonymous login enabled    : no
";
        assert_eq!(text(&hex!("01")), bare);
    }
}
