//! Quanta: which memory module an event is about, on the platform that IPMItool knows.
use super::{Fields, MEMORY};

/// True for events that have words.
pub(super) fn concerns(event: Fields) -> bool {
    event.sensor_type == MEMORY && event.is_defined()
}

/// Event data 3 has processor, channel and module; nothing is said on other platforms.
pub(super) fn describe(event: Fields, platform: Option<u8>) -> Option<String> {
    let [_, _, place] = event.data;
    concerns(event).then(|| match platform {
        Some(KNOWN) => {
            let channel = char::from(b'A' + (place >> 3 & 0x07));
            format!("CPU{}_{channel}{}", place >> 6, place & 0x07)
        }
        _ => String::new(),
    })
}

/// The platform whose modules are known.
const KNOWN: u8 = 2;
