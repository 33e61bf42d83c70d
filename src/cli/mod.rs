//! The command line.
pub mod argv;
pub mod getopt;
pub mod host;
pub mod letters;
pub mod long;
pub mod number;
pub mod secrets;
pub mod settings;
pub mod stop;
pub mod term;
pub mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

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
