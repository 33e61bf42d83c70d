//! Tyan's serial over LAN: keys come as requests, output goes out in datagrams of its own.
use std::net::SocketAddr;

use super::terminal::{Device, Terminal};

/// The console, and who listens.
#[derive(Debug)]
pub(super) struct Tyan {
    device: Terminal,
    line: Option<Line>,
}

#[derive(Debug)]
struct Line {
    session: u32,
    to: SocketAddr,
    output: Vec<u8>,
    count: u32,
}

impl Tyan {
    pub(super) fn new(device: Device) -> Self {
        Self { device: Terminal::new(device), line: None }
    }

    /// The session that has it.
    pub(super) fn holder(&self) -> Option<u32> {
        self.line.as_ref().map(|line| line.session)
    }

    /// Where output goes.
    pub(super) fn receiver(&self) -> Option<SocketAddr> {
        self.line.as_ref().map(|line| line.to)
    }

    pub(super) fn start(&mut self, session: u32, to: SocketAddr) {
        self.line = Some(Line { session, to, output: self.device.greet(), count: 0 });
    }

    pub(super) fn forget(&mut self) {
        self.line = None;
    }

    pub(super) fn keys(&mut self, characters: &[u8]) {
        let Some(line) = &mut self.line else { return };
        line.output.extend(self.device.input(characters));
    }

    /// The next datagram: four bytes that IPMItool does not look at, here a number, and output.
    pub(super) fn poll(&mut self) -> Option<(SocketAddr, Vec<u8>)> {
        let line = self.line.as_mut().filter(|line| !line.output.is_empty())?;
        let len = line.output.len().min(MOST);
        let mut datagram = line.count.to_le_bytes().to_vec();
        line.count = line.count.wrapping_add(1);
        datagram.extend(line.output.drain(..len));
        Some((line.to, datagram))
    }
}

/// Characters in a datagram.
const MOST: usize = 200;
