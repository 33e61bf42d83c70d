//! What libvirt's program `virsh` does with a machine.
use std::path::PathBuf;
use std::process::Command;

use super::child::Runner;
use super::domain::Domain;
use super::{BootChoice, Console, HostError};
use crate::mock::boot::BootDevice;

/// The program, and the machine that it is used for.
#[derive(Debug)]
pub(super) struct Virsh {
    pub(super) program: PathBuf,
    /// Which libvirt; `None` for what `virsh` takes by itself.
    pub(super) uri: Option<String>,
    pub(super) machine: String,
    pub(super) runner: Runner,
}

impl Virsh {
    /// The same once more, which is given up by itself.
    pub(super) fn again(&self) -> Self {
        let (program, uri, machine) =
            (self.program.clone(), self.uri.clone(), self.machine.clone());
        Self { program, uri, machine, runner: Runner::default() }
    }

    fn command(&self, action: &str) -> Command {
        let mut command = Command::new(&self.program);
        // Its messages are read.
        command.env("LC_ALL", "C").env("LANGUAGE", "C");
        command.arg("-q");
        if let Some(uri) = &self.uri {
            command.arg(format!("--connect={uri}"));
        }
        if action == "console" {
            // What ends it is a character that hardly anybody types.
            command.arg("--escape=^@");
        }
        command.arg(action);
        command
    }

    /// Runs it to its end; gives what it printed.
    fn finish(&self, command: Command, input: &[u8]) -> Result<Vec<u8>, HostError> {
        let ended = self.runner.run(command, input)?;
        if ended.status.success() {
            return Ok(ended.output);
        }
        let complaint = ended.complaint();
        Err(if complaint.contains("failed to get domain") {
            HostError::NotFound
        } else if complaint.contains("cannot acquire state change lock") {
            HostError::Busy
        } else {
            HostError::Failed(complaint)
        })
    }

    /// Runs an action for the machine. The name is in one word with its option, so that it is
    /// none itself.
    fn call(&self, action: &str, more: &[&str]) -> Result<Vec<u8>, HostError> {
        // To virsh that is the number of a running machine, any one.
        if self.machine.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(HostError::NotFound);
        }
        let mut command = self.command(action);
        command.arg(format!("--domain={}", self.machine)).args(more);
        self.finish(command, b"")
    }

    /// Gives a machine's description to an action.
    fn describe(&self, action: &str, domain: &Domain) -> Result<(), HostError> {
        let mut command = self.command(action);
        // It has secrets in it, and never is in a file.
        command.arg("--file=/dev/stdin");
        let bytes = domain.to_bytes().map_err(|error| HostError::Failed(error.to_string()))?;
        self.finish(command, &bytes).map(|_| ())
    }

    /// The description that is stored.
    fn stored(&self) -> Result<Domain, HostError> {
        let text = self.call("dumpxml", &["--inactive", "--security-info"])?;
        read(&text)
    }

    /// The description to start it with, where that is not the stored one. Libvirt starts a
    /// machine that is off with another description, and goes back to the stored one when the
    /// machine is off again.
    pub(super) fn prepare(&self, boot: Option<BootChoice>) -> Result<Option<Domain>, HostError> {
        let Some(BootChoice { device, persistent }) = boot else { return Ok(None) };
        if persistent {
            self.set_boot(Some(device))?;
            return Ok(None);
        }
        let mut domain = self.stored()?;
        domain.restore();
        if device == BootDevice::Setup {
            domain.show_menu();
        } else {
            domain.boot_from(device);
        }
        Ok(Some(domain))
    }

    pub(super) fn start(&self, with: Option<&Domain>) -> Result<(), HostError> {
        match with {
            Some(domain) => self.describe("create", domain),
            None => self.done("start", &[]),
        }
    }

    pub(super) fn stop(&self) -> Result<(), HostError> {
        self.done("destroy", &[]).or_else(|error| self.unless_is(false, error))
    }

    /// True when it is on.
    pub(super) fn power(&self) -> Result<bool, HostError> {
        let state = self.call("domstate", &[])?;
        match state.trim_ascii() {
            b"shut off" => Ok(false),
            b"running" | b"idle" | b"paused" | b"in shutdown" | b"crashed" | b"pmsuspended" => {
                Ok(true)
            }
            _ => Err(HostError::Failed("a state that is not known".into())),
        }
    }

    /// True when it runs with another boot order than the stored one.
    pub(super) fn is_changed(&self) -> Result<bool, HostError> {
        let live = read(&self.call("dumpxml", &["--security-info"])?)?;
        Ok(live.plan() != self.stored()?.plan())
    }

    /// Puts a device in front of the stored order, or puts the order back.
    pub(super) fn set_boot(&self, device: Option<BootDevice>) -> Result<(), HostError> {
        let stored = self.stored()?;
        let mut domain = stored.clone();
        domain.restore();
        if let Some(device) = device {
            domain.boot_from(device);
        }
        if domain.plan() == stored.plan() { Ok(()) } else { self.describe("define", &domain) }
    }

    /// Waits until the machine restarts by itself; false when `runner` is given up before.
    pub(super) fn wait_for_restart(&self, runner: &Runner) -> bool {
        let mut command = self.command("event");
        command.arg(format!("--domain={}", self.machine));
        command.args(["--event=reboot", "--timeout=86400"]);
        let ended = runner.run(command, b"");
        ended.is_ok_and(|ended| ended.output.starts_with(b"event 'reboot'"))
    }

    /// What `virsh console` gives: it works for machines of other hosts and other users too, and
    /// one has the console alone.
    pub(super) fn console(&self) -> Result<Console, HostError> {
        if !self.power()? {
            return Err(HostError::NotNow);
        }
        // `virsh console` says only at its end that there is none.
        let terminal = self.call("ttyconsole", &[]);
        if !terminal.is_ok_and(|name| name.starts_with(b"/")) {
            return Err(HostError::Failed("the machine has no console of type pty".into()));
        }
        let mut command = self.command("console");
        command.arg(format!("--domain={}", self.machine)).arg("--force");
        Console::of_interactive(command)
    }

    /// [`Self::call`] for what prints nothing of interest.
    pub(super) fn done(&self, action: &str, more: &[&str]) -> Result<(), HostError> {
        self.call(action, more).map(|_| ())
    }

    /// No error where the machine is in that state all the same: somebody was faster.
    pub(super) fn unless_is(&self, on: bool, error: HostError) -> Result<(), HostError> {
        if self.power()? == on { Ok(()) } else { Err(error) }
    }
}

fn read(text: &[u8]) -> Result<Domain, HostError> {
    Domain::parse(text).ok_or_else(|| HostError::Failed("a description without sense".into()))
}
