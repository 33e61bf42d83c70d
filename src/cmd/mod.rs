//! Typed IPMI commands, one module for each chapter of the specification.
pub mod app;
pub mod boot;
pub mod chassis;
pub mod dcmi;
pub mod event;
pub mod lan;
pub mod oem;
pub mod pef;
pub mod privilege;
pub mod sensor;
pub mod session;
pub mod sol;
pub mod storage;

use crate::wire::{self, ids::Privilege};

/// One IPMI request and how to read its answer.
pub trait Command {
    /// Network function of the request (§5.1); the response's is one more.
    const NETFN: u8;
    /// Command number.
    const CMD: u8;
    /// The command's name in the specification, for messages.
    const NAME: &'static str;
    /// Least privilege level that the session needs (appendix G).
    const PRIVILEGE: Privilege = Privilege::User;
    /// False for a request that must not be carried out twice: when its answer is lost for good,
    /// the outcome is reported as not known.
    const REPEATABLE: bool = true;
    /// True when the request data holds a password or a key: traces never show it.
    const SECRET: bool = false;
    /// What a good answer holds.
    type Response;

    /// Appends the request data.
    fn emit(&self, out: &mut Vec<u8>);

    /// Reads the response data after completion code `0x00`. Bytes beyond what the specification
    /// says are ignored, since BMCs add them.
    ///
    /// # Errors
    /// Any [`wire::Error`] when the data is shorter or other than the specification says.
    fn parse(data: &[u8]) -> Result<Self::Response, wire::Error>;

    /// What a completion code of this command's own (`0x80` to `0xBE`) means.
    fn own_code(_code: u8) -> Option<&'static str> {
        None
    }
}
