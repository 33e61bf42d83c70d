//! The BMCs that run: started together, changed together.
use std::collections::HashMap;
use std::fs::DirBuilder;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::os::unix::fs::DirBuilderExt;

use rustix::process::{Resource, getrlimit, setrlimit};

use super::Problem;
use super::files::{Files, Models};
use super::member::Member;
use super::plan::{Plan, Template, plan};
use crate::mock::server::Server;

/// BMCs in one process, until they are stopped or dropped. Each has its own thread, which sleeps
/// until something comes: what holds one up, holds up no other.
#[derive(Debug)]
pub struct Fleet {
    files: Files,
    template: Template,
    models: Models,
    running: HashMap<String, Running>,
}

#[derive(Debug)]
struct Running {
    address: SocketAddr,
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
    /// Reads the files, binds every address, and starts every BMC.
    ///
    /// # Errors
    /// Everything that is wrong; nothing runs then.
    pub fn start(files: Files, template: Template) -> Result<(Self, Change), Vec<Problem>> {
        raise_descriptors();
        let (models, running) = (Models::default(), HashMap::new());
        let mut fleet = Self { files, template, models, running };
        let change = fleet.reload()?;
        Ok((fleet, change))
    }

    /// Reads the files again. BMCs that are new start, those that are gone end, all others take
    /// what has changed, and keep their sessions unless their address has.
    ///
    /// # Errors
    /// Everything that is wrong; nothing has changed then. But a BMC whose state cannot be written
    /// is missing.
    pub fn reload(&mut self) -> Result<Change, Vec<Problem>> {
        let Plan { members, state, notes } = plan(&self.files, &self.template, &mut self.models)?;
        if let Some(dir) = state {
            // The states hold passwords.
            let made = DirBuilder::new().recursive(true).mode(0o700).create(&dir);
            made.map_err(|error| {
                vec![Problem { file: Some(dir), line: None, text: error.to_string() }]
            })?;
        }
        let mut change = Change { count: members.len(), notes, ..Change::default() };
        let (stay, start): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| self.stays(member));
        // Nothing changes before every address is there.
        let bound = self.bind(start)?;
        let gone: Vec<String> = {
            let stays = |name: &str| stay.iter().any(|member| member.name == name);
            self.running.keys().filter(|name| !stays(name)).cloned().collect()
        };
        for name in gone {
            if bound.iter().any(|bound| bound.member.name == name) {
                change.moved += 1;
            } else {
                change.removed += 1;
            }
            // Its state is written before another reads it.
            self.running.remove(&name);
        }
        for member in stay {
            if let Some(running) = self.running.get(&member.name) {
                let options = member.options.clone();
                running.server.reconfigure(options, |state, _| member.settle(state));
            }
        }
        change.added = bound.len() - change.moved;
        let problems: Vec<Problem> =
            bound.into_iter().filter_map(|bound| self.run(bound).err()).collect();
        if problems.is_empty() { Ok(change) } else { Err(problems) }
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
        drop(self);
    }

    fn stays(&self, member: &Member) -> bool {
        let running = self.running.get(&member.name);
        running.is_some_and(|running| member.options.listen.contains(&running.address))
    }

    /// A socket for each; an address that a BMC has which ends is taken over.
    fn bind(&self, members: Vec<Member>) -> Result<Vec<Bound>, Vec<Problem>> {
        let held: HashMap<SocketAddr, &Server> =
            self.running.values().map(|running| (running.address, &running.server)).collect();
        let socket = |address: SocketAddr| match held.get(&address) {
            Some(server) => server.sockets()?.pop().ok_or(io::ErrorKind::AddrInUse.into()),
            None => UdpSocket::bind(address),
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
        if problems.is_empty() { Ok(bound) } else { Err(problems) }
    }

    fn run(&mut self, bound: Bound) -> Result<(), Problem> {
        let Bound { member, address, socket } = bound;
        let settle = |state: &mut _| {
            member.settle(state);
        };
        let server = Server::on(vec![socket], member.options.clone(), settle)
            .map_err(|error| Problem::general(format!("{}: {error}", member.name)))?;
        self.running.insert(member.name, Running { address, server });
        Ok(())
    }
}

/// Each BMC has three descriptors, and the usual limit is 1,024.
fn raise_descriptors() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where that is not allowed, the address tells that cannot be bound.
    let _ = setrlimit(Resource::Nofile, limit);
}
