//! The thread that carries characters between serial over LAN and a machine's console.
use std::io::{self, PipeReader, Read, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::ioctl_fionbio;

use super::{Core, STACK, Shared};
use crate::mock::host::{Console, Host};

impl Core {
    /// Wakes the thread that has the machine's console.
    pub(super) fn ring_console(&self, why: u8) {
        if let Some(mut bell) = self.console_bell.as_ref() {
            // When the pipe is full, it will wake up anyway.
            let _ = bell.write(&[why]);
        }
    }
}

impl Shared {
    /// Starts the thread where somebody wants the machine's console and there is none.
    pub(super) fn look_after_console(self: &Arc<Self>, core: &mut Core) {
        if core.console_bell.is_some() || !core.bmc.wants_console() {
            return;
        }
        // Without a thread the console stays away, and the next packet comes here again.
        let Ok((rung, bell)) = io::pipe() else { return };
        let quiet = ioctl_fionbio(&rung, true).and_then(|()| ioctl_fionbio(&bell, true));
        let shared = Arc::clone(self);
        let builder = std::thread::Builder::new().name("console".into()).stack_size(STACK);
        let thread = builder.spawn(move || shared.run_console(&rung));
        if let (Ok(()), Ok(thread)) = (quiet, thread) {
            core.helpers.push(thread);
            core.console_bell = Some(bell);
        }
    }

    /// Attaches the console, again and again, as long as somebody wants it.
    fn run_console(self: &Arc<Self>, rung: &PipeReader) {
        while let Some(host) = self.console_host() {
            match host.console() {
                Ok(console) => {
                    self.lock().bmc.set_console_attached(true);
                    self.carry(&host, &console, rung);
                    self.lock().bmc.set_console_attached(false);
                    // Timers are the others' again.
                    self.ring();
                }
                Err(error) => {
                    let mut core = self.lock();
                    core.bmc.set_console_missing();
                    core.notice("console", Some(&error));
                }
            }
            self.wait_for_machine(rung);
        }
    }

    /// The machine whose console is wanted. Without one the thread ends.
    fn console_host(&self) -> Option<Arc<dyn Host>> {
        let mut core = self.lock();
        let wanted = core.bmc.wants_console() && !self.stop.load(Ordering::SeqCst);
        let host = core.bmc.host().filter(|_| wanted);
        if host.is_none() {
            core.console_bell = None;
        }
        host
    }

    /// Carries characters until one side ends.
    fn carry(self: &Arc<Self>, host: &Arc<dyn Host>, console: &Console, rung: &PipeReader) {
        let mut buffer = [0; MOST_READ];
        loop {
            let time = self.turn().unwrap_or(LONGEST).min(LONGEST);
            let Some((room, writes)) = self.wishes(host) else { return };
            console.wait((room > 0, writes), rung, time);
            drain(rung);
            if room > 0 {
                let Some(count) = console.read(buffer.get_mut(..room).unwrap_or_default()) else {
                    return;
                };
                self.lock().bmc.handle_console_output(buffer.get(..count).unwrap_or_default());
            }
            if writes {
                let mut core = self.lock();
                let Some(count) = console.write(core.bmc.console_input()) else { return };
                core.bmc.console_input_written(count);
            }
        }
    }

    /// How much may be read, and whether there is something to write; `None` when nobody wants
    /// that machine's console any more.
    fn wishes(&self, host: &Arc<dyn Host>) -> Option<(usize, bool)> {
        let mut core = self.lock();
        let same = core.bmc.host().is_some_and(|present| Arc::ptr_eq(&present, host));
        if !same || !core.bmc.wants_console() || self.stop.load(Ordering::SeqCst) {
            return None;
        }
        Some((core.bmc.console_room().min(MOST_READ), !core.bmc.console_input().is_empty()))
    }

    /// Waits until it is worth another try: for some time, or until the machine did something.
    fn wait_for_machine(&self, rung: &PipeReader) {
        let until = Instant::now() + TRY_AGAIN;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            let time = Timespec::try_from(left).ok();
            // An interrupted wait is a short one.
            let _ = poll(&mut [PollFd::new(rung, PollFlags::IN)], time.as_ref());
            let mut core = self.lock();
            let wanted = core.bmc.wants_console() && !self.stop.load(Ordering::SeqCst);
            if drain(rung).contains(&AGAIN) || !wanted {
                return;
            }
        }
    }
}

/// Takes what the bell has said.
fn drain(mut rung: &PipeReader) -> Vec<u8> {
    let mut said = vec![0; 64];
    let count = rung.read(&mut said).unwrap_or(0);
    said.truncate(count);
    said
}

/// Something came for the console.
pub(super) const LOOK: u8 = 0;
/// The machine did something: its console may be there again.
pub(super) const AGAIN: u8 = 1;
const MOST_READ: usize = 2048;
/// How often to look for sessions that have ended.
const LONGEST: Duration = Duration::from_millis(500);
/// A console that is not there is tried as often.
const TRY_AGAIN: Duration = Duration::from_millis(500);
