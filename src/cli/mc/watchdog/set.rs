//! `mc watchdog set`.
use std::io::{self, Write};

use serde::Serialize;

use super::{ACTIONS, INTERRUPTS, USAGE, USES, name_of};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::app::watchdog::{Interrupt, SetWatchdog, TimeoutAction, TimerUse};
use crate::transport::Client;

/// Reads `option=value` words. Like IPMItool's, an option is told by its first letter. Any word
/// that makes no sense stops the command: half a setting could reset a machine.
pub(super) fn parse(words: &[&str]) -> Result<SetWatchdog, Failure> {
    if words.is_empty() {
        return Err(Failure::usage(super::super::NOT_ENOUGH).line(USAGE));
    }
    let mut settings = SetWatchdog::default();
    for word in words {
        let (_, value) = word.split_once('=').unwrap_or((word, ""));
        match word.chars().next() {
            Some('t') => settings.countdown = 10 * seconds::<u16>("Timeout", value, 6553)?,
            Some('p') => settings.pre_timeout_s = seconds("Pretimeout", value, 255)?,
            Some('i') => settings.interrupt = Interrupt(choice("Interrupt", value, &INTERRUPTS)?),
            Some('u') => settings.timer_use = TimerUse(choice("Use", value, &USES)?),
            Some('c') => settings.clear |= 1 << choice("Use", value, &USES)?,
            Some('a') => settings.action = TimeoutAction(choice("Action", value, &ACTIONS)?),
            Some('n') => settings.no_log = true,
            Some('d') => settings.keep_running = true,
            Some('h') => return Err(Failure::help(USAGE)),
            _ => return Err(Failure::usage(format!("Invalid option '{word}'")).line(USAGE)),
        }
    }
    Ok(settings)
}

pub(super) async fn run(
    settings: SetWatchdog,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    client.send(&settings).await?;
    out.note_at(1, "Watchdog Timer was successfully configured");
    out.show(&Settings::from(settings))
}

/// A number of 1 to `max`, decimal as in IPMItool, which takes `010` for ten.
fn seconds<N: TryFrom<u16>>(what: &str, value: &str, max: u16) -> Result<N, Failure> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse().ok().filter(|number| digits && (1..=max).contains(number));
    number.and_then(|number| N::try_from(number).ok()).ok_or_else(|| {
        let line = format!("{what} value {value} is out of range (1-{max})\n");
        Failure::usage(line).line(USAGE)
    })
}

fn choice(what: &str, value: &str, words: &[(&str, &str)]) -> Result<u8, Failure> {
    let mut numbered = (0..).zip(words);
    let found = numbered.find(|(_, (word, _))| *word == value);
    found
        .map(|(number, _)| number)
        .ok_or_else(|| Failure::usage(format!("{what} '{value}' is not valid\n")).line(USAGE))
}

/// What was set; IPMItool's text says nothing about it.
#[derive(Debug, Serialize)]
struct Settings {
    timer_use: &'static str,
    timer_use_code: u8,
    logged: bool,
    kept_running: bool,
    action: &'static str,
    action_code: u8,
    pre_timeout_interrupt: &'static str,
    pre_timeout_interrupt_code: u8,
    pre_timeout_s: u8,
    cleared_flags: u8,
    initial_countdown_ms: u32,
}

impl From<SetWatchdog> for Settings {
    fn from(settings: SetWatchdog) -> Self {
        let (TimerUse(timer_use), TimeoutAction(action), Interrupt(interrupt)) =
            (settings.timer_use, settings.action, settings.interrupt);
        Self {
            timer_use: name_of(&USES, timer_use),
            timer_use_code: timer_use,
            logged: !settings.no_log,
            kept_running: settings.keep_running,
            action: name_of(&ACTIONS, action),
            action_code: action,
            pre_timeout_interrupt: name_of(&INTERRUPTS, interrupt),
            pre_timeout_interrupt_code: interrupt,
            pre_timeout_s: settings.pre_timeout_s,
            cleared_flags: settings.clear,
            initial_countdown_ms: u32::from(settings.countdown) * 100,
        }
    }
}

