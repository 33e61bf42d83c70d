//! Writes of LAN parameters: before them the BMC is told that writes are in progress, behind them
//! that they are to be kept.
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cmd::lan::{GetLanParameter, Parameter, SetLanParameter};
use crate::error::Error;
use crate::session::quirks::Quirk;
use crate::transport::Client;

/// Writes to one channel.
#[derive(Debug)]
pub struct Guard {
    channel: u8,
    /// Rest so long between writes.
    rest: Option<Duration>,
}

impl Guard {
    /// Nothing is sent yet.
    pub fn new(channel: u8, client: &Client) -> Self {
        Self { channel, rest: rest(client) }
    }

    /// Says that writes are in progress. Some BMCs do not know that; then they come without.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn begin(&self, client: &mut Client) -> Result<(), Error> {
        for _ in 0..TRIES {
            let progress = GetLanParameter::of(self.channel, Parameter::SET_IN_PROGRESS);
            match client.send(&progress).await {
                Ok(data) if data.first().is_some_and(|state| state & 3 == IN_PROGRESS) => break,
                Ok(_) | Err(Error::Completion { .. } | Error::Wire { .. }) => {}
                Err(error) => return Err(error),
            }
            match self.progress(client, IN_PROGRESS).await {
                Ok(()) | Err(Error::Completion { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Writes one parameter between [`Self::begin`] and [`Self::end`].
    ///
    /// # Errors
    /// When the BMC refuses, or does not answer.
    pub async fn write(
        &self,
        client: &mut Client,
        parameter: Parameter,
        data: Vec<u8>,
    ) -> Result<(), Error> {
        if let Some(rest) = self.rest {
            client.sleep(rest).await;
        }
        client.send(&SetLanParameter { channel: self.channel, parameter, data }).await
    }

    /// Says that what was written is to be kept, and that writes are over. Many BMCs know no
    /// commit, and what was written has been answered for.
    pub async fn end(&self, client: &mut Client, keep: bool) {
        if keep {
            let _ = self.progress(client, COMMIT).await;
        }
        let _ = self.progress(client, COMPLETE).await;
    }

    /// Writes a parameter and looks whether it is there.
    ///
    /// # Errors
    /// What to say when it was refused, or when the BMC has something else after a while.
    pub async fn set(
        &self,
        client: &mut Client,
        parameter: Parameter,
        data: Vec<u8>,
    ) -> Result<(), Failure> {
        self.begin(client).await.map_err(refused)?;
        let written = match self.write(client, parameter, data.clone()).await {
            Ok(()) => self.check(client, parameter, &data).await,
            Err(error) => Err(refused(error)),
        };
        self.end(client, written.is_ok()).await;
        written
    }

    async fn check(
        &self,
        client: &mut Client,
        parameter: Parameter,
        data: &[u8],
    ) -> Result<(), Failure> {
        let mut pause = FIRST_PAUSE;
        loop {
            let found = client.send(&GetLanParameter::of(self.channel, parameter)).await;
            match found {
                Ok(found) if found == data => return Ok(()),
                Ok(_) | Err(Error::Completion { .. } | Error::Wire { .. }) => {}
                Err(error) => {
                    let line = "The parameter was written, and then the BMC stopped answering.";
                    return Err(Failure::client(error, line));
                }
            }
            if pause > LAST_PAUSE {
                return Err(Failure::result(MISMATCH));
            }
            client.sleep(pause).await;
            pause *= 2;
        }
    }

    async fn progress(&self, client: &mut Client, state: u8) -> Result<(), Error> {
        self.write(client, Parameter::SET_IN_PROGRESS, vec![state]).await
    }
}

/// How long the BMC rests before a write, if it has to.
pub(super) fn rest(client: &Client) -> Option<Duration> {
    let quirks = client.config().quirks;
    let slow = quirks.has(Quirk::SlowCommit) || quirks.has(Quirk::VerySlowCommit);
    slow.then_some(REST)
}

/// What is said about a write that the BMC refused.
pub fn refused(error: Error) -> Failure {
    let line = match &error {
        Error::Completion { meaning: Some(meaning), .. } => {
            format!("Set LAN Parameter failed: {meaning}")
        }
        Error::Completion { code, .. } => format!("Set LAN Parameter failed: {code}"),
        _ => "Set LAN Parameter failed".to_owned(),
    };
    Failure::client(error, line)
}

/// What is said about a write that is not there when it is read back.
pub(super) const MISMATCH: &str = "LAN Parameter Data does not match!  Write may have failed.";
/// State of parameter 0: no writes are in progress.
pub const COMPLETE: u8 = 0;
/// State of parameter 0: writes are in progress.
pub const IN_PROGRESS: u8 = 1;
/// State of parameter 0: what was written is to be kept.
pub const COMMIT: u8 = 2;
/// How often it is said that writes are in progress.
const TRIES: u32 = 3;
/// BMCs that the quirk is for lose writes that follow each other faster.
const REST: Duration = Duration::from_secs(1);
/// The pause before a parameter is read again doubles up to the last one.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LAST_PAUSE: Duration = Duration::from_millis(1600);
