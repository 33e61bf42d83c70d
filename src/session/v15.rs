//! Opening an IPMI 1.5 session: Get Channel Authentication Capabilities, Get Session Challenge,
//! Activate Session (IPMI v2.0 §22.13, §22.16, §22.17; v1.5 §18).
//!
//! These are ordinary requests outside a session, so they are sent again while no answer comes;
//! when Activate Session stays silent, a fresh challenge is asked for.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::config::Config;
use super::error::{Error, Step};
use super::failures::LADDER;
use super::link::{Link, Link15};
use super::quirks::Quirk;
use super::retry::Path;
use super::{Note, Tools, Transmit};
use crate::crypto::auth15;
use crate::crypto::secret::Secret;
use crate::wire::buf::Reader;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::{BMC_ADDRESS, Privilege, REMOTE_CONSOLE, THIS_CHANNEL, netfn};
use crate::wire::message::Message;
use crate::wire::rmcp;
use crate::wire::v15::{AuthType, Packet};

/// The state of opening a session.
#[derive(Debug)]
pub(super) struct Opening {
    state: State,
    peer: usize,
    seq: u8,
    started: Instant,
    alive: bool,
    sent: Instant,
    tries: u32,
    wait: Duration,
    next: Instant,
    path: Path,
    refused: Option<Error>,
    /// The level to ask for: what `-L` says, else the highest that has not been refused.
    level: Privilege,
    /// How many challenges have been answered.
    challenges: u32,
}

/// What the answer is awaited of.
#[derive(Debug)]
enum State {
    /// `extended`: asked again for what the BMC says of IPMI 2.0, to tell why 1.5 is no use.
    Capabilities {
        extended: bool,
    },
    Challenge {
        auth_type: AuthType,
        per_message: bool,
    },
    Activated(Activation),
}

#[derive(Clone, Debug)]
struct Activation {
    auth_type: AuthType,
    per_message: bool,
    temporary_sid: u32,
    challenge: [u8; 16],
    /// The sequence number that the BMC shall start with.
    inbound: u32,
}

/// What came of a datagram or a timeout.
#[derive(Debug)]
pub(super) enum Progress {
    Waiting,
    Done(Box<Opened>),
    Failed(Error),
}

/// An activated session.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) link: Link,
    pub(super) peer: SocketAddr,
    pub(super) path: Path,
    pub(super) auth_type: AuthType,
}

impl Opening {
    pub(super) fn start(now: Instant, tools: &mut Tools<'_>) -> Self {
        let mut opening = Self {
            state: State::Capabilities { extended: false },
            peer: 0,
            seq: tools.random.bytes::<1>()[0] & 0x3f,
            started: now,
            alive: false,
            sent: now,
            tries: 0,
            wait: FIRST_WAIT,
            next: now,
            path: Path::new(),
            refused: None,
            level: tools.config.privilege.map_or(Privilege::Administrator, |choice| choice.level),
            challenges: 0,
        };
        opening.begin(now, State::Capabilities { extended: false }, tools);
        opening
    }

    pub(super) fn timeout(&self, config: &Config) -> Instant {
        let limit = self.limit(config);
        let once = config.timing.single_try && self.peer + 1 >= config.peers.len();
        if once { limit } else { limit.min(self.next) }
    }

    pub(super) fn on_timeout(&mut self, now: Instant, tools: &mut Tools<'_>) -> Progress {
        if now >= self.limit(tools.config) {
            return Progress::Failed(match self.refused {
                Some(error) => error,
                None if self.challenges > 0 => Error::NoAnswer(Step::Activate),
                None if self.alive => Error::NoAnswer(self.step()),
                None => Error::Unreachable,
            });
        }
        if now >= self.next {
            if !self.alive {
                self.peer = (self.peer + 1) % tools.config.peers.len().max(1);
            }
            if self.tries >= ACTIVATE_TRIES
                && self.challenges >= CHALLENGES
                && !self.path.is_lossy()
            {
                // A wrong password shows as silence to Activate Session. Not too many of these:
                // BMCs count them towards a lock-out.
                return Progress::Failed(Error::NoAnswer(Step::Activate));
            }
            if self.tries >= ACTIVATE_TRIES
                && let State::Activated(Activation { auth_type, per_message, .. }) = self.state
            {
                self.begin(now, State::Challenge { auth_type, per_message }, tools);
            } else {
                self.wait = self.path.next_wait(self.wait, FIRST_WAIT).min(MOST_WAIT);
                self.send(now, tools);
            }
        }
        Progress::Waiting
    }

