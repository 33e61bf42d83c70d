//! What `lan6 print` shows and `lan6 save` writes.
use std::fmt;
use std::io::{self, Write};
use std::net::Ipv6Addr;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::items::{Item, Shape};
use crate::cli::args::unknown;
use crate::cli::lan::address::mac_text;
use crate::cli::out::Render;
use crate::cmd::lan::ipv6::{Ipv6Address, Router};

/// One item of one set, as the BMC gave it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) item: &'static Item,
    pub(super) set: u8,
    /// Number of the first of `blocks`.
    pub(super) first_block: u8,
    /// The data: a block each, or the four parts of a router.
    pub(super) blocks: Vec<Vec<u8>>,
}

/// What an item says.
enum Said {
    /// One value, behind the title.
    Line(String, Value),
    /// Labelled values; their labels are filled up to a width.
    Block(usize, Vec<(&'static str, String, Value)>),
    /// It is too short, or otherwise not what it should be.
    Nothing,
}

impl Row {
    fn said(&self) -> Said {
        let first = self.blocks.first().map(Vec::as_slice).unwrap_or_default();
        match self.item.shape {
            Shape::Sets => address(self.item, first),
            Shape::Blocks => duid(self.first_block, first),
            Shape::Timing(_) => self.timing(),
            Shape::StaticRouters | Shape::DynamicRouters => {
                self.router().map_or(Said::Nothing, |router| {
                    let prefix = format!("{}/{}", router.prefix, router.prefix_len);
                    Said::Block(
                        9,
                        vec![
                            text("Address", router.address.to_string()),
                            text("MAC", mac_text(router.mac)),
                            text("Prefix", prefix),
                        ],
                    )
                })
            }
            Shape::One => one(self.item.name, first),
        }
    }

    fn timing(&self) -> Said {
        let names: &'static [&'static str] =
            if self.item.name == "dhcp6_cfg" { &DHCP } else { &NEIGHBOR };
        let bytes = self.bytes(names.len());
        let fields = names.iter().zip(bytes);
        Said::Block(
            if self.item.name == "dhcp6_cfg" { 17 } else { 28 },
            fields.map(|(name, byte)| (*name, byte.to_string(), json!(byte))).collect(),
        )
    }

    /// Blocks of 16 bytes in a row; what is missing is 0.
    fn bytes(&self, len: usize) -> Vec<u8> {
        let padded = self
            .blocks
            .iter()
            .flat_map(|block| block.iter().copied().chain(std::iter::repeat(0)).take(BLOCK));
        let mut bytes: Vec<u8> = padded.take(len).collect();
        bytes.resize(len, 0);
        bytes
    }

    fn router(&self) -> Option<Router> {
        let [address, mac, len, prefix, ..] = self.blocks.as_slice() else { return None };
        Some(Router {
            address: ipv6(address)?,
            mac: *mac.first_chunk()?,
            prefix: ipv6(prefix)?,
            prefix_len: *len.first()?,
        })
    }

    /// The words that set it again, for each `lan6 set`; none where it cannot be set.
    pub(super) fn words(&self) -> Vec<String> {
        let first = self.blocks.first().map(Vec::as_slice).unwrap_or_default();
        let (name, set) = (self.item.name, self.set);
        if self.item.values.is_none() {
            return Vec::new();
        }
        let line = match self.item.shape {
            Shape::Sets => Ipv6Address::parse(first).ok().map(|address| {
                let Ipv6Address { source, address, prefix, status, .. } = address;
                let state = match source {
                    0x80 => "enable".to_owned(),
                    0 => "disable".to_owned(),
                    other => unknown(other),
                };
                format!("{name} {set} {state} {address} {prefix} {}", status_name(status))
            }),
            Shape::StaticRouters | Shape::DynamicRouters => self.router().map(|router| {
                let Router { address, mac, prefix, prefix_len } = router;
                format!("{name} {set} {address} {} {prefix} {prefix_len}", mac_text(mac))
            }),
            Shape::Blocks => {
                let numbered = (self.first_block..).zip(&self.blocks);
                return numbered
                    .map(|(block, data)| format!("{name} {set} {block} {}", hex(&padded(data))))
                    .collect();
            }
            Shape::Timing(1) => Some(format!("{name} {set} {}", hex(&self.bytes(BLOCK)))),
            Shape::Timing(_) => {
                let bytes = self.bytes(DHCP.len());
                let (one, two) = bytes.split_at(bytes.len().min(BLOCK));
                Some(format!("{name} {set} {} {}", hex(one), hex(two)))
            }
            Shape::One => match one(name, first) {
                _ if name == "rtr_cfg" => first.first().map(|bits| match bits & 3 {
                    1 => format!("{name} static"),
                    2 => format!("{name} dynamic"),
                    3 => format!("{name} both"),
                    _ => format!("{name} {}", unknown(*bits)),
                }),
                Said::Line(_, Value::Number(label)) if name == "flow_label" => {
                    Some(format!("{name} {:#x}", label.as_u64().unwrap_or_default()))
                }
                Said::Line(value, _) => Some(format!("{name} {value}")),
                _ => None,
            },
        };
        line.into_iter().collect()
    }
}

/// Items of which there is one.
fn one(name: &str, data: &[u8]) -> Said {
    let Some(byte) = data.first().copied() else { return Said::Nothing };
    let named = |names: &[&str]| {
        let known = names.get(usize::from(byte)).map(|name| (*name).to_owned());
        let text = known.unwrap_or_else(|| unknown(byte));
        Said::Line(text.clone(), json!(text))
    };
    match name {
        "support" => Said::Block(
            0,
            vec![
                truth("IPv6 only", byte & 1 != 0),
                truth("IPv4 and IPv6", byte & 2 != 0),
                truth("IPv6 Destination Addresses for LAN alerting", byte & 4 != 0),
            ],
        ),
        "enables" => named(&["ipv4", "ipv6", "both"]),
        "dhcp6_cfg_sup" | "ndslaac_cfg_sup" => named(&["not supported", "global", "per interface"]),
        "flow_label" => match data {
            [a, b, c, ..] => {
                let label = u32::from_be_bytes([0, *a, *b, *c]);
                Said::Line(label.to_string(), json!(label))
            }
            _ => Said::Nothing,
        },
        "status" => match data {
            [fixed, dynamic, bits, ..] => Said::Block(
                21,
                vec![
                    ("Static address max", fixed.to_string(), json!(fixed)),
                    ("Dynamic address max", dynamic.to_string(), json!(dynamic)),
                    truth("DHCPv6 support", bits & 1 != 0),
                    truth("SLAAC support", bits & 2 != 0),
                ],
            ),
            _ => Said::Nothing,
        },
        "rtr_cfg" => Said::Block(
            31,
            vec![
                truth("Enable static router address", byte & 1 != 0),
                truth("Enable dynamic router address", byte & 2 != 0),
            ],
        ),
        _ => Said::Line(byte.to_string(), json!(byte)),
    }
}

fn address(item: &Item, data: &[u8]) -> Said {
    let Ok(address) = Ipv6Address::parse(data) else { return Said::Nothing };
    let first = if item.name == "static_addr" {
        truth("Enabled", address.source & 0x80 != 0)
    } else {
        let source = match address.source & 0x0f {
            0 => "static".to_owned(),
            1 => "SLAAC".to_owned(),
            2 => "DHCPv6".to_owned(),
            other => unknown(other),
        };
        text("Source/Type", source)
    };
    let place = format!("{}/{}", address.address, address.prefix);
    Said::Block(
        16,
        vec![first, text("Address", place), text("Status", status_name(address.status))],
    )
}

/// A length, then a type of two bytes (RFC 8415 §11).
fn duid(block: u8, data: &[u8]) -> Said {
    if block > 0 {
        return Said::Block(0, Vec::new());
    }
    let Some(len) = data.first() else { return Said::Nothing };
    let kind = match data {
        [_, high, low, ..] => match u16::from_be_bytes([*high, *low]) {
            0 => "unknown".to_owned(),
            1 => "DUID-LLT".to_owned(),
            2 => "DUID-EN".to_owned(),
            3 => "DUID-LL".to_owned(),
            other => format!("Unknown (0x{other:02x})"),
        },
        _ => "unknown".to_owned(),
    };
    Said::Block(10, vec![("Length", len.to_string(), json!(len)), text("Type", kind)])
}

fn text(label: &'static str, value: String) -> (&'static str, String, Value) {
    let json = json!(value);
    (label, value, json)
}

fn truth(label: &'static str, value: bool) -> (&'static str, String, Value) {
    (label, if value { "yes" } else { "no" }.to_owned(), json!(value))
}

fn status_name(status: u8) -> String {
    STATUS.get(usize::from(status)).map_or_else(|| unknown(status), |name| (*name).to_owned())
}

fn ipv6(data: &[u8]) -> Option<Ipv6Addr> {
    data.first_chunk::<16>().map(|bytes| Ipv6Addr::from(*bytes))
}

fn padded(data: &[u8]) -> Vec<u8> {
    let mut bytes = data.to_vec();
    bytes.resize(bytes.len().max(BLOCK), 0);
    bytes
}

fn hex(data: &[u8]) -> String {
    data.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
        text
    })
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let title = match self.item.shape {
            Shape::One => self.item.title.to_owned(),
            _ => format!("{} {}", self.item.title, self.set),
        };
        match self.said() {
            Said::Line(value, _) => writeln!(w, "{title}: {value}")?,
            Said::Block(width, fields) => {
                writeln!(w, "{title}:")?;
                for (label, value, _) in fields {
                    let label = format!("{label}: ");
                    writeln!(w, "    {label:<width$}{value}")?;
                }
            }
            Said::Nothing => {}
        }
        if self.item.shape == Shape::Blocks {
            for block in &self.blocks {
                writeln!(w, "    {}", hex(&padded(block)))?;
            }
        }
        Ok(())
    }
}

