//! `fru internaluse`: the area that belongs to the controller (§9 of the storage definition).
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::fru_id;
use super::image::{Change, Image, cut_failure, file_failure, read_file, reason};
use super::json::hex;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::model::fru::Header;
use crate::transport::inventory_area::{Inventory, Sizes};
use crate::transport::inventory_write::Protected;
use crate::transport::{Client, Target};

/// Shows, reads or writes the internal use area.
#[derive(Clone, Debug)]
pub struct InternalUse {
    id: u8,
    action: Action,
}

#[derive(Clone, Debug)]
enum Action {
    Info,
    Print,
    Read(String),
    Write { file: String, dry_run: bool },
}

/// The area.
#[derive(Debug, Serialize)]
struct Area {
    fru_id: u8,
    /// 0 when there is none.
    size_bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_hex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip)]
    data: Vec<u8>,
}

impl Render for Area {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.file.is_some() {
            return writeln!(w, "Done\n");
        }
        if self.data_hex.is_none() {
            return Ok(());
        }
        writeln!(w)?;
        for (number, row) in self.data.chunks(16).enumerate() {
            write!(w, "{number:02x}- ")?;
            for byte in row {
                write!(w, "{byte:02X} ")?;
            }
            writeln!(w)?;
        }
        Ok(())
    }
}

impl InternalUse {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let (id, action) = match words {
            ["help", ..] => return Err(Failure::help(USAGE)),
            [id, "info", ..] => (id, Action::Info),
            [id, "print", ..] => (id, Action::Print),
            [id, "read", file, ..] => (id, Action::Read((*file).to_owned())),
            [id, "write", file, ..] => {
                let file = (*file).to_owned();
                (id, Action::Write { file, dry_run: context.dry_run })
            }
            _ => {
                let line = "Either unknown command or not enough parameters given.";
                return Err(Failure::usage(line).line(USAGE));
            }
        };
        Ok(Self { id: fru_id(id)?, action })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let id = self.id;
        // IPMItool exits 0 where only showing has failed.
        let status = u8::from(!matches!(self.action, Action::Print));
        let (mut inventory, place) =
            find(client, out, id).await.map_err(|failure| failure.with_status(status))?;
        let size_bytes = place.len();
        out.plain(format_args!("Internal Use Area Size  : {size_bytes}"))?;
        let area =
            |data: Vec<u8>, file| Area { fru_id: id, size_bytes, data_hex: None, file, data };
        match self.action {
            Action::Info => out.show(&area(Vec::new(), None)),
            Action::Print => {
                let data = bytes(client, &mut inventory, place).await;
                let data = data.map_err(|failure| failure.with_status(status))?;
                out.show(&Area { data_hex: Some(hex(&data)), ..area(data, None) })
            }
            Action::Read(path) => {
                let data = bytes(client, &mut inventory, place).await?;
                std::fs::write(&path, data).map_err(|error| file_failure(&path, error))?;
                out.show(&area(Vec::new(), Some(path)))
            }
            Action::Write { file, dry_run } => {
                let change = write(client, inventory, id, place, &file, dry_run).await?;
                out.show(&change)
            }
        }
    }
}

/// Where the area is; an empty range when there is none.
async fn find(
    client: &mut Client,
    out: &mut Out<'_>,
    id: u8,
) -> Result<(Inventory, Range<usize>), Failure> {
    let opened = match Inventory::open(client, Target::SESSION, id).await {
        Ok(mut inventory) => {
            let header = inventory.read(client, &mut Sizes::default(), 0..Header::LEN).await;
            header.map(Header::parse).map(|header| (inventory, header))
        }
        Err(error) => Err(error),
    };
    let (inventory, header) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            out.plain(format_args!(" Device not present ({})", reason(&error)))?;
            return Err(Failure::client(error, NO_ACCESS));
        }
    };
    let size = usize::from(inventory.info().size);
    if size == 0 {
        return Err(Failure::result(" Invalid FRU size 0").line(NO_ACCESS));
    }
    if header.version != Header::VERSION {
        let line = format!(" Unknown FRU header version {:#04x}", header.version);
        return Err(Failure::result(line).line(NO_ACCESS));
    }
    let place = header.areas.internal.map_or(0..0, |start| header.limit(start, size));
    Ok((inventory, place))
}

async fn bytes(
    client: &mut Client,
    inventory: &mut Inventory,
    place: Range<usize>,
) -> Result<Vec<u8>, Failure> {
    let bytes = inventory.read(client, &mut Sizes::default(), place.clone()).await?.to_vec();
    if bytes.len() < place.len() {
        let size = inventory.info().size;
        return Err(cut_failure(size, place.start + bytes.len()));
    }
    Ok(bytes)
}

/// Writes a file that has just the area's size.
async fn write(
    client: &mut Client,
    inventory: Inventory,
    id: u8,
    place: Range<usize>,
    path: &str,
    dry_run: bool,
) -> Result<Change, Failure> {
    let file = read_file(path).map_err(|error| file_failure(path, error))?;
    if file.len() != place.len() {
        let line = format!("File Size: {}\nArea Size: {}", file.len(), place.len());
        return Err(Failure::result(line).line("File size does not fit Eeprom Size"));
    }
    let image = Image::of(client, id, inventory).await?;
    if image.bytes.len() < place.end {
        return Err(cut_failure(image.info.size, image.bytes.len()));
    }
    let new = image.with(place.start, &file);
    if dry_run {
        return Ok(image.plan(&new));
    }
    image.write(client, &new, Protected::Stop).await
}

const NO_ACCESS: &str = "Cannot access internal use area";
const USAGE: &str = "\
fru internaluse <fru id> info             - get internal use area size
fru internaluse <fru id> print            - print internal use area in hex
fru internaluse <fru id> read  <fru file> - read internal use area to file
fru internaluse <fru id> write <fru file> - write internal use area from file";
