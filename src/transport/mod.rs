//! Sockets, devices and time: the client that commands are sent with.
mod ahead;
pub mod console;
mod driver;
pub mod inventory_area;
pub mod inventory_write;
pub mod listener;
pub mod log;
mod open;
pub mod ping;
pub mod reads;
mod size;
mod udp;
pub mod walk;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::cmd::Command;
use crate::cmd::app::device::GetDeviceId;
use crate::cmd::session::SetSessionPrivilegeLevel;
use crate::error::Error;
use crate::session::active::MOST_IN_FLIGHT;
use crate::session::config::Config;
use crate::session::console::Output;
use crate::session::error::Error as SessionError;
use crate::session::{Event, Note, RequestId, Session};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;
use driver::Driver;

pub use crate::session::request::{Request, Response, Target};

/// Which addresses of a host to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// All.
    #[default]
    Any,
    /// IPv4 only (`-4`).
    V4,
    /// IPv6 only (`-6`).
    V6,
}

impl Family {
    fn admits(self, address: SocketAddr) -> bool {
        match self {
            Self::Any => true,
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        }
    }
}

/// A session with one BMC, or the way to the machine's own.
///
/// Close it with [`Client::close`]: a BMC has few session slots, and one that is not closed stays
/// taken for a minute. A client that is dropped, opening or open, still sends one Close, but
/// nobody sees to it that it arrives.
pub struct Client {
    driver: Driver,
    observe: Box<dyn FnMut(&Note) + Send>,
    /// The session's privilege level now.
    level: Privilege,
    /// The highest that the BMC will give, once that is known.
    ceiling: Option<Privilege>,
    /// How many reads may be under way together.
    window: usize,
    /// What the console told while something else was waited for.
    told: VecDeque<Output>,
    /// A request that is sent to see whether the BMC still answers.
    probe: Option<RequestId>,
    /// A session that the BMC has forgotten is opened anew.
    recovers: bool,
    /// The last request stayed without an answer.
    doubtful: bool,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("level", &self.level).finish_non_exhaustive()
    }
}

impl Client {
    /// Looks `host` up and opens a session; `config.peers` is filled in here.
    ///
    /// # Errors
    /// [`Error::Address`] when the name has no address, [`Error::Session`] when no session comes
    /// up, [`Error::Deadline`] when the configured deadline passes before.
    pub async fn connect(
        host: &str,
        port: u16,
        family: Family,
        config: Config,
    ) -> Result<Self, Error> {
        Self::connect_observed(host, port, family, config, |_| {}).await
    }

    /// [`Client::connect`] with somebody who is told what happens on the wire.
    ///
    /// # Errors
    /// Those of [`Client::connect`].
    pub async fn connect_observed(
        host: &str,
        port: u16,
        family: Family,
        mut config: Config,
        observe: impl FnMut(&Note) + Send + 'static,
    ) -> Result<Self, Error> {
        config.peers = udp::resolve(host, port, family, config.timing.deadline).await?;
        let window = usize::from(config.inflight).clamp(1, MOST_IN_FLIGHT);
        let driver = Driver::Udp(Box::new(udp::Driver::new(config).await?));
        let mut client = Self {
            driver,
            observe: Box::new(observe),
            level: Privilege::User,
            ceiling: None,
            window,
            told: VecDeque::new(),
            probe: None,
            recovers: false,
            doubtful: false,
        };
        if let Event::Failed(error) = client.driver.event(&mut client.observe).await? {
            return Err(Error::Session(error));
        }
        client.raise_as_asked().await?;
        Ok(client)
    }

    /// Opens device `number` of this machine's IPMI driver, such as `/dev/ipmi0` for 0: the way to
    /// the machine's own BMC. There is no session, and no user; whoever may open the device may do
    /// all. Begin with [`Config::local`].
    ///
    /// # Errors
    /// [`Error::NoDevice`] when it is not there or may not be opened, [`Error::Device`] when the
    /// driver refuses the address of [`Config::route`] as our own.
    ///
    /// # Panics
    /// Outside a tokio runtime that has IO enabled.
    ///
    /// # Examples
    /// ```no_run
    /// use ripmitool::cmd::app::device::GetDeviceId;
    /// use ripmitool::session::config::Config;
    /// use ripmitool::transport::Client;
    ///
    /// # async fn example() -> Result<(), ripmitool::error::Error> {
    /// let mut client = Client::open(0, Config::local())?;
    /// let id = client.send(&GetDeviceId).await?;
    /// println!("made by {}", id.manufacturer_id);
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(number: u32, config: Config) -> Result<Self, Error> {
        Self::open_observed(number, config, |_| {})
    }

