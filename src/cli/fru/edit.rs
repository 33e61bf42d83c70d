//! `fru edit`: another text in one field.
use std::io::{self, Write};

use serde::Serialize;

use super::fru_id;
use super::image::{Change, Image, reason};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Render};
use crate::cli::text::Text;
use crate::model::fru::edit::{Edited, Error as EditError, Resize, Section, set_field};
use crate::model::fru::{EIGHT, Header};
use crate::transport::Client;
use crate::transport::inventory_write::Protected;

/// Changes a field.
#[derive(Clone, Debug)]
pub struct Edit {
    id: u8,
    wanted: Option<Wanted>,
    dry_run: bool,
}

#[derive(Clone, Debug)]
struct Wanted {
    section: Option<Section>,
    index: Option<u8>,
    text: String,
}

/// What has changed, or would.
#[derive(Debug, Serialize)]
struct Done {
    area: &'static str,
    field: u8,
    old: Text,
    new: String,
    #[serde(flatten)]
    change: Change,
    #[serde(skip)]
    resized: bool,
}

impl Render for Done {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.change.text(w)?;
        if self.resized && !self.change.is_dry_run() {
            writeln!(w, "Done.")?;
        }
        Ok(())
    }
}

impl Edit {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let few = || Failure::usage("Not enough parameters given.").line(USAGE);
        let (id, rest) = match words {
            [] => return Err(few()),
            ["help", ..] => return Err(Failure::help(USAGE)),
            [id, rest @ ..] => (fru_id(id)?, rest),
        };
        let wanted = match rest {
            [] | ["oem", ..] => None,
            ["field", area, index, text] => Some(Wanted {
                section: section(area),
                index: (!index.is_empty()).then(|| parse_u8(index).ok()).flatten(),
                text: (*text).to_owned(),
            }),
            ["field", ..] => return Err(few()),
            [other, ..] => {
                return Err(Failure::usage(format!("Invalid command: {other}")).line(USAGE));
            }
        };
        Ok(Self { id, wanted, dry_run: context.dry_run })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        if out.verbosity() > 0 {
            out.plain(format_args!("FRU ID           : {}", self.id))?;
        }
        let Some(wanted) = self.wanted else {
            Image::for_records(client, out, self.id).await?;
            return Err(Failure::result("Multirecords cannot be edited, nothing was written"));
        };
        let (image, header) = open(client, out, self.id).await?;
        let Some(section) = wanted.section else {
            out.unended("Wrong field type.")?;
            return Err(Failure::result("The area is c, b or p"));
        };
        let field = wanted.index.ok_or(EditError::NoField);
        let edited = field.and_then(|field| {
            let text = wanted.text.as_bytes();
            set_field(&image.bytes, section, usize::from(field), text)
        });
        let edited = match edited {
            Ok(edited) => edited,
            Err(EditError::NoField) => {
                out.plain("Field not found !")?;
                let line = format!("There is no such field in the {} area", name(section));
                return Err(Failure::result(line));
            }
            Err(error) => return Err(Failure::result(format!("Nothing was written: {error}"))),
        };
        Story { image: &image, header: &header, text: &wanted.text }.tell(
            &edited,
            self.dry_run,
            out,
        )?;
        let change = if self.dry_run {
            image.plan(&edited.image)
        } else {
            image.write(client, &edited.image, Protected::Stop).await?
        };
        out.show(&Done {
            area: name(section),
            field: wanted.index.unwrap_or_default(),
            old: Text(edited.old.text()),
            new: wanted.text,
            change,
            resized: edited.resize.is_some(),
        })
    }
}

/// Reads an inventory that can be edited. IPMItool says on standard output why one cannot.
async fn open(client: &mut Client, out: &mut Out<'_>, id: u8) -> Result<(Image, Header), Failure> {
    let image = match Image::read(client, id).await {
        Ok(image) => image,
        Err(error) => {
            out.plain(format_args!(" Device not present ({})", reason(&error)))?;
            return Err(error.into());
        }
    };
    if image.info.size == 0 {
        out.unended(" Invalid FRU size 0")?;
        return Err(Failure::result("The inventory is empty"));
    }
    let header = Header::parse(&image.bytes);
    if header.version != Header::VERSION {
        out.unended(format_args!(" Unknown FRU header version {:#04x}", header.version))?;
        return Err(Failure::result("The inventory has no header that is known"));
    }
    Ok((image, header))
}

/// IPMItool looks at the first letter only.
fn section(word: &str) -> Option<Section> {
    match word.chars().next()? {
        'c' => Some(Section::Chassis),
        'b' => Some(Section::Board),
        'p' => Some(Section::Product),
        _ => None,
    }
}

