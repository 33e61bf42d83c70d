//! Reads from FRU inventories (IPMI v2.0 §34), in few and large requests.
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use super::{Client, Request, Response, Target, reads};
use crate::cmd::storage::fru::{AreaInfo, BUSY, FruData, GetFruInventoryAreaInfo, ReadFruData};
use crate::error::Error;
use crate::session::config::{Config, Version};
use crate::wire::completion::CompletionCode;

/// What has been learned about controllers while their inventories were read.
#[derive(Clone, Debug, Default)]
pub struct Sizes(HashMap<Target, Size>);

/// How many bytes one controller gives at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    /// What to ask for.
    most: u8,
    /// That has been given once.
    settled: bool,
}

/// One inventory, of which some bytes are there.
#[derive(Clone, Debug)]
pub struct Inventory {
    target: Target,
    id: u8,
    info: AreaInfo,
    bytes: Vec<u8>,
    /// The bytes that are there, in order and apart.
    have: Vec<Range<usize>>,
    /// Where it ends, when that is before what the controller says.
    end: usize,
}

impl Inventory {
    /// Asks how large an inventory is.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn open(client: &mut Client, target: Target, id: u8) -> Result<Self, Error> {
        let response = patiently(client, Request::of(&GetFruInventoryAreaInfo(id), target)).await?;
        let info = reads::parse::<GetFruInventoryAreaInfo>(&response)?;
        let end = usize::from(info.size);
        Ok(Self { target, id, info, bytes: vec![0; end], have: Vec::new(), end })
    }

    /// What the controller says about it.
    pub fn info(&self) -> AreaInfo {
        self.info
    }

    /// The bytes of a range that are there, from its begin up to the first that is not.
    pub fn get(&self, range: Range<usize>) -> &[u8] {
        let end = self.have.iter().find(|have| have.contains(&range.start)).map(|have| have.end);
        let end = end.unwrap_or(range.start).min(range.end);
        self.bytes.get(range.start..end).unwrap_or_default()
    }

    /// Sees to it that a range is there, as far as the inventory goes, and gives its bytes. What
    /// comes along for free is kept for later.
    ///
    /// # Errors
    /// Those of [`Client::send`]. A refusal because nothing is at the offset is the end of the
    /// inventory, and no error.
    pub async fn read(
        &mut self,
        client: &mut Client,
        sizes: &mut Sizes,
        range: Range<usize>,
    ) -> Result<&[u8], Error> {
        let wanted = range.start..range.end.min(self.end);
        let mut size = sizes.of(client, self.target);
        if size.settled && client.window > 1 && !self.info.words {
            self.read_together(client, size, wanted.clone()).await?;
        }
        let mut now = size.most;
        while let Some(at) = self.missing(&wanted) {
            let asked = self.ask(at, now);
            match self.part(client, size, &asked).await {
                Ok(data) => {
                    self.keep(&asked, &data);
                    match self.get(at..asked.end).len() {
                        0 => self.end = at,
                        got => {
                            size = size.after(&asked, now, at - asked.start + got, self.end);
                            sizes.0.insert(self.target, size);
                            now = size.most;
                        }
                    }
                }
                Err(error) => match smaller(&error, asked.len(), size) {
                    Some(less) => now = less,
                    None if is_end(&error) && at > 0 => self.end = at,
                    None => return Err(error),
                },
            }
        }
        Ok(self.get(range))
    }

    /// Many parts at a time; those that fail are left for [`Self::read`].
    async fn read_together(
        &mut self,
        client: &mut Client,
        size: Size,
        wanted: Range<usize>,
    ) -> Result<(), Error> {
        let mut asked = Vec::new();
        let mut at = wanted.start;
        while let Some(from) = self.missing(&(at..wanted.end)) {
            let part = self.ask(from, size.most);
            at = part.end;
            asked.push(part);
        }
        if asked.len() < 2 {
            return Ok(());
        }
        let requests = asked.iter().map(|part| self.request(part)).collect();
        for (part, answer) in asked.iter().zip(client.read_all(requests).await) {
            match answer.and_then(|response| reads::parse::<ReadFruData>(&response)) {
                Ok(data) => self.keep(part, &data),
                Err(error @ (Error::Io(_) | Error::Deadline | Error::Session(_))) => {
                    return Err(error);
                }
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// One Read FRU Data.
    async fn part(
        &self,
        client: &mut Client,
        size: Size,
        asked: &Range<usize>,
    ) -> Result<FruData, Error> {
        let mut request = self.request(asked);
        if !size.settled && asked.len() > usize::from(SURE) {
            // It may be too much, and some BMCs say nothing then.
            request.patience = Some(PROBE.min(client.config().timing.request));
        }
        let response = patiently(client, request).await?;
        reads::parse::<ReadFruData>(&response)
    }

    fn request(&self, asked: &Range<usize>) -> Request {
        let unit = self.unit();
        let offset = u16::try_from(asked.start / unit).unwrap_or(u16::MAX);
        let count = u8::try_from(asked.len().div_ceil(unit)).unwrap_or(u8::MAX);
        Request::of(&ReadFruData { id: self.id, offset, count }, self.target)
    }

    /// The part to ask for, for a byte that is missing.
    fn ask(&self, at: usize, most: u8) -> Range<usize> {
        let unit = self.unit();
        let start = at / unit * unit;
        let count = usize::from(most) / unit * unit;
        let stop = self.have.iter().map(|have| have.start).find(|start| *start > at);
        let end = stop.unwrap_or(self.end).min(self.end);
        start..(start + count.max(unit)).min(end.max(at + 1))
    }

    const fn unit(&self) -> usize {
        if self.info.words { 2 } else { 1 }
    }

    /// The first byte of a range that is not there.
    fn missing(&self, range: &Range<usize>) -> Option<usize> {
        let at = range.start + self.get(range.clone()).len();
        (at < range.end.min(self.end)).then_some(at)
    }

    /// Takes a part, cut to what was asked for and to what the answer says that it is.
    fn keep(&mut self, asked: &Range<usize>, part: &FruData) {
        let count = usize::from(part.count) * self.unit();
        let len = count.min(part.data.len()).min(asked.len());
        let end = asked.start + len;
        let place = self.bytes.get_mut(asked.start..end);
        if let (Some(place), Some(data)) = (place, part.data.get(..len)) {
            place.copy_from_slice(data);
            self.have.push(asked.start..end);
            self.have.sort_by_key(|have| have.start);
            self.have.dedup_by(|next, before| {
                let joined = next.start <= before.end;
                if joined {
                    before.end = before.end.max(next.end);
                }
                joined
            });
        }
    }
}

impl Size {
    /// What is known when `got` bytes came, where the most to ask for was `most`.
    fn after(self, asked: &Range<usize>, most: u8, got: usize, end: usize) -> Self {
        if got < asked.len() && asked.start + got < end {
            // That is how some say that it was too much.
            let less = u8::try_from(got).unwrap_or(most).max(SURE).min(most);
            return Self { most: less, settled: true };
        }
        Self { most, settled: self.settled || asked.len() + 1 >= usize::from(most) }
    }
}

impl Sizes {
    fn of(&self, client: &Client, target: Target) -> Size {
        let first = || Size { most: largest(client, target), settled: false };
        self.0.get(&target).copied().unwrap_or_else(first)
    }
}

/// What to begin with. Packets of IPMI 1.5 have 255 bytes at most, messages on an IPMB 32, and
/// less is left behind a bridge.
fn largest(client: &Client, target: Target) -> u8 {
    let Config { route, version, .. } = client.config();
    match (target.is_session() && !route.is_bridged(), route.transit, version) {
        (true, _, Version::V20) => u8::MAX,
        (true, _, Version::V15 | Version::Local) => 128,
        (false, None, _) => 23,
        (false, Some(_), _) => 15,
    }
}

/// What to try after a refusal: half as much, and little after silence, which costs time. `None`
/// when the refusal has another reason, or when there is nothing smaller.
fn smaller(error: &Error, asked: usize, size: Size) -> Option<u8> {
    let less = match error {
        Error::Completion { code, .. } if SIZE_CODES.contains(code) && asked > SURE.into() => {
            asked.div_ceil(2).max(SURE.into())
        }
        Error::NoAnswer(_) | Error::Wire { .. } if !size.settled => (asked / 2).min(32),
        _ => return None,
    };
    let less = u8::try_from(less).unwrap_or(u8::MAX).max(SURE);
    (asked > usize::from(SURE)).then_some(less)
}

fn is_end(error: &Error) -> bool {
    matches!(error, Error::Completion { code: CompletionCode::OUT_OF_RANGE, .. })
}

/// Sends a request, again while the device is busy.
pub(super) async fn patiently(client: &mut Client, request: Request) -> Result<Response, Error> {
    let mut waits = 0;
    loop {
        let response = client.request(request.clone()).await?;
        if response.code.0 != BUSY || waits == BUSY_WAITS {
            return Ok(response);
        }
        client.sleep(BUSY_WAIT * 2_u32.pow(waits)).await;
        waits += 1;
    }
}

/// Every BMC gives that much.
const SURE: u8 = 8;
/// How long to wait for an answer that may be too long for the BMC.
const PROBE: Duration = Duration::from_millis(1500);
const BUSY_WAIT: Duration = Duration::from_millis(50);
const BUSY_WAITS: u32 = 4;
/// How BMCs say that an answer would be too long. Some say that it is out of range.
const SIZE_CODES: &[CompletionCode] = &[
    CompletionCode::LENGTH,
    CompletionCode::FIELD_LENGTH,
    CompletionCode::CANNOT_RETURN,
    CompletionCode::UNSPECIFIED,
    CompletionCode::OUT_OF_RANGE,
];
