//! Requests for controllers behind the BMC: wrapped once or twice in Send Message
//! (IPMI v2.0 §6.13, §22.7).
use super::config::Route;
use super::request::{Request, Target};
use crate::wire::ids::{BMC_ADDRESS, REMOTE_CONSOLE, netfn};
use crate::wire::message::{Message, send_message_data};

/// Command number of Send Message.
pub(super) const SEND_MESSAGE: u8 = 0x34;

/// The way of one request: the session's, or to the controller that the request names.
pub(super) fn way(request: &Request, route: Route) -> Route {
    let Target { address, channel, .. } = request.target;
    if request.target.is_session() { route } else { Route { target: address, channel, ..route } }
}

/// The message to send for a request, wrapped as the route says. The sequence number is the same
/// on every level.
pub(super) fn wrap(request: &Request, seq: u8, route: Route) -> Message {
    let route = way(request, route);
    let plain = |to, from| Message {
        to,
        netfn: request.netfn,
        to_lun: request.target.lun,
        from,
        seq,
        from_lun: 0,
        cmd: request.cmd,
        data: request.data.clone(),
    };
    if request.direct || !route.is_bridged() {
        return plain(BMC_ADDRESS, REMOTE_CONSOLE);
    }
    let send = |to, channel, inner: &Message| Message {
        to,
        netfn: netfn::APP,
        to_lun: 0,
        from: REMOTE_CONSOLE,
        seq,
        from_lun: 0,
        cmd: SEND_MESSAGE,
        data: send_message_data(channel, inner),
    };
    match route.transit {
        None => send(BMC_ADDRESS, route.channel, &plain(route.target, REMOTE_CONSOLE)),
        Some((address, channel)) => {
            let inner = plain(route.target, route.my_address);
            let middle = send(address, route.channel, &inner);
            send(BMC_ADDRESS, channel, &middle)
        }
    }
}

/// Takes a message off the front of bytes that hold more than one whole answer to us.
pub(super) fn split(bytes: &[u8]) -> Option<(Message, &[u8])> {
    // An answer has a completion code, and the next one begins with our address.
    let least = Message::MIN_LEN + 1;
    (least..(bytes.len() + 1).saturating_sub(least)).find_map(|at| {
        let (first, rest) = bytes.split_at_checked(at)?;
        let ours = rest.first() == Some(&REMOTE_CONSOLE) && Message::parse(rest).is_ok();
        Some((Message::parse(first).ok().filter(|_| ours)?, rest))
    })
}

/// What a received message is to a request that may be bridged.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Nothing to do with it.
    None,
    /// The BMC, or the controller on the way, has passed the request on.
    Passed,
    /// Completion code and data.
    Answer(Vec<u8>),
}

