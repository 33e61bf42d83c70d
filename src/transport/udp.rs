//! The only owner of sockets and of the clock: drives a [`Session`] over UDP.
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Instant;

use rand::TryRng;
use rand::rngs::SysRng;
use tokio::net::{UdpSocket, lookup_host};
use tokio::time::{sleep_until, timeout_at};

use super::Family;
use crate::error::Error;
use crate::session::config::Config;
use crate::session::{Event, Note, Random, Session};

/// A session and its sockets.
///
/// The sockets are not connected: BMCs with several addresses may answer from another one than
/// they were asked at, and the session can tell their packets from others.
#[derive(Debug)]
pub(super) struct Driver {
    pub(super) session: Session,
    v4: Option<UdpSocket>,
    v6: Option<UdpSocket>,
    buffer: Vec<u8>,
}

impl Driver {
    /// Starts to open a session with the peers in `config`.
    pub(super) async fn new(config: Config) -> Result<Self, Error> {
        let has_v4 = config.peers.iter().any(SocketAddr::is_ipv4);
        let has_v6 = config.peers.iter().any(SocketAddr::is_ipv6);
        let v4 =
            if has_v4 { Some(UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).await?) } else { None };
        let v6 =
            if has_v6 { Some(UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).await?) } else { None };
        // A failing source of random numbers must not be papered over.
        SysRng.try_fill_bytes(&mut [0; 16]).map_err(io::Error::other)?;
        let random = Random::new(|bytes: &mut [u8]| {
            while SysRng.try_fill_bytes(bytes).is_err() {
                std::thread::yield_now();
            }
        });
        let session = Session::open(Instant::now(), config, random);
        Ok(Self { session, v4, v6, buffer: vec![0; MAX_DATAGRAM] })
    }

    /// Runs the session until it has something to tell.
    pub(super) async fn event(
        &mut self,
        observe: &mut (dyn FnMut(&Note) + Send),
    ) -> Result<Event, Error> {
        loop {
            self.transmit().await?;
            while let Some(note) = self.session.poll_note() {
                observe(&note);
            }
            if let Some(event) = self.session.poll_event() {
                return Ok(event);
            }
            let due = self.session.poll_timeout();
            if due.is_none() && !self.session.has_console() {
                return Ok(Event::Closed);
            }
            let received = tokio::select! {
                received = receive(self.v4.as_ref(), self.v6.as_ref(), &mut self.buffer) => Some(received),
                () = sleep(due) => None,
            };
            match received {
                // An ICMP error for an earlier packet; a BMC that restarts sends these.
                Some(Err(error)) if is_passing(&error) => {}
                Some(Err(error)) => return Err(error.into()),
                Some(Ok((len, from))) => {
                    let bytes = self.buffer.get(..len).unwrap_or_default();
                    self.session.handle_datagram(Instant::now(), from, bytes);
                }
                None => self.session.handle_timeout(Instant::now()),
            }
        }
    }

    async fn transmit(&mut self) -> Result<(), Error> {
        while let Some(transmit) = self.session.poll_transmit() {
            let socket = if transmit.to.is_ipv4() { &self.v4 } else { &self.v6 };
            let Some(socket) = socket else { continue };
            match socket.send_to(&transmit.bytes, transmit.to).await {
                Ok(_) => {}
                Err(error) if is_passing(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl Drop for Driver {
    /// A session must not stay behind, whatever ended the wait for it: a signal, a deadline of
    /// the caller's, an error.
    fn drop(&mut self) {
        self.session.close(Instant::now());
        while let Some(transmit) = self.session.poll_transmit() {
            let socket = if transmit.to.is_ipv4() { &self.v4 } else { &self.v6 };
            if let Some(socket) = socket {
                let _ = socket.try_send_to(&transmit.bytes, transmit.to);
            }
        }
    }
}

async fn sleep(until: Option<Instant>) {
    match until {
        Some(until) => sleep_until(until.into()).await,
        None => std::future::pending().await,
    }
}

async fn receive(
    v4: Option<&UdpSocket>,
    v6: Option<&UdpSocket>,
    buffer: &mut [u8],
) -> io::Result<(usize, SocketAddr)> {
    match (v4, v6) {
        (Some(v4), Some(v6)) => {
            tokio::select! {
                ready = v4.readable() => { ready?; }
                ready = v6.readable() => { ready?; }
            }
            match v4.try_recv_from(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => v6.try_recv_from(buffer),
                other => other,
            }
        }
        (Some(socket), None) | (None, Some(socket)) => socket.recv_from(buffer).await,
        (None, None) => std::future::pending().await,
    }
}

/// Errors of a path that may heal, or of a spurious wake-up: the session's own timing decides.
fn is_passing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::WouldBlock
            | io::ErrorKind::Interrupted
    )
}

/// Looks a host up: all its addresses of the family, without doubles.
pub(super) async fn resolve(
    host: &str,
    port: u16,
    family: Family,
    deadline: Option<Instant>,
) -> Result<Vec<SocketAddr>, Error> {
    let failed = |source| Error::Address { host: host.to_owned(), source };
    let lookup = lookup_host((host, port));
    let found = match deadline {
        None => lookup.await,
        Some(deadline) => match timeout_at(deadline.into(), lookup).await {
            Ok(found) => found,
            Err(_) => return Err(Error::Deadline),
        },
    };
    let mut addresses = Vec::new();
    for address in found.map_err(failed)? {
        if family.admits(address) && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    if addresses.is_empty() {
        let source = io::Error::new(io::ErrorKind::NotFound, "no address of that family");
        return Err(failed(source));
    }
    Ok(addresses)
}

/// Longer datagrams are cut, and so dropped: IPMI's are far shorter.
const MAX_DATAGRAM: usize = 4096;
