//! DCMI commands (DCMI v1.5 §6). Every request and answer begins with the group, `DCh`.
use super::{ADMIN, Command, OPERATOR, USER, byte, word};
use crate::mock::dcmi::PowerLimit;
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::GROUP_EXTENSION;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: GROUP_EXTENSION, cmd: 0x01, need: USER, len: 2..=2, run: get_capabilities },
    Command { netfn: GROUP_EXTENSION, cmd: 0x02, need: USER, len: 4..=4, run: get_power },
    Command { netfn: GROUP_EXTENSION, cmd: 0x03, need: USER, len: 3..=3, run: get_limit },
    Command { netfn: GROUP_EXTENSION, cmd: 0x04, need: OPERATOR, len: 15..=15, run: set_limit },
    Command { netfn: GROUP_EXTENSION, cmd: 0x05, need: OPERATOR, len: 4..=4, run: activate },
    Command { netfn: GROUP_EXTENSION, cmd: 0x06, need: USER, len: 3..=3, run: get_tag },
    Command { netfn: GROUP_EXTENSION, cmd: 0x07, need: USER, len: 5..=5, run: get_sensors },
    Command { netfn: GROUP_EXTENSION, cmd: 0x08, need: OPERATOR, len: 3..=19, run: set_tag },
    Command { netfn: GROUP_EXTENSION, cmd: 0x09, need: USER, len: 3..=3, run: get_identifier },
    Command { netfn: GROUP_EXTENSION, cmd: 0x0a, need: ADMIN, len: 3..=19, run: set_identifier },
    Command { netfn: GROUP_EXTENSION, cmd: 0x0b, need: OPERATOR, len: 7..=7, run: set_thermal },
    Command { netfn: GROUP_EXTENSION, cmd: 0x0c, need: USER, len: 3..=3, run: get_thermal },
    Command { netfn: GROUP_EXTENSION, cmd: 0x10, need: USER, len: 5..=5, run: get_temperatures },
    Command { netfn: GROUP_EXTENSION, cmd: 0x12, need: ADMIN, len: 4..=5, run: set_parameter },
    Command { netfn: GROUP_EXTENSION, cmd: 0x13, need: USER, len: 3..=3, run: get_parameter },
];

