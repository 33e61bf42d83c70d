//! SDR repository and device SDR commands (IPMI v2.0 §33, §35.2 to §35.4).
use super::{BMC, Command, OK, OPERATOR, USER, byte, word};
use crate::mock::env::{Answer, Env};
use crate::mock::model::{Record, SdrOptions, Sensor};
use crate::mock::sdr::find;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::{SENSOR_EVENT, STORAGE};

pub(super) const TABLE: &[Command] = &[
    Command { netfn: STORAGE, cmd: 0x20, need: USER, len: 0..=0, run: get_info },
    Command { netfn: STORAGE, cmd: 0x21, need: USER, len: 0..=0, run: get_allocation },
    Command { netfn: STORAGE, cmd: 0x22, need: USER, len: 0..=0, run: reserve },
    Command { netfn: STORAGE, cmd: 0x23, need: USER, len: 6..=6, run: get },
    Command { netfn: STORAGE, cmd: 0x24, need: OPERATOR, len: 5..=255, run: add },
    Command { netfn: STORAGE, cmd: 0x25, need: OPERATOR, len: 6..=255, run: partial_add },
    Command { netfn: STORAGE, cmd: 0x26, need: OPERATOR, len: 4..=4, run: delete },
    Command { netfn: STORAGE, cmd: 0x27, need: OPERATOR, len: 6..=6, run: clear },
    Command { netfn: STORAGE, cmd: 0x28, need: USER, len: 0..=0, run: super::sel::get_time },
    Command { netfn: STORAGE, cmd: 0x29, need: OPERATOR, len: 4..=4, run: super::sel::set_time },
    Command { netfn: STORAGE, cmd: 0x2a, need: OPERATOR, len: 0..=0, run: update_mode },
    Command { netfn: STORAGE, cmd: 0x2b, need: OPERATOR, len: 0..=0, run: update_mode },
    Command { netfn: STORAGE, cmd: 0x2c, need: OPERATOR, len: 1..=1, run: run_agent },
];

pub(super) const DEVICE: &[Command] = &[
    Command { netfn: SENSOR_EVENT, cmd: 0x20, need: USER, len: 0..=1, run: get_device_info },
    Command { netfn: SENSOR_EVENT, cmd: 0x21, need: USER, len: 6..=6, run: get_device },
    Command { netfn: SENSOR_EVENT, cmd: 0x22, need: USER, len: 0..=0, run: reserve_device },
];

/// A BMC whose records are device SDRs has no repository.
fn repository(env: &mut Env<'_>) -> Result<SdrOptions, CompletionCode> {
    let options = env.state().model().sdr.clone();
    if options.device { Err(CompletionCode::INVALID_COMMAND) } else { Ok(options) }
}

fn get_info(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let options = repository(env)?;
    let records = &env.state().repository;
    let count = u16::try_from(records.records.len()).unwrap_or(0xffff);
    let mut answer = vec![options.version];
    answer.extend(options.count.unwrap_or(count).to_le_bytes());
    answer.extend(free(&options, records.used()).to_le_bytes());
    answer.extend(records.added.to_le_bytes());
    answer.extend(records.erased.to_le_bytes());
    answer.push(NON_MODAL | ALL_OPERATIONS);
    Ok(answer)
}

/// Room in bytes; `0xffff` is "not told", `0xfffe` 64 kB or more.
fn free(options: &SdrOptions, used: usize) -> u16 {
    u16::try_from(usize::from(options.capacity).saturating_sub(used)).unwrap_or(0).min(0xfffe)
}

fn get_allocation(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let options = repository(env)?;
    let free = free(&options, env.state().repository.used()) / UNIT;
    let mut answer = Vec::new();
    answer.extend((options.capacity / UNIT).to_le_bytes());
    answer.extend(UNIT.to_le_bytes());
    answer.extend(free.to_le_bytes());
    answer.extend(free.to_le_bytes());
    answer.push(4);
    Ok(answer)
}

