//! One RMCP+ handshake, state by state (IPMI v2.0 §13.17 to §13.24).
//!
//! Each state owns what only it needs and is consumed by the message that ends it, so no state
//! can be used twice. A message that is not meant for a state is ignored: it may be late, from
//! another attempt, or forged.
use super::config::Config;
use super::error::Error;
use super::link::Link20;
use super::quirks::Quirk;
use crate::crypto::hmac::Digest;
use crate::crypto::rakp::Exchange;
use crate::crypto::secret::Secret;
use crate::crypto::suite::{Authentication, CipherSuite, Integrity};
use crate::wire::ids::Privilege;
use crate::wire::rakp::{
    NAME_ONLY_LOOKUP, OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4, Status,
};
use crate::wire::v20::{self, PayloadType};

/// What a handshake proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Cipher suite.
    pub suite: CipherSuite,
    /// Privilege level for RAKP 1.
    pub role: Privilege,
}

/// The random numbers of one handshake.
#[derive(Clone, Copy, Debug)]
pub struct Nonces {
    /// First of three message tags.
    pub tag: u8,
    /// The console's session ID, not 0.
    pub console_sid: u32,
    /// The console's random number.
    pub random: [u8; 16],
}

/// What a state makes of a message.
#[derive(Debug)]
pub enum Step<This, Next> {
    /// Not for this state; keep waiting.
    Ignore(This),
    /// Go on.
    Next(Next),
    /// The handshake has failed. The datagram, if any, tells the BMC so.
    Failed(Failure),
}

/// How a handshake fails.
#[derive(Debug)]
pub struct Failure {
    /// Why.
    pub error: Error,
    /// False for an error message that names neither tag nor session: OpenBMC sends those, but
    /// so could anybody.
    pub matched: bool,
    /// RAKP 3 with an error status, for the BMC to forget the session. One that speaks of a wrong
    /// code may count towards a lock-out.
    pub farewell: Option<Vec<u8>>,
}

impl Failure {
    fn new(error: Error, matched: bool) -> Self {
        Self { error, matched, farewell: None }
    }
}

/// Open Session Request is out.
#[derive(Clone, Debug)]
pub struct ExpectOpened {
    proposal: Proposal,
    nonces: Nonces,
}

impl ExpectOpened {
    /// Starts a handshake; gives the state and the datagram to send.
    pub fn start(proposal: Proposal, nonces: Nonces, config: &Config) -> (Self, Vec<u8>) {
        let request = OpenRequest {
            tag: nonces.tag,
            max_privilege: open_privilege(config, proposal.role),
            console_sid: nonces.console_sid,
            algorithms: proposal.suite.algorithms(),
        };
        let mut payload = Vec::new();
        request.emit(&mut payload);
        (Self { proposal, nonces }, datagram(PayloadType::OpenRequest, &payload))
    }

    /// The console's session ID.
    pub fn console_sid(&self) -> u32 {
        self.nonces.console_sid
    }

    /// Takes an Open Session Response. Where the suite was not pinned, an answer with another
    /// suite of the list counts as accepted.
    pub fn on_response(self, message: &OpenResponse, config: &Config) -> Step<Self, Opened> {
        let matched =
            message.tag == self.nonces.tag && message.console_sid == self.nonces.console_sid;
        if message.status != Status::OK {
            let short = message.console_sid == 0;
            if !matched && !short {
                return Step::Ignore(self);
            }
            let error = Error::OpenRefused(message.status);
            // Some BMCs leave the session ID out of errors but echo the tag.
            let matched = matched || message.tag == self.nonces.tag;
            return Step::Failed(Failure::new(error, matched));
        }
        let Some(opened) = message.opened.filter(|opened| matched && opened.bmc_sid != 0) else {
            return Step::Ignore(self);
        };
        let got = CipherSuite::from_algorithms(opened.algorithms);
        let asked = self.proposal.suite;
        let fits = got.filter(|got| {
            *got == asked
                || config.suites.ids().into_iter().any(|id| CipherSuite::by_id(id) == Some(*got))
        });
        let Some(suite) = fits else {
            return Step::Failed(Failure::new(Error::SuiteMismatch { asked, got }, true));
        };
        let proposal = Proposal { suite, ..self.proposal };
        Step::Next(Opened { proposal, nonces: self.nonces, bmc_sid: opened.bmc_sid })
    }
}

/// The BMC has given a session ID; RAKP 1 may be sent, now or later.
#[derive(Debug)]
pub struct Opened {
    proposal: Proposal,
    nonces: Nonces,
    bmc_sid: u32,
}

