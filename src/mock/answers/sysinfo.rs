//! Set and Get System Info Parameters (IPMI v2.0 §22.14a, §22.14b).
use super::{ADMIN, Command, OK, USER, byte};
use crate::mock::env::{Answer, Env};
use crate::mock::sysinfo::{MAX_SETS, SysInfo};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: APP, cmd: 0x58, need: ADMIN, len: 2..=18, run: set },
    Command { netfn: APP, cmd: 0x59, need: USER, len: 4..=4, run: get },
];

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let info = &mut env.state().sysinfo;
    match data {
        [0, progress] => match (info.progress, progress & 0x03) {
            (1, 1) => return Err(IN_PROGRESS),
            (_, 3) => return Err(CompletionCode::INVALID_FIELD),
            (_, progress) => info.progress = progress & 0x01,
        },
        [parameter, set, bytes @ ..] if SysInfo::is_known(*parameter) => {
            let mut block = [0; 16];
            for (to, from) in block.iter_mut().zip(bytes) {
                *to = *from;
            }
            if bytes.len() > 16 {
                return Err(CompletionCode::LENGTH);
            }
            if !info.set_block(*parameter, *set, block) {
                return Err(CompletionCode::OUT_OF_RANGE);
            }
        }
        _ => return Err(UNSUPPORTED),
    }
    OK
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let info = &env.state().sysinfo;
    let (parameter, set) = (byte(data, 1), byte(data, 2));
    if parameter != 0 && !SysInfo::is_known(parameter) {
        return Err(UNSUPPORTED);
    }
    let mut answer = vec![REVISION];
    if byte(data, 0) & REVISION_ONLY != 0 {
        return Ok(answer);
    }
    if parameter == 0 {
        answer.push(info.progress);
        return Ok(answer);
    }
    if set >= MAX_SETS {
        return Err(CompletionCode::OUT_OF_RANGE);
    }
    answer.push(set);
    answer.extend(info.block(parameter, set));
    Ok(answer)
}

const REVISION: u8 = 0x11;
const REVISION_ONLY: u8 = 0x80;
const UNSUPPORTED: CompletionCode = CompletionCode(0x80);
const IN_PROGRESS: CompletionCode = CompletionCode(0x81);
