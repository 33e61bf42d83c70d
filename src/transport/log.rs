//! Walks over the system event log (IPMI v2.0 §31.5).
use std::collections::{HashSet, VecDeque};

use super::{Client, Request, Target, reads};
use crate::cmd::storage::sel::{GetSelEntry, SelEntry};
use crate::error::Error;

/// A walk over entries, in the order of the log's chain.
#[derive(Clone, Debug)]
pub struct LogWalk {
    next: u16,
    /// The entry before.
    last: Option<u16>,
    seen: HashSet<u16>,
    most: usize,
    /// Entries that were read ahead and have their place in the chain.
    ready: VecDeque<Vec<u8>>,
    /// How many entries to read ahead.
    ahead: usize,
    complaint: Option<&'static str>,
}

impl LogWalk {
    /// Begins at an entry, 0 for the first, of a log with about `count` entries.
    pub fn new(from: u16, count: u16) -> Self {
        Self {
            next: from,
            last: None,
            seen: HashSet::new(),
            most: usize::from(count) + MOST_MORE,
            ready: VecDeque::new(),
            ahead: 0,
            complaint: None,
        }
    }

    /// The next entry as it came: whatever the BMC gives, at most [`MOST_BYTES`]. `None` after the
    /// last.
    ///
    /// # Errors
    /// Those of [`Client::send`]. The walk is over after one.
    pub async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        if let Some(entry) = self.ready.pop_front() {
            return Ok(Some(entry));
        }
        if self.next == LAST {
            return Ok(None);
        }
        if client.window > 1 && self.last.is_some() {
            self.read_ahead(client).await;
            if let Some(entry) = self.ready.pop_front() {
                return Ok(Some(entry));
            }
        }
        let id = self.next;
        self.next = LAST;
        let SelEntry { next, record } = client.send(&GetSelEntry(id)).await?;
        self.advance(id, &record, next);
        Ok(Some(cut(record)))
    }

    /// ID of the entry that comes next; `0xffff` when there is none. Without a meaning while
    /// entries that were read ahead are left.
    pub fn position(&self) -> u16 {
        self.next
    }

    /// What was wrong with the chain, where something was.
    pub fn complaint(&self) -> Option<&'static str> {
        self.complaint
    }

    /// Goes on from an entry to its successor, unless the chain goes round in circles.
    fn advance(&mut self, id: u16, record: &[u8], next: u16) {
        self.seen.insert(id);
        self.last = Some(id);
        if let (0, Some([low, high])) = (id, record.first_chunk::<2>()) {
            // The first entry was asked for as 0, and has an ID of its own.
            let own = u16::from_le_bytes([*low, *high]);
            self.seen.insert(own);
            self.last = Some(own);
        }
        self.next = next;
        if next != LAST && (self.seen.contains(&next) || self.seen.len() > self.most) {
            self.complaint = Some("The chain of log entries has no end");
            self.next = LAST;
        }
    }

    /// Reads the next entry and those that may follow it into `ready`. A wrong guess is no loss: it
    /// was asked while we waited anyway. What fails is read again by itself.
    async fn read_ahead(&mut self, client: &mut Client) {
        let least = client.window * 2;
        let ids = self.guesses(self.ahead.clamp(least, MOST_AHEAD));
        let request = |id: &u16| Request::of(&GetSelEntry(*id), Target::SESSION);
        let answers = client.read_all(ids.iter().map(request).collect()).await;
        let mut right = 0;
        for (id, answer) in ids.iter().zip(answers) {
            // The entry's own ID shows that the BMC gave what was asked for.
            let entry = answer.and_then(|response| reads::parse::<GetSelEntry>(&response));
            let (Ok(SelEntry { next, record }), true) = (entry, *id == self.next) else { break };
            if record.first_chunk() != Some(&id.to_le_bytes()) {
                break;
            }
            right += 1;
            self.advance(*id, &record, next);
            self.ready.push_back(cut(record));
            if self.next == LAST {
                break;
            }
        }
        self.ahead = if right == ids.len() { (right * 2).min(MOST_AHEAD) } else { least };
    }

    /// The next entry, and those that may follow it.
    fn guesses(&self, count: usize) -> Vec<u16> {
        let step = self.last.map_or(0, |last| self.next.wrapping_sub(last));
        let step = if (1..=MOST_STEP).contains(&step) { step } else { 1 };
        let mut ids = vec![self.next];
        while let Some(id) = ids.last().and_then(|id| id.checked_add(step))
            && id != LAST
            && ids.len() < count
        {
            ids.push(id);
        }
        ids
    }
}

fn cut(mut record: Vec<u8>) -> Vec<u8> {
    record.truncate(MOST_BYTES);
    record
}

/// Bytes of an entry (§32).
pub const MOST_BYTES: usize = 16;
/// The record ID that ends the chain, and that asks for the last entry.
pub const LAST: u16 = 0xffff;
/// So many entries may be added while the log is read, or be missing in the BMC's count.
const MOST_MORE: usize = 1024;
/// Entries to read ahead, at most.
const MOST_AHEAD: usize = 64;
/// Steps between record IDs that are taken for a pattern.
const MOST_STEP: u16 = 256;
