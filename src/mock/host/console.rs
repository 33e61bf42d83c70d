//! A machine's serial console: a program that reads and writes it.
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::HostError;
use super::child::{kill, set_nonblocking, sleep_until_ready};

/// An open console.
#[derive(Debug)]
pub struct Console {
    output: Option<OwnedFd>,
    input: Option<OwnedFd>,
    child: Child,
}

impl Console {
    /// A program whose standard input and output are the console. It ends with it.
    pub(super) fn of_program(mut command: Command) -> Result<Self, HostError> {
        command.stdin(Stdio::piped());
        Self::begin(command, None)
    }

    /// The same, with a terminal for standard input. The program makes it raw, and throws away
    /// what was typed before; so this waits until it has.
    pub(super) fn of_interactive(mut command: Command) -> Result<Self, HostError> {
        let (input, far) = terminal().map_err(|error| failed(&error.into()))?;
        command.stdin(far);
        let mut console = Self::begin(command, Some(input))?;
        let until = Instant::now() + PATIENCE;
        while !console.is_raw() {
            if console.child.try_wait().map_err(|error| failed(&error))?.is_some() {
                return Err(HostError::NotNow);
            }
            if Instant::now() > until {
                return Err(HostError::TimedOut);
            }
            std::thread::sleep(LOOK);
        }
        Ok(console)
    }

    /// True when the program takes each character as it is.
    fn is_raw(&self) -> bool {
        let settings = self.input.as_ref().and_then(|terminal| tcgetattr(terminal).ok());
        settings.is_none_or(|it| !it.local_modes.contains(LocalModes::ICANON))
    }

    fn begin(mut command: Command, terminal: Option<OwnedFd>) -> Result<Self, HostError> {
        command.stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let mut child = command.spawn().map_err(|error| failed(&error))?;
        let input = terminal.or(child.stdin.take().map(OwnedFd::from));
        let output = child.stdout.take().map(OwnedFd::from);
        let console = Self { output, input, child };
        for fd in [&console.input, &console.output].into_iter().flatten() {
            set_nonblocking(fd).map_err(|error| failed(&error))?;
        }
        Ok(console)
    }

    /// Waits until it can be read or written as wanted, or `wake` can be read, for that long at
    /// the most.
    pub fn wait(&self, (reads, writes): (bool, bool), wake: &impl AsFd, time: Duration) {
        let mut watched = vec![PollFd::new(wake, PollFlags::IN)];
        if reads && let Some(output) = &self.output {
            watched.push(PollFd::new(output, PollFlags::IN));
        }
        if writes && let Some(input) = &self.input {
            watched.push(PollFd::new(input, PollFlags::OUT));
        }
        sleep_until_ready(&mut watched, time);
    }

    /// Reads what is there; `None` at its end.
    pub fn read(&self, buffer: &mut [u8]) -> Option<usize> {
        match rustix::io::read(self.output.as_ref()?, buffer) {
            Ok(0) => None,
            Ok(count) => Some(count),
            Err(error) => waits(error).then_some(0),
        }
    }

    /// Writes what there is room for; `None` at its end.
    pub fn write(&self, bytes: &[u8]) -> Option<usize> {
        match rustix::io::write(self.input.as_ref()?, bytes) {
            Ok(count) => Some(count),
            Err(error) => waits(error).then_some(0),
        }
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        kill(&self.child);
        // Takes it off the system's list of processes.
        let _ = self.child.wait();
    }
}

/// Both ends of a new terminal that gives whole lines, without an echo; the second is for the
/// program.
fn terminal() -> rustix::io::Result<(OwnedFd, OwnedFd)> {
    let near = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&near)?;
    unlockpt(&near)?;
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let far = open(ptsname(&near, Vec::new())?.as_c_str(), flags, Mode::empty())?;
    let mut settings = tcgetattr(&far)?;
    settings.make_raw();
    settings.local_modes |= LocalModes::ICANON;
    tcsetattr(&far, OptionalActions::Now, &settings)?;
    Ok((near, far))
}

fn failed(error: &io::Error) -> HostError {
    HostError::Failed(format!("console: {error}"))
}

fn waits(error: rustix::io::Errno) -> bool {
    matches!(error, rustix::io::Errno::AGAIN | rustix::io::Errno::INTR)
}

/// A program that starts is ready by then.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_millis(5);
