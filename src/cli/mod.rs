//! The command line: options, dispatch, output.
pub mod args;
pub mod argv;
pub mod channel;
pub mod chassis;
pub mod cleartext;
pub mod diagnosis;
pub mod failure;
pub mod getopt;
pub mod host;
pub mod letters;
pub mod long;
pub mod number;
pub mod out;
pub mod raw;
pub mod reply;
pub mod sanitize;
pub mod secrets;
pub mod session;
pub mod settings;
pub mod stop;
pub mod table;
pub mod term;
pub mod text;
pub mod usage;
pub mod user;
pub mod words;

use std::ffi::OsString;
use std::io::Write;
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
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let stop = match settings::read(&args) {
        Ok(settings) => stop::Stop::default().after(&settings.warnings),
        Err(stop) => stop,
    };
    let written = std::io::stdout().write_all(&stop.stdout);
    let _ = written.and_then(|()| std::io::stderr().write_all(&stop.stderr));
    ExitCode::from(stop.status)
}
