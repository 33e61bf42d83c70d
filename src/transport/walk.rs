//! Walks over sensor data records (IPMI v2.0 §33.12, §35.3).
use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use super::size::{Ask, Size};
use super::{Client, Request, Response, Target, reads};
use crate::cmd::storage::repository::{GetSdr, ReserveSdrRepository, SdrPart};
use crate::error::Error;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn;

/// Where a BMC keeps its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Store {
    /// The SDR repository.
    #[default]
    Repository,
    /// The device SDRs of a controller without a repository.
    Device,
}

impl Store {
    /// The request for what the store holds: Get SDR Repository Info or Get Device SDR Info.
    pub fn info(self) -> Request {
        use crate::cmd::storage::repository::GetSdrRepositoryInfo;
        let request = Request::of(&GetSdrRepositoryInfo, Target::SESSION);
        match self {
            Self::Repository => request,
            Self::Device => Request {
                name: "Get Device SDR Info",
                netfn: netfn::SENSOR_EVENT,
                cmd: 0x20,
                ..request
            },
        }
    }

    fn reserve(self) -> Request {
        let request = Request::of(&ReserveSdrRepository, Target::SESSION);
        match self {
            Self::Repository => request,
            Self::Device => Request {
                name: "Reserve Device SDR Repository",
                netfn: netfn::SENSOR_EVENT,
                cmd: 0x22,
                ..request
            },
        }
    }

    fn get(self, get: GetSdr) -> Request {
        let request = Request::of(&get, Target::SESSION);
        match self {
            Self::Repository => request,
            Self::Device => {
                Request { name: "Get Device SDR", netfn: netfn::SENSOR_EVENT, cmd: 0x21, ..request }
            }
        }
    }
}

/// A walk over all records, in the order of the repository's chain.
#[derive(Clone, Debug)]
pub struct Walk {
    pub(super) store: Store,
    target: Target,
    reservation: Option<u16>,
    pub(super) next: u16,
    /// The record before, by its own ID.
    pub(super) last: Option<u16>,
    seen: HashSet<u16>,
    /// How many records there are, as the BMC says.
    count: usize,
    /// How many of them were passed.
    passed: usize,
    most: usize,
    pub(super) size: Size,
    /// Records that were read ahead and have their place in the chain.
    pub(super) ready: VecDeque<Vec<u8>>,
    /// Record IDs of an earlier time, in order.
    pub(super) guess: Vec<u16>,
    /// How many records to read ahead.
    pub(super) ahead: usize,
    /// Types of the records that are wanted (§43); all where there are none.
    only: Option<&'static [u8]>,
    left_out: bool,
    complaint: Option<&'static str>,
    /// The record that was under way when the deadline came.
    cut: Option<u16>,
    complete: bool,
}

impl Walk {
    /// Begins before the first record of a store with about `count` records. `guess` holds the
    /// record IDs of an earlier time, `most` is the largest part to ask for.
    pub fn new(store: Store, count: usize, guess: Vec<u16>, most: u8) -> Self {
        Self {
            store,
            target: Target::SESSION,
            reservation: None,
            next: 0,
            last: None,
            seen: HashSet::new(),
            count,
            passed: 0,
            most: MOST_RECORDS.max(count.saturating_mul(4)),
            size: Size::new(most),
            ready: VecDeque::new(),
            guess,
            ahead: 0,
            only: None,
            left_out: false,
            complaint: None,
            cut: None,
            complete: false,
        }
    }

    /// Goes on behind records that are known, whose IDs are `ids`; `next` follows them.
    #[must_use]
    pub fn resume(mut self, ids: &[u16], next: u16) -> Self {
        self.seen.extend(ids);
        self.passed = ids.len();
        self.last = ids.last().copied();
        self.next = next;
        self.complete = next == LAST;
        self
    }

    /// Records that were read and not given out, and the ID of the one behind them; no ID when
    /// these are the last. `None` when the chain is not as it should be.
    pub fn leave(&mut self) -> Option<(Vec<Vec<u8>>, Option<u16>)> {
        let next = self.cut.or(Some(self.next)).filter(|next| *next != LAST);
        let chain = self.complaint.is_none() && (next.is_some() || self.complete);
        let good = chain || self.cut.is_some_and(|id| id != 0);
        good.then(|| (self.ready.drain(..).collect(), next))
    }

    /// The same at another controller than the session's.
    #[must_use]
    pub fn at(self, target: Target) -> Self {
        Self { target, ..self }
    }

    /// Records of these types are wanted. Others are left out behind their first part, where the BMC
    /// gives parts; those that come whole are given all the same.
    #[must_use]
    pub fn only(self, types: &'static [u8]) -> Self {
        Self { only: Some(types), ..self }
    }

