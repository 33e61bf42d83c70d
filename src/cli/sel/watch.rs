//! `sel watch`: entries as they come, in one session.
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::entries::unreadable;
use super::line::Shape;
use super::lines::Lines;
use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::cmd::storage::sel::{GetSelEntry, GetSelInfo, SelInfo};
use crate::error::Error;
use crate::model::sel::Record;
use crate::transport::Client;
use crate::transport::log::{LAST, LogWalk};

/// Shows new entries.
#[derive(Clone, Debug)]
pub struct Watch {
    source: Source,
    interval: Duration,
    utc: bool,
}

/// How far the log has been seen.
#[derive(Debug, Default)]
struct Seen {
    /// What the BMC said of the log.
    stamps: Option<(u16, u32, u32)>,
    /// The last entry: ID and bytes.
    last: Option<(u16, Vec<u8>)>,
    /// What was shown, for events that the BMC tells beside its log.
    shown: VecDeque<Matter>,
}

/// An event without its ID and time, which the log gives it: type, generator and what happened
/// (IPMI v2.0 §32.1).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Matter(u8, Vec<u8>);

impl Matter {
    fn of(entry: &[u8]) -> Option<Self> {
        Some(Self(*entry.get(2)?, entry.get(7..)?.to_vec()))
    }
}

impl Seen {
    fn shows(&mut self, entry: &[u8]) {
        if self.shown.len() >= REMEMBERED {
            self.shown.pop_front();
        }
        self.shown.extend(Matter::of(entry));
    }

    /// True when an event that was told has been shown; each counts once.
    fn has_shown(&mut self, event: &[u8]) -> bool {
        let matter = Matter::of(event);
        let at = self.shown.iter().position(|shown| Some(shown) == matter.as_ref());
        at.and_then(|at| self.shown.remove(at)).is_some()
    }
}

impl Watch {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Ok(Self {
                source: context.records.clone(),
                interval: context.interval.unwrap_or(EVERY),
                utc: context.utc,
            }),
            ["help", ..] => Err(Failure::help(USAGE)),
            [other, ..] => {
                Err(Failure::usage(format!("Invalid SEL watch command: {other}")).line(USAGE))
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let mut lines = Lines::with_sensors(shape, &self.source, client, out).await?;
        let mut seen = Seen::default();
        let info = info(client).await?;
        seen.stamps = Some(stamps(&info));
        if info.entries > 0 {
            seen.last = newest(client, info.entries).await?;
        }
        loop {
            let told = client.next_event(self.interval).await?;
            if client.config().timing.is_over(Instant::now()) {
                return Ok(());
            }
            let looked = match told {
                Some(event) => at_event(client, out, &mut lines, &mut seen, &event).await,
                None => look(client, out, &mut lines, &mut seen).await,
            };
            match looked {
                // The time that was given for watching is over.
                Err(failure) if matches!(failure.error(), Some(Error::Deadline)) => return Ok(()),
                // The log may be busy, or erased just now.
                Err(failure) if failure.error().and_then(Error::completion_code).is_some() => {
                    failure.lines().for_each(|line| out.note_at(1, line));
                }
                looked => looked?,
            }
        }
    }
}

/// Looks because the BMC has told of an event. One that does not come into the log, which may be
/// full or switched off, is shown as it was told.
async fn at_event(
    client: &mut Client,
    out: &mut Out<'_>,
    lines: &mut Lines,
    seen: &mut Seen,
    event: &[u8],
) -> Result<(), Failure> {
    for wait in [Duration::ZERO, LOGGING] {
        client.sleep(wait).await;
        look(client, out, lines, seen).await?;
        if seen.has_shown(event) {
            return Ok(());
        }
    }
    out.event(&lines.line(client, event).await?)?;
    Ok(())
}

/// Looks once, and shows what is new.
async fn look(
    client: &mut Client,
    out: &mut Out<'_>,
    lines: &mut Lines,
    seen: &mut Seen,
) -> Result<(), Failure> {
    let info = info(client).await?;
    let now = stamps(&info);
    if seen.stamps == Some(now) {
        return Ok(());
    }
    if info.entries == 0 {
        (seen.stamps, seen.last) = (Some(now), None);
        return Ok(());
    }
    let mut after = None;
    if let Some((id, bytes)) = &seen.last {
        let mut walk = LogWalk::new(*id, info.entries);
        if matches!(walk.next(client).await, Ok(Some(found)) if found == *bytes) {
            after = Some(walk);
        }
    }
    let is_gone = after.is_none();
    let mut walk = after.unwrap_or_else(|| LogWalk::new(0, info.entries));
    let mut new = Vec::new();
    loop {
        let id = walk.position();
        let next = walk.next(client).await.map_err(|error| unreadable(error, id))?;
        let Some(bytes) = next else { break };
        new.push(bytes);
    }
    if let (true, Some((_, last))) = (is_gone, &seen.last) {
        new.drain(..old(&new, last));
    }
    for bytes in new {
        out.event(&lines.line(client, &bytes).await?)?;
        seen.shows(&bytes);
        if let Some(id) = bytes.first_chunk() {
            seen.last = Some((u16::from_le_bytes(*id), bytes));
        }
    }
    seen.stamps = Some(now);
    Ok(())
}

async fn info(client: &mut Client) -> Result<SelInfo, Failure> {
    client.send(&GetSelInfo).await.said("Get SEL Info command failed")
}

/// How many entries at the beginning were there before the last one known was deleted, maybe with
/// all the others: up to the last one that is older.
fn old(entries: &[Vec<u8>], last: &[u8]) -> usize {
    let time = |bytes: &[u8]| {
        let time = Record::parse(bytes).time().filter(|time| !time.is_since_startup())?;
        (!time.is_unspecified()).then_some(time.0)
    };
    let Some(since) = time(last) else { return 0 };
    let is_older = |entry: &Vec<u8>| time(entry).is_some_and(|time| time < since);
    entries.iter().rposition(is_older).map_or(0, |at| at + 1)
}

fn stamps(info: &SelInfo) -> (u16, u32, u32) {
    (info.entries, info.last_add, info.last_erase)
}

/// The newest entry, asked for as such, or at the end of the chain where a BMC does not know that.
async fn newest(client: &mut Client, count: u16) -> Result<Option<(u16, Vec<u8>)>, Failure> {
    let mut newest = match client.send(&GetSelEntry(LAST)).await {
        Ok(entry) if entry.next == LAST => Some(entry.record),
        Ok(_) | Err(Error::Completion { .. } | Error::Wire { .. }) => None,
        Err(error) => return Err(unreadable(error, LAST)),
    };
    if newest.is_none() {
        let mut walk = LogWalk::new(0, count);
        loop {
            let id = walk.position();
            match walk.next(client).await.map_err(|error| unreadable(error, id))? {
                Some(entry) => newest = Some(entry),
                None => break,
            }
        }
    }
    Ok(newest.and_then(|entry| {
        let id = u16::from_le_bytes(*entry.first_chunk()?);
        Some((id, entry))
    }))
}

/// How long a BMC may take to write down an event that it has told.
const LOGGING: Duration = Duration::from_millis(300);
/// How many events may be told long after they were shown.
const REMEMBERED: usize = 64;
const EVERY: Duration = Duration::from_secs(10);
const USAGE: &str = "\
sel watch
Shows each new entry of the log as it comes. --interval sets how often to look,
--deadline when to stop; --json writes an object for each entry. With -I open the
BMC itself tells when there is something to see.";
