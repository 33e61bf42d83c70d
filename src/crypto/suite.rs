//! Cipher suites (IPMI v2.0 §22.15.2, table 22-20) and their algorithms (tables 13-17 to 13-19).
use crate::wire::rakp::Algorithms;

/// How the two ends prove that they know the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Authentication {
    /// RAKP-none.
    None,
    /// RAKP-HMAC-SHA1.
    HmacSha1,
    /// RAKP-HMAC-MD5.
    HmacMd5,
    /// RAKP-HMAC-SHA256.
    HmacSha256,
}

/// How packets are protected against change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integrity {
    /// Not at all.
    None,
    /// HMAC-SHA1-96.
    HmacSha1_96,
    /// HMAC-MD5-128.
    HmacMd5_128,
    /// MD5-128 keyed with the password.
    Md5_128,
    /// HMAC-SHA256-128.
    HmacSha256_128,
}

/// How payloads are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidentiality {
    /// Not at all.
    None,
    /// AES-CBC-128.
    AesCbc128,
    /// xRC4 with 128 bits: broken, not implemented.
    Xrc4_128,
    /// xRC4 with 40 bits: broken, not implemented.
    Xrc4_40,
}

impl Authentication {
    /// The algorithm for a wire value.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            0 => Some(Self::None),
            1 => Some(Self::HmacSha1),
            2 => Some(Self::HmacMd5),
            3 => Some(Self::HmacSha256),
            _ => None,
        }
    }

    /// The value on the wire.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::None => 0,
            Self::HmacSha1 => 1,
            Self::HmacMd5 => 2,
            Self::HmacSha256 => 3,
        }
    }

    /// Length of a key exchange authentication code, in bytes.
    pub const fn code_len(self) -> usize {
        match self {
            Self::None => 0,
            Self::HmacSha1 => 20,
            Self::HmacMd5 => 16,
            Self::HmacSha256 => 32,
        }
    }

    /// Length of the integrity check value in RAKP 4, in bytes.
    pub const fn check_len(self) -> usize {
        match self {
            Self::None => 0,
            Self::HmacSha1 => 12,
            Self::HmacMd5 | Self::HmacSha256 => 16,
        }
    }
}

impl Integrity {
    /// The algorithm for a wire value.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            0 => Some(Self::None),
            1 => Some(Self::HmacSha1_96),
            2 => Some(Self::HmacMd5_128),
            3 => Some(Self::Md5_128),
            4 => Some(Self::HmacSha256_128),
            _ => None,
        }
    }

    /// The value on the wire.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::None => 0,
            Self::HmacSha1_96 => 1,
            Self::HmacMd5_128 => 2,
            Self::Md5_128 => 3,
            Self::HmacSha256_128 => 4,
        }
    }

    /// Length of a packet's auth code, in bytes.
    pub const fn code_len(self) -> usize {
        match self {
            Self::None => 0,
            Self::HmacSha1_96 => 12,
            Self::HmacMd5_128 | Self::Md5_128 | Self::HmacSha256_128 => 16,
        }
    }
}

impl Confidentiality {
    /// The algorithm for a wire value.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            0 => Some(Self::None),
            1 => Some(Self::AesCbc128),
            2 => Some(Self::Xrc4_128),
            3 => Some(Self::Xrc4_40),
            _ => None,
        }
    }

    /// The value on the wire.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::None => 0,
            Self::AesCbc128 => 1,
            Self::Xrc4_128 => 2,
            Self::Xrc4_40 => 3,
        }
    }
}

/// Three algorithms that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CipherSuite {
    /// Proof of the password.
    pub authentication: Authentication,
    /// Packet integrity.
    pub integrity: Integrity,
    /// Payload encryption.
    pub confidentiality: Confidentiality,
}

impl CipherSuite {
    /// The standard suite with that ID, 0 to 19.
    pub const fn by_id(id: u8) -> Option<Self> {
        use Authentication as A;
        use Confidentiality as C;
        use Integrity as I;
        let (authentication, integrity, confidentiality) = match id {
            0 => (A::None, I::None, C::None),
            1 => (A::HmacSha1, I::None, C::None),
            2 => (A::HmacSha1, I::HmacSha1_96, C::None),
            3 => (A::HmacSha1, I::HmacSha1_96, C::AesCbc128),
            4 => (A::HmacSha1, I::HmacSha1_96, C::Xrc4_128),
            5 => (A::HmacSha1, I::HmacSha1_96, C::Xrc4_40),
            6 => (A::HmacMd5, I::None, C::None),
            7 => (A::HmacMd5, I::HmacMd5_128, C::None),
            8 => (A::HmacMd5, I::HmacMd5_128, C::AesCbc128),
            9 => (A::HmacMd5, I::HmacMd5_128, C::Xrc4_128),
            10 => (A::HmacMd5, I::HmacMd5_128, C::Xrc4_40),
            11 => (A::HmacMd5, I::Md5_128, C::None),
            12 => (A::HmacMd5, I::Md5_128, C::AesCbc128),
            13 => (A::HmacMd5, I::Md5_128, C::Xrc4_128),
            14 => (A::HmacMd5, I::Md5_128, C::Xrc4_40),
            15 => (A::HmacSha256, I::None, C::None),
            16 => (A::HmacSha256, I::HmacSha256_128, C::None),
            17 => (A::HmacSha256, I::HmacSha256_128, C::AesCbc128),
            18 => (A::HmacSha256, I::HmacSha256_128, C::Xrc4_128),
            19 => (A::HmacSha256, I::HmacSha256_128, C::Xrc4_40),
            _ => return None,
        };
        Some(Self { authentication, integrity, confidentiality })
    }

    /// The standard ID of these algorithms, where they have one.
    pub fn id(self) -> Option<u8> {
        (0..=19).find(|id| Self::by_id(*id) == Some(self))
    }

    /// The algorithms of a proposal or an answer; `None` when one of them is not known.
    pub fn from_algorithms(algorithms: Algorithms) -> Option<Self> {
        Some(Self {
            authentication: Authentication::from_u8(algorithms.authentication)?,
            integrity: Integrity::from_u8(algorithms.integrity)?,
            confidentiality: Confidentiality::from_u8(algorithms.confidentiality)?,
        })
    }

    /// The numbers for the wire.
    pub const fn algorithms(self) -> Algorithms {
        Algorithms {
            authentication: self.authentication.to_u8(),
            integrity: self.integrity.to_u8(),
            confidentiality: self.confidentiality.to_u8(),
        }
    }

    /// True when this crate can do it: all but xRC4.
    pub const fn is_supported(self) -> bool {
        matches!(self.confidentiality, Confidentiality::None | Confidentiality::AesCbc128)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_algorithms_go_both_ways() {
        for id in 0..=19 {
            let suite = CipherSuite::by_id(id).unwrap();
            assert_eq!(suite.id(), Some(id));
            assert_eq!(CipherSuite::from_algorithms(suite.algorithms()), Some(suite));
            let rc4 = matches!(id, 4 | 5 | 9 | 10 | 13 | 14 | 18 | 19);
            assert_eq!(suite.is_supported(), !rc4, "suite {id}");
        }
        assert_eq!(CipherSuite::by_id(20), None);
    }
}
