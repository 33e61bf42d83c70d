//! `mc watchdog get`.
use std::io::{self, Write};

use serde::Serialize;

use super::{ACTIONS, INTERRUPTS, USES, name_of};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::app::watchdog::{GetWatchdog, Watchdog};
use crate::transport::Client;

pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let timer = client.send(&GetWatchdog).await?;
    out.show(&State::new(timer))
}

#[derive(Debug, Serialize)]
struct State {
    timer_use: &'static str,
    timer_use_code: u8,
    running: bool,
    logged: bool,
    action: &'static str,
    action_code: u8,
    pre_timeout_interrupt: &'static str,
    pre_timeout_interrupt_code: u8,
    pre_timeout_s: u8,
    expired: Vec<&'static str>,
    expired_flags: u8,
    initial_countdown_ms: u32,
    present_countdown_ms: Option<u32>,
    #[serde(skip)]
    raw: Watchdog,
}

impl State {
    fn new(raw: Watchdog) -> Self {
        let ms = |steps: u16| u32::from(steps) * 100;
        let (timer_use, action, interrupt) = (raw.timer_use().0, raw.action().0, raw.interrupt().0);
        Self {
            timer_use: name_of(&USES, timer_use),
            timer_use_code: timer_use,
            running: raw.running(),
            logged: raw.logged(),
            action: name_of(&ACTIONS, action),
            action_code: action,
            pre_timeout_interrupt: name_of(&INTERRUPTS, interrupt),
            pre_timeout_interrupt_code: interrupt,
            pre_timeout_s: raw.pre_timeout_s,
            expired: (0..8)
                .filter(|bit| raw.expired & (1 << bit) != 0)
                .map(|bit| name_of(&USES, bit))
                .collect(),
            expired_flags: raw.expired,
            initial_countdown_ms: ms(raw.initial_countdown),
            present_countdown_ms: raw.present_countdown.map(ms),
            raw,
        }
    }
}

impl Render for State {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let raw = &self.raw;
        let state = if self.running { "Started/Running" } else { "Stopped" };
        let logged = if self.logged { "On" } else { "Off" };
        writeln!(w, "Watchdog Timer Use:     {} (0x{:02x})", self.timer_use, raw.use_byte)?;
        writeln!(w, "Watchdog Timer Is:      {state}")?;
        writeln!(w, "Watchdog Timer Logging: {logged}")?;
        writeln!(w, "Watchdog Timer Action:  {} (0x{:02x})", self.action, raw.action_byte)?;
        writeln!(w, "Pre-timeout interrupt:  {}", self.pre_timeout_interrupt)?;
        writeln!(w, "Pre-timeout interval:   {} seconds", self.pre_timeout_s)?;
        let none = if self.expired.is_empty() { "None " } else { "" };
        writeln!(w, "Timer Expiration Flags: {none}(0x{:02x})", raw.expired)?;
        for name in &self.expired {
            writeln!(w, "                        * {name}")?;
        }
        let tenths = |steps: u16| format!("{}.{} sec", steps / 10, steps % 10);
        writeln!(w, "Initial Countdown:      {}", tenths(raw.initial_countdown))?;
        // IPMItool shows bytes of another packet when the BMC has left this out.
        let present = raw.present_countdown.map_or_else(|| "Unknown".to_owned(), tenths);
        writeln!(w, "Present Countdown:      {present}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn state(data: &[u8]) -> State {
        State::new(GetWatchdog::parse(data).unwrap())
    }

    /// `testdata/watchdog.txt` holds what ipmitool 1.8.19 prints for the four answers.
    #[test]
    fn text_is_ipmitools() {
        let mut out = Vec::new();
        for data in [
            hex!("44 01 00 08 10 27 88 13"),
            hex!("04 00 00 00 00 00 00 00"),
            hex!("c4 31 05 3e ff ff ff ff"),
            hex!("80 77 05 ff 01 00 01 00"),
        ] {
            state(&data).text(&mut out).unwrap();
        }
        assert_eq!(str::from_utf8(&out), Ok(include_str!("../testdata/watchdog.txt")));
    }

    #[test]
    fn a_countdown_that_is_left_out_is_not_made_up() {
        let mut out = Vec::new();
        let short = state(&hex!("04 00 00 00 b8 0b"));
        short.text(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("Countdown:      300.0 sec\nPresent Countdown:      Unknown\n"));
        assert_eq!(
            serde_json::to_value(short).unwrap()["present_countdown_ms"],
            serde_json::Value::Null
        );
    }

    #[test]
    fn json_has_codes_and_units() {
        let json = serde_json::to_value(state(&hex!("c4 31 05 0a ff ff 01 00"))).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "timer_use": "SMS/OS", "timer_use_code": 4, "running": true, "logged": false,
                "action": "Hard Reset", "action_code": 1,
                "pre_timeout_interrupt": "Messaging", "pre_timeout_interrupt_code": 3,
                "pre_timeout_s": 5, "expired": ["BIOS FRB2", "OS Load"], "expired_flags": 10,
                "initial_countdown_ms": 6_553_500, "present_countdown_ms": 100,
            })
        );
    }
}
