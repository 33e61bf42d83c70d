//! The serial channel: configuration, access, and what users may do on it (IPMI v2.0 §25). Nobody
//! is at its other end.
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::channels::Access as ChannelAccess;
use super::users::Access as UserAccess;

/// The serial channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modem {
    /// Parameter 0, set in progress: 0 or 1.
    pub progress: u8,
    /// Channel access that is in force now.
    pub volatile: ChannelAccess,
    /// Channel access that comes into force after a reset of the BMC.
    pub stored: ChannelAccess,
    /// Access of users that have been given any, by user ID.
    users: BTreeMap<u8, UserAccess>,
    /// Parameters as on the wire (table 25-4).
    values: BTreeMap<u8, Vec<u8>>,
}

impl Modem {
    /// What a parameter is at present; `None` for one that is not there.
    pub fn get(&self, number: u8) -> Option<Vec<u8>> {
        if number == 0 { Some(vec![self.progress]) } else { self.values.get(&number).cloned() }
    }

    /// Sets a parameter.
    ///
    /// # Errors
    /// The completion code.
    pub fn set(&mut self, number: u8, value: &[u8]) -> Result<(), u8> {
        match (number, value) {
            (0, [1]) if self.progress == 1 => return Err(IN_PROGRESS),
            (0, [0 | 2]) => self.progress = 0,
            (0, [1]) => self.progress = 1,
            (0, [_]) => return Err(INVALID_FIELD),
            (0, _) => return Err(LENGTH),
            _ => {
                let (_, writable, len, _) =
                    PARAMETERS.iter().find(|it| it.0 == number).ok_or(NOT_SUPPORTED)?;
                if !writable {
                    return Err(READ_ONLY);
                }
                if !len.contains(&value.len()) {
                    return Err(LENGTH);
                }
                self.values.insert(number, value.to_vec());
            }
        }
        Ok(())
    }

    /// A user's access on the channel: none, unless it was given.
    pub fn user(&self, id: u8) -> UserAccess {
        self.users.get(&id).copied().unwrap_or(UserAccess::NONE)
    }

    /// A user's access, to change it.
    pub fn user_mut(&mut self, id: u8) -> &mut UserAccess {
        self.users.entry(id).or_insert(UserAccess::NONE)
    }

    /// Parameters that differ from a fresh BMC's.
    pub fn settings(&self) -> Vec<(u8, Vec<u8>)> {
        let fresh = Self::default();
        let changed =
            self.values.iter().filter(|(number, value)| fresh.values.get(number) != Some(*value));
        changed.map(|(number, value)| (*number, value.clone())).collect()
    }

    /// Users that have been given access, as bytes: user ID, flags, privilege limit, sessions.
    pub fn users(&self) -> impl Iterator<Item = [u8; 4]> {
        self.users.iter().map(|(id, access)| [*id, access.flags(), access.limit, access.sessions])
    }
}

impl Default for Modem {
    fn default() -> Self {
        let values = PARAMETERS.iter().map(|(number, _, _, value)| (*number, value.to_vec()));
        Self {
            progress: 0,
            volatile: ChannelAccess::default(),
            stored: ChannelAccess::default(),
            users: BTreeMap::new(),
            values: values.collect(),
        }
    }
}

/// Number, whether it can be written, lengths, and what it is at first (table 25-4): a line that
/// is connected directly, in basic mode, at 115,200 bit/s, without flow control and without
/// alerts.
#[rustfmt::skip]
const PARAMETERS: &[(u8, bool, RangeInclusive<usize>, &[u8])] = &[
    // Authentication types: MD5 and passwords; the same for each level but OEM.
    (1, false, 1..=1, &[0x14]),
    (2, true, 5..=5, &[0x14, 0x14, 0x14, 0x14, 0x00]),
    // Connection mode.
    (3, true, 1..=1, &[0x81]),
    // Session inactivity timeout, in 30 s; callback control; end of sessions.
    (4, true, 1..=1, &[2]),
    (5, true, 5..=5, &[0x00, 0x00, 0xff, 0xff, 0xff]),
    (6, true, 1..=1, &[0x02]),
    // Flow control and bit rate; who has the line.
    (7, true, 2..=2, &[0x20, 0x0a]),
    (8, true, 2..=2, &[0x00, 0x00]),
    // Page blackout interval in minutes, community string, alerts, call retry interval in seconds.
    (14, true, 1..=1, &[0]),
    (15, true, 18..=18, b"public\0\0\0\0\0\0\0\0\0\0\0\0"),
    (16, false, 1..=1, &[0]),
    (18, true, 1..=1, &[0]),
    (20, false, 1..=1, &[0]),
    (22, false, 1..=1, &[0]),
    (24, false, 1..=1, &[0]),
    // Terminal mode: line editing, echo and handshaking; newline sequences.
    (29, true, 2..=2, &[0x27, 0x11]),
];
const NOT_SUPPORTED: u8 = 0x80;
const IN_PROGRESS: u8 = 0x81;
const READ_ONLY: u8 = 0x82;
const LENGTH: u8 = 0xc7;
const INVALID_FIELD: u8 = 0xcc;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_are_checked() {
        let mut modem = Modem::default();
        assert_eq!(modem.set(7, &[0x60, 0x06]), Ok(()));
        assert_eq!(modem.get(7), Some(vec![0x60, 0x06]));
        assert_eq!(modem.set(7, &[0x60]), Err(LENGTH));
        assert_eq!(modem.set(16, &[1]), Err(READ_ONLY));
        assert_eq!(modem.set(9, &[1, 1]), Err(NOT_SUPPORTED));
        assert_eq!(modem.set(0, &[1]), Ok(()));
        assert_eq!(modem.set(0, &[1]), Err(IN_PROGRESS));
        assert_eq!(modem.get(0), Some(vec![1]));
    }

    #[test]
    fn what_it_has_at_first_fits() {
        for (number, _, len, value) in PARAMETERS {
            assert!(len.contains(&value.len()), "{number}");
        }
    }
}
