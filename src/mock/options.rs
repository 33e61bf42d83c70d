//! What a BMC is made with.
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::faults::Fault;
use super::host::Host;
use super::identity::Identity;
use super::lockout::Threshold;
use super::model::Model;
use super::notice::Notice;
use super::terminal::Device;
use crate::crypto::secret::Secret;
use crate::wire::ids::Privilege;
use crate::wire::rakp::Status;
use crate::wire::v15::AuthType;

/// Everything that can be chosen about a BMC. [`Options::default`] is one that works as it should.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen. Port 0 lets the system choose.
    pub listen: Vec<SocketAddr>,
    /// Accounts, which get the user IDs from 2 on.
    pub users: Vec<Account>,
    /// How many user IDs there are, 2 to 63.
    pub max_users: u8,
    /// The BMC key; `None` for one that was never set.
    pub kg: Option<Secret>,
    /// Cipher suite IDs that are accepted; by default [`SAFE_SUITES`].
    pub suites: Vec<u8>,
    /// What a suite that is not accepted is answered with.
    pub refusal: Status,
    /// IPMI 1.5 authentication types, by default MD5 alone; empty for a BMC without IPMI 1.5.
    pub auth_types: Vec<AuthType>,
    /// Answer of Get System GUID, and part of RAKP 2.
    pub guid: [u8; 16],
    /// Answer of Get Device ID.
    pub device_id: [u8; 15],
    /// How many sessions can be open, 0 to 63.
    pub sessions: u8,
    /// A request that comes twice within 5 s is executed once.
    pub duplicate_filter: bool,
    /// How long a handshake may take.
    pub half_open: Duration,
    /// How long a session lives without a request (IPMI v2.0 §6.12.15).
    pub inactivity: Duration,
    /// How long the operating system takes for a soft shutdown.
    pub soft_off: Duration,
    /// What happens when RAKP 1 asks for more than the user may have.
    pub roles: Roles,
    /// How the answer of a bridged request comes back.
    pub bridging: Bridging,
    /// What goes wrong.
    pub faults: Vec<Fault>,
    /// Seed of the faults that depend on chance.
    pub seed: u64,
    /// How many bad passwords lock a user out, for how long; by default none.
    pub threshold: Threshold,
    /// What is at the serial console.
    pub console: Device,
    /// The UDP port that SOL names; `None` for the one that it listens on.
    pub sol_port: Option<u16>,
    /// The server that the BMC manages.
    pub model: Arc<Model>,
    /// The machine that commands act on; `None` for a chassis that the BMC simulates.
    pub host: Option<Arc<dyn Host>>,
    /// Where it says what goes wrong with the machine.
    pub notice: Option<Notice>,
    /// Where the state is kept; `None` for memory only.
    pub state_file: Option<PathBuf>,
    /// What fits the machine's name, in place of what the model says.
    pub identity: Option<Identity>,
    /// Keep what came in, for tests to look at.
    pub keep_seen: bool,
    /// How long to wait for another process that has the state file.
    pub state_patience: Duration,
}

/// An account to begin with.
#[derive(Clone, Debug)]
pub struct Account {
    /// User name, up to 16 bytes.
    pub name: Vec<u8>,
    /// Password, up to 20 bytes.
    pub password: Secret,
    /// The highest level that the account may reach.
    pub privilege: Privilege,
}

/// What a BMC does when RAKP 1 asks for a role above the user's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roles {
    /// Refuses with that status, `0x0a` at most BMCs.
    Refuse(Status),
    /// Opens the session; Set Session Privilege Level is refused later.
    Cap,
}

/// How the answer of a request comes back that was sent through Send Message (IPMI v2.0 §6.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bridging {
    /// Inside the answer of Send Message.
    Combined,
    /// As a message of its own, after an empty answer of Send Message.
    Separate,
}

impl Default for Options {
    fn default() -> Self {
        Self::of(Model::standard())
    }
}

impl Options {
    /// As [`Options::default`], with every cipher suite and type of authentication, those without
    /// any included: for tests.
    pub fn permissive() -> Self {
        Self { suites: ALL_SUITES.to_vec(), auth_types: AuthType::ALL.to_vec(), ..Self::default() }
    }

    /// The options for a server.
    pub fn of(model: Arc<Model>) -> Self {
        Self {
            listen: vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 0))],
            users: vec![Account {
                name: b"admin".to_vec(),
                password: Secret::from("password"),
                privilege: Privilege::Administrator,
            }],
            max_users: 16,
            kg: None,
            suites: SAFE_SUITES.to_vec(),
            refusal: Status::NO_CIPHER_SUITE,
            auth_types: vec![AuthType::Md5],
            guid: model.guid,
            device_id: model.device_id,
            sessions: 16,
            duplicate_filter: true,
            half_open: Duration::from_secs(3),
            inactivity: Duration::from_secs(60),
            soft_off: Duration::from_millis(300),
            roles: Roles::Refuse(Status::UNAUTHORIZED_ROLE),
            bridging: Bridging::Separate,
            faults: Vec::new(),
            seed: 1,
            threshold: Threshold::default(),
            console: Device::default(),
            sol_port: None,
            model,
            host: None,
            notice: None,
            state_file: None,
            identity: None,
            keep_seen: true,
            state_patience: Duration::ZERO,
        }
    }
}

/// Cipher suites that are there (IPMI v2.0 table 22-20): all but those with RC4.
pub const ALL_SUITES: [u8; 12] = [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17];
/// Those with authentication, integrity and confidentiality.
pub const SAFE_SUITES: [u8; 4] = [3, 8, 12, 17];
