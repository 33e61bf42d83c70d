//! `event SENSOR list`: the states that events of a sensor can name.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::out::Render;
use crate::model::sensor::threshold::Threshold;
use crate::model::tables::events::SENSOR_SPECIFIC;
use crate::model::tables::sensor_types::Dialect;

/// The states of a sensor.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_field_names, reason = "keys of JSON")]
pub(super) struct States {
    sensor: String,
    event_type_code: u8,
    states: Vec<State>,
    /// Other words for the states 0 and 1.
    shortcuts: Vec<Shortcut>,
    #[serde(skip)]
    thresholds: bool,
}

#[derive(Debug, Serialize)]
#[allow(clippy::struct_field_names, reason = "keys of JSON")]
struct State {
    /// The word for the command line.
    state: &'static str,
    /// For thresholds: what it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    /// Event offset; thresholds have two.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Shortcut {
    word: &'static str,
    offset: u8,
}

impl States {
    /// Those of a sensor with thresholds.
    pub(super) fn of_thresholds(sensor: &str) -> Self {
        let state = |(which, name): (Threshold, _)| State {
            state: which.short(),
            name: Some(name),
            offset: None,
        };
        Self {
            sensor: sensor.to_owned(),
            event_type_code: 1,
            states: THRESHOLDS.into_iter().map(state).collect(),
            shortcuts: Vec::new(),
            thresholds: true,
        }
    }

    /// Those of other sensors; `None` where nobody knows what the event type means.
    pub(super) fn of_events(
        sensor: &str,
        dialect: Dialect,
        event_type: u8,
        sensor_type: u8,
    ) -> Option<Self> {
        let all = dialect.states(event_type, sensor_type);
        let states: Vec<_> =
            all.map(|(offset, state)| State { state, name: None, offset: Some(offset) }).collect();
        let known = event_type == SENSOR_SPECIFIC || !states.is_empty();
        let words = if has_shortcuts(event_type) { SHORTCUTS.as_slice() } else { &[] };
        let shortcut = |(word, offset)| Shortcut { word, offset };
        let pairs = words.iter().flat_map(|(yes, no)| [(*yes, 1), (*no, 0)]);
        known.then(|| Self {
            sensor: sensor.to_owned(),
            event_type_code: event_type,
            states,
            shortcuts: pairs.map(shortcut).collect(),
            thresholds: false,
        })
    }
}

impl Render for States {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        if self.thresholds {
            writeln!(w, "Sensor States:")?;
            for State { state, name, .. } in &self.states {
                writeln!(w, "  {state} : {}", name.unwrap_or_default())?;
            }
            return Ok(());
        }
        writeln!(w, "Sensor States: ")?;
        for State { state, .. } in &self.states {
            writeln!(w, "  {state}")?;
        }
        if self.states.is_empty() {
            // Sensor types without events of their own have an empty one.
            writeln!(w, "  ")?;
        }
        if !self.shortcuts.is_empty() {
            writeln!(w, "Sensor State Shortcuts:")?;
            for (yes, no) in SHORTCUTS {
                writeln!(w, "  {yes:<9}  {no:<9}")?;
            }
        }
        Ok(())
    }
}

/// Offset of the state that a word names: offset, and event data 2 where that says more.
pub(super) fn find(
    word: &str,
    dialect: Dialect,
    event_type: u8,
    sensor_type: u8,
) -> Option<(u8, Option<u8>)> {
    let short = SHORTCUTS.iter().filter(|_| has_shortcuts(event_type)).find_map(|(yes, no)| {
        let is = |other: &&str| other.eq_ignore_ascii_case(word);
        if is(yes) { Some(1) } else { is(no).then_some(0) }
    });
    match short {
        Some(offset) => Some((offset, None)),
        None => dialect.find(event_type, sensor_type, word),
    }
}

/// Generic event types with two opposite states (IPMI v2.0 table 42-2).
const fn has_shortcuts(event_type: u8) -> bool {
    matches!(event_type, 0x03..=0x06 | 0x08 | 0x09)
}

const THRESHOLDS: [(Threshold, &str); 6] = [
    (Threshold::LowerNonRecoverable, "Lower Non-Recoverable "),
    (Threshold::LowerCritical, "Lower Critical"),
    (Threshold::LowerNonCritical, "Lower Non-Critical"),
    (Threshold::UpperNonCritical, "Upper Non-Critical"),
    (Threshold::UpperCritical, "Upper Critical"),
    (Threshold::UpperNonRecoverable, "Upper Non-Recoverable"),
];
const SHORTCUTS: [(&str, &str); 7] = [
    ("present", "absent"),
    ("assert", "deassert"),
    ("limit", "nolimit"),
    ("fail", "nofail"),
    ("yes", "no"),
    ("on", "off"),
    ("up", "down"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_states() {
        let find = |word, event_type| find(word, Dialect::default(), event_type, 1);
        assert_eq!(find("Yes", 0x03), Some((1, None)));
        assert_eq!(find("down", 0x09), Some((0, None)));
        assert_eq!(find("device present", 0x08), Some((1, None)));
        assert_eq!(find("yes", 0x07), None);
        assert_eq!(find("yess", 0x03), None);
        assert!(States::of_events("x", Dialect::default(), 0x0d, 1).is_none());
        assert!(States::of_events("x", Dialect::default(), 0x70, 1).is_none());
        let none = States::of_events("x", Dialect::default(), 0x6f, 1).unwrap();
        assert!(none.states.is_empty());
    }
}
