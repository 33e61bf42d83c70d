//! The command line: options, dispatch, output.
pub mod chassis;
pub mod diagnosis;
pub mod failure;
pub mod out;
pub mod sanitize;
pub mod table;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

/// What a command may want to know of the command line beside its own words.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Name that the program was called by, for usage lines.
    pub program: String,
    /// Show times in UTC (`-Z`).
    pub utc: bool,
    /// LUN for `raw` (`-l`).
    pub lun: u8,
    /// `--wait`: wait until the state is reached, at most so long.
    pub wait: Option<Duration>,
    /// `--or-on`: power cycle turns a machine on that is off.
    pub or_on: bool,
    /// `--allow-cleartext`: passwords may travel unencrypted.
    pub allow_cleartext: bool,
}

/// Runs the program and gives the exit status.
pub fn main(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