    /// The next record as it came, header included: at least 5 bytes, and no more than its
    /// header says, but it may be less. `None` after the last.
    ///
    /// # Errors
    /// Those of [`Client::send`]. The walk goes on behind a record that cannot be read where its
    /// successor is known, and is over otherwise.
    pub async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        loop {
            match self.any(client).await? {
                Some(record) if !self.wants(&record) && !is_whole(&record) => self.left_out = true,
                found => return Ok(found),
            }
        }
    }

    /// True when records were left out.
    pub fn has_left_out(&self) -> bool {
        self.left_out
    }

    fn wants(&self, record: &[u8]) -> bool {
        self.only.is_none_or(|types| record.get(TYPE).is_some_and(|kind| types.contains(kind)))
    }

    async fn any(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        if let Some(record) = self.ready.pop_front() {
            return Ok(Some(record));
        }
        if self.next == LAST {
            return Ok(None);
        }
        if client.window > 1 && self.last.is_some() && self.size.is_settled() {
            self.read_ahead(client).await?;
            if let Some(record) = self.ready.pop_front() {
                return Ok(Some(record));
            }
            if self.next == LAST {
                return Ok(None);
            }
        }
        let mut record = Partial { id: self.next, ..Partial::default() };
        let read = self.read(client, &mut record).await;
        match record.next {
            Some(next) => self.advance(record.id, &record.bytes, next),
            None => self.next = LAST,
        }
        if let Err(error) = read {
            if matches!(error, Error::Deadline) && self.complaint.is_none() {
                (self.next, self.cut) = (LAST, Some(record.id));
            }
            self.complete = false;
            self.complaint.get_or_insert("a record could not be read");
            return Err(error);
        }
        Ok(Some(record.bytes))
    }

    /// True when the chain was followed to its end and every record was read.
    pub fn is_complete(&self) -> bool {
        self.complete && self.complaint.is_none() && self.ready.is_empty()
    }

    /// How many records are still to come, where that is known.
    pub(super) fn remaining(&self) -> Option<usize> {
        self.count.checked_sub(self.passed).filter(|remaining| *remaining > 0)
    }

    /// What was wrong with the chain, where something was.
    pub fn complaint(&self) -> Option<&'static str> {
        self.complaint
    }

    /// Goes on from a record to its successor, unless the chain goes round in circles.
    pub(super) fn advance(&mut self, id: u16, record: &[u8], next: u16) {
        // The first record was asked for as 0, and has an ID of its own.
        let own = record.first_chunk::<2>().filter(|_| id == 0);
        let own = own.map_or(id, |bytes| u16::from_le_bytes(*bytes));
        self.seen.extend([id, own]);
        self.passed += 1;
        self.last = Some(own);
        self.next = next;
        if next == LAST {
            self.complete = true;
        } else if self.seen.contains(&next) || self.seen.len() > self.most {
            self.complaint = Some("the chain of sensor data records has no end");
            self.next = LAST;
        }
    }

    /// Reads one record, or what is left of it.
    pub(super) async fn read(
        &mut self,
        client: &mut Client,
        record: &mut Partial,
    ) -> Result<(), Error> {
        let (mut least, mut reserved) = (None, 0);
        loop {
            let left = match record.left() {
                Left::Nothing => return Ok(()),
                Left::Unknown => None,
                Left::Bytes(left) => Some(left),
            };
            let offset = record.offset();
            let ask = self.size.ask(left, least);
            let part = self.part(client, record.id, offset, ask).await;
            let error = match part {
                Ok(part) => {
                    if !record.take(ask, &part) {
                        return if record.bytes.len() < HEADER {
                            let source = crate::wire::Error::Short("sensor data record");
                            Err(Error::Wire { command: "Get SDR", source })
                        } else {
                            Ok(())
                        };
                    }
                    self.size.worked(ask);
                    if record.bytes.len() >= HEADER && !self.wants(&record.bytes) {
                        return Ok(());
                    }
                    continue;
                }
                Err(error) => error,
            };
            match &error {
                Error::Completion { code: CompletionCode::RESERVATION, .. } if reserved < TRIES => {
                    self.reservation = None;
                    reserved += 1;
                    if offset == 0 {
                        self.reserve(client).await?;
                    }
                }
                // A record that is shorter than it says ends here.
                Error::Completion { code, .. }
                    if END_CODES.contains(code) && record.bytes.len() >= HEADER =>
                {
                    return Ok(());
                }
                Error::Completion { code, .. } if !SIZE_CODES.contains(code) => return Err(error),
                Error::NoAnswer(_) if self.size.is_settled() => return Err(error),
                Error::Completion { .. } | Error::NoAnswer(_) | Error::Wire { .. } => {
                    match self.size.failed(ask) {
                        Some(smaller) => least = Some(smaller),
                        None if record.bytes.len() < HEADER => return Err(error),
                        None => return Ok(()),
                    }
                }
                _ => return Err(error),
            }
        }
    }

    /// One Get SDR. A part other than the first needs a reservation.
    async fn part(
        &mut self,
        client: &mut Client,
        record: u16,
        offset: u8,
        ask: Ask,
    ) -> Result<SdrPart, Error> {
        if offset > 0 && self.reservation.is_none() {
            self.reserve(client).await?;
        }
        let mut request = self.request(record, offset, ask);
        if !self.size.is_settled() && ask.count() > SURE {
            // It may be too much, and some BMCs say nothing then.
            request.patience = Some(PROBE.min(client.config().timing.request));
        }
        let response = client.request(request).await?;
        reads::parse::<GetSdr>(&response)
    }

    /// The request for a part.
    pub(super) fn request(&self, record: u16, offset: u8, ask: Ask) -> Request {
        let reservation = self.reservation.unwrap_or(0);
        let get = GetSdr { reservation, record, offset, count: ask.count() };
        Request { target: self.target, ..self.store.get(get) }
    }

    /// Sees to it that there is a reservation.
    pub(super) async fn reserve(&mut self, client: &mut Client) -> Result<(), Error> {
        if self.reservation.is_none() {
            let request = Request { target: self.target, ..self.store.reserve() };
            let response: Response = client.request(request).await?;
            self.reservation = Some(reads::parse::<ReserveSdrRepository>(&response)?);
        }
        Ok(())
    }

    /// The reservation has been cancelled.
    pub(super) fn forget_reservation(&mut self) {
        self.reservation = None;
    }
}

