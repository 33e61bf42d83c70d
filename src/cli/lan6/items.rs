//! The parameters of `lan6`, by IPMItool's names.
use std::fmt::Write;

/// One name. Routers take four parameters of the BMC together.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) name: &'static str,
    /// What is printed.
    pub(super) title: &'static str,
    /// The BMC's parameter, or the first of four.
    pub(super) number: u8,
    pub(super) shape: Shape,
    /// Words behind the name in `set`; `None` for one that cannot be set.
    pub(super) values: Option<&'static str>,
}

/// How many there are of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One.
    One,
    /// Several, by set selector.
    Sets,
    /// Several, in so many blocks that are shown together.
    Timing(u8),
    /// Several, in as many blocks as they need.
    Blocks,
    /// Two routers, each with parameters of its own.
    StaticRouters,
    /// Several routers, by set selector.
    DynamicRouters,
}

impl Item {
    /// The item of that name; case does not matter.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        ITEMS.iter().find(|item| item.name.eq_ignore_ascii_case(name))
    }

    /// Selectors as usage lines have them.
    fn selectors(&self) -> &'static str {
        match self.shape {
            One => "",
            Blocks => "<set_sel> <block_sel>",
            _ => "<set_sel>",
        }
    }

    /// The line for `set`.
    pub(super) fn set_usage(&self) -> Option<String> {
        let values = self.values?;
        Some(match self.selectors() {
            "" => format!("    {} {values}\n", self.name),
            selectors => format!("    {} {selectors} {values}\n", self.name),
        })
    }
}

/// All lines for `set`.
pub(super) fn set_lines() -> String {
    ITEMS.iter().filter_map(Item::set_usage).collect()
}

/// All lines for `print`.
pub(super) fn print_lines() -> String {
    ITEMS.iter().fold(String::new(), |mut text, item| {
        // Writing to a string cannot fail.
        let _ = match item.selectors() {
            "" => writeln!(text, "    {} ", item.name),
            selectors => writeln!(text, "    {} {selectors} ", item.name),
        };
        text
    })
}

const fn item(
    name: &'static str,
    title: &'static str,
    number: u8,
    shape: Shape,
    values: Option<&'static str>,
) -> Item {
    Item { name, title, number, shape, values }
}

use Shape::{Blocks, DynamicRouters, One, Sets, StaticRouters, Timing};

const ADDRESS: Option<&str> = Some("{enable|disable} <addr> <pfx_len>");
const ROUTER: Option<&str> = Some("<addr> <macaddr> <prefix> <prefix_len>");

#[rustfmt::skip]
pub(super) const ITEMS: &[Item] = &[
    item("support", "IPv6/IPv4 Support", 50, One, None),
    item("enables", "IPv6/IPv4 Addressing Enables", 51, One, Some("{ipv4|ipv6|both}")),
    item("traffic_class", "IPv6 Header Traffic Class", 52, One, Some("<value>")),
    item("static_hops", "IPv6 Header Static Hop Limit", 53, One, Some("<value>")),
    item("flow_label", "IPv6 Header Flow Label", 54, One, Some("<value>")),
    item("status", "IPv6 Status", 55, One, None),
    item("static_addr", "IPv6 Static Address", 56, Sets, ADDRESS),
    item("static_duid_stg", "IPv6 DHCPv6 Static DUID Storage Length", 57, One, None),
    item("static_duid", "IPv6 DHCPv6 Static DUID", 58, Blocks, Some("<data>")),
    item("dynamic_addr", "IPv6 Dynamic Address", 59, Sets, None),
    item("dynamic_duid_stg", "IPv6 DHCPv6 Dynamic DUID Storage Length", 60, One, None),
    item("dynamic_duid", "IPv6 DHCPv6 Dynamic DUID", 61, Blocks, Some("<data>")),
    item("dhcp6_cfg_sup", "IPv6 DHCPv6 Timing Configuration Support", 62, One, None),
    item("dhcp6_cfg", "IPv6 DHCPv6 Timing Configuration", 63, Timing(2), Some("<data> <data>")),
    item("rtr_cfg", "IPv6 Router Address Configuration Control", 64, One, Some("{static|dynamic|both}")),
    item("static_rtr", "IPv6 Static Router", 65, StaticRouters, ROUTER),
    item("num_dynamic_rtrs", "IPv6 Number of Dynamic Router Info Sets", 73, One, None),
    item("dynamic_rtr", "IPv6 Dynamic Router", 74, DynamicRouters, None),
    item("dynamic_hops", "IPv6 Dynamic Router Received Hop Limit", 78, One, None),
    item("ndslaac_cfg_sup", "IPv6 ND/SLAAC Timing Configuration Support", 79, One, None),
    item("ndslaac_cfg", "IPv6 ND/SLAAC Timing Configuration", 80, Timing(1), Some("<data>")),
];
