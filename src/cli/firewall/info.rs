//! `firewall info`: which commands there are, and which are on.
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::Place;
use super::tables::{Bits, Commands, Notes, SubFunctions, has, pairs};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::app::firewall::{Half, One};
use crate::transport::Client;

pub(super) async fn run(
    place: Place,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let mut notes = Notes::new();
    let pairs = pairs(client, place.channel, &mut notes).await?;
    match (place.lun, place.netfn) {
        (Some(lun), Some(netfn)) => {
            let known = pairs.contains(&(lun, netfn & 0x3e));
            one(place, (lun, netfn), known, client, out, notes).await
        }
        (wanted, _) => {
            let pairs = pairs.into_iter().filter(|(lun, _)| wanted.is_none_or(|it| it == *lun));
            list(place, pairs, client, out, notes).await
        }
    }
}

/// All network functions, or those of a LUN.
async fn list(
    place: Place,
    pairs: impl Iterator<Item = (u8, u8)>,
    client: &mut Client,
    out: &mut Out<'_>,
    mut notes: Notes,
) -> Result<(), Failure> {
    let mut rows = out.rows();
    let mut end = Ok(());
    for (lun, netfn) in pairs {
        let half = Half { channel: place.channel, netfn, lun, upper: false };
        match Commands::fetch(client, half, &mut notes).await {
            Ok(commands) if commands.is_whole() => {
                rows.push(&Function::new(lun, netfn, &commands, true))?;
            }
            Ok(_) => {}
            Err(failure) => {
                end = Err(failure);
                break;
            }
        }
        for note in notes.drain(..) {
            rows.note(note);
        }
    }
    for note in notes {
        rows.note(note);
    }
    rows.finish()?;
    end
}

/// One network function, or a command of it.
async fn one(
    place: Place,
    (lun, netfn): (u8, u8),
    known: bool,
    client: &mut Client,
    out: &mut Out<'_>,
    mut notes: Notes,
) -> Result<(), Failure> {
    let failure = |notes: Notes, last: String, out: &mut Out<'_>| {
        for note in notes {
            out.note(note);
        }
        // IPMItool's status.
        Err(Failure::result(last).with_status(0))
    };
    if !known {
        notes.push(format!("LUN or LUN/NetFn pair {lun},{netfn} not supported"));
    }
    let half = Half { channel: place.channel, netfn, lun, upper: false };
    let Some(command) = place.command else {
        if !known {
            return failure(
                notes,
                format!("LUN or LUN/NetFn pair {lun:02},{netfn:02} not supported"),
                out,
            );
        }
        let commands = Commands::fetch(client, half, &mut notes).await?;
        for note in notes {
            out.note(note);
        }
        return out.show(&Function::new(lun, netfn, &commands, false));
    };
    let mut commands = Commands::default();
    let mut parts = SubFunctions::default();
    if known {
        commands = Commands::fetch(client, half, &mut notes).await?;
        if commands.is_whole() {
            let one = One { channel: place.channel, netfn, lun, command };
            parts = SubFunctions::fetch(client, one, &mut notes).await?;
        }
    }
    let tables = [&commands.support, &commands.configurable, &commands.enabled];
    let state = tables.map(|bits| has(bits.as_ref(), command));
    if state == [false; 3] {
        let line =
            format!("Command 0x{command:02x} not supported on LUN/NetFn pair {lun:02},{netfn:02}");
        return failure(notes, line, out);
    }
    for note in notes {
        out.note(note);
    }
    out.show(&Shown::new(lun, netfn, command, state, &parts))
}

/// The commands of a network function. In JSON a digit pair holds eight commands, the first in
/// its lowest bit.
#[derive(Debug, Serialize)]
struct Function {
    lun: u8,
    netfn: u8,
    support: String,
    configurable: String,
    enabled: String,
    #[serde(skip)]
    bits: [Bits; 3],
    #[serde(skip)]
    listed: bool,
}

impl Function {
    fn new(lun: u8, netfn: u8, commands: &Commands, listed: bool) -> Self {
        let Commands { support, configurable, enabled } = commands;
        let bits = [support, configurable, enabled].map(|bits| bits.unwrap_or_default());
        let [support, configurable, enabled] = bits.map(|bits| hex(&bits));
        Self { lun, netfn, support, configurable, enabled, bits, listed }
    }
}

impl Render for Function {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let Self { lun, netfn, .. } = self;
        if !self.listed {
            writeln!(w, "Commands on LUN 0x{lun:02x}, NetFn 0x{netfn:02x}")?;
        }
        for (label, bits) in ["support:", "configurable:", "enabled:"].iter().zip(&self.bits) {
            if self.listed {
                write!(w, "{lun:02x},{netfn:02x} ")?;
            }
            write!(w, "{label:<14}")?;
            for word in bits.chunks(4) {
                write!(w, "{} ", hex(word))?;
            }
            writeln!(w)?;
        }
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A command and its sub-functions.
#[derive(Debug, Serialize)]
struct Shown {
    lun: u8,
    netfn: u8,
    command: u8,
    available: bool,
    configurable: bool,
    enabled: bool,
    sub_functions: Vec<Part>,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Part {
    number: u8,
    available: bool,
    configurable: bool,
    enabled: bool,
}

impl Shown {
    fn new(lun: u8, netfn: u8, command: u8, state: [bool; 3], parts: &SubFunctions) -> Self {
        let [available, configurable, enabled] = state;
        let bit = |bits: u32, number: u8| bits >> number & 1 != 0;
        let part = |number| Part {
            number,
            // IPMItool takes all for available where the BMC does not tell.
            available: bit(parts.support.unwrap_or(u32::MAX), number),
            configurable: bit(parts.configurable.unwrap_or(0), number),
            enabled: bit(parts.enabled.unwrap_or(0), number),
        };
        let sub_functions = (0..32).map(part).collect();
        Self { lun, netfn, command, available, configurable, enabled, sub_functions }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{:<40}| A | C | E |", "(A)vailable, (C)onfigurable, (E)nabled:")?;
        writeln!(w, "{}", "-".repeat(53))?;
        let mut row = |label: &str, state: [bool; 3]| {
            let [a, c, e] = state.map(|is| if is { 'X' } else { ' ' });
            writeln!(w, "{label:<40}| {a} | {c} | {e} |")
        };
        let label = format!(
            "LUN {}, NetFn 0x{:02x}, Command 0x{:02x}:",
            self.lun, self.netfn, self.command
        );
        row(&label, [self.available, self.configurable, self.enabled])?;
        for part in &self.sub_functions {
            let state = [part.available, part.configurable, part.enabled];
            row(&format!("sub-function 0x{:02x}:", part.number), state)?;
        }
        Ok(())
    }
}
