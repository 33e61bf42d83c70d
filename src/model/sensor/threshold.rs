//! The six thresholds (IPMI v2.0 §35.8, §36.2).

/// A threshold. The value is its bit in the masks of all commands and records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// Lower non-critical.
    LowerNonCritical,
    /// Lower critical.
    LowerCritical,
    /// Lower non-recoverable.
    LowerNonRecoverable,
    /// Upper non-critical.
    UpperNonCritical,
    /// Upper critical.
    UpperCritical,
    /// Upper non-recoverable.
    UpperNonRecoverable,
}

impl Threshold {
    /// All, in the order of their bits.
    pub const ALL: [Self; 6] = [
        Self::LowerNonCritical,
        Self::LowerCritical,
        Self::LowerNonRecoverable,
        Self::UpperNonCritical,
        Self::UpperCritical,
        Self::UpperNonRecoverable,
    ];

    /// Place in [`Self::ALL`], in threshold arrays, and number of the bit in masks.
    pub const fn index(self) -> usize {
        match self {
            Self::LowerNonCritical => 0,
            Self::LowerCritical => 1,
            Self::LowerNonRecoverable => 2,
            Self::UpperNonCritical => 3,
            Self::UpperCritical => 4,
            Self::UpperNonRecoverable => 5,
        }
    }

    /// The bit in masks.
    pub const fn bit(self) -> u8 {
        1 << self.index()
    }

    /// IPMItool's short name.
    pub const fn short(self) -> &'static str {
        match self {
            Self::LowerNonCritical => "lnc",
            Self::LowerCritical => "lcr",
            Self::LowerNonRecoverable => "lnr",
            Self::UpperNonCritical => "unc",
            Self::UpperCritical => "ucr",
            Self::UpperNonRecoverable => "unr",
        }
    }

    /// True for the three lower ones.
    pub const fn is_lower(self) -> bool {
        self.index() < 3
    }
}

/// Six raw values, in the order of [`Threshold::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thresholds(pub [u8; 6]);

impl Thresholds {
    /// One of them.
    pub const fn get(&self, which: Threshold) -> u8 {
        let [lnc, lcr, lnr, unc, ucr, unr] = self.0;
        match which {
            Threshold::LowerNonCritical => lnc,
            Threshold::LowerCritical => lcr,
            Threshold::LowerNonRecoverable => lnr,
            Threshold::UpperNonCritical => unc,
            Threshold::UpperCritical => ucr,
            Threshold::UpperNonRecoverable => unr,
        }
    }

    /// Changes one of them.
    pub fn set(&mut self, which: Threshold, raw: u8) {
        if let Some(value) = self.0.get_mut(which.index()) {
            *value = raw;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_bits_and_places_agree() {
        let mut values = Thresholds([1, 2, 3, 4, 5, 6]);
        for (index, which) in Threshold::ALL.into_iter().enumerate() {
            assert_eq!(which.index(), index);
            assert_eq!(which.bit(), 1 << index);
            assert_eq!(usize::from(values.get(which)), index + 1);
            assert_eq!(which.is_lower(), which.short().starts_with('l'));
        }
        values.set(Threshold::UpperCritical, 9);
        assert_eq!(values.0, [1, 2, 3, 4, 9, 6]);
    }
}
