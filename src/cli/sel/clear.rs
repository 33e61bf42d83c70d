//! `sel clear`: erases the log.
use std::io::{self, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::reserve::under_reservation;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::storage::sel::ClearSel;
use crate::transport::Client;

/// Erases the log.
#[derive(Clone, Copy, Debug)]
pub struct Clear {
    /// How long to wait for the end.
    pub(super) wait: Option<Duration>,
}

impl Clear {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let used = std::cell::Cell::new(0);
        let command = |reservation| {
            used.set(reservation);
            ClearSel { reservation, begin: true }
        };
        let answer = under_reservation(client, out, command).await?;
        let mut complete = answer.said("Unable to clear SEL")?;
        out.plain("Clearing SEL.  Please allow a few seconds to erase.")?;
        let until = self.wait.map(|wait| Instant::now() + wait);
        while let (false, Some(until)) = (complete, until) {
            if Instant::now() >= until {
                return Err(Failure::result("The SEL is not erased yet"));
            }
            client.sleep(POLL).await;
            let status = ClearSel { reservation: used.get(), begin: false };
            complete = client.send(&status).await.said("Unable to check SEL clear status")?;
        }
        out.show(&Cleared { complete })
    }
}

#[derive(Debug, Serialize)]
struct Cleared {
    /// False while the BMC is still at it.
    complete: bool,
}

impl Render for Cleared {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Time between two looks.
const POLL: Duration = Duration::from_millis(250);
