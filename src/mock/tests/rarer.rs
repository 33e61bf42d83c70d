//! Commands that few clients send: the serial channel, the event receiver, interfaces and logs
//! that are there or not.
use super::console::Console;
use crate::mock::Options;

fn admin() -> Console {
    Console::admin(Options::default())
}

#[test]
fn there_is_a_serial_channel() {
    let mut console = admin();
    let info = console.ask(0x06, 0x42, &[2]);
    assert_eq!(info, [0, 2, 0x05, 0x01, 0x40, 0xf2, 0x1b, 0, 0, 0]);
    // Direct, basic mode.
    assert_eq!(console.ask(0x0c, 0x11, &[2, 3, 0, 0]), [0, 0x11, 0x81]);
    assert_eq!(console.ask(0x0c, 0x11, &[0x82, 3, 0, 0]), [0, 0x11]);
    assert_eq!(console.ask(0x0c, 0x10, &[2, 7, 0x60, 0x07]), [0]);
    assert_eq!(console.ask(0x0c, 0x11, &[2, 7, 0, 0]), [0, 0x11, 0x60, 0x07]);
    assert_eq!(console.ask(0x0c, 0x11, &[2, 9, 0, 0]), [0x80], "no modem");
    assert_eq!(console.ask(0x0c, 0x11, &[1, 3, 0, 0]), [0xcc], "not the LAN channel");
    assert_eq!(console.ask(0x06, 0x42, &[3]), [0xcc], "no such channel");
}

#[test]
fn access_on_the_serial_channel_is_its_own() {
    let mut console = admin();
    let lan = console.ask(0x06, 0x44, &[1, 2]);
    assert_eq!(lan[4], 0x34);
    assert_eq!(console.ask(0x06, 0x44, &[2, 2])[4], 0x0f, "none");
    assert_eq!(console.ask(0x06, 0x43, &[0xd2, 2, 3]), [0]);
    assert_eq!(console.ask(0x06, 0x44, &[2, 2])[4], 0x53);
    assert_eq!(console.ask(0x06, 0x44, &[1, 2]), lan);
    assert_eq!(console.ask(0x06, 0x43, &[0x93, 2, 3]), [0xcc]);
    // Stored for the next start, in force now.
    assert_eq!(console.ask(0x06, 0x40, &[2, 0x61, 0x43]), [0]);
    assert_eq!(console.ask(0x06, 0x41, &[2, 0x40]), [0, 0x21, 0x03]);
    assert_eq!(console.ask(0x06, 0x41, &[2, 0x80]), [0, 0x22, 0x04]);
    assert_eq!(console.ask(0x06, 0x41, &[1, 0x40]), [0, 0x22, 0x04]);
}

#[test]
fn events_go_where_they_are_sent() {
    let mut console = admin();
    assert_eq!(console.ask(0x04, 0x01, &[]), [0, 0x20, 0x00]);
    assert_eq!(console.ask(0x04, 0x00, &[0xff, 0x00]), [0]);
    assert_eq!(console.ask(0x04, 0x01, &[]), [0, 0xff, 0x00]);
    // PET Acknowledge, outside a session too.
    assert_eq!(console.ask(0x04, 0x17, &[0; 12]), [0]);
    assert_eq!(Console::new(Options::default()).plain(0x04, 0x17, &[0; 12]), [0]);
}

#[test]
fn interfaces_and_logs_say_what_they_are() {
    let mut console = admin();
    assert_eq!(console.ask(0x06, 0x36, &[]), [0, 1, 63, 63, 10, 1]);
    assert_eq!(console.ask(0x06, 0x57, &[1]), [0, 0, 0, 255], "KCS");
    assert_eq!(console.ask(0x06, 0x57, &[0]), [0xcc], "no SSIF");
    assert_eq!(console.ask(0x0a, 0x5a, &[0]), [0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    assert_eq!(console.ask(0x0a, 0x5a, &[1]), [0xcc]);
}

#[test]
fn a_channel_can_be_turned_deaf() {
    let mut console = admin();
    assert_eq!(console.ask(0x06, 0x32, &[0, 2]), [0, 0, 1]);
    assert_eq!(console.ask(0x06, 0x32, &[0, 0]), [0, 0, 0]);
    assert_eq!(console.ask(0x06, 0x32, &[0, 2]), [0, 0, 0]);
    assert_eq!(console.ask(0x06, 0x32, &[1, 2]), [0, 1, 1], "another channel");
    assert_eq!(console.ask(0x06, 0x32, &[0, 1]), [0, 0, 1]);
    assert_eq!(console.ask(0x06, 0x32, &[9, 1]), [0xcc]);
}

#[test]
fn arps_can_be_suspended() {
    let mut console = admin();
    // Answers are on and gratuitous ones off.
    assert_eq!(console.ask(0x0c, 0x03, &[1, 0]), [0, 0x02]);
    assert_eq!(console.ask(0x0c, 0x03, &[1, 2]), [0, 0x00]);
    assert_eq!(console.ask(0x0c, 0x03, &[2, 0]), [0xcc]);
}

#[test]
fn the_system_tells_its_version_and_addresses() {
    let mut console = admin();
    for parameter in [5, 6, 7] {
        assert_eq!(console.ask(0x06, 0x58, &[parameter, 0, 0, 2, b'o', b'k']), [0]);
        let block = console.ask(0x06, 0x59, &[0, parameter, 0, 0]);
        assert_eq!(block[..7], [0, 0x11, 0, 0, 2, b'o', b'k'], "{parameter}");
    }
    assert_eq!(console.ask(0x06, 0x59, &[0, 8, 0, 0]), [0x80]);
}
