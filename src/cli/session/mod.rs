//! `session`: who is logged in.
mod info;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `session`.
#[derive(Clone, Debug)]
pub enum Session {
    /// Show sessions.
    Info(info::Info),
}

impl Session {
    /// Reads the words behind `session`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], _context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] | ["info"] | ["info", "help", ..] => Err(Failure::help(USAGE)),
            ["info", rest @ ..] => info::Info::parse(rest).map(Self::Info),
            [other, ..] => {
                Err(Failure::usage(format!("Invalid SESSION command: {other}")).line(USAGE))
            }
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Info(command) => command.run(client, out).await,
        }
    }
}

const USAGE: &str = "Session Commands: info <active | all | id 0xnnnnnnnn | handle 0xnn>";

/// The words of `session`.
pub const WORDS: &[Word] = &[Word {
    name: "info",
    help: "Show sessions",
    args: "",
    words: &[
        Word { name: "active", help: "Show this session", args: "", words: &[] },
        Word { name: "all", help: "Show all sessions", args: "", words: &[] },
        Word { name: "id", help: "Show the session with an ID", args: "ID", words: &[] },
        Word { name: "handle", help: "Show the session with a handle", args: "HANDLE", words: &[] },
    ],
}];

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let usage = "Session Commands: info <active | all | id 0xnnnnnnnn | handle 0xnn>";
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], usage, 0),
            (&["help"], usage, 0),
            (&["info"], usage, 0),
            (&["info", "help"], usage, 0),
            (&["bogus"], "Invalid SESSION command: bogus", 1),
            (&["info", "act"], "Invalid SESSION info parameter: act", 1),
            (&["info", "id"], "Missing id argument", 1),
            (&["info", "id", "1fz"], "HEX number expected, but '1fz' given.", 1),
            (&["info", "id", "-1"], "HEX number expected, but '-1' given.", 1),
            (&["info", "handle"], "Missing handle argument", 1),
            (&["info", "handle", "zz"], "HEX number expected, but 'zz' given.", 1),
        ];
        for (words, line, status) in cases {
            let failure = Session::parse(words, &Context::default()).unwrap_err();
            let found = (failure.lines().next().unwrap(), failure.exit_code(false));
            assert_eq!(found, ((*line).to_owned(), *status), "{words:?}");
        }
        assert!(Session::parse(&["info", "active", "x"], &Context::default()).is_ok());
        assert!(Session::parse(&["info", "id", "0xffffffff"], &Context::default()).is_ok());
    }
}
