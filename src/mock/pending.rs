//! What is under way before anyone has proved a password: bounded, so that a flood from one
//! address takes nothing from the others.
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// Handshakes or challenges, oldest first.
#[derive(Debug)]
pub(super) struct Pending<T>(Vec<Entry<T>>);

#[derive(Debug)]
struct Entry<T> {
    source: IpAddr,
    begun: Instant,
    item: T,
}

impl<T> Default for Pending<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Pending<T> {
    /// Adds one. Where the address has too many its oldest goes; where there are too many at all
    /// the oldest of the address that has the most.
    pub(super) fn add(&mut self, from: IpAddr, now: Instant, item: T) {
        let source = source(from);
        if self.count(source) >= MOST_OF_ONE {
            self.drop_oldest(source);
        } else if self.0.len() >= MOST {
            let most = self.0.iter().map(|entry| self.count(entry.source)).max();
            let greedy = self.0.iter().find(|entry| Some(self.count(entry.source)) == most);
            if let Some(source) = greedy.map(|entry| entry.source) {
                self.drop_oldest(source);
            }
        }
        self.0.push(Entry { source, begun: now, item });
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|entry| &entry.item)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|entry| &mut entry.item)
    }

    pub(super) fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.0.retain(|entry| keep(&entry.item));
    }

    pub(super) fn expire(&mut self, after: Duration, now: Instant) {
        let over = |entry: &Entry<T>| now.saturating_duration_since(entry.begun) >= after;
        // They are in the order of their age.
        if self.0.first().is_some_and(over) {
            self.0.retain(|entry| !over(entry));
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn count(&self, source: IpAddr) -> usize {
        self.0.iter().filter(|entry| entry.source == source).count()
    }

    fn drop_oldest(&mut self, source: IpAddr) {
        if let Some(at) = self.0.iter().position(|entry| entry.source == source) {
            self.0.remove(at);
        }
    }
}

/// What counts as one address: an IPv4 address, or a network of 64 bits of IPv6, since each host
/// there has as many addresses as it likes.
pub(super) fn source(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(network).into()
        }
        IpAddr::V4(address) => address.into(),
    }
}

/// A client on a bad path has a dozen handshakes under way at most, and several clients may share
/// an address.
const MOST_OF_ONE: usize = 64;
const MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_address_replaces_its_own_oldest() {
        let now = Instant::now();
        let mut pending = Pending::default();
        pending.add(address("10.0.0.1"), now, usize::MAX);
        for number in 0..1_000 {
            pending.add(address("10.0.0.2"), now, number);
        }
        let all: Vec<usize> = pending.iter().copied().collect();
        assert_eq!(all.len(), 1 + MOST_OF_ONE);
        assert_eq!(all[..2], [usize::MAX, 1_000 - MOST_OF_ONE]);
    }

    #[test]
    fn many_addresses_take_from_the_one_that_has_the_most() {
        let now = Instant::now();
        let mut pending = Pending::default();
        pending.add(address("10.0.0.1"), now, (0, 0));
        for host in 1..=100 {
            for number in 0..50 {
                pending.add(IpAddr::from([10, 0, 1, host]), now, (host, number));
            }
        }
        assert_eq!(pending.iter().count(), MOST);
        assert_eq!(pending.iter().next(), Some(&(0, 0)), "who has one keeps it");
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        assert_eq!(source(address("2001:db8::1")), source(address("2001:db8::ffff:1")));
        assert_ne!(source(address("2001:db8::1")), source(address("2001:db8:0:1::1")));
        assert_eq!(source(address("::ffff:10.0.0.1")), address("10.0.0.1"));
    }

    #[test]
    fn the_old_are_forgotten() {
        let start = Instant::now();
        let mut pending = Pending::default();
        pending.add(address("::1"), start, 1);
        pending.add(address("::1"), start + Duration::from_secs(2), 2);
        pending.expire(Duration::from_secs(3), start + Duration::from_secs(3));
        assert_eq!(pending.iter().collect::<Vec<_>>(), [&2]);
    }
}
