//! Sessions of the BMC (IPMI v2.0 §22.20).
use std::net::Ipv4Addr;

use crate::cmd::Command;
use crate::wire::ids::netfn;
use crate::wire::{self, buf::Reader};

/// Asks about a session (§22.20).
#[derive(Clone, Copy, Debug)]
pub struct GetSessionInfo(pub Which);

/// Which session is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that the request comes by.
    Current,
    /// The nth active one, counted from 1.
    Nth(u8),
    /// The one with that handle.
    Handle(u8),
    /// The one with that session ID.
    Id(u32),
}

/// Answer to [`GetSessionInfo`] (§22.20, table 22-25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionInfo {
    /// Handle of the session, 0 for none.
    pub handle: u8,
    /// How many sessions the BMC can hold.
    pub slots: u8,
    /// How many there are.
    pub active: u8,
    /// The session, where there is one.
    pub session: Option<Active>,
}

/// An active session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Active {
    /// Whose it is.
    pub user: u8,
    /// Its privilege level.
    pub privilege: u8,
    /// 0 for IPMI 1.5, 1 for RMCP+.
    pub protocol: u8,
    /// Channel that it came in on.
    pub channel: u8,
    /// The other end, where the BMC tells.
    pub console: Option<Console>,
}

/// The other end of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Console {
    /// By network.
    Lan {
        /// Address of the console.
        ip: Ipv4Addr,
        /// Hardware address of the console or the router in front of it.
        mac: [u8; 6],
        /// UDP port.
        port: u16,
    },
    /// By a serial line.
    Serial {
        /// What goes on: 0 for IPMI messaging, 1 callback, 2 alert, 3 page.
        activity: u8,
        /// Destination selector.
        destination: u8,
        /// Address of the console, 0.0.0.0 for none.
        ip: Ipv4Addr,
        /// Port of a PPP connection.
        port: Option<u16>,
    },
}

impl Command for GetSessionInfo {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x3d;
    const NAME: &'static str = "Get Session Info";
    type Response = SessionInfo;

    fn emit(&self, out: &mut Vec<u8>) {
        match self.0 {
            Which::Current => out.push(0),
            Which::Nth(index) => out.push(index),
            Which::Handle(handle) => out.extend([0xfe, handle]),
            Which::Id(id) => {
                out.push(0xff);
                out.extend(id.to_le_bytes());
            }
        }
    }

    /// No length is an error: BMCs leave out fields that do not apply, and a missing one counts
    /// as 0.
    fn parse(data: &[u8]) -> Result<SessionInfo, wire::Error> {
        let mut r = Reader::new(data);
        let mut field = |name| r.u8(name).unwrap_or(0);
        let handle = field("session handle");
        let slots = field("possible active sessions") & 0x3f;
        let active = field("active sessions") & 0x3f;
        if data.len() == 3 {
            return Ok(SessionInfo { handle, slots, active, session: None });
        }
        let user = field("user ID") & 0x3f;
        let privilege = field("privilege level") & 0x0f;
        let channel = field("channel");
        let console = console(data.len(), &mut r).ok().flatten();
        let session =
            Active { user, privilege, protocol: channel >> 4, channel: channel & 0x0f, console };
        Ok(SessionInfo { handle, slots, active, session: Some(session) })
    }
}

/// The last part of the answer: only its length tells what it is.
fn console(len: usize, r: &mut Reader<'_>) -> Result<Option<Console>, wire::Error> {
    Ok(match len {
        18.. => Some(Console::Lan {
            ip: r.array::<4>("console IP address")?.into(),
            mac: r.array("console MAC address")?,
            port: r.u16("console port")?,
        }),
        12 | 14 => Some(Console::Serial {
            activity: r.u8("session activity")?,
            destination: r.u8("destination selector")? & 0x0f,
            ip: r.array::<4>("console IP address")?.into(),
            port: r.u16("console port").ok(),
        }),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn bytes(which: Which) -> Vec<u8> {
        let mut out = Vec::new();
        GetSessionInfo(which).emit(&mut out);
        out
    }

    #[test]
    fn requests_name_the_session() {
        assert_eq!(bytes(Which::Current), [0]);
        assert_eq!(bytes(Which::Nth(3)), [3]);
        assert_eq!(bytes(Which::Handle(0x1f)), hex!("fe 1f"));
        assert_eq!(bytes(Which::Id(0x1f)), hex!("ff 1f000000"));
    }

    #[test]
    fn the_length_tells_the_kind() {
        let short = GetSessionInfo::parse(&hex!("00 3f 01")).unwrap();
        assert_eq!((short.handle, short.slots, short.active), (0, 63, 1));
        assert_eq!(short.session, None);

        // ipmi_sim: raw 6 0x3d 0
        let bare = GetSessionInfo::parse(&hex!("01 3f 01 02 04 11")).unwrap().session.unwrap();
        assert_eq!((bare.user, bare.privilege, bare.protocol, bare.channel), (2, 4, 1, 1));
        assert_eq!(bare.console, None);

        let lan = hex!("05 0a 01 02 04 11 c0a80005 001122334455 d204 ff");
        let console = GetSessionInfo::parse(&lan).unwrap().session.unwrap().console;
        let mac = hex!("001122334455");
        assert_eq!(console, Some(Console::Lan { ip: [192, 168, 0, 5].into(), mac, port: 1234 }));

        let serial = hex!("05 0a 01 02 04 01 01 02 c0a80005");
        let console = GetSessionInfo::parse(&serial).unwrap().session.unwrap().console;
        let ip = [192, 168, 0, 5].into();
        let want = Console::Serial { activity: 1, destination: 2, ip, port: None };
        assert_eq!(console, Some(want));
    }

    #[test]
    fn a_cut_answer_counts_as_zeros() {
        let info = GetSessionInfo::parse(&hex!("05 0a")).unwrap();
        assert_eq!((info.handle, info.slots, info.active), (5, 10, 0));
        assert_eq!(info.session.unwrap().user, 0);
        assert!(GetSessionInfo::parse(&[]).is_ok());
    }
}
