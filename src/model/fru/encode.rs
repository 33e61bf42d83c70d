//! Texts as fields (§13).
use super::field::Encoding;

/// A field with its type and length byte: in the encoding of the field that it takes the place of
/// where that has room for all of the text, else in 8-bit characters. `None` for a text of more
/// than 63 bytes.
pub fn encode(text: &[u8], old: Encoding, old_len: usize) -> Option<Vec<u8>> {
    let own = match old {
        Encoding::BcdPlus => bcd_plus(text),
        Encoding::SixBit => six_bit(text),
        // A number with other digits.
        Encoding::Binary => hex(text).filter(|bytes| bytes.len() == old_len),
        Encoding::EightBit => None,
    };
    if let Some(bytes) = own.filter(|bytes| !bytes.is_empty() && bytes.len() <= MAX_FIELD.into()) {
        return with_kind(old, &bytes);
    }
    match text {
        // One character alone would look like the end mark.
        [one] => with_kind(Encoding::EightBit, &[*one, b' ']),
        _ => with_kind(Encoding::EightBit, text),
    }
}

fn with_kind(encoding: Encoding, bytes: &[u8]) -> Option<Vec<u8>> {
    let kind = match encoding {
        Encoding::Binary => 0x00,
        Encoding::BcdPlus => 0x40,
        Encoding::SixBit => 0x80,
        Encoding::EightBit => 0xc0,
    };
    let len = u8::try_from(bytes.len()).ok().filter(|len| *len <= MAX_FIELD)?;
    Some([&[kind | len], bytes].concat())
}

/// Two digits in a byte, the first one high; a digit that is left over would need a blank.
fn bcd_plus(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |c: &u8| BCD_PLUS.iter().position(|digit| digit == c);
    pairs(text, digit)
}

fn hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |c: &u8| char::from(*c).to_digit(16).and_then(|digit| usize::try_from(digit).ok());
    pairs(text, digit)
}

fn pairs(text: &[u8], digit: impl Fn(&u8) -> Option<usize>) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_chunks::<2>() else { return None };
    let byte = |[high, low]: &[u8; 2]| u8::try_from(digit(high)? << 4 | digit(low)?).ok();
    pairs.iter().map(byte).collect()
}

/// Four characters in three bytes, the first one lowest.
fn six_bit(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for four in text.chunks(4) {
        let mut bits = 0_u32;
        for (at, c) in four.iter().enumerate() {
            let six = c.checked_sub(b' ').filter(|six| *six < 64)?;
            bits |= u32::from(six) << (6 * at);
        }
        let all = bits.to_le_bytes();
        bytes.extend(all.get(..(four.len() * 6).div_ceil(8))?);
    }
    Some(bytes)
}

/// Most bytes of a field.
pub const MAX_FIELD: u8 = 63;
const BCD_PLUS: &[u8; 16] = b"0123456789 -.:,_";

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;
    use crate::model::fru::field::Field;

    fn text(field: &[u8]) -> String {
        let bytes = field[1..].to_vec();
        let field = Field { encoding: Encoding::of(field[0]), bytes, cut: false };
        String::from_utf8(field.text()).unwrap()
    }

    #[test]
    fn a_field_keeps_its_encoding_where_it_can() {
        let field = |text: &str, old, len| encode(text.as_bytes(), old, len).unwrap();
        assert_eq!(field("12345-67.9", Encoding::BcdPlus, 5), hex!("45 12345b67c9"));
        assert_eq!(field("1234", Encoding::BcdPlus, 5), hex!("42 1234"));
        assert_eq!(field("123", Encoding::BcdPlus, 5), hex!("c3 313233"));
        assert_eq!(field("12x4", Encoding::BcdPlus, 5), hex!("c4 31327834"));
        assert_eq!(field("IPMI", Encoding::SixBit, 3), hex!("83 29dca6"));
        assert_eq!(field("ipmi", Encoding::SixBit, 3), hex!("c4 69706d69"));
        assert_eq!(field("0102a0fe", Encoding::Binary, 4), hex!("04 0102a0fe"));
        assert_eq!(field("abcd", Encoding::Binary, 4), hex!("c4 61626364"));
        assert_eq!(field("", Encoding::SixBit, 4), hex!("c0"));
        assert_eq!(field("", Encoding::Binary, 0), hex!("c0"));
        for (encoding, wanted) in [
            (Encoding::SixBit, "MEADOW"),
            (Encoding::SixBit, "A-1"),
            (Encoding::BcdPlus, "0.1:2,3_4 "),
            (Encoding::EightBit, "Meadow"),
        ] {
            assert_eq!(text(&field(wanted, encoding, 4)).trim_end(), wanted.trim_end());
        }
    }

    #[test]
    fn no_field_looks_like_the_end_mark() {
        assert_eq!(encode(b"x", Encoding::EightBit, 4).unwrap(), hex!("c2 78 20"));
        assert_eq!(encode(b"X", Encoding::SixBit, 4).unwrap(), hex!("81 38"));
    }

    #[test]
    fn long_texts_do_not_fit() {
        assert_eq!(encode(&[b'x'; 63], Encoding::EightBit, 4).unwrap()[0], 0xff);
        assert_eq!(encode(&[b'x'; 64], Encoding::EightBit, 4), None);
        assert_eq!(encode(&[b'1'; 126], Encoding::BcdPlus, 4).unwrap()[0], 0x7f);
        assert_eq!(encode(&[b'1'; 128], Encoding::BcdPlus, 4), None);
        assert_eq!(encode(&[b'X'; 64], Encoding::SixBit, 4).unwrap()[0], 0xb0);
    }
}
