//! Reads records ahead of the chain: guesses which come next, and keeps those that the chain
//! confirms.
use super::reads;
use super::walk::{LAST, Left, Partial, Walk};
use super::{Client, Request, Response};
use crate::cmd::storage::repository::{GetSdr, SdrPart};
use crate::error::Error;
use crate::wire::completion::CompletionCode;

impl Walk {
    /// Reads records that follow into `ready`; none when the next one must be read by itself.
    pub(super) async fn read_ahead(&mut self, client: &mut Client) -> Result<(), Error> {
        let least = client.window * 2;
        let room = self.ahead.clamp(least, MOST);
        let ids = self.guesses(self.remaining().map_or(room, |remaining| remaining.min(room)));
        let ask = self.size.ask(None, None);
        let requests: Vec<Request> = ids.iter().map(|id| self.request(*id, 0, ask)).collect();
        let answers = client.read_all(requests).await;

        let mut expected = self.next;
        let mut records = Vec::new();
        for (id, answer) in ids.iter().zip(answers) {
            // A wrong guess is no loss: it was asked while we waited anyway.
            if *id != expected {
                break;
            }
            let Some(part) = good(answer) else { break };
            let mut record = Partial { id: *id, ..Partial::default() };
            if !record.take(ask, &part) {
                break;
            }
            expected = part.next;
            records.push(record);
        }
        let all = records.len() == ids.len();
        self.ahead = if all { (ids.len() * 2).min(MOST) } else { least };
        self.read_rests(client, &mut records).await?;
        for record in records {
            let next = record.next.unwrap_or(LAST);
            self.advance(record.id, &record.bytes, next);
            self.ready.push_back(record.bytes);
            if self.next == LAST {
                break;
            }
        }
        Ok(())
    }

    /// Reads what is missing of records whose first parts are there; records from the first on
    /// that stays incomplete are dropped, and read by themselves later.
    async fn read_rests(
        &mut self,
        client: &mut Client,
        records: &mut Vec<Partial>,
    ) -> Result<(), Error> {
        let mut places = Vec::new();
        let mut requests = Vec::new();
        if records.iter().any(|record| !record.is_whole()) {
            self.reserve(client).await?;
        }
        for (index, record) in records.iter().enumerate() {
            let Left::Bytes(mut left) = record.left() else { continue };
            let mut offset = record.offset();
            while left > 0 {
                let ask = self.size.ask(Some(left), None);
                requests.push(self.request(record.id, offset, ask));
                places.push((index, offset, ask));
                left = left.saturating_sub(usize::from(ask.count()));
                let Some(next) = offset.checked_add(ask.count()) else { break };
                offset = next;
            }
        }
        let answers = client.read_all(requests).await;
        for ((index, offset, ask), answer) in places.into_iter().zip(answers) {
            if is_reservation_lost(&answer) {
                self.forget_reservation();
            }
            let Some(part) = good(answer) else { continue };
            if let Some(record) = records.get_mut(index)
                && record.offset() == offset
            {
                record.take(ask, &part);
            }
        }
        let whole = records.iter().take_while(|record| record.is_whole()).count();
        records.truncate(whole);
        Ok(())
    }

    /// The next record, and those that may follow it.
    fn guesses(&self, count: usize) -> Vec<u16> {
        let known = self.guess.iter().position(|id| *id == self.next);
        if let Some(known) = known.and_then(|at| self.guess.get(at..)) {
            return known.iter().copied().take(count).collect();
        }
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

fn good(answer: Result<Response, Error>) -> Option<SdrPart> {
    reads::parse::<GetSdr>(&answer.ok()?).ok()
}

fn is_reservation_lost(answer: &Result<Response, Error>) -> bool {
    matches!(answer, Ok(Response { code: CompletionCode::RESERVATION, .. }))
}

/// Records to read ahead, at most.
const MOST: usize = 64;
/// Steps between record IDs that are taken for a pattern.
const MOST_STEP: u16 = 256;
