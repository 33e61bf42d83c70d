//! LAN configuration and statistics (IPMI v2.0 §23.1 to §23.4).
use super::{ADMIN, Command, OK, OPERATOR, USER, byte, lan_channel};
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::TRANSPORT;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: TRANSPORT, cmd: 0x01, need: ADMIN, len: 2..=34, run: set },
    Command { netfn: TRANSPORT, cmd: 0x02, need: OPERATOR, len: 4..=4, run: get },
    Command { netfn: TRANSPORT, cmd: 0x03, need: ADMIN, len: 2..=2, run: suspend },
    Command { netfn: TRANSPORT, cmd: 0x04, need: USER, len: 2..=2, run: statistics },
];

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let value = data.get(2..).unwrap_or_default();
    env.state().lan.set(byte(data, 1), value).map_err(CompletionCode)?;
    OK
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let mut answer = vec![REVISION];
    if byte(data, 0) & REVISION_ONLY == 0 {
        let (parameter, set, block) = (byte(data, 1), byte(data, 2), byte(data, 3));
        answer.extend(env.state().lan.get(parameter, set, block).map_err(CompletionCode)?);
    }
    Ok(answer)
}

/// Get IP/UDP/RMCP Statistics: nine counters, then they may be cleared.
fn statistics(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let counters = &mut env.state().lan.statistics;
    let answer = counters.iter().flat_map(|counter| counter.to_le_bytes()).collect();
    if byte(data, 1) & CLEAR != 0 {
        *counters = [0; 9];
    }
    Ok(answer)
}

/// Suspend BMC ARPs (§23.3): gratuitous ones in bit 0, answers in bit 1; then what still goes on.
fn suspend(env: &mut Env<'_>, data: &[u8]) -> Answer {
    lan_channel(byte(data, 0))?;
    let lan = &mut env.state().lan;
    lan.suspended = byte(data, 1) & 0x03;
    let enabled = lan.get(ARP_CONTROL, 0, 0).unwrap_or_default();
    Ok(vec![byte(&enabled, 0) & 0x03 & !lan.suspended])
}

/// Parameter 10, BMC-generated ARP control.
const ARP_CONTROL: u8 = 10;
const REVISION: u8 = 0x11;
const REVISION_ONLY: u8 = 0x80;
const CLEAR: u8 = 0x01;
