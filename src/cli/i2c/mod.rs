//! `i2c`: bytes to and from a device on a bus. Also `spd` and `gendev`, which use such devices.
pub mod gendev;
pub mod spd;

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::failure::{Failure, Said};
use super::number::parse_u8;
use super::out::{Out, Render};
use crate::cmd::Command;
use crate::cmd::app::i2c::{MOST, MasterWriteRead};
use crate::error::Error;
use crate::transport::Client;

/// A transfer in numbers.
#[derive(Clone, Debug)]
pub struct I2c(MasterWriteRead);

impl I2c {
    /// Reads the words behind `i2c`.
    ///
    /// # Errors
    /// What to say about words that make no transfer.
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        if words.len() < 2 || words.first() == Some(&"help") {
            return Err(Failure::help(USAGE));
        }
        if words.len() > MOST_WORDS {
            return Err(Failure::usage("Raw command input limit (64 bytes) exceeded"));
        }
        let (bus, rest) = bus(words)?;
        let [address, count, data @ ..] = rest else { return Err(Failure::help(USAGE)) };
        let address = number(address, "i2caddr")?;
        let count = number(count, "read size")?;
        let data: Result<_, _> = data.iter().map(|word| number(word, "parameter")).collect();
        let data = data?;
        if count > MOST {
            return Err(too_many(count));
        }
        Ok(Self(MasterWriteRead { bus, address, count, data }))
    }

    /// Carries the transfer out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let request = self.0;
        let len = request.data.len();
        out.note_at(
            1,
            format_args!(
                "RAW I2C REQ (i2caddr={:x} readbytes={} writebytes={len})",
                request.address, request.count
            ),
        );
        let bytes = transfer(client, &request).await?;
        let short = bytes.len() < usize::from(request.count);
        out.show(&Transfer {
            bus: request.bus >> 1 & 0x07,
            private: request.bus & 1 != 0,
            channel: request.bus >> 4,
            address: request.address,
            written: request.data.len(),
            wanted: request.count,
            verbose: out.verbosity() > 0,
            bytes: Bytes(bytes),
        })?;
        if short {
            return Err(Failure::result("The device gave fewer bytes than were asked for"));
        }
        Ok(())
    }
}

/// The bus in the words in front, as in a request's first byte, and the other words. IPMItool
/// looks for it where enough words are left.
fn bus<'w, 'a>(words: &'w [&'a str]) -> Result<(u8, &'w [&'a str]), Failure> {
    let [first, rest @ ..] = words else { return Ok((0, words)) };
    let Some(bus) = first.strip_prefix("bus=").filter(|_| words.len() > 2) else {
        return Ok((0, words));
    };
    let bus = match bus {
        "public" => 0,
        _ => match digits(bus) {
            Some(bus @ 0..=7) => bus << 1 | PRIVATE,
            _ => return Err(Failure::usage(format!("Given bus \"{bus}\" is invalid."))),
        },
    };
    let [second, after @ ..] = rest else { return Ok((bus, rest)) };
    let Some(channel) = second.strip_prefix("chan=").filter(|_| rest.len() > 2) else {
        return Ok((bus, rest));
    };
    match digits(channel) {
        Some(channel @ 0..=15) => Ok((bus | channel << 4, after)),
        _ => Err(Failure::usage(format!("Given chan \"{channel}\" is invalid."))),
    }
}

/// A decimal number.
fn digits(word: &str) -> Option<u8> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok())?
}

fn number(word: &str, what: &str) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| Failure::usage(format!("Given {what} \"{word}\" is invalid.")))
}

fn too_many(count: u8) -> Failure {
    Failure::usage(format!("Master Write-Read: Too many bytes ({count}) to read")).line(UNABLE)
}

/// Carries a request out, with IPMItool's words for a refusal.
async fn transfer(client: &mut Client, request: &MasterWriteRead) -> Result<Vec<u8>, Failure> {
    let answer = client.send(request).await;
    let what = match &answer {
        Err(Error::Completion { .. }) => format!("{} command failed", MasterWriteRead::NAME),
        _ => format!("{} command failed: no answer", MasterWriteRead::NAME),
    };
    answer.said(&what).map_err(|failure| failure.line(UNABLE))
}

