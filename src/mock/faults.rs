//! Things that go wrong, for tests of a client. `docs/mock-bmc.md` lists how each is written.
use std::str::FromStr;
use std::time::Duration;

use super::seen::Kind;
use crate::wire::rakp::Status;

/// One thing that goes wrong. Several can be on at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Loses datagrams each way, in percent.
    Drop(u8),
    /// Loses received datagrams, in percent.
    DropIn(u8),
    /// Loses sent datagrams, in percent.
    DropOut(u8),
    /// Loses the first so many packets of a kind.
    DropFirst(Kind, u32),
    /// Loses the first so many requests of a command: they are not executed.
    LoseRequest(Which, Times),
    /// Executes the command, and loses the answer.
    Silent(Which, Times),
    /// Sends every answer later.
    Delay(Duration),
    /// Sends packets of a kind later.
    Slow(Kind, Duration),
    /// Sends every answer so many times.
    Duplicate(u8),
    /// Sends the answer before once more, before each answer.
    Replay,
    /// Sends every second answer later, so that the next overtakes it.
    Reorder(Duration),
    /// Cuts so many bytes off the end of every answer in a session.
    Truncate(u8),
    /// Holds an answer back, and sends it with the next one in one datagram.
    Merge(Duration),
    /// Holds an answer in a session back, and puts its message and the next one's into one
    /// packet. All checksums are right then (IPMB checksums add up to zero).
    MergeMessages(Duration),
    /// One request is in work for that long; those that come meanwhile get lost.
    Serial(Duration),
    /// Requests are in work for that long, one after the other; the second of
    /// those that come at the same time gets lost.
    DropSecond(Duration),
    /// As before, but the answer of a request that had to wait lacks so many bytes at its end,
    /// with checksums and codes that fit.
    CutSecond(Duration, u8),
    /// Handshake answers carry another message tag.
    WrongTag,
    /// Handshake errors carry tag 0 and session ID 0, as OpenBMC's do.
    ZeroErrors,
    /// The key exchange code of RAKP 2 is wrong.
    WrongRakp2,
    /// The integrity check value of RAKP 4 is wrong.
    WrongRakp4,
    /// The auth code of packets is wrong.
    WrongCode,
    /// Packets of an authenticated session come without auth code.
    Unauthenticated,
    /// Packets of an encrypted session come in clear.
    Unencrypted,
    /// Answers with a completion code, and does not execute the command.
    Completion(Which, u8, Times),
    /// Opens every session with that suite, whatever was asked.
    ForceSuite(u8),
    /// Four bytes of integrity pad where none is needed.
    Pad4,
    /// Sixteen bytes of AES pad where none is needed.
    AesPad16,
    /// Session sequence numbers go up by that much.
    Gap(u32),
    /// The second checksum of messages is wrong.
    BadChecksum,
    /// A request that comes twice is answered with `0xcf`.
    DuplicateCode,
    /// Answers Open Session for a suite with a status.
    RefuseSuite(u8, Status),
    /// Refuses every session for want of resources.
    NoSlots,
    /// Is not heard of any more once another IP address was written.
    Moves,
    /// Get Channel Cipher Suites leaves out algorithms that are "none".
    ShortRecords,
    /// Get Channel Cipher Suites is not answered.
    NoCipherSuites,
    /// Of every so many packets of the console's one is taken in half.
    SolNack(u32),
    /// Of every so many packets to the console one says that characters were lost.
    SolOverrun(u32),
    /// Packets to the console that are sent again have what came meanwhile at their end.
    SolGrow,
}

/// The command that a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// Network function.
    pub netfn: u8,
    /// Command.
    pub cmd: u8,
}

/// How often a fault happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// That often, then no more.
    First(u32),
    /// Each time.
    Always,
}

/// A fault that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// No such fault.
    #[error("no such fault")]
    Name,
    /// What comes after the name is missing or wrong.
    #[error("wrong value for this fault")]
    Value,
}

impl FromStr for Fault {
    type Err = ParseError;

