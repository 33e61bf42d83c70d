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
            file.write_all(&turned(line.record.bytes))
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
                Ok(Some(bytes)) => rows.push(&lines.line(client, &turned(bytes)).await?)?,
                Ok(None) => break Ok(()),
                Err(failure) => break Err(failure),
            }
        };
        rows.finish()?;
        end
    }
}

/// The next record; `None` at the end of the file.
fn next(file: &mut impl Read) -> Result<Option<[u8; Record::LEN]>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(Record::LEN).unwrap_or(0);
    match file.by_ref().take(most).read_to_end(&mut bytes) {
        Ok(0) => Ok(None),
        Ok(_) => bytes
            .try_into()
            .map(Some)
            .map_err(|_| Failure::result("ipmitool: incomplete record found in file.")),
        Err(error) if error.kind() == ErrorKind::IsADirectory => {
            Err(Failure::client(Error::Io(error), "ipmitool: could not open input file."))
        }
        Err(error) => Err(Failure::client(Error::Io(error), "ipmitool: error reading input file.")),
    }
}

/// From the BMC's order to the file's or back: IPMItool's files have the maker's number of a record
/// with its high byte in front.
fn turned(mut record: [u8; Record::LEN]) -> [u8; Record::LEN] {
    if let [_, _, 0xc0..0xe0, _, _, _, _, low, _, high, ..] = &mut record {
        std::mem::swap(low, high);
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// The record as the BMC gave it, and as ipmitool wrote it.
    #[test]
    fn the_makers_number_is_turned_round() {
        let wire = hex!("1500 c0 056a6769 a20200 010203040506");
        let file = hex!("1500 c0 056a6769 0002a2 010203040506");
        assert_eq!((turned(wire), turned(file)), (file, wire));
        let event = hex!("0100 02 0c000000 2000 04 0f 80 6f c201ff");
        assert_eq!(turned(event), event);
        let untimed = hex!("1700 e0 000102030405060708090a0b0c");
        assert_eq!(turned(untimed), untimed);
    }

    #[test]
    fn a_file_may_end_early() {
        let mut whole: &[u8] = &[7; 20];
        assert_eq!(next(&mut whole).unwrap(), Some([7; 16]));
        assert!(next(&mut whole).is_err());
        assert!(matches!(next(&mut whole), Ok(None)));
    }
}
