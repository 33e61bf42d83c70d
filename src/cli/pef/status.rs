//! `pef status`: what is on, and how far filtering is.
use std::io::{self, Write};

use serde::Serialize;

use super::parts::{ACTIONS, Parts, names};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cmd::pef::{GetLastProcessedEvent, GetPefParameter, parameter};
use crate::error::Error;
use crate::transport::Client;

pub(super) async fn run(utc: bool, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let last = client
        .send(&GetLastProcessedEvent)
        .await
        .map_err(|error| failed(error, "Last S/W processed ID"))?;
    let mut status = Status {
        last_addition: timestamp::numeric(last.added, utc),
        last_addition_s: (last.added != u32::MAX).then_some(last.added),
        last_record_id: last.last,
        last_software_processed_id: last.software,
        last_bmc_processed_id: last.bmc,
        enabled: None,
        control_code: None,
        active_actions: None,
        active_actions_code: None,
        verbose: out.verbosity() > 0,
    };
    let rest = status.fetch_rest(client).await;
    out.show(&status)?;
    rest
}

/// What is shown.
#[derive(Debug, Serialize)]
struct Status {
    last_addition: String,
    last_addition_s: Option<u32>,
    last_record_id: u16,
    last_software_processed_id: u16,
    last_bmc_processed_id: u16,
    enabled: Option<Vec<&'static str>>,
    control_code: Option<u8>,
    active_actions: Option<Vec<&'static str>>,
    active_actions_code: Option<u8>,
    #[serde(skip)]
    verbose: bool,
}

impl Status {
    async fn fetch_rest(&mut self, client: &mut Client) -> Result<(), Failure> {
        let control = byte(client, parameter::CONTROL).await;
        let control = control.map_err(|error| failed(error, "PEF control"))?;
        self.enabled = Some(names(&CONTROL, control));
        self.control_code = Some(control);
        let actions = byte(client, parameter::ACTIONS).await;
        let actions = actions.map_err(|error| failed(error, "PEF action"))?;
        self.active_actions = Some(names(&ACTIONS, actions));
        self.active_actions_code = Some(actions);
        Ok(())
    }
}

async fn byte(client: &mut Client, parameter: u8) -> Result<u8, Error> {
    let data = client.send(&GetPefParameter { parameter, set: 0 }).await?;
    data.first().copied().ok_or_else(|| super::short("PEF configuration parameter"))
}

fn failed(error: Error, what: &str) -> Failure {
    let retrieving = format!(" **Error retrieving {what}");
    match error.completion_code() {
        Some(code) => {
            let line = format!(" **Error {:x} in '{what}' command", code.0);
            Failure::client(error, line).line(retrieving)
        }
        None => Failure::client(error, retrieving),
    }
}

impl Render for Status {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let id = |id: u16| format!("0x{id:04x}");
        let mut parts = Parts::new(self.verbose);
        parts
            .field("Last SEL addition", &&self.last_addition)
            .field("Last SEL record ID", &id(self.last_record_id))
            .field("Last S/W processed ID", &id(self.last_software_processed_id))
            .field("Last BMC processed ID", &id(self.last_bmc_processed_id));
        if let Some(control) = self.control_code {
            parts.flags(&CONTROL, control, ["enabled", "disabled"]);
        }
        if let Some(actions) = self.active_actions_code {
            parts.flags(&ACTIONS, actions, ["active", "inactive"]);
        }
        parts.write(w, self.active_actions_code.is_some())
    }
}

/// What can be on, by bit (table 30-6, parameter 1).
const CONTROL: [&str; 4] =
    ["PEF", "PEF event messages", "PEF startup delay", "Alert startup delay"];
