//! IPMI 1.5 sessions as the BMC sees them (IPMI v2.0 §6.12, §22.16, §22.17).
use std::time::{Duration, Instant};

use super::env::Around;
use super::faults::{Fault, Faults};
use super::pending::Pending;
use super::session20::random;
use super::sessions::{Link as SessionLink, Window};
use super::users::User;
use crate::crypto::auth15;
use crate::crypto::secret::Secret;
use crate::wire::buf::Reader;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::message::Message;
use crate::wire::sol::INTEL_SESSION_BIT;
use crate::wire::v15::{AuthType, Packet};

/// What an open session needs to seal and open packets.
#[derive(Debug)]
pub(super) struct Link {
    /// The type that Activate Session agreed on.
    pub(super) auth_type: AuthType,
    /// False when per-message authentication is off.
    each_message: bool,
    password: Secret,
    outbound: u32,
}

/// Challenges that were given out.
#[derive(Debug, Default)]
pub(super) struct Challenges(Pending<Challenge>);

#[derive(Debug)]
struct Challenge {
    sid: u32,
    auth_type: AuthType,
    user: u8,
    bytes: [u8; 16],
    /// Activate Session was taken, and this is its answer: it may come again.
    done: Option<(Message, Vec<u8>, u32)>,
}

/// The answer of Activate Session and how to send it.
pub(super) struct Activated {
    pub(super) request: Message,
    pub(super) data: Vec<u8>,
    sid: u32,
    auth_type: AuthType,
    password: Secret,
    sequence: u32,
}

impl Challenges {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn expire(&mut self, after: Duration, now: Instant) {
        self.0.expire(after, now);
    }

    /// Answers Get Session Challenge.
    pub(super) fn begin(
        &mut self,
        around: &mut Around<'_>,
        data: &[u8],
    ) -> Result<Vec<u8>, CompletionCode> {
        let [wanted, name @ ..] = data else { return Err(CompletionCode::LENGTH) };
        let auth_type = AuthType::from_u8(wanted & 0x0f)
            .filter(|kind| around.options.auth_types.contains(kind))
            .ok_or(CompletionCode::INVALID_FIELD)?;
        let name = unpadded(name);
        let found = around.state.find_user(name, None, around.now);
        let unknown = if name.is_empty() { NULL_USER_OFF } else { NO_SUCH_USER };
        let (user, _) = found.ok_or(unknown)?;
        let sid = (u32::from_le_bytes(random(around.rng)) & !INTEL_SESSION_BIT).max(1);
        let bytes = random(around.rng);
        let challenge = Challenge { sid, auth_type, user, bytes, done: None };
        self.0.add(around.from.ip(), around.now, challenge);
        let mut answer = sid.to_le_bytes().to_vec();
        answer.extend(bytes);
        Ok(answer)
    }

    /// Takes a packet with one of the temporary session IDs: Activate Session, or nothing. A
    /// challenge is good for one guess: after a wrong code it is gone.
    pub(super) fn activate(
        &mut self,
        around: &mut Around<'_>,
        packet: &Packet,
    ) -> Option<Activated> {
        let challenge = self.0.iter_mut().find(|one| one.sid == packet.session_id)?;
        let id = challenge.user;
        let may_log_in = |user: &&User| user.may_log_in() && !user.long_password;
        let user = around.state.users.get(id).filter(may_log_in)?;
        let request = Message::parse(&packet.payload).ok()?;
        let fits = packet.auth_type == challenge.auth_type
            && packet.sequence == 0
            && (request.netfn, request.cmd) == (netfn::APP, ACTIVATE);
        if !fits || around.state.lockouts.is_locked(id, around.now) {
            return None;
        }
        let password = user.password.clone();
        if !auth15::matches(code(packet.auth_type, &password, packet), packet.auth_code) {
            self.0.retain(|one| one.sid != packet.session_id);
            around.state.bad_password(id, around.now);
            return None;
        }
        let mut activated = Activated {
            data: Vec::new(),
            sid: challenge.sid,
            auth_type: challenge.auth_type,
            password,
            sequence: 0,
            request,
        };
        if let Some((first, answer, outbound)) = &challenge.done {
            activated.data.clone_from(answer);
            activated.sequence = *outbound;
            // FreeIPMI sends it again with another rqSeq.
            return (first.data == activated.request.data).then_some(activated);
        }
        match challenge.open(around, &activated) {
            Ok((data, outbound)) => {
                around.state.lockouts.forgive(id);
                activated.sequence = outbound;
                activated.data = vec![0];
                activated.data.extend(data);
                challenge.done =
                    Some((activated.request.clone(), activated.data.clone(), outbound));
            }
            Err(code) => activated.data = vec![code.0],
        }
        Some(activated)
    }
}

