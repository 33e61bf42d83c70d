//! What is typed at a console: at the terminal, or whatever standard input is.
use std::io;
use std::os::unix::net::UnixStream;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
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

/// Stops this process, as Ctrl-Z does, until it is continued.
///
/// # Errors
/// Those of the system.
pub(super) fn suspend() -> io::Result<()> {
    let itself = rustix::process::getpid();
    Ok(rustix::process::kill_process(itself, rustix::process::Signal::TSTP)?)
}

const PIECE: usize = 1024;
