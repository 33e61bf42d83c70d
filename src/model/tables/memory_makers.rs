//! Makers of semiconductors by their JEDEC numbers (JEP106).

/// The name behind a bank, which is the number of continuation codes, and a code with its parity
/// bit.
pub fn name(bank: u8, code: u8) -> Option<&'static str> {
    TABLE.lines().find_map(|line| {
        let (in_bank, rest) = line.split_once(' ')?;
        let (own, name) = rest.split_once(' ')?;
        let fits = in_bank.parse() == Ok(bank) && u8::from_str_radix(own, 16) == Ok(code);
        fits.then_some(name)
    })
}

/// The first bank that the table does not have.
pub const BANKS: u8 = 9;

/// Lines of bank, code and name.
const TABLE: &str = include_str!("memory_makers.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_have_names() {
        assert_eq!(name(0, 0xce), Some("Samsung"));
        assert_eq!(name(1, 0x98), Some("Kingston"));
        assert_eq!((name(0, 0x00), name(BANKS, 0x01)), (None, None));
    }

    #[test]
    fn every_line_is_read() {
        for line in TABLE.lines() {
            let mut words = line.splitn(3, ' ');
            let bank = words.next().unwrap().parse().unwrap();
            let code = u8::from_str_radix(words.next().unwrap(), 16).unwrap();
            assert_eq!(name(bank, code), words.next(), "{line}");
            assert!(bank < BANKS && code.count_ones() % 2 == 1, "{line}");
        }
    }
}
