//! Words of IPMItool's for other kinds of hardware, which are not available here: each says so.
//! Their help and what they say of wrong words is IPMItool's as far as scripts can see it.
use super::failure::Failure;
use super::out::Out;
use crate::cmd::app::device::GetDeviceId;
use crate::transport::Client;

/// A command that prints something before it says that there is no more.
#[derive(Debug)]
pub struct Elsewhere {
    before: Before,
    end: Option<Failure>,
}

/// What is printed first.
#[derive(Clone, Copy, Debug)]
enum Before {
    Line(&'static str),
    /// The line, and what controller it is.
    Controller(&'static str),
}

impl Elsewhere {
    /// Reads the words behind one of the first words that are in [`WORDS`].
    ///
    /// # Errors
    /// What to say, for all that prints nothing on standard output.
    pub fn parse(first: &str, words: &[&str]) -> Result<Self, Failure> {
        let help = matches!(words, ["help", ..]);
        let bare = words.is_empty();
        let missing = || Failure::usage(MISSING).line(not_here(first));
        match first {
            "fwum" => Ok(fwum(words)),
            "kontronoem" => kontron(words),
            "ime" if words == ["info"] => {
                Ok(Self::new("Supported ME not found", Some(Failure::result(""))))
            }
            "ime" if matches!(words, ["update" | "rollback", ..]) => Err(away(first)),
            "ekanalyzer" if bare => Err(missing()),
            "hpm" if bare => Err(away(first)),
            "ime" => Err(Failure::help(not_here(first))),
            _ if help || bare => Err(Failure::help(not_here(first))),
            "sunoem" | "ekanalyzer" => match words {
                [word, ..] if !KNOWN.contains(word) => {
                    Err(Failure::usage(format!("Invalid {first} command: {word}")))
                }
                _ => Err(away(first)),
            },
            _ => Err(away(first)),
        }
    }

    fn new(line: &'static str, end: Option<Failure>) -> Self {
        Self { before: Before::Line(line), end }
    }

    /// Prints what there is, and says that there is no more.
    ///
    /// # Errors
    /// That there is no more.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self.before {
            Before::Line(line) => out.plain(line)?,
            Before::Controller(line) => {
                out.plain(line)?;
                let id = client.send(&GetDeviceId).await?;
                out.plain("\nIPMC Info\n=========")?;
                out.plain(format_args!("Manufacturer Id           : {}", id.manufacturer_id))?;
                out.plain(format_args!("Board Id                  : {}", id.product_id))?;
                // Two digits, each in decimal.
                let (high, low) = (id.firmware_minor >> 4, id.firmware_minor & 0x0f);
                let major = id.firmware_major;
                out.plain(format_args!("Firmware Revision         : {major}.{high}{low}"))?;
            }
        }
        self.end.map_or(Ok(()), Err)
    }
}

/// Firmware of Kontron's boards.
fn fwum(words: &[&str]) -> Elsewhere {
    let banner = "FWUM extension Version 1.3";
    let end = match words {
        [] => Failure::usage(MISSING).line(not_here("fwum")),
        ["help", ..] => Failure::help(not_here("fwum")),
        ["info", ..] => {
            return Elsewhere { before: Before::Controller(banner), end: Some(away("fwum")) };
        }
        ["status" | "download" | "upgrade" | "rollback" | "tracelog", ..] => away("fwum"),
        [other, ..] => Failure::usage(format!("Invalid KFWUM command: {other}")),
    };
    Elsewhere::new(banner, Some(end))
}

fn kontron(words: &[&str]) -> Result<Elsewhere, Failure> {
    let end = match words {
        [] => Failure::usage(MISSING),
        ["help", ..] => Failure::help(not_here("kontronoem")),
        ["setsn" | "setmfgdate" | "nextboot", ..] => return Err(away("kontronoem")),
        [other, ..] => Failure::usage(format!("Invalid Kontron command: {other}")),
    };
    Ok(Elsewhere::new("Kontron Commands:  setsn setmfgdate nextboot", Some(end)))
}

fn not_here(first: &str) -> String {
    format!("{first}: not available in ripmitool")
}

fn away(first: &str) -> Failure {
    Failure::usage(not_here(first))
}

/// True where something comes from the BMC.
pub fn asks(first: &str) -> bool {
    matches!(first, "fwum" | "kontronoem" | "ime")
}

/// The first words.
pub const WORDS: &[&str] =
    &["delloem", "ekanalyzer", "fwum", "hpm", "ime", "kontronoem", "picmg", "sunoem", "vita"];

/// Second words of `sunoem` and `ekanalyzer`.
const KNOWN: &[&str] = &[
    "cli",
    "led",
    "sshkey",
    "ping",
    "getval",
    "setval",
    "getfile",
    "getbehavior",
    "version",
    "nacname",
    "fan",
    "print",
    "frushow",
    "summary",
];

const MISSING: &str = "Not enough parameters given.";
#[cfg(test)]
mod tests {
    use super::*;

    /// Exit statuses of IPMItool.
    #[test]
    fn each_says_so_with_ipmitools_status() {
        let cases: &[(&str, &[&str], u8)] = &[
            ("picmg", &[], 0),
            ("picmg", &["help"], 0),
            ("picmg", &["properties"], 1),
            ("hpm", &[], 1),
            ("hpm", &["help", "x"], 0),
            ("hpm", &["check"], 1),
            ("ekanalyzer", &[], 1),
            ("ekanalyzer", &["help"], 0),
            ("ekanalyzer", &["bogus"], 1),
            ("ime", &[], 0),
            ("ime", &["bogus"], 0),
            ("ime", &["update"], 1),
            ("sunoem", &[], 0),
            ("sunoem", &["bogus"], 1),
            ("sunoem", &["version"], 1),
            ("delloem", &["help"], 0),
            ("delloem", &["bogus"], 1),
            ("vita", &["help"], 0),
            ("vita", &["led"], 1),
            ("kontronoem", &["setsn"], 1),
        ];
        for (first, words, status) in cases {
            let failure = Elsewhere::parse(first, words).unwrap_err();
            assert_eq!(failure.exit_code(false), *status, "{first} {words:?}");
            assert_ne!(failure.lines().count(), 0, "{first} {words:?}");
            assert!(WORDS.contains(first));
        }
    }

    #[test]
    fn what_prints_something_first_ends_with_ipmitools_status() {
        let cases: &[(&str, &[&str], u8)] = &[
            ("fwum", &[], 1),
            ("fwum", &["help"], 0),
            ("fwum", &["info"], 1),
            ("fwum", &["bogus"], 1),
            ("kontronoem", &["help"], 0),
            ("kontronoem", &[], 1),
            ("ime", &["info"], 1),
        ];
        for (first, words, status) in cases {
            let end = Elsewhere::parse(first, words).unwrap().end.unwrap();
            assert_eq!(end.exit_code(false), *status, "{first} {words:?}");
            assert!(asks(first));
        }
    }
}