    /// [`Client::open`] with somebody who is told what is sent and received.
    ///
    /// # Errors
    /// Those of [`Client::open`].
    ///
    /// # Panics
    /// As [`Client::open`].
    pub fn open_observed(
        number: u32,
        config: Config,
        observe: impl FnMut(&Note) + Send + 'static,
    ) -> Result<Self, Error> {
        Ok(Self {
            driver: Driver::Open(Box::new(open::Driver::open(number, config)?)),
            observe: Box::new(observe),
            level: Privilege::Oem,
            ceiling: Some(Privilege::Oem),
            // The driver has one request at a time on its way.
            window: 1,
            told: VecDeque::new(),
            probe: None,
            recovers: false,
            doubtful: false,
        })
    }

    /// Sends a typed command and reads its answer.
    ///
    /// # Errors
    /// [`Error::Completion`] when the BMC refuses, [`Error::NoAnswer`], [`Error::Deadline`] or
    /// [`Error::OutcomeUnknown`] when nothing comes in time, [`Error::Wire`] when the answer
    /// cannot be read.
    pub async fn send<C: Command>(&mut self, command: &C) -> Result<C::Response, Error> {
        self.send_to(Target::SESSION, command).await
    }

    /// [`Self::send`] to another LUN, or to a controller behind the BMC.
    ///
    /// # Errors
    /// Those of [`Self::send`].
    pub async fn send_to<C: Command>(
        &mut self,
        target: Target,
        command: &C,
    ) -> Result<C::Response, Error> {
        let response = self.request(Request::of(command, target)).await?;
        reads::parse::<C>(&response)
    }

    /// Sends a raw request. A completion code other than 0 is not an error here.
    ///
    /// The session's privilege level is raised first when the request needs it, and also when
    /// the BMC says so; a BMC that is busy is asked again, up to three times.
    ///
    /// # Errors
    /// [`Error::NoAnswer`], [`Error::Deadline`] or [`Error::OutcomeUnknown`] when nothing comes
    /// in time.
    pub async fn request(&mut self, request: Request) -> Result<Response, Error> {
        if !self.recovers || self.config().timing.single_try {
            return self.attempt(request).await;
        }
        if std::mem::take(&mut self.doubtful) {
            self.revive().await;
        }
        if !request.repeatable {
            let outcome = self.attempt(request).await;
            self.doubtful = matches!(outcome, Err(Error::OutcomeUnknown(_)));
            return outcome;
        }
        // Not so long that a person gives up before the BMC is asked for another session.
        let patience = request.patience.unwrap_or(self.config().timing.request).min(SILENCE);
        let first = Request { patience: Some(patience), ..request.clone() };
        match self.attempt(first).await {
            Err(Error::NoAnswer(_)) => {
                self.revive().await;
                self.attempt(request).await
            }
            outcome => outcome,
        }
    }

    /// From now on a session that the BMC has forgotten is opened anew when a request stays without
    /// an answer, and the request is repeated once where that may be; for many commands in one
    /// session.
    pub fn recover_sessions(&mut self, wanted: bool) {
        self.recovers = wanted && self.driver.session().is_some();
    }

    /// Sees whether the BMC knows the session, and opens another where it does not. What cannot be
    /// done shows in the next request.
    async fn revive(&mut self) {
        let probe = Request::of(&GetDeviceId, Target::BMC);
        let probe = Request { direct: true, patience: Some(PROBE), ..probe };
        if matches!(self.exchange(probe).await, Err(Error::NoAnswer(_))) {
            let _ = self.reopen().await;
        }
    }

    async fn attempt(&mut self, request: Request) -> Result<Response, Error> {
        if request.privilege > self.level && self.may_raise() {
            self.raise().await?;
        }
        let mut busy = 0;
        loop {
            let response = self.exchange(request.clone()).await?;
            match response.code {
                CompletionCode::PRIVILEGE if self.may_raise() => self.raise().await?,
                CompletionCode::BUSY if busy < BUSY_WAITS => {
                    self.sleep(BUSY_WAIT * 2_u32.pow(busy)).await;
                    busy += 1;
                }
                _ => return Ok(response),
            }
        }
    }

    /// Opens another session with the same BMC in place of this one, which is closed.
    ///
    /// # Errors
    /// Those of [`Client::connect`] or [`Client::open`]. The client has no session then; it may be
    /// opened again.
    pub async fn reopen(&mut self) -> Result<(), Error> {
        self.driver = self.driver.again().await?;
        if matches!(self.driver, Driver::Open(_)) {
            return Ok(());
        }
        (self.level, self.ceiling, self.probe) = (Privilege::User, None, None);
        if let Event::Failed(error) = self.driver.event(&mut self.observe).await? {
            return Err(Error::Session(error));
        }
        self.raise_as_asked().await
    }

    /// Closes the session. Waits 250 ms at most; a BMC that does not answer is left alone.
    pub async fn close(mut self) {
        self.driver.close(Instant::now());
        while !matches!(self.driver.event(&mut self.observe).await, Ok(Event::Closed) | Err(_)) {}
    }

