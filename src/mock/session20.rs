//! RMCP+ sessions as the BMC sees them (IPMI v2.0 §13.15 to §13.32).
use std::time::{Duration, Instant};

use subtle::ConstantTimeEq;

use super::Rng;
use super::env::Around;
use super::faults::{Fault, Faults};
use super::options::Roles;
use super::pending::Pending;
use super::sessions::{Link as SessionLink, Window};
use super::users::User;
use crate::crypto::aes::Cipher;
use crate::crypto::integrity::Signer;
use crate::crypto::rakp::{Exchange, k1, k2};
use crate::crypto::suite::{CipherSuite, Confidentiality, Integrity};
use crate::wire::ids::Privilege;
use crate::wire::rakp::{
    NAME_ONLY_LOOKUP, OpenRequest, OpenResponse, Opened, Rakp1, Rakp2, Rakp3, Rakp4, Status,
};
use crate::wire::v20::{Header, Packet, PayloadType, emit, emit_pad};

/// What an open session needs to seal and open packets.
#[derive(Debug)]
pub(super) struct Link {
    console_sid: u32,
    suite: CipherSuite,
    signer: Signer,
    cipher: Cipher,
    sequence: u32,
}

/// Handshakes that are under way.
#[derive(Debug, Default)]
pub(super) struct Handshakes(Pending<HalfOpen>);

#[derive(Debug)]
struct HalfOpen {
    bmc_sid: u32,
    console_sid: u32,
    suite: CipherSuite,
    limit: Privilege,
    user: Option<(u8, Privilege, Exchange, Rakp1)>,
    /// RAKP 3 was taken, and this is its answer; kept for a RAKP 3 that comes again.
    done: Option<(Rakp3, Rakp4)>,
}

impl Handshakes {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn expire(&mut self, after: Duration, now: Instant) {
        self.0.expire(after, now);
    }

    /// Answers Open Session (§13.17).
    pub(super) fn open(&mut self, around: &mut Around<'_>, request: OpenRequest) -> OpenResponse {
        let OpenRequest { tag, console_sid, .. } = request;
        match self.accept(around, request) {
            Ok(opened) => {
                OpenResponse { tag, status: Status::OK, console_sid, opened: Some(opened) }
            }
            Err(status) => OpenResponse { tag, status, console_sid, opened: None },
        }
    }

    fn accept(&mut self, around: &mut Around<'_>, request: OpenRequest) -> Result<Opened, Status> {
        let asked = CipherSuite::from_algorithms(request.algorithms);
        let asked_id = asked.and_then(CipherSuite::id);
        let refused = around.faults.find(|fault| match fault {
            Fault::RefuseSuite(id, status) if Some(*id) == asked_id => Some(*status),
            Fault::NoSlots => Some(Status::NO_RESOURCES),
            _ => None,
        });
        if let Some(status) = refused {
            return Err(status);
        }
        let forced = around.faults.find(|fault| match fault {
            Fault::ForceSuite(id) => CipherSuite::by_id(*id),
            _ => None,
        });
        let allowed = asked_id.is_some_and(|id| around.options.suites.contains(&id));
        let suite = forced.or(asked.filter(|suite| allowed && suite.is_supported()));
        let suite = suite.ok_or(around.options.refusal)?;
        let most = match forced.or(asked).and_then(CipherSuite::id) {
            Some(id) => around.state.lan.suite_limit(id).ok_or(around.options.refusal)?,
            None => Privilege::Oem,
        };
        let limit = match request.max_privilege {
            0 => Privilege::Administrator,
            level => Privilege::from_u8(level).ok_or(Status::INVALID_ROLE)?,
        };
        // What is above it is refused by RAKP 2, where the role is known.
        let limit = limit.min(most);
        if request.console_sid == 0 {
            return Err(Status::INVALID_SESSION_ID);
        }
        // Only who has proved a password takes a slot: handshakes that are under way don't count.
        if !around.sessions.has_room() {
            return Err(Status::NO_RESOURCES);
        }
        let bmc_sid = self.free_sid(around);
        let half = HalfOpen {
            bmc_sid,
            console_sid: request.console_sid,
            suite,
            limit,
            user: None,
            done: None,
        };
        self.0.add(around.from.ip(), around.now, half);
        Ok(Opened { max_privilege: limit.to_u8(), bmc_sid, algorithms: suite.algorithms() })
    }

