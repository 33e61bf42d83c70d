//! A cursor over received bytes.
use super::Error;

/// Reads fields in order. IPMI multi-byte fields are little-endian.
#[derive(Clone, Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the first byte of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Takes the next `N` bytes, or names the field that was missing.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` when fewer than `N` bytes are left.
    pub fn array<const N: usize>(&mut self, field: &'static str) -> Result<[u8; N], Error> {
        let (head, rest) = self.0.split_first_chunk().ok_or(Error::Short(field))?;
        self.0 = rest;
        Ok(*head)
    }

    /// Takes the next `len` bytes.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` when fewer than `len` bytes are left.
    pub fn take(&mut self, len: usize, field: &'static str) -> Result<&'a [u8], Error> {
        let (head, rest) = self.0.split_at_checked(len).ok_or(Error::Short(field))?;
        self.0 = rest;
        Ok(head)
    }

    /// Takes one byte.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` at the end of the buffer.
    pub fn u8(&mut self, field: &'static str) -> Result<u8, Error> {
        self.array::<1>(field).map(|[byte]| byte)
    }

    /// Takes a 16-bit field, least significant byte first.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` when fewer than 2 bytes are left.
    pub fn u16(&mut self, field: &'static str) -> Result<u16, Error> {
        self.array(field).map(u16::from_le_bytes)
    }

    /// Takes a 24-bit field, least significant byte first.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` when fewer than 3 bytes are left.
    pub fn u24(&mut self, field: &'static str) -> Result<u32, Error> {
        self.array(field).map(|[low, middle, high]| u32::from_le_bytes([low, middle, high, 0]))
    }

    /// Takes a 32-bit field, least significant byte first.
    ///
    /// # Errors
    /// [`Error::Short`] with `field` when fewer than 4 bytes are left.
    pub fn u32(&mut self, field: &'static str) -> Result<u32, Error> {
        self.array(field).map(u32::from_le_bytes)
    }

    /// Takes all bytes that are left, possibly none.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.0)
    }

    /// True when nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes are left.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_little_endian_and_a_missing_field_is_named() {
        let mut r = Reader::new(&[1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(r.u8("a"), Ok(0x01));
        assert_eq!(r.u16("b"), Ok(0x0302));
        assert_eq!(r.u24("c"), Ok(0x0006_0504));
        assert_eq!(r.u32("d"), Err(Error::Short("d")));
        assert_eq!(r.rest(), [7]);
        assert!(r.is_empty());
    }
}