impl Opened {
    /// The suite that the BMC accepted.
    pub fn suite(&self) -> CipherSuite {
        self.proposal.suite
    }

    /// Tells the BMC that nothing will come of this handshake, so that it frees the slot.
    pub fn give_up(&self) -> Vec<u8> {
        rakp3(self.nonces.tag, GIVEN_UP, self.bmc_sid, Vec::new())
    }

    /// Sends RAKP 1: gives the state and the datagram.
    pub fn proceed(self, config: &Config) -> (ExpectRakp2, Vec<u8>) {
        let by_level = config.privilege.is_some_and(|choice| choice.by_name_and_level);
        let role = self.proposal.role.to_u8() | if by_level { 0 } else { NAME_ONLY_LOOKUP };
        let mut username = config.username.clone();
        if config.quirks.has(Quirk::PaddedUserName) {
            username.resize(16, 0);
        }
        let message = Rakp1 {
            tag: self.nonces.tag.wrapping_add(1),
            bmc_sid: self.bmc_sid,
            console_random: self.nonces.random,
            role,
            username,
        };
        let mut payload = Vec::new();
        message.emit(&mut payload);
        let hashed_role =
            if config.quirks.has(Quirk::PlainRole) { role & !NAME_ONLY_LOOKUP } else { role };
        let exchange = Exchange {
            algorithm: self.proposal.suite.authentication,
            console_sid: self.nonces.console_sid,
            bmc_sid: self.bmc_sid,
            console_random: self.nonces.random,
            bmc_random: [0; 16],
            bmc_guid: [0; 16],
            role: hashed_role,
            username: message.username,
        };
        let next = ExpectRakp2 { proposal: self.proposal, tag: message.tag, exchange };
        (next, datagram(PayloadType::Rakp1, &payload))
    }
}

/// RAKP 1 is out.
#[derive(Clone, Debug)]
pub struct ExpectRakp2 {
    proposal: Proposal,
    tag: u8,
    exchange: Exchange,
}

impl ExpectRakp2 {
    /// Takes RAKP 2: verifies that the BMC knows the password before anything made of it is
    /// sent. On a mismatch the farewell is RAKP 3 with an error status and no code.
    pub fn on_rakp2(
        mut self,
        message: &Rakp2,
        config: &Config,
    ) -> Step<Self, (ExpectRakp4, Vec<u8>)> {
        let matched = message.tag == self.tag && message.console_sid == self.exchange.console_sid;
        if message.status != Status::OK {
            if !matched && (message.tag != 0 || message.console_sid != 0) {
                return Step::Ignore(self);
            }
            let mut failure = Failure::new(Error::Rakp2Refused(message.status), matched);
            failure.farewell = Some(self.give_up());
            return Step::Failed(failure);
        }
        if !matched {
            return Step::Ignore(self);
        }
        self.exchange.bmc_random = message.bmc_random;
        self.exchange.bmc_guid = message.bmc_guid;
        let password = handshake_password(config, self.exchange.algorithm);
        let len = self.exchange.algorithm.code_len();
        let code = if config.quirks.has(Quirk::Rakp2Trim) {
            message.code.get(..len).unwrap_or(&message.code)
        } else {
            &message.code
        };
        if len > 0 && !self.exchange.code2(&password).matches(len, code) {
            let mut failure = Failure::new(Error::WrongPassword, true);
            failure.farewell = Some(self.rakp3(Status::BAD_CHECK_VALUE, Vec::new()));
            return Step::Failed(failure);
        }
        let code = if config.quirks.has(Quirk::Rakp3PlainRole) {
            self.exchange.code3_as(&password, self.exchange.role & !NAME_ONLY_LOOKUP)
        } else {
            self.exchange.code3(&password)
        };
        let rakp3 = self.rakp3(Status::OK, code.bytes().to_vec());
        let sik = self.exchange.sik(&password, config.kg.as_ref());
        let tag = self.tag.wrapping_add(1);
        let next = ExpectRakp4 { proposal: self.proposal, tag, exchange: self.exchange, sik };
        Step::Next((next, rakp3))
    }

    /// The same session of the BMC, for RAKP 1 with another tag and random number: after an
    /// answer that did not verify, which may have been damaged.
    pub fn again(self, tag: u8, random: [u8; 16]) -> Opened {
        let nonces = Nonces { tag, console_sid: self.exchange.console_sid, random };
        Opened { proposal: self.proposal, nonces, bmc_sid: self.exchange.bmc_sid }
    }

