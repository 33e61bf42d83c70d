//! `dcmi oob_discover`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::transport::{Client, ping};

/// Pings the BMC outside the session.
pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let Some(peer) = client.peer() else {
        return Err(Failure::usage("dcmi oob_discover needs a network"));
    };
    let Some(ipmi) = ping::ping(peer).await? else {
        return Err(Failure::result("No answer to the RMCP ping").also_printing("\n"));
    };
    let verbose = out.verbosity() > 0;
    out.show(&Shown { ipmi_supported: ipmi, verbose })
}

#[derive(Debug, Serialize)]
struct Shown {
    ipmi_supported: bool,
    #[serde(skip)]
    verbose: bool,
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.verbose {
            let not = if self.ipmi_supported { "" } else { "not " };
            writeln!(w, "Received IPMI/RMCP response packet: IPMI {not}Supported")?;
        }
        writeln!(w)
    }
}
