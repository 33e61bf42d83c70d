//! Commands: who may send them, what they refuse, and what they change.
use std::time::Duration;

use super::console::{Console, Login};
use crate::mock::options::Bridging;
use crate::mock::{Fault, Options};
use crate::wire::message::{Message, send_message_data};
use crate::wire::rmcp::Asf;

fn admin() -> Console {
    Console::admin(Options::default())
}

#[test]
fn a_ping_is_answered() {
    let mut console = Console::new(Options::default());
    let (mut ping, mut expected) = (Vec::new(), Vec::new());
    Asf::Ping { tag: 5 }.emit(&mut ping);
    Asf::Pong { tag: 5, ipmi: true }.emit(&mut expected);
    assert_eq!(console.exchange(&ping), [expected]);
}

#[test]
fn some_commands_need_no_session() {
    let mut safe = Console::new(Options::default());
    assert_eq!(safe.plain(0x06, 0x38, &[0x8e, 4])[2..5], [0x84, 0x04, 0x03], "MD5 alone");
    let mut console = Console::new(Options::permissive());
    let old = console.plain(0x06, 0x38, &[0x0e, 4]);
    assert_eq!(old, [0, 1, 0x37, 0x04, 0, 0, 0, 0, 0]);
    let new = console.plain(0x06, 0x38, &[0x8e, 4]);
    assert_eq!(new, [0, 1, 0xb7, 0x04, 0x03, 0, 0, 0, 0]);
    assert_eq!(console.plain(0x06, 0x37, &[]).len(), 17);
    assert_eq!(console.plain(0x06, 0x01, &[]), [0xd4]);
    assert_eq!(console.plain(0x06, 0x3b, &[4]), [0xd4]);
}

#[test]
fn cipher_suites_come_in_pages_of_16() {
    let safe = Console::new(Options::default()).plain(0x06, 0x54, &[0x0e, 0, 0]);
    assert_eq!(safe[2..], [1, 2, 3, 0x41, 0x42, 0x43, 0x44, 0x81], "nothing that is none");
    let mut console = Console::new(Options::permissive());
    let mut all = Vec::new();
    for page in 0x80_u8.. {
        let answer = console.plain(0x06, 0x54, &[0x0e, 0, page]);
        assert_eq!(answer[..2], [0, 1]);
        all.extend(&answer[2..]);
        if answer.len() < 18 {
            break;
        }
    }
    let ids: Vec<u8> = crate::crypto::records::parse(&all).iter().map(|r| r.id).collect();
    assert_eq!(ids, Options::permissive().suites);
    let algorithms = console.plain(0x06, 0x54, &[0x0e, 0, 0]);
    assert_eq!(algorithms[2..], [0, 1, 2, 3, 0x40, 0x41, 0x42, 0x43, 0x44, 0x80, 0x81]);
}

#[test]
fn requests_that_cannot_be_are_refused() {
    let mut console = admin();
    assert_eq!(console.ask(0x2c, 0x00, &[0]), [0xc1], "PICMG");
    assert_eq!(console.ask(0x30, 0x01, &[]), [0xc1]);
    assert_eq!(console.ask(0x06, 0x01, &[0]), [0xc7]);
    assert_eq!(console.ask(0x00, 0x02, &[]), [0xc7]);
    assert_eq!(console.ask(0x00, 0x02, &[9]), [0xcc]);
    let message = Message { to_lun: 1, ..console.message(0x06, 0x01, &[]) };
    let datagram = console.sealed(&message);
    let answer = console.exchange(&datagram).pop().unwrap();
    assert_eq!(console.opened(&answer).unwrap().data, [0xc2]);
    let message = Message { to: 0x22, ..console.message(0x06, 0x01, &[]) };
    let datagram = console.sealed(&message);
    assert!(console.exchange(&datagram).is_empty(), "not for this controller");
}

