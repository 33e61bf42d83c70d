//! The device file of Linux's driver.
use std::fs::{File, OpenOptions};
use std::io;

use tokio::io::unix::AsyncFd;

use super::{Device, ioctl};
use crate::error::{Error, Tried};
use crate::session::local::{Incoming, Outgoing};

/// `/dev/ipmiN`, open.
#[derive(Debug)]
pub(crate) struct Node {
    file: AsyncFd<File>,
    /// The BMC's own events have been asked for.
    events: bool,
}

impl Node {
    /// Opens device `number`, and sets our address on the IPMB.
    pub(crate) fn open(number: u32, my_address: u8) -> Result<Self, Error> {
        let mut tried = Vec::new();
        for path in super::paths(number) {
            match OpenOptions::new().read(true).write(true).open(&path) {
                Ok(file) => {
                    ioctl::set_my_address(&file, my_address).map_err(|source| Error::Device {
                        doing: "Could not set IPMB address",
                        source,
                    })?;
                    let file = ioctl::watch(file)?;
                    return Ok(Self { file, events: false });
                }
                Err(error) => tried.push(Tried { path, error }),
            }
        }
        Err(Error::NoDevice { number, tried })
    }
}

impl Device for Node {
    fn send(&mut self, outgoing: &Outgoing) -> io::Result<()> {
        ioctl::send(self.file.get_ref(), outgoing)
    }

    async fn receive(&mut self) -> io::Result<Incoming> {
        loop {
            let mut ready = self.file.readable().await?;
            match ready.try_io(|file| ioctl::receive(file.get_ref())) {
                Ok(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(received) => return received,
                // Somebody else's, or nothing left.
                Err(_) => {}
            }
        }
    }

    fn get_events(&mut self) -> io::Result<()> {
        if !self.events {
            ioctl::get_events(self.file.get_ref())?;
            self.events = true;
        }
        Ok(())
    }
}
