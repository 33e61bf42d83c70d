//! No bytes from the network make a parser, a session or the BMC panic: any bytes at all, and
//! captured packets with a few bytes changed, which get further.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use ripmitool::crypto::records;
use ripmitool::crypto::secret::Secret;
use ripmitool::mock::{Bmc, Options};
use ripmitool::session::config::{Config, Suites, Version};
use ripmitool::session::request::Request;
use ripmitool::session::{Event, Random, Session};
use ripmitool::wire::buf::Reader;
use ripmitool::wire::ids::Privilege;
use ripmitool::wire::message::Message;
use ripmitool::wire::rakp::{OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4};
use ripmitool::wire::rmcp::{Asf, Header};
use ripmitool::wire::v15::{self, AuthType};
use ripmitool::wire::v20;

use super::vectors::captures;

/// Every parser of `wire` and `crypto` on the same bytes. What was read is written again, and
/// reads as the same.
fn parse_all(bytes: &[u8]) {
    let mut r = Reader::new(bytes);
    if Header::parse(&mut r).is_ok() {
        let body = r.clone().rest();
        if let Ok(asf) = Asf::parse(&mut r.clone()) {
            let mut out = Vec::new();
            asf.emit(&mut out);
            assert_eq!(Asf::parse(&mut Reader::new(&out[4..])), Ok(asf));
        }
        if let Ok(packet) = v15::Packet::parse(&mut r) {
            let mut out = Vec::new();
            packet.emit(&mut out);
            assert_eq!(v15::Packet::parse(&mut Reader::new(&out[4..])), Ok(packet));
        }
        if let Ok(packet) = v20::Packet::parse(body) {
            let mut out = Vec::new();
            let start = v20::emit(&packet.header, packet.payload, &mut out);
            let again = v20::Packet::parse(&out[start..]).unwrap();
            assert_eq!((again.header, again.payload), (packet.header, packet.payload));
            for len in [0, 12, 16] {
                assert!(packet.trailers(len).all(|trailer| trailer.code.len() == len));
            }
        }
    }
    macro_rules! round_trip {
        ($($kind:ty),*) => {$(
            if let Ok(message) = <$kind>::parse(bytes) {
                let mut out = Vec::new();
                message.emit(&mut out);
                assert_eq!(<$kind>::parse(&out), Ok(message));
            }
        )*};
    }
    round_trip!(Message, OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4);
    if let Ok(message) = Message::parse_unchecked(bytes) {
        assert_eq!(Message::parse(&message.to_bytes()), Ok(message));
    }
    assert!(records::parse(bytes).len() <= bytes.len() / 2);
}

/// A session and a BMC on a wire without sockets, clock and chance.
struct Wire {
    now: Instant,
    session: Session,
    bmc: Bmc,
    /// What the BMC has sent and the session has not got.
    to_session: Vec<Vec<u8>>,
}

impl Wire {
    fn new(version: Version, suite: u8, auth_type: AuthType) -> Self {
        let now = Instant::now();
        let mut config = Config::lanplus(b"admin".to_vec(), Secret::from("password"));
        config.version = version;
        config.peers = vec![bmc_address()];
        config.suites = Suites::Pinned(suite);
        config.auth_type = Some(auth_type);
        let session = Session::open(now, config, Random::new(counting(1)));
        let bmc = Bmc::new(Options::default(), Box::new(counting(9)));
        Self { now, session, bmc, to_session: Vec::new() }
    }

    /// What the session has to say goes to the BMC; its answers wait in `to_session`.
    fn exchange(&mut self) {
        while let Some(transmit) = self.session.poll_transmit() {
            self.bmc.handle_datagram(self.now, console_address(), &transmit.bytes);
        }
        self.now += Duration::from_millis(1);
        while let Some((_, bytes)) = self.bmc.poll_transmit(self.now) {
            self.to_session.push(bytes);
        }
    }

    /// The answers go on to the session.
    fn deliver(&mut self) {
        for bytes in std::mem::take(&mut self.to_session) {
            self.session.handle_datagram(self.now, bmc_address(), &bytes);
        }
    }

    /// Goes on for so many turns. A request is sent as soon as the session is open.
    fn turns(&mut self, turns: usize) {
        for _ in 0..turns {
            self.exchange();
            self.deliver();
            if self.opened() {
                self.session.request(self.now, get_device_id());
            }
        }
    }

    fn opened(&mut self) -> bool {
        let mut opened = false;
        while let Some(event) = self.session.poll_event() {
            opened |= event == Event::Opened;
        }
        opened
    }
}

