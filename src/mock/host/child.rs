//! Programs that are run for a machine: with a limit for their time and for what they print, never
//! through a shell.
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{Pid, Signal, kill_process_group};

use super::HostError;

/// A program that has ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) status: ExitStatus,
    /// The beginning of what it printed.
    pub(super) output: Vec<u8>,
    errors: Vec<u8>,
}

impl Ended {
    /// What it says of its failure: its errors' first lines.
    pub(super) fn complaint(&self) -> String {
        let text = String::from_utf8_lossy(&self.errors);
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES).collect();
        let said: String = lines.join("; ").chars().filter(|c| !c.is_control()).collect();
        match (said.is_empty(), self.status.code()) {
            (false, _) => said.chars().take(MOST_COMPLAINT).collect(),
            (true, Some(code)) => format!("exit status {code}"),
            (true, None) => "ended by a signal".into(),
        }
    }
}

/// Runs the programs of a machine.
#[derive(Debug)]
pub(super) struct Runner {
    limit: Duration,
    /// How often to look at what is neither told by closed pipes nor by time.
    look: Duration,
    given_up: AtomicBool,
}

impl Default for Runner {
    fn default() -> Self {
        Self { limit: LIMIT, look: LOOK, given_up: AtomicBool::new(false) }
    }
}

impl Runner {
    /// Runs a program with that standard input until it ends. One that takes too long is killed,
    /// with all that it has started.
    pub(super) fn run(&self, command: Command, input: &[u8]) -> Result<Ended, HostError> {
        if self.is_given_up() {
            return Err(HostError::TimedOut);
        }
        let until = Instant::now() + self.limit;
        let name = command.get_program().to_string_lossy().into_owned();
        let failed = |error: io::Error| HostError::Failed(format!("{name}: {error}"));
        let mut child = spawn(command, input).map_err(failed)?;
        let result = self.watch(&mut child, input, until);
        if !matches!(result, Ok(Some(_))) {
            kill(&child);
            // Takes it off the system's list of processes.
            let _ = child.wait();
        }
        result.map_err(failed)?.ok_or(HostError::TimedOut)
    }

    /// For a program that waits for something, a day at the most.
    pub(super) fn patient() -> Self {
        Self { limit: DAY, look: LOOK * 5, ..Self::default() }
    }

    /// True when nobody waits any more.
    pub(super) fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::SeqCst)
    }

    /// Ends what runs.
    pub(super) fn give_up(&self) {
        self.given_up.store(true, Ordering::SeqCst);
    }

    /// Feeds and reads the program until it ends; `None` when the time is over, or nobody wants to know.
    fn watch(&self, child: &mut Child, input: &[u8], until: Instant) -> io::Result<Option<Ended>> {
        let (mut stdin, mut left) = (child.stdin.take(), input);
        let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        if let Some(pipe) = &stdin {
            set_nonblocking(pipe)?;
        }
        stdout.as_ref().map_or(Ok(()), set_nonblocking)?;
        stderr.as_ref().map_or(Ok(()), set_nonblocking)?;
        loop {
            if let Some(pipe) = &mut stdin {
                match pipe.write(left) {
                    Ok(count) => left = left.get(count..).unwrap_or_default(),
                    Err(error) if waits(&error) => {}
                    // It does not want to know more.
                    Err(_) => left = &[],
                }
                if left.is_empty() {
                    stdin = None;
                }
            }
            let ended = child.try_wait()?;
            drain(&mut stdout, &mut output, MOST_OUTPUT);
            drain(&mut stderr, &mut errors, MOST_ERRORS);
            if let Some(status) = ended {
                return Ok(Some(Ended { status, output, errors }));
            }
            let now = Instant::now();
            if now >= until || self.is_given_up() {
                return Ok(None);
            }
            // Closed pipes are the end in most cases, and it comes at once.
            let closed = stdout.is_none() && stderr.is_none();
            let wait = if closed { AT_END } else { self.look }.min(until.duration_since(now));
            let pipes = [stdout.as_ref().map(AsFd::as_fd), stderr.as_ref().map(AsFd::as_fd)];
            let mut watched: Vec<PollFd<'_>> =
                pipes.iter().flatten().map(|fd| PollFd::new(fd, PollFlags::IN)).collect();
            watched.extend(stdin.as_ref().map(|pipe| PollFd::new(pipe, PollFlags::OUT)));
            sleep_until_ready(&mut watched, wait);
        }
    }
}

fn spawn(mut command: Command, input: &[u8]) -> io::Result<Child> {
    command.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn()
}

