//! Requests and answers in raw form.
use std::time::Duration;

use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;

/// A request, for commands that this crate has no type for, and under those that it has.
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
    /// True when it goes to the BMC itself, wherever the session's requests are bridged to.
    pub direct: bool,
    /// How long to wait for the answer, retries included; `None` for the configured time.
    pub patience: Option<Duration>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Completion code.
    pub code: CompletionCode,
    /// Data after the completion code.
    pub data: Vec<u8>,
}
