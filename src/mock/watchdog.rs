//! The watchdog timer (IPMI v2.0 §27).
use std::time::{Duration, Instant};

/// The watchdog: its settings and its countdown.
#[derive(Clone, Debug, Default)]
pub struct Watchdog {
    /// Timer use byte without "running": bit 7 don't log, bits 2 to 0 the use.
    pub usage: u8,
    /// Timer actions byte: bits 6 to 4 pre-timeout interrupt, bits 2 to 0 the action.
    pub actions: u8,
    /// Seconds before the end at which the pre-timeout interrupt comes.
    pub pretimeout: u8,
    /// Which uses expired, a bit each.
    pub expired: u8,
    /// Countdown to begin with, in 100 ms.
    pub initial: u16,
    /// Set once by Set Watchdog Timer.
    pub configured: bool,
    /// How often it ran out.
    pub expirations: u32,
    ends: Option<Instant>,
    present: u16,
}

impl Watchdog {
    /// Takes the six bytes of Set Watchdog Timer.
    pub fn set(&mut self, bytes: [u8; 6], now: Instant) {
        let [usage, actions, pretimeout, clear, low, high] = bytes;
        let keep = usage & DONT_STOP != 0 && self.ends.is_some();
        self.usage = usage & !DONT_STOP;
        self.actions = actions;
        self.pretimeout = pretimeout;
        self.expired &= !clear;
        self.initial = u16::from_le_bytes([low, high]);
        self.present = self.initial;
        self.configured = true;
        self.ends = keep.then(|| now + self.initial_time());
    }

    /// Starts the countdown anew; false when it was never set.
    pub fn reset(&mut self, now: Instant) -> bool {
        if self.configured {
            self.ends = Some(now + self.initial_time());
        }
        self.configured
    }

    /// True while it counts down.
    pub fn running(&self) -> bool {
        self.ends.is_some()
    }

    /// Countdown in 100 ms, rounded up.
    pub fn present(&self, now: Instant) -> u16 {
        let Some(ends) = self.ends else { return self.present };
        let left = ends.saturating_duration_since(now).as_millis().div_ceil(100);
        u16::try_from(left).unwrap_or(u16::MAX)
    }

    /// Gives the action (1 reset, 2 power down, 3 power cycle) when the time is up.
    pub fn tick(&mut self, now: Instant) -> Option<u8> {
        if self.ends? > now {
            return None;
        }
        self.ends = None;
        self.present = 0;
        self.expired |= 1 << (self.usage & 0x07);
        self.expirations += 1;
        Some(self.actions & 0x07)
    }

    /// When the time is up.
    pub fn next(&self) -> Option<Instant> {
        self.ends
    }

    fn initial_time(&self) -> Duration {
        Duration::from_millis(100) * self.initial.into()
    }
}

const DONT_STOP: u8 = 0x40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_down_and_expires_once() {
        let start = Instant::now();
        let mut watchdog = Watchdog::default();
        assert!(!watchdog.reset(start));
        watchdog.set([0x44, 0x01, 0, 0, 0x64, 0x00], start);
        assert!(!watchdog.running(), "don't stop does not start it");
        assert!(watchdog.reset(start));
        assert_eq!(watchdog.present(start + Duration::from_secs(4)), 60);
        assert_eq!(watchdog.tick(start + Duration::from_secs(9)), None);
        assert_eq!(watchdog.tick(start + Duration::from_secs(10)), Some(1));
        assert_eq!(watchdog.tick(start + Duration::from_secs(11)), None);
        assert_eq!((watchdog.expired, watchdog.present(start)), (0x10, 0));
        watchdog.set([0x04, 0x01, 0, 0x10, 0x64, 0x00], start);
        assert_eq!((watchdog.expired, watchdog.present(start)), (0, 100));
    }
}
