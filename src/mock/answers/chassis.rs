//! Chassis commands (IPMI v2.0 §28.1 to §28.11, §28.14).
use super::{ADMIN, Command, OK, OPERATOR, USER, byte};
use crate::mock::channels::LAN;
use crate::mock::chassis::Action;
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::CHASSIS;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: CHASSIS, cmd: 0x00, need: USER, len: 0..=0, run: get_capabilities },
    Command { netfn: CHASSIS, cmd: 0x01, need: USER, len: 0..=0, run: get_status },
    Command { netfn: CHASSIS, cmd: 0x02, need: OPERATOR, len: 1..=1, run: control },
    Command { netfn: CHASSIS, cmd: 0x03, need: OPERATOR, len: 0..=0, run: reset },
    Command { netfn: CHASSIS, cmd: 0x04, need: OPERATOR, len: 0..=2, run: identify },
    Command { netfn: CHASSIS, cmd: 0x05, need: ADMIN, len: 5..=6, run: set_capabilities },
    Command { netfn: CHASSIS, cmd: 0x06, need: OPERATOR, len: 1..=1, run: set_policy },
    Command { netfn: CHASSIS, cmd: 0x07, need: USER, len: 0..=0, run: get_restart_cause },
    Command { netfn: CHASSIS, cmd: 0x0a, need: ADMIN, len: 1..=1, run: set_buttons },
    Command { netfn: CHASSIS, cmd: 0x0b, need: ADMIN, len: 1..=1, run: set_cycle_interval },
    Command { netfn: CHASSIS, cmd: 0x0f, need: USER, len: 0..=0, run: get_hours },
];

fn get_capabilities(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().chassis.capabilities.to_vec())
}

fn set_capabilities(env: &mut Env<'_>, data: &[u8]) -> Answer {
    for (to, from) in env.state().chassis.capabilities.iter_mut().zip(data) {
        *to = *from;
    }
    OK
}

fn get_status(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let power = env.power()?;
    let chassis = &env.state().chassis;
    Ok(vec![
        u8::from(power) | chassis.policy << 5,
        chassis.last_event,
        (chassis.misc & 0x0f) | chassis.identify_state() << 4 | IDENTIFY_SUPPORTED,
        (chassis.buttons & 0x0f) | BUTTONS_MAY_BE_DISABLED,
    ])
}

fn control(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let number = byte(data, 0) & 0x0f;
    let action = Action::from_u8(number).ok_or(CompletionCode::INVALID_FIELD)?;
    if env.state().firewall.parts(CHASSIS, CONTROL) >> number & 1 == 0 {
        return Err(super::DISABLED);
    }
    env.act(action)?;
    OK
}

fn reset(env: &mut Env<'_>, _: &[u8]) -> Answer {
    control(env, &[3])
}

/// Chassis Identify: 15 s by default; a second byte can make it last for ever.
fn identify(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let seconds = data.first().copied().unwrap_or(15);
    let force = byte(data, 1) & 0x01 != 0;
    let now = env.now();
    env.state().chassis.identify(seconds, force, now);
    OK
}

fn set_policy(env: &mut Env<'_>, data: &[u8]) -> Answer {
    match byte(data, 0) & 0x07 {
        3 => {}
        policy @ 0..=2 => env.state().chassis.policy = policy,
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    Ok(vec![ALL_POLICIES])
}

fn get_restart_cause(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(vec![env.state().chassis.restart_cause, LAN])
}

fn set_buttons(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().chassis.buttons = byte(data, 0) & 0x0f;
    OK
}

fn set_cycle_interval(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().chassis.cycle_interval = byte(data, 0);
    OK
}

/// Get POH Counter, in counts of 60 minutes.
fn get_hours(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let now = env.now();
    let hours = env.state().chassis.hours(now).as_secs() / 3600;
    let mut answer = vec![60];
    answer.extend(u32::try_from(hours).unwrap_or(u32::MAX).to_le_bytes());
    Ok(answer)
}

const CONTROL: u8 = 0x02;
const IDENTIFY_SUPPORTED: u8 = 0x40;
const BUTTONS_MAY_BE_DISABLED: u8 = 0xf0;
const ALL_POLICIES: u8 = 0x07;
