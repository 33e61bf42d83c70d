//! What LAN parameters 0 to 26 hold (IPMI v2.0 table 23-4).
use std::net::Ipv4Addr;

use crate::wire::{self, buf::Reader};

/// What happens after wrong passwords (parameter 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPassword {
    /// Each disabling of a user is an event of the Session Audit sensor.
    pub event: bool,
    /// So many in a row disable a user; 0 for never.
    pub threshold: u8,
    /// After that long without one the count starts over, in units of 10 s; 0 for never.
    pub reset_interval: u16,
    /// A user is disabled for so long, in units of 10 s; 0 for until it is enabled again.
    pub lockout_interval: u16,
}

impl BadPassword {
    /// Reads the parameter's data.
    ///
    /// # Errors
    /// [`wire::Error::Short`].
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        Ok(Self {
            event: r.u8("bad password flags")? & 1 != 0,
            threshold: r.u8("bad password threshold")?,
            reset_interval: r.u16("attempt count reset interval")?,
            lockout_interval: r.u16("user lockout interval")?,
        })
    }

    /// The parameter's data.
    pub fn bytes(self) -> Vec<u8> {
        let [reset_low, reset_high] = self.reset_interval.to_le_bytes();
        let [lockout_low, lockout_high] = self.lockout_interval.to_le_bytes();
        let (event, threshold) = (self.event.into(), self.threshold);
        vec![event, threshold, reset_low, reset_high, lockout_low, lockout_high]
    }
}

/// How an alert is sent (parameter 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestinationType {
    /// Number of the destination.
    pub number: u8,
    /// The alert waits to be acknowledged.
    pub acknowledged: bool,
    /// 0 PET trap, 6 and 7 OEM.
    pub kind: u8,
    /// How long to wait for it, or between retries, in seconds.
    pub timeout: u8,
    /// How often it is sent again.
    pub retries: u8,
}

impl DestinationType {
    /// Reads the parameter's data.
    ///
    /// # Errors
    /// [`wire::Error::Short`].
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        let number = r.u8("destination selector")? & 0x0f;
        let kind = r.u8("destination type")?;
        Ok(Self {
            number,
            acknowledged: kind & 0x80 != 0,
            kind: kind & 0x07,
            timeout: r.u8("alert acknowledge timeout")?,
            retries: r.u8("retries")? & 0x07,
        })
    }

    /// The parameter's data.
    pub fn bytes(self) -> Vec<u8> {
        let kind = u8::from(self.acknowledged) << 7 | self.kind & 0x07;
        vec![self.number, kind, self.timeout, self.retries & 0x07]
    }
}

/// Where an alert is sent (parameter 19).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestinationAddress {
    /// Number of the destination.
    pub number: u8,
    /// 0 for IPv4 and MAC address; the rest means something else otherwise.
    pub format: u8,
    /// Over the backup gateway.
    pub backup: bool,
    /// IPv4 address.
    pub ip: Ipv4Addr,
    /// MAC address.
    pub mac: [u8; 6],
}

impl DestinationAddress {
    /// Reads the parameter's data.
    ///
    /// # Errors
    /// [`wire::Error::Short`].
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        Ok(Self {
            number: r.u8("destination selector")? & 0x0f,
            format: r.u8("address format")? >> 4,
            backup: r.u8("gateway selector")? & 1 != 0,
            ip: r.array::<4>("alerting IP address")?.into(),
            mac: r.array("alerting MAC address")?,
        })
    }

    /// The parameter's data.
    pub fn bytes(self) -> Vec<u8> {
        let mut bytes = vec![self.number, self.format << 4, self.backup.into()];
        bytes.extend(self.ip.octets());
        bytes.extend(self.mac);
        bytes
    }
}

/// The 802.1q VLAN ID (parameter 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VlanId {
    /// Packets carry it.
    pub enabled: bool,
    /// 1 to 4094; it may be there though it is not enabled.
    pub id: u16,
}

impl VlanId {
    /// Reads the parameter's data.
    ///
    /// # Errors
    /// [`wire::Error::Short`].
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let word = Reader::new(data).u16("VLAN ID")?;
        Ok(Self { enabled: word & 0x8000 != 0, id: word & 0x0fff })
    }

    /// The parameter's data.
    pub fn bytes(self) -> Vec<u8> {
        let word = u16::from(self.enabled) << 15 | self.id & 0x0fff;
        word.to_le_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// Data as IPMItool wrote and showed it.
    #[test]
    fn each_reads_what_it_writes() {
        let bad = BadPassword::parse(&hex!("01 03 3c00 0a01")).unwrap();
        assert!(bad.event);
        assert_eq!((bad.threshold, bad.reset_interval, bad.lockout_interval), (3, 60, 266));
        assert_eq!(bad.bytes(), hex!("01 03 3c00 0a01"));
        let kind = DestinationType::parse(&hex!("01 87 07 02")).unwrap();
        assert!(kind.acknowledged);
        assert_eq!((kind.number, kind.kind, kind.timeout, kind.retries), (1, 7, 7, 2));
        assert_eq!(kind.bytes(), hex!("01 87 07 02"));
        let data = hex!("01 00 01 0a000001 000102030405");
        let address = DestinationAddress::parse(&data).unwrap();
        assert!(address.backup);
        assert_eq!(address.ip, Ipv4Addr::new(10, 0, 0, 1));
        assert_eq!(address.bytes(), data);
        let vlan = VlanId::parse(&hex!("0580")).unwrap();
        assert_eq!(vlan, VlanId { enabled: true, id: 5 });
        assert_eq!(VlanId { enabled: false, ..vlan }.bytes(), hex!("0500"));
    }

    #[test]
    fn short_data_is_an_error() {
        assert!(BadPassword::parse(&[0; 5]).is_err());
        assert!(DestinationType::parse(&[0; 3]).is_err());
        assert!(DestinationAddress::parse(&[0; 12]).is_err());
        assert!(VlanId::parse(&[0]).is_err());
    }
}
