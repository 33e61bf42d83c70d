//! Set and Get System Boot Options (IPMI v2.0 §28.12, §28.13).
use super::{Command, OK, OPERATOR, byte};
use crate::mock::boot::{self, Boot};
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::CHASSIS;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: CHASSIS, cmd: 0x08, need: OPERATOR, len: 1..=18, run: set },
    Command { netfn: CHASSIS, cmd: 0x09, need: OPERATOR, len: 3..=3, run: get },
];

fn set(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let now = env.now();
    let [selector, value @ ..] = data else { return Err(CompletionCode::LENGTH) };
    let parameter = selector & 0x7f;
    if parameter > 7 {
        return Err(UNSUPPORTED);
    }
    if parameter == 5 && !value.is_empty() {
        let flags = exactly(value)?;
        let (before, device) = (boot::lasting(env.state().boot.flags), boot::lasting(flags));
        // The same device is told again: the machine may have been changed meanwhile.
        if before.is_some() || device.is_some() {
            env.set_boot(device)?;
        }
    }
    let boot = &mut env.state().boot;
    // Without data, only the valid mark changes.
    if !value.is_empty() {
        match (parameter, value) {
            (0, [progress]) => set_progress(boot, progress & 0x03)?,
            (1, [partition]) => boot.partition = *partition,
            (2, [scan]) => boot.scan = scan & 0x03,
            (3, [keep]) => boot.keep_valid = keep & 0x1f,
            (4, [mask, seen]) => {
                boot.acknowledged = boot.acknowledged & !mask | seen & mask;
            }
            (5, _) => boot.set_flags(exactly(value)?, now),
            (6, _) => boot.initiator = exactly(value)?,
            (7, [block, bytes @ ..]) if !bytes.is_empty() && bytes.len() <= 16 => {
                let place = boot.mailbox.get_mut(usize::from(*block));
                let place = place.ok_or(CompletionCode::OUT_OF_RANGE)?;
                for (to, from) in place.iter_mut().zip(bytes) {
                    *to = *from;
                }
            }
            _ => return Err(CompletionCode::LENGTH),
        }
    }
    let bit = 1 << parameter;
    boot.invalid = boot.invalid & !bit | if selector & 0x80 != 0 { bit } else { 0 };
    OK
}

fn set_progress(boot: &mut Boot, progress: u8) -> Result<(), CompletionCode> {
    match (boot.progress, progress) {
        (1, 1) => return Err(IN_PROGRESS),
        (_, 3) => return Err(CompletionCode::INVALID_FIELD),
        // A commit has nothing to do here: values are stored as they come.
        (_, 2) => {}
        _ => boot.progress = progress,
    }
    Ok(())
}

fn get(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let parameter = byte(data, 0) & 0x7f;
    let set_selector = byte(data, 1);
    let boot = &env.state().boot;
    let value = match parameter {
        0 => vec![boot.progress],
        1 => vec![boot.partition],
        2 => vec![boot.scan],
        3 => vec![boot.keep_valid],
        4 => vec![0x00, boot.acknowledged],
        5 => boot.flags.to_vec(),
        6 => boot.initiator.to_vec(),
        7 => {
            let block = boot.mailbox.get(usize::from(set_selector));
            let mut value = vec![set_selector];
            value.extend(block.ok_or(CompletionCode::OUT_OF_RANGE)?);
            value
        }
        _ => return Err(UNSUPPORTED),
    };
    let invalid = boot.invalid & (1 << parameter) != 0;
    let mut answer = vec![VERSION, parameter | if invalid { 0x80 } else { 0 }];
    answer.extend(value);
    Ok(answer)
}

fn exactly<const N: usize>(value: &[u8]) -> Result<[u8; N], CompletionCode> {
    value.try_into().map_err(|_| CompletionCode::LENGTH)
}

const VERSION: u8 = 0x01;
const UNSUPPORTED: CompletionCode = CompletionCode(0x80);
const IN_PROGRESS: CompletionCode = CompletionCode(0x81);
