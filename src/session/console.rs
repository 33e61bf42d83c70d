//! Serial over LAN: a console in a session that is open (IPMI v2.0 §15.11).
//!
//! Each side has one packet under way and sends it again until it is acknowledged. Acknowledgements
//! go out at once, in packets of their own, and are never sent again by themselves.
//!
//! The first packet has no characters. A BMC may remember the last packet of the console before (so
//! does OpenIPMI's), and take the first of this one for a copy of it, whose characters it has.
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::wire::sol::{Packet, status};

/// How a console behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The most characters in a packet to the BMC, 1 to 255.
    pub most: usize,
    /// Packets are encrypted.
    pub encrypted: bool,
    /// How long the BMC may leave a packet without acknowledgement.
    pub patience: Duration,
}

/// What comes out of a console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A break from the serial side.
    Break,
    /// Characters, in order, each once.
    Data(Vec<u8>),
    /// The BMC has ended SOL.
    Inactive,
    /// The BMC says that characters from the serial side were lost.
    Overrun,
    /// A packet was not acknowledged within [`Settings::patience`].
    Silent,
    /// The BMC has taken characters: there is room for more.
    Taken,
}

/// A console.
#[derive(Debug)]
pub(super) struct Console {
    pub(super) settings: Settings,
    /// Characters that wait.
    waiting: VecDeque<u8>,
    /// The first packet has not been sent.
    opens: bool,
    /// Operations that wait: they go out with the next packet, alone.
    operations: VecDeque<u8>,
    sent: Option<Sent>,
    next_sequence: u8,
    /// Nothing is sent before: the BMC can't take characters.
    hold: Option<Instant>,
    refusals: u32,
    last: Option<Last>,
    trip: Trip,
    /// When the BMC last acknowledged something, or had nothing to acknowledge.
    alive: Instant,
}

/// The packet under way to the BMC.
#[derive(Debug)]
struct Sent {
    packet: Packet,
    /// The first of all: a BMC that leaves it without acknowledgement is not asked for long.
    opens: bool,
    first: Instant,
    again: Instant,
    wait: Duration,
    tries: u32,
}

/// The last packet of the BMC.
#[derive(Clone, Copy, Debug)]
struct Last {
    sequence: u8,
    len: usize,
    at: Instant,
}

/// Round trips of packets that were sent once.
#[derive(Clone, Copy, Debug, Default)]
struct Trip {
    smooth: Option<Duration>,
    spread: Duration,
}

impl Console {
    /// `opens`: the first packet has no characters. Intel's BMCs are not known to take that.
    pub(super) fn new(now: Instant, settings: Settings, opens: bool) -> Self {
        Self {
            settings: Settings { most: settings.most.clamp(1, Packet::MOST), ..settings },
            waiting: VecDeque::new(),
            opens,
            operations: VecDeque::new(),
            sent: None,
            next_sequence: 1,
            hold: None,
            refusals: 0,
            last: None,
            trip: Trip::default(),
            alive: now,
        }
    }

    /// Characters for the serial side.
    pub(super) fn write(&mut self, data: &[u8]) {
        self.waiting.extend(data);
    }

    /// An operation for the BMC; see [`crate::wire::sol::operation`].
    pub(super) fn operate(&mut self, flags: u8) {
        self.operations.push_back(flags);
    }

    /// A packet without characters, unless one is under way: the BMC has to acknowledge it.
    pub(super) fn keep_alive(&mut self) {
        if self.sent.is_none() && !self.has_work() {
            self.operations.push_back(0);
        }
    }

    /// How many characters the BMC has not taken yet.
    pub(super) fn pending(&self) -> usize {
        self.waiting.len() + self.sent.as_ref().map_or(0, |sent| sent.packet.data.len())
    }

    /// The characters that the BMC has not taken.
    pub(super) fn into_pending(self) -> Vec<u8> {
        let sent = self.sent.map(|sent| sent.packet.data).unwrap_or_default();
        sent.into_iter().chain(self.waiting).collect()
    }

    /// When [`Self::poll`] has something to do.
    pub(super) fn timeout(&self) -> Option<Instant> {
        match &self.sent {
            Some(sent) if sent.opens => Some(sent.again),
            Some(sent) => Some(sent.again.min(self.alive + self.settings.patience)),
            None if self.has_work() => self.hold,
            None => None,
        }
    }

