//! LAN configuration (IPMI v2.0 §23): what the parameters hold, and what may be written.
mod defaults;
mod shapes;

use std::collections::BTreeMap;

use super::options::Options;
use crate::wire::ids::Privilege;
use shapes::{Access, Selectors, Shape};

/// The LAN configuration parameters of the LAN channel, as on the wire (table 23-4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lan {
    /// Parameter 0, set in progress: 0 or 1.
    pub progress: u8,
    /// Counters of IP, UDP and RMCP packets, in the order of §23.4.
    pub statistics: [u16; 9],
    /// ARPs that are suspended: gratuitous ones in bit 0, answers in bit 1 (§23.3).
    pub suspended: u8,
    /// The IPv4 address that it listens on.
    home: Vec<u8>,
    /// Data behind the selectors, by parameter, set and block.
    values: BTreeMap<Key, Vec<u8>>,
}

/// Parameter, set selector and block selector; selectors that it has not are 0.
pub type Key = (u8, u8, u8);

impl Lan {
    /// The configuration of a fresh BMC.
    pub fn new(options: &Options) -> Self {
        let values = defaults::values(options);
        let home = values.get(&ADDRESS).cloned().unwrap_or_default();
        Self { progress: 0, suspended: 0, statistics: defaults::STATISTICS, home, values }
    }

    /// What is there of a parameter, selectors in front.
    ///
    /// # Errors
    /// The completion code.
    pub fn get(&self, number: u8, set: u8, block: u8) -> Result<Vec<u8>, u8> {
        if number == 0 {
            return Ok(vec![self.progress]);
        }
        let shape = shapes::find(number).filter(|_| self.has(number)).ok_or(NOT_SUPPORTED)?;
        let set = shape.set(set);
        let (selectors, key) = match shape.selectors {
            Selectors::None => (vec![], (number, 0, 0)),
            Selectors::Set => (vec![set], (number, set, 0)),
            Selectors::SetAndBlock => (vec![set, block], (number, set, block)),
        };
        let value = self.values.get(&key).ok_or(OUT_OF_RANGE)?;
        Ok([selectors, value.clone()].concat())
    }

    /// Sets a parameter; selectors stand in front of the data.
    ///
    /// # Errors
    /// The completion code.
    pub fn set(&mut self, number: u8, data: &[u8]) -> Result<(), u8> {
        if number == 0 {
            return self.set_progress(data);
        }
        let shape = shapes::find(number).filter(|_| self.has(number)).ok_or(NOT_SUPPORTED)?;
        if shape.access == Access::Read {
            return Err(READ_ONLY);
        }
        let (key, value) = match (shape.selectors, data) {
            (Selectors::None, value) => ((number, 0, 0), value),
            (Selectors::Set, [set, value @ ..]) => ((number, shape.set(*set), 0), value),
            (Selectors::SetAndBlock, [set, block, value @ ..]) => ((number, *set, *block), value),
            _ => return Err(LENGTH),
        };
        self.store(shape, key, value)
    }

    /// The highest level of a session with that cipher suite: parameter 24, whose levels stand in
    /// the order of parameter 23. `None` for a suite that is not to be used.
    pub fn suite_limit(&self, suite: u8) -> Option<Privilege> {
        let (Some(suites), Some(levels)) = (self.values.get(&SUITES), self.values.get(&LEVELS))
        else {
            return Some(Privilege::Oem);
        };
        let Some(place) = suites.iter().skip(1).position(|id| *id == suite) else {
            // It has no level that anybody could set.
            return Some(Privilege::Oem);
        };
        let pair = levels.get(1 + place / 2).copied().unwrap_or_default();
        Privilege::from_u8(if place % 2 == 0 { pair & 0x0f } else { pair >> 4 })
    }

    /// Puts a value back that [`Self::iter`] gave; `None` for one that cannot be.
    pub fn restore(&mut self, key: Key, value: &[u8]) -> Option<()> {
        if let (LEVELS, Some((levels, suites))) = (key, value.split_at_checked(LEVELS_LEN)) {
            // The levels of other suites say nothing about these.
            let known = self.values.get(&SUITES).map_or(&[][..], Vec::as_slice);
            let stale = !suites.is_empty() && suites != known;
            return if stale {
                Some(())
            } else {
                self.store(shapes::find(key.0)?, key, levels).ok()
            };
        }
        let shape = shapes::find(key.0).filter(|shape| shape.access == Access::ReadWrite)?;
        self.store(shape, key, value).ok()
    }

