//! `sel interpret`: a log that another program printed.
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::line::Shape;
use super::lines::Lines;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u32;
use crate::cli::out::Out;
use crate::error::Error;
use crate::model::sel::pps;
use crate::transport::Client;

/// Shows the entries of a shelf manager's log. They are taken as those of the BMC's maker; the
/// maker's number on the command line changes nothing, in IPMItool neither.
#[derive(Clone, Debug)]
pub struct Interpret {
    file: String,
    utc: bool,
}

impl Interpret {
    /// Reads the words behind `interpret`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let [iana, file, format, ..] = words else { return Err(Failure::help(USAGE)) };
        if parse_u32(iana).is_err() {
            return Err(Failure::usage(format!("Given IANA '{iana}' is invalid.")));
        }
        if *format != "pps" {
            return Err(Failure::usage(format!("Given format '{format}' is unknown.")));
        }
        Ok(Self { file: (*file).to_owned(), utc: context.utc })
    }

    /// Shows the entries up to the first line that is none.
    ///
    /// # Errors
    /// What to say when it fails.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut file = BufReader::new(File::open(&self.file).map_err(|error| {
            let line = format!("File {} does not exist", self.file);
            let more = format!("Failed to open file '{}' for reading.", self.file);
            Failure::client(Error::Io(error), line).line(more)
        })?);
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let (mut lines, mut rows) = (Lines::plain(shape), out.rows());
        let mut number = 0_u64;
        let end = loop {
            let mut line = Vec::new();
            match file.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => break Ok(()),
                Ok(_) => number += 1,
                Err(error) => {
                    let said = format!("Failed to read file '{}'.", self.file);
                    break Err(Failure::client(Error::Io(error), said));
                }
            }
            match pps::parse(String::from_utf8_lossy(&line).trim_end()) {
                Some(record) => rows.push(&lines.line(client, &record).await?)?,
                None if line.trim_ascii().is_empty() => {}
                None => {
                    let said = format!("Line {number} of file '{}' is no event.", self.file);
                    break Err(Failure::result(said));
                }
            }
        };
        rows.finish()?;
        end
    }
}

const USAGE: &str = "usage: sel interpret iana filename format(pps)";
/// Bytes of a line.
const LONGEST: u64 = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    /// As IPMItool 1.8.19 has it.
    #[test]
    fn words_are_checked() {
        let said = |words: &[&str]| {
            let failure = Interpret::parse(words, &Context::default()).unwrap_err();
            (failure.lines().next().unwrap(), failure.exit_code(false))
        };
        for few in [&[][..], &["help"], &["674", "f"]] {
            assert_eq!(said(few), (USAGE.to_owned(), 0));
        }
        assert_eq!(said(&["x", "f", "pps"]), ("Given IANA 'x' is invalid.".into(), 1));
        assert_eq!(said(&["1", "f", "PPS"]), ("Given format 'PPS' is unknown.".into(), 1));
        assert!(Interpret::parse(&["0x3a98", "f", "pps", "more"], &Context::default()).is_ok());
    }
}
