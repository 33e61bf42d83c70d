//! `fru write`: a file into an inventory.
use super::fru_id;
use super::image::{Image, file_failure, read_file, verbose_file, verbose_info};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::model::fru::{Header, adds_up};
use crate::transport::inventory_area::Inventory;
use crate::transport::inventory_write::Protected;
use crate::transport::{Client, Target};

/// Writes a file into an inventory.
#[derive(Clone, Debug)]
pub struct Write {
    id: u8,
    file: String,
    dry_run: bool,
}

impl Write {
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
        verbose_file(out, self.id, &self.file)?;
        let inventory = Inventory::open(client, Target::SESSION, self.id).await?;
        let info = inventory.info();
        verbose_info(out, info)?;
        let file = read_file(&self.file).map_err(|error| file_failure(&self.file, error))?;
        let size = usize::from(info.size);
        let (file, rest) = file.split_at_checked(size).unwrap_or((&file, &[]));
        out.plain(format_args!("Fru Size         : {size} bytes"))?;
        out.plain(format_args!("Size to Write    : {} bytes", file.len()))?;
        if !is_filler(rest) {
            let more = size + rest.len();
            return Err(Failure::result(format!(
                "The file has {more} bytes, and the inventory {size}: nothing was written"
            )));
        }
        for complaint in complaints(file, size) {
            out.note_at(u8::from(!self.dry_run), complaint);
        }
        if file.is_empty() {
            // There may be nothing to read, either.
            return Ok(());
        }
        let image = Image::of(client, self.id, inventory).await?;
        let new = image.with(0, file);
        let change = if self.dry_run {
            image.plan(&new)
        } else {
            image.write(client, &new, Protected::Skip).await?
        };
        out.show(&change)
    }
}

/// What is odd about an image. It is written all the same: it may be none in the standard form.
fn complaints(image: &[u8], size: usize) -> Vec<&'static str> {
    let header = Header::parse(image);
    if header.version != Header::VERSION || !header.checksum_ok {
        return vec!["Warning: the file does not begin with a sound FRU header"];
    }
    let areas = header.areas;
    let all = [areas.internal, areas.chassis, areas.board, areas.product, areas.records];
    let beyond = all.into_iter().flatten().any(|start| start >= size);
    let damaged = [areas.chassis, areas.board, areas.product].into_iter().flatten().any(|start| {
        let rest = image.get(start..).unwrap_or_default();
        let len = rest.get(1).map_or(0, |eights| usize::from(*eights) * crate::model::fru::EIGHT);
        len == 0 || !rest.get(..len).is_some_and(adds_up)
    });
    let mut all = Vec::new();
    if beyond {
        all.push("Warning: the file has areas beyond the end of the inventory");
    }
    if damaged && !beyond {
        all.push("Warning: an area of the file is cut, or has a wrong checksum");
    }
    all
}

/// What stands behind an image that is shorter than its file.
fn is_filler(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0) || bytes.iter().all(|byte| *byte == 0xff)
}

const USAGE: &str = "\
fru write <fru id> <fru file>
Note: FRU ID and file(incl. full path) must be specified.
Example: ipmitool fru write 0 /root/fru.bin";

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn odd_images_are_told_of() {
        let mut image = hex!("01 00 01 00 00 00 00 fe 01 01 17 c0 c0 c1 00 a6").to_vec();
        assert!(complaints(&image, 64).is_empty());
        image[15] = 0;
        assert!(complaints(&image, 64)[0].contains("checksum"));
        image[9] = 9;
        assert!(complaints(&image, 64)[0].contains("cut"));
        assert!(complaints(&image, 8)[0].contains("beyond"));
        image[7] = 0;
        assert!(complaints(&image, 64)[0].contains("header"));
        assert_eq!(complaints(b"abc", 64).len(), 1);
    }

    #[test]
    fn only_bytes_that_say_nothing_may_be_left_out() {
        assert!(is_filler(&[]) && is_filler(&[0; 9]) && is_filler(&[0xff; 9]));
        assert!(!is_filler(&[0, 0xff]) && !is_filler(&[1]));
    }
}
