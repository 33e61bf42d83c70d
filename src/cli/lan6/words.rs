//! What the words of `lan6` have in common: channel, parameter, selectors.
use super::items::{Item, Shape, print_lines, set_lines};
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;

/// Which parameters are meant.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    /// One; `None` for all.
    pub(super) item: Option<&'static Item>,
    /// One of several; `None` for all.
    pub(super) set: Option<u8>,
    /// One part; `None` for all.
    pub(super) block: Option<u8>,
}

pub(super) fn channel(word: &str) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| Failure::usage(format!("Invalid channel: {word}")))
}

impl Choice {
    /// Words behind the channel. More than there are selectors are ignored.
    pub(super) fn parse(words: &[&str], usage: fn() -> String) -> Result<Self, Failure> {
        let Some((name, rest)) = words.split_first() else { return Ok(Self::default()) };
        let item = Item::find(name).ok_or_else(|| bad("invalid parameter", usage))?;
        let set = rest.first().filter(|_| item.shape != Shape::One);
        let set = set.map(|word| set_selector(item, word, usage)).transpose()?;
        let block = rest.get(1).filter(|_| item.shape == Shape::Blocks);
        let block = block.map(|word| block_selector(word, usage)).transpose()?;
        Ok(Self { item: Some(item), set, block })
    }
}

/// Static routers are counted from 1.
pub(super) fn set_selector(item: &Item, word: &str, usage: fn() -> String) -> Result<u8, Failure> {
    match (parse_u8(word), item.shape) {
        (Ok(0) | Err(_), Shape::StaticRouters) | (Err(_), _) => {
            Err(bad("invalid set selector", usage))
        }
        (Ok(3..), Shape::StaticRouters) => Err(Failure::usage("invalid set selector")),
        (Ok(set), _) => Ok(set),
    }
}

pub(super) fn block_selector(word: &str, usage: fn() -> String) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| bad("invalid block selector", usage))
}

/// A message, and the usage on standard output.
pub(super) fn bad(line: &str, usage: fn() -> String) -> Failure {
    Failure::usage(line).printing(usage())
}

/// Usage of `print`.
pub(super) fn print_usage() -> String {
    format!("{PRINT}\n   available parameters:\n{}", print_lines())
}

/// Usage of `save`.
pub(super) fn save_usage() -> String {
    format!("{SAVE}\n   available parameters:\n{}", set_lines())
}

/// Usage of `set`.
pub(super) fn set_usage() -> String {
    format!("{SET}\n   available parameters:\n{}", set_lines())
}

/// Usage of all.
pub(super) fn usage() -> String {
    format!("{HELP}{SAVE}{SET}{PRINT}{LOCK}{COMMIT}{DISCARD}")
}

/// Usage of the command of that name; of all for another.
pub(super) fn usage_of(command: &str) -> String {
    match command.to_ascii_lowercase().as_str() {
        "print" => print_usage(),
        "save" => save_usage(),
        "set" => set_usage(),
        "lock" => LOCK.to_owned(),
        "commit" => COMMIT.to_owned(),
        "discard" => DISCARD.to_owned(),
        "help" => HELP.to_owned(),
        _ => usage(),
    }
}

const HELP: &str = "  help [command]\n";
const SAVE: &str = "  save <channel> [<parameter> [<set_sel> [<block_sel>]]]\n";
const SET: &str = "  set <channel> [nolock] <parameter> [<set_sel> [<block_sel>]] <values...>\n";
const PRINT: &str = "  print <channel> [<parameter> [<set_sel> [<block_sel>]]]\n";
const LOCK: &str = "  lock <channel>\n";
const COMMIT: &str = "  commit <channel>\n";
const DISCARD: &str = "  discard <channel>\n";
