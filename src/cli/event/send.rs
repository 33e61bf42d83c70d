//! Sending an event, and showing it as an entry of the log.
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::cli::failure::Failure;
use crate::cli::out::Render;
use crate::cli::sel::line::Line;
use crate::cli::sel::lines::Lines;
use crate::cmd::app::channel::GetChannelInfo;
use crate::cmd::event::PlatformEvent;
use crate::error::Error;
use crate::model::sel::event_message::EventMessage;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::THIS_CHANNEL;

/// A way to send events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sender {
    generator: Option<u8>,
}

impl Sender {
    /// Finds out whether the BMC has to be told who says it: on the system interface.
    pub(super) async fn new(client: &mut Client) -> Result<Self, Failure> {
        let unknown = |error: Error| match error.completion_code() {
            Some(CompletionCode::INVALID_FIELD) => Failure::client(error, UNKNOWN_CHANNEL),
            _ => Failure::from(error).line(UNKNOWN_CHANNEL),
        };
        let info = client.send(&GetChannelInfo(THIS_CHANNEL)).await.map_err(unknown)?;
        Ok(Self { generator: (info.medium == SYSTEM_INTERFACE).then_some(SOFTWARE) })
    }

    pub(super) async fn send(
        self,
        client: &mut Client,
        message: EventMessage,
    ) -> Result<(), Failure> {
        Ok(client.send(&PlatformEvent { generator: self.generator, message }).await?)
    }
}

/// An event as it is shown.
#[derive(Debug)]
pub(super) struct Shown(Line);

impl Shown {
    /// An event has neither record ID nor time before it is in the log.
    pub(super) async fn new(
        client: &mut Client,
        lines: &mut Lines,
        message: EventMessage,
    ) -> Result<Self, Failure> {
        Ok(Self(lines.line(client, &message.entry(0, SOFTWARE)).await?))
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.0.shape.verbose { self.0.block(w) } else { self.0.text(w) }
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.0.shape.verbose { self.0.block(w) } else { self.0.csv(w) }
    }
}

const UNKNOWN_CHANNEL: &str = "Failed to send the platform event via an unknown channel";
/// Channel medium type (IPMI v2.0 table 6-3).
const SYSTEM_INTERFACE: u8 = 0x0c;
/// Software ID of system management software (IPMI v2.0 table 5-4), with the mark of software IDs.
const SOFTWARE: u8 = 0x41;
