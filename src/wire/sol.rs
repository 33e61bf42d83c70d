//! Serial over LAN packets (IPMI v2.0 §15.9, tables 15-2 and 15-3), and Intel's of before, which
//! ride in sessions of IPMI 1.5. Intel's are not published: this is what IPMItool sends and takes.
use super::Error;
use super::buf::Reader;

/// A packet, in either direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packet {
    /// 1 to 15; 0 for a packet that only acknowledges.
    pub sequence: u8,
    /// Sequence number of the packet that is acknowledged; 0 when none is.
    pub acknowledged: u8,
    /// How many of that packet's characters were taken.
    pub accepted: u8,
    /// To the BMC: what to do besides ([`operation`]). From the BMC: its state ([`status`]).
    pub flags: u8,
    /// Characters.
    pub data: Vec<u8>,
}

impl Packet {
    /// Bytes in front of the characters.
    pub const HEADER: usize = 4;
    /// The most characters in a packet: their count has one byte.
    pub const MOST: usize = 255;

    /// Reads a payload. Characters beyond [`Self::MOST`] cannot be acknowledged and are left out.
    ///
    /// # Errors
    /// [`Error::Short`] under four bytes.
    pub fn parse(payload: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(payload);
        let sequence = r.u8("SOL sequence number")? & SEQUENCE_MASK;
        let acknowledged = r.u8("SOL acknowledged sequence number")? & SEQUENCE_MASK;
        let accepted = r.u8("SOL accepted character count")?;
        let flags = r.u8("SOL operation or status")?;
        let data = r.rest().iter().copied().take(Self::MOST).collect();
        Ok(Self { sequence, acknowledged, accepted, flags, data })
    }

    /// Appends the payload to `out`.
    pub fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.sequence, self.acknowledged, self.accepted, self.flags]);
        out.extend(&self.data);
    }

    /// Reads a packet of Intel's, whose header has one more byte. Its flags are not known beyond
    /// [`operation::BREAK`] to the BMC, and IPMItool looks at none from it: all others are 0 here.
    ///
    /// # Errors
    /// [`Error::Short`] under five bytes.
    pub fn parse_intel(payload: &[u8]) -> Result<Self, Error> {
        let mut packet = Self::parse(payload)?;
        if packet.data.is_empty() {
            return Err(Error::Short("SOL packet"));
        }
        packet.data.remove(0);
        packet.flags &= operation::BREAK;
        Ok(packet)
    }

    /// Appends the payload of a packet of Intel's to `out`. Those with characters are marked, as
    /// IPMItool marks them.
    pub fn emit_intel(&self, out: &mut Vec<u8>) {
        let mark = if self.data.is_empty() { 0 } else { INTEL_CHARACTERS };
        let flags = self.flags & operation::BREAK | mark;
        out.extend([self.sequence, self.acknowledged, self.accepted, flags, 0]);
        out.extend(&self.data);
    }
}

/// This bit in the session ID of a packet of IPMI 1.5 says that it holds serial over LAN.
pub const INTEL_SESSION_BIT: u32 = 0x1000_0000;
const INTEL_CHARACTERS: u8 = 0x01;

/// Bits of [`Packet::flags`] to the BMC.
pub mod operation {
    /// Not all characters of the acknowledged packet were taken: the rest must come again.
    pub const NACK: u8 = 0x40;
    /// Ring indicator asserted.
    pub const RING: u8 = 0x20;
    /// Send a break, about 300 ms long.
    pub const BREAK: u8 = 0x10;
    /// CTS deasserted.
    pub const CTS_PAUSE: u8 = 0x08;
    /// DCD and DSR deasserted.
    pub const DROP_DCD_DSR: u8 = 0x04;
    /// Throw away what came from the serial side.
    pub const FLUSH_INBOUND: u8 = 0x02;
    /// Throw away what goes to the serial side.
    pub const FLUSH_OUTBOUND: u8 = 0x01;
}

/// Bits of [`Packet::flags`] from the BMC.
pub mod status {
    /// Not all characters of the acknowledged packet were taken.
    pub const NACK: u8 = 0x40;
    /// Characters can't be taken at present: in reset, off, or the buffer is full.
    pub const UNAVAILABLE: u8 = 0x20;
    /// SOL has been deactivated; this is the last packet.
    pub const INACTIVE: u8 = 0x10;
    /// Characters from the serial side were lost.
    pub const OVERRUN: u8 = 0x08;
    /// A break came from the serial side.
    pub const BREAK: u8 = 0x04;
}

const SEQUENCE_MASK: u8 = 0x0f;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn packets_come_back_as_they_went() {
        let bytes = hex!("03 0f 10 44 41 42 43");
        let packet = Packet::parse(&bytes).unwrap();
        let want = Packet {
            sequence: 3,
            acknowledged: 15,
            accepted: 16,
            flags: status::NACK | status::BREAK,
            data: b"ABC".to_vec(),
        };
        assert_eq!(packet, want);
        let mut out = Vec::new();
        packet.emit(&mut out);
        assert_eq!(out, bytes);
    }

    /// The bytes are IPMItool's.
    #[test]
    fn packets_of_intel_have_a_longer_header() {
        let cases: [(&[u8], Packet); 3] = [
            (
                &hex!("01 00 00 01 00 68 69"),
                Packet { sequence: 1, data: b"hi".to_vec(), ..Packet::default() },
            ),
            (
                &hex!("03 00 00 10 00"),
                Packet { sequence: 3, flags: operation::BREAK, ..Packet::default() },
            ),
            (&hex!("00 01 03 00 00"), Packet { acknowledged: 1, accepted: 3, ..Packet::default() }),
        ];
        for (bytes, packet) in cases {
            assert_eq!(Packet::parse_intel(bytes), Ok(packet.clone()));
            let mut out = Vec::new();
            packet.emit_intel(&mut out);
            assert_eq!(out, bytes);
        }
        for len in 0..=Packet::HEADER {
            assert!(Packet::parse_intel(&vec![0xff; len]).is_err(), "{len}");
        }
    }

    #[test]
    fn short_and_long_payloads() {
        for len in 0..Packet::HEADER {
            assert!(Packet::parse(&vec![0xff; len]).is_err(), "{len}");
        }
        let long = Packet::parse(&[0xf1; 400]).unwrap();
        assert_eq!((long.sequence, long.acknowledged, long.data.len()), (1, 1, 255));
    }
}
