//! Command discovery and the firmware firewall (IPMI v2.0 §21), on LUN 0.
use super::{ADMIN, Command, GROUPS, OK, USER, byte};
use crate::mock::env::{Answer, Env};
use crate::mock::firewall::{configurable_sub_functions, is_configurable, sub_functions};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x09, need: USER, len: 1..=1, run: netfns },
    Command { netfn: APP, cmd: 0x0a, need: USER, len: 3..=3, run: support },
    Command { netfn: APP, cmd: 0x0b, need: USER, len: 4..=4, run: sub_support },
    Command { netfn: APP, cmd: 0x0c, need: USER, len: 3..=3, run: configurable },
    Command { netfn: APP, cmd: 0x0d, need: USER, len: 4..=4, run: configurable_sub },
    Command { netfn: APP, cmd: 0x60, need: ADMIN, len: 19..=19, run: set_enables },
    Command { netfn: APP, cmd: 0x61, need: USER, len: 3..=3, run: enables },
    Command { netfn: APP, cmd: 0x62, need: ADMIN, len: 8..=8, run: set_sub },
    Command { netfn: APP, cmd: 0x63, need: USER, len: 4..=4, run: sub_enables },
];

/// A bit for each pair of network functions on LUN 0.
fn netfns(_: &mut Env<'_>, _: &[u8]) -> Answer {
    let mut answer = vec![LUN_0];
    let all = commands().fold(0_u32, |bits, (netfn, _)| bits | 1 << (netfn >> 1));
    answer.extend(all.to_le_bytes());
    answer.extend([0; 12]);
    Ok(answer)
}

/// A bit that is 0 for each command that is there.
fn support(_: &mut Env<'_>, data: &[u8]) -> Answer {
    let bits = bits(data, |_, _| true)?;
    Ok(bits.map(|byte| !byte).to_vec())
}

fn configurable(_: &mut Env<'_>, data: &[u8]) -> Answer {
    Ok(bits(data, is_configurable)?.to_vec())
}

fn enables(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let firewall = env.state().firewall.clone();
    Ok(bits(data, |netfn, cmd| firewall.admits(netfn, cmd))?.to_vec())
}

fn set_enables(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (netfn, base) = half(data)?;
    let masks = data.get(3..).unwrap_or_default();
    for (_, cmd) in commands().filter(|(of, cmd)| *of == netfn && cmd & 0x80 == base) {
        let at = cmd & 0x7f;
        let on = byte(masks, usize::from(at >> 3)) >> (at & 7) & 1 != 0;
        env.state().firewall.set(netfn, cmd, on);
    }
    OK
}

/// A bit that is 0 for each sub-function that is there.
fn sub_support(_: &mut Env<'_>, data: &[u8]) -> Answer {
    let (netfn, cmd) = one(data)?;
    Ok((!sub_functions(netfn, cmd)).to_le_bytes().to_vec())
}

fn configurable_sub(_: &mut Env<'_>, data: &[u8]) -> Answer {
    let (netfn, cmd) = one(data)?;
    Ok(configurable_sub_functions(netfn, cmd).to_le_bytes().to_vec())
}

fn sub_enables(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (netfn, cmd) = one(data)?;
    Ok(env.state().firewall.parts(netfn, cmd).to_le_bytes().to_vec())
}

fn set_sub(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (netfn, cmd) = one(data)?;
    let on = u32::from_le_bytes([4, 5, 6, 7].map(|at| byte(data, at)));
    env.state().firewall.set_parts(netfn, cmd, on);
    OK
}

/// Network function and command that a request is about.
fn one(data: &[u8]) -> Result<(u8, u8), CompletionCode> {
    let (netfn, _) = half(data)?;
    Ok((netfn, byte(data, 3)))
}

/// Network function, and the first of the 128 commands that a request is about.
fn half(data: &[u8]) -> Result<(u8, u8), CompletionCode> {
    let (netfn, lun) = (byte(data, 1), byte(data, 2) & 0x03);
    if lun != 0 || netfn & 0x80 != 0 {
        return Err(CompletionCode::INVALID_FIELD);
    }
    Ok((netfn & 0x3e, if netfn & 0x40 == 0 { 0 } else { 0x80 }))
}

/// A bit for each of 128 commands that are there and wanted.
fn bits(data: &[u8], wanted: impl Fn(u8, u8) -> bool) -> Result<[u8; 16], CompletionCode> {
    let (netfn, base) = half(data)?;
    let mut bits = [0; 16];
    for (_, cmd) in commands().filter(|(of, cmd)| *of == netfn && cmd & 0x80 == base) {
        let at = cmd & 0x7f;
        if let Some(byte) = bits.get_mut(usize::from(at >> 3)).filter(|_| wanted(netfn, cmd)) {
            *byte |= 1 << (at & 7);
        }
    }
    Ok(bits)
}

fn commands() -> impl Iterator<Item = (u8, u8)> {
    GROUPS.iter().flat_map(|group| group.table).map(|command| (command.netfn, command.cmd))
}

/// IPMI 2.0 commands on LUN 0, none on the others.
const LUN_0: u8 = 0x01;
