//! Talks IPMI 1.5 and 2.0 over a network to a baseboard management controller (BMC).
pub mod cli;
pub mod crypto;
pub mod mock;
pub mod wire;
