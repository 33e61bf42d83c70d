//! SEL commands (IPMI v2.0 §31) and Platform Event (§29.3).
use super::{Command, OK, OPERATOR, USER, byte, word};
use crate::mock::channels::LAN;
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::{SENSOR_EVENT, STORAGE};

pub(super) const TABLE: &[Command] = &[
    Command { netfn: SENSOR_EVENT, cmd: 0x02, need: OPERATOR, len: 7..=8, run: platform_event },
    Command { netfn: STORAGE, cmd: 0x40, need: USER, len: 0..=0, run: get_info },
    Command { netfn: STORAGE, cmd: 0x41, need: USER, len: 0..=0, run: get_allocation },
    Command { netfn: STORAGE, cmd: 0x42, need: USER, len: 0..=0, run: reserve },
    Command { netfn: STORAGE, cmd: 0x43, need: USER, len: 6..=6, run: get },
    Command { netfn: STORAGE, cmd: 0x44, need: OPERATOR, len: 16..=16, run: add },
    Command { netfn: STORAGE, cmd: 0x45, need: OPERATOR, len: 6..=22, run: partial_add },
    Command { netfn: STORAGE, cmd: 0x46, need: OPERATOR, len: 4..=4, run: delete },
    Command { netfn: STORAGE, cmd: 0x47, need: OPERATOR, len: 6..=6, run: clear },
    Command { netfn: STORAGE, cmd: 0x48, need: USER, len: 0..=0, run: get_time },
    Command { netfn: STORAGE, cmd: 0x49, need: OPERATOR, len: 4..=4, run: set_time },
    Command { netfn: STORAGE, cmd: 0x5a, need: USER, len: 1..=1, run: get_auxiliary },
    Command { netfn: STORAGE, cmd: 0x5c, need: USER, len: 0..=0, run: get_utc_offset },
    Command { netfn: STORAGE, cmd: 0x5d, need: OPERATOR, len: 2..=2, run: set_utc_offset },
];

fn get_info(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let options = env.state().model().sel.clone();
    let log = &env.state().log;
    let count = u16::try_from(log.entries.len()).unwrap_or(0xffff);
    let mut answer = vec![options.version];
    answer.extend(options.count.unwrap_or(count).to_le_bytes());
    answer.extend(u16::try_from(log.free() * ENTRY).unwrap_or(0xffff).to_le_bytes());
    answer.extend(log.added.to_le_bytes());
    answer.extend(log.erased.to_le_bytes());
    answer.push(options.support & 0x0f | u8::from(log.overflow) << 7);
    Ok(answer)
}

fn get_allocation(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let capacity = env.state().model().sel.capacity;
    let free = u16::try_from(env.state().log.free()).unwrap_or(0xffff);
    let mut answer = capacity.to_le_bytes().to_vec();
    answer.extend([16, 0]);
    answer.extend(free.to_le_bytes());
    answer.extend(free.to_le_bytes());
    answer.push(1);
    Ok(answer)
}

fn reserve(env: &mut Env<'_>, _: &[u8]) -> Answer {
    if env.state().model().sel.support & 0x02 == 0 {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    Ok(env.state().log.reservation.reserve().to_le_bytes().to_vec())
}

/// Get SEL Entry: reservation, record, offset, count.
fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (offset, count) = (usize::from(byte(data, 4)), usize::from(byte(data, 5)));
    let cancel_every = env.state().model().sel.cancel_every;
    let log = &mut env.state().log;
    if offset > 0 && !log.reservation.read(word(data, 0), cancel_every) {
        return Err(CompletionCode::RESERVATION);
    }
    let (entry, next) = log.find(word(data, 2)).ok_or(CompletionCode::NOT_PRESENT)?;
    let rest = entry.get(offset..).ok_or(CompletionCode::OUT_OF_RANGE)?;
    let mut answer = next.to_le_bytes().to_vec();
    answer.extend(rest.iter().take(count));
    Ok(answer)
}

fn add(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let entry = data.try_into().map_err(|_| CompletionCode::LENGTH)?;
    log_entry(env, entry)
}

fn log_entry(env: &mut Env<'_>, entry: [u8; 16]) -> Answer {
    let time = env.time();
    let id = env.state().log.add(entry, time).ok_or(CompletionCode::OUT_OF_SPACE)?;
    Ok(id.to_le_bytes().to_vec())
}