    pub(super) fn on_datagram(
        &mut self,
        now: Instant,
        from: SocketAddr,
        bytes: &[u8],
        tools: &mut Tools<'_>,
    ) -> Progress {
        let Some((packet, message)) = self.read(bytes, tools.config) else {
            // Damaged, or late: either way this path is no quiet one.
            self.path.overtaken();
            return Progress::Waiting;
        };
        let Some(at) = tools.config.peers.iter().position(|peer| *peer == from) else {
            // Nothing in these messages proves where they come from.
            return Progress::Waiting;
        };
        if !self.alive {
            self.peer = at;
            self.alive = true;
        }
        if self.tries == 1 {
            self.path.sample(now.duration_since(self.sent));
        } else {
            self.path.sample_after_retry(now.duration_since(self.sent));
        }
        let Some((code, data)) = message.data.split_first() else { return Progress::Waiting };
        let code = CompletionCode(*code);
        let mut r = Reader::new(data);
        match &self.state {
            State::Capabilities { extended: true } if !code.is_ok() => {
                Progress::Failed(Error::NoAuthType { v20: false })
            }
            State::Capabilities { extended } => {
                if !code.is_ok() {
                    return Progress::Failed(Error::CapabilitiesRefused(code));
                }
                self.on_capabilities(now, *extended, &mut r, tools)
            }
            State::Challenge { auth_type, per_message } => {
                if !code.is_ok() {
                    return Progress::Failed(Error::ChallengeRefused(code));
                }
                let (Ok(temporary_sid), Ok(challenge)) =
                    (r.u32("temporary session ID"), r.array("challenge"))
                else {
                    return Progress::Waiting;
                };
                let activation = Activation {
                    auth_type: *auth_type,
                    per_message: *per_message,
                    temporary_sid,
                    challenge,
                    inbound: tools.random.nonzero(),
                };
                self.challenges += 1;
                self.begin(now, State::Activated(activation), tools);
                Progress::Waiting
            }
            State::Activated(activation) => {
                let activation = activation.clone();
                self.on_activated(now, &activation, code, &packet, &mut r, tools)
            }
        }
    }

    fn on_capabilities(
        &mut self,
        now: Instant,
        extended: bool,
        r: &mut Reader<'_>,
        tools: &mut Tools<'_>,
    ) -> Progress {
        let fields = (|| {
            let _channel = r.u8("channel")?;
            let types = r.u8("authentication types")?;
            let status = r.u8("authentication status")?;
            Ok::<_, crate::wire::Error>((types, status, r.u8("capabilities").unwrap_or_default()))
        })();
        let Ok((types, status, more)) = fields else { return Progress::Waiting };
        let offered = |wanted: AuthType| types & (1 << wanted.to_u8()) != 0;
        let config = tools.config;
        let forced =
            if config.quirks.has(Quirk::SupermicroAuth) || config.quirks.has(Quirk::OemAuth) {
                Some(AuthType::Oem)
            } else {
                config.auth_type
            };
        let auth_type = match forced {
            Some(wanted) if offered(wanted) || config.quirks.has(Quirk::IgnoreAuthCapabilities) => {
                wanted
            }
            Some(wanted) => return Progress::Failed(Error::AuthType(wanted)),
            None => {
                let Some(best) = UNASKED.into_iter().find(|wanted| offered(*wanted)) else {
                    if !extended {
                        self.begin(now, State::Capabilities { extended: true }, tools);
                        return Progress::Waiting;
                    }
                    let v20 = types & 0x80 != 0 && more & 0x02 != 0;
                    return Progress::Failed(Error::NoAuthType { v20 });
                };
                best
            }
        };
        if auth_type == AuthType::Password && config.auth_type.is_none() {
            tools.notes.push(Note::PasswordInClear);
        }
        let per_message = status & 0x10 == 0 || config.quirks.has(Quirk::ForcePerMessageAuth);
        self.begin(now, State::Challenge { auth_type, per_message }, tools);
        Progress::Waiting
    }

