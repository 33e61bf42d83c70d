//! `user set password`.
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use crate::cli::Context;
use crate::cli::args;
use crate::cli::cleartext;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Render};
use crate::cli::prompt::prompt;
use crate::cli::reply::failed;
use crate::cmd::Command;
use crate::cmd::app::user::{PasswordOperation, PasswordSize, SetUserPassword, UserId};
use crate::crypto::secret::Secret;
use crate::error::Error;
use crate::transport::{Client, Request, Target};
use crate::wire::completion::CompletionCode;

/// Sets a password.
#[derive(Clone, Debug)]
pub struct SetPassword {
    user: UserId,
    size: PasswordSize,
    password: Secret,
    allow_cleartext: bool,
}

impl SetPassword {
    /// Without a password among the words it is asked for, twice.
    pub(super) fn parse(id: &str, words: &[&str], context: &Context) -> Result<Self, Failure> {
        let user = args::user_id(id)?;
        let (password, size) = match words {
            [] => (ask_twice(user)?, None),
            [password] => (Secret::from(*password), None),
            [password, size, ..] => (Secret::from(*password), Some(parse_size(size)?)),
        };
        // Counted in bytes, and never cut.
        let size = size.unwrap_or(if password.len() > PasswordSize::Sixteen.bytes() {
            PasswordSize::Twenty
        } else {
            PasswordSize::Sixteen
        });
        if password.len() > size.bytes() {
            return Err(too_long(size));
        }
        Ok(Self { user, size, password, allow_cleartext: context.allow_cleartext })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { user, size, password, allow_cleartext } = self;
        cleartext::warn(client, out, allow_cleartext, "the password");
        let id = user.get();
        let operation = PasswordOperation::Set(size, password.clone());
        client
            .send(&SetUserPassword { user, operation })
            .await
            .map_err(|error| refused(error, size, id))?;
        check(client, user, size, password).await?;
        out.show(&Changed { id, size_bytes: size.bytes() })
    }
}

/// The failure for a password that does not fit.
pub(super) fn too_long(size: PasswordSize) -> Failure {
    Failure::usage(format!("Password is too long (> {} bytes)", size.bytes()))
}

/// Asks for a password once.
pub(super) fn ask(user: UserId) -> Result<Secret, Failure> {
    prompt(&format!("Password for user {}: ", user.get()))
}

fn ask_twice(user: UserId) -> Result<Secret, Failure> {
    let password = ask(user)?;
    if password.is_empty() {
        // The end of input reads as an empty line: a script without a terminal must not take
        // somebody's password away.
        return Err(Failure::usage(
            "No password given. To set an empty one, give it on the command line as \"\".",
        ));
    }
    if ask(user)? != password {
        return Err(Failure::usage("Passwords do not match or are longer than 20"));
    }
    Ok(password)
}

fn parse_size(word: &str) -> Result<PasswordSize, Failure> {
    match parse_u8(word) {
        Ok(16) => Ok(PasswordSize::Sixteen),
        Ok(20) => Ok(PasswordSize::Twenty),
        _ => Err(Failure::usage(format!("Invalid password length '{word}'"))),
    }
}

fn refused(error: Error, size: PasswordSize, id: u8) -> Failure {
    let code = error.completion_code();
    let failure = failed(error).line(format!("Set User Password command failed (user {id})"));
    match (size, code) {
        (PasswordSize::Twenty, Some(CompletionCode::FIELD_LENGTH | CompletionCode::LENGTH)) => {
            failure.line("This BMC takes passwords of at most 16 bytes.")
        }
        _ => failure,
    }
}

/// Compares the password right after it was set: BMCs with a password policy are known to answer
/// that all is well, and to keep the old one.
///
/// No answer is no failure. Some BMCs drop a 1.5 session whose own user gets a new password.
async fn check(
    client: &mut Client,
    user: UserId,
    size: PasswordSize,
    password: Secret,
) -> Result<(), Failure> {
    let command = SetUserPassword { user, operation: PasswordOperation::Test(size, password) };
    let mut wrong = None;
    for pause in [Duration::ZERO, SETTLE] {
        client.sleep(pause).await;
        match test(client, &command).await {
            Ok(CompletionCode(code @ (0x80 | 0x81))) => wrong = SetUserPassword::own_code(code),
            _ => return Ok(()),
        }
    }
    let wrong = wrong.unwrap_or_default();
    Err(Failure::result(format!("Set User Password command failed (user {})", user.get()))
        .line(format!("The BMC said that it took the password, but a test of it says: {wrong}.")))
}

async fn test(client: &mut Client, command: &SetUserPassword) -> Result<CompletionCode, Error> {
    let mut data = Vec::new();
    command.emit(&mut data);
    let request = Request {
        name: SetUserPassword::NAME,
        netfn: SetUserPassword::NETFN,
        cmd: SetUserPassword::CMD,
        target: Target::SESSION,
        data,
        privilege: SetUserPassword::PRIVILEGE,
        repeatable: true,
        direct: false,
        secret: true,
        patience: Some(PATIENCE),
    };
    Ok(client.request(request).await?.code)
}

/// How long a BMC may take to store a password.
const SETTLE: Duration = Duration::from_secs(1);
/// How long to wait for the answer to the test.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Serialize)]
struct Changed {
    id: u8,
    size_bytes: usize,
}

impl Render for Changed {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Set User Password command successful (user {})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_follows_the_bytes() {
        let size =
            |password| SetPassword::parse("4", &[password], &Context::default()).unwrap().size;
        assert_eq!(size("sixteencharacter"), PasswordSize::Sixteen);
        assert_eq!(size("seventeencharpass"), PasswordSize::Twenty);
        assert_eq!(size("ääääääää"), PasswordSize::Sixteen);
        assert_eq!(size("äääääääää"), PasswordSize::Twenty);
        let named = SetPassword::parse("4", &["a", "0x14"], &Context::default()).unwrap();
        assert_eq!(named.size, PasswordSize::Twenty);
    }

    #[test]
    fn a_bmc_with_short_passwords_is_explained() {
        let code = CompletionCode::FIELD_LENGTH;
        let error = || Error::Completion { command: SetUserPassword::NAME, code, meaning: None };
        let long = refused(error(), PasswordSize::Twenty, 4);
        assert_eq!(
            long.lines().collect::<Vec<_>>(),
            [
                "IPMI command failed: Request data field length limit exceeded",
                "Set User Password command failed (user 4)",
                "This BMC takes passwords of at most 16 bytes.",
            ]
        );
        assert_eq!(refused(error(), PasswordSize::Sixteen, 4).lines().count(), 2);
    }
}