/// Partial Add SEL Entry: reservation, record, offset, progress, data.
fn partial_add(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (id, offset, last) = (word(data, 2), usize::from(byte(data, 4)), byte(data, 5) & 0x0f);
    let piece = data.get(6..).unwrap_or_default();
    let log = &mut env.state().log;
    if offset > 0 && !log.reservation.holds(word(data, 0)) {
        return Err(CompletionCode::RESERVATION);
    }
    let mut begun = match log.partial.take() {
        Some((known, bytes)) if offset > 0 && id == known && bytes.len() == offset => bytes,
        _ if offset == 0 => Vec::new(),
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    begun.extend(piece);
    if last == 0 {
        let known = if id == 0 { PARTIAL } else { id };
        log.partial = Some((known, begun));
        return Ok(known.to_le_bytes().to_vec());
    }
    let entry = begun.try_into().map_err(|_| CompletionCode::LENGTH)?;
    log_entry(env, entry)
}

fn delete(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let time = env.time();
    if env.state().model().sel.support & 0x08 == 0 {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    reserved(env, data)?;
    let id = env.state().log.delete(word(data, 2), time).ok_or(CompletionCode::NOT_PRESENT)?;
    Ok(id.to_le_bytes().to_vec())
}

/// A reservation is asked for only where there are any.
fn reserved(env: &mut Env<'_>, data: &[u8]) -> Result<(), CompletionCode> {
    let without = env.state().model().sel.support & 0x02 == 0;
    let held = env.state().log.reservation.holds(word(data, 0));
    if without || held { Ok(()) } else { Err(CompletionCode::RESERVATION) }
}

/// Clear SEL: `CLR`, then start or status.
fn clear(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let time = env.time();
    let polls = env.state().model().sel.erase_polls;
    match data.get(2..) {
        Some([b'C', b'L', b'R', 0xaa]) => {
            reserved(env, data)?;
            let log = &mut env.state().log;
            let reservation = log.reservation;
            log.clear(time);
            // The status is asked for with the same reservation.
            log.reservation = reservation;
            log.erasing = polls;
        }
        Some([b'C', b'L', b'R', 0x00]) => {
            let log = &mut env.state().log;
            log.erasing = log.erasing.saturating_sub(1);
        }
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    Ok(vec![u8::from(env.state().log.erasing == 0)])
}

pub(super) fn get_time(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.time().to_le_bytes().to_vec())
}

pub(super) fn set_time(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let bytes: [u8; 4] = data.try_into().map_err(|_| CompletionCode::LENGTH)?;
    let now = env.now();
    env.state().clock.set(u32::from_le_bytes(bytes), now);
    OK
}

fn get_utc_offset(env: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(env.state().clock.utc_offset.to_le_bytes().to_vec())
}

fn set_utc_offset(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let bytes: [u8; 2] = data.try_into().map_err(|_| CompletionCode::LENGTH)?;
    let offset = i16::from_le_bytes(bytes);
    if !(-1440..=1440).contains(&offset) && offset != 0x07ff {
        return Err(CompletionCode::OUT_OF_RANGE);
    }
    env.state().clock.utc_offset = offset;
    OK
}

/// Get Auxiliary Log Status (§31.12): a machine check log without entries; no others.
fn get_auxiliary(_: &mut Env<'_>, data: &[u8]) -> Answer {
    match byte(data, 0) & 0x0f {
        MACHINE_CHECK => Ok([UNSPECIFIED.to_le_bytes(), [0; 4]].concat()),
        _ => Err(CompletionCode::INVALID_FIELD),
    }
}

/// Platform Event: it goes into the log. The generator is the requester; only the system
/// interface tells one.
fn platform_event(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (generator, event) = match data {
        [generator, event @ ..] if data.len() == 8 => ([*generator, 0], event),
        _ => ([env.request.from, LAN << 4 | env.request.from_lun], data),
    };
    let [version, kind, number, event_type, data1, data2, data3] = event else {
        return Err(CompletionCode::LENGTH);
    };
    let [low, high] = generator;
    let entry = [
        0,
        0,
        SYSTEM_EVENT,
        0,
        0,
        0,
        0,
        low,
        high,
        *version,
        *kind,
        *number,
        *event_type,
        *data1,
        *data2,
        *data3,
    ];
    log_entry(env, entry)?;
    OK
}

const ENTRY: usize = 16;
const SYSTEM_EVENT: u8 = 0x02;
const MACHINE_CHECK: u8 = 0;
/// A time that is not known (§37.1).
const UNSPECIFIED: u32 = 0xffff_ffff;
/// ID of an entry that is not yet whole.
const PARTIAL: u16 = 0xff00;
