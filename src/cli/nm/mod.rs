//! `nm`: Intel's Node Manager.
mod alert;
mod capability;
mod control;
mod discover;
mod failed;
mod options;
mod policy;
mod range;
mod reset;
mod statistics;
mod suspend;
mod threshold;
mod usage;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use crate::transport::Client;

pub use usage::WORDS;

/// Subcommands of `nm`.
#[derive(Clone, Debug)]
pub enum Nm {
    /// Where alerts go.
    Alert(alert::Alert),
    /// What policies may be.
    Capability(capability::Capability),
    /// Switch policies on and off.
    Control(control::Control),
    /// Show the version.
    Discover,
    /// Policies.
    Policy(policy::Policy),
    /// The range of power.
    Range(range::Range),
    /// Begin statistics anew.
    Reset(reset::Reset),
    /// Show statistics.
    Statistics(statistics::Statistics),
    /// When policies are suspended.
    Suspend(suspend::Suspend),
    /// Thresholds that send alerts.
    Threshold(threshold::Threshold),
}

impl Nm {
    /// Reads the words behind `nm`; case does not matter.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let small: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
        let small: Vec<&str> = small.iter().map(String::as_str).collect();
        match small.as_slice() {
            ["alert", rest @ ..] => alert::Alert::parse(rest).map(Self::Alert),
            ["capability", rest @ ..] => capability::Capability::parse(rest).map(Self::Capability),
            ["control", rest @ ..] => control::Control::parse(rest).map(Self::Control),
            ["discover", ..] => Ok(Self::Discover),
            ["policy", rest @ ..] => policy::Policy::parse(rest).map(Self::Policy),
            ["power", rest @ ..] => range::Range::parse(rest).map(Self::Range),
            ["reset", rest @ ..] => reset::Reset::parse(rest).map(Self::Reset),
            ["statistics", rest @ ..] => {
                statistics::Statistics::parse(rest, context.utc).map(Self::Statistics)
            }
            ["suspend", rest @ ..] => suspend::Suspend::parse(rest).map(Self::Suspend),
            ["threshold", rest @ ..] => threshold::Threshold::parse(rest).map(Self::Threshold),
            [] | ["help", ..] => Err(Failure::usage(usage::NM)),
            // An unknown word is no error to IPMItool.
            _ => Err(Failure::help(usage::NM)),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Alert(command) => command.run(client, out).await,
            Self::Capability(command) => command.run(client, out).await,
            Self::Control(command) => command.run(client, out).await,
            Self::Discover => discover::run(client, out).await,
            Self::Policy(command) => command.run(client, out).await,
            Self::Range(command) => command.run(client, out).await,
            Self::Reset(command) => command.run(client, out).await,
            Self::Statistics(command) => command.run(client, out).await,
            Self::Suspend(command) => command.run(client, out).await,
            Self::Threshold(command) => command.run(client, out).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Standard output and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&str, &str, u8)] = &[
            ("", "", 1),
            ("help", "", 1),
            ("bogus", "", 0),
            ("capability bogus", "", 1),
            ("capability domain bogus", "", 1),
            ("control", "", 1),
            ("control enable bogus", "", 1),
            ("control enable per_policy", "", 1),
            ("control enable per_policy 256", "", 1),
            ("control enable per_domain CPU 3", "", 1),
            ("policy", "", 1),
            ("policy get", "", 1),
            ("policy get bogus 3", "", 1),
            ("policy remove policy_id x", "Policy ID must be a positive integer (0-255)\n", 1),
            ("policy add policy_id 3 correction bogus", "", 1),
            ("policy add policy_id 3 power x", "Power limit value must be 0-500.\n", 1),
            (
                "policy add policy_id 3 power 100 trig_lim x",
                "Trigger Limit value must be positive integer.\n",
                1,
            ),
            (
                "policy add policy_id 3 power 100 stats x",
                "Statistics Reporting Period must be positive integer.\n",
                1,
            ),
            ("policy add policy_id 3 inlet x", "Inlet Temp value must be 20-45.\n", 1),
            (
                "policy add policy_id 3 cores_off 128",
                "number of cores disabled must be 1-127.\n",
                1,
            ),
            ("statistics", "", 1),
            ("statistics policy_power", "", 1),
            ("power", "", 1),
            ("power min 10", "", 1),
            ("suspend set policy_id 3 1 2", "", 1),
            ("suspend set policy_id 3 x 2 3", "", 1),
            ("suspend get domain CPU", "", 1),
            ("reset requests", "", 1),
            ("alert set chan 1", "", 1),
            ("alert set chan 1 dest 2 string x", "", 1),
            ("threshold set policy_id 3 1 2 3 4", "", 1),
            ("threshold get bogus 3", "", 1),
        ];
        for (line, output, status) in cases {
            let words: Vec<&str> = line.split_whitespace().collect();
            let failure = Nm::parse(&words, &Context::default()).unwrap_err();
            assert_eq!(String::from_utf8_lossy(failure.printed()), *output, "{line}");
            assert_eq!(failure.exit_code(false), *status, "{line}");
        }
    }
}
