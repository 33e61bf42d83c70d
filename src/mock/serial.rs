//! The BMC's end of serial over LAN (IPMI v2.0 §15): one console at a time, and what is on the
//! serial line.
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::terminal::{Device, Terminal};
use crate::wire::sol::{Packet, operation, status};

/// The payload instance.
#[derive(Debug)]
pub(super) struct Serial {
    device: Far,
    line: Option<Line>,
    /// Data packets of the console so far, for faults that strike some of them.
    count: u32,
}

/// What is at the serial line.
#[derive(Debug)]
enum Far {
    /// Something simulated.
    Terminal(Terminal),
    /// The console of a machine.
    Machine(Machine),
}

/// A machine's console, which somebody else reads and writes.
#[derive(Debug, Default)]
pub(super) struct Machine {
    /// It was found that it is not there.
    pub(super) missing: bool,
    /// Characters for it.
    pub(super) input: VecDeque<u8>,
}

/// A console that is attached.
#[derive(Debug)]
struct Line {
    session: u32,
    encrypted: bool,
    /// Characters from the serial side.
    output: VecDeque<u8>,
    sent: Option<Sent>,
    next_sequence: u8,
    /// The console's last packet, how its acknowledgement looked, and when it came.
    last: Option<(u8, Packet, Instant)>,
    retry: Retry,
}

#[derive(Debug)]
struct Sent {
    packet: Packet,
    again: Instant,
    left: u8,
}

/// How often and when an unacknowledged packet is sent again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Retry {
    pub(super) count: u8,
    pub(super) interval: Duration,
}

/// Why characters are not taken, and other faults of the line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trouble {
    /// Of every so many data packets one is taken in half.
    pub(super) nack_every: u32,
    /// Of every so many packets one says that characters were lost.
    pub(super) overrun_every: u32,
    /// Packets that are sent again have what came meanwhile at their end.
    pub(super) grow: bool,
    /// The system is off: nothing is taken.
    pub(super) off: bool,
}

impl Far {
    fn new(device: Device, hosted: bool) -> Self {
        if hosted {
            Self::Machine(Machine::default())
        } else {
            Self::Terminal(Terminal::new(device))
        }
    }
}

impl Serial {
    /// The serial side of a machine, or something simulated.
    pub(super) fn new(device: Device, hosted: bool) -> Self {
        Self { device: Far::new(device, hosted), line: None, count: 0 }
    }

    /// The machine's console, where there is one.
    pub(super) fn machine(&mut self) -> Option<&mut Machine> {
        if let Far::Machine(machine) = &mut self.device { Some(machine) } else { None }
    }

    /// False while a machine's console is not there. As long as nobody has looked, characters are
    /// kept for it: consoles are known that do not send again what was refused.
    pub(super) fn takes_characters(&self) -> bool {
        !matches!(&self.device, Far::Machine(machine) if machine.missing)
    }

    /// How many characters of a machine there is room for.
    pub(super) fn room(&self) -> usize {
        self.line.as_ref().map_or(0, |line| MOST_OUTPUT.saturating_sub(line.output.len()))
    }

    /// Takes characters of a machine.
    pub(super) fn output(&mut self, data: &[u8]) {
        let room = self.room();
        if let Some(line) = &mut self.line {
            line.output.extend(data.iter().take(room));
        }
    }

    /// Puts another device at the line.
    pub(super) fn replace(&mut self, device: Device, hosted: bool) {
        self.device = Far::new(device, hosted);
    }

