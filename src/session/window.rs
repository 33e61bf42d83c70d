//! The sliding window over session sequence numbers of received packets (IPMI v2.0 §6.12.13).

/// Remembers which of the latest sequence numbers came. Gaps are fine; a number that came
/// before, is too old or too far ahead is refused.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    newest: u32,
    /// Bit `n` set: `newest - n` has come.
    seen: u32,
    behind: u32,
    ahead: u32,
    /// Authentic packets above the window in a row, and the last of them.
    strays: (u8, u32),
}

impl Window {
    /// RMCP+: 16 behind, 15 ahead. The BMC starts at 1.
    pub const fn v20() -> Self {
        Self { newest: 0, seen: 1, behind: 16, ahead: 15, strays: (0, 0) }
    }

    /// IPMI 1.5: 8 both ways. `initial` is the number that the BMC was told to start with.
    pub const fn v15(initial: u32) -> Self {
        Self { newest: initial.wrapping_sub(1), seen: 1, behind: 8, ahead: 8, strays: (0, 0) }
    }

    /// Takes the number of an authentic packet. False: drop the packet.
    ///
    /// After three authentic packets in a row from above the window, each higher than the last,
    /// the window moves up: some BMCs jump when their host reboots.
    pub fn accept(&mut self, sequence: u32) -> bool {
        let up = sequence.wrapping_sub(self.newest);
        if up <= self.ahead {
            self.strays = (0, 0);
            return self.accept_ahead(up, sequence);
        }
        let down = self.newest.wrapping_sub(sequence);
        if down < self.behind {
            let bit = 1_u32.checked_shl(down).unwrap_or_default();
            let new = self.seen & bit == 0;
            self.seen |= bit;
            return new;
        }
        self.stray(sequence)
    }

    fn accept_ahead(&mut self, up: u32, sequence: u32) -> bool {
        if up == 0 {
            return false;
        }
        self.seen = self.seen.checked_shl(up).unwrap_or_default() | 1;
        self.newest = sequence;
        true
    }

    fn stray(&mut self, sequence: u32) -> bool {
        let is_above = sequence.wrapping_sub(self.newest) < u32::MAX / 2;
        let (count, last) = self.strays;
        let follows = count == 0 || sequence.wrapping_sub(last).wrapping_sub(1) < self.ahead;
        if !is_above || !follows {
            self.strays = (u8::from(is_above), sequence);
            return false;
        }
        self.strays = (count + 1, sequence);
        if count + 1 < STRAYS {
            return false;
        }
        self.strays = (0, 0);
        self.seen = 1;
        self.newest = sequence;
        true
    }
}

const STRAYS: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_may_be_mixed_and_gaps_are_fine_but_nothing_comes_twice() {
        let mut window = Window::v20();
        let answers: Vec<_> = [1, 3, 2, 3, 5, 9, 4, 1, 24].map(|n| window.accept(n)).into();
        assert_eq!(answers, [true, true, true, false, true, true, true, false, true]);
        assert!(window.accept(9 + 1));
        assert!(!window.accept(8), "16 behind 24 is too old");
    }

    #[test]
    fn numbers_wrap() {
        let mut window = Window::v15(u32::MAX);
        assert!(window.accept(u32::MAX));
        assert!(window.accept(1));
        assert!(window.accept(0));
        assert!(!window.accept(u32::MAX));
    }

    #[test]
    fn three_steps_above_move_the_window() {
        let mut window = Window::v20();
        assert!(window.accept(1));
        assert!(!window.accept(1000));
        assert!(!window.accept(1000), "a replay is no step");
        assert!(!window.accept(1001));
        assert!(window.accept(1002));
        assert!(window.accept(1003));
        assert!(window.accept(1004));
        assert!(!window.accept(1));
    }
}
