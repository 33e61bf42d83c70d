//! Viking: the BMC has texts for its OEM events.
use super::Fields;

/// True for events of the makers' types (IPMI v2.0 table 42-1), which the BMC is asked about.
pub(super) fn concerns(event: Fields) -> bool {
    OEM_EVENTS.contains(&event.event_type)
}

/// The text ends at the first NUL.
pub(super) fn describe(event: Fields, text: &[u8]) -> Option<String> {
    let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
    concerns(event).then(|| text.iter().copied().map(char::from).collect())
}

/// The last of the type's codes, `0x7f`, is not asked about.
const OEM_EVENTS: std::ops::RangeInclusive<u8> = 0x70..=0x7e;
