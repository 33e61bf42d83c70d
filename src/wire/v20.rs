//! The RMCP+ session header and trailer (IPMI v2.0 §13.6, §13.27, §13.28.4).
use super::Error;
use super::buf::Reader;

/// First byte after the RMCP header of every RMCP+ packet: "format RMCP+".
pub const AUTH_TYPE_RMCP_PLUS: u8 = 0x06;

/// What a payload is (table 13-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayloadType {
    /// An IPMI message.
    Ipmi,
    /// Serial over LAN.
    Sol,
    /// OEM, named by enterprise number and payload ID.
    OemExplicit {
        /// Enterprise number, 24 bits.
        iana: u32,
        /// The maker's payload ID.
        id: u16,
    },
    /// Open Session Request.
    OpenRequest,
    /// Open Session Response.
    OpenResponse,
    /// RAKP message 1.
    Rakp1,
    /// RAKP message 2.
    Rakp2,
    /// RAKP message 3.
    Rakp3,
    /// RAKP message 4.
    Rakp4,
    /// Any other type, 6 bits.
    Other(u8),
}

impl PayloadType {
    /// The low 6 bits on the wire.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::Ipmi => 0x00,
            Self::Sol => 0x01,
            Self::OemExplicit { .. } => 0x02,
            Self::OpenRequest => 0x10,
            Self::OpenResponse => 0x11,
            Self::Rakp1 => 0x12,
            Self::Rakp2 => 0x13,
            Self::Rakp3 => 0x14,
            Self::Rakp4 => 0x15,
            Self::Other(value) => value & TYPE_MASK,
        }
    }

    /// True for Open Session and RAKP: session ID and sequence number are 0 there.
    pub const fn is_setup(self) -> bool {
        matches!(
            self,
            Self::OpenRequest
                | Self::OpenResponse
                | Self::Rakp1
                | Self::Rakp2
                | Self::Rakp3
                | Self::Rakp4
        )
    }
}

/// The session header in front of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the payload is.
    pub payload_type: PayloadType,
    /// The payload is encrypted (bit 7).
    pub encrypted: bool,
    /// A trailer with an auth code follows the payload (bit 6).
    pub authenticated: bool,
    /// The receiver's session ID; 0 outside a session.
    pub session_id: u32,
    /// Session sequence number; 0 outside a session.
    pub sequence: u32,
}

impl Header {
    /// The header of a payload outside any session.
    pub const fn sessionless(payload_type: PayloadType) -> Self {
        Self { payload_type, encrypted: false, authenticated: false, session_id: 0, sequence: 0 }
    }
}

/// A received packet, as slices of the datagram. Nothing is verified or decrypted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packet<'a> {
    /// The session header.
    pub header: Header,
    /// The payload as it came, perhaps encrypted.
    pub payload: &'a [u8],
    /// From the authentication type to the end of the datagram.
    body: &'a [u8],
    /// Length of header and payload within `body`.
    covered: usize,
}

/// One way to read the bytes behind a payload as pad, pad length, next header and auth code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailer<'a> {
    /// What the auth code is computed over: authentication type to next header.
    pub covered: &'a [u8],
    /// The auth code.
    pub code: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Reads a packet from its first byte after the RMCP header. The length field rules: bytes
    /// behind the payload are the trailer, or are ignored.
    ///
    /// # Errors
    /// [`Error::Short`] when the length field lies; [`Error::Value`] for another format.
    pub fn parse(body: &'a [u8]) -> Result<Self, Error> {
        let mut r = Reader::new(body);
        let format = r.u8("authentication type")?;
        if format != AUTH_TYPE_RMCP_PLUS {
            return Err(Error::Value { field: "authentication type", value: format.into() });
        }
        let kind = r.u8("payload type")?;
        let payload_type = match kind & TYPE_MASK {
            0x00 => PayloadType::Ipmi,
            0x01 => PayloadType::Sol,
            0x02 => {
                let iana = r.u24("OEM IANA")?;
                let _reserved = r.u8("OEM IANA reserved")?;
                PayloadType::OemExplicit { iana, id: r.u16("OEM payload ID")? }
            }
            0x10 => PayloadType::OpenRequest,
            0x11 => PayloadType::OpenResponse,
            0x12 => PayloadType::Rakp1,
            0x13 => PayloadType::Rakp2,
            0x14 => PayloadType::Rakp3,
            0x15 => PayloadType::Rakp4,
            other => PayloadType::Other(other),
        };
        let header = Header {
            payload_type,
            encrypted: kind & ENCRYPTED != 0,
            authenticated: kind & AUTHENTICATED != 0,
            session_id: r.u32("session ID")?,
            sequence: r.u32("session sequence number")?,
        };
        let len = r.u16("payload length")?;
        let payload = r.take(len.into(), "payload")?;
        Ok(Self { header, payload, body, covered: body.len() - r.len() })
    }

    /// All ways to read a trailer with a code of `code_len` bytes behind the payload. BMCs
    /// disagree on the pad (4 where 0 would do, bytes other than `0xff`) and may add bytes at
    /// the end, so the caller tries each until a code verifies; there is hardly ever more than
    /// one. At most [`MAX_PAD`] + 1 are given.
    pub fn trailers(self, code_len: usize) -> impl Iterator<Item = Trailer<'a>> {
        (0..=MAX_PAD).filter_map(move |pad| {
            let after = self.body.get(self.covered..)?;
            let lengths = after.get(usize::from(pad)..)?;
            let [pad_length, NEXT_HEADER, code @ ..] = lengths else { return None };
            if *pad_length != pad {
                return None;
            }
            Some(Trailer {
                covered: self.body.get(..self.covered + usize::from(pad) + 2)?,
                code: code.get(..code_len)?,
            })
        })
    }
}

