//! `fru read`: all bytes of an inventory into a file.
use std::io::{self, Write};

use serde::Serialize;

use super::fru_id;
use super::image::{Image, cut_failure, file_failure, verbose_file, verbose_info};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::transport::inventory_area::Inventory;
use crate::transport::{Client, Target};

/// Reads an inventory into a file.
#[derive(Clone, Debug)]
pub struct Read {
    id: u8,
    file: String,
}

#[derive(Debug, Serialize)]
struct Saved {
    fru_id: u8,
    file: String,
    size_bytes: usize,
}

impl Render for Saved {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Done")
    }
}

impl Read {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["help", ..] => Err(Failure::help(USAGE)),
            [id, file, ..] => Ok(Self { id: fru_id(id)?, file: (*file).to_owned() }),
            _ => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        verbose_file(out, self.id, &self.file)?;
        let inventory = Inventory::open(client, Target::SESSION, self.id).await?;
        let info = inventory.info();
        verbose_info(out, info)?;
        out.plain(format_args!("Fru Size         : {} bytes", info.size))?;
        // A file of that name stays as it is while it is not known that all can be read.
        let bytes = Image::of(client, self.id, inventory).await?.bytes;
        std::fs::write(&self.file, &bytes).map_err(|error| file_failure(&self.file, error))?;
        if bytes.len() < usize::from(info.size) {
            return Err(cut_failure(info.size, bytes.len()));
        }
        out.show(&Saved { fru_id: self.id, file: self.file, size_bytes: bytes.len() })
    }
}

const USAGE: &str = "\
fru read <fru id> <fru file>
Note: FRU ID and file(incl. full path) must be specified.
Example: ipmitool fru read 0 /root/fru.bin";
