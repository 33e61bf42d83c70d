//! Key exchange codes and session keys of RAKP (IPMI v2.0 §13.31, §13.32).
use zeroize::Zeroizing;

use super::hmac::{Digest, hmac};
use super::secret::Secret;
use super::suite::Authentication;

/// All that goes into the codes and keys of one handshake.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Authentication algorithm: its HMAC is used for everything here.
    pub algorithm: Authentication,
    /// The console's session ID.
    pub console_sid: u32,
    /// The BMC's session ID.
    pub bmc_sid: u32,
    /// The console's random number, of RAKP 1.
    pub console_random: [u8; 16],
    /// The BMC's random number, of RAKP 2.
    pub bmc_random: [u8; 16],
    /// The BMC's GUID, of RAKP 2.
    pub bmc_guid: [u8; 16],
    /// The role byte of RAKP 1, as it was sent.
    pub role: u8,
    /// The user name of RAKP 1, as it was sent.
    pub username: Vec<u8>,
}

impl Exchange {
    /// The code in RAKP 2, by which the BMC proves that it knows the password.
    pub fn code2(&self, password: &Secret) -> Digest {
        self.hmac(
            &*user_key(password),
            &[
                &self.console_sid.to_le_bytes(),
                &self.bmc_sid.to_le_bytes(),
                &self.console_random,
                &self.bmc_random,
                &self.bmc_guid,
                &self.role_and_name(),
            ],
        )
    }

    /// The code in RAKP 3, by which the console proves the same.
    pub fn code3(&self, password: &Secret) -> Digest {
        self.code3_as(password, self.role)
    }

    /// [`Self::code3`] with another role byte, as some BMCs want it (quirk `intelplus`).
    pub fn code3_as(&self, password: &Secret, role: u8) -> Digest {
        let tail = role_and_name(role, &self.username);
        self.hmac(&*user_key(password), &[&self.bmc_random, &self.console_sid.to_le_bytes(), &tail])
    }

    /// The session integrity key, from K_g or, where none is set, from the password.
    pub fn sik(&self, password: &Secret, kg: Option<&Secret>) -> Digest {
        self.hmac(
            &*user_key(kg.unwrap_or(password)),
            &[&self.console_random, &self.bmc_random, &self.role_and_name()],
        )
    }

    /// The integrity check value in RAKP 4, whole; [`Authentication::check_len`] bytes are sent.
    pub fn code4(&self, sik: &Digest) -> Digest {
        self.code4_as(self.algorithm, sik)
    }

    /// [`Self::code4`] with another HMAC, as some BMCs want it (quirk `intelplus`).
    pub fn code4_as(&self, algorithm: Authentication, sik: &Digest) -> Digest {
        let parts: [&[u8]; 3] = [&self.console_random, &self.bmc_sid.to_le_bytes(), &self.bmc_guid];
        hmac(algorithm, sik.bytes(), &parts)
    }

    fn hmac(&self, key: &[u8], parts: &[&[u8]]) -> Digest {
        hmac(self.algorithm, key, parts)
    }

    fn role_and_name(&self) -> Vec<u8> {
        role_and_name(self.role, &self.username)
    }
}

/// Additional key 1, for packet integrity.
pub fn k1(algorithm: Authentication, sik: &Digest) -> Digest {
    hmac(algorithm, sik.bytes(), &[&[1; 20]])
}

/// Additional key 2, for encryption.
pub fn k2(algorithm: Authentication, sik: &Digest) -> Digest {
    hmac(algorithm, sik.bytes(), &[&[2; 20]])
}

fn user_key(secret: &Secret) -> Zeroizing<[u8; 20]> {
    secret.padded()
}

fn role_and_name(role: u8, username: &[u8]) -> Vec<u8> {
    let len = u8::try_from(username.len()).unwrap_or(u8::MAX);
    let mut out = vec![role, len];
    out.extend(username);
    out
}
