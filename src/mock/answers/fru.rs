//! FRU inventory commands (IPMI v2.0 §34).
use super::{Command, OPERATOR, USER, byte, word};
use crate::mock::env::{Answer, Env};
use crate::mock::model::FruOptions;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::STORAGE;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: STORAGE, cmd: 0x10, need: USER, len: 1..=1, run: get_info },
    Command { netfn: STORAGE, cmd: 0x11, need: USER, len: 4..=4, run: read },
    Command { netfn: STORAGE, cmd: 0x12, need: OPERATOR, len: 3..=255, run: write },
];

/// The inventory that a request names, if it can be reached.
fn find(env: &mut Env<'_>, id: u8) -> Result<(usize, FruOptions), CompletionCode> {
    let (owner, channel) = env.at;
    let frus = &mut env.state().frus;
    let at = frus.position(owner, channel, id).ok_or(CompletionCode::NOT_PRESENT)?;
    let options = frus.about(at).ok_or(CompletionCode::NOT_PRESENT)?.options.clone();
    match options.code {
        Some(code) => Err(CompletionCode(code)),
        None if frus.busy(at) => Err(BUSY),
        None => Ok((at, options)),
    }
}

fn get_info(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (at, options) = find(env, byte(data, 0))?;
    let size = u16::try_from(env.state().frus.bytes(at).len()).unwrap_or(0xffff);
    let mut answer = options.size.unwrap_or(size).to_le_bytes().to_vec();
    answer.push(u8::from(options.words));
    Ok(answer)
}

/// Read FRU Data: offset and count, in words where the device is so.
fn read(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (at, options) = find(env, byte(data, 0))?;
    let unit = if options.words { 2 } else { 1 };
    let (offset, count) = (usize::from(word(data, 1)) * unit, usize::from(byte(data, 3)) * unit);
    if count > usize::from(options.limit) {
        return Err(CompletionCode(options.limit_code));
    }
    let bytes = env.state().frus.bytes(at);
    let rest = bytes.get(offset..).filter(|rest| !rest.is_empty());
    let rest = rest.ok_or(CompletionCode::OUT_OF_RANGE)?;
    let most = if options.at_most == 0 { 0xfd } else { options.at_most };
    let wanted = rest.get(..count.min(usize::from(most))).unwrap_or(rest);
    let told = u8::try_from(wanted.len() / unit).unwrap_or(0);
    let mut answer = vec![options.count.unwrap_or(told)];
    answer.extend(wanted);
    answer.extend(std::iter::repeat_n(0x55, options.excess.into()));
    Ok(answer)
}

fn write(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (at, options) = find(env, byte(data, 0))?;
    let unit = if options.words { 2 } else { 1 };
    let offset = usize::from(word(data, 1)) * unit;
    let bytes = data.get(3..).unwrap_or_default();
    if options.protected {
        return Err(WRITE_PROTECTED);
    }
    if bytes.len() > usize::from(options.limit) {
        return Err(CompletionCode(options.limit_code));
    }
    if !env.state().frus.write(at, offset, bytes) {
        return Err(CompletionCode::OUT_OF_RANGE);
    }
    Ok(vec![u8::try_from(bytes.len() / unit).unwrap_or(0)])
}

const WRITE_PROTECTED: CompletionCode = CompletionCode(0x80);
const BUSY: CompletionCode = CompletionCode(0x81);
