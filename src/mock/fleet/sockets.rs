//! Where the sockets of a fleet come from: from systemd, from a BMC that ends, or from the system.
use std::collections::HashMap;
use std::io;
use std::net::{SocketAddr, UdpSocket};

use rustix::io::{FdFlags, fcntl_setfd};
use rustix::net::SocketType;
use rustix::net::sockopt::socket_type;

use super::Problem;

/// Sockets that were there when the process began (`sd_listen_fds(3)`). They stay open: a BMC that
/// goes and comes back finds its own again.
#[derive(Debug, Default)]
pub(super) struct Inherited(HashMap<SocketAddr, UdpSocket>);

impl Inherited {
    /// Takes them over. To be called once: systemd says which descriptors they are.
    pub(super) fn take() -> Result<Self, Problem> {
        let sockets = sd_listen_fds::get()
            .map_err(|error| Problem::general(format!("sockets of systemd: {error}")))?;
        let mut all = HashMap::new();
        for (_, socket) in sockets {
            let socket = UdpSocket::from(socket);
            let address = address(&socket).map_err(|error| {
                Problem::general(format!("sockets of systemd: one is of no use: {error}"))
            })?;
            all.insert(address, socket);
        }
        Ok(Self(all))
    }

    /// One for an address.
    pub(super) fn get(&self, address: SocketAddr) -> Option<io::Result<UdpSocket>> {
        self.0.get(&address).map(UdpSocket::try_clone)
    }

    /// Addresses that none of these is.
    pub(super) fn idle(&self, used: &[SocketAddr]) -> Vec<SocketAddr> {
        let mut idle: Vec<_> = self.0.keys().filter(|at| !used.contains(at)).copied().collect();
        idle.sort();
        idle
    }
}

/// The address of a socket for datagrams, which programs that are started don't get.
fn address(socket: &UdpSocket) -> io::Result<SocketAddr> {
    fcntl_setfd(socket, FdFlags::CLOEXEC)?;
    if socket_type(socket)? != SocketType::DGRAM {
        return Err(io::Error::other("expected ListenDatagram="));
    }
    socket.local_addr()
}

/// Binds an address. With `free` it need not be there yet (`IP_FREEBIND` of ip(7)).
pub(super) fn bind(address: SocketAddr, free: bool) -> io::Result<UdpSocket> {
    if free { bind_free(address) } else { UdpSocket::bind(address) }
}

#[cfg(target_os = "linux")]
fn bind_free(address: SocketAddr) -> io::Result<UdpSocket> {
    use rustix::net::sockopt::{set_ip_freebind, set_ipv6_freebind};
    use rustix::net::{AddressFamily, SocketFlags, bind, socket_with};

    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let socket = socket_with(family, SocketType::DGRAM, SocketFlags::CLOEXEC, None)?;
    if address.is_ipv4() {
        set_ip_freebind(&socket, true)?;
    } else {
        set_ipv6_freebind(&socket, true)?;
    }
    bind(&socket, &address)?;
    Ok(socket.into())
}

#[cfg(not(target_os = "linux"))]
fn bind_free(_: SocketAddr) -> io::Result<UdpSocket> {
    Err(io::Error::other("free-bind needs Linux"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_need_not_be_there_yet() {
        for (at, any) in [("192.0.2.77:0", "127.0.0.1:0"), ("[2001:db8::77]:0", "[::1]:0")] {
            if UdpSocket::bind(any).is_err() {
                continue;
            }
            let address: SocketAddr = at.parse().unwrap();
            assert!(bind(address, false).is_err(), "{at}");
            assert_eq!(bind(address, true).unwrap().local_addr().unwrap().ip(), address.ip());
        }
    }
}
