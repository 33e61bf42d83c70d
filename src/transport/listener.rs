//! A UDP port that a BMC sends to by itself.
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::UdpSocket;

/// Takes datagrams of one host.
#[derive(Debug)]
pub struct Listener {
    socket: UdpSocket,
    from: IpAddr,
    buffer: Vec<u8>,
}

impl Listener {
    /// Listens on a port of all addresses of IPv4, 0 for a free one, to datagrams from `from`.
    ///
    /// # Errors
    /// Those of the system; the port may be in use.
    pub async fn bind(port: u16, from: IpAddr) -> io::Result<Self> {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, port)).await?;
        Ok(Self { socket, from, buffer: vec![0; MAX_DATAGRAM] })
    }

    /// The next datagram; those of others are passed over. It may be dropped at any time and
    /// called again.
    ///
    /// # Errors
    /// Those of the socket.
    pub async fn next(&mut self) -> io::Result<Vec<u8>> {
        loop {
            let (len, from) = self.socket.recv_from(&mut self.buffer).await?;
            if from.ip() == self.from {
                return Ok(self.buffer.get(..len).unwrap_or_default().to_vec());
            }
        }
    }
}

/// The address of this machine that `peer` is reached from.
///
/// # Errors
/// Those of the system: there may be no way to it.
pub async fn own_address(peer: SocketAddr) -> io::Result<IpAddr> {
    let any: SocketAddr = match peer {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(any).await?;
    socket.connect(peer).await?;
    Ok(socket.local_addr()?.ip())
}

const MAX_DATAGRAM: usize = 2048;
