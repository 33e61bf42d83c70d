//! Platform event filtering (IPMI v2.0 §30), and where its alerts go (§23.2, §25.2).
use super::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks what can be filtered and done (§30.1).
#[derive(Clone, Copy, Debug)]
pub struct GetPefCapabilities;

/// What can be filtered and done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PefCapabilities {
    /// Version in BCD, the first digit in the low half: `0x51` is 1.5.
    pub version: u8,
    /// Actions that are supported, a bit each: alert, power off, reset, power cycle, OEM,
    /// diagnostic interrupt. Bit 7: OEM event records are filtered.
    pub actions: u8,
    /// Number of entries in the event filter table.
    pub filters: u8,
}

impl Command for GetPefCapabilities {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x10;
    const NAME: &'static str = "Get PEF Capabilities";
    type Response = PefCapabilities;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<PefCapabilities, wire::Error> {
        let [version, actions, filters] = Reader::new(data).array("PEF capabilities")?;
        Ok(PefCapabilities { version, actions, filters })
    }
}

/// Starts, stops or asks for the timer that holds filtering back (§30.2).
#[derive(Clone, Copy, Debug)]
pub struct ArmPefPostponeTimer(
    /// Seconds; 0 stops it, `0xfe` stops filtering while it would run, `0xff` only asks.
    pub u8,
);

impl Command for ArmPefPostponeTimer {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x11;
    const NAME: &'static str = "Arm PEF Postpone Timer";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    /// The present countdown in seconds.
    type Response = u8;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0);
    }

    fn parse(data: &[u8]) -> Result<u8, wire::Error> {
        Reader::new(data).u8("countdown")
    }
}

/// Sets a configuration parameter (§30.3).
#[derive(Clone, Debug)]
pub struct SetPefParameter {
    /// Which one (table 30-6).
    pub parameter: u8,
    /// Its data, behind the selector of the entry where there is one.
    pub data: Vec<u8>,
}

impl Command for SetPefParameter {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x12;
    const NAME: &'static str = "Set PEF Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.parameter & 0x7f);
        out.extend(&self.data);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for a configuration parameter (§30.4).
#[derive(Clone, Copy, Debug)]
pub struct GetPefParameter {
    /// Which one (table 30-6).
    pub parameter: u8,
    /// Entry of a table, from 1 on; 0 where there is none.
    pub set: u8,
}

impl Command for GetPefParameter {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x13;
    const NAME: &'static str = "Get PEF Configuration Parameters";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The parameter's data, behind the revision.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.parameter & 0x7f, self.set, 0]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        behind_revision(data)
    }
}

/// Asks which events have been worked on (§30.6).
#[derive(Clone, Copy, Debug)]
pub struct GetLastProcessedEvent;

/// Which events have been worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastProcessedEvent {
    /// Time of the latest addition to the log.
    pub added: u32,
    /// Record ID of the last entry in the log; `0xffff` when it is empty.
    pub last: u16,
    /// Record ID of the last entry that software has processed.
    pub software: u16,
    /// Record ID of the last entry that the BMC has processed.
    pub bmc: u16,
}

impl Command for GetLastProcessedEvent {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x15;
    const NAME: &'static str = "Get Last Processed Event ID";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = LastProcessedEvent;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<LastProcessedEvent, wire::Error> {
        let mut r = Reader::new(data);
        Ok(LastProcessedEvent {
            added: r.u32("time of the last addition")?,
            last: r.u16("last record ID")?,
            software: r.u16("last ID that software has processed")?,
            bmc: r.u16("last ID that the BMC has processed")?,
        })
    }
}

/// Asks for a serial configuration parameter that alert destinations have (§25.2, table 25-4).
#[derive(Clone, Copy, Debug)]
pub struct GetSerialDestination {
    /// Channel number.
    pub channel: u8,
    /// Which one: 16 number of destinations, 17 destination.
    pub parameter: u8,
    /// The destination.
    pub destination: u8,
}

impl Command for GetSerialDestination {
    const NETFN: u8 = netfn::TRANSPORT;
    const CMD: u8 = 0x11;
    const NAME: &'static str = "Get Serial/Modem Configuration";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// The parameter's data, behind the revision.
    type Response = Vec<u8>;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.parameter, self.destination, 0]);
    }

    fn parse(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
        behind_revision(data)
    }
}

fn behind_revision(data: &[u8]) -> Result<Vec<u8>, wire::Error> {
    let mut r = Reader::new(data);
    r.u8("parameter revision")?;
    Ok(r.rest().to_vec())
}

