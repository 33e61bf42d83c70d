//! What to do differently for BMCs that stray from the specification, by the names that the users
//! of IPMItool (`-o`) and FreeIPMI (`-W`) know.
//!
//! Nothing here is switched on by a manufacturer's number: a quirk is asked for.

/// One departure from the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Quirk {
    /// Another order of bridging.
    AltBridging,
    /// Whatever a sensor record says, its owner is the BMC.
    AssumeBmcOwner,
    /// The SDR repository ends after the advertised count of records.
    AssumeMaxSdrRecordCount,
    /// A SEL record of an unknown type is a system event.
    AssumeSystemEvent,
    /// IPMI 1.5: session sequence numbers are big-endian.
    BigEndianSequence,
    /// A discrete sensor has an analogue reading.
    DiscreteReading,
    /// IPMI 1.5: authenticate each message though that is advertised as off.
    ForcePerMessageAuth,
    /// SEL texts come from the map file of an IBM machine.
    IbmSel,
    /// Answers of bridged requests carry bad auth codes.
    IgnoreBridgedAuthCode,
    /// The user name, type and K_g bits of the auth capabilities mean nothing.
    IgnoreAuthCapabilities,
    /// Bad IPMI checksums are accepted.
    IgnoreChecksums,
    /// RAKP 4 of suite 0 carries a check value that should not be there.
    IgnoreRakp4CheckValue,
    /// The bit for "scanning disabled" means nothing.
    IgnoreScanningDisabled,
    /// The integrity pad is counted without the two bytes of the trailer.
    IntegrityPadWithoutTrailer,
    /// Packets are protected with the session integrity key instead of K1.
    IntegrityWithSik,
    /// IPMI 1.5: magic packets before the auth capabilities and after each request.
    IntelThump,
    /// The large buffer of Kontron boards is negotiated.
    KontronLargeBuffer,
    /// IPMI 1.5: auth codes of answers are not checked.
    NoAuthCodeCheck,
    /// IPMI 1.5: no presence ping.
    NoPing,
    /// IPMI 1.5: the auth type is OEM, and the auth code is the plain password.
    OemAuth,
    /// Open Session asks for the real privilege level, not for the highest.
    OpenSessionPrivilege,
    /// RAKP: the user name is filled up to 16 bytes.
    PaddedUserName,
    /// RAKP with MD5: only 16 bytes of the password count.
    Password16,
    /// The session key is made with the role without the name-only bit.
    PlainRole,
    /// RAKP 2 carries a code that is too long: what is over is cut.
    Rakp2Trim,
    /// RAKP 3 is made with the role without the name-only bit.
    Rakp3PlainRole,
    /// The check value of RAKP 4 is made with the integrity algorithm.
    Rakp4IntegrityAlgorithm,
    /// Serial alerts are deferred while a console is open.
    SerialAlertsDeferred,
    /// IPMI 1.5: answers with session ID 0 are accepted.
    SessionIdZero,
    /// Checksums of FRU areas are not checked.
    SkipFruChecks,
    /// No Get Channel Authentication Capabilities and no Set Session Privilege Level.
    SkipHandshakeExtras,
    /// SOL is activated with CTS asserted.
    SolAssertCts,
    /// SOL is activated with another auxiliary byte, and without keep-alives.
    SolBareActivation,
    /// A refused SOL packet with nothing accepted is not sent again.
    SolNoResend,
    /// The SOL sequence is stepped when it is stuck.
    SolPacketSequence,
    /// Get Channel Payload Support is skipped.
    SolSkipChannelSupport,
    /// The SOL payload sizes mean nothing.
    SolPayloadSize,
    /// The SOL port number means nothing.
    SolPort,
    /// Get Payload Activation Status is skipped.
    SolSkipStatus,
    /// A second of rest between sections of a configuration.
    SlowCommit,
    /// IPMI 1.5: the OEM auth code of Supermicro, made of the challenge and the password.
    SupermicroAuth,
    /// IPMI 1.5: answers carry auth codes though they are advertised as off.
    UnexpectedAuth,
    /// A second of rest after each value of a configuration.
    VerySlowCommit,
}

impl Quirk {
    #[allow(clippy::as_conversions, reason = "the number of an enum without fields, under 64")]
    const fn bit(self) -> u64 {
        1 << (self as u8)
    }
}

/// A set of [`Quirk`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quirks(u64);

impl Quirks {
    /// No quirk.
    pub const NONE: Self = Self(0);

    /// The quirks given.
    pub const fn of(quirks: &[Quirk]) -> Self {
        let mut set = 0;
        let mut rest = quirks;
        while let [first, tail @ ..] = rest {
            set |= first.bit();
            rest = tail;
        }
        Self(set)
    }

