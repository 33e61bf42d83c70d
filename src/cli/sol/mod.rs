//! `sol`: the serial console over the network.
mod activate;
mod config;
mod console;
mod deactivate;
mod escape;
mod input;
pub mod intel;
mod log;
mod looptest;
mod payload;
mod set;
pub mod tyan;

use super::Context;
use super::args::channel;
use super::failure::Failure;
use super::number::parse_u8;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

pub use activate::Wishes;

/// Subcommands of `sol`.
#[derive(Clone, Debug)]
pub enum Sol {
    /// Be the console.
    Activate(activate::Activate),
    /// End a console.
    Deactivate(deactivate::Deactivate),
    /// Show the configuration.
    Info(config::Info),
    /// Open and close consoles, many times.
    LoopTest(looptest::LoopTest),
    /// Who may use the console.
    Payload(payload::Payload),
    /// Change the configuration.
    Set(set::Set),
}

impl Sol {
    /// Reads the words behind `sol`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] => Err(Failure::help(USAGE)),
            ["info", rest @ ..] => match rest {
                [] => Ok(Self::Info(config::Info { channel: THIS_CHANNEL })),
                [word] => Ok(Self::Info(config::Info { channel: channel(word)? })),
                _ => Err(usage()),
            },
            ["set", rest @ ..] => set::Set::parse(rest).map(Self::Set),
            ["payload", rest @ ..] => payload::Payload::parse(rest).map(Self::Payload),
            ["activate", rest @ ..] => activate::Activate::parse(rest, context).map(Self::Activate),
            ["deactivate", rest @ ..] => deactivate::Deactivate::parse(rest).map(Self::Deactivate),
            ["looptest", rest @ ..] => looptest::LoopTest::parse(rest).map(Self::LoopTest),
            _ => Err(usage()),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Activate(command) => command.run(client, out).await,
            Self::Deactivate(command) => command.run(client, out).await,
            Self::Info(command) => command.run(client, out).await,
            Self::LoopTest(command) => command.run(client, out).await,
            Self::Payload(command) => command.run(client, out).await,
            Self::Set(command) => command.run(client, out).await,
        }
    }
}

fn usage() -> Failure {
    Failure::usage(USAGE)
}

/// The number behind `instance=`.
fn instance(text: &str) -> Result<u8, Failure> {
    match parse_u8(text) {
        Ok(instance @ 1..=15) => Ok(instance),
        Ok(_) => Err(Failure::usage("Error: Instance must range from 1 to 15")),
        Err(_) => Err(Failure::usage(format!("Given instance '{text}' is invalid.")).line(USAGE)),
    }
}

/// The words behind `sol`.
pub const WORDS: &[Word] = &[
    word("info", "[CHANNEL]", "Show the configuration", &[]),
    word("set", "", "Change the configuration", set::WORDS),
    word("payload", "", "Show or set who may use the console", payload::WORDS),
    word(
        "activate",
        "[usesolkeepalive|nokeepalive] [instance=N]",
        "Be the console, until ~. is typed",
        &[],
    ),
    word("deactivate", "[instance=N]", "End the console, whoever has it", &[]),
    word("looptest", "[TIMES [MILLISECONDS [INSTANCE]]]", "Open and close consoles", &[]),
    word("help", "", "Print the list of commands", &[]),
];

const fn word(
    name: &'static str,
    args: &'static str,
    help: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const USAGE: &str = "\
SOL Commands: info       [CHANNEL]
              set        PARAMETER VALUE [CHANNEL] [noguard]
              payload    enable|disable|status [CHANNEL] [USER_ID]
              activate   [usesolkeepalive|nokeepalive] [instance=N]
              deactivate [instance=N]
              looptest   [TIMES [MILLISECONDS [INSTANCE]]]";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let usage = "SOL Commands:";
        let channel = "Given Channel number";
        let range = "Error: Instance must range from 1 to 15";
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], usage, 0),
            (&["help"], usage, 0),
            (&["bogus"], usage, 1),
            (&["info", "x"], channel, 1),
            (&["info", "1", "2"], usage, 1),
            (&["payload"], usage, 1),
            (&["payload", "bogus"], usage, 1),
            (&["payload", "status", "99"], channel, 1),
            (&["payload", "status", "1", "0"], "Given User ID '0' is", 1),
            (&["payload", "status", "1", "2", "3"], usage, 1),
            (&["activate", "foo"], usage, 1),
            (&["activate", "instance="], range, 1),
            (&["activate", "instance=99"], range, 1),
            (&["deactivate", "instance=x"], "Given instance 'x' is invalid.", 1),
            (&["deactivate", "instance=16"], range, 1),
            (&["deactivate", "bogus"], usage, 1),
            (&["deactivate", "instance=1", "more"], usage, 1),
            (&["looptest", "x"], "Given cnt 'x' is invalid.", 1),
            (&["looptest", "1", "x"], "Given interval 'x' is invalid.", 1),
            (&["looptest", "1", "10", "x"], "Given instance 'x' is invalid.", 1),
            (&["looptest", "1", "10", "1", "1"], usage, 1),
            (&["set"], "", 1),
            (&["set", "bogus", "1"], "Error: invalid SOL parameter bogus", 1),
            (&["set", "enabled", "maybe"], "Invalid value maybe for parameter enabled", 1),
            (&["set", "retry-count", "9"], "Invalid value 9 for parameter retry-count", 1),
            (&["set", "volatile-bit-rate", "1"], "Invalid value \"1\" for parameter", 1),
            (&["set", "enabled", "true", "x"], channel, 1),
        ];
        for (words, start, status) in cases {
            let failure = Sol::parse(words, &Context::default()).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
