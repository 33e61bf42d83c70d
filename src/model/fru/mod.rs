//! FRU information (Platform Management FRU Information Storage Definition v1.0, revision 1.1).
//!
//! Inventories are often damaged, and their checksums wrong: what can be read is read, and what
//! is wrong is told beside it.
pub mod area;
pub mod chain;
pub mod edit;
pub mod encode;
pub mod field;
pub mod info;
pub mod multirecord;
pub mod spd;

use std::ops::Range;

/// The first eight bytes (§8): where the areas are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Version of the format; only 1 is known.
    pub version: u8,
    /// Offsets of the areas in bytes; `None` for an area that is not there.
    pub areas: Areas<Option<usize>>,
    /// The bytes add up to zero.
    pub checksum_ok: bool,
}

/// Something for each of the areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas<T> {
    /// Internal use.
    pub internal: T,
    /// Chassis.
    pub chassis: T,
    /// Board.
    pub board: T,
    /// Product.
    pub product: T,
    /// Multirecords.
    pub records: T,
}

impl Header {
    /// Bytes of a header.
    pub const LEN: usize = 8;
    /// The version that this crate knows.
    pub const VERSION: u8 = 1;

    /// Reads the first bytes of an inventory. Those that are missing count as zero.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut header = [0; Self::LEN];
        for (place, byte) in header.iter_mut().zip(bytes) {
            *place = *byte;
        }
        let [version, internal, chassis, board, product, records, ..] = header;
        let offset = |eights: u8| (eights != 0).then(|| usize::from(eights) * EIGHT);
        Self {
            version,
            areas: Areas {
                internal: offset(internal),
                chassis: offset(chassis),
                board: offset(board),
                product: offset(product),
                records: offset(records),
            },
            checksum_ok: bytes.len() >= Self::LEN && adds_up(&header),
        }
    }

    /// Where the area at an offset ends at the latest: where another one begins, or the inventory
    /// ends.
    pub fn limit(&self, offset: usize, size: usize) -> Range<usize> {
        let Areas { internal, chassis, board, product, records } = self.areas;
        let starts = [internal, chassis, board, product, records];
        let next = starts.into_iter().flatten().filter(|start| *start > offset).min();
        offset..next.unwrap_or(size).min(size)
    }
}

/// True when the bytes add up to zero, as all with a checksum do.
pub fn adds_up(bytes: &[u8]) -> bool {
    bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)) == 0
}

/// Offsets and lengths are counted in eights.
pub const EIGHT: usize = 8;

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn a_header_names_the_areas() {
        let header = Header::parse(&hex!("01000105160000e3"));
        assert_eq!(header.version, 1);
        assert!(header.checksum_ok);
        let areas = header.areas;
        assert_eq!((areas.internal, areas.chassis, areas.board), (None, Some(8), Some(40)));
        assert_eq!((areas.product, areas.records), (Some(176), None));
        assert_eq!(header.limit(8, 256), 8..40);
        assert_eq!(header.limit(176, 256), 176..256);
        assert!(!Header::parse(&hex!("01000105160000e4")).checksum_ok);
    }

    #[test]
    fn a_short_header_has_no_areas() {
        let header = Header::parse(&[1]);
        assert_eq!((header.version, header.areas), (1, Areas::default()));
        assert!(!header.checksum_ok);
    }
}