    /// The quirks behind a name of IPMItool's `-o`; case matters. `None` for an unknown name.
    pub fn from_o(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|row| row.origin == Origin::IpmitoolO && row.name == name)
            .map(Row::quirks)
    }

    /// The quirks behind a name of FreeIPMI's `-W`, of IPMItool's `-o`, or one of ours.
    pub fn from_w(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        TABLE.iter().find(|row| row.name == lower).map(Row::quirks)
    }

    /// True when the quirk is in the set.
    pub const fn has(self, quirk: Quirk) -> bool {
        self.0 & quirk.bit() != 0
    }

    /// True for the empty set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Every name, for a list to be printed.
    pub const fn list() -> &'static [Row] {
        TABLE
    }
}

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// IPMItool's `-o`.
    IpmitoolO,
    /// FreeIPMI's `-W`.
    FreeipmiW,
    /// OpenIPMI's connection options.
    OpenIpmi,
}

impl Origin {
    /// The option that the name comes from.
    pub const fn name(self) -> &'static str {
        match self {
            Self::IpmitoolO => "-o",
            Self::FreeipmiW => "-W",
            Self::OpenIpmi => "OpenIPMI",
        }
    }
}

/// What a name concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// IPMI 1.5 sessions.
    Lan,
    /// IPMI 2.0 sessions.
    Lanplus,
    /// Both kinds of session.
    Sessions,
    /// The serial console over a 2.0 session.
    Sol,
    /// Commands, whatever they travel over.
    Commands,
}

impl Scope {
    /// The word for a list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lan => "lan",
            Self::Lanplus => "lanplus",
            Self::Sessions => "sessions",
            Self::Sol => "sol",
            Self::Commands => "commands",
        }
    }
}

/// A name, and the quirks behind it.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name, in lower case.
    pub name: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// What it concerns.
    pub scope: Scope,
    /// What it does.
    pub effect: &'static str,
    quirks: &'static [Quirk],
}

impl Row {
    /// The quirks behind the name.
    pub const fn quirks(&self) -> Quirks {
        Quirks::of(self.quirks)
    }
}

const fn row(
    name: &'static str,
    origin: Origin,
    scope: Scope,
    quirks: &'static [Quirk],
    effect: &'static str,
) -> Row {
    Row { name, origin, scope, effect, quirks }
}

use Origin::{FreeipmiW as W, IpmitoolO as O, OpenIpmi};
use Quirk as Q;
use Scope::{Commands, Lan, Lanplus, Sessions, Sol};

