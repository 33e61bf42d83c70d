//! Serial over LAN: a client's console.
use std::time::{Duration, Instant};

use super::{Client, Request, Target};
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::session::console::{Output, Settings};
use crate::session::{Event, Session};

/// What a console tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The BMC answered [`Client::console_probe`].
    Alive,
    /// The session is over.
    Closed,
    /// It did not answer in time.
    Dead,
    /// Something came out.
    Output(Output),
}

impl Client {
    /// Begins a console, once SOL has been activated; in IPMI 1.5 it is Intel's. `false` in a
    /// session that is not open, and over the machine's own driver.
    pub fn attach_console(&mut self, settings: Settings) -> bool {
        self.told.clear();
        let session = self.driver.session_mut();
        session.is_some_and(|session| session.attach_console(Instant::now(), settings))
    }

    /// Gives the console up, with the characters that the BMC has not taken.
    pub fn detach_console(&mut self) -> Vec<u8> {
        self.driver.session_mut().map(Session::detach_console).unwrap_or_default()
    }

    /// Characters for the serial side. Nothing is sent before the next [`Self::console_next`].
    pub fn console_write(&mut self, data: &[u8]) {
        if let Some(session) = self.driver.session_mut() {
            session.console_write(Instant::now(), data);
        }
    }

    /// An operation, such as a break; see [`crate::wire::sol::operation`].
    pub fn console_operate(&mut self, flags: u8) {
        if let Some(session) = self.driver.session_mut() {
            session.console_operate(Instant::now(), flags);
        }
    }

    /// Sends a packet without characters, unless others are on their way: the BMC must
    /// acknowledge it.
    pub fn console_keep_alive(&mut self) {
        if let Some(session) = self.driver.session_mut() {
            session.console_keep_alive(Instant::now());
        }
    }

    /// How many characters the BMC has not taken yet. Keep it small, so that an interrupt key is
    /// not kept waiting, and memory bounded.
    pub fn console_pending(&self) -> usize {
        self.driver.session().map_or(0, Session::console_pending)
    }

    /// Asks for the Device ID beside the console's packets: a session that is not used is closed
    /// by the BMC. Nothing happens while an earlier one waits.
    ///
    /// `patience` is how long it may take.
    pub fn console_probe(&mut self, patience: Duration) {
        if self.probe.is_none() {
            let request = Request {
                direct: true,
                patience: Some(patience),
                ..Request::of(&GetDeviceId, Target::BMC)
            };
            self.probe = Some(self.driver.request(Instant::now(), request));
        }
    }

    /// Waits for what the console tells next. It may be dropped at any time and called again.
    ///
    /// # Errors
    /// [`Error::Io`] when the socket fails.
    pub async fn console_next(&mut self) -> Result<Told, Error> {
        loop {
            if let Some(output) = self.told.pop_front() {
                return Ok(Told::Output(output));
            }
            match self.driver.event(&mut self.observe).await? {
                Event::Console(output) => return Ok(Told::Output(output)),
                Event::Answer(id, _) | Event::Garbled(id) if self.probe == Some(id) => {
                    self.probe = None;
                    return Ok(Told::Alive);
                }
                Event::Lost(id) if self.probe == Some(id) => {
                    self.probe = None;
                    return Ok(Told::Dead);
                }
                Event::Closed | Event::Failed(_) => return Ok(Told::Closed),
                _ => {}
            }
        }
    }
}
