//! What a [`Bmc`] wants of its machine, and answers that wait for it.
use std::time::{Duration, Instant};

use super::bmc::Bmc;
use super::desk::{Cause, Waiting};
use super::env::Word;
use super::host::{HostError, Order, Outcome, Report, Ticket};
use super::reply::{Done, Route};
use crate::wire::completion::CompletionCode;

impl Bmc {
    /// The next order to the machine. It is carried out with
    /// [`perform`](super::host::perform), and what came of it goes to [`Self::handle_outcome`].
    /// At most two orders are under way: one that changes something, and a question.
    pub fn poll_order(&mut self) -> Option<(Ticket, Order)> {
        self.desk.next_order()
    }

    /// Takes what came of an order; the request that waits for it is answered.
    pub fn handle_outcome(&mut self, now: Instant, ticket: Ticket, outcome: Outcome) {
        self.handle_timeout(now);
        let Some((entry, waiting)) = self.desk.finish(ticket) else { return };
        match (entry.order, &outcome) {
            (Order::Power, Ok(Report::Power(on))) => self.state.power_seen(*on, now),
            (Order::Act(action, _), Ok(report)) => {
                let flags =
                    if let Cause::Command(flags) = entry.cause { Some(flags) } else { None };
                self.state.acted(action, *report == Report::Done, flags, now);
            }
            _ => {}
        }
        if let Some(waiting) = waiting {
            self.resume(now, &waiting, Word::Came(outcome));
        }
    }

    /// Answers the requests that have waited long enough.
    pub(super) fn answer_overdue(&mut self, now: Instant) {
        while let Some(waiting) = self.desk.overdue(now) {
            self.resume(now, &waiting, Word::Late);
        }
    }

    /// Gives the watchdog's order.
    pub(super) fn order_of_watchdog(&mut self) {
        if let Some(action) = self.state.take_wanted() {
            let boot = self.state.boot_choice();
            self.desk.put(Order::Act(action, boot), Cause::Watchdog, None);
        }
    }

    /// Lets a request wait for an order; gives the answer where it cannot.
    pub(super) fn defer(&mut self, now: Instant, order: Order, waiting: Waiting) -> Option<Done> {
        let patience = if order.changes() { ACT_PATIENCE } else { ASK_PATIENCE };
        let cause = Cause::Command(self.state.boot.flags);
        if self.desk.put(order, cause, Some((now + patience, waiting))) {
            return None;
        }
        Some(Done::of(HostError::Busy.code().0))
    }

    /// Answers a request that has waited.
    fn resume(&mut self, now: Instant, waiting: &Waiting, word: Word) {
        let Waiting { from, route, message, taken } = waiting;
        let caller = if let Route::Session(caller) = route { Some(*caller) } else { None };
        let mut done = self.execute(now, *from, caller, message, Some(word));
        if done.order.is_some() {
            // A command that wants more than one thing: none does.
            done.answer = vec![CompletionCode::UNSPECIFIED.0];
        }
        self.conclude(now, *from, *route, message, *taken, done);
    }
}

/// Power is known by then, or the answer is that it is not. A console that repeats a request
/// every second four times still gets it.
const ASK_PATIENCE: Duration = Duration::from_secs(3);
/// What is not done by then goes on by itself. Below the second after which most consoles repeat
/// a request.
const ACT_PATIENCE: Duration = Duration::from_millis(800);