    fn on_activated(
        &mut self,
        now: Instant,
        activation: &Activation,
        code: CompletionCode,
        packet: &Packet,
        r: &mut Reader<'_>,
        tools: &mut Tools<'_>,
    ) -> Progress {
        let config = tools.config;
        if !code.is_ok() {
            let error = Error::ActivateRefused(code);
            if code == EXCEEDS_LIMIT
                && config.privilege.is_none()
                && let Some(lower) = LADDER.into_iter().find(|level| *level < self.level)
            {
                self.level = lower;
                let Activation { auth_type, per_message, .. } = *activation;
                self.begin(now, State::Challenge { auth_type, per_message }, tools);
                return Progress::Waiting;
            }
            if self.tries > 1 && self.refused.is_none() {
                // Perhaps the first copy was taken and only its answer got lost.
                self.refused = Some(error);
                let Activation { auth_type, per_message, .. } = *activation;
                self.begin(now, State::Challenge { auth_type, per_message }, tools);
                return Progress::Waiting;
            }
            return Progress::Failed(error);
        }
        let fields = (|| {
            let auth_type = r.u8("authentication type")?;
            let session_id = r.u32("session ID")?;
            Ok::<_, crate::wire::Error>((auth_type, session_id, r.u32("sequence number")?))
        })();
        let Ok((in_force, session_id, outbound)) = fields else { return Progress::Waiting };
        if !Self::is_authentic(activation, packet, config) {
            return Progress::Waiting;
        }
        let in_force = AuthType::from_u8(in_force & 0x0f).unwrap_or(activation.auth_type);
        let auth_type = if activation.per_message && !config.quirks.has(Quirk::UnexpectedAuth) {
            if in_force == AuthType::None { in_force } else { activation.auth_type }
        } else {
            in_force
        };
        let link = Link15::new(
            auth_type,
            config.password.clone(),
            session_id,
            outbound,
            activation.inbound,
            config.quirks,
        );
        let Some(peer) = config.peers.get(self.peer).copied() else { return Progress::Waiting };
        let auth_type = activation.auth_type;
        let link = Link::V15(link);
        Progress::Done(Box::new(Opened { link, peer, path: self.path, auth_type }))
    }

    /// The answer to Activate Session must carry a code that the password gives.
    fn is_authentic(activation: &Activation, packet: &Packet, config: &Config) -> bool {
        let unchecked = matches!(activation.auth_type, AuthType::None | AuthType::Oem);
        if unchecked || packet.auth_type == AuthType::None && !activation.per_message {
            return true;
        }
        let key = &config.password;
        let expected = auth15::code(
            packet.auth_type,
            key,
            packet.session_id,
            packet.sequence,
            &packet.payload,
        );
        packet.auth_type == activation.auth_type && auth15::matches(expected, packet.auth_code)
            || config.quirks.has(Quirk::NoAuthCodeCheck)
    }

    /// The packet, when it is the answer to what is out.
    fn read(&self, bytes: &[u8], config: &Config) -> Option<(Packet, Message)> {
        let mut r = Reader::new(bytes);
        if rmcp::Header::parse(&mut r).ok()?.class != rmcp::Class::Ipmi {
            return None;
        }
        let packet = Packet::parse(&mut r).ok()?;
        let message = if config.quirks.has(Quirk::IgnoreChecksums) {
            Message::parse_unchecked(&packet.payload).ok()?
        } else {
            Message::parse(&packet.payload).ok()?
        };
        let fits = message.netfn == netfn::APP | 1
            && message.cmd == self.step_command()
            && message.seq == self.seq
            && message.to == REMOTE_CONSOLE
            && message.from == BMC_ADDRESS;
        fits.then_some((packet, message))
    }

    fn begin(&mut self, now: Instant, state: State, tools: &mut Tools<'_>) {
        self.state = state;
        self.seq = (self.seq + 1) & 0x3f;
        self.tries = 0;
        self.wait = self.path.stretched(FIRST_WAIT).min(MOST_WAIT);
        self.send(now, tools);
    }

