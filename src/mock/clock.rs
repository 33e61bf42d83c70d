//! The BMC's clock (IPMI v2.0 §31.10, §33.13).
use std::time::{Duration, Instant};

/// Seconds since 1970, local time, and how far that is from UTC.
#[derive(Clone, Debug)]
pub struct Clock {
    /// What the system said at some time.
    base: u32,
    /// When that was; the first packet or the server sets it going.
    set: Option<Instant>,
    /// How far it is ahead of the system, since it was set.
    shift: u32,
    start: Option<Instant>,
    /// Minutes from UTC; `0x07ff` for not known.
    pub utc_offset: i16,
}

impl Clock {
    /// A clock that begins with that time.
    pub fn new(base: u32) -> Self {
        Self { base, set: None, shift: 0, start: None, utc_offset: 0 }
    }

    /// Sets it going, if it is not.
    pub fn run(&mut self, now: Instant) {
        self.set.get_or_insert(now);
        self.start.get_or_insert(now);
    }

    /// Takes the time of the system.
    pub fn follow(&mut self, time: u32, now: Instant) {
        (self.base, self.set) = (time, Some(now));
    }

    /// Sets the time.
    pub fn set(&mut self, time: u32, now: Instant) {
        self.run(now);
        self.shift = time.wrapping_sub(self.system(now));
    }

    /// How many seconds it is ahead of the system's time, modulo 2^32.
    pub fn shift(&self) -> u32 {
        self.shift
    }

    /// Puts back what [`Self::shift`] gave.
    pub fn restore(&mut self, shift: u32) {
        self.shift = shift;
    }

    /// The time.
    pub fn time(&self, now: Instant) -> u32 {
        self.system(now).wrapping_add(self.shift)
    }

    fn system(&self, now: Instant) -> u32 {
        let since = self.set.map_or(Duration::ZERO, |set| now.saturating_duration_since(set));
        self.base.wrapping_add(u32::try_from(since.as_secs()).unwrap_or(0))
    }

    /// How long the BMC runs.
    pub fn elapsed(&self, now: Instant) -> Duration {
        self.start.map_or(Duration::ZERO, |start| now.saturating_duration_since(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_stays_ahead_of_the_system() {
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let mut clock = Clock::new(5);
        clock.follow(1_000, start);
        assert_eq!(clock.time(start + second), 1_001);
        clock.set(500, start + second);
        assert_eq!(clock.time(start + second * 3), 502);
        let mut later = Clock::new(5);
        later.restore(clock.shift());
        later.follow(2_000, start);
        assert_eq!(later.time(start), 1_499);
    }
}
