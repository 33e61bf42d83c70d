//! `sdr dump`: all records into a file, as `-S` reads it.
use std::fs::File;
use std::io::{self, Write};

use serde::Serialize;

use super::sweep::{is_passing, open, walk_failed};
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::error::Error;
use crate::model::record_file::Dump as RecordFile;
use crate::transport::Client;

/// Writes the records to a file.
#[derive(Clone, Debug)]
pub struct Dump {
    pub(super) source: Source,
    pub(super) file: String,
}

#[derive(Debug, Serialize)]
struct Written {
    file: String,
    records: usize,
}

impl Render for Written {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

impl Dump {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut walk = open(&self.source.fresh(), client, out).await?;
        out.plain(format_args!("Dumping Sensor Data Repository to '{}'", self.file))?;
        let mut records = Vec::new();
        let mut end = Ok(());
        loop {
            match walk.next(client).await {
                Ok(Some(record)) => records.push(record),
                Ok(None) => break,
                Err(error) => {
                    let over = !is_passing(&error);
                    end = end.and(Err(walk_failed(error)));
                    if over {
                        break;
                    }
                }
            }
        }
        let bytes = RecordFile::write(records.iter().map(Vec::as_slice));
        let opened = File::create(&self.file);
        let cannot = |what: &str, error| {
            let line = format!("Unable to {what}: {}", system_text(&error));
            Failure::client(Error::Io(error), line)
        };
        let mut file =
            opened.map_err(|error| cannot(&format!("open file {} for write", self.file), error))?;
        file.write_all(&bytes)
            .map_err(|error| cannot(&format!("write to file {}", self.file), error))?;
        out.show(&Written { file: self.file, records: records.len() })?;
        end
    }
}

/// The system's words without its number.
fn system_text(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
