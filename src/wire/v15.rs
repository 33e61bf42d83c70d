//! The IPMI 1.5 session header (IPMI v1.5 §12.8, v2.0 §13.6).
use super::Error;
use super::buf::Reader;

/// How a 1.5 packet is authenticated (§22.13, table 22-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthType {
    /// Not at all: no auth code field.
    None,
    /// A keyed MD2 digest.
    Md2,
    /// A keyed MD5 digest.
    Md5,
    /// The password itself, in clear.
    Password,
    /// Whatever the maker does.
    Oem,
}

impl AuthType {
    /// All types, in wire order.
    pub const ALL: [Self; 5] = [Self::None, Self::Md2, Self::Md5, Self::Password, Self::Oem];

    /// The type for a wire value; 3 is not assigned, 6 means RMCP+.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            0 => Some(Self::None),
            1 => Some(Self::Md2),
            2 => Some(Self::Md5),
            4 => Some(Self::Password),
            5 => Some(Self::Oem),
            _ => None,
        }
    }

    /// The value on the wire.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Md2 => 1,
            Self::Md5 => 2,
            Self::Password => 4,
            Self::Oem => 5,
        }
    }

    /// The name in capitals, as IPMItool writes and reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Md2 => "MD2",
            Self::Md5 => "MD5",
            Self::Password => "PASSWORD",
            Self::Oem => "OEM",
        }
    }
}

/// Everything between the RMCP header and the end of the datagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// How the packet is authenticated.
    pub auth_type: AuthType,
    /// Session sequence number; 0 outside a session.
    pub sequence: u32,
    /// Session ID; 0 outside a session.
    pub session_id: u32,
    /// Present unless the type is [`AuthType::None`]. Not verified here.
    pub auth_code: Option<[u8; 16]>,
    /// The IPMI message.
    pub payload: Vec<u8>,
}

impl Packet {
    /// Reads a packet from its first byte after the RMCP header. Bytes behind the message (the
    /// legacy pad of §13.6) are ignored.
    ///
    /// # Errors
    /// [`Error::Short`] when the length byte lies; [`Error::Value`] for an unknown auth type.
    pub fn parse(r: &mut Reader<'_>) -> Result<Self, Error> {
        let auth_type = r.u8("authentication type")?;
        let auth_type = AuthType::from_u8(auth_type & 0x0f)
            .ok_or(Error::Value { field: "authentication type", value: auth_type.into() })?;
        let sequence = r.u32("session sequence number")?;
        let session_id = r.u32("session ID")?;
        let auth_code =
            if auth_type == AuthType::None { None } else { Some(r.array("auth code")?) };
        let len = r.u8("message length")?;
        let payload = r.take(len.into(), "message")?.to_vec();
        Ok(Self { auth_type, sequence, session_id, auth_code, payload })
    }

    /// Appends the whole datagram, RMCP header included. A message over 255 bytes is cut; a
    /// missing auth code is sent as zeros. Adds the legacy pad byte where 1.5 network adapters
    /// needed it.
    pub fn emit(&self, out: &mut Vec<u8>) {
        let start = out.len();
        super::rmcp::Header::IPMI.emit(out);
        out.push(self.auth_type.to_u8());
        out.extend(self.sequence.to_le_bytes());
        out.extend(self.session_id.to_le_bytes());
        if self.auth_type != AuthType::None {
            out.extend(self.auth_code.unwrap_or_default());
        }
        let len = u8::try_from(self.payload.len()).unwrap_or(u8::MAX);
        out.push(len);
        out.extend(self.payload.iter().take(len.into()));
        if matches!(out.len() - start, 56 | 84 | 112 | 128 | 156) {
            out.push(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::rmcp;
    use hex_literal::hex;

    /// Get Channel Authentication Capabilities as IPMItool 1.8.19 sends it with `-I lan`.
    const CAPTURED: [u8; 23] = hex!("0600ff07 00 00000000 00000000 09 2018c8 810038 0e04 35");

    #[test]
    fn reads_what_was_captured_and_writes_it_back() {
        let mut r = Reader::new(&CAPTURED);
        rmcp::Header::parse(&mut r).unwrap();
        let packet = Packet::parse(&mut r).unwrap();
        assert_eq!((packet.auth_type, packet.sequence), (AuthType::None, 0));
        assert_eq!(packet.payload, hex!("2018c8 810038 0e04 35"));
        let mut out = Vec::new();
        packet.emit(&mut out);
        assert_eq!(out, CAPTURED);
    }

    #[test]
    fn an_authenticated_packet_has_a_code_and_the_legacy_pad_is_ignored() {
        let packet = Packet {
            auth_type: AuthType::Md5,
            sequence: 0x0102_0304,
            session_id: 0xa0a2_a3a4,
            auth_code: Some([0x5a; 16]),
            payload: vec![0xa5; 26],
        };
        let mut out = Vec::new();
        packet.emit(&mut out);
        assert_eq!(out.len(), 57, "26 + 30 bytes make 56, which gets a pad byte");
        let parsed = Packet::parse(&mut Reader::new(&out[4..])).unwrap();
        assert_eq!(parsed, packet);
    }

    #[test]
    fn a_length_byte_that_lies_is_refused() {
        let cut = &CAPTURED[4..20];
        assert_eq!(Packet::parse(&mut Reader::new(cut)), Err(Error::Short("message")));
    }
}
