//! `lan print`: what is shown.
use std::io::{self, Write};
use std::net::Ipv4Addr;

use serde::Serialize;

use super::address::mac_text;
use super::print::Values;
use crate::cli::out::Render;
use crate::cli::text::Text;
use crate::cmd::lan::Parameter;
use crate::cmd::lan::ipv4::{BadPassword, VlanId};

/// The configuration. `null` stands for what the BMC does not have.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    channel: u8,
    set_in_progress: Option<&'static str>,
    set_in_progress_code: Option<u8>,
    auth_types_supported: Option<Vec<&'static str>>,
    auth_types_enabled: Option<AuthEnables>,
    ip_source: Option<&'static str>,
    ip_source_code: Option<u8>,
    ip_address: Option<Ipv4Addr>,
    subnet_mask: Option<Ipv4Addr>,
    mac_address: Option<String>,
    snmp_community: Option<Text>,
    ip_header: Option<Header>,
    arp_responses: Option<bool>,
    gratuitous_arp: Option<bool>,
    gratuitous_arp_interval_ms: Option<u32>,
    default_gateway_ip: Option<Ipv4Addr>,
    default_gateway_mac: Option<String>,
    backup_gateway_ip: Option<Ipv4Addr>,
    backup_gateway_mac: Option<String>,
    vlan_enabled: Option<bool>,
    vlan_id: Option<u16>,
    vlan_priority: Option<u8>,
    cipher_suites: Option<Vec<u8>>,
    /// Letters as IPMItool has them, one for each cipher suite.
    cipher_suite_privileges: Option<String>,
    bad_password: Option<Lockout>,
    #[serde(skip)]
    arp_interval: Option<u8>,
}

#[derive(Debug, Serialize)]
struct AuthEnables {
    callback: Vec<&'static str>,
    user: Vec<&'static str>,
    operator: Vec<&'static str>,
    admin: Vec<&'static str>,
    oem: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Header {
    ttl: u8,
    flags: u8,
    precedence: u8,
    tos: u8,
}

#[derive(Debug, Serialize)]
struct Lockout {
    threshold: u8,
    session_audit_event: bool,
    attempt_count_reset_s: u32,
    user_lockout_s: u32,
}

impl Shown {
    pub(super) fn new(channel: u8, values: &Values) -> Self {
        let get = Get(values);
        let progress = get.byte(Parameter::SET_IN_PROGRESS).map(|byte| byte & 3);
        let source = get.byte(Parameter::SOURCE).map(|byte| byte & 0x0f);
        let arp = get.byte(Parameter::ARP);
        let interval = get.byte(Parameter::ARP_INTERVAL);
        let vlan = get.of(Parameter::VLAN_ID).and_then(|data| VlanId::parse(data).ok());
        let bad = get.of(Parameter::BAD_PASSWORD).and_then(|data| BadPassword::parse(data).ok());
        Self {
            channel,
            set_in_progress: progress.map(progress_name),
            set_in_progress_code: progress,
            auth_types_supported: get.byte(Parameter::AUTH_SUPPORT).map(types),
            auth_types_enabled: get.array(Parameter::AUTH_ENABLES).map(AuthEnables::new),
            ip_source: source.map(source_name),
            ip_source_code: source,
            ip_address: get.ip(Parameter::ADDRESS),
            subnet_mask: get.ip(Parameter::NETMASK),
            mac_address: get.mac(Parameter::MAC),
            snmp_community: get.of(Parameter::COMMUNITY).map(text),
            ip_header: get.array(Parameter::HEADER).map(Header::new),
            arp_responses: arp.map(|byte| byte & 0x02 != 0),
            gratuitous_arp: arp.map(|byte| byte & 0x01 != 0),
            gratuitous_arp_interval_ms: interval.map(|count| (u32::from(count) + 1) * 500),
            default_gateway_ip: get.ip(Parameter::GATEWAY),
            default_gateway_mac: get.mac(Parameter::GATEWAY_MAC),
            backup_gateway_ip: get.ip(Parameter::BACKUP),
            backup_gateway_mac: get.mac(Parameter::BACKUP_MAC),
            vlan_enabled: vlan.map(|vlan| vlan.enabled),
            vlan_id: vlan.map(|vlan| vlan.id),
            vlan_priority: get.byte(Parameter::VLAN_PRIORITY).map(|byte| byte & 0x07),
            cipher_suites: suites(&get),
            cipher_suite_privileges: get.array(Parameter::SUITE_PRIVILEGES).map(letters),
            bad_password: bad.map(Lockout::new),
            arp_interval: interval,
        }
    }
}

/// Data that is as long as it should be.
struct Get<'a>(&'a Values);

