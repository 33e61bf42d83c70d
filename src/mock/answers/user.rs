//! User commands (IPMI v2.0 §22.26 to §22.30).
use super::{ADMIN, Command, OK, OPERATOR, byte, user_channel};
use crate::crypto::secret::Secret;
use crate::mock::channels::LAN;
use crate::mock::env::{Answer, Env};
use crate::mock::session15::unpadded;
use crate::mock::users::User;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x43, need: ADMIN, len: 3..=4, run: set_access },
    Command { netfn: APP, cmd: 0x44, need: OPERATOR, len: 2..=2, run: get_access },
    Command { netfn: APP, cmd: 0x45, need: ADMIN, len: 17..=17, run: set_name },
    Command { netfn: APP, cmd: 0x46, need: OPERATOR, len: 1..=1, run: get_name },
    Command { netfn: APP, cmd: 0x47, need: ADMIN, len: 2..=22, run: set_password },
];

fn set_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let flags = byte(data, 0);
    let limit = byte(data, 2) & 0x0f;
    let channel = user_channel(flags)?;
    if !matches!(limit, 1..=5 | 15) {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let id = byte(data, 1) & 0x3f;
    env.state().lockouts.forgive(id);
    let user = find(env, id)?;
    let access = if channel == LAN { &mut user.access } else { env.state().modem.user_mut(id) };
    if flags & 0x80 != 0 {
        access.set_flags(flags);
    }
    access.limit = limit;
    if let Some(sessions) = data.get(3) {
        access.sessions = sessions & 0x0f;
    }
    OK
}

fn get_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let channel = user_channel(byte(data, 0))?;
    let id = byte(data, 1) & 0x3f;
    let state = env.state();
    let users = &state.users;
    let user = users.get(id).ok_or(CompletionCode::INVALID_FIELD)?;
    let status = if user.enabled { 0x40 } else { 0x80 };
    let access = if channel == LAN { user.access } else { state.modem.user(id) };
    // One name is fixed: that of user 1.
    Ok(vec![users.max(), status | users.enabled() & 0x3f, 1, access.flags() | access.limit])
}

fn set_name(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let [id, name @ ..] = data else { return Err(CompletionCode::LENGTH) };
    let id = id & 0x3f;
    let name = unpadded(name);
    let taken = env.state().users.iter().any(|(other, user)| other != id && user.name == name);
    if id == 1 || !name.is_empty() && taken {
        return Err(CompletionCode::INVALID_FIELD);
    }
    find(env, id)?.name = name.to_vec();
    OK
}

fn get_name(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let mut name = find(env, byte(data, 0))?.name.clone();
    name.resize(16, 0);
    Ok(name)
}

fn set_password(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let [id, operation, password @ ..] = data else { return Err(CompletionCode::LENGTH) };
    let long = id & 0x80 != 0;
    // Enabling a user and giving it a password end a lock-out.
    if matches!(operation & 0x03, 1 | 2) {
        env.state().lockouts.forgive(id & 0x3f);
    }
    let user = find(env, *id)?;
    let complete = password.len() == if long { 20 } else { 16 };
    match operation & 0x03 {
        operation @ (0 | 1) => user.enabled = operation == 1,
        _ if !complete => return Err(CompletionCode::LENGTH),
        2 => {
            user.password = Secret::new(trimmed(password).to_vec());
            user.long_password = long;
        }
        _ => {
            if user.long_password != long {
                return Err(WRONG_SIZE);
            }
            if !user.password.same(&Secret::new(trimmed(password).to_vec())) {
                return Err(WRONG_PASSWORD);
            }
        }
    }
    OK
}

fn find<'a>(env: &'a mut Env<'_>, id: u8) -> Result<&'a mut User, CompletionCode> {
    env.state().users.get_mut(id & 0x3f).ok_or(CompletionCode::INVALID_FIELD)
}

/// Without the zeros at the end.
fn trimmed(password: &[u8]) -> &[u8] {
    let end = password.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    password.get(..end).unwrap_or_default()
}

const WRONG_PASSWORD: CompletionCode = CompletionCode(0x80);
const WRONG_SIZE: CompletionCode = CompletionCode(0x81);
