//! Sessions captured between programs that others wrote, at one end at least: every packet is
//! read, written again to the same bytes, and its codes are computed from the known password. A
//! misreading that client and mock share shows up here (`tests/vectors/README.md`).
use std::fs;
use std::path::Path;

use ripmitool::crypto::aes::Cipher;
use ripmitool::crypto::auth15;
use ripmitool::crypto::integrity::Signer;
use ripmitool::crypto::rakp::{Exchange, k1, k2};
use ripmitool::crypto::secret::Secret;
use ripmitool::crypto::suite::{CipherSuite, Confidentiality, Integrity};
use ripmitool::wire::buf::Reader;
use ripmitool::wire::message::Message;
use ripmitool::wire::rakp::{OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4, Status};
use ripmitool::wire::rmcp::{Asf, Class, Header};
use ripmitool::wire::v15::{self, AuthType};
use ripmitool::wire::v20::{self, PayloadType};

#[test]
fn rmcp_plus_sessions() {
    let mut suites = Vec::new();
    for capture in captures() {
        let Some(suite) = capture.value("suite") else { continue };
        let id: u8 = suite.parse().unwrap();
        let mut replay = Replay::new(&capture);
        replay.run(&capture);
        let Replay { codes, protected, decrypted, .. } = replay;
        let suite = CipherSuite::by_id(id).unwrap();
        let name = &capture.name;
        assert_eq!(codes, [1, 1, 1], "{name}: RAKP 2, 3 and 4");
        let authenticated = suite.integrity != Integrity::None;
        assert!(protected.iter().all(|n| (*n >= 2) == authenticated), "{name}: {protected:?}");
        let encrypted = suite.confidentiality != Confidentiality::None;
        assert!(decrypted.iter().all(|n| (*n >= 2) == encrypted), "{name}: {decrypted:?}");
        suites.push(id);
    }
    suites.sort_unstable();
    suites.dedup();
    assert_eq!(suites, [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17]);
}

#[test]
fn sessions_of_ipmi_15() {
    let mut kinds = Vec::new();
    for capture in captures().iter().filter(|capture| capture.value("suite").is_none()) {
        let mut replay = Replay::new(capture);
        replay.run(capture);
        let name = &capture.name;
        let kind = replay.auth_type.expect(name);
        let with_code = kind != AuthType::None;
        assert!(replay.protected.iter().all(|n| (*n >= 3) == with_code), "{name}");
        kinds.push(kind.name());
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["MD2", "MD5", "NONE", "PASSWORD"]);
}

#[test]
fn bridged_requests_nest_as_deep_as_was_asked() {
    for (name, depth) in
        [("sim-bridge-single", 1), ("mock-bridge-single", 1), ("mock-bridge-double", 2)]
    {
        let capture = capture(name);
        let mut replay = Replay::new(&capture);
        replay.run(&capture);
        assert_eq!(replay.bridged, depth, "{name}");
    }
}

/// The codes are worth nothing when a wrong password gives the same.
#[test]
fn another_password_gives_other_codes() {
    let capture = capture("sim-suite-3");
    let mut exchange = None;
    for (_, bytes) in &capture.datagrams {
        let Some((kind, payload)) = setup_payload(bytes) else { continue };
        match kind {
            PayloadType::Rakp1 => exchange = Some(payload),
            PayloadType::Rakp2 => {
                let first = Rakp1::parse(exchange.as_ref().unwrap()).unwrap();
                let second = Rakp2::parse(&payload).unwrap();
                let exchange = exchange_of(&first, &second, suite(&capture));
                assert!(exchange.code2(&Secret::from("password")).matches(20, &second.code));
                assert!(!exchange.code2(&Secret::from("passwort")).matches(20, &second.code));
                return;
            }
            _ => {}
        }
    }
    panic!("no RAKP 2");
}

/// One session as it was captured.
pub(crate) struct Capture {
    name: String,
    header: Vec<(String, String)>,
    pub(crate) datagrams: Vec<(Way, Vec<u8>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    ToBmc,
    FromBmc,
}

impl Capture {
    fn value(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

pub(crate) fn captures() -> Vec<Capture> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let all: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ext| ext == "hex"))
        .map(|path| capture(path.file_stem().unwrap().to_str().unwrap()))
        .collect();
    assert!(all.len() > 20, "{} captures", all.len());
    all
}

