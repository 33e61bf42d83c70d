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

/// Any bytes into every parser, every state of a session, and the BMC.
mod bytes;
/// The `chassis` and `power` commands, as a program.
mod chassis;
/// `-I mock`: the BMC inside the program.
mod embedded;
/// Finds other people's programs, or skips aloud.
mod foreign;
/// Real ipmitool and FreeIPMI against the BMC of this crate.
mod foreign_mock;
/// Completions and man page are fresh, and bash completes with them.
mod generated;
/// A session and a BMC on a perfect wire, for `bytes` and for the fuzz targets.
mod joined;
/// Imports, sizes and purity of the layers.
mod layers;
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
/// Captured sessions of other programs.
mod vectors;
