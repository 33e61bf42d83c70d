//! Passwords and keys that wipe themselves and show nothing.
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A password or a key. Wiped on drop; `Debug` prints `Secret(..)`.
#[derive(Clone, Default, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes over.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for computing.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes filled up with zeros to `N`, or cut to it.
    pub fn padded<const N: usize>(&self) -> Zeroizing<[u8; N]> {
        let mut out = Zeroizing::new([0; N]);
        for (to, from) in out.iter_mut().zip(self.0.iter()) {
            *to = *from;
        }
        out
    }

    /// Compares two of 20 bytes at most, filled up with zeros, in constant time: not even the
    /// length shows.
    pub fn same(&self, other: &Self) -> bool {
        self.padded::<20>().ct_eq(&*other.padded::<20>()).into()
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True for no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// In a time that depends on the length only.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secret::from("hunter2")), "Secret(..)");
    }

    #[test]
    fn secrets_are_compared() {
        let (short, long) = (Secret::from("ab"), Secret::from("ab\0"));
        assert!(short == Secret::from("ab") && short != Secret::from("ac") && short != long);
        assert!(short.same(&long) && !short.same(&Secret::from("ac")));
    }

    #[test]
    fn padding_fills_and_cuts() {
        assert_eq!(*Secret::from("ab").padded::<4>(), *b"ab\0\0");
        assert_eq!(*Secret::from("abcdef").padded::<4>(), *b"abcd");
    }
}
