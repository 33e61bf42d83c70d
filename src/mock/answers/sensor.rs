//! Sensor commands (IPMI v2.0 §35.5 to §35.17) and the event receiver (§29.1, §29.2).
use std::time::Duration;

use super::{ADMIN, Command, OK, OPERATOR, USER, byte, word};
use crate::mock::env::{Answer, Env};
use crate::mock::model::Sensor;
use crate::mock::sensors::{SensorState, factor_bytes};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::SENSOR_EVENT;

/// These are answered on every LUN.
pub(super) const TABLE: &[Command] = &[
    Command { netfn: SENSOR_EVENT, cmd: 0x23, need: USER, len: 2..=2, run: get_factors },
    Command { netfn: SENSOR_EVENT, cmd: 0x24, need: OPERATOR, len: 4..=4, run: set_hysteresis },
    Command { netfn: SENSOR_EVENT, cmd: 0x25, need: USER, len: 1..=2, run: get_hysteresis },
    Command { netfn: SENSOR_EVENT, cmd: 0x26, need: OPERATOR, len: 8..=8, run: set_thresholds },
    Command { netfn: SENSOR_EVENT, cmd: 0x27, need: USER, len: 1..=1, run: get_thresholds },
    Command { netfn: SENSOR_EVENT, cmd: 0x28, need: OPERATOR, len: 2..=6, run: set_events },
    Command { netfn: SENSOR_EVENT, cmd: 0x29, need: USER, len: 1..=1, run: get_events },
    Command { netfn: SENSOR_EVENT, cmd: 0x2a, need: OPERATOR, len: 2..=6, run: rearm },
    Command { netfn: SENSOR_EVENT, cmd: 0x2b, need: USER, len: 1..=1, run: get_event_status },
    Command { netfn: SENSOR_EVENT, cmd: 0x2d, need: USER, len: 1..=1, run: get_reading },
    Command { netfn: SENSOR_EVENT, cmd: 0x2e, need: OPERATOR, len: 3..=3, run: set_type },
    Command { netfn: SENSOR_EVENT, cmd: 0x2f, need: USER, len: 1..=1, run: get_type },
    Command { netfn: SENSOR_EVENT, cmd: 0x30, need: OPERATOR, len: 2..=10, run: set_reading },
];

pub(super) const RECEIVER: &[Command] = &[
    Command { netfn: SENSOR_EVENT, cmd: 0x00, need: ADMIN, len: 2..=2, run: set_receiver },
    Command { netfn: SENSOR_EVENT, cmd: 0x01, need: USER, len: 0..=0, run: get_receiver },
];

/// Set Event Receiver (§29.1): where events go; `0xff` turns them off.
fn set_receiver(env: &mut Env<'_>, data: &[u8]) -> Answer {
    env.state().event_receiver = [byte(data, 0), byte(data, 1) & 0x03];
    OK
}

fn get_receiver(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().event_receiver.to_vec())
}

/// Does something with the sensor that a request names, or what is wrong with that sensor.
fn with(
    env: &mut Env<'_>,
    data: &[u8],
    then: impl FnOnce(&Sensor, &mut SensorState, Duration) -> Answer,
) -> Answer {
    let (owner, channel) = env.at;
    let lun = env.request.to_lun;
    let now = env.now();
    let time = env.state().clock.elapsed(now);
    let sensors = &mut env.around.state.sensors;
    let at = sensors.position(owner, channel, lun, byte(data, 0));
    let found = at.and_then(|at| sensors.get_mut(at));
    let (sensor, state) = found.ok_or(CompletionCode::NOT_PRESENT)?;
    let conduct = &sensor.conduct;
    env.delay = Duration::from_millis(conduct.delay_ms.into());
    env.silent = conduct.never || state.silent > 0;
    state.silent = state.silent.saturating_sub(1);
    if env.silent {
        return Err(CompletionCode::TIMEOUT);
    }
    if state.busy > 0 {
        state.busy -= 1;
        return Err(CompletionCode::BUSY);
    }
    if let Some(code) = conduct.code {
        return Err(CompletionCode(code));
    }
    then(sensor, state, time)
}

fn get_factors(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let raw = byte(data, 1);
    with(env, data, |sensor, _, _| {
        let scale = sensor.scale.as_ref().ok_or(ILLEGAL)?;
        let (factors, next) = scale.factors(raw);
        let mut answer = vec![next];
        answer.extend(factor_bytes(factors, 0, (0, 0)));
        Ok(answer)
    })
}

fn set_hysteresis(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let new = [byte(data, 2), byte(data, 3)];
    with(env, data, |sensor, state, _| {
        if sensor.hysteresis_access != SETTABLE {
            return Err(ILLEGAL);
        }
        state.hysteresis = new;
        OK
    })
}

fn get_hysteresis(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |sensor, state, _| match sensor.hysteresis_access {
        1 | 2 => Ok(state.hysteresis.to_vec()),
        _ => Err(ILLEGAL),
    })
}

/// Set Sensor Thresholds: the mask, then LNC, LC, LNR, UNC, UC, UNR.
fn set_thresholds(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let mask = byte(data, 1);
    let values = data.get(2..).unwrap_or_default();
    with(env, data, |sensor, state, _| {
        if sensor.readable == 0 {
            return Err(ILLEGAL);
        }
        if mask & !sensor.settable != 0 {
            return Err(CompletionCode::INVALID_FIELD);
        }
        for (bit, (place, value)) in state.thresholds.iter_mut().zip(values).enumerate() {
            if mask & 1 << bit != 0 {
                *place = *value;
            }
        }
        OK
    })
}

