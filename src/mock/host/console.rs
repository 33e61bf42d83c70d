//! A machine's serial console: a terminal that its hypervisor has made, or a program.
use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::HostError;
use super::child::{kill, set_nonblocking, sleep_until_ready};

/// An open console.
#[derive(Debug)]
pub struct Console {
    output: OwnedFd,
    /// The other direction; `None` where it is the same.
    input: Option<OwnedFd>,
    child: Option<Child>,
}

impl Console {
    /// A terminal by its name.
    pub(super) fn of_terminal(path: &OsStr) -> Result<Self, HostError> {
        let failed = |error: rustix::io::Errno| HostError::Failed(format!("console: {error}"));
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let terminal = open(path, flags, Mode::empty()).map_err(failed)?;
        let mode = fstat(&terminal).map_err(failed)?.st_mode;
        if FileType::from_raw_mode(mode) != FileType::CharacterDevice {
            return Err(HostError::Failed("the console is no terminal".into()));
        }
        // Every character passes as it is.
        if let Ok(mut settings) = tcgetattr(&terminal) {
            settings.make_raw();
            tcsetattr(&terminal, OptionalActions::Now, &settings).map_err(failed)?;
        }
        Ok(Self { output: terminal, input: None, child: None })
    }

    /// A program whose standard input and output are the console. It ends with it.
    pub(super) fn of_program(mut command: Command) -> Result<Self, HostError> {
        let failed = |error: io::Error| HostError::Failed(format!("console: {error}"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.process_group(0).spawn().map_err(failed)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let pipes = pipes.map(|(stdin, stdout)| (OwnedFd::from(stdin), OwnedFd::from(stdout)));
        let (input, output) = pipes.ok_or_else(|| HostError::Failed("console: no pipes".into()))?;
        let console = Self { output, input: Some(input), child: Some(child) };
        set_nonblocking(&console.output).map_err(failed)?;
        set_nonblocking(console.input()).map_err(failed)?;
        Ok(console)
    }

    /// Waits until it can be read or written as wanted, or `wake` can be read, for that long at
    /// the most.
    pub fn wait(&self, (reads, writes): (bool, bool), wake: &impl AsFd, time: Duration) {
        let mut watched = vec![PollFd::new(wake, PollFlags::IN)];
        if reads {
            watched.push(PollFd::new(&self.output, PollFlags::IN));
        }
        if writes {
            watched.push(PollFd::new(self.input(), PollFlags::OUT));
        }
        sleep_until_ready(&mut watched, time);
    }

    /// Reads what is there; `None` at its end.
    pub fn read(&self, buffer: &mut [u8]) -> Option<usize> {
        match rustix::io::read(&self.output, buffer) {
            Ok(0) => None,
            Ok(count) => Some(count),
            Err(error) => waits(error).then_some(0),
        }
    }

    /// Writes what there is room for; `None` at its end.
    pub fn write(&self, bytes: &[u8]) -> Option<usize> {
        match rustix::io::write(self.input(), bytes) {
            Ok(count) => Some(count),
            Err(error) => waits(error).then_some(0),
        }
    }

    fn input(&self) -> &OwnedFd {
        self.input.as_ref().unwrap_or(&self.output)
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            kill(child);
            // Takes it off the system's list of processes.
            let _ = child.wait();
        }
    }
}

fn waits(error: rustix::io::Errno) -> bool {
    matches!(error, rustix::io::Errno::AGAIN | rustix::io::Errno::INTR)
}
