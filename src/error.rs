//! What can go wrong with a BMC, typed, for programs that use the library.
use std::io;
use std::path::PathBuf;

use crate::session;
use crate::wire::{self, completion::CompletionCode, rakp::Status};

/// Any failure of the client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The host name could not be looked up.
    #[error("address lookup for {host} failed: {source}")]
    Address {
        /// The name.
        host: String,
        /// What the system said.
        source: io::Error,
    },
    /// The BMC understood the request and said no.
    #[error("{command} failed: {code}")]
    Completion {
        /// Name in the specification.
        command: &'static str,
        /// The code.
        code: CompletionCode,
        /// What the code means for this command, where it is one of its own.
        meaning: Option<&'static str>,
    },
    /// The total time that the caller allows ran out.
    #[error("deadline passed")]
    Deadline,
    /// The system's network layer failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// This machine's driver refused something.
    #[error("{doing}: {source}")]
    Device {
        /// What failed, in IPMItool's words.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// This machine's driver has no such device, or it may not be opened.
    #[error("IPMI device {number} cannot be opened")]
    NoDevice {
        /// The number, such as 0 for `/dev/ipmi0`.
        number: u32,
        /// The files that were tried, in this order.
        tried: Vec<Tried>,
    },
    /// Nothing came back in time, after every retry.
    #[error("no answer to {0}")]
    NoAnswer(&'static str),
    /// Nothing came back for a request that must not be repeated blindly: it may have been
    /// carried out.
    #[error("no answer to {0}: whether it was carried out is not known")]
    OutcomeUnknown(&'static str),
    /// The session never came up.
    #[error("no session: {0}")]
    Session(#[from] session::error::Error),
    /// Bytes came back that make no sense.
    #[error("{command}: {source}")]
    Wire {
        /// Name in the specification.
        command: &'static str,
        /// What was wrong with them.
        source: wire::Error,
    },
}

/// A device file, and why it could not be opened.
#[derive(Debug)]
pub struct Tried {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// A coarse cause, for JSON (`error.kind`) and `--exit-codes=detailed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The BMC or its user database said no to a command.
    Command,
    /// Wrong words or options.
    Usage,
    /// The name has no address.
    Address,
    /// Nothing came back at all.
    Unreachable,
    /// The BMC has shown life, but an answer did not come in time.
    Timeout,
    /// The password is wrong.
    WrongPassword,
    /// No such user.
    UnknownUser,
    /// Authentication failed in some other way.
    Authentication,
    /// The account or session may not do that.
    Privilege,
    /// The cipher suite or authentication type was refused.
    CipherSuite,
    /// K_g is wrong or missing.
    Kg,
    /// No free session on the BMC.
    SessionLimit,
    /// The BMC is busy.
    Busy,
    /// It is not known whether the command was carried out.
    OutcomeUnknown,
    /// The BMC answered with bytes that make no sense.
    Protocol,
    /// This machine's system failed: sockets, files.
    System,
}

impl Kind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Command => "command_failed",
            Self::Usage => "usage",
            Self::Address => "address",
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::WrongPassword => "wrong_password",
            Self::UnknownUser => "unknown_user",
            Self::Authentication => "authentication",
            Self::Privilege => "privilege",
            Self::CipherSuite => "cipher_suite",
            Self::Kg => "wrong_kg",
            Self::SessionLimit => "session_limit",
            Self::Busy => "busy",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::Protocol => "protocol",
            Self::System => "system",
        }
    }

    /// The exit status under `--exit-codes=detailed`.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Command | Self::Protocol | Self::System => 1,
            Self::Usage => 2,
            Self::Address | Self::Unreachable | Self::Timeout => 10,
            Self::WrongPassword | Self::UnknownUser | Self::Authentication => 11,
            Self::Privilege => 12,
            Self::CipherSuite | Self::Kg => 13,
            Self::SessionLimit | Self::Busy => 14,
            Self::OutcomeUnknown => 15,
        }
    }
}

impl Error {
    /// The completion code, where the BMC gave one.
    pub fn completion_code(&self) -> Option<CompletionCode> {
        use session::error::Error as S;
        match self {
            Self::Completion { code, .. }
            | Self::Session(
                S::ActivateRefused(code)
                | S::ChallengeRefused(code)
                | S::CapabilitiesRefused(code)
                | S::PrivilegeRefused { code, .. },
            ) => Some(*code),
            _ => None,
        }
    }

    /// The coarse cause.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Address { .. } => Kind::Address,
            Self::Completion { code, .. } => match *code {
                CompletionCode::PRIVILEGE => Kind::Privilege,
                CompletionCode::BUSY => Kind::Busy,
                _ => Kind::Command,
            },
            Self::Deadline | Self::NoAnswer(_) => Kind::Timeout,
            Self::Device { .. } | Self::Io(_) | Self::NoDevice { .. } => Kind::System,
            Self::OutcomeUnknown(_) => Kind::OutcomeUnknown,
            Self::Session(error) => session_kind(*error),
            Self::Wire { .. } => Kind::Protocol,
        }
    }
}

fn session_kind(error: session::error::Error) -> Kind {
    use session::error::Error as S;
    match error {
        S::Unreachable => Kind::Unreachable,
        // IPMI 1.5 BMCs drop an Activate Session whose code is wrong.
        S::WrongPassword
        | S::Rakp4Refused(Status::BAD_CHECK_VALUE)
        | S::NoAnswer(session::error::Step::Activate) => Kind::WrongPassword,
        S::NoAnswer(_) => Kind::Timeout,
        S::WrongKg => Kind::Kg,
        S::AuthType(_)
        | S::NoAuthType { .. }
        | S::SuiteMismatch { .. }
        | S::UnsupportedSuite(_) => Kind::CipherSuite,
        S::OpenRefused(status) | S::Rakp2Refused(status) | S::Rakp4Refused(status) => {
            status_kind(status)
        }
        S::ChallengeRefused(CompletionCode(0x81 | 0x82)) => Kind::UnknownUser,
        S::ActivateRefused(CompletionCode(0x81..=0x83)) => Kind::SessionLimit,
        S::ActivateRefused(CompletionCode(0x86)) | S::PrivilegeRefused { .. } => Kind::Privilege,
        S::ActivateRefused(_) | S::ChallengeRefused(_) => Kind::Authentication,
        S::CapabilitiesRefused(_) => Kind::Command,
    }
}

fn status_kind(status: Status) -> Kind {
    match status {
        Status::NO_RESOURCES | Status::NO_RESOURCES_FOR_ROLE => Kind::SessionLimit,
        Status::INVALID_ROLE | Status::UNAUTHORIZED_ROLE => Kind::Privilege,
        Status::UNAUTHORIZED_NAME | Status::NAME_LENGTH => Kind::UnknownUser,
        Status::BAD_CHECK_VALUE => Kind::WrongPassword,
        Status(0x04..=0x07) | Status::INVALID_CONFIDENTIALITY | Status::NO_CIPHER_SUITE => {
            Kind::CipherSuite
        }
        _ => Kind::Authentication,
    }
}
