//! `session info`.
use std::io::{self, Write};

use serde::Serialize;

use super::USAGE;
use crate::cli::args::{privilege_name, unknown};
use crate::cli::failure::Failure;
use crate::cli::number::{parse_u8, parse_u32};
use crate::cli::out::{Out, Render};
use crate::cmd::Command;
use crate::cmd::app::session::{Console, GetSessionInfo, SessionInfo, Which};
use crate::error::Error;
use crate::transport::{Client, Request, Response, Target};
use crate::wire;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;

/// Shows one session or all.
#[derive(Clone, Debug)]
pub enum Info {
    /// All active sessions.
    All,
    /// One.
    One(Which),
}

impl Info {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let bad = |line: String| Failure::usage(line).line(USAGE);
        let number = |word: &str| bad(format!("HEX number expected, but '{word}' given."));
        Ok(match words {
            ["active", ..] => Self::One(Which::Current),
            ["all", ..] => Self::All,
            ["id", id, ..] => Self::One(Which::Id(parse_u32(id).map_err(|_| number(id))?)),
            ["handle", handle, ..] => {
                Self::One(Which::Handle(parse_u8(handle).map_err(|_| number(handle))?))
            }
            ["id" | "handle"] => return Err(bad(format!("Missing {} argument", words.concat()))),
            _ => {
                let word = words.first().copied().unwrap_or_default();
                return Err(bad(format!("Invalid SESSION info parameter: {word}")));
            }
        })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::One(which) => {
                let data = fetch(client, which).await?;
                out.show(&Row::from(parse(&data)?))
            }
            Self::All => all(client, out).await,
        }
    }
}

/// Asks at the highest level that the user may have. User level would do, but then the answer would
/// tell of a session at User level, and IPMItool's is at the highest when it asks.
async fn fetch(client: &mut Client, which: Which) -> Result<Vec<u8>, Error> {
    let mut data = Vec::new();
    GetSessionInfo(which).emit(&mut data);
    let request = Request {
        name: GetSessionInfo::NAME,
        netfn: GetSessionInfo::NETFN,
        cmd: GetSessionInfo::CMD,
        target: Target::SESSION,
        data,
        privilege: Privilege::Administrator,
        repeatable: GetSessionInfo::REPEATABLE,
        secret: GetSessionInfo::SECRET,
        direct: false,
        patience: None,
    };
    let Response { code, data } = client.request(request).await?;
    if !code.is_ok() {
        return Err(Error::Completion { command: GetSessionInfo::NAME, code, meaning: None });
    }
    Ok(data)
}

fn parse(data: &[u8]) -> Result<SessionInfo, Error> {
    GetSessionInfo::parse(data)
        .map_err(|source| Error::Wire { command: GetSessionInfo::NAME, source })
}

/// Walks the slots. A BMC that says "not found" has no more; IPMItool then ends without a word,
/// but with exit status 1.
async fn all(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut rows = out.rows();
    for index in 1.. {
        let info = match fetch(client, Which::Nth(index)).await {
            Err(Error::Completion { code: CompletionCode::NOT_PRESENT, .. }) => {
                rows.finish()?;
                return Err(Failure::result(""));
            }
            Err(error) => {
                rows.finish()?;
                return Err(error.into());
            }
            Ok(data) if data.len() < SHORTEST => {
                rows.finish()?;
                let source = wire::Error::Short("active sessions");
                return Err(Error::Wire { command: GetSessionInfo::NAME, source }.into());
            }
            Ok(data) => parse(&data)?,
        };
        rows.push(&Row::from(info))?;
        if index >= info.slots {
            break;
        }
    }
    rows.finish()
}

/// Length of the answer for an empty slot. A shorter one does not tell how many slots there are.
const SHORTEST: usize = 3;

/// What the BMC does not tell, or what an empty slot has not, is absent.
#[derive(Debug, Serialize)]
struct Row {
    handle: u8,
    slot_count: u8,
    active_sessions: u8,
    user_id: Option<u8>,
    privilege: Option<String>,
    privilege_code: Option<u8>,
    session_type: Option<&'static str>,
    channel: Option<u8>,
    activity: Option<String>,
    activity_code: Option<u8>,
    destination_selector: Option<u8>,
    console_ip: Option<String>,
    console_mac: Option<String>,
    console_port: Option<u16>,
}

