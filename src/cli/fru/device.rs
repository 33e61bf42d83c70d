//! An inventory and where it is.
use std::io::{self, Write};

use serde::Serialize;

use super::json::Json;
use super::storage::{Content, Storage};
use super::{areas, records, spd};
use crate::cli::out::Render;
use crate::cli::text::Text;
use crate::error::Error;
use crate::transport::Target;

/// Where an inventory is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The controller that has it.
    pub(super) target: Target,
    /// FRU device ID there.
    pub(super) id: u8,
    /// What stands above it in a list.
    pub(super) label: Option<Label>,
    /// What is in it.
    pub(super) kind: Kind,
}

/// What stands above an inventory in a list.
#[derive(Clone, Debug)]
pub(super) enum Label {
    /// The BMC's own. Its heading has been written.
    Builtin,
    /// A FRU device of that name.
    Device(Text),
    /// A controller of that name.
    Controller(Text),
}

/// What a record says about the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// FRU information.
    Fru,
    /// The presence detect data of a memory module.
    Spd,
    /// Something else: device type and modifier.
    Unsupported(u8, u8),
}

impl Place {
    /// An inventory of the session's controller, alone.
    pub(super) fn single(id: u8) -> Self {
        Self { target: Target::SESSION, id, label: None, kind: Kind::Fru }
    }

    /// The first of a list.
    pub(super) fn builtin() -> Self {
        Self { label: Some(Label::Builtin), ..Self::single(0) }
    }

    fn heading(&self, w: &mut dyn Write) -> io::Result<()> {
        let name = match &self.label {
            None | Some(Label::Builtin) => return Ok(()),
            Some(Label::Device(name) | Label::Controller(name)) => &name.0,
        };
        w.write_all(b"FRU Device Description : ")?;
        if let Some(Label::Device(_)) = self.label {
            w.write_all(name)?;
            return writeln!(w, " (ID {})", self.id);
        }
        let shown = name.get(..WIDTH).unwrap_or(name);
        w.write_all(shown)?;
        writeln!(w, "{:1$}", "", WIDTH - shown.len())
    }
}

/// An inventory with what is in it.
#[derive(Debug)]
pub(in crate::cli) struct Device {
    pub(super) place: Place,
    pub(super) content: Content,
    /// Show what is shown with `-v`.
    pub(super) verbose: bool,
}

impl Render for Device {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.place.heading(w)?;
        match &self.content {
            Content::Areas(storage) => text(w, storage, self.verbose)?,
            Content::Spd(module) => spd::text(w, module, self.verbose)?,
            Content::Absent(error) | Content::Unreadable(error) => not_present(w, error)?,
            Content::Unsupported => self.unsupported(w)?,
            Content::Odd(_) => {}
        }
        if self.place.label.is_some() { writeln!(w) } else { Ok(()) }
    }
}

impl Device {
    fn unsupported(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, " Unsupported device")?;
        if let (true, Kind::Unsupported(kind, modifier)) = (self.verbose, self.place.kind) {
            let id = self.place.id;
            write!(w, " {id:#04x} type {kind:#04x} with modifier {modifier:#04x}")?;
        }
        writeln!(w)
    }
}

impl Serialize for Device {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::new(self).serialize(serializer)
    }
}

fn not_present(w: &mut dyn Write, error: &Error) -> io::Result<()> {
    match error {
        Error::Completion { code, .. } => writeln!(w, " Device not present ({code})"),
        _ => writeln!(w, " Device not present (No Response)"),
    }
}

fn text(w: &mut dyn Write, storage: &Storage, verbose: bool) -> io::Result<()> {
    if let Some(chassis) = &storage.chassis {
        areas::chassis(w, chassis)?;
    }
    if let Some(board) = &storage.board {
        areas::board(w, board, verbose)?;
    }
    if let Some(product) = &storage.product {
        areas::product(w, product, verbose)?;
    }
    storage.records.iter().try_for_each(|record| records::text(w, record))
}

/// Columns of a controller's name.
const WIDTH: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::completion::CompletionCode;

    fn text(label: Option<Label>, content: Content) -> String {
        let place = Place { label, ..Place::single(3) };
        let mut out = Vec::new();
        Device { place, content, verbose: false }.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// As ipmitool 1.8.19 prints them.
    #[test]
    fn headings_tell_devices_from_controllers() {
        let name = || Text(b"PSU1".to_vec());
        assert_eq!(
            text(Some(Label::Device(name())), Content::Unsupported),
            "FRU Device Description : PSU1 (ID 3)\n Unsupported device\n\n"
        );
        assert_eq!(
            text(Some(Label::Controller(name())), Content::Odd(String::new())),
            "FRU Device Description : PSU1            \n\n"
        );
        let long = Text(b"0123456789abcdefghij".to_vec());
        assert_eq!(
            text(Some(Label::Controller(long)), Content::Odd(String::new())),
            "FRU Device Description : 0123456789abcdef\n\n"
        );
    }

    #[test]
    fn what_is_not_there_is_told() {
        let error = Error::Completion {
            command: "Get FRU Inventory Area Info",
            code: CompletionCode(0x81),
            meaning: None,
        };
        assert_eq!(text(None, Content::Absent(error)), " Device not present (Unknown (0x81))\n");
        let silent = Content::Unreadable(Error::NoAnswer("Read FRU Data"));
        assert_eq!(text(None, silent), " Device not present (No Response)\n");
    }
}
