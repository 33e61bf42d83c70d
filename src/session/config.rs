//! What the caller wants of a session.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::quirks::Quirks;
use crate::crypto::secret::Secret;
use crate::wire::ids::{BMC_ADDRESS, Privilege};
use crate::wire::v15::AuthType;

/// All that opening and keeping a session depends on.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which protocol to speak.
    pub version: Version,
    /// Addresses of the one BMC, tried in turn.
    pub peers: Vec<SocketAddr>,
    /// User name, up to 16 bytes; empty for the null user.
    pub username: Vec<u8>,
    /// Password: up to 16 bytes for IPMI 1.5, 20 for RMCP+.
    pub password: Secret,
    /// K_g, where one is set; all zeros is a key like any other.
    pub kg: Option<Secret>,
    /// Which cipher suites to propose.
    pub suites: Suites,
    /// What `-L` asked for; `None` leaves the choice to the client, which raises the level when
    /// a command needs it.
    pub privilege: Option<PrivilegeChoice>,
    /// IPMI 1.5 authentication type; `None` for the best that is offered.
    pub auth_type: Option<AuthType>,
    /// How BMCs differ from the specification.
    pub quirks: Quirks,
    /// Where requests go.
    pub route: Route,
    /// How long to wait.
    pub timing: Timing,
    /// How many idempotent reads may be under way together, 1 to
    /// [`MOST_IN_FLIGHT`](super::active::MOST_IN_FLIGHT).
    pub inflight: u8,
    /// Report what is sent and received as notes, secrets left out.
    pub trace: bool,
}

impl Config {
    /// IPMI 2.0 with that user and password, all else as it is without options: the safe cipher
    /// suites, privilege as it is needed, no quirks, usual patience.
    pub fn lanplus(username: impl Into<Vec<u8>>, password: impl Into<Secret>) -> Self {
        Self {
            version: Version::V20,
            peers: Vec::new(),
            username: username.into(),
            password: password.into(),
            kg: None,
            suites: Suites::Auto,
            privilege: None,
            auth_type: None,
            quirks: Quirks::default(),
            route: Route::default(),
            timing: Timing::default(),
            inflight: 1,
            trace: false,
        }
    }

    /// IPMI 1.5 with that user and password, all else as it is without options.
    pub fn lan(username: impl Into<Vec<u8>>, password: impl Into<Secret>) -> Self {
        Self { version: Version::V15, ..Self::lanplus(username, password) }
    }

    /// The machine's own BMC through its driver, which asks for no user. Of the rest only
    /// [`route`](Self::route), [`timing`](Self::timing), [`quirks`](Self::quirks) and
    /// [`trace`](Self::trace) count.
    pub fn local() -> Self {
        Self { version: Version::Local, ..Self::lanplus(Vec::new(), Secret::default()) }
    }
}

/// Protocol versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// No protocol of a network: the driver of this machine (`-I open`).
    Local,
    /// IPMI 1.5 over RMCP (`-I lan`).
    V15,
    /// IPMI 2.0 over RMCP+ (`-I lanplus`).
    V20,
}

/// Which cipher suites may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suites {
    /// The safe ones, strongest first: 17, then 3. Nothing weaker is ever picked unasked.
    Auto,
    /// Only 17.
    Only17,
    /// That one (`-C`).
    Pinned(u8),
}

impl Suites {
    /// The suite IDs to propose, in turn.
    pub fn ids(self) -> Vec<u8> {
        match self {
            Self::Auto => vec![17, 3],
            Self::Only17 => vec![17],
            Self::Pinned(id) => vec![id],
        }
    }
}

/// What `-L` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivilegeChoice {
    /// The level.
    pub level: Privilege,
    /// Find the user by name and level (`-L X+`), not by name alone.
    pub by_name_and_level: bool,
}

/// Where requests go: to the BMC itself, or through it to another controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Our own IPMB address in bridged requests (`-m`).
    pub my_address: u8,
    /// The controller that is meant (`-t`); [`BMC_ADDRESS`] for the BMC itself.
    pub target: u8,
    /// Channel to it (`-b`).
    pub channel: u8,
    /// A controller on the way (`-T`) with the channel behind it (`-B`).
    pub transit: Option<(u8, u8)>,
}

impl Default for Route {
    fn default() -> Self {
        Self { my_address: BMC_ADDRESS, target: BMC_ADDRESS, channel: 0, transit: None }
    }
}

impl Route {
    /// True when requests travel in Send Message.
    pub fn is_bridged(self) -> bool {
        self.target != self.my_address
    }
}

/// Limits of waiting. All are upper bounds: answers are acted on when they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How long to wait for the very first packet.
    pub first_answer: Duration,
    /// How long to wait for a session, once the BMC has shown life.
    pub opening: Duration,
    /// How long to wait for the answer to one request.
    pub request: Duration,
    /// Send everything once only (`-R 1`).
    pub single_try: bool,
    /// When all must be over.
    pub deadline: Option<Instant>,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            first_answer: Duration::from_secs(10),
            opening: Duration::from_secs(30),
            request: Duration::from_secs(15),
            single_try: false,
            deadline: None,
        }
    }
}

impl Timing {
    /// True when the deadline has come.
    pub fn is_over(&self, now: Instant) -> bool {
        self.deadline.is_some_and(|deadline| now >= deadline)
    }

    /// `limit`, or the deadline when that comes first.
    pub fn at_most(&self, limit: Instant) -> Instant {
        self.deadline.map_or(limit, |deadline| deadline.min(limit))
    }
}
