//! The long options: all of them are ours, IPMItool has none.
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{CommandFactory, Parser, ValueEnum};

use super::getopt::Takes;
use super::out::Format;
use super::stop::Stop;

/// What the exit status tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExitCodes {
    /// 0 or 1, as IPMItool.
    #[default]
    Plain,
    /// A number for each kind of failure.
    Detailed,
}

/// Long options, valid everywhere on the command line.
#[derive(Debug, Default, Parser)]
#[command(name = "ripmitool", disable_help_flag = true, disable_version_flag = true)]
pub struct LongOptions {
    /// Write JSON: the same as --format json
    #[arg(long, global = true)]
    pub json: bool,
    /// How results are written
    #[arg(long, value_name = "FORMAT", value_enum, global = true)]
    pub format: Option<Format>,
    /// Give up after this time, whatever is going on: 2s, 500ms, 1.5, 1m
    #[arg(long, value_name = "DURATION", value_parser = duration, global = true)]
    pub deadline: Option<Duration>,
    /// Exit status: 0 or 1 only, or one for each kind of failure
    #[arg(long, value_name = "KIND", value_enum, global = true)]
    pub exit_codes: Option<ExitCodes>,
    /// Work around faults of a BMC, by -W or -o names; list prints them
    #[arg(long, value_name = "NAME,...", global = true)]
    pub quirks: Vec<String>,
    /// The weakest cipher suite to accept: 3 or 17
    #[arg(long, value_name = "SUITE", value_parser = min_cipher, global = true)]
    pub min_cipher: Option<u8>,
    /// Let passwords be set over a session that is not encrypted
    #[arg(long, global = true)]
    pub allow_cleartext: bool,
    /// Take the password from the first line a shell command prints
    #[arg(long, value_name = "COMMAND", global = true)]
    pub password_command: Option<OsString>,
    /// Refuse -P, -k and -y, and password files that others can read
    #[arg(long, global = true)]
    pub no_argv_secrets: bool,
    /// Take password files that others can read without complaint
    #[arg(long, global = true)]
    pub insecure_file: bool,
    /// Wait for the wanted power state, at most so long [default=5m]
    #[arg(
        long,
        value_name = "DURATION",
        value_parser = duration,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "5m",
        global = true
    )]
    pub wait: Option<Duration>,
    /// How often sensor watch and sel watch look [default=10s]
    #[arg(long, value_name = "DURATION", value_parser = duration, global = true)]
    pub interval: Option<Duration>,
    /// Let power cycle turn on a machine that is off
    #[arg(long, global = true)]
    pub or_on: bool,
    /// Say what a fru command would write, and write nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Send so many reads at a time: 1 to 16 [default=1]
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u8).range(1..=16),
        global = true
    )]
    pub inflight: Option<u8>,
    /// Read sensor data records anew, and keep none for the next time
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Keep sensor data records in this directory
    #[arg(long, value_name = "DIR", global = true)]
    pub cache_dir: Option<PathBuf>,
    /// sol activate: take the console from another session
    #[arg(long, global = true)]
    pub takeover: bool,
    /// sol activate: begin again when the BMC ends the console
    #[arg(long, global = true)]
    pub reconnect: bool,
    /// sol activate: how long the BMC may be silent [default=30s]
    #[arg(long, value_name = "DURATION", value_parser = duration, global = true)]
    pub dead_after: Option<Duration>,
    /// sol activate: append the output to this file
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
    /// sol activate: begin lines (of a log, if any) with the time
    #[arg(long, global = true)]
    pub timestamp: bool,
    /// Print this help on standard output
    #[arg(long, global = true)]
    pub help: bool,
    /// Print the version
    #[arg(long, global = true)]
    pub version: bool,
}

impl LongOptions {
    /// Reads long options as the getopt pass found them; `program` begins an error's line.
    ///
    /// # Errors
    /// [`Stop`] with one line for a value that is not understood.
    pub fn read(program: &str, found: Vec<(String, Option<OsString>)>) -> Result<Self, Stop> {
        if found.is_empty() {
            return Ok(Self::default());
        }
        let mut args = vec![OsString::from(program)];
        for (name, value) in found {
            let mut arg = OsString::from(format!("--{name}"));
            if let Some(value) = value {
                arg.push("=");
                arg.push(value);
            }
            args.push(arg);
        }
        Self::try_parse_from(args).map_err(|error| Stop::error(one_line(program, &error)))
    }
}

/// True when `--name`, or `--name value` in one or two arguments, stands on the command line.
pub fn is_asked(args: &[OsString], name: &str, value: Option<&str>) -> bool {
    let option = format!("--{name}");
    let Some(value) = value else { return args.iter().any(|arg| *arg == *option) };
    let joined = format!("{option}={value}");
    args.iter().any(|arg| *arg == *joined)
        || args.windows(2).any(|pair| matches!(pair, [a, b] if *a == *option && b == value))
}

/// What is known of the long options. Built only when one was met.
pub struct Definition(clap::Command);

impl Definition {
    /// Builds the definition.
    pub fn new() -> Self {
        Self(LongOptions::command())
    }

    /// Whether the option takes a value; `None` when there is no such option.
    pub fn takes(&self, name: &str) -> Option<Takes> {
        self.0.get_arguments().find(|arg| arg.get_long() == Some(name)).map(takes)
    }

