//! Opening an RMCP+ session over a path that may lose packets, to a BMC that may be slow.
//!
//! No packet of a handshake is ever sent twice: a BMC that sees RAKP 1 or RAKP 3 again may drop
//! the session, and an answer to the first copy would poison the second. Instead, when an answer
//! is late, another handshake starts beside the first, with identifiers and random numbers of
//! its own, and the first of them to finish wins. So a RAKP 2 that takes two seconds is still
//! welcome, and a lost one costs a quarter of a second. What tells loss from slowness is the
//! Open Session of that other handshake, which costs a BMC nothing: the waits grow while nothing
//! speaks for loss, to spare a slow BMC; once an answer has overtaken an earlier one they stay
//! short.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::config::Config;
use super::error::{Error, Step as Stage};
use super::failures::{Failures, is_about_slots};
use super::link::Link;
use super::retry::Path;
use super::v20::{
    Established, ExpectOpened, ExpectRakp2, ExpectRakp4, Failure, Nonces, Opened, Proposal, Step,
};
use super::{Note, Tools, Transmit};
use crate::wire::buf::Reader;
use crate::wire::rakp::{OpenResponse, Rakp2, Rakp4};
use crate::wire::rmcp;
use crate::wire::v20::{Packet, PayloadType};

/// The state of opening a session.
#[derive(Debug)]
pub(super) struct Opening {
    attempts: Vec<Attempt>,
    /// Attempts made so far, for turns of peers and growth of waits.
    made: u32,
    started: Instant,
    /// When the first packet came.
    alive: Option<Instant>,
    next_attempt: Option<Instant>,
    /// How many Open Session Requests went out since the last step forward.
    opens: u32,
    path: Path,
    failures: Failures,
    /// A failure that names no session, waiting for a better answer until then.
    unmatched: Option<(Instant, Error)>,
    /// Waits for a free session slot so far.
    slot_waits: u32,
}

#[derive(Debug)]
struct Attempt {
    peer: SocketAddr,
    proposal: Proposal,
    sent: Instant,
    state: State,
    /// Started because another one was late in RAKP: goes on at once.
    hedge: bool,
    /// Has had a RAKP 2 that did not verify.
    doubted: bool,
}

#[derive(Debug)]
enum State {
    ExpectOpened(ExpectOpened),
    /// Open, kept for when the one in front is late.
    Spare(Opened),
    ExpectRakp2(ExpectRakp2),
    ExpectRakp4(ExpectRakp4),
}

/// What came of a datagram or a timeout.
#[derive(Debug)]
pub(super) enum Progress {
    Waiting,
    Done(Box<Established>, SocketAddr, Path),
    Failed(Error),
}

impl Opening {
    pub(super) fn start(now: Instant, tools: &mut Tools<'_>) -> Self {
        let mut opening = Self {
            attempts: Vec::new(),
            made: 0,
            started: now,
            alive: None,
            next_attempt: None,
            opens: 0,
            path: Path::new(),
            failures: Failures::default(),
            unmatched: None,
            slot_waits: 0,
        };
        opening.attempt(now, false, tools);
        opening
    }

    /// When [`Self::on_timeout`] must be called at the latest.
    pub(super) fn timeout(&self, config: &Config) -> Instant {
        let limit = self.limit(config);
        let unmatched = self.unmatched.map(|(at, _)| at);
        [self.next_attempt, unmatched].into_iter().flatten().fold(limit, Instant::min)
    }

    pub(super) fn on_timeout(&mut self, now: Instant, tools: &mut Tools<'_>) -> Progress {
        if now >= self.limit(tools.config) {
            return Progress::Failed(self.verdict());
        }
        if let Some((_, error)) = self.unmatched.filter(|(at, _)| now >= *at) {
            self.unmatched = None;
            self.attempts.clear();
            return self.fail(now, error, tools);
        }
        if self.next_attempt.is_some_and(|at| now >= at) {
            self.failures.trouble |= !self.attempts.is_empty();
            let in_rakp = self.attempts.iter().any(Attempt::is_in_rakp);
            if in_rakp && self.proceed_with_spare(now, tools) {
                return Progress::Waiting;
            }
            self.attempt(now, in_rakp, tools);
        }
        Progress::Waiting
    }

