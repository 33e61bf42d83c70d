//! `channel`: the ways to reach the BMC.
mod authcap;
mod getaccess;
mod getciphers;
mod info;
mod setaccess;
mod setkg;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `channel`.
#[derive(Clone, Debug)]
pub enum Channel {
    /// Show how to log in.
    AuthCap(authcap::AuthCap),
    /// Show what users may do.
    GetAccess(getaccess::GetAccess),
    /// Show the cipher suites.
    GetCiphers(getciphers::GetCiphers),
    /// Show what a channel is.
    Info(info::Info),
    /// Set what a user may do.
    SetAccess(setaccess::SetAccess),
    /// Set the BMC key.
    SetKg(setkg::SetKg),
}

impl Channel {
    /// Reads the words behind `channel`. A key given as `-` is asked for.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let Some((first, rest)) = words.split_first() else {
            return Err(too_few());
        };
        match (*first, rest) {
            ("help", _) | ("setaccess", ["help", ..]) => Err(Failure::help(USAGE)),
            ("authcap", [channel, privilege]) => {
                authcap::AuthCap::parse(channel, privilege).map(Self::AuthCap)
            }
            ("getaccess", [channel]) => {
                getaccess::GetAccess::parse(channel, None).map(Self::GetAccess)
            }
            ("getaccess", [channel, user]) => {
                getaccess::GetAccess::parse(channel, Some(user)).map(Self::GetAccess)
            }
            ("setaccess", [channel, user, options @ ..]) if !options.is_empty() => {
                setaccess::SetAccess::parse(channel, user, options).map(Self::SetAccess)
            }
            ("info", [] | [_]) => info::Info::parse(rest.first()).map(Self::Info),
            ("getciphers", [payload @ ("ipmi" | "sol"), channel @ ..]) if channel.len() < 2 => {
                getciphers::GetCiphers::parse(*payload == "sol", channel.first())
                    .map(Self::GetCiphers)
            }
            ("setkg", [form @ ("hex" | "plain"), key, channel @ ..]) if channel.len() < 2 => {
                setkg::SetKg::parse(*form == "hex", key, channel.first(), context).map(Self::SetKg)
            }
            ("getaccess" | "setaccess", _) => Err(too_few()),
            ("authcap" | "info" | "getciphers" | "setkg", _) => Err(Failure::usage(USAGE)),
            (other, _) => {
                Err(Failure::usage(format!("Invalid CHANNEL command: {other}\n")).line(USAGE))
            }
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::AuthCap(command) => command.run(client, out).await,
            Self::GetAccess(command) => command.run(client, out).await,
            Self::GetCiphers(command) => command.run(client, out).await,
            Self::Info(command) => command.run(client, out).await,
            Self::SetAccess(command) => command.run(client, out).await,
            Self::SetKg(command) => command.run(client, out).await,
        }
    }
}

fn too_few() -> Failure {
    Failure::usage("Not enough parameters given.").line(USAGE)
}

const USAGE: &str = "\
Channel Commands: authcap    CHANNEL LEVEL
                  getaccess  CHANNEL [USER_ID]
                  setaccess  CHANNEL USER_ID [callin=on|off] [ipmi=on|off] [link=on|off]
                             [privilege=LEVEL]
                  info       [CHANNEL]
                  getciphers ipmi|sol [CHANNEL]
                  setkg      hex|plain KEY [CHANNEL]

LEVEL is 1 for callback, 2 user, 3 operator, 4 administrator, 5 OEM, 15 no access.
KEY has up to 20 bytes; given as - it is asked for.
";

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words of `channel`.
pub const WORDS: &[Word] = &[
    word("authcap", "CHANNEL LEVEL", "Show how to log in at a privilege level"),
    word("getaccess", "CHANNEL [USER_ID]", "Show what users may do on a channel"),
    word(
        "setaccess",
        "CHANNEL USER_ID [callin=on|off] [ipmi=on|off] [link=on|off] [privilege=LEVEL]",
        "Set what a user may do on a channel",
    ),
    word("info", "[CHANNEL]", "Show what a channel is"),
    Word {
        name: "getciphers",
        help: "Show the cipher suites of a channel",
        args: "",
        words: &[
            word("ipmi", "[CHANNEL]", "Suites for IPMI messages"),
            word("sol", "[CHANNEL]", "Suites for the serial console"),
        ],
    },
    Word {
        name: "setkg",
        help: "Set the BMC key K_g",
        args: "",
        words: &[
            word("hex", "KEY [CHANNEL]", "Key as hexadecimal digits"),
            word("plain", "KEY [CHANNEL]", "Key as text"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let usage = "Channel Commands:";
        let few = "Not enough parameters given.";
        let channel = "Given Channel number";
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], few, 1),
            (&["help"], usage, 0),
            (&["list"], "Invalid CHANNEL command: list", 1),
            (&["info", "1", "2"], usage, 1),
            (&["info", "16"], channel, 1),
            (&["authcap", "1"], usage, 1),
            (&["authcap", "x", "9"], channel, 1),
            (&["authcap", "1", "9"], "Given Privilege Limit '9' is invalid.", 1),
            (&["getaccess"], few, 1),
            (&["getaccess", "1", "2", "3"], few, 1),
            (&["getaccess", "help"], channel, 1),
            (&["getaccess", "1", "0"], "Given User ID '0' is", 1),
            (&["setaccess", "1", "help"], few, 1),
            (&["setaccess", "help"], usage, 0),
            (&["setaccess", "x", "x", "link=on"], channel, 1),
            (&["setaccess", "1", "4", "bogus=1"], "Invalid option: bogus=1", 1),
            (&["setaccess", "1", "4", "CALLIN=on"], "Invalid option: CALLIN=on", 1),
            (
                &["setaccess", "1", "4", "privilege=admin"],
                "Numeric [1-15] value expected, but 'admin' given.",
                1,
            ),
            (&["getciphers"], usage, 1),
            (&["getciphers", "bogus"], usage, 1),
            (&["getciphers", "ipmi", "16"], channel, 1),
            (&["setkg", "hex"], usage, 1),
            (&["setkg", "hex", "123"], "The key has an odd number of digits", 1),
            (&["setkg", "hex", "0g"], "The key is not hexadecimal", 1),
            (&["setkg", "plain", "twentyonecharacterkey"], "The key is too long", 1),
        ];
        for (words, start, status) in cases {
            let failure = Channel::parse(words, &Context::default()).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
