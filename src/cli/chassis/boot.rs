//! What the three boot commands share: reading and writing a boot parameter.
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cmd::boot::{BootParameter, GetSystemBootOptions, Progress, SetSystemBootOptions};
use crate::error::Error;
use crate::transport::Client;

/// Reads a parameter.
pub(super) async fn get(
    client: &mut Client,
    parameter: u8,
    set: u8,
) -> Result<BootParameter, Failure> {
    client.send(&GetSystemBootOptions { parameter, set }).await.map_err(|error| {
        let line = match refusal(&error) {
            Some(meaning) => format!("Get Chassis Boot Parameter {parameter} failed: {meaning}"),
            None => format!("Error Getting Chassis Boot Parameter {parameter}"),
        };
        Failure::client(error, line)
    })
}

/// Writes a parameter.
pub(super) async fn set(client: &mut Client, option: &SetSystemBootOptions) -> Result<(), Failure> {
    client.send(option).await.map_err(|error| {
        let line = set_failed(&error, option.parameter());
        Failure::client(error, line)
    })
}

/// A write that others are told about. Not every BMC has the parameter for that, so a refusal
/// ends nothing.
#[derive(Debug)]
pub(super) struct Announced(bool);

impl Announced {
    /// Says that a write begins.
    pub(super) async fn begin(client: &mut Client, out: &mut Out<'_>) -> Result<Self, Failure> {
        tell(Progress::InProgress, client, out).await.map(Self)
    }

    /// Says that what was written is to take effect.
    pub(super) async fn commit(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        if self.0 {
            tell(Progress::Commit, client, out).await?;
        }
        Ok(())
    }

    /// Says that the write is over, well or not; gives `outcome` on.
    pub(super) async fn end(
        self,
        outcome: Result<(), Failure>,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        if self.0 {
            let told = tell(Progress::Complete, client, out).await;
            outcome?;
            told?;
            return Ok(());
        }
        outcome
    }
}

/// Sets who has handled the boot information. Old BMCs don't have it; that is no failure.
pub(super) async fn acknowledge(
    mask: u8,
    handled: u8,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let option = SetSystemBootOptions::acknowledge(mask, handled);
    match client.send(&option).await {
        Err(error @ Error::Completion { .. }) => {
            out.note_at(1, set_failed(&error, option.parameter()));
            Ok(())
        }
        Err(error) => {
            let line = set_failed(&error, option.parameter());
            Err(Failure::client(error, line))
        }
        Ok(()) => Ok(()),
    }
}

/// True when the BMC took it.
async fn tell(progress: Progress, client: &mut Client, out: &mut Out<'_>) -> Result<bool, Failure> {
    let option = SetSystemBootOptions::progress(progress);
    match client.send(&option).await {
        Ok(()) => Ok(true),
        Err(Error::Completion { .. }) => Ok(false),
        Err(error @ Error::NoAnswer(_)) => {
            out.note(set_failed(&error, option.parameter()));
            Ok(false)
        }
        Err(error) => {
            let line = set_failed(&error, option.parameter());
            Err(Failure::client(error, line))
        }
    }
}

fn set_failed(error: &Error, parameter: u8) -> String {
    match refusal(error) {
        Some(meaning) => format!("Set Chassis Boot Parameter {parameter} failed: {meaning}"),
        None => format!("Error setting Chassis Boot Parameter {parameter}"),
    }
}

fn refusal(error: &Error) -> Option<String> {
    match error {
        Error::Completion { meaning: Some(meaning), .. } => Some((*meaning).to_owned()),
        other => other.completion_code().map(|code| code.to_string()),
    }
}