/// Looks at a received message with the eyes of one request.
pub(super) fn unwrap(message: &Message, request: &Request, seq: u8, route: Route) -> Match {
    let route = way(request, route);
    if message.seq != seq || message.netfn & 1 == 0 {
        return Match::None;
    }
    let is_own = message.netfn == request.netfn | 1 && message.cmd == request.cmd;
    if request.direct || !route.is_bridged() {
        let fits = is_own
            && message.to == REMOTE_CONSOLE
            && message.from == BMC_ADDRESS
            && message.from_lun == request.target.lun
            && message.to_lun == 0;
        return if fits { Match::Answer(message.data.clone()) } else { Match::None };
    }
    let ours = [REMOTE_CONSOLE, BMC_ADDRESS, route.my_address];
    if !ours.contains(&message.to) {
        return Match::None;
    }
    let is_send = message.netfn == netfn::APP | 1 && message.cmd == SEND_MESSAGE;
    if !is_send || (is_own && message.from != BMC_ADDRESS) {
        return if is_own { Match::Answer(message.data.clone()) } else { Match::None };
    }
    match message.data.split_first() {
        // Passed on, and the answer will come by itself.
        Some((0, [])) => Match::Passed,
        // The answer of the next controller stands inside.
        Some((0, inner)) => match Message::parse(inner) {
            Ok(inner) => unwrap(&inner, request, seq, route),
            // Some BMCs put only completion code and data there.
            Err(_) => Match::Answer(inner.to_vec()),
        },
        // Not passed on: its code is the answer.
        Some((code, _)) => Match::Answer(vec![*code]),
        None => Match::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ids::Privilege;
    use hex_literal::hex;

    fn get_device_id() -> Request {
        Request {
            name: "Get Device ID",
            netfn: 0x06,
            cmd: 0x01,
            target: Target::SESSION,
            data: Vec::new(),
            privilege: Privilege::User,
            repeatable: true,
            secret: false,
            direct: false,
            patience: None,
        }
    }

    const SINGLE: Route = Route { my_address: 0x20, target: 0x24, channel: 0, transit: None };
    const DOUBLE: Route =
        Route { my_address: 0x20, target: 0x72, channel: 7, transit: Some((0x82, 1)) };

    /// As IPMItool 1.8.19 sends them with `-t 0x24`, and with `-t 0x72 -b 7 -T 0x82 -B 1`.
    #[test]
    fn wraps_as_captured() {
        let plain = wrap(&get_device_id(), 6, Route::default()).to_bytes();
        assert_eq!(plain, hex!("2018c8 811801 66"));
        let single = wrap(&get_device_id(), 6, SINGLE).to_bytes();
        assert_eq!(single, hex!("2018c8 811834 40 2418c4 811801 66 f3"));
        let double = wrap(&get_device_id(), 6, DOUBLE).to_bytes();
        assert_eq!(double, hex!("2018c8 811834 41 821866 811834 47 721876 201801 c7 ec f2"));
    }

    fn get_sensor_reading(target: Target) -> Request {
        Request { netfn: 0x04, cmd: 0x2d, target, data: vec![2], ..get_device_id() }
    }

    /// Readings of sensors of other owners go where IPMItool 1.8.19 sends them alone, with `-t 0x72
    /// -b 7`, and with `-t 0x2c -b 6 -T 0x82 -B 1`.
    #[test]
    fn owners_are_asked_wherever_the_session_goes() {
        let other = get_sensor_reading(Target { address: 0x2c, channel: 0, lun: 3 });
        let alone = wrap(&other, 6, Route::default()).to_bytes();
        let elsewhere = wrap(&other, 6, DOUBLE).to_bytes();
        assert_eq!(alone, hex!("2018c8 811834 40 2c13c1 81182d 02 38 f3"));
        assert_eq!(wrap(&other, 6, Route { transit: None, ..DOUBLE }).to_bytes(), alone);
        assert_eq!(elsewhere, hex!("2018c8 811834 41 821866 811834 40 2c13c1 20182d 02 99 f3 f2"));
        let own = get_sensor_reading(Target { lun: 1, ..Target::BMC });
        for route in [Route::default(), SINGLE, DOUBLE] {
            assert_eq!(wrap(&own, 6, route).to_bytes(), hex!("2011cf 81182d 02 38"));
        }
        let answer = Message::parse(&hex!("811c63 2c1b2d 00 ff c0 c0 0d")).unwrap();
        assert_eq!(unwrap(&answer, &own, 6, SINGLE), Match::None);
    }

    /// ipmi_sim answers in two messages: that it has passed the request on, and the answer.
    #[test]
    fn answers_in_two_messages() {
        let route = Route { target: 0x20, my_address: 0x24, ..SINGLE };
        let passed = Message::parse(&hex!("811c63 200c34 00 a0")).unwrap();
        assert_eq!(unwrap(&passed, &get_device_id(), 3, route), Match::Passed);
        let answer = hex!("201cc4 200c01 00 2001021e02dfa202000001000000 00 0c").to_vec();
        let answer = Message::parse(&answer).unwrap();
        let got = unwrap(&answer, &get_device_id(), 3, route);
        assert_eq!(got, Match::Answer(hex!("00 2001021e02dfa20200000100000000").to_vec()));
        assert_eq!(unwrap(&answer, &get_device_id(), 4, route), Match::None);
    }

    #[test]
    fn two_answers_in_one_are_two() {
        let one = hex!("811c63 20182d 00 20c0c0 fb");
        let two = hex!("811c63 201c2d 00 21c0c0 f6");
        let both = [one.as_slice(), &two, &one].concat();
        let (first, rest) = split(&both).unwrap();
        assert_eq!(first, Message::parse(&one).unwrap());
        let (second, rest) = split(rest).unwrap();
        assert_eq!((second, rest), (Message::parse(&two).unwrap(), one.as_slice()));
        assert_eq!(split(rest), None);
        // The answer of a controller behind the BMC inside that of the BMC is one answer.
        for seq in 0..64 {
            let inner = Message { seq, ..Message::parse(&one).unwrap() };
            let mut outer = Message { cmd: SEND_MESSAGE, data: vec![0], ..inner.clone() };
            outer.data.extend(inner.to_bytes());
            assert_eq!(split(&outer.to_bytes()), None, "{seq}");
        }
    }

    #[test]
    fn answers_inside_the_answer_and_refusals() {
        let inner = Message {
            to: 0x81,
            netfn: 0x07,
            to_lun: 0,
            from: 0x24,
            seq: 6,
            from_lun: 0,
            cmd: 0x01,
            data: vec![0, 0x20, 0x01],
        };
        let mut outer = Message { from: 0x20, cmd: SEND_MESSAGE, data: vec![0], ..inner.clone() };
        outer.data.extend(inner.to_bytes());
        let got = unwrap(&outer, &get_device_id(), 6, SINGLE);
        assert_eq!(got, Match::Answer(vec![0, 0x20, 0x01]));
        outer.data = vec![0x83];
        assert_eq!(unwrap(&outer, &get_device_id(), 6, SINGLE), Match::Answer(vec![0x83]));
    }
}
