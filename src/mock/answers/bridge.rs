//! Send Message (IPMI v2.0 §22.7) and the controllers behind the BMC: one at `0x24` on the
//! primary IPMB, and one at `0x72` on channel 7 behind it.
use super::byte;
use crate::mock::channels::{IPMB, SYSTEM};
use crate::mock::env::{Answer, Env};
use crate::mock::options::Bridging;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::netfn::APP;
use crate::wire::message::Message;

/// Passes a message on, and its answer back in the shape that the options say.
pub(super) fn send_message(env: &mut Env<'_>, data: &[u8]) -> Answer {
    let (channel, inner) = unwrap(data)?;
    let mut answer = pass_on(channel, &inner)?;
    match env.around.options.bridging {
        Bridging::Combined => Ok(answer.to_bytes()),
        Bridging::Separate => {
            // The BMC puts the console back in the requester's place; the sequence number is
            // that of the request it tracked.
            answer.to = env.request.from;
            answer.to_lun = env.request.from_lun;
            answer.seq = env.request.seq;
            env.follow_up = Some(answer);
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

/// The answer of the controller that a message is for.
fn pass_on(channel: u8, request: &Message) -> Result<Message, CompletionCode> {
    let id = match (channel, request.to) {
        (IPMB, SATELLITE) => SATELLITE_ID,
        (BEHIND, MODULE) => MODULE_ID,
        (IPMB | BEHIND, _) => return Err(NAK),
        (SYSTEM, _) => return Err(CompletionCode::NOT_NOW),
        _ => return Err(CompletionCode::INVALID_FIELD),
    };
    let data = match (request.netfn, request.cmd) {
        (APP, 0x01) => {
            let mut data = vec![0];
            data.extend(id);
            data
        }
        (APP, 0x34) => match unwrap(&request.data).and_then(|(next, inner)| {
            // One more hop, and only away from here, so that this ends.
            if channel == IPMB && next == BEHIND { pass_on(next, &inner) } else { Err(NAK) }
        }) {
            Ok(answer) => {
                let mut data = vec![0];
                data.extend(answer.to_bytes());
                data
            }
            Err(code) => vec![code.0],
        },
        _ => vec![CompletionCode::INVALID_COMMAND.0],
    };
    Ok(Message {
        to: request.from,
        netfn: request.netfn | 1,
        to_lun: request.from_lun,
        from: request.to,
        seq: request.seq,
        from_lun: request.to_lun,
        cmd: request.cmd,
        data,
    })
}

/// Nobody answered at that address.
const NAK: CompletionCode = CompletionCode(0x83);
/// Channel of the second bus, reached through the satellite.
const BEHIND: u8 = 7;
const SATELLITE: u8 = 0x24;
const MODULE: u8 = 0x72;
const SATELLITE_ID: [u8; 11] = *b"\x24\x02\x01\x15\x02\x29\xf2\x1b\x00\x24\x00";
const MODULE_ID: [u8; 11] = *b"\x72\x01\x03\x07\x02\x29\xf2\x1b\x00\x72\x00";
