//! Device commands and BMC message flags (IPMI v2.0 §20, §22.1 to §22.8).
use super::{ADMIN, Command, Need, OK, USER, bridge, byte};
use crate::mock::channels::{IPMB, LAN, SERIAL};
use crate::mock::env::{Answer, Env, Then};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x01, need: USER, len: 0..=0, run: get_device_id },
    Command { netfn: APP, cmd: 0x02, need: ADMIN, len: 0..=0, run: reset },
    Command { netfn: APP, cmd: 0x03, need: ADMIN, len: 0..=0, run: reset },
    Command { netfn: APP, cmd: 0x04, need: USER, len: 0..=0, run: get_self_test },
    Command { netfn: APP, cmd: 0x06, need: ADMIN, len: 2..=2, run: set_acpi },
    Command { netfn: APP, cmd: 0x07, need: USER, len: 0..=0, run: get_acpi },
    Command { netfn: APP, cmd: 0x08, need: USER, len: 0..=0, run: get_guid },
    Command { netfn: APP, cmd: 0x2e, need: ADMIN, len: 1..=1, run: set_enables },
    Command { netfn: APP, cmd: 0x2f, need: USER, len: 0..=0, run: get_enables },
    Command { netfn: APP, cmd: 0x30, need: ADMIN, len: 1..=1, run: clear_flags },
    Command { netfn: APP, cmd: 0x31, need: USER, len: 0..=0, run: get_flags },
    Command { netfn: APP, cmd: 0x32, need: ADMIN, len: 2..=2, run: enable_receive },
    Command { netfn: APP, cmd: 0x33, need: USER, len: 0..=0, run: no_message },
    Command { netfn: APP, cmd: 0x34, need: USER, len: 1..=255, run: bridge::send_message },
    Command { netfn: APP, cmd: 0x35, need: USER, len: 0..=0, run: no_message },
    Command { netfn: APP, cmd: 0x36, need: USER, len: 0..=0, run: get_bt },
    Command { netfn: APP, cmd: 0x37, need: Need::Nothing, len: 0..=0, run: get_guid },
    Command { netfn: APP, cmd: 0x57, need: USER, len: 1..=1, run: get_interface },
];

fn get_device_id(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().device_id.to_vec())
}

/// Cold and warm reset: the answer goes out, then every session is gone.
fn reset(env: &mut Env<'_>, _: &[u8]) -> Answer {
    env.then = Some(Then::Reset);
    let state = env.state();
    state.resets += 1;
    state.channels.volatile = state.channels.stored;
    state.modem.volatile = state.modem.stored;
    state.modem.progress = 0;
    state.deaf = 0;
    state.boot.progress = 0;
    OK
}

fn get_self_test(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().self_test.to_vec())
}

fn set_acpi(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let set = |old: &mut u8, new: u8| {
        // Bit 7 says whether to set it; 7Fh means no change.
        if new & 0x80 != 0 && new & 0x7f != 0x7f {
            *old = new & 0x7f;
        }
    };
    let [system, device] = &mut env.state().acpi;
    set(system, byte(data, 0));
    set(device, byte(data, 1));
    OK
}

fn get_acpi(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let power = env.power()?;
    let [system, device] = env.state().acpi;
    // S5/G2 "soft off" whenever the power is off.
    Ok(vec![if power { system } else { 0x05 }, device])
}

fn get_guid(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().guid.to_vec())
}

fn set_enables(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().enables = byte(data, 0) & 0xef;
    OK
}

fn get_enables(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(vec![env.state().enables])
}

fn clear_flags(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().message_flags &= !byte(data, 0);
    OK
}

fn get_flags(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(vec![env.state().message_flags])
}

/// Enable Message Channel Receive (§22.5): off, on, or what it is.
fn enable_receive(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let channel = byte(data, 0) & 0x0f;
    if !matches!(channel, IPMB | LAN | SERIAL) {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let deaf = &mut env.state().deaf;
    match byte(data, 1) & 0x03 {
        0 => *deaf |= 1 << channel,
        1 => *deaf &= !(1 << channel),
        2 => {}
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    Ok(vec![channel, u8::from(*deaf & 1 << channel == 0)])
}

/// Get BT Interface Capabilities (§22.10): one request at a time, buffers of 63 bytes, an answer
/// within 10 s, one retry.
fn get_bt(_: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(vec![1, 63, 63, 10, 1])
}

/// Get System Interface Capabilities (§22.9): KCS, in its first version, takes 255 bytes.
fn get_interface(_: &mut Env<'_>, data: &[u8]) -> Answer {
    match byte(data, 0) & 0x0f {
        KCS => Ok(vec![0, 0, 255]),
        _ => Err(CompletionCode::INVALID_FIELD),
    }
}

const KCS: u8 = 1;

/// Get Message and Read Event Message Buffer: nothing is ever waiting.
fn no_message(_: &mut Env<'_>, _: &[u8]) -> Answer {
    Err(CompletionCode(0x80))
}
