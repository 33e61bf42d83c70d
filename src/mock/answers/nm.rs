//! Intel's Node Manager (Node Manager 3.0 external interface specification). Every request and
//! answer begins with Intel's enterprise number.
use super::{ADMIN, Command, USER, byte, word};
use crate::mock::env::{Answer, Env};
use crate::mock::nm::Policy;
use crate::wire::completion::CompletionCode;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: OEM, cmd: 0xc0, need: ADMIN, len: 6..=6, run: control },
    Command { netfn: OEM, cmd: 0xc1, need: ADMIN, len: 17..=17, run: set_policy },
    Command { netfn: OEM, cmd: 0xc2, need: USER, len: 5..=5, run: get_policy },
    Command { netfn: OEM, cmd: 0xc3, need: ADMIN, len: 6..=12, run: set_thresholds },
    Command { netfn: OEM, cmd: 0xc4, need: USER, len: 5..=5, run: get_thresholds },
    Command { netfn: OEM, cmd: 0xc5, need: ADMIN, len: 6..=21, run: set_suspends },
    Command { netfn: OEM, cmd: 0xc6, need: USER, len: 5..=5, run: get_suspends },
    Command { netfn: OEM, cmd: 0xc7, need: ADMIN, len: 6..=6, run: reset },
    Command { netfn: OEM, cmd: 0xc8, need: USER, len: 6..=6, run: get_statistics },
    Command { netfn: OEM, cmd: 0xc9, need: USER, len: 5..=5, run: get_capabilities },
    Command { netfn: OEM, cmd: 0xca, need: USER, len: 3..=3, run: get_version },
    Command { netfn: OEM, cmd: 0xcb, need: ADMIN, len: 8..=8, run: set_range },
    Command { netfn: OEM, cmd: 0xce, need: ADMIN, len: 6..=6, run: set_alert },
    Command { netfn: OEM, cmd: 0xcf, need: USER, len: 3..=3, run: get_alert },
    Command { netfn: OEM, cmd: 0xf2, need: USER, len: 4..=4, run: get_limiting },
];

