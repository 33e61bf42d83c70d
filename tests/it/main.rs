//! Integration tests, one binary.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests may"
)]

mod foreign;
/// Real ipmitool and FreeIPMI against the BMC of this crate.
mod foreign_mock;
/// `ripmitool mock-bmc` as a program.
mod mock_bmc;
