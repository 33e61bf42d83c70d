use super::*;
use crate::wire::sol::operation;

const MS: Duration = Duration::from_millis(1);
const SETTINGS: Settings =
    Settings { most: 20, encrypted: true, patience: Duration::from_secs(30) };

struct Bench {
    now: Instant,
    console: Console,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Self::unopened();
        assert_eq!(bench.poll(), Some(OPENING));
        bench.ack(1, 0, 0);
        // The tests count from 1.
        bench.console.next_sequence = 1;
        bench
    }

    fn unopened() -> Self {
        let now = Instant::now();
        Self { now, console: Console::new(now, SETTINGS, true) }
    }

    fn poll(&mut self) -> Option<Packet> {
        self.console.poll(self.now)
    }

    fn takes(&mut self, packet: &Packet) -> (Option<Packet>, Vec<Output>) {
        let mut outputs = Vec::new();
        let answer = self.console.on_packet(self.now, packet, &mut outputs);
        (answer, outputs)
    }

    /// The BMC sends characters.
    fn data(&mut self, sequence: u8, data: &[u8]) -> (Option<Packet>, Vec<Output>) {
        self.takes(&Packet { sequence, data: data.to_vec(), ..Packet::default() })
    }

    /// The BMC acknowledges.
    fn ack(&mut self, acknowledged: u8, accepted: u8, flags: u8) -> Vec<Output> {
        self.takes(&Packet { acknowledged, accepted, flags, ..Packet::default() }).1
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
    }
}

const OPENING: Packet =
    Packet { sequence: 1, acknowledged: 0, accepted: 0, flags: 0, data: Vec::new() };

fn text(data: &[u8]) -> Vec<Output> {
    vec![Output::Data(data.to_vec())]
}

#[test]
fn characters_leave_in_packets_one_after_the_other() {
    let mut bench = Bench::new();
    bench.console.write(b"0123456789abcdefghijKLMNO");
    let first = bench.poll().unwrap();
    assert_eq!((first.sequence, first.data.as_slice()), (1, b"0123456789abcdefghij".as_slice()));
    assert_eq!((bench.poll(), bench.console.pending()), (None, 25));
    assert_eq!(bench.ack(2, 20, 0), []);
    assert_eq!(bench.poll(), None, "an acknowledgement of another packet");
    bench.ack(1, 20, 0);
    let second = bench.poll().unwrap();
    assert_eq!((second.sequence, second.data.as_slice()), (2, b"KLMNO".as_slice()));
    bench.ack(2, 5, 0);
    assert_eq!((bench.poll(), bench.console.pending(), bench.console.timeout()), (None, 0, None));
    for sequence in (3..=15).chain(1..=2) {
        bench.console.write(b"x");
        assert_eq!(bench.poll().unwrap().sequence, sequence);
        bench.ack(sequence, 1, 0);
    }
}

#[test]
fn the_first_packet_has_no_characters_and_is_not_insisted_on() {
    let mut bench = Bench::unopened();
    bench.console.write(b"x");
    bench.console.operate(operation::BREAK);
    assert_eq!(bench.poll(), Some(OPENING));
    assert_eq!(bench.console.pending(), 1);
    bench.now = bench.console.timeout().unwrap();
    assert_eq!(bench.poll(), Some(OPENING));
    bench.now = bench.console.timeout().unwrap();
    let next = bench.poll().unwrap();
    assert_eq!((next.sequence, next.flags), (2, operation::BREAK));
    let mut patient = Bench::unopened();
    patient.poll();
    patient.pass(SETTINGS.patience);
    assert!(!patient.console.is_silent(patient.now));
}

#[test]
fn a_packet_that_is_not_acknowledged_comes_again_and_one_day_the_console_is_silent() {
    let mut bench = Bench::new();
    bench.console.write(b"x");
    let first = bench.poll().unwrap();
    let mut copies = 0;
    while !bench.console.is_silent(bench.now) {
        let due = bench.console.timeout().unwrap();
        assert!(due > bench.now);
        bench.now = due;
        if let Some(copy) = bench.poll() {
            assert_eq!(copy, first);
            copies += 1;
        }
    }
    assert!((25..40).contains(&copies), "{copies}");
}