fn counting(start: u8) -> impl FnMut(&mut [u8]) + Send + 'static {
    let mut next = start;
    move |bytes| {
        for byte in bytes {
            *byte = next;
            next = next.wrapping_mul(5).wrapping_add(7);
        }
    }
}

fn get_device_id() -> Request {
    Request {
        name: "Get Device ID",
        netfn: 0x06,
        cmd: 0x01,
        lun: 0,
        data: Vec::new(),
        privilege: Privilege::User,
        repeatable: true,
        secret: false,
        direct: false,
        patience: None,
    }
}

fn bmc_address() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 623))
}

fn console_address() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 40000))
}

/// Captured datagrams of all kinds.
fn datagrams() -> Vec<Vec<u8>> {
    captures().into_iter().flat_map(|c| c.datagrams).map(|(_, bytes)| bytes).collect()
}

/// A change to a datagram: bytes put in other places, the end cut off or made longer.
type Change = (Vec<(prop::sample::Index, u8)>, Option<prop::sample::Index>, Vec<u8>);

fn change() -> impl Strategy<Value = Change> {
    let bytes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let cut = prop::option::weighted(0.3, any::<prop::sample::Index>());
    (bytes, cut, prop::collection::vec(any::<u8>(), 0..3))
}

fn changed(bytes: &[u8], (places, cut, tail): &Change) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (place, byte) in places {
        let at = place.index(out.len().max(1));
        if let Some(old) = out.get_mut(at) {
            *old ^= byte;
        }
    }
    if let Some(cut) = cut {
        out.truncate(cut.index(out.len() + 1));
    }
    out.extend(tail);
    out
}

/// Protocol, suite and auth type of a session, by number.
fn kind(number: usize) -> Wire {
    let suites = [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17];
    let types = [AuthType::None, AuthType::Md2, AuthType::Md5, AuthType::Password];
    match suites.get(number) {
        Some(suite) => Wire::new(Version::V20, *suite, AuthType::None),
        None => Wire::new(Version::V15, 3, types[(number - suites.len()) % types.len()]),
    }
}

const KINDS: usize = 16;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsers_take_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        parse_all(&bytes);
    }

    #[test]
    fn parsers_take_changed_packets(which in any::<prop::sample::Index>(), change in change()) {
        let all = datagrams();
        let bytes = changed(&all[which.index(all.len())], &change);
        parse_all(&bytes);
        // The payload of an RMCP+ set-up packet begins at 16.
        parse_all(bytes.get(16..).unwrap_or_default());
        parse_all(bytes.get(14..).unwrap_or_default());
    }

    #[test]
    fn a_session_takes_any_bytes_in_any_state(
        kind_number in 0..KINDS,
        turns in 0_usize..6,
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut wire = kind(kind_number);
        wire.turns(turns);
        wire.session.handle_datagram(wire.now, bmc_address(), &bytes);
        wire.session.handle_timeout(wire.now);
        wire.turns(1);
    }

    /// What the BMC says comes changed, first; then as it was. The session still ends up right.
    #[test]
    fn a_session_takes_changed_answers_in_any_state(
        kind_number in 0..KINDS,
        turns in 0_usize..6,
        change in change(),
    ) {
        let mut wire = kind(kind_number);
        wire.turns(turns);
        wire.exchange();
        for bytes in wire.to_session.clone() {
            let other = changed(&bytes, &change);
            wire.session.handle_datagram(wire.now, bmc_address(), &other);
        }
        wire.turns(3);
    }

    #[test]
    fn the_bmc_takes_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut wire = kind(3);
        wire.turns(4);
        wire.bmc.handle_datagram(wire.now, console_address(), &bytes);
        wire.exchange();
    }

    #[test]
    fn the_bmc_takes_changed_packets(
        kind_number in 0..KINDS,
        turns in 0_usize..6,
        which in any::<prop::sample::Index>(),
        change in change(),
    ) {
        let mut wire = kind(kind_number);
        wire.turns(turns);
        let all = datagrams();
        let bytes = changed(&all[which.index(all.len())], &change);
        wire.bmc.handle_datagram(wire.now, console_address(), &bytes);
        while let Some(transmit) = wire.session.poll_transmit() {
            let other = changed(&transmit.bytes, &change);
            wire.bmc.handle_datagram(wire.now, console_address(), &other);
        }
        wire.exchange();
    }
}

/// The states that the tests above speak of are reached.
#[test]
fn every_kind_of_session_opens_within_six_turns() {
    for number in 0..KINDS {
        let mut wire = kind(number);
        let mut opened = false;
        for _ in 0..6 {
            wire.exchange();
            wire.deliver();
            opened |= wire.opened();
        }
        assert!(opened, "kind {number}");
    }
}
