//! A terminal, and a person at it.
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::bmc::login;

/// Both sides of a new terminal, and the name of the second.
fn pair() -> (File, File, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let slave = OpenOptions::new().read(true).write(true).open(&name).unwrap();
    (File::from(master), slave, name)
}

/// A serial line with a device at its end that gives back what it gets, or nothing.
pub(crate) struct Serial {
    /// What the other end of the line is called.
    pub(crate) name: String,
    seen: Arc<Mutex<Vec<u8>>>,
    _slave: File,
}

impl Serial {
    pub(crate) fn new(echoes: bool) -> Self {
        let (mut master, slave, name) = pair();
        let mut modes = tcgetattr(&slave).unwrap();
        modes.make_raw();
        tcsetattr(&slave, OptionalActions::Now, &modes).unwrap();
        let seen = Arc::default();
        let all: Arc<Mutex<Vec<u8>>> = Arc::clone(&seen);
        // It ends when nobody has the other end open any more.
        std::thread::spawn(move || {
            let mut buffer = [0; 512];
            while let Ok(len @ 1..) = master.read(&mut buffer) {
                all.lock().unwrap().extend(&buffer[..len]);
                if echoes && master.write_all(&buffer[..len]).is_err() {
                    return;
                }
            }
        });
        Self { name, seen, _slave: slave }
    }

    /// What came to the device since the last call.
    pub(crate) fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.seen.lock().unwrap())).unwrap()
    }
}

/// A terminal for a program: the side where a person would be, and the program's.
pub(crate) struct Terminal {
    master: File,
    slave: File,
    /// What is shown, byte for byte.
    shown: Receiver<u8>,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        let (master, slave, _) = pair();
        let (bytes, shown) = channel();
        // A read cannot be given up: another thread has it, until nobody has the slave.
        let mut screen = master.try_clone().unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 512];
            while let Ok(len @ 1..) = screen.read(&mut buffer) {
                if buffer[..len].iter().any(|byte| bytes.send(*byte).is_err()) {
                    return;
                }
            }
        });
        Self { master, slave, shown }
    }

    /// The settings: the local modes, and all of them.
    pub(crate) fn modes(&self) -> (LocalModes, String) {
        let all = tcgetattr(&self.slave).unwrap();
        (all.local_modes, format!("{all:?}"))
    }

    pub(crate) fn is_raw(&self) -> bool {
        !self.modes().0.intersects(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
    }

    pub(crate) fn start(&self, program: &str, port: u16, words: &str) -> Child {
        self.run(program, &login(port, "admin", "password", words))
    }

    pub(crate) fn run(&self, program: &str, args: &[String]) -> Child {
        self.start_with(Command::new(program).args(args))
    }

    /// Starts a command at the terminal.
    pub(crate) fn start_with(&self, command: &mut Command) -> Child {
        let slave = || self.slave.try_clone().unwrap();
        command.stdin(slave()).stdout(slave()).stderr(slave()).spawn().unwrap()
    }

    /// Reads what is shown until it ends so.
    pub(crate) fn until(&mut self, wanted: &str) -> String {
        let mut shown = Vec::new();
        let end = Instant::now() + Duration::from_secs(60);
        while !shown.ends_with(wanted.as_bytes()) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(byte) = self.shown.recv_timeout(left) else {
                panic!("{:?} does not end in {wanted:?}", String::from_utf8_lossy(&shown));
            };
            shown.push(byte);
        }
        String::from_utf8(shown).unwrap()
    }

    pub(crate) fn key(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }
}