/// An entry of the event filter table (table 17-2), without its masks for event data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventFilter {
    /// On in bit 7; 0 to be configured, 2 configured by the maker in bits 6:5.
    pub settings: u8,
    /// What is done, a bit each as in [`PefCapabilities::actions`].
    pub actions: u8,
    /// Policy number for alerts in bits 3:0.
    pub policy: u8,
    /// Severity for the alert, a bit each.
    pub severity: u8,
    /// Generator ID; `0xffff` for any.
    pub generator: u16,
    /// Sensor type; `0xff` for any.
    pub sensor_type: u8,
    /// Sensor number; `0xff` for any.
    pub sensor: u8,
    /// Event type; `0xff` for any.
    pub event_type: u8,
    /// Offsets of the event, a bit each.
    pub offsets: u16,
}

impl EventFilter {
    /// Reads parameter 6, behind its revision.
    ///
    /// # Errors
    /// [`wire::Error::Short`] when bytes are missing.
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        let [_, settings, actions, policy, severity] = r.array("event filter")?;
        let generator = r.u16("generator ID")?;
        let [sensor_type, sensor, event_type] = r.array("sensor")?;
        let offsets = r.u16("event offsets")?;
        r.take(9, "event data masks")?;
        Ok(Self {
            settings,
            actions,
            policy,
            severity,
            generator,
            sensor_type,
            sensor,
            event_type,
            offsets,
        })
    }
}

/// An entry of the alert policy table (table 17-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertPolicy {
    /// Policy number in bits 7:4, on in bit 3, rule in bits 2:0.
    pub settings: u8,
    /// Channel in bits 7:4, destination in bits 3:0.
    pub target: u8,
    /// Bit 7: the string depends on the event; its set or number in bits 6:0.
    pub string: u8,
}

impl AlertPolicy {
    /// Reads parameter 9, behind its revision.
    ///
    /// # Errors
    /// [`wire::Error::Short`] when bytes are missing.
    pub fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let [_, settings, target, string] = Reader::new(data).array("alert policy")?;
        Ok(Self { settings, target, string })
    }
}

/// Numbers of configuration parameters (table 30-6).
pub mod parameter {
    /// What is on.
    pub const CONTROL: u8 = 1;
    /// Actions that are on.
    pub const ACTIONS: u8 = 2;
    /// Number of event filters.
    pub const FILTERS: u8 = 5;
    /// Event filter.
    pub const FILTER: u8 = 6;
    /// First byte of an event filter.
    pub const FILTER_SETTINGS: u8 = 7;
    /// Number of alert policies.
    pub const POLICIES: u8 = 8;
    /// Alert policy.
    pub const POLICY: u8 = 9;
    /// System GUID.
    pub const GUID: u8 = 10;
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn requests_are_as_specified() {
        fn bytes(command: &impl Command) -> Vec<u8> {
            let mut out = Vec::new();
            command.emit(&mut out);
            out
        }
        assert_eq!(bytes(&GetPefParameter { parameter: 6, set: 3 }), [6, 3, 0]);
        assert_eq!(bytes(&SetPefParameter { parameter: 7, data: vec![3, 0x80] }), [7, 3, 0x80]);
        assert_eq!(bytes(&ArmPefPostponeTimer(0xff)), [0xff]);
        let ask = GetSerialDestination { channel: 2, parameter: 17, destination: 1 };
        assert_eq!(bytes(&ask), [2, 17, 1, 0]);
    }

    #[test]
    fn answers_are_read_and_short_ones_refused() {
        let capabilities = PefCapabilities { version: 0x51, actions: 0x3f, filters: 16 };
        assert_eq!(GetPefCapabilities::parse(&hex!("51 3f 10")), Ok(capabilities));
        assert!(GetPefCapabilities::parse(&hex!("51 3f")).is_err());
        let last = hex!("009e5365 0500 0300 0400");
        let processed = LastProcessedEvent { added: 0x6553_9e00, last: 5, software: 3, bmc: 4 };
        assert_eq!(GetLastProcessedEvent::parse(&last), Ok(processed));
        assert!(GetLastProcessedEvent::parse(&last[..9]).is_err());
        assert_eq!(GetPefParameter::parse(&[0x11, 1]), Ok(vec![1]));
        assert!(GetPefParameter::parse(&[]).is_err());
    }

    #[test]
    fn table_entries_are_read() {
        let entry = hex!("01 c0 01 01 10 ff ff 01 ff 01 95 0a 00 00 00 00 00 00 00 00 00");
        let filter = EventFilter::parse(&entry).unwrap();
        assert_eq!((filter.sensor_type, filter.offsets, filter.generator), (1, 0x0a95, 0xffff));
        assert!(EventFilter::parse(&entry[..20]).is_err());
        let policy = AlertPolicy { settings: 0x18, target: 0x11, string: 0x81 };
        assert_eq!(AlertPolicy::parse(&hex!("01 18 11 81")), Ok(policy));
        assert!(AlertPolicy::parse(&hex!("01 18 11")).is_err());
    }
}