impl From<SessionInfo> for Row {
    fn from(info: SessionInfo) -> Self {
        let active = info.session;
        let mut row = Self {
            handle: info.handle,
            slot_count: info.slots,
            active_sessions: info.active,
            user_id: active.map(|it| it.user),
            privilege: active.map(|it| privilege_name(it.privilege)),
            privilege_code: active.map(|it| it.privilege),
            session_type: active
                .map(|it| if it.protocol == 0 { "IPMIv1.5" } else { "IPMIv2/RMCP+" }),
            channel: active.map(|it| it.channel),
            activity: None,
            activity_code: None,
            destination_selector: None,
            console_ip: None,
            console_mac: None,
            console_port: None,
        };
        match active.and_then(|it| it.console) {
            Some(Console::Lan { ip, mac, port }) => {
                row.console_ip = Some(ip.to_string());
                row.console_mac = Some(mac.map(|byte| format!("{byte:02x}")).join(":"));
                row.console_port = Some(port);
            }
            Some(Console::Serial { activity: code, destination, ip, port }) => {
                row.activity = Some(activity(code));
                row.activity_code = Some(code);
                row.destination_selector = Some(destination);
                row.console_ip = Some(ip.to_string());
                row.console_port = port;
            }
            None => {}
        }
        row
    }
}

fn activity(code: u8) -> String {
    match code {
        0 => "IPMI Messaging session active".to_owned(),
        1 => "Callback Messaging session active".to_owned(),
        2 => "Dial-out Alert active".to_owned(),
        3 => "TAP Page Active".to_owned(),
        _ => unknown(code),
    }
}

impl Row {
    /// Label and value of each field that there is.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let number = |value: Option<u8>| value.map(|it| it.to_string());
        [
            ("session handle", Some(self.handle.to_string())),
            ("slot count", Some(self.slot_count.to_string())),
            ("active sessions", Some(self.active_sessions.to_string())),
            ("user id", number(self.user_id)),
            ("privilege level", self.privilege.clone()),
            ("session type", self.session_type.map(str::to_owned)),
            ("channel number", self.channel.map(|it| format!("{it:#04x}"))),
            ("Session/Channel Activity Type", self.activity.clone()),
            ("Destination selector", number(self.destination_selector)),
            ("console ip", self.console_ip.clone()),
            ("console mac", self.console_mac.clone()),
            ("console port", self.console_port.map(|it| it.to_string())),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
    }
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        for (label, value) in self.fields() {
            writeln!(w, "{label:<30}: {value}")?;
        }
        writeln!(w)
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        let values: Vec<String> = self.fields().into_iter().map(|(_, value)| value).collect();
        writeln!(w, "{}", values.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn formats(answer: &[u8]) -> (String, String) {
        let row = Row::from(GetSessionInfo::parse(answer).unwrap());
        let (mut text, mut csv) = (Vec::new(), Vec::new());
        row.text(&mut text).unwrap();
        row.csv(&mut csv).unwrap();
        (String::from_utf8(text).unwrap(), String::from_utf8(csv).unwrap())
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn a_session_by_network() {
        let (text, csv) = formats(&hex!("050a01020411 c0a80005 001122334455 04d2"));
        let want = "\
session handle                : 5
slot count                    : 10
active sessions               : 1
user id                       : 2
privilege level               : ADMINISTRATOR
session type                  : IPMIv2/RMCP+
channel number                : 0x01
console ip                    : 192.168.0.5
console mac                   : 00:11:22:33:44:55
console port                  : 53764

";
        assert_eq!(text, want);
        let want = "5,10,1,2,ADMINISTRATOR,IPMIv2/RMCP+,0x01,192.168.0.5,00:11:22:33:44:55,53764\n";
        assert_eq!(csv, want);
    }

    /// Recorded from IPMItool 1.8.19 for the same answers, but for the port, which it shows as 0.
    #[test]
    fn a_session_by_serial_line() {
        let (text, csv) = formats(&hex!("050a01020401 0102 c0a80005 1122"));
        assert!(text.contains(
            "Session/Channel Activity Type : Callback Messaging session active\n\
             Destination selector          : 2\n\
             console ip                    : 192.168.0.5\n"
        ));
        let want = "5,10,1,2,ADMINISTRATOR,IPMIv1.5,0x01,Callback Messaging session active,2,\
                    192.168.0.5,8721\n";
        assert_eq!(csv, want);
        let (_, csv) = formats(&hex!("050a01020411 0102 c0a80005"));
        let want = "5,10,1,2,ADMINISTRATOR,IPMIv2/RMCP+,0x01,Callback Messaging session active,2,\
                    192.168.0.5\n";
        assert_eq!(csv, want);
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn an_empty_slot() {
        let (text, csv) = formats(&hex!("003f01"));
        let want = "\
session handle                : 0
slot count                    : 63
active sessions               : 1

";
        assert_eq!((text.as_str(), csv.as_str()), (want, "0,63,1\n"));
        let (_, csv) = formats(&hex!("05"));
        assert_eq!(csv, "5,0,0,0,Unknown (0x00),IPMIv1.5,0x00\n");
    }
}