    /// All that can be written. Behind the levels of cipher suites stands which suites they are.
    pub fn iter(&self) -> impl Iterator<Item = (Key, Vec<u8>)> {
        let writable = |number| shapes::find(number).is_some_and(|s| s.access == Access::ReadWrite);
        let values = self.values.iter().filter(move |((number, ..), _)| writable(*number));
        values.map(|(key, value)| {
            let more = if *key == LEVELS { self.values.get(&SUITES) } else { None };
            (*key, [value.as_slice(), more.map_or(&[], Vec::as_slice)].concat())
        })
    }

    /// Takes from another configuration what commands cannot change.
    pub fn adopt(&mut self, other: &Self) {
        if self.values.get(&SUITES) != other.values.get(&SUITES) {
            self.take(other, &[LEVELS.0]);
        }
        self.take(other, &FIXED);
    }

    /// Takes from another configuration what says where the BMC is and whom it lets in.
    pub fn settle(&mut self, other: &Self) {
        self.take(other, &PLACE);
    }

    fn take(&mut self, other: &Self, numbers: &[u8]) {
        self.home.clone_from(&other.home);
        self.values.retain(|(number, ..), _| !numbers.contains(number));
        let values = other.values.iter().filter(|((number, ..), _)| numbers.contains(number));
        self.values.extend(values.map(|(key, value)| (*key, value.clone())));
    }

    /// True when the IPv4 address is not the one that it listens on.
    pub fn has_moved(&self) -> bool {
        self.values.get(&ADDRESS) != Some(&self.home)
    }

    /// Takes a parameter away: it is not supported from now on.
    pub fn remove(&mut self, number: u8) {
        self.values.retain(|key, _| key.0 != number);
    }

    /// Changes any parameter, also one that is read-only, to any data; selectors not included.
    pub fn put(&mut self, key: Key, value: &[u8]) {
        self.values.insert(key, value.to_vec());
    }

    fn has(&self, number: u8) -> bool {
        self.values.range((number, 0, 0)..=(number, 0xff, 0xff)).next().is_some()
    }

    fn store(&mut self, shape: &Shape, key: Key, value: &[u8]) -> Result<(), u8> {
        let place = self.values.get_mut(&key).ok_or(OUT_OF_RANGE)?;
        if !shape.len.contains(&value.len()) {
            return Err(LENGTH);
        }
        if !(shape.valid)(value) {
            return Err(INVALID_FIELD);
        }
        place.splice(..value.len().min(place.len()), value.iter().copied());
        if shape.number == STATIC_ADDRESS {
            // The last byte is the status: 0 active, 1 disabled.
            let enabled = value.first().is_some_and(|source| source & 0x80 != 0);
            if let Some(status) = place.last_mut() {
                *status = u8::from(!enabled);
            }
        }
        Ok(())
    }

    fn set_progress(&mut self, data: &[u8]) -> Result<(), u8> {
        match data {
            [1] if self.progress == 1 => return Err(IN_PROGRESS),
            [0] => self.progress = 0,
            // A commit leaves writes in progress.
            [1 | 2] => self.progress = 1,
            [_] => return Err(INVALID_FIELD),
            _ => return Err(LENGTH),
        }
        Ok(())
    }
}