    /// Answers RAKP 1 (§13.20).
    pub(super) fn rakp1(&mut self, around: &mut Around<'_>, message: Rakp1) -> Rakp2 {
        let tag = message.tag;
        let fail = |console_sid, status| Rakp2 {
            tag,
            status,
            console_sid,
            bmc_random: [0; 16],
            bmc_guid: [0; 16],
            code: Vec::new(),
        };
        let Some(half) = self.0.iter_mut().find(|half| half.bmc_sid == message.bmc_sid) else {
            return fail(0, Status::INVALID_SESSION_ID);
        };
        let console_sid = half.console_sid;
        let (id, limit) = match find_user(around, half.limit, &message) {
            Ok(found) => found,
            Err(status) => return fail(console_sid, status),
        };
        let again = half.user.take().filter(|(_, _, _, first)| *first == message);
        let exchange = again.map_or_else(
            || Exchange {
                algorithm: half.suite.authentication,
                console_sid,
                bmc_sid: half.bmc_sid,
                console_random: message.console_random,
                bmc_random: random(around.rng),
                bmc_guid: around.state.guid,
                role: message.role,
                username: message.username.clone(),
            },
            |(_, _, exchange, _)| exchange,
        );
        let Some(user) = around.state.users.get(id) else {
            return fail(console_sid, Status::UNAUTHORIZED_NAME);
        };
        let mut code = exchange.code2(&user.password).bytes().to_vec();
        if around.faults.has(&Fault::WrongRakp2) {
            spoil(&mut code);
        }
        let answer = Rakp2 {
            tag,
            status: Status::OK,
            console_sid,
            bmc_random: exchange.bmc_random,
            bmc_guid: exchange.bmc_guid,
            code,
        };
        half.user = Some((id, limit, exchange, message));
        answer
    }

    /// Answers RAKP 3 (§13.22) and opens the session. Nothing is sent when the console gave up.
    pub(super) fn rakp3(&mut self, around: &mut Around<'_>, message: Rakp3) -> Option<Rakp4> {
        let (tag, bmc_sid) = (message.tag, message.bmc_sid);
        if message.status != Status::OK {
            self.give_up(around, &message);
            return None;
        }
        let fail = |console_sid, status| Some(Rakp4 { tag, status, console_sid, code: Vec::new() });
        let Some(half) = self.0.iter_mut().find(|half| half.bmc_sid == bmc_sid) else {
            return fail(0, Status::INVALID_SESSION_ID);
        };
        if let Some((first, answer)) = &half.done {
            return same(first, &message).then(|| answer.clone());
        }
        let console_sid = half.console_sid;
        let Some((id, limit, exchange, _)) = half.user.take() else {
            return fail(console_sid, Status::INACTIVE_SESSION_ID);
        };
        // Since RAKP 1 others may have tried, and the user may be gone.
        let may_log_in = |user: &&User| user.may_log_in();
        let user = around.state.users.get(id).filter(may_log_in);
        let Some(user) = user.filter(|_| !around.state.lockouts.is_locked(id, around.now)) else {
            return fail(console_sid, Status::UNAUTHORIZED_NAME);
        };
        let code3 = exchange.code3(&user.password);
        if !code3.matches(exchange.algorithm.code_len(), &message.code) {
            self.0.retain(|half| half.bmc_sid != bmc_sid);
            around.state.bad_password(id, around.now);
            return fail(console_sid, Status::BAD_CHECK_VALUE);
        }
        let sessions = user.access.sessions;
        if !around.sessions.has_room() || !around.sessions.has_room_for(id, sessions) {
            return fail(console_sid, Status::NO_RESOURCES);
        }
        let sik = exchange.sik(&user.password, around.state.channels.kg.as_ref());
        let algorithm = exchange.algorithm;
        let link = Link {
            console_sid,
            suite: half.suite,
            signer: Signer::new(half.suite.integrity, k1(algorithm, &sik), &user.password),
            cipher: Cipher::new(&k2(algorithm, &sik)),
            sequence: 0,
        };
        around.state.lockouts.forgive(id);
        around.sessions.open(
            (bmc_sid, id, limit),
            (around.from, around.now),
            Window::v20(),
            SessionLink::V20(Box::new(link)),
        );
        let mut code = exchange.code4(&sik).first(algorithm.check_len()).to_vec();
        if around.faults.has(&Fault::WrongRakp4) {
            spoil(&mut code);
        }
        let answer = Rakp4 { tag, status: Status::OK, console_sid, code };
        half.done = Some((message, answer.clone()));
        Some(answer)
    }

    /// The console gave up. Where it did because RAKP 2 did not fit its password, that counts as
    /// a bad one: consoles find out before the BMC does.
    fn give_up(&mut self, around: &mut Around<'_>, message: &Rakp3) {
        let unfinished = |half: &&HalfOpen| half.bmc_sid == message.bmc_sid && half.done.is_none();
        let Some(half) = self.0.iter().find(unfinished) else { return };
        if let (Status::BAD_CHECK_VALUE, Some((id, ..))) = (message.status, &half.user) {
            around.state.bad_password(*id, around.now);
        }
        self.0.retain(|half| half.bmc_sid != message.bmc_sid);
    }

