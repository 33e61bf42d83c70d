//! The BMC without sockets and clock: datagrams and times in, datagrams and times out.
mod reconfigure;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::Rng;
use super::answers;
use super::desk::{Desk, Waiting};
use super::env::{Around, Caller, Env, Then, Word};
use super::faults::{Fault, Faults, Which};
use super::options::Options;
use super::outbox::Outbox;
use super::reply::{Done, Held, Route};
use super::seen::{Kind, Request, Seen};
use super::serial::Serial;
use super::session15::Challenges;
use super::session20::Handshakes;
use super::sessions::{Link, Sessions};
use super::state::State;
use super::strangers::{Strangers, is_outside};
use super::tyan::Tyan;
use super::work::{Taken, Work};
use crate::wire::buf::Reader;
use crate::wire::ids::BMC_ADDRESS;
use crate::wire::message::Message;
use crate::wire::rakp::{OpenRequest, Rakp1, Rakp3, Status};
use crate::wire::rmcp::{Asf, Class, Header as RmcpHeader};
use crate::wire::v15;
use crate::wire::v20::{self, AUTH_TYPE_RMCP_PLUS, PayloadType};

/// A BMC.
pub struct Bmc {
    pub(super) options: Options,
    pub(super) state: State,
    pub(super) sessions: Sessions,
    handshakes: Handshakes,
    challenges: Challenges,
    strangers: Strangers,
    pub(super) faults: Faults,
    outbox: Outbox,
    seen: Seen,
    pub(super) rng: Rng,
    pub(super) held: Option<Held>,
    work: Work,
    pub(super) serial: Serial,
    pub(super) tyan: Tyan,
    pub(super) desk: Desk,
    /// A request may have changed the state since it was saved.
    dirty: bool,
}

impl Bmc {
    /// A fresh BMC. `rng` makes session IDs, challenges, random numbers and initialization
    /// vectors.
    pub fn new(options: Options, rng: Rng) -> Self {
        Self {
            state: State::new(&options),
            sessions: Sessions::new(options.sessions),
            handshakes: Handshakes::default(),
            challenges: Challenges::default(),
            strangers: Strangers::default(),
            faults: Faults::new(&options.faults, options.seed),
            outbox: Outbox::default(),
            seen: Seen::default(),
            rng,
            held: None,
            work: Work::default(),
            serial: Serial::new(options.console, options.host.is_some()),
            tyan: Tyan::new(options.console),
            desk: Desk::default(),
            dirty: false,
            options,
        }
    }

    /// Takes one datagram.
    pub fn handle_datagram(&mut self, now: Instant, from: SocketAddr, bytes: &[u8]) {
        self.seen.received += 1;
        if is_outside(bytes) && !self.strangers.admit(from.ip(), now) {
            self.seen.refused += 1;
            return;
        }
        self.tick(now);
        if self.faults.has(&Fault::Moves) && self.state.lan.has_moved() {
            return;
        }
        let lost = self.faults.find(|fault| match fault {
            Fault::Drop(percent) | Fault::DropIn(percent) => Some(*percent),
            _ => None,
        });
        if lost.is_some_and(|percent| self.faults.strikes(percent)) {
            return;
        }
        if self.take(now, from, bytes).is_none() {
            self.seen.refused += 1;
        }
    }

    /// The next datagram that is due.
    pub fn poll_transmit(&mut self, now: Instant) -> Option<(SocketAddr, Vec<u8>)> {
        self.release(now);
        self.drive_serial(now);
        let next = self.outbox.take(now)?;
        self.seen.sent += 1;
        Some(next)
    }

