//! Payload commands (IPMI v2.0 §24).
use std::time::Duration;

use super::{ADMIN, Command, OK, OPERATOR, USER, byte, lan_channel};
use crate::mock::env::{Answer, Env, Then};
use crate::mock::serial::{MOST_IN_PACKET, Retry};
use crate::mock::sessions::Link;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;
use crate::wire::sol::Packet;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x48, need: USER, len: 6..=6, run: activate },
    Command { netfn: APP, cmd: 0x49, need: USER, len: 6..=6, run: deactivate },
    Command { netfn: APP, cmd: 0x4a, need: USER, len: 1..=1, run: status },
    Command { netfn: APP, cmd: 0x4b, need: USER, len: 2..=2, run: instance },
    Command { netfn: APP, cmd: 0x4c, need: ADMIN, len: 6..=6, run: set_access },
    Command { netfn: APP, cmd: 0x4d, need: OPERATOR, len: 2..=2, run: get_access },
    Command { netfn: APP, cmd: 0x4e, need: USER, len: 1..=1, run: support },
    Command { netfn: APP, cmd: 0x4f, need: USER, len: 2..=2, run: version },
];

fn activate(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
    if byte(data, 0) != SOL || byte(data, 1) != INSTANCE {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let session = env.session()?;
    let (user, is_v20) = (session.user, matches!(session.link, Link::V20(_)));
    let sol = env.state().sol.clone();
    let least = sol.authentication & 0x0f;
    if !sol.enabled || !is_v20 {
        return Err(DISABLED);
    }
    if caller.privilege.to_u8() < least || !sol.admits(user) {
        return Err(CompletionCode::PRIVILEGE);
    }
    if env.around.serial.holder().is_some_and(|holder| holder != caller.session) {
        return Err(ACTIVE_ELSEWHERE);
    }
    let encrypted = byte(data, 2) & ENCRYPTED != 0;
    if !encrypted && sol.authentication & FORCE_ENCRYPTION != 0 {
        return Err(ENCRYPTION_NEEDED);
    }
    let [count, interval] = sol.retry;
    let interval = Duration::from_millis(u64::from(interval).max(1) * 10);
    env.around.serial.activate(caller.session, encrypted, Retry { count, interval });
    let size = u16::try_from(MOST_IN_PACKET + Packet::HEADER).unwrap_or(u16::MAX).to_le_bytes();
    let mut answer = vec![0; 4];
    answer.extend(size);
    answer.extend(size);
    answer.extend(sol.port.to_le_bytes());
    answer.extend(NO_VLAN);
    Ok(answer)
}

fn deactivate(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if byte(data, 0) != SOL || byte(data, 1) != INSTANCE {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let holder = env.around.serial.holder().ok_or(NOT_ACTIVE)?;
    if env.caller.is_some_and(|caller| caller.session == holder) {
        // Who asks for it needs no packet that says so.
        env.around.serial.forget();
    } else {
        env.then = Some(Then::EndSerial);
    }
    OK
}

fn status(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if byte(data, 0) != SOL {
        return Err(CompletionCode::INVALID_FIELD);
    }
    Ok(vec![1, env.around.serial.holder().is_some().into(), 0])
}

fn instance(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if byte(data, 0) != SOL || byte(data, 1) != INSTANCE {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let holder = env.around.serial.holder();
    let mut answer = holder.unwrap_or(0).to_le_bytes().to_vec();
    answer.extend([u8::from(holder.is_some()), 0, 0, 0, 0, 0, 0, 0]);
    Ok(answer)
}

fn set_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let user = user(env, byte(data, 1) & 0x3f)?;
    if byte(data, 2) & SOL_BIT != 0 {
        match byte(data, 1) >> 6 {
            0 => env.state().sol.admit(user, true),
            1 => env.state().sol.admit(user, false),
            _ => return Err(CompletionCode::INVALID_FIELD),
        }
    }
    OK
}

fn get_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let user = user(env, byte(data, 1) & 0x3f)?;
    let sol = if env.state().sol.admits(user) { SOL_BIT } else { 0 };
    Ok(vec![sol, 0, 0, 0])
}

fn support(_: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    // IPMI messages and SOL; the six set-up payloads.
    Ok(vec![0x03, 0, 0x3f, 0, 0, 0, 0, 0])
}

fn version(_: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    match byte(data, 1) {
        0 | SOL | 0x10..=0x15 => Ok(vec![0x10]),
        _ => Err(NO_SUCH_PAYLOAD),
    }
}

fn user(env: &mut Env<'_>, id: u8) -> Result<u8, CompletionCode> {
    env.state().users.get(id).map(|_| id).ok_or(CompletionCode::INVALID_FIELD)
}

const SOL: u8 = 1;
const SOL_BIT: u8 = 0x02;
const INSTANCE: u8 = 1;
const ENCRYPTED: u8 = 0x80;
const FORCE_ENCRYPTION: u8 = 0x80;
const NO_VLAN: [u8; 2] = [0xff, 0xff];
const NOT_ACTIVE: CompletionCode = CompletionCode(0x80);
const ACTIVE_ELSEWHERE: CompletionCode = CompletionCode(0x80);
const NO_SUCH_PAYLOAD: CompletionCode = CompletionCode(0x80);
const DISABLED: CompletionCode = CompletionCode(0x81);
const ENCRYPTION_NEEDED: CompletionCode = CompletionCode(0x84);
