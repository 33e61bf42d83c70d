//! Open Session and RAKP messages 1 to 4 (IPMI v2.0 §13.17 to §13.24).
use std::fmt;

use super::Error;
use super::buf::Reader;

/// RMCP+ and RAKP message status (table 13-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status(pub u8);

impl Status {
    /// Done.
    pub const OK: Self = Self(0x00);
    /// No room for a session.
    pub const NO_RESOURCES: Self = Self(0x01);
    /// Session ID not valid.
    pub const INVALID_SESSION_ID: Self = Self(0x02);
    /// Authentication algorithm not valid.
    pub const INVALID_AUTH: Self = Self(0x04);
    /// Integrity algorithm not valid.
    pub const INVALID_INTEGRITY: Self = Self(0x05);
    /// Session ID not active.
    pub const INACTIVE_SESSION_ID: Self = Self(0x08);
    /// Role not valid.
    pub const INVALID_ROLE: Self = Self(0x09);
    /// Role or privilege level not allowed for the user.
    pub const UNAUTHORIZED_ROLE: Self = Self(0x0a);
    /// No room for a session of that role.
    pub const NO_RESOURCES_FOR_ROLE: Self = Self(0x0b);
    /// User name too long.
    pub const NAME_LENGTH: Self = Self(0x0c);
    /// No such user.
    pub const UNAUTHORIZED_NAME: Self = Self(0x0d);
    /// A key exchange code or integrity check value is wrong.
    pub const BAD_CHECK_VALUE: Self = Self(0x0f);
    /// Confidentiality algorithm not valid.
    pub const INVALID_CONFIDENTIALITY: Self = Self(0x10);
    /// No cipher suite matches the proposal.
    pub const NO_CIPHER_SUITE: Self = Self(0x11);
    /// A parameter is not valid.
    pub const ILLEGAL_PARAMETER: Self = Self(0x12);
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            0x00 => "no errors",
            0x01 => "insufficient resources for session",
            0x02 => "invalid session ID",
            0x03 => "invalid payload type",
            0x04 => "invalid authentication algorithm",
            0x05 => "invalid integrity algorithm",
            0x06 => "no matching authentication algorithm",
            0x07 => "no matching integrity payload",
            0x08 => "inactive session ID",
            0x09 => "invalid role",
            0x0a => "unauthorized role requested",
            0x0b => "insufficient resources for role",
            0x0c => "invalid name length",
            0x0d => "unauthorized name",
            0x0e => "unauthorized GUID",
            0x0f => "invalid integrity check value",
            0x10 => "invalid confidentiality algorithm",
            0x11 => "no matching cipher suite",
            0x12 => "illegal parameter",
            other => return write!(f, "Unknown (0x{other:02X})"),
        })
    }
}

/// The three algorithm numbers of a proposal or an answer, as they are on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Algorithms {
    /// Authentication algorithm (table 13-17).
    pub authentication: u8,
    /// Integrity algorithm (table 13-18).
    pub integrity: u8,
    /// Confidentiality algorithm (table 13-19).
    pub confidentiality: u8,
}

impl Algorithms {
    fn parse(r: &mut Reader<'_>) -> Result<Self, Error> {
        let mut one = |kind: u8, name| {
            let [got, _, _, _, algorithm, _, _, _]: [u8; 8] = r.array(name)?;
            if got == kind {
                Ok(algorithm & 0x3f)
            } else {
                Err(Error::Value { field: name, value: got.into() })
            }
        };
        Ok(Self {
            authentication: one(0, "authentication payload")?,
            integrity: one(1, "integrity payload")?,
            confidentiality: one(2, "confidentiality payload")?,
        })
    }

    fn emit(self, out: &mut Vec<u8>) {
        let all = [self.authentication, self.integrity, self.confidentiality];
        for (kind, algorithm) in (0_u8..).zip(all) {
            out.extend([kind, 0, 0, 8, algorithm, 0, 0, 0]);
        }
    }
}

/// RMCP+ Open Session Request (§13.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    /// Echoed by the response.
    pub tag: u8,
    /// Highest privilege level wanted, 0 for the highest that the suite allows.
    pub max_privilege: u8,
    /// The console's session ID, not 0.
    pub console_sid: u32,
    /// The one proposal.
    pub algorithms: Algorithms,
}