impl<'a> Get<'a> {
    fn of(&self, parameter: Parameter) -> Option<&'a [u8]> {
        self.0.get(&parameter).map(Vec::as_slice)
    }

    fn array<const N: usize>(&self, parameter: Parameter) -> Option<[u8; N]> {
        self.of(parameter)?.first_chunk().copied()
    }

    fn byte(&self, parameter: Parameter) -> Option<u8> {
        self.of(parameter)?.first().copied()
    }

    fn ip(&self, parameter: Parameter) -> Option<Ipv4Addr> {
        self.array::<4>(parameter).map(Ipv4Addr::from)
    }

    fn mac(&self, parameter: Parameter) -> Option<String> {
        self.array(parameter).map(mac_text)
    }
}

impl AuthEnables {
    fn new(levels: [u8; 5]) -> Self {
        let [callback, user, operator, admin, oem] = levels.map(types);
        Self { callback, user, operator, admin, oem }
    }
}

impl Header {
    fn new([ttl, flags, service]: [u8; 3]) -> Self {
        Self { ttl, flags: flags & 0xe0, precedence: service & 0xe0, tos: service & 0x1e }
    }
}

impl Lockout {
    fn new(bad: BadPassword) -> Self {
        Self {
            threshold: bad.threshold,
            session_audit_event: bad.event,
            attempt_count_reset_s: u32::from(bad.reset_interval) * 10,
            user_lockout_s: u32::from(bad.lockout_interval) * 10,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: Option<&str>| match value {
            Some(value) => writeln!(w, "{label:<24}: {value}"),
            None => Ok(()),
        };
        let ip = |address: Option<Ipv4Addr>| address.map(|address| address.to_string());
        line("Set in Progress", self.set_in_progress)?;
        let supported = self.auth_types_supported.as_deref().map(type_text);
        line("Auth Type Support", supported.as_deref())?;
        if let Some(enables) = &self.auth_types_enabled {
            let levels = [
                ("Auth Type Enable", "Callback", &enables.callback),
                ("", "User    ", &enables.user),
                ("", "Operator", &enables.operator),
                ("", "Admin   ", &enables.admin),
                ("", "OEM     ", &enables.oem),
            ];
            for (label, level, types) in levels {
                line(label, Some(&format!("{level} : {}", type_text(types))))?;
            }
        }
        line("IP Address Source", self.ip_source)?;
        line("IP Address", ip(self.ip_address).as_deref())?;
        line("Subnet Mask", ip(self.subnet_mask).as_deref())?;
        line("MAC Address", self.mac_address.as_deref())?;
        self.community(w)?;
        self.packets(w)?;
        self.vlan_and_suites(w)
    }
}

impl Shown {
    /// Bytes as they are.
    fn community(&self, w: &mut dyn Write) -> io::Result<()> {
        let Some(community) = &self.snmp_community else { return Ok(()) };
        write!(w, "{:<24}: ", "SNMP Community String")?;
        w.write_all(&community.0)?;
        writeln!(w)
    }

