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
    pub fn poll_order(&mut self, now: Instant) -> Option<(Ticket, Order)> {
        let entry = self.desk.begin(now, ACT_PATIENCE)?;
        if let Order::Act(_, boot) = &mut entry.order {
            // What came before it may have used the flags up.
            *boot = self.state.boot_choice();
        }
        if let Cause::Command(flags) = &mut entry.cause {
            *flags = self.state.boot.flags;
        }
        Some((entry.ticket, entry.order))
    }

    /// Takes what came of an order; the requests that wait for it are answered.
    pub fn handle_outcome(&mut self, now: Instant, ticket: Ticket, outcome: &Outcome) {
        self.handle_timeout(now);
        let Some((entry, waiting)) = self.desk.finish(ticket) else { return };
        self.state.touched = true;
        match (entry.order, outcome) {
            // What is seen in the middle of a power cycle is no event.
            (Order::Power, Ok(Report::Power(on))) if self.desk.is_changing() => {
                self.state.chassis.set_power(*on, now);
            }
            (Order::Power, Ok(Report::Power(on))) => self.state.power_seen(*on, now),
            (Order::Act(action, _), Ok(report)) => {
                let flags =
                    if let Cause::Command(flags) = entry.cause { Some(flags) } else { None };
                self.state.acted(action, *report == Report::Done, flags, now);
            }
            // A machine that is not in the state for it has not failed.
            (Order::Act(..), Err(error)) if waiting.is_empty() && *error != HostError::NotNow => {
                self.state.failed_late(now);
            }
            _ => {}
        }
        for waiting in waiting {
            self.resume(now, &waiting, Word::Came(outcome.clone()));
        }
    }

    /// Answers the requests that have waited long enough.
    pub(super) fn answer_overdue(&mut self, now: Instant) {
        while let Some((waiting, busy)) = self.desk.overdue(now) {
            let word = if busy { Word::Came(Err(HostError::Busy)) } else { Word::Late };
            self.resume(now, &waiting, word);
        }
    }

    /// Gives the watchdog's order.
    pub(super) fn order_of_watchdog(&mut self) {
        if let Some(action) = self.state.take_wanted() {
            self.desk.put(Order::Act(action, None), Cause::Watchdog);
        }
    }

    /// Lets a request wait for an order; gives the answer where it cannot.
    pub(super) fn defer(&mut self, now: Instant, order: Order, waiting: Waiting) -> Option<Done> {
        let cause = Cause::Command(self.state.boot.flags);
        let (patience, join) = ((PATIENCE, ACT_PATIENCE), self.options.duplicate_filter);
        if self.desk.wait(now, (order, cause), waiting, patience, join) {
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

/// What is asked for is known by then, and what is told has begun, or the answer says that it is
/// not so. A console that repeats a request every second four times still gets it.
const PATIENCE: Duration = Duration::from_secs(3);
/// What has begun and is not done by then goes on by itself. Below the second after which most
/// consoles repeat a request.
const ACT_PATIENCE: Duration = Duration::from_millis(800);
