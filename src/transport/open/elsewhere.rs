//! On systems without Linux's driver there is no device.
use std::io;

use super::Device;
use crate::error::{Error, Tried};
use crate::session::local::{Incoming, Outgoing};

/// Never made.
#[derive(Debug)]
pub(crate) enum Node {}

impl Node {
    /// Says that there is none.
    pub(crate) fn open(number: u32, _: u8) -> Result<Self, Error> {
        let missing = |path| Tried { path, error: io::ErrorKind::NotFound.into() };
        Err(Error::NoDevice { number, tried: super::paths(number).map(missing).into() })
    }
}

impl Device for Node {
    fn send(&mut self, _: &Outgoing) -> io::Result<()> {
        match *self {}
    }

    async fn receive(&mut self) -> io::Result<Incoming> {
        match *self {}
    }

    fn get_events(&mut self) -> io::Result<()> {
        match *self {}
    }
}