#[rustfmt::skip]
const TABLE: &[Row] = &[
    row("supermicro", O, Lan, &[Q::SupermicroAuth, Q::NoPing], "OEM auth code made of challenge and password; no presence ping"),
    row("intelwv2", O, Lan, &[Q::IntelThump], "magic packets before the session and after each request"),
    row("intelplus", O, Lanplus, &[Q::OpenSessionPrivilege, Q::Rakp3PlainRole, Q::Rakp4IntegrityAlgorithm, Q::SolAssertCts, Q::SolNoResend], "older Intel servers: real privilege, RAKP 3 role and RAKP 4 check value in their own way"),
    row("icts", O, Lanplus, &[Q::IntegrityPadWithoutTrailer], "integrity pad counted without the trailer"),
    row("ibm", O, Commands, &[Q::IbmSel], "SEL texts from the file named by IPMI_OEM_IBM_DATAFILE"),
    row("i82571spt", O, Lanplus, &[Q::SkipHandshakeExtras, Q::PaddedUserName, Q::PlainRole, Q::Rakp3PlainRole, Q::SolBareActivation], "Intel 82571 pass-through: a shorter handshake, padded user name, plain role"),
    row("kontron", O, Commands, &[Q::KontronLargeBuffer], "large buffer, with -z"),
    row("quanta", O, Lan, &[Q::OemAuth], "OEM auth type with the plain password as auth code"),
    row("authcap", W, Sessions, &[Q::IgnoreAuthCapabilities], "ignores what the BMC says about user names, auth types and K_g"),
    row("nochecksumcheck", W, Sessions, &[Q::IgnoreChecksums], "accepts bad IPMI checksums"),
    row("idzero", W, Lan, &[Q::SessionIdZero], "accepts answers with session ID 0"),
    row("unexpectedauth", W, Lan, &[Q::UnexpectedAuth], "expects auth codes that are advertised as off"),
    row("forcepermsg", W, Lan, &[Q::ForcePerMessageAuth], "authenticates each message though that is advertised as off"),
    row("endianseq", W, Lan, &[Q::BigEndianSequence], "big-endian session sequence numbers"),
    row("noauthcodecheck", W, Lan, &[Q::NoAuthCodeCheck], "does not check auth codes of answers"),
    row("intel20", W, Lanplus, &[Q::OpenSessionPrivilege, Q::PaddedUserName, Q::Password16, Q::Rakp3PlainRole, Q::Rakp4IntegrityAlgorithm], "padded user name, short MD5 password, RAKP 3 role and RAKP 4 check value in their own way"),
    row("supermicro20", W, Lanplus, &[Q::Rakp2Trim], "cuts a RAKP 2 code that is too long"),
    row("sun20", W, Lanplus, &[Q::Rakp2Trim, Q::OpenSessionPrivilege], "cuts a RAKP 2 code that is too long; real privilege in Open Session"),
    row("opensesspriv", W, Lanplus, &[Q::OpenSessionPrivilege], "real privilege in Open Session"),
    row("integritycheckvalue", W, Lanplus, &[Q::IgnoreRakp4CheckValue], "suite 0: ignores the check value of RAKP 4"),
    row("solpayloadsize", W, Sol, &[Q::SolPayloadSize], "ignores the payload sizes"),
    row("solport", W, Sol, &[Q::SolPort], "ignores the port number"),
    row("solstatus", W, Sol, &[Q::SolSkipStatus], "does not ask for the activation status"),
    row("solchannelsupport", W, Sol, &[Q::SolSkipChannelSupport], "does not ask for the payloads of the channel"),
    row("serialalertsdeferred", W, Sol, &[Q::SerialAlertsDeferred], "defers serial alerts"),
    row("solpacketseq", W, Sol, &[Q::SolPacketSequence], "steps the sequence when it is stuck"),
    row("assumemaxsdrrecordcount", W, Commands, &[Q::AssumeMaxSdrRecordCount], "stops after the advertised count of SDRs"),
    row("skipchecks", W, Commands, &[Q::SkipFruChecks], "does not check checksums of FRU areas"),
    row("assumesystemevent", W, Commands, &[Q::AssumeSystemEvent], "takes SEL records of unknown types for system events"),
    row("discretereading", W, Commands, &[Q::DiscreteReading], "shows analogue values of discrete sensors"),
    row("ignorescanningdisabled", W, Commands, &[Q::IgnoreScanningDisabled], "reads sensors whose scanning is off"),
    row("assumebmcowner", W, Commands, &[Q::AssumeBmcOwner], "takes the BMC for the owner of every sensor"),
    row("altbridging", W, Commands, &[Q::AltBridging], "another order of bridging"),
    row("ignoreauthcode", W, Commands, &[Q::IgnoreBridgedAuthCode], "ignores bad auth codes of bridged answers"),
    row("slowcommit", W, Commands, &[Q::SlowCommit], "rests for a second between sections"),
    row("veryslowcommit", W, Commands, &[Q::VerySlowCommit], "rests for a second after each value"),
    row("rakp3_wrong_rolem", OpenIpmi, Lanplus, &[Q::Rakp3PlainRole], "RAKP 3 role without the name-only bit"),
    row("rmcpp_integ_sik", OpenIpmi, Lanplus, &[Q::IntegrityWithSik], "packets protected with the session key itself"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_programs_lead_to_quirks() {
        let plus = Quirks::from_o("intelplus").unwrap();
        assert!(plus.has(Quirk::OpenSessionPrivilege) && plus.has(Quirk::SolNoResend));
        assert!(!plus.has(Quirk::Password16));
        assert_eq!(
            Quirks::from_w("OpenSessPriv"),
            Some(Quirks::of(&[Quirk::OpenSessionPrivilege]))
        );
        assert_eq!(Quirks::from_w("intelplus"), Some(plus));
        assert_eq!(Quirks::from_o("opensesspriv"), None, "-o knows IPMItool's names only");
        assert_eq!(Quirks::from_o("INTELPLUS"), None, "as IPMItool, case matters");
        assert_eq!(Quirks::from_w("bogus"), None);
    }

    #[test]
    fn sets_add_up() {
        let both = Quirks::of(&[Quirk::Rakp2Trim]).with(Quirks::of(&[Quirk::AltBridging]));
        assert!(both.has(Quirk::Rakp2Trim) && both.has(Quirk::AltBridging));
        assert!(!both.has(Quirk::VerySlowCommit) && !both.is_empty());
        assert!(Quirks::NONE.is_empty());
    }

    #[test]
    fn names_are_unique_in_lower_case_and_do_something() {
        let mut names: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
        assert!(TABLE.iter().all(|row| !row.quirks().is_empty() && !row.effect.is_empty()));
        assert!(names.iter().all(|name| *name == name.to_ascii_lowercase()));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Quirks::list().len());
    }

    #[test]
    fn every_quirk_fits() {
        assert_eq!(Quirk::AltBridging.bit(), 1);
        assert!(Quirk::VerySlowCommit.bit() > 1);
    }
}