    /// Reads `name` or `name=value`, where a value has parts with `:` between them.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let mut parts = Parts(value.split(':'));
        let fault = match name {
            "drop" => Self::Drop(parts.number()?),
            "drop-in" => Self::DropIn(parts.number()?),
            "drop-out" => Self::DropOut(parts.number()?),
            "drop-first" => Self::DropFirst(parts.kind()?, parts.number()?),
            "lose-request" => Self::LoseRequest(parts.which()?, parts.times()?),
            "silent" => Self::Silent(parts.which()?, parts.times()?),
            "delay" => Self::Delay(parts.millis()?),
            "slow" => Self::Slow(parts.kind()?, parts.millis()?),
            "duplicate" => Self::Duplicate(parts.number::<u8>()?.clamp(1, MAX_COPIES)),
            "replay" => Self::Replay,
            "reorder" => Self::Reorder(parts.millis()?),
            "truncate" => Self::Truncate(parts.number()?),
            "merge" => Self::Merge(parts.millis()?),
            "merge-messages" => Self::MergeMessages(parts.millis()?),
            "serial" => Self::Serial(parts.millis()?),
            "drop-second" => Self::DropSecond(parts.millis()?),
            "cut-second" => Self::CutSecond(parts.millis()?, parts.number()?),
            "wrong-tag" => Self::WrongTag,
            "zero-errors" => Self::ZeroErrors,
            "wrong-rakp2" => Self::WrongRakp2,
            "wrong-rakp4" => Self::WrongRakp4,
            "wrong-code" => Self::WrongCode,
            "unauthenticated" => Self::Unauthenticated,
            "unencrypted" => Self::Unencrypted,
            "completion" => Self::Completion(parts.which()?, parts.hex()?, parts.times()?),
            "force-suite" => Self::ForceSuite(parts.number()?),
            "pad4" => Self::Pad4,
            "aes-pad16" => Self::AesPad16,
            "gap" => Self::Gap(parts.number()?),
            "bad-checksum" => Self::BadChecksum,
            "duplicate-code" => Self::DuplicateCode,
            "refuse" => Self::RefuseSuite(parts.number()?, Status(parts.hex()?)),
            "no-slots" => Self::NoSlots,
            "moves" => Self::Moves,
            "short-records" => Self::ShortRecords,
            "no-cipher-suites" => Self::NoCipherSuites,
            "sol-nack" => Self::SolNack(parts.number()?),
            "sol-overrun" => Self::SolOverrun(parts.number()?),
            "sol-grow" => Self::SolGrow,
            _ => return Err(ParseError::Name),
        };
        let left = parts.0.next().is_some_and(|rest| !rest.is_empty());
        if left { Err(ParseError::Value) } else { Ok(fault) }
    }
}

struct Parts<'a>(std::str::Split<'a, char>);

impl Parts<'_> {
    fn number<T: FromStr>(&mut self) -> Result<T, ParseError> {
        self.0.next().and_then(|text| text.parse().ok()).ok_or(ParseError::Value)
    }

    fn hex(&mut self) -> Result<u8, ParseError> {
        let text = self.0.next().ok_or(ParseError::Value)?;
        hex_byte(text)
    }

    fn millis(&mut self) -> Result<Duration, ParseError> {
        self.number::<u32>().map(|ms| Duration::from_millis(ms.into()))
    }

    fn kind(&mut self) -> Result<Kind, ParseError> {
        let text = self.0.next().ok_or(ParseError::Value)?;
        Kind::ALL.into_iter().find(|kind| kind.name() == text).ok_or(ParseError::Value)
    }

    fn which(&mut self) -> Result<Which, ParseError> {
        let text = self.0.next().ok_or(ParseError::Value)?;
        let (netfn, cmd) = text.split_once('.').ok_or(ParseError::Value)?;
        Ok(Which { netfn: hex_byte(netfn)?, cmd: hex_byte(cmd)? })
    }

    fn times(&mut self) -> Result<Times, ParseError> {
        match self.0.next() {
            None | Some("") => Ok(Times::Always),
            Some(text) => text.parse().map(Times::First).map_err(|_| ParseError::Value),
        }
    }
}

fn hex_byte(text: &str) -> Result<u8, ParseError> {
    u8::from_str_radix(text.trim_start_matches("0x"), 16).map_err(|_| ParseError::Value)
}

