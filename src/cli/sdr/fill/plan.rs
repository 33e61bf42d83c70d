//! What `sdr fill` asks and sends, without sending it.

/// Even slave addresses of a list like `0x24,0x2c` or a range like `0x20-0x2e`, in order.
///
/// # Errors
/// What is wrong with it.
pub(super) fn addresses(text: &str) -> Result<Vec<u8>, &'static str> {
    let byte = |word: &str| {
        let digits = word.strip_prefix("0x").filter(|digits| digits.len() == 2).ok_or(FORM)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(FORM);
        }
        match u8::from_str_radix(digits, 16) {
            Ok(0) | Err(_) => Err("0x00 is no controller's address."),
            Ok(odd) if odd & 1 == 1 => Err("I2C address provided value must be even."),
            Ok(address) => Ok(address),
        }
    };
    match text.split_once('-') {
        None => text.split(',').map(byte).collect(),
        Some((first, last)) => {
            let (first, last) = (byte(first)?, byte(last)?);
            if first > last {
                return Err("The range ends before it begins.");
            }
            Ok((first..=last).step_by(2).collect())
        }
    }
}

/// The addresses that `sdr fill sensors` looks at, as IPMItool 1.8.19 does: it leaves out `0xc2`.
pub(super) fn boards() -> Vec<u8> {
    (0xb0..=0xda).step_by(2).filter(|address| *address != 0xc2).collect()
}

/// A part of a record, for Partial Add SDR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) offset: u8,
    pub(super) last: bool,
    pub(super) data: Vec<u8>,
}

/// Cuts a record: the header, then parts that pass any bridge.
pub(super) fn pieces(record: &[u8]) -> Vec<Piece> {
    let (header, body) = record.split_at_checked(HEADER).unwrap_or((record, &[]));
    let parts: Vec<&[u8]> = std::iter::once(header).chain(body.chunks(PART)).collect();
    let count = parts.len();
    let mut offset = 0_u8;
    let mut pieces = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        pieces.push(Piece { offset, last: index + 1 == count, data: part.to_vec() });
        // Only the last part of the longest record ends beyond 255.
        offset = offset.saturating_add(u8::try_from(part.len()).unwrap_or(u8::MAX));
    }
    pieces
}

const FORM: &str = "Must be Hex value of 4 characters (Ex.: 0x24)";
const HEADER: usize = 5;
const PART: usize = 19;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_and_ranges() {
        assert_eq!(addresses("0x24"), Ok(vec![0x24]));
        assert_eq!(addresses("0x2C,0x24,0x30"), Ok(vec![0x2c, 0x24, 0x30]));
        assert_eq!(addresses("0x2c-0x30"), Ok(vec![0x2c, 0x2e, 0x30]));
        assert_eq!(addresses("0x2c-0x2c"), Ok(vec![0x2c]));
        assert_eq!(addresses("0xfc-0xfe"), Ok(vec![0xfc, 0xfe]));
        for bad in ["", "x", "0x2", "2c", "0X2c", "0x2c2", "0x2c,", ",0x2c", "0x+c", "0x2d", "0x00"]
        {
            assert!(addresses(bad).is_err(), "{bad}");
        }
        for bad in ["0x30-0x2c", "0x24-", "-0x24", "0x24-0x28-0x2c", "0x24, 0x28"] {
            assert!(addresses(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn boards_are_those_that_ipmitool_asks() {
        let boards = boards();
        assert_eq!((boards.len(), boards.first(), boards.last()), (21, Some(&0xb0), Some(&0xda)));
        assert!(!boards.contains(&0xc2));
    }

    proptest! {
        #[test]
        fn pieces_make_the_record(record in prop::collection::vec(any::<u8>(), 5..=260)) {
            let pieces = pieces(&record);
            let mut whole: Vec<u8> = Vec::new();
            for piece in &pieces {
                prop_assert_eq!(usize::from(piece.offset), whole.len());
                whole.extend(&piece.data);
            }
            prop_assert_eq!(whole, record);
            let ends: Vec<_> = pieces.iter().map(|piece| piece.last).collect();
            prop_assert_eq!(ends.iter().rposition(|last| !last).map_or(0, |at| at + 1), pieces.len() - 1);
        }
    }
}
