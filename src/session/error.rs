//! Why a session could not be opened.
use crate::crypto::suite::CipherSuite;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;
use crate::wire::rakp::Status;
use crate::wire::v15::AuthType;

/// Steps of session establishment, for "no answer to …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Get Channel Authentication Capabilities.
    AuthCapabilities,
    /// Get Session Challenge.
    Challenge,
    /// Activate Session.
    Activate,
    /// RMCP+ Open Session.
    Open,
    /// RAKP 1, which RAKP 2 answers.
    Rakp1,
    /// RAKP 3, which RAKP 4 answers.
    Rakp3,
    /// Set Session Privilege Level.
    Privilege,
}

impl Step {
    /// What was sent, in the specification's words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AuthCapabilities => "Get Channel Authentication Capabilities",
            Self::Challenge => "Get Session Challenge",
            Self::Activate => "Activate Session",
            Self::Open => "Open Session",
            Self::Rakp1 => "RAKP 1",
            Self::Rakp3 => "RAKP 3",
            Self::Privilege => "Set Session Privilege Level",
        }
    }
}

/// Why a session could not be opened. Every variant ends the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Activate Session was refused (IPMI 1.5, §22.17).
    #[error("Activate Session refused: {0}")]
    ActivateRefused(CompletionCode),
    /// The BMC does not offer the authentication type that was asked for.
    #[error("authentication type {} not supported", .0.name())]
    AuthType(AuthType),
    /// Get Channel Authentication Capabilities was refused.
    #[error("Get Channel Authentication Capabilities refused: {0}")]
    CapabilitiesRefused(CompletionCode),
    /// Get Session Challenge was refused (IPMI 1.5, §22.16).
    #[error("Get Session Challenge refused: {0}")]
    ChallengeRefused(CompletionCode),
    /// The BMC answers, but offers no authentication type that is safe to pick unasked.
    /// True when it says that it can do IPMI 2.0.
    #[error("no supported authentication type")]
    NoAuthType {
        /// The capabilities name IPMI 2.0: `-I lanplus` will work.
        v20: bool,
    },
    /// The BMC has shown life, but this was not answered in time.
    #[error("no answer to {}", .0.name())]
    NoAnswer(Step),
    /// Open Session was refused.
    #[error("Open Session refused: {0}")]
    OpenRefused(Status),
    /// The privilege level was refused, with the BMC's code.
    #[error("privilege level {level} refused: {code}")]
    PrivilegeRefused {
        /// What was asked for.
        level: Privilege,
        /// `0x80`, `0x81`, or a generic code.
        code: CompletionCode,
    },
    /// RAKP 2 came with an error status.
    #[error("RAKP 2 refused: {0}")]
    Rakp2Refused(Status),
    /// RAKP 4 came with an error status.
    #[error("RAKP 4 refused: {0}")]
    Rakp4Refused(Status),
    /// The BMC chose algorithms that were not asked for.
    #[error("the BMC answered with another cipher suite")]
    SuiteMismatch {
        /// What was proposed.
        asked: CipherSuite,
        /// What came, where it is known at all.
        got: Option<CipherSuite>,
    },
    /// Nothing ever came back.
    #[error("no answer at all")]
    Unreachable,
    /// This crate cannot do that cipher suite.
    #[error("cipher suite {0} is not supported")]
    UnsupportedSuite(u8),
    /// RAKP 2 verified, so the password is right, but RAKP 4 did not: K_g is wrong or missing.
    #[error("RAKP 4 check value is wrong")]
    WrongKg,
    /// The code in RAKP 2 is not the one that the password gives.
    #[error("RAKP 2 HMAC is invalid")]
    WrongPassword,
}