    fn free_sid(&self, around: &mut Around<'_>) -> u32 {
        loop {
            let sid = u32::from_le_bytes(random(around.rng));
            let taken = self.0.iter().any(|half| half.bmc_sid == sid);
            if sid != 0 && !taken && around.sessions.get(sid).is_none() {
                return sid;
            }
        }
    }
}

impl Link {
    /// The payload of a packet that is protected as was agreed, else `None`.
    pub(super) fn open(&self, packet: Packet<'_>) -> Option<Vec<u8>> {
        if self.suite.integrity != Integrity::None {
            let authentic = packet.header.authenticated
                && packet
                    .trailers(self.signer.code_len())
                    .any(|trailer| self.signer.verify(trailer.covered, trailer.code));
            if !authentic {
                return None;
            }
        }
        match (self.suite.confidentiality, packet.header.encrypted) {
            (Confidentiality::AesCbc128, true) => self.cipher.open(packet.payload),
            (Confidentiality::None, false) => Some(packet.payload.to_vec()),
            (_, false) if packet.header.payload_type == PayloadType::Sol => {
                Some(packet.payload.to_vec())
            }
            _ => None,
        }
    }

    /// A datagram with a payload for the console.
    pub(super) fn seal(
        &mut self,
        (kind, encrypted): (PayloadType, bool),
        message: &[u8],
        rng: &mut Rng,
        faults: &Faults,
    ) -> Vec<u8> {
        let step = faults.find(|fault| if let Fault::Gap(n) = fault { Some(*n) } else { None });
        self.sequence = self.sequence.wrapping_add(step.unwrap_or(1)).max(1);
        let encrypted = encrypted
            && self.suite.confidentiality == Confidentiality::AesCbc128
            && !faults.has(&Fault::Unencrypted);
        let authenticated =
            self.suite.integrity != Integrity::None && !faults.has(&Fault::Unauthenticated);
        let payload = match (encrypted, faults.has(&Fault::AesPad16)) {
            (false, _) => message.to_vec(),
            (true, false) => self.cipher.seal(random(rng), message),
            (true, true) => self.cipher.seal_long(random(rng), message),
        };
        let header = Header {
            payload_type: kind,
            encrypted,
            authenticated,
            session_id: self.console_sid,
            sequence: self.sequence,
        };
        let mut out = Vec::new();
        let start = emit(&header, &payload, &mut out);
        if authenticated {
            let aligned = (out.len() - start + 2).is_multiple_of(4);
            if aligned && faults.has(&Fault::Pad4) {
                out.extend([0xff, 0xff, 0xff, 0xff, 4, 7]);
            } else {
                emit_pad(start, &mut out);
            }
            let mut code = self.signer.sign(out.get(start..).unwrap_or_default());
            if faults.has(&Fault::WrongCode) {
                spoil(&mut code);
            }
            out.extend(code);
        }
        out
    }
}

/// The user that RAKP 1 names, and the level that the session may reach.
fn find_user(
    around: &Around<'_>,
    limit: Privilege,
    message: &Rakp1,
) -> Result<(u8, Privilege), Status> {
    if message.username.len() > 16 {
        return Err(Status::NAME_LENGTH);
    }
    let role = match message.role & 0x0f {
        0 => Privilege::Administrator,
        role => Privilege::from_u8(role).ok_or(Status::INVALID_ROLE)?,
    };
    let exact = (message.role & NAME_ONLY_LOOKUP == 0).then_some(role.to_u8());
    let found = around.state.find_user(&message.username, exact, around.now);
    let (id, user) = found.ok_or(Status::UNAUTHORIZED_NAME)?;
    let user_limit = user.limit().ok_or(Status::UNAUTHORIZED_NAME)?;
    if !around.sessions.has_room_for(id, user.access.sessions) {
        return Err(Status::NO_RESOURCES);
    }
    let channel = Privilege::from_u8(around.state.channels.volatile.limit);
    let most = limit.min(user_limit).min(channel.unwrap_or(Privilege::Oem));
    match around.options.roles {
        Roles::Refuse(status) if role > most => Err(status),
        _ => Ok((id, role.min(most))),
    }
}

/// True for the same RAKP 3 once more; its code is a secret's child.
fn same(first: &Rakp3, again: &Rakp3) -> bool {
    let code: bool = first.code.ct_eq(&again.code).into();
    code && (first.tag, first.status, first.bmc_sid) == (again.tag, again.status, again.bmc_sid)
}

/// Makes a code wrong.
fn spoil(code: &mut [u8]) {
    for byte in code {
        *byte ^= 0x55;
    }
}

pub(super) fn random<const N: usize>(rng: &mut Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng(&mut bytes);
    bytes
}