impl Render for Settings {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

pub(super) const WORDS: &[Word] = &[
    word("timeout=", "Seconds to run, 1 to 6553"),
    word("pretimeout=", "Seconds before the end that the interrupt comes, 1 to 255"),
    word("int=", "The interrupt: none, smi, nmi or msg"),
    word("use=", "What uses the timer: none, frb2, post, osload, sms or oem"),
    word("clear=", "Clear the expiration flag of a use"),
    word("action=", "What happens at the end: none, reset, poweroff or cycle"),
    word("nolog", "Don't log that the timer ran out"),
    word("dontstop", "Leave a running timer running"),
];

const fn word(name: &'static str, help: &'static str) -> Word {
    Word { name, help, args: "", words: &[] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn sent(words: &str) -> Vec<u8> {
        let mut out = Vec::new();
        parse(&words.split(' ').collect::<Vec<_>>()).unwrap().emit(&mut out);
        out
    }

    /// What ipmitool 1.8.19 sends for the same words.
    #[test]
    fn settings_are_those_that_ipmitool_sends() {
        assert_eq!(sent("timeout=1"), hex!("00 00 00 00 0a 00"));
        assert_eq!(sent("timeout=6553"), hex!("00 00 00 00 fa ff"));
        assert_eq!(sent("timeout=010"), hex!("00 00 00 00 64 00"));
        assert_eq!(sent("t=5"), hex!("00 00 00 00 32 00"));
        assert_eq!(sent("pretimeout=255 int=msg"), hex!("00 30 ff 00 00 00"));
        assert_eq!(sent("clear=none"), hex!("00 00 00 01 00 00"));
        assert_eq!(sent("use=oem action=poweroff"), hex!("05 02 00 00 00 00"));
        assert_eq!(sent("action=cycle action=none"), hex!("00 00 00 00 00 00"));
        assert_eq!(sent("n dont"), hex!("c0 00 00 00 00 00"));
        let all = "timeout=30 use=sms int=nmi pretimeout=10 action=cycle nolog dontstop \
                   clear=frb2 clear=oem";
        assert_eq!(sent(all), hex!("c4 23 0a 22 2c 01"));
    }

    #[test]
    fn a_bad_word_sets_nothing() {
        for (word, line) in [
            ("timeout=0", "Timeout value 0 is out of range (1-6553)\n"),
            ("timeout=6554", "Timeout value 6554 is out of range (1-6553)\n"),
            ("timeout=99999999999", "Timeout value 99999999999 is out of range (1-6553)\n"),
            ("timeout=10m", "Timeout value 10m is out of range (1-6553)\n"),
            ("timeout=+5", "Timeout value +5 is out of range (1-6553)\n"),
            ("timeout", "Timeout value  is out of range (1-6553)\n"),
            ("pretimeout=256", "Pretimeout value 256 is out of range (1-255)\n"),
            ("use=OS", "Use 'OS' is not valid\n"),
            ("int", "Interrupt '' is not valid\n"),
            ("action=pow", "Action 'pow' is not valid\n"),
            ("xyz=3", "Invalid option 'xyz=3'"),
        ] {
            let failure = parse(&["timeout=30", word]).unwrap_err();
            assert_eq!(failure.lines().next().as_deref(), Some(line));
            assert_eq!(failure.exit_code(false), 1);
        }
        assert_eq!(parse(&["help"]).unwrap_err().exit_code(false), 0);
        assert_eq!(parse(&[""]).unwrap_err().exit_code(false), 1);
    }

    #[test]
    fn every_format() {
        let settings = Settings::from(parse(&["timeout=30", "action=reset", "nolog"]).unwrap());
        let mut out = Vec::new();
        settings.text(&mut out).unwrap();
        assert_eq!(out, b"");
        assert_eq!(
            serde_json::to_value(&settings).unwrap(),
            serde_json::json!({
                "timer_use": "Reserved", "timer_use_code": 0, "logged": false,
                "kept_running": false, "action": "Hard Reset", "action_code": 1,
                "pre_timeout_interrupt": "None", "pre_timeout_interrupt_code": 0,
                "pre_timeout_s": 0, "cleared_flags": 0, "initial_countdown_ms": 30_000,
            })
        );
    }
}