fn reserve(env: &mut Env<'_>, _: &[u8]) -> Answer {
    repository(env)?;
    Ok(env.state().repository.reservation.reserve().to_le_bytes().to_vec())
}

fn reserve_device(env: &mut Env<'_>, _: &[u8]) -> Answer {
    let own = device_records(env)?;
    let records = &mut env.state().repository;
    let reservation = match own {
        Some(_) => &mut records.devices,
        None => &mut records.reservation,
    };
    Ok(reservation.reserve().to_le_bytes().to_vec())
}

/// Get SDR: reservation, record, offset, count.
fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let options = repository(env)?;
    let records = &mut env.state().repository;
    if byte(data, 4) > 0 && !records.reservation.read(word(data, 0), options.cancel_every) {
        return Err(CompletionCode::RESERVATION);
    }
    let found = records.find(word(data, 2));
    read(env, &options, found, data)
}

fn get_device(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let own = device_records(env)?;
    let options = env.state().model().sdr.clone();
    let records = &mut env.state().repository;
    let reservation = match own {
        Some(_) => &mut records.devices,
        None => &mut records.reservation,
    };
    if byte(data, 4) > 0 && !reservation.read(word(data, 0), options.cancel_every) {
        return Err(CompletionCode::RESERVATION);
    }
    let id = word(data, 2);
    let found = match own {
        Some(own) => find(&own, id, 0xffff),
        None => records.find(id),
    };
    read(env, &options, found, data)
}

/// Part of a record and the ID of the next one.
fn read(
    env: &mut Env<'_>,
    options: &SdrOptions,
    found: Option<(Vec<u8>, u16)>,
    data: &[u8],
) -> Answer {
    let (offset, count) = (usize::from(byte(data, 4)), byte(data, 5));
    let (bytes, next) = found.ok_or(CompletionCode::NOT_PRESENT)?;
    let rest = bytes.get(offset..).ok_or(CompletionCode::OUT_OF_RANGE)?;
    let wanted = usize::from(count).min(rest.len());
    if wanted > usize::from(options.limit) {
        let whole = count == 0xff;
        env.silent = whole && options.whole_silent;
        let code = options.whole_code.filter(|_| whole).unwrap_or(options.limit_code);
        return Err(CompletionCode(code));
    }
    let most = if options.at_most == 0 { 0xff } else { options.at_most };
    let wanted = wanted.min(usize::from(most));
    let mut answer = next.to_le_bytes().to_vec();
    let more = rest.iter().chain(std::iter::repeat(&0x55));
    answer.extend(more.take(wanted + usize::from(options.excess)));
    Ok(answer)
}

fn add(env: &mut Env<'_>, data: &[u8]) -> Answer {
    repository(env)?;
    let time = env.time();
    if usize::from(byte(data, 4)) + HEADER != data.len() {
        return Err(WRONG_LENGTH);
    }
    let id = env.state().repository.add(data.to_vec(), time);
    Ok(id.ok_or(CompletionCode::OUT_OF_SPACE)?.to_le_bytes().to_vec())
}

