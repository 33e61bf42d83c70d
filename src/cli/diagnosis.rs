//! One more line behind IPMItool's, where that hides the cause.
use crate::error::{Error, Kind};

/// What to tell the user beyond IPMItool's message; `None` where that says it all.
pub fn line(error: &Error) -> Option<&'static str> {
    match error.kind() {
        Kind::OutcomeUnknown => Some(
            "outcome unknown: the request was sent, but no answer came; check the state before \
             you repeat it",
        ),
        _ => None,
    }
}
