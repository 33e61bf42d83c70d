//! Session establishment and requests as state machines without IO: bytes, time and random
//! numbers in; bytes, deadlines and events out.
pub mod error;
pub mod quirks;
