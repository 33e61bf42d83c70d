//! The near end of a console: the terminal, or whatever standard input is.
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcsetattr};
use tokio::sync::mpsc::{self, Receiver};

/// Standard input, a piece at a time.
///
/// A thread reads it: the ways to read it without one change the terminal for its other users, or
/// work for some kinds of files only. The thread ends with this, and takes nothing more then.
#[derive(Debug)]
pub(super) struct Input {
    pieces: Receiver<io::Result<Vec<u8>>>,
    ended: bool,
    /// The thread ends when this does.
    _alive: UnixStream,
}

impl Input {
    /// Begins to read.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn new() -> io::Result<Self> {
        let (alive, watched) = UnixStream::pair()?;
        let (sender, pieces) = mpsc::channel(1);
        thread::Builder::new().name("input".into()).spawn(move || {
            loop {
                let piece = read(&watched);
                let last = !piece.as_ref().is_ok_and(|piece| !piece.is_empty());
                if sender.blocking_send(piece).is_err() || last {
                    return;
                }
            }
        })?;
        Ok(Self { pieces, ended: false, _alive: alive })
    }

    /// True when there is no more.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// The next piece, as long as it is, empty at the end; waits for ever behind that. It may be
    /// dropped at any time and called again.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) async fn next(&mut self) -> io::Result<Vec<u8>> {
        if self.ended {
            return std::future::pending().await;
        }
        let piece = self.pieces.recv().await.unwrap_or_else(|| Ok(Vec::new()));
        self.ended = piece.as_ref().is_ok_and(Vec::is_empty);
        piece
    }
}

/// What is there of standard input, empty at its end and when nobody wants it any more.
fn read(watched: &UnixStream) -> io::Result<Vec<u8>> {
    let stdin = io::stdin();
    let mut buffer = [0; PIECE];
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(watched, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let [input, alive] = fds.map(|fd| !fd.revents().is_empty());
        if alive {
            return Ok(Vec::new());
        }
        if !input {
            continue;
        }
        // What is ready can be read without waiting: that much, or the end.
        match rustix::io::read(&stdin, &mut buffer) {
            Ok(len) => return Ok(buffer.get(..len).unwrap_or_default().to_vec()),
            Err(Errno::INTR | Errno::AGAIN) => {}
            // The other side of a terminal has gone.
            Err(Errno::IO) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
    }
}

/// The terminal without echo, line editing, signals and translations, until dropped: a return, an
/// error, a panic or a signal that ends the program the ordinary way. `None` where standard input
/// is no terminal.
#[derive(Debug)]
pub(super) struct Raw {
    tty: OwnedFd,
    before: Termios,
}

impl Raw {
    /// Takes a terminal over.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn start(file: impl AsFd) -> io::Result<Option<Self>> {
        let tty = file.as_fd().try_clone_to_owned()?;
        if !isatty(&tty) {
            return Ok(None);
        }
        let raw = Self { before: tcgetattr(&tty)?, tty };
        raw.enter()?;
        Ok(Some(raw))
    }

    /// Makes the terminal raw, again.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        Ok(tcsetattr(&self.tty, OptionalActions::Drain, &raw)?)
    }

    /// Gives the terminal its settings back, for a while.
    pub(super) fn leave(&self) {
        // A terminal that is gone needs no restoring.
        let _ = tcsetattr(&self.tty, OptionalActions::Drain, &self.before);
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Stops this process, as Ctrl-Z does, until it is continued.
///
/// # Errors
/// Those of the system.
pub(super) fn suspend() -> io::Result<()> {
    let itself = rustix::process::getpid();
    Ok(rustix::process::kill_process(itself, rustix::process::Signal::TSTP)?)
}

const PIECE: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;
    use std::panic::catch_unwind;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::LocalModes;

    #[test]
    fn the_terminal_is_what_it_was_after_a_panic() {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let tty = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let modes = || tcgetattr(&tty).unwrap().local_modes;
        let before = modes();
        assert!(before.contains(LocalModes::ECHO));
        let end = catch_unwind(|| {
            let _raw = Raw::start(&tty).unwrap().unwrap();
            assert!(!modes().contains(LocalModes::ECHO | LocalModes::ICANON));
            panic!("on purpose");
        });
        assert!(end.is_err());
        assert_eq!(modes(), before);
        let raw = Raw::start(&tty).unwrap().unwrap();
        raw.leave();
        assert_eq!(modes(), before);
        raw.enter().unwrap();
        drop(raw);
        assert_eq!(modes(), before);
        assert!(
            Raw::start(OpenOptions::new().read(true).open("/dev/null").unwrap()).unwrap().is_none()
        );
    }
}
