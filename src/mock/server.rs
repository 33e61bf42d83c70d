//! A [`Bmc`] on UDP sockets.
mod console;

use std::collections::HashMap;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::net::{SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rand::TryRng;
use rand::rngs::SysRng;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};

use super::Rng;
use super::bmc::{Bmc, Change};
use super::faults::Fault;
use super::host::{Host, HostError, Order, Ticket, perform};
use super::options::Options;
use super::persist::{StateFile, make_folder};
use super::seen::Seen;
use super::state::State;

/// A BMC that runs on threads of its own, one for each address, until it is stopped or dropped.
#[derive(Debug)]
pub struct Server {
    shared: Arc<Shared>,
    addresses: Vec<SocketAddr>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    core: Mutex<Core>,
    sockets: Vec<UdpSocket>,
    stop: AtomicBool,
    /// Wakes threads that wait for datagrams.
    bell: PipeWriter,
    rung: PipeReader,
}

struct Core {
    bmc: Bmc,
    file: Option<StateFile>,
    /// When to try again to save what could not be saved.
    unsaved: Option<Instant>,
    /// Which socket a console talks to.
    routes: HashMap<SocketAddr, usize>,
    /// Threads that wait for the machine.
    helpers: Vec<JoinHandle<()>>,
    /// Wakes the one that has the machine's console, while there is one.
    console_bell: Option<PipeWriter>,
    /// What went wrong with the machine last.
    trouble: String,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("sockets", &self.sockets).finish_non_exhaustive()
    }
}

impl Server {
    /// Binds every address of the options and starts to serve.
    ///
    /// # Errors
    /// When an address cannot be bound, the state file cannot be written, or a thread cannot be
    /// started.
    pub fn spawn(options: Options) -> io::Result<Self> {
        let sockets = options.listen.iter().map(UdpSocket::bind).collect::<Result<_, _>>()?;
        Self::on(sockets, options, |_| {})
    }

