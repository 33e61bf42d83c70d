//! Many idempotent reads.
use std::collections::VecDeque;

use super::{Client, Request, Response};
use crate::cmd::Command;
use crate::error::Error;

impl Client {
    /// Sends idempotent reads, and gives their answers in the order of the requests, but for
    /// those that the BMC kept silent about: these are tried again once all others are through,
    /// and come last.
    pub fn reads(&mut self, requests: Vec<Request>) -> Reads<'_> {
        Reads { client: self, queue: requests.into_iter().enumerate().collect() }
    }
}

/// Reads under way.
#[derive(Debug)]
pub struct Reads<'c> {
    client: &'c mut Client,
    queue: VecDeque<(usize, Request)>,
}

impl Reads<'_> {
    /// The next answer with the index of its request; `None` when there is no more. A completion
    /// code other than 0 is not an error here.
    pub async fn next(&mut self) -> Option<(usize, Result<Response, Error>)> {
        let (index, request) = self.queue.pop_front()?;
        Some((index, self.client.request(request).await))
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