impl Serialize for Row {
    /// The name, the set where there are several, the value or the values by name, and the bytes.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = Map::new();
        object.insert("parameter".into(), json!(self.item.name));
        object.insert("title".into(), json!(self.item.title));
        let set = (self.item.shape != Shape::One).then_some(self.set);
        object.insert("set".into(), json!(set));
        match self.said() {
            Said::Line(_, value) => {
                object.insert("value".into(), value);
            }
            Said::Block(_, fields) => {
                let fields = fields.into_iter().map(|(label, _, value)| (key(label), value));
                object.insert("values".into(), Value::Object(fields.collect()));
            }
            Said::Nothing => {
                object.insert("value".into(), Value::Null);
            }
        }
        let data: Vec<String> = self.blocks.iter().map(|block| hex(block)).collect();
        object.insert("data".into(), json!(data));
        object.serialize(serializer)
    }
}

/// A label as a key: `Source/Type` becomes `source_type`.
fn key(label: &str) -> String {
    label.to_ascii_lowercase().replace([' ', '/'], "_")
}

const BLOCK: usize = 16;
const STATUS: [&str; 6] = ["active", "disabled", "pending", "failed", "deprecated", "invalid"];
/// Timing of DHCP for IPv6 (RFC 3315 §5.5).
const DHCP: [&str; 22] = [
    "SOL_MAX_DELAY",
    "SOL_TIMEOUT",
    "SOL_MAX_RT",
    "REQ_TIMEOUT",
    "REQ_MAX_RT",
    "REQ_MAX_RC",
    "CNF_MAX_DELAY",
    "CNF_TIMEOUT",
    "CNF_MAX_RT",
    "CNF_MAX_RD",
    "REN_TIMEOUT",
    "REN_MAX_RT",
    "REB_TIMEOUT",
    "REB_MAX_RT",
    "INF_MAX_DELAY",
    "INF_TIMEOUT",
    "INF_MAX_RT",
    "REL_TIMEOUT",
    "REL_MAX_RC",
    "DEC_TIMEOUT",
    "DEC_MAX_RC",
    "HOP_COUNT_LIMIT",
];
/// Timing of neighbour discovery (RFC 4861 §10).
const NEIGHBOR: [&str; 13] = [
    "MAX_RTR_SOLICITATION_DELAY",
    "RTR_SOLICITATION_INTERVAL",
    "MAX_RTR_SOLICITATIONS",
    "DupAddrDetectTransmits",
    "MAX_MULTICAST_SOLICIT",
    "MAX_UNICAST_SOLICIT",
    "MAX_ANYCAST_DELAY_TIME",
    "MAX_NEIGHBOR_ADVERTISEMENT",
    "REACHABLE_TIME",
    "RETRANS_TIMER",
    "DELAY_FIRST_PROBE_TIME",
    "MAX_RANDOM_FACTOR",
    "MIN_RANDOM_FACTOR",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, blocks: &[&[u8]]) -> Row {
        let blocks = blocks.iter().map(|block| block.to_vec()).collect();
        Row { item: Item::find(name).unwrap(), set: 0, first_block: 0, blocks }
    }

    fn text_of(row: &Row) -> String {
        let mut out = Vec::new();
        row.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from IPMItool 1.8.19 for the same bytes.
    #[test]
    fn codes_that_are_not_known() {
        assert_eq!(
            text_of(&row("dhcp6_cfg_sup", &[&[3]])),
            "IPv6 DHCPv6 Timing Configuration Support: Unknown (0x03)\n"
        );
        let mut data = vec![0, 6];
        data.extend(Ipv6Addr::LOCALHOST.octets());
        data.extend([64, 9]);
        let want = "\
IPv6 Dynamic Address 0:
    Source/Type:    Unknown (0x06)
    Address:        ::1/64
    Status:         Unknown (0x09)
";
        assert_eq!(text_of(&row("dynamic_addr", &[&data])), want);
        let want = "\
IPv6 DHCPv6 Static DUID 0:
    Length:   20
    Type:     Unknown (0x102)
    14010200000000000000000000000000
";
        assert_eq!(text_of(&row("static_duid", &[&[20, 1, 2]])), want);
    }

    #[test]
    fn short_data_shows_nothing() {
        for name in ["support", "flow_label", "status", "static_addr", "static_rtr"] {
            assert_eq!(text_of(&row(name, &[&[]])), "", "{name}");
        }
        assert!(row("static_addr", &[&[0; 19]]).words().is_empty());
    }

    #[test]
    fn a_flow_label_is_saved_so_that_it_is_read_back() {
        assert_eq!(row("flow_label", &[&[1, 0x23, 0x45]]).words(), ["flow_label 0x12345"]);
    }
}
