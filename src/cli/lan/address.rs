//! IPv4 and MAC addresses as words.
use std::net::Ipv4Addr;

use crate::cli::failure::Failure;

/// Reads an IPv4 address: four decimal numbers. Zeros in front mean nothing.
///
/// # Errors
/// A usage error for anything else.
pub fn ipv4(word: &str) -> Result<Ipv4Addr, Failure> {
    parse_ipv4(word).ok_or_else(|| Failure::usage(format!("Invalid IP address: {word}")))
}

fn parse_ipv4(word: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = word.trim_start().split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        *octet = digits.then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(octets.into())
}

/// Reads a MAC address: six hexadecimal numbers of one or two digits.
///
/// # Errors
/// A usage error for anything else.
pub fn mac(word: &str) -> Result<[u8; 6], Failure> {
    parse_mac(word).ok_or_else(|| Failure::usage(format!("Invalid MAC address: {word}")))
}

fn parse_mac(word: &str) -> Option<[u8; 6]> {
    let mut bytes = [0; 6];
    let mut parts = word.split(':');
    for byte in &mut bytes {
        let part = parts.next()?;
        let digits = matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_hexdigit());
        *byte = digits.then(|| u8::from_str_radix(part, 16).ok())??;
    }
    parts.next().is_none().then_some(bytes)
}

/// A MAC address as it is printed.
pub fn mac_text(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(ipv4("10.0.0.9").unwrap(), Ipv4Addr::new(10, 0, 0, 9));
        assert_eq!(ipv4(" 010.2.3.4").unwrap(), Ipv4Addr::new(10, 2, 3, 4));
        for word in ["", "1.2.3", "1.2.3.4.5", "1.2.3.4x", "256.1.1.1", "1..2.3", "+1.2.3.4", "h"] {
            assert!(ipv4(word).is_err(), "{word:?}");
        }
        assert_eq!(mac("0:1:2:aA:4:5").unwrap(), [0, 1, 2, 0xaa, 4, 5]);
        for word in ["", "0:1:2:3:4", "0:1:2:3:4:5:6", "0:1:2:3:4:100", "0:1:2:3:4:g", "0-1"] {
            assert!(mac(word).is_err(), "{word:?}");
        }
        assert_eq!(mac_text([0, 1, 2, 0xaa, 4, 0xff]), "00:01:02:aa:04:ff");
    }
}
