//! The RMCP header in front of every packet, and ASF presence ping and pong
//! (IPMI v2.0 §13.1.3, §13.2; ASF 2.0 §3.2).
use super::Error;
use super::buf::Reader;

/// UDP port of RMCP (§13.1.2).
pub const PORT: u16 = 623;

/// The fixed 4-byte RMCP header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// `None` for IPMI, which never asks for an RMCP acknowledgement.
    pub ack_sequence: Option<u8>,
    /// What follows the header.
    pub class: Class,
}

/// RMCP message classes a client meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Presence ping and pong.
    Asf,
    /// An IPMI session packet.
    Ipmi,
}

impl Header {
    /// The header of every IPMI packet.
    pub const IPMI: Self = Self { ack_sequence: None, class: Class::Ipmi };

    /// Reads a header, leaving `r` at the first byte of the body.
    ///
    /// # Errors
    /// [`Error::Short`] under 4 bytes; [`Error::Value`] for another version, for an
    /// acknowledgement (class bit 7) and for a class other than ASF and IPMI.
    pub fn parse(r: &mut Reader<'_>) -> Result<Self, Error> {
        let version = r.u8("RMCP version")?;
        if version != VERSION {
            return Err(Error::Value { field: "RMCP version", value: version.into() });
        }
        let _reserved = r.u8("RMCP reserved")?;
        let sequence = r.u8("RMCP sequence")?;
        let class = match r.u8("RMCP class")? {
            0x06 => Class::Asf,
            0x07 => Class::Ipmi,
            value => return Err(Error::Value { field: "RMCP class", value: value.into() }),
        };
        Ok(Self { ack_sequence: (sequence != NO_ACK).then_some(sequence), class })
    }

    /// Appends the header to `out`.
    pub fn emit(&self, out: &mut Vec<u8>) {
        let class = match self.class {
            Class::Asf => 0x06,
            Class::Ipmi => 0x07,
        };
        out.extend([VERSION, 0x00, self.ack_sequence.unwrap_or(NO_ACK), class]);
    }
}

/// An ASF message (ASF 2.0 §3.2.4): all that IPMI uses of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asf {
    /// Presence ping: "is there an RMCP endpoint?"
    Ping {
        /// Echoed by the pong.
        tag: u8,
    },
    /// Presence pong.
    Pong {
        /// Copied from the ping.
        tag: u8,
        /// Supported entities bit 7: IPMI.
        ipmi: bool,
    },
}

impl Asf {
    /// Reads what follows an RMCP header of class [`Class::Asf`].
    ///
    /// # Errors
    /// [`Error::Short`], and [`Error::Value`] for another enterprise number or message type.
    pub fn parse(r: &mut Reader<'_>) -> Result<Self, Error> {
        let enterprise = u32::from_be_bytes(r.array("ASF enterprise number")?);
        if enterprise != ASF_ENTERPRISE {
            return Err(Error::Value { field: "ASF enterprise number", value: enterprise });
        }
        let [kind, tag, _reserved, _len] = r.array("ASF message header")?;
        match kind {
            PING => Ok(Self::Ping { tag }),
            PONG => {
                let _enterprise_and_oem: [u8; 8] = r.array("ASF pong enterprise")?;
                let entities = r.u8("ASF supported entities")?;
                Ok(Self::Pong { tag, ipmi: entities & 0x80 != 0 })
            }
            value => Err(Error::Value { field: "ASF message type", value: value.into() }),
        }
    }

    /// Appends the whole datagram, RMCP header included.
    pub fn emit(&self, out: &mut Vec<u8>) {
        Header { ack_sequence: None, class: Class::Asf }.emit(out);
        out.extend(ASF_ENTERPRISE.to_be_bytes());
        match *self {
            Self::Ping { tag } => out.extend([PING, tag, 0, 0]),
            Self::Pong { tag, ipmi } => {
                out.extend([PONG, tag, 0, 16]);
                out.extend(ASF_ENTERPRISE.to_be_bytes());
                out.extend([0; 4]);
                out.extend([if ipmi { 0x81 } else { 0x01 }, 0, 0, 0, 0, 0, 0, 0]);
            }
        }
    }
}

const VERSION: u8 = 0x06;
const NO_ACK: u8 = 0xff;
/// IANA number of ASF: 4542, big-endian on the wire, unlike all of IPMI.
const ASF_ENTERPRISE: u32 = 4542;
const PING: u8 = 0x80;
const PONG: u8 = 0x40;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// Presence ping as IPMItool 1.8.19 sends it with `-I lan`.
    const PING_PACKET: [u8; 12] = hex!("0600ff06 000011be 80000000");

    #[test]
    fn reads_what_was_captured_and_writes_it_back() {
        let mut r = Reader::new(&PING_PACKET);
        let header = Header::parse(&mut r).unwrap();
        assert_eq!(header, Header { ack_sequence: None, class: Class::Asf });
        let ping = Asf::parse(&mut r).unwrap();
        assert_eq!(ping, Asf::Ping { tag: 0 });
        let mut out = Vec::new();
        ping.emit(&mut out);
        assert_eq!(out, PING_PACKET);
    }

    #[test]
    fn a_pong_says_whether_there_is_ipmi() {
        let mut out = Vec::new();
        Asf::Pong { tag: 7, ipmi: true }.emit(&mut out);
        let mut r = Reader::new(&out);
        Header::parse(&mut r).unwrap();
        assert_eq!(Asf::parse(&mut r), Ok(Asf::Pong { tag: 7, ipmi: true }));
    }

    #[test]
    fn acknowledgements_and_other_versions_are_refused() {
        for packet in [hex!("0600ff87"), hex!("0500ff07"), hex!("0600ff08")] {
            assert!(Header::parse(&mut Reader::new(&packet)).is_err());
        }
        assert_eq!(Header::parse(&mut Reader::new(&[6, 0, 0xff])), Err(Error::Short("RMCP class")));
    }
}
