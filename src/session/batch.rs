//! Many idempotent reads: which to send when, and which answers to believe.
//!
//! Some BMCs cannot have several requests under way: they drop one, mix answers up, or put two
//! into one packet with sound checksums. So with a window of more than one request, answers are
//! kept back until a barrier: a moment when nothing is under way and nothing odd has happened.
//! When something odd has, the window is one request for the rest of the session, and all that
//! came since the last barrier is read again.
//!
//! A request that stays silent costs one short wait; it is tried again when the others are
//! through. Several silent ones in a row raise the question whether the BMC is still there.
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::lengths;
use super::request::{Request, Response};
use crate::wire::completion::CompletionCode;

/// How a read ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Answered, whatever the completion code.
    Answer(Response),
    /// Answered without even a completion code.
    Garbled,
    /// No answer.
    Lost,
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// Send this request, the one with that index.
    Send(usize, Request),
    /// This is the outcome of the request with that index.
    Give(usize, Outcome),
    /// Raise the session's privilege level, then call [`Batch::raised`]. Nothing is under way.
    Raise,
    /// Find out if the BMC answers anything, then call [`Batch::alive`]. Nothing is under way.
    Probe,
    /// Wait for what is under way, at most until then.
    Wait(Option<Instant>),
    /// All outcomes have been given.
    Done,
}

/// Reads under way, without IO. Ask [`Self::poll`] what to do, and tell what happened.
#[derive(Debug)]
pub struct Batch {
    items: Vec<Item>,
    window: usize,
    /// The longest wait for one answer.
    limit: Duration,
    may_raise: bool,
    /// The requests that share a barrier: `start` up to `end`.
    start: usize,
    end: usize,
    under_way: usize,
    given: usize,
    /// Given out in this order.
    ready: VecDeque<usize>,
    /// What was odd since the last barrier.
    troubles: u32,
    counted: u32,
    busy: u32,
    raise: bool,
    /// Requests without an answer since the last answer.
    silent: u32,
    gone: bool,
}

#[derive(Debug)]
struct Item {
    request: Request,
    state: State,
    busy: u32,
    timeouts: u32,
    /// Answers that cannot be the one: too long, or to a request that came before.
    odd: u32,
    /// It is tried for the last time.
    last: bool,
}

#[derive(Debug, PartialEq)]
enum State {
    Waiting(Option<Instant>),
    UnderWay,
    Kept(Outcome),
    /// To be tried again at the end.
    Aside,
    Given,
}

impl Batch {
    /// `window` requests at a time, each waited for `limit` at most.
    pub fn new(requests: Vec<Request>, window: usize, limit: Duration) -> Self {
        let item = |request| Item {
            request,
            state: State::Waiting(None),
            busy: 0,
            timeouts: 0,
            odd: 0,
            last: false,
        };
        let items: Vec<Item> = requests.into_iter().map(item).collect();
        Self {
            end: items.len().min(EPOCH),
            items,
            window: window.max(1),
            limit,
            may_raise: false,
            start: 0,
            under_way: 0,
            given: 0,
            ready: VecDeque::new(),
            troubles: 0,
            counted: 0,
            busy: 0,
            raise: false,
            silent: 0,
            gone: false,
        }
    }

    /// For a session that has had `troubles`, and whose privilege level may be raised; `raise`
    /// asks for that before anything is sent.
    #[must_use]
    pub fn in_session(self, troubles: u32, may_raise: bool, raise: bool) -> Self {
        Self { counted: troubles, may_raise, raise, ..self }
    }

    /// For requests that were silent before: each is tried once, for longer.
    #[must_use]
    pub fn last_try(mut self) -> Self {
        for item in &mut self.items {
            item.last = true;
        }
        self.window = 1;
        self
    }

    /// The window now: 1 once something odd has happened.
    pub fn window(&self) -> usize {
        self.window
    }

