//! `event 1`, `event 2`, `event 3`.
use super::send::{Sender, Shown};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::cli::sel::line::Shape;
use crate::cli::sel::lines::Lines;
use crate::model::sel::event_message::EventMessage;
use crate::transport::Client;

/// Sends a sample.
#[derive(Clone, Debug)]
pub struct Sample {
    title: &'static str,
    message: EventMessage,
    source: Source,
    utc: bool,
}

impl Sample {
    /// `None` for anything but the number of a sample.
    pub(super) fn parse(word: &str, context: &Context) -> Option<Self> {
        let (_, title, bytes) = SAMPLES.into_iter().find(|(number, ..)| *number == word)?;
        let message = EventMessage::from_bytes(bytes);
        Some(Self { title, message, source: context.records.clone(), utc: context.utc })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        out.plain(format_args!("Sending SAMPLE event: {}", self.title))?;
        let sender = Sender::new(client).await?;
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let mut lines = Lines::with_sensors(shape, &self.source, client, out).await?;
        out.show(&Shown::new(client, &mut lines, self.message).await?)?;
        sender.send(client, self.message).await
    }
}

/// As IPMItool 1.8.19 sends them.
const SAMPLES: [(&str, &str, [u8; EventMessage::LEN]); 3] = [
    ("1", "Temperature - Upper Critical - Going High", [0x04, 0x01, 0x30, 0x01, 0x09, 0xff, 0xff]),
    (
        "2",
        "Voltage Threshold - Lower Critical - Going Low",
        [0x04, 0x02, 0x60, 0x01, 0x02, 0xff, 0xff],
    ),
    ("3", "Memory - Correctable ECC", [0x04, 0x0c, 0x53, 0x6f, 0x00, 0xff, 0xff]),
];
