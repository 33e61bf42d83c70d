//! Datagrams into a session in any state: after some turns with a BMC, what is scripted comes,
//! or, when it is an exclusive-or mask, a change of what the BMC says.
#![no_main]
#[path = "../../tests/it/joined.rs"]
mod joined;
mod script;

use joined::{Pair, bmc_address};
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
            pair.exchange();
            for mut answer in std::mem::take(&mut pair.to_session) {
                for (byte, mask) in answer.iter_mut().zip(datagram) {
                    *byte ^= mask;
                }
                pair.session.handle_datagram(pair.now, bmc_address(), &answer);
            }
        } else {
            pair.session.handle_datagram(pair.now, bmc_address(), datagram);
        }
        if let Some(at) = pair.session.poll_timeout() {
            pair.now = pair.now.max(at);
            pair.session.handle_timeout(pair.now);
        }
        pair.turn();
    }
});
