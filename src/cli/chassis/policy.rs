//! `chassis policy`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::chassis::{NewPolicy, Policies, SetPowerRestorePolicy};
use crate::transport::Client;

/// The policy to set, or none to list what can be set.
#[derive(Debug)]
pub struct Policy(Option<NewPolicy>);

impl Policy {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] => Err(Failure::usage(USAGE)),
            ["list", ..] => Ok(Self(None)),
            ["always-on", ..] => Ok(Self(Some(NewPolicy::AlwaysOn))),
            ["previous", ..] => Ok(Self(Some(NewPolicy::Previous))),
            ["always-off", ..] => Ok(Self(Some(NewPolicy::AlwaysOff))),
            [other, ..] => Err(Failure::usage(format!("Invalid chassis policy: {other}"))),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let answer = client.send(&SetPowerRestorePolicy(self.0)).await;
        let supported = answer.map_err(|error| {
            let line = match error.completion_code() {
                Some(code) => format!("Power Restore Policy command failed: {code}"),
                None => "Error in Power Restore Policy command".to_owned(),
            };
            Failure::client(error, line)
        })?;
        match self.0 {
            None => out.show(&Supported::from(supported)),
            Some(policy) => out.show(&Chosen { power_restore_policy: name(policy) }),
        }
    }
}

#[derive(Debug, Serialize)]
struct Supported {
    supported_policies: Vec<&'static str>,
}

impl From<Policies> for Supported {
    fn from(policies: Policies) -> Self {
        let all = [
            (policies.always_off, NewPolicy::AlwaysOff),
            (policies.always_on, NewPolicy::AlwaysOn),
            (policies.previous, NewPolicy::Previous),
        ];
        let supported = all.into_iter().filter(|(bit, _)| *bit).map(|(_, policy)| name(policy));
        Self { supported_policies: supported.collect() }
    }
}

impl Render for Supported {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(b"Supported chassis power policy:  ")?;
        for policy in &self.supported_policies {
            // The last one that there can be has no blank behind it.
            let end = if *policy == name(NewPolicy::Previous) { "" } else { " " };
            write!(w, "{policy}{end}")?;
        }
        writeln!(w)
    }
}

#[derive(Debug, Serialize)]
struct Chosen {
    power_restore_policy: &'static str,
}

impl Render for Chosen {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Set chassis power restore policy to {}", self.power_restore_policy)
    }
}

const fn name(policy: NewPolicy) -> &'static str {
    match policy {
        NewPolicy::AlwaysOff => "always-off",
        NewPolicy::AlwaysOn => "always-on",
        NewPolicy::Previous => "previous",
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("list", "Show which policies the system can have", "", &[]),
    super::word("always-on", "Turn on when power comes back", "", &[]),
    super::word("previous", "Return to the state before", "", &[]),
    super::word("always-off", "Stay off when power comes back", "", &[]),
];

const USAGE: &str = "\
chassis policy <state>
   list        : show what the system can do
   always-on   : when power comes back, turn on
   previous    : when power comes back, be what it was
   always-off  : when power comes back, stay off";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;

    fn shown(result: &impl Render) -> String {
        let mut out = Vec::new();
        result.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from ipmitool 1.8.19 for the answers 0 to 7.
    #[test]
    fn lists_are_ipmitools() {
        let list = |bits| Supported::from(SetPowerRestorePolicy::parse(&[bits]).unwrap());
        let seen: String = (0..8).map(|bits| shown(&list(bits))).collect();
        assert_eq!(seen, include_str!("testdata/policy_list.txt"));
        let json = serde_json::to_value(list(5)).unwrap();
        assert_eq!(json, serde_json::json!({"supported_policies": ["always-off", "always-on"]}));
    }

    #[test]
    fn each_policy_is_told_back() {
        let chosen = |word| Chosen {
            power_restore_policy: name(Policy::parse(&[word]).unwrap().0.unwrap()),
        };
        assert_eq!(
            shown(&chosen("previous")) + &shown(&chosen("always-on")),
            include_str!("testdata/policy_set.txt")
        );
        let wrong = Policy::parse(&["bogus"]).unwrap_err();
        assert_eq!(wrong.lines().next().unwrap(), "Invalid chassis policy: bogus");
        assert_eq!(Policy::parse(&[]).unwrap_err().exit_code(false), 1);
    }
}
