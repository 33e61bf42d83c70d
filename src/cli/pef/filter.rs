//! `pef filter`: which events are acted on.
use std::io::{self, Write};

use serde::Serialize;

use super::parts::{ACTIONS, Parts, names};
use super::{Wanted, count, said};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::pef::{
    EventFilter, GetPefCapabilities, GetPefParameter, SetPefParameter, parameter,
};
use crate::error::Error;
use crate::model::tables::pef as tables;
use crate::transport::Client;

pub(super) async fn list(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let count = client.send(&GetPefCapabilities).await.map_err(said)?.filters;
    if count == 0 {
        return Err(Failure::result("PEF Event Filtering isn't supported."));
    }
    let verbose = out.verbosity() > 0;
    let mut rows = out.rows();
    let mut end = Ok(());
    for number in 1..=count {
        match fetch(client, number).await {
            Ok(filter) => rows.push(&Row::new(number, filter, verbose))?,
            Err(error @ (Error::Completion { .. } | Error::Wire { .. })) => {
                said(error).lines().for_each(|line| rows.note(line));
                rows.note(format_args!("Failed to get PEF Event Filter Entry {number}."));
            }
            Err(error) => {
                end = Err(error.into());
                break;
            }
        }
    }
    rows.finish()?;
    end
}

async fn fetch(client: &mut Client, set: u8) -> Result<EventFilter, Error> {
    let data = client.send(&GetPefParameter { parameter: parameter::FILTER, set }).await?;
    EventFilter::parse(&data).map_err(super::wrong)
}

pub(super) async fn switch(
    wanted: Wanted,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let number = wanted.number;
    match count(client, parameter::FILTERS).await.map_err(said)? {
        0 => return Err(Failure::result("PEF Filter isn't supported.")),
        count if number > count => {
            let line = format!("PEF Filter ID out of range. Valid range is (1..{count}).");
            return Err(Failure::result(line));
        }
        _ => {}
    }
    let settings = settings(client, number).await.map_err(said)?;
    let settings = settings & 0x7f | u8::from(wanted.enable) << 7;
    let data = vec![number, settings];
    let set = SetPefParameter { parameter: parameter::FILTER_SETTINGS, data };
    client.send(&set).await.map_err(|error| wanted.refused(error, "Filter"))?;
    out.show(&wanted.done("Filter"))
}

/// The settings are written as a whole, so they are read before. IPMItool clears what is not read
/// here; so does this where the BMC does not tell them.
async fn settings(client: &mut Client, set: u8) -> Result<u8, Error> {
    let ask = GetPefParameter { parameter: parameter::FILTER_SETTINGS, set };
    match client.send(&ask).await {
        Ok(data) => Ok(data.get(1).copied().unwrap_or(0)),
        Err(Error::Completion { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}

/// A filter as it is shown. `null` stands for any.
#[derive(Debug, Serialize)]
struct Row {
    id: u8,
    enabled: bool,
    configuration: &'static str,
    sensor_type: Option<&'static str>,
    sensor_type_code: Option<u8>,
    sensor_number: Option<u8>,
    generator_id: Option<u16>,
    severity: &'static str,
    severity_code: u8,
    event_class: &'static str,
    event_type_code: Option<u8>,
    event_offsets: u16,
    actions: Vec<&'static str>,
    actions_code: u8,
    policy_set: Option<u8>,
    #[serde(skip)]
    filter: EventFilter,
    #[serde(skip)]
    verbose: bool,
}

impl Row {
    fn new(id: u8, filter: EventFilter, verbose: bool) -> Self {
        let specific = |code: u8| (code != ANY).then_some(code);
        Self {
            id,
            enabled: filter.settings & ENABLED != 0,
            configuration: match filter.settings >> 5 & 0x03 {
                0 => "configurable",
                2 => "pre-configured",
                _ => "reserved",
            },
            sensor_type: specific(filter.sensor_type).and_then(tables::sensor_type),
            sensor_type_code: specific(filter.sensor_type),
            sensor_number: specific(filter.sensor),
            generator_id: (filter.generator != 0xffff).then_some(filter.generator),
            severity: severity(filter.severity),
            severity_code: filter.severity,
            event_class: class(filter.event_type),
            event_type_code: specific(filter.event_type),
            event_offsets: filter.offsets,
            actions: names(&ACTIONS, filter.actions),
            actions_code: filter.actions,
            policy_set: (filter.actions & ALERT != 0).then_some(filter.policy & 0x0f),
            filter,
            verbose,
        }
    }
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let filter = &self.filter;
        let mut parts = Parts::new(self.verbose);
        let enabled = if self.enabled { "enabled" } else { "disabled" };
        parts
            .field("PEF Filter Table entry", &self.id)
            .field("Status", &format_args!("{enabled}, {}", self.configuration));
        if self.enabled {
            let kind = match filter.sensor_type {
                ANY => "Any",
                _ => self.sensor_type.unwrap_or("None"),
            };
            let sensor = self.sensor_number.map_or_else(|| "Any".to_owned(), |n| n.to_string());
            let actions = match self.actions.as_slice() {
                [] => "None".to_owned(),
                actions => actions.join(","),
            };
            parts
                .field("Sensor type", &kind)
                .field("Sensor number", &sensor)
                .field("Event severity", &self.severity)
                .field("Event class", &self.event_class)
                .field("Event trigger(s)", &triggers(filter.event_type, filter.offsets))
                .field("Action", &actions);
            if let Some(policy) = self.policy_set {
                parts.field("Policy set", &policy);
            }
        }
        parts.write(w, true)
    }
}

/// The gravest that is set.
fn severity(bits: u8) -> &'static str {
    let all = ["Monitor", "Information", "OK", "Warning", "Critical", "Non-recoverable"];
    names(&all, bits).last().copied().unwrap_or("None")
}

fn class(event_type: u8) -> &'static str {
    match event_type {
        THRESHOLD => "Threshold",
        OEM.. => "OEM",
        _ => "Discrete",
    }
}

