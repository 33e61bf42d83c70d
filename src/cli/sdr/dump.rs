//! `sdr dump`: all records into a file, as `-S` reads it.
use std::io::{self, Write};

use serde::Serialize;

use super::sweep::{is_passing, open, walk_failed};
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::cli::save;
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
                    // What is not whole should not pass for it.
                    end = end.and(Err(walk_failed(error).with_status(1)));
                    if over {
                        break;
                    }
                }
            }
        }
        let bytes = RecordFile::write(records.iter().map(Vec::as_slice));
        let mut file = save::create(&self.file)?;
        save::write(&mut file, &self.file, &bytes)?;
        out.show(&Written { file: self.file, records: records.len() })?;
        end
    }
}
