//! The BMC without sockets, in simulated time.
mod commands;
mod console;
mod handshake;
mod rarer;
mod serial;
mod unruly;
mod v15;
