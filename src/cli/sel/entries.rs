//! The entries that were asked for, in order.
use std::collections::VecDeque;

use crate::cli::failure::Failure;
use crate::cmd::storage::sel::{GetSelEntry, SelEntry};
use crate::error::Error;
use crate::transport::Client;
use crate::transport::log::{LAST, LogWalk};

/// Which entries of a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Choice {
    /// All.
    #[default]
    All,
    /// So many from the oldest on.
    First(usize),
    /// So many up to the newest.
    Last(usize),
}

/// Entries of a log, one after the other.
#[derive(Debug)]
pub(super) struct Entries {
    walk: LogWalk,
    ready: VecDeque<Vec<u8>>,
    skip: usize,
    left: usize,
}

impl Entries {
    /// Begins with a log that holds `count` entries, as the BMC says.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub(super) async fn open(
        client: &mut Client,
        choice: Choice,
        count: u16,
    ) -> Result<Self, Error> {
        let walk = LogWalk::new(0, count);
        let mut entries = Self { walk, ready: VecDeque::new(), skip: 0, left: usize::MAX };
        match choice {
            Choice::All => {}
            Choice::First(most) => entries.left = most,
            Choice::Last(most) => {
                // Like IPMItool, this believes the BMC's count.
                entries.skip = usize::from(count).saturating_sub(most);
                if entries.skip > WORTH
                    && let Some(tail) = tail(client, count, most).await?
                {
                    (entries.ready, entries.left) = (tail.into(), 0);
                }
            }
        }
        Ok(entries)
    }

    /// The next one; `None` after the last.
    ///
    /// # Errors
    /// What to say about an entry that could not be read: IPMItool exits 0 then.
    pub(super) async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(entry) = self.ready.pop_front() {
            return Ok(Some(entry));
        }
        while self.left > 0 {
            let id = self.walk.position();
            let read = self.walk.next(client).await;
            let Some(entry) = read.map_err(|error| unreadable(error, id).with_status(0))? else {
                break;
            };
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            self.left -= 1;
            return Ok(Some(entry));
        }
        Ok(None)
    }

    /// What was wrong with the chain of entries, where something was.
    pub(super) fn complaint(&self) -> Option<&'static str> {
        self.walk.complaint()
    }
}

/// IPMItool's line for an entry that cannot be read.
pub(super) fn unreadable(error: Error, id: u16) -> Failure {
    let line = match &error {
        Error::Completion { code, .. } => format!("Get SEL Entry {id:x} command failed: {code}"),
        _ => format!("Get SEL Entry {id:x} command failed"),
    };
    Failure::client(error, line)
}

/// The last entries without those before them, where the record IDs give away where to begin:
/// there are as many IDs from the first to the last as there are entries, and the chain from the
/// guessed one on ends after as many entries as were asked for.
async fn tail(client: &mut Client, count: u16, most: usize) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let Some((first, _)) = entry_id(client, 0).await? else { return Ok(None) };
    let Some((last, next)) = entry_id(client, LAST).await? else { return Ok(None) };
    let ids = last.checked_sub(first).and_then(|span| span.checked_add(1));
    let from = u16::try_from(most).ok().and_then(|most| last.checked_sub(most)?.checked_add(1));
    let (true, LAST, Some(from)) = (ids == Some(count), next, from) else { return Ok(None) };
    if most == 0 {
        return Ok(None);
    }
    let mut walk = LogWalk::new(from, count);
    let mut entries = Vec::new();
    loop {
        match walk.next(client).await {
            Ok(Some(entry)) if entries.len() < most => entries.push(entry),
            Ok(None) if entries.len() == most && walk.complaint().is_none() => break,
            // There is no such entry, or the log has changed.
            Ok(_) | Err(Error::Completion { .. } | Error::Wire { .. }) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    let own = entries.first().and_then(|entry| entry.first_chunk());
    Ok((own == Some(&from.to_le_bytes())).then_some(entries))
}

/// The ID that the entry found under an ID has, and the ID of the next one.
async fn entry_id(client: &mut Client, id: u16) -> Result<Option<(u16, u16)>, Error> {
    match client.send(&GetSelEntry(id)).await {
        Ok(SelEntry { next, record }) => {
            Ok(record.first_chunk().map(|own| (u16::from_le_bytes(*own), next)))
        }
        Err(Error::Completion { .. } | Error::Wire { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// So many entries have to be left out before it is worth while to look for the last ones.
const WORTH: usize = 4;
