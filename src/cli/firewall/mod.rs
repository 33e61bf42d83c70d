//! `firewall`: which commands the BMC takes on a channel.
mod info;
mod reset;
mod switch;
mod tables;

use super::args::channel;
use super::failure::Failure;
use super::number::parse_u8;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Subcommands of `firewall`.
#[derive(Clone, Copy, Debug)]
pub enum Firewall {
    /// Show what there is and what is on.
    Info(Place),
    /// Turn something on or off.
    Switch(switch::Switch),
    /// Turn all on that was turned off.
    Reset(u8),
}

/// What a command is about.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    channel: u8,
    lun: Option<u8>,
    netfn: Option<u8>,
    command: Option<u8>,
    sub_function: Option<u8>,
    force: bool,
}

impl Firewall {
    /// Reads the words behind `firewall`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [_, "help", ..] | ["enable" | "disable"] => Err(Failure::help(USAGE)),
            // IPMItool's status is 0 for wrong words, too.
            ["info", rest @ ..] => match Place::parse(rest) {
                Ok(place) => Ok(Self::Info(place)),
                Err(line) => Err(Failure::help(line).line(USAGE)),
            },
            [which @ ("enable" | "disable"), rest @ ..] => {
                let place = Place::parse(rest).map_err(Failure::usage)?;
                let (Some(lun), Some(netfn)) = (place.lun, place.netfn) else {
                    return Err(Failure::usage("lun and netfn are needed").line(USAGE));
                };
                let (enable, force) = (*which == "enable", place.force);
                Ok(Self::Switch(switch::Switch { place, lun, netfn, enable, force }))
            }
            ["reset"] => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
            ["reset", "channel", number] => channel(number).map(Self::Reset),
            ["reset", ..] => Err(Failure::usage("Expected channel N.").line(USAGE)),
            _ => Err(Failure::help(USAGE)),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Info(place) => info::run(place, client, out).await,
            Self::Switch(command) => command.run(client, out).await,
            Self::Reset(channel) => reset::run(channel, client, out).await,
        }
    }
}

impl Place {
    /// Reads pairs of a word and a number; other words are passed over, as IPMItool does.
    fn parse(words: &[&str]) -> Result<Self, String> {
        let mut place = Self {
            channel: THIS_CHANNEL,
            lun: None,
            netfn: None,
            command: None,
            sub_function: None,
            force: false,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut number = |most: u8| {
                let value = words.next().ok_or_else(|| format!("no {word} given"))?;
                match parse_u8(value) {
                    Ok(value) if value <= most => Ok(Some(value)),
                    _ => Err(format!("{word} is out of range (0-{most})")),
                }
            };
            match *word {
                "channel" => {
                    let value = words.next().ok_or_else(|| format!("no {word} given"))?;
                    let said = |failure: Failure| failure.lines().next().unwrap_or_default();
                    place.channel = channel(value).map_err(said)?;
                }
                "lun" => place.lun = number(3)?,
                "netfn" => place.netfn = number(63)?,
                "command" => place.command = number(255)?,
                "subfn" => place.sub_function = number(31)?,
                "force" => place.force = true,
                _ => {}
            }
        }
        for (inner, has, outer, needs) in [
            ("subfn", place.sub_function.is_some(), "command", place.command.is_some()),
            ("command", place.command.is_some(), "netfn", place.netfn.is_some()),
            ("netfn", place.netfn.is_some(), "lun", place.lun.is_some()),
        ] {
            if has && !needs {
                return Err(format!("if {inner} is set, so must be {outer}"));
            }
        }
        Ok(place)
    }
}

/// The words behind `firewall`.
pub const WORDS: &[Word] = &[
    word("info", WHERE, "Show which commands there are and which are on"),
    word("enable", WHERE, "Turn commands on"),
    word("disable", "[channel N] lun N netfn N [command N [subfn N]] [force]", "Turn commands off"),
    word("reset", "channel N", "Turn all commands on that were turned off"),
    word("help", "", "Print the list of commands"),
];

const WHERE: &str = "[channel N] [lun N [netfn N [command N [subfn N]]]]";

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

const USAGE: &str = "\
Firmware Firewall Commands:
  info    [channel H] [lun L [netfn N [command C [subfn S]]]]
  enable  [channel H] lun L netfn N [command C [subfn S]]
  disable [channel H] lun L netfn N [command C [subfn S]] [force]
  reset   channel H
Without force, the command that turns commands on again stays on.";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command.
    #[test]
    fn bad_words_are_answered() {
        let usage = "Firmware Firewall Commands:";
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], usage, 0),
            (&["help"], usage, 0),
            (&["bogus"], usage, 0),
            (&["info", "help"], usage, 0),
            (&["info", "lun", "4"], "lun is out of range (0-3)", 0),
            (&["info", "channel", "16"], "Given Channel number '16' is", 0),
            (&["info", "netfn", "6"], "if netfn is set, so must be lun", 0),
            (&["info", "command", "1"], "if command is set, so must be netfn", 0),
            (&["info", "lun"], "no lun given", 0),
            (&["enable"], usage, 0),
            (&["enable", "netfn", "6"], "if netfn is set, so must be lun", 1),
            (&["enable", "lun", "0"], "lun and netfn are needed", 1),
            (&["disable", "lun", "0", "netfn", "64"], "netfn is out of range (0-63)", 1),
            (&["reset"], "Not enough parameters given.", 1),
            (&["reset", "help"], usage, 0),
            (&["reset", "lun", "0"], "Expected channel N.", 1),
            (&["reset", "channel"], "Expected channel N.", 1),
            (&["reset", "channel", "16"], "Given Channel number '16' is", 1),
        ];
        for (words, start, status) in cases {
            let failure = Firewall::parse(words).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
