//! Where the password and the K_g key come from: arguments, files, environment, prompts, commands.
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::letters::{LONGEST_KEY, SecretStep};
use super::stop::Stop;
use super::term::AskError;
use crate::crypto::secret::Secret;

/// Asks for a secret: notes first, then a prompt.
pub type Ask<'a> = dyn FnMut(&[u8], &str) -> Result<Secret, AskError> + 'a;

/// What secrets are read from, so that tests need no terminal.
pub struct Source<'a> {
    /// A variable of the environment.
    pub env: &'a dyn Fn(&str) -> Option<OsString>,
    /// Prints notes and a prompt, and reads a line that is not shown.
    pub ask: &'a mut Ask<'a>,
}

/// How careful to be with files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Care {
    /// Others may read the file: no complaint.
    pub insecure: bool,
    /// Others may read the file: an error.
    pub strict: bool,
    /// Others may read the file: a warning.
    pub warn: bool,
}

/// Reads the secrets in the order they were typed.
pub struct Reader<'a, 'b> {
    /// Where from.
    pub source: &'a mut Source<'b>,
    /// How careful.
    pub care: Care,
    /// Lines for standard error, in order.
    pub warnings: &'a mut Vec<String>,
    /// The password; the last one that was found counts.
    pub password: Option<Secret>,
    /// The K_g key; the last one that was found counts.
    pub kg: Option<Secret>,
}

impl Reader<'_, '_> {
    /// Takes one step.
    ///
    /// # Errors
    /// [`Stop`] after Ctrl-C, when a command fails, and for a file that is refused.
    pub fn step(&mut self, step: SecretStep) -> Result<(), Stop> {
        match step {
            SecretStep::Password(secret) => self.password = Some(secret),
            // A file that fails takes an earlier password away.
            SecretStep::PasswordFile(path) => self.password = self.file(&path)?,
            SecretStep::PasswordEnvironment => {
                let value = (self.source.env)("IPMITOOL_PASSWORD")
                    .or_else(|| (self.source.env)("IPMI_PASSWORD"));
                self.environment(value, "Unable to read password from environment", |this, it| {
                    this.password = Some(it);
                });
            }
            SecretStep::PasswordPrompt => self.ask_password()?,
            SecretStep::PasswordCommand(command) => self.password = Some(run(&command)?),
            SecretStep::Kg(secret) => self.kg = Some(cut(secret)),
            SecretStep::KgEnvironment => {
                let value = (self.source.env)("IPMI_KGKEY");
                self.environment(value, "Unable to read kgkey from environment", |this, it| {
                    this.kg = Some(cut(it));
                });
            }
            SecretStep::KgPrompt => self.kg = Some(cut(self.ask("Key: ")?)),
        }
        Ok(())
    }

    /// Asks for the password.
    ///
    /// # Errors
    /// [`Stop`] after Ctrl-C.
    pub fn ask_password(&mut self) -> Result<(), Stop> {
        self.password = Some(self.ask("Password: ")?);
        Ok(())
    }

    /// Warnings up to here come before the prompt, else they would seem to be about the answer.
    fn ask(&mut self, prompt: &str) -> Result<Secret, Stop> {
        let notes = Stop::default().after(self.warnings).stderr;
        self.warnings.clear();
        (self.source.ask)(&notes, prompt).map_err(|error| match error {
            AskError::Interrupted => Stop { status: INTERRUPTED, ..Stop::default() },
            AskError::Io(error) => Stop::error(format!("Unable to read an answer: {error}")),
        })
    }

    fn environment(
        &mut self,
        value: Option<OsString>,
        warning: &str,
        set: impl FnOnce(&mut Self, Secret),
    ) {
        match value {
            Some(value) => set(self, Secret::new(value.into_encoded_bytes())),
            None => self.warnings.push(warning.to_owned()),
        }
    }

    /// The first line of a file, up to the first carriage return or tab; `None` with warnings
    /// when there is none.
    fn file(&mut self, path: &Path) -> Result<Option<Secret>, Stop> {
        let name = path.display();
        let line = if path.as_os_str() == OsStr::new("-") {
            read_first_line(io::stdin().lock())
        } else {
            match File::open(path) {
                Ok(file) => {
                    self.check_readers(path, &file)?;
                    read_first_line(BufReader::new(file))
                }
                Err(error) => {
                    self.warnings.push(match error.kind() {
                        io::ErrorKind::NotFound => format!("File {name} does not exist"),
                        _ => format!("File {name} can not be opened: {error}"),
                    });
                    self.warnings.push(format!("Unable to open password file {name}"));
                    self.warnings.push(format!("Unable to read password from file {name}"));
                    return Ok(None);
                }
            }
        };
        if let Some(secret) = line.ok().filter(|line| !line.is_empty()) {
            let end = secret.bytes().iter().position(|byte| b"\r\n\t".contains(byte));
            let kept = secret.bytes().get(..end.unwrap_or(secret.len()));
            Ok(Some(Secret::new(kept.unwrap_or_default().to_vec())))
        } else {
            let warning = format!("Unable to read password from file {name}");
            self.warnings.extend([warning.clone(), warning]);
            Ok(None)
        }
    }

    fn check_readers(&mut self, path: &Path, file: &File) -> Result<(), Stop> {
        let open = !self.care.insecure && file.metadata().is_ok_and(|it| others_can_read(&it));
        let text = || format!("Password file {} can be read by other users", path.display());
        if open && self.care.strict {
            return Err(Stop::error(text()));
        }
        if open && self.care.warn {
            self.warnings.push(text());
        }
        Ok(())
    }
}

/// The line with its line feed, so that an empty line differs from an empty file.
fn read_first_line(reader: impl BufRead) -> io::Result<Secret> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST_LINE));
    let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
    reader.take(limit).read_until(b'\n', &mut line)?;
    Ok(Secret::new(line.to_vec()))
}

fn others_can_read(metadata: &Metadata) -> bool {
    metadata.is_file() && metadata.mode() & 0o044 != 0
}

/// The first line that a shell command prints.
fn run(command: &OsStr) -> Result<Secret, Stop> {
    let failed = |what: String| Stop::error(format!("Password command failed: {what}"));
    let output = Command::new("sh")
        .arg("-c")
        .arg(command)
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    let output_bytes = Zeroizing::new(output.stdout);
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    if output_bytes.is_empty() {
        return Err(failed("it printed nothing".to_owned()));
    }
    let line = output_bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(Secret::new(line.strip_suffix(b"\r").unwrap_or(line).to_vec()))
}

/// A K_g key has 20 bytes; IPMItool cuts what is over.
fn cut(key: Secret) -> Secret {
    if key.len() <= LONGEST_KEY {
        return key;
    }
    Secret::new(key.padded::<LONGEST_KEY>().to_vec())
}

/// Far over any password, so that a wrong file does no harm.
const LONGEST_LINE: usize = 1024;
/// 128 and the number of SIGINT, as shells count.
const INTERRUPTED: u8 = 130;

#[cfg(test)]
mod tests;
