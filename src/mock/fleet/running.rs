//! The BMCs that run: started together, changed together.
use std::collections::{HashMap, HashSet};
use std::fs::DirBuilder;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::unix::fs::DirBuilderExt;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

use rustix::process::{Resource, getrlimit, setrlimit};

use super::Problem;
use super::files::{Files, Models};
use super::member::Member;
use super::plan::{Plan, Template, plan};
use super::sockets::{Inherited, bind};
use crate::mock::host::Hypervisor;
use crate::mock::server::Server;
use crate::mock::state::State;

/// BMCs in one process, until they are stopped or dropped. Each has its own thread, which sleeps
/// until something comes: what holds one up, holds up no other.
#[derive(Debug)]
pub struct Fleet {
    files: Files,
    template: Template,
    models: Models,
    running: HashMap<String, Running>,
    inherited: Inherited,
}

#[derive(Debug)]
struct Running {
    address: SocketAddr,
    machine: (Hypervisor, String),
    server: Server,
}

/// What starting or reading again came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// How many BMCs there are now.
    pub count: usize,
    /// How many have come.
    pub added: usize,
    /// How many have gone.
    pub removed: usize,
    /// How many have another address.
    pub moved: usize,
    /// What is not wrong, and should be known.
    pub notes: Vec<Problem>,
}

/// A BMC that has a socket and does not run yet.
struct Bound {
    member: Member,
    address: SocketAddr,
    socket: UdpSocket,
}

impl Fleet {
    /// Reads the files, binds every address that systemd gives no socket for, and starts every
    /// BMC. To be called once in a process.
    ///
    /// # Errors
    /// Everything that is wrong; nothing runs then.
    pub fn start(files: Files, template: Template) -> Result<(Self, Change), Vec<Problem>> {
        let inherited = Inherited::take().map_err(|problem| vec![problem])?;
        raise_descriptors();
        let (models, running) = (Models::default(), HashMap::new());
        let mut fleet = Self { files, template, models, running, inherited };
        let change = fleet.reload()?;
        Ok((fleet, change))
    }

