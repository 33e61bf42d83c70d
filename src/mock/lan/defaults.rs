//! The LAN configuration of a fresh BMC.
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::Key;
use crate::mock::options::Options;

/// Every parameter but the one that says whether writes are in progress.
pub(super) fn values(options: &Options) -> BTreeMap<Key, Vec<u8>> {
    let mut values = BTreeMap::new();
    let mut put = |number, value: &[u8]| values.insert((number, 0, 0), value.to_vec());
    let address = address(options);
    let network = Network::of(options, address);
    let types = options.auth_types.iter().fold(0, |bits, kind| bits | 1 << kind.to_u8());
    let suites = options.suites.get(..options.suites.len().min(16)).unwrap_or_default();
    put(1, &[types]);
    // MD5 and passwords, where they are there.
    let enabled = if types & 0x14 == 0 { types } else { types & 0x14 };
    put(2, &[enabled, enabled, enabled, enabled, 0]);
    put(3, &address.octets());
    put(4, &[STATIC]);
    put(5, &network.mac);
    put(6, &network.mask.octets());
    put(7, &[0x40, 0x40, 0x10]);
    put(8, &network.port.to_le_bytes());
    put(9, &664_u16.to_le_bytes());
    put(10, &[ARP_RESPONSES]);
    put(11, &[4]);
    put(12, &network.gateway.octets());
    put(13, &network.gateway_mac);
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
    ipv6(&mut values, network.mac);
    if let Some(address) = address6(options) {
        let first = [&[0x80][..], &address.octets(), &[64, 0]].concat();
        values.insert((56, 0, 0), first);
    }
    values
}

/// What stands around the IPv4 address.
struct Network {
    mac: [u8; 6],
    port: u16,
    mask: Ipv4Addr,
    gateway: Ipv4Addr,
    gateway_mac: [u8; 6],
}

impl Network {
    fn of(options: &Options, address: Ipv4Addr) -> Self {
        let mask = if address.is_loopback() { [255, 0, 0, 0] } else { [255, 255, 255, 0] };
        if let Some(identity) = &options.identity {
            return Self {
                mac: identity.mac,
                port: options.listen.first().map_or(PORT, SocketAddr::port),
                mask: identity.netmask.unwrap_or(mask.into()),
                gateway: identity.gateway.unwrap_or(Ipv4Addr::UNSPECIFIED),
                gateway_mac: [0; 6],
            };
        }
        let [.., x, y, z] = options.guid;
        let mut gateway = address.octets();
        let [.., last] = &mut gateway;
        *last = 1;
        Self {
            mac: [0x52, 0x54, 0x00, x, y, z],
            port: PORT,
            mask: mask.into(),
            gateway: gateway.into(),
            gateway_mac: ROUTER,
        }
    }
}

/// IPv6: a static address that is in use, a dynamic one of a router's prefix, and that router.
fn ipv6(values: &mut BTreeMap<Key, Vec<u8>>, mac: [u8; 6]) {
    let (maker, serial) = mac.split_at(3);
    // The modified EUI-64 of the MAC address (RFC 4291, appendix A).
    let mut host = [maker, &[0xff, 0xfe], serial].concat();
    if let Some(first) = host.first_mut() {
        *first ^= 0x02;
    }
    let at = |prefix: [u8; 8]| [&prefix[..], &host].concat();
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
    put(75, &ROUTER);
    put(76, &[64]);
    put(77, &network);
    put(78, &[64]);
    put(79, &[1]);
    let first = [vec![0x80], at(local), vec![64, 0]].concat();
    values.insert((56, 0, 0), first);
    values.insert((56, 1, 0), [vec![0; 18], vec![1]].concat());
    values.insert((59, 0, 0), [vec![1], at(global), vec![64, 0]].concat());
    values.insert((59, 1, 0), [vec![2], vec![0; 17], vec![1]].concat());
    let duid = [&[10, 0, 3, 0, 1][..], &mac, &[0; 5]].concat();
    for set in 0..STATIC_ADDRESSES {
        values.insert((58, set, 0), duid.clone());
    }
    for set in 0..DYNAMIC_ADDRESSES {
        values.insert((61, set, 0), duid.clone());
    }
    let dhcp = [1, 1, 120, 10, 60, 30, 5, 3, 1, 120, 10, 60, 5, 1, 30, 5];
    values.insert((63, 0, 0), dhcp.to_vec());
    values.insert((63, 0, 1), vec![3, 1, 5, 1, 5, 32]);
    values.insert((80, 0, 0), vec![1, 4, 3, 1, 3, 3, 1, 3, 30, 1, 5, 3, 1]);
}

/// The IPv6 address that it listens on.
fn address6(options: &Options) -> Option<Ipv6Addr> {
    options.listen.iter().find_map(|at| match at.ip() {
        IpAddr::V6(address) if !address.is_unspecified() => Some(address),
        _ => None,
    })
}

/// The IPv4 address that it listens on, or one for examples when that is not known; none for a
/// machine with a name that listens on IPv6 only.
fn address(options: &Options) -> Ipv4Addr {
    let listen = options.listen.iter().find_map(|at| match at.ip() {
        IpAddr::V4(address) if !address.is_unspecified() => Some(address),
        _ => None,
    });
    let six_only = options.identity.is_some() && address6(options).is_some();
    listen.unwrap_or(if six_only { Ipv4Addr::UNSPECIFIED } else { EXAMPLE })
}

/// MAC address of a router for examples.
const ROUTER: [u8; 6] = [0x52, 0x54, 0x00, 0, 0, 1];
/// What the counters begin with.
pub(super) const STATISTICS: [u16; 9] = [1200, 0, 3, 0, 1100, 1150, 1000, 0, 0];
/// IPMI's own port (ASF 2.0 §3.2.3).
const PORT: u16 = 623;
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
    use crate::mock::identity::Identity;

    #[test]
    fn the_address_is_the_one_that_it_listens_on() {
        let at = |listen: &[&str]| {
            let listen = listen.iter().map(|at| at.parse().unwrap()).collect();
            values(&Options { listen, ..Options::default() })[&(3, 0, 0)].clone()
        };
        assert_eq!(at(&["[::1]:623", "127.0.3.4:0"]), [127, 0, 3, 4]);
        assert_eq!(at(&["0.0.0.0:623"]), [192, 0, 2, 120]);
    }

    #[test]
    fn the_network_is_that_of_the_machine() {
        let mut identity = Identity::of("nodea");
        identity.gateway = Some(Ipv4Addr::new(10, 0, 0, 254));
        let options = |listen: &str| Options {
            listen: vec![listen.parse().unwrap()],
            identity: Some(identity.clone()),
            ..Options::default()
        };
        let four = values(&options("10.0.0.9:700"));
        assert_eq!(four[&(8, 0, 0)], 700_u16.to_le_bytes());
        assert_eq!(four[&(3, 0, 0)], [10, 0, 0, 9]);
        assert_eq!(four[&(5, 0, 0)], identity.mac);
        assert_eq!(four[&(6, 0, 0)], [255, 255, 255, 0]);
        assert_eq!(four[&(12, 0, 0)], [10, 0, 0, 254]);
        let six = values(&options("[fe80::9]:623"));
        assert_eq!(six[&(3, 0, 0)], [0; 4]);
        assert_eq!(six[&(56, 0, 0)][..4], [0x80, 0xfe, 0x80, 0]);
        assert_eq!(six[&(56, 0, 0)][16..], [9, 64, 0]);
    }
}
