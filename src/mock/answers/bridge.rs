//! Send Message (IPMI v2.0 §22.7) and the controllers behind the BMC: one at `0x24` on the
//! primary IPMB, and one at `0x72` on channel 7 behind it.
use super::{BMC, byte};
use crate::mock::channels::{IPMB, SYSTEM};
use crate::mock::env::{Answer, Around, Env};
use crate::mock::options::Bridging;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;
use crate::wire::message::Message;

/// Passes a message on, and its answer back in the shape that the options say.
pub(super) fn send_message(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (channel, inner) = unwrap(data)?;
    let mut answer = pass_on(env, channel, &inner, None)?;
    match env.around.options.bridging {
        Bridging::Combined => Ok(answer.to_bytes()),
        Bridging::Separate => {
            // The BMC puts the console back in the requester's place; the sequence number is
            // that of the request it tracked.
            answer.to = env.request.from;
            answer.to_lun = env.request.from_lun;
            answer.seq = env.request.seq;
            // A controller that keeps silent does not keep the BMC from it.
            env.follow_up = (!std::mem::take(&mut env.silent)).then_some(answer);
            Ok(Vec::new())
        }
    }
}

/// Channel and message of a Send Message request.
fn unwrap(data: &[u8]) -> Result<(u8, Message), CompletionCode> {
    let inner = data.get(1..).unwrap_or_default();
    let message = Message::parse(inner).map_err(|_| CompletionCode::INVALID_FIELD)?;
    Ok((byte(data, 0) & 0x0f, message))
}

/// The answer of the controller that a message is for. It is `via` another one, or not.
fn pass_on(
    env: &mut Env<'_>,
    channel: u8,
    request: &Message,
    via: Option<u8>,
) -> Result<Message, CompletionCode> {
    let Some(id) = device_id(env, channel, request.to, via) else {
        return Err(match channel {
            SYSTEM => CompletionCode::NOT_NOW,
            _ if via.is_some() || channel == IPMB => NAK,
            BEHIND => NAK,
            _ => CompletionCode::INVALID_FIELD,
        });
    };
    let answer = match (request.netfn, request.cmd) {
        (APP, 0x01) => Ok(id),
        (APP, 0x34) if via.is_none() => unwrap(&request.data).and_then(|(next, inner)| {
            pass_on(env, next, &inner, Some(request.to)).map(|answer| answer.to_bytes())
        }),
        (APP, 0x34) => Err(NAK),
        _ => at_satellite(env, channel, request),
    };
    let data = match answer {
        Ok(data) => [vec![0], data].concat(),
        Err(code) => vec![code.0],
    };
    Ok(request.answer(data))
}

/// Device ID of a controller, if it can be reached that way. Owners of sensors and inventories
/// are controllers too.
fn device_id(env: &mut Env<'_>, channel: u8, address: u8, via: Option<u8>) -> Option<Vec<u8>> {
    match (channel, address, via) {
        (IPMB, SATELLITE, None) => return Some(SATELLITE_ID.to_vec()),
        (BEHIND, MODULE, Some(SATELLITE)) => return Some(MODULE_ID.to_vec()),
        _ => {}
    }
    let model = env.state().model();
    let here = (address, channel);
    let found = model.controllers.iter().find(|it| (it.address, it.channel) == here);
    if let Some(found) = found {
        return (found.behind == via).then(|| found.device_id.to_vec());
    }
    let owns = model.sensors.iter().any(|sensor| (sensor.owner, sensor.channel) == here)
        || model.frus.iter().any(|fru| (fru.owner, fru.channel) == here);
    let mut id = SATELLITE_ID.to_vec();
    if let Some(first) = id.first_mut() {
        *first = address;
    }
    (owns && via.is_none() && here != BMC).then_some(id)
}

/// What a controller answers about its sensors and inventories.
fn at_satellite(env: &mut Env<'_>, channel: u8, request: &Message) -> Answer {
    let around = Around {
        now: env.around.now,
        from: env.around.from,
        options: env.around.options,
        state: env.around.state,
        sessions: env.around.sessions,
        serial: env.around.serial,
        tyan: &mut *env.around.tyan,
        faults: env.around.faults,
        rng: env.around.rng,
    };
    let mut inner = Env::new(around, env.challenges, env.caller, request);
    inner.at = (request.to, channel);
    let answer = super::answer(&mut inner);
    let Env { delay, silent, .. } = inner;
    (env.delay, env.silent) = (delay, silent);
    answer
}

/// Nobody answered at that address.
const NAK: CompletionCode = CompletionCode(0x83);
/// Channel of the second bus, reached through the satellite.
const BEHIND: u8 = 7;
const SATELLITE: u8 = 0x24;
const MODULE: u8 = 0x72;
const SATELLITE_ID: [u8; 11] = *b"\x24\x02\x01\x15\x02\x29\xf2\x1b\x00\x24\x00";
const MODULE_ID: [u8; 11] = *b"\x72\x01\x03\x07\x02\x29\xf2\x1b\x00\x72\x00";
