//! The integration tests, one binary; a sentence for each module.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking and skips aloud"
)]

/// The `chassis` and `power` commands, as a program.
mod chassis;
/// Finds other people's programs, or skips aloud.
mod foreign;
/// Real ipmitool and FreeIPMI against the BMC of this crate.
mod foreign_mock;
/// The `mc` commands, as a program.
mod mc;
/// `ripmitool mock-bmc` as a program.
mod mock_bmc;
/// Options: their checks, messages and exit status, side by side with ipmitool.
mod options;
/// Client and BMC in memory, in simulated time, over a bad network.
mod pair;
/// Secrets leave the command line.
mod secrets;
/// The `user`, `channel`, `session` and `raw` commands, as a program.
mod user;