    /// The next packet to send.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Packet> {
        let vain = |sent: &mut Sent| sent.opens && sent.tries >= OPENING_TRIES && now >= sent.again;
        self.sent.take_if(vain);
        if let Some(sent) = &mut self.sent {
            if now < sent.again {
                return None;
            }
            sent.tries += 1;
            sent.wait = (sent.wait * 2).min(MOST_WAIT);
            sent.again = now + sent.wait;
            return Some(sent.packet.clone());
        }
        let may = self.has_work() && self.hold.is_none_or(|until| now >= until);
        may.then(|| self.begin(now))
    }

    /// True when the BMC has kept silent for too long.
    pub(super) fn is_silent(&self, now: Instant) -> bool {
        self.sent.as_ref().is_some_and(|sent| !sent.opens)
            && now >= self.alive + self.settings.patience
    }

    /// Takes a packet of the BMC. Gives the acknowledgement to send.
    pub(super) fn on_packet(
        &mut self,
        now: Instant,
        packet: &Packet,
        outputs: &mut Vec<Output>,
    ) -> Option<Packet> {
        self.acknowledged(now, packet);
        let fresh = self.take(now, packet, outputs);
        for (bit, output) in [(status::BREAK, Output::Break), (status::OVERRUN, Output::Overrun)] {
            if packet.flags & bit != 0 && fresh {
                outputs.push(output);
            }
        }
        if packet.flags & status::INACTIVE != 0 {
            outputs.push(Output::Inactive);
        }
        let len = self.last.map_or(0, |last| last.len);
        let same = self.last.is_some_and(|last| last.sequence == packet.sequence);
        (packet.sequence != 0 && same).then(|| Packet {
            acknowledged: packet.sequence,
            accepted: u8::try_from(len).unwrap_or(u8::MAX),
            ..Packet::default()
        })
    }

    fn has_work(&self) -> bool {
        self.opens || !self.waiting.is_empty() || !self.operations.is_empty()
    }

    fn begin(&mut self, now: Instant) -> Packet {
        self.hold = None;
        let sequence = self.next_sequence;
        self.next_sequence = sequence % MOST_SEQUENCE + 1;
        let mut packet = Packet { sequence, ..Packet::default() };
        let opens = std::mem::take(&mut self.opens);
        if opens {
            // Neither characters nor an operation.
        } else if let Some(flags) = self.operations.pop_front() {
            packet.flags = flags;
        } else {
            let len = self.waiting.len().min(self.settings.most);
            packet.data = self.waiting.drain(..len).collect();
        }
        let wait = self.trip.wait();
        self.alive = now;
        let again = now + wait;
        self.sent = Some(Sent { packet: packet.clone(), opens, first: now, again, wait, tries: 1 });
        packet
    }

    /// What the packet says of ours.
    fn acknowledged(&mut self, now: Instant, packet: &Packet) {
        if packet.flags & status::UNAVAILABLE == 0 && packet.flags & status::NACK == 0 {
            self.hold = None;
        }
        let ours = |sent: &mut Sent| {
            packet.acknowledged != 0 && sent.packet.sequence == packet.acknowledged
        };
        let Some(sent) = self.sent.take_if(ours) else { return };
        self.alive = now;
        if sent.tries == 1 {
            self.trip.sample(now.duration_since(sent.first));
        }
        let taken = usize::from(packet.accepted).min(sent.packet.data.len());
        let left = sent.packet.data.get(taken..).unwrap_or_default();
        for byte in left.iter().rev() {
            self.waiting.push_front(*byte);
        }
        let refused = packet.flags & status::NACK != 0 || !left.is_empty();
        if !refused {
            self.refusals = 0;
        } else if taken == 0 || packet.flags & status::UNAVAILABLE != 0 {
            if sent.packet.flags != 0 {
                self.operations.push_front(sent.packet.flags);
            }
            let wait = REFUSED * 2_u32.pow(self.refusals.min(REFUSED_DOUBLES));
            self.hold = Some(now + wait);
            self.refusals += 1;
        }
    }

    /// Takes the characters that are new; false for a packet that came before.
    fn take(&mut self, now: Instant, packet: &Packet, outputs: &mut Vec<Output>) -> bool {
        let (sequence, len) = (packet.sequence, packet.data.len());
        if sequence == 0 {
            return true;
        }
        let known = match self.last {
            Some(last) if last.sequence == sequence => last.len,
            // A copy of an earlier packet that comes late.
            Some(last) if !last.may_precede(now, sequence) => return false,
            _ => 0,
        };
        let first = known == 0;
        // A BMC may put more characters into a packet that it sends again.
        if let Some(new) = packet.data.get(known..).filter(|new| !new.is_empty()) {
            outputs.push(Output::Data(new.to_vec()));
        }
        self.last = Some(Last { sequence, len: known.max(len), at: now });
        first
    }
}

impl Trip {
    fn sample(&mut self, trip: Duration) {
        match self.smooth {
            None => (self.smooth, self.spread) = (Some(trip), trip / 2),
            Some(smooth) => {
                self.spread = (self.spread * 3 + smooth.abs_diff(trip)) / 4;
                self.smooth = Some((smooth * 7 + trip) / 8);
            }
        }
    }

    /// How long to wait for an acknowledgement.
    fn wait(self) -> Duration {
        self.smooth
            .map_or(FIRST_WAIT, |smooth| smooth + self.spread * 4)
            .clamp(LEAST_WAIT, MOST_WAIT)
    }
}

impl Last {
    /// True when a packet with that number comes after this one: the next, or one further on where
    /// the BMC gave one up, which takes it some time.
    fn may_precede(self, now: Instant, sequence: u8) -> bool {
        let ahead = (MOST_SEQUENCE + sequence - self.sequence) % MOST_SEQUENCE;
        ahead == NEXT || now.duration_since(self.at) > GIVEN_UP
    }
}

const MOST_SEQUENCE: u8 = 15;
const NEXT: u8 = 1;
const GIVEN_UP: Duration = Duration::from_secs(2);
const OPENING_TRIES: u32 = 2;
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LEAST_WAIT: Duration = Duration::from_millis(50);
const MOST_WAIT: Duration = Duration::from_secs(1);
/// The wait after characters were not taken; it doubles so often.
const REFUSED: Duration = Duration::from_millis(50);
const REFUSED_DOUBLES: u32 = 4;

#[cfg(test)]
mod tests;
