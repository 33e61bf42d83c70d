//! LAN configuration and statistics (IPMI v2.0 §23).
pub mod ipv4;
pub mod ipv6;

use super::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Number of a LAN configuration parameter (table 23-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parameter(pub u8);

impl Parameter {
    /// Writes are under way: 0 complete, 1 in progress, 2 commit.
    pub const SET_IN_PROGRESS: Self = Self(0);
    /// Authentication types that can be enabled, a bit for each.
    pub const AUTH_SUPPORT: Self = Self(1);
    /// Authentication types that are enabled, a byte for each privilege level.
    pub const AUTH_ENABLES: Self = Self(2);
    /// IPv4 address.
    pub const ADDRESS: Self = Self(3);
    /// Where the IPv4 address comes from.
    pub const SOURCE: Self = Self(4);
    /// MAC address.
    pub const MAC: Self = Self(5);
    /// IPv4 subnet mask.
    pub const NETMASK: Self = Self(6);
    /// Time to live, flags, precedence and type of service.
    pub const HEADER: Self = Self(7);
    /// Who answers ARP requests.
    pub const ARP: Self = Self(10);
    /// Interval of gratuitous ARPs in units of 500 ms, less one.
    pub const ARP_INTERVAL: Self = Self(11);
    /// IPv4 address of the default gateway.
    pub const GATEWAY: Self = Self(12);
    /// MAC address of the default gateway.
    pub const GATEWAY_MAC: Self = Self(13);
    /// IPv4 address of the backup gateway.
    pub const BACKUP: Self = Self(14);
    /// MAC address of the backup gateway.
    pub const BACKUP_MAC: Self = Self(15);
    /// Community string of SNMP traps.
    pub const COMMUNITY: Self = Self(16);
    /// How many alert destinations there are beside number 0.
    pub const DESTINATIONS: Self = Self(17);
    /// How an alert is sent; one for each destination.
    pub const DESTINATION_TYPE: Self = Self(18);
    /// Where an alert is sent; one for each destination.
    pub const DESTINATION_ADDRESS: Self = Self(19);
    /// 802.1q VLAN ID.
    pub const VLAN_ID: Self = Self(20);
    /// 802.1q VLAN priority.
    pub const VLAN_PRIORITY: Self = Self(21);
    /// How many cipher suites there are.
    pub const SUITE_COUNT: Self = Self(22);
    /// The cipher suites' IDs.
    pub const SUITES: Self = Self(23);
    /// The highest privilege level of each cipher suite.
    pub const SUITE_PRIVILEGES: Self = Self(24);
    /// What happens after wrong passwords.
    pub const BAD_PASSWORD: Self = Self(26);
}

/// Asks for a parameter (§23.2).
#[derive(Clone, Copy, Debug)]
pub struct GetLanParameter {
    /// Channel number.
    pub channel: u8,
    /// Which one.
    pub parameter: Parameter,
    /// Which of several; 0 where there is one.
    pub set: u8,
    /// Which part; 0 where it is whole.
    pub block: u8,
}

impl GetLanParameter {
    /// A parameter without selectors.
    pub const fn of(channel: u8, parameter: Parameter) -> Self {
        Self { channel, parameter, set: 0, block: 0 }
    }
}

impl Command for GetLanParameter {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x02;
    const NAME: &'static str = "Get LAN Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The parameter's data behind the revision, selectors in front.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.parameter.0, self.set, self.block]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        let mut r = Reader::new(data);
        r.u8("parameter revision")?;
        Ok(r.rest().to_vec())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == 0x80).then_some("Parameter not supported")
    }
}

/// Sets a parameter (§23.1).
#[derive(Clone, Debug)]
pub struct SetLanParameter {
    /// Channel number.
    pub channel: u8,
    /// Which one.
    pub parameter: Parameter,
    /// Its data, selectors in front.
    pub data: Vec<u8>,
}

impl Command for SetLanParameter {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Set LAN Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.parameter.0]);
        out.extend(&self.data);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        Some(match code {
            0x80 => "Parameter not supported",
            0x81 => "Attempt to set 'in progress' while not in 'complete' state",
            0x82 => "Parameter is read-only",
            0x83 => "Parameter is write-only",
            _ => return None,
        })
    }
}

/// Asks for the counters of IP, UDP and RMCP packets (§23.4).
#[derive(Clone, Copy, Debug)]
pub struct GetIpStatistics {
    /// Channel number.
    pub channel: u8,
    /// Then set them all to 0.
    pub clear: bool,
}

/// Answer to [`GetIpStatistics`]: packets since the BMC started or the counters were cleared. A
/// counter stays at 65535 once it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IpStatistics {
    /// IP packets received.
    pub ip_received: u16,
    /// Of these, with a bad header.
    pub ip_header_errors: u16,
    /// Of these, for another address.
    pub ip_address_errors: u16,
    /// Of these, in fragments.
    pub ip_fragmented: u16,
    /// IP packets sent.
    pub ip_sent: u16,
    /// UDP packets received.
    pub udp_received: u16,
    /// Valid RMCP packets received.
    pub rmcp_valid: u16,
    /// UDP proxy packets received.
    pub proxy_received: u16,
    /// UDP proxy packets dropped.
    pub proxy_dropped: u16,
}

impl Command for GetIpStatistics {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x04;
    const NAME: &'static str = "Get IP/UDP/RMCP Statistics";
    type Response = IpStatistics;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.clear.into()]);
    }

    fn parse(data: &[u8]) -> Result<IpStatistics, wire::Error> {
        let mut r = Reader::new(data);
        Ok(IpStatistics {
            ip_received: r.u16("IP packets received")?,
            ip_header_errors: r.u16("IP header errors")?,
            ip_address_errors: r.u16("IP address errors")?,
            ip_fragmented: r.u16("fragmented IP packets")?,
            ip_sent: r.u16("IP packets transmitted")?,
            udp_received: r.u16("UDP packets received")?,
            rmcp_valid: r.u16("valid RMCP packets")?,
            proxy_received: r.u16("UDP proxy packets received")?,
            proxy_dropped: r.u16("UDP proxy packets dropped")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn parameters_are_asked_for_and_set() {
        let mut out = Vec::new();
        let parameter = Parameter::DESTINATION_TYPE;
        GetLanParameter { channel: 1, parameter, set: 3, block: 0 }.emit(&mut out);
        assert_eq!(out, [1, 18, 3, 0]);
        assert_eq!(GetLanParameter::parse(&hex!("11 c0a80078")), Ok(hex!("c0a80078").to_vec()));
        assert!(GetLanParameter::parse(&[]).is_err());
        out.clear();
        let data = vec![10, 0, 0, 9];
        SetLanParameter { channel: 14, parameter: Parameter::ADDRESS, data }.emit(&mut out);
        assert_eq!(out, [14, 3, 10, 0, 0, 9]);
    }

    #[test]
    fn counters_have_the_low_byte_first() {
        let data = hex!("b004 0000 0300 0000 4c04 7e04 e803 0000 ffff");
        let statistics = GetIpStatistics::parse(&data).unwrap();
        assert_eq!((statistics.ip_received, statistics.proxy_dropped), (1200, 65535));
        assert!(GetIpStatistics::parse(&data[..17]).is_err());
        let mut out = Vec::new();
        GetIpStatistics { channel: 1, clear: true }.emit(&mut out);
        assert_eq!(out, [1, 1]);
    }
}
