//! Platform event filtering (IPMI v2.0 §30).
use super::{ADMIN, Command, Need, OK, OPERATOR, USER, byte, word};
use crate::mock::env::{Answer, Env};
use crate::mock::pef::ACTIONS;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::SENSOR_EVENT;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: SENSOR_EVENT, cmd: 0x10, need: USER, len: 0..=0, run: capabilities },
    Command { netfn: SENSOR_EVENT, cmd: 0x11, need: ADMIN, len: 1..=1, run: postpone },
    Command { netfn: SENSOR_EVENT, cmd: 0x12, need: ADMIN, len: 1..=22, run: set },
    Command { netfn: SENSOR_EVENT, cmd: 0x13, need: OPERATOR, len: 3..=3, run: get },
    Command { netfn: SENSOR_EVENT, cmd: 0x14, need: ADMIN, len: 3..=3, run: set_processed },
    Command { netfn: SENSOR_EVENT, cmd: 0x15, need: ADMIN, len: 0..=0, run: get_processed },
    Command { netfn: SENSOR_EVENT, cmd: 0x17, need: Need::Nothing, len: 12..=12, run: acknowledge },
];

fn capabilities(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let filters = u8::try_from(env.state().pef.filters.len()).unwrap_or(u8::MAX);
    Ok(vec![VERSION, ACTIONS, filters])
}

/// Arm PEF Postpone Timer. The timer stands still: nothing is filtered here.
fn postpone(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let pef = &mut env.state().pef;
    if byte(data, 0) != ASK {
        pef.postpone = byte(data, 0);
    }
    Ok(vec![pef.postpone])
}

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let value = data.get(1..).unwrap_or_default();
    env.state().pef.set(byte(data, 0) & 0x7f, value).map_err(CompletionCode)?;
    OK
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (number, set, block) = (byte(data, 0) & 0x7f, byte(data, 1), byte(data, 2));
    let mut answer = vec![REVISION];
    if byte(data, 0) & REVISION_ONLY == 0 {
        let pef = &env.state().pef;
        let missing = if number > LAST { NOT_SUPPORTED } else { CompletionCode::OUT_OF_RANGE };
        answer.extend(pef.get(number, set, block).ok_or(missing)?);
    }
    Ok(answer)
}

fn set_processed(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let [software, bmc] = &mut env.state().pef.processed;
    *(if byte(data, 0) & 1 == 0 { software } else { bmc }) = word(data, 1);
    OK
}

fn get_processed(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let state = env.state();
    let last = state.log.entries.last().map_or(NONE, |(id, _)| *id);
    let mut answer = state.log.added.to_le_bytes().to_vec();
    for id in [last, state.pef.processed[0], state.pef.processed[1]] {
        answer.extend(id.to_le_bytes());
    }
    Ok(answer)
}

/// PET Acknowledge (§30.8), outside sessions too. No alert waits for it: none is sent.
fn acknowledge(_: &mut Env<'_>, _: &[u8]) -> Answer {
    OK
}

/// PEF 1.5.
const VERSION: u8 = 0x51;
const REVISION: u8 = 0x11;
const REVISION_ONLY: u8 = 0x80;
/// Asks for the postpone timer, and does not set it.
const ASK: u8 = 0xff;
/// The last parameter that is there.
const LAST: u8 = 13;
/// Stands for the last record of an empty log.
const NONE: u16 = 0xffff;
const NOT_SUPPORTED: CompletionCode = CompletionCode(0x80);
