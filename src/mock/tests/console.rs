//! A console for tests: it does as it is told, and checks nothing that it is not asked to.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::crypto::aes::Cipher;
use crate::crypto::integrity::Signer;
use crate::crypto::rakp::{Exchange, k1, k2};
use crate::crypto::secret::Secret;
use crate::crypto::suite::{CipherSuite, Confidentiality, Integrity};
use crate::mock::{Bmc, Fault, Options};
use crate::wire::message::Message;
use crate::wire::rakp::{OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4, Status};
use crate::wire::v20::{Header, Packet, PayloadType, emit, emit_pad};

/// A console and the BMC that it talks to.
pub(in crate::mock) struct Console {
    pub(in crate::mock) bmc: Bmc,
    pub(in crate::mock) now: Instant,
    pub(in crate::mock) from: SocketAddr,
    /// Session sequence number of the last packet.
    pub(in crate::mock) sequence: u32,
    pub(in crate::mock) rq_seq: u8,
    pub(in crate::mock) link: Option<Link>,
}

/// What the console knows of its session.
#[derive(Clone)]
pub(in crate::mock) struct Link {
    pub(in crate::mock) sid: u32,
    pub(in crate::mock) suite: CipherSuite,
    signer: Signer,
    cipher: Cipher,
}

/// What to log in with.
#[derive(Clone)]
pub(in crate::mock) struct Login {
    pub(in crate::mock) suite: u8,
    pub(in crate::mock) role: u8,
    pub(in crate::mock) name: &'static str,
    pub(in crate::mock) password: &'static str,
    pub(in crate::mock) kg: Option<Secret>,
}

impl Default for Login {
    fn default() -> Self {
        Self { suite: 3, role: 0x14, name: "admin", password: "password", kg: None }
    }
}

impl Console {
    pub(in crate::mock) fn new(options: Options) -> Self {
        let mut count = 0_u64;
        let rng = Box::new(move |bytes: &mut [u8]| {
            for byte in bytes {
                count = count.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(17);
                *byte = count.to_be_bytes()[0];
            }
        });
        Self {
            bmc: Bmc::new(options, rng),
            now: Instant::now(),
            from: SocketAddr::from(([127, 0, 0, 1], 40_000)),
            sequence: 0,
            rq_seq: 9,
            link: None,
        }
    }

    /// A console in a session with suite 3, at User level.
    pub(in crate::mock) fn connected(options: Options) -> Self {
        let mut console = Self::new(options);
        console.log_in(&Login::default()).unwrap();
        console
    }

    /// A console in a session with suite 3, at Administrator level.
    pub(in crate::mock) fn admin(options: Options) -> Self {
        let mut console = Self::connected(options);
        assert_eq!(console.ask(0x06, 0x3b, &[4]), [0, 4]);
        console
    }

    pub(in crate::mock) fn with_fault(fault: &str) -> Options {
        Options { faults: vec![fault.parse::<Fault>().unwrap()], ..Options::default() }
    }

    pub(in crate::mock) fn wait(&mut self, time: Duration) {
        self.now += time;
        self.bmc.handle_timeout(self.now);
    }

    /// Sends a datagram and gives those that come back at once.
    pub(in crate::mock) fn exchange(&mut self, datagram: &[u8]) -> Vec<Vec<u8>> {
        self.bmc.handle_datagram(self.now, self.from, datagram);
        self.receive()
    }

    pub(in crate::mock) fn receive(&mut self) -> Vec<Vec<u8>> {
        std::iter::from_fn(|| self.bmc.poll_transmit(self.now)).map(|(_, bytes)| bytes).collect()
    }

    /// Sends a handshake payload and gives the payload of the answer.
    pub(in crate::mock) fn setup(&mut self, kind: PayloadType, payload: &[u8]) -> Option<Vec<u8>> {
        let mut datagram = Vec::new();
        emit(&Header::sessionless(kind), payload, &mut datagram);
        let answer = self.exchange(&datagram).pop()?;
        Some(Packet::parse(&answer[4..]).unwrap().payload.to_vec())
    }

    pub(in crate::mock) fn open(&mut self, suite: u8) -> OpenResponse {
        let algorithms = CipherSuite::by_id(suite).unwrap().algorithms();
        let request = OpenRequest { tag: 7, max_privilege: 0, console_sid: CONSOLE, algorithms };
        let mut payload = Vec::new();
        request.emit(&mut payload);
        OpenResponse::parse(&self.setup(PayloadType::OpenRequest, &payload).unwrap()).unwrap()
    }

    pub(in crate::mock) fn rakp1(&mut self, bmc_sid: u32, login: &Login) -> Rakp2 {
        let message = Rakp1 {
            tag: 8,
            bmc_sid,
            console_random: RANDOM,
            role: login.role,
            username: login.name.into(),
        };
        let mut payload = Vec::new();
        message.emit(&mut payload);
        Rakp2::parse(&self.setup(PayloadType::Rakp1, &payload).unwrap()).unwrap()
    }

    pub(in crate::mock) fn rakp3(&mut self, bmc_sid: u32, code: &[u8]) -> Rakp4 {
        let message = Rakp3 { tag: 9, status: Status::OK, bmc_sid, code: code.to_vec() };
        let mut payload = Vec::new();
        message.emit(&mut payload);
        Rakp4::parse(&self.setup(PayloadType::Rakp3, &payload).unwrap()).unwrap()
    }

