//! One more line behind IPMItool's, where that hides the cause.
use super::device;
use crate::error::{Error, Kind};
use crate::session::error::{Error as SessionError, Step};
use crate::wire::v15::AuthType;

/// What to tell the user beyond IPMItool's message; `None` where that says it all.
pub fn line(error: &Error) -> Option<String> {
    match error {
        Error::Session(error) => Some(format!("Diagnosis: {}", session(*error))),
        Error::Deadline => Some("Diagnosis: timeout: the deadline passed".to_owned()),
        Error::OutcomeUnknown(name) => Some(format!(
            "Diagnosis: outcome unknown: no answer to {name}; it may have been carried out, so \
             check the state before you repeat it"
        )),
        Error::NoAnswer(name) => Some(format!("Diagnosis: timeout: no answer to {name}")),
        Error::Completion { .. } if error.kind() == Kind::Privilege => Some(
            "Diagnosis: privilege: the account or the session's level does not allow this"
                .to_owned(),
        ),
        Error::Wire { source, .. } => {
            Some(format!("Diagnosis: protocol: the BMC's answer cannot be read: {source}"))
        }
        Error::NoDevice { number, tried } => {
            Some(format!("Diagnosis: {}", device::why(*number, tried)))
        }
        Error::Device { source, .. } => Some(format!("Diagnosis: {}", device::refused(source))),
        Error::Address { source, .. } => Some(format!("Diagnosis: address: {source}")),
        _ => None,
    }
}

fn session(error: SessionError) -> String {
    match error {
        SessionError::Unreachable => {
            "unreachable: nothing answers at this address and port".to_owned()
        }
        SessionError::NoAnswer(Step::Activate) => {
            "wrong password, or packets are lost: Activate Session was not answered".to_owned()
        }
        SessionError::NoAnswer(step) => {
            format!("timeout: the BMC is there, but {} was not answered", step.name())
        }
        SessionError::WrongPassword => "wrong password".to_owned(),
        SessionError::WrongKg => {
            "wrong BMC key: the password is right, but K_g (-k, -y) is wrong or missing".to_owned()
        }
        SessionError::PrivilegeRefused { level, code } => format!(
            "privilege: the account may not have the level {level} ({code}); leave -L out or ask \
             for less"
        ),
        SessionError::UnsupportedSuite(id) => {
            format!("cipher suite: {id} is not one that this program can do")
        }
        SessionError::SuiteMismatch { asked, got } => {
            let name = |suite: crate::crypto::suite::CipherSuite| {
                suite.id().map_or("of its own".to_owned(), |id| id.to_string())
            };
            let got = got.map_or("an unknown one".to_owned(), name);
            format!("cipher suite: asked for {}, the BMC answered with {got}", name(asked))
        }
        SessionError::AuthType(AuthType::None) | SessionError::NoAuthType { v20: true } => {
            "authentication type: the BMC wants more; use -I lanplus".to_owned()
        }
        SessionError::AuthType(kind) => {
            format!("authentication type: the BMC does not offer {} on this channel", kind.name())
        }
        SessionError::NoAuthType { v20: false } => {
            "authentication type: the BMC offers none that this program may pick".to_owned()
        }
        other => by_kind(other),
    }
}

fn by_kind(error: SessionError) -> String {
    let said = match error {
        // The code's meaning is its own, and in IPMItool's line already.
        SessionError::ActivateRefused(code) => {
            format!("Activate Session refused (0x{:02x})", code.0)
        }
        other => other.to_string(),
    };
    match Error::Session(error).kind() {
        Kind::SessionLimit => format!("no free session: {said}; others hold all slots"),
        Kind::UnknownUser => {
            format!("unknown user: {said}; the name is wrong, disabled or without access here")
        }
        Kind::Privilege => format!("privilege: {said}; the account may not have that level"),
        Kind::CipherSuite => format!("cipher suite: {said}"),
        Kind::WrongPassword => format!("wrong password: {said}"),
        _ => said,
    }
}
