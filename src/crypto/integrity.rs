//! Auth codes of RMCP+ packets (IPMI v2.0 §13.28).
use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::hmac::{Digest, hmac};
use super::secret::Secret;
use super::suite::{Authentication, Integrity};

/// Computes and checks packet auth codes with the keys of one session.
#[derive(Clone)]
pub struct Signer {
    algorithm: Integrity,
    k1: Digest,
    /// Only MD5-128 uses it.
    password: Zeroizing<[u8; 20]>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

impl Signer {
    /// For a session with that K1. The password itself is the key of [`Integrity::Md5_128`].
    pub fn new(algorithm: Integrity, k1: Digest, password: &Secret) -> Self {
        Self { algorithm, k1, password: password.padded() }
    }

    /// Length of a code, 0 for [`Integrity::None`].
    pub fn code_len(&self) -> usize {
        self.algorithm.code_len()
    }

    /// The code over `covered`.
    pub fn sign(&self, covered: &[u8]) -> Vec<u8> {
        let keyed = |algorithm| {
            let code = hmac(algorithm, self.k1.bytes(), &[covered]);
            code.first(self.code_len()).to_vec()
        };
        match self.algorithm {
            Integrity::None => Vec::new(),
            Integrity::HmacSha1_96 => keyed(Authentication::HmacSha1),
            Integrity::HmacMd5_128 => keyed(Authentication::HmacMd5),
            Integrity::HmacSha256_128 => keyed(Authentication::HmacSha256),
            Integrity::Md5_128 => {
                let mut hash = Md5::new();
                for part in [&self.password[..], covered, &self.password[..]] {
                    hash.update(part);
                }
                hash.finalize().to_vec()
            }
        }
    }

    /// Checks `code` in constant time.
    pub fn verify(&self, covered: &[u8], code: &[u8]) -> bool {
        self.sign(covered).ct_eq(code).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_key() {
        let sik = hmac(Authentication::HmacSha1, b"key", &[b"data"]);
        let signer = Signer::new(Integrity::Md5_128, sik, &Secret::from("~~~"));
        assert_eq!(format!("{signer:?}"), "Signer { algorithm: Md5_128, .. }");
    }

    #[test]
    fn codes_have_their_length_and_depend_on_every_byte() {
        let sik = hmac(Authentication::HmacSha1, b"key", &[b"data"]);
        for algorithm in [
            Integrity::None,
            Integrity::HmacSha1_96,
            Integrity::HmacMd5_128,
            Integrity::Md5_128,
            Integrity::HmacSha256_128,
        ] {
            let signer = Signer::new(algorithm, sik.clone(), &Secret::from("password"));
            let mut data = *b"some packet";
            let code = signer.sign(&data);
            assert_eq!(code.len(), algorithm.code_len());
            assert!(signer.verify(&data, &code));
            data[3] ^= 1;
            assert_eq!(signer.verify(&data, &code), algorithm == Integrity::None);
        }
    }
}
