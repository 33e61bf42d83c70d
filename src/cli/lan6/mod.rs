//! `lan6`: IPv6 configuration of the BMC.
mod fetch;
mod items;
mod set;
mod shown;
mod words;

use serde::Serialize;

use super::Context;
use super::failure::Failure;
use super::lan::guard::{COMMIT, COMPLETE, Guard, IN_PROGRESS};
use super::out::{Out, Quiet};
use super::words::Word;
use crate::cmd::app::channel::GetChannelInfo;
use crate::error::Error;
use crate::transport::Client;
use fetch::Source;
use set::progress;
use words::Choice;

/// Subcommands of `lan6`.
#[derive(Clone, Debug)]
pub struct Lan6 {
    /// `None` for the first LAN channel.
    channel: Option<u8>,
    action: Action,
}

#[derive(Clone, Debug)]
enum Action {
    /// Show parameters.
    Print(Choice),
    /// Show the commands that set them again.
    Save(Choice),
    /// Change one.
    Set(set::Set),
    /// Say that writes are in progress.
    Lock,
    /// Say that what was written is to be kept, and that writes are over.
    Commit,
    /// Say that writes are over.
    Discard,
}

impl Lan6 {
    /// Reads the words behind `lan6`. Usage is printed on standard output, as IPMItool does.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], _context: &Context) -> Result<Self, Failure> {
        let Some((first, rest)) = words.split_first() else {
            return Err(Failure::usage_printed(words::usage(), 0));
        };
        let lower = first.to_ascii_lowercase();
        let channel = || rest.first().map(|word| words::channel(word)).transpose();
        let behind = rest.get(1..).unwrap_or_default();
        let (channel, action) = match lower.as_str() {
            "help" => {
                let usage = rest.first().map_or_else(words::usage, |name| words::usage_of(name));
                return Err(Failure::usage_printed(usage, 0));
            }
            "print" => (channel()?, Action::Print(Choice::parse(behind, words::print_usage)?)),
            "save" => (channel()?, Action::Save(Choice::parse(behind, words::save_usage)?)),
            "set" => (None, Action::Set(set::Set::parse(rest)?)),
            "lock" | "commit" | "discard" => {
                if rest.is_empty() {
                    return Err(Failure::usage_printed(words::usage_of(&lower), 1));
                }
                let action = match lower.as_str() {
                    "lock" => Action::Lock,
                    "commit" => Action::Commit,
                    _ => Action::Discard,
                };
                (channel()?, action)
            }
            _ => return Err(Failure::usage_printed(words::usage(), 1)),
        };
        Ok(Self { channel, action })
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { channel, action } = self;
        let states: &[u8] = match action {
            Action::Set(set) => return set.run(client, out).await,
            Action::Print(choice) => return print(channel, choice, client, out).await,
            Action::Save(choice) => return save(channel, choice, client, out).await,
            Action::Lock => &[IN_PROGRESS],
            Action::Commit => &[COMMIT, COMPLETE],
            Action::Discard => &[COMPLETE],
        };
        let channel = channel.unwrap_or(FIRST);
        let guard = Guard::new(channel, client);
        for state in states {
            progress(&guard, *state, client).await?;
        }
        out.show(&Quiet(Progress { channel, set_in_progress: states == [IN_PROGRESS] }))
    }
}

async fn print(
    channel: Option<u8>,
    choice: Choice,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let channel = find(channel, client).await?;
    out.note_at(1, "Getting parameter(s)...");
    let found = Source::new(channel, choice).fetch(choice, client, out).await?;
    let mut rows = out.rows();
    found.iter().try_for_each(|row| rows.push(row))?;
    rows.finish()
}

/// A script for IPMItool's `exec`; in JSON its lines.
async fn save(
    channel: Option<u8>,
    choice: Choice,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let channel = find(channel, client).await?;
    out.note_at(1, "Getting parameter(s)...");
    let found = Source::new(channel, choice).fetch(choice, client, out).await?;
    let mut lines = vec![format!("lan6 lock {channel}")];
    for words in found.iter().flat_map(shown::Row::words) {
        lines.push(format!("lan6 set {channel} nolock {words}"));
    }
    lines.push(format!("lan6 commit {channel}"));
    lines.push(format!("lan6 discard {channel}"));
    lines.push("exit".to_owned());
    lines.iter().try_for_each(|line| out.plain(line))?;
    out.show(&Quiet(lines))
}

/// The channel that was named, whatever it is, or the first LAN channel.
async fn find(channel: Option<u8>, client: &mut Client) -> Result<u8, Failure> {
    if let Some(channel) = channel {
        return Ok(channel);
    }
    for channel in FIRST..=LAST {
        match client.send(&GetChannelInfo(channel)).await {
            Ok(info) if info.medium == LAN_MEDIUM => return Ok(channel),
            Ok(_) | Err(Error::Completion { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::result("No LAN channel found"))
}

#[derive(Debug, Serialize)]
struct Progress {
    channel: u8,
    set_in_progress: bool,
}

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words behind `lan6`.
pub const WORDS: &[Word] = &[
    word("print", "[CHANNEL [PARAMETER [SET [BLOCK]]]]", "Show parameters"),
    word("save", "[CHANNEL [PARAMETER [SET [BLOCK]]]]", "Show the commands that set them again"),
    word("set", "CHANNEL [nolock] PARAMETER [SET [BLOCK]] VALUE...", "Change a parameter"),
    word("lock", "CHANNEL", "Say that writes are in progress"),
    word("commit", "CHANNEL", "Keep what was written"),
    word("discard", "CHANNEL", "Say that writes are over"),
    word("help", "[COMMAND]", "Print the list of commands"),
];

const FIRST: u8 = 1;
const LAST: u8 = 0x0b;
/// 802.3 LAN (IPMI v2.0 table 6-3).
const LAN_MEDIUM: u8 = 0x04;
