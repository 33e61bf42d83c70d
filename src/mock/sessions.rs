//! The table of open sessions, whatever their version.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::{session15, session20};
use crate::wire::ids::Privilege;
use crate::wire::message::Message;

/// One open session.
#[derive(Debug)]
pub(super) struct Session {
    /// The BMC's session ID.
    pub(super) id: u32,
    /// Session handle, 1 to 63.
    pub(super) handle: u8,
    /// User ID.
    pub(super) user: u8,
    /// The level that the session may reach.
    pub(super) limit: Privilege,
    /// The level that it has.
    pub(super) privilege: Privilege,
    /// Where its last packet came from.
    pub(super) peer: SocketAddr,
    /// When its last packet came.
    pub(super) last_heard: Instant,
    /// Which sequence numbers may come in.
    pub(super) window: Window,
    /// Requests of the last seconds with their answers.
    pub(super) recent: Recent,
    /// What depends on the version.
    pub(super) link: Link,
}

#[derive(Debug)]
pub(super) enum Link {
    V15(session15::Link),
    V20(Box<session20::Link>),
}

/// All open sessions.
#[derive(Debug)]
pub(super) struct Sessions {
    open: Vec<Session>,
    slots: usize,
    next_handle: u8,
}

impl Sessions {
    pub(super) fn new(slots: u8) -> Self {
        Self { open: Vec::new(), slots: slots.min(63).into(), next_handle: 1 }
    }

