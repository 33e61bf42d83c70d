//! The session, without IO: bytes and time in, bytes and deadlines out.
pub mod quirks;
