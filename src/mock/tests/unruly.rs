//! Faults on purpose, and consoles that send anything.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::console::{Console, Login};
use crate::mock::state::State;
use crate::mock::{Bmc, Fault, Options, persist};
use crate::wire::rakp::Status;
use crate::wire::v20::Packet;

fn faulty(fault: &str) -> Console {
    let mut console = Console::admin(Options::default());
    console.bmc.set_faults(&[fault.parse::<Fault>().unwrap()]);
    console
}

/// The datagram that answers Get Device ID.
fn answer(console: &mut Console) -> Vec<u8> {
    let message = console.message(0x06, 0x01, &[]);
    let datagram = console.sealed(&message);
    console.exchange(&datagram).pop().unwrap()
}

#[test]
fn packets_that_break_the_agreement_are_told_apart() {
    let cases = [
        ("wrong-code", true, true),
        ("unauthenticated", true, false),
        ("unencrypted", false, true),
        ("bad-checksum", true, true),
        ("truncate=3", true, true),
    ];
    for (fault, encrypted, authenticated) in cases {
        let mut console = faulty(fault);
        let datagram = answer(&mut console);
        let header = Packet::parse(&datagram[4..]).unwrap().header;
        assert_eq!((header.encrypted, header.authenticated), (encrypted, authenticated), "{fault}");
        assert_eq!(console.opened(&datagram), None, "{fault}");
    }
}

#[test]
fn odd_but_legal_packets_are_good() {
    // Answers whose length needs no pad: 14 bytes, and 15 with the pad length of AES.
    let cases: [(&str, u8, u8, &[u8], usize); 2] =
        [("pad4", 2, 0x00, &[], 4), ("aes-pad16", 3, 0x09, &[5, 0, 0], 16)];
    for (fault, suite, cmd, data, longer) in cases {
        let mut console = Console::new(Options::permissive());
        console.log_in(&Login { suite, ..Login::default() }).unwrap();
        console.ask(0x06, 0x3b, &[4]);
        let mut ask = |faults: &[Fault]| {
            console.bmc.set_faults(faults);
            let message = console.message(0x00, cmd, data);
            let datagram = console.sealed(&message);
            let answer = console.exchange(&datagram).pop().unwrap();
            assert_eq!(console.opened(&answer).unwrap().data[0], 0, "{fault}");
            answer.len()
        };
        let usual = ask(&[]);
        assert_eq!(ask(&[fault.parse().unwrap()]), usual + longer, "{fault}");
    }
}

#[test]
fn sequence_numbers_can_have_gaps() {
    let mut console = faulty("gap=2");
    let sequence = |datagram: &[u8]| Packet::parse(&datagram[4..]).unwrap().header.sequence;
    let first = sequence(&answer(&mut console));
    assert_eq!(sequence(&answer(&mut console)), first + 2);
}

#[test]
fn handshakes_can_lie() {
    let log_in = |fault: &str| Console::new(Console::with_fault(fault)).log_in(&Login::default());
    assert_eq!(log_in("wrong-rakp2"), Err(Status::BAD_CHECK_VALUE));
    assert_eq!(log_in("wrong-rakp4"), Err(Status::BAD_CHECK_VALUE));
    assert_eq!(log_in("refuse=3:01"), Err(Status::NO_RESOURCES));
    assert_eq!(log_in("refuse=17:01"), Ok(()));
    assert_eq!(log_in("no-slots"), Err(Status::NO_RESOURCES));
    let mut console = Console::new(Console::with_fault("force-suite=3"));
    console.log_in(&Login { suite: 17, ..Login::default() }).unwrap();
    assert_eq!(console.link.as_ref().unwrap().suite.id(), Some(3));
    assert_eq!(Console::new(Console::with_fault("wrong-tag")).open(3).tag, 8, "7 was sent");
    let mut console = Console::new(Console::with_fault("zero-errors"));
    let sid = console.open(3).opened.unwrap().bmc_sid;
    let error = console.rakp1(sid, &Login { name: "nobody", ..Login::default() });
    assert_eq!((error.tag, error.console_sid), (0, 0));
    assert_eq!(error.status, Status::UNAUTHORIZED_NAME);
}

#[test]
fn a_lost_request_is_not_executed_and_a_lost_answer_is() {
    for (fault, resets) in [("lose-request=00.02:1", 0), ("silent=00.02:1", 1)] {
        let mut console = faulty(fault);
        assert_eq!(console.try_ask(0x00, 0x02, &[3]), None, "{fault}");
        assert_eq!(console.bmc.state().chassis.actions.reset, resets, "{fault}");
        assert_eq!(console.ask(0x00, 0x02, &[3]), [0], "{fault}");
    }
}

#[test]
fn duplicates_can_be_refused() {
    let mut console = faulty("duplicate-code");
    let message = console.message(0x00, 0x02, &[3]);
    for code in [0, 0xcf] {
        let datagram = console.sealed(&message);
        let answer = console.exchange(&datagram).pop().unwrap();
        assert_eq!(console.opened(&answer).unwrap().data, [code]);
    }
    assert_eq!(console.bmc.state().chassis.actions.reset, 1);
}

