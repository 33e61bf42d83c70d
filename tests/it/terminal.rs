//! A terminal, and a person at it.
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

use crate::bmc::{Bmc, login};

/// A terminal for a program: the side where a person would be, and the program's.
pub(crate) struct Terminal {
    master: File,
    slave: File,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = OpenOptions::new().read(true).write(true).open(name).unwrap();
        Self { master: File::from(master), slave }
    }

    /// The settings: the local modes, and all of them.
    pub(crate) fn modes(&self) -> (LocalModes, String) {
        let all = tcgetattr(&self.slave).unwrap();
        (all.local_modes, format!("{all:?}"))
    }

    pub(crate) fn is_raw(&self) -> bool {
        !self.modes().0.intersects(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
    }

    pub(crate) fn start(&self, program: &str, bmc: &Bmc, words: &str) -> Child {
        let slave = || self.slave.try_clone().unwrap();
        Command::new(program)
            .args(login(bmc.port(), "admin", "password", words))
            .stdin(slave())
            .stdout(slave())
            .stderr(slave())
            .spawn()
            .unwrap()
    }

    /// Reads what is shown until it ends so.
    pub(crate) fn until(&mut self, wanted: &str) -> String {
        let mut shown = Vec::new();
        let end = Instant::now() + Duration::from_secs(20);
        while !shown.ends_with(wanted.as_bytes()) {
            let so_far = String::from_utf8_lossy(&shown);
            assert!(Instant::now() < end, "{so_far:?} does not end in {wanted:?}");
            let mut byte = [0];
            assert_eq!(self.master.read(&mut byte).unwrap(), 1, "{so_far:?}");
            shown.push(byte[0]);
        }
        String::from_utf8(shown).unwrap()
    }

    pub(crate) fn key(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }
}
