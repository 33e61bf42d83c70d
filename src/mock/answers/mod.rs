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
mod dcmi;
mod firewall;
mod fru;
mod i2c;
mod isol;
mod lan;
mod modem;
mod nm;
mod payload;
mod pef;
mod sdr;
mod sel;
mod sensor;
mod session;
mod sol;
mod sysinfo;
mod tsol;
mod user;
mod watchdog;

use std::ops::RangeInclusive;

use super::channels::{LAN, SERIAL};
use super::env::{Answer, Env};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::{APP, CHASSIS, SENSOR_EVENT, STORAGE, TRANSPORT};
use crate::wire::ids::{BMC_ADDRESS, Privilege, THIS_CHANNEL};
use crate::wire::message::Message;

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
    let found = find(request);
    if env.caller.is_none() && found.is_none_or(|(_, command)| command.need != Need::Nothing) {
        // Strangers don't even learn which commands there are.
        return Err(CompletionCode::PRIVILEGE);
    }
    let (group, command) = found.ok_or(CompletionCode::INVALID_COMMAND)?;
    if request.to_lun != 0 && group.luns == Luns::Zero {
        return Err(CompletionCode::INVALID_LUN);
    }
    if env.at != BMC && group.at == At::Bmc {
        return Err(CompletionCode::INVALID_COMMAND);
    }
    if let Need::Level(level) = command.need {
        let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
        let limit = Privilege::from_u8(env.state().channels.volatile.limit);
        let unproven = !caller.authenticated && level > Privilege::User;
        if caller.privilege.min(limit.unwrap_or(Privilege::Oem)) < level || unproven {
            return Err(CompletionCode::PRIVILEGE);
        }
    }
    if env.at == BMC && !env.state().firewall.admits(command.netfn, command.cmd) {
        return Err(DISABLED);
    }
    if !command.len.contains(&request.data.len()) {
        return Err(CompletionCode::LENGTH);
    }
    (command.run)(env, &request.data)
}

/// True for commands that never change what is kept in a file: those that come by the hundred,
/// and those of a short session. Any other counts as one that does.
pub(super) fn only_reads(netfn: u8, cmd: u8) -> bool {
    match netfn {
        CHASSIS => matches!(cmd, 0x00 | 0x01 | 0x07 | 0x09 | 0x0f),
        SENSOR_EVENT => matches!(cmd, 0x13 | 0x20..=0x23 | 0x25 | 0x27 | 0x29 | 0x2b | 0x2d | 0x2f),
        APP => matches!(
            cmd,
            0x01 | 0x04 | 0x07 | 0x25 | 0x37 | 0x38 | 0x3b
                ..=0x3d | 0x41 | 0x42 | 0x44 | 0x46 | 0x54
        ),
        STORAGE => matches!(cmd, 0x10 | 0x11 | 0x20..=0x23 | 0x27 | 0x28 | 0x40..=0x43 | 0x48),
        TRANSPORT => matches!(cmd, 0x02 | 0x22),
        _ => false,
    }
}

/// The command that a request is for, with its group.
fn find(request: &Message) -> Option<(&'static Group, &'static Command)> {
    GROUPS.iter().find_map(|group| {
        let wanted = (request.netfn, request.cmd);
        let command = group.table.iter().find(|command| (command.netfn, command.cmd) == wanted)?;
        Some((group, command))
    })
}

/// The byte at `index`; commands check lengths before, so a missing one reads as 0.
fn byte(data: &[u8], index: usize) -> u8 {
    data.get(index).copied().unwrap_or_default()
}

/// Two bytes, the low one first.
fn word(data: &[u8], index: usize) -> u16 {
    u16::from_le_bytes([byte(data, index), byte(data, index + 1)])
}

/// Serial over LAN has settings on the LAN channel only.
fn lan_channel(channel: u8) -> Result<(), CompletionCode> {
    match channel & 0x0f {
        LAN | THIS_CHANNEL => Ok(()),
        _ => Err(CompletionCode::INVALID_FIELD),
    }
}

/// Channels with users: LAN and serial. `0x0e` is the one that the request came on.
fn user_channel(channel: u8) -> Result<u8, CompletionCode> {
    match channel & 0x0f {
        LAN | THIS_CHANNEL => Ok(LAN),
        SERIAL => Ok(SERIAL),
        _ => Err(CompletionCode::INVALID_FIELD),
    }
}

/// Commands that are alike.
struct Group {
    table: &'static [Command],
    luns: Luns,
    at: At,
}

/// On which LUNs commands are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Luns {
    Zero,
    All,
}

/// Which controllers know commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Bmc,
    Everywhere,
}

const fn bmc(table: &'static [Command]) -> Group {
    Group { table, luns: Luns::Zero, at: At::Bmc }
}

const GROUPS: &[Group] = &[
    bmc(app::TABLE),
    bmc(watchdog::TABLE),
    bmc(sysinfo::TABLE),
    bmc(session::TABLE),
    bmc(user::TABLE),
    bmc(channel::TABLE),
    bmc(chassis::TABLE),
    bmc(boot::TABLE),
    bmc(payload::TABLE),
    bmc(sol::TABLE),
    bmc(isol::TABLE),
    bmc(tsol::TABLE),
    bmc(pef::TABLE),
    bmc(firewall::TABLE),
    bmc(i2c::TABLE),
    bmc(dcmi::TABLE),
    bmc(nm::TABLE),
    bmc(lan::TABLE),
    bmc(modem::TABLE),
    bmc(sdr::TABLE),
    bmc(sel::TABLE),
    Group { table: sensor::RECEIVER, luns: Luns::Zero, at: At::Everywhere },
    Group { table: sdr::DEVICE, luns: Luns::All, at: At::Everywhere },
    Group { table: fru::TABLE, luns: Luns::Zero, at: At::Everywhere },
    Group { table: sensor::TABLE, luns: Luns::All, at: At::Everywhere },
];

/// Address and channel of the BMC itself.
pub(super) const BMC: (u8, u8) = (BMC_ADDRESS, 0);
/// The command is turned off.
const DISABLED: CompletionCode = CompletionCode(0xd6);
const OK: Answer = Ok(Vec::new());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::tests::console::Console;
    use crate::mock::{Options, persist};

    const CLOSE: u8 = 0x3c;

    /// Each with no data, and with any.
    #[test]
    fn commands_that_only_read_change_nothing_that_is_kept() {
        let mut console = Console::admin(Options::permissive());
        let state = |console: &Console| persist::write(console.bmc.state(), console.now);
        let before = state(&console);
        let mut count = 0;
        for (netfn, cmd) in (0..0x40).flat_map(|netfn| (0..=0xff).map(move |cmd| (netfn, cmd))) {
            if netfn % 2 != 0 || !only_reads(netfn, cmd) || (netfn, cmd) == (APP, CLOSE) {
                continue;
            }
            count += 1;
            for len in 0..24 {
                for fill in [0x00, 0x01, 0x04, 0x0e, 0x81, 0xff] {
                    console.try_ask(netfn, cmd, &vec![fill; len]);
                    console.ask(APP, 0x3b, &[4]);
                }
            }
            assert_eq!(state(&console), before, "{netfn:#x} {cmd:#x}");
        }
        assert!(count > 40, "{count}");
    }

    #[test]
    fn no_command_is_there_twice() {
        let mut all: Vec<_> =
            GROUPS.iter().flat_map(|g| g.table.iter()).map(|c| (c.netfn, c.cmd)).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