#[test]
fn a_request_that_comes_twice_is_executed_once() {
    for (filter, resets) in [(true, 1), (false, 2)] {
        let mut console =
            Console::admin(Options { duplicate_filter: filter, ..Options::default() });
        let message = console.message(0x00, 0x02, &[3]);
        for _ in 0..2 {
            let datagram = console.sealed(&message);
            let answer = console.exchange(&datagram).pop().unwrap();
            assert_eq!(console.opened(&answer).unwrap().data, [0]);
        }
        assert_eq!(console.bmc.state().chassis.actions.reset, resets);
        console.wait(Duration::from_secs(6));
        let datagram = console.sealed(&message);
        console.exchange(&datagram);
        assert_eq!(console.bmc.state().chassis.actions.reset, resets + 1, "six seconds later");
    }
}

#[test]
fn soft_shutdown_and_power_cycle_take_their_time() {
    let mut console = admin();
    assert_eq!(console.ask(0x00, 0x02, &[5]), [0]);
    assert_eq!(console.ask(0x00, 0x01, &[])[1], 0x01);
    let due = console.bmc.poll_timeout().unwrap();
    assert_eq!(due, console.now + Duration::from_millis(300));
    console.wait(Duration::from_millis(300));
    assert_eq!(console.ask(0x00, 0x01, &[])[1], 0x00);
    assert_eq!(console.ask(0x00, 0x02, &[2]), [0xd5]);
    assert_eq!(console.ask(0x00, 0x02, &[1]), [0]);
    assert_eq!(console.ask(0x00, 0x0b, &[5]), [0]);
    assert_eq!(console.ask(0x00, 0x02, &[2]), [0]);
    console.wait(Duration::from_secs(4));
    assert_eq!(console.ask(0x00, 0x01, &[])[1], 0x00);
    console.wait(Duration::from_secs(1));
    assert_eq!(console.ask(0x00, 0x01, &[])[1..3], [0x01, 0x10]);
    assert_eq!(console.ask(0x00, 0x07, &[]), [0, 1, 1]);
}

#[test]
fn chassis_settings_show_in_its_status() {
    let mut console = admin();
    assert_eq!(console.ask(0x00, 0x06, &[2]), [0, 7]);
    assert_eq!(console.ask(0x00, 0x04, &[]), [0]);
    assert_eq!(console.ask(0x00, 0x0a, &[0x05]), [0]);
    assert_eq!(console.ask(0x00, 0x01, &[]), [0, 0x41, 0, 0x50, 0xf5]);
    assert_eq!(console.ask(0x00, 0x04, &[0, 1]), [0]);
    assert_eq!(console.ask(0x00, 0x06, &[3]), [0, 7]);
    assert_eq!(console.ask(0x00, 0x01, &[]), [0, 0x41, 0, 0x60, 0xf5]);
    for _ in 0..150 {
        console.wait(Duration::from_secs(59));
        console.ask(0x06, 0x01, &[]);
    }
    assert_eq!(console.ask(0x00, 0x0f, &[]), [0, 60, 2, 0, 0, 0]);
}

#[test]
fn boot_options_are_guarded_by_set_in_progress() {
    let mut console = admin();
    assert_eq!(console.ask(0x00, 0x08, &[0, 1]), [0]);
    assert_eq!(console.ask(0x00, 0x08, &[0, 1]), [0x81]);
    assert_eq!(console.ask(0x00, 0x08, &[4, 1, 1]), [0]);
    assert_eq!(console.ask(0x00, 0x08, &[0x05, 0x80, 4, 0, 0, 0]), [0]);
    assert_eq!(console.ask(0x00, 0x08, &[0x05, 0x80, 4]), [0xc7]);
    assert_eq!(console.ask(0x00, 0x08, &[0, 0]), [0]);
    assert_eq!(console.ask(0x00, 0x09, &[5, 0, 0]), [0, 1, 5, 0x80, 4, 0, 0, 0]);
    assert_eq!(console.ask(0x00, 0x09, &[4, 0, 0]), [0, 1, 4, 0, 1]);
    assert_eq!(console.ask(0x00, 0x08, &[0x87, 1, 0xaa, 0xbb]), [0]);
    let mailbox = console.ask(0x00, 0x09, &[7, 1, 0]);
    assert_eq!(mailbox[..6], [0, 1, 0x87, 1, 0xaa, 0xbb]);
    assert_eq!(console.ask(0x00, 0x09, &[7, 9, 0]), [0xc9]);
    assert_eq!(console.ask(0x00, 0x09, &[99, 0, 0]), [0x80]);
    console.wait(Duration::from_secs(59));
    console.ask(0x06, 0x01, &[]);
    console.wait(Duration::from_secs(1));
    assert_eq!(console.ask(0x00, 0x09, &[5, 0, 0]), [0, 1, 5, 0x00, 4, 0, 0, 0]);
}

