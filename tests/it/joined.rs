//! A session and a BMC, joined without sockets, clock and chance. The fuzz targets use it too.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ripmitool::crypto::secret::Secret;
use ripmitool::mock::{Bmc, Options};
use ripmitool::session::config::{Config, Suites, Version};
use ripmitool::session::request::{Request, Target};
use ripmitool::session::{Event, Random, Session};
use ripmitool::wire::ids::Privilege;
use ripmitool::wire::v15::AuthType;

pub(crate) struct Pair {
    pub(crate) now: Instant,
    pub(crate) session: Session,
    pub(crate) bmc: Bmc,
    /// What the BMC has sent and the session has not got.
    pub(crate) to_session: Vec<Vec<u8>>,
    /// The session has been open.
    pub(crate) opened: bool,
}

impl Pair {
    /// The byte picks the protocol with its suite or auth type, [`KINDS`] in all.
    pub(crate) fn new(kind: u8) -> Self {
        let suites = [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17];
        let types = [AuthType::None, AuthType::Md2, AuthType::Md5, AuthType::Password];
        let kind = usize::from(kind % KINDS);
        let mut config = Config::lanplus(*b"admin", Secret::from("password"));
        if let Some(suite) = suites.get(kind) {
            config.suites = Suites::Pinned(*suite);
        } else {
            config.version = Version::V15;
            config.auth_type = Some(types[kind - suites.len()]);
        }
        config.peers = vec![bmc_address()];
        let now = Instant::now();
        let session = Session::open(now, config, Random::new(counting(1)));
        let bmc = Bmc::new(Options::permissive(), Box::new(counting(9)));
        Self { now, session, bmc, to_session: Vec::new(), opened: false }
    }

    /// What the session has to say goes to the BMC; its answers wait in `to_session`.
    pub(crate) fn exchange(&mut self) {
        while let Some(transmit) = self.session.poll_transmit() {
            self.bmc.handle_datagram(self.now, console_address(), &transmit.bytes);
        }
        self.now += Duration::from_millis(1);
        while let Some((_, bytes)) = self.bmc.poll_transmit(self.now) {
            self.to_session.push(bytes);
        }
    }

    /// The answers go on to the session; once it is open a request follows.
    pub(crate) fn turn(&mut self) {
        self.exchange();
        for bytes in std::mem::take(&mut self.to_session) {
            self.session.handle_datagram(self.now, bmc_address(), &bytes);
        }
        while let Some(event) = self.session.poll_event() {
            if event == Event::Opened {
                self.opened = true;
                self.session.request(self.now, get_device_id());
            }
        }
    }
}

/// How many kinds there are.
pub(crate) const KINDS: u8 = 16;

fn counting(start: u8) -> impl FnMut(&mut [u8]) + Send + 'static {
    let mut next = start;
    move |bytes| {
        for byte in bytes {
            *byte = next;
            next = next.wrapping_mul(5).wrapping_add(7);
        }
    }
}

fn get_device_id() -> Request {
    Request {
        name: "Get Device ID",
        netfn: 0x06,
        cmd: 0x01,
        target: Target::SESSION,
        data: Vec::new(),
        privilege: Privilege::User,
        repeatable: true,
        secret: false,
        direct: false,
        patience: None,
    }
}

pub(crate) fn bmc_address() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 623))
}

pub(crate) fn console_address() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 40000))
}
