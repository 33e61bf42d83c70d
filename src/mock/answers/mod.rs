//! What each command answers. A command is a row: number, least privilege (IPMI v2.0
//! appendix G), lengths of its request data, and the function that does it.
#![allow(
    clippy::unnecessary_wraps,
    reason = "all commands have one signature, also those that never fail"
)]

mod app;
mod boot;
mod bridge;
mod channel;
mod chassis;
mod session;
mod sysinfo;
mod user;
mod watchdog;

use std::ops::RangeInclusive;

use super::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;

/// One command.
struct Command {
    netfn: u8,
    cmd: u8,
    need: Need,
    /// Lengths that the request data may have.
    len: RangeInclusive<usize>,
    run: fn(&mut Env<'_>, &[u8]) -> Answer,
}

/// Who may send a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// Anyone, in a session or not.
    Nothing,
    /// A session at that level or above.
    Level(Privilege),
}

const CALLBACK: Need = Need::Level(Privilege::Callback);
const USER: Need = Need::Level(Privilege::User);
const OPERATOR: Need = Need::Level(Privilege::Operator);
const ADMIN: Need = Need::Level(Privilege::Administrator);

/// Executes the request, if it may be.
pub(super) fn answer(env: &mut Env<'_>) -> Answer {
    let request = env.request;
    let command = TABLES
        .iter()
        .flat_map(|table| table.iter())
        .find(|command| (command.netfn, command.cmd) == (request.netfn, request.cmd));
    let command = command.ok_or(CompletionCode::INVALID_COMMAND)?;
    if request.to_lun != 0 {
        return Err(CompletionCode::INVALID_LUN);
    }
    if let Need::Level(level) = command.need {
        let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
        let limit = Privilege::from_u8(env.state().channels.volatile.limit);
        let unproven = !caller.authenticated && level > Privilege::User;
        if caller.privilege.min(limit.unwrap_or(Privilege::Oem)) < level || unproven {
            return Err(CompletionCode::PRIVILEGE);
        }
    }
    if !command.len.contains(&request.data.len()) {
        return Err(CompletionCode::LENGTH);
    }
    (command.run)(env, &request.data)
}

/// The byte at `index`; commands check lengths before, so a missing one reads as 0.
fn byte(data: &[u8], index: usize) -> u8 {
    data.get(index).copied().unwrap_or_default()
}

const TABLES: [&[Command]; 8] = [
    app::TABLE,
    watchdog::TABLE,
    sysinfo::TABLE,
    session::TABLE,
    user::TABLE,
    channel::TABLE,
    chassis::TABLE,
    boot::TABLE,
];

const OK: Answer = Ok(Vec::new());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_is_there_twice() {
        let mut all: Vec<_> =
            TABLES.iter().flat_map(|t| t.iter()).map(|c| (c.netfn, c.cmd)).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
