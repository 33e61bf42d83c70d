//! Requests through a driver of this machine: no session, no packets. The driver keeps requests
//! apart by numbers that we give them, bridges by itself, and sends again what a controller did
//! not answer; what is left is here: which answer belongs to which request, and when to give up.
//!
//! The methods are of the same four kinds as those of [`Session`](super::Session).
use std::collections::VecDeque;
use std::time::Instant;

use super::bridge::{SEND_MESSAGE, way};
use super::config::Config;
use super::request::{Request, Response};
use super::{Event, Note, RequestId};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn;
use crate::wire::message::{Message, send_message_data};

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// A controller on an IPMB behind the BMC.
    Ipmb {
        /// Channel, 0 to 15.
        channel: u8,
        /// Slave address.
        address: u8,
        /// LUN, 0 to 3.
        lun: u8,
    },
    /// The BMC itself, over the system interface.
    System {
        /// LUN, 0 to 3.
        lun: u8,
    },
}

/// A message for the driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Where to.
    pub to: Address,
    /// Comes back with the answer.
    pub number: i32,
    /// Network function, even.
    pub netfn: u8,
    /// Command number.
    pub cmd: u8,
    /// Request data.
    pub data: Vec<u8>,
}

/// A message from the driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// What answers the request with that number; the completion code comes first in the data.
    Answer {
        /// [`Outgoing::number`].
        number: i32,
        /// Network function, odd.
        netfn: u8,
        /// Command number.
        cmd: u8,
        /// Completion code and data.
        data: Vec<u8>,
    },
    /// An event that the BMC told by itself: an entry of its log, 16 bytes (IPMI v2.0 §22.8).
    Event(Vec<u8>),
    /// Something else: requests of others, for programs that take them.
    Other,
}

/// All requests through one device.
#[derive(Debug)]
pub struct Local {
    config: Config,
    next_id: u64,
    next_number: i32,
    pending: Vec<Pending>,
    transmits: VecDeque<Outgoing>,
    events: VecDeque<Event>,
    told: VecDeque<Vec<u8>>,
    notes: VecDeque<Note>,
}

#[derive(Debug)]
struct Pending {
    id: RequestId,
    number: i32,
    /// What the answer has, which is another than the request's when a controller stands between.
    netfn: u8,
    cmd: u8,
    /// The answer of the controller that is meant stands inside that of the one on the way.
    wrapped: bool,
    secret: bool,
    limit: Instant,
}

impl Local {
    /// Of the configuration count the route, the time for a request, the deadline and the trace.
    pub fn new(config: Config) -> Self {
        Self {
            config,
            next_id: 0,
            next_number: 0,
            pending: Vec::new(),
            transmits: VecDeque::new(),
            events: VecDeque::new(),
            told: VecDeque::new(),
            notes: VecDeque::new(),
        }
    }

    /// Sends a request. Outcomes: [`Event::Answer`], [`Event::Garbled`], [`Event::Lost`], or
    /// [`Event::Unsent`] after [`Self::refused`].
    ///
    /// [`Request::patience`] counts where nothing may be repeated, and silence is an answer. All
    /// else the driver answers itself when a controller does not, and takes its time for that.
    pub fn request(&mut self, now: Instant, request: Request) -> RequestId {
        let id = RequestId(self.next_id);
        self.next_id += 1;
        let number = self.next_number;
        self.next_number = number.checked_add(1).unwrap_or_default();
        if self.config.trace {
            let data = (!request.secret).then(|| request.data.clone());
            self.notes.push_back(Note::Sent { netfn: request.netfn, cmd: request.cmd, data });
        }
        let timing = self.config.timing;
        let patience = request.patience.filter(|_| !request.repeatable).unwrap_or(timing.request);
        let secret = request.secret;
        let (outgoing, wrapped) = self.address(request, number);
        self.pending.push(Pending {
            id,
            number,
            netfn: outgoing.netfn | 1,
            cmd: outgoing.cmd,
            wrapped,
            secret,
            limit: timing.at_most(now + patience),
        });
        self.transmits.push_back(outgoing);
        id
    }

