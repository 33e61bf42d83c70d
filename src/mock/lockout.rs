//! The bad password threshold (IPMI v2.0 table 23-4, parameter 26): who fails too often is locked
//! out for a while.
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::channels::LAN;
use super::state::State;
use super::users::User;
use crate::wire::ids::BMC_ADDRESS;

/// What parameter 26 says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Threshold {
    /// A lock-out makes an event.
    pub event: bool,
    /// So many bad passwords lock a user out; 0 for no limit.
    pub tries: u8,
    /// After that time without a bad password the count begins anew; zero for never.
    pub reset: Duration,
    /// How long a user is locked out; zero for until it is enabled again.
    pub lockout: Duration,
}

impl Threshold {
    /// As the parameter's data are on the wire: times are in units of 10 s.
    pub fn to_bytes(self) -> [u8; 6] {
        let units =
            |time: Duration| u16::try_from(time.as_secs() / UNIT).unwrap_or(u16::MAX).to_le_bytes();
        let ([a, b], [c, d]) = (units(self.reset), units(self.lockout));
        [self.event.into(), self.tries, a, b, c, d]
    }

    /// Out of the parameter's data; anything else than six bytes is no limit.
    pub fn parse(bytes: &[u8]) -> Self {
        let [flags, tries, a, b, c, d] = *bytes else { return Self::default() };
        let time =
            |low, high| Duration::from_secs(UNIT * u64::from(u16::from_le_bytes([low, high])));
        Self { event: flags & 1 != 0, tries, reset: time(a, b), lockout: time(c, d) }
    }
}

/// Bad passwords and lock-outs by user ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lockouts(BTreeMap<u8, Record>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Record {
    bad: u8,
    last: Instant,
    until: Option<Instant>,
}

impl State {
    /// The user of that name that may log in now, and of just that limit where one is given.
    pub fn find_user(&self, name: &[u8], limit: Option<u8>, now: Instant) -> Option<(u8, &User)> {
        self.users.named(name, limit).find(|(id, _)| !self.lockouts.is_locked(*id, now))
    }

    /// Counts a bad password, with what the threshold says to do.
    pub fn bad_password(&mut self, user: u8, now: Instant) {
        let threshold = Threshold::parse(&self.lan.get(PARAMETER, 0, 0).unwrap_or_default());
        let verdict = self.lockouts.bad(user, threshold, now);
        if verdict == Verdict::Counted {
            return;
        }
        self.touched = true;
        if let (Verdict::Disabled, Some(account)) = (verdict, self.users.get_mut(user)) {
            account.enabled = false;
        }
        if threshold.event {
            let number = self.sensors.unused();
            let [kind, of, how] = [SESSION_AUDIT, number, SPECIFIC];
            let data = [PASSWORD_DISABLE, user & 0x3f, LAN];
            let [d1, d2, d3] = data;
            let event = [
                0,
                0,
                SYSTEM_EVENT,
                0,
                0,
                0,
                0,
                BMC_ADDRESS,
                0,
                EVENT_FORMAT,
                kind,
                of,
                how,
                d1,
                d2,
                d3,
            ];
            let time = self.clock.time(now);
            // A full log says by itself that entries were lost.
            let _ = self.log.add(event, time);
        }
    }
}

/// What came of a bad password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing yet.
    Counted,
    /// The user is locked out for a time.
    Locked,
    /// The user is to be disabled.
    Disabled,
}

impl Lockouts {
    /// True while a user is locked out.
    pub fn is_locked(&self, user: u8, now: Instant) -> bool {
        self.0.get(&user).and_then(|record| record.until).is_some_and(|until| now < until)
    }

    /// Counts a bad password.
    fn bad(&mut self, user: u8, threshold: Threshold, now: Instant) -> Verdict {
        if threshold.tries == 0 {
            return Verdict::Counted;
        }
        let record = self.0.entry(user).or_insert(Record { bad: 0, last: now, until: None });
        let quiet = now.saturating_duration_since(record.last);
        if record.until.is_some() || !threshold.reset.is_zero() && quiet >= threshold.reset {
            (record.bad, record.until) = (0, None);
        }
        (record.bad, record.last) = (record.bad.saturating_add(1), now);
        if record.bad < threshold.tries {
            return Verdict::Counted;
        }
        if threshold.lockout.is_zero() {
            self.0.remove(&user);
            return Verdict::Disabled;
        }
        record.until = Some(now + threshold.lockout);
        Verdict::Locked
    }

    /// Forgets what there was about a user: the password was right, or it was set anew.
    pub fn forgive(&mut self, user: u8) {
        self.0.remove(&user);
    }
}

/// Number of the LAN parameter.
pub const PARAMETER: u8 = 26;
const UNIT: u64 = 10;
const SYSTEM_EVENT: u8 = 0x02;
const EVENT_FORMAT: u8 = 0x04;
/// A sensor type, sensor-specific, assertion (table 42-3). Event data 1 is "invalid password
/// disable", with event data 2 the user ID and event data 3 the channel.
const SESSION_AUDIT: u8 = 0x2a;
const SPECIFIC: u8 = 0x6f;
const PASSWORD_DISABLE: u8 = 0xf3;

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn threshold() -> Threshold {
        Threshold { event: true, tries: 3, reset: SECOND * 60, lockout: SECOND * 30 }
    }

    #[test]
    fn the_parameter_has_its_bytes() {
        assert_eq!(threshold().to_bytes(), [1, 3, 6, 0, 3, 0]);
        assert_eq!(Threshold::parse(&[1, 3, 6, 0, 3, 0]), threshold());
        assert_eq!(Threshold::parse(&[0, 0, 0, 1, 0, 0]).reset, SECOND * 2560);
        assert_eq!(Threshold::parse(&[1, 3]), Threshold::default());
    }

    #[test]
    fn the_third_bad_password_locks_and_time_unlocks() {
        let start = Instant::now();
        let mut lockouts = Lockouts::default();
        let mut bad = |seconds| lockouts.bad(2, threshold(), start + SECOND * seconds);
        assert_eq!((bad(0), bad(1), bad(2)), (Verdict::Counted, Verdict::Counted, Verdict::Locked));
        assert!(lockouts.is_locked(2, start + SECOND * 31));
        assert!(!lockouts.is_locked(3, start + SECOND * 31));
        assert!(!lockouts.is_locked(2, start + SECOND * 32));
        let mut bad = |seconds| lockouts.bad(2, threshold(), start + SECOND * seconds);
        assert_eq!((bad(33), bad(34)), (Verdict::Counted, Verdict::Counted), "a new count");
        assert_eq!(bad(94), Verdict::Counted, "after a minute");
        assert_eq!(bad(95), Verdict::Counted);
        lockouts.forgive(2);
        assert_eq!(lockouts.bad(2, threshold(), start + SECOND * 96), Verdict::Counted);
    }

    #[test]
    fn zeros_mean_no_limit_and_for_good() {
        let now = Instant::now();
        let mut lockouts = Lockouts::default();
        for _ in 0..1_000 {
            assert_eq!(lockouts.bad(2, Threshold::default(), now), Verdict::Counted);
        }
        let once = Threshold { tries: 1, ..Threshold::default() };
        assert_eq!(lockouts.bad(2, once, now), Verdict::Disabled);
        assert!(!lockouts.is_locked(2, now), "the account says so itself");
    }
}
