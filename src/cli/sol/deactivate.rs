//! `sol deactivate`.
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cmd::app::payload::DeactivatePayload;
use crate::error::Error;
use crate::transport::Client;

/// The instance to end.
#[derive(Clone, Copy, Debug)]
pub struct Deactivate {
    instance: u8,
}

impl Deactivate {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => Ok(Self { instance: 1 }),
            [word] => {
                let number = word.strip_prefix("instance=").ok_or_else(super::usage)?;
                Ok(Self { instance: super::instance(number)? })
            }
            _ => Err(super::usage()),
        }
    }

    pub(super) async fn run(self, client: &mut Client, _: &mut Out<'_>) -> Result<(), Failure> {
        deactivate(client, self.instance).await
    }
}

/// Ends a console.
///
/// # Errors
/// What IPMItool says, also when there is none.
pub(super) async fn deactivate(client: &mut Client, instance: u8) -> Result<(), Failure> {
    let answer = client.send(&DeactivatePayload { instance }).await;
    answer.map_err(|error| {
        let line = match error.completion_code().map(|code| (code.0, code)) {
            Some((DeactivatePayload::NOT_ACTIVE, _)) => {
                "Info: SOL payload already de-activated".to_owned()
            }
            Some((DISABLED, _)) => "Info: SOL payload type disabled".to_owned(),
            Some((_, code)) => format!("Error de-activating SOL payload: {code}"),
            None => "Error: No response de-activating SOL payload".to_owned(),
        };
        Failure::client(error, line)
    })
}

/// True when the console had ended already.
pub(super) fn had_ended(error: &Error) -> bool {
    error.completion_code().is_some_and(|code| code.0 == DeactivatePayload::NOT_ACTIVE)
}

const DISABLED: u8 = 0x81;
