//! Many idempotent reads.
use std::time::Instant;

use tokio::time::{sleep_until, timeout_at};

use super::{Client, Request, Response, Target};
use crate::cmd::Command;
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::session::batch::{Batch, Outcome, Step};
use crate::session::{Event, RequestId};
use crate::wire;

impl Client {
    /// Sends idempotent reads, as many at a time as [`Config::inflight`] says, and gives their
    /// answers in the order of the requests, but for those that the BMC kept silent about: these
    /// are tried again once all others are through, and come last.
    ///
    /// [`Config::inflight`]: crate::session::config::Config::inflight
    pub fn reads(&mut self, requests: Vec<Request>) -> Reads<'_> {
        let raise =
            self.may_raise() && requests.iter().any(|request| request.privilege > self.level);
        let batch = Batch::new(requests, self.window, self.config().timing.request).in_session(
            self.driver.troubles(),
            self.may_raise(),
            raise,
        );
        Reads { client: self, batch, under_way: Vec::new(), broken: None }
    }

    /// [`Self::reads`] for requests that were silent before: one after the other, each once.
    pub fn last_reads(&mut self, requests: Vec<Request>) -> Reads<'_> {
        let Reads { client, batch, under_way, broken } = self.reads(requests);
        Reads { client, batch: batch.last_try(), under_way, broken }
    }

    /// [`Self::reads`], all at once and in order.
    pub async fn read_all(&mut self, requests: Vec<Request>) -> Vec<Result<Response, Error>> {
        let names: Vec<&'static str> = requests.iter().map(|request| request.name).collect();
        let mut answers: Vec<_> = names.iter().map(|name| Err(Error::NoAnswer(name))).collect();
        let mut reads = self.reads(requests);
        while let Some((index, answer)) = reads.next().await {
            if let Some(place) = answers.get_mut(index) {
                *place = answer;
            }
        }
        answers
    }
}

/// Reads under way.
#[derive(Debug)]
pub struct Reads<'c> {
    client: &'c mut Client,
    batch: Batch,
    under_way: Vec<(RequestId, usize)>,
    /// What ended the session.
    broken: Option<Error>,
}

impl Reads<'_> {
    /// The next answer with the index of its request; `None` when there is no more. A completion
    /// code other than 0 is not an error here.
    pub async fn next(&mut self) -> Option<(usize, Result<Response, Error>)> {
        loop {
            let driver = &mut self.client.driver;
            let now = Instant::now();
            match self.batch.poll(now, driver.troubles(), driver.round_trip()) {
                Step::Send(index, request) => {
                    self.under_way.push((driver.request(now, request), index));
                }
                Step::Give(index, outcome) => return Some((index, self.result(index, outcome))),
                Step::Raise => {
                    // A BMC that does not raise it says so to the requests as well.
                    let _ = self.client.raise().await;
                    self.batch.raised(self.client.may_raise());
                }
                Step::Probe => {
                    let probe = Request::of(&GetDeviceId, Target::BMC);
                    let alive = self.client.exchange(Request { direct: true, ..probe }).await;
                    self.client.doubtful |= alive.is_err();
                    self.batch.alive(alive.is_ok());
                }
                Step::Wait(until) => self.wait(until).await,
                Step::Done => return None,
            }
            self.client.window = self.batch.window().min(self.client.window);
        }
    }

    /// True when the BMC has stopped to answer anything: all that is left comes as an error.
    pub fn is_gone(&self) -> bool {
        self.batch.is_gone()
    }

    async fn wait(&mut self, until: Option<Instant>) {
        if let (true, Some(until)) = (self.under_way.is_empty(), until) {
            // Nothing can come: a busy BMC is asked again later.
            let end = self.client.config().timing.at_most(until);
            sleep_until(end.into()).await;
            if end < until {
                self.batch.alive(false);
            }
            return;
        }
        let Client { driver, observe, .. } = &mut *self.client;
        let event = match until {
            Some(until) => match timeout_at(until.into(), driver.event(observe)).await {
                Ok(event) => event,
                Err(_) => return,
            },
            None => driver.event(observe).await,
        };
        match event {
            Ok(Event::Answer(id, response)) => {
                if let Some(index) = self.index(id) {
                    self.batch.answered(Instant::now(), index, response);
                }
            }
            Ok(Event::Garbled(id)) => {
                if let Some(index) = self.index(id) {
                    self.batch.garbled(index);
                }
            }
            Ok(Event::Lost(id) | Event::Unsent(id)) => {
                if let Some(index) = self.index(id) {
                    self.batch.lost(index);
                }
            }
            Ok(Event::Closed) => self.batch.alive(false),
            Ok(Event::Console(output)) => self.client.told.push_back(output),
            Ok(Event::Opened | Event::Failed(_)) => {}
            Err(error) => {
                self.broken = Some(error);
                self.batch.alive(false);
            }
        }
    }

    fn index(&mut self, id: RequestId) -> Option<usize> {
        let place = self.under_way.iter().position(|(waiting, _)| *waiting == id)?;
        Some(self.under_way.swap_remove(place).1)
    }

    fn result(&mut self, index: usize, outcome: Outcome) -> Result<Response, Error> {
        let command = self.batch.name(index);
        match outcome {
            Outcome::Answer(response) => Ok(response),
            Outcome::Garbled => {
                Err(Error::Wire { command, source: wire::Error::Short("completion code") })
            }
            Outcome::Lost => {
                Err(self.broken.take().unwrap_or_else(|| self.client.lost(command, true)))
            }
        }
    }
}

/// Reads the answer of a typed command.
///
/// # Errors
/// [`Error::Completion`] when the BMC refused, [`Error::Wire`] when the answer cannot be read.
pub fn parse<C: Command>(response: &Response) -> Result<C::Response, Error> {
    if !response.code.is_ok() {
        let meaning = C::own_code(response.code.0);
        return Err(Error::Completion { command: C::NAME, code: response.code, meaning });
    }
    C::parse(&response.data).map_err(|source| Error::Wire { command: C::NAME, source })
}
