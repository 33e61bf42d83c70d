//! Watchdog timer commands (IPMI v2.0 §27.5 to §27.7).
use super::{Command, OK, OPERATOR, USER};
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x22, need: OPERATOR, len: 0..=0, run: reset },
    Command { netfn: APP, cmd: 0x24, need: OPERATOR, len: 6..=6, run: set },
    Command { netfn: APP, cmd: 0x25, need: USER, len: 0..=0, run: get },
];

fn reset(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let now = env.now();
    if env.state().watchdog.reset(now) { OK } else { Err(NEVER_SET) }
}

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let bytes: [u8; 6] = data.try_into().map_err(|_| CompletionCode::LENGTH)?;
    let [usage, actions, ..] = bytes;
    if usage & 0x07 > 5 || actions & 0x07 > 3 {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let now = env.now();
    env.state().watchdog.set(bytes, now);
    OK
}

fn get(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let now = env.now();
    let watchdog = &env.state().watchdog;
    let running = if watchdog.running() { RUNNING } else { 0 };
    let mut answer =
        vec![watchdog.usage | running, watchdog.actions, watchdog.pretimeout, watchdog.expired];
    answer.extend(watchdog.initial.to_le_bytes());
    answer.extend(watchdog.present(now).to_le_bytes());
    Ok(answer)
}

const RUNNING: u8 = 0x40;
const NEVER_SET: CompletionCode = CompletionCode(0x80);