    /// Starts to serve on sockets that are bound. `settle` makes the state fit, once it is read.
    ///
    /// # Errors
    /// When the state file cannot be written, or a thread cannot be started.
    pub(super) fn on(
        sockets: Vec<UdpSocket>,
        options: Options,
        settle: impl FnOnce(&mut State),
    ) -> io::Result<Self> {
        let addresses: Vec<SocketAddr> =
            sockets.iter().map(UdpSocket::local_addr).collect::<Result<_, _>>()?;
        // Before anything else: it may not be ours.
        let mut file = match &options.state_file {
            Some(path) => Some(StateFile::open(path.clone(), options.state_patience)?),
            None => None,
        };
        // A datagram that was there a moment ago may be gone: no thread waits for it.
        sockets.iter().try_for_each(|socket| socket.set_nonblocking(true))?;
        let (rung, bell) = io::pipe()?;
        ioctl_fionbio(&rung, true)?;
        ioctl_fionbio(&bell, true)?;
        let fixed = options.model.time;
        let sol_port = options.sol_port;
        let mut bmc = Bmc::new(options, system_rng());
        let given = bmc.state().users.clone();
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        if let (None, Ok(time)) = (fixed, u32::try_from(time)) {
            bmc.state_mut().clock.follow(time, Instant::now());
        }
        if let Some(port) = sol_port.or(addresses.first().map(SocketAddr::port)) {
            bmc.state_mut().sol.port = port;
        }
        if let Some(file) = &mut file {
            file.load(bmc.state_mut(), Instant::now())?;
        }
        settle(bmc.state_mut());
        let nobody = |bmc: &Bmc| bmc.state().users.iter().all(|(_, user)| !user.may_log_in());
        if nobody(&bmc) {
            // The last account was locked out for good: those of the options count again.
            bmc.state_mut().users = given;
        }
        if nobody(&bmc) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, NoAccount));
        }
        if let Some(file) = &mut file {
            file.save(bmc.state(), Instant::now())?;
        }
        let core = Mutex::new(Core::new(bmc, file));
        let stop = AtomicBool::new(false);
        let shared = Arc::new(Shared { core, sockets, stop, bell, rung });
        let mut server = Self { shared, addresses, threads: Vec::new() };
        for index in 0..server.addresses.len() {
            let shared = Arc::clone(&server.shared);
            let builder = std::thread::Builder::new().name("bmc".into()).stack_size(STACK);
            server.threads.push(builder.spawn(move || shared.run(index))?);
        }
        Ok(server)
    }

    /// The first address that it listens on, with the real port.
    pub fn addr(&self) -> SocketAddr {
        self.addresses.first().copied().unwrap_or(SocketAddr::from(([0, 0, 0, 0], 0)))
    }

    /// Every address that it listens on.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// What it has seen so far.
    pub fn seen(&self) -> Seen {
        self.shared.lock().bmc.seen().clone()
    }

    /// Forgets what it has seen so far.
    pub fn clear_seen(&self) {
        self.shared.lock().bmc.clear_seen();
    }

    /// Puts other faults in place of all.
    pub fn set_faults(&self, faults: &[Fault]) {
        self.shared.lock().bmc.set_faults(faults);
        self.shared.ring();
    }

    /// Takes other options while it runs: sessions stay, but those of the user IDs that `settle`
    /// gives. Addresses and state file stay as they are.
    pub(super) fn reconfigure(
        &self,
        options: Options,
        settle: impl FnOnce(&mut State, &Options) -> Vec<u8>,
    ) {
        let mut core = self.shared.lock();
        core.bmc.handle_timeout(Instant::now());
        core.bmc.reconfigure(options, settle);
        core.save(Instant::now());
        drop(core);
        self.shared.ring();
    }

    /// The machine that it acts on.
    pub(super) fn host(&self) -> Option<Arc<dyn Host>> {
        self.shared.lock().bmc.host()
    }

    /// Its sockets once more, for another that takes its place.
    ///
    /// # Errors
    /// When the process has no descriptor left.
    pub(super) fn sockets(&self) -> io::Result<Vec<UdpSocket>> {
        self.shared.sockets.iter().map(UdpSocket::try_clone).collect()
    }

    /// How many sessions are open.
    pub fn open_sessions(&self) -> usize {
        let mut core = self.shared.lock();
        core.bmc.handle_timeout(Instant::now());
        core.bmc.open_sessions()
    }

    /// Looks at the state or changes it; timers that are due have run.
    pub fn with_state<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        let mut core = self.shared.lock();
        core.bmc.handle_timeout(Instant::now());
        let result = look(core.bmc.state_mut());
        core.save(Instant::now());
        drop(core);
        self.shared.ring();
        result
    }

    /// Ends it.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        self.shared.ring();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
        self.shared.end_helpers();
        let mut core = self.shared.lock();
        // Counters, too.
        core.bmc.state_mut();
        core.save(Instant::now());
        // Another process may have it now.
        core.file = None;
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(self: &Arc<Self>, index: usize) {
        let Some(socket) = self.sockets.get(index) else { return };
        let mut buffer = [0; MAX_DATAGRAM];
        loop {
            let wait = self.turn();
            if self.wait(socket, wait).is_err() || self.stop.load(Ordering::SeqCst) {
                return;
            }
            let mut core = self.lock();
            // Several at a time: a flood must not fill the socket's buffer, and several writes are
            // saved at once.
            for _ in 0..BATCH {
                // An error is that there is nothing, or an ICMP message about an earlier answer.
                let Ok((len, from)) = socket.recv_from(&mut buffer) else { break };
                core.take(index, from, buffer.get(..len).unwrap_or_default());
            }
            core.ring_console(console::LOOK);
        }
    }

    /// A socket that can send to an address.
    fn socket_for(&self, to: SocketAddr) -> Option<&UdpSocket> {
        let fits = |socket: &&UdpSocket| {
            socket.local_addr().is_ok_and(|own| own.is_ipv4() == to.is_ipv4())
        };
        self.sockets.iter().find(fits)
    }

    /// Waits for a datagram, for the bell, or for some time; for ever without one.
    fn wait(&self, socket: &UdpSocket, time: Option<Duration>) -> io::Result<()> {
        let mut both = [PollFd::new(socket, PollFlags::IN), PollFd::new(&self.rung, PollFlags::IN)];
        let time = time.and_then(|time| Timespec::try_from(time).ok());
        match poll(&mut both, time.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [_, bell] = both;
        // At the end it stays in, so that every thread hears it.
        if !bell.revents().is_empty() && !self.stop.load(Ordering::SeqCst) {
            let _ = (&self.rung).read(&mut [0; 64]);
        }
        Ok(())
    }

    /// Wakes a thread, to look what is due.
    fn ring(&self) {
        // When the pipe is full, one will wake up anyway.
        let _ = (&self.bell).write(&[0]);
    }

    /// Sends what is due and says how long to wait; for ever when nothing will be.
    fn turn(self: &Arc<Self>) -> Option<Duration> {
        let mut core = self.lock();
        let now = Instant::now();
        core.bmc.handle_timeout(now);
        while let Some((ticket, order)) = core.bmc.poll_order(now) {
            let begun = core.bmc.host().ok_or(HostError::NotFound).and_then(|host| {
                let begun = self.carry_out(host, ticket, order).map(|help| core.helpers.push(help));
                begun.map_err(|error| HostError::Failed(error.to_string()))
            });
            if let Err(error) = begun {
                core.bmc.handle_outcome(now, ticket, &Err(error));
            }
        }
        self.look_after_console(&mut core);
        core.helpers.retain(|helper| !helper.is_finished());
        // First to the disk, then to the console: what was answered has happened.
        core.save(now);
        while let Some((to, bytes)) = core.bmc.poll_transmit(now) {
            let route = core.routes.get(&to).and_then(|index| self.sockets.get(*index));
            // The output of Tyan's console goes to somebody who has sent nothing.
            let socket = route.or_else(|| self.socket_for(to));
            if let Some(socket) = socket {
                // UDP: an answer that cannot be sent is an answer that gets lost.
                let _ = socket.send_to(&bytes, to);
            }
        }
        let next = [core.bmc.poll_timeout(), core.bmc.session_timeout(), core.unsaved];
        next.into_iter()
            .flatten()
            .min()
            .map(|at| at.saturating_duration_since(now).max(Duration::from_millis(1)))
    }

    /// Carries an order out, on a thread of its own; no BMC waits for it.
    fn carry_out(
        self: &Arc<Self>,
        host: Arc<dyn Host>,
        ticket: Ticket,
        order: Order,
    ) -> io::Result<JoinHandle<()>> {
        // An order may take long: when the BMC ends meanwhile, its address is free at once.
        let shared = Arc::downgrade(self);
        let builder = std::thread::Builder::new().name("order".into()).stack_size(STACK);
        builder.spawn(move || {
            let outcome = perform(&*host, order);
            let Some(shared) = shared.upgrade() else { return };
            if shared.stop.load(Ordering::SeqCst) {
                return;
            }
            let mut core = shared.lock();
            core.notice(order.name(), outcome.as_ref().err());
            core.bmc.handle_outcome(Instant::now(), ticket, &outcome);
            if order.changes() {
                core.ring_console(console::AGAIN);
            }
            drop(core);
            shared.turn();
            // Timers may have changed.
            shared.ring();
        })
    }

    /// Ends the threads that wait for the machine; a host that does not give up is left alone.
    fn end_helpers(&self) {
        let mut core = self.lock();
        let (helpers, host) = (std::mem::take(&mut core.helpers), core.bmc.host());
        core.ring_console(console::LOOK);
        drop(core);
        if let Some(host) = host {
            host.give_up();
        }
        let until = Instant::now() + GIVE_UP;
        while helpers.iter().any(|helper| !helper.is_finished()) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Core {
    fn new(bmc: Bmc, file: Option<StateFile>) -> Self {
        let (routes, helpers) = (HashMap::new(), Vec::new());
        let (unsaved, console_bell, trouble) = (None, None, String::new());
        Self { bmc, file, unsaved, routes, helpers, console_bell, trouble }
    }

    fn take(&mut self, index: usize, from: SocketAddr, bytes: &[u8]) {
        if self.routes.len() >= MAX_ROUTES {
            self.routes.clear();
        }
        self.routes.insert(from, index);
        self.bmc.handle_datagram(Instant::now(), from, bytes);
    }

    /// Says what goes wrong with the machine, once for as long as it is the same.
    fn notice(&mut self, what: &str, error: Option<&HostError>) {
        let trouble = match error {
            // The console is told.
            Some(HostError::NotNow) => return,
            Some(error) => format!("{what}: {error}"),
            None => String::new(),
        };
        if trouble == self.trouble {
            return;
        }
        if !trouble.is_empty() {
            self.say(&trouble);
        }
        self.trouble = trouble;
    }

    fn say(&self, line: &str) {
        if let Some(notice) = self.bmc.notices() {
            notice.say(line);
        }
    }

    /// Saves what may have changed. Where that fails the answers are lost, as on a bad network, and
    /// it is tried again; reads are answered all the same.
    fn save(&mut self, now: Instant) {
        let Some(file) = &mut self.file else { return };
        let change = self.bmc.take_change();
        if change.is_none() && self.unsaved.is_none_or(|again| now < again) {
            return;
        }
        match file.save(self.bmc.state(), now) {
            Ok(()) => self.unsaved = None,
            Err(error) => {
                if self.unsaved.is_none() {
                    self.say(&error.to_string());
                }
                self.unsaved = Some(now + SAVE_AGAIN);
                if change == Some(Change::Request) {
                    self.bmc.withhold();
                }
            }
        }
    }
}

/// Nobody could log in.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("there is no account: give one with --user NAME:PASSWORD:LEVEL")]
struct NoAccount;

/// Serves until `wait` returns. `on_ready` gets the addresses.
///
/// # Errors
/// As [`Server::spawn`].
pub fn serve(
    options: Options,
    on_ready: impl FnOnce(&[SocketAddr]),
    wait: impl FnOnce(),
) -> io::Result<()> {
    let server = Server::spawn(options)?;
    on_ready(server.addresses());
    wait();
    server.stop();
    Ok(())
}

/// The BMC inside the program: on a free port of the loopback, with user `admin` and password
/// `password`, its state in a file, whose directory is made when it is not there.
///
/// # Errors
/// As [`Server::spawn`], and when the directory cannot be made.
pub fn embedded(state_file: PathBuf) -> io::Result<Server> {
    make_folder(&state_file)?;
    let (state_file, state_patience) = (Some(state_file), PATIENCE);
    Server::spawn(Options { state_file, state_patience, ..Options::default() })
}

fn system_rng() -> Rng {
    Box::new(|bytes| {
        // The system's random source does not fail once the machine is up.
        let _ = SysRng.try_fill_bytes(bytes);
    })
}

const STACK: usize = 256 * 1024;
const MAX_DATAGRAM: usize = 2048;
const MAX_ROUTES: usize = 4096;
/// Datagrams that are taken before answers go out.
const BATCH: usize = 64;
const SAVE_AGAIN: Duration = Duration::from_secs(1);
/// Runs of the program that come at the same time take turns.
const PATIENCE: Duration = Duration::from_secs(10);
const GIVE_UP: Duration = Duration::from_secs(1);
