//! `user test`.
use std::io::{self, Write};

use serde::Serialize;

use super::password::{self, too_long};
use crate::cli::Context;
use crate::cli::args;
use crate::cli::cleartext;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Render};
use crate::cmd::app::user::{PasswordOperation, PasswordSize, SetUserPassword, UserId};
use crate::crypto::secret::Secret;
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Compares a password with the stored one.
#[derive(Clone, Debug)]
pub struct Test {
    user: UserId,
    size: PasswordSize,
    password: Secret,
    allow_cleartext: bool,
}

impl Test {
    pub(super) fn parse(
        id: &str,
        size: &str,
        password: Option<&str>,
        context: &Context,
    ) -> Result<Self, Failure> {
        let user = args::user_id(id)?;
        let size = match parse_u8(size) {
            Ok(16) => PasswordSize::Sixteen,
            Ok(20) => PasswordSize::Twenty,
            _ => {
                return Err(Failure::usage(format!("Given password length '{size}' is invalid."))
                    .line("Expected value is either 16 or 20."));
            }
        };
        let password = match password {
            Some(password) => Secret::from(password),
            None => password::ask(user)?,
        };
        if password.len() > size.bytes() {
            return Err(too_long(size));
        }
        Ok(Self { user, size, password, allow_cleartext: context.allow_cleartext })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { user, size, password, allow_cleartext } = self;
        cleartext::warn(client, out, allow_cleartext, "the password");
        let operation = PasswordOperation::Test(size, password);
        let answer = client.send(&SetUserPassword { user, operation }).await;
        let outcome = match &answer {
            Ok(()) => Outcome::Success,
            Err(Error::Completion { code: CompletionCode(0x80), .. }) => Outcome::PasswordIncorrect,
            Err(Error::Completion { code: CompletionCode(0x81), .. }) => Outcome::WrongSize,
            Err(_) => Outcome::Unknown,
        };
        out.show(&Tested { id: user.get(), size_bytes: size.bytes(), outcome })?;
        match (outcome, answer) {
            (Outcome::Success, _) => Ok(()),
            (Outcome::Unknown, Err(error)) => Err(Failure::from(error)),
            _ => Err(Failure::result("")),
        }
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Success,
    PasswordIncorrect,
    WrongSize,
    Unknown,
}

#[derive(Debug, Serialize)]
struct Tested {
    id: u8,
    size_bytes: usize,
    outcome: Outcome,
}

impl Render for Tested {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(match self.outcome {
            Outcome::Success => b"Success\n",
            Outcome::PasswordIncorrect => b"Failure: password incorrect\n",
            Outcome::WrongSize => b"Failure: wrong password size\n",
            Outcome::Unknown => b"Unknown error\n",
        })
    }
}