#[test]
fn two_messages_in_one_packet_pass_every_check() {
    let mut console = faulty("merge-messages=20");
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None, "it waits");
    let first = console.rq_seq;
    let message = console.message(0x06, 0x37, &[]);
    let datagram = console.sealed(&message);
    let answers = console.exchange(&datagram);
    assert_eq!(answers.len(), 1);
    let merged = console.opened(&answers[0]).unwrap();
    assert_eq!((merged.seq, merged.cmd), (first, 0x01));
    assert_eq!(merged.data.len(), 16 + 1 + 6 + 17, "and the other message behind it");
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None);
    console.now = console.bmc.poll_timeout().unwrap();
    let late = console.receive().pop().unwrap();
    assert_eq!(console.opened(&late).unwrap().data.len(), 16, "alone after all");
}

#[test]
fn slow_answers_come_when_they_are_due() {
    let mut console = faulty("delay=50");
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None);
    let due = console.bmc.poll_timeout().unwrap();
    assert_eq!(due, console.now + Duration::from_millis(50));
    console.now = due;
    assert_eq!(console.receive().len(), 1);
}

#[test]
fn everything_is_bounded() {
    let mut console = Console::connected(Options::default());
    for _ in 0..5_000 {
        console.ask(0x06, 0x01, &[]);
        console.now += Duration::from_millis(2);
        console.open(3);
    }
    assert_eq!(console.bmc.seen().requests.len(), 4_096);
    assert_eq!(console.bmc.seen().packets.len(), 4_096);
    assert_eq!(console.bmc.open_sessions(), 1);
    console.bmc.set_faults(&["delay=1000".parse().unwrap()]);
    for _ in 0..2_000 {
        console.try_ask(0x06, 0x01, &[]);
    }
    console.now += Duration::from_secs(2);
    assert_eq!(console.receive().len(), 1_024);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..120), class in 6_u8..8) {
        let mut bmc = Bmc::new(Options::default(), Box::new(|bytes| bytes.fill(1)));
        let from = SocketAddr::from(([127, 0, 0, 1], 1));
        bmc.handle_datagram(Instant::now(), from, &bytes);
        let mut datagram = vec![6, 0, 0xff, class];
        datagram.extend(&bytes);
        bmc.handle_datagram(Instant::now(), from, &datagram);
        prop_assert_eq!(bmc.open_sessions(), 0);
    }

    /// A file whose lines are whole may still say anything.
    #[test]
    fn any_state_is_lived_with(
        lines in prop::collection::vec((0..KEYS.len(), prop::collection::vec(VALUE, 0..7)), 0..12),
        requests in prop::collection::vec((0_u8..0x20, 0_u8..0x60, any::<[u8; 6]>()), 8),
    ) {
        let mut console = Console::admin(Options::default());
        let line = |(key, values): &(usize, Vec<String>)| {
            std::iter::once(KEYS[*key]).chain(values.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
        };
        let text: Vec<String> = lines.iter().map(line).collect();
        persist::read(&text.join("\n"), console.bmc.state_mut(), console.now);
        let written = persist::write(console.bmc.state(), console.now);
        let mut again = State::new(&Options::default());
        persist::read(&written, &mut again, console.now);
        prop_assert_eq!(persist::write(&again, console.now), written);
        for (netfn, cmd, data) in requests {
            console.try_ask(netfn << 1, cmd, &data);
        }
        console.now += Duration::from_secs(1 << 20);
        console.bmc.handle_timeout(console.now);
    }

    #[test]
    fn any_request_is_answered(
        netfn in 0_u8..0x20,
        cmd in 0_u8..0x60,
        data in prop::collection::vec(any::<u8>(), 0..24),
    ) {
        let mut console = Console::admin(Options::default());
        let answer = console.try_ask(netfn << 1, cmd, &data);
        prop_assert!(answer.is_some_and(|answer| !answer.is_empty()));
    }
}

/// Keys of a state file.
const KEYS: [&str; 49] = [
    "access",
    "acpi",
    "asset-tag",
    "boot",
    "boot-flags",
    "boot-initiator",
    "boot-mailbox",
    "buttons",
    "capabilities",
    "clock",
    "configured",
    "cycle-interval",
    "dcmi",
    "enables",
    "event",
    "fru",
    "guid",
    "i2c",
    "identifier",
    "info",
    "isol",
    "kg",
    "kg-locked",
    "lan",
    "last-event",
    "log",
    "misc",
    "nm",
    "nm-policy",
    "nm-range",
    "off",
    "on-minutes",
    "parts-off",
    "pef",
    "pef-processed",
    "policy",
    "power",
    "power-limit",
    "record",
    "records",
    "restart-cause",
    "sensor",
    "serial",
    "serial-access",
    "serial-user",
    "sol",
    "thermal",
    "user",
    "watchdog",
];
/// A value of a state file: bytes, none, or none of it.
const VALUE: &str = "([0-9a-f]{2}){1,9}|(0[0-9]){1,4}|-|[0-9a-f]{0,4}";
