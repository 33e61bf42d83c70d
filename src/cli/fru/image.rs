//! What the commands that read or write whole inventories have in common.
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::storage::fru::AreaInfo;
use crate::error::Error;
use crate::model::fru::Header;
use crate::transport::inventory_area::{Inventory, Sizes};
use crate::transport::inventory_write::{Protected, Writer, differences};
use crate::transport::{Client, Target};

/// An inventory with its bytes, as far as they can be read.
#[derive(Clone, Debug)]
pub(super) struct Image {
    pub(super) id: u8,
    pub(super) info: AreaInfo,
    pub(super) bytes: Vec<u8>,
}

/// What was written, or would be.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Change {
    fru_id: u8,
    size_bytes: u16,
    /// Nothing was written on purpose.
    dry_run: bool,
    changed: Vec<Part>,
    written_bytes: usize,
}

/// Bytes that differ.
#[derive(Clone, Debug, Serialize)]
struct Part {
    offset_bytes: usize,
    length_bytes: usize,
}

impl Image {
    /// Reads all of an inventory.
    pub(super) async fn read(client: &mut Client, id: u8) -> Result<Self, Error> {
        let inventory = Inventory::open(client, Target::SESSION, id).await?;
        Self::of(client, id, inventory).await
    }

    /// Reads all of an inventory whose size is known already.
    pub(super) async fn of(
        client: &mut Client,
        id: u8,
        mut inventory: Inventory,
    ) -> Result<Self, Error> {
        let info = inventory.info();
        let all = 0..usize::from(info.size);
        let bytes = inventory.read(client, &mut Sizes::default(), all).await?.to_vec();
        Ok(Self { id, info, bytes })
    }

    /// Reads all of an inventory for a command about multirecords, and says what IPMItool says of
    /// one that cannot be read.
    pub(super) async fn for_records(
        client: &mut Client,
        out: &mut Out<'_>,
        id: u8,
    ) -> Result<Self, Failure> {
        let image = match Self::read(client, id).await {
            Ok(image) => image,
            Err(error) => {
                if let Error::Completion { code, .. } = &error {
                    out.plain(format_args!("   CCODE = 0x{:02x}", code.0))?;
                }
                return Err(error.into());
            }
        };
        let version = Header::parse(&image.bytes).version;
        if image.info.size > 0 && version != Header::VERSION {
            out.plain(format_args!("  Unknown FRU header version {version:02x}."))?;
        }
        Ok(image)
    }

    /// The bytes with others at an offset.
    pub(super) fn with(&self, offset: usize, bytes: &[u8]) -> Vec<u8> {
        let head = self.bytes.get(..offset).unwrap_or(&self.bytes);
        let tail = self.bytes.get(offset + bytes.len()..).unwrap_or_default();
        [head, bytes, tail].concat()
    }

    /// What would be written.
    pub(super) fn plan(&self, new: &[u8]) -> Change {
        Change::new(self, new)
    }

    /// Writes what differs, and reads all back.
    pub(super) async fn write(
        &self,
        client: &mut Client,
        new: &[u8],
        protected: Protected,
    ) -> Result<Change, Failure> {
        let mut change = Change { dry_run: false, ..Change::new(self, new) };
        if change.changed.is_empty() {
            return Ok(change);
        }
        let mut writer = Writer::new(Target::SESSION, self.id, self.info, protected);
        let written = match writer.write(client, &self.bytes, new).await {
            Ok(written) => written,
            Err(error) => return Err(self.restore(client, &mut writer, error).await),
        };
        change.written_bytes = written.bytes;
        if let Some(failure) = refused(&written.refused) {
            return Err(failure);
        }
        let there = Self::read(client, self.id).await?.bytes;
        let wrong = differences(&there, new, 1);
        match wrong.first() {
            None => Ok(change),
            Some(first) => Err(Failure::result(format!(
                "What was written did not arrive: byte {} is {}, and should be {}",
                first.start,
                shown(&there, first.start),
                shown(new, first.start)
            ))),
        }
    }
}

