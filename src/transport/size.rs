//! How many bytes of a record to ask for at a time: all, until that is refused, then the most
//! that the BMC is known to give.

/// What is known of one BMC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// Whole records were refused.
    parts: bool,
    /// A whole record came.
    whole: bool,
    /// How many did not, since.
    odd: u8,
    /// The largest part that came; 0 for none yet.
    good: u8,
    /// The smallest part that did not come.
    bad: u8,
    /// What parts to try first.
    most: u8,
}

/// The bytes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// All of the record.
    Whole,
    /// That many.
    Part(u8),
}

impl Ask {
    /// As Get SDR says it.
    pub(super) const fn count(self) -> u8 {
        match self {
            Self::Whole => 0xff,
            Self::Part(count) => count,
        }
    }
}

impl Size {
    /// Nothing is known. Parts begin with `most` bytes.
    pub(super) const fn new(most: u8) -> Self {
        Self { parts: false, whole: false, odd: 0, good: 0, bad: u8::MAX, most }
    }

    /// What to ask for at offset 0, or at another one with `left` bytes to go; `least` is how far
    /// this record has shown that it must go down.
    pub(super) fn ask(self, left: Option<usize>, least: Option<u8>) -> Ask {
        if let (false, None, None) = (self.parts, left, least) {
            return Ask::Whole;
        }
        let part = least.unwrap_or_else(|| self.part());
        let left = left.and_then(|left| u8::try_from(left).ok()).unwrap_or(u8::MAX);
        Ask::Part(part.min(left).max(1))
    }

    /// The most to ask for: what has worked, or halfway between that and what has not.
    fn part(self) -> u8 {
        let up = self.most.min(self.bad.saturating_sub(1));
        if self.is_found() {
            self.good.max(1)
        } else if self.bad > self.most {
            self.most
        } else {
            self.good + (up - self.good).div_ceil(2)
        }
    }

    /// That came.
    pub(super) fn worked(&mut self, ask: Ask) {
        match ask {
            Ask::Whole => self.whole = true,
            Ask::Part(count) => {
                self.good = self.good.max(count);
                if self.bad <= self.good {
                    self.bad = u8::MAX;
                }
            }
        }
    }

    /// That was refused. Gives what to go down to for this record, and `None` when there is
    /// nothing smaller.
    pub(super) fn failed(&mut self, ask: Ask) -> Option<u8> {
        match ask {
            // Whole records have worked before: this one may be odd. A second one is no accident,
            // the others were short.
            Ask::Whole if self.whole && self.odd == 0 => {
                self.odd = 1;
                Some(self.most)
            }
            Ask::Whole => {
                self.parts = true;
                Some(self.part())
            }
            Ask::Part(count) if count <= LEAST => None,
            Ask::Part(count) if count <= self.good => Some((count / 2).max(LEAST)),
            Ask::Part(count) => {
                self.bad = self.bad.min(count);
                Some(self.part().max(LEAST))
            }
        }
    }

    /// True when it is known what to ask for.
    pub(super) fn is_settled(self) -> bool {
        if self.parts { self.is_found() } else { self.whole }
    }

    /// True when looking for more would cost more than it brings.
    fn is_found(self) -> bool {
        self.good >= self.most || (self.good > 0 && self.good.saturating_add(2) >= self.bad)
    }
}

/// A record's header, which tells its length: less is no use.
const LEAST: u8 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes that are asked for, one record after the other, of a BMC that gives `limit` bytes.
    fn asked(limit: u8, lengths: &[usize]) -> Vec<Vec<u8>> {
        let mut size = Size::new(32);
        let mut all = Vec::new();
        for length in lengths {
            let (mut at, mut least, mut asked) = (0, None, Vec::new());
            while at < *length {
                let ask = size.ask((at > 0).then(|| length - at), least);
                asked.push(ask.count());
                let got = if ask == Ask::Whole { *length } else { usize::from(ask.count()) };
                if got <= usize::from(limit) {
                    size.worked(ask);
                    at += got;
                    least = None;
                } else {
                    least = Some(size.failed(ask).unwrap());
                }
            }
            all.push(asked);
        }
        all
    }

    #[test]
    fn whole_records_take_one_request() {
        assert_eq!(asked(255, &[60, 64]), [[255], [255]]);
    }

    #[test]
    fn a_limit_is_found_in_few_requests() {
        assert_eq!(asked(32, &[60, 60]), [vec![255, 32, 28], vec![32, 28]]);
        assert_eq!(asked(30, &[60, 60]), [vec![255, 32, 16, 24, 20], vec![28, 30, 2]]);
        assert_eq!(asked(16, &[60]), [[255, 32, 16, 24, 20, 18, 16, 16, 12]]);
        for limit in 5..=64 {
            let settled = asked(limit, &[60; 20]).pop().unwrap();
            let best = usize::from(limit.min(32));
            let close = 60_usize.div_ceil(best - 1);
            assert!(settled.len() <= close, "{limit}: {settled:?}");
        }
    }

    #[test]
    fn a_single_bad_record_changes_nothing() {
        let mut size = Size::new(32);
        size.worked(Ask::Whole);
        assert_eq!(size.failed(Ask::Whole), Some(32));
        assert_eq!(size.ask(None, None), Ask::Whole);
        let mut size = Size::new(32);
        size.failed(Ask::Whole);
        size.worked(Ask::Part(32));
        assert_eq!(size.failed(Ask::Part(32)), Some(16));
        assert_eq!(size.failed(Ask::Part(5)), None);
        assert_eq!(size.ask(None, None), Ask::Part(32));
    }
}
