//! `firewall enable`, `disable`: commands and sub-functions on and off.
use serde::Serialize;

use super::Place;
use super::tables::{Bits, Commands, Notes, SubFunctions, has, pairs};
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Quiet};
use crate::cmd::Command;
use crate::cmd::app::firewall::{Half, One, SetCommandEnables, SetSubFunctionEnables};
use crate::transport::Client;
use crate::wire::ids::netfn::APP;

/// Turns something on or off.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    pub(super) place: Place,
    pub(super) lun: u8,
    pub(super) netfn: u8,
    pub(super) enable: bool,
    /// Also what this needs to be undone.
    pub(super) force: bool,
}

/// What was changed.
#[derive(Debug, Serialize)]
struct Switched {
    lun: u8,
    netfn: u8,
    command: Option<u8>,
    sub_function: Option<u8>,
    enabled: bool,
}

impl Switch {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { place, lun, netfn, enable, .. } = self;
        let mut notes = Notes::new();
        let known = pairs(client, place.channel, &mut notes).await?;
        if !known.contains(&(lun, netfn & 0x3e)) {
            let line = format!("LUN or LUN/NetFn pair {lun},{netfn} not supported");
            return Err(refused(notes, line));
        }
        let half = Half { channel: place.channel, netfn, lun, upper: false };
        let commands = Commands::fetch(client, half, &mut notes).await?;
        let (Some(configurable), Some(enabled)) = (commands.configurable, commands.enabled) else {
            return Err(refused(notes, "The BMC does not tell what can be configured".to_owned()));
        };
        if let Some(command) = place.command {
            let one = One { channel: place.channel, netfn, lun, command };
            self.switch_parts(client, one, &mut notes).await?;
            if place.sub_function.is_none() && !has(Some(&configurable), command) {
                let line = format!("Command 0x{command:02x} is not configurable");
                return Err(refused(notes, line));
            }
        }
        if place.sub_function.is_none() {
            let wanted = self.masked(&configurable);
            self.write(client, half, &enabled, &wanted).await?;
        }
        let (command, sub_function) = (place.command, place.sub_function);
        out.show(&Quiet(Switched { lun, netfn, command, sub_function, enabled: enable }))
    }

    /// The commands that are meant, of those that can be configured. Set Command Enables itself
    /// is turned off with force only: nothing could be turned on again.
    fn masked(&self, configurable: &Bits) -> Bits {
        let mut wanted = *configurable;
        for (at, byte) in (0_u8..).zip(&mut wanted) {
            if let Some(command) = self.place.command {
                *byte &= if command >> 3 == at { 1 << (command & 7) } else { 0 };
            }
            if !self.enable && !self.force && self.netfn & 0x3e == APP && at == SELF >> 3 {
                *byte &= !(1 << (SELF & 7));
            }
        }
        wanted
    }

    async fn write(
        &self,
        client: &mut Client,
        half: Half,
        before: &Bits,
        wanted: &Bits,
    ) -> Result<(), Failure> {
        let mut bits = *before;
        for (byte, wanted) in bits.iter_mut().zip(wanted) {
            *byte = if self.enable { *byte | wanted } else { *byte & !wanted };
        }
        for (upper, part) in [false, true].into_iter().zip(bits.chunks(16)) {
            set_half(client, Half { upper, ..half }, part).await?;
        }
        Ok(())
    }

    /// One sub-function, or all that can be configured. A command that has none, or a BMC that
    /// knows of none, is left alone.
    async fn switch_parts(
        &self,
        client: &mut Client,
        one: One,
        notes: &mut Notes,
    ) -> Result<(), Failure> {
        let parts = SubFunctions::fetch(client, one, notes).await?;
        let (configurable, before) = match (parts.configurable, parts.enabled) {
            (Some(configurable), Some(before)) => (configurable, before),
            _ if self.place.sub_function.is_none() => return Ok(()),
            _ => {
                let line = "The BMC does not tell what can be configured".to_owned();
                return Err(refused(std::mem::take(notes), line));
            }
        };
        let mask = self.place.sub_function.map_or(u32::MAX, |number| 1 << (number & 0x1f));
        let wanted = configurable & mask;
        if wanted == 0 {
            return match self.place.sub_function {
                None => Ok(()),
                Some(number) => {
                    let line = format!("Sub-function 0x{number:02x} is not configurable");
                    Err(refused(std::mem::take(notes), line))
                }
            };
        }
        let enables = if self.enable { before | wanted } else { before & !wanted };
        set_parts(client, one, enables).await
    }
}

/// Writes 16 bytes with a bit for each command.
pub(super) async fn set_half(client: &mut Client, half: Half, part: &[u8]) -> Result<(), Failure> {
    let mut enables = [0; 16];
    enables.copy_from_slice(part);
    let Half { lun, netfn, upper, .. } = half;
    let (name, op) = (SetCommandEnables::NAME, u8::from(upper));
    let what = format!("{name} (LUN={lun}, NetFn={netfn}, op={op}) command failed");
    client.send(&SetCommandEnables { half, enables }).await.said(&what)
}

/// Writes a bit for each sub-function of a command.
pub(super) async fn set_parts(client: &mut Client, one: One, enables: u32) -> Result<(), Failure> {
    let One { lun, netfn, command, .. } = one;
    let name = SetSubFunctionEnables::NAME;
    let what = format!("{name} (LUN={lun}, NetFn={netfn}, command={command}) command failed");
    client.send(&SetSubFunctionEnables { one, enables }).await.said(&what)
}

/// What was refused before comes first.
pub(super) fn refused(notes: Notes, line: String) -> Failure {
    let mut lines = notes.into_iter().chain([line]);
    let first = lines.next().unwrap_or_default();
    lines.fold(Failure::result(first), Failure::line)
}

/// Set Command Enables.
const SELF: u8 = 0x60;