fn triggers(event_type: u8, offsets: u16) -> String {
    match event_type {
        ANY => "Any".to_owned(),
        _ if offsets == ALL => "Any".to_owned(),
        0 => "Unspecified".to_owned(),
        SENSOR_SPECIFIC => "Sensor-specific".to_owned(),
        OEM.. => "OEM".to_owned(),
        _ => {
            let mut text = format!("(0x{event_type:02x}/0x{offsets:04x})");
            let events = tables::events(event_type);
            for offset in (0_u8..MOST).filter(|offset| offsets >> offset & 1 != 0) {
                text.push(',');
                text.push_str(match events {
                    Some(events) => events.get(usize::from(offset)).copied().unwrap_or("None"),
                    None => " Unrecognized event trigger",
                });
            }
            text
        }
    }
}

const ENABLED: u8 = 0x80;
const ALERT: u8 = 0x01;
const ANY: u8 = 0xff;
const ALL: u16 = 0xffff;
const THRESHOLD: u8 = 0x01;
const SENSOR_SPECIFIC: u8 = 0x6f;
const OEM: u8 = 0x70;
/// Offsets that are named: there are 12 threshold events.
const MOST: u8 = 12;

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded from IPMItool 1.8.19 for such filters.
    #[test]
    fn triggers_and_severities_are_named_as_ipmitool_does() {
        for (event_type, offsets, text) in [
            (0x01, 0x0a95, "(0x01/0x0a95),<LNC,<LC,<LNR,<UNC,<UC,<UNR"),
            (0x01, 0x8000, "(0x01/0x8000)"),
            (0x02, 0x0008, "(0x02/0x0008),None"),
            (0x0b, 0x0018, "(0x0b/0x0018),<non-redundant/sufficient,>non-redundant/sufficient"),
            (0x0d, 0x0001, "(0x0d/0x0001), Unrecognized event trigger"),
            (0x00, 0x0001, "Unspecified"),
            (0x00, 0xffff, "Any"),
            (0x6f, 0x0001, "Sensor-specific"),
            (0x70, 0x0001, "OEM"),
            (0xff, 0x0000, "Any"),
        ] {
            assert_eq!(triggers(event_type, offsets), text);
        }
        for (bits, text) in
            [(0, "None"), (3, "Information"), (0x48, "Warning"), (0xff, "Non-recoverable")]
        {
            assert_eq!(severity(bits), text);
        }
        assert_eq!(
            [class(0), class(1), class(0x6f), class(0x70)],
            ["Discrete", "Threshold", "Discrete", "OEM"]
        );
    }
}
