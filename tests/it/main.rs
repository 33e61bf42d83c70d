//! Tests that run the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may fail so"
)]

mod bmc;
mod diagnosis;
mod faults;
mod foreign;
mod foreign_sim;
mod options;
mod secrets;
mod signals;
mod sim;
