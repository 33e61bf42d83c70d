//! How a command ends when it fails: IPMItool's lines, the typed cause, the exit status.
use std::io;

use serde_json::{Value, json};

use super::diagnosis;
use crate::error::{Error, Kind};
use crate::wire::completion::CompletionCode;

/// Why a command failed, and what is said about it.
#[derive(Debug)]
pub struct Failure {
    lines: Vec<String>,
    /// Text for standard output: a few commands print their usage there.
    printed: Vec<u8>,
    cause: Cause,
    status: u8,
}

#[derive(Debug)]
enum Cause {
    Client(Error),
    /// The command ran, and its own result is the failure (a self test that did not pass).
    Result,
    Usage,
    Output(io::Error),
}

impl Failure {
    /// Wrong words: one or more lines on standard error, exit status 1, nothing sent.
    pub fn usage(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()], printed: Vec::new(), cause: Cause::Usage, status: 1 }
    }

    /// Help that was asked for: a text on standard error and exit status 0.
    pub fn help(text: impl Into<String>) -> Self {
        Self { lines: vec![text.into()], printed: Vec::new(), cause: Cause::Usage, status: 0 }
    }

    /// Usage on standard output: a few commands print it there. `status` 0 when it was asked for.
    pub fn usage_printed(text: impl Into<String>, status: u8) -> Self {
        Self { lines: Vec::new(), printed: text.into().into_bytes(), cause: Cause::Usage, status }
    }

    /// The command was carried out and its result is bad; `line` may be empty when all has been
    /// said.
    pub fn result(line: impl Into<String>) -> Self {
        let line = line.into();
        let lines = if line.is_empty() { Vec::new() } else { vec![line] };
        Self { lines, printed: Vec::new(), cause: Cause::Result, status: 1 }
    }

    /// A client error with the line that IPMItool prints for it.
    pub fn client(error: Error, line: impl Into<String>) -> Self {
        let line = line.into();
        let lines = if line.is_empty() { Vec::new() } else { vec![line] };
        Self { lines, printed: Vec::new(), cause: Cause::Client(error), status: 1 }
    }

    /// Adds a line.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Sets what is printed on standard output.
    #[must_use]
    pub fn printing(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.printed = text.into();
        self
    }

    /// Adds to what is printed on standard output.
    #[must_use]
    pub fn also_printing(mut self, text: impl AsRef<[u8]>) -> Self {
        self.printed.extend(text.as_ref());
        self
    }

    /// What to print on standard output; not for JSON.
    pub fn printed(&self) -> &[u8] {
        &self.printed
    }

    /// Without its lines, when they have been said already.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.lines.clear();
        self
    }

    /// Puts a line in front of the others.
    #[must_use]
    pub fn headed(mut self, line: impl Into<String>) -> Self {
        self.lines.insert(0, line.into());
        self
    }

    /// Sets another exit status: 0 where IPMItool exits 0 after a read that was refused.
    #[must_use]
    pub fn with_status(mut self, status: u8) -> Self {
        self.status = status;
        self
    }

    /// What to print on standard error, diagnosis included.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let diagnosis = match &self.cause {
            Cause::Client(error) => diagnosis::line(error),
            _ => None,
        };
        self.lines.iter().cloned().chain(diagnosis)
    }

    /// The typed cause, where the client failed.
    pub fn error(&self) -> Option<&Error> {
        match &self.cause {
            Cause::Client(error) => Some(error),
            _ => None,
        }
    }

    /// True when the reader of our output has gone: nothing more to say, and no failure.
    pub fn is_quiet(&self) -> bool {
        matches!(&self.cause, Cause::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The coarse cause.
    pub fn kind(&self) -> Kind {
        match &self.cause {
            Cause::Client(error) => error.kind(),
            Cause::Result => Kind::Command,
            Cause::Usage => Kind::Usage,
            Cause::Output(_) => Kind::System,
        }
    }

    /// The exit status; `detailed` is `--exit-codes=detailed`.
    pub fn exit_code(&self, detailed: bool) -> u8 {
        match self.status {
            _ if self.is_quiet() => 0,
            1 if detailed => self.kind().exit_code(),
            status => status,
        }
    }

    /// The `error` object of `--json`.
    pub fn json(&self) -> Value {
        let lines: Vec<String> = self
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        let printed = || String::from_utf8_lossy(&self.printed).into_owned();
        let message = if lines.is_empty() { printed() } else { lines.join("\n") };
        let code = self.error().and_then(Error::completion_code);
        json!({
            "kind": self.kind().name(),
            "completion_code": code.map(|code| code.0),
            "message": message,
        })
    }
}

impl From<io::Error> for Failure {
    /// A failure to write output.
    fn from(error: io::Error) -> Self {
        Self {
            lines: vec![error.to_string()],
            printed: Vec::new(),
            cause: Cause::Output(error),
            status: 1,
        }
    }
}

impl From<Error> for Failure {
    /// IPMItool's usual shape: `NAME command failed: TEXT`, or without the text when nothing
    /// came back.
    fn from(error: Error) -> Self {
        let line = match &error {
            Error::Completion { command, code, meaning } => match meaning {
                Some(meaning) => format!("{command} command failed: {meaning}"),
                None => format!("{command} command failed: {code}"),
            },
            Error::NoAnswer(command) | Error::OutcomeUnknown(command) => {
                format!("{command} command failed")
            }
            other => other.to_string(),
        };
        Self::client(error, line)
    }
}

/// Gives a client error the words that IPMItool has for it.
pub trait Said<T> {
    /// `WHAT: TEXT` for a completion code (a command's own meaning first), `WHAT` alone when
    /// nothing came back.
    ///
    /// # Errors
    /// The error, with its line.
    fn said(self, what: &str) -> Result<T, Failure>;

    /// A line made from the completion code, `None` when there was no answer.
    ///
    /// # Errors
    /// The error, with its line.
    fn said_by(self, line: impl FnOnce(Option<CompletionCode>) -> String) -> Result<T, Failure>;
}

impl<T> Said<T> for Result<T, Error> {
    fn said(self, what: &str) -> Result<T, Failure> {
        self.map_err(|error| {
            let line = match &error {
                Error::Completion { meaning: Some(meaning), .. } => format!("{what}: {meaning}"),
                Error::Completion { code, .. } => format!("{what}: {code}"),
                _ => what.to_owned(),
            };
            Failure::client(error, line)
        })
    }

    fn said_by(self, line: impl FnOnce(Option<CompletionCode>) -> String) -> Result<T, Failure> {
        self.map_err(|error| {
            let line = line(error.completion_code());
            Failure::client(error, line)
        })
    }
}
