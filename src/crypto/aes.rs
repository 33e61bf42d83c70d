//! AES-CBC-128 payloads with IPMI's padding (IPMI v2.0 §13.29).
use aes::Aes128;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use zeroize::Zeroizing;

use super::hmac::Digest;

/// Length of the key, the initialization vector and a block, in bytes.
pub const BLOCK: usize = 16;

/// Encrypts and decrypts the payloads of one session. Keyed with the first 16 bytes of K2.
#[derive(Clone)]
pub struct Cipher(Zeroizing<[u8; BLOCK]>);

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cipher(..)")
    }
}

impl Cipher {
    /// For a session with that K2.
    pub fn new(k2: &Digest) -> Self {
        let mut key = Zeroizing::new([0; BLOCK]);
        for (to, from) in key.iter_mut().zip(k2.bytes()) {
            *to = *from;
        }
        Self(key)
    }

    /// The encrypted payload: `iv`, then the ciphertext. `iv` must be fresh for every packet.
    /// The pad has 0 to 15 bytes, since OpenBMC refuses more.
    pub fn seal(&self, iv: [u8; BLOCK], payload: &[u8]) -> Vec<u8> {
        self.seal_with(iv, payload, (BLOCK - (payload.len() + 1) % BLOCK) % BLOCK)
    }

    /// [`Self::seal`] with a pad of 1 to 16 bytes, as OpenBMC makes it.
    pub fn seal_long(&self, iv: [u8; BLOCK], payload: &[u8]) -> Vec<u8> {
        self.seal_with(iv, payload, BLOCK - (payload.len() + 1) % BLOCK)
    }

    fn seal_with(&self, iv: [u8; BLOCK], payload: &[u8], pad: usize) -> Vec<u8> {
        let pad_length = u8::try_from(pad).unwrap_or_default();
        let mut plain = Zeroizing::new(payload.to_vec());
        plain.extend(1..=pad_length);
        plain.push(pad_length);
        let cipher = cbc::Encryptor::<Aes128>::new((&*self.0).into(), (&iv).into());
        let mut out = iv.to_vec();
        out.extend(cipher.encrypt_padded_vec::<NoPadding>(&plain));
        out
    }

    /// The payload, or `None` when the length or the pad is not right. A pad of 16 bytes is
    /// taken, since OpenBMC sends it. Check integrity first.
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (iv, body) = sealed.split_first_chunk::<BLOCK>()?;
        if body.is_empty() || body.len() % BLOCK != 0 {
            return None;
        }
        let cipher = cbc::Decryptor::<Aes128>::new((&*self.0).into(), iv.into());
        let mut plain = cipher.decrypt_padded_vec::<NoPadding>(body).ok()?;
        let pad = plain.pop()?;
        if usize::from(pad) > BLOCK {
            return None;
        }
        let keep = plain.len().checked_sub(pad.into())?;
        let right = plain.get(keep..)?.iter().zip(1..=pad).all(|(got, expected)| *got == expected);
        plain.truncate(keep);
        right.then_some(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hmac::hmac;
    use crate::crypto::suite::Authentication;
    use hex_literal::hex;

    fn cipher() -> Cipher {
        Cipher::new(&hmac(Authentication::HmacSha1, b"key", &[b"data"]))
    }

    /// SP 800-38A, F.2.1, first block.
    #[test]
    fn nist_value() {
        let cipher = Cipher(Zeroizing::new(hex!("2b7e151628aed2a6abf7158809cf4f3c")));
        let iv = hex!("000102030405060708090a0b0c0d0e0f");
        let plain = hex!("6bc1bee22e409f96e93d7e117393172a");
        let sealed = cipher.seal(iv, &plain);
        assert_eq!(sealed[16..32], hex!("7649abac8119b246cee98e9b12e9197d"));
    }

    #[test]
    fn every_length_comes_back_and_pads_are_under_16() {
        for len in 0..40 {
            let plain = vec![0x5a; len];
            let sealed = cipher().seal([7; 16], &plain);
            assert_eq!(sealed.len(), 16 + (len / 16 + 1) * 16);
            assert_eq!(cipher().open(&sealed), Some(plain.clone()));
            let long = cipher().seal_long([7; 16], &plain);
            assert_eq!(long.len(), 16 + ((len + 1) / 16 + 1) * 16);
            assert_eq!(cipher().open(&long), Some(plain));
        }
    }

    #[test]
    fn a_pad_of_16_is_taken_and_a_wrong_one_is_not() {
        let seal_raw = |plain: &[u8]| {
            let cipher = cbc::Encryptor::<Aes128>::new((&*cipher().0).into(), (&[7; 16]).into());
            let mut out = vec![7; 16];
            out.extend(cipher.encrypt_padded_vec::<NoPadding>(plain));
            out
        };
        let mut plain = vec![0x5a; 15];
        plain.extend(1..=16);
        plain.push(16);
        assert_eq!(cipher().open(&seal_raw(&plain)), Some(vec![0x5a; 15]));
        plain[20] ^= 1;
        assert_eq!(cipher().open(&seal_raw(&plain)), None);
        let mut lie = vec![0; 15];
        lie.push(0xff);
        assert_eq!(cipher().open(&seal_raw(&lie)), None);
    }

    #[test]
    fn odd_lengths_are_refused() {
        for len in [0, 1, 15, 16, 17, 31, 33] {
            assert_eq!(cipher().open(&vec![0; len]), None, "{len} bytes");
        }
    }
}
