//! How much those may send who are in no session: each address so many packets a second. What is
//! above that is dropped before it costs anything.
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::pending::source;
use crate::wire::v20::AUTH_TYPE_RMCP_PLUS;

/// What each address has left.
#[derive(Debug, Default)]
pub(super) struct Strangers(HashMap<IpAddr, Bucket>);

/// It fills up with time, and each packet takes one out.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: u32,
    since: Instant,
}

impl Strangers {
    /// Counts a packet; false when it is one too many.
    pub(super) fn admit(&mut self, from: IpAddr, now: Instant) -> bool {
        if self.0.len() >= MOST_ADDRESSES {
            // A full bucket says nothing. Where all are in use nothing can be told by address.
            self.0.retain(|_, bucket| bucket.filled(now).left < BURST);
            if self.0.len() >= MOST_ADDRESSES {
                self.0.clear();
            }
        }
        let fresh = Bucket { left: BURST, since: now };
        let bucket = self.0.entry(source(from)).or_insert(fresh);
        *bucket = bucket.filled(now);
        let admitted = bucket.left > 0;
        bucket.left = bucket.left.saturating_sub(1);
        admitted
    }
}

impl Bucket {
    fn filled(self, now: Instant) -> Self {
        let more = now.saturating_duration_since(self.since).as_nanos() / EACH.as_nanos();
        let more = u32::try_from(more).unwrap_or(BURST).min(BURST);
        if self.left + more >= BURST {
            return Self { left: BURST, since: now };
        }
        Self { left: self.left + more, since: self.since + EACH * more }
    }
}

/// True for a packet that belongs to no session; quick, since there may be a flood of them.
pub(super) fn is_outside(bytes: &[u8]) -> bool {
    match bytes {
        [_, _, _, CLASS_IPMI, AUTH_TYPE_RMCP_PLUS, _, a, b, c, d, ..]
        | [_, _, _, CLASS_IPMI, _, _, _, _, _, a, b, c, d, ..] => [*a, *b, *c, *d] == [0; 4],
        _ => true,
    }
}

/// Message class of IPMI in the fourth byte of RMCP.
const CLASS_IPMI: u8 = 0x07;
/// 500 a second: a hundred log-ins, from one address to one BMC.
const EACH: Duration = Duration::from_millis(2);
const BURST: u32 = 500;
const MOST_ADDRESSES: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_of_sessions_are_told_apart() {
        let v20 = [6, 0, 0xff, 7, 6, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let v15 = [6, 0, 0xff, 7, 2, 0, 0, 0, 0, 1, 0, 0, 0, 9];
        assert!(!is_outside(&v20) && !is_outside(&v15));
        let zero = |mut bytes: Vec<u8>, at: usize| {
            bytes[at] = 0;
            bytes
        };
        assert!(is_outside(&zero(v20.to_vec(), 6)) && is_outside(&zero(v15.to_vec(), 9)));
        assert!(is_outside(&[6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x80, 0, 0, 0]), "a ping");
        assert!(is_outside(&[]));
    }

    #[test]
    fn each_address_has_a_share_of_its_own() {
        let start = Instant::now();
        let mut strangers = Strangers::default();
        let (loud, quiet) = (IpAddr::from([10, 0, 0, 2]), IpAddr::from([10, 0, 0, 1]));
        let mut admitted = |from, ms| strangers.admit(from, start + Duration::from_millis(ms));
        assert_eq!((0..2_000).filter(|_| admitted(loud, 0)).count(), 500);
        assert!(admitted(quiet, 0));
        assert_eq!((0..2_000).filter(|_| admitted(loud, 100)).count(), 50, "0.1 s later");
        assert_eq!(
            (0..2_000).filter(|ms| admitted(loud, 100 + ms)).count(),
            999,
            "over two seconds"
        );
        assert_eq!((0..2_000).filter(|_| admitted(loud, 60_000)).count(), 500);
    }

    #[test]
    fn any_number_of_addresses_takes_a_bounded_room() {
        let now = Instant::now();
        let mut strangers = Strangers::default();
        for number in 0..10_000_u32 {
            assert!(strangers.admit(IpAddr::from(number.to_be_bytes()), now));
            assert!(strangers.0.len() <= MOST_ADDRESSES);
        }
    }
}
