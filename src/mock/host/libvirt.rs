//! Machines of libvirt.
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::child::Runner;
use super::domain::Domain;
use super::virsh::Virsh;
use super::{BootChoice, Console, Host, HostError};
use crate::mock::boot::BootDevice;
use crate::mock::chassis::Action;

/// A machine of libvirt.
#[derive(Debug)]
pub(super) struct Machine {
    /// For questions and the console.
    virsh: Virsh,
    /// For what changes the machine. It is never given up in the middle: a machine that was
    /// switched off for a power cycle is to come on again.
    orders: Arc<Virsh>,
    /// Held while the machine is started and stopped.
    changes: Arc<Mutex<()>>,
    watch: Mutex<Option<Watch>>,
}

/// Waits until the machine restarts by itself.
#[derive(Debug)]
struct Watch {
    runner: Arc<Runner>,
    thread: JoinHandle<()>,
}

impl Machine {
    pub(super) fn new(program: PathBuf, uri: Option<String>, machine: String) -> Self {
        let virsh = Virsh { program, uri, machine, runner: Runner::default() };
        let orders = Arc::new(virsh.again());
        Self { virsh, orders, changes: Arc::default(), watch: Mutex::default() }
    }

    /// Starts the machine. With another description than the stored one it is started so for
    /// once: when it restarts by itself, it does so with the stored one, as a system that has used
    /// its boot flags up.
    fn start(&self, with: Option<&Domain>) -> Result<(), HostError> {
        if with.is_some() {
            *lock(&self.watch) = self.begin_watch();
        }
        let result = self.orders.start(with);
        if result.is_err() {
            self.end_watch();
        }
        result
    }

    /// Off, and on again.
    fn restart(&self, boot: Option<BootChoice>) -> Result<(), HostError> {
        let with = self.orders.prepare(boot)?;
        self.orders.stop()?;
        let result = self.start(with.as_ref());
        if result.is_err() && with.is_some() {
            // Rather from another device than not at all.
            self.start(None)?;
        }
        result
    }

    /// `None` where there can be no thread; then it restarts from the same device.
    fn begin_watch(&self) -> Option<Watch> {
        let runner = Arc::new(Runner::patient());
        let (virsh, changes) = (Arc::clone(&self.orders), Arc::clone(&self.changes));
        let watcher = Arc::clone(&runner);
        let watch = move || {
            if !virsh.wait_for_restart(&watcher) {
                return;
            }
            let _held = lock(&changes);
            if !watcher.is_given_up() && virsh.is_changed() == Ok(true) {
                // It has just begun to boot: nothing is lost. What goes wrong shows in its state.
                let _ = virsh.stop().and_then(|()| virsh.start(None));
            }
        };
        let builder = std::thread::Builder::new().name("watch".into()).stack_size(STACK);
        let thread = builder.spawn(watch).ok()?;
        Some(Watch { runner, thread })
    }

    /// Nobody waits for a restart any more.
    fn end_watch(&self) -> Option<Watch> {
        let watch = lock(&self.watch).take();
        watch.inspect(|watch| watch.runner.give_up())
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.end_watch();
    }
}

impl Host for Machine {
    fn power(&self) -> Result<bool, HostError> {
        self.virsh.power()
    }

    fn act(&self, action: Action, boot: Option<BootChoice>) -> Result<(), HostError> {
        let virsh = &self.orders;
        match action {
            Action::Diag => return virsh.done("inject-nmi", &[]),
            Action::Soft => {
                let result = virsh.done("shutdown", &["--mode=acpi"]);
                return result.or_else(|error| virsh.unless_is(false, error));
            }
            Action::Off | Action::On | Action::Cycle | Action::Reset => {}
        }
        self.end_watch();
        let _held = lock(&self.changes);
        match action {
            Action::Off => virsh.stop(),
            Action::On => {
                let with = virsh.prepare(boot)?;
                self.start(with.as_ref()).or_else(|error| virsh.unless_is(true, error))
            }
            // Another device to boot from needs a new QEMU, and so does the end of one.
            Action::Reset if boot.is_none() && !virsh.is_changed()? => virsh.done("reset", &[]),
            _ => self.restart(boot),
        }
    }

    fn set_boot(&self, device: Option<BootDevice>) -> Result<(), HostError> {
        self.orders.set_boot(device)
    }

    fn console(&self) -> Result<Console, HostError> {
        self.virsh.console()
    }

    fn give_up(&self) {
        self.virsh.runner.give_up();
        let Some(Watch { thread, .. }) = self.end_watch() else { return };
        // A program that is not ended yet would be left over.
        for _ in 0..GIVE_UP_MS {
            if thread.is_finished() {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const STACK: usize = 256 * 1024;
const GIVE_UP_MS: u32 = 1000;
