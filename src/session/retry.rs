//! When to send again: round-trip times, and whether the path loses packets or the BMC is slow.
use std::time::Duration;

/// What is known of the path to one BMC.
///
/// Loss and slowness look alike at first: no answer. They ask for opposite things, so the
/// estimate keeps apart what is known. Without evidence of loss the waits double up to 2 s:
/// a slow BMC gets few copies. With it they stay at 400 ms at most.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    /// Smoothed round-trip time, from exchanges that needed one packet only.
    srtt: Option<Duration>,
    /// The shortest round trip seen.
    least: Option<Duration>,
    lossy: bool,
}

impl Path {
    /// Nothing is known yet.
    pub const fn new() -> Self {
        Self { srtt: None, least: None, lossy: false }
    }

    /// Takes the time of an exchange whose request was sent once.
    pub fn sample(&mut self, rtt: Duration) {
        self.srtt = Some(self.srtt.map_or(rtt, |srtt| (srtt * 7 + rtt) / 8));
        self.least = Some(self.least.map_or(rtt, |least| least.min(rtt)));
    }

    /// Takes an exchange whose request was sent again: the answer came so long after the last
    /// copy. One that comes just a round trip after it belongs to that copy, so the ones before
    /// were lost.
    pub fn sample_after_retry(&mut self, since_last: Duration) {
        let trip = self.least.unwrap_or_default() * 3 / 2 + Duration::from_millis(5);
        if since_last <= trip {
            self.lossy = true;
        }
    }

    /// A later packet was answered before an earlier one: evidence of loss.
    pub fn overtaken(&mut self) {
        self.lossy = true;
    }

    /// True when packets are known to get lost.
    pub const fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// The smoothed round-trip time.
    pub const fn round_trip(&self) -> Option<Duration> {
        self.srtt
    }

    /// `wait`, or longer where round trips are known to take long.
    pub fn stretched(&self, wait: Duration) -> Duration {
        self.srtt.map_or(wait, |srtt| (srtt * 4).max(wait))
    }

    /// The wait before the first retransmission.
    pub fn first_wait(&self, floor: Duration) -> Duration {
        self.stretched(if self.srtt.is_none() { UNKNOWN.max(floor) } else { floor })
    }

    /// The wait that follows a wait of `last`.
    pub fn next_wait(&self, last: Duration, floor: Duration) -> Duration {
        let cap = if self.lossy { BRISK.max(floor) } else { PATIENT };
        let cap = cap.max(self.srtt.unwrap_or_default() * 4);
        (last * 2).min(cap)
    }

    /// The wait for the BMC to answer a Close, which is not worth much time.
    pub fn close_wait(&self) -> Duration {
        self.srtt.map_or(CLOSE_MOST, |srtt| (srtt * 4).clamp(CLOSE_LEAST, CLOSE_MOST))
    }
}

impl Default for Path {
    fn default() -> Self {
        Self::new()
    }
}

/// Shortest wait before a request is sent again.
pub const FLOOR: Duration = Duration::from_millis(200);
/// The same for a request that must not be carried out twice, in case the BMC keeps no filter.
pub const FLOOR_ONCE: Duration = Duration::from_secs(1);
/// [`FLOOR_ONCE`] where packets are known to get lost.
pub const FLOOR_ONCE_LOSSY: Duration = Duration::from_millis(300);
const UNKNOWN: Duration = Duration::from_millis(500);
const BRISK: Duration = Duration::from_millis(400);
const PATIENT: Duration = Duration::from_secs(2);
const CLOSE_LEAST: Duration = Duration::from_millis(100);
const CLOSE_MOST: Duration = Duration::from_millis(125);

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn waits_double_while_nothing_is_known_to_be_lost() {
        let mut path = Path::new();
        path.sample(2 * MS);
        let mut wait = path.first_wait(FLOOR);
        let mut waits = vec![wait];
        for _ in 0..4 {
            wait = path.next_wait(wait, FLOOR);
            waits.push(wait);
        }
        assert_eq!(waits, [200 * MS, 400 * MS, 800 * MS, 1600 * MS, 2000 * MS]);
    }

    #[test]
    fn an_answer_right_after_a_copy_is_evidence_of_loss_and_a_random_one_is_not() {
        let mut path = Path::new();
        path.sample(2 * MS);
        path.sample_after_retry(150 * MS);
        assert!(!path.is_lossy());
        path.sample_after_retry(3 * MS);
        assert!(path.is_lossy());
        assert_eq!(path.next_wait(400 * MS, FLOOR), 400 * MS);
    }

    #[test]
    fn long_round_trips_stretch_everything() {
        let mut path = Path::new();
        path.sample(900 * MS);
        path.overtaken();
        assert_eq!(path.first_wait(FLOOR), 3600 * MS);
        assert_eq!(path.next_wait(3600 * MS, FLOOR), 3600 * MS);
    }
}
