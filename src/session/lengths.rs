//! How long a good answer may be, for the reads that go out many at a time. An answer of another
//! length tells that the BMC put two into one.
use std::ops::RangeInclusive;

use super::request::{Request, Response};
use crate::wire::ids::netfn;

/// True when a good answer to the request can have that length.
pub(super) fn fits(request: &Request, response: &Response) -> bool {
    let Response { code, data } = response;
    if !code.is_ok() {
        // Completion codes stand alone, but some BMCs fill up with zeros.
        return data.iter().all(|byte| *byte == 0);
    }
    if is_whole_record(request) {
        return data.get(6).is_some_and(|len| data.len() == 2 + 5 + usize::from(*len));
    }
    expected(request).contains(&data.len())
}

fn is_whole_record(request: &Request) -> bool {
    let kind = (request.netfn, request.cmd);
    let reads = [(netfn::SENSOR_EVENT, 0x21), (netfn::STORAGE, 0x23)].contains(&kind);
    reads && request.data.get(4..6) == Some(&[0, 0xff])
}

fn expected(request: &Request) -> RangeInclusive<usize> {
    match (request.netfn, request.cmd) {
        (netfn::SENSOR_EVENT, 0x21) | (netfn::STORAGE, 0x23) => 2..=2 + asked(request, 5),
        (netfn::SENSOR_EVENT, 0x20) => 1..=6,
        (netfn::SENSOR_EVENT, 0x23 | 0x27) => 7..=7,
        (netfn::SENSOR_EVENT, 0x25) => 2..=4,
        (netfn::SENSOR_EVENT, 0x29 | 0x2b) => 1..=5,
        (netfn::SENSOR_EVENT, 0x2d) => 1..=4,
        (netfn::SENSOR_EVENT, 0x2f) => 2..=2,
        (netfn::STORAGE, 0x11) => 1..=1 + asked(request, 3),
        (netfn::STORAGE, 0x20) => 14..=14,
        (netfn::STORAGE, 0x43) => 2..=18,
        _ => 0..=usize::MAX,
    }
}

/// The number of bytes that the request asks for; any, for all of a record.
fn asked(request: &Request, at: usize) -> usize {
    match request.data.get(at) {
        Some(0xff) | None => WHOLE,
        Some(count) => usize::from(*count),
    }
}

/// A record's header and the most that it can say to follow.
const WHOLE: usize = 5 + 255;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::request::Target;
    use crate::wire::completion::CompletionCode;
    use crate::wire::ids::Privilege;

    #[test]
    fn answers_that_hold_a_second_one_are_told() {
        let request = |netfn, cmd, data: &[u8]| Request {
            name: "test",
            netfn,
            cmd,
            target: Target::SESSION,
            data: data.to_vec(),
            privilege: Privilege::User,
            repeatable: true,
            secret: false,
            direct: false,
            patience: None,
        };
        let answer = |code, data: &[u8]| Response { code: CompletionCode(code), data: data.into() };
        let reading = request(0x04, 0x2d, &[1]);
        assert!(fits(&reading, &answer(0, &[0x20, 0xc0, 0xc0])));
        assert!(!fits(&reading, &answer(0, &[0x20, 0xc0, 0xc0, 0x81, 0x1c, 0x63])));
        assert!(fits(&reading, &answer(0xcb, &[])));
        assert!(!fits(&reading, &answer(0xcb, &[0x81, 0x1c])));
        let whole = request(0x0a, 0x23, &[0, 0, 1, 0, 0, 0xff]);
        assert!(fits(&whole, &answer(0, &[2, 0, 1, 0, 0x51, 1, 2, 8, 9])));
        assert!(!fits(&whole, &answer(0, &[2, 0, 1, 0, 0x51, 1, 2, 8, 9, 10])));
        let part = request(0x0a, 0x23, &[0, 0, 1, 0, 0, 4]);
        assert!(fits(&part, &answer(0, &[2, 0, 1, 0, 0x51])));
        assert!(!fits(&part, &answer(0, &[2, 0, 1, 0, 0x51, 1, 2])));
        assert!(fits(&request(0x2c, 0x01, &[]), &answer(0, &[1; 99])));
    }
}
