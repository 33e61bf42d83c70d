//! Changes of one field. Its area gets the length it needs, and what lies behind the area moves.
use std::ops::Range;

use super::encode::{MAX_FIELD, encode};
use super::field::{Encoding, Field};
use super::{EIGHT, Header, chain};

/// An area with fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Chassis (§10).
    Chassis,
    /// Board (§11).
    Board,
    /// Product (§12).
    Product,
}

/// An inventory with another text in one of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// All bytes of the inventory.
    pub image: Vec<u8>,
    /// The field as it was.
    pub old: Field,
    /// Present when more than the field's characters has changed.
    pub resize: Option<Resize>,
}

/// What was moved for another length or encoding. Offsets and lengths are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resize {
    /// Where the area begins, and how long it was.
    pub start: usize,
    /// Its length before.
    pub old_len: usize,
    /// Its length now.
    pub new_len: usize,
    /// Bytes between end mark and checksum before.
    pub old_pad: usize,
    /// Where the field's type and length byte is.
    pub field: usize,
    /// Bytes of the field before, without the type and length byte.
    pub old_field: usize,
    /// Bytes of the field now.
    pub new_field: usize,
    /// The type and length byte before.
    pub old_kind: u8,
    /// The type and length byte now.
    pub new_kind: u8,
    /// The area's checksum now.
    pub checksum: u8,
}

/// Why a field cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The area or the field is not there.
    #[error("there is no such field")]
    NoField,
    /// The inventory is not understood: another version, areas that are cut or overlap.
    #[error("the inventory is damaged: {0}")]
    Damaged(&'static str),
    /// A field has 63 bytes at most.
    #[error("a field has {MAX_FIELD} characters at most")]
    TooLong,
    /// The inventory is full.
    #[error("the inventory has no room for {0} more bytes")]
    NoRoom(usize),
}

impl Section {
    /// Where the area begins.
    pub const fn offset(self, header: &Header) -> Option<usize> {
        match self {
            Self::Chassis => header.areas.chassis,
            Self::Board => header.areas.board,
            Self::Product => header.areas.product,
        }
    }

    /// Where its fields begin, and how many of them have names.
    const fn shape(self) -> (usize, usize) {
        match self {
            Self::Chassis => (3, 2),
            Self::Board => (6, 5),
            Self::Product => (3, 7),
        }
    }

    const ALL: [Self; 3] = [Self::Chassis, Self::Board, Self::Product];
}

/// Writes a text into a field of an inventory: fields count from 0, those
/// with names first.
///
/// # Errors
/// [`Error`]; nothing is changed then.
pub fn set_field(
    image: &[u8],
    section: Section,
    index: usize,
    text: &[u8],
) -> Result<Edited, Error> {
    let header = Header::parse(image);
    if header.version != Header::VERSION {
        return Err(Error::Damaged("its header has another version"));
    }
    let start = section.offset(&header).ok_or(Error::NoField)?;
    let area = area(image, start).ok_or(Error::Damaged("the area is cut"))?;
    let fields = Fields::find(area, section);
    let place = fields.places.get(index).cloned().ok_or(Error::NoField)?;
    let (old_kind, old) = field(area, &place).ok_or(Error::NoField)?;
    let new = encode(text, old.encoding, old.bytes.len()).ok_or(Error::TooLong)?;
    let new_kind = new.first().copied().unwrap_or_default();
    let before = area.get(..place.start).unwrap_or_default();
    let behind = area.get(place.end..fields.end).unwrap_or_default();
    let mut changed = [before, new.as_slice(), behind].concat();
    let old_pad = area.len() - 1 - fields.end;
    if new_kind == old_kind {
        // Even the pad stays as it is.
        changed.extend(area.get(fields.end..area.len() - 1).unwrap_or_default());
    } else {
        let len = (changed.len() + 1).next_multiple_of(EIGHT);
        let eights = u8::try_from(len / EIGHT).map_err(|_| Error::NoRoom(len - area.len()))?;
        changed.resize(len - 1, 0);
        if let Some(place) = changed.get_mut(1) {
            *place = eights;
        }
    }
    let checksum = checksum(&changed);
    changed.push(checksum);
    let resize = Resize {
        start,
        old_len: area.len(),
        new_len: changed.len(),
        old_pad,
        field: start + place.start,
        old_field: place.len() - 1,
        new_field: new.len() - 1,
        old_kind,
        new_kind,
        checksum,
    };
    let image = put(image, &header, start..start + area.len(), &changed)?;
    Ok(Edited { image, old, resize: (new_kind != old_kind).then_some(resize) })
}

/// The area that begins there, when all of it is there.
fn area(image: &[u8], start: usize) -> Option<&[u8]> {
    let rest = image.get(start..)?;
    let len = usize::from(*rest.get(1)?) * EIGHT;
    rest.get(..len).filter(|area| !area.is_empty())
}

