//! Datagrams on their way out, and the faults that befall them there.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::faults::{Fault, Faults};
use super::seen::Kind;

/// Datagrams that wait until they are due.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    queue: Vec<Entry>,
    pushed: u64,
    previous: Option<(SocketAddr, Vec<u8>)>,
}

#[derive(Debug)]
struct Entry {
    due: Instant,
    order: u64,
    to: SocketAddr,
    bytes: Vec<u8>,
    /// Waits for another to be merged with.
    open: bool,
}

impl Outbox {
    /// Puts a datagram in, unless a fault loses it.
    pub(super) fn push(
        &mut self,
        now: Instant,
        kind: Kind,
        to: SocketAddr,
        mut bytes: Vec<u8>,
        faults: &mut Faults,
    ) {
        let lost = faults.use_up(|fault| match fault {
            Fault::DropFirst(k, _) if *k == kind => Some(()),
            _ => None,
        });
        let percent = faults.find(|fault| match fault {
            Fault::Drop(percent) | Fault::DropOut(percent) => Some(*percent),
            _ => None,
        });
        if lost.is_some() || percent.is_some_and(|percent| faults.strikes(percent)) {
            return;
        }
        let cut = faults.find(|fault| match fault {
            Fault::Truncate(n) if kind == Kind::Answer => Some(usize::from(*n)),
            _ => None,
        });
        bytes.truncate(bytes.len().saturating_sub(cut.unwrap_or(0)));
        if faults.has(&Fault::Replay) {
            if let Some((to, before)) = self.previous.clone() {
                self.insert(now, to, before, false);
            }
            self.previous = Some((to, bytes.clone()));
        }
        let due = now + self.delay(kind, faults);
        let hold = faults.find(|f| if let Fault::Merge(time) = f { Some(*time) } else { None });
        if let (Some(hold), Kind::Answer) = (hold, kind) {
            if let Some(first) = self.queue.iter_mut().find(|entry| entry.open && entry.to == to) {
                first.bytes.extend(bytes);
                (first.open, first.due) = (false, now);
            } else {
                self.insert(due + hold, to, bytes, true);
            }
            return;
        }
        let copies = faults.find(|f| if let Fault::Duplicate(n) = f { Some(*n) } else { None });
        for _ in 0..copies.unwrap_or(1) {
            self.insert(due, to, bytes.clone(), false);
        }
    }

    /// The next datagram that is due.
    pub(super) fn take(&mut self, now: Instant) -> Option<(SocketAddr, Vec<u8>)> {
        let due = self.queue.iter().enumerate().filter(|(_, entry)| entry.due <= now);
        let (place, _) = due.min_by_key(|(_, entry)| (entry.due, entry.order))?;
        let entry = self.queue.remove(place);
        Some((entry.to, entry.bytes))
    }

    /// Loses all.
    pub(super) fn clear(&mut self) {
        self.queue.clear();
    }

    /// When the next datagram is due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.queue.iter().map(|entry| entry.due).min()
    }

    fn delay(&self, kind: Kind, faults: &Faults) -> Duration {
        let delay = faults.find(|f| if let Fault::Delay(time) = f { Some(*time) } else { None });
        let slow = faults.find(|fault| match fault {
            Fault::Slow(k, time) if *k == kind => Some(*time),
            _ => None,
        });
        let second = self.pushed.is_multiple_of(2);
        let reorder = faults.find(|fault| match fault {
            Fault::Reorder(time) if second => Some(*time),
            _ => None,
        });
        [delay, slow, reorder].into_iter().flatten().sum()
    }

    fn insert(&mut self, due: Instant, to: SocketAddr, bytes: Vec<u8>, open: bool) {
        self.pushed += 1;
        if self.queue.len() < MAX_QUEUE {
            self.queue.push(Entry { due, order: self.pushed, to, bytes, open });
        }
    }
}

const MAX_QUEUE: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn run(fault: &str, datagrams: &[&[u8]]) -> Vec<(u128, Vec<u8>)> {
        let start = Instant::now();
        let to = SocketAddr::from(([127, 0, 0, 1], 1));
        let mut faults = Faults::new(&[fault.parse().unwrap()], 1);
        let mut outbox = Outbox::default();
        for bytes in datagrams {
            outbox.push(start, Kind::Answer, to, bytes.to_vec(), &mut faults);
        }
        let mut out = Vec::new();
        while let Some(due) = outbox.next() {
            let (_, bytes) = outbox.take(due).unwrap();
            out.push(((due - start).as_millis(), bytes));
        }
        out
    }

    #[test]
    fn each_fault_does_what_it_says() {
        let (a, b) = (b"first".to_vec(), b"second".to_vec());
        let both: [&[u8]; 2] = [&a, &b];
        let at = |ms, bytes: &[u8]| (ms, bytes.to_vec());
        assert_eq!(run("delay=50", &both), [at(50, &a), at(50, &b)]);
        assert_eq!(run("duplicate=2", &both[..1]), [at(0, &a), at(0, &a)]);
        assert_eq!(run("replay", &both), [at(0, &a), at(0, &a), at(0, &b)]);
        assert_eq!(run("reorder=30", &both), [at(0, &b), at(30, &a)]);
        assert_eq!(run("truncate=2", &both), [at(0, b"fir"), at(0, b"seco")]);
        assert_eq!(run("merge=40", &both), [at(0, b"firstsecond")]);
        assert_eq!(run("merge=40", &both[..1]), [at(40, &a)]);
        assert_eq!(run("drop-first=answer:1", &both), [at(0, &b)]);
        assert_eq!(run("drop-out=100", &both), []);
        assert_eq!(run("slow=rakp2:50", &both[..1]), [at(0, &a)]);
    }
}