const fn name(section: Section) -> &'static str {
    match section {
        Section::Chassis => "chassis",
        Section::Board => "board",
        Section::Product => "product",
    }
}

/// What IPMItool tells of a change while it makes it.
struct Story<'a> {
    image: &'a Image,
    header: &'a Header,
    text: &'a str,
}

impl Story<'_> {
    fn tell(&self, edited: &Edited, dry_run: bool, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut lines = Vec::new();
        match &edited.resize {
            None => {
                lines.extend_from_slice(b"Updating Field '");
                lines.extend(edited.old.text());
                lines.extend(format!("' with '{}' ...\n", self.text).bytes());
            }
            Some(resize) => {
                // Writing to a vector does not fail.
                self.resize(&mut lines, edited, *resize)?;
                if !dry_run {
                    lines.extend_from_slice(b"Writing new FRU.\n");
                }
            }
        }
        out.bytes(&lines)
    }

    fn resize(&self, w: &mut dyn Write, edited: &Edited, by: Resize) -> io::Result<()> {
        let byte = |at: usize| self.image.bytes.get(at).copied().unwrap_or(0);
        let end = by.start + by.old_len;
        let change = difference(by.new_field, by.old_field);
        let pad = difference(by.old_pad, 0) - change;
        writeln!(w, "String size are not equal, resizing fru to fit new string")?;
        writeln!(w, "Read All FRU area")?;
        writeln!(w, "Fru Size       : {} bytes", self.image.info.size)?;
        writeln!(w, "Copy to new FRU")?;
        writeln!(w, "Section Length: {}", by.old_len)?;
        writeln!(w, "Padding Length: {}", by.old_pad)?;
        writeln!(w, "NumByte Change: {change}")?;
        writeln!(w, "Start SecChnge: {:x}", by.old_kind)?;
        writeln!(w, "End SecChnge  : {:x}", byte(by.field + 1 + by.new_field))?;
        writeln!(w, "Start Section : {:x}", byte(by.start))?;
        writeln!(w, "End Sec wo Pad: {:x}", byte((end - 2).saturating_sub(by.old_pad)))?;
        writeln!(w, "End Section   : {:x}", byte(end - 1))?;
        writeln!(w, "New Padding Length: {pad}")?;
        let moved = difference(by.new_len, by.old_len);
        if moved != 0 {
            let eights = moved / 8;
            writeln!(w, "change_size_by_8: {eights}")?;
            writeln!(w, "New Padding Length: {}", pad + moved)?;
            writeln!(w, "change_size_by_8: {eights}")?;
            self.moves(w, by)?;
        }
        write!(w, "Updating Field : '")?;
        w.write_all(&edited.old.text())?;
        let (old, new) = (by.old_kind, by.new_kind);
        writeln!(w, "' with '{}' ... (Length from '{old}' to '{new}')", self.text)?;
        let rest = by.start + by.new_len - 1 - (by.field + 1 + by.new_field);
        writeln!(w, "Copying remaining of sections: {rest} ")?;
        // A signed byte, as C prints it.
        let checksum = -i32::from(by.checksum.wrapping_neg());
        writeln!(w, "Calculate New Checksum: {checksum:x}")
    }

    /// Areas behind the one that has another length now. The board is called chassis here.
    fn moves(&self, w: &mut dyn Write, by: Resize) -> io::Result<()> {
        let areas = self.header.areas;
        let moved = |at: usize| at + by.new_len - by.old_len;
        writeln!(w, "header.offset.board: {}", areas.board.unwrap_or(0) / EIGHT)?;
        for (name, area) in [("Chassis", areas.board), ("Product", areas.product)] {
            if let Some(at) = area.filter(|at| *at > by.start) {
                writeln!(w, "Moving Section {name}, from {at} to {}", moved(at))?;
            }
        }
        if let Some(at) = areas.records.filter(|at| *at > by.start) {
            writeln!(w, "Change multi offset from {} to {}", at / EIGHT, moved(at) / EIGHT)?;
        }
        let ends = [areas.chassis, areas.board, areas.product].into_iter().flatten().map(|at| {
            let eights = self.image.bytes.get(at + 1).copied().unwrap_or(0);
            at + usize::from(eights) * EIGHT
        });
        let last = ends.max().unwrap_or(0);
        let to = moved(last);
        writeln!(w, "Moving Remaining Bytes (Multi-Rec , etc..), from {last} to {to}")
    }
}

/// Lengths are small.
fn difference(new: usize, old: usize) -> i32 {
    let int = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    int(new) - int(old)
}

const USAGE: &str = "\
fru edit <fruid> field <section> <index> <string> - edit FRU string
fru edit <fruid> oem iana <record> <format> <args> - limited OEM support";
