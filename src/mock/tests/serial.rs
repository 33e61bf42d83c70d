//! The serial line: what a console's packets do, once and again.
use std::time::{Duration, Instant};

use crate::mock::serial::{Retry, Serial, Trouble};
use crate::mock::terminal::Device;
use crate::wire::sol::{Packet, status};

const RETRY: Retry = Retry { count: 2, interval: Duration::from_millis(100) };

fn line() -> (Serial, Instant) {
    let mut serial = Serial::new(Device::Echo, false);
    serial.activate(1, true, RETRY);
    (serial, Instant::now())
}

fn data(sequence: u8, text: &[u8]) -> Packet {
    Packet { sequence, data: text.to_vec(), ..Packet::default() }
}

fn ack(acknowledged: u8, accepted: u8) -> Packet {
    Packet { acknowledged, accepted, ..Packet::default() }
}

#[test]
fn characters_are_taken_once_however_late_copies_come() {
    let (mut serial, now) = line();
    let mut take =
        |sequence, text: &[u8]| serial.take(now, &data(sequence, text), Trouble::default());
    assert_eq!(take(1, b"a"), Some(ack(1, 1)));
    assert_eq!(take(1, b"a"), Some(ack(1, 1)), "a copy: acknowledged again");
    assert_eq!(take(2, b"b"), Some(ack(2, 1)));
    assert_eq!(take(3, b"c"), Some(ack(3, 1)));
    assert_eq!(take(1, b"a"), None, "a copy that was on its way for long");
    let later = now + Duration::from_secs(3);
    let skipped = serial.take(later, &data(5, b"e"), Trouble::default());
    assert_eq!(skipped, Some(ack(5, 1)), "the console gave one up");
    assert_eq!(serial.poll(later, Trouble::default()).unwrap().data, b"abce");
}

#[test]
fn what_is_not_acknowledged_comes_again_and_then_no_more() {
    let (mut serial, now) = line();
    serial.take(now, &data(1, b"abc"), Trouble::default());
    let first = serial.poll(now, Trouble::default()).unwrap();
    assert_eq!((first.sequence, first.data.as_slice()), (1, b"abc".as_slice()));
    for again in 1..=2 {
        assert_eq!(
            serial.poll(now + RETRY.interval * again, Trouble::default()),
            Some(first.clone())
        );
    }
    assert_eq!(serial.poll(now + RETRY.interval * 3, Trouble::default()), None, "given up");
}

#[test]
fn what_the_console_takes_in_part_comes_again() {
    let (mut serial, now) = line();
    serial.take(now, &data(1, b"abcdef"), Trouble::default());
    serial.poll(now, Trouble::default()).unwrap();
    serial.take(now, &ack(1, 4), Trouble::default());
    let rest = serial.poll(now, Trouble::default()).unwrap();
    assert_eq!((rest.sequence, rest.data.as_slice()), (2, b"ef".as_slice()));
}

#[test]
fn troubles_are_as_asked() {
    let (mut serial, now) = line();
    let off = Trouble { off: true, ..Trouble::default() };
    let refused = serial.take(now, &data(1, b"abc"), off).unwrap();
    assert_eq!((refused.accepted, refused.flags), (0, status::NACK | status::UNAVAILABLE));
    let half = Trouble { nack_every: 1, ..Trouble::default() };
    let refused = serial.take(now, &data(2, b"abc"), half).unwrap();
    assert_eq!((refused.accepted, refused.flags), (2, status::NACK));
    let overrun = Trouble { overrun_every: 1, ..Trouble::default() };
    assert_eq!(serial.poll(now, overrun).unwrap().flags, status::OVERRUN);
    let grow = Trouble { grow: true, ..Trouble::default() };
    serial.take(now, &data(3, b"xyz"), Trouble::default());
    assert_eq!(serial.poll(now + RETRY.interval, grow).unwrap().data, b"abxyz");
}

#[test]
fn a_machines_console_takes_what_there_is_room_for() {
    let (mut serial, now) = (Serial::new(Device::Echo, true), Instant::now());
    assert_eq!(serial.room(), 0, "nobody is there to see it");
    serial.activate(1, true, RETRY);
    assert!(serial.takes_characters(), "nobody has looked");
    serial.machine().unwrap().missing = true;
    let away = Trouble { off: !serial.takes_characters(), ..Trouble::default() };
    let answer = serial.take(now, &data(1, b"x"), away).unwrap();
    assert_eq!((answer.accepted, answer.flags), (0, status::NACK | status::UNAVAILABLE));
    serial.activate(1, true, RETRY);
    assert!(serial.takes_characters(), "another console, and nobody has looked");
    for sequence in 2..=6 {
        let answer = serial.take(now, &data(sequence, &[sequence; 200]), Trouble::default());
        assert_eq!(answer, Some(ack(sequence, 200)));
    }
    let answer = serial.take(now, &data(7, &[7; 200]), Trouble::default()).unwrap();
    assert_eq!((answer.accepted, answer.flags), (24, status::NACK), "1024 wait");
    assert_eq!(serial.poll(now, Trouble::default()), None, "nothing comes back by itself");
    let input: Vec<u8> = serial.machine().unwrap().input.drain(..).collect();
    assert_eq!((input.len(), input[0], input[1023]), (1024, 2, 7));
    let room = serial.room();
    serial.output(&vec![b'o'; room + 5]);
    assert_eq!(serial.room(), 0, "what comes all the same is lost");
    assert_eq!(serial.poll(now, Trouble::default()).unwrap().data, [b'o'; 200]);
    assert_eq!(serial.room(), 200);
}
