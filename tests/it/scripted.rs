use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use ripmitool::wire::buf::Reader;
use ripmitool::wire::message::Message;
use ripmitool::wire::rmcp::Header;
use ripmitool::wire::v15::{AuthType, Packet};

/// Network function, command and data of a request.
pub(crate) type Asked = (u8, u8, Vec<u8>);

/// A BMC of IPMI 1.5 without authentication that answers whatever a test wants: completion code
/// and data, or nothing.
pub(crate) struct Scripted {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Scripted {
    pub(crate) fn new(
        mut answer: impl FnMut(u8, u8, &[u8]) -> Option<Vec<u8>> + Send + 'static,
    ) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let at = socket.local_addr().unwrap();
        let (asked, over) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::<AtomicBool>::default());
        let (log, end) = (Arc::clone(&asked), Arc::clone(&over));
        let thread = std::thread::spawn(move || {
            let mut buffer = [0; 1024];
            let mut sequence = 0;
            while !end.load(Ordering::Relaxed) {
                let Ok((len, from)) = socket.recv_from(&mut buffer) else { continue };
                let mut r = Reader::new(&buffer[..len]);
                let Ok(_) = Header::parse(&mut r) else { continue };
                let Ok(packet) = Packet::parse(&mut r) else { continue };
                let Ok(request) = Message::parse(&packet.payload) else { continue };
                let Message { netfn, cmd, data, .. } = &request;
                let answered = set_up(&request).or_else(|| {
                    log.lock().unwrap().push((*netfn, *cmd, data.clone()));
                    answer(*netfn, *cmd, data)
                });
                let Some(data) = answered else { continue };
                sequence += 1;
                let response = request.answer(data);
                let mut out = Vec::new();
                Packet {
                    auth_type: AuthType::None,
                    sequence: if packet.session_id == 0 { 0 } else { sequence },
                    session_id: packet.session_id,
                    auth_code: None,
                    payload: response.to_bytes(),
                }
                .emit(&mut out);
                let _ = socket.send_to(&out, from);
            }
        });
        Self { at, asked, over, thread: Some(thread) }
    }

    pub(crate) fn port(&self) -> u16 {
        self.at.port()
    }

    /// What was asked since the last call, session set-up left out.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Answers to the commands that open and close a session (IPMI v1.5 §18).
fn set_up(request: &Message) -> Option<Vec<u8>> {
    const ID: [u8; 4] = [1, 2, 3, 4];
    match (request.netfn, request.cmd) {
        (0x06, 0x38) => Some(vec![0, 1, 0x01, 0x04, 0, 0, 0, 0, 0]),
        (0x06, 0x39) => Some([&[0], ID.as_slice(), &[0x55; 16]].concat()),
        (0x06, 0x3a) => Some([&[0, 0], ID.as_slice(), &[1, 0, 0, 0, 4]].concat()),
        (0x06, 0x3b) => Some(vec![0, request.data.first().map_or(4, |level| (*level).max(2))]),
        (0x06, 0x3c) => Some(vec![0]),
        _ => None,
    }
}
