//! The terminal's settings, and that it gets them back.
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::termios::{
    OptionalActions, Termios, Winsize, isatty, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize,
};

/// A terminal that gets its settings back when this is dropped: at a return, an error, a panic or a
/// signal that ends the program the ordinary way.
#[derive(Debug)]
pub(super) struct Held {
    tty: OwnedFd,
    before: Termios,
}

impl Held {
    /// Notes a terminal's settings; `None` for what is no terminal.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn hold(file: impl AsFd) -> io::Result<Option<Self>> {
        let tty = file.as_fd().try_clone_to_owned()?;
        if !isatty(&tty) {
            return Ok(None);
        }
        Ok(Some(Self { before: tcgetattr(&tty)?, tty }))
    }

    /// [`Self::hold`], and makes it raw.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn raw(file: impl AsFd) -> io::Result<Option<Self>> {
        let held = Self::hold(file)?;
        if let Some(held) = &held {
            held.enter()?;
        }
        Ok(held)
    }

    /// Makes the terminal raw: without echo, line editing, signals and translations.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn enter(&self) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        Ok(tcsetattr(&self.tty, OptionalActions::Drain, &raw)?)
    }

    /// Leaves a raw terminal the translation of its output that it had.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn translate_output(&self) -> io::Result<()> {
        let mut now = tcgetattr(&self.tty)?;
        now.output_modes = self.before.output_modes;
        Ok(tcsetattr(&self.tty, OptionalActions::Drain, &now)?)
    }

    /// Ends what a line editor was doing to the screen: pasted text is marked no more, and what
    /// comes next begins a line of its own.
    pub(super) fn end_editing(&self) {
        let mut left = END_OF_EDITING;
        while !left.is_empty() {
            match rustix::io::write(&self.tty, left) {
                Ok(len) => left = left.get(len..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // It is gone, or cannot be written to.
                Err(_) => return,
            }
        }
    }

    /// Gives the terminal its settings back, for a while.
    pub(super) fn leave(&self) {
        // A terminal that is gone needs no restoring.
        let _ = tcsetattr(&self.tty, OptionalActions::Drain, &self.before);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.leave();
    }
}

/// A terminal of another size, that gets its own back when this is dropped.
#[derive(Debug)]
pub(super) struct Resized {
    tty: OwnedFd,
    before: Winsize,
}

impl Resized {
    /// Sets rows and columns, those that are given; `None` when none are, or for no terminal.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn new(
        file: impl AsFd,
        rows: Option<u16>,
        columns: Option<u16>,
    ) -> io::Result<Option<Self>> {
        let tty = file.as_fd().try_clone_to_owned()?;
        if rows.is_none() && columns.is_none() || !isatty(&tty) {
            return Ok(None);
        }
        let before = tcgetwinsize(&tty)?;
        let mut size = before;
        size.ws_row = rows.unwrap_or(before.ws_row);
        size.ws_col = columns.unwrap_or(before.ws_col);
        tcsetwinsize(&tty, size)?;
        Ok(Some(Self { tty, before }))
    }
}

impl Drop for Resized {
    fn drop(&mut self) {
        // A terminal that is gone needs no restoring.
        let _ = tcsetwinsize(&self.tty, self.before);
    }
}

/// Bracketed paste off, and a new line.
const END_OF_EDITING: &[u8] = b"\x1b[?2004l\r\n";

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
            let _held = Held::raw(&tty).unwrap().unwrap();
            assert!(!modes().contains(LocalModes::ECHO | LocalModes::ICANON));
            panic!("on purpose");
        });
        assert!(end.is_err());
        assert_eq!(modes(), before);
        let held = Held::raw(&tty).unwrap().unwrap();
        held.leave();
        assert_eq!(modes(), before);
        held.enter().unwrap();
        drop(held);
        assert_eq!(modes(), before);
        assert!(
            Held::raw(OpenOptions::new().read(true).open("/dev/null").unwrap()).unwrap().is_none()
        );
    }
}
