//! Sessions as state machines without IO.
//!
//! A [`Session`] has four kinds of method. `handle_*` takes what happened: a datagram, the
//! passing of time. [`Session::request`] and [`Session::close`] take what the caller wants.
//! `poll_*` gives what there is to do: call [`Session::poll_transmit`] until it is empty, then
//! [`Session::poll_event`] and [`Session::poll_note`], then wait for a datagram or for the time
//! that [`Session::poll_timeout`] names. Time and random numbers come in as arguments, so a test
//! can play an hour of a bad network in a millisecond.
pub mod active;
pub mod batch;
mod bridge;
pub mod config;
pub mod console;
pub mod error;
mod failures;
mod lengths;
pub mod link;
pub mod local;
mod opening;
pub mod quirks;
pub mod request;
pub mod retry;
mod serial;
mod v15;
pub mod v20;
pub mod window;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::crypto::suite::CipherSuite;
use crate::wire::completion::CompletionCode;
use crate::wire::v15::AuthType;
use active::Active;
use config::{Config, Version};
use console::Console;
use error::Error;
use link::Link;
use request::{Request, Response};

/// A datagram to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmit {
    /// Where to.
    pub to: SocketAddr,
    /// The whole datagram.
    pub bytes: Vec<u8>,
}

/// Names a request within its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(u64);

/// Something the caller waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The session is open.
    Opened,
    /// It could not be opened.
    Failed(Error),
    /// A request was answered.
    Answer(RequestId, Response),
    /// Something came out of the console.
    Console(console::Output),
    /// An answer without even a completion code came.
    Garbled(RequestId),
    /// No answer came in time.
    Lost(RequestId),
    /// The request was never sent: the machine's own driver refused it.
    Unsent(RequestId),
    /// The session is closed, or the BMC did not say so in time.
    Closed,
}

/// Something worth telling with `-v`. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A handshake failed; others may follow.
    HandshakeFailed(Error),
    /// The BMC answers from another address than it was asked at.
    OddSource(SocketAddr),
    /// IPMI 1.5 with authentication type PASSWORD: anybody on the way can read it.
    PasswordInClear,
    /// An answer.
    Received {
        /// Completion code.
        code: CompletionCode,
        /// Data behind it; `None` when it is secret.
        data: Option<Vec<u8>>,
    },
    /// A request was sent again.
    Resent {
        /// Its name.
        name: &'static str,
    },
    /// A request.
    Sent {
        /// Network function.
        netfn: u8,
        /// Command number.
        cmd: u8,
        /// Request data; `None` when it is secret.
        data: Option<Vec<u8>>,
    },
    /// The session is open with that IPMI 1.5 authentication type.
    UsingAuthType(AuthType),
    /// The session is open with that cipher suite.
    UsingSuite(CipherSuite),
}

/// Where random numbers come from.
pub struct Random(Box<Fill>);

type Fill = dyn FnMut(&mut [u8]) + Send;

impl Random {
    /// `fill` must fill its whole argument; in production from the system's secure source.
    pub fn new(fill: impl FnMut(&mut [u8]) + Send + 'static) -> Self {
        Self(Box::new(fill))
    }

    /// The next `N` bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// A number other than 0.
    pub fn nonzero(&mut self) -> u32 {
        u32::from_le_bytes(self.bytes()).max(1)
    }
}

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Random(..)")
    }
}

/// One session with one BMC, from the first packet to the last.
#[derive(Debug)]
pub struct Session {
    config: Config,
    random: Random,
    state: State,
    next_id: u64,
    transmits: VecDeque<Transmit>,
    events: VecDeque<Event>,
    notes: VecDeque<Note>,
    /// What RAKP 2 said of the BMC.
    guid: Option<[u8; 16]>,
}

#[derive(Debug)]
enum State {
    Opening15(Box<v15::Opening>),
    Opening20(Box<opening::Opening>),
    Active(Box<Active>),
    Over,
}

impl Session {
    /// Starts to open a session. Outcomes: [`Event::Opened`] or [`Event::Failed`].
    pub fn open(now: Instant, config: Config, random: Random) -> Self {
        let mut session = Self {
            config,
            random,
            state: State::Over,
            next_id: 0,
            transmits: VecDeque::new(),
            events: VecDeque::new(),
            notes: VecDeque::new(),
            guid: None,
        };
        if let Some(error) = session.impossible() {
            session.events.push_back(Event::Failed(error));
            return session;
        }
        session.run(|session, sink| match session.config.version {
            // `impossible` has said so.
            Version::Local => {}
            Version::V15 => {
                let opening = v15::Opening::start(now, &mut session.tools(sink));
                session.state = State::Opening15(Box::new(opening));
            }
            Version::V20 => {
                let opening = opening::Opening::start(now, &mut session.tools(sink));
                session.state = State::Opening20(Box::new(opening));
            }
        });
        session
    }