    fn packets(&self, w: &mut dyn Write) -> io::Result<()> {
        if let Some(Header { ttl, flags, precedence, tos }) = &self.ip_header {
            let label = "IP Header";
            writeln!(
                w,
                "{label:<24}: TTL={ttl:#04x} Flags={flags:#04x} Precedence={precedence:#04x} \
                 TOS={tos:#04x}"
            )?;
        }
        if let (Some(responses), Some(gratuitous)) = (self.arp_responses, self.gratuitous_arp) {
            let state = |on| if on { "Enabled" } else { "Disabled" };
            let (responses, gratuitous) = (state(responses), state(gratuitous));
            let label = "BMC ARP Control";
            writeln!(w, "{label:<24}: ARP Responses {responses}, Gratuitous ARP {gratuitous}")?;
        }
        if let Some(interval) = self.arp_interval {
            writeln!(w, "{:<24}: {} seconds", "Gratituous ARP Intrvl", seconds(interval))?;
        }
        let gateways = [
            ("Default Gateway", self.default_gateway_ip, &self.default_gateway_mac),
            ("Backup Gateway", self.backup_gateway_ip, &self.backup_gateway_mac),
        ];
        for (name, ip, mac) in gateways {
            if let Some(ip) = ip {
                writeln!(w, "{:<24}: {ip}", format!("{name} IP"))?;
            }
            if let Some(mac) = mac {
                writeln!(w, "{:<24}: {mac}", format!("{name} MAC"))?;
            }
        }
        Ok(())
    }

    fn vlan_and_suites(&self, w: &mut dyn Write) -> io::Result<()> {
        match (self.vlan_enabled, self.vlan_id) {
            (Some(true), Some(id)) => writeln!(w, "{:<24}: {id}", "802.1q VLAN ID")?,
            (Some(false), _) => writeln!(w, "{:<24}: Disabled", "802.1q VLAN ID")?,
            _ => {}
        }
        if let Some(priority) = self.vlan_priority {
            writeln!(w, "{:<24}: {priority}", "802.1q VLAN Priority")?;
        }
        if let Some(suites) = &self.cipher_suites {
            let list: Vec<String> = suites.iter().map(u8::to_string).collect();
            let list = if list.is_empty() { "None".to_owned() } else { list.join(",") };
            writeln!(w, "{:<24}: {list}", "RMCP+ Cipher Suites")?;
        }
        let privileges = self.cipher_suite_privileges.as_deref();
        let label = "Cipher Suite Priv Max";
        writeln!(w, "{label:<24}: {}", privileges.unwrap_or("Not Available"))?;
        if privileges.is_some() {
            for legend in LEGEND {
                writeln!(w, "{:<24}:     {legend}", "")?;
            }
        }
        let label = "Bad Password Threshold";
        let Some(bad) = &self.bad_password else {
            return writeln!(w, "{label:<24}: Not Available");
        };
        writeln!(w, "{label:<24}: {}", bad.threshold)?;
        let event = if bad.session_audit_event { "yes" } else { "no" };
        writeln!(w, "{:<24}: {event}", "Invalid password disable")?;
        writeln!(w, "{:<24}: {}", "Attempt Count Reset Int.", bad.attempt_count_reset_s)?;
        writeln!(w, "{:<24}: {}", "User Lockout Interval", bad.user_lockout_s)
    }
}

/// An interval as IPMItool has it: whole seconds with a digit behind them.
pub(super) fn seconds(interval: u8) -> String {
    format!("{}.0", u16::from(interval).div_ceil(2))
}

/// IPMItool has a blank behind each.
fn type_text(types: &[&'static str]) -> String {
    types.iter().flat_map(|name| [*name, " "]).collect()
}

fn types(bits: u8) -> Vec<&'static str> {
    let known = TYPES.iter().filter(|(_, bit)| bits & bit != 0);
    known.map(|(name, _)| *name).collect()
}

fn text(data: &[u8]) -> Text {
    Text(data.iter().copied().take_while(|byte| *byte != 0).take(COMMUNITY_LEN).collect())
}

/// IDs behind a reserved byte; how many is another parameter.
fn suites(get: &Get<'_>) -> Option<Vec<u8>> {
    let count = get.byte(Parameter::SUITE_COUNT)? & 0x1f;
    let ids = get.of(Parameter::SUITES)?.get(1..)?;
    Some(ids.iter().copied().take(count.into()).collect())
}

/// Nibbles behind a reserved byte, the low one first.
fn letters(data: [u8; 9]) -> String {
    let [_, levels @ ..] = data;
    let nibbles = levels.iter().flat_map(|byte| [byte & 0x0f, byte >> 4]);
    let letter = |level: u8| LEVELS.iter().find(|(_, code)| *code == level).map(|(name, _)| *name);
    nibbles.take(SUITES).map(|level| letter(level).unwrap_or('-')).collect()
}

fn progress_name(state: u8) -> &'static str {
    match state {
        0 => "Set Complete",
        1 => "Set In Progress",
        2 => "Commit Write",
        _ => "Reserved",
    }
}

