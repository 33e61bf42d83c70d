//! The two ends of an open session: how a message becomes a datagram and back
//! (IPMI v2.0 §13.6, §13.28, §13.29; v1.5 §12.8).
use super::Random;
use super::quirks::{Quirk, Quirks};
use super::window::Window;
use crate::crypto::aes::Cipher;
use crate::crypto::auth15;
use crate::crypto::hmac::Digest;
use crate::crypto::integrity::Signer;
use crate::crypto::rakp::{k1, k2};
use crate::crypto::secret::Secret;
use crate::crypto::suite::{CipherSuite, Confidentiality, Integrity};
use crate::wire::buf::Reader;
use crate::wire::rmcp;
use crate::wire::sol;
use crate::wire::v15::{self, AuthType};
use crate::wire::v20::{self, PayloadType};

/// Protects and checks the packets of one session.
#[derive(Debug)]
pub enum Link {
    /// IPMI 1.5.
    V15(Link15),
    /// RMCP+.
    V20(Box<Link20>),
}

/// A payload out of a packet that has passed every check.
#[derive(Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is. In IPMI 1.5 [`PayloadType::Sol`] stands for Intel's serial over LAN.
    pub kind: PayloadType,
    /// Decrypted.
    pub payload: Vec<u8>,
    /// It came encrypted.
    pub encrypted: bool,
}

impl Link {
    /// Makes the next datagram for an IPMI message.
    pub fn seal(&mut self, message: &[u8], random: &mut Random) -> Vec<u8> {
        match self {
            Self::V15(link) => link.seal(message),
            Self::V20(link) => link.seal(PayloadType::Ipmi, message, true, random),
        }
    }

    /// Makes the next datagram for a serial over LAN packet, encrypted when that is wanted and
    /// the session can. In IPMI 1.5 it is Intel's.
    pub fn seal_sol(
        &mut self,
        packet: &sol::Packet,
        encrypted: bool,
        random: &mut Random,
    ) -> Vec<u8> {
        let mut payload = Vec::new();
        match self {
            Self::V15(link) => {
                packet.emit_intel(&mut payload);
                link.seal_intel_sol(payload)
            }
            Self::V20(link) => {
                packet.emit(&mut payload);
                link.seal(PayloadType::Sol, &payload, encrypted, random)
            }
        }
    }

    /// Reads the payload of a serial over LAN packet.
    ///
    /// # Errors
    /// When it is too short.
    pub fn parse_sol(&self, payload: &[u8]) -> Result<sol::Packet, crate::wire::Error> {
        match self {
            Self::V15(_) => sol::Packet::parse_intel(payload),
            Self::V20(_) => sol::Packet::parse(payload),
        }
    }

    /// Reads a datagram; `None` when it does not belong to the session or fails a check.
    pub fn open(&mut self, datagram: &[u8]) -> Option<Received> {
        let mut r = Reader::new(datagram);
        if rmcp::Header::parse(&mut r).ok()?.class != rmcp::Class::Ipmi {
            return None;
        }
        match self {
            Self::V15(link) => link.open(&mut r),
            Self::V20(link) => link.open(r.rest()),
        }
    }

    /// True for RMCP+.
    pub const fn is_v20(&self) -> bool {
        matches!(self, Self::V20(_))
    }

    /// True when payloads are encrypted.
    pub fn is_confidential(&self) -> bool {
        match self {
            Self::V15(_) => false,
            Self::V20(link) => link.suite.confidentiality != Confidentiality::None,
        }
    }

    /// True when every packet proves that it comes from the BMC.
    pub fn is_authenticated(&self) -> bool {
        match self {
            Self::V15(link) => link.auth_type != AuthType::None,
            Self::V20(link) => link.suite.integrity != Integrity::None,
        }
    }

    /// The BMC's session ID, for Close Session.
    pub fn bmc_sid(&self) -> u32 {
        match self {
            Self::V15(link) => link.session_id,
            Self::V20(link) => link.bmc_sid,
        }
    }
}

/// An IPMI 1.5 session.
#[derive(Debug)]
pub struct Link15 {
    auth_type: AuthType,
    password: Secret,
    session_id: u32,
    next_sequence: u32,
    window: Window,
    quirks: Quirks,
}

impl Link15 {
    /// A session as Activate Session granted it: `outbound` is the sequence number that our
    /// first packet carries, `inbound` the one that the BMC was told to start with.
    pub fn new(
        auth_type: AuthType,
        password: Secret,
        session_id: u32,
        outbound: u32,
        inbound: u32,
        quirks: Quirks,
    ) -> Self {
        let window = Window::v15(inbound);
        Self { auth_type, password, session_id, next_sequence: outbound, window, quirks }
    }

    fn seal(&mut self, message: &[u8]) -> Vec<u8> {
        let sequence = self.next_sequence;
        self.next_sequence = next(sequence);
        let on_wire = self.endian(sequence);
        let auth_code =
            auth15::code(self.auth_type, &self.password, self.session_id, on_wire, message);
        let packet = v15::Packet {
            auth_type: self.auth_type,
            sequence: on_wire,
            session_id: self.session_id,
            auth_code,
            payload: message.to_vec(),
        };
        let mut out = Vec::new();
        packet.emit(&mut out);
        out
    }