#[test]
fn what_is_not_taken_comes_again_in_a_new_packet() {
    let mut bench = Bench::new();
    bench.console.write(b"0123456789");
    bench.poll().unwrap();
    bench.ack(1, 4, 0);
    let rest = bench.poll().unwrap();
    assert_eq!((rest.sequence, rest.data.as_slice()), (2, b"456789".as_slice()));
    // More than was sent is all of it.
    bench.ack(2, 200, 0);
    assert_eq!(bench.console.pending(), 0);
}

#[test]
fn a_bmc_that_takes_nothing_is_asked_again_later_or_when_it_says_so() {
    let mut bench = Bench::new();
    bench.console.write(b"abc");
    bench.poll().unwrap();
    bench.ack(1, 0, status::NACK | status::UNAVAILABLE);
    assert_eq!(bench.poll(), None);
    bench.now = bench.console.timeout().unwrap();
    assert_eq!(bench.poll().unwrap().data, b"abc");
    bench.ack(2, 1, status::NACK | status::UNAVAILABLE);
    assert_eq!(bench.poll(), None);
    bench.takes(&Packet::default());
    let rest = bench.poll().unwrap();
    assert_eq!((rest.sequence, rest.data.as_slice()), (3, b"bc".as_slice()));
    // It may refuse for as long as it wants: it is there.
    for _ in 0..100 {
        let under_way = bench.console.sent.as_ref().unwrap().packet.sequence;
        bench.ack(under_way, 0, status::NACK);
        bench.now = bench.console.timeout().unwrap();
        assert!(!bench.console.is_silent(bench.now));
        assert_eq!(bench.poll().unwrap().data, b"bc");
    }
}

#[test]
fn a_refused_break_comes_again_before_characters() {
    let mut bench = Bench::new();
    bench.console.write(b"a");
    bench.console.operate(operation::BREAK);
    let first = bench.poll().unwrap();
    assert_eq!((first.flags, first.data.as_slice()), (operation::BREAK, b"".as_slice()));
    bench.ack(1, 0, status::NACK);
    bench.pass(100 * MS);
    assert_eq!(bench.poll().unwrap().flags, operation::BREAK);
    bench.ack(2, 0, 0);
    assert_eq!(bench.poll().unwrap().data, b"a");
}

#[test]
fn characters_come_out_once_and_are_acknowledged_each_time() {
    let mut bench = Bench::new();
    let ack =
        |sequence, accepted| Some(Packet { acknowledged: sequence, accepted, ..Packet::default() });
    assert_eq!(bench.data(9, b"abc"), (ack(9, 3), text(b"abc")));
    assert_eq!(bench.data(9, b"abc"), (ack(9, 3), vec![]));
    // More came while it was sent again.
    assert_eq!(bench.data(9, b"abcde"), (ack(9, 5), text(b"de")));
    assert_eq!(bench.data(9, b"abc"), (ack(9, 5), vec![]), "a late copy of the first");
    assert_eq!(bench.data(10, b"f"), (ack(10, 1), text(b"f")));
    assert_eq!(bench.data(9, b"abcde"), (None, vec![]), "a late copy of the one before");
    assert_eq!(bench.data(12, b"old"), (None, vec![]), "a copy of long ago");
    bench.pass(Duration::from_secs(3));
    assert_eq!(bench.data(12, b"g"), (ack(12, 1), text(b"g")), "the BMC gave 11 up");
    assert_eq!(bench.data(0, b"zzz").1, [], "no sequence, no characters");
}

#[test]
fn states_of_the_bmc_are_told() {
    let mut bench = Bench::new();
    let packet = Packet {
        sequence: 1,
        flags: status::BREAK | status::OVERRUN,
        data: b"x".to_vec(),
        ..Packet::default()
    };
    let want = [Output::Data(b"x".to_vec()), Output::Break, Output::Overrun];
    assert_eq!(bench.takes(&packet).1, want);
    assert_eq!(bench.takes(&packet).1, [], "told once");
    assert_eq!(bench.ack(0, 0, status::INACTIVE), [Output::Inactive]);
}

