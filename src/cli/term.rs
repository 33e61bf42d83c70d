//! Asking for a secret on the terminal, without showing it.
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Read, Write};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios};
use rustix::termios::{tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use crate::crypto::secret::Secret;

/// Why no secret came.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// The terminal failed.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Prints `notes` and `prompt` and reads one line, as C's `getpass` does: from the controlling
/// terminal with echo off, or from standard input where there is no terminal. The end of input is
/// an empty secret.
///
/// # Errors
/// [`AskError::Interrupted`] for Ctrl-C; [`AskError::Io`] when reading fails.
pub fn ask(notes: &[u8], prompt: &str) -> Result<Secret, AskError> {
    let Ok(mut tty) = OpenOptions::new().read(true).write(true).open("/dev/tty") else {
        let mut stderr = io::stderr().lock();
        stderr.write_all(notes)?;
        stderr.write_all(prompt.as_bytes())?;
        stderr.flush()?;
        return Ok(read_line(io::stdin().lock())?);
    };
    io::stderr().lock().write_all(notes)?;
    tty.write_all(prompt.as_bytes())?;
    let quiet = Quiet::start(&tty)?;
    let line = edit(|| key(&tty));
    drop(quiet);
    tty.write_all(b"\n")?;
    line
}

/// A line without its line feed, cut after 1024 bytes.
///
/// # Errors
/// Whatever the reader fails with.
pub fn read_line(reader: impl BufRead) -> io::Result<Secret> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    reader.take(u64::try_from(LONGEST).unwrap_or(u64::MAX)).read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok(Secret::new(line.to_vec()))
}

/// The terminal without echo, line editing and signals, until dropped. Without signals Ctrl-C
/// arrives as a key, so no way out leaves the terminal silent.
struct Quiet<'a> {
    tty: &'a File,
    before: Termios,
}

impl<'a> Quiet<'a> {
    fn start(tty: &'a File) -> io::Result<Self> {
        let before = tcgetattr(tty)?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(tty, OptionalActions::Flush, &quiet)?;
        Ok(Self { tty, before })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        // A terminal that is gone needs no restoring.
        let _ = tcsetattr(self.tty, OptionalActions::Flush, &self.before);
    }
}

/// The next byte from the terminal; `None` when it hung up.
fn key(mut tty: &File) -> io::Result<Option<u8>> {
    let mut byte = [0];
    loop {
        match tty.read(&mut byte) {
            Ok(0) => return Ok(None),
            Ok(_) => return Ok(Some(u8::from_le_bytes(byte))),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Collects keys up to Return: Backspace takes the last character back, Ctrl-U all of them.
fn edit(mut key: impl FnMut() -> io::Result<Option<u8>>) -> Result<Secret, AskError> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    loop {
        match key()? {
            Some(CTRL_C) => return Err(AskError::Interrupted),
            None | Some(b'\r' | b'\n' | CTRL_D) => return Ok(Secret::new(line.to_vec())),
            Some(BACKSPACE | DELETE) => {
                // A character of several bytes goes as a whole.
                while line.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
            }
            Some(CTRL_U) => line.clear(),
            Some(byte) if line.len() < LONGEST => line.push(byte),
            Some(_) => {}
        }
    }
}

const LONGEST: usize = 1024;
const CTRL_C: u8 = 0x03;
const CTRL_D: u8 = 0x04;
const BACKSPACE: u8 = 0x08;
const CTRL_U: u8 = 0x15;
const DELETE: u8 = 0x7f;

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[u8]) -> Result<Vec<u8>, AskError> {
        let mut keys = keys.iter().copied();
        edit(|| Ok(keys.next())).map(|secret| secret.bytes().to_vec())
    }

    #[test]
    fn keys_edit_the_line() {
        assert_eq!(typed(b"secret\nmore").unwrap(), b"secret");
        assert_eq!(typed(b"secreT\x7ft\r").unwrap(), b"secret");
        assert_eq!(typed("aé\u{8}b\n".as_bytes()).unwrap(), b"ab");
        assert_eq!(typed(b"wrong\x15right\x04").unwrap(), b"right");
        assert_eq!(typed(b"\x7f").unwrap(), b"");
        assert!(matches!(typed(b"se\x03"), Err(AskError::Interrupted)));
        assert_eq!(typed(&[b'a'; 5000]).unwrap().len(), LONGEST);
    }

    #[test]
    fn lines_come_one_at_a_time() {
        let mut input: &[u8] = b"key\npassword\r";
        assert_eq!(read_line(&mut input).unwrap().bytes(), b"key");
        assert_eq!(read_line(&mut input).unwrap().bytes(), b"password\r", "as getpass");
        assert!(read_line(&mut input).unwrap().is_empty());
    }
}
