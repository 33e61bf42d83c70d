//! Auth codes of IPMI 1.5 packets (IPMI v2.0 §22.17.1).
use md2::Md2;
use md5::{Digest, Md5};
use subtle::ConstantTimeEq;

use super::secret::Secret;
use crate::wire::v15::AuthType;

/// The code of a packet; `None` for [`AuthType::None`].
///
/// `password` counts up to its 16th byte. For [`AuthType::Oem`] the code is the plain password,
/// as `-o quanta` wants it.
pub fn code(
    auth_type: AuthType,
    password: &Secret,
    session_id: u32,
    sequence: u32,
    message: &[u8],
) -> Option<[u8; 16]> {
    let key = password.padded::<16>();
    let (session_id, sequence) = (session_id.to_le_bytes(), sequence.to_le_bytes());
    let parts: [&[u8]; 5] = [&key[..], &session_id, message, &sequence, &key[..]];
    match auth_type {
        AuthType::None => None,
        AuthType::Md2 => Some(digest::<Md2>(&parts)),
        AuthType::Md5 => Some(digest::<Md5>(&parts)),
        AuthType::Password | AuthType::Oem => Some(*key),
    }
}

/// Compares two codes in constant time.
pub fn matches(expected: Option<[u8; 16]>, got: Option<[u8; 16]>) -> bool {
    match (expected, got) {
        (None, None) => true,
        (Some(expected), Some(got)) => expected.ct_eq(&got).into(),
        _ => false,
    }
}

/// What takes the password's place in Activate Session under `-o supermicro`: MD5 of the
/// challenge, exclusive-or the MD5 of the password.
pub fn supermicro_key(password: &Secret, challenge: &[u8; 16]) -> Secret {
    let hashed = Md5::digest(password.bytes());
    let mixed: Vec<u8> = challenge.iter().zip(hashed.iter()).map(|(a, b)| a ^ b).collect();
    Secret::new(Md5::digest(&mixed).to_vec())
}

fn digest<D: Digest>(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_by_type_and_by_every_part() {
        let password = Secret::from("password");
        let base = code(AuthType::Md5, &password, 1, 2, b"message");
        assert_eq!(code(AuthType::None, &password, 1, 2, b"message"), None);
        assert_eq!(
            code(AuthType::Password, &password, 1, 2, b"message"),
            Some(*b"password\0\0\0\0\0\0\0\0")
        );
        for other in [
            code(AuthType::Md2, &password, 1, 2, b"message"),
            code(AuthType::Md5, &Secret::from("passwore"), 1, 2, b"message"),
            code(AuthType::Md5, &password, 2, 2, b"message"),
            code(AuthType::Md5, &password, 1, 3, b"message"),
            code(AuthType::Md5, &password, 1, 2, b"massage"),
        ] {
            assert!(!matches(base, other));
        }
        assert!(matches(base, base));
        assert!(!matches(base, None));
    }
}
