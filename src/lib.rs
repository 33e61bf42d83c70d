//! Talks IPMI 1.5 and 2.0 over a network to a baseboard management controller (BMC), and is one.
//!
//! The layers, each of which knows only those above it in this list: [`wire`] (bytes), [`crypto`]
//! (codes and ciphers), [`model`] (records and tables), [`cmd`] (requests and their answers),
//! [`session`] (state machines without IO), [`error`], [`transport`] (sockets and time), [`cli`].
//! Beside them stands [`mock`], the BMC, on `wire` and `crypto` alone.
pub mod cli;
pub mod cmd;
pub mod crypto;
pub mod error;
pub mod mock;
pub mod model;
pub mod session;
pub mod transport;
pub mod wire;