/// The faults of a running BMC, with what is left of those that end.
#[derive(Debug)]
pub(super) struct Faults {
    active: Vec<(Fault, u32)>,
    chance: u64,
}

impl Faults {
    /// `seed` decides which datagrams get lost.
    pub(super) fn new(faults: &[Fault], seed: u64) -> Self {
        let mut new = Self { active: Vec::new(), chance: seed | 1 };
        new.set(faults);
        new
    }

    /// Puts other faults in place of all.
    pub(super) fn set(&mut self, faults: &[Fault]) {
        self.active = faults.iter().map(|fault| (fault.clone(), left(fault))).collect();
    }

    /// True when a fault without values is on.
    pub(super) fn has(&self, fault: &Fault) -> bool {
        self.active.iter().any(|(active, _)| active == fault)
    }

    /// The first value that `pick` finds in the faults.
    pub(super) fn find<T>(&self, pick: impl Fn(&Fault) -> Option<T>) -> Option<T> {
        self.active.iter().find_map(|(fault, _)| pick(fault))
    }

    /// Like [`Self::find`] for faults that happen some times, and counts this one.
    pub(super) fn use_up<T>(&mut self, pick: impl Fn(&Fault) -> Option<T>) -> Option<T> {
        self.active.iter_mut().filter(|(_, left)| *left > 0).find_map(|(fault, left)| {
            let found = pick(fault)?;
            if *left != u32::MAX {
                *left -= 1;
            }
            Some(found)
        })
    }

    /// True in `percent` of the calls.
    pub(super) fn strikes(&mut self, percent: u8) -> bool {
        // xorshift64: the same seed loses the same datagrams again.
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        (self.chance >> 16) % 100 < u64::from(percent)
    }
}

fn left(fault: &Fault) -> u32 {
    match fault {
        Fault::DropFirst(_, n)
        | Fault::LoseRequest(_, Times::First(n))
        | Fault::Silent(_, Times::First(n))
        | Fault::Completion(_, _, Times::First(n)) => *n,
        _ => u32::MAX,
    }
}

const MAX_COPIES: u8 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_from_text() {
        let which = Which { netfn: 0x00, cmd: 0x02 };
        let ms = Duration::from_millis;
        let cases = [
            ("drop-in=20", Fault::DropIn(20)),
            ("drop-first=rakp2:3", Fault::DropFirst(Kind::Rakp2, 3)),
            ("silent=00.02:1", Fault::Silent(which, Times::First(1))),
            ("lose-request=0.2", Fault::LoseRequest(which, Times::Always)),
            ("slow=rakp2:1800", Fault::Slow(Kind::Rakp2, ms(1800))),
            ("completion=00.02:c0:2", Fault::Completion(which, 0xc0, Times::First(2))),
            ("completion=0x00.0x02:0xc0", Fault::Completion(which, 0xc0, Times::Always)),
            ("refuse=17:01", Fault::RefuseSuite(17, Status::NO_RESOURCES)),
            ("replay", Fault::Replay),
        ];
        for (text, fault) in cases {
            assert_eq!(text.parse(), Ok(fault), "{text}");
        }
        assert_eq!("nonsense".parse::<Fault>(), Err(ParseError::Name));
        for text in ["drop-in", "drop-in=x", "silent=00", "slow=mail:1", "replay=1", "gap=1:2"] {
            assert_eq!(text.parse::<Fault>(), Err(ParseError::Value), "{text}");
        }
    }

    #[test]
    fn a_fault_that_is_used_up_is_gone() {
        let mut faults = Faults::new(&["drop-first=rakp2:2".parse().unwrap()], 1);
        let pick = |fault: &Fault| matches!(fault, Fault::DropFirst(Kind::Rakp2, _)).then_some(());
        assert_eq!(faults.use_up(pick), Some(()));
        assert_eq!(faults.use_up(pick), Some(()));
        assert_eq!(faults.use_up(pick), None);
    }

    #[test]
    fn loss_is_as_often_as_asked() {
        let mut faults = Faults::new(&[], 7);
        let lost = (0..10_000).filter(|_| faults.strikes(20)).count();
        assert!((1_800..2_200).contains(&lost), "{lost}");
    }
}
