//! Sockets and time: the client that commands are sent with.
use std::time::Duration;

use crate::cmd::Command;
use crate::error::Error;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;

/// A request in raw form, for commands that this crate has no type for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The command's name, for messages.
    pub name: &'static str,
    /// Network function, even.
    pub netfn: u8,
    /// Command number.
    pub cmd: u8,
    /// LUN of the receiver, 0 to 3.
    pub lun: u8,
    /// Request data.
    pub data: Vec<u8>,
    /// Least privilege level that it needs.
    pub privilege: Privilege,
    /// False when it must not be carried out twice.
    pub repeatable: bool,
    /// True when the data must not be shown in traces.
    pub secret: bool,
    /// How long to wait for the answer, retries included; `None` for the configured time.
    pub patience: Option<Duration>,
}

/// An answer in raw form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Completion code.
    pub code: CompletionCode,
    /// Data after the completion code.
    pub data: Vec<u8>,
}

/// A session with one BMC.
#[derive(Debug)]
pub struct Client {}

impl Client {
    /// Sends a typed command and reads its answer.
    ///
    /// # Errors
    /// [`Error::Completion`] when the BMC refuses, [`Error::NoAnswer`] or
    /// [`Error::OutcomeUnknown`] when nothing comes in time, [`Error::Wire`] when the answer
    /// cannot be read.
    pub async fn send<C: Command>(&mut self, command: &C) -> Result<C::Response, Error> {
        let mut data = Vec::new();
        command.emit(&mut data);
        let request = Request {
            name: C::NAME,
            netfn: C::NETFN,
            cmd: C::CMD,
            lun: 0,
            data,
            privilege: C::PRIVILEGE,
            repeatable: C::REPEATABLE,
            secret: C::SECRET,
            patience: None,
        };
        let response = self.request(request).await?;
        if !response.code.is_ok() {
            let meaning = C::own_code(response.code.0);
            return Err(Error::Completion { command: C::NAME, code: response.code, meaning });
        }
        C::parse(&response.data).map_err(|source| Error::Wire { command: C::NAME, source })
    }

    /// Sends a raw request. A completion code other than 0 is not an error here.
    ///
    /// # Errors
    /// [`Error::NoAnswer`] or [`Error::OutcomeUnknown`] when nothing comes in time.
    pub async fn request(&mut self, request: Request) -> Result<Response, Error> {
        std::future::ready(Err(Error::NoAnswer(request.name))).await
    }
}
