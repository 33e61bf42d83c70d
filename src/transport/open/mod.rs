//! The machine's own BMC, through the driver of its system: drives a [`Local`] over a device.
#[cfg(target_os = "linux")]
mod device;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod device;
#[cfg(target_os = "linux")]
mod ioctl;

use std::io;
use std::path::PathBuf;
use std::time::Instant;

use tokio::time::sleep_until;

use crate::error::Error;
use crate::session::config::Config;
use crate::session::local::{Incoming, Local, Outgoing};
use crate::session::{Event, Note};

pub(super) use device::Node;

/// What a driver's device can do; tests have one of their own.
pub(super) trait Device {
    /// Hands a request over. It does not wait for the answer.
    fn send(&mut self, outgoing: &Outgoing) -> io::Result<()>;

    /// Waits for the next message. It may be dropped at any time.
    fn receive(&mut self) -> impl Future<Output = io::Result<Incoming>> + Send;

    /// Asks for the events that the BMC tells by itself, if that has not been done.
    fn get_events(&mut self) -> io::Result<()>;
}

/// Requests and the device that they go through.
#[derive(Debug)]
pub(super) struct Driver<D = Node> {
    pub(super) local: Local,
    /// N of `/dev/ipmiN`.
    pub(super) number: u32,
    device: D,
    /// Why the last request was not sent.
    refusal: Option<io::Error>,
}

impl Driver {
    /// Opens device `number`.
    pub(super) fn open(number: u32, config: Config) -> Result<Self, Error> {
        let device = Node::open(number, config.route.my_address)?;
        Ok(Self::new(number, device, config))
    }
}

impl<D: Device> Driver<D> {
    fn new(number: u32, device: D, config: Config) -> Self {
        Self { local: Local::new(config), number, device, refusal: None }
    }

    /// Waits until there is something to tell.
    pub(super) async fn event(
        &mut self,
        observe: &mut (dyn FnMut(&Note) + Send),
    ) -> Result<Event, Error> {
        loop {
            self.transmit();
            while let Some(note) = self.local.poll_note() {
                observe(&note);
            }
            if let Some(event) = self.local.poll_event() {
                return Ok(event);
            }
            let Some(due) = self.local.poll_timeout() else { return Ok(Event::Closed) };
            self.wait(due).await?;
        }
    }

    /// Waits for an event that the BMC tells by itself: an entry of its log. `None` when there is
    /// none until then.
    pub(super) async fn told(&mut self, until: Instant) -> Result<Option<Vec<u8>>, Error> {
        let failed = |source| Error::Device { doing: "Could not enable event receiver", source };
        self.device.get_events().map_err(failed)?;
        loop {
            if let Some(told) = self.local.poll_told() {
                return Ok(Some(told));
            }
            if Instant::now() >= until {
                return Ok(None);
            }
            self.wait(until).await?;
        }
    }

    /// Why the last request was not sent.
    pub(super) fn refusal(&mut self) -> Error {
        let source = self.refusal.take().unwrap_or_else(|| io::ErrorKind::Other.into());
        Error::Device { doing: "Unable to send command", source }
    }

    fn transmit(&mut self) {
        while let Some(outgoing) = self.local.poll_transmit() {
            if let Err(error) = self.device.send(&outgoing) {
                self.refusal = Some(error);
                self.local.refused(outgoing.number);
            }
        }
    }

    async fn wait(&mut self, until: Instant) -> Result<(), Error> {
        let failed = |source| Error::Device { doing: "Error receiving message", source };
        tokio::select! {
            received = self.device.receive() => {
                let received = received.map_err(failed)?;
                self.local.handle(received);
            }
            () = sleep_until(until.into()) => self.local.handle_timeout(Instant::now()),
        }
        Ok(())
    }
}

/// Where device `number` may be, in the order in which it is looked for.
fn paths(number: u32) -> [PathBuf; 3] {
    let path = |text| PathBuf::from(format!("{text}{number}"));
    [path("/dev/ipmi"), path("/dev/ipmi/"), path("/dev/ipmidev/")]
}

#[cfg(test)]
mod tests;
