//! `exec`, `shell`, `set` and `echo`: many commands in one session.
mod complete;
mod lines;
mod set;
mod split;

use std::path::PathBuf;
use std::time::Duration;

use super::connect::{self, Connection};
use super::dispatch::{self, Command};
use super::failure::Failure;
use super::out::Out;
use super::settings::{Interface, Settings};
use super::words::Word;
use super::{groups, usage};
use crate::cmd::app::device::GetDeviceId;
use lines::Lines;
use set::Effect;
use split::{Kind, split};

pub use set::Set;

/// A command that runs others, or changes how they run.
#[derive(Debug)]
pub enum Script {
    /// Print words.
    Echo(Vec<String>),
    /// Run the commands in a file.
    Exec(PathBuf),
    /// Change an option.
    Set(Set),
    /// Run what is typed.
    Shell,
}

impl Script {
    /// Reads a command's words, the first included; `None` when it is no such command.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str]) -> Option<Result<Self, Failure>> {
        Some(match words {
            ["echo", rest @ ..] => {
                Ok(Self::Echo(rest.iter().map(|word| (*word).to_owned()).collect()))
            }
            ["exec"] => Err(Failure::usage("Usage: exec <filename>")),
            ["exec", file, ..] => Ok(Self::Exec(PathBuf::from(file))),
            ["set", rest @ ..] => Set::parse(rest).map(Self::Set),
            ["shell", ..] => Ok(Self::Shell),
            _ => return None,
        })
    }
}

/// How commands ended.
pub(super) enum Ended {
    /// A single one: it has to be told.
    One(Result<(), Failure>),
    /// Many, which have been told; the exit status.
    Many(u8),
}

/// A place to run commands from: the session, and what is known of it.
pub(super) struct Seat<'s, 'o, 'a> {
    settings: &'s mut Settings,
    connection: &'s mut Connection,
    out: &'o mut Out<'a>,
    /// The session is not what the settings say, or does not answer.
    stale: bool,
    /// Scripts that run scripts.
    depth: u8,
    /// There may be another command behind this one.
    many: bool,
}

impl<'s, 'o, 'a> Seat<'s, 'o, 'a> {
    pub(super) fn new(
        settings: &'s mut Settings,
        connection: &'s mut Connection,
        out: &'o mut Out<'a>,
    ) -> Self {
        Self { settings, connection, out, stale: false, depth: 0, many: false }
    }

    /// Runs a command of any kind.
    pub(super) async fn run(&mut self, command: Command) -> Ended {
        match command.into_script() {
            Ok(Script::Echo(words)) => Ended::One(self.echo(&words)),
            Ok(Script::Set(set)) => Ended::One(self.set(set)),
            Ok(Script::Exec(path)) => {
                if let Ok(lines) = Lines::of_file(&path) {
                    return Box::pin(self.exec(lines)).await;
                }
                let line = format!("File {} does not exist", path.display());
                Ended::One(Err(Failure::usage(line)))
            }
            Ok(Script::Shell) => match Lines::of_person() {
                Ok(lines) => Box::pin(self.shell(lines)).await,
                Err(error) => Ended::One(Err(error.into())),
            },
            Err(command) => Ended::One(self.simple(*command).await),
        }
    }

    async fn simple(&mut self, command: Command) -> Result<(), Failure> {
        if self.stale {
            let connection = connect::connect(self.settings, std::time::Instant::now()).await?;
            std::mem::replace(self.connection, connection).close().await;
            self.stale = false;
        }
        self.connection.client.recover_sessions(self.many);
        command.run(&mut self.connection.client, self.out).await
    }

    fn echo(&mut self, words: &[String]) -> Result<(), Failure> {
        let mut line = words.join(" ");
        if !words.is_empty() {
            line.push(' ');
        }
        self.out.plain(line)
    }

