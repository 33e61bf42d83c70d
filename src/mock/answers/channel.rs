//! Channel commands (IPMI v2.0 §22.13, §22.15.1, §22.22 to §22.25).
use super::{ADMIN, Command, Need, OK, USER, byte};
use crate::crypto::secret::Secret;
use crate::crypto::suite::CipherSuite;
use crate::mock::channels::{Access, IPMB, LAN, SERIAL, SYSTEM};
use crate::mock::env::{Answer, Env};
use crate::mock::faults::Fault;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x38, need: Need::Nothing, len: 2..=2, run: get_capabilities },
    Command { netfn: APP, cmd: 0x40, need: ADMIN, len: 3..=3, run: set_access },
    Command { netfn: APP, cmd: 0x41, need: USER, len: 2..=2, run: get_access },
    Command { netfn: APP, cmd: 0x42, need: USER, len: 1..=1, run: get_info },
    Command { netfn: APP, cmd: 0x54, need: Need::Nothing, len: 3..=3, run: get_cipher_suites },
    Command { netfn: APP, cmd: 0x56, need: ADMIN, len: 3..=255, run: set_keys },
];

/// Get Channel Authentication Capabilities, with the fields of IPMI 2.0 where they were asked for.
fn get_capabilities(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let extended = byte(data, 0) & 0x80 != 0;
    if number(byte(data, 0)) != LAN || Privilege::from_u8(byte(data, 1) & 0x0f).is_none() {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let v15 = !env.around.options.auth_types.is_empty();
    let types = env.around.options.auth_types.iter().fold(0, |bits, t| bits | 1 << t.to_u8());
    let v20 = !env.around.options.suites.is_empty();
    let state = env.state();
    let access = state.channels.volatile;
    let named = state.users.iter().any(|(_, user)| user.enabled && !user.name.is_empty());
    let null = state.users.iter().filter(|(_, user)| user.enabled && user.name.is_empty());
    let (mut null_user, mut anonymous) = (false, false);
    for (_, user) in null {
        null_user = true;
        anonymous |= user.password.is_empty();
    }
    let status = u8::from(extended && state.channels.kg.is_some()) << 5
        | u8::from(!access.per_message_auth()) << 4
        | u8::from(!access.user_level_auth()) << 3
        | u8::from(named) << 2
        | u8::from(null_user) << 1
        | u8::from(anonymous);
    let versions = if extended { u8::from(v20) << 1 | u8::from(v15) } else { 0 };
    Ok(vec![LAN, types | u8::from(extended) << 7, status, versions, 0, 0, 0, 0])
}

/// Get Channel Cipher Suites: pages of 16 bytes out of the list of records, or of algorithms.
fn get_cipher_suites(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if number(byte(data, 0)) != LAN {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let short = env.around.faults.has(&Fault::ShortRecords);
    // A suite that is not to be used would be the first that some clients try.
    let lan = &env.around.state.lan;
    let used = env.around.options.suites.iter().filter(|id| lan.suite_limit(**id).is_some());
    let suites = used.filter_map(|id| Some((*id, CipherSuite::by_id(*id)?)));
    let mut records = Vec::new();
    for (id, suite) in suites {
        let algorithms = suite.algorithms();
        let tagged = [
            algorithms.authentication,
            0x40 | algorithms.integrity,
            0x80 | algorithms.confidentiality,
        ];
        let tagged = tagged.into_iter().filter(|tagged| !short || tagged & 0x3f != 0);
        if byte(data, 2) & 0x80 != 0 {
            records.extend([0xc0, id]);
            records.extend(tagged);
        } else {
            records.extend(tagged);
        }
    }
    if byte(data, 2) & 0x80 == 0 {
        records.sort_unstable();
        records.dedup();
    }
    let page = usize::from(byte(data, 2) & 0x3f);
    let mut answer = vec![LAN];
    answer.extend(records.chunks(16).nth(page).unwrap_or_default());
    Ok(answer)
}

fn set_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let channel = session_based(byte(data, 0))?;
    let (access, limit) = (byte(data, 1), byte(data, 2));
    if access & 0x07 > 3 {
        return Err(MODE_UNSUPPORTED);
    }
    let limit_known = Privilege::from_u8(limit & 0x0f).is_some();
    if access >> 6 == 3 || limit >> 6 == 3 || limit >> 6 != 0 && !limit_known {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let state = env.state();
    let (stored, volatile) = if channel == LAN {
        (&mut state.channels.stored, &mut state.channels.volatile)
    } else {
        (&mut state.modem.stored, &mut state.modem.volatile)
    };
    let mut change = |which: u8, apply: fn(&mut Access, u8), value: u8| match which {
        1 => apply(stored, value),
        2 => apply(volatile, value),
        _ => {}
    };
    change(access >> 6, |place, value| place.flags = value, access & 0x3f);
    change(limit >> 6, |place, value| place.limit = value, limit & 0x0f);
    OK
}

fn get_access(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let channel = session_based(byte(data, 0))?;
    let state = env.state();
    let (stored, volatile) = if channel == LAN {
        (state.channels.stored, state.channels.volatile)
    } else {
        (state.modem.stored, state.modem.volatile)
    };
    let access = match byte(data, 1) >> 6 {
        1 => stored,
        2 => volatile,
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    Ok(vec![access.flags, access.limit])
}

/// Get Channel Info: medium, protocol, session support and the number of sessions, vendor.
fn get_info(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let sessions = u8::try_from(env.around.sessions.len()).unwrap_or(0x3f).min(0x3f);
    let channel = number(byte(data, 0));
    let [medium, protocol, support] = match channel {
        LAN => [0x04, 0x01, 0x80 | sessions],
        // One session at a time, of which there is none.
        SERIAL => [0x05, 0x01, 0x40],
        IPMB => [0x01, 0x01, 0x00],
        SYSTEM => [0x0c, 0x05, 0x00],
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    Ok(vec![channel, medium, protocol, support, 0xf2, 0x1b, 0x00, 0x00, 0x00])
}

/// Set Channel Security Keys: only the BMC key can be read, set and locked.
fn set_keys(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let [channel, operation, key_id, key @ ..] = data else { return Err(CompletionCode::LENGTH) };
    if number(*channel) != LAN {
        return Err(CompletionCode::INVALID_FIELD);
    }
    match key_id {
        0 => return Err(KR_NOT_USED),
        1 => {}
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    let channels = &mut env.state().channels;
    let mut stored = Vec::new();
    match operation & 0x03 {
        0 | 1 if channels.kg_locked => return Err(KEY_LOCKED),
        0 => {
            let kg = channels.kg.clone().unwrap_or_default();
            stored = kg.padded::<20>().to_vec();
        }
        1 if key.len() < 20 => return Err(TOO_FEW_BYTES),
        1 if key.len() > 20 => return Err(TOO_MANY_BYTES),
        1 => {
            let set = key.iter().any(|byte| *byte != 0);
            channels.kg = set.then(|| Secret::new(key.to_vec()));
        }
        2 => channels.kg_locked = true,
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    let mut answer = vec![if channels.kg_locked { LOCKED } else { UNLOCKED }];
    answer.extend(stored);
    Ok(answer)
}

/// The channel that a channel byte means: `0x0e` is the one that the request came on.
fn number(channel: u8) -> u8 {
    match channel & 0x0f {
        0x0e => LAN,
        channel => channel,
    }
}

fn session_based(channel: u8) -> Result<u8, CompletionCode> {
    match number(channel) {
        channel @ (LAN | SERIAL) => Ok(channel),
        IPMB | SYSTEM => Err(SESSION_LESS),
        _ => Err(CompletionCode::INVALID_FIELD),
    }
}

const SESSION_LESS: CompletionCode = CompletionCode(0x82);
const MODE_UNSUPPORTED: CompletionCode = CompletionCode(0x83);
const KEY_LOCKED: CompletionCode = CompletionCode(0x80);
const TOO_FEW_BYTES: CompletionCode = CompletionCode(0x81);
const TOO_MANY_BYTES: CompletionCode = CompletionCode(0x82);
const KR_NOT_USED: CompletionCode = CompletionCode(0x84);
const LOCKED: u8 = 0x01;
const UNLOCKED: u8 = 0x02;
