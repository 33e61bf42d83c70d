//! The command line.
pub mod getopt;
pub mod long;
pub mod number;
pub mod stop;

use std::ffi::OsString;
use std::process::ExitCode;
/// Runs the program and gives the exit status.
pub fn main(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