    /// Opens a session, or gives the status that ended it. Every code is checked.
    pub(in crate::mock) fn log_in(&mut self, login: &Login) -> Result<(), Status> {
        let opened = self.open(login.suite);
        let opened = opened.opened.ok_or(opened.status)?;
        let second = self.rakp1(opened.bmc_sid, login);
        if second.status != Status::OK {
            return Err(second.status);
        }
        let suite = CipherSuite::from_algorithms(opened.algorithms).unwrap();
        let algorithm = suite.authentication;
        let exchange = Exchange {
            algorithm,
            console_sid: CONSOLE,
            bmc_sid: opened.bmc_sid,
            console_random: RANDOM,
            bmc_random: second.bmc_random,
            bmc_guid: second.bmc_guid,
            role: login.role,
            username: login.name.into(),
        };
        let password = Secret::from(login.password);
        if !exchange.code2(&password).matches(algorithm.code_len(), &second.code) {
            return Err(Status::BAD_CHECK_VALUE);
        }
        let fourth = self.rakp3(opened.bmc_sid, exchange.code3(&password).bytes());
        if fourth.status != Status::OK {
            return Err(fourth.status);
        }
        let sik = exchange.sik(&password, login.kg.as_ref());
        if !exchange.code4(&sik).matches(algorithm.check_len(), &fourth.code) {
            return Err(Status::BAD_CHECK_VALUE);
        }
        self.sequence = 0;
        self.link = Some(Link {
            sid: opened.bmc_sid,
            suite,
            signer: Signer::new(suite.integrity, k1(algorithm, &sik), &password),
            cipher: Cipher::new(&k2(algorithm, &sik)),
        });
        Ok(())
    }

    /// A request with the next rqSeq.
    pub(in crate::mock) fn message(&mut self, netfn: u8, cmd: u8, data: &[u8]) -> Message {
        self.rq_seq = (self.rq_seq + 1) % 64;
        Message {
            to: 0x20,
            netfn,
            to_lun: 0,
            from: 0x81,
            seq: self.rq_seq,
            from_lun: 0,
            cmd,
            data: data.to_vec(),
        }
    }

    /// The datagram of a request, with the next session sequence number.
    pub(in crate::mock) fn sealed(&mut self, message: &Message) -> Vec<u8> {
        self.sequence += 1;
        self.link.as_ref().unwrap().seal(self.sequence, &message.to_bytes())
    }

    /// The message in a datagram, if it is protected as agreed.
    pub(in crate::mock) fn opened(&self, datagram: &[u8]) -> Option<Message> {
        self.link.as_ref().unwrap().open(datagram)
    }

    /// Sends one request and gives completion code and data of the answer.
    pub(in crate::mock) fn try_ask(&mut self, netfn: u8, cmd: u8, data: &[u8]) -> Option<Vec<u8>> {
        let message = self.message(netfn, cmd, data);
        let datagram = self.sealed(&message);
        let answer = self.exchange(&datagram).pop()?;
        let answer = self.opened(&answer)?;
        assert_eq!((answer.netfn, answer.cmd, answer.seq), (netfn | 1, cmd, message.seq));
        Some(answer.data)
    }

    /// [`Self::try_ask`] where an answer must come.
    pub(in crate::mock) fn ask(&mut self, netfn: u8, cmd: u8, data: &[u8]) -> Vec<u8> {
        self.try_ask(netfn, cmd, data).unwrap()
    }

    /// Sends a request outside any session.
    pub(in crate::mock) fn plain(&mut self, netfn: u8, cmd: u8, data: &[u8]) -> Vec<u8> {
        let message = self.message(netfn, cmd, data);
        let payload = self.setup(PayloadType::Ipmi, &message.to_bytes()).unwrap();
        Message::parse(&payload).unwrap().data
    }
}

impl Link {
    pub(in crate::mock) fn seal(&self, sequence: u32, message: &[u8]) -> Vec<u8> {
        let encrypted = self.suite.confidentiality == Confidentiality::AesCbc128;
        let authenticated = self.suite.integrity != Integrity::None;
        self.seal_as(sequence, message, encrypted, authenticated)
    }

    pub(in crate::mock) fn seal_as(
        &self,
        sequence: u32,
        message: &[u8],
        encrypted: bool,
        authenticated: bool,
    ) -> Vec<u8> {
        let payload = if encrypted { self.cipher.seal([3; 16], message) } else { message.to_vec() };
        let header = Header {
            payload_type: PayloadType::Ipmi,
            encrypted,
            authenticated,
            session_id: self.sid,
            sequence,
        };
        let mut out = Vec::new();
        let start = emit(&header, &payload, &mut out);
        if authenticated {
            emit_pad(start, &mut out);
            let code = self.signer.sign(&out[start..]);
            out.extend(code);
        }
        out
    }

    pub(in crate::mock) fn open(&self, datagram: &[u8]) -> Option<Message> {
        let packet = Packet::parse(datagram.get(4..)?).ok()?;
        assert_eq!(packet.header.session_id, CONSOLE);
        if self.suite.integrity != Integrity::None {
            let mut trailers = packet.trailers(self.signer.code_len());
            let good = trailers.any(|t| self.signer.verify(t.covered, t.code));
            if !packet.header.authenticated || !good {
                return None;
            }
        }
        let payload = match (self.suite.confidentiality, packet.header.encrypted) {
            (Confidentiality::None, false) => packet.payload.to_vec(),
            (Confidentiality::AesCbc128, true) => self.cipher.open(packet.payload)?,
            _ => return None,
        };
        Message::parse(&payload).ok()
    }
}

/// The console's session ID.
pub(in crate::mock) const CONSOLE: u32 = 0x1234_5678;
const RANDOM: [u8; 16] = [0x42; 16];
