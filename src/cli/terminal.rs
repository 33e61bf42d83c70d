//! The terminal's settings, and that it gets them back.
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use rustix::termios::{OptionalActions, Termios, isatty, tcgetattr, tcsetattr};

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
