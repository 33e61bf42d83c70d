//! What a client's requests go through. Nothing above the client knows which it is.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::{open, udp};
use crate::error::Error;
use crate::session::config::Config;
use crate::session::request::Request;
use crate::session::{Event, Note, RequestId, Session};

/// One of the ways to a BMC.
#[derive(Debug)]
pub(super) enum Driver {
    /// The driver of this machine's system.
    Open(Box<open::Driver>),
    /// A session over a network.
    Udp(Box<udp::Driver>),
}

impl Driver {
    /// Runs until there is something to tell.
    pub(super) async fn event(
        &mut self,
        observe: &mut (dyn FnMut(&Note) + Send),
    ) -> Result<Event, Error> {
        match self {
            Self::Open(driver) => driver.event(observe).await,
            Self::Udp(driver) => driver.event(observe).await,
        }
    }

    /// Sends a request; [`Self::event`] tells the outcome.
    pub(super) fn request(&mut self, now: Instant, request: Request) -> RequestId {
        match self {
            Self::Open(driver) => driver.local.request(now, request),
            Self::Udp(driver) => driver.session.request(now, request),
        }
    }

    /// Begins the end; [`Self::event`] tells when it is reached.
    pub(super) fn close(&mut self, now: Instant) {
        match self {
            Self::Open(driver) => driver.local.close(),
            Self::Udp(driver) => driver.session.close(now),
        }
    }

    /// The session, where there is one.
    pub(super) fn session(&self) -> Option<&Session> {
        match self {
            Self::Open(_) => None,
            Self::Udp(driver) => Some(&driver.session),
        }
    }

    /// The session, where there is one.
    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        match self {
            Self::Open(_) => None,
            Self::Udp(driver) => Some(&mut driver.session),
        }
    }

    /// The configuration.
    pub(super) fn config(&self) -> &Config {
        match self {
            Self::Open(driver) => driver.local.config(),
            Self::Udp(driver) => driver.session.config(),
        }
    }

    /// The same anew.
    pub(super) async fn again(&self) -> Result<Self, Error> {
        let config = self.config().clone();
        match self {
            Self::Open(driver) => {
                open::Driver::open(driver.number, config).map(|driver| Self::Open(Box::new(driver)))
            }
            Self::Udp(_) => {
                udp::Driver::new(config).await.map(|driver| Self::Udp(Box::new(driver)))
            }
        }
    }

    /// True when nobody on the way can read what is sent.
    pub(super) fn is_confidential(&self) -> bool {
        self.session().is_none_or(Session::is_confidential)
    }

    /// Signs that requests are mixed up; see [`Session::troubles`].
    pub(super) fn troubles(&self) -> u32 {
        self.session().map_or(0, Session::troubles)
    }

    /// The time that an exchange takes, once one is known.
    pub(super) fn round_trip(&self) -> Option<Duration> {
        self.session().and_then(Session::round_trip)
    }

    /// Why the last request was not sent.
    pub(super) fn refusal(&mut self, name: &'static str) -> Error {
        match self {
            Self::Open(driver) => driver.refusal(),
            Self::Udp(_) => Error::NoAnswer(name),
        }
    }

    /// The address that the BMC is asked at.
    pub(super) fn peer(&self) -> Option<SocketAddr> {
        self.session().and_then(Session::peer)
    }
}
