//! LAN and IPMB messages: two addresses, two checksums (IPMI v2.0 §13.8, IPMB v1.0), and the
//! wrapping of a message for another controller in Send Message (§6.13, §22.7).
use std::fmt;

use super::Error;
use super::buf::Reader;
use super::ids::netfn;

/// A request or response message.
///
/// `to` and `from` are as they lie on the wire: in a request `to` is the responder, in a
/// response it is the requester; the sequence number is the requester's in both.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Slave address or software ID of the receiver.
    pub to: u8,
    /// Network function, 6 bits; even for requests.
    pub netfn: u8,
    /// Receiver's LUN, 2 bits.
    pub to_lun: u8,
    /// Slave address or software ID of the sender.
    pub from: u8,
    /// Requester sequence number, 6 bits.
    pub seq: u8,
    /// Sender's LUN, 2 bits.
    pub from_lun: u8,
    /// Command number.
    pub cmd: u8,
    /// Request data; in a response the completion code comes first.
    pub data: Vec<u8>,
}

/// Data in `Debug`: not those of commands that carry passwords and keys.
pub struct Shown<'a> {
    /// Network function, of the request or the response.
    pub netfn: u8,
    /// Command number.
    pub cmd: u8,
    /// The data.
    pub data: &'a [u8],
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.netfn & 0x3e, self.cmd) {
            (netfn::APP, SET_USER_PASSWORD | SET_CHANNEL_KEYS) => f.write_str("Secret(..)"),
            _ => self.data.fmt(f),
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { to, netfn, to_lun, from, seq, from_lun, cmd, data } = self;
        f.debug_struct("Message")
            .field("to", to)
            .field("netfn", netfn)
            .field("to_lun", to_lun)
            .field("from", from)
            .field("seq", seq)
            .field("from_lun", from_lun)
            .field("cmd", cmd)
            .field("data", &Shown { netfn: *netfn, cmd: *cmd, data })
            .finish()
    }
}

impl Message {
    /// The shortest message: no data.
    pub const MIN_LEN: usize = 7;

    /// The answer to this request, back to whoever sent it (IPMB v1.0 §2.11). `data` begins with
    /// the completion code.
    #[must_use]
    pub fn answer(&self, data: Vec<u8>) -> Self {
        Self {
            to: self.from,
            netfn: self.netfn | 1,
            to_lun: self.from_lun,
            from: self.to,
            seq: self.seq,
            from_lun: self.to_lun,
            cmd: self.cmd,
            data,
        }
    }

    /// Reads a message that fills `bytes`, and checks both checksums.
    ///
    /// # Errors
    /// [`Error::Short`] under 7 bytes, [`Error::Checksum`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let message = Self::parse_unchecked(bytes)?;
        let (head, body) = bytes.split_at_checked(3).ok_or(Error::Short("message header"))?;
        for (part, name) in [(head, "message header"), (body, "message body")] {
            if sum(part) != 0 {
                return Err(Error::Checksum(name));
            }
        }
        Ok(message)
    }

    /// Reads a message without looking at the checksums (quirk `nochecksumcheck`).
    ///
    /// # Errors
    /// [`Error::Short`] under 7 bytes.
    pub fn parse_unchecked(bytes: &[u8]) -> Result<Self, Error> {
        let mut r = Reader::new(bytes);
        let [to, netfn, _checksum] = r.array("message header")?;
        let [from, seq, cmd] = r.array("message body")?;
        let (_checksum, data) = r.rest().split_last().ok_or(Error::Short("second checksum"))?;
        Ok(Self {
            to,
            netfn: netfn >> 2,
            to_lun: netfn & 0x03,
            from,
            seq: seq >> 2,
            from_lun: seq & 0x03,
            cmd,
            data: data.to_vec(),
        })
    }

    /// Appends the message with its checksums.
    pub fn emit(&self, out: &mut Vec<u8>) {
        let head = [self.to, (self.netfn << 2) | (self.to_lun & 0x03)];
        out.extend(head);
        out.push(checksum(&head));
        let body = out.len();
        out.extend([self.from, (self.seq << 2) | (self.from_lun & 0x03), self.cmd]);
        out.extend_from_slice(&self.data);
        let check = out.get(body..).map_or(0, checksum);
        out.push(check);
    }

    /// The message as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(Self::MIN_LEN + self.data.len());
        self.emit(&mut out);
        out
    }
}

/// The byte that makes the sum of `bytes` and itself zero.
pub fn checksum(bytes: &[u8]) -> u8 {
    sum(bytes).wrapping_neg()
}

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum: u8, b| sum.wrapping_add(*b))
}

/// Request data of Send Message with tracking (§22.7): the BMC remembers the request and sends
/// its answer on.
pub fn send_message_data(channel: u8, message: &Message) -> Vec<u8> {
    let mut data = vec![TRACK_REQUEST | (channel & 0x0f)];
    message.emit(&mut data);
    data
}

const TRACK_REQUEST: u8 = 0x40;
/// Set User Password and Set Channel Security Keys.
const SET_USER_PASSWORD: u8 = 0x47;
const SET_CHANNEL_KEYS: u8 = 0x56;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn debug_shows_no_password() {
        let message = |cmd| Message {
            to: 0x20,
            netfn: 6,
            to_lun: 0,
            from: 0x81,
            seq: 1,
            from_lun: 0,
            cmd,
            data: vec![2, 2, 99],
        };
        assert!(format!("{:?}", message(0x46)).ends_with("cmd: 70, data: [2, 2, 99] }"));
        assert!(format!("{:?}", message(0x47)).ends_with("cmd: 71, data: Secret(..) }"));
        assert!(format!("{:?}", message(0x56)).ends_with("cmd: 86, data: Secret(..) }"));
    }

    /// Get Device ID to the BMC and its answer, from ipmi_sim (`tests/vectors/README.md`).
    const REQUEST: [u8; 7] = hex!("2018c8 810401 7a");

    #[test]
    fn reads_what_was_captured_and_writes_it_back() {
        let message = Message::parse(&REQUEST).unwrap();
        assert_eq!((message.to, message.netfn, message.from), (0x20, 0x06, 0x81));
        assert_eq!((message.seq, message.cmd), (1, 0x01));
        assert_eq!(message.to_bytes(), REQUEST);
    }

    #[test]
    fn each_checksum_is_checked() {
        for (i, name) in [(1, "message header"), (2, "message header"), (5, "message body")] {
            let mut bytes = REQUEST;
            bytes[i] ^= 0x04;
            assert_eq!(Message::parse(&bytes), Err(Error::Checksum(name)));
            assert!(Message::parse_unchecked(&bytes).is_ok());
        }
    }

    #[test]
    fn too_short_is_named() {
        assert_eq!(Message::parse(&REQUEST[..6]), Err(Error::Short("second checksum")));
    }

    #[test]
    fn send_message_wraps_with_tracking() {
        let inner = Message::parse(&REQUEST).unwrap();
        let data = send_message_data(7, &inner);
        assert_eq!(data[0], 0x47);
        assert_eq!(data[1..], REQUEST);
    }
}
