//! Keys, codes and ciphers: pure functions over bytes, on top of the RustCrypto crates.
pub mod aes;
pub mod auth15;
pub mod hmac;
pub mod integrity;
pub mod rakp;
pub mod records;
pub mod secret;
pub mod suite;