    /// Reads the files again. BMCs that are new start, those that are gone end, all others take
    /// what has changed, and keep their sessions unless their address has. A BMC that takes the
    /// place of another and cannot begin is missing, and the notes say so.
    ///
    /// # Errors
    /// Everything that is wrong; nothing has changed then.
    pub fn reload(&mut self) -> Result<Change, Vec<Problem>> {
        let Plan { members, state, free_bind, mut notes } =
            plan(&self.files, &self.template, &mut self.models)?;
        notes.extend(self.idle_sockets(&members));
        if let Some(dir) = state {
            // The states hold passwords.
            let made = DirBuilder::new().recursive(true).mode(0o700).create(&dir);
            made.map_err(|error| {
                vec![Problem { file: Some(dir), line: None, text: error.to_string() }]
            })?;
        }
        let (stay, start): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| self.stays(member));
        // Nothing changes before every address is there, and every new BMC runs.
        let (fresh, rest) = self.bind(start, free_bind)?;
        let started = run_all(fresh)?;
        let mut change = Change { notes, added: started.len(), ..Change::default() };
        self.end_others(&stay, &rest, &mut change);
        self.running.extend(started);
        for member in stay {
            if let Some(running) = self.running.get_mut(&member.name) {
                running.take(&member);
            }
        }
        for bound in rest {
            match run(bound) {
                Ok((name, running)) => drop(self.running.insert(name, running)),
                Err(problem) => change.notes.push(problem),
            }
        }
        change.count = self.running.len();
        Ok(change)
    }

    /// How many BMCs there are.
    pub fn len(&self) -> usize {
        self.running.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Ends all; their states are written.
    pub fn stop(self) {
        at_once(self.running.into_values().collect(), drop);
    }

    /// Sockets of systemd that no BMC of the map is for.
    fn idle_sockets(&self, members: &[Member]) -> Vec<Problem> {
        let used: Vec<SocketAddr> =
            members.iter().flat_map(|member| member.options.listen.iter().copied()).collect();
        let idle = |at| Problem::general(format!("the socket for {at} fits no BMC of the map"));
        self.inherited.idle(&used).into_iter().map(idle).collect()
    }

    fn stays(&self, member: &Member) -> bool {
        let running = self.running.get(&member.name);
        running.is_some_and(|running| member.options.listen.contains(&running.address))
    }

    /// A socket for each: first for those that are new at an address that is free, then for those
    /// that take over an address or a name from a BMC that ends.
    fn bind(
        &self,
        members: Vec<Member>,
        free: bool,
    ) -> Result<(Vec<Bound>, Vec<Bound>), Vec<Problem>> {
        let held: HashMap<SocketAddr, &Server> =
            self.running.values().map(|running| (running.address, &running.server)).collect();
        let socket = |address: SocketAddr| match held.get(&address) {
            Some(server) => server.sockets()?.pop().ok_or(io::ErrorKind::AddrInUse.into()),
            None => self.inherited.get(address).unwrap_or_else(|| bind(address, free)),
        };
        let (mut bound, mut problems) = (Vec::new(), Vec::new());
        for member in members {
            let Some(&address) = member.options.listen.first() else { continue };
            match socket(address) {
                Ok(socket) => bound.push(Bound { member, address, socket }),
                Err(error) => {
                    let text = format!("{} at {address}: {error}", member.name);
                    problems.push(Problem::general(text));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let fresh = |bound: &Bound| {
            !held.contains_key(&bound.address) && !self.running.contains_key(&bound.member.name)
        };
        Ok(bound.into_iter().partition(fresh))
    }

    /// Ends the BMCs that don't stay. Their states are written before others read them.
    fn end_others(&mut self, stay: &[Member], rest: &[Bound], change: &mut Change) {
        let stays: HashSet<&str> = stay.iter().map(|member| member.name.as_str()).collect();
        let moving: HashSet<&str> = rest.iter().map(|bound| bound.member.name.as_str()).collect();
        let moved = self.running.keys().filter(|name| moving.contains(name.as_str())).count();
        let gone = self.running.extract_if(|name, _| !stays.contains(name.as_str()));
        let gone: Vec<Running> = gone.map(|(_, running)| running).collect();
        change.moved = moved;
        change.removed = gone.len() - moved;
        change.added += rest.len() - moved;
        at_once(gone, drop);
    }
}

impl Running {
    /// Takes what has changed.
    fn take(&mut self, member: &Member) {
        let mut options = member.options.clone();
        if self.machine == member.machine {
            // Its console stays open, and what waits for it to restart goes on.
            options.host = self.server.host();
        }
        self.machine.clone_from(&member.machine);
        self.server.reconfigure(options, |state, _| member.settle(state));
    }
}

/// Starts all or none.
fn run_all(bound: Vec<Bound>) -> Result<Vec<(String, Running)>, Vec<Problem>> {
    let (sender, results) = channel();
    // The receiver is there until all is done.
    at_once(bound, |bound| drop(sender.send(run(bound))));
    drop(sender);
    let (mut started, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(running) => started.push(running),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by(|a: &Problem, b| a.text.cmp(&b.text));
    if problems.is_empty() { Ok(started) } else { Err(problems) }
}

/// Does something with each, with some at the same time: a BMC that starts or ends waits until its
/// state is on the disk, one that ends also for what its machine is doing.
fn at_once<T: Send>(items: Vec<T>, work: impl Fn(T) + Sync) {
    let queue = Mutex::new(items.into_iter());
    let run = || {
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        while let Some(item) = next() {
            work(item);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..AT_ONCE {
            // Without a thread it takes longer.
            let _ = Builder::new().spawn_scoped(scope, run);
        }
        run();
    });
}

fn run(bound: Bound) -> Result<(String, Running), Problem> {
    let Bound { member, address, socket } = bound;
    let settle = |state: &mut State| {
        // Nobody has a session yet.
        let _ = member.settle(state);
    };
    let server = Server::on(vec![socket], member.options.clone(), settle)
        .map_err(|error| Problem::general(format!("{}: {error}", member.name)))?;
    Ok((member.name, Running { address, machine: member.machine, server }))
}

/// How many start or end at the same time.
const AT_ONCE: usize = 16;

/// Each BMC has four descriptors, and the usual limit is 1,024.
fn raise_descriptors() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where that is not allowed, the address tells that cannot be bound.
    let _ = setrlimit(Resource::Nofile, limit);
}
