//! An inventory in one row of a table.
use std::io::{self, Write};

use serde::Serialize;

use super::device::{Device, Label};
use super::storage::Content;
use crate::cli::out::Render;
use crate::cli::text::Text;
use crate::error::Error;
use crate::model::fru::area::Area;

/// What identifies a unit: of the product, else of the board, else of the chassis.
#[derive(Debug, Serialize)]
pub(super) struct Brief {
    fru_id: u8,
    name: Option<Text>,
    manufacturer: Option<Text>,
    product: Option<Text>,
    part_number: Option<Text>,
    serial: Option<Text>,
    asset_tag: Option<Text>,
    /// What is wrong with it.
    problem: Option<String>,
}

impl Brief {
    pub(super) fn new(device: &Device) -> Self {
        let name = match &device.place.label {
            Some(Label::Device(name) | Label::Controller(name)) => Some(name.clone()),
            Some(Label::Builtin) => Some(Text(b"Builtin FRU Device".to_vec())),
            None => None,
        };
        let (mut chassis, mut board, mut product) = (None, None, None);
        if let Content::Areas(storage) = &device.content {
            chassis = storage.chassis.as_ref().map(|chassis| &chassis.0);
            board = storage.board.as_ref().map(|board| &board.0);
            product = storage.product.as_ref().map(|product| &product.0);
        }
        Self {
            fru_id: device.place.id,
            name,
            manufacturer: first([(product, 0), (board, 0)]),
            product: first([(product, 1), (board, 1)]),
            part_number: first([(product, 2), (board, 3), (chassis, 0)]),
            serial: first([(product, 4), (board, 2), (chassis, 1)]),
            asset_tag: first([(product, 5)]),
            problem: problem(&device.content),
        }
    }
}

/// The first of these fields that is not empty.
fn first<const N: usize>(fields: [(Option<&Area>, usize); N]) -> Option<Text> {
    let texts = fields.into_iter().filter_map(|(area, at)| Some(area?.text(at)));
    let trimmed = texts.map(|text| text.trim_ascii_end().to_vec());
    trimmed.into_iter().find(|text| !text.is_empty()).map(Text)
}

fn problem(content: &Content) -> Option<String> {
    match content {
        Content::Areas(_) | Content::Spd(_) => None,
        Content::Absent(Error::Completion { code, .. }) => Some(format!("not present: {code}")),
        Content::Absent(error) | Content::Unreadable(error) => Some(error.to_string()),
        Content::Odd(line) => Some(line.trim().to_owned()),
        Content::Unsupported => Some("unsupported device".to_owned()),
    }
}

impl Render for Brief {
    /// Only for tables.
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