    /// A packet of Intel's serial over LAN. IPMItool sends these without a code whatever the
    /// session's authentication is, and takes no others.
    fn seal_intel_sol(&mut self, payload: Vec<u8>) -> Vec<u8> {
        let sequence = self.next_sequence;
        self.next_sequence = next(sequence);
        let packet = v15::Packet {
            auth_type: AuthType::None,
            sequence: self.endian(sequence),
            session_id: self.session_id | sol::INTEL_SESSION_BIT,
            auth_code: None,
            payload,
        };
        let mut out = Vec::new();
        packet.emit(&mut out);
        out
    }

    fn open(&mut self, r: &mut Reader<'_>) -> Option<Received> {
        let packet = v15::Packet::parse(r).ok()?;
        let marked = packet.session_id == self.session_id | sol::INTEL_SESSION_BIT;
        // A session whose own ID has that bit can have no console.
        if marked && packet.session_id != self.session_id {
            let counts = self.auth_type != AuthType::None;
            if packet.auth_type != AuthType::None
                || counts && !self.window.accept(self.endian(packet.sequence))
            {
                return None;
            }
            let kind = PayloadType::Sol;
            return Some(Received { kind, payload: packet.payload, encrypted: false });
        }
        let zero = self.quirks.has(Quirk::SessionIdZero) && packet.session_id == 0;
        if packet.session_id != self.session_id && !zero {
            return None;
        }
        if packet.auth_type != self.auth_type && !self.quirks.has(Quirk::UnexpectedAuth) {
            return None;
        }
        let expected = auth15::code(
            packet.auth_type,
            &self.password,
            packet.session_id,
            packet.sequence,
            &packet.payload,
        );
        let verified = auth15::matches(expected, packet.auth_code);
        if !verified && !self.quirks.has(Quirk::NoAuthCodeCheck) {
            return None;
        }
        let authentic = self.auth_type != AuthType::None && verified;
        if authentic && !self.window.accept(self.endian(packet.sequence)) {
            return None;
        }
        Some(Received { kind: PayloadType::Ipmi, payload: packet.payload, encrypted: false })
    }

    fn endian(&self, sequence: u32) -> u32 {
        if self.quirks.has(Quirk::BigEndianSequence) { sequence.swap_bytes() } else { sequence }
    }
}

/// An RMCP+ session.
#[derive(Debug)]
pub struct Link20 {
    suite: CipherSuite,
    console_sid: u32,
    bmc_sid: u32,
    next_sequence: u32,
    signer: Signer,
    cipher: Cipher,
    window: Window,
    quirks: Quirks,
}

impl Link20 {
    /// A session as RAKP 4 granted it.
    pub fn new(
        suite: CipherSuite,
        (console_sid, bmc_sid): (u32, u32),
        sik: &Digest,
        password: &Secret,
        quirks: Quirks,
    ) -> Self {
        let k1 = if quirks.has(Quirk::IntegrityWithSik) {
            sik.clone()
        } else {
            k1(suite.authentication, sik)
        };
        let signer = Signer::new(suite.integrity, k1, password);
        let cipher = Cipher::new(&k2(suite.authentication, sik));
        let window = Window::v20();
        Self { suite, console_sid, bmc_sid, next_sequence: 1, signer, cipher, window, quirks }
    }

    /// The next datagram for a payload, encrypted where that is wanted and the suite can.
    pub fn seal(
        &mut self,
        kind: PayloadType,
        payload: &[u8],
        encrypted: bool,
        random: &mut Random,
    ) -> Vec<u8> {
        let encrypted = encrypted && self.suite.confidentiality != Confidentiality::None;
        let authenticated = self.suite.integrity != Integrity::None;
        let header = v20::Header {
            payload_type: kind,
            encrypted,
            authenticated,
            session_id: self.bmc_sid,
            sequence: self.next_sequence,
        };
        self.next_sequence = next(self.next_sequence);
        let mut out = Vec::new();
        let start = if encrypted {
            let sealed = self.cipher.seal(random.bytes(), payload);
            v20::emit(&header, &sealed, &mut out)
        } else {
            v20::emit(&header, payload, &mut out)
        };
        if authenticated {
            let counted = if self.quirks.has(Quirk::IntegrityPadWithoutTrailer) { 0 } else { 2 };
            v20::emit_pad_as(start, counted, &mut out);
            let code = self.signer.sign(out.get(start..).unwrap_or_default());
            out.extend(code);
        }
        out
    }

    fn open(&mut self, body: &[u8]) -> Option<Received> {
        let packet = v20::Packet::parse(body).ok()?;
        let header = packet.header;
        if header.payload_type.is_setup() || header.session_id != self.console_sid {
            return None;
        }
        if self.suite.integrity != Integrity::None {
            let authentic = header.authenticated
                && packet
                    .trailers(self.signer.code_len())
                    .any(|trailer| self.signer.verify(trailer.covered, trailer.code));
            if !authentic || !self.window.accept(header.sequence) {
                return None;
            }
        }
        let must_be_encrypted = self.suite.confidentiality != Confidentiality::None
            && header.payload_type == PayloadType::Ipmi;
        let payload = match (header.encrypted, must_be_encrypted) {
            (true, _) => self.cipher.open(packet.payload)?,
            (false, true) => return None,
            (false, false) => packet.payload.to_vec(),
        };
        Some(Received { kind: header.payload_type, payload, encrypted: header.encrypted })
    }
}

/// The number after `sequence`; 0 is never used (§6.12.8).
fn next(sequence: u32) -> u32 {
    sequence.checked_add(1).unwrap_or(1)
}