/// What is shown.
#[derive(Debug, Serialize)]
struct Transfer {
    bus: u8,
    private: bool,
    channel: u8,
    address: u8,
    written: usize,
    #[serde(skip)]
    wanted: u8,
    #[serde(skip)]
    verbose: bool,
    bytes: Bytes,
}

/// In JSON one word of digits.
#[derive(Debug)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = String::new();
        for byte in &self.0 {
            let _ = write!(digits, "{byte:02x}");
        }
        serializer.serialize_str(&digits)
    }
}

impl Render for Transfer {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let Bytes(bytes) = &self.bytes;
        let device = format!("I2C device {:02X}h", self.address);
        if self.written > 0 && (self.verbose || self.wanted == 0) {
            writeln!(w, "Wrote {} bytes to {device}", self.written)?;
        }
        if self.wanted > 0 && (self.verbose || self.written == 0) {
            writeln!(w, "Read {} bytes from {device}", bytes.len())?;
        }
        if bytes.len() < usize::from(self.wanted) {
            return Ok(());
        }
        for row in bytes.chunks(16) {
            row.iter().try_for_each(|byte| write!(w, " {byte:02x}"))?;
            writeln!(w)?;
        }
        if (1..=MOST_BINARY).contains(&bytes.len()) {
            bytes.iter().try_for_each(|byte| write!(w, "{byte:08b} "))?;
            writeln!(w)?;
        }
        Ok(())
    }
}

const UNABLE: &str = "Unable to perform I2C Master Write-Read";
const PRIVATE: u8 = 1;
/// Words that IPMItool takes.
const MOST_WORDS: usize = 65;
/// So many bytes are also shown in binary.
const MOST_BINARY: usize = 4;
/// Arguments, for help.
pub const ARGS: &str = "[bus=public|0-7 [chan=0-15]] ADDRESS READ_BYTES [DATA...]";
const USAGE: &str = "\
usage: i2c [bus=public|# [chan=#] <i2caddr> <read bytes> [write data]
            The public bus and channel 0 are meant when none is named";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no transfer, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], "usage: i2c", 0),
            (&["help", "1"], "usage: i2c", 0),
            (&["0xa0"], "usage: i2c", 0),
            (&["foo", "1"], "Given i2caddr \"foo\" is invalid.", 1),
            (&["bus=0", "0xa0"], "Given i2caddr \"bus=0\" is invalid.", 1),
            (&["bus=0", "chan=1", "0xa0"], "Given i2caddr \"chan=1\" is invalid.", 1),
            (&["bus=8", "0xa0", "1"], "Given bus \"8\" is invalid.", 1),
            (&["bus=", "0xa0", "1"], "Given bus \"\" is invalid.", 1),
            (&["bus=0", "chan=16", "0xa0", "1"], "Given chan \"16\" is invalid.", 1),
            (&["0xa0", "256"], "Given read size \"256\" is invalid.", 1),
            (&["0xa0", "1", "x"], "Given parameter \"x\" is invalid.", 1),
            (&["0xa0", "255"], "Master Write-Read: Too many bytes (255) to read", 1),
            (&["1"; 66], "Raw command input limit (64 bytes) exceeded", 1),
        ];
        for (words, start, status) in cases {
            let failure = I2c::parse(words).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }

    #[test]
    fn buses_and_channels_become_the_first_byte() {
        let first = |words: &[&str]| I2c::parse(words).unwrap().0.bus;
        assert_eq!(first(&["0xa0", "1"]), 0x00);
        assert_eq!(first(&["bus=public", "0xa0", "1"]), 0x00);
        assert_eq!(first(&["bus=0", "0xa0", "1"]), 0x01);
        assert_eq!(first(&["bus=2", "chan=3", "0xa0", "1"]), 0x35);
    }
}
