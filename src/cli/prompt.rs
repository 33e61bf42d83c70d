//! Prompts of commands, which come before anything is sent.
use super::failure::Failure;
use super::term::{self, AskError};
use crate::crypto::secret::Secret;

/// Asks for a secret on the terminal.
///
/// # Errors
/// A silent one with exit status 130 for Ctrl-C, else what the terminal failed with.
pub fn prompt(text: &str) -> Result<Secret, Failure> {
    term::ask(b"", text).map_err(|error| match error {
        AskError::Interrupted => Failure::result("").with_status(INTERRUPTED),
        AskError::Io(error) => Failure::from(error),
    })
}

/// What shells report for a program that SIGINT ended.
const INTERRUPTED: u8 = 130;