#[test]
fn a_watchdog_that_is_not_reset_acts() {
    let mut console = admin();
    assert_eq!(console.ask(0x06, 0x22, &[]), [0x80], "never set");
    assert_eq!(console.ask(0x06, 0x24, &[0x04, 0x02, 0, 0x3e, 100, 0]), [0]);
    assert_eq!(console.ask(0x06, 0x22, &[]), [0]);
    console.wait(Duration::from_secs(4));
    assert_eq!(console.ask(0x06, 0x25, &[]), [0, 0x44, 2, 0, 0, 100, 0, 60, 0]);
    console.wait(Duration::from_secs(6));
    assert_eq!(console.ask(0x06, 0x25, &[]), [0, 0x04, 2, 0, 0x10, 100, 0, 0, 0]);
    assert_eq!(console.ask(0x00, 0x01, &[])[1], 0, "powered down");
    assert_eq!(console.ask(0x00, 0x07, &[])[1], 4);
}

#[test]
fn users_are_kept_by_id() {
    let mut console = admin();
    let name = |id: u8, name: &str| {
        let mut data = vec![id];
        data.extend(name.as_bytes());
        data.resize(17, 0);
        data
    };
    assert_eq!(console.ask(0x06, 0x45, &name(3, "eve")), [0]);
    assert_eq!(console.ask(0x06, 0x45, &name(4, "eve")), [0xcc], "taken");
    assert_eq!(console.ask(0x06, 0x45, &name(1, "eve")), [0xcc], "fixed");
    assert_eq!(console.ask(0x06, 0x46, &[17]), [0xcc], "no such user");
    assert_eq!(console.ask(0x06, 0x46, &[3])[1..5], *b"eve\0");
    let password = |operation: u8, len: usize| {
        let mut data = vec![if len == 20 { 0x83 } else { 0x03 }, operation];
        data.extend(b"pass");
        data.resize(len + 2, 0);
        data
    };
    assert_eq!(console.ask(0x06, 0x47, &password(2, 20)), [0]);
    assert_eq!(console.ask(0x06, 0x47, &password(3, 20)), [0]);
    assert_eq!(console.ask(0x06, 0x47, &password(3, 16)), [0x81], "wrong size");
    assert_eq!(console.ask(0x06, 0x47, &password(3, 12)), [0xc7]);
    let mut wrong = password(3, 20);
    wrong[3] = b'x';
    assert_eq!(console.ask(0x06, 0x47, &wrong), [0x80]);
    assert_eq!(console.ask(0x06, 0x43, &[0xb1, 3, 3]), [0]);
    assert_eq!(console.ask(0x06, 0x47, &[3, 1]), [0]);
    assert_eq!(console.ask(0x06, 0x44, &[1, 3]), [0, 16, 0x42, 1, 0x33]);
    assert_eq!(console.ask(0x06, 0x44, &[3, 3]), [0xcc], "no such channel");
    let login = Login { name: "eve", password: "pass", role: 0x13, ..Login::default() };
    assert_eq!(console.log_in(&login), Ok(()));
}

