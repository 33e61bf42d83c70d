//! `sdr fill`: the repository erased and filled anew.
//!
//! All records are read before anything is erased, so that a typing error, a damaged file or a
//! BMC without device SDRs costs no record.
mod gather;
mod plan;
mod write;

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::transport::Client;
use gather::{Found, Place};

/// Fills the repository.
#[derive(Clone, Debug)]
pub struct Fill {
    from: From,
    source: Source,
}

/// Where the records come from.
#[derive(Clone, Debug)]
enum From {
    File(String),
    /// Device SDRs of this BMC, and of controllers at these addresses.
    Devices {
        addresses: Vec<u8>,
        /// They were named: what is wrong with them is told, and each step.
        named: bool,
    },
}

impl Fill {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let few = |usage: &[&str]| {
            let said = Failure::usage("Not enough parameters given.");
            Err(usage.iter().fold(said, |said, line| said.line(*line)))
        };
        let devices = |addresses, named| From::Devices { addresses, named };
        let from = match words {
            [] => return few(&[SENSORS_USAGE, FILE_USAGE, RANGE_USAGE]),
            ["sensors", ..] => devices(plan::boards(), false),
            ["nosat", ..] => devices(Vec::new(), false),
            ["file"] => return few(&[FILE_USAGE]),
            ["file", path, ..] => From::File((*path).to_owned()),
            ["range"] => return few(&[RANGE_USAGE]),
            ["range", list, ..] => {
                let invalid =
                    |what| Failure::usage(what).line("Range - List invalid, cannot be parsed.");
                devices(plan::addresses(list).map_err(invalid)?, true)
            }
            [other, ..] => {
                return Err(Failure::usage(format!("Invalid SDR fill command: {other}"))
                    .line("usage: sdr fill <sensors|nosat|file|range> [options]"));
            }
        };
        Ok(Self { from, source: context.records.clone() })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let (found, give_up) = match &self.from {
            From::File(path) => (vec![Found::in_file(path)?], "Cannot erase SDRR. Giving up."),
            From::Devices { addresses, .. } => {
                (Found::on_devices(client, addresses).await?, "Cannot erase SDRR. Give up.")
            }
        };
        let named = matches!(self.from, From::Devices { named: true, .. });
        let records = found.iter().map(|found| found.records.len()).sum();
        if records == 0 {
            found.iter().try_for_each(|found| found.tell(out, named))?;
            return Err(Failure::result("There are no records to write: nothing was erased."));
        }
        if named {
            announce(&found, out)?;
        }
        self.source.forget(client).await;
        write::erase(client).await.map_err(|failure| failure.line(give_up))?;
        out.plain("SDRR successfully erased")?;
        let mut written = Written { records, added: 0, failed: Vec::new(), sources: Vec::new() };
        let mut writer = write::Writer::default();
        for found in &found {
            found.tell(out, named)?;
            for record in &found.records {
                if writer.add(client, record, out).await? {
                    written.added += 1;
                } else {
                    written.failed.push(write::id(record));
                }
            }
            written.sources.push(found.into());
        }
        out.show(&written)?;
        match written.failed.len() {
            0 => Ok(()),
            failed => Err(Failure::result(format!("{failed} of {records} records are missing"))),
        }
    }
}

/// The first lines of `sdr fill range`.
fn announce(found: &[Found], out: &mut Out<'_>) -> Result<(), Failure> {
    let satellites = found.iter().filter(|found| found.place == Place::Satellite);
    let list: Vec<String> = satellites.map(|found| format!("{:02x} ", found.address)).collect();
    out.plain(format_args!("List to scan: (Built-in) {}", list.concat()))?;
    out.plain("Clearing SDR Repository")
}

/// What was done.
#[derive(Debug, Serialize)]
struct Written {
    /// How many there were to write.
    records: usize,
    added: usize,
    /// IDs, where they came from, of records that the BMC did not take.
    failed: Vec<u16>,
    sources: Vec<Origin>,
}

#[derive(Debug, Serialize)]
struct Origin {
    /// Null for a file.
    address: Option<u8>,
    records: usize,
    /// Why there are no more.
    error: Option<String>,
}

impl std::convert::From<&Found> for Origin {
    fn from(found: &Found) -> Self {
        Self {
            address: (found.place != Place::File).then_some(found.address),
            records: found.records.len(),
            error: (!found.why.is_empty()).then(|| found.why.join("\n")),
        }
    }
}

impl Render for Written {
    /// All was said on the way.
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

const SENSORS_USAGE: &str = "usage: sdr fill sensors";
const FILE_USAGE: &str = "usage: sdr fill file <file>";
const RANGE_USAGE: &str = "usage: sdr fill range <range>";