    /// True when the BMC has stopped to answer: the outcomes left are all [`Outcome::Lost`].
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// The name of a request's command.
    pub fn name(&self, index: usize) -> &'static str {
        self.items.get(index).map_or("", |item| item.request.name)
    }

    /// What to do next. `troubles` is [`super::Session::troubles`], `trip` its round-trip time.
    pub fn poll(&mut self, now: Instant, troubles: u32, trip: Option<Duration>) -> Step {
        if self.window > 1 {
            self.troubles += troubles.wrapping_sub(self.counted);
        }
        self.counted = troubles;
        if let Some(index) = self.ready.pop_front() {
            return self.give(index);
        }
        if self.gone {
            return self.give_up();
        }
        if self.under_way == 0 {
            if self.troubles > 0 {
                self.step_back();
            }
            if self.raise {
                return Step::Raise;
            }
            if self.silent >= SILENT_RUN {
                return Step::Probe;
            }
            if self.barrier() {
                return self.poll(now, troubles, trip);
            }
            if self.given == self.items.len() {
                return Step::Done;
            }
        }
        if self.window == 1 && self.keep_one() {
            return self.poll(now, troubles, trip);
        }
        self.send(now, trip)
    }

    /// The privilege level was raised, or could not be.
    pub fn raised(&mut self, may_raise: bool) {
        self.raise = false;
        self.may_raise = may_raise;
    }

    /// The BMC does answer something, or it does not.
    pub fn alive(&mut self, alive: bool) {
        self.silent = 0;
        self.gone = !alive;
    }

    /// A request was answered.
    pub fn answered(&mut self, now: Instant, index: usize, response: Response) {
        self.silent = 0;
        let fits =
            self.items.get(index).is_some_and(|item| lengths::fits(&item.request, &response));
        let odd = !fits || response.code == CompletionCode::DUPLICATE;
        self.troubles += u32::from(odd && self.window > 1);
        let Some(item) = self.items.get_mut(index) else { return };
        let again = match response.code {
            // Once more, and what comes then is what the BMC has to say.
            _ if odd && item.odd < ODD_TRIES => {
                item.odd += 1;
                Some(State::Waiting(None))
            }
            CompletionCode::BUSY if item.busy < BUSY_TRIES => {
                item.busy += 1;
                self.busy += 1;
                Some(State::Waiting(Some(now + BUSY_WAIT * 2_u32.pow(item.busy - 1))))
            }
            CompletionCode::TIMEOUT if item.timeouts == 0 && !item.last => {
                item.timeouts = 1;
                Some(State::Aside)
            }
            CompletionCode::PRIVILEGE if self.may_raise => {
                self.raise = true;
                Some(State::Waiting(None))
            }
            _ => None,
        };
        if self.window > 1 && self.busy >= BUSY_BURST {
            self.troubles += 1;
        }
        self.end_of(index, again.unwrap_or(State::Kept(Outcome::Answer(response))));
    }

    /// An answer without even a completion code came.
    pub fn garbled(&mut self, index: usize) {
        self.silent = 0;
        self.troubles += u32::from(self.window > 1);
        self.end_of(index, State::Kept(Outcome::Garbled));
    }

    /// No answer came.
    pub fn lost(&mut self, index: usize) {
        self.silent += 1;
        self.troubles += u32::from(self.window > 1 && self.under_way > 1);
        let last = self.items.get(index).is_some_and(|item| item.last);
        self.end_of(index, if last { State::Kept(Outcome::Lost) } else { State::Aside });
    }

    fn end_of(&mut self, index: usize, state: State) {
        let Some(item) = self.items.get_mut(index) else { return };
        if item.state == State::UnderWay {
            item.state = state;
            self.under_way -= 1;
        }
    }

    /// Something was odd: forgets all that came since the last barrier.
    fn step_back(&mut self) {
        (self.troubles, self.busy, self.window) = (0, 0, 1);
        for item in &mut self.items {
            if matches!(item.state, State::Kept(_)) {
                item.state = State::Waiting(None);
            }
        }
    }

    /// With nothing under way: hands out what was kept back, when its whole epoch is through, and
    /// goes on to the next one, in the end to what was put aside. False when there is nothing new.
    fn barrier(&mut self) -> bool {
        let epoch = self.start..self.end;
        let items = self.items.get(epoch.clone()).unwrap_or_default();
        if self.given == self.items.len()
            || items.iter().any(|item| matches!(item.state, State::Waiting(_)))
        {
            return false;
        }
        self.ready.extend(epoch.zip(items).filter(|(_, item)| item.is_kept()).map(|(i, _)| i));
        self.busy = 0;
        if self.end < self.items.len() {
            self.start = self.end;
            self.end = self.items.len().min(self.end + EPOCH);
            return true;
        }
        // All were tried; those put aside follow one by one.
        self.start = 0;
        let mut aside = false;
        for item in self.items.iter_mut().filter(|item| item.state == State::Aside) {
            (item.state, item.last, aside) = (State::Waiting(None), true, true);
        }
        if aside {
            self.window = 1;
        }
        aside || !self.ready.is_empty()
    }

    /// With a window of one, each answer is good at once.
    fn keep_one(&mut self) -> bool {
        let epoch = self.start..self.end;
        let items = self.items.get(epoch.clone()).unwrap_or_default();
        let kept = epoch.zip(items).find(|(_, item)| item.is_kept());
        self.ready.extend(kept.map(|(index, _)| index));
        !self.ready.is_empty()
    }

    fn send(&mut self, now: Instant, trip: Option<Duration>) -> Step {
        let room = self.under_way < self.window && self.troubles == 0 && !self.raise;
        let (start, len) = (self.start, self.end.saturating_sub(self.start));
        let mut soonest = None;
        for (index, item) in self.items.iter_mut().enumerate().skip(start).take(len) {
            let State::Waiting(from) = item.state else { continue };
            if !room {
                break;
            }
            if let Some(from) = from.filter(|from| *from > now) {
                soonest = Some(soonest.map_or(from, |other: Instant| other.min(from)));
                continue;
            }
            item.state = State::UnderWay;
            let others = u32::try_from(self.under_way / 4).unwrap_or(0);
            self.under_way += 1;
            let patience = patience(trip, item.last) * (others + 1);
            let limit = item.request.patience.unwrap_or(self.limit);
            let patience = Some(patience.min(limit));
            return Step::Send(index, Request { patience, ..item.request.clone() });
        }
        Step::Wait(soonest)
    }

    fn give(&mut self, index: usize) -> Step {
        let given = State::Given;
        let state = self.items.get_mut(index).map(|item| std::mem::replace(&mut item.state, given));
        self.given += 1;
        match state {
            Some(State::Kept(outcome)) => Step::Give(index, outcome),
            _ => Step::Give(index, Outcome::Lost),
        }
    }

    fn give_up(&mut self) -> Step {
        match self.items.iter().position(|item| item.state != State::Given) {
            Some(index) => self.give(index),
            None => Step::Done,
        }
    }
}

impl Item {
    fn is_kept(&self) -> bool {
        matches!(self.state, State::Kept(_))
    }
}

/// How long to wait for an answer: several copies of the request fit in, so that a path which
/// loses packets is no trouble.
fn patience(trip: Option<Duration>, last: bool) -> Duration {
    let trip = trip.unwrap_or_default();
    if last { (trip * 40).max(PATIENCE_LAST) } else { (trip * 16).max(PATIENCE) }
}

const PATIENCE: Duration = Duration::from_millis(1500);
const PATIENCE_LAST: Duration = Duration::from_secs(5);
const BUSY_WAIT: Duration = Duration::from_millis(50);
const BUSY_TRIES: u32 = 3;
const ODD_TRIES: u32 = 2;
/// That many busy answers in an epoch are no accident.
const BUSY_BURST: u32 = 3;
/// After that many silent requests in a row the BMC itself may be gone.
const SILENT_RUN: u32 = 3;
/// Requests that share a barrier, at most.
const EPOCH: usize = 256;