/// True for a record with all the bytes that its header says.
fn is_whole(record: &[u8]) -> bool {
    record.get(HEADER - 1).is_some_and(|len| record.len() >= HEADER + usize::from(*len))
}

/// A record of which some bytes are there.
#[derive(Clone, Debug, Default)]
pub(super) struct Partial {
    pub(super) id: u16,
    pub(super) bytes: Vec<u8>,
    pub(super) next: Option<u16>,
}

impl Partial {
    /// What is missing.
    pub(super) fn left(&self) -> Left {
        let Some(len) = self.bytes.get(4) else { return Left::Unknown };
        let left = (HEADER + usize::from(*len)).saturating_sub(self.bytes.len());
        // Offsets have one byte.
        if left > 0 && self.bytes.len() <= 0xff { Left::Bytes(left) } else { Left::Nothing }
    }

    /// True when nothing is missing.
    pub(super) fn is_whole(&self) -> bool {
        self.left() == Left::Nothing
    }

    pub(super) fn offset(&self) -> u8 {
        u8::try_from(self.bytes.len()).unwrap_or(u8::MAX)
    }

    /// Appends a part, cut to what was asked for and to the record's length. False when it adds
    /// nothing.
    pub(super) fn take(&mut self, ask: Ask, part: &SdrPart) -> bool {
        self.next.get_or_insert(part.next);
        let most = if ask == Ask::Whole { usize::MAX } else { usize::from(ask.count()) };
        let before = self.bytes.len();
        self.bytes.extend(part.data.iter().take(most));
        if let Some(len) = self.bytes.get(4) {
            self.bytes.truncate(HEADER + usize::from(*len));
        }
        self.bytes.len() > before
    }
}

/// The bytes of a record that are still to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// The header, which tells how many there are, is not there yet.
    Unknown,
    Bytes(usize),
    Nothing,
}

/// The record ID that ends the chain.
pub(super) const LAST: u16 = 0xffff;
/// A record's header (§43).
pub(super) const HEADER: usize = 5;
/// Where in it the record's type is.
const TYPE: usize = 3;
const MOST_RECORDS: usize = 4096;
/// So often a record's reservation may be cancelled.
const TRIES: u32 = 8;
/// How long to wait for an answer that may be too long for the BMC.
const PROBE: Duration = Duration::from_millis(1500);
/// No BMC gives less.
const SURE: u8 = 8;
/// How BMCs say that there is nothing at an offset.
const END_CODES: &[CompletionCode] =
    &[CompletionCode::OUT_OF_RANGE, CompletionCode::NOT_PRESENT, CompletionCode::INVALID_FIELD];
/// How BMCs say that an answer would be too long.
const SIZE_CODES: &[CompletionCode] = &[
    CompletionCode::CANNOT_RETURN,
    CompletionCode::FIELD_LENGTH,
    CompletionCode::UNSPECIFIED,
    CompletionCode::TIMEOUT,
    CompletionCode::LENGTH,
];
