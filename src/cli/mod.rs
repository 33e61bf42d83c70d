//! The command line: options, dispatch, output.
pub mod args;
pub mod argv;
pub mod cache;
pub mod channel;
pub mod chassis;
pub mod cleartext;
pub mod connect;
pub mod dcmi;
pub mod device;
pub mod diagnosis;
pub mod dispatch;
pub mod elsewhere;
pub mod event;
pub mod failure;
pub mod files;
pub mod firewall;
pub mod fru;
pub mod generate;
pub mod getopt;
pub mod groups;
pub mod host;
pub mod i2c;
pub mod inventory;
pub mod lan;
pub mod lan6;
pub mod letters;
pub mod long;
pub mod maker;
pub mod mc;
pub mod mock_bmc;
pub mod nm;
pub mod number;
pub mod out;
pub mod pef;
pub mod prompt;
pub mod raw;
pub mod reading;
pub mod reply;
pub mod sanitize;
pub mod save;
pub mod sdr;
pub mod secrets;
pub mod sel;
pub mod sensor;
pub mod session;
pub mod settings;
pub mod shell;
mod signals;
pub mod sol;
pub mod stop;
pub mod table;
pub mod term;
mod terminal;
pub mod text;
pub mod timestamp;
pub mod usage;
pub mod user;
pub mod words;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use failure::Failure;
use out::Out;
use settings::Settings;
use shell::{Ended, Seat};
use signals::Signals;

/// What a command may want to know of the command line beside its own words.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Name that the program was called by, for usage lines.
    pub program: String,
    /// Show times in UTC (`-Z`).
    pub utc: bool,
    /// The session is one of IPMI 1.5 (`-I lan`).
    pub lan: bool,
    /// LUN for `raw` (`-l`).
    pub lun: u8,
    /// `--wait`: wait until the state is reached, at most so long.
    pub wait: Option<Duration>,
    /// `--interval`: how often a watch looks.
    pub interval: Option<Duration>,
    /// `--or-on`: power cycle turns a machine on that is off.
    pub or_on: bool,
    /// `--allow-cleartext`: passwords may travel unencrypted.
    pub allow_cleartext: bool,
    /// `--dry-run`: say what would be written, and write nothing.
    pub dry_run: bool,
    /// Where sensor data records come from.
    pub records: inventory::Source,
    /// How to be a console.
    pub sol: sol::Wishes,
    /// File with texts for OEM events (`-O`).
    pub oem_sel: Option<files::OemFile>,
}

/// Runs the program and gives the exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let started = Instant::now();
    let args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|word| word == "mock-bmc") {
        return mock_bmc::main(args.into_iter().skip(2));
    }
    if args.get(1).is_some_and(|word| word == "generate") {
        return generate::main(args.into_iter().skip(2));
    }
    let settings = match settings::read(&args) {
        Ok(settings) => settings,
        Err(stop) => {
            // The options were not understood as a whole, so only these two are looked for.
            let json = long::is_asked(&args, "json", None)
                || long::is_asked(&args, "format", Some("json"));
            let detailed = long::is_asked(&args, "exit-codes", Some("detailed"));
            return out::stop(&stop, json, detailed);
        }
    };
    let mut out = Out::standard(settings.format, settings.verbosity);
    for warning in &settings.warnings {
        out.note(warning);
    }
    let status = run(settings, started, &mut out);
    ExitCode::from(status)
}

/// Reads the words, then runs the command in a session; gives the exit status.
fn run(mut settings: Settings, started: Instant, out: &mut Out<'_>) -> u8 {
    let own = (settings.interface == settings::Interface::Mock).then_some("mock");
    let host = settings.host.as_deref().or(own);
    out.about(host, &dispatch::name(&settings.words));
    let command = match dispatch::parse(&settings.words, &settings.context()) {
        Ok(command) => command,
        Err(failure) => return finish(&settings, out, &Err(failure)),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return finish(&settings, out, &Err(Failure::from(error))),
    };
    let status = runtime.block_on(in_session(&mut settings, started, command, out));
    // A name lookup that hangs must not keep the program.
    runtime.shutdown_background();
    status
}

/// Opens the session, runs the command, says how it ended, closes the session.
async fn in_session(
    settings: &mut Settings,
    started: Instant,
    command: dispatch::Command,
    out: &mut Out<'_>,
) -> u8 {
    let mut signals = match Signals::new() {
        Ok(signals) => signals,
        Err(error) => return finish(settings, out, &Err(error.into())),
    };
    let connected = tokio::select! {
        connected = connect::connect(settings, started) => connected,
        signal = signals.next() => return signal,
    };
    let mut connection = match connected {
        Ok(connection) => connection,
        Err(failure) => return finish(settings, out, &Err(failure)),
    };
    let announced = files::announce(settings, out);
    let work = async {
        match announced {
            Ok(()) => Seat::new(settings, &mut connection, out).run(command).await,
            Err(failure) => Ended::One(Err(failure)),
        }
    };
    let ended = tokio::select! {
        ended = work => Ok(ended),
        signal = signals.next() => Err(signal),
    };
    let status = match ended {
        Ok(Ended::One(outcome)) => finish(settings, out, &outcome),
        Ok(Ended::Many(status)) | Err(status) => status,
    };
    connection.close().await;
    status
}

fn finish(settings: &Settings, out: &mut Out<'_>, outcome: &Result<(), Failure>) -> u8 {
    let written = out.finish(outcome);
    match outcome {
        Err(failure) => failure.exit_code(settings.detailed_exit),
        Ok(()) if written.as_ref().is_err_and(|e| e.kind() != std::io::ErrorKind::BrokenPipe) => 1,
        Ok(()) => 0,
    }
}
