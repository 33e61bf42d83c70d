//! Any lines as the state of a BMC: no panic, what was read is written and read again as the same, and
//! time passes for a BMC in that state.
#![no_main]
use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use ripmitool::mock::state::State;
use ripmitool::mock::{Bmc, Options, persist};

fuzz_target!(|bytes: &[u8]| {
    let (text, now) = (String::from_utf8_lossy(bytes), Instant::now());
    let mut bmc = Bmc::new(Options::default(), Box::new(|bytes| bytes.fill(1)));
    persist::read(&text, bmc.state_mut(), now);
    let written = persist::write(bmc.state(), now);
    let mut again = State::new(&Options::default());
    persist::read(&written, &mut again, now);
    assert_eq!(persist::write(&again, now), written);
    bmc.handle_timeout(now + Duration::from_secs(1 << 20));
});
