//! The BMC without sockets, in simulated time.
mod commands;
pub(super) mod console;
mod guard;
mod handshake;
mod host;
mod rarer;
mod serial;
mod unruly;
mod v15;
