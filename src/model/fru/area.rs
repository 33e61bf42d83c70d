//! What chassis, board and product areas have in common (§10 to §12).
use super::adds_up;
use super::field::{Encoding, Field};

/// An area with what is right and wrong about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Version of the area's format; 1 is the only one.
    pub version: u8,
    /// Bytes, as the area says.
    pub len: usize,
    /// The bytes add up to zero; false when some are missing.
    pub checksum_ok: bool,
    /// The bytes between length and fields: language, date, or type of chassis.
    pub fixed: Vec<u8>,
    /// The fields that the specification names, as far as they are there.
    pub fields: Vec<Field>,
    /// The fields behind these.
    pub custom: Vec<Field>,
}

impl Area {
    /// Reads an area of which `bytes` are there: `fixed` bytes, then `count` fields that have
    /// names, then others up to the end mark.
    pub fn parse(bytes: &[u8], fixed: usize, count: usize) -> Self {
        let [version, eights] = bytes.first_chunk().copied().unwrap_or_default();
        let len = usize::from(eights) * super::EIGHT;
        let bytes = bytes.get(..len.min(bytes.len())).unwrap_or_default();
        let checksum_ok = len > 0 && bytes.len() == len && adds_up(bytes);
        let fixed = bytes.get(2..(2 + fixed).min(bytes.len())).unwrap_or_default();
        let mut cursor = Cursor { bytes, at: 2 + fixed.len() };
        let mut area = Self { version, len, checksum_ok, fixed: fixed.to_vec(), ..Self::default() };
        while area.fields.len() < count
            && !cursor.is_at_pad()
            && let Some(field) = cursor.field()
        {
            area.fields.push(field);
        }
        if area.fields.len() == count {
            while cursor.kind() != Some(END)
                && let Some(field) = cursor.field()
            {
                area.custom.push(field);
            }
        }
        area
    }

    /// The text of a field that has a name; empty when it is not there.
    pub fn text(&self, at: usize) -> Vec<u8> {
        self.fields.get(at).map(Field::text).unwrap_or_default()
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// The type and length byte here. The last byte of the area is the checksum.
    fn kind(&self) -> Option<u8> {
        let last = self.bytes.len().saturating_sub(1);
        self.bytes.get(..last)?.get(self.at).copied()
    }

    /// True at an end mark with nothing but zeros behind it. A field of one 8-bit character looks
    /// like an end mark, and is one of the named ones at times.
    fn is_at_pad(&self) -> bool {
        let last = self.bytes.len().saturating_sub(1);
        let rest = self.bytes.get(self.at + 1..last).unwrap_or_default();
        self.kind() == Some(END) && rest.iter().all(|byte| *byte == 0)
    }

    fn field(&mut self) -> Option<Field> {
        let kind = self.kind()?;
        let len = usize::from(kind & LENGTH);
        let start = self.at + 1;
        let whole = self.bytes.get(start..start + len);
        let bytes = whole.or_else(|| self.bytes.get(start..)).unwrap_or_default().to_vec();
        self.at = start + len;
        Some(Field { encoding: Encoding::of(kind), bytes, cut: whole.is_none() })
    }
}

/// The type and length byte behind the last field.
const END: u8 = 0xc1;
/// Bits 5:0 of a type and length byte.
const LENGTH: u8 = 0x3f;

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn fields_end_at_the_mark() {
        let bytes = hex!("01 02 17 c2 4142 c3 434445 c2 4646 c1 00 03");
        let area = Area::parse(&bytes, 1, 2);
        assert_eq!((area.version, area.len, area.checksum_ok), (1, 16, true));
        assert_eq!(area.fixed, [0x17]);
        assert_eq!(
            (area.text(0), area.text(1), area.text(2)),
            (b"AB".into(), b"CDE".into(), vec![])
        );
        assert_eq!(area.custom.len(), 1);
    }

    #[test]
    fn an_early_end_is_an_end() {
        let area = Area::parse(&hex!("01 02 17 c2 4142 c1 000000000000000000 70"), 1, 2);
        assert_eq!((area.fields.len(), area.custom.len()), (1, 0));
        // One character, which looks like the mark.
        let area = Area::parse(&hex!("01 02 17 c1 41 c2 4142 c1 00000000000000 70"), 1, 2);
        assert_eq!((area.text(0), area.text(1)), (b"A".into(), b"AB".into()));
    }

    #[test]
    fn fields_and_areas_that_are_cut_are_read_as_far_as_they_go() {
        let area = Area::parse(&hex!("01 01 17 ff 41 42 43 44"), 1, 2);
        assert_eq!(area.text(0), b"ABCD");
        assert!(area.fields[0].cut && !area.checksum_ok);
        let area = Area::parse(&hex!("01 08 17 c2 41"), 1, 2);
        assert_eq!((area.len, area.text(0)), (64, b"A".into()));
        for len in 0..8 {
            let area = Area::parse(&hex!("01 ff 17 c2 41 42 c1 00")[..len], 4, 5);
            assert!(area.fields.len() <= 1, "{len}");
        }
        assert_eq!(Area::parse(&hex!("01 00 17 c2 41 42 c1 00"), 1, 2).fields, []);
    }
}
