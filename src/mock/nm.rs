//! Intel's Node Manager: policies and what belongs to them (Node Manager 3.0 external interface
//! specification).
use std::collections::BTreeMap;

/// The state of the Node Manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeManager {
    /// Policy control is on as a whole.
    pub enabled: bool,
    /// Domains in which it is off.
    pub disabled_domains: Vec<u8>,
    /// Policies by domain and policy ID.
    pub policies: BTreeMap<(u8, u8), Policy>,
    /// Least and most W by domain.
    pub ranges: BTreeMap<u8, [u16; 2]>,
    /// Channel and flag, destination, string of the alerts.
    pub alert: [u8; 3],
}

/// A policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// It is enabled.
    pub enabled: bool,
    /// Trigger type in bits 3:0, power policy in bit 4, aggressiveness in bits 6:5, volatile in
    /// bit 7.
    pub kind: u8,
    /// Alert in bit 0, shutdown in bit 1.
    pub exception: u8,
    /// Limit, correction time (low word, high word), trigger limit, reporting period.
    pub values: [u8; 10],
    /// Start and end in tenths of an hour, and a bit for each day.
    pub suspends: Vec<[u8; 3]>,
    /// Thresholds that send an alert.
    pub thresholds: Vec<u16>,
}

impl Default for NodeManager {
    fn default() -> Self {
        Self {
            enabled: true,
            disabled_domains: Vec::new(),
            policies: BTreeMap::new(),
            ranges: BTreeMap::new(),
            alert: [0x80, 0, 0],
        }
    }
}