    /// When to call [`Self::handle_timeout`] and [`Self::poll_transmit`] at the latest.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let held = self.held.as_ref().map(|held| held.due);
        let all =
            [self.outbox.next(), self.state.next(), self.serial.next(), self.desk.next(), held];
        all.into_iter().flatten().min()
    }

    /// When the first session ends for want of requests. [`Self::handle_timeout`] ends it; until
    /// then it is in nobody's way.
    pub fn session_timeout(&self) -> Option<Instant> {
        self.sessions.oldest().and_then(|heard| heard.checked_add(self.options.inactivity))
    }

    /// Does what is due.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.tick(now);
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The state, to change it.
    pub fn state_mut(&mut self) -> &mut State {
        self.state.touched = true;
        &mut self.state
    }

    /// What may have changed the state since this was asked last.
    pub fn take_change(&mut self) -> Option<Change> {
        let touched = std::mem::take(&mut self.state.touched);
        let request = std::mem::take(&mut self.dirty).then_some(Change::Request);
        request.or(touched.then_some(Change::Other))
    }

    /// Loses all answers that wait to be sent: what they say was not saved. The consoles will ask
    /// again.
    pub fn withhold(&mut self) {
        self.outbox.clear();
    }

    /// What came in.
    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    /// Forgets what came in so far.
    pub fn clear_seen(&mut self) {
        self.seen = Seen::default();
    }

    /// Puts other faults in place of all.
    pub fn set_faults(&mut self, faults: &[Fault]) {
        self.faults.set(faults);
    }

    /// How many sessions are open.
    pub fn open_sessions(&self) -> usize {
        self.sessions.len()
    }

    fn tick(&mut self, now: Instant) {
        self.dirty |= self.state.next().is_some_and(|at| at <= now);
        self.state.tick(now);
        self.sessions.expire(self.options.inactivity, now);
        self.forget_consoles();
        self.handshakes.expire(self.options.half_open, now);
        self.challenges.expire(self.options.half_open.max(CHALLENGE), now);
        self.order_of_watchdog();
        self.answer_overdue(now);
    }

    /// `None` for a datagram that is dropped.
    fn take(&mut self, now: Instant, from: SocketAddr, bytes: &[u8]) -> Option<()> {
        let mut r = Reader::new(bytes);
        match RmcpHeader::parse(&mut r).ok()?.class {
            Class::Asf => {
                let Asf::Ping { tag } = Asf::parse(&mut r).ok()? else { return None };
                if self.arrives(Kind::Ping) {
                    let mut out = Vec::new();
                    Asf::Pong { tag, ipmi: true }.emit(&mut out);
                    self.send(now, Kind::Pong, from, out);
                }
                Some(())
            }
            Class::Ipmi => {
                let body = r.rest();
                if body.first() == Some(&AUTH_TYPE_RMCP_PLUS) {
                    self.take_v20(now, from, v20::Packet::parse(body).ok()?)
                } else {
                    let packet = v15::Packet::parse(&mut Reader::new(body)).ok()?;
                    self.take_v15(now, from, &packet)
                }
            }
        }
    }

    fn take_v15(&mut self, now: Instant, from: SocketAddr, packet: &v15::Packet) -> Option<()> {
        if packet.session_id == 0 {
            if packet.auth_type != v15::AuthType::None {
                return None;
            }
            let message = Message::parse(&packet.payload).ok()?;
            return self.request(now, from, Route::Plain15, &message);
        }
        if self.is_intel_sol(packet) {
            return self.take_intel_sol(now, from, packet);
        }
        if self.sessions.get(packet.session_id).is_some() {
            let user_level_auth = self.state.channels.volatile.user_level_auth();
            let session = self.sessions.get_mut(packet.session_id)?;
            let Link::V15(link) = &session.link else { return None };
            let authenticated = link.check(packet, user_level_auth)?;
            let message = Message::parse(&packet.payload).ok()?;
            if !session.window.accept(packet.sequence) {
                return None;
            }
            (session.last_heard, session.peer) = (now, from);
            let privilege = session.privilege;
            let caller = Caller { session: session.id, privilege, authenticated };
            return self.request(now, from, Route::Session(caller), &message);
        }
        if !self.arrives(Kind::Request) {
            return Some(());
        }
        let before = self.sessions.len();
        let (mut around, challenges, _) = self.parts(now, from);
        let activated = challenges.activate(&mut around, packet)?;
        self.seen.opened += u64::from(self.sessions.len() > before);
        self.log(&activated.request, None, activated.data.first().copied(), false);
        let answer = activated.request.answer(activated.data.clone()).to_bytes();
        let datagram = activated.seal(answer);
        self.send(now, Kind::Answer, from, datagram);
        Some(())
    }

    fn take_v20(&mut self, now: Instant, from: SocketAddr, packet: v20::Packet<'_>) -> Option<()> {
        if packet.header.payload_type.is_setup() {
            return self.take_setup(now, from, packet);
        }
        let kind = packet.header.payload_type;
        if !matches!(kind, PayloadType::Ipmi | PayloadType::Sol) {
            return None;
        }
        if packet.header.session_id == 0 {
            let message = Message::parse(packet.payload).ok()?;
            return self.request(now, from, Route::Plain20, &message);
        }
        let session = self.sessions.get_mut(packet.header.session_id)?;
        let Link::V20(link) = &session.link else { return None };
        let (payload, encrypted) = (link.open(packet)?, packet.header.encrypted);
        if !session.window.accept(packet.header.sequence) {
            return None;
        }
        (session.last_heard, session.peer) = (now, from);
        let privilege = session.privilege;
        let caller = Caller { session: session.id, privilege, authenticated: true };
        if kind == PayloadType::Sol {
            return self.take_sol(now, caller.session, encrypted, &payload);
        }
        let message = Message::parse(&payload).ok()?;
        self.request(now, from, Route::Session(caller), &message)
    }

    fn take_setup(
        &mut self,
        now: Instant,
        from: SocketAddr,
        packet: v20::Packet<'_>,
    ) -> Option<()> {
        let (came, goes) = match packet.header.payload_type {
            PayloadType::OpenRequest => (Kind::Open, Kind::Opened),
            PayloadType::Rakp1 => (Kind::Rakp1, Kind::Rakp2),
            PayloadType::Rakp3 => (Kind::Rakp3, Kind::Rakp4),
            _ => return None,
        };
        if !self.arrives(came) {
            return Some(());
        }
        let zero = self.faults.has(&Fault::ZeroErrors);
        let wrong_tag = u8::from(self.faults.has(&Fault::WrongTag));
        let before = self.sessions.len();
        let (mut around, _, handshakes) = self.parts(now, from);
        let mut payload = Vec::new();
        let answers = match came {
            Kind::Open => {
                let request = OpenRequest::parse(packet.payload).ok()?;
                let mut answer = handshakes.open(&mut around, request);
                answer.tag = answer.tag.wrapping_add(wrong_tag);
                answer.emit(&mut payload);
                PayloadType::OpenResponse
            }
            Kind::Rakp1 => {
                let mut answer = handshakes.rakp1(&mut around, Rakp1::parse(packet.payload).ok()?);
                answer.tag = answer.tag.wrapping_add(wrong_tag);
                if zero && answer.status != Status::OK {
                    (answer.tag, answer.console_sid) = (0, 0);
                }
                answer.emit(&mut payload);
                if zero && answer.status != Status::OK {
                    payload.resize(40, 0);
                }
                PayloadType::Rakp2
            }
            _ => {
                let message = Rakp3::parse(packet.payload).ok()?;
                let Some(mut answer) = handshakes.rakp3(&mut around, message) else {
                    return Some(());
                };
                answer.tag = answer.tag.wrapping_add(wrong_tag);
                if zero && answer.status != Status::OK {
                    (answer.tag, answer.console_sid) = (0, 0);
                }
                answer.emit(&mut payload);
                PayloadType::Rakp4
            }
        };
        self.seen.opened += u64::from(self.sessions.len() > before);
        let mut out = Vec::new();
        v20::emit(&v20::Header::sessionless(answers), &payload, &mut out);
        self.send(now, goes, from, out);
        Some(())
    }

    /// Answers one request.
    fn request(
        &mut self,
        now: Instant,
        from: SocketAddr,
        route: Route,
        message: &Message,
    ) -> Option<()> {
        if message.netfn & 1 != 0 || message.to != BMC_ADDRESS {
            return None;
        }
        let caller = if let Route::Session(caller) = route { Some(caller) } else { None };
        let session = caller.map(|caller| caller.session);
        // Also for one that comes again: what it did may still have to be saved.
        self.dirty |= session.is_some() && !answers::only_reads(message.netfn, message.cmd);
        let which = Which { netfn: message.netfn, cmd: message.cmd };
        let lost = self.faults.use_up(|f| match f {
            Fault::LoseRequest(w, _) if *w == which => Some(()),
            _ => None,
        });
        if lost.is_some() || !self.arrives(Kind::Request) {
            self.log(message, session, None, false);
            return Some(());
        }
        if self.options.duplicate_filter && session.is_some_and(|id| self.desk.awaits(id, message))
        {
            self.log(message, session, None, true);
            return Some(());
        }
        if let Some((at, answer)) = self.repeated(now, session, message) {
            self.log(message, session, answer.first().copied(), true);
            // A slow answer is on its way.
            if at <= now {
                self.reply(now, from, route, &message.answer(answer));
            }
            return Some(());
        }
        let Some(taken) = self.work.arrive(now, &self.faults) else {
            self.log(message, session, None, false);
            return Some(());
        };
        let forced = self.faults.use_up(|f| match f {
            Fault::Completion(w, code, _) if *w == which => Some(*code),
            _ => None,
        });
        let done = match forced {
            Some(code) => Done::of(code),
            None => self.execute(now, from, caller, message, None),
        };
        let done = match done.order {
            Some(order) => {
                let message = message.clone();
                self.defer(now, order, Waiting { from, route, message, taken })
            }
            None => Some(done),
        };
        if let Some(done) = done {
            self.conclude(now, from, route, message, taken, done);
        }
        Some(())
    }

    /// Sends the answer of a request.
    pub(super) fn conclude(
        &mut self,
        now: Instant,
        from: SocketAddr,
        route: Route,
        message: &Message,
        taken: Taken,
        done: Done,
    ) {
        let session = if let Route::Session(caller) = route { Some(caller.session) } else { None };
        let which = Which { netfn: message.netfn, cmd: message.cmd };
        let mut answer = done.answer;
        self.log(message, session, answer.first().copied().filter(|_| !done.silent), false);
        if done.silent {
            return;
        }
        answer.truncate(answer.len().saturating_sub(taken.cut).max(1));
        let due = now + taken.delay + done.delay;
        if let Some(session) = session.and_then(|id| self.sessions.get_mut(id))
            && self.options.duplicate_filter
        {
            session.recent.add(message.clone(), answer.clone(), due);
        }
        let silent = self.faults.use_up(|f| match f {
            Fault::Silent(w, _) if *w == which => Some(()),
            Fault::NoCipherSuites if which == GET_CIPHER_SUITES => Some(()),
            _ => None,
        });
        if silent.is_none() {
            self.reply(due, from, route, &message.answer(answer));
            if let Some(follow_up) = done.follow_up {
                self.reply(due, from, route, &follow_up);
            }
        }
        self.finish(due, done.then);
    }

    /// Executes a request; with `word` one that has waited for it.
    pub(super) fn execute(
        &mut self,
        now: Instant,
        from: SocketAddr,
        caller: Option<Caller>,
        message: &Message,
        word: Option<Word>,
    ) -> Done {
        let (around, challenges, _) = self.parts(now, from);
        let mut env = Env::new(around, challenges, caller, message);
        env.word = word;
        let answer = match answers::answer(&mut env) {
            Ok(data) => {
                let mut bytes = vec![env.code.0];
                bytes.extend(data);
                bytes
            }
            Err(code) => vec![code.0],
        };
        let Env { order, follow_up, then, delay, silent, .. } = env;
        Done { answer, order, follow_up, then, delay, silent }
    }

    /// The stored answer of a request that came before.
    fn repeated(
        &self,
        now: Instant,
        session: Option<u32>,
        message: &Message,
    ) -> Option<(Instant, Vec<u8>)> {
        let session = self.sessions.get(session?)?;
        let (at, answer) = session.recent.find(message, now)?;
        let code = self.faults.has(&Fault::DuplicateCode);
        Some((at, if code { vec![DUPLICATE] } else { answer }))
    }

    fn finish(&mut self, now: Instant, then: Option<Then>) {
        match then {
            Some(Then::Close(id)) => {
                self.sessions.close(id);
            }
            Some(Then::EndSerial) => self.end_serial(now),
            Some(Then::Reset) => {
                self.sessions.close_all();
                self.handshakes.clear();
                self.challenges.clear();
            }
            None => {}
        }
    }

    pub(super) fn send(&mut self, now: Instant, kind: Kind, to: SocketAddr, datagram: Vec<u8>) {
        self.outbox.push(now, kind, to, datagram, &mut self.faults);
    }

    /// False when the packet is to get lost.
    pub(super) fn arrives(&mut self, kind: Kind) -> bool {
        if self.options.keep_seen {
            self.seen.packet(kind);
        }
        let lost = self.faults.use_up(|f| match f {
            Fault::DropFirst(k, _) if *k == kind => Some(()),
            _ => None,
        });
        lost.is_none()
    }

    fn log(&mut self, message: &Message, session: Option<u32>, code: Option<u8>, repeated: bool) {
        if !self.options.keep_seen {
            return;
        }
        self.seen.request(Request {
            session,
            netfn: message.netfn,
            lun: message.to_lun,
            cmd: message.cmd,
            data: message.data.clone(),
            seq: message.seq,
            completion: code,
            repeated,
        });
    }

    fn parts(
        &mut self,
        now: Instant,
        from: SocketAddr,
    ) -> (Around<'_>, &mut Challenges, &mut Handshakes) {
        let around = Around {
            now,
            from,
            options: &self.options,
            state: &mut self.state,
            sessions: &mut self.sessions,
            serial: &mut self.serial,
            tyan: &mut self.tyan,
            faults: &self.faults,
            rng: &mut self.rng,
        };
        (around, &mut self.challenges, &mut self.handshakes)
    }
}

/// What changed a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A request, whose answer says so.
    Request,
    /// Time, the machine, or whoever runs the BMC.
    Other,
}

/// A challenge is good for that long at least.
const CHALLENGE: Duration = Duration::from_secs(10);
const DUPLICATE: u8 = 0xcf;
const GET_CIPHER_SUITES: Which = Which { netfn: 0x06, cmd: 0x54 };