    pub(super) fn on_datagram(
        &mut self,
        now: Instant,
        from: SocketAddr,
        bytes: &[u8],
        tools: &mut Tools<'_>,
    ) -> Progress {
        let Some((kind, payload)) = setup_payload(bytes) else {
            self.failures.trouble = true;
            return Progress::Waiting;
        };
        self.alive.get_or_insert(now);
        for index in (0..self.attempts.len()).rev() {
            let attempt = self.attempts.remove(index);
            match attempt.take(kind, payload, tools.config) {
                Taken::Ignored(attempt) => self.attempts.insert(index, attempt),
                Taken::Failed(attempt, failure) => {
                    return self.on_failure(now, index, attempt, failure, tools);
                }
                Taken::Advanced(attempt, bytes) => {
                    if attempt.peer != from {
                        tools.notes.push(Note::OddSource(from));
                    }
                    return self.advance(now, index, attempt, bytes, tools);
                }
                Taken::Done(attempt_peer, established) => {
                    if attempt_peer != from {
                        tools.notes.push(Note::OddSource(from));
                    }
                    self.give_up_others(tools);
                    return Progress::Done(established, attempt_peer, self.path);
                }
            }
        }
        self.failures.trouble = true;
        Progress::Waiting
    }

    /// Gives back what the BMC may hold for handshakes that were not needed in the end.
    pub(super) fn give_up_others(&mut self, tools: &mut Tools<'_>) {
        for attempt in std::mem::take(&mut self.attempts) {
            let bytes = match attempt.state {
                State::ExpectOpened(_) => continue,
                State::Spare(opened) => opened.give_up(),
                State::ExpectRakp2(state) => state.give_up(),
                State::ExpectRakp4(state) => {
                    let link = state.into_established(tools.config).link;
                    let mut link = Link::V20(Box::new(link));
                    super::active::close_datagram(&mut link, tools.random)
                }
            };
            tools.out.push(Transmit { to: attempt.peer, bytes });
        }
    }

    /// An attempt has made a step; `bytes` is what it wants to send, or it has just opened.
    fn advance(
        &mut self,
        now: Instant,
        index: usize,
        mut attempt: Attempt,
        bytes: Option<Vec<u8>>,
        tools: &mut Tools<'_>,
    ) -> Progress {
        let rtt = now.duration_since(attempt.sent);
        let earlier_is_late = self.attempts.iter().take(index).any(|other| other.is_like(&attempt));
        if earlier_is_late {
            self.path.overtaken();
        }
        self.opens = 0;
        if let Some(bytes) = bytes {
            // RAKP 3. How long RAKP 2 took says how fast the BMC computes.
            attempt.sent = now;
            tools.out.push(Transmit { to: attempt.peer, bytes });
            self.attempts.insert(index.min(self.attempts.len()), attempt);
            let patience = self.patience(|other| matches!(other.state, State::ExpectRakp4(_)));
            let patience = if self.path.is_lossy() { patience } else { patience.max(rtt * 2) };
            self.schedule(now, self.path.stretched(patience));
            return Progress::Waiting;
        }
        if let State::Spare(opened) = &attempt.state {
            self.failures.accept(opened.suite());
        }
        // Only this exchange is about the path; RAKP is about the BMC's speed, too.
        self.path.sample(rtt);
        let hedge = attempt.hedge;
        self.attempts.insert(index.min(self.attempts.len()), attempt);
        let in_rakp = self.attempts.iter().any(Attempt::is_in_rakp);
        if !in_rakp || hedge {
            self.proceed(now, index, tools);
        }
        Progress::Waiting
    }

    /// How long the answer to a RAKP message may take before another handshake starts beside
    /// this one. Longer with each that waits for one already: a slow BMC computes for each.
    fn patience(&self, waits: fn(&Attempt) -> bool) -> Duration {
        let waiting = self.attempts.iter().filter(|attempt| waits(attempt)).count();
        let table = if self.path.is_lossy() { LOSSY_WAITS } else { RAKP_WAITS };
        growing(table, u32::try_from(waiting).unwrap_or(u32::MAX))
    }