    fn set(&mut self, set: Set) -> Result<(), Failure> {
        let (said, effect) = set.apply(self.settings)?;
        match effect {
            Effect::Output => self.out.shape(self.settings.format, self.settings.verbosity),
            // The BMC inside the program is what it is.
            Effect::Session if self.settings.interface == Interface::Mock => {}
            Effect::Session => self.stale = true,
        }
        if said.is_empty() { Ok(()) } else { self.out.plain(said) }
    }

    /// Runs all lines, also behind one that fails; the status is that of the last that failed.
    async fn exec(&mut self, mut lines: Lines) -> Ended {
        if self.depth >= DEEPEST {
            return Ended::One(Err(Failure::usage("exec: scripts run each other in circles")));
        }
        self.depth += 1;
        self.many = true;
        let mut status = 0;
        let end = loop {
            match self.line(&mut lines).await {
                Ok(Some(line)) => {
                    let words = split(&line, Kind::Script);
                    let done = self.words(&words).await;
                    status = if done == 0 { status } else { done };
                }
                Ok(None) => break Ended::Many(status),
                Err(failure) => break Ended::One(Err(failure)),
            }
        };
        self.depth -= 1;
        end
    }

    /// Runs lines until one says that it is over; the status is that of the last command.
    async fn shell(&mut self, mut lines: Lines) -> Ended {
        self.many = true;
        let mut status = 0;
        loop {
            match self.line(&mut lines).await {
                Ok(Some(line)) => {
                    let words = split(&line, Kind::Typed);
                    match words.first().map(String::as_str) {
                        None => {}
                        Some("exit" | "quit") => return Ended::Many(0),
                        Some(_) => status = self.words(&words).await,
                    }
                }
                Ok(None) => return Ended::Many(status),
                Err(failure) => return Ended::One(Err(failure)),
            }
        }
    }

    /// The next line. While there is none the session is kept alive.
    async fn line(&mut self, lines: &mut Lines) -> Result<Option<String>, Failure> {
        lines.ask();
        loop {
            let line = tokio::select! {
                line = lines.next() => line,
                () = tokio::time::sleep(IDLE) => {
                    let alive = self.connection.client.send(&GetDeviceId).await;
                    self.stale |= alive.is_err_and(|error| error.completion_code().is_none());
                    continue;
                }
            };
            let Some(line) = line? else { return Ok(None) };
            return match String::from_utf8(line) {
                Ok(line) => Ok(Some(line)),
                Err(_) => Err(Failure::usage("A command that is not valid UTF-8")),
            };
        }
    }

    /// Runs a line's words, and tells how that ended; gives the exit status.
    async fn words(&mut self, words: &[String]) -> u8 {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let host = self.settings.host.clone();
        let name = dispatch::name_of(&words);
        self.out.about(host.as_deref(), &name);
        let ended = match words.as_slice() {
            // The last line of what `lan6 save` prints.
            [] | ["exit", ..] => return 0,
            // No commands of a script, as IPMItool has it.
            ["help" | "?", ..] if self.depth == 0 => {
                Ended::One(Err(Failure::help(usage::commands())))
            }
            [word, ..]
                if *word == "help" || !groups::is_command(word) && !groups::is_planned(word) =>
            {
                let line = format!("Invalid command: {word}");
                Ended::One(Err(Failure::usage(line).line(usage::commands())))
            }
            words => match dispatch::parse_words(words, &self.settings.context()) {
                Ok(command) => self.run(command).await,
                Err(failure) => Ended::One(Err(failure)),
            },
        };
        match ended {
            Ended::Many(status) => status,
            Ended::One(outcome) => super::finish(self.settings, self.out, &outcome),
        }
    }
}

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

/// The words behind `set`.
pub const SET_WORDS: &[Word] = set::WORDS;

/// A session that nothing happens in for so long is used, so that the BMC keeps it.
const IDLE: Duration = Duration::from_secs(20);
const DEEPEST: u8 = 16;
