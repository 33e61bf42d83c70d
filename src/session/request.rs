//! Requests and answers in raw form.
use std::fmt;
use std::time::Duration;

use crate::cmd::Command;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::{BMC_ADDRESS, Privilege};

/// A request, for commands that this crate has no type for, and under those that it has.
#[derive(Clone)]
pub struct Request {
    /// The command's name, for messages.
    pub name: &'static str,
    /// Network function, even.
    pub netfn: u8,
    /// Command number.
    pub cmd: u8,
    /// Who is asked.
    pub target: Target,
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

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data: &dyn fmt::Debug = if self.secret { &"Secret(..)" } else { &self.data };
        f.debug_struct("Request")
            .field("name", &self.name)
            .field("target", &self.target)
            .field("data", data)
            .finish_non_exhaustive()
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Completion code.
    pub code: CompletionCode,
    /// Data after the completion code.
    pub data: Vec<u8>,
}

/// The controller that is asked: the session's own, the owner of a sensor, or of a FRU device.
///
/// A controller other than the BMC is asked through the BMC, in Send Message; one that the session
/// reaches over a controller on the way (`-T`) is reached over that one as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Slave address; [`BMC_ADDRESS`] for the BMC itself.
    pub address: u8,
    /// Channel to it, 0 to 15; [`Target::SESSION`] has another.
    pub channel: u8,
    /// LUN, 0 to 3.
    pub lun: u8,
}

impl Target {
    /// Wherever the session's requests go, LUN 0: the BMC, or the controller of `-t`.
    pub const SESSION: Self = Self { address: BMC_ADDRESS, channel: 0xff, lun: 0 };
    /// The BMC, LUN 0, also where the session's requests go elsewhere.
    pub const BMC: Self = Self { address: BMC_ADDRESS, channel: 0, lun: 0 };

    /// True for the session's own controller.
    pub const fn is_session(self) -> bool {
        self.channel == Self::SESSION.channel
    }
}

impl Request {
    /// The request of a typed command.
    pub fn of<C: Command>(command: &C, target: Target) -> Self {
        let mut data = Vec::new();
        command.emit(&mut data);
        Self {
            name: C::NAME,
            netfn: C::NETFN,
            cmd: C::CMD,
            target,
            data,
            privilege: C::PRIVILEGE,
            repeatable: C::REPEATABLE,
            secret: C::SECRET,
            direct: false,
            patience: None,
        }
    }
}
