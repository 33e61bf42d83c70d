//! Tyan's serial over LAN. The bytes are those that IPMItool sends.
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::{ADMIN, Command, OK, byte};
use crate::mock::env::{Answer, Env};
use crate::wire::completion::CompletionCode;

pub(super) const TABLE: &[Command] = &[
    Command { netfn: TYAN, cmd: 0x02, need: ADMIN, len: 6..=6, run: stop },
    Command { netfn: TYAN, cmd: 0x03, need: ADMIN, len: 2..=16, run: keys },
    Command { netfn: TYAN, cmd: 0x06, need: ADMIN, len: 6..=6, run: start },
];

fn start(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let caller = env.caller.ok_or(CompletionCode::PRIVILEGE)?;
    if env.around.options.host.is_some() {
        // What it has at its other end is simulated.
        return Err(CompletionCode::INVALID_COMMAND);
    }
    let to = receiver(data);
    // A classroom's BMC must not be made to send to others.
    if !to.ip().is_loopback() && to.ip() != env.around.from.ip() || to.port() == 0 {
        return Err(CompletionCode::INVALID_FIELD);
    }
    if env.around.tyan.holder().is_some_and(|holder| holder != caller.session) {
        return Err(CompletionCode::NOT_NOW);
    }
    env.around.tyan.start(caller.session, to);
    OK
}

fn stop(env: &mut Env<'_>, data: &[u8]) -> Answer {
    if env.around.tyan.receiver() != Some(receiver(data)) {
        return Err(CompletionCode::NOT_NOW);
    }
    env.around.tyan.forget();
    OK
}

/// Their number with the last byte, the characters, and a number that goes up.
fn keys(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let [len, characters @ .., _] = data else { return Err(CompletionCode::LENGTH) };
    if usize::from(*len) != characters.len() + 1 {
        return Err(CompletionCode::INVALID_FIELD);
    }
    if env.around.tyan.holder() != env.caller.map(|caller| caller.session) {
        return Err(CompletionCode::NOT_NOW);
    }
    if env.state().chassis.power {
        env.around.tyan.keys(characters);
    }
    OK
}

/// Where the output goes: an address, and a port with its high byte first.
fn receiver(data: &[u8]) -> SocketAddr {
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| byte(data, at));
    let port = u16::from_be_bytes([byte(data, 4), byte(data, 5)]);
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(a, b, c, d)), port)
}

/// Network function of Tyan's commands.
const TYAN: u8 = 0x30;
