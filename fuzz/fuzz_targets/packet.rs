//! Any datagram through the parsers of RMCP, ASF, both session headers and the message: no
//! panic, and what was read is written and read again as the same.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::wire::buf::Reader;
use ripmitool::wire::message::Message;
use ripmitool::wire::rmcp::{Asf, Header};
use ripmitool::wire::{v15, v20};

fuzz_target!(|bytes: &[u8]| {
    let mut r = Reader::new(bytes);
    if Header::parse(&mut r).is_err() {
        return;
    }
    let body = r.clone().rest();
    if let Ok(asf) = Asf::parse(&mut r.clone()) {
        let mut out = Vec::new();
        asf.emit(&mut out);
        assert_eq!(Asf::parse(&mut Reader::new(&out[4..])), Ok(asf));
    }
    if let Ok(packet) = v15::Packet::parse(&mut r) {
        let mut out = Vec::new();
        packet.emit(&mut out);
        message(&packet.payload);
        assert_eq!(v15::Packet::parse(&mut Reader::new(&out[4..])), Ok(packet));
    }
    if let Ok(packet) = v20::Packet::parse(body) {
        let mut out = Vec::new();
        let start = v20::emit(&packet.header, packet.payload, &mut out);
        let again = v20::Packet::parse(&out[start..]).unwrap();
        assert_eq!((again.header, again.payload), (packet.header, packet.payload));
        assert!(packet.trailers(12).all(|trailer| trailer.code.len() == 12));
        message(packet.payload);
    }
});

fn message(bytes: &[u8]) {
    if let Ok(message) = Message::parse_unchecked(bytes) {
        let again = message.to_bytes();
        assert_eq!(Message::parse(&again).as_ref(), Ok(&message));
        if Message::parse(bytes).is_ok() {
            assert_eq!(again, bytes);
        }
    }
}
