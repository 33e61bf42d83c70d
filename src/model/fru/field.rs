//! Fields with a type and length byte (§13).

/// How a field's bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Binary, or unspecified.
    Binary,
    /// BCD plus.
    BcdPlus,
    /// 6-bit ASCII, packed.
    SixBit,
    /// 8-bit text: ASCII and Latin 1, or as the language of the area says.
    EightBit,
}

/// A field as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// How its bytes are written.
    pub encoding: Encoding,
    /// The bytes; fewer than it says when the area ends before.
    pub bytes: Vec<u8>,
    /// The area ends before the field does.
    pub cut: bool,
}

impl Encoding {
    /// Reads bits 7:6 of a type and length byte.
    pub const fn of(kind: u8) -> Self {
        match kind >> 6 {
            0 => Self::Binary,
            1 => Self::BcdPlus,
            2 => Self::SixBit,
            _ => Self::EightBit,
        }
    }

    /// A name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::BcdPlus => "bcd_plus",
            Self::SixBit => "6_bit",
            Self::EightBit => "8_bit",
        }
    }
}

impl Field {
    /// The text as IPMItool prints it, up to a NUL: hexadecimal digits of a binary field, 8-bit
    /// text as it came.
    pub fn text(&self) -> Vec<u8> {
        let digits = |table: &[u8; 16]| {
            let both = self.bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
            both.filter_map(|digit| table.get(usize::from(digit)).copied()).collect()
        };
        match self.encoding {
            Encoding::Binary => digits(HEX),
            Encoding::BcdPlus => digits(BCD_PLUS),
            Encoding::SixBit => six_bit(&self.bytes),
            Encoding::EightBit => {
                self.bytes.iter().copied().take_while(|byte| *byte != 0).collect()
            }
        }
    }

    /// 8-bit text in a language other than English may be Unicode, two bytes for each character
    /// (§15). Many BMCs write one byte all the same, so there must be an even number of bytes, and
    /// a NUL in some character.
    pub fn unicode(&self, language: u8) -> Option<String> {
        let (pairs, []) = self.bytes.as_chunks::<2>() else { return None };
        let two_bytes = pairs.iter().any(|pair| pair[1] == 0 && pair[0] != 0);
        if ENGLISH.contains(&language) || self.encoding != Encoding::EightBit || !two_bytes {
            return None;
        }
        let units =
            pairs.iter().map(|pair| u16::from_le_bytes(*pair)).take_while(|unit| *unit != 0);
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

/// Four characters for each three bytes; a last group that is not whole is filled up.
fn six_bit(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for group in bytes.chunks(3) {
        let mut three = [0; 4];
        for (place, byte) in three.iter_mut().zip(group) {
            *place = *byte;
        }
        let bits = u32::from_le_bytes(three);
        let six = |at: u32| (bits >> (6 * at)).to_le_bytes();
        text.extend((0..4).map(six).map(|[low, ..]| b' ' + (low & 0x3f)));
    }
    text
}

/// Language codes for English; 0 is for those that do not say.
const ENGLISH: &[u8] = &[0, 25];
const HEX: &[u8; 16] = b"0123456789abcdef";
const BCD_PLUS: &[u8; 16] = b"0123456789 -.:,_";

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    fn text(encoding: Encoding, bytes: &[u8]) -> String {
        let field = Field { encoding, bytes: bytes.to_vec(), cut: false };
        String::from_utf8(field.text()).unwrap()
    }

    /// What ipmitool 1.8.19 prints.
    #[test]
    fn fields_are_written_as_ipmitool_does() {
        let bytes = hex!("123456789abcdef0");
        assert_eq!(text(Encoding::Binary, &bytes), "123456789abcdef0");
        assert_eq!(text(Encoding::BcdPlus, &bytes), "123456789 -.:,_0");
        assert_eq!(text(Encoding::SixBit, &hex!("29dca6")), "IPMI");
        assert_eq!(text(Encoding::SixBit, &hex!("29dca601")), "IPMI!   ");
        assert_eq!(text(Encoding::SixBit, &hex!("0102")), "!(  ");
        assert_eq!(text(Encoding::EightBit, b"A\0B"), "A");
        assert_eq!(text(Encoding::EightBit, b"trail  "), "trail  ");
    }
}
