//! Texts as SDR id strings (IPMI v2.0 §43.15) and FRU fields (FRU storage definition v1.0 §13).
use super::value::Encoding;

/// Unicode in SDRs; "binary" in FRUs.
pub(super) const UNICODE: u8 = 0;
const BCD_PLUS: u8 = 1;
const SIX_BIT: u8 = 2;
/// 8-bit ASCII with Latin 1.
pub(super) const ASCII: u8 = 3;

/// The bytes of a text; `None` where the encoding has no sign for one of its characters.
pub(super) fn bytes(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding.0 {
        UNICODE => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        BCD_PLUS => {
            let digits: Option<Vec<u8>> = text.chars().map(bcd_plus).collect();
            Some(digits?.chunks(2).map(pair).collect())
        }
        SIX_BIT => six_bit(text),
        _ => text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect(),
    }
}

/// A type/length byte and the text: at most 31 bytes in an SDR, 63 in a FRU.
pub(super) fn field(text: &str, encoding: Encoding, max: u8) -> Option<Vec<u8>> {
    let bytes = bytes(text, encoding)?;
    let len = u8::try_from(bytes.len()).ok().filter(|len| *len <= max)?;
    let mut out = vec![encoding.0 << 6 | len];
    out.extend(bytes);
    Some(out)
}

fn bcd_plus(c: char) -> Option<u8> {
    let place = "0123456789 -.:,_".chars().position(|sign| sign == c)?;
    u8::try_from(place).ok()
}

/// The first digit is in the high nibble; a missing second one is a blank.
fn pair(digits: &[u8]) -> u8 {
    match digits {
        [first, second] => first << 4 | second,
        [first] => first << 4 | 0x0a,
        _ => 0,
    }
}

/// Four characters in three bytes, the first in the lowest bits.
fn six_bit(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for c in text.chars() {
        let value = u32::from(c).checked_sub(0x20).filter(|value| *value < 0x40)?;
        bits |= value << count;
        count += 6;
        while count >= 8 {
            out.push(u8::try_from(bits & 0xff).ok()?);
            bits >>= 8;
            count -= 8;
        }
    }
    if count > 0 {
        out.push(u8::try_from(bits & 0xff).ok()?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_as_specified() {
        // The example of the FRU storage definition §13.3.
        assert_eq!(field("IPMI", Encoding(2), 63).unwrap(), [0x83, 0x29, 0xdc, 0xa6]);
        assert_eq!(field("1.2-3", Encoding(1), 31).unwrap(), [0x43, 0x1c, 0x2b, 0x3a]);
        assert_eq!(field("A\u{20ac}", Encoding(0), 31).unwrap(), [0x04, 0x41, 0, 0xac, 0x20]);
        assert_eq!(field("A\u{e9}", Encoding(3), 31).unwrap(), [0xc2, 0x41, 0xe9]);
        assert_eq!(field("", Encoding(3), 31).unwrap(), [0xc0]);
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        assert_eq!(field("lower", Encoding(2), 31), None);
        assert_eq!(field("12a", Encoding(1), 31), None);
        assert_eq!(field("\u{20ac}", Encoding(3), 31), None);
        assert_eq!(field("0123456789abcdef0123456789abcdef", Encoding(3), 31), None);
    }
}