impl OpenRequest {
    /// Reads the payload.
    ///
    /// # Errors
    /// [`Error::Short`]; [`Error::Value`] when a payload record is of the wrong type.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(payload);
        let [tag, max_privilege, _, _] = r.array("message tag")?;
        let console_sid = r.u32("console session ID")?;
        let algorithms = Algorithms::parse(&mut r)?;
        Ok(Self { tag, max_privilege: max_privilege & 0x0f, console_sid, algorithms })
    }

    /// Appends the payload, 32 bytes.
    pub fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.tag, self.max_privilege, 0, 0]);
        out.extend(self.console_sid.to_le_bytes());
        self.algorithms.emit(out);
    }
}

/// RMCP+ Open Session Response (§13.18). On an error all behind `console_sid` may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenResponse {
    /// Copied from the request; some BMCs answer errors with 0.
    pub tag: u8,
    /// [`Status::OK`], or why not.
    pub status: Status,
    /// Copied from the request; 0 where a short error left it out.
    pub console_sid: u32,
    /// Present when the status is [`Status::OK`].
    pub opened: Option<Opened>,
}

/// What a BMC offers in a good Open Session Response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Highest privilege level that the session may reach.
    pub max_privilege: u8,
    /// The BMC's session ID.
    pub bmc_sid: u32,
    /// What it chose.
    pub algorithms: Algorithms,
}

impl OpenResponse {
    /// Reads the payload. OpenBMC answers a request that it cannot read with the single byte
    /// `0xC7`: that becomes [`Status::ILLEGAL_PARAMETER`].
    ///
    /// # Errors
    /// [`Error::Short`] and [`Error::Value`].
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(payload);
        let tag = r.u8("message tag")?;
        if tag == 0xc7 && r.is_empty() {
            let status = Status::ILLEGAL_PARAMETER;
            return Ok(Self { tag: 0, status, console_sid: 0, opened: None });
        }
        let status = Status(r.u8("status")?);
        if status != Status::OK {
            let _privilege = r.u16("maximum privilege level").unwrap_or_default();
            let console_sid = r.u32("console session ID").unwrap_or_default();
            return Ok(Self { tag, status, console_sid, opened: None });
        }
        let [max_privilege, _] = r.array("maximum privilege level")?;
        let console_sid = r.u32("console session ID")?;
        let bmc_sid = r.u32("BMC session ID")?;
        let algorithms = Algorithms::parse(&mut r)?;
        let opened = Some(Opened { max_privilege, bmc_sid, algorithms });
        Ok(Self { tag, status, console_sid, opened })
    }

    /// Appends the payload: 36 bytes, or 8 for an error.
    pub fn emit(&self, out: &mut Vec<u8>) {
        let privilege = self.opened.map_or(0, |opened| opened.max_privilege);
        out.extend([self.tag, self.status.0, privilege, 0]);
        out.extend(self.console_sid.to_le_bytes());
        if let Some(opened) = self.opened {
            out.extend(opened.bmc_sid.to_le_bytes());
            opened.algorithms.emit(out);
        }
    }
}

/// RAKP message 1 (§13.20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rakp1 {
    /// Echoed by RAKP 2.
    pub tag: u8,
    /// The BMC's session ID.
    pub bmc_sid: u32,
    /// The console's random number.
    pub console_random: [u8; 16],
    /// Requested privilege level, with [`NAME_ONLY_LOOKUP`] set for a look-up by name alone.
    pub role: u8,
    /// User name, up to 16 bytes.
    pub username: Vec<u8>,
}

/// Bit 4 of the role byte: find the user by name, not by name and privilege level.
pub const NAME_ONLY_LOOKUP: u8 = 0x10;

impl Rakp1 {
    /// Reads the payload.
    ///
    /// # Errors
    /// [`Error::Short`] when the name is shorter than its length byte says.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(payload);
        let [tag, _, _, _] = r.array("message tag")?;
        let bmc_sid = r.u32("BMC session ID")?;
        let console_random = r.array("console random number")?;
        let [role, _, _, len] = r.array("requested privilege level")?;
        let username = r.take(len.into(), "user name")?.to_vec();
        Ok(Self { tag, bmc_sid, console_random, role, username })
    }

    /// Appends the payload, 28 bytes and the name.
    pub fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.tag, 0, 0, 0]);
        out.extend(self.bmc_sid.to_le_bytes());
        out.extend(self.console_random);
        let len = u8::try_from(self.username.len()).unwrap_or(u8::MAX);
        out.extend([self.role, 0, 0, len]);
        out.extend(self.username.iter().take(len.into()));
    }
}

