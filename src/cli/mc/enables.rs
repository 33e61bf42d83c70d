//! `mc getenables` and `mc setenables`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out, Render};
use crate::cli::words::Word;
use crate::cmd::app::enables::{GetGlobalEnables, GlobalEnables, SetGlobalEnables};
use crate::transport::Client;

pub(super) async fn show(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let enables = client.send(&GetGlobalEnables).await?;
    out.show(&Enables::from(enables))
}

/// `mc setenables`: what to switch, in the order of the words; the last one counts.
#[derive(Debug, PartialEq, Eq)]
pub struct Set {
    changes: Vec<Change>,
    /// `NAME=…` that switches nothing.
    unknown: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Change {
    option: &'static OptionName,
    on: bool,
    /// Written in two words: then it is announced even if nothing changes, as IPMItool does.
    two_words: bool,
}

impl Set {
    /// Reads `NAME=on`, as IPMItool's help has it, and `NAME on`, as its parser has it.
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => return Err(Failure::usage(super::USAGE)),
            ["help", ..] => return Err(Failure::help(super::USAGE)),
            _ => {}
        }
        let mut set = Self { changes: Vec::new(), unknown: Vec::new() };
        let mut rest = words;
        while let [word, after @ ..] = rest {
            let (name, state, after) = match (word.split_once('='), after) {
                (Some((name, state)), _) => (name, state, after),
                (None, [state, after @ ..]) => (*word, *state, after),
                (None, []) => (*word, "", after),
            };
            let two_words = !word.contains('=');
            let option = OPTIONS.iter().find(|option| option.word == name);
            match (option, on_off(state)) {
                (Some(option), Some(on)) => set.changes.push(Change { option, on, two_words }),
                // IPMItool passes over these, and scripts live with it; here they are told.
                _ if !two_words => set.unknown.push((*word).to_owned()),
                _ => {
                    let line = format!("Unrecognized option: {word}");
                    return Err(Failure::usage(line).line(super::USAGE));
                }
            }
            rest = after;
        }
        Ok(set)
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        for word in &self.unknown {
            out.note(format_args!("Unrecognized option: {word}"));
        }
        let before = client.send(&GetGlobalEnables).await?;
        let wanted =
            self.changes.iter().fold(before, |all, change| all.with(change.option.mask, change.on));
        if matches!(out.format(), Format::Text | Format::Csv) {
            out.show(&Announcement { changes: &self.changes, before })?;
        }
        let changed = wanted != before;
        if changed {
            client.send(&SetGlobalEnables(wanted)).await?;
        }
        let enables = client.send(&GetGlobalEnables).await?;
        out.show(&Outcome { changed, enables: enables.into() })
    }
}

fn on_off(word: &str) -> Option<bool> {
    match word {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// Says what is about to be switched.
#[derive(Debug, Serialize)]
struct Announcement<'a> {
    #[serde(skip)]
    changes: &'a [Change],
    #[serde(skip)]
    before: GlobalEnables,
}

impl Render for Announcement<'_> {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        for Change { option, on, two_words } in self.changes {
            if !two_words && self.before.has(option.mask) == *on {
                continue;
            }
            let verb = if *on { "Enabling" } else { "Disabling" };
            writeln!(w, "{verb} {}", option.label)?;
        }
        Ok(())
    }
}

/// The state behind a change.
#[derive(Debug, Serialize)]
struct Outcome {
    changed: bool,
    #[serde(flatten)]
    enables: Enables,
}

impl Render for Outcome {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let what = if self.changed { "Verifying..." } else { "Nothing to change..." };
        writeln!(w, "\n{what}")?;
        self.enables.text(w)
    }
}

#[derive(Debug, Serialize)]
struct Enables {
    recv_msg_intr: bool,
    event_msg_intr: bool,
    event_msg: bool,
    system_event_log: bool,
    oem0: bool,
    oem1: bool,
    oem2: bool,
    raw: u8,
}

impl From<GlobalEnables> for Enables {
    fn from(enables: GlobalEnables) -> Self {
        Self {
            recv_msg_intr: enables.has(GlobalEnables::RECEIVE_QUEUE_INTERRUPT),
            event_msg_intr: enables.has(GlobalEnables::EVENT_BUFFER_INTERRUPT),
            event_msg: enables.has(GlobalEnables::EVENT_BUFFER),
            system_event_log: enables.has(GlobalEnables::EVENT_LOG),
            oem0: enables.has(GlobalEnables::OEM_0),
            oem1: enables.has(GlobalEnables::OEM_1),
            oem2: enables.has(GlobalEnables::OEM_2),
            raw: enables.0,
        }
    }
}