/// The IPv4 address.
const ADDRESS: Key = (3, 0, 0);
/// Cipher suites, behind a byte that is reserved.
const SUITES: Key = (23, 0, 0);
/// Their privilege levels, two in a byte, behind a byte that is reserved.
const LEVELS: Key = (24, 0, 0);
const LEVELS_LEN: usize = 9;
/// Authentication types and cipher suites.
const FIXED: [u8; 3] = [1, 22, 23];
/// Authentication that is on, addresses and where they come from, mask, port, default gateway, bad
/// password threshold.
const PLACE: [u8; 10] = [2, 3, 4, 5, 6, 8, 12, 13, 26, STATIC_ADDRESS];
/// IPv6 static addresses.
const STATIC_ADDRESS: u8 = 56;
const NOT_SUPPORTED: u8 = 0x80;
const IN_PROGRESS: u8 = 0x81;
const READ_ONLY: u8 = 0x82;
const LENGTH: u8 = 0xc7;
const OUT_OF_RANGE: u8 = 0xc9;
const INVALID_FIELD: u8 = 0xcc;

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> Lan {
        Lan::new(&Options::default())
    }

    #[test]
    fn writes_are_checked() {
        let mut lan = fresh();
        assert_eq!(lan.set(3, &[10, 0, 0, 9]), Ok(()));
        assert_eq!(lan.get(3, 0, 0), Ok(vec![10, 0, 0, 9]));
        assert_eq!(lan.set(3, &[10, 0, 0]), Err(LENGTH));
        assert_eq!(lan.set(1, &[0]), Err(READ_ONLY));
        assert_eq!(lan.set(4, &[9]), Err(INVALID_FIELD));
        assert_eq!(lan.set(200, &[0]), Err(NOT_SUPPORTED));
        assert_eq!(lan.set(18, &[1, 0, 5, 3]), Ok(()));
        assert_eq!(lan.get(18, 1, 0), Ok(vec![1, 0, 5, 3]));
        assert_eq!(lan.set(18, &[9, 0, 5, 3]), Err(OUT_OF_RANGE));
        assert_eq!(lan.set(18, &[]), Err(LENGTH));
    }

    #[test]
    fn each_suite_has_its_level() {
        let mut lan = Lan::new(&Options { suites: vec![3, 8, 17], ..Options::default() });
        let limits = |lan: &Lan| [3, 8, 17, 2].map(|suite| lan.suite_limit(suite));
        let full = Some(Privilege::Administrator);
        assert_eq!(limits(&lan), [full, full, full, Some(Privilege::Oem)]);
        lan.set(24, &[0, 0x02, 0x03, 0, 0, 0, 0, 0, 0]).unwrap();
        let set = [Some(Privilege::User), None, Some(Privilege::Operator), Some(Privilege::Oem)];
        assert_eq!(limits(&lan), set);
        let stored = lan.iter().find(|(key, _)| *key == LEVELS).unwrap().1;
        let mut again = Lan::new(&Options { suites: vec![3, 8, 17], ..Options::default() });
        assert_eq!(again.restore(LEVELS, &stored), Some(()));
        assert_eq!(limits(&again), set);
        let other = Lan::new(&Options { suites: vec![8, 17], ..Options::default() });
        let mut later = other.clone();
        assert_eq!(later.restore(LEVELS, &stored), Some(()));
        assert_eq!(later, other, "levels of other suites");
        assert_eq!(later.restore(LEVELS, &stored[..9]), Some(()), "a state of before");
        assert_eq!(later.suite_limit(8), Some(Privilege::User));
        assert_eq!(later.restore(LEVELS, &stored[..8]), None);
        lan.adopt(&other);
        assert_eq!(lan.suite_limit(8), full);
    }

    #[test]
    fn one_writer_at_a_time() {
        let mut lan = fresh();
        assert_eq!(lan.set(0, &[1]), Ok(()));
        assert_eq!(lan.set(0, &[1]), Err(IN_PROGRESS));
        assert_eq!(lan.set(0, &[2]), Ok(()));
        assert_eq!(lan.get(0, 0, 0), Ok(vec![1]));
        assert_eq!(lan.set(0, &[0]), Ok(()));
        assert_eq!(lan.get(0, 0, 0), Ok(vec![0]));
    }

    #[test]
    fn a_static_address_has_a_status_of_its_own() {
        let mut lan = fresh();
        let mut data = vec![1, 0x80];
        data.extend([0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 64, 3]);
        lan.set(56, &data).unwrap();
        data[19] = 0;
        assert_eq!(lan.get(56, 1, 0), Ok(data));
    }

    #[test]
    fn what_was_taken_away_is_not_supported() {
        let mut lan = fresh();
        lan.remove(26);
        assert_eq!(lan.get(26, 0, 0), Err(NOT_SUPPORTED));
        lan.put((22, 0, 0), &[3]);
        assert_eq!(lan.get(22, 0, 0), Ok(vec![3]));
    }

    #[test]
    fn each_parameter_of_a_fresh_bmc_fits_its_shape() {
        let lan = fresh();
        for (key, value) in &lan.values {
            let shape = shapes::find(key.0).unwrap();
            assert!(shape.len.contains(&value.len()), "{key:?}: {value:?}");
            assert!((shape.valid)(value), "{key:?}: {value:?}");
        }
        assert_eq!(
            shapes::count(),
            lan.values
                .keys()
                .map(|key| key.0)
                .fold((0, 0), |(n, last), number| (n + usize::from(number != last), number))
                .0
        );
    }
}