fn source_name(source: u8) -> &'static str {
    match source {
        0 => "Unspecified",
        1 => "Static Address",
        2 => "DHCP Address",
        3 => "BIOS Assigned Address",
        _ => "Other",
    }
}

/// Authentication types and their bits.
pub(super) const TYPES: [(&str, u8); 5] =
    [("NONE", 0x01), ("MD2", 0x02), ("MD5", 0x04), ("PASSWORD", 0x10), ("OEM", 0x20)];
/// Letters for the privilege levels of cipher suites.
pub(super) const LEVELS: [(char, u8); 6] =
    [('X', 0), ('c', 1), ('u', 2), ('o', 3), ('a', 4), ('O', 5)];
pub(super) const LEGEND: [&str; 6] =
    ["X=Cipher Suite Unused", "c=CALLBACK", "u=USER", "o=OPERATOR", "a=ADMIN", "O=OEM"];
/// Cipher suites that have a privilege level.
pub(super) const SUITES: usize = 15;
/// Length of the community string.
pub(super) const COMMUNITY_LEN: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn shown(values: &[(Parameter, &[u8])]) -> Shown {
        Shown::new(1, &values.iter().map(|(key, data)| (*key, data.to_vec())).collect())
    }

    fn text_of(shown: &Shown) -> String {
        let mut out = Vec::new();
        shown.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from IPMItool 1.8.19 for the same bytes.
    #[test]
    fn odd_values_are_shown_as_ipmitool_does() {
        let shown = shown(&[
            (Parameter::HEADER, &hex!("01 e3 ff")),
            (Parameter::ARP_INTERVAL, &[0xff]),
            (Parameter::VLAN_ID, &hex!("ff f8")),
            (Parameter::SUITE_PRIVILEGES, &hex!("00 50 12 13 14 50 51 00 01")),
        ]);
        let want = "\
IP Header               : TTL=0x01 Flags=0xe0 Precedence=0xe0 TOS=0x1e
Gratituous ARP Intrvl   : 128.0 seconds
802.1q VLAN ID          : 2303
Cipher Suite Priv Max   : XOucocacXOcOXXc
";
        assert!(text_of(&shown).starts_with(want), "{}", text_of(&shown));
        let json = serde_json::to_value(&shown).unwrap();
        assert_eq!(json["gratuitous_arp_interval_ms"], 128_000);
        assert!(json["ip_address"].is_null());
    }

    #[test]
    fn short_data_is_not_there() {
        let shown = shown(&[
            (Parameter::ADDRESS, &[10, 0, 0]),
            (Parameter::BAD_PASSWORD, &[0; 5]),
            (Parameter::SUITE_PRIVILEGES, &[0; 8]),
            (Parameter::ARP, &[]),
        ]);
        let want = "\
Cipher Suite Priv Max   : Not Available
Bad Password Threshold  : Not Available
";
        assert_eq!(text_of(&shown), want);
    }
}