    /// Sends RAKP 1 of the attempt at `index`.
    fn proceed(&mut self, now: Instant, index: usize, tools: &mut Tools<'_>) {
        if index >= self.attempts.len() {
            return;
        }
        let attempt = self.attempts.remove(index);
        let Attempt { peer, proposal, hedge, doubted, state, .. } = attempt;
        let State::Spare(opened) = state else { return };
        let (next, bytes) = opened.proceed(tools.config);
        tools.out.push(Transmit { to: peer, bytes });
        let state = State::ExpectRakp2(next);
        let attempt = Attempt { peer, proposal, sent: now, hedge, doubted, state };
        self.attempts.insert(index, attempt);
        let patience = self.patience(|other| matches!(other.state, State::ExpectRakp2(_)));
        self.schedule(now, self.path.stretched(patience));
    }

    fn proceed_with_spare(&mut self, now: Instant, tools: &mut Tools<'_>) -> bool {
        let fresh = |attempt: &Attempt| {
            matches!(attempt.state, State::Spare(_)) && now - attempt.sent < SPARE_LIFE
        };
        let Some(index) = self.attempts.iter().position(fresh) else { return false };
        self.proceed(now, index, tools);
        true
    }

    fn schedule(&mut self, now: Instant, wait: Duration) {
        self.next_attempt = Some(now + wait);
    }

    /// Starts another handshake.
    fn attempt(&mut self, now: Instant, hedge: bool, tools: &mut Tools<'_>) {
        let config = tools.config;
        let Some(proposal) = self.failures.proposal(config) else { return };
        let peers = config.peers.len().max(1);
        let turn = usize::try_from(self.made).unwrap_or_default() % peers;
        let Some(peer) = config.peers.get(turn).copied() else { return };
        // A peer that has answered is the one.
        let peer = self.answering_peer().unwrap_or(peer);
        let nonces = Nonces {
            tag: tools.random.bytes::<1>()[0],
            console_sid: tools.random.nonzero(),
            random: tools.random.bytes(),
        };
        let (state, bytes) = ExpectOpened::start(proposal, nonces, config);
        tools.out.push(Transmit { to: peer, bytes });
        if self.attempts.len() >= MOST_ATTEMPTS {
            self.attempts.remove(0);
        }
        let state = State::ExpectOpened(state);
        self.attempts.push(Attempt { peer, proposal, sent: now, state, hedge, doubted: false });
        self.made += 1;
        self.opens += 1;
        let once = config.timing.single_try && usize::try_from(self.made).is_ok_and(|n| n >= peers);
        let waits = if hedge { HEDGE_WAITS } else { OPEN_WAITS };
        let wait = if self.path.is_lossy() { BRISK } else { growing(waits, self.opens) };
        self.schedule(now, self.path.stretched(wait).min(MOST_OPEN_WAIT));
        if once {
            self.next_attempt = None;
        }
    }

    fn answering_peer(&self) -> Option<SocketAddr> {
        let answered = |attempt: &&Attempt| !matches!(attempt.state, State::ExpectOpened(_));
        self.attempts.iter().find(answered).map(|attempt| attempt.peer)
    }

    fn on_failure(
        &mut self,
        now: Instant,
        index: usize,
        attempt: Attempt,
        failure: Failure,
        tools: &mut Tools<'_>,
    ) -> Progress {
        if !failure.matched {
            // Perhaps OpenBMC's way of saying no, perhaps a forgery: a good answer may come yet.
            self.attempts.insert(index, attempt);
            self.unmatched.get_or_insert((now + UNMATCHED_WAIT, failure.error));
            return Progress::Waiting;
        }
        if self.failures.proposal(tools.config) != Some(attempt.proposal) {
            // Another copy of a proposal that has been given up already.
            return Progress::Waiting;
        }
        if matches!(attempt.state, State::ExpectRakp2(_)) {
            self.failures.rakp2_took = now.duration_since(attempt.sent);
        }
        let last = self.failures.would_confirm(failure.error, tools.config);
        if failure.error == Error::WrongPassword && !last {
            return self.doubt(now, index, attempt, tools);
        }
        if let Some(bytes) = failure.farewell {
            tools.out.push(Transmit { to: attempt.peer, bytes });
        }
        self.fail(now, failure.error, tools)
    }