/// Intel's number in front, as all answers have it.
fn numbered(data: &[u8], rest: &[u8]) -> Answer {
    if !data.starts_with(&INTEL) {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    let mut answer = INTEL.to_vec();
    answer.extend(rest);
    Ok(answer)
}

/// The domain in the byte at `at`.
fn domain(data: &[u8], at: usize) -> Result<u8, CompletionCode> {
    match byte(data, at) & 0x0f {
        domain @ 0..=4 => Ok(domain),
        _ => Err(DOMAIN),
    }
}

/// The policy that bytes 4 and 5 name.
fn policy<'a>(env: &'a mut Env<'_>, data: &[u8]) -> Result<&'a mut Policy, CompletionCode> {
    let key = (domain(data, 3)?, byte(data, 4));
    env.state().nm.policies.get_mut(&key).ok_or(POLICY)
}

fn get_version(_: &mut Env<'_>, data: &[u8]) -> Answer {
    // Node Manager 3.0, IPMI interface 3.0, patch 1, firmware 4.17.
    numbered(data, &[0x05, 0x03, 0x01, 0x04, 0x17])
}

fn get_capabilities(_: &mut Env<'_>, data: &[u8]) -> Answer {
    let domain = domain(data, 3)?;
    let (most, least): (u16, u16) = match byte(data, 4) & 0x0f {
        0 => (800, 100),
        1 => (45, 20),
        2 | 3 => (600, 60),
        4 => (127, 1),
        _ => return Err(TRIGGER),
    };
    let mut rest = vec![16];
    for value in [most, least] {
        rest.extend(value.to_le_bytes());
    }
    for value in [1000_u32, 600_000] {
        rest.extend(value.to_le_bytes());
    }
    for value in [1_u16, 3600] {
        rest.extend(value.to_le_bytes());
    }
    rest.push(domain);
    numbered(data, &rest)
}

/// Bit 0 on or off, bits 2:1 what: everything, a domain, a policy.
fn control(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    let on = byte(data, 3) & 1 != 0;
    let domain = domain(data, 4)?;
    let nm = &mut env.state().nm;
    match byte(data, 3) >> 1 {
        0 => nm.enabled = on,
        1 => {
            nm.disabled_domains.retain(|other| *other != domain);
            if !on {
                nm.disabled_domains.push(domain);
            }
        }
        2 => nm.policies.get_mut(&(domain, byte(data, 5))).ok_or(POLICY)?.enabled = on,
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    Ok(answer)
}

/// A policy without type is taken away.
fn set_policy(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    let key = (domain(data, 3)?, byte(data, 4));
    let policies = &mut env.state().nm.policies;
    let kind = byte(data, 5);
    if kind & 0x10 == 0 {
        policies.remove(&key).ok_or(POLICY)?;
        return Ok(answer);
    }
    let trigger = kind & 0x0f;
    if trigger > 4 {
        return Err(TRIGGER);
    }
    let (limit, period) = (word(data, 7), word(data, 15));
    if trigger == 0 && !(100..=800).contains(&limit) {
        return Err(LIMIT_RANGE);
    }
    if !(1..=3600).contains(&period) {
        return Err(PERIOD_RANGE);
    }
    let mut values = [0; 10];
    for (to, from) in values.iter_mut().zip(data.iter().skip(7)) {
        *to = *from;
    }
    let policy = policies.entry(key).or_default();
    policy.enabled = byte(data, 3) & 0x10 != 0;
    (policy.kind, policy.exception, policy.values) = (kind, byte(data, 6), values);
    Ok(answer)
}

fn get_policy(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let domain = domain(data, 3)?;
    let nm = &env.state().nm;
    let policy = nm.policies.get(&(domain, byte(data, 4))).ok_or(POLICY)?;
    let flags = u8::from(policy.enabled) << 4
        | u8::from(!nm.disabled_domains.contains(&domain)) << 5
        | u8::from(nm.enabled) << 6;
    let mut rest = vec![domain | flags, policy.kind, policy.exception];
    rest.extend(policy.values);
    numbered(data, &rest)
}

fn set_thresholds(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    let count = usize::from(byte(data, 5));
    if count > 3 || data.len() != 6 + 2 * count {
        return Err(CompletionCode::LENGTH);
    }
    policy(env, data)?.thresholds = (0..count).map(|at| word(data, 6 + 2 * at)).collect();
    Ok(answer)
}

fn get_thresholds(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let thresholds = &policy(env, data)?.thresholds;
    let mut rest = vec![u8::try_from(thresholds.len()).unwrap_or(0)];
    rest.extend(thresholds.iter().flat_map(|value| value.to_le_bytes()));
    numbered(data, &rest)
}

fn set_suspends(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    let count = usize::from(byte(data, 5));
    if count > 5 || data.len() != 6 + 3 * count {
        return Err(CompletionCode::LENGTH);
    }
    let period = |at: usize| [byte(data, at), byte(data, at + 1), byte(data, at + 2)];
    let periods: Vec<[u8; 3]> = (0..count).map(|at| period(6 + 3 * at)).collect();
    if periods.iter().any(|[start, end, days]| *start > 239 || *end > 240 || *days > 127) {
        return Err(CompletionCode::INVALID_FIELD);
    }
    policy(env, data)?.suspends = periods;
    Ok(answer)
}

fn get_suspends(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let suspends = &policy(env, data)?.suspends;
    let mut rest = vec![u8::try_from(suspends.len()).unwrap_or(0)];
    rest.extend(suspends.iter().flatten());
    numbered(data, &rest)
}

/// Nothing is counted here, so there is nothing to do.
fn reset(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let key = (domain(data, 4)?, byte(data, 5));
    match byte(data, 3) {
        1 if !env.state().nm.policies.contains_key(&key) => Err(POLICY),
        0..=1 | 0x1b..=0x1f => numbered(data, &[]),
        _ => Err(MODE),
    }
}

/// Modes 01h, 02h and 11h to 13h have four values, the others too, as zeros.
fn get_statistics(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let domain = domain(data, 4)?;
    env.power()?;
    let now = env.now();
    let watts = env.state().watts(now);
    let time = env.time();
    let nm = &env.state().nm;
    let (mode, key) = (byte(data, 3), (domain, byte(data, 5)));
    let per_policy = (0x11..=0x13).contains(&mode);
    let policy = nm.policies.get(&key);
    if per_policy && policy.is_none() {
        return Err(POLICY);
    }
    let on = if per_policy { policy.is_some_and(|policy| policy.enabled) } else { nm.enabled };
    let inlet = 24;
    let values = match mode {
        0x01 | 0x11 => [watts, watts - watts / 8, watts + watts / 8, watts - watts / 50],
        0x02 | 0x12 => [inlet, inlet - 1, inlet + 2, inlet],
        0x13 | 0x1b..=0x1f => [0; 4],
        _ => return Err(MODE),
    };
    let mut rest = Vec::new();
    for value in values {
        rest.extend(value.to_le_bytes());
    }
    rest.extend((time - time % 60).to_le_bytes());
    rest.extend(600_u32.to_le_bytes());
    rest.push(domain | u8::from(on) << 4 | 0x20 | 0x40);
    numbered(data, &rest)
}

fn set_range(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    let domain = domain(data, 3)?;
    let (least, most) = (word(data, 4), word(data, 6));
    if least > most {
        return Err(LIMIT_RANGE);
    }
    env.state().nm.ranges.insert(domain, [least, most]);
    Ok(answer)
}

fn set_alert(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let answer = numbered(data, &[])?;
    env.state().nm.alert = [byte(data, 3), byte(data, 4), byte(data, 5)];
    Ok(answer)
}

fn get_alert(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let alert = env.state().nm.alert;
    numbered(data, &alert)
}

/// The enabled power policy whose limit is below what is drawn.
fn get_limiting(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let wanted = domain(data, 3)?;
    env.power()?;
    let now = env.now();
    let watts = env.state().watts(now);
    let limits = |policy: &Policy| policy.enabled && word(&policy.values, 0) < watts;
    let mut policies = env.state().nm.policies.iter();
    let found = policies.find(|((domain, _), policy)| *domain == wanted && limits(policy));
    let ((_, id), _) = found.ok_or(NOT_LIMITING)?;
    numbered(data, &[*id])
}

/// OEM network function: the maker's number stands in front of the data.
const OEM: u8 = 0x2e;
const INTEL: [u8; 3] = [0x57, 0x01, 0x00];
const POLICY: CompletionCode = CompletionCode(0x80);
const DOMAIN: CompletionCode = CompletionCode(0x81);
const TRIGGER: CompletionCode = CompletionCode(0x82);
const LIMIT_RANGE: CompletionCode = CompletionCode(0x84);
const MODE: CompletionCode = CompletionCode(0x88);
const PERIOD_RANGE: CompletionCode = CompletionCode(0x89);
const NOT_LIMITING: CompletionCode = CompletionCode(0xa1);