/// Partial Add SDR: reservation, record, offset, progress, data.
fn partial_add(env: &mut Env<'_>, data: &[u8]) -> Answer {
    repository(env)?;
    let time = env.time();
    let (id, offset, last) = (word(data, 2), usize::from(byte(data, 4)), byte(data, 5) & 0x0f);
    let piece = data.get(6..).unwrap_or_default();
    let records = &mut env.state().repository;
    if offset > 0 && !records.reservation.holds(word(data, 0)) {
        return Err(CompletionCode::RESERVATION);
    }
    let mut begun = match records.partial.take() {
        Some((known, bytes)) if offset > 0 && id == known && bytes.len() == offset => bytes,
        _ if offset == 0 => Vec::new(),
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    begun.extend(piece);
    if last == 0 {
        let known = if id == 0 { PARTIAL } else { id };
        records.partial = Some((known, begun));
        return Ok(known.to_le_bytes().to_vec());
    }
    if usize::from(byte(&begun, 4)) + HEADER != begun.len() {
        return Err(WRONG_LENGTH);
    }
    let id = records.add(begun, time).ok_or(CompletionCode::OUT_OF_SPACE)?;
    Ok(id.to_le_bytes().to_vec())
}

fn delete(env: &mut Env<'_>, data: &[u8]) -> Answer {
    repository(env)?;
    let time = env.time();
    let records = &mut env.state().repository;
    if !records.reservation.holds(word(data, 0)) {
        return Err(CompletionCode::RESERVATION);
    }
    let id = word(data, 2);
    let gone = records.delete(id, time);
    if gone { Ok(id.to_le_bytes().to_vec()) } else { Err(CompletionCode::NOT_PRESENT) }
}

fn clear(env: &mut Env<'_>, data: &[u8]) -> Answer {
    repository(env)?;
    let time = env.time();
    let records = &mut env.state().repository;
    if !records.reservation.holds(word(data, 0)) {
        return Err(CompletionCode::RESERVATION);
    }
    match data.get(2..) {
        Some([b'C', b'L', b'R', 0xaa]) => records.clear(time),
        Some([b'C', b'L', b'R', 0x00]) => {}
        _ => return Err(CompletionCode::INVALID_FIELD),
    }
    Ok(vec![ERASED])
}

/// Enter and Exit SDR Repository Update Mode: every change is possible at any time.
fn update_mode(env: &mut Env<'_>, _: &[u8]) -> Answer {
    repository(env)?;
    OK
}

/// Run Initialization Agent: it has run.
fn run_agent(_: &mut Env<'_>, _: &[u8]) -> Answer {
    Ok(vec![0x01])
}

/// Get Device SDR Info: how many sensors or records, and on which LUNs.
fn get_device_info(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let own = device_records(env)?;
    let (owner, lun) = (env.at.0, env.request.to_lun);
    let records = own.map_or(env.state().repository.records.len(), |own| own.len());
    let luns = [0, 1, 2, 3].map(|lun| {
        let own = |sensor: &&Sensor| (sensor.owner, sensor.lun) == (owner, lun);
        env.state().model().sensors.iter().filter(own).count()
    });
    let here = luns.get(usize::from(lun)).copied().unwrap_or(0);
    let count = if byte(data, 0) & 1 == 1 { records } else { here };
    let luns = luns.iter().rev().fold(0, |bits, count| bits << 1 | u8::from(*count > 0));
    Ok(vec![u8::try_from(count).unwrap_or(0xff), luns])
}

/// The device SDRs of a controller that says in Get Device ID that it has some: the model's
/// records that are about it. `None` for a BMC that has all records there, and no repository.
fn device_records(env: &mut Env<'_>) -> Result<Option<Vec<Record>>, CompletionCode> {
    let at = env.at;
    let model = env.state().model();
    let revision = if at == BMC {
        if model.sdr.device {
            return Ok(None);
        }
        byte(&model.device_id, 1)
    } else {
        let here = model.controllers.iter().find(|it| (it.address, it.channel) == at);
        here.map_or(0, |controller| byte(&controller.device_id, 1))
    };
    if revision & HAS_DEVICE_SDRS == 0 {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    let own = |record: &&Record| match record.bytes.as_slice() {
        [_, _, _, 0x01..=0x03 | 0x10..=0x12, _, owner, ..] => *owner == at.0,
        _ => false,
    };
    Ok(Some(model.records.iter().filter(own).cloned().collect()))
}

/// Get Device ID (§20.1): the device provides device SDRs.
const HAS_DEVICE_SDRS: u8 = 0x80;
const NON_MODAL: u8 = 0x20;
/// Delete, partial add, reserve, allocation info.
const ALL_OPERATIONS: u8 = 0x0f;
const UNIT: u16 = 16;
const HEADER: usize = 5;
const ERASED: u8 = 0x01;
/// ID of a record that is not yet whole.
const PARTIAL: u16 = 0xff00;
const WRONG_LENGTH: CompletionCode = CompletionCode(0x80);
