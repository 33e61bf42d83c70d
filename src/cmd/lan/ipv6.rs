//! What LAN parameters 50 to 80 hold (IPMI v2.0 table 23-4, errata E7).
use std::net::Ipv6Addr;

use super::Parameter;
use crate::wire::{self, buf::Reader};

/// A static or dynamic IPv6 address (parameters 56 and 59).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ipv6Address {
    /// Which of several.
    pub set: u8,
    /// Bit 7 of a static one: it is enabled. Bits 3:0: where it comes from.
    pub source: u8,
    /// The address.
    pub address: Ipv6Addr,
    /// Length of the prefix in bits.
    pub prefix: u8,
    /// 0 active, 1 disabled, 2 pending, 3 failed, 4 deprecated, 5 invalid.
    pub status: u8,
}

impl Ipv6Address {
    /// Reads the parameter's data.
    ///
    /// # Errors
    /// [`wire::Error::Short`].
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        Ok(Self {
            set: r.u8("set selector")?,
            source: r.u8("address source")?,
            address: r.array::<16>("address")?.into(),
            prefix: r.u8("prefix length")?,
            status: r.u8("address status")?,
        })
    }

    /// The parameter's data.
    pub fn bytes(self) -> Vec<u8> {
        let mut bytes = vec![self.set, self.source];
        bytes.extend(self.address.octets());
        bytes.extend([self.prefix, self.status]);
        bytes
    }
}

/// A router, which takes four parameters in a row: address, MAC address, length of the prefix and
/// the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Router {
    /// Its address.
    pub address: Ipv6Addr,
    /// Its MAC address.
    pub mac: [u8; 6],
    /// The prefix.
    pub prefix: Ipv6Addr,
    /// Length of the prefix in bits.
    pub prefix_len: u8,
}

impl Router {
    /// The four parameters' data, from the first parameter on, without selectors.
    pub fn parts(self, first: Parameter) -> [(Parameter, Vec<u8>); 4] {
        let at = |step| Parameter(first.0.saturating_add(step));
        [
            (at(0), self.address.octets().to_vec()),
            (at(1), self.mac.to_vec()),
            (at(2), vec![self.prefix_len]),
            (at(3), self.prefix.octets().to_vec()),
        ]
    }
}

impl Parameter {
    /// Static router 1, the first of four parameters.
    pub const STATIC_ROUTER_1: Self = Self(65);
    /// Static router 2, the first of four parameters.
    pub const STATIC_ROUTER_2: Self = Self(69);
    /// Dynamic routers, the first of four parameters.
    pub const DYNAMIC_ROUTER: Self = Self(74);
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn an_address_reads_what_it_writes() {
        let data = hex!("00 80 fe800000000000000000000000000002 40 02");
        let address = Ipv6Address::parse(&data).unwrap();
        assert_eq!(address.address.to_string(), "fe80::2");
        assert_eq!((address.prefix, address.status), (64, 2));
        assert_eq!(address.bytes(), data);
        assert!(Ipv6Address::parse(&data[..19]).is_err());
    }

    #[test]
    fn a_router_is_four_parameters() {
        let router = Router {
            address: Ipv6Addr::LOCALHOST,
            mac: [1, 2, 3, 4, 5, 6],
            prefix: Ipv6Addr::UNSPECIFIED,
            prefix_len: 64,
        };
        let parts = router.parts(Parameter::STATIC_ROUTER_2);
        assert_eq!(
            parts.map(|(parameter, data)| (parameter.0, data.len())),
            [(69, 16), (70, 6), (71, 1), (72, 16)]
        );
    }
}