    pub(super) fn slots(&self) -> u8 {
        u8::try_from(self.slots).unwrap_or(u8::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn has_room(&self) -> bool {
        self.open.len() < self.slots
    }

    /// True when the user has fewer sessions than `limit`, or 0 says that there is none.
    pub(super) fn has_room_for(&self, user: u8, limit: u8) -> bool {
        let count = self.open.iter().filter(|session| session.user == user).count();
        limit == 0 || count < limit.into()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Session> {
        self.open.iter()
    }

    pub(super) fn get(&self, id: u32) -> Option<&Session> {
        self.open.iter().find(|session| session.id == id)
    }

    pub(super) fn get_mut(&mut self, id: u32) -> Option<&mut Session> {
        self.open.iter_mut().find(|session| session.id == id)
    }

    /// The session of the given place in the list, counted from 1.
    pub(super) fn nth(&self, index: u8) -> Option<&Session> {
        self.open.get(usize::from(index).checked_sub(1)?)
    }

    pub(super) fn open(
        &mut self,
        (id, user, limit): (u32, u8, Privilege),
        (peer, now): (SocketAddr, Instant),
        window: Window,
        link: Link,
    ) {
        let handle = self.free_handle();
        self.open.push(Session {
            id,
            handle,
            user,
            limit,
            privilege: limit.min(Privilege::User),
            peer,
            last_heard: now,
            window,
            recent: Recent::default(),
            link,
        });
    }

    /// True when there was such a session.
    pub(super) fn close(&mut self, id: u32) -> bool {
        let before = self.open.len();
        self.open.retain(|session| session.id != id);
        self.open.len() < before
    }

    pub(super) fn close_all(&mut self) {
        self.open.clear();
    }

    /// Closes those that nothing was heard of for too long.
    pub(super) fn expire(&mut self, inactivity: Duration, now: Instant) {
        self.open.retain(|s| now.saturating_duration_since(s.last_heard) < inactivity);
    }

    /// When the one was heard of that has been silent the longest.
    pub(super) fn oldest(&self) -> Option<Instant> {
        self.open.iter().map(|session| session.last_heard).min()
    }

    /// Closes the sessions of some user IDs.
    pub(super) fn close_where(&mut self, ends: impl Fn(u8) -> bool) {
        self.open.retain(|session| !ends(session.user));
    }

    /// How many there can be from now on. Those that are open stay.
    pub(super) fn resize(&mut self, slots: u8) {
        self.slots = slots.min(63).into();
    }

    fn free_handle(&mut self) -> u8 {
        for _ in 0..64 {
            let handle = self.next_handle;
            self.next_handle = if handle >= 63 { 1 } else { handle + 1 };
            if self.open.iter().all(|session| session.handle != handle) {
                return handle;
            }
        }
        0
    }
}

/// Which session sequence numbers may come in (IPMI v2.0 §6.12.13).
#[derive(Clone, Debug)]
pub(super) struct Window {
    highest: u32,
    /// Bit n: `highest - n` came.
    seen: u32,
    ahead: u32,
    behind: u32,
}

impl Window {
    /// The window of IPMI 2.0: the first number is 1, 15 ahead and 16 behind are taken.
    pub(super) const fn v20() -> Self {
        Self { highest: 0, seen: u32::MAX, ahead: 15, behind: 16 }
    }

    /// The window of IPMI 1.5: 8 each way around what the BMC said in Activate Session.
    pub(super) const fn v15(first: u32) -> Self {
        Self { highest: first.wrapping_sub(1), seen: u32::MAX, ahead: 8, behind: 8 }
    }

    /// True for a number within the window that did not come before; it counts as come then.
    pub(super) fn accept(&mut self, sequence: u32) -> bool {
        let up = sequence.wrapping_sub(self.highest);
        if (1..=self.ahead).contains(&up) {
            self.seen = self.seen << up | 1;
            self.highest = sequence;
            return true;
        }
        let down = self.highest.wrapping_sub(sequence);
        let bit = 1_u32.checked_shl(down).unwrap_or_default();
        let fresh = down <= self.behind && self.seen & bit == 0;
        self.seen |= bit;
        fresh
    }
}

/// Requests that were answered lately, so that one that comes again is not executed again.
#[derive(Debug, Default)]
pub(super) struct Recent(Vec<(Instant, Message, Vec<u8>)>);

impl Recent {
    /// When the answer goes out, and its data, when the same request came within the last 5 s.
    pub(super) fn find(&self, request: &Message, now: Instant) -> Option<(Instant, Vec<u8>)> {
        let same = |(at, seen, _): &&(Instant, Message, Vec<u8>)| {
            seen == request && now.saturating_duration_since(*at) < REMEMBER
        };
        self.0.iter().find(same).map(|(at, _, answer)| (*at, answer.clone()))
    }

    /// Remembers an answer that goes out at `now`; the oldest is forgotten.
    pub(super) fn add(&mut self, request: Message, answer: Vec<u8>, now: Instant) {
        self.0.retain(|(at, seen, _)| {
            *seen != request && now.saturating_duration_since(*at) < REMEMBER
        });
        if self.0.len() >= MAX_RECENT {
            self.0.remove(0);
        }
        self.0.push((now, request, answer));
    }
}

/// How long a requester does not use a sequence number again (IPMB v1.0 §2.12).
const REMEMBER: Duration = Duration::from_secs(5);
const MAX_RECENT: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_takes_each_number_once() {
        let mut window = Window::v20();
        assert!(!window.accept(0));
        assert!(window.accept(3), "IPMItool starts at 3");
        assert!(!window.accept(3));
        assert!(window.accept(1));
        assert!(window.accept(18));
        assert!(!window.accept(34), "16 ahead");
        assert!(window.accept(2), "16 behind");
        assert!(!window.accept(1), "17 behind");
    }

    #[test]
    fn the_window_of_1_5_starts_at_the_given_number_and_wraps() {
        let mut window = Window::v15(0xffff_ffff);
        assert!(!window.accept(0xffff_fffe));
        assert!(window.accept(0xffff_ffff));
        assert!(window.accept(7));
        assert!(!window.accept(16));
        assert!(window.accept(0), "not within a session of 1.5, but the window can");
    }

    #[test]
    fn a_request_is_remembered_for_five_seconds() {
        let start = Instant::now();
        let request = |seq| Message {
            to: 0x20,
            netfn: 0,
            to_lun: 0,
            from: 0x81,
            seq,
            from_lun: 0,
            cmd: 2,
            data: vec![2],
        };
        let mut recent = Recent::default();
        recent.add(request(1), vec![0], start);
        assert_eq!(
            recent.find(&request(1), start + Duration::from_secs(4)),
            Some((start, vec![0]))
        );
        assert_eq!(recent.find(&request(2), start), None);
        assert_eq!(recent.find(&request(1), start + REMEMBER), None);
        for seq in 0..=63 {
            recent.add(request(seq), vec![0], start);
        }
        assert_eq!(recent.0.len(), MAX_RECENT);
    }
}
