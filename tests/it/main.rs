//! Tests of the whole crate from outside, and of the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

// Any bytes into every parser, every state of a session, and the BMC.
mod bytes;
// Completions and man page.
mod generated;
// Imports, sizes and purity of the layers.
mod layers;
// Option errors, side by side with IPMItool.
mod options;
// A session and a BMC in memory.
mod pair;
// Secrets leave the command line.
mod secrets;
// Captured sessions of other programs.
mod vectors;
