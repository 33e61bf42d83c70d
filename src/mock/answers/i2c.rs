//! Master Write-Read (IPMI v2.0 §22.11).
use super::{Command, OPERATOR, byte};
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] =
    &[Command { netfn: APP, cmd: 0x52, need: OPERATOR, len: 3..=67, run: transfer }];

fn transfer(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (bus, address, count) = (byte(data, 0), byte(data, 1), byte(data, 2));
    if bus >> 4 != 0 || count > MOST {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let written = data.get(3..).unwrap_or_default();
    env.state().i2c.transfer(bus, address, written, count).map_err(CompletionCode)
}

/// Bytes that are read at a time.
const MOST: u8 = 64;