#[test]
fn keep_alive_is_a_packet_without_characters_unless_others_are_under_way() {
    let mut bench = Bench::new();
    bench.console.keep_alive();
    bench.console.keep_alive();
    let packet = bench.poll().unwrap();
    assert_eq!((packet.sequence, packet.flags, packet.data.len()), (1, 0, 0));
    bench.console.keep_alive();
    bench.ack(1, 0, 0);
    assert_eq!(bench.poll(), None);
}

/// A serial line that gives back what it gets, behind a BMC that takes a part of most packets, and
/// a network that loses, doubles and reorders.
struct Echo {
    last: Option<(u8, u8)>,
    line: VecDeque<u8>,
    sent: Option<(Packet, Instant)>,
    next: u8,
    dice: u64,
}

impl Echo {
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.dice >> 33) % sides
    }

    fn on_packet(&mut self, packet: &Packet) -> Option<Packet> {
        if self.sent.as_ref().is_some_and(|(sent, _)| sent.sequence == packet.acknowledged) {
            self.sent = None;
        }
        if packet.sequence == 0 {
            return None;
        }
        let accepted = match self.last {
            Some((sequence, accepted)) if sequence == packet.sequence => accepted,
            Some((sequence, _)) if sequence % 15 + 1 != packet.sequence => return None,
            _ => {
                let most = u64::try_from(packet.data.len()).unwrap();
                let taken = if self.roll(4) == 0 { self.roll(most + 1) } else { most };
                let len = usize::try_from(taken).unwrap();
                self.line.extend(&packet.data[..len]);
                u8::try_from(taken).unwrap()
            }
        };
        self.last = Some((packet.sequence, accepted));
        let flags = if usize::from(accepted) < packet.data.len() { status::NACK } else { 0 };
        Some(Packet { acknowledged: packet.sequence, accepted, flags, ..Packet::default() })
    }

    fn poll(&mut self, now: Instant) -> Option<Packet> {
        if let Some((sent, again)) = &mut self.sent {
            let due = now >= *again;
            if due {
                *again = now + 100 * MS;
            }
            return due.then(|| sent.clone());
        }
        let len = self.line.len().min(16);
        if len == 0 {
            return None;
        }
        let packet = Packet {
            sequence: self.next,
            data: self.line.drain(..len).collect(),
            ..Packet::default()
        };
        self.next = self.next % 15 + 1;
        self.sent = Some((packet.clone(), now + 100 * MS));
        Some(packet)
    }
}

fn echoes(seed: u64) {
    let mut bench = Bench::new();
    let mut echo =
        Echo { last: None, line: VecDeque::new(), sent: None, next: 1, dice: seed * 77 + 1 };
    let text: Vec<u8> = (0..4000_u32).map(|at| (at * 31 % 251).to_le_bytes()[0]).collect();
    bench.console.write(&text);
    let mut back = Vec::new();
    // When, to the BMC or from it, and what.
    let mut wire: Vec<(Instant, bool, Packet)> = Vec::new();
    let end = bench.now + Duration::from_secs(3600);
    while back.len() < text.len() {
        assert!(bench.now < end, "seed {seed}: {} of {}", back.len(), text.len());
        let mut out = Vec::new();
        out.extend(bench.poll().map(|packet| (true, packet)));
        out.extend(echo.poll(bench.now).map(|packet| (false, packet)));
        wire.sort_by_key(|(at, ..)| *at);
        if wire.first().is_some_and(|(at, ..)| *at <= bench.now) {
            let (_, up, packet) = wire.remove(0);
            if up {
                out.extend(echo.on_packet(&packet).map(|packet| (false, packet)));
            } else {
                let (answer, outputs) = bench.takes(&packet);
                out.extend(answer.map(|packet| (true, packet)));
                for output in outputs {
                    let Output::Data(data) = output else { panic!("{output:?}") };
                    back.extend(data);
                }
            }
        } else if out.is_empty() {
            bench.pass(MS);
        }
        for (up, packet) in out {
            if echo.roll(10) == 0 {
                continue;
            }
            for _ in 0..=u8::from(echo.roll(10) == 0) {
                let late = if echo.roll(10) == 0 { 20 } else { 1 };
                wire.push((bench.now + late * MS, up, packet.clone()));
            }
        }
    }
    assert_eq!(back, text, "seed {seed}");
}

#[test]
fn a_bad_network_neither_loses_nor_doubles_characters() {
    for seed in 0..40 {
        echoes(seed);
    }
}
