//! Serial configuration (IPMI v2.0 §25.1, §25.2).
use super::{ADMIN, Command, OK, OPERATOR, byte};
use crate::mock::channels::SERIAL;
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::TRANSPORT;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: TRANSPORT, cmd: 0x10, need: ADMIN, len: 2..=34, run: set },
    Command { netfn: TRANSPORT, cmd: 0x11, need: OPERATOR, len: 4..=4, run: get },
];

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    serial_channel(byte(data, 0))?;
    let value = data.get(2..).unwrap_or_default();
    env.state().modem.set(byte(data, 1), value).map_err(CompletionCode)?;
    OK
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    serial_channel(byte(data, 0))?;
    let mut answer = vec![REVISION];
    if byte(data, 0) & REVISION_ONLY == 0 {
        answer.extend(env.state().modem.get(byte(data, 1)).ok_or(NOT_SUPPORTED)?);
    }
    Ok(answer)
}

fn serial_channel(channel: u8) -> Result<(), CompletionCode> {
    if channel & 0x0f == SERIAL { Ok(()) } else { Err(CompletionCode::INVALID_FIELD) }
}

const REVISION: u8 = 0x11;
const REVISION_ONLY: u8 = 0x80;
const NOT_SUPPORTED: CompletionCode = CompletionCode(0x80);
