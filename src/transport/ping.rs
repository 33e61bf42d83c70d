//! RMCP presence ping (ASF 2.0 §3.2.4): is there a BMC? Needs no session.
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::{Instant, timeout_at};

use crate::wire::buf::Reader;
use crate::wire::rmcp::{Asf, Class, Header};

/// Pings, and waits for the pong: whether IPMI is there, and `None` when nothing answers.
///
/// # Errors
/// Those of the socket.
pub async fn ping(peer: SocketAddr) -> io::Result<Option<bool>> {
    let any: SocketAddr = match peer {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(any).await?;
    for tag in 0..TRIES {
        let mut packet = Vec::new();
        Asf::Ping { tag }.emit(&mut packet);
        socket.send_to(&packet, peer).await?;
        let until = Instant::now() + WAIT;
        let mut buffer = [0; 64];
        while let Ok(received) = timeout_at(until, socket.recv_from(&mut buffer)).await {
            let (len, from) = received?;
            let pong = buffer.get(..len).and_then(pong);
            if from.ip() == peer.ip() && pong.is_some() {
                return Ok(pong);
            }
        }
    }
    Ok(None)
}

/// What a pong says, and `None` for any other datagram.
fn pong(bytes: &[u8]) -> Option<bool> {
    let mut r = Reader::new(bytes);
    let header = Header::parse(&mut r).ok()?;
    match (header.class, Asf::parse(&mut r).ok()?) {
        (Class::Asf, Asf::Pong { ipmi, .. }) => Some(ipmi),
        _ => None,
    }
}

const TRIES: u8 = 3;
const WAIT: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pongs_count() {
        let (mut yes, mut no, mut ping) = (Vec::new(), Vec::new(), Vec::new());
        Asf::Pong { tag: 1, ipmi: true }.emit(&mut yes);
        Asf::Pong { tag: 1, ipmi: false }.emit(&mut no);
        Asf::Ping { tag: 1 }.emit(&mut ping);
        assert_eq!((pong(&yes), pong(&no)), (Some(true), Some(false)));
        assert_eq!((pong(&ping), pong(b"\x06")), (None, None));
    }
}