    /// Takes a datagram that came in from `from`. What does not fit or does not verify is
    /// dropped in silence.
    pub fn handle_datagram(&mut self, now: Instant, from: SocketAddr, bytes: &[u8]) {
        self.run(|session, sink| match std::mem::replace(&mut session.state, State::Over) {
            State::Opening15(mut opening) => {
                let progress = opening.on_datagram(now, from, bytes, &mut session.tools(sink));
                session.progress15(opening, progress, sink);
            }
            State::Opening20(mut opening) => {
                let progress = opening.on_datagram(now, from, bytes, &mut session.tools(sink));
                session.progress20(opening, progress, sink);
            }
            State::Active(mut active) => {
                let over = active.on_datagram(now, from, bytes, &mut session.tools(sink));
                session.after_active(active, over, sink);
            }
            State::Over => {}
        });
    }

    /// Takes the passing of time: call it when [`Self::poll_timeout`] is due.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.run(|session, sink| match std::mem::replace(&mut session.state, State::Over) {
            State::Opening15(mut opening) => {
                let progress = opening.on_timeout(now, &mut session.tools(sink));
                session.progress15(opening, progress, sink);
            }
            State::Opening20(mut opening) => {
                let progress = opening.on_timeout(now, &mut session.tools(sink));
                session.progress20(opening, progress, sink);
            }
            State::Active(mut active) => {
                let over = active.on_timeout(now, &mut session.tools(sink));
                session.after_active(active, over, sink);
            }
            State::Over => {}
        });
    }

    /// Sends a request. Outcomes: [`Event::Answer`], [`Event::Lost`], [`Event::Garbled`]. In a
    /// session that is not open the request is lost at once, as it is when
    /// [`active::MOST_IN_FLIGHT`] others wait.
    pub fn request(&mut self, now: Instant, request: Request) -> RequestId {
        let id = RequestId(self.next_id);
        self.next_id += 1;
        self.run(|session, sink| match std::mem::replace(&mut session.state, State::Over) {
            State::Active(mut active) => {
                active.request(now, id, request, &mut session.tools(sink));
                session.state = State::Active(active);
            }
            other => {
                session.state = other;
                sink.events.push(Event::Lost(id));
            }
        });
        id
    }

    /// Closes the session, also one that is only half open. Outcome: [`Event::Closed`].
    pub fn close(&mut self, now: Instant) {
        self.run(|session, sink| match std::mem::replace(&mut session.state, State::Over) {
            State::Active(mut active) => {
                let over = active.close(now, &mut session.tools(sink));
                session.after_active(active, over, sink);
            }
            State::Opening20(mut opening) => {
                opening.give_up_others(&mut session.tools(sink));
                sink.events.push(Event::Closed);
            }
            State::Opening15(_) | State::Over => sink.events.push(Event::Closed),
        });
    }

    /// Begins a console, once SOL has been activated; one that was there is given up. Outcomes:
    /// [`Event::Console`]. In IPMI 1.5 it is Intel's. `false` in a session that is not open.
    pub fn attach_console(&mut self, now: Instant, settings: console::Settings) -> bool {
        let Some(active) = self.active() else { return false };
        let opens = active.link.is_v20();
        active.console = Some(Console::new(now, settings, opens));
        self.with_console(now, |_| ());
        true
    }

    /// Gives the console up, with the characters that the BMC has not taken. It may have those of
    /// the last packet if its acknowledgement is under way.
    pub fn detach_console(&mut self) -> Vec<u8> {
        let console = self.active().and_then(|active| active.console.take());
        console.map(Console::into_pending).unwrap_or_default()
    }

    /// True while there is a console.
    pub fn has_console(&self) -> bool {
        matches!(&self.state, State::Active(active) if active.console.is_some())
    }

    /// Characters for the serial side. They wait without a limit: see [`Self::console_pending`].
    pub fn console_write(&mut self, now: Instant, data: &[u8]) {
        self.with_console(now, |console| console.write(data));
    }

    /// An operation, such as a break; see [`crate::wire::sol::operation`].
    pub fn console_operate(&mut self, now: Instant, flags: u8) {
        self.with_console(now, |console| console.operate(flags));
    }

    /// Sends a packet without characters, unless others are on their way.
    pub fn console_keep_alive(&mut self, now: Instant) {
        self.with_console(now, Console::keep_alive);
    }

    /// How many characters the BMC has not taken yet.
    pub fn console_pending(&self) -> usize {
        let State::Active(active) = &self.state else { return 0 };
        active.console.as_ref().map_or(0, Console::pending)
    }

    /// The next datagram to send.
    pub fn poll_transmit(&mut self) -> Option<Transmit> {
        self.transmits.pop_front()
    }

    /// The next event.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// The next note.
    pub fn poll_note(&mut self) -> Option<Note> {
        self.notes.pop_front()
    }

    /// When [`Self::handle_timeout`] must be called, unless a datagram comes before.
    pub fn poll_timeout(&self) -> Option<Instant> {
        match &self.state {
            State::Opening15(opening) => Some(opening.timeout(&self.config)),
            State::Opening20(opening) => Some(opening.timeout(&self.config)),
            State::Active(active) => active.timeout(&self.config),
            State::Over => None,
        }
    }

    /// The BMC's GUID as RAKP 2 told it, unverified in suites without authentication.
    pub fn guid(&self) -> Option<[u8; 16]> {
        self.guid
    }

    /// The address that the BMC is asked at, once the session is open.
    pub fn peer(&self) -> Option<SocketAddr> {
        if let State::Active(active) = &self.state { Some(active.peer) } else { None }
    }

    /// How many signs there were in this session that the BMC cannot have several requests under
    /// way, as [`batch`] counts them.
    pub fn troubles(&self) -> u32 {
        if let State::Active(active) = &self.state { active.troubles() } else { 0 }
    }

    /// The time that an exchange takes, once one is known.
    pub fn round_trip(&self) -> Option<Duration> {
        if let State::Active(active) = &self.state { active.round_trip() } else { None }
    }

    /// True when what is sent now is encrypted.
    pub fn is_confidential(&self) -> bool {
        matches!(&self.state, State::Active(active) if active.link.is_confidential())
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What can be known to fail before anything is sent.
    fn impossible(&self) -> Option<Error> {
        match self.config.version {
            Version::Local => return Some(Error::Unreachable),
            Version::V15 => return None,
            Version::V20 => {}
        }
        let ids = self.config.suites.ids();
        let bad = ids
            .into_iter()
            .find(|id| !CipherSuite::by_id(*id).is_some_and(CipherSuite::is_supported));
        bad.map(Error::UnsupportedSuite)
    }

    fn progress15(&mut self, opening: Box<v15::Opening>, progress: v15::Progress, sink: &mut Sink) {
        match progress {
            v15::Progress::Waiting => self.state = State::Opening15(opening),
            v15::Progress::Failed(error) => sink.events.push(Event::Failed(error)),
            v15::Progress::Done(opened) => {
                sink.notes.push(Note::UsingAuthType(opened.auth_type));
                let active = Active::new(opened.link, opened.peer, opened.path, &mut self.random);
                self.state = State::Active(Box::new(active));
                sink.events.push(Event::Opened);
            }
        }
    }

    fn progress20(
        &mut self,
        mut opening: Box<opening::Opening>,
        progress: opening::Progress,
        sink: &mut Sink,
    ) {
        match progress {
            opening::Progress::Waiting => self.state = State::Opening20(opening),
            opening::Progress::Failed(error) => {
                opening.give_up_others(&mut self.tools(sink));
                sink.events.push(Event::Failed(error));
            }
            opening::Progress::Done(established, peer, path) => {
                sink.notes.push(Note::UsingSuite(established.suite));
                self.guid = Some(established.bmc_guid);
                let link = Link::V20(Box::new(established.link));
                let active = Active::new(link, peer, path, &mut self.random);
                self.state = State::Active(Box::new(active));
                sink.events.push(Event::Opened);
            }
        }
    }

    fn after_active(&mut self, active: Box<Active>, over: bool, sink: &mut Sink) {
        if over {
            sink.events.push(Event::Closed);
        } else {
            self.state = State::Active(active);
        }
    }

    fn active(&mut self) -> Option<&mut Active> {
        if let State::Active(active) = &mut self.state { Some(active) } else { None }
    }

    fn with_console(&mut self, now: Instant, act: impl FnOnce(&mut Console)) {
        self.run(|session, sink| {
            let mut state = std::mem::replace(&mut session.state, State::Over);
            if let State::Active(active) = &mut state
                && let Some(console) = &mut active.console
            {
                act(console);
                active.drive_console(now, &mut session.tools(sink));
            }
            session.state = state;
        });
    }

    fn run(&mut self, step: impl FnOnce(&mut Self, &mut Sink)) {
        let mut sink = Sink::default();
        step(self, &mut sink);
        self.transmits.extend(sink.out);
        self.events.extend(sink.events);
        self.notes.extend(sink.notes);
    }

    fn tools<'a>(&'a mut self, sink: &'a mut Sink) -> Tools<'a> {
        let Sink { out, notes, events } = sink;
        Tools { config: &self.config, random: &mut self.random, out, events, notes }
    }
}

/// What the states may use.
struct Tools<'a> {
    config: &'a Config,
    random: &'a mut Random,
    out: &'a mut Vec<Transmit>,
    events: &'a mut Vec<Event>,
    notes: &'a mut Vec<Note>,
}

#[derive(Debug, Default)]
struct Sink {
    out: Vec<Transmit>,
    events: Vec<Event>,
    notes: Vec<Note>,
}
