//! GNU getopt over the whole command line: letters anywhere, words left over.
//!
//! IPMItool has letters only, and they may stand behind the command (`power status -v`). The long
//! options are ours.
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// IPMItool's letters in getopt's notation, and `W`, which is ours.
pub const LETTERS: &str = "I:46hVvcgsEKYao:H:d:P:f:U:p:C:L:A:t:T:m:z:S:l:b:B:e:k:y:O:R:N:D:ZW:";

/// Commands that read their own options: what follows one of them is words.
pub const OWN_OPTIONS: &[&str] = &["mock-bmc"];

/// One thing found on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A letter without a value.
    Flag(u8),
    /// A letter with its value.
    Value(Letter),
    /// A long option as typed, and its value where it takes one.
    Long {
        /// The name without dashes.
        name: String,
        /// The value.
        value: Option<OsString>,
    },
    /// A word: the command, or an argument of it.
    Word(OsString),
}

/// A letter with a value, and where the value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub letter: u8,
    /// Its value.
    pub value: OsString,
    /// Index of the argument with the value.
    pub index: usize,
    /// Offset of the value in that argument, in bytes.
    pub offset: usize,
}

/// An option that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    /// A letter that is not known.
    #[error("invalid option -- '{}'", display(*.0))]
    Letter(u8),
    /// The value of a letter is missing.
    #[error("option requires an argument -- '{}'", display(*.0))]
    Missing(u8),
    /// A long option that is not known.
    #[error("unrecognized option '--{0}'")]
    Long(String),
    /// The value of a long option is missing.
    #[error("option '--{0}' requires an argument")]
    LongMissing(String),
    /// A long option without a value was given one.
    #[error("option '--{0}' doesn't allow an argument")]
    LongValue(String),
}

impl OptionError {
    /// True for errors of long options.
    pub const fn is_long(&self) -> bool {
        matches!(self, Self::Long(_) | Self::LongMissing(_) | Self::LongValue(_))
    }
}

fn display(letter: u8) -> char {
    char::from(letter)
}

/// Whether a long option takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Only `--name`.
    Nothing,
    /// `--name=value` or `--name value`.
    Value,
    /// `--name=value` or only `--name`.
    Attached,
}

/// Says whether a long option exists, and if so whether it takes a value.
pub type LongLookup<'a> = &'a dyn Fn(&str) -> Option<Takes>;

/// Walks the arguments behind the program name.
pub struct Getopt<'a> {
    args: &'a [OsString],
    index: usize,
    /// Where the next letter of a bundle is; 0 outside a bundle.
    inside: usize,
    only_words: bool,
    posixly_correct: bool,
    first_word: bool,
    long: LongLookup<'a>,
}

impl<'a> Getopt<'a> {
    /// Starts at `args[1]`; the first argument is the program's name. With `posixly_correct`,
    /// options end at the first word.
    pub fn new(args: &'a [OsString], posixly_correct: bool, long: LongLookup<'a>) -> Self {
        Self {
            args,
            index: 1,
            inside: 0,
            only_words: false,
            posixly_correct,
            first_word: true,
            long,
        }
    }

    fn letter(&mut self, arg: &[u8]) -> Option<Result<Item, OptionError>> {
        let index = self.index;
        let letter = *arg.get(self.inside)?;
        self.inside += 1;
        let at_end = self.inside >= arg.len();
        let Some(takes_value) = takes_value(letter) else {
            self.step(at_end);
            return Some(Err(OptionError::Letter(letter)));
        };
        if !takes_value {
            self.step(at_end);
            return Some(Ok(Item::Flag(letter)));
        }
        let offset = self.inside;
        self.step(true);
        if !at_end {
            let value = OsString::from_vec(arg.get(offset..).unwrap_or_default().to_vec());
            return Some(Ok(Item::Value(Letter { letter, value, index, offset })));
        }
        let Some(value) = self.args.get(self.index) else {
            return Some(Err(OptionError::Missing(letter)));
        };
        self.index += 1;
        let value = value.clone();
        Some(Ok(Item::Value(Letter { letter, value, index: index + 1, offset: 0 })))
    }

    fn step(&mut self, at_end: bool) {
        if at_end {
            self.inside = 0;
            self.index += 1;
        }
    }

    fn long(&mut self, text: &[u8]) -> Result<Item, OptionError> {
        self.index += 1;
        let mut parts = text.splitn(2, |byte| *byte == b'=');
        let name = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        let attached = parts.next().map(|value| OsStr::from_bytes(value).to_owned());
        match ((self.long)(&name), attached) {
            (None, _) => Err(OptionError::Long(name)),
            (Some(Takes::Nothing), Some(_)) => Err(OptionError::LongValue(name)),
            (Some(Takes::Value), None) => {
                let value = self.args.get(self.index).cloned();
                self.index += 1;
                match value {
                    Some(_) => Ok(Item::Long { name, value }),
                    None => Err(OptionError::LongMissing(name)),
                }
            }
            (Some(_), value) => Ok(Item::Long { name, value }),
        }
    }

    fn word(&mut self, arg: &OsStr) -> Item {
        self.index += 1;
        if self.first_word {
            self.first_word = false;
            let own = OWN_OPTIONS.iter().any(|name| arg == OsStr::new(name));
            self.only_words |= own || self.posixly_correct;
        }
        Item::Word(arg.to_owned())
    }
}