    /// The message for a request; true when its answer is wrapped.
    fn address(&self, request: Request, number: i32) -> (Outgoing, bool) {
        let route = way(&request, self.config.route);
        let Request { netfn, cmd, data, target, direct, .. } = request;
        let lun = target.lun;
        let plain = |to, data| Outgoing { to, number, netfn, cmd, data };
        if direct || !route.is_bridged() {
            return (plain(Address::System { lun }, data), false);
        }
        // Our own address on the way is the BMC, where all begins.
        let transit = route.transit.filter(|(address, _)| *address != route.my_address);
        let Some((address, channel)) = transit else {
            let to = Address::Ipmb { channel: route.channel, address: route.target, lun };
            return (plain(to, data), false);
        };
        // The controller on the way puts its own address and number there.
        let inner = Message {
            to: route.target,
            netfn,
            to_lun: lun,
            from: NOBODY,
            seq: 0,
            from_lun: 0,
            cmd,
            data,
        };
        let outer = Outgoing {
            to: Address::Ipmb { channel, address, lun: 0 },
            number,
            netfn: netfn::APP,
            cmd: SEND_MESSAGE,
            data: send_message_data(route.channel, &inner),
        };
        (outer, true)
    }

    /// Takes what the driver gave. An answer to nothing that waits is dropped.
    pub fn handle(&mut self, incoming: Incoming) {
        let (number, netfn, cmd, data) = match incoming {
            Incoming::Answer { number, netfn, cmd, data } => (number, netfn, cmd, data),
            Incoming::Event(bytes) => {
                if self.told.len() >= MOST_TOLD {
                    self.told.pop_front();
                }
                self.told.push_back(bytes);
                return;
            }
            Incoming::Other => return,
        };
        let fits = |pending: &Pending| {
            pending.number == number && pending.netfn == netfn && pending.cmd == cmd
        };
        let Some(at) = self.pending.iter().position(fits) else { return };
        let pending = self.pending.remove(at);
        let event = match answer(&pending, &data) {
            None => Event::Garbled(pending.id),
            Some(response) => {
                if self.config.trace {
                    let data = (!pending.secret).then(|| response.data.clone());
                    self.notes.push_back(Note::Received { code: response.code, data });
                }
                Event::Answer(pending.id, response)
            }
        };
        self.events.push_back(event);
    }

    /// Takes that the driver would not have the message with that number.
    pub fn refused(&mut self, number: i32) {
        if let Some(at) = self.pending.iter().position(|pending| pending.number == number) {
            self.events.push_back(Event::Unsent(self.pending.remove(at).id));
        }
    }

    /// Takes the passing of time: call it when [`Self::poll_timeout`] is due.
    pub fn handle_timeout(&mut self, now: Instant) {
        let events = &mut self.events;
        self.pending.retain(|pending| {
            let waits = now < pending.limit;
            if !waits {
                events.push_back(Event::Lost(pending.id));
            }
            waits
        });
    }

    /// Gives up what waits. Outcome: [`Event::Closed`].
    pub fn close(&mut self) {
        self.transmits.clear();
        self.events.extend(self.pending.drain(..).map(|pending| Event::Lost(pending.id)));
        self.events.push_back(Event::Closed);
    }

    /// The next message for the driver.
    pub fn poll_transmit(&mut self) -> Option<Outgoing> {
        self.transmits.pop_front()
    }

    /// The next event.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// The next event that the BMC told by itself. The last 64 are kept.
    pub fn poll_told(&mut self) -> Option<Vec<u8>> {
        self.told.pop_front()
    }

    /// The next note.
    pub fn poll_note(&mut self) -> Option<Note> {
        self.notes.pop_front()
    }

    /// When [`Self::handle_timeout`] must be called, unless a message comes before.
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.pending.iter().map(|pending| pending.limit).min()
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }
}

/// `None` when there is not even a completion code.
fn answer(pending: &Pending, data: &[u8]) -> Option<Response> {
    let response = |data: &[u8]| {
        let (code, data) = data.split_first()?;
        Some(Response { code: CompletionCode(*code), data: data.to_vec() })
    };
    match data {
        [0, inner @ ..] if pending.wrapped => match Message::parse(inner) {
            Ok(message) => response(&message.data),
            // Some BMCs put only completion code and data there.
            Err(_) => response(inner),
        },
        // Not passed on: its code is the answer.
        _ => response(data),
    }
}

