//! Machines of libvirt, through its program `virsh`.
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::Command;

use super::child::Runner;
use super::domain::Domain;
use super::{BootChoice, Console, Host, HostError};
use crate::mock::boot::BootDevice;
use crate::mock::chassis::Action;

/// A machine of libvirt.
#[derive(Debug)]
pub(super) struct Virsh {
    pub(super) program: PathBuf,
    /// Which libvirt; `None` for what `virsh` takes by itself.
    pub(super) uri: Option<String>,
    pub(super) machine: String,
    pub(super) runner: Runner,
}

impl Virsh {
    fn command(&self, action: &str) -> Command {
        let mut command = Command::new(&self.program);
        // Its messages are read.
        command.env("LC_ALL", "C").env("LANGUAGE", "C");
        command.arg("-q");
        if let Some(uri) = &self.uri {
            command.arg(format!("--connect={uri}"));
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
        Domain::parse(&text).ok_or_else(|| HostError::Failed("a description without sense".into()))
    }

    /// The description to start it with, where that is not the stored one. Libvirt starts a
    /// machine that is off with another description, and goes back to the stored one when the
    /// machine is off again.
    fn prepare(&self, boot: Option<BootChoice>) -> Result<Option<Domain>, HostError> {
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

    fn start(&self, with: Option<&Domain>) -> Result<(), HostError> {
        match with {
            Some(domain) => self.describe("create", domain),
            None => self.call("start", &[]).map(|_| ()),
        }
    }

    /// Off, and on again.
    fn restart(&self, boot: Option<BootChoice>) -> Result<(), HostError> {
        let with = self.prepare(boot)?;
        self.call("destroy", &[]).map(|_| ()).or_else(|error| self.unless_is(false, error))?;
        let result = self.start(with.as_ref());
        if result.is_err() && with.is_some() {
            // Rather from another device than not at all.
            self.start(None)?;
        }
        result
    }

    /// No error where the machine is in that state all the same: somebody was faster.
    fn unless_is(&self, on: bool, error: HostError) -> Result<(), HostError> {
        if self.power()? == on { Ok(()) } else { Err(error) }
    }
}

impl Host for Virsh {
    fn power(&self) -> Result<bool, HostError> {
        let state = self.call("domstate", &[])?;
        match state.trim_ascii() {
            b"shut off" => Ok(false),
            b"running" | b"idle" | b"paused" | b"in shutdown" | b"crashed" | b"pmsuspended" => {
                Ok(true)
            }
            _ => Err(HostError::Failed("a state that is not known".into())),
        }
    }

    fn act(&self, action: Action, boot: Option<BootChoice>) -> Result<(), HostError> {
        let done = |action, more: &[&str]| self.call(action, more).map(|_| ());
        match (action, boot) {
            (Action::Off, _) => done("destroy", &[]).or_else(|error| self.unless_is(false, error)),
            (Action::On, _) => {
                let with = self.prepare(boot)?;
                self.start(with.as_ref()).or_else(|error| self.unless_is(true, error))
            }
            // Another device to boot from needs a new QEMU.
            (Action::Cycle, _) | (Action::Reset, Some(_)) => self.restart(boot),
            (Action::Reset, None) => done("reset", &[]),
            (Action::Diag, _) => done("inject-nmi", &[]),
            (Action::Soft, _) => {
                done("shutdown", &["--mode=acpi"]).or_else(|error| self.unless_is(false, error))
            }
        }
    }

    fn set_boot(&self, device: Option<BootDevice>) -> Result<(), HostError> {
        let stored = self.stored()?;
        let mut domain = stored.clone();
        domain.restore();
        if let Some(device) = device {
            domain.boot_from(device);
        }
        if domain.plan() == stored.plan() { Ok(()) } else { self.describe("define", &domain) }
    }
    /// Its terminal where libvirt is on this machine. Elsewhere a name of a terminal would be one
    /// of somebody else.
    fn console(&self) -> Result<Console, HostError> {
        let uri = self.finish(self.command("uri"), b"")?;
        let uri = String::from_utf8_lossy(&uri);
        if !uri.contains(":///") {
            return Err(HostError::Failed("the console of another host is out of reach".into()));
        }
        let path = self.call("ttyconsole", &[])?;
        let path = path.trim_ascii();
        if !path.starts_with(b"/dev/") {
            return Err(HostError::NotNow);
        }
        Console::of_terminal(OsStr::from_bytes(path))
    }

    fn give_up(&self) {
        self.runner.give_up();
    }
}