impl Iterator for Getopt<'_> {
    type Item = Result<Item, OptionError>;

    fn next(&mut self) -> Option<Self::Item> {
        let args = self.args;
        let arg = args.get(self.index)?.as_os_str();
        if self.inside > 0 {
            return self.letter(arg.as_bytes());
        }
        match arg.as_bytes() {
            _ if self.only_words => Some(Ok(self.word(arg))),
            b"--" => {
                self.only_words = true;
                self.index += 1;
                self.next()
            }
            [b'-', b'-', name @ ..] => Some(self.long(name)),
            bytes @ [b'-', _, ..] => {
                self.inside = 1;
                self.letter(bytes)
            }
            _ => Some(Ok(self.word(arg))),
        }
    }
}

/// `None` for a letter that is not known.
fn takes_value(letter: u8) -> Option<bool> {
    if letter == b':' {
        return None;
    }
    let mut rest = LETTERS.bytes().skip_while(|known| *known != letter);
    rest.next()?;
    Some(rest.next() == Some(b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(line: &[&str], posixly_correct: bool) -> Vec<Result<Item, OptionError>> {
        let args: Vec<OsString> =
            std::iter::once("ipmitool").chain(line.iter().copied()).map(OsString::from).collect();
        let long = |name: &str| match name {
            "json" => Some(Takes::Nothing),
            "deadline" => Some(Takes::Value),
            "wait" => Some(Takes::Attached),
            _ => None,
        };
        Getopt::new(&args, posixly_correct, &long).collect()
    }

    fn show(line: &[&str]) -> String {
        render(&items(line, false))
    }

    fn render(items: &[Result<Item, OptionError>]) -> String {
        let texts: Vec<String> = items
            .iter()
            .map(|item| match item {
                Ok(Item::Flag(letter)) => format!("-{}", char::from(*letter)),
                Ok(Item::Value(Letter { letter, value, index, offset })) => {
                    format!("-{}={}@{index}+{offset}", char::from(*letter), value.display())
                }
                Ok(Item::Long { name, value: Some(value) }) => {
                    format!("--{name}={}", value.display())
                }
                Ok(Item::Long { name, value: None }) => format!("--{name}"),
                Ok(Item::Word(word)) => word.display().to_string(),
                Err(error) => format!("<{error}>"),
            })
            .collect();
        texts.join(" ")
    }

    #[test]
    fn letters_are_found_anywhere_bundled_and_attached() {
        assert_eq!(show(&["power", "status", "-vv"]), "power status -v -v");
        assert_eq!(show(&["-vcIlan", "-C3", "x"]), "-v -c -I=lan@1+4 -C=3@2+2 x");
        assert_eq!(show(&["-H", "-v", "-"]), "-H=-v@2+0 -");
        assert_eq!(show(&["-P", "", "x"]), "-P=@2+0 x");
    }

    #[test]
    fn two_dashes_end_the_options() {
        assert_eq!(show(&["a", "--", "-10", "--json", "--"]), "a -10 --json --");
        assert_eq!(show(&["-H", "--", "x"]), "-H=--@2+0 x");
    }

    #[test]
    fn posixly_correct_ends_the_options_at_the_first_word() {
        assert_eq!(render(&items(&["-v", "help", "-V"], true)), "-v help -V");
    }

    #[test]
    fn errors_are_getopts() {
        assert_eq!(show(&["-q"]), "<invalid option -- 'q'>");
        assert_eq!(show(&["-v:"]), "-v <invalid option -- ':'>");
        assert_eq!(show(&["raw", "-1"]), "raw <invalid option -- '1'>");
        assert_eq!(show(&["-vH"]), "-v <option requires an argument -- 'H'>");
        assert_eq!(show(&["-qv"]), "<invalid option -- 'q'> -v");
    }

    #[test]
    fn long_options_are_ours() {
        assert_eq!(show(&["--deadline=2s", "--json"]), "--deadline=2s --json");
        assert_eq!(show(&["--deadline", "--json", "x"]), "--deadline=--json x");
        assert_eq!(show(&["--deadline"]), "<option '--deadline' requires an argument>");
        assert_eq!(show(&["--wait", "--wait=1m", "x"]), "--wait --wait=1m x");
        assert_eq!(show(&["--json=1"]), "<option '--json' doesn't allow an argument>");
        assert_eq!(show(&["--bogus=1", "x"]), "<unrecognized option '--bogus'> x");
    }

    #[test]
    fn a_command_with_options_of_its_own_keeps_them() {
        assert_eq!(show(&["-v", "mock-bmc", "--port", "1", "-x"]), "-v mock-bmc --port 1 -x");
        assert_eq!(show(&["help", "mock-bmc", "-v"]), "help mock-bmc -v");
    }

    #[test]
    fn every_letter_is_known_as_the_notation_says() {
        assert_eq!(takes_value(b'I'), Some(true));
        assert_eq!(takes_value(b'4'), Some(false));
        assert_eq!(takes_value(b'Z'), Some(false));
        assert_eq!(takes_value(b'W'), Some(true));
        assert_eq!(takes_value(b'i'), None);
    }
}
