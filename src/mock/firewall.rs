//! Which commands are on (IPMI v2.0 §21).
use std::collections::{BTreeMap, BTreeSet};

/// Commands that were turned off: network function and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firewall {
    off: BTreeSet<(u8, u8)>,
    /// A bit for each sub-function that was turned off.
    parts_off: BTreeMap<(u8, u8), u32>,
}

impl Firewall {
    /// True for a command that may be used.
    pub fn admits(&self, netfn: u8, cmd: u8) -> bool {
        !self.off.contains(&(netfn, cmd))
    }

    /// The commands that are off.
    pub fn iter(&self) -> impl Iterator<Item = (u8, u8)> {
        self.off.iter().copied()
    }

    /// Turns a command on or off; one that cannot be turned off stays on.
    pub fn set(&mut self, netfn: u8, cmd: u8, on: bool) {
        if on || !is_configurable(netfn, cmd) {
            self.off.remove(&(netfn, cmd));
        } else {
            self.off.insert((netfn, cmd));
        }
    }

    /// The commands some of whose sub-functions are off, with a bit for each of these.
    pub fn iter_parts(&self) -> impl Iterator<Item = (u8, u8, u32)> {
        let off = self.parts_off.iter().filter(|(_, bits)| **bits != 0);
        off.map(|((netfn, cmd), bits)| (*netfn, *cmd, *bits))
    }

    /// A bit for each sub-function that may be used.
    pub fn parts(&self, netfn: u8, cmd: u8) -> u32 {
        sub_functions(netfn, cmd) & !self.parts_off.get(&(netfn, cmd)).copied().unwrap_or_default()
    }

    /// Turns sub-functions on and off; those that cannot be turned off stay on.
    pub fn set_parts(&mut self, netfn: u8, cmd: u8, on: u32) {
        self.parts_off.insert((netfn, cmd), configurable_sub_functions(netfn, cmd) & !on);
    }
}

/// A bit for each sub-function of a command (IPMI v2.0 appendix H). Only Chassis Control has some
/// here: those that stand for its actions, from power down to soft shutdown.
pub fn sub_functions(netfn: u8, cmd: u8) -> u32 {
    if (netfn, cmd) == CHASSIS_CONTROL { 0x3f } else { 0 }
}

/// Those that can be turned off: power up is none.
pub fn configurable_sub_functions(netfn: u8, cmd: u8) -> u32 {
    sub_functions(netfn, cmd) & !0x02
}

/// Get Device ID, sessions and the firewall itself stay on.
pub fn is_configurable(netfn: u8, cmd: u8) -> bool {
    netfn != APP || !matches!(cmd, 0x01 | 0x09..=0x0d | 0x37..=0x3c | 0x54 | 0x61 | 0x63)
}

const APP: u8 = 0x06;
const CHASSIS_CONTROL: (u8, u8) = (0x00, 0x02);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_stays_on() {
        let mut firewall = Firewall::default();
        firewall.set(0, 2, false);
        firewall.set(6, 1, false);
        assert!(!firewall.admits(0, 2) && firewall.admits(6, 1));
        firewall.set(0, 2, true);
        assert!(firewall.admits(0, 2));
        firewall.set_parts(0, 2, 0x01);
        assert_eq!((firewall.parts(0, 2), firewall.parts(0, 4)), (0x03, 0));
    }
}