#[test]
fn channel_access_is_volatile_until_it_is_stored() {
    let mut console = admin();
    assert_eq!(console.ask(0x06, 0x40, &[0x0e, 0x9a, 0x83]), [0]);
    assert_eq!(console.ask(0x06, 0x41, &[0x0e, 0x80]), [0, 0x1a, 3]);
    assert_eq!(console.ask(0x06, 0x41, &[0x0e, 0x40]), [0, 0x22, 4]);
    assert_eq!(console.ask(0x06, 0x40, &[0x0e, 0x9a, 0x83]), [0xd4], "limited itself");
    assert_eq!(console.ask(0x06, 0x41, &[0x0f, 0x80]), [0x82]);
    assert_eq!(console.ask(0x06, 0x42, &[0x0e])[1..5], [1, 4, 1, 0x81]);
    assert_eq!(console.ask(0x06, 0x42, &[3]), [0xcc]);
}

#[test]
fn sessions_are_described_and_closed() {
    let mut console = admin();
    let first = console.link.clone();
    console.log_in(&Login::default()).unwrap();
    let info = console.ask(0x06, 0x3d, &[0]);
    assert_eq!(info[1..7], [2, 16, 2, 2, 2, 0x11]);
    assert_eq!((&info[7..11], &info[17..]), (&[127, 0, 0, 1][..], &40_000_u16.to_le_bytes()[..]));
    assert_eq!(console.ask(0x06, 0x3d, &[1])[5], 4, "the other is at Administrator");
    assert_eq!(console.ask(0x06, 0x3d, &[3]), [0, 0, 16, 2]);
    assert_eq!(console.ask(0x06, 0x3d, &[0xfe, 1])[1], 1);
    assert_eq!(console.ask(0x06, 0x3d, &[0xfe, 9]), [0xcb]);
    let other = first.unwrap().sid.to_le_bytes();
    assert_eq!(console.ask(0x06, 0x3c, &other), [0xd4]);
    console.ask(0x06, 0x3b, &[4]);
    assert_eq!(console.ask(0x06, 0x3c, &other), [0]);
    assert_eq!(console.ask(0x06, 0x3c, &other), [0x87]);
    assert_eq!(console.bmc.open_sessions(), 1);
}

#[test]
fn a_reset_ends_all_sessions_after_its_answer() {
    let mut console = admin();
    console.ask(0x06, 0x40, &[0x0e, 0x9a, 0]);
    assert_eq!(console.ask(0x06, 0x02, &[]), [0]);
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None);
    assert_eq!(console.bmc.state().channels.volatile.flags, 0x22, "volatile settings are gone");
}

#[test]
fn a_bridged_request_is_answered_in_both_shapes() {
    for bridging in [Bridging::Combined, Bridging::Separate] {
        let mut console = Console::admin(Options { bridging, ..Options::default() });
        let inner = Message { to: 0x24, from: 0x20, ..console.message(0x06, 0x01, &[]) };
        let message = console.message(0x06, 0x34, &send_message_data(0, &inner));
        let datagram = console.sealed(&message);
        let answers: Vec<_> =
            console.exchange(&datagram).iter().map(|a| console.opened(a).unwrap()).collect();
        assert_eq!((answers[0].cmd, answers[0].data[0]), (0x34, 0));
        let answer = match bridging {
            Bridging::Combined => Message::parse(&answers[0].data[1..]).unwrap(),
            Bridging::Separate => answers[1].clone(),
        };
        assert_eq!((answer.from, answer.cmd, &answer.data[..3]), (0x24, 0x01, &[0, 0x24, 2][..]));
        let nobody = Message { to: 0x26, ..inner };
        assert_eq!(console.ask(0x06, 0x34, &send_message_data(0, &nobody)), [0x83]);
        assert_eq!(console.ask(0x06, 0x34, &[0x40, 1, 2]), [0xcc]);
    }
}

#[test]
fn a_completion_code_on_demand_executes_nothing() {
    let mut console = admin();
    console.bmc.set_faults(&["completion=00.02:c0:2".parse::<Fault>().unwrap()]);
    assert_eq!(console.ask(0x00, 0x02, &[3]), [0xc0]);
    assert_eq!(console.ask(0x00, 0x02, &[3]), [0xc0]);
    assert_eq!(console.ask(0x00, 0x02, &[3]), [0]);
    assert_eq!(console.bmc.state().chassis.actions.reset, 1);
}
