//! IPMI 1.5 sessions.
use std::time::Duration;

use super::console::Console;
use crate::crypto::auth15;
use crate::crypto::secret::Secret;
use crate::mock::Options;
use crate::wire::buf::Reader;
use crate::wire::message::Message;
use crate::wire::v15::{AuthType, Packet};

/// A session of IPMI 1.5, or a challenge with its temporary session ID.
struct Session {
    kind: AuthType,
    sid: u32,
    sequence: u32,
    password: Secret,
}

impl Session {
    fn seal(&self, kind: AuthType, sequence: u32, message: &Message) -> Vec<u8> {
        let payload = message.to_bytes();
        let auth_code = auth15::code(kind, &self.password, self.sid, sequence, &payload);
        let mut out = Vec::new();
        Packet { auth_type: kind, sequence, session_id: self.sid, auth_code, payload }
            .emit(&mut out);
        out
    }

    fn ask(&mut self, console: &mut Console, netfn: u8, cmd: u8, data: &[u8]) -> Option<Vec<u8>> {
        let message = console.message(netfn, cmd, data);
        let datagram = self.seal(self.kind, self.sequence, &message);
        self.sequence += 1;
        Some(received(console, &datagram)?.1.data)
    }
}

fn received(console: &mut Console, datagram: &[u8]) -> Option<(Packet, Message)> {
    let answer = console.exchange(datagram).pop()?;
    let packet = Packet::parse(&mut Reader::new(&answer[4..])).unwrap();
    let message = Message::parse(&packet.payload).unwrap();
    Some((packet, message))
}

fn challenge(console: &mut Console, kind: AuthType, name: &str) -> Vec<u8> {
    let mut data = vec![kind.to_u8()];
    data.extend(name.as_bytes());
    data.resize(17, 0);
    let message = console.message(0x06, 0x39, &data);
    let packet = Packet {
        auth_type: AuthType::None,
        sequence: 0,
        session_id: 0,
        auth_code: None,
        payload: message.to_bytes(),
    };
    let mut out = Vec::new();
    packet.emit(&mut out);
    received(console, &out).unwrap().1.data
}

/// Activates a session; gives the completion code where it is not 0.
fn activate(
    console: &mut Console,
    kind: AuthType,
    level: u8,
    outbound: u32,
) -> Result<Session, Option<u8>> {
    let answer = challenge(console, kind, "admin");
    assert_eq!(answer[0], 0);
    let mut session = Session {
        kind,
        sid: u32::from_le_bytes(answer[1..5].try_into().unwrap()),
        sequence: 0,
        password: Secret::from("password"),
    };
    let mut data = vec![kind.to_u8(), level];
    data.extend(&answer[5..21]);
    data.extend(outbound.to_le_bytes());
    let message = console.message(0x06, 0x3a, &data);
    let datagram = session.seal(kind, 0, &message);
    let (packet, answer) = received(console, &datagram).ok_or(None)?;
    if answer.data[0] != 0 {
        return Err(Some(answer.data[0]));
    }
    assert_eq!(packet.sequence, outbound);
    let again = received(console, &datagram).unwrap();
    assert_eq!(again.1, answer, "Activate Session may come again");
    session.kind = AuthType::from_u8(answer.data[1]).unwrap();
    session.sid = u32::from_le_bytes(answer.data[2..6].try_into().unwrap());
    session.sequence = u32::from_le_bytes(answer.data[6..10].try_into().unwrap());
    Ok(session)
}

#[test]
fn every_type_opens_a_session_once() {
    for kind in AuthType::ALL {
        let mut console = Console::new(Options::permissive());
        let mut session = activate(&mut console, kind, 4, 1).unwrap();
        assert_eq!(console.bmc.open_sessions(), 1, "{kind:?}");
        assert_eq!(session.ask(&mut console, 0x06, 0x01, &[]).unwrap()[0], 0, "{kind:?}");
        assert_eq!(session.ask(&mut console, 0x00, 0x02, &[0]).unwrap(), [0xd4]);
        assert_eq!(session.ask(&mut console, 0x06, 0x3b, &[4]).unwrap(), [0, 4]);
        assert_eq!(session.ask(&mut console, 0x00, 0x02, &[0]).unwrap(), [0]);
        let sid = session.sid.to_le_bytes();
        assert_eq!(session.ask(&mut console, 0x06, 0x3c, &sid).unwrap(), [0]);
        assert_eq!(session.ask(&mut console, 0x06, 0x01, &[]), None);
    }
}

