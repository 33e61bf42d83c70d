//! An open session: requests in flight, their retransmission, and Close.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::bridge::{self, Match};
use super::config::Config;
use super::console::Console;
use super::link::Link;
use super::quirks::Quirk;
use super::request::{Request, Response};
use super::retry::{FLOOR, FLOOR_ONCE, FLOOR_ONCE_LOSSY, Path};
use super::v15::THUMP;
use super::{Event, Note, Random, RequestId, Tools, Transmit};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::{BMC_ADDRESS, REMOTE_CONSOLE, netfn};
use crate::wire::message::Message;
use crate::wire::v20::PayloadType;

/// A session that is open, with what is under way in it.
#[derive(Debug)]
pub(super) struct Active {
    pub(super) link: Link,
    pub(super) peer: SocketAddr,
    path: Path,
    next_seq: u8,
    pending: Vec<Pending>,
    closing: Option<Closing>,
    /// Requests in a row that were answered to their first copy.
    steady: u32,
    /// What each sequence number was last used for: network function and command.
    used: [Option<(u8, u8)>; SEQUENCES],
    /// Numbers of requests that a late answer may still come to, and since when.
    retired: Vec<(u8, Instant)>,
    troubles: u32,
    pub(super) console: Option<Console>,
}

#[derive(Debug)]
struct Pending {
    id: RequestId,
    request: Request,
    seq: u8,
    message: Vec<u8>,
    sent_first: Instant,
    sent_last: Instant,
    tries: u32,
    wait: Duration,
    limit: Instant,
    /// The BMC said that it has seen the request before (`0xCF`), so it has carried it out.
    duplicate: bool,
    /// Another request was under way at some time of this one's.
    company: bool,
}

#[derive(Debug)]
struct Closing {
    seq: u8,
    message: Vec<u8>,
    tries: u32,
    wait: Duration,
    next: Instant,
}

impl Active {
    pub(super) fn new(link: Link, peer: SocketAddr, path: Path, random: &mut Random) -> Self {
        // BMCs with a duplicate filter remember the last client's numbers: start anywhere.
        let next_seq = random.bytes::<1>()[0] & SEQ_MASK;
        Self {
            link,
            peer,
            path,
            next_seq,
            pending: Vec::new(),
            closing: None,
            steady: 0,
            used: [None; SEQUENCES],
            retired: Vec::new(),
            troubles: 0,
            console: None,
        }
    }

    pub(super) fn request(
        &mut self,
        now: Instant,
        id: RequestId,
        request: Request,
        tools: &mut Tools<'_>,
    ) {
        let seq = self.free_seq(now);
        let message = bridge::wrap(&request, seq, tools.config.route).to_bytes();
        let patience = request.patience.unwrap_or(tools.config.timing.request);
        let company = !self.pending.is_empty();
        for pending in &mut self.pending {
            pending.company = true;
        }
        if let Some(used) = self.used.get_mut(usize::from(seq)) {
            *used = Some((request.netfn, request.cmd));
        }
        // A BMC that works on one at a time comes to this one last.
        let before = u32::try_from(self.pending.len()).unwrap_or(u32::MAX);
        let wait = self.path.first_wait(self.floor(&request)) * (before / 2 + 1);
        let mut pending = Pending {
            id,
            request,
            seq,
            message,
            sent_first: now,
            sent_last: now,
            tries: 0,
            wait,
            limit: tools.config.timing.at_most(now + patience),
            duplicate: false,
            company,
        };
        self.send(now, &mut pending, tools);
        self.pending.push(pending);
    }

    pub(super) fn timeout(&self, config: &Config) -> Option<Instant> {
        let requests = self.pending.iter().map(|pending| pending.next(config));
        let closing = self.closing.as_ref().map(|closing| closing.next);
        let console = self.console.as_ref().and_then(Console::timeout);
        requests.chain(closing).chain(console).min()
    }

    /// True when the session is over.
    pub(super) fn on_timeout(&mut self, now: Instant, tools: &mut Tools<'_>) -> bool {
        for mut pending in std::mem::take(&mut self.pending) {
            if now < pending.next(tools.config) {
                self.pending.push(pending);
            } else if now >= pending.limit {
                self.troubles += u32::from(pending.company);
                self.steady = 0;
                self.retired.push((pending.seq, now));
                tools.events.push(Event::Lost(pending.id));
            } else {
                self.troubles += u32::from(pending.company);
                self.steady = 0;
                let floor = self.floor(&pending.request);
                pending.wait = if pending.request.repeatable {
                    self.path.next_wait(pending.wait, floor)
                } else {
                    self.path.first_wait(floor)
                };
                tools.notes.push(Note::Resent { name: pending.request.name });
                self.send(now, &mut pending, tools);
                self.pending.push(pending);
            }
        }
        self.drive_console(now, tools);
        let Some(closing) = self.closing.as_mut().filter(|closing| now >= closing.next) else {
            return false;
        };
        if closing.tries >= CLOSE_TRIES || tools.config.timing.single_try {
            return true;
        }
        closing.tries += 1;
        closing.next = now + closing.wait;
        let bytes = self.link.seal(&closing.message, tools.random);
        tools.out.push(Transmit { to: self.peer, bytes });
        false
    }