    /// RAKP 2 did not verify, but it may have been damaged: another RAKP 1 in the same session
    /// takes no slot, and unlike a RAKP 3 about a wrong code it never counts towards a lock-out.
    /// Once for each session: a BMC may answer it with the same RAKP 2, or not at all.
    fn doubt(
        &mut self,
        now: Instant,
        index: usize,
        attempt: Attempt,
        tools: &mut Tools<'_>,
    ) -> Progress {
        match attempt.state {
            State::ExpectRakp2(state) if !attempt.doubted => {
                let [tag] = tools.random.bytes();
                let state = State::Spare(state.again(tag, tools.random.bytes()));
                self.attempts.insert(index, Attempt { state, doubted: true, ..attempt });
                self.proceed(now, index, tools);
            }
            _ => {}
        }
        self.fail(now, Error::WrongPassword, tools)
    }

    fn fail(&mut self, now: Instant, error: Error, tools: &mut Tools<'_>) -> Progress {
        tools.notes.push(Note::HandshakeFailed(error));
        let confirmed = self.failures.would_confirm(error, tools.config);
        self.failures.record(error);
        let untried = self.failures.has_untried(error, tools.config);
        let slots = is_about_slots(error);
        let timing = &tools.config.timing;
        let most = if self.failures.trouble { SLOT_WAITS * 2 } else { SLOT_WAITS };
        let patient = timing.deadline.is_some() || self.slot_waits < most;
        // Our own failed handshakes may hold the last slots: what they told is enough then.
        let told = self.slot_waits > 0 && self.failures.knows_the_account();
        if slots && !untried && patient && !told && !timing.single_try {
            self.schedule(now, SLOT_WAIT * 2_u32.pow(self.slot_waits.min(SLOT_WAITS - 1)));
            self.slot_waits += 1;
            return Progress::Waiting;
        }
        let once = slots || timing.single_try;
        if confirmed || (once && !untried) {
            return Progress::Failed(self.verdict());
        }
        // Others may still be on their way; the next starts at once unless one is ahead.
        if !self.attempts.iter().any(Attempt::is_in_rakp) {
            self.attempt(now, false, tools);
        }
        Progress::Waiting
    }

    /// Why it failed; without any failure, the step that was not answered.
    fn verdict(&self) -> Error {
        if let Some(error) = self.failures.verdict() {
            return error;
        }
        if let Some((_, error)) = self.unmatched {
            return error;
        }
        if self.alive.is_none() {
            return Error::Unreachable;
        }
        let stage = self.attempts.iter().map(Attempt::stage).max_by_key(|stage| match stage {
            Stage::Rakp3 => 2,
            Stage::Rakp1 => 1,
            _ => 0,
        });
        Error::NoAnswer(stage.unwrap_or(Stage::Open))
    }

    fn limit(&self, config: &Config) -> Instant {
        let timing = &config.timing;
        let limit = match self.alive {
            None => self.started + timing.first_answer,
            Some(_) => self.started + timing.opening,
        };
        timing.at_most(limit)
    }
}

enum Taken {
    Ignored(Attempt),
    /// Goes on, perhaps with something to send.
    Advanced(Attempt, Option<Vec<u8>>),
    Failed(Attempt, Failure),
    Done(SocketAddr, Box<Established>),
}

impl Attempt {
    fn is_in_rakp(&self) -> bool {
        matches!(self.state, State::ExpectRakp2(_) | State::ExpectRakp4(_))
    }

    /// Waits for the same kind of answer that `advanced` has just had.
    fn is_like(&self, advanced: &Self) -> bool {
        matches!(
            (&self.state, &advanced.state),
            (State::ExpectOpened(_), State::Spare(_))
                | (State::ExpectRakp2(_), State::ExpectRakp4(_))
        )
    }

    fn stage(&self) -> Stage {
        match self.state {
            State::ExpectOpened(_) | State::Spare(_) => Stage::Open,
            State::ExpectRakp2(_) => Stage::Rakp1,
            State::ExpectRakp4(_) => Stage::Rakp3,
        }
    }