#[test]
fn refusals_have_their_codes() {
    let mut console = Console::new(Options { sessions: 1, ..Options::default() });
    assert_eq!(challenge(&mut console, AuthType::Md5, "nobody"), [0x81]);
    assert_eq!(challenge(&mut console, AuthType::Md5, ""), [0x82]);
    assert_eq!(activate(&mut console, AuthType::Md5, 5, 1).err(), Some(Some(0x86)));
    assert_eq!(activate(&mut console, AuthType::Md5, 4, 0).err(), Some(Some(0x84)));
    assert!(activate(&mut console, AuthType::Md5, 4, 1).is_ok());
    assert_eq!(activate(&mut console, AuthType::Md5, 4, 1).err(), Some(Some(0x81)));
    let none = Options { auth_types: vec![AuthType::Md5], ..Options::default() };
    assert_eq!(challenge(&mut Console::new(none), AuthType::Md2, "admin"), [0xcc]);
    assert_eq!(console.plain(0x06, 0x3a, &[0; 22]), [0x85]);
}

#[test]
fn a_wrong_password_gets_no_answer() {
    let mut console = Console::new(Options::default());
    let user = console.bmc.state_mut().users.get_mut(2).unwrap();
    user.password = Secret::from("another");
    assert_eq!(activate(&mut console, AuthType::Md5, 4, 1).err(), Some(None));
    assert_eq!(console.bmc.open_sessions(), 0);
}

#[test]
fn packets_must_be_authentic_and_within_the_window() {
    let mut console = Console::new(Options::default());
    let mut session = activate(&mut console, AuthType::Md5, 4, 1).unwrap();
    let first = session.sequence;
    let message = console.message(0x06, 0x01, &[]);
    assert!(console.exchange(&session.seal(AuthType::None, first, &message)).is_empty());
    let mut changed = session.seal(AuthType::Md5, first, &message);
    changed[20] ^= 1;
    assert!(console.exchange(&changed).is_empty());
    assert!(console.exchange(&session.seal(AuthType::Md5, first + 9, &message)).is_empty());
    let good = session.seal(AuthType::Md5, first + 7, &message);
    assert_eq!(console.exchange(&good).len(), 1);
    assert!(console.exchange(&good).is_empty(), "replayed");
    session.password = Secret::from("another");
    assert_eq!(session.ask(&mut console, 0x06, 0x01, &[]), None);
}

#[test]
fn without_user_level_authentication_reads_need_no_code() {
    let mut console = Console::new(Options::default());
    console.bmc.state_mut().channels.volatile.flags |= 0x08;
    let mut session = activate(&mut console, AuthType::Md5, 4, 1).unwrap();
    assert_eq!(session.ask(&mut console, 0x06, 0x3b, &[4]).unwrap(), [0, 4]);
    session.kind = AuthType::None;
    assert_eq!(session.ask(&mut console, 0x06, 0x01, &[]).unwrap()[0], 0);
    assert_eq!(session.ask(&mut console, 0x00, 0x02, &[0]).unwrap(), [0xd4]);
}

#[test]
fn without_per_message_authentication_nothing_needs_a_code() {
    let mut console = Console::new(Options::default());
    console.bmc.state_mut().channels.volatile.flags |= 0x10;
    let mut session = activate(&mut console, AuthType::Md5, 4, 1).unwrap();
    assert_eq!(session.kind, AuthType::None);
    assert_eq!(session.ask(&mut console, 0x06, 0x3b, &[4]).unwrap(), [0, 4]);
    assert_eq!(session.ask(&mut console, 0x00, 0x02, &[0]).unwrap(), [0]);
}

#[test]
fn a_challenge_does_not_last() {
    let mut console = Console::new(Options::default());
    assert_eq!(challenge(&mut console, AuthType::Md5, "admin")[0], 0);
    console.wait(Duration::from_secs(11));
    assert!(activate(&mut console, AuthType::Md5, 4, 1).is_ok(), "a fresh one does");
}
