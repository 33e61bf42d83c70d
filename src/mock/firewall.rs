//! Which commands are on (IPMI v2.0 §21).
use std::collections::BTreeSet;

/// Commands that were turned off: network function and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firewall {
    off: BTreeSet<(u8, u8)>,
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
}

/// Get Device ID, sessions and the firewall itself stay on.
pub fn is_configurable(netfn: u8, cmd: u8) -> bool {
    netfn != APP || !matches!(cmd, 0x01 | 0x09..=0x0d | 0x37..=0x3c | 0x54 | 0x61 | 0x63)
}

const APP: u8 = 0x06;

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
    }
}