/// Where the fields of an area are, and where what they say ends.
struct Fields {
    places: Vec<Range<usize>>,
    /// Behind the end mark.
    end: usize,
}

impl Fields {
    fn find(area: &[u8], section: Section) -> Self {
        let (mut at, named) = section.shape();
        let last = area.len().saturating_sub(1);
        let kind = |at: usize| area.get(..last)?.get(at).copied();
        let mut places = Vec::new();
        while let Some(byte) = kind(at) {
            // A field of one character looks like an end mark, and is one of the named at times.
            let rest = area.get(at + 1..last).unwrap_or_default();
            let is_mark = places.len() >= named || rest.iter().all(|byte| *byte == 0);
            if byte == END && is_mark {
                return Self { places, end: at + 1 };
            }
            let next = at + 1 + usize::from(byte & LENGTH);
            if next > last {
                break;
            }
            places.push(at..next);
            at = next;
        }
        // There is no mark: all up to the zeros at the end counts.
        let used = area.get(..last).unwrap_or_default().iter().rposition(|byte| *byte != 0);
        let end = used.map_or(0, |at| at + 1);
        places.retain(|place| place.start < end);
        let end = places.last().map_or(end, |place| place.end.max(end));
        Self { places, end }
    }
}

fn field(area: &[u8], place: &Range<usize>) -> Option<(u8, Field)> {
    let (kind, bytes) = area.get(place.clone())?.split_first()?;
    Some((*kind, Field { encoding: Encoding::of(*kind), bytes: bytes.to_vec(), cut: false }))
}

/// The inventory with another area in the place of one, and all behind it moved.
fn put(image: &[u8], header: &Header, place: Range<usize>, area: &[u8]) -> Result<Vec<u8>, Error> {
    let head = image.get(..place.start).unwrap_or_default();
    let tail = image.get(place.end..).unwrap_or_default();
    let mut new = [head, area, tail].concat();
    if area.len() == place.len() {
        return Ok(new);
    }
    if used(image, header)?.into_iter().any(|other| meet(&other, &place)) {
        return Err(Error::Damaged("areas overlap"));
    }
    if let Some(more) = area.len().checked_sub(place.len()) {
        let rest = image.len().saturating_sub(more)..image.len();
        let free = !used(image, header)?.into_iter().any(|other| meet(&other, &rest));
        let dropped = image.get(rest).unwrap_or_default();
        if dropped.len() < more || !free || !is_filler(dropped) {
            return Err(Error::NoRoom(more));
        }
        new.truncate(image.len());
    } else {
        let filler = image.last().copied().filter(|last| *last == ERASED).unwrap_or(0);
        new.resize(image.len(), filler);
    }
    move_areas(&mut new, &place, area.len())?;
    Ok(new)
}

/// What chassis, board, product and multirecords take up. The area of internal use does not say
/// how long it is, so its first bytes stand for it.
fn used(image: &[u8], header: &Header) -> Result<Vec<Range<usize>>, Error> {
    let mut all = Vec::new();
    for section in Section::ALL {
        if let Some(start) = section.offset(header) {
            let len = area(image, start).ok_or(Error::Damaged("an area is cut"))?.len();
            all.push(start..start + len);
        }
    }
    if let Some(start) = header.areas.records {
        let rest = image.get(start..).unwrap_or_default();
        all.push(start..start + chain::extent(rest));
    }
    all.extend(header.areas.internal.map(|start| start..start + EIGHT));
    Ok(all)
}

/// Two different areas have bytes in common.
fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one != other && one.start < other.end && other.start < one.end
}

/// Bytes that nobody has written to.
fn is_filler(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0) || bytes.iter().all(|byte| *byte == ERASED)
}

/// Writes where areas behind a place are when what is there has another length.
fn move_areas(image: &mut [u8], place: &Range<usize>, len: usize) -> Result<(), Error> {
    let no_room = Error::NoRoom(len.saturating_sub(place.len()));
    let header = image.get_mut(..Header::LEN).ok_or(Error::Damaged("its header is cut"))?;
    for eights in header.get_mut(1..6).unwrap_or_default() {
        let offset = usize::from(*eights) * EIGHT;
        if offset > place.start {
            let moved = (offset - place.len() + len) / EIGHT;
            *eights = u8::try_from(moved).map_err(|_| no_room)?;
        }
    }
    if let Some((last, others)) = header.split_last_mut() {
        *last = checksum(others);
    }
    Ok(())
}

/// The byte that makes the sum zero.
fn checksum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)).wrapping_neg()
}

/// The type and length byte behind the last field.
const END: u8 = 0xc1;
/// Bits 5:0 of a type and length byte.
const LENGTH: u8 = 0x3f;
/// What an erased EEPROM holds.
const ERASED: u8 = 0xff;

#[cfg(test)]
mod tests;