    fn take(self, kind: PayloadType, payload: &[u8], config: &Config) -> Taken {
        let Self { peer, proposal, sent, state, hedge, doubted } = self;
        let with = |state| Self { peer, proposal, sent, state, hedge, doubted };
        match (state, kind) {
            (State::ExpectOpened(state), PayloadType::OpenResponse) => {
                let Ok(message) = OpenResponse::parse(payload) else {
                    return Taken::Ignored(with(State::ExpectOpened(state)));
                };
                // Kept for the case that the failure turns out to name nobody.
                let copy = state.clone();
                match state.on_response(&message, config) {
                    Step::Ignore(state) => Taken::Ignored(with(State::ExpectOpened(state))),
                    Step::Next(opened) => Taken::Advanced(with(State::Spare(opened)), None),
                    Step::Failed(failure) => {
                        Taken::Failed(with(State::ExpectOpened(copy)), failure)
                    }
                }
            }
            (State::ExpectRakp2(state), PayloadType::Rakp2) => {
                let Ok(message) = Rakp2::parse(payload) else {
                    return Taken::Ignored(with(State::ExpectRakp2(state)));
                };
                let copy = state.clone();
                match state.on_rakp2(&message, config) {
                    Step::Ignore(state) => Taken::Ignored(with(State::ExpectRakp2(state))),
                    Step::Next((next, bytes)) => {
                        Taken::Advanced(with(State::ExpectRakp4(next)), Some(bytes))
                    }
                    Step::Failed(failure) => Taken::Failed(with(State::ExpectRakp2(copy)), failure),
                }
            }
            (State::ExpectRakp4(state), PayloadType::Rakp4) => {
                let Ok(message) = Rakp4::parse(payload) else {
                    return Taken::Ignored(with(State::ExpectRakp4(state)));
                };
                let copy = state.clone();
                match state.on_rakp4(&message, config) {
                    Step::Ignore(state) => Taken::Ignored(with(State::ExpectRakp4(state))),
                    Step::Next(established) => Taken::Done(peer, Box::new(established)),
                    Step::Failed(failure) => Taken::Failed(with(State::ExpectRakp4(copy)), failure),
                }
            }
            (state, _) => Taken::Ignored(with(state)),
        }
    }
}

/// Type and payload of a packet that belongs to session set-up.
fn setup_payload(bytes: &[u8]) -> Option<(PayloadType, &[u8])> {
    let mut r = Reader::new(bytes);
    let header = rmcp::Header::parse(&mut r).ok()?;
    if header.class != rmcp::Class::Ipmi {
        return None;
    }
    let packet = Packet::parse(r.rest()).ok()?;
    let plain = !packet.header.encrypted && !packet.header.authenticated;
    (packet.header.payload_type.is_setup() && plain)
        .then_some((packet.header.payload_type, packet.payload))
}

/// The `n`th of growing waits, counted from 1; the last one for all behind it.
fn growing(waits: [u64; 4], n: u32) -> Duration {
    let index = usize::try_from(n.saturating_sub(1)).unwrap_or(usize::MAX).min(waits.len() - 1);
    Duration::from_millis(waits.get(index).copied().unwrap_or(MOST_OPEN_WAIT_MS))
}

/// The waits before Open Session is tried again, in milliseconds: it costs a BMC little.
const OPEN_WAITS: [u64; 4] = [200, 250, 250, 500];
/// The same while RAKP is under way: a BMC that computes for seconds finds few of them.
const HEDGE_WAITS: [u64; 4] = [250, 250, 500, 1000];
/// The waits for RAKP 2, and for RAKP 4, while one, two, … handshakes wait for one.
const RAKP_WAITS: [u64; 4] = [250, 1000, 2000, 2000];
/// The same on a path that is known to lose packets.
const LOSSY_WAITS: [u64; 4] = [200, 200, 400, 600];
/// The wait for Open Session on such a path.
const BRISK: Duration = Duration::from_millis(200);
const MOST_OPEN_WAIT_MS: u64 = 1000;
const MOST_OPEN_WAIT: Duration = Duration::from_millis(MOST_OPEN_WAIT_MS);
/// How long an error that names no session waits for a better answer.
const UNMATCHED_WAIT: Duration = Duration::from_millis(200);
/// How long a session ID from Open Session is good for RAKP 1; OpenBMC forgets it after 3 s.
const SPARE_LIFE: Duration = Duration::from_secs(2);
/// Waits for a free slot: 0.5 s, 1 s, 2 s, 4 s; with a deadline 4 s again until that.
const SLOT_WAIT: Duration = Duration::from_millis(500);
const SLOT_WAITS: u32 = 4;
const MOST_ATTEMPTS: usize = 16;
