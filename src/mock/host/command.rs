//! Machines that a program of the user's runs: `PROGRAM NAME ACTION [DEVICE]`.
//! `docs/mock-bmc.md` has the contract.
use std::path::PathBuf;
use std::process::Command;

use super::child::{Ended, Runner};
use super::{BootChoice, Console, Host, HostError};
use crate::mock::boot::BootDevice;
use crate::mock::chassis::Action;

/// A machine and the program that runs it.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) machine: String,
    /// For questions.
    pub(super) runner: Runner,
    /// For what changes the machine: never given up in the middle.
    pub(super) orders: Runner,
}

impl Program {
    fn command(&self, action: &str, device: Option<&str>) -> Command {
        let mut command = Command::new(&self.path);
        command.arg(&self.machine).arg(action).args(device);
        command
    }

    fn call(
        &self,
        runner: &Runner,
        action: &str,
        device: Option<&str>,
    ) -> Result<Ended, HostError> {
        let ended = runner.run(self.command(action, device), b"")?;
        Err(match ended.status.code() {
            Some(0) => return Ok(ended),
            Some(NOT_NOW) => HostError::NotNow,
            Some(NOT_FOUND) => HostError::NotFound,
            Some(BUSY) => HostError::Busy,
            Some(TIMED_OUT) => HostError::TimedOut,
            _ => HostError::Failed(ended.complaint()),
        })
    }
}

impl Host for Program {
    fn power(&self) -> Result<bool, HostError> {
        let ended = self.call(&self.runner, "status", None)?;
        match ended.output.trim_ascii() {
            b"on" => Ok(true),
            b"off" => Ok(false),
            _ => Err(HostError::Failed("status printed neither on nor off".into())),
        }
    }

    fn act(&self, action: Action, boot: Option<BootChoice>) -> Result<(), HostError> {
        let boots = matches!(action, Action::On | Action::Cycle | Action::Reset);
        let device = boot.filter(|_| boots).map(|boot| boot.device.name());
        self.call(&self.orders, action.name(), device).map(|_| ())
    }

    fn set_boot(&self, device: Option<BootDevice>) -> Result<(), HostError> {
        let device = device.map_or("default", BootDevice::name);
        self.call(&self.orders, "boot", Some(device)).map(|_| ())
    }

    fn console(&self) -> Result<Console, HostError> {
        if !self.power()? {
            return Err(HostError::NotNow);
        }
        Console::of_program(self.command("console", None))
    }

    fn give_up(&self) {
        self.runner.give_up();
    }
}

/// Exit statuses. The last two are those of `sysexits.h` for "try again later", and of
/// `timeout`.
const NOT_NOW: i32 = 2;
const NOT_FOUND: i32 = 3;
const BUSY: i32 = 75;
const TIMED_OUT: i32 = 124;
