//! `fru upgEkey`: the multirecords of a file in the place of an inventory's.
use std::io;

use super::fru_id;
use super::image::{Image, read_file};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::error::Error;
use crate::model::fru::{Header, chain};
use crate::transport::Client;
use crate::transport::inventory_write::Protected;

/// Writes the multirecords of a file, as Ekeying needs them.
#[derive(Clone, Debug)]
pub struct UpgEkey {
    id: u8,
    file: String,
    dry_run: bool,
}

impl UpgEkey {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            ["help", ..] => Err(Failure::help(USAGE)),
            [id, file, ..] => {
                let (id, file) = (fru_id(id)?, (*file).to_owned());
                Ok(Self { id, file, dry_run: context.dry_run })
            }
            _ => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let image = Image::for_records(client, out, self.id).await;
        let image = image.map_err(|failure| failure.headed(NO_PLACE))?;
        let header = Header::parse(&image.bytes);
        if header.version != Header::VERSION || header.areas.records.is_none() {
            return Err(Failure::result(NO_PLACE));
        }
        let name = &self.file;
        let file = match read_file(name) {
            Ok(file) if !file.is_empty() => file,
            other => {
                out.plain(format_args!("Error with file {name} in getting size"))?;
                let line = format!("Failed to get multirec size from file '{name}'.");
                let error = other.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into());
                return Err(Failure::client(Error::Io(error), line));
            }
        };
        let chain = match chain::of(&file) {
            Ok(chain) => chain,
            Err(chain::Error::Cut) => {
                let line = format!("Failed to get multirec from file '{name}'.");
                return Err(Failure::result(format!("Error in file '{name}'.")).line(line));
            }
            Err(_) => {
                let failure = Failure::result("Bad checksum in Multi Records");
                return Err(failure.line("Failed to adjust size from buffer."));
            }
        };
        let new = chain::replace(&image.bytes, chain).map_err(|error| {
            Failure::result("Failed to write FRU area.").line(format!("Nothing written: {error}"))
        })?;
        let change = if self.dry_run {
            image.plan(&new)
        } else {
            image.write(client, &new, Protected::Stop).await?
        };
        out.show(&change)
    }
}

const NO_PLACE: &str = "Failed to get multirec location from FRU.";
const USAGE: &str = "\
fru upgEkey <fru id> <fru file>
Note: FRU ID and file(incl. full path) must be specified.
Example: ipmitool fru upgEkey 0 /root/fru.bin";
