//! `mc watchdog`.
mod get;
mod set;

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::app::watchdog::{Interrupt, ResetWatchdog, SetWatchdog, TimeoutAction, TimerUse};
use crate::error::Error;
use crate::transport::Client;

/// Subcommands of `mc watchdog`.
#[derive(Debug)]
pub enum WatchdogCommand {
    /// Show settings and state.
    Get,
    /// Stop the timer.
    Off,
    /// Start the countdown again.
    Reset,
    /// Configure the timer.
    Set(SetWatchdog),
}

impl WatchdogCommand {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage(super::NOT_ENOUGH).line(USAGE)),
            ["get", ..] => Ok(Self::Get),
            ["help", ..] => Err(Failure::help(USAGE)),
            ["off", ..] => Ok(Self::Off),
            ["reset", ..] => Ok(Self::Reset),
            ["set", rest @ ..] => set::parse(rest).map(Self::Set),
            [other, ..] => {
                Err(Failure::usage(format!("Invalid mc/bmc watchdog command: {other}")).line(USAGE))
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get => get::run(client, out).await,
            Self::Off => {
                client.send(&OFF).await.said_by(|code| match code {
                    Some(code) => format!("Watchdog Timer Shutoff command failed! {code}"),
                    None => "Watchdog Timer Shutoff command failed!".to_owned(),
                })?;
                out.show(&Done {
                    watchdog: "off",
                    said: "Watchdog Timer Shutoff successful -- timer stopped",
                })
            }
            Self::Reset => {
                client.send(&ResetWatchdog).await.map_err(reset_failed)?;
                out.show(&Done {
                    watchdog: "reset",
                    said: "IPMI Watchdog Timer Reset -  countdown restarted!",
                })
            }
            Self::Set(settings) => set::run(settings, client, out).await,
        }
    }
}

fn reset_failed(error: Error) -> Failure {
    match error {
        Error::Completion { .. } => error.into(),
        _ => Failure::client(error, "Reset Watchdog Timer command failed!"),
    }
}

/// A timer for the operating system that is not running, does nothing and has lost its "expired"
/// flag; 300 s are left on it.
const OFF: SetWatchdog = SetWatchdog {
    no_log: false,
    keep_running: false,
    timer_use: TimerUse(4),
    interrupt: Interrupt(0),
    action: TimeoutAction(0),
    pre_timeout_s: 0,
    clear: 0x10,
    countdown: 3000,
};

#[derive(Debug, Serialize)]
struct Done {
    watchdog: &'static str,
    #[serde(skip)]
    said: &'static str,
}

impl Render for Done {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{}", self.said)
    }
}

/// What the timer is used for, by number: the word on the command line, and the name.
const USES: [(&str, &str); 6] = [
    ("none", "Reserved"),
    ("frb2", "BIOS FRB2"),
    ("post", "BIOS/POST"),
    ("osload", "OS Load"),
    ("sms", "SMS/OS"),
    ("oem", "OEM"),
];

/// What happens when time is up, likewise.
const ACTIONS: [(&str, &str); 4] = [
    ("none", "No action"),
    ("reset", "Hard Reset"),
    ("poweroff", "Power Down"),
    ("cycle", "Power Cycle"),
];

/// How the system is warned, likewise.
const INTERRUPTS: [(&str, &str); 4] =
    [("none", "None"), ("smi", "SMI"), ("nmi", "NMI/Diagnostic"), ("msg", "Messaging")];

fn name_of(names: &'static [(&'static str, &'static str)], number: u8) -> &'static str {
    names.get(usize::from(number)).map_or("Reserved", |(_, name)| name)
}

pub(super) const WORDS: &[Word] = &[
    super::word("get", "Show settings and state of the watchdog timer", "", &[]),
    super::word("off", "Stop the watchdog timer", "", &[]),
    super::word("reset", "Start the countdown again", "", &[]),
    super::word("set", "Configure the watchdog timer", "OPTION[=VALUE]...", set::WORDS),
];

const USAGE: &str = "\
usage: watchdog <command>:
   get      show settings and state
   off      stop the timer
   reset    start the countdown again
   set <option[=value]> [<option[=value]> ...]
      configure the timer; what is not given is 0 or none
        timeout=<1-6553>                    seconds to run
        pretimeout=<1-255>                  seconds before the end that the interrupt comes
        int=<none|smi|nmi|msg>              the interrupt
        use=<none|frb2|post|osload|sms|oem>
        clear=<frb2|post|osload|sms|oem>    clear this use's expiration flag; may be repeated
        action=<none|reset|poweroff|cycle>  what happens at the end
        nolog                               don't log that the timer ran out
        dontstop                            leave a running timer running
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use crate::wire::completion::CompletionCode;

    #[test]
    fn words_and_their_messages() {
        let failure = |words: &[&str]| {
            let failure = WatchdogCommand::parse(words).unwrap_err();
            (failure.lines().next().unwrap_or_default(), failure.exit_code(false))
        };
        assert_eq!(failure(&[]), ("Not enough parameters given.".to_owned(), 1));
        assert_eq!(failure(&["set"]), ("Not enough parameters given.".to_owned(), 1));
        assert_eq!(failure(&["x"]), ("Invalid mc/bmc watchdog command: x".to_owned(), 1));
        assert_eq!(failure(&["help"]), (USAGE.to_owned(), 0));
        assert!(matches!(WatchdogCommand::parse(&["get", "x"]), Ok(WatchdogCommand::Get)));
    }

    #[test]
    fn off_is_what_ipmitool_sends() {
        let mut out = Vec::new();
        OFF.emit(&mut out);
        assert_eq!(out, [0x04, 0x00, 0x00, 0x10, 0xb8, 0x0b]);
    }

    #[test]
    fn a_reset_of_no_timer_has_its_own_words() {
        let meaning = ResetWatchdog::own_code(0x80);
        let error =
            Error::Completion { command: ResetWatchdog::NAME, code: CompletionCode(0x80), meaning };
        let line = reset_failed(error).lines().next().unwrap_or_default();
        assert_eq!(
            line,
            "Reset Watchdog Timer command failed: Attempt to reset uninitialized watchdog"
        );
        let failure = reset_failed(Error::NoAnswer(ResetWatchdog::NAME));
        assert_eq!(failure.lines().next().as_deref(), Some("Reset Watchdog Timer command failed!"));
    }

    #[test]
    fn done_in_every_format() {
        let done = Done { watchdog: "off", said: "stopped" };
        let mut out = Vec::new();
        done.text(&mut out).unwrap();
        assert_eq!(out, b"stopped\n");
        assert_eq!(serde_json::to_string(&done).unwrap(), r#"{"watchdog":"off"}"#);
    }
}
