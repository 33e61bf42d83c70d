//! `lan set`: the values of each parameter.
use super::access::Access;
use super::address::{ipv4, mac, mac_text};
use super::set::{Change, USAGE};
use super::shown::{COMMUNITY_LEN, LEGEND, LEVELS, SUITES, TYPES};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::number::{NumberError, parse_u8, parse_u16};
use crate::cmd::lan::Parameter;
use crate::cmd::lan::ipv4::{BadPassword, VlanId};

/// Reads the words behind a parameter's name.
pub(super) fn parse(name: &str, words: &[&str], context: &Context) -> Result<Change, Failure> {
    match name {
        "ipaddr" | "netmask" | "macaddr" => {
            let [word] = words else { return Err(Failure::usage(USAGE)) };
            let (parameter, what) = match name {
                "ipaddr" => (Parameter::ADDRESS, "IP Address"),
                "netmask" => (Parameter::NETMASK, "Subnet Mask"),
                _ => (Parameter::MAC, "MAC Address"),
            };
            address(parameter, what, word, name == "macaddr")
        }
        "defgw" => gateway(&DEFAULT, words),
        "bakgw" => gateway(&BACKUP, words),
        "snmp" => community(words),
        "arp" => arp(words),
        "vlan" => vlan(words),
        "auth" => auth(words),
        "ipsrc" => source(words),
        "cipher_privs" => privileges(words),
        "bad_pass_thresh" => bad_password(words),
        _ => Access::parse(name, words, context).map(Change::Access),
    }
}

fn whole(parameter: Parameter, data: impl Into<Vec<u8>>, said: Option<String>) -> Change {
    Change::Whole { parameter, data: data.into(), said }
}

fn address(parameter: Parameter, what: &str, word: &str, is_mac: bool) -> Result<Change, Failure> {
    let (data, text) = if is_mac {
        let mac = mac(word)?;
        (mac.to_vec(), mac_text(mac))
    } else {
        let ip = ipv4(word)?;
        (ip.octets().to_vec(), ip.to_string())
    };
    Ok(whole(parameter, data, Some(format!("Setting LAN {what} to {text}"))))
}

/// A gateway: its name, its parameters, and what is said without words.
struct Gateway {
    name: &'static str,
    ip: Parameter,
    mac: Parameter,
    usage: &'static str,
}

fn gateway(gateway: &Gateway, words: &[&str]) -> Result<Change, Failure> {
    let [kind, word, ..] = words else { return Err(Failure::usage(gateway.usage)) };
    let (parameter, what, is_mac) = match *kind {
        "ipaddr" => (gateway.ip, "IP", false),
        "macaddr" => (gateway.mac, "MAC", true),
        _ => return Err(Failure::usage(USAGE)),
    };
    let what = format!("{} {what}", gateway.name);
    address(parameter, &what, word, is_mac).map_err(|failure| failure.line(USAGE))
}

fn community(words: &[&str]) -> Result<Change, Failure> {
    let word = first(words, "lan set CHANNEL snmp COMMUNITY")?;
    if word.len() > COMMUNITY_LEN {
        return Err(Failure::usage(format!("The community string has over {COMMUNITY_LEN} bytes")));
    }
    let mut data = word.as_bytes().to_vec();
    data.resize(COMMUNITY_LEN, 0);
    let said = format!("Setting LAN SNMP Community String to {word}");
    Ok(whole(Parameter::COMMUNITY, data, Some(said)))
}

fn arp(words: &[&str]) -> Result<Change, Failure> {
    let usage = || Failure::usage(ARP_USAGE);
    let bit = |mask, on, said| {
        let bits = if on { mask } else { 0 };
        Change::Bits { parameter: Parameter::ARP, at: 0, mask, bits, said: Some(said) }
    };
    Ok(match words {
        ["help", ..] => return Err(Failure::help(ARP_USAGE)),
        ["respond", "on", ..] => bit(0x02, true, "Enabling BMC-generated ARP responses"),
        ["respond", "off", ..] => bit(0x02, false, "Disabling BMC-generated ARP responses"),
        ["generate", "on", ..] => bit(0x01, true, "Enabling BMC-generated Gratuitous ARPs"),
        ["generate", "off", ..] => bit(0x01, false, "Disabling BMC-generated Gratuitous ARPs"),
        ["interval", word, ..] => match parse_u8(word) {
            Ok(seconds @ 0..=127) => Change::Interval(seconds),
            Ok(_) => {
                return Err(Failure::usage(format!("Given ARP interval '{word}' is too big.")));
            }
            Err(_) => {
                return Err(Failure::usage(format!("Given ARP interval '{word}' is invalid.")));
            }
        },
        _ => return Err(usage()),
    })
}

