//! BMCs that cannot do two things at once: requests that come while another is in work.
use std::time::{Duration, Instant};

use super::faults::{Fault, Faults};

/// What the BMC is busy with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    until: Option<Instant>,
    /// A request was dropped since it is busy.
    dropped: bool,
}

/// What becomes of a request that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// The answer comes that much later.
    pub(super) delay: Duration,
    /// The answer lacks so many bytes at its end.
    pub(super) cut: usize,
}

impl Work {
    /// A request comes; `None` when it gets lost.
    pub(super) fn arrive(&mut self, now: Instant, faults: &Faults) -> Option<Taken> {
        let fault = faults.find(|fault| match fault {
            Fault::Serial(time) | Fault::DropSecond(time) | Fault::CutSecond(time, _) => {
                Some((fault.clone(), *time))
            }
            _ => None,
        });
        let Some((fault, time)) = fault else {
            return Some(Taken { delay: Duration::ZERO, cut: 0 });
        };
        let busy = self.until.filter(|until| *until > now);
        if busy.is_none() {
            self.dropped = false;
        }
        let mut cut = 0;
        match (&fault, busy) {
            (Fault::Serial(_), Some(_)) => return None,
            (Fault::DropSecond(_), Some(_)) if !self.dropped => {
                self.dropped = true;
                return None;
            }
            (Fault::CutSecond(_, bytes), Some(_)) => cut = usize::from(*bytes),
            _ => {}
        }
        let until = busy.unwrap_or(now) + time;
        self.until = Some(until);
        Some(Taken { delay: until.saturating_duration_since(now), cut })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(fault: &str, times: &[u64]) -> Vec<Option<(u128, usize)>> {
        let (start, mut work) = (Instant::now(), Work::default());
        let faults = Faults::new(&[fault.parse().unwrap()], 1);
        let mut taken = |ms| work.arrive(start + Duration::from_millis(ms), &faults);
        times.iter().map(|ms| taken(*ms).map(|t| (t.delay.as_millis(), t.cut))).collect()
    }

    #[test]
    fn requests_that_come_too_early_fare_ill() {
        let at = |ms, cut| Some((ms, cut));
        assert_eq!(run("serial=10", &[0, 1, 9, 10]), [at(10, 0), None, None, at(10, 0)]);
        assert_eq!(run("drop-second=10", &[0, 1, 2, 20]), [at(10, 0), None, at(18, 0), at(10, 0)]);
        assert_eq!(run("cut-second=10:4", &[0, 1, 30]), [at(10, 0), at(19, 4), at(10, 0)]);
        assert_eq!(run("replay", &[0, 0]), [at(0, 0), at(0, 0)]);
    }
}