    /// The session that has the console.
    pub(super) fn holder(&self) -> Option<u32> {
        self.line.as_ref().map(|line| line.session)
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.encrypted)
    }

    pub(super) fn activate(&mut self, session: u32, encrypted: bool, retry: Retry) {
        let output = match &mut self.device {
            Far::Terminal(terminal) => terminal.greet().into(),
            Far::Machine(machine) => {
                machine.input.clear();
                machine.missing = false;
                VecDeque::new()
            }
        };
        self.line = Some(Line {
            session,
            encrypted,
            output,
            sent: None,
            next_sequence: 1,
            last: None,
            retry,
        });
    }

    /// Ends the console; gives the packet that says so to its session.
    pub(super) fn deactivate(&mut self) -> Option<(u32, bool, Packet)> {
        let line = self.line.take()?;
        let packet = Packet { flags: status::INACTIVE, ..Packet::default() };
        Some((line.session, line.encrypted, packet))
    }

    /// The session has ended.
    pub(super) fn forget(&mut self) {
        self.line = None;
    }

    /// Takes a packet of the console; gives what to answer at once.
    pub(super) fn take(
        &mut self,
        now: Instant,
        packet: &Packet,
        trouble: Trouble,
    ) -> Option<Packet> {
        let line = self.line.as_mut()?;
        line.acknowledged(packet);
        if packet.sequence == 0 {
            return None;
        }
        match &line.last {
            Some((sequence, answer, _)) if *sequence == packet.sequence => {
                return Some(answer.clone());
            }
            // A copy that comes late; a console that has given a packet up is not that fast.
            Some((sequence, _, at))
                if next(*sequence) != packet.sequence
                    && now.saturating_duration_since(*at) < GIVEN_UP =>
            {
                return None;
            }
            _ => {}
        }
        self.count += 1;
        let room = match &self.device {
            _ if trouble.off => 0,
            Far::Terminal(terminal) => {
                MOST_OUTPUT.saturating_sub(line.output.len()) / terminal.expansion()
            }
            Far::Machine(machine) => MOST_INPUT.saturating_sub(machine.input.len()),
        };
        let mut taken = packet.data.len().min(room);
        let struck = trouble.nack_every != 0 && self.count.is_multiple_of(trouble.nack_every);
        if struck {
            taken = taken.min(packet.data.len().div_ceil(2));
        }
        let data = packet.data.get(..taken).unwrap_or_default();
        let breaks = packet.flags & operation::BREAK != 0 && !trouble.off;
        match &mut self.device {
            Far::Terminal(terminal) => {
                line.output.extend(terminal.input(data));
                if breaks {
                    line.output.extend(terminal.take_break());
                }
            }
            // A break has no way to it.
            Far::Machine(machine) => machine.input.extend(data),
        }
        if packet.flags & operation::FLUSH_INBOUND != 0 {
            line.output.clear();
        }
        let refused = taken < packet.data.len();
        let answer = Packet {
            acknowledged: packet.sequence,
            accepted: u8::try_from(taken).unwrap_or(u8::MAX),
            flags: if refused { status::NACK } else { 0 }
                | if trouble.off { status::UNAVAILABLE } else { 0 },
            ..Packet::default()
        };
        line.last = Some((packet.sequence, answer.clone(), now));
        Some(answer)
    }

    /// When a packet has to be sent again.
    pub(super) fn next(&self) -> Option<Instant> {
        Some(self.line.as_ref()?.sent.as_ref()?.again)
    }

    /// The next packet that is due.
    pub(super) fn poll(&mut self, now: Instant, trouble: Trouble) -> Option<Packet> {
        let line = self.line.as_mut()?;
        if let Some(sent) = &mut line.sent {
            if now < sent.again {
                return None;
            }
            if sent.left > 0 {
                sent.left -= 1;
                sent.again = now + line.retry.interval;
                if trouble.grow {
                    let room = MOST_IN_PACKET.saturating_sub(sent.packet.data.len());
                    let more = line.output.len().min(room);
                    sent.packet.data.extend(line.output.drain(..more));
                }
                return Some(sent.packet.clone());
            }
            line.sent = None;
        }
        let len = line.output.len().min(MOST_IN_PACKET);
        if len == 0 {
            return None;
        }
        let sequence = line.next_sequence;
        line.next_sequence = next(sequence);
        self.count += 1;
        let struck = trouble.overrun_every != 0 && self.count.is_multiple_of(trouble.overrun_every);
        let flags = if struck { status::OVERRUN } else { 0 };
        let data = line.output.drain(..len).collect();
        let packet = Packet { sequence, flags, data, ..Packet::default() };
        let again = now + line.retry.interval;
        line.sent = Some(Sent { packet: packet.clone(), again, left: line.retry.count });
        Some(packet)
    }
}

impl Line {
    /// What the console says of the packet under way.
    fn acknowledged(&mut self, packet: &Packet) {
        let ours = |sent: &mut Sent| {
            packet.acknowledged != 0 && sent.packet.sequence == packet.acknowledged
        };
        let Some(sent) = self.sent.take_if(ours) else { return };
        let left = sent.packet.data.get(usize::from(packet.accepted)..).unwrap_or_default();
        for byte in left.iter().rev() {
            self.output.push_front(*byte);
        }
    }
}

/// The number after `sequence`: 1 to 15.
fn next(sequence: u8) -> u8 {
    sequence % 15 + 1
}

/// A packet that is not the next one counts after that time only.
const GIVEN_UP: Duration = Duration::from_secs(2);
/// Characters of the serial side that wait at the most; then the console's are refused.
const MOST_OUTPUT: usize = 4096;
/// Characters for a machine that wait at the most.
const MOST_INPUT: usize = 1024;
/// Outbound payload size, less the header.
pub(super) const MOST_IN_PACKET: usize = 200;
