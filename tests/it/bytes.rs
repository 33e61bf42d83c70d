//! No bytes from the network make a parser, a session or the BMC panic: any bytes at all, and
//! captured packets with a few bytes changed, which get further.
use std::time::Instant;

use proptest::prelude::*;
use ripmitool::cmd::Command;
use ripmitool::cmd::app::device::GetDeviceId;
use ripmitool::cmd::dcmi::{asset, capabilities, config, power, sensors, thermal};
use ripmitool::cmd::oem::nm;
use ripmitool::crypto::records;
use ripmitool::model::fru::info::{Board, Chassis, Product};
use ripmitool::model::fru::spd::Spd;
use ripmitool::model::fru::{self, multirecord};
use ripmitool::model::sel;
use ripmitool::session::Event;
use ripmitool::session::config::Config;
use ripmitool::session::local::{Incoming, Local};
use ripmitool::session::request::{Request, Target};
use ripmitool::wire::buf::Reader;
use ripmitool::wire::message::Message;
use ripmitool::wire::rakp::{OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4};
use ripmitool::wire::rmcp::{Asf, Header};
use ripmitool::wire::{sol, v15, v20};

use super::joined::{KINDS, Pair, bmc_address, console_address};
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

/// A console's packets, of IPMI 2.0 and Intel's.
fn parse_sol(bytes: &[u8]) {
    if let Ok(packet) = sol::Packet::parse(bytes) {
        let mut out = Vec::new();
        packet.emit(&mut out);
        assert_eq!(sol::Packet::parse(&out), Ok(packet));
    }
    if let Ok(packet) = sol::Packet::parse_intel(bytes) {
        let mut out = Vec::new();
        packet.emit_intel(&mut out);
        assert_eq!(sol::Packet::parse_intel(&out), Ok(packet));
    }
}