/// Sender's address where it does not count; IPMItool's, too.
const NOBODY: u8 = 0xff;
/// How many events wait for somebody to ask for them.
const MOST_TOLD: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::config::Route;
    use crate::session::request::Target;
    use crate::wire::ids::Privilege;
    use hex_literal::hex;
    use std::time::Duration;

    fn request(target: Target, data: &[u8]) -> Request {
        Request {
            name: "test",
            netfn: 0x06,
            cmd: 0x02,
            target,
            data: data.to_vec(),
            privilege: Privilege::User,
            repeatable: true,
            secret: false,
            direct: false,
            patience: Some(Duration::from_millis(1)),
        }
    }

    fn local(route: Route) -> Local {
        Local::new(Config { route, ..Config::local() })
    }

    fn sent(route: Route, request: Request) -> Outgoing {
        let mut local = local(route);
        local.request(Instant::now(), request);
        local.poll_transmit().unwrap()
    }

    fn answered(number: i32, data: &[u8]) -> Incoming {
        Incoming::Answer { number, netfn: 0x07, cmd: 0x02, data: data.to_vec() }
    }

    const SINGLE: Route = Route { my_address: 0x20, target: 0x24, channel: 7, transit: None };
    const DOUBLE: Route =
        Route { my_address: 0x20, target: 0x72, channel: 7, transit: Some((0x82, 1)) };

    /// What IPMItool 1.8.19 gave the driver, with `raw 6 2 7 8` and the options of the route.
    #[test]
    fn messages_go_where_ipmitools_go() {
        let lun = |lun| request(Target { lun, ..Target::SESSION }, &[7, 8]);
        let plain = sent(Route::default(), lun(2));
        assert_eq!((plain.to, plain.netfn, plain.cmd), (Address::System { lun: 2 }, 6, 2));
        assert_eq!(plain.data, [7, 8]);
        // -m 0x24
        let own = Route { my_address: 0x24, target: 0x24, ..Route::default() };
        assert_eq!(sent(own, lun(0)).to, Address::System { lun: 0 });
        // -m 0x24 -t 0x20
        let bmc = sent(Route { my_address: 0x24, ..Route::default() }, lun(0));
        assert_eq!(bmc.to, Address::Ipmb { channel: 0, address: 0x20, lun: 0 });
        // -t 0x24 -b 7 -l 1
        let single = sent(SINGLE, lun(1));
        assert_eq!(single.to, Address::Ipmb { channel: 7, address: 0x24, lun: 1 });
        assert_eq!((single.netfn, single.cmd, single.data), (6, 2, vec![7, 8]));
        // -t 0x24 -b 7 -T 0x20 -B 1
        let own = Route { transit: Some((0x20, 1)), ..SINGLE };
        assert_eq!(sent(own, lun(1)).to, single.to);
        // -t 0x72 -b 7 -T 0x82 -B 1
        let double = sent(DOUBLE, lun(0));
        assert_eq!(double.to, Address::Ipmb { channel: 1, address: 0x82, lun: 0 });
        assert_eq!((double.netfn, double.cmd), (6, 0x34));
        assert_eq!(double.data, hex!("47 721876 ff0002 0708 f0"));
    }

    #[test]
    fn what_is_meant_for_the_bmc_itself_is_not_bridged() {
        let direct = Request { direct: true, ..request(Target::SESSION, &[]) };
        assert_eq!(sent(DOUBLE, direct).to, Address::System { lun: 0 });
        assert_eq!(sent(SINGLE, request(Target::BMC, &[])).to, Address::System { lun: 0 });
    }

    #[test]
    fn answers_find_their_requests_in_any_order() {
        let mut local = local(Route::default());
        let now = Instant::now();
        let first = local.request(now, request(Target::SESSION, &[]));
        let second = local.request(now, request(Target::SESSION, &[]));
        let numbers: Vec<i32> =
            std::iter::from_fn(|| local.poll_transmit()).map(|sent| sent.number).collect();
        assert_eq!(numbers, [0, 1]);
        local.handle(answered(1, &[0, 5]));
        local.handle(answered(7, &[0, 6]));
        local.handle(Incoming::Answer { number: 0, netfn: 0x07, cmd: 0x03, data: vec![0] });
        local.handle(answered(0, &[0xc1]));
        local.handle(answered(0, &[0]));
        let response = |code, data| Response { code: CompletionCode(code), data };
        assert_eq!(local.poll_event(), Some(Event::Answer(second, response(0, vec![5]))));
        assert_eq!(local.poll_event(), Some(Event::Answer(first, response(0xc1, vec![]))));
        assert_eq!(local.poll_event(), None);
        assert_eq!(local.poll_timeout(), None);
    }

    /// IPMItool shows ` aa bb` for the first, and code C1h for the second.
    #[test]
    fn answers_inside_answers() {
        let given: [(&[u8], Option<Response>); 6] = [
            (
                &hex!("00 ff1ce5 720002 00aabb 27"),
                Some(Response { code: CompletionCode(0), data: vec![0xaa, 0xbb] }),
            ),
            (
                &hex!("00 201cc4 720002 c1 cb"),
                Some(Response { code: CompletionCode(0xc1), data: vec![] }),
            ),
            (&hex!("83"), Some(Response { code: CompletionCode(0x83), data: vec![] })),
            (&hex!("00 00aa"), Some(Response { code: CompletionCode(0), data: vec![0xaa] })),
            (&hex!("00"), None),
            (&[], None),
        ];
        for (data, expected) in given {
            let mut local = local(DOUBLE);
            let id = local.request(Instant::now(), request(Target::SESSION, &[]));
            let data = data.to_vec();
            local.handle(Incoming::Answer { number: 0, netfn: 0x07, cmd: 0x34, data });
            let event = expected.map_or(Event::Garbled(id), |answer| Event::Answer(id, answer));
            assert_eq!(local.poll_event(), Some(event));
        }
    }

    #[test]
    fn silence_ends_after_the_configured_time_however_impatient_the_request() {
        let mut local = local(Route::default());
        let now = Instant::now();
        let id = local.request(now, request(Target::SESSION, &[]));
        let limit = local.poll_timeout().unwrap();
        assert_eq!(limit, now + Duration::from_secs(15));
        local.handle_timeout(now + Duration::from_millis(14_999));
        assert_eq!(local.poll_event(), None);
        local.handle_timeout(limit);
        assert_eq!(local.poll_event(), Some(Event::Lost(id)));
        // It comes after all.
        local.handle(answered(0, &[0]));
        assert_eq!(local.poll_event(), None);
    }

    /// As that of a reset, which nobody may be left to answer.
    #[test]
    fn what_must_not_be_repeated_may_be_given_up_early() {
        let mut local = local(Route::default());
        let now = Instant::now();
        let once = Request { repeatable: false, ..request(Target::SESSION, &[]) };
        local.request(now, once);
        assert_eq!(local.poll_timeout(), Some(now + Duration::from_millis(1)));
    }

    #[test]
    fn the_deadline_comes_first() {
        let now = Instant::now();
        let mut config = Config::local();
        config.timing.deadline = Some(now + Duration::from_secs(2));
        let mut local = Local::new(config);
        local.request(now, request(Target::SESSION, &[]));
        assert_eq!(local.poll_timeout(), Some(now + Duration::from_secs(2)));
    }

    #[test]
    fn a_refused_message_is_not_waited_for() {
        let mut local = local(Route::default());
        let id = local.request(Instant::now(), request(Target::SESSION, &[]));
        local.refused(3);
        assert_eq!(local.poll_event(), None);
        local.refused(0);
        assert_eq!(local.poll_event(), Some(Event::Unsent(id)));
        assert_eq!(local.poll_timeout(), None);
    }

    #[test]
    fn events_wait_for_whom_they_matter_to_and_not_without_bound() {
        let mut local = local(Route::default());
        for number in 0..100 {
            local.handle(Incoming::Event(vec![number; 16]));
        }
        local.handle(Incoming::Other);
        assert_eq!(local.poll_event(), None);
        let told: Vec<Vec<u8>> = std::iter::from_fn(|| local.poll_told()).collect();
        assert_eq!((told.len(), told[0][0], told[63][0]), (64, 36, 99));
    }

    #[test]
    fn closing_gives_up_what_waits() {
        let mut local = local(Route::default());
        let id = local.request(Instant::now(), request(Target::SESSION, &[]));
        local.close();
        assert_eq!(local.poll_transmit(), None);
        assert_eq!(local.poll_event(), Some(Event::Lost(id)));
        assert_eq!(local.poll_event(), Some(Event::Closed));
    }

    #[test]
    fn numbers_start_anew_at_the_end() {
        let mut local = local(Route::default());
        local.next_number = i32::MAX;
        local.request(Instant::now(), request(Target::SESSION, &[]));
        local.request(Instant::now(), request(Target::SESSION, &[]));
        assert_eq!(local.poll_transmit().unwrap().number, i32::MAX);
        assert_eq!(local.poll_transmit().unwrap().number, 0);
    }
}
