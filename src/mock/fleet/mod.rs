//! Many BMCs in one process: a map of names and addresses, and a configuration.
mod config;
mod files;
mod map;
mod member;
mod pattern;
mod plan;
mod running;
mod sockets;
mod values;

use std::fmt;
use std::path::PathBuf;

pub use files::Files;
pub use plan::Template;
pub use running::{Change, Fleet};

/// Something that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file; `None` for what is wrong with no file.
    pub file: Option<PathBuf>,
    /// Line, from 1 on.
    pub line: Option<usize>,
    /// What is wrong.
    pub text: String,
}

impl Problem {
    fn at(line: usize, text: impl Into<String>) -> Self {
        Self { file: None, line: Some(line), text: text.into() }
    }

    fn general(text: impl Into<String>) -> Self {
        Self { file: None, line: None, text: text.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}:", file.display())?;
        }
        match (&self.file, self.line) {
            (Some(_), Some(line)) => write!(f, "{line}: ")?,
            (Some(_), None) => f.write_str(" ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.text)
    }
}
