//! `firewall reset`: all on that was turned off.
use serde::Serialize;

use super::switch::{refused, set_half, set_parts};
use super::tables::{Bits, Commands, Notes, SubFunctions, has, pairs};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Quiet};
use crate::cmd::app::firewall::{Half, One};
use crate::transport::Client;
use crate::wire::ids::netfn::APP;

/// Turns on what can be configured and is off. Only what changes is written.
pub(super) async fn run(
    channel: u8,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let mut notes = Notes::new();
    let mut known = pairs(client, channel, &mut notes).await?;
    if known.is_empty() {
        return Err(refused(notes, "The BMC does not tell what can be configured".to_owned()));
    }
    // The firewall's own commands first: the rest needs them.
    known.sort_by_key(|(_, netfn)| *netfn != APP);
    let mut turned_on = Vec::new();
    for (lun, netfn) in known {
        let half = Half { channel, netfn, lun, upper: false };
        let commands = Commands::fetch(client, half, &mut notes).await?;
        turned_on.extend(switch_commands(client, half, &commands, notes).await?);
        turned_on.extend(switch_parts(client, half, &commands).await?);
        notes = Notes::new();
    }
    out.show(&Quiet(Reset { turned_on }))
}

/// What was changed.
#[derive(Debug, Serialize)]
struct Reset {
    turned_on: Vec<TurnedOn>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct TurnedOn {
    lun: u8,
    netfn: u8,
    command: u8,
    /// A bit for each; `None` for the command itself.
    sub_functions: Option<u32>,
}

async fn switch_commands(
    client: &mut Client,
    half: Half,
    commands: &Commands,
    notes: Notes,
) -> Result<Vec<TurnedOn>, Failure> {
    let (Some(configurable), Some(before)) = (commands.configurable, commands.enabled) else {
        return Err(refused(notes, "The BMC does not tell what can be configured".to_owned()));
    };
    let mut bits = before;
    for (byte, wanted) in bits.iter_mut().zip(configurable) {
        *byte |= wanted;
    }
    for (upper, (old, new)) in [false, true].into_iter().zip(before.chunks(16).zip(bits.chunks(16)))
    {
        if old != new {
            set_half(client, Half { upper, ..half }, new).await?;
        }
    }
    Ok(changed(half, &before, &bits))
}

fn changed(half: Half, before: &Bits, after: &Bits) -> Vec<TurnedOn> {
    let Half { lun, netfn, .. } = half;
    let new = |command: &u8| !has(Some(before), *command) && has(Some(after), *command);
    let row = |command| TurnedOn { lun, netfn, command, sub_functions: None };
    (0..=u8::MAX).filter(new).map(row).collect()
}

/// Sub-functions of the commands that are there. A BMC that knows of none is left alone.
async fn switch_parts(
    client: &mut Client,
    half: Half,
    commands: &Commands,
) -> Result<Vec<TurnedOn>, Failure> {
    let Half { channel, lun, netfn, .. } = half;
    let mut turned_on = Vec::new();
    for command in (0..=u8::MAX).filter(|command| has(commands.support.as_ref(), *command)) {
        let one = One { channel, netfn, lun, command };
        let parts = SubFunctions::fetch(client, one, &mut Notes::new()).await?;
        let (Some(configurable), Some(before)) = (parts.configurable, parts.enabled) else {
            continue;
        };
        let off = configurable & !before;
        if off != 0 {
            set_parts(client, one, before | off).await?;
            turned_on.push(TurnedOn { lun, netfn, command, sub_functions: Some(off) });
        }
    }
    Ok(turned_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_were_off_are_named() {
        let half = Half { channel: 1, netfn: 6, lun: 0, upper: false };
        let (mut before, mut after) = ([0; 32], [0; 32]);
        (before[0], after[0], after[31]) = (0x01, 0x05, 0x80);
        let commands: Vec<u8> =
            changed(half, &before, &after).iter().map(|row| row.command).collect();
        assert_eq!(commands, [2, 255]);
    }
}