    /// Name with value, and help, for each option in order.
    pub fn rows(&self) -> Vec<(String, String)> {
        self.0
            .get_arguments()
            .filter_map(|arg| {
                let mut name = format!("--{}", arg.get_long()?);
                let values = arg.get_value_names().unwrap_or_default();
                let value = values.first().map_or("VALUE", |value| value.as_str());
                match takes(arg) {
                    Takes::Nothing => {}
                    Takes::Value => name.extend([" ", value]),
                    Takes::Attached => name.extend(["[=", value, "]"]),
                }
                Some((name, arg.get_help()?.to_string()))
            })
            .collect()
    }
}

fn takes(arg: &clap::Arg) -> Takes {
    match (arg.get_action().takes_values(), arg.is_require_equals_set()) {
        (false, _) => Takes::Nothing,
        (true, false) => Takes::Value,
        (true, true) => Takes::Attached,
    }
}

impl Default for Definition {
    fn default() -> Self {
        Self::new()
    }
}

/// A span of time: `2s`, `500ms`, `1m`, or a number of seconds. Zero is none.
///
/// # Errors
/// [`DurationError`] for anything else.
pub fn duration(text: &str) -> Result<Duration, DurationError> {
    let (number, unit) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => text.split_at(at),
        None => (text, "s"),
    };
    let scale = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => return Err(DurationError),
    };
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value: f64 = number.parse().ok().filter(|_| plain).ok_or(DurationError)?;
    Duration::try_from_secs_f64(value * scale).map_err(|_| DurationError)
}

/// A text that is no span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written like 2s, 500ms, 1.5 or 1m")]
pub struct DurationError;

/// Suites without encryption, or broken, are no floor.
fn min_cipher(text: &str) -> Result<u8, MinCipherError> {
    match text {
        "3" => Ok(3),
        "17" => Ok(17),
        _ => Err(MinCipherError),
    }
}

/// A suite that cannot be the weakest one to accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is 3 or 17")]
struct MinCipherError;

/// clap's message without its layout.
fn one_line(program: &str, error: &clap::Error) -> String {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let lines: Vec<&str> =
        text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{program}: {}", lines.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(found: &[(&str, Option<&str>)]) -> Result<LongOptions, Stop> {
        let found =
            found.iter().map(|(name, value)| ((*name).to_owned(), value.map(OsString::from)));
        LongOptions::read("ripmitool", found.collect())
    }

    fn complaint(name: &str, value: &str) -> String {
        let stop = read(&[(name, Some(value))]).unwrap_err();
        assert_eq!(stop.status, 1);
        String::from_utf8(stop.stderr).unwrap()
    }

    #[test]
    fn values_arrive() {
        let long = read(&[
            ("json", None),
            ("deadline", Some("1.5")),
            ("quirks", Some("a,b")),
            ("quirks", Some("c")),
            ("exit-codes", Some("detailed")),
            ("format", Some("table")),
        ])
        .unwrap();
        assert!(long.json);
        assert_eq!(long.deadline, Some(Duration::from_millis(1500)));
        assert_eq!(long.quirks, ["a,b", "c"]);
        assert_eq!(long.exit_codes, Some(ExitCodes::Detailed));
        assert_eq!(long.format, Some(Format::Table));
    }

    #[test]
    fn waiting_has_a_default() {
        let wait = |value| read(&[("wait", value)]).unwrap().wait;
        assert_eq!(wait(None), Some(Duration::from_secs(300)));
        assert_eq!(wait(Some("90s")), Some(Duration::from_secs(90)));
        assert_eq!(LongOptions::default().wait, None);
    }

    #[test]
    fn a_bad_value_is_one_line() {
        assert_eq!(
            complaint("format", "xml"),
            "ripmitool: invalid value 'xml' for '--format <FORMAT>' \
             [possible values: text, csv, json, table]\n"
        );
        assert_eq!(
            complaint("deadline", "soon"),
            "ripmitool: invalid value 'soon' for '--deadline <DURATION>': \
             a time is written like 2s, 500ms, 1.5 or 1m\n"
        );
        assert!(complaint("min-cipher", "1").ends_with("it is 3 or 17\n"));
    }

    #[test]
    fn the_definition_knows_its_options() {
        let definition = Definition::new();
        assert_eq!(definition.takes("json"), Some(Takes::Nothing));
        assert_eq!(definition.takes("deadline"), Some(Takes::Value));
        assert_eq!(definition.takes("wait"), Some(Takes::Attached));
        assert_eq!(definition.takes("bogus"), None);
        let rows = definition.rows();
        assert!(rows.iter().any(|(name, _)| name == "--deadline DURATION"));
        assert!(rows.iter().any(|(name, _)| name == "--wait[=DURATION]"));
        assert!(rows.iter().all(|(_, help)| !help.is_empty()));
    }

    #[test]
    fn durations() {
        let ms = Duration::from_millis;
        for (text, want) in [
            ("2s", Ok(ms(2000))),
            ("500ms", Ok(ms(500))),
            ("1.5", Ok(ms(1500))),
            ("1m", Ok(ms(60_000))),
            (".5s", Ok(ms(500))),
            ("0", Ok(ms(0))),
            ("", Err(DurationError)),
            ("s", Err(DurationError)),
            ("-1", Err(DurationError)),
            ("1e3", Err(DurationError)),
            ("inf", Err(DurationError)),
            ("1.2.3", Err(DurationError)),
            ("99999999999999999999999s", Err(DurationError)),
        ] {
            assert_eq!(duration(text), want, "{text:?}");
        }
    }
}
