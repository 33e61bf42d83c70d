//! From settings to an open session.
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::device;
use super::failure::Failure;
use super::letters;
use super::out;
use super::settings::{Interface, Settings};
use crate::error::Error;
use crate::mock::{self, Server};
use crate::session::Note;
use crate::session::config::{Config, PrivilegeChoice, Route, Suites, Timing, Version};
use crate::session::error::{Error as SessionError, Step};
use crate::transport::{Client, Family};
use crate::wire::ids::{BMC_ADDRESS, Privilege};
use crate::wire::rakp::Status;
use crate::wire::v15::AuthType;

/// A session, and the BMC at its other end where that is our own.
#[derive(Debug)]
pub struct Connection {
    /// For sending commands.
    pub client: Client,
    mock: Option<Server>,
}

impl Connection {
    /// Closes the session; 250 ms at most.
    pub async fn close(self) {
        self.client.close().await;
        if let Some(server) = self.mock {
            server.stop();
        }
    }
}

/// Opens the session that the settings describe. `started` is when the deadline counts from.
///
/// # Errors
/// IPMItool's lines for what went wrong.
pub async fn connect(settings: &Settings, started: Instant) -> Result<Connection, Failure> {
    if settings.interface == Interface::Open {
        return open(settings, started);
    }
    let config = config(settings, started)?;
    let version = config.version;
    let mock = if settings.interface == Interface::Mock { Some(embedded()?) } else { None };
    let (host, port) = match &mock {
        Some(server) => (server.addr().ip().to_string(), server.addr().port()),
        None => (settings.host.clone().unwrap_or_default(), settings.port),
    };
    let family = match settings.family {
        letters::Family::Any => Family::Any,
        letters::Family::V4 => Family::V4,
        letters::Family::V6 => Family::V6,
    };
    let verbosity = settings.verbosity;
    let chosen = settings.suite.is_some();
    let observe = move |note: &Note| out::observe(note, verbosity, chosen);
    match Client::connect_observed(&host, port, family, config, observe).await {
        Ok(client) => Ok(Connection { client, mock }),
        Err(error) => Err(failure(error, version, settings)),
    }
}

/// The way to the machine's own BMC.
fn open(settings: &Settings, started: Instant) -> Result<Connection, Failure> {
    let mut config = Config {
        quirks: settings.quirks,
        route: route(settings),
        trace: settings.verbosity >= out::TRACE,
        ..Config::local()
    };
    // -N and -R are for networks.
    config.timing.deadline = settings.deadline.map(|time| started + time);
    let verbosity = settings.verbosity;
    let observe = move |note: &Note| out::observe(note, verbosity, false);
    match Client::open_observed(settings.device, config, observe) {
        Ok(client) => Ok(Connection { client, mock: None }),
        Err(error) => {
            let line = device::line(&error);
            Err(Failure::client(error, line))
        }
    }
}

fn config(settings: &Settings, started: Instant) -> Result<Config, Failure> {
    let version = if settings.interface == Interface::Lan { Version::V15 } else { Version::V20 };
    let auth_type = match settings.auth_type.filter(|_| version == Version::V15) {
        None => None,
        Some(value) => Some(AuthType::from_u8(value).ok_or_else(|| {
            let name =
                if value == 6 { "RMCP+".to_owned() } else { format!("Unknown (0x{value:02X})") };
            let line = format!("Authentication type {name} not supported");
            session_lines(Failure::usage(line), version)
        })?),
    };
    let privilege = match settings.privilege {
        None => None,
        Some(choice) => {
            let level = Privilege::from_u8(choice.level)
                .ok_or_else(|| session_lines(Failure::result(""), version))?;
            Some(PrivilegeChoice { level, by_name_and_level: choice.by_name_and_privilege })
        }
    };
    Ok(Config {
        version,
        peers: Vec::new(),
        username: settings.username.clone(),
        password: settings.password.clone().unwrap_or_default(),
        kg: settings.kg.clone(),
        suites: match (settings.suite, settings.min_suite) {
            (Some(id), _) => Suites::Pinned(id),
            (None, Some(17)) => Suites::Only17,
            (None, _) => Suites::Auto,
        },
        privilege,
        auth_type,
        quirks: settings.quirks,
        route: route(settings),
        timing: timing(settings, started, version),
        inflight: settings.inflight,
        trace: settings.verbosity >= out::TRACE,
    })
}

fn route(settings: &Settings) -> Route {
    let bridge = settings.bridge;
    let given = |address: u8| Some(address).filter(|address| *address != 0);
    let my_address = given(bridge.my_addr).unwrap_or(BMC_ADDRESS);
    Route {
        my_address,
        // Without -t it is whoever has our address: the BMC.
        target: given(bridge.target_addr).unwrap_or(my_address),
        channel: bridge.target_channel,
        transit: (bridge.transit_addr != 0)
            .then_some((bridge.transit_addr, bridge.transit_channel)),
    }
}