fn vlan(words: &[&str]) -> Result<Change, Failure> {
    match words {
        ["id", "off", ..] => Ok(Change::VlanOff),
        ["id", word, ..] => match parse_u16(word) {
            Ok(id @ 1..=4094) => {
                let vlan = VlanId { enabled: true, id };
                Ok(whole(Parameter::VLAN_ID, vlan.bytes(), None))
            }
            Err(NumberError::Syntax) => {
                Err(Failure::usage(format!("Given VLAN ID '{word}' is invalid.")))
            }
            _ => Err(Failure::usage("VLAN ID must be between 1 and 4094.")),
        },
        ["priority", word, ..] => match parse_u8(word) {
            Ok(priority @ 0..=7) => Ok(whole(Parameter::VLAN_PRIORITY, [priority], None)),
            Err(NumberError::Syntax) => {
                Err(Failure::usage(format!("Given VLAN priority '{word}' is invalid.")))
            }
            _ => Err(Failure::usage("VLAN priority must be between 0 and 7.")),
        },
        _ => Err(Failure::usage(VLAN_USAGE)),
    }
}

/// Case does not matter.
fn auth(words: &[&str]) -> Result<Change, Failure> {
    let (level, list) = match words {
        ["help", ..] => return Err(Failure::help(AUTH_USAGE)),
        [level, list, ..] => (*level, *list),
        _ => return Err(Failure::usage(AUTH_USAGE)),
    };
    let levels = ["CALLBACK", "USER", "OPERATOR", "ADMIN"];
    let at = levels.iter().position(|name| name.eq_ignore_ascii_case(level)).ok_or_else(|| {
        Failure::usage(format!("Invalid authentication level: {level}")).line(AUTH_USAGE)
    })?;
    let mut bits = 0;
    for word in list.split(',') {
        let kind = TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        let (_, bit) = kind.ok_or_else(|| {
            Failure::usage(format!("Invalid authentication type: {word}")).line(AUTH_USAGE)
        })?;
        bits |= bit;
    }
    Ok(Change::Bits { parameter: Parameter::AUTH_ENABLES, at, mask: 0xff, bits, said: None })
}

fn source(words: &[&str]) -> Result<Change, Failure> {
    let word = first(words, SOURCE_USAGE)?;
    let sources = [("none", 0), ("static", 1), ("dhcp", 2), ("bios", 3)];
    let source = sources.iter().find(|(name, _)| *name == word);
    let (_, code) = source.ok_or_else(|| Failure::usage(SOURCE_USAGE))?;
    Ok(whole(Parameter::SOURCE, [*code], None))
}

/// A letter for each cipher suite; two make a byte, the first in the low half.
fn privileges(words: &[&str]) -> Result<Change, Failure> {
    let usage = || format!("{PRIVILEGES_USAGE}\n    {}\n", LEGEND.join("\n    "));
    let word = first(words, &usage())?;
    if word.len() != SUITES {
        let line = format!("Invalid privilege specification length: {}", word.len());
        return Err(Failure::usage(line).line(usage()));
    }
    let mut nibbles = Vec::new();
    for letter in word.chars() {
        let level = LEVELS.iter().find(|(known, _)| *known == letter).map(|(_, level)| *level);
        nibbles.push(level.ok_or_else(|| {
            let line = format!("Invalid privilege specification char: {letter}");
            Failure::usage(line).line(usage())
        })?);
    }
    let mut data = vec![0];
    data.extend(nibbles.chunks(2).map(|pair| pair.iter().rev().fold(0, |byte, n| byte << 4 | n)));
    Ok(whole(Parameter::SUITE_PRIVILEGES, data, None))
}

