//! `mock-bmc --vms`: many BMCs until a signal ends them; SIGHUP reads the files again.
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use crate::mock::fleet::{Change, Files, Fleet, Problem, Template};

/// Which BMCs there are.
#[derive(Debug, Args)]
pub(super) struct Many {
    // No comment for rustdoc, which would take the brackets for a link.
    #[arg(
        long,
        help = "A BMC for each virtual machine: lines of name,address[:port]. --state is a \
                directory then. SIGHUP reads the file again",
        value_name = "FILE",
        group = "machines",
        conflicts_with_all = ["listen", "guid", "sol_port"]
    )]
    vms: Option<PathBuf>,
    /// What the BMCs of --vms are like: a TOML file (docs/fleet.md).
    #[arg(long, value_name = "FILE", requires = "vms")]
    config: Option<PathBuf>,
}

impl Many {
    /// True for more than one BMC.
    pub(super) fn is_asked(&self) -> bool {
        self.vms.is_some()
    }

    /// The files; `None` when there is one BMC only.
    pub(super) fn files(&self) -> Option<Files> {
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        Some(Files { map: self.vms.clone()?, config: self.config.clone(), credentials })
    }
}

/// Serves until SIGINT or SIGTERM.
pub(super) fn run(files: Files, template: Template) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let served = runtime.and_then(|runtime| runtime.block_on(serve(files, template)));
    served.unwrap_or_else(|error| {
        say(&error);
        ExitCode::FAILURE
    })
}

async fn serve(files: Files, template: Template) -> io::Result<ExitCode> {
    // Signals that come while it starts wait until it has.
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let (mut fleet, change) = match Fleet::start(files, template) {
        Ok(started) => started,
        Err(problems) => {
            tell(&problems);
            return Ok(ExitCode::FAILURE);
        }
    };
    tell(&change.notes);
    let mut out = io::stdout();
    let _ = writeln!(out, "ripmitool mock-bmc: ready, {}", bmcs(change.count));
    let _ = out.flush();
    loop {
        tokio::select! {
            _ = interrupt.recv() => break,
            _ = terminate.recv() => break,
            _ = hang_up.recv() => reload(&mut fleet),
        }
    }
    fleet.stop();
    Ok(ExitCode::SUCCESS)
}

fn reload(fleet: &mut Fleet) {
    match fleet.reload() {
        Ok(Change { count, added, removed, moved, notes }) => {
            tell(&notes);
            let all = bmcs(count);
            say(&format_args!("read again: {all}, {added} new, {moved} moved, {removed} gone"));
        }
        Err(problems) => {
            tell(&problems);
            say(&"not read again: everything goes on as before");
        }
    }
}

fn bmcs(count: usize) -> String {
    format!("{count} BMC{}", if count == 1 { "" } else { "s" })
}

fn tell(problems: &[Problem]) {
    for problem in problems {
        say(problem);
    }
}

fn say(text: &dyn Display) {
    super::tell(&text.to_string());
}
