//! `user`: accounts of the BMC.
mod enable;
mod list;
mod name;
mod password;
mod privilege;
mod summary;
mod test;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `user`.
#[derive(Clone, Debug)]
pub enum User {
    /// Enable or disable an account.
    Enable(enable::Enable),
    /// Show all accounts.
    List(list::List),
    /// Set a name.
    Name(name::SetName),
    /// Set a password.
    Password(password::SetPassword),
    /// Set a privilege limit.
    Privilege(privilege::SetPrivilege),
    /// Show how many accounts there are.
    Summary(summary::Summary),
    /// Compare a password.
    Test(test::Test),
}

impl User {
    /// Reads the words behind `user`. A password that is not among them is asked for.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let Some((first, rest)) = words.split_first() else {
            return Err(Failure::usage("Not enough parameters given.").line(USAGE));
        };
        match (*first, rest) {
            ("help", _) => Err(Failure::help(USAGE)),
            ("summary", [] | [_]) => summary::Summary::parse(rest).map(Self::Summary),
            ("list", [] | [_]) => list::List::parse(rest).map(Self::List),
            ("set", ["name", id, name]) => name::SetName::parse(id, name).map(Self::Name),
            ("set", ["password", id, rest @ ..]) => {
                password::SetPassword::parse(id, rest, context).map(Self::Password)
            }
            ("disable", [id]) => enable::Enable::parse(id, false).map(Self::Enable),
            ("enable", [id]) => enable::Enable::parse(id, true).map(Self::Enable),
            ("priv", [id, level]) => {
                privilege::SetPrivilege::parse(id, level, None).map(Self::Privilege)
            }
            ("priv", [id, level, channel]) => {
                privilege::SetPrivilege::parse(id, level, Some(channel)).map(Self::Privilege)
            }
            ("test", [id, size]) => test::Test::parse(id, size, None, context).map(Self::Test),
            ("test", [id, size, password]) => {
                test::Test::parse(id, size, Some(password), context).map(Self::Test)
            }
            ("summary" | "list" | "set" | "disable" | "enable" | "priv" | "test", _) => {
                Err(Failure::usage(USAGE))
            }
            (other, _) => {
                Err(Failure::usage(format!("Invalid user command: '{other}'\n")).line(USAGE))
            }
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Enable(command) => command.run(client, out).await,
            Self::List(command) => command.run(client, out).await,
            Self::Name(command) => command.run(client, out).await,
            Self::Password(command) => command.run(client, out).await,
            Self::Privilege(command) => command.run(client, out).await,
            Self::Summary(command) => command.run(client, out).await,
            Self::Test(command) => command.run(client, out).await,
        }
    }
}

const USAGE: &str = "\
User Commands:
  summary      [CHANNEL]                    How many accounts there are
  list         [CHANNEL]                    All accounts with their access
  set name     USER_ID NAME                 Name of up to 16 bytes
  set password USER_ID [PASSWORD [16|20]]   Asks when no password is given;
                                            stored in 20 bytes when longer than 16
  disable      USER_ID
  enable       USER_ID
  priv         USER_ID LEVEL [CHANNEL]      Privilege limit: 1 callback, 2 user,
                                            3 operator, 4 administrator, 5 OEM, 15 no access
  test         USER_ID 16|20 [PASSWORD]     Compare a password with the stored one

USER_ID is 1 to 63; CHANNEL is the present one unless given.
";

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words of `user`.
pub const WORDS: &[Word] = &[
    word("summary", "[CHANNEL]", "Show how many accounts there are"),
    word("list", "[CHANNEL]", "Show all accounts with their access"),
    Word {
        name: "set",
        help: "Set a name or a password",
        args: "",
        words: &[
            word("name", "USER_ID NAME", "Set a name of up to 16 bytes"),
            word("password", "USER_ID [PASSWORD [16|20]]", "Set a password"),
        ],
    },
    word("disable", "USER_ID", "Disable an account"),
    word("enable", "USER_ID", "Enable an account"),
    word("priv", "USER_ID LEVEL [CHANNEL]", "Set a privilege limit"),
    word("test", "USER_ID 16|20 [PASSWORD]", "Compare a password with the stored one"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], "Not enough parameters given.", 1),
            (&["help"], "User Commands:", 0),
            (&["usr"], "Invalid user command: 'usr'", 1),
            (&["list", "1", "2"], "User Commands:", 1),
            (&["list", "x"], "Given Channel number 'x' is either invalid or out of range.", 1),
            (&["set"], "User Commands:", 1),
            (&["set", "name", "4"], "User Commands:", 1),
            (&["set", "name", "5", "seventeencharsname"], "Username is too long (> 16 bytes)", 1),
            (&["set", "password"], "User Commands:", 1),
            (&["set", "password", "9", "a", "16 "], "Invalid password length '16 '", 1),
            (&["set", "password", "9", "a", ""], "Invalid password length ''", 1),
            (
                &["set", "password", "4", "seventeencharpass", "16"],
                "Password is too long (> 16 bytes)",
                1,
            ),
            (
                &["set", "password", "4", "twentyonecharacterpas"],
                "Password is too long (> 20 bytes)",
                1,
            ),
            (&["enable"], "User Commands:", 1),
            (&["enable", "0"], "Given User ID '0' is either invalid or out of range.", 1),
            (&["priv", "4", "9"], "Given Privilege Limit '9' is invalid.", 1),
            (
                &["priv", "99", "99", "99"],
                "Given Channel number '99' is either invalid or out of range.",
                1,
            ),
            (&["test", "4", "99", "x"], "Given password length '99' is invalid.", 1),
            (
                &["test", "99", "99", "x"],
                "Given User ID '99' is either invalid or out of range.",
                1,
            ),
        ];
        for (words, line, status) in cases {
            let failure = User::parse(words, &Context::default()).unwrap_err();
            let lines = failure.lines().next().unwrap();
            let first = lines.lines().next().unwrap();
            assert_eq!((first, failure.exit_code(false)), (*line, *status), "{words:?}");
        }
    }

    #[test]
    fn good_words_are_taken() {
        let cases: &[&[&str]] = &[
            &["summary", "0xe"],
            &["list"],
            &["set", "name", "077", "a b"],
            &["set", "password", "17", "seventeencharpass"],
            &["set", "password", "4", "secret", "20", "5"],
            &["disable", " 1"],
            &["priv", "4", "15", ""],
            &["test", "4", "0x14", "secret"],
        ];
        for words in cases {
            assert!(User::parse(words, &Context::default()).is_ok(), "{words:?}");
        }
    }
}
