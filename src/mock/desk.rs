//! Orders to the machine that were given and not yet carried out, and the requests that wait for
//! them.
use std::net::SocketAddr;
use std::time::Instant;

use super::host::{Order, Ticket};
use super::reply::Route;
use super::work::Taken;
use crate::wire::message::Message;

/// What waits.
#[derive(Debug, Default)]
pub(super) struct Desk {
    entries: Vec<Entry>,
    given: u64,
}

/// An order.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) ticket: Ticket,
    pub(super) order: Order,
    pub(super) cause: Cause,
    /// Somebody carries it out.
    running: bool,
    /// The request that is answered when it is carried out, or at `due`.
    waiting: Option<(Instant, Waiting)>,
}

impl Entry {
    /// When its request is answered at the latest.
    pub(super) fn answer_at(&mut self, time: Instant) {
        if let Some((due, _)) = &mut self.waiting {
            *due = time;
        }
    }
}

/// Who gave an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// A command; with the boot flags when it was begun.
    Command([u8; 5]),
    /// The watchdog.
    Watchdog,
}

/// A request whose answer waits.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) from: SocketAddr,
    pub(super) route: Route,
    pub(super) message: Message,
    pub(super) taken: Taken,
}

impl Desk {
    /// Takes an order; false when there is no room for it.
    pub(super) fn put(
        &mut self,
        order: Order,
        cause: Cause,
        waiting: Option<(Instant, Waiting)>,
    ) -> bool {
        if self.entries.len() >= MOST_ORDERS {
            return false;
        }
        self.given += 1;
        let ticket = Ticket(self.given);
        self.entries.push(Entry { ticket, order, cause, running: false, waiting });
        true
    }

    /// Begins the next order that can be carried out now: a change and a question may be under
    /// way at the same time, two of a kind may not.
    pub(super) fn begin(&mut self) -> Option<&mut Entry> {
        let runs = |changes| self.entries.iter().any(|e| e.running && e.order.changes() == changes);
        let (asked, changed) = (runs(false), runs(true));
        let free = |entry: &&mut Entry| {
            !entry.running && !if entry.order.changes() { changed } else { asked }
        };
        let entry = self.entries.iter_mut().find(free)?;
        entry.running = true;
        Some(entry)
    }

    /// True while something is changed.
    pub(super) fn is_changing(&self) -> bool {
        self.entries.iter().any(|entry| entry.running && entry.order.changes())
    }

    /// Takes an order off that was carried out, with the request that still waits for it.
    pub(super) fn finish(&mut self, ticket: Ticket) -> Option<(Entry, Option<Waiting>)> {
        let at = self.entries.iter().position(|entry| entry.ticket == ticket)?;
        let mut entry = self.entries.remove(at);
        let waiting = entry.waiting.take().map(|(_, waiting)| waiting);
        Some((entry, waiting))
    }

    /// A request that has waited long enough, and whether that is because another change hangs.
    /// What has begun goes on, the rest is dropped.
    pub(super) fn overdue(&mut self, now: Instant) -> Option<(Waiting, bool)> {
        let late = |entry: &Entry| entry.waiting.as_ref().is_some_and(|(due, _)| *due <= now);
        let at = self.entries.iter().position(late)?;
        let entry = self.entries.get_mut(at)?;
        let (_, waiting) = entry.waiting.take()?;
        let (begun, changes) = (entry.running, entry.order.changes());
        if !begun {
            self.entries.remove(at);
        }
        Some((waiting, !begun && changes))
    }

    /// When a request has waited long enough.
    pub(super) fn next(&self) -> Option<Instant> {
        self.entries.iter().filter_map(|entry| entry.waiting.as_ref()).map(|(due, _)| *due).min()
    }

    /// True when the same request of that session waits for its answer.
    pub(super) fn awaits(&self, session: u32, message: &Message) -> bool {
        self.entries.iter().filter_map(|entry| entry.waiting.as_ref()).any(|(_, waiting)| {
            waiting.message == *message
                && matches!(waiting.route, Route::Session(caller) if caller.session == session)
        })
    }
}

/// Orders that are kept at the most.
const MOST_ORDERS: usize = 64;