impl Image {
    /// Puts back what was there when a refusal has come in the middle.
    async fn restore(&self, client: &mut Client, writer: &mut Writer, error: Error) -> Failure {
        let refused = matches!(error, Error::Completion { .. });
        let failure = Failure::from(error);
        let now = match Self::read(client, self.id).await {
            Ok(image) if refused => image.bytes,
            _ => return failure.line("The inventory may be written in part"),
        };
        if now == self.bytes {
            return failure.line("Nothing was written");
        }
        match writer.write(client, &now, &self.bytes).await {
            Ok(_) => failure.line("What was written before that has been undone"),
            Err(_) => failure.line("The inventory is written in part"),
        }
    }
}

impl Change {
    /// Nothing was written on purpose.
    pub(super) const fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn new(image: &Image, new: &[u8]) -> Self {
        let unit = if image.info.words { 2 } else { 1 };
        let part = |range: Range<usize>| Part {
            offset_bytes: range.start,
            length_bytes: range.end - range.start,
        };
        Self {
            fru_id: image.id,
            size_bytes: image.info.size,
            dry_run: true,
            changed: differences(&image.bytes, new, unit).into_iter().map(part).collect(),
            written_bytes: 0,
        }
    }
}

impl Render for Change {
    /// IPMItool says nothing of it; what a dry run finds out is ours.
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if !self.dry_run {
            return Ok(());
        }
        for part in &self.changed {
            writeln!(w, "Would write {} bytes at {}", part.length_bytes, part.offset_bytes)?;
        }
        if self.changed.is_empty() {
            writeln!(w, "Nothing would be written")?;
        }
        Ok(())
    }
}

/// What IPMItool says with `-v` of an inventory and a file.
pub(super) fn verbose_file(out: &mut Out<'_>, id: u8, file: &str) -> Result<(), Failure> {
    if out.verbosity() > 0 {
        out.plain(format_args!("FRU ID           : {id}"))?;
        out.plain(format_args!("FRU File         : {file}"))?;
    }
    Ok(())
}

/// What IPMItool says with `-v` of an inventory's size.
pub(super) fn verbose_info(out: &mut Out<'_>, info: AreaInfo) -> Result<(), Failure> {
    if out.verbosity() > 0 {
        out.plain(format_args!("Fru Size   = {} bytes", info.size))?;
        out.plain(format_args!("Fru Access = {:x}h", u8::from(info.words)))?;
    }
    Ok(())
}

/// Reads a file that may be as large as the largest inventory, and a little larger.
pub(super) fn read_file(path: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file could not be opened, read or written.
pub(super) fn file_failure(path: &str, error: io::Error) -> Failure {
    let text = error.to_string();
    let reason = text.split(" (os error").next().unwrap_or_default().to_owned();
    Failure::client(Error::Io(error), format!("Error opening file {path}")).line(reason)
}

/// Why an inventory is not there, in IPMItool's brackets.
pub(super) fn reason(error: &Error) -> String {
    match error {
        Error::Completion { code, .. } => code.to_string(),
        _ => "No Response".to_owned(),
    }
}

/// The device has fewer bytes than it says.
pub(super) fn cut_failure(size: u16, read: usize) -> Failure {
    Failure::result(format!("Only {read} of {size} bytes can be read"))
}

fn refused(ranges: &[Range<usize>]) -> Option<Failure> {
    let lines: Vec<String> = ranges
        .iter()
        .map(|range| {
            let last = range.end.saturating_sub(1);
            format!("Bytes {} to {last} are write-protected, and were not written", range.start)
        })
        .collect();
    (!lines.is_empty()).then(|| Failure::result(lines.join("\n")))
}

fn shown(bytes: &[u8], at: usize) -> String {
    bytes.get(at).map_or_else(|| "not there".to_owned(), |byte| format!("{byte:#04x}"))
}

/// Sizes are 16 bits; one byte more shows that a file is too large.
const LARGEST: u64 = 0x1_0000;
