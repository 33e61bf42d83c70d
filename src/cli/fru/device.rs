//! An inventory and where it is.
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap;

use super::storage::{Content, Storage};
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
    /// What its record calls it.
    pub(super) name: Option<Text>,
}

/// An inventory with what is in it.
#[derive(Debug)]
pub(super) struct Device {
    pub(super) place: Place,
    pub(super) content: Content,
}

impl Render for Device {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        match &self.content {
            Content::Areas(storage) => storage.text(w),
            Content::Absent(Error::Completion { code, .. }) => {
                writeln!(w, " Device not present ({code})")
            }
            Content::Absent(_) => writeln!(w, " Device not present (No Response)"),
            Content::Odd(_) => Ok(()),
        }
    }
}

impl Serialize for Device {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("fru_id", &self.place.id)?;
        map.end()
    }
}

impl Storage {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if let Some(chassis) = &self.chassis {
            super::areas::chassis(w, chassis)?;
        }
        if let Some(board) = &self.board {
            super::areas::board(w, board, self.verbose)?;
        }
        if let Some(product) = &self.product {
            super::areas::product(w, product, self.verbose)?;
        }
        Ok(())
    }
}
