//! Bytes on the wire: parsing and emitting, with no IO, no clock and no random source.
//!
//! Every type here has `parse`, which is total over any bytes, and `emit`, which appends to a
//! buffer; `parse(emit(x)) == x`. Both directions are here, since the client and the BMC of this
//! crate share them; captured packets in `tests/vectors` keep the two ends honest.
pub mod buf;
pub mod completion;
pub mod ids;
pub mod message;
pub mod rakp;
pub mod rmcp;
pub mod sol;
pub mod v15;
pub mod v20;

/// Why bytes could not be read as a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A checksum over the named part did not come to zero.
    #[error("bad checksum over the {0}")]
    Checksum(&'static str),
    /// The buffer ended before the named field.
    #[error("message too short: no {0}")]
    Short(&'static str),
    /// A field holds a value that leaves the rest unreadable.
    #[error("bad {field}: {value:#04x}")]
    Value {
        /// The field's name in the specification.
        field: &'static str,
        /// What was found.
        value: u32,
    },
}