fn get_thresholds(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |sensor, state, _| {
        if let Some(code) = sensor.conduct.threshold_code {
            return Err(CompletionCode(code));
        }
        if sensor.readable == 0 {
            return Err(ILLEGAL);
        }
        let mut answer = vec![sensor.readable];
        let there = |bit: usize| sensor.readable & 1 << bit != 0;
        let values = state.thresholds.iter().enumerate();
        answer.extend(values.map(|(bit, value)| if there(bit) { *value } else { 0 }));
        Ok(answer)
    })
}

/// Set Sensor Event Enable: both switches, and which events to turn on or off.
fn set_events(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let flags = byte(data, 1);
    let masks = [word(data, 2), word(data, 4)];
    with(env, data, |_, state, _| {
        state.flags = state.flags & 0x3f | flags & 0xc0;
        for (place, mask) in state.events.iter_mut().zip(masks) {
            match flags >> 4 & 3 {
                1 => *place |= mask,
                2 => *place &= !mask,
                3 => return Err(CompletionCode::INVALID_FIELD),
                _ => {}
            }
        }
        OK
    })
}

fn get_events(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |_, state, _| {
        let mut answer = vec![state.flags & 0xc0];
        answer.extend(state.events.iter().flat_map(|mask| mask.to_le_bytes()));
        Ok(answer)
    })
}

/// Re-arm Sensor Events: they are, at all times.
fn rearm(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |_, _, _| OK)
}

fn get_event_status(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |sensor, state, time| {
        let asserted = state.asserted(sensor, time);
        let events = if sensor.event_type == 1 {
            // From comparisons to events: lower ones going low, upper ones going high.
            let bits = [0, 2, 4, 7, 9, 11];
            let set = bits.iter().enumerate().filter(|(at, _)| asserted & 1 << at != 0);
            set.fold(0_u16, |mask, (_, bit)| mask | 1 << bit)
        } else {
            asserted
        };
        let [assertion, _] = state.events;
        let mut answer = vec![state.flags];
        answer.extend((events & assertion).to_le_bytes());
        answer.extend([0, 0]);
        Ok(answer)
    })
}

/// Get Sensor Reading: reading, switches, states.
fn get_reading(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let states = states_of_machine(env, data)?;
    with(env, data, |sensor, state, time| {
        if let Some(answer) = &sensor.conduct.answer {
            return Ok(answer.clone());
        }
        let states = states.unwrap_or_else(|| state.asserted(sensor, time));
        let [low, high] = states.to_le_bytes();
        let mut answer = vec![state.reading(sensor, time), state.flags];
        if sensor.event_type == 1 {
            answer.push(low | 0xc0);
        } else {
            answer.extend([low, high | 0x80]);
        }
        Ok(answer)
    })
}

/// What a sensor tells of the power of a machine that something else runs; `None` for one that is
/// about something else, or has states that were set.
fn states_of_machine(env: &mut Env<'_>, data: &[u8]) -> Result<Option<u16>, CompletionCode> {
    let ((owner, channel), lun) = (env.at, env.request.to_lun);
    if env.around.options.host.is_none() {
        return Ok(None);
    }
    let sensors = &mut env.around.state.sensors;
    let at = sensors.position(owner, channel, lun, byte(data, 0));
    let Some((_, state)) = at.and_then(|at| sensors.get_mut(at)) else { return Ok(None) };
    let [on, off] = match (state.types, state.states) {
        (ACPI_POWER, None) => [S0_WORKING, S5_SOFT_OFF],
        (POWER_UNIT, None) => [0, POWER_OFF],
        _ => return Ok(None),
    };
    Ok(Some(if env.power()? { on } else { off }))
}

fn set_type(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let types = [byte(data, 1), byte(data, 2) & 0x7f];
    with(env, data, |_, state, _| {
        state.types = types;
        OK
    })
}

fn get_type(env: &mut Env<'_>, data: &[u8]) -> Answer {
    with(env, data, |_, state, _| Ok(state.types.to_vec()))
}

/// Set Sensor Reading and Event Status: operation, reading, assertions, deassertions.
fn set_reading(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (operation, raw) = (byte(data, 1), data.get(2).copied());
    let asserted = data.get(3).map(|_| word(data, 3));
    with(env, data, |sensor, state, time| {
        if operation & 0x01 != 0 {
            state.raw = raw.or(state.raw);
        }
        let old = state.asserted(sensor, time);
        state.states = match (operation >> 4 & 3, asserted) {
            (1, Some(new)) => Some(new),
            (2, Some(mask)) => Some(old | mask),
            (3, Some(mask)) => Some(old & !mask),
            _ => state.states,
        };
        state.flags &= !UNAVAILABLE;
        OK
    })
}

/// Sensor types and event/reading types (table 42-3), and what of these depends on the power.
const ACPI_POWER: [u8; 2] = [0x22, 0x6f];
const S0_WORKING: u16 = 1 << 0;
const S5_SOFT_OFF: u16 = 1 << 5;
const POWER_UNIT: [u8; 2] = [0x09, 0x6f];
const POWER_OFF: u16 = 1 << 0;
/// Command illegal for that sensor.
const ILLEGAL: CompletionCode = CompletionCode(0xcd);
const SETTABLE: u8 = 2;
const UNAVAILABLE: u8 = 0x20;
