//! Names in records (IPMI v2.0 §43.15).

/// A name in one of four encodings. Nothing here is trusted: the length may say more than there
/// is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdString {
    /// Type and length as they come: bits 7:6 the encoding, bits 4:0 the number of bytes.
    pub type_length: u8,
    /// The bytes that are there.
    pub bytes: Vec<u8>,
}

impl IdString {
    /// Takes the bytes that `type_length` names out of `rest`, or as many as there are.
    pub fn new(type_length: u8, rest: &[u8]) -> Self {
        let len = usize::from(type_length & 0x1f);
        let bytes = rest.get(..len).unwrap_or(rest).to_vec();
        Self { type_length, bytes }
    }

    /// The name in readable form, up to the first NUL, without blanks at the end.
    pub fn decode(&self) -> String {
        let text = match self.type_length >> 6 {
            0 => self.unicode(),
            1 => {
                self.bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]).map(bcd_plus).collect()
            }
            2 => six_bit(&self.bytes),
            _ => self.bytes.iter().copied().take_while(|b| *b != 0).map(char::from).collect(),
        };
        let end = text.find('\0').unwrap_or(text.len());
        text.get(..end).unwrap_or_default().trim_end().to_owned()
    }

    fn unicode(&self) -> String {
        let units = self.bytes.chunks_exact(2).map(|pair| match pair {
            [low, high] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }
}

/// A digit of BCD plus.
pub fn bcd_plus(nibble: u8) -> char {
    match nibble {
        digit @ 0..=9 => char::from(b'0' + digit),
        10 => ' ',
        11 => '-',
        12 => '.',
        13 => ':',
        14 => ',',
        _ => '_',
    }
}

/// Packed 6-bit ASCII: four characters from blank to underscore in three bytes.
pub fn six_bit(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3);
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for (at, byte) in group.iter().enumerate() {
            bits |= u32::from(*byte) << (8 * at);
        }
        for at in 0..group.len() * 8 / 6 {
            let [six, ..] = (bits >> (6 * at) & 0x3f).to_le_bytes();
            text.push(char::from(six + 0x20));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_encodings_are_read() {
        let decode = |type_length, bytes: &[u8]| IdString::new(type_length, bytes).decode();
        assert_eq!(decode(0xc4, b"Fan1 and more"), "Fan1");
        assert_eq!(decode(0xc6, b"Fan1  "), "Fan1");
        assert_eq!(decode(0xcf, b"Fan\xe9"), "Fané");
        assert_eq!(decode(0xc5, b"A\0bcd"), "A");
        assert_eq!(decode(0x43, &[0x12, 0x3b, 0xcd]), "123-.:");
        // The example of §43.15: "IPMI".
        assert_eq!(decode(0x83, &[0x29, 0xdc, 0xa6]), "IPMI");
        assert_eq!(decode(0x04, &[0x46, 0, 0xa9, 0x03]), "FΩ");
        assert_eq!(decode(0xdf, &[]), "");
    }
}