impl Challenge {
    fn open(
        &self,
        around: &mut Around<'_>,
        activated: &Activated,
    ) -> Result<(Vec<u8>, u32), CompletionCode> {
        let mut r = Reader::new(&activated.request.data);
        let short = |_| CompletionCode::LENGTH;
        let [auth_type, level] = r.array("authentication type").map_err(short)?;
        let bytes: [u8; 16] = r.array("challenge").map_err(short)?;
        let outbound = r.u32("initial outbound sequence number").map_err(short)?;
        if bytes != self.bytes || auth_type & 0x0f != self.auth_type.to_u8() {
            return Err(CompletionCode::INVALID_FIELD);
        }
        if outbound == 0 {
            return Err(SEQUENCE);
        }
        let channel = around.state.channels.volatile;
        let user = around.state.users.get(self.user).ok_or(NO_SLOT_FOR_USER)?;
        let user_limit = user.limit();
        let most = user_limit.min(Privilege::from_u8(channel.limit)).ok_or(NO_SLOT_FOR_LEVEL)?;
        let wanted = Privilege::from_u8(level & 0x0f).ok_or(CompletionCode::INVALID_FIELD)?;
        if wanted > most {
            return Err(OVER_LIMIT);
        }
        if !around.sessions.has_room() || around.faults.has(&Fault::NoSlots) {
            return Err(NO_SLOT);
        }
        if !around.sessions.has_room_for(self.user, user.access.sessions) {
            return Err(NO_SLOT_FOR_USER);
        }
        let sid = loop {
            let sid = u32::from_le_bytes(random(around.rng));
            // Intel's serial over LAN marks its packets with a bit of the ID.
            let marked = sid & INTEL_SESSION_BIT != 0;
            let fresh = sid != self.sid && around.sessions.get(sid).is_none();
            if sid != 0 && !marked && fresh {
                break sid;
            }
        };
        let inbound = u32::from_le_bytes(random(around.rng)).max(1);
        let each_message = channel.per_message_auth();
        let link = Link {
            auth_type: self.auth_type,
            each_message,
            password: activated.password.clone(),
            outbound: outbound.wrapping_add(1).max(1),
        };
        around.sessions.open(
            (sid, self.user, wanted),
            (around.from, around.now),
            Window::v15(inbound),
            SessionLink::V15(link),
        );
        let in_force = if each_message { self.auth_type } else { AuthType::None };
        let mut answer = vec![in_force.to_u8()];
        answer.extend(sid.to_le_bytes());
        answer.extend(inbound.to_le_bytes());
        answer.push(wanted.to_u8());
        Ok((answer, outbound))
    }
}

impl Activated {
    /// The datagram with a response message.
    pub(super) fn seal(&self, message: Vec<u8>) -> Vec<u8> {
        seal(self.auth_type, self.sid, self.sequence, &self.password, message, false)
    }
}

impl Link {
    /// `Some(true)` for an authentic packet, `Some(false)` for one without a code that may be
    /// taken for commands of User level, `None` for any other.
    pub(super) fn check(&self, packet: &Packet, user_level_auth: bool) -> Option<bool> {
        match packet.auth_type {
            AuthType::None if self.auth_type == AuthType::None || !self.each_message => Some(true),
            AuthType::None => (!user_level_auth).then_some(false),
            kind if kind == self.auth_type => {
                let expected = code(kind, &self.password, packet);
                auth15::matches(expected, packet.auth_code).then_some(true)
            }
            _ => None,
        }
    }

    /// A datagram with a message for the console.
    pub(super) fn seal(
        &mut self,
        sid: u32,
        message: Vec<u8>,
        authenticated: bool,
        faults: &Faults,
    ) -> Vec<u8> {
        let plain = !authenticated || !self.each_message || faults.has(&Fault::Unauthenticated);
        let auth_type = if plain { AuthType::None } else { self.auth_type };
        let sequence = self.outbound;
        let step = faults.find(|fault| if let Fault::Gap(n) = fault { Some(*n) } else { None });
        self.outbound = sequence.wrapping_add(step.unwrap_or(1)).max(1);
        let wrong = faults.has(&Fault::WrongCode);
        seal(auth_type, sid, sequence, &self.password, message, wrong)
    }
}

/// A datagram outside any session.
pub(super) fn sessionless(message: Vec<u8>) -> Vec<u8> {
    seal(AuthType::None, 0, 0, &Secret::default(), message, false)
}

fn seal(
    auth_type: AuthType,
    session_id: u32,
    sequence: u32,
    password: &Secret,
    payload: Vec<u8>,
    wrong: bool,
) -> Vec<u8> {
    let auth_code = auth15::code(auth_type, password, session_id, sequence, &payload)
        .map(|code| if wrong { code.map(|byte| byte ^ 0x55) } else { code });
    let mut out = Vec::new();
    Packet { auth_type, sequence, session_id, auth_code, payload }.emit(&mut out);
    out
}

fn code(kind: AuthType, password: &Secret, packet: &Packet) -> Option<[u8; 16]> {
    auth15::code(kind, password, packet.session_id, packet.sequence, &packet.payload)
}

/// The bytes up to the first zero.
pub(super) fn unpadded(name: &[u8]) -> &[u8] {
    name.split(|byte| *byte == 0).next().unwrap_or_default()
}

const ACTIVATE: u8 = 0x3a;
const NO_SUCH_USER: CompletionCode = CompletionCode(0x81);
const NULL_USER_OFF: CompletionCode = CompletionCode(0x82);
const NO_SLOT: CompletionCode = CompletionCode(0x81);
const NO_SLOT_FOR_USER: CompletionCode = CompletionCode(0x82);
const NO_SLOT_FOR_LEVEL: CompletionCode = CompletionCode(0x83);
const SEQUENCE: CompletionCode = CompletionCode(0x84);
const OVER_LIMIT: CompletionCode = CompletionCode(0x86);