/// `-N` and `-R` bound the time as IPMItool's tries would: with lanplus each try waits a second
/// longer than the one before. Within that time packets go out as the path needs it; only `-R 1`
/// forbids to send anything twice. A deadline alone bounds everything.
fn timing(settings: &Settings, started: Instant, version: Version) -> Timing {
    let defaults = Timing::default();
    let deadline = settings.deadline.map(|time| started + time);
    let given = settings.timeout.is_some() || settings.tries.is_some();
    if !given {
        return match settings.deadline {
            None => defaults,
            Some(time) => Timing {
                first_answer: time,
                opening: time,
                request: time,
                single_try: false,
                deadline,
            },
        };
    }
    let tries = settings.tries.unwrap_or(DEFAULT_TRIES).max(1);
    let (first, step) = match version {
        Version::V15 | Version::Local => {
            (settings.timeout.unwrap_or(Duration::from_secs(2)), Duration::ZERO)
        }
        Version::V20 => {
            (settings.timeout.unwrap_or(Duration::from_secs(1)), Duration::from_secs(1))
        }
    };
    let steps = u64::from(tries) * u64::from(tries - 1) / 2;
    let steps = step.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX));
    let budget = first.saturating_mul(tries).saturating_add(steps).min(MOST_PATIENCE);
    Timing {
        first_answer: budget,
        opening: budget.max(defaults.opening.min(budget * 3)),
        request: budget,
        single_try: tries == 1,
        deadline,
    }
}

/// Starts the BMC inside this program. Its state outlives it, in the user's state directory.
fn embedded() -> Result<Server, Failure> {
    let file = state_file().ok_or_else(|| {
        Failure::usage("The embedded BMC keeps its state under HOME or XDG_STATE_HOME: set one")
    })?;
    mock::embedded(file).map_err(Failure::from)
}

fn state_file() -> Option<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let base = absolute("XDG_STATE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local").join("state")))?;
    Some(base.join("ripmitool").join("mock-bmc"))
}

/// IPMItool's lines for a session that did not come up.
fn failure(error: Error, version: Version, settings: &Settings) -> Failure {
    let first = match &error {
        Error::Address { .. } => {
            let host = settings.host.as_deref().unwrap_or_default();
            vec![format!("Address lookup for {host} failed"), "Could not open socket!".to_owned()]
        }
        Error::Session(error) => lines(*error, version, settings.verbosity),
        _ => Vec::new(),
    };
    let mut all = first.into_iter();
    let failure = match all.next() {
        Some(line) => all.fold(Failure::client(error, line), Failure::line),
        None => Failure::client(error, ""),
    };
    session_lines(failure, version)
}

fn session_lines(failure: Failure, version: Version) -> Failure {
    match version {
        Version::Local => failure,
        Version::V15 => failure
            .line("Error: Unable to establish LAN session")
            .line("Error: Unable to establish IPMI v1.5 / RMCP session"),
        Version::V20 => failure.line("Error: Unable to establish IPMI v2 / RMCP+ session"),
    }
}

fn lines(error: SessionError, version: Version, verbosity: u8) -> Vec<String> {
    let line = match error {
        SessionError::OpenRefused(status) => {
            return vec![format!("Error in open session response message : {status}\n")];
        }
        SessionError::UnsupportedSuite(id) => {
            return vec![format!("Unsupported cipher suite ID : {id}\n")];
        }
        SessionError::SuiteMismatch { .. } => {
            let status = Status::NO_CIPHER_SUITE;
            return vec![format!("Error in open session response message : {status}\n")];
        }
        SessionError::PrivilegeRefused { level, code } => {
            format!("Set Session Privilege Level to {level} failed: {code}")
        }
        SessionError::NoAnswer(Step::Privilege) => "Set Session Privilege Level failed".to_owned(),
        SessionError::AuthType(kind) => {
            format!("Authentication type {} not supported", kind.name())
        }
        SessionError::NoAuthType { .. } => "Authentication type NONE not supported".to_owned(),
        SessionError::ChallengeRefused(code) => match code.0 {
            0x81 => "Invalid user name".to_owned(),
            0x82 => "NULL user name not enabled".to_owned(),
            _ => format!("Get Session Challenge command failed: {code}"),
        },
        SessionError::ActivateRefused(code) => activate_line(code.0, &code.to_string()),
        SessionError::NoAnswer(Step::Activate) => "Activate Session command failed".to_owned(),
        SessionError::CapabilitiesRefused(_) | SessionError::NoAnswer(Step::AuthCapabilities)
            if version == Version::V15 =>
        {
            "Get Auth Capabilities error".to_owned()
        }
        SessionError::WrongPassword if verbosity > 0 => "> RAKP 2 HMAC is invalid".to_owned(),
        SessionError::Rakp2Refused(status) if verbosity > 0 => {
            format!("RAKP 2 message indicates an error : {status}")
        }
        SessionError::WrongKg if verbosity > 0 => {
            "> RAKP 4 message has invalid integrity check value".to_owned()
        }
        SessionError::Rakp4Refused(status) if verbosity > 0 => {
            format!("RAKP 4 message indicates an error : {status}")
        }
        SessionError::NoAnswer(step @ (Step::Rakp1 | Step::Rakp3)) if verbosity > 0 => {
            format!("> Error: no response from {} message", step.name())
        }
        _ => return Vec::new(),
    };
    vec![line]
}

fn activate_line(code: u8, text: &str) -> String {
    let what = match code {
        0x81 => "No session slot available",
        0x82 => "No slot available for given user - limit reached",
        0x83 => "No slot available to support user due to maximum privilege capacity",
        0x84 => "Session sequence out of range",
        0x85 => "Invalid session ID in request",
        0x86 => "Requested privilege level exceeds limit",
        0xd4 => "Insufficient privilege level",
        _ => text,
    };
    format!("Activate Session error:\t{what}")
}

const DEFAULT_TRIES: u32 = 4;
const MOST_PATIENCE: Duration = Duration::from_secs(3600);
