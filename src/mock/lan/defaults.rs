//! The LAN configuration of a fresh BMC.
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use super::Key;
use crate::mock::options::Options;

/// Every parameter but the one that says whether writes are in progress.
pub(super) fn values(options: &Options) -> BTreeMap<Key, Vec<u8>> {
    let mut values = BTreeMap::new();
    let mut put = |number, value: &[u8]| values.insert((number, 0, 0), value.to_vec());
    let address = address(options);
    let [network @ .., _] = address.octets();
    let [.., x, y, z] = options.guid;
    let serial = [x, y, z];
    let types = options.auth_types.iter().fold(0, |bits, kind| bits | 1 << kind.to_u8());
    let suites = options.suites.get(..options.suites.len().min(16)).unwrap_or_default();
    put(1, &[types]);
    // MD5 and passwords, where they are there.
    let enabled = if types & 0x14 == 0 { types } else { types & 0x14 };
    put(2, &[enabled, enabled, enabled, enabled, 0]);
    put(3, &address.octets());
    put(4, &[STATIC]);
    put(5, &[[0x52, 0x54, 0x00], serial].concat());
    put(6, if address.is_loopback() { &[255, 0, 0, 0] } else { &[255, 255, 255, 0] });
    put(7, &[0x40, 0x40, 0x10]);
    put(8, &623_u16.to_le_bytes());
    put(9, &664_u16.to_le_bytes());
    put(10, &[ARP_RESPONSES]);
    put(11, &[4]);
    put(12, &[network.as_slice(), &[1]].concat());
    put(13, &[0x52, 0x54, 0x00, 0, 0, 1]);
    put(14, &[0; 4]);
    put(15, &[0; 6]);
    put(16, b"public\0\0\0\0\0\0\0\0\0\0\0\0");
    put(17, &[DESTINATIONS]);
    put(20, &[0, 0]);
    put(21, &[0]);
    put(22, &[u8::try_from(suites.len()).unwrap_or_default()]);
    put(23, &[&[0], suites].concat());
    put(24, &[0, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44]);
    put(26, &options.threshold.to_bytes());
    for set in 0..=DESTINATIONS {
        values.insert((18, set, 0), vec![0, 5, 3]);
        values.insert((19, set, 0), vec![0; 12]);
        values.insert((25, set, 0), vec![0; 3]);
    }
    ipv6(&mut values, serial);
    values
}

/// IPv6: a static address that is in use, a dynamic one of a router's prefix, and that router.
fn ipv6(values: &mut BTreeMap<Key, Vec<u8>>, [x, y, z]: [u8; 3]) {
    let host = [0x50, 0x54, 0x00, 0xff, 0xfe, x, y, z];
    let at = |prefix: [u8; 8]| [prefix, host].concat();
    let local = [0xfe, 0x80, 0, 0, 0, 0, 0, 0];
    let global = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1];
    let network = [global, [0; 8]].concat();
    let router = [local, [0, 0, 0, 0, 0, 0, 0, 1]].concat();
    let mut put = |number, value: &[u8]| values.insert((number, 0, 0), value.to_vec());
    put(50, &[0x07]);
    put(51, &[BOTH_FAMILIES]);
    put(52, &[0]);
    put(53, &[64]);
    put(54, &[0; 3]);
    put(55, &[STATIC_ADDRESSES, DYNAMIC_ADDRESSES, 0x03]);
    put(57, &[1]);
    put(60, &[1]);
    put(62, &[1]);
    put(64, &[0x02]);
    for (number, len) in [(65, 16), (66, 6), (67, 1), (68, 16)] {
        put(number, &vec![0; len]);
        put(number + 4, &vec![0; len]);
    }
    put(73, &[1]);
    put(74, &router);
    put(75, &[0x52, 0x54, 0x00, 0, 0, 1]);
    put(76, &[64]);
    put(77, &network);
    put(78, &[64]);
    put(79, &[1]);
    let first = [vec![0x80], at(local), vec![64, 0]].concat();
    values.insert((56, 0, 0), first);
    values.insert((56, 1, 0), [vec![0; 18], vec![1]].concat());
    values.insert((59, 0, 0), [vec![1], at(global), vec![64, 0]].concat());
    values.insert((59, 1, 0), [vec![2], vec![0; 17], vec![1]].concat());
    let duid = [10, 0, 3, 0, 1, 0x52, 0x54, 0x00, x, y, z, 0, 0, 0, 0, 0];
    for set in 0..STATIC_ADDRESSES {
        values.insert((58, set, 0), duid.to_vec());
    }
    for set in 0..DYNAMIC_ADDRESSES {
        values.insert((61, set, 0), duid.to_vec());
    }
    let dhcp = [1, 1, 120, 10, 60, 30, 5, 3, 1, 120, 10, 60, 5, 1, 30, 5];
    values.insert((63, 0, 0), dhcp.to_vec());
    values.insert((63, 0, 1), vec![3, 1, 5, 1, 5, 32]);
    values.insert((80, 0, 0), vec![1, 4, 3, 1, 3, 3, 1, 3, 30, 1, 5, 3, 1]);
}

/// The IPv4 address that it listens on, or one for examples when that is not known.
fn address(options: &Options) -> Ipv4Addr {
    let listen = options.listen.iter().find_map(|at| match at.ip() {
        IpAddr::V4(address) if !address.is_unspecified() => Some(address),
        _ => None,
    });
    listen.unwrap_or(EXAMPLE)
}

/// What the counters begin with.
pub(super) const STATISTICS: [u16; 9] = [1200, 0, 3, 0, 1100, 1150, 1000, 0, 0];
/// Out of the block for documentation (RFC 5737).
const EXAMPLE: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 120);
const STATIC: u8 = 1;
const ARP_RESPONSES: u8 = 0x02;
const BOTH_FAMILIES: u8 = 2;
/// The highest destination; number 0 is the one for tests.
const DESTINATIONS: u8 = 4;
const STATIC_ADDRESSES: u8 = 2;
const DYNAMIC_ADDRESSES: u8 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_one_that_it_listens_on() {
        let at = |listen: &[&str]| {
            let listen = listen.iter().map(|at| at.parse().unwrap()).collect();
            values(&Options { listen, ..Options::default() })[&(3, 0, 0)].clone()
        };
        assert_eq!(at(&["[::1]:623", "127.0.3.4:0"]), [127, 0, 3, 4]);
        assert_eq!(at(&["0.0.0.0:623"]), [192, 0, 2, 120]);
    }
}
