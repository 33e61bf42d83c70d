//! Intel's serial over LAN of before IPMI 2.0. The bytes are those that IPMItool sends and takes.
use std::time::Duration;

use super::{ADMIN, Command, OK, OPERATOR, USER, byte};
use crate::mock::env::{Answer, Env};
use crate::mock::serial::Retry;
use crate::mock::sessions::Link;
use crate::wire::completion::CompletionCode;
use crate::wire::sol::INTEL_SESSION_BIT;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: INTEL, cmd: 0x01, need: USER, len: 5..=5, run: activate },
    Command { netfn: INTEL, cmd: 0x03, need: ADMIN, len: 3..=3, run: set },
    Command { netfn: INTEL, cmd: 0x04, need: OPERATOR, len: 4..=4, run: get },
];

fn activate(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
    let holder = env.around.serial.holder();
    if byte(data, 0) & 1 == 0 {
        if holder.is_some_and(|holder| holder != caller.session) {
            return Err(CompletionCode::NOT_NOW);
        }
        env.around.serial.forget();
        return Ok(SIZES.to_vec());
    }
    let isol = env.state().isol.clone();
    let is_v15 = matches!(env.session()?.link, Link::V15(_));
    if !isol.enabled || !is_v15 || caller.session & INTEL_SESSION_BIT != 0 {
        return Err(CompletionCode::NOT_NOW);
    }
    if caller.privilege.to_u8() < isol.level {
        return Err(CompletionCode::PRIVILEGE);
    }
    if holder.is_some_and(|holder| holder != caller.session) {
        return Err(CompletionCode::NOT_NOW);
    }
    env.around.serial.activate(caller.session, false, RETRY);
    Ok(SIZES.to_vec())
}

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().isol.set(byte(data, 1), byte(data, 2)).map_err(CompletionCode)?;
    OK
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let value = env.state().isol.get(byte(data, 1)).ok_or(NOT_SUPPORTED)?;
    Ok(vec![REVISION, value])
}

/// Network function of Intel's commands.
const INTEL: u8 = 0x34;
const REVISION: u8 = 0x11;
const NOT_SUPPORTED: CompletionCode = CompletionCode(0x80);
/// IPMItool wants four bytes and looks at none of them.
const SIZES: [u8; 4] = [0; 4];
const RETRY: Retry = Retry { count: 7, interval: Duration::from_millis(200) };
