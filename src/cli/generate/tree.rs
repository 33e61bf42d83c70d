//! The whole command line as one clap command. Nothing is parsed with it: IPMItool's letters are
//! read by [`crate::cli::getopt`], the words by each group.
use clap::{Arg, ArgAction, Command, CommandFactory, ValueHint};

use crate::cli::groups::GROUPS;
use crate::cli::long::LongOptions;
use crate::cli::words::Word;
use crate::cli::{mock_bmc, usage};

/// Builds the command.
pub fn command() -> Command {
    let groups = GROUPS.iter().map(|group| match group.name {
        "mock-bmc" => mock_bmc::command().about(group.help),
        _ => word(group),
    });
    Command::new("ripmitool")
        .about(env!("CARGO_PKG_DESCRIPTION"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args(letters())
        .args(long_options())
        .subcommands(groups)
}

/// Our long options, behind the letters.
fn long_options() -> Vec<Arg> {
    let options = LongOptions::command();
    let options = options.get_arguments().cloned();
    options.zip(LONG_FROM..).map(|(arg, at)| arg.global(false).display_order(at)).collect()
}

/// More than there are letters.
const LONG_FROM: usize = 100;

fn word(word: &Word) -> Command {
    Command::new(word.name)
        .about(word.help)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommands(word.words.iter().map(self::word))
}

/// IPMItool's letters. Options may stand behind the words too, but are offered only in front of
/// them: offered behind every word, they would make the files ten times as long.
fn letters() -> Vec<Arg> {
    let mut letters: Vec<Arg> = Vec::new();
    for (option, help) in usage::OPTIONS {
        let mut parts = option.trim_start_matches('-').splitn(2, ' ');
        let Some(letter) = parts.next().and_then(|text| text.chars().next()) else {
            // The rest of the text above.
            if let Some(arg) = letters.pop() {
                let before = arg.get_help().map(ToString::to_string).unwrap_or_default();
                letters.push(arg.help(format!("{before} {help}")));
            }
            continue;
        };
        let arg = Arg::new(*option).short(letter).help(*help);
        letters.push(match parts.next() {
            Some(name) => value(arg.value_name(name).action(ArgAction::Append), letter),
            None => arg.action(ArgAction::SetTrue),
        });
    }
    letters
}

/// What may stand behind a letter.
fn value(arg: Arg, letter: char) -> Arg {
    match letter {
        'A' => arg.value_parser(["NONE", "PASSWORD", "MD5", "MD2", "OEM"]),
        'C' => arg.value_parser(["17", "3", "8", "12", "0", "1", "2", "6", "7", "11", "15", "16"]),
        'H' => arg.value_hint(ValueHint::Hostname),
        'I' => {
            arg.value_parser(usage::INTERFACES.iter().map(|(name, _)| *name).collect::<Vec<_>>())
        }
        'L' => arg.value_parser(["CALLBACK", "USER", "OPERATOR", "ADMINISTRATOR"]),
        'O' | 'S' | 'f' => arg.value_hint(ValueHint::FilePath),
        'U' => arg.value_hint(ValueHint::Username),
        _ => arg.value_hint(ValueHint::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::getopt::LETTERS;

    #[test]
    fn clap_finds_no_fault_in_it() {
        command().debug_assert();
    }

    /// `-g` and `-s` are old names for `-o intelwv2` and `-o supermicro`, and are not offered.
    #[test]
    fn it_has_the_letters_that_are_read() {
        let command = command();
        let mut chars = LETTERS.chars().peekable();
        while let Some(letter) = chars.next() {
            let takes_value = chars.next_if_eq(&':').is_some();
            let arg = command.get_arguments().find(|arg| arg.get_short() == Some(letter));
            let Some(arg) = arg else {
                assert!(matches!(letter, 'g' | 's'), "-{letter}");
                continue;
            };
            assert_eq!(arg.get_action().takes_values(), takes_value, "-{letter}");
        }
    }
}