/// RAKP message 2 (§13.21). On an error all behind `console_sid` may be missing or zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rakp2 {
    /// Copied from RAKP 1; OpenBMC answers errors with 0.
    pub tag: u8,
    /// [`Status::OK`], or why not.
    pub status: Status,
    /// The console's session ID.
    pub console_sid: u32,
    /// The BMC's random number.
    pub bmc_random: [u8; 16],
    /// The BMC's GUID, as it came.
    pub bmc_guid: [u8; 16],
    /// Key exchange authentication code; its length depends on the suite.
    pub code: Vec<u8>,
}

impl Rakp2 {
    /// Reads the payload.
    ///
    /// # Errors
    /// [`Error::Short`] under 40 bytes when the status is good, under 2 otherwise.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(payload);
        let [tag, status] = r.array("status code")?;
        let status = Status(status);
        let mut message = Self {
            tag,
            status,
            console_sid: 0,
            bmc_random: [0; 16],
            bmc_guid: [0; 16],
            code: Vec::new(),
        };
        if status == Status::OK {
            let _reserved = r.u16("reserved")?;
            message.console_sid = r.u32("console session ID")?;
            message.bmc_random = r.array("BMC random number")?;
            message.bmc_guid = r.array("BMC GUID")?;
            message.code = r.rest().to_vec();
        } else {
            let _reserved = r.u16("reserved").unwrap_or_default();
            message.console_sid = r.u32("console session ID").unwrap_or_default();
        }
        Ok(message)
    }

    /// Appends the payload: 40 bytes and the code, or 8 for an error.
    pub fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.tag, self.status.0, 0, 0]);
        out.extend(self.console_sid.to_le_bytes());
        if self.status == Status::OK {
            out.extend(self.bmc_random);
            out.extend(self.bmc_guid);
            out.extend_from_slice(&self.code);
        }
    }
}

/// RAKP message 3 (§13.22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rakp3 {
    /// Echoed by RAKP 4.
    pub tag: u8,
    /// [`Status::OK`], or why the console gives up: then there is no code.
    pub status: Status,
    /// The BMC's session ID.
    pub bmc_sid: u32,
    /// Key exchange authentication code.
    pub code: Vec<u8>,
}

/// RAKP message 4 (§13.23).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rakp4 {
    /// Copied from RAKP 3; OpenBMC answers errors with 0.
    pub tag: u8,
    /// [`Status::OK`], or why not.
    pub status: Status,
    /// The console's session ID.
    pub console_sid: u32,
    /// Integrity check value.
    pub code: Vec<u8>,
}

/// RAKP 3 and RAKP 4 have one shape: tag, status, session ID, code.
type Tail = (u8, Status, u32, Vec<u8>);

fn parse_tail(payload: &[u8]) -> Result<Tail, Error> {
    let mut r = Reader::new(payload);
    let [tag, status] = r.array("status code")?;
    let status = Status(status);
    if status == Status::OK {
        let _reserved = r.u16("reserved")?;
        let sid = r.u32("session ID")?;
        return Ok((tag, status, sid, r.rest().to_vec()));
    }
    let _reserved = r.u16("reserved").unwrap_or_default();
    Ok((tag, status, r.u32("session ID").unwrap_or_default(), Vec::new()))
}

fn emit_tail(tag: u8, status: Status, sid: u32, code: &[u8], out: &mut Vec<u8>) {
    out.extend([tag, status.0, 0, 0]);
    out.extend(sid.to_le_bytes());
    if status == Status::OK {
        out.extend_from_slice(code);
    }
}

impl Rakp3 {
    /// Reads the payload.
    ///
    /// # Errors
    /// [`Error::Short`] under 8 bytes when the status is good, under 2 otherwise.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let (tag, status, bmc_sid, code) = parse_tail(payload)?;
        Ok(Self { tag, status, bmc_sid, code })
    }

    /// Appends the payload.
    pub fn emit(&self, out: &mut Vec<u8>) {
        emit_tail(self.tag, self.status, self.bmc_sid, &self.code, out);
    }
}

