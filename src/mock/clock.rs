//! The BMC's clock (IPMI v2.0 §31.10, §33.13).
use std::time::{Duration, Instant};

/// Seconds since 1970, local time, and how far that is from UTC.
#[derive(Clone, Debug)]
pub struct Clock {
    /// What it said when it was set.
    base: u32,
    /// When that was; the first packet or the server sets it going.
    set: Option<Instant>,
    start: Option<Instant>,
    /// Minutes from UTC; `0x07ff` for not known.
    pub utc_offset: i16,
}

impl Clock {
    /// A clock that begins with that time.
    pub fn new(base: u32) -> Self {
        Self { base, set: None, start: None, utc_offset: 0 }
    }

    /// Sets it going, if it is not.
    pub fn run(&mut self, now: Instant) {
        self.set.get_or_insert(now);
        self.start.get_or_insert(now);
    }

    /// Sets the time.
    pub fn set(&mut self, time: u32, now: Instant) {
        (self.base, self.set) = (time, Some(now));
    }

    /// The time.
    pub fn time(&self, now: Instant) -> u32 {
        let since = self.set.map_or(Duration::ZERO, |set| now.saturating_duration_since(set));
        self.base.wrapping_add(u32::try_from(since.as_secs()).unwrap_or(0))
    }

    /// How long the BMC runs.
    pub fn elapsed(&self, now: Instant) -> Duration {
        self.start.map_or(Duration::ZERO, |start| now.saturating_duration_since(start))
    }
}
