//! The command line.
pub mod mock_bmc;

use std::ffi::OsString;
use std::process::ExitCode;
/// Runs the program and gives the exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args = args.into_iter().skip(1);
    if args.next().is_some_and(|first| first == "mock-bmc") {
        return mock_bmc::main(args);
    }
    ExitCode::SUCCESS
}