/// Appends RMCP header, session header and payload. For an authenticated packet the caller goes
/// on with [`emit_pad`] and the auth code. Gives the index of the first byte that the code covers.
pub fn emit(header: &Header, payload: &[u8], out: &mut Vec<u8>) -> usize {
    super::rmcp::Header::IPMI.emit(out);
    let start = out.len();
    let flags = if header.encrypted { ENCRYPTED } else { 0 }
        | if header.authenticated { AUTHENTICATED } else { 0 };
    out.extend([AUTH_TYPE_RMCP_PLUS, header.payload_type.to_u8() | flags]);
    if let PayloadType::OemExplicit { iana, id } = header.payload_type {
        out.extend(iana.to_le_bytes());
        out.extend(id.to_le_bytes());
    }
    out.extend(header.session_id.to_le_bytes());
    out.extend(header.sequence.to_le_bytes());
    let len = u16::try_from(payload.len()).unwrap_or(u16::MAX);
    out.extend(len.to_le_bytes());
    out.extend(payload.iter().take(len.into()));
    start
}

/// Appends integrity pad, pad length and next header, so that what is covered, `out[start..]`,
/// becomes a multiple of 4 long (§13.28.4).
pub fn emit_pad(start: usize, out: &mut Vec<u8>) {
    emit_pad_as(start, 2, out);
}

/// [`emit_pad`] with another idea of how many trailer bytes count: 0 is what `-o icts` wants.
pub fn emit_pad_as(start: usize, counted: usize, out: &mut Vec<u8>) {
    let covered = out.len().saturating_sub(start) + counted;
    let pad = (4 - covered % 4) % 4;
    out.extend(std::iter::repeat_n(0xff, pad));
    out.push(u8::try_from(pad).unwrap_or_default());
    out.push(NEXT_HEADER);
}

/// The longest integrity pad that is looked for in a received packet.
pub const MAX_PAD: u8 = 15;
/// "Next header", reserved, always this (table 13-8).
const NEXT_HEADER: u8 = 0x07;
const ENCRYPTED: u8 = 0x80;
const AUTHENTICATED: u8 = 0x40;
const TYPE_MASK: u8 = 0x3f;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn session_id_comes_before_the_sequence_number() {
        let mut out = Vec::new();
        let header = Header {
            payload_type: PayloadType::Ipmi,
            encrypted: true,
            authenticated: true,
            session_id: 0x0403_0201,
            sequence: 0x0807_0605,
        };
        let start = emit(&header, &[0xaa; 3], &mut out);
        assert_eq!(out, hex!("0600ff07 06 c0 01020304 05060708 0300 aaaaaa"));
        assert_eq!(Packet::parse(&out[start..]).unwrap().header, header);
    }

    #[test]
    fn pad_makes_the_covered_part_a_multiple_of_four() {
        for len in 0..9 {
            let mut out = Vec::new();
            let start = emit(&Header::sessionless(PayloadType::Ipmi), &vec![1; len], &mut out);
            emit_pad(start, &mut out);
            assert_eq!((out.len() - start) % 4, 0, "payload of {len}");
            out.extend([0xcc; 12]);
            let packet = Packet::parse(&out[start..]).unwrap();
            let found: Vec<_> = packet.trailers(12).collect();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].code, [0xcc; 12]);
            assert_eq!(found[0].covered, &out[start..out.len() - 12]);
        }
    }

    #[test]
    fn odd_pads_and_bytes_at_the_end_are_read() {
        let mut out = Vec::new();
        let start = emit(&Header::sessionless(PayloadType::Ipmi), &[1, 2], &mut out);
        out.extend(hex!("00000000 04 07")); // four pad bytes that are not FFh
        out.extend([0xcc; 16]);
        out.extend([0; 5]); // what some BMCs add
        let packet = Packet::parse(&out[start..]).unwrap();
        let codes: Vec<_> = packet.trailers(16).map(|t| t.code.to_vec()).collect();
        assert_eq!(codes, [vec![0xcc; 16]]);
    }

    #[test]
    fn oem_explicit_payloads_carry_their_names() {
        let kind = PayloadType::OemExplicit { iana: 674, id: 0x1234 };
        let mut out = Vec::new();
        let start = emit(&Header::sessionless(kind), b"x", &mut out);
        let packet = Packet::parse(&out[start..]).unwrap();
        assert_eq!((packet.header.payload_type, packet.payload), (kind, &b"x"[..]));
    }

    #[test]
    fn a_length_field_that_lies_is_refused() {
        let bytes = hex!("06 00 00000000 00000000 0500 01020304");
        assert_eq!(Packet::parse(&bytes), Err(Error::Short("payload")));
    }
}
