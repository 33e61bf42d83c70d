//! Where a reading comes from.
use std::time::Duration;

use serde::Deserialize;

/// A reading as a function of the time since the start.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Always the same raw reading.
    Fixed(u8),
    /// Raw readings, each for that long, and then from the start again.
    Steps(Vec<u8>, Duration),
    /// Between two values and back, in real units.
    Sine(f64, f64, Duration),
}

/// `course = { … }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Course {
    /// `[lowest, highest]`.
    pub(super) sine: Option<(f64, f64)>,
    /// Values in turn.
    pub(super) steps: Option<Vec<f64>>,
    /// Lists of states in turn.
    pub(super) states: Option<Vec<Vec<u8>>>,
    /// Seconds of one turn of the sine, or of each step.
    pub(super) seconds: f64,
}

impl Course {
    pub(super) fn period(&self) -> Result<Duration, String> {
        Duration::try_from_secs_f64(self.seconds)
            .ok()
            .filter(|period| !period.is_zero())
            .ok_or_else(|| "course: seconds must be above 0".into())
    }
}

/// The element of `list` that a time is in.
pub(super) fn step<T: Copy>(list: &[T], each: Duration, time: Duration) -> Option<T> {
    let turn = time.as_millis() / each.as_millis().max(1);
    let at = usize::try_from(turn % u128::try_from(list.len()).ok()?.max(1)).ok()?;
    list.get(at).copied()
}

/// A value between two, as a sine that begins in the middle.
pub(super) fn sine(lowest: f64, highest: f64, period: Duration, time: Duration) -> f64 {
    let turn = (time.as_secs_f64() / period.as_secs_f64()).fract();
    let middle = f64::midpoint(lowest, highest);
    middle + (highest - lowest) / 2.0 * (turn * std::f64::consts::TAU).sin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courses_repeat() {
        let second = Duration::from_secs(1);
        let at = |s| step(&[1, 2, 3], second, second * s);
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(7)],
            [Some(1), Some(2), Some(3), Some(1), Some(2)]
        );
        assert_eq!(step::<u8>(&[], second, second), None);
        let at = |s| sine(20.0, 40.0, second * 4, second * s);
        for (s, value) in [(0, 30.0), (1, 40.0), (3, 20.0), (5, 40.0)] {
            assert!((at(s) - value).abs() < 1e-9, "{s}");
        }
    }
}
