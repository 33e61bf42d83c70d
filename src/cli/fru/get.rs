//! `fru get`: records of makers.
use std::io::{self, Write};

use serde::Serialize;

use super::fru_id;
use super::image::Image;
use super::json::hex;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::model::fru::multirecord::Record;
use crate::model::fru::{Header, chain};
use crate::transport::Client;

/// Shows the records of makers. IPMItool has a text for some of one maker only.
#[derive(Clone, Debug)]
pub struct Get {
    id: u8,
}

/// A multirecord of type `0xc0` to `0xff` (§18.7 of the storage definition).
#[derive(Debug, Serialize)]
struct OemRecord {
    fru_id: u8,
    record_type: u8,
    /// Enterprise number; `None` when the record is too short for one.
    manufacturer_id: Option<u32>,
    data_hex: String,
}

impl Render for OemRecord {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

impl Get {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
            ["help", ..] => Err(Failure::help(USAGE)),
            [id] | [id, "oem", ..] => Ok(Self { id: fru_id(id)? }),
            [id, other, ..] => {
                fru_id(id)?;
                Err(Failure::usage(format!("Invalid command: {other}")).line(USAGE))
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        if out.verbosity() > 0 {
            out.plain(format_args!("FRU ID           : {}", self.id))?;
        }
        let image = Image::for_records(client, out, self.id).await;
        let image = image.map_err(|failure| failure.with_status(0))?;
        let header = Header::parse(&image.bytes);
        let start = header.areas.records.filter(|_| header.version == Header::VERSION);
        let bytes = start.and_then(|start| image.bytes.get(start..)).unwrap_or_default();
        let mut rows = out.rows();
        for record in chain::records(bytes).filter(|record| record.kind >= FIRST_OEM) {
            let Record { kind, data, .. } = record;
            let id = data
                .first_chunk()
                .map(|[low, middle, high]: &[u8; 3]| u32::from_le_bytes([*low, *middle, *high, 0]));
            rows.push(&OemRecord {
                fru_id: self.id,
                record_type: kind,
                manufacturer_id: id,
                data_hex: hex(&data),
            })?;
        }
        rows.finish()
    }
}

const FIRST_OEM: u8 = 0xc0;
const USAGE: &str = "fru get <fruid> oem iana <record> <format> <args> - limited OEM support";