impl Render for Enables {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        for option in &OPTIONS {
            let on = GlobalEnables(self.raw).has(option.mask);
            let state = if on { "enabled" } else { "disabled" };
            writeln!(w, "{:<40} : {state}", option.label)?;
        }
        Ok(())
    }
}

/// What can be switched.
#[derive(Debug, PartialEq, Eq)]
struct OptionName {
    word: &'static str,
    label: &'static str,
    mask: u8,
}

const fn option(word: &'static str, label: &'static str, mask: u8) -> OptionName {
    OptionName { word, label, mask }
}

static OPTIONS: [OptionName; 7] = [
    option(
        "recv_msg_intr",
        "Receive Message Queue Interrupt",
        GlobalEnables::RECEIVE_QUEUE_INTERRUPT,
    ),
    option(
        "event_msg_intr",
        "Event Message Buffer Full Interrupt",
        GlobalEnables::EVENT_BUFFER_INTERRUPT,
    ),
    option("event_msg", "Event Message Buffer", GlobalEnables::EVENT_BUFFER),
    option("system_event_log", "System Event Logging", GlobalEnables::EVENT_LOG),
    option("oem0", "OEM 0", GlobalEnables::OEM_0),
    option("oem1", "OEM 1", GlobalEnables::OEM_1),
    option("oem2", "OEM 2", GlobalEnables::OEM_2),
];

pub(super) const WORDS: &[Word] = &[
    super::word("recv_msg_intr", "Receive Message Queue Interrupt", "on|off", &[]),
    super::word("event_msg_intr", "Event Message Buffer Full Interrupt", "on|off", &[]),
    super::word("event_msg", "Event Message Buffer", "on|off", &[]),
    super::word("system_event_log", "System Event Logging", "on|off", &[]),
    super::word("oem0", "OEM 0", "on|off", &[]),
    super::word("oem1", "OEM 1", "on|off", &[]),
    super::word("oem2", "OEM 2", "on|off", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn text(result: &impl Render) -> String {
        let mut out = Vec::new();
        result.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn changes(words: &[&str]) -> Vec<(&'static str, bool)> {
        let set = Set::parse(words).unwrap();
        set.changes.iter().map(|change| (change.option.word, change.on)).collect()
    }

    #[test]
    fn both_spellings_are_read() {
        assert_eq!(changes(&["oem0=on"]), [("oem0", true)]);
        assert_eq!(changes(&["oem0", "off"]), [("oem0", false)]);
        let both = changes(&["oem2", "on", "event_msg=off", "oem2=off"]);
        assert_eq!(both, [("oem2", true), ("event_msg", false), ("oem2", false)]);
    }

    #[test]
    fn a_word_that_switches_nothing_is_refused() {
        for words in [&["oem0"][..], &["bogus", "on"], &["oem0=on", "OEM1", "on"]] {
            let failure = Set::parse(words).unwrap_err();
            let line = failure.lines().next().unwrap();
            assert!(line.starts_with("Unrecognized option: "), "{line}");
            assert_eq!(failure.exit_code(false), 1);
        }
        let set = Set::parse(&["bogus=on", "oem0=", "oem1=on"]).unwrap();
        assert_eq!(set.unknown, ["bogus=on", "oem0="]);
        assert_eq!(set.changes.len(), 1);
        assert_eq!(Set::parse(&[]).unwrap_err().exit_code(false), 1);
        assert_eq!(Set::parse(&["help", "x"]).unwrap_err().exit_code(false), 0);
    }

    #[test]
    fn a_change_is_told_as_ipmitool_tells_it() {
        let set = Set::parse(&["oem1", "on", "oem0", "off"]).unwrap();
        let mut said = text(&Announcement { changes: &set.changes, before: GlobalEnables(0) });
        said += &text(&Outcome { changed: true, enables: GlobalEnables(0x49).into() });
        assert_eq!(said, include_str!("testdata/setenables.txt"));
        let same = text(&Outcome { changed: false, enables: GlobalEnables(0).into() });
        assert!(same.starts_with("\nNothing to change...\nReceive Message Queue Interrupt  "));
    }

    #[test]
    fn json_has_a_key_for_each_option() {
        let json =
            serde_json::to_value(Outcome { changed: true, enables: GlobalEnables(9).into() });
        assert_eq!(
            json.unwrap(),
            serde_json::json!({
                "changed": true, "recv_msg_intr": true, "event_msg_intr": false,
                "event_msg": false, "system_event_log": true, "oem0": false, "oem1": false,
                "oem2": false, "raw": 9,
            })
        );
    }
}
