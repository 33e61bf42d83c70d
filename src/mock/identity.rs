//! What tells one BMC of many from the others: it fits the name of its machine.
use std::net::Ipv4Addr;

use sha1::{Digest, Sha1};

/// Names and numbers of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The machine's name; system name and DCMI identifier too.
    pub name: String,
    /// MAC address of the BMC.
    pub mac: [u8; 6],
    /// Subnet mask; `None` for one of 24 bits, or 8 on the loopback.
    pub netmask: Option<Ipv4Addr>,
    /// Default gateway; `None` for none.
    pub gateway: Option<Ipv4Addr>,
    /// Product name of the inventory.
    pub product: String,
    /// Serial number of product, board and chassis.
    pub serial: String,
    /// Asset tag of the inventory and of DCMI.
    pub asset: String,
}

impl Identity {
    /// The identity of a machine of which only the name is known.
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            mac: mac(name),
            netmask: None,
            gateway: None,
            product: format!("Virtual machine {name}"),
            serial: name.to_owned(),
            asset: name.to_owned(),
        }
    }
}

/// A UUID of version 5 (RFC 9562 §5.5) for a name, the first byte first.
pub fn uuid(name: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    let digest = Sha1::new().chain_update(NAMESPACE).chain_update(name).finalize();
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = from;
    }
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
    *version = *version & 0x0f | 0x50;
    *variant = *variant & 0x3f | 0x80;
    bytes
}

/// A UUID in the order of SMBIOS (SMBIOS §7.2.1), as a BMC tells the GUID of its system: the first
/// three fields with their lowest byte first.
pub fn smbios(uuid: [u8; 16]) -> [u8; 16] {
    let mut bytes = uuid;
    let (low, rest) = bytes.split_at_mut(4);
    let (middle, rest) = rest.split_at_mut(2);
    let (high, _) = rest.split_at_mut(2);
    [low, middle, high].into_iter().for_each(<[u8]>::reverse);
    bytes
}

/// A locally administered address for a name.
fn mac(name: &str) -> [u8; 6] {
    let mut bytes = [LOCAL; 6];
    for (to, from) in bytes.iter_mut().skip(1).zip(uuid(name).into_iter().skip(11)) {
        *to = from;
    }
    bytes
}

/// The namespace of the UUIDs: 5e2f6a0c-8d43-4b53-9c38-d6a5a1f0b7e4.
const NAMESPACE: [u8; 16] = *b"\x5e\x2f\x6a\x0c\x8d\x43\x4b\x53\x9c\x38\xd6\xa5\xa1\xf0\xb7\xe4";
/// First byte of a unicast address that no maker has given out.
const LOCAL: u8 = 0x02;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// As Python's `uuid.uuid5(UUID("5e2f6a0c-8d43-4b53-9c38-d6a5a1f0b7e4"), "nodea")` has it.
    #[test]
    fn a_name_has_one_uuid() {
        let uuid = uuid("nodea");
        assert_eq!(uuid, hex!("b763bd1baa6b5871b74ccf2fffd4a302"));
        assert_eq!(smbios(uuid)[..8], hex!("1bbd63b76baa7158"));
        assert_eq!(smbios(uuid)[8..], uuid[8..]);
        assert_eq!(Identity::of("nodea").mac[1..], uuid[11..]);
        assert_ne!(Identity::of("nodeb").mac, Identity::of("nodea").mac);
    }
}