fn capture(name: &str) -> Capture {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/{name}.hex"));
    let text = fs::read_to_string(path).unwrap();
    let mut capture = Capture { name: name.into(), header: Vec::new(), datagrams: Vec::new() };
    for line in text.lines() {
        let (mark, rest) = line.split_at(2);
        match mark {
            "# " => {
                let (key, value) = rest.split_once(": ").unwrap();
                capture.header.push((key.into(), value.into()));
            }
            "> " => capture.datagrams.push((Way::ToBmc, unhex(rest))),
            "< " => capture.datagrams.push((Way::FromBmc, unhex(rest))),
            other => panic!("{name}: {other}"),
        }
    }
    capture
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

fn suite(capture: &Capture) -> CipherSuite {
    CipherSuite::by_id(capture.value("suite").unwrap().parse().unwrap()).unwrap()
}

fn setup_payload(bytes: &[u8]) -> Option<(PayloadType, Vec<u8>)> {
    let packet = v20::Packet::parse(bytes.get(4..)?).ok()?;
    Some((packet.header.payload_type, packet.payload.to_vec()))
}

fn exchange_of(first: &Rakp1, second: &Rakp2, suite: CipherSuite) -> Exchange {
    Exchange {
        algorithm: suite.authentication,
        console_sid: second.console_sid,
        bmc_sid: first.bmc_sid,
        console_random: first.console_random,
        bmc_random: second.bmc_random,
        bmc_guid: second.bmc_guid,
        role: first.role,
        username: first.username.clone(),
    }
}

/// What has been learned of a session, packet by packet.
struct Replay {
    name: String,
    password: Secret,
    kg: Option<Secret>,
    opened: Option<(CipherSuite, u32, u32)>,
    rakp1: Option<Rakp1>,
    exchange: Option<Exchange>,
    keys: Option<(Signer, Cipher)>,
    auth_type: Option<AuthType>,
    /// How many codes of RAKP 2, 3 and 4 were right; without authentication, rightly missing.
    codes: [usize; 3],
    /// Packets with a right auth code, to and from the BMC.
    protected: [usize; 2],
    /// Payloads that were decrypted, to and from the BMC.
    decrypted: [usize; 2],
    /// How deep the deepest request was wrapped.
    bridged: usize,
}

impl Replay {
    fn new(capture: &Capture) -> Self {
        Self {
            name: capture.name.clone(),
            password: Secret::from(capture.value("password").unwrap()),
            kg: capture.value("kg").map(Secret::from),
            opened: None,
            rakp1: None,
            exchange: None,
            keys: None,
            auth_type: None,
            codes: [0; 3],
            protected: [0; 2],
            decrypted: [0; 2],
            bridged: 0,
        }
    }

    fn run(&mut self, capture: &Capture) {
        for (way, bytes) in &capture.datagrams {
            let mut r = Reader::new(bytes);
            let header = Header::parse(&mut r).unwrap();
            if header.class == Class::Asf {
                let mut out = Vec::new();
                Asf::parse(&mut r).unwrap().emit(&mut out);
                self.same(&out, bytes);
                continue;
            }
            if bytes[4] == v20::AUTH_TYPE_RMCP_PLUS {
                self.rmcp_plus(*way, bytes);
            } else {
                self.ipmi15(*way, bytes, &mut r);
            }
        }
    }

    fn ipmi15(&mut self, way: Way, bytes: &[u8], r: &mut Reader<'_>) {
        let packet = v15::Packet::parse(r).unwrap();
        let mut out = Vec::new();
        packet.emit(&mut out);
        self.same(&out, bytes);
        let v15::Packet { auth_type, session_id, sequence, .. } = packet;
        let code = auth15::code(auth_type, &self.password, session_id, sequence, &packet.payload);
        assert!(auth15::matches(code, packet.auth_code), "{}: auth code", self.name);
        if session_id != 0 {
            self.auth_type.get_or_insert(auth_type);
            self.protected[usize::from(way == Way::FromBmc)] += usize::from(code.is_some());
        }
        self.message(&packet.payload);
    }

    fn rmcp_plus(&mut self, way: Way, bytes: &[u8]) {
        let packet = v20::Packet::parse(&bytes[4..]).unwrap();
        if packet.header.payload_type.is_setup() {
            self.setup(packet.header.payload_type, packet.payload, bytes);
        } else {
            self.in_session(way, packet, bytes);
        }
    }

    /// Open Session and RAKP.
    fn setup(&mut self, kind: PayloadType, payload: &[u8], bytes: &[u8]) {
        let mut again = Vec::new();
        match kind {
            PayloadType::OpenRequest => OpenRequest::parse(payload).unwrap().emit(&mut again),
            PayloadType::OpenResponse => {
                let message = OpenResponse::parse(payload).unwrap();
                message.emit(&mut again);
                let opened = message.opened.unwrap();
                let suite = CipherSuite::from_algorithms(opened.algorithms).unwrap();
                self.opened = Some((suite, message.console_sid, opened.bmc_sid));
            }
            PayloadType::Rakp1 => {
                let message = Rakp1::parse(payload).unwrap();
                message.emit(&mut again);
                assert_eq!(message.username, b"admin");
                assert_eq!(message.bmc_sid, self.opened.unwrap().2);
                self.rakp1 = Some(message);
            }
            PayloadType::Rakp2 => {
                let message = Rakp2::parse(payload).unwrap();
                message.emit(&mut again);
                self.rakp2(&message);
            }
            PayloadType::Rakp3 => {
                let message = Rakp3::parse(payload).unwrap();
                message.emit(&mut again);
                assert_eq!(message.status, Status::OK);
                let code = self.exchange.as_ref().unwrap().code3(&self.password);
                self.code(1, code.bytes(), &message.code);
            }
            PayloadType::Rakp4 => {
                let message = Rakp4::parse(payload).unwrap();
                message.emit(&mut again);
                self.rakp4(&message);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(again, payload, "{}: {kind:?}", self.name);
        let mut out = Vec::new();
        v20::emit(&v20::Header::sessionless(kind), &again, &mut out);
        self.same(&out, bytes);
    }

    fn rakp2(&mut self, message: &Rakp2) {
        assert_eq!(message.status, Status::OK);
        let (suite, console_sid, _) = self.opened.unwrap();
        assert_eq!(message.console_sid, console_sid);
        let exchange = exchange_of(self.rakp1.as_ref().unwrap(), message, suite);
        self.code(0, exchange.code2(&self.password).bytes(), &message.code);
        self.exchange = Some(exchange);
    }

    fn rakp4(&mut self, message: &Rakp4) {
        assert_eq!(message.status, Status::OK);
        let (suite, ..) = self.opened.unwrap();
        let exchange = self.exchange.as_ref().unwrap();
        let sik = exchange.sik(&self.password, self.kg.as_ref());
        let check = exchange.code4(&sik);
        let (k1, k2) = (k1(suite.authentication, &sik), k2(suite.authentication, &sik));
        self.keys = Some((Signer::new(suite.integrity, k1, &self.password), Cipher::new(&k2)));
        self.code(2, check.first(suite.authentication.check_len()), &message.code);
    }

    fn code(&mut self, which: usize, computed: &[u8], found: &[u8]) {
        assert_eq!(computed, found, "{}: code of RAKP {}", self.name, which + 2);
        self.codes[which] += 1;
    }

    fn in_session(&mut self, way: Way, packet: v20::Packet<'_>, bytes: &[u8]) {
        let (suite, console_sid, bmc_sid) = self.opened.unwrap();
        let (signer, cipher) = self.keys.as_ref().unwrap();
        let at = usize::from(way == Way::FromBmc);
        let header = packet.header;
        assert_eq!(header.session_id, [bmc_sid, console_sid][at], "{}", self.name);
        assert_eq!(header.authenticated, suite.integrity != Integrity::None);
        let mut out = Vec::new();
        let start = v20::emit(&header, packet.payload, &mut out);
        if header.authenticated {
            let valid = packet
                .trailers(signer.code_len())
                .filter(|trailer| signer.verify(trailer.covered, trailer.code));
            assert_eq!(valid.count(), 1, "{}: auth code", self.name);
            self.protected[at] += 1;
            v20::emit_pad(start, &mut out);
            let code = signer.sign(&out[start..]);
            out.extend(code);
        }
        assert_eq!(header.encrypted, suite.confidentiality != Confidentiality::None);
        let message = if header.encrypted {
            let plain = cipher.open(packet.payload).expect(&self.name);
            let iv = packet.payload[..16].try_into().unwrap();
            let sealed = [cipher.seal(iv, &plain), cipher.seal_long(iv, &plain)];
            assert!(sealed.iter().any(|sealed| sealed == packet.payload), "{}: seal", self.name);
            self.decrypted[at] += 1;
            plain
        } else {
            packet.payload.to_vec()
        };
        self.same(&out, bytes);
        self.message(&message);
    }

    fn message(&mut self, bytes: &[u8]) {
        let mut bytes = bytes.to_vec();
        for depth in 0.. {
            let message = Message::parse(&bytes).expect(&self.name);
            assert_eq!(message.to_bytes(), bytes, "{}", self.name);
            self.bridged = self.bridged.max(depth);
            // Send Message holds a message behind the channel number.
            if (message.netfn, message.cmd) != (0x06, 0x34) {
                return;
            }
            bytes = message.data[1..].to_vec();
        }
    }

    fn same(&self, written: &[u8], captured: &[u8]) {
        assert_eq!(written, captured, "{}: written again", self.name);
    }
}