    /// Lets time pass, for commands that poll. Ends early at the deadline.
    pub async fn sleep(&self, duration: Duration) {
        let until = self.config().timing.at_most(Instant::now() + duration);
        tokio::time::sleep_until(until.into()).await;
    }

    /// Lets time pass until the BMC tells of an event by itself: gives its entry for the log, 16
    /// bytes. Only the machine's own BMC does; over a network this is [`Self::sleep`], which gives
    /// `None`.
    ///
    /// # Errors
    /// [`Error::Device`] when the driver fails.
    pub async fn next_event(&mut self, patience: Duration) -> Result<Option<Vec<u8>>, Error> {
        let until = self.config().timing.at_most(Instant::now() + patience);
        if let Driver::Open(driver) = &mut self.driver {
            return driver.told(until).await;
        }
        tokio::time::sleep_until(until.into()).await;
        Ok(None)
    }

    /// True when requests and answers are encrypted, or do not leave the machine.
    pub fn is_confidential(&self) -> bool {
        self.driver.is_confidential()
    }

    /// What the session was configured with.
    pub fn config(&self) -> &Config {
        self.driver.config()
    }

    /// The address that the BMC is asked at; `None` for the machine's own.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.driver.peer()
    }

    /// The BMC's GUID, as the handshake of IPMI 2.0 told it.
    pub fn guid(&self) -> Option<[u8; 16]> {
        self.driver.session().and_then(Session::guid)
    }

    async fn exchange(&mut self, request: Request) -> Result<Response, Error> {
        let (name, repeatable) = (request.name, request.repeatable);
        let id = self.driver.request(Instant::now(), request);
        loop {
            match self.driver.event(&mut self.observe).await? {
                Event::Answer(answered, response) if answered == id => return Ok(response),
                Event::Garbled(garbled) if garbled == id => {
                    let source = crate::wire::Error::Short("completion code");
                    return Err(Error::Wire { command: name, source });
                }
                Event::Lost(lost) if lost == id => return Err(self.lost(name, repeatable)),
                Event::Unsent(unsent) if unsent == id => return Err(self.driver.refusal(name)),
                Event::Closed => return Err(self.lost(name, repeatable)),
                Event::Console(output) => self.told.push_back(output),
                _ => {}
            }
        }
    }

    fn lost(&self, name: &'static str, repeatable: bool) -> Error {
        let deadline = self.config().timing.deadline;
        match repeatable {
            false => Error::OutcomeUnknown(name),
            true if deadline.is_some_and(|at| Instant::now() >= at) => Error::Deadline,
            true => Error::NoAnswer(name),
        }
    }

    /// With `-L` the level is set at once, as IPMItool does, and a refusal is the end.
    async fn raise_as_asked(&mut self) -> Result<(), Error> {
        let Some(choice) = self.config().privilege else { return Ok(()) };
        self.level = choice.level.min(Privilege::User);
        self.ceiling = Some(choice.level);
        if choice.level <= Privilege::User {
            return Ok(());
        }
        let error = match self.set_level(choice.level).await {
            Ok(level) => {
                self.level = level;
                return Ok(());
            }
            Err(Error::Completion { code, .. }) => {
                SessionError::PrivilegeRefused { level: choice.level, code }
            }
            Err(Error::NoAnswer(_)) => {
                SessionError::NoAnswer(crate::session::error::Step::Privilege)
            }
            Err(other) => return Err(other),
        };
        self.driver.close(Instant::now());
        while !matches!(self.driver.event(&mut self.observe).await, Ok(Event::Closed) | Err(_)) {}
        Err(Error::Session(error))
    }

    fn may_raise(&self) -> bool {
        self.ceiling.is_none()
    }

    /// As high as the BMC lets the user: Administrator, else Operator, else User.
    async fn raise(&mut self) -> Result<(), Error> {
        for wanted in [Privilege::Administrator, Privilege::Operator, Privilege::User] {
            match self.set_level(wanted).await {
                Ok(level) => {
                    self.level = level;
                    break;
                }
                Err(Error::Completion { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        self.ceiling = Some(self.level);
        Ok(())
    }

    /// Straight to the BMC, never bridged: the level is the session's.
    async fn set_level(&mut self, level: Privilege) -> Result<Privilege, Error> {
        let request = Request {
            direct: true,
            privilege: Privilege::User,
            ..Request::of(&SetSessionPrivilegeLevel(level), Target::SESSION)
        };
        let response = self.exchange(request).await?;
        reads::parse::<SetSessionPrivilegeLevel>(&response)
    }
}

const BUSY_WAIT: Duration = Duration::from_millis(50);
const BUSY_WAITS: u32 = 3;
/// A request that is silent for so long lets doubt whether the BMC knows the session.
const SILENCE: Duration = Duration::from_secs(4);
/// How long that is asked.
const PROBE: Duration = Duration::from_secs(2);