    /// Tells the BMC that nothing will come of this handshake, so that it frees the slot.
    pub fn give_up(&self) -> Vec<u8> {
        self.rakp3(GIVEN_UP, Vec::new())
    }

    fn rakp3(&self, status: Status, code: Vec<u8>) -> Vec<u8> {
        rakp3(self.tag.wrapping_add(1), status, self.exchange.bmc_sid, code)
    }
}

/// RAKP 3 is out: the BMC may regard the session as open.
#[derive(Clone, Debug)]
pub struct ExpectRakp4 {
    proposal: Proposal,
    tag: u8,
    exchange: Exchange,
    sik: Digest,
}

/// A session that both ends have proved their part in.
#[derive(Debug)]
pub struct Established {
    /// Protects its packets.
    pub link: Link20,
    /// The suite in use.
    pub suite: CipherSuite,
    /// The BMC's GUID, as RAKP 2 told it.
    pub bmc_guid: [u8; 16],
    /// The role that RAKP 1 asked for.
    pub role: Privilege,
}

impl ExpectRakp4 {
    /// Takes RAKP 4.
    pub fn on_rakp4(self, message: &Rakp4, config: &Config) -> Step<Self, Established> {
        let matched = message.tag == self.tag && message.console_sid == self.exchange.console_sid;
        if message.status != Status::OK {
            if !matched && (message.tag != 0 || message.console_sid != 0) {
                return Step::Ignore(self);
            }
            return Step::Failed(Failure::new(Error::Rakp4Refused(message.status), matched));
        }
        if !matched {
            return Step::Ignore(self);
        }
        if !self.verifies(&message.code, config) {
            return Step::Failed(Failure::new(Error::WrongKg, true));
        }
        Step::Next(self.into_established(config))
    }

    /// The session as if RAKP 4 had come: only for closing it.
    pub fn into_established(self, config: &Config) -> Established {
        let sids = (self.exchange.console_sid, self.exchange.bmc_sid);
        let suite = self.proposal.suite;
        let link = Link20::new(suite, sids, &self.sik, &config.password, config.quirks);
        let bmc_guid = self.exchange.bmc_guid;
        Established { link, suite, bmc_guid, role: self.proposal.role }
    }

    fn verifies(&self, code: &[u8], config: &Config) -> bool {
        let suite = self.proposal.suite;
        if suite.authentication == Authentication::None {
            return code.is_empty() || config.quirks.has(Quirk::IgnoreRakp4CheckValue);
        }
        if config.quirks.has(Quirk::Rakp4IntegrityAlgorithm) {
            let (algorithm, len) = match suite.integrity {
                Integrity::None => return true,
                Integrity::HmacSha1_96 => (Authentication::HmacSha1, 12),
                Integrity::HmacMd5_128 | Integrity::Md5_128 => (Authentication::HmacMd5, 16),
                Integrity::HmacSha256_128 => (Authentication::HmacSha256, 16),
            };
            return self.exchange.code4_as(algorithm, &self.sik).matches(len, code);
        }
        self.exchange.code4(&self.sik).matches(suite.authentication.check_len(), code)
    }
}

/// What goes into the byte "maximum privilege level" of Open Session: 0, the highest that the
/// suite allows, unless `-L` named a level below Administrator or a quirk wants the real one.
fn open_privilege(config: &Config, role: Privilege) -> u8 {
    let named = config.privilege.is_some_and(|choice| choice.level != Privilege::Administrator);
    if named || config.quirks.has(Quirk::OpenSessionPrivilege) { role.to_u8() } else { 0 }
}

fn handshake_password(config: &Config, algorithm: Authentication) -> Secret {
    if config.quirks.has(Quirk::Password16) && algorithm == Authentication::HmacMd5 {
        Secret::new(config.password.padded::<16>().to_vec())
    } else {
        config.password.clone()
    }
}

fn rakp3(tag: u8, status: Status, bmc_sid: u32, code: Vec<u8>) -> Vec<u8> {
    let mut payload = Vec::new();
    Rakp3 { tag, status, bmc_sid, code }.emit(&mut payload);
    datagram(PayloadType::Rakp3, &payload)
}

/// What an abandoned handshake ends with: nothing that speaks of a wrong password.
const GIVEN_UP: Status = Status::NO_RESOURCES;

fn datagram(kind: PayloadType, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    v20::emit(&v20::Header::sessionless(kind), payload, &mut out);
    out
}