/// Kills a program that was not waited for yet, and its group.
pub(super) fn kill(child: &Child) {
    // It is a child that still has its number; what cannot be killed has ended by itself.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

/// Takes what is in a pipe, and closes it at its end. What is too much is thrown away.
fn drain(pipe: &mut Option<impl Read>, to: &mut Vec<u8>, most: usize) {
    let mut buffer = [0; 4096];
    // A program that prints for ever must not keep this from looking at the time.
    for _ in 0..MOST_READS {
        let Some(open) = pipe else { return };
        match open.read(&mut buffer) {
            Ok(0) => *pipe = None,
            Ok(count) => {
                let room = most.saturating_sub(to.len());
                to.extend(buffer.get(..count.min(room)).unwrap_or_default());
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if waits(&error) => return,
            Err(_) => *pipe = None,
        }
    }
}

pub(super) fn set_nonblocking(fd: &impl AsFd) -> io::Result<()> {
    Ok(fcntl_setfl(fd, fcntl_getfl(fd)? | OFlags::NONBLOCK)?)
}

/// Waits until one of them is ready, for that long at the most.
pub(super) fn sleep_until_ready(watched: &mut [PollFd<'_>], wait: Duration) {
    let time = Timespec::try_from(wait).unwrap_or_default();
    // An interrupted wait is a short one.
    let _ = poll(watched, Some(&time));
}

fn waits(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

/// What a program may take at the most.
const LIMIT: Duration = Duration::from_secs(60);
/// How often to look whether a program has ended that leaves its output open.
const LOOK: Duration = Duration::from_millis(20);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const AT_END: Duration = Duration::from_millis(1);
/// Descriptions of machines are large.
const MOST_OUTPUT: usize = 1024 * 1024;
const MOST_ERRORS: usize = 4096;
const MOST_READS: usize = 64;
const MOST_LINES: usize = 3;
const MOST_COMPLAINT: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    fn run(command: Command, input: &[u8], limit: Duration) -> Result<Ended, HostError> {
        Runner { limit, ..Runner::default() }.run(command, input)
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn input_and_both_outputs_pass_whole() {
        let input = vec![b'x'; 300_000];
        let ended = run(shell("cat; echo error >&2; exit 3"), &input, LIMIT).unwrap();
        assert_eq!((ended.status.code(), ended.output == input), (Some(3), true));
        assert_eq!(ended.complaint(), "error");
        let ended = run(shell("exec <&-; exit 4"), &input, LIMIT).unwrap();
        assert_eq!(ended.complaint(), "exit status 4");
        let ended = run(shell("cat"), b"", LIMIT).unwrap();
        assert!(ended.output.is_empty(), "standard input is empty");
    }

    #[test]
    fn output_has_a_limit() {
        let ended = run(shell("head -c 3000000 /dev/zero"), b"", LIMIT).unwrap();
        assert_eq!(ended.output.len(), MOST_OUTPUT);
    }

    #[test]
    fn a_program_that_hangs_is_killed_with_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pid");
        let script = format!("sleep 1000 & echo $! > {}; wait", file.display());
        let result = run(shell(&script), b"", Duration::from_millis(500));
        assert_eq!(result.unwrap_err(), HostError::TimedOut);
        let pid = std::fs::read_to_string(file).unwrap();
        let stat = || std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
        let until = Instant::now() + Duration::from_secs(10);
        // Nobody may be there to take it off the list.
        while stat().is_ok_and(|stat| !stat.contains(") Z ")) {
            assert!(Instant::now() < until, "it still runs");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn what_nobody_waits_for_is_ended() {
        let runner = Runner::default();
        std::thread::scope(|scope| {
            let runs = scope.spawn(|| runner.run(shell("exec sleep 1000"), b""));
            runner.give_up();
            assert_eq!(runs.join().unwrap().unwrap_err(), HostError::TimedOut);
        });
        // Nor is it begun.
        let missing = runner.run(Command::new("/nonexistent/x"), b"");
        assert_eq!(missing.unwrap_err(), HostError::TimedOut);
    }

    #[test]
    fn a_program_that_leaves_a_child_behind_is_not_waited_for() {
        let began = Instant::now();
        let ended = run(shell("sleep 20 & echo $!"), b"", LIMIT).unwrap();
        assert!(began.elapsed() < Duration::from_secs(10));
        let pid: i32 = String::from_utf8(ended.output).unwrap().trim().parse().unwrap();
        rustix::process::kill_process(Pid::from_raw(pid).unwrap(), Signal::KILL).unwrap();
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(Command::new("/nonexistent/x"), b"", LIMIT).unwrap_err();
        assert!(matches!(error, HostError::Failed(text) if text.starts_with("/nonexistent/x: ")));
    }
}