/// Every answer of DCMI's and the Node Manager's, with the right bytes in front.
fn parse_manageability(bytes: &[u8]) {
    let dcmi = [&[0xdc], bytes].concat();
    let numbered = [&[0x57, 0x01, 0x00], bytes].concat();
    macro_rules! parse {
        ($data:expr; $($kind:ty),*) => {$(
            let _ = <$kind>::parse(bytes);
            // What cannot be told from so few bytes is not told.
            let told = <$kind>::parse(&$data).is_ok();
            let whole = <$kind>::parse(&[$data.as_slice(), &[0; 600]].concat());
            assert!(whole.is_ok() || !told, "{}", <$kind>::NAME);
        )*};
    }
    parse!(dcmi; capabilities::GetPlatform, capabilities::GetMandatory, capabilities::GetAccess,
        capabilities::GetPowerController, capabilities::GetPeriods, power::GetPowerReading,
        power::GetPowerLimit, asset::GetAssetTag, asset::GetIdentifier, thermal::GetThermalLimit,
        sensors::GetSensorInfo, sensors::GetTemperatures, config::GetParameter);
    parse!(numbered; nm::GetPolicy, nm::GetThresholds, nm::GetSuspends, nm::GetStatistics,
        nm::GetCapabilities, nm::GetVersion, nm::GetAlert, nm::GetLimiting);
    if let Ok(found) = sensors::GetSensorInfo::parse(&dcmi) {
        assert!(found.items.len() * 2 + 2 <= bytes.len());
    }
    if let Ok(found) = nm::GetSuspends::parse(&numbered) {
        assert!(found.len() * 3 < bytes.len());
    }
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parsers_take_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        parse_all(&bytes);
        parse_sol(&bytes);
    }

    /// Cut, whole or with something behind it.
    #[test]
    fn any_bytes_are_an_entry_of_the_log(
        bytes in prop::collection::vec(any::<u8>(), 0..24),
        kind in prop_oneof![Just(2_u8), Just(0xc0), Just(0xe0), Just(0xf0), any::<u8>()],
        manufacturer in prop_oneof![Just(674_u32), Just(10_876), Just(7_244), any::<u32>()],
    ) {
        let mut bytes = bytes;
        if let Some(place) = bytes.get_mut(2) {
            *place = kind;
        }
        let entry = sel::Record::parse(&bytes);
        prop_assert_eq!(sel::Record::parse(&entry.bytes), entry);
        prop_assert_eq!(entry.event().is_some(), entry.kind < 0xc0);
        prop_assert!(bytes.iter().zip(entry.bytes).all(|(byte, own)| *byte == own));
        let _ = sel::oem::describe(manufacturer, 1, &bytes);
        let of = sel::Event::of(entry.bytes);
        let line = sel::event_file::line(&of, b"what");
        prop_assert_eq!(line.iter().position(|byte| *byte == b'\n'), Some(line.len() - 1));
        if let Some(event) = entry.event() {
            prop_assert_eq!(*event, of);
        }
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
    fn manageability_takes_any_answer(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        parse_manageability(&bytes);
    }

    #[test]
    fn inventories_take_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let areas = [Chassis::parse(&bytes).0, Board::parse(&bytes).0, Product::parse(&bytes).0];
        for area in areas {
            let fields = area.fields.iter().chain(&area.custom);
            let len: usize = fields.map(|field| 1 + field.bytes.len()).sum();
            prop_assert!(len <= area.len.min(bytes.len()));
        }
        let header = fru::Header::parse(&bytes);
        prop_assert!(header.areas.chassis.is_none_or(|offset| header.limit(offset, 512).end <= 512));
        if let Some(record) = multirecord::Record::parse(&bytes) {
            prop_assert!(record.data.len() <= usize::from(record.len));
            let _ = record.content();
        }
        if let Some(spd) = Spd::parse(&bytes) {
            prop_assert!(spd.module.is_none() || bytes.len() >= 100);
        }
    }

    #[test]
    fn a_session_takes_any_bytes_in_any_state(
        kind in 0..KINDS,
        turns in 0_usize..6,
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut pair = Pair::new(kind);
        for _ in 0..turns {
            pair.turn();
        }
        pair.session.handle_datagram(pair.now, bmc_address(), &bytes);
        pair.session.handle_timeout(pair.now);
        pair.turn();
    }

    /// What the BMC says comes changed, first; then as it was. The session still ends up right.
    #[test]
    fn a_session_takes_changed_answers_in_any_state(
        kind in 0..KINDS,
        turns in 0_usize..6,
        change in change(),
    ) {
        let mut pair = Pair::new(kind);
        for _ in 0..turns {
            pair.turn();
        }
        pair.exchange();
        for bytes in pair.to_session.clone() {
            let other = changed(&bytes, &change);
            pair.session.handle_datagram(pair.now, bmc_address(), &other);
        }
        for _ in 0..3 {
            pair.turn();
        }
    }

    /// What the machine's own BMC sends, by itself or wrapped by a controller on the way.
    #[test]
    fn local_requests_take_any_answer(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        bridged in any::<bool>(),
    ) {
        let mut config = Config::local();
        if bridged {
            (config.route.target, config.route.transit) = (0x72, Some((0x82, 1)));
        }
        let mut local = Local::new(config);
        let request = Request::of(&GetDeviceId, Target::SESSION);
        let id = local.request(Instant::now(), request);
        let sent = local.poll_transmit().unwrap();
        let (number, netfn, cmd) = (sent.number, sent.netfn | 1, sent.cmd);
        local.handle(Incoming::Event(bytes.clone()));
        local.handle(Incoming::Answer { number, netfn, cmd, data: bytes.clone() });
        match local.poll_event() {
            Some(Event::Answer(answered, response)) => {
                assert_eq!(answered, id);
                assert!(response.data.len() < bytes.len());
                let _ = GetDeviceId::parse(&response.data);
            }
            other => assert_eq!(other, Some(Event::Garbled(id))),
        }
        assert_eq!(local.poll_told(), Some(bytes));
    }

    #[test]
    fn the_bmc_takes_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut pair = Pair::new(3);
        for _ in 0..4 {
            pair.turn();
        }
        pair.bmc.handle_datagram(pair.now, console_address(), &bytes);
        pair.exchange();
    }

    #[test]
    fn the_bmc_takes_changed_packets(
        kind in 0..KINDS,
        turns in 0_usize..6,
        which in any::<prop::sample::Index>(),
        change in change(),
    ) {
        let mut pair = Pair::new(kind);
        for _ in 0..turns {
            pair.turn();
        }
        let all = datagrams();
        let bytes = changed(&all[which.index(all.len())], &change);
        pair.bmc.handle_datagram(pair.now, console_address(), &bytes);
        while let Some(transmit) = pair.session.poll_transmit() {
            let other = changed(&transmit.bytes, &change);
            pair.bmc.handle_datagram(pair.now, console_address(), &other);
        }
        pair.exchange();
    }
}

/// The states that the tests above speak of are reached.
#[test]
fn every_kind_of_session_opens_within_six_turns() {
    for kind in 0..KINDS {
        let mut pair = Pair::new(kind);
        for _ in 0..6 {
            pair.turn();
        }
        assert!(pair.opened, "kind {kind}");
    }
}