fn bad_password(words: &[&str]) -> Result<Change, Failure> {
    let usage = || Failure::usage(BAD_PASSWORD_USAGE);
    let [threshold, event, reset, lockout, ..] = words else {
        return Err(match words {
            ["help", ..] => Failure::help(BAD_PASSWORD_USAGE),
            _ => usage(),
        });
    };
    let bad = BadPassword {
        event: parse_u8(event).ok().filter(|event| *event < 2).ok_or_else(usage)? == 1,
        threshold: parse_u8(threshold).map_err(|_| usage())?,
        reset_interval: parse_u16(reset).map_err(|_| usage())?,
        lockout_interval: parse_u16(lockout).map_err(|_| usage())?,
    };
    Ok(whole(Parameter::BAD_PASSWORD, bad.bytes(), None))
}

/// The first word; none at all, or `help`, is answered with the usage.
pub(super) fn first<'a>(words: &[&'a str], usage: &str) -> Result<&'a str, Failure> {
    match words {
        ["help", ..] => Err(Failure::help(usage)),
        [word, ..] => Ok(word),
        [] => Err(Failure::usage(usage)),
    }
}

const DEFAULT: Gateway = Gateway {
    name: "Default Gateway",
    ip: Parameter::GATEWAY,
    mac: Parameter::GATEWAY_MAC,
    usage: "LAN set default gateway Commands: ipaddr, macaddr",
};
const BACKUP: Gateway = Gateway {
    name: "Backup Gateway",
    ip: Parameter::BACKUP,
    mac: Parameter::BACKUP_MAC,
    usage: "LAN set backup gateway commands: ipaddr, macaddr",
};
const ARP_USAGE: &str = "\
lan set CHANNEL arp respond on|off
lan set CHANNEL arp generate on|off
lan set CHANNEL arp interval SECONDS";
const VLAN_USAGE: &str = "\
lan set CHANNEL vlan id ID
lan set CHANNEL vlan id off
lan set CHANNEL vlan priority N";
const AUTH_USAGE: &str = "\
lan set CHANNEL auth LEVEL TYPE[,TYPE...]
    LEVEL is CALLBACK, USER, OPERATOR or ADMIN
    TYPE is NONE, MD2, MD5, PASSWORD or OEM";
const SOURCE_USAGE: &str = "lan set CHANNEL ipsrc none|static|dhcp|bios";
const PRIVILEGES_USAGE: &str = "lan set CHANNEL cipher_privs XXXXXXXXXXXXXXX";
const BAD_PASSWORD_USAGE: &str = "\
lan set CHANNEL bad_pass_thresh COUNT 0|1 RESET LOCKOUT
    With 1 a lock-out is an event of the Session Audit sensor.
    RESET and LOCKOUT are in units of 10 s.";

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn data(name: &str, words: &[&str]) -> Vec<u8> {
        match parse(name, words, &Context::default()).unwrap() {
            Change::Whole { data, .. } => data,
            other => panic!("{other:?}"),
        }
    }

    /// What IPMItool sends for the same words.
    #[test]
    fn values_are_written_as_ipmitool_does() {
        assert_eq!(data("cipher_privs", &["aaaaXuoOcaaaaaa"]), hex!("00 44 44 20 53 41 44 44 04"));
        assert_eq!(data("bad_pass_thresh", &["3", "1", "60", "60"]), hex!("01 03 3c00 3c00"));
        assert_eq!(data("vlan", &["id", "5"]), hex!("05 80"));
        assert_eq!(data("snmp", &["hello"]), *b"hello\0\0\0\0\0\0\0\0\0\0\0\0\0");
        assert_eq!(data("ipsrc", &["bios"]), [3]);
    }

    #[test]
    fn types_add_up() {
        let change = parse("auth", &["admin", "MD5,password"], &Context::default()).unwrap();
        let Change::Bits { at, mask, bits, .. } = change else { panic!("{change:?}") };
        assert_eq!((at, mask, bits), (3, 0xff, 0x14));
    }
}