/// The group in front, as all answers have it; other groups are not known.
fn grouped(data: &[u8], rest: &[u8]) -> Answer {
    if byte(data, 0) != GROUP {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    let mut answer = vec![GROUP];
    answer.extend(rest);
    Ok(answer)
}

/// §6.1.1.
fn get_capabilities(_: &mut Env<'_>, data: &[u8]) -> Answer {
    let page: &[u8] = match byte(data, 1) {
        // Power management; KCS, primary LAN, SOL, VLAN.
        1 => &[0x0f, 0x01, 0x39],
        // Roll-over, 512 entries; asset tag, DHCP name, GUID; all temperatures, each second.
        2 => &[0x00, 0x82, 0x07, 0x07, 0x01],
        3 => &[0x40, 0x00],
        4 => &[0x01, 0xff, 0xff],
        // 5 s, 1 min, 15 min, 1 hour.
        5 => &[0x04, 0x05, 0x41, 0x4f, 0x81],
        _ => return Err(PARAMETER),
    };
    let mut answer = VERSION.to_vec();
    answer.extend(page);
    grouped(data, &answer)
}

/// §6.6.1. The time is the end of the last whole minute.
fn get_power(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let power = env.power()?;
    let now = env.now();
    let watts = env.state().watts(now);
    let time = env.time();
    let period = match (byte(data, 1), byte(data, 2)) {
        (1, _) => 60_000,
        (2, period @ (0x05 | 0x41 | 0x4f | 0x81)) => period.into(),
        (2, _) => return Err(CompletionCode::OUT_OF_RANGE),
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    let mut answer = Vec::new();
    for value in [watts, watts - watts / 8, watts + watts / 8, watts - watts / 50] {
        answer.extend(value.to_le_bytes());
    }
    answer.extend((time - time % 60).to_le_bytes());
    answer.extend(u32::to_le_bytes(period));
    answer.push(if power { MEASURING } else { 0 });
    grouped(data, &answer)
}

/// §6.6.2. Without an active limit the data comes with a completion code of its own.
fn get_limit(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let dcmi = &env.state().dcmi;
    let (active, limit) = (dcmi.limit_active, dcmi.limit);
    let mut answer = vec![0, 0, limit.action];
    answer.extend(limit.watts.to_le_bytes());
    answer.extend(limit.correction.to_le_bytes());
    answer.extend([0, 0]);
    answer.extend(limit.sampling.to_le_bytes());
    if !active {
        env.code = NO_LIMIT;
    }
    grouped(data, &answer)
}

/// §6.6.3.
fn set_limit(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = grouped(data, &[])?;
    let correction = u32::from(word(data, 9)) << 16 | u32::from(word(data, 7));
    let limit = PowerLimit {
        action: byte(data, 4),
        watts: word(data, 5),
        correction,
        sampling: word(data, 13),
    };
    match limit {
        PowerLimit { action, .. } if !matches!(action, 0..=0x11) => {
            return Err(CompletionCode::INVALID_FIELD);
        }
        PowerLimit { watts, .. } if !(100..=2000).contains(&watts) => return Err(LIMIT_RANGE),
        PowerLimit { correction, .. } if !(100..=600_000).contains(&correction) => {
            return Err(TIME_RANGE);
        }
        PowerLimit { sampling: 0, .. } => return Err(PERIOD_RANGE),
        _ => env.state().dcmi.limit = limit,
    }
    Ok(answer)
}

/// §6.6.4.
fn activate(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = grouped(data, &[])?;
    env.state().dcmi.limit_active = match byte(data, 1) {
        active @ (0 | 1) => active == 1,
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    Ok(answer)
}

/// §6.4.2 and §6.4.6: the whole length, and what was asked for.
fn get_text(env: &mut Env<'_>, data: &[u8], tag: bool) -> Answer {
    let text = env.state().dcmi.text_mut(tag).clone();
    let (offset, count) = (usize::from(byte(data, 1)), usize::from(byte(data, 2)));
    if count > MOST_PART {
        return Err(CompletionCode::FIELD_LENGTH);
    }
    if offset > text.len() {
        return Err(CompletionCode::OUT_OF_RANGE);
    }
    let mut answer = vec![u8::try_from(text.len()).unwrap_or(u8::MAX)];
    answer.extend(text.iter().skip(offset).take(count));
    grouped(data, &answer)
}

fn get_tag(env: &mut Env<'_>, data: &[u8]) -> Answer {
    get_text(env, data, true)
}

fn get_identifier(env: &mut Env<'_>, data: &[u8]) -> Answer {
    get_text(env, data, false)
}

/// §6.4.3 and §6.4.7: the length that there is now.
fn set_text(env: &mut Env<'_>, data: &[u8], tag: bool) -> Answer {
    grouped(data, &[])?;
    let part = data.get(3..).unwrap_or_default();
    if part.len() != usize::from(byte(data, 2)) {
        return Err(CompletionCode::LENGTH);
    }
    if !env.state().dcmi.write(tag, usize::from(byte(data, 1)), part) {
        return Err(CompletionCode::OUT_OF_RANGE);
    }
    let len = env.state().dcmi.text_mut(tag).len();
    grouped(data, &[u8::try_from(len).unwrap_or(u8::MAX)])
}

fn set_tag(env: &mut Env<'_>, data: &[u8]) -> Answer {
    set_text(env, data, true)
}

fn set_identifier(env: &mut Env<'_>, data: &[u8]) -> Answer {
    set_text(env, data, false)
}

/// A number, a record ID and degrees.
type Instance = (u8, u16, i16);

/// How many instances an entity has, and those that a request wants, at most eight. They count
/// from 1.
fn instances(env: &mut Env<'_>, data: &[u8]) -> Result<(u8, Vec<Instance>), CompletionCode> {
    if byte(data, 1) != TEMPERATURE || !is_entity(byte(data, 2)) {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let now = env.now();
    let all = env.state().temperatures(now, byte(data, 2));
    let total = u8::try_from(all.len()).unwrap_or(u8::MAX);
    let (instance, start) = (byte(data, 3), byte(data, 4));
    let numbered = (1..=u8::MAX).zip(all).map(|(number, (id, value))| (number, id, value));
    let wanted = numbered.filter(|(number, ..)| match instance {
        0 => *number >= start,
        instance => *number == instance,
    });
    Ok((total, wanted.take(MOST_INSTANCES).collect()))
}

/// §6.5.2.
fn get_sensors(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (total, some) = instances(env, data)?;
    let mut answer = vec![total, u8::try_from(some.len()).unwrap_or(0)];
    for (_, id, _) in some {
        answer.extend(id.to_le_bytes());
    }
    grouped(data, &answer)
}

/// §6.7.3: a sign and seven bits of degrees, and the instance.
fn get_temperatures(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (total, some) = instances(env, data)?;
    let mut answer = vec![total, u8::try_from(some.len()).unwrap_or(0)];
    for (number, _, value) in some {
        let magnitude = u8::try_from(value.unsigned_abs()).unwrap_or(0x7f).min(0x7f);
        answer.extend([if value < 0 { magnitude | 0x80 } else { magnitude }, number]);
    }
    grouped(data, &answer)
}

/// §6.7.1.
fn set_thermal(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = grouped(data, &[])?;
    if !is_entity(byte(data, 1)) || byte(data, 3) & 0x1f != 0 {
        return Err(CompletionCode::INVALID_FIELD);
    }
    if byte(data, 4) > 0x7f {
        return Err(LIMIT_RANGE);
    }
    let limit = (byte(data, 3), byte(data, 4), word(data, 5));
    env.state().dcmi.thermal.insert((byte(data, 1), byte(data, 2)), limit);
    Ok(answer)
}

/// §6.7.2.
fn get_thermal(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if !is_entity(byte(data, 1)) {
        return Err(CompletionCode::INVALID_FIELD);
    }
    let key = (byte(data, 1), byte(data, 2));
    let (flags, limit, time) = env.state().dcmi.thermal.get(&key).copied().unwrap_or(UNSET_LIMIT);
    let [low, high] = time.to_le_bytes();
    grouped(data, &[flags, limit, low, high])
}

/// §6.1.2.
fn set_parameter(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = grouped(data, &[])?;
    let dcmi = &mut env.state().dcmi;
    match (byte(data, 1), data.get(3..).unwrap_or_default()) {
        (1, [1]) => {}
        (2, [methods]) if methods & 0x7c == 0 => dcmi.discovery = *methods,
        (3, [interval]) => dcmi.initial = *interval,
        (4, [low, high]) => dcmi.contact[0] = u16::from_le_bytes([*low, *high]),
        (5, [low, high]) => dcmi.contact[1] = u16::from_le_bytes([*low, *high]),
        (1..=5, _) => return Err(CompletionCode::INVALID_FIELD),
        _ => return Err(PARAMETER),
    }
    Ok(answer)
}

/// §6.1.3. Activate DHCP can only be written.
fn get_parameter(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let dcmi = &env.state().dcmi;
    let mut answer = VERSION.to_vec();
    match byte(data, 1) {
        2 => answer.push(dcmi.discovery),
        3 => answer.push(dcmi.initial),
        4 => answer.extend(dcmi.contact[0].to_le_bytes()),
        5 => answer.extend(dcmi.contact[1].to_le_bytes()),
        _ => return Err(PARAMETER),
    }
    grouped(data, &answer)
}

const fn is_entity(id: u8) -> bool {
    matches!(id, 0x40..=0x42 | 0x37 | 0x03 | 0x07)
}

const GROUP: u8 = 0xdc;
/// DCMI 1.5, parameter revision 2.
const VERSION: [u8; 3] = [1, 5, 2];
const TEMPERATURE: u8 = 0x01;
const MOST_INSTANCES: usize = 8;
const MOST_PART: usize = 16;
const MEASURING: u8 = 0x40;
/// Logged to the SEL, 40 degrees C, 60 s.
const UNSET_LIMIT: (u8, u8, u16) = (0x20, 40, 60);
const PARAMETER: CompletionCode = CompletionCode(0x80);
const NO_LIMIT: CompletionCode = CompletionCode(0x80);
const LIMIT_RANGE: CompletionCode = CompletionCode(0x84);
const TIME_RANGE: CompletionCode = CompletionCode(0x85);
const PERIOD_RANGE: CompletionCode = CompletionCode(0x89);
