//! Datagrams into the BMC, alone and beside a session that it has open.
#![no_main]
#[path = "../../tests/it/joined.rs"]
mod joined;
mod script;

use joined::{Pair, console_address};
use libfuzzer_sys::fuzz_target;
use script::script;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, turns, datagrams)) = script(bytes) else { return };
    let mut pair = Pair::new(kind);
    for _ in 0..turns % 6 {
        pair.turn();
    }
    let as_mask = turns >= 128;
    for datagram in datagrams {
        if as_mask {
            while let Some(mut transmit) = pair.session.poll_transmit() {
                for (byte, mask) in transmit.bytes.iter_mut().zip(datagram) {
                    *byte ^= mask;
                }
                pair.bmc.handle_datagram(pair.now, console_address(), &transmit.bytes);
            }
        } else {
            pair.bmc.handle_datagram(pair.now, console_address(), datagram);
        }
        pair.turn();
        pair.bmc.handle_timeout(pair.now);
    }
});