    fn send(&mut self, now: Instant, tools: &mut Tools<'_>) {
        self.tries += 1;
        self.sent = now;
        self.next = now + self.wait;
        let config = tools.config;
        let Some(to) = config.peers.get(self.peer).copied() else { return };
        let privilege = self.level.to_u8();
        let (data, auth_type, session_id) = match &self.state {
            State::Capabilities { extended } => {
                let channel = if *extended { WITH_V20 | THIS_CHANNEL } else { THIS_CHANNEL };
                (vec![channel, privilege], AuthType::None, 0)
            }
            State::Challenge { auth_type, .. } => {
                let mut data = vec![auth_type.to_u8()];
                data.extend(config.username.iter().copied().chain([0; 16]).take(16));
                (data, AuthType::None, 0)
            }
            State::Activated(activation) => {
                let hidden = config.quirks.has(Quirk::SupermicroAuth);
                let challenge = if hidden { [0; 16] } else { activation.challenge };
                let mut data = vec![activation.auth_type.to_u8(), privilege];
                data.extend(challenge);
                data.extend(activation.inbound.to_le_bytes());
                (data, activation.auth_type, activation.temporary_sid)
            }
        };
        let payload = Message {
            to: BMC_ADDRESS,
            netfn: netfn::APP,
            to_lun: 0,
            from: REMOTE_CONSOLE,
            seq: self.seq,
            from_lun: 0,
            cmd: self.step_command(),
            data,
        }
        .to_bytes();
        let key = self.activation_key(config);
        let auth_code = auth15::code(auth_type, &key, session_id, 0, &payload);
        let mut bytes = Vec::new();
        Packet { auth_type, sequence: 0, session_id, auth_code, payload }.emit(&mut bytes);
        let thump = config.quirks.has(Quirk::IntelThump);
        if thump && self.tries == 1 && matches!(self.state, State::Capabilities { .. }) {
            tools.out.push(Transmit { to, bytes: WAKE_UP.to_vec() });
        }
        tools.out.push(Transmit { to, bytes });
        if thump {
            tools.out.push(Transmit { to, bytes: THUMP.to_vec() });
        }
    }

    fn activation_key(&self, config: &Config) -> Secret {
        match &self.state {
            State::Activated(activation) if config.quirks.has(Quirk::SupermicroAuth) => {
                auth15::supermicro_key(&config.password, &activation.challenge)
            }
            _ => config.password.clone(),
        }
    }

    fn step(&self) -> Step {
        match self.state {
            State::Capabilities { .. } => Step::AuthCapabilities,
            State::Challenge { .. } => Step::Challenge,
            State::Activated(_) => Step::Activate,
        }
    }

    fn step_command(&self) -> u8 {
        match self.state {
            State::Capabilities { .. } => 0x38,
            State::Challenge { .. } => 0x39,
            State::Activated(_) => 0x3a,
        }
    }

    fn limit(&self, config: &Config) -> Instant {
        let timing = &config.timing;
        let limit = if self.alive { timing.opening } else { timing.first_answer };
        timing.at_most(self.started + limit)
    }
}

/// Types that are picked unasked, best first. Never none at all.
const UNASKED: [AuthType; 3] = [AuthType::Md5, AuthType::Md2, AuthType::Password];
/// "Requested maximum privilege level exceeds user or channel limit" (§22.17).
const EXCEEDS_LIMIT: CompletionCode = CompletionCode(0x86);
/// Bit of the channel byte that asks for IPMI 2.0 data (§22.13).
const WITH_V20: u8 = 0x80;
/// What old Intel BMCs want to see before the first request (`-o intelwv2`), as IPMItool 1.8.19
/// sends it.
const WAKE_UP: [u8; 16] = [0, 0, 0, 0, 0, 0, 0, 0, 7, 0x20, 0x18, 0xc8, 0xc2, 0x01, 0x01, 0x3c];
/// What they want to see after each request.
pub(super) const THUMP: [u8; 10] = *b"thump\0\0\0\0\0";
const FIRST_WAIT: Duration = Duration::from_millis(250);
const MOST_WAIT: Duration = Duration::from_secs(1);
/// How often Activate Session is sent for one challenge.
const ACTIVATE_TRIES: u32 = 2;
/// How many challenges are taken up in vain before the password is held to be wrong.
const CHALLENGES: u32 = 4;