    /// True when the session is over.
    pub(super) fn on_datagram(
        &mut self,
        now: Instant,
        from: SocketAddr,
        bytes: &[u8],
        tools: &mut Tools<'_>,
    ) -> bool {
        if from != self.peer && !self.link.is_authenticated() {
            return false;
        }
        let Some(received) = self.link.open(bytes) else { return false };
        match received.kind {
            PayloadType::Ipmi => {}
            // Nothing else proves where Intel's come from.
            PayloadType::Sol if from != self.peer && !self.link.is_v20() => return false,
            PayloadType::Sol => {
                self.on_console(now, &received, tools);
                return false;
            }
            _ => return false,
        }
        if tools.config.quirks.has(Quirk::IgnoreChecksums) {
            let message = Message::parse_unchecked(&received.payload);
            return message.is_ok_and(|message| self.on_message(now, &message, tools));
        }
        let mut rest = received.payload.as_slice();
        while let Some((first, second)) = bridge::split(rest) {
            // Two answers in one packet, whose checksums add up to a right one.
            self.troubles += 1;
            if self.on_message(now, &first, tools) {
                return true;
            }
            rest = second;
        }
        if let Ok(message) = Message::parse(rest) {
            return self.on_message(now, &message, tools);
        }
        self.troubles += 1;
        false
    }

    /// True when the session is over.
    fn on_message(&mut self, now: Instant, message: &Message, tools: &mut Tools<'_>) -> bool {
        if self.closing.as_ref().is_some_and(|closing| is_close_answer(message, closing.seq)) {
            return true;
        }
        let route = tools.config.route;
        for index in 0..self.pending.len() {
            let Some(pending) = self.pending.get_mut(index) else { break };
            match bridge::unwrap(message, &pending.request, pending.seq, route) {
                Match::None => {}
                Match::Passed => return false,
                Match::Answer(data) => {
                    if data.first() == Some(&CompletionCode::DUPLICATE.0) && pending.tries > 1 {
                        pending.duplicate = true;
                        return false;
                    }
                    let pending = self.pending.swap_remove(index);
                    self.answered(now, &pending, &data, tools);
                    return false;
                }
            }
        }
        self.troubles += u32::from(!self.was_asked(message));
        false
    }

    /// How many signs there were that the BMC mixes requests up which are under way together:
    /// answers to nothing that was asked, damaged messages in sound packets, and answers that
    /// did not come while another request waited as well.
    pub(super) fn troubles(&self) -> u32 {
        self.troubles
    }

    /// The time that an exchange takes, once one is known.
    pub(super) fn round_trip(&self) -> Option<Duration> {
        self.path.round_trip()
    }

    /// True for a second answer to an earlier request.
    fn was_asked(&self, message: &Message) -> bool {
        let Some(Some((netfn, cmd))) = self.used.get(usize::from(message.seq)) else {
            return false;
        };
        let bridged = message.netfn == netfn::APP | 1 && message.cmd == bridge::SEND_MESSAGE;
        bridged || (message.netfn == netfn | 1 && message.cmd == *cmd)
    }

    /// Asks the BMC to forget the session. True when that is over at once: on a path that has long
    /// lost nothing the second copy goes with the first, and nobody waits. Otherwise
    /// [`Self::on_timeout`] or [`Self::on_datagram`] tell.
    pub(super) fn close(&mut self, now: Instant, tools: &mut Tools<'_>) -> bool {
        for pending in self.pending.drain(..) {
            tools.events.push(Event::Lost(pending.id));
        }
        let seq = self.free_seq(now);
        let message = close_message(seq, self.link.bmc_sid()).to_bytes();
        let wait = self.path.close_wait();
        let bytes = self.link.seal(&message, tools.random);
        tools.out.push(Transmit { to: self.peer, bytes });
        if self.steady >= STEADY && !tools.config.timing.single_try {
            let bytes = self.link.seal(&message, tools.random);
            tools.out.push(Transmit { to: self.peer, bytes });
            return true;
        }
        self.closing = Some(Closing { seq, message, tries: 1, wait, next: now + wait });
        false
    }

