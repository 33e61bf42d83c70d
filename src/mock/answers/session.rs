//! Session commands (IPMI v2.0 §22.15 to §22.20).
use std::net::{IpAddr, SocketAddr};

use super::{CALLBACK, Command, Need, OK, USER, byte};
use crate::mock::channels::LAN;
use crate::mock::env::{Answer, Env, Then};
use crate::mock::sessions::{Link, Session};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x39, need: Need::Nothing, len: 17..=17, run: get_challenge },
    Command { netfn: APP, cmd: 0x3a, need: Need::Nothing, len: 22..=22, run: activate },
    Command { netfn: APP, cmd: 0x3b, need: CALLBACK, len: 1..=1, run: set_privilege },
    Command { netfn: APP, cmd: 0x3c, need: CALLBACK, len: 4..=5, run: close },
    Command { netfn: APP, cmd: 0x3d, need: USER, len: 1..=5, run: get_info },
];

fn get_challenge(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.challenges.begin(&mut env.around, data)
}

/// Activate Session with a challenge never comes here: it is taken before. What is left came
/// outside any session, or in one that is active already.
fn activate(_: &mut Env<'_>, _: &[u8]) -> Answer {
    Err(INVALID_SESSION_IN_REQUEST)
}

fn set_privilege(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let channel = Privilege::from_u8(env.state().channels.volatile.limit);
    let session = env.session()?;
    let level = match byte(data, 0) & 0x0f {
        0 => return Ok(vec![session.privilege.to_u8()]),
        1 => return Err(CompletionCode::INVALID_FIELD),
        level => Privilege::from_u8(level).ok_or(CompletionCode::INVALID_FIELD)?,
    };
    if level == Privilege::Oem && session.limit < level {
        return Err(NOT_AVAILABLE);
    }
    if level > session.limit || channel.is_some_and(|channel| level > channel) {
        return Err(OVER_LIMIT);
    }
    session.privilege = level;
    Ok(vec![level.to_u8()])
}

fn close(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
    let id: [u8; 4] =
        data.get(..4).and_then(|id| id.try_into().ok()).ok_or(CompletionCode::LENGTH)?;
    let id = match (u32::from_le_bytes(id), data.get(4)) {
        (0, Some(handle)) => {
            let found = env.around.sessions.iter().find(|session| session.handle == *handle);
            found.map(|session| session.id).ok_or(INVALID_HANDLE)?
        }
        (id, None) => id,
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    if id == caller.session {
        env.then = Some(Then::Close(id));
        return OK;
    }
    if caller.privilege < Privilege::Administrator {
        return Err(CompletionCode::PRIVILEGE);
    }
    if env.around.sessions.close(id) { OK } else { Err(INVALID_SESSION) }
}

/// Get Session Info for the caller's session, the n-th, one by handle or one by ID.
fn get_info(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
    let sessions = &env.around.sessions;
    let found = match data {
        [0] => sessions.get(caller.session),
        [0xfe, handle] => {
            let found = sessions.iter().find(|session| session.handle == *handle);
            Some(found.ok_or(CompletionCode::NOT_PRESENT)?)
        }
        [0xff, id @ ..] => {
            let id: [u8; 4] = id.try_into().map_err(|_| CompletionCode::LENGTH)?;
            let found = sessions.get(u32::from_le_bytes(id));
            Some(found.ok_or(CompletionCode::NOT_PRESENT)?)
        }
        [0xfe, ..] => return Err(CompletionCode::LENGTH),
        [index] if *index <= sessions.slots() => sessions.nth(*index),
        [_] => return Err(CompletionCode::OUT_OF_RANGE),
        _ => return Err(CompletionCode::LENGTH),
    };
    let count = u8::try_from(sessions.len()).unwrap_or(u8::MAX);
    let mut answer = vec![found.map_or(0, |session| session.handle), sessions.slots(), count];
    if let Some(session) = found {
        describe(session, &mut answer);
    }
    Ok(answer)
}

fn describe(session: &Session, answer: &mut Vec<u8>) {
    let version = match session.link {
        Link::V15(_) => 0x00,
        Link::V20(_) => 0x10,
    };
    answer.extend([session.user, session.privilege.to_u8(), version | LAN]);
    answer.extend(ipv4(session.peer));
    answer.extend(CONSOLE_MAC);
    answer.extend(session.peer.port().to_le_bytes());
}

/// The field has room for IPv4 only; zeros for an IPv6 console.
fn ipv4(peer: SocketAddr) -> [u8; 4] {
    match peer.ip() {
        IpAddr::V4(ip) => ip.octets(),
        IpAddr::V6(_) => [0; 4],
    }
}

/// A UDP server does not learn the console's hardware address: a local one stands in.
const CONSOLE_MAC: [u8; 6] = [0x02, 0x00, 0x00, 0x00, 0x00, 0x01];
const NOT_AVAILABLE: CompletionCode = CompletionCode(0x80);
const OVER_LIMIT: CompletionCode = CompletionCode(0x81);
const INVALID_SESSION_IN_REQUEST: CompletionCode = CompletionCode(0x85);
const INVALID_SESSION: CompletionCode = CompletionCode(0x87);
const INVALID_HANDLE: CompletionCode = CompletionCode(0x88);
