//! `sel writeraw`, `sel readraw`, `sel ereadraw`: a file of entries as they are.
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};

use super::file;
use super::line::Shape;
use super::lines::Lines;
use super::list::List;
use super::save::save;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::error::Error;
use crate::model::sel::Record;
use crate::transport::Client;

/// Shows all entries and writes them to a file.
#[derive(Clone, Debug)]
pub struct WriteRaw {
    list: List,
    file: String,
}

impl WriteRaw {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        Ok(Self { file: file(words, "writeraw")?, list: List::all(false, context) })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        save(&self.list, client, out, &self.file, &mut |line, file| {
            file.write_all(&line.record.bytes)
        })
        .await
    }
}

/// Shows the entries of a file.
#[derive(Clone, Debug)]
pub struct ReadRaw {
    source: Source,
    file: String,
    /// With the names of sensors.
    extended: bool,
    utc: bool,
}

impl ReadRaw {
    pub(super) fn parse(command: &str, words: &[&str], context: &Context) -> Result<Self, Failure> {
        Ok(Self {
            file: file(words, command)?,
            source: context.records.clone(),
            extended: command == "ereadraw",
            utc: context.utc,
        })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut file = BufReader::new(File::open(&self.file).map_err(|error| {
            let line = format!("File {} does not exist", self.file);
            Failure::client(Error::Io(error), line).line("ipmitool: could not open input file.")
        })?);
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let mut lines = if self.extended && !shape.verbose {
            Lines::with_sensors(shape, &self.source, client, out).await?
        } else {
            Lines::plain(shape)
        };
        let mut rows = out.rows();
        let end = loop {
            match next(&mut file) {
                Ok(Some(bytes)) => rows.push(&lines.line(client, &bytes).await?)?,
                Ok(None) => break Ok(()),
                Err(failure) => break Err(failure),
            }
        };
        rows.finish()?;
        end
    }
}

/// The next record; `None` at the end of the file.
fn next(file: &mut impl Read) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(Record::LEN).unwrap_or(0);
    match file.by_ref().take(most).read_to_end(&mut bytes) {
        Ok(0) => Ok(None),
        Ok(Record::LEN) => Ok(Some(bytes)),
        Ok(_) => Err(Failure::result("ipmitool: incomplete record found in file.")),
        Err(error) if error.kind() == ErrorKind::IsADirectory => {
            Err(Failure::client(Error::Io(error), "ipmitool: could not open input file."))
        }
        Err(error) => Err(Failure::client(Error::Io(error), "ipmitool: error reading input file.")),
    }
}