    fn send(&mut self, now: Instant, pending: &mut Pending, tools: &mut Tools<'_>) {
        pending.tries += 1;
        pending.sent_last = now;
        if tools.config.trace {
            let data = (!pending.request.secret).then(|| pending.request.data.clone());
            let (netfn, cmd) = (pending.request.netfn, pending.request.cmd);
            tools.notes.push(Note::Sent { netfn, cmd, data });
        }
        let bytes = self.link.seal(&pending.message, tools.random);
        tools.out.push(Transmit { to: self.peer, bytes });
        if tools.config.quirks.has(Quirk::IntelThump) && matches!(self.link, Link::V15(_)) {
            tools.out.push(Transmit { to: self.peer, bytes: THUMP.to_vec() });
        }
    }

    fn answered(&mut self, now: Instant, pending: &Pending, data: &[u8], tools: &mut Tools<'_>) {
        if pending.tries > 1 {
            self.retired.push((pending.seq, now));
        }
        if pending.tries == 1 {
            self.steady = self.steady.saturating_add(1);
            self.path.sample(now.duration_since(pending.sent_first));
        } else {
            self.path.sample_after_retry(now.duration_since(pending.sent_last));
        }
        let Some((code, data)) = data.split_first() else {
            tools.events.push(Event::Garbled(pending.id));
            return;
        };
        let response = Response { code: CompletionCode(*code), data: data.to_vec() };
        if tools.config.trace {
            let data = (!pending.request.secret).then(|| response.data.clone());
            tools.notes.push(Note::Received { code: response.code, data });
        }
        tools.events.push(Event::Answer(pending.id, response));
    }

    fn floor(&self, request: &Request) -> Duration {
        match (request.repeatable, self.path.is_lossy()) {
            (true, _) => FLOOR,
            (false, false) => FLOOR_ONCE,
            (false, true) => FLOOR_ONCE_LOSSY,
        }
    }

    /// A sequence number that is free, and that no late answer can come to where there are
    /// others.
    fn free_seq(&mut self, now: Instant) -> u8 {
        self.retired.retain(|(_, since)| now.duration_since(*since) < LATE);
        let mut second = None;
        // There are 64 and far fewer requests in flight.
        for _ in 0..SEQUENCES {
            let seq = self.next_seq;
            self.next_seq = (seq + 1) & SEQ_MASK;
            if self.pending.iter().any(|pending| pending.seq == seq) {
                continue;
            }
            if self.retired.iter().all(|(retired, _)| *retired != seq) {
                return seq;
            }
            second = second.or(Some(seq));
        }
        second.unwrap_or(self.next_seq)
    }
}

impl Pending {
    fn next(&self, config: &Config) -> Instant {
        let again = self.sent_last + self.wait;
        let expired = !self.request.repeatable && again > self.sent_first + FILTER_LIFE;
        if config.timing.single_try || expired { self.limit } else { self.limit.min(again) }
    }
}

/// A Close Session that nobody waits for.
pub(super) fn close_datagram(link: &mut Link, random: &mut Random) -> Vec<u8> {
    let seq = random.bytes::<1>()[0] & SEQ_MASK;
    let message = close_message(seq, link.bmc_sid()).to_bytes();
    link.seal(&message, random)
}

fn close_message(seq: u8, bmc_sid: u32) -> Message {
    Message {
        to: BMC_ADDRESS,
        netfn: netfn::APP,
        to_lun: 0,
        from: REMOTE_CONSOLE,
        seq,
        from_lun: 0,
        cmd: CLOSE_SESSION,
        data: bmc_sid.to_le_bytes().to_vec(),
    }
}

fn is_close_answer(message: &Message, seq: u8) -> bool {
    message.netfn == netfn::APP | 1 && message.cmd == CLOSE_SESSION && message.seq == seq
}

/// How long after the first copy a request that must not run twice may be sent again: the BMC's
/// filter knows a sequence number for 5 s (IPMB v1.0, sequence number expiration).
const FILTER_LIFE: Duration = Duration::from_secs(4);
/// Most requests in one session at a time.
pub const MOST_IN_FLIGHT: usize = 16;
const SEQ_MASK: u8 = 0x3f;
const SEQUENCES: usize = 64;
/// How late an answer may come (IPMB v1.0, sequence number expiration).
const LATE: Duration = Duration::from_secs(5);
const CLOSE_SESSION: u8 = 0x3c;
const CLOSE_TRIES: u32 = 2;
/// So many requests without any loss say that a Close will arrive.
const STEADY: u32 = 64;