impl Rakp4 {
    /// Reads the payload.
    ///
    /// # Errors
    /// [`Error::Short`] under 8 bytes when the status is good, under 2 otherwise.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let (tag, status, console_sid, code) = parse_tail(payload)?;
        Ok(Self { tag, status, console_sid, code })
    }

    /// Appends the payload.
    pub fn emit(&self, out: &mut Vec<u8>) {
        emit_tail(self.tag, self.status, self.console_sid, &self.code, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// Open Session Request of IPMItool 1.8.19, suite 3.
    const OPEN: [u8; 32] =
        hex!("00000000 a4a3a2a0 00000008 01000000 01000008 01000000 02000008 01000000");

    #[test]
    fn open_request_as_captured() {
        let request = OpenRequest::parse(&OPEN).unwrap();
        let algorithms = Algorithms { authentication: 1, integrity: 1, confidentiality: 1 };
        assert_eq!(request.algorithms, algorithms);
        assert_eq!(request.console_sid, 0xa0a2_a3a4);
        let mut out = Vec::new();
        request.emit(&mut out);
        assert_eq!(out, OPEN);
    }

    #[test]
    fn errors_may_be_short_in_three_ways() {
        let long = OpenResponse::parse(&hex!("00 11 00 00 a4a3a2a0")).unwrap();
        assert_eq!((long.status, long.console_sid), (Status::NO_CIPHER_SUITE, 0xa0a2_a3a4));
        let short = OpenResponse::parse(&hex!("00 01")).unwrap();
        assert_eq!(short.status, Status::NO_RESOURCES);
        let openbmc = OpenResponse::parse(&hex!("c7")).unwrap();
        assert_eq!(openbmc.status, Status::ILLEGAL_PARAMETER);
        assert!(OpenResponse::parse(&[]).is_err());
    }

    #[test]
    fn a_good_open_response_must_be_whole() {
        let mut out = Vec::new();
        let opened = Opened {
            max_privilege: 4,
            bmc_sid: 0x0202_0202,
            algorithms: Algorithms { authentication: 3, integrity: 4, confidentiality: 1 },
        };
        let response =
            OpenResponse { tag: 9, status: Status::OK, console_sid: 5, opened: Some(opened) };
        response.emit(&mut out);
        assert_eq!(out.len(), 36);
        assert_eq!(OpenResponse::parse(&out), Ok(response));
        assert_eq!(OpenResponse::parse(&out[..30]), Err(Error::Short("confidentiality payload")));
    }

    #[test]
    fn rakp_messages_read_back_as_written() {
        let first = Rakp1 {
            tag: 1,
            bmc_sid: 2,
            console_random: [3; 16],
            role: 0x14,
            username: b"admin".to_vec(),
        };
        let mut out = Vec::new();
        first.emit(&mut out);
        assert_eq!(out.len(), 28 + 5);
        assert_eq!(Rakp1::parse(&out), Ok(first));
        assert_eq!(Rakp1::parse(&out[..32]), Err(Error::Short("user name")));

        let second = Rakp2 {
            tag: 1,
            status: Status::OK,
            console_sid: 7,
            bmc_random: [8; 16],
            bmc_guid: [9; 16],
            code: vec![10; 20],
        };
        let mut out = Vec::new();
        second.emit(&mut out);
        assert_eq!(Rakp2::parse(&out), Ok(second));

        let third = Rakp3 { tag: 1, status: Status::OK, bmc_sid: 2, code: vec![4; 20] };
        let mut out = Vec::new();
        third.emit(&mut out);
        assert_eq!(Rakp3::parse(&out), Ok(third));

        let fourth = Rakp4 { tag: 1, status: Status::OK, console_sid: 2, code: vec![4; 12] };
        let mut out = Vec::new();
        fourth.emit(&mut out);
        assert_eq!(Rakp4::parse(&out), Ok(fourth));
    }

    #[test]
    fn an_openbmc_error_with_a_zero_body_is_read() {
        let mut bytes = vec![0, 0x0d];
        bytes.extend([0; 38]);
        let message = Rakp2::parse(&bytes).unwrap();
        assert_eq!((message.tag, message.status), (0, Status::UNAUTHORIZED_NAME));
    }
}
