//! Keyed hashes of the RAKP authentication algorithms (IPMI v2.0 §13.28).
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use super::suite::Authentication;

/// The output of a keyed hash: 0 to 32 bytes. Wiped on drop, since session keys are made of it.
#[derive(Clone, Default)]
pub struct Digest {
    bytes: [u8; 32],
    len: usize,
}

impl Digest {
    fn new(from: &[u8]) -> Self {
        let mut digest = Self { bytes: [0; 32], len: from.len().min(32) };
        for (to, from) in digest.bytes.iter_mut().zip(from) {
            *to = *from;
        }
        digest
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The first `len` bytes, or all.
    pub fn first(&self, len: usize) -> &[u8] {
        self.bytes().get(..len).unwrap_or(self.bytes())
    }

    /// Compares the first `len` bytes with `other` in constant time.
    pub fn matches(&self, len: usize, other: &[u8]) -> bool {
        self.first(len).ct_eq(other).into()
    }
}

impl Drop for Digest {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digest(..)")
    }
}

/// HMAC of the concatenated `parts` under `key`; empty for [`Authentication::None`].
pub fn hmac(algorithm: Authentication, key: &[u8], parts: &[&[u8]]) -> Digest {
    fn run<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> Digest {
        // HMAC takes a key of any length; an error cannot happen.
        let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else { return Digest::default() };
        for part in parts {
            mac.update(part);
        }
        Digest::new(&mac.finalize().into_bytes())
    }
    match algorithm {
        Authentication::None => Digest::default(),
        Authentication::HmacMd5 => run::<Hmac<Md5>>(key, parts),
        Authentication::HmacSha1 => run::<Hmac<Sha1>>(key, parts),
        Authentication::HmacSha256 => run::<Hmac<Sha256>>(key, parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// RFC 2202 and RFC 4231, test case 2: key "Jefe", data split in two here.
    #[test]
    fn rfc_values() {
        let parts: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
        let cases: [(_, &[u8]); 3] = [
            (Authentication::HmacMd5, &hex!("750c783e6ab0b503eaa86e310a5db738")),
            (Authentication::HmacSha1, &hex!("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")),
            (
                Authentication::HmacSha256,
                &hex!("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            ),
        ];
        for (algorithm, expected) in cases {
            let digest = hmac(algorithm, b"Jefe", &parts);
            assert_eq!(digest.bytes(), expected, "{algorithm:?}");
            assert!(digest.matches(12, &expected[..12]));
            assert!(!digest.matches(12, &expected[..11]));
        }
        assert!(hmac(Authentication::None, b"k", &parts).bytes().is_empty());
    }
}
