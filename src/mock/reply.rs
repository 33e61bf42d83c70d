//! Answers of a [`Bmc`] on their way to the console that asked.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::bmc::Bmc;
use super::env::{Caller, Then};
use super::faults::Fault;
use super::host::Order;
use super::seen::Kind;
use super::session15;
use super::sessions::Link;
use crate::wire::message::Message;
use crate::wire::v20::{self, PayloadType};

/// A message that waits for another, to share a packet with it.
pub(super) struct Held {
    pub(super) due: Instant,
    to: SocketAddr,
    caller: Caller,
    bytes: Vec<u8>,
}

/// What came of a request.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) answer: Vec<u8>,
    /// The answer waits for that.
    pub(super) order: Option<Order>,
    pub(super) follow_up: Option<Message>,
    pub(super) then: Option<Then>,
    pub(super) delay: Duration,
    pub(super) silent: bool,
}

impl Done {
    /// An answer that is a completion code.
    pub(super) fn of(code: u8) -> Self {
        Self { answer: vec![code], ..Self::default() }
    }
}

/// How an answer goes back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Route {
    /// Outside any session, in a packet of IPMI 1.5.
    Plain15,
    /// Outside any session, in a packet of RMCP+.
    Plain20,
    /// In a session.
    Session(Caller),
}

impl Bmc {
    pub(super) fn reply(&mut self, now: Instant, to: SocketAddr, route: Route, message: &Message) {
        let mut bytes = message.to_bytes();
        if self.faults.has(&Fault::BadChecksum)
            && let Some(last) = bytes.last_mut()
        {
            *last ^= 0x55;
        }
        let hold = self.faults.find(|fault| match fault {
            Fault::MergeMessages(time) => Some(*time),
            _ => None,
        });
        if let (Some(time), Route::Session(caller)) = (hold, route) {
            let first = self.held.take_if(|held| held.caller.session == caller.session);
            let Some(first) = first else {
                self.release(now + time);
                self.held = Some(Held { due: now + time, to, caller, bytes });
                return;
            };
            bytes = [first.bytes, bytes].concat();
        }
        self.pack(now, to, route, bytes);
    }

    /// Sends a message that has waited long enough.
    pub(super) fn release(&mut self, now: Instant) {
        if let Some(held) = self.held.take_if(|held| held.due <= now) {
            self.pack(held.due.min(now), held.to, Route::Session(held.caller), held.bytes);
        }
    }

    fn pack(&mut self, now: Instant, to: SocketAddr, route: Route, bytes: Vec<u8>) {
        let datagram = match route {
            Route::Plain15 => session15::sessionless(bytes),
            Route::Plain20 => {
                let mut out = Vec::new();
                v20::emit(&v20::Header::sessionless(PayloadType::Ipmi), &bytes, &mut out);
                out
            }
            Route::Session(caller) => {
                let Some(session) = self.sessions.get_mut(caller.session) else { return };
                match &mut session.link {
                    Link::V15(link) => {
                        link.seal(session.id, bytes, caller.authenticated, &self.faults)
                    }
                    Link::V20(link) => {
                        link.seal((PayloadType::Ipmi, true), &bytes, &mut self.rng, &self.faults)
                    }
                }
            }
        };
        self.send(now, Kind::Answer, to, datagram);
    }
}
