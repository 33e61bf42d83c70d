//! Any payload through the parsers of Open Session and RAKP. The first byte picks the message.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::wire::rakp::{OpenRequest, OpenResponse, Rakp1, Rakp2, Rakp3, Rakp4};

macro_rules! round_trip {
    ($kind:ty, $bytes:expr) => {
        if let Ok(message) = <$kind>::parse($bytes) {
            let mut out = Vec::new();
            message.emit(&mut out);
            assert_eq!(<$kind>::parse(&out), Ok(message));
        }
    };
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, payload)) = bytes.split_first() else { return };
    match kind % 6 {
        0 => round_trip!(OpenRequest, payload),
        1 => round_trip!(OpenResponse, payload),
        2 => round_trip!(Rakp1, payload),
        3 => round_trip!(Rakp2, payload),
        4 => round_trip!(Rakp3, payload),
        _ => round_trip!(Rakp4, payload),
    }
});
