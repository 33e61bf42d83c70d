//! Orders to the machine that were given and not yet carried out, and the requests that wait for
//! them.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

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
    /// The request that it was given for.
    origin: Option<(Route, Message)>,
    /// When somebody began to carry it out.
    begun: Option<Instant>,
    /// Something was changed since it was begun: an answer may be out of date.
    stale: bool,
    /// Requests that are answered when it is carried out, or at the given time.
    waiting: Vec<(Instant, Waiting)>,
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

impl Waiting {
    /// True for a request that is the same but for its sequence number.
    fn repeats(&self, route: Route, message: &Message) -> bool {
        let same = Message { seq: self.message.seq, ..message.clone() } == self.message;
        same && session(route).is_some() && session(route) == session(self.route)
    }
}

fn session(route: Route) -> Option<u32> {
    if let Route::Session(caller) = route { Some(caller.session) } else { None }
}

impl Desk {
    /// Takes an order that no request waits for; one that says the same and has not begun is
    /// enough.
    pub(super) fn put(&mut self, order: Order, cause: Cause) {
        let same = |e: &Entry| e.begun.is_none() && (e.order, e.cause) == (order, cause);
        if self.entries.iter().any(same) {
            return;
        }
        self.push(order, cause, None, Vec::new());
    }

    /// Takes an order for a request, which is answered `patience` later at the latest; false when
    /// there is no room.
    ///
    /// Questions that nobody has begun to ask are one. With `join`, a request that says the same
    /// as an earlier one of its session waits for the same order: some consoles repeat a request
    /// with another sequence number when they have waited for some 100 ms.
    pub(super) fn wait(
        &mut self,
        now: Instant,
        (order, cause): (Order, Cause),
        waiting: Waiting,
        (patience, begun_patience): (Duration, Duration),
        join: bool,
    ) -> bool {
        if self.entries.iter().map(|entry| entry.waiting.len()).sum::<usize>() >= MOST_WAITING {
            return false;
        }
        let fits = |entry: &&mut Entry| {
            let origin = entry.origin.as_ref();
            let repeats = join && origin.is_some_and(|(route, of)| waiting.repeats(*route, of));
            match (entry.order, order) {
                (Order::Power, Order::Power) => entry.begun.is_none() || repeats && !entry.stale,
                (Order::Power, _) | (_, Order::Power) => false,
                _ => repeats,
            }
        };
        if let Some(entry) = self.entries.iter_mut().find(fits) {
            let due = match entry.begun {
                Some(begun) if order.changes() => begun + begun_patience,
                _ => now + patience,
            };
            entry.waiting.push((due, waiting));
            return true;
        }
        let origin = (waiting.route, waiting.message.clone());
        self.push(order, cause, Some(origin), vec![(now + patience, waiting)]);
        true
    }

    fn push(
        &mut self,
        order: Order,
        cause: Cause,
        origin: Option<(Route, Message)>,
        waiting: Vec<(Instant, Waiting)>,
    ) {
        self.given += 1;
        let (ticket, begun) = (Ticket(self.given), None);
        let entry = Entry { ticket, order, cause, origin, begun, stale: false, waiting };
        self.entries.push(entry);
    }

    /// Begins the next order that can be carried out now: a change and a question may be under
    /// way at the same time, two of a kind may not. The requests that wait for a change are
    /// answered after `patience` at the latest.
    pub(super) fn begin(&mut self, now: Instant, patience: Duration) -> Option<&mut Entry> {
        let runs = |changes| {
            self.entries.iter().any(|e| e.begun.is_some() && e.order.changes() == changes)
        };
        let (asked, changed) = (runs(false), runs(true));
        let free = |entry: &&mut Entry| {
            entry.begun.is_none() && !if entry.order.changes() { changed } else { asked }
        };
        let entry = self.entries.iter_mut().find(free)?;
        entry.begun = Some(now);
        if entry.order.changes() {
            entry.waiting.iter_mut().for_each(|(due, _)| *due = now + patience);
        }
        Some(entry)
    }

    /// True while something is changed.
    pub(super) fn is_changing(&self) -> bool {
        self.entries.iter().any(|entry| entry.begun.is_some() && entry.order.changes())
    }

    /// Takes an order off that was carried out, with the requests that still wait for it.
    pub(super) fn finish(&mut self, ticket: Ticket) -> Option<(Entry, Vec<Waiting>)> {
        let at = self.entries.iter().position(|entry| entry.ticket == ticket)?;
        let mut entry = self.entries.remove(at);
        if entry.order.changes() {
            self.entries.iter_mut().for_each(|other| other.stale |= other.begun.is_some());
        }
        let waiting = entry.waiting.drain(..).map(|(_, waiting)| waiting).collect();
        Some((entry, waiting))
    }

    /// A request that has waited long enough, and whether that is because another change hangs.
    /// What has begun goes on, the rest is dropped.
    pub(super) fn overdue(&mut self, now: Instant) -> Option<(Waiting, bool)> {
        let (at, place) = self.entries.iter().enumerate().find_map(|(at, entry)| {
            Some((at, entry.waiting.iter().position(|(due, _)| *due <= now)?))
        })?;
        let entry = self.entries.get_mut(at)?;
        let (_, waiting) = entry.waiting.remove(place);
        let (begun, changes) = (entry.begun.is_some(), entry.order.changes());
        if !begun && entry.waiting.is_empty() {
            self.entries.remove(at);
        }
        Some((waiting, !begun && changes))
    }

    /// When a request has waited long enough.
    pub(super) fn next(&self) -> Option<Instant> {
        self.all_waiting().map(|(due, _)| *due).min()
    }

    /// True when the same request of that session waits for its answer.
    pub(super) fn awaits(&self, id: u32, message: &Message) -> bool {
        self.all_waiting()
            .any(|(_, waiting)| waiting.message == *message && session(waiting.route) == Some(id))
    }

    fn all_waiting(&self) -> impl Iterator<Item = &(Instant, Waiting)> {
        self.entries.iter().flat_map(|entry| &entry.waiting)
    }
}

/// Requests that wait at the most.
const MOST_WAITING: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::chassis::Action;

    #[test]
    fn a_watchdog_that_runs_out_again_and_again_waits_once() {
        let (mut desk, now) = (Desk::default(), Instant::now());
        let reset = Order::Act(Action::Reset, None);
        for _ in 0..3 {
            desk.put(reset, Cause::Watchdog);
        }
        let ticket = desk.begin(now, Duration::ZERO).unwrap().ticket;
        desk.put(reset, Cause::Watchdog);
        desk.put(reset, Cause::Watchdog);
        assert!(desk.begin(now, Duration::ZERO).is_none(), "one at a time");
        desk.finish(ticket).unwrap();
        let ticket = desk.begin(now, Duration::ZERO).unwrap().ticket;
        desk.finish(ticket).unwrap();
        assert!(desk.begin(now, Duration::ZERO).is_none());
    }
}
