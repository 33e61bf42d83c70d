//! `spd`: what the memory of a memory module says.
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{PRIVATE, number, too_many, transfer};
use crate::cli::failure::Failure;
use crate::cli::fru::spd as module;
use crate::cli::out::{Out, Render};
use crate::cmd::app::i2c::{MOST, MasterWriteRead};
use crate::model::fru::spd::Spd as Decoded;
use crate::transport::Client;

/// Which memory, and how to read it.
#[derive(Clone, Copy, Debug)]
pub struct Spd {
    bus: u8,
    address: u8,
    step: u8,
}

impl Spd {
    /// Reads the words behind `spd`.
    ///
    /// # Errors
    /// What to say about words that name no memory.
    pub fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (bus, address, rest) = match words {
            ["help", ..] | [] | [_] => return Err(Failure::help(USAGE)),
            [bus, address, rest @ ..] => (bus, address, rest),
        };
        let within = |word: &str, what, most| match number(word, what) {
            Ok(value) if value > most => {
                Err(Failure::usage(format!("Given {what} \"{word}\" is invalid.")))
            }
            other => other,
        };
        let bus = within(bus, "i2cbus", 7)?;
        let address = number(address, "i2caddr")?;
        let channel = rest.first().map_or(Ok(0), |word| within(word, "channel", 15))?;
        let step = rest.get(1).map_or(Ok(MOST), |word| number(word, "maxread"))?;
        match step {
            0 => Err(Failure::usage("Given maxread \"0\" is invalid.")),
            step if step > MOST => Err(too_many(step)),
            step => Ok(Self { bus: channel << 4 | bus << 1 | PRIVATE, address, step }),
        }
    }

    /// Reads and shows it.
    ///
    /// # Errors
    /// What to say when it cannot be read.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { bus, address, step } = self;
        let mut bytes = Vec::new();
        while bytes.len() < SIZE {
            let left = u8::try_from(SIZE - bytes.len()).unwrap_or(u8::MAX);
            let at = u8::try_from(bytes.len()).unwrap_or_default();
            let count = step.min(left);
            let request = MasterWriteRead { bus, address, count, data: vec![at] };
            let part = transfer(client, &request).await?;
            if part.len() < usize::from(count) {
                return Err(Failure::result("The memory gave fewer bytes than were asked for"));
            }
            bytes.extend(part.into_iter().take(usize::from(count)));
        }
        let decoded = Decoded::parse(&bytes);
        let Some(spd) = decoded else { return Err(Failure::result("No memory module")) };
        let verbose = out.verbosity() > 0;
        if verbose {
            out.note(format_args!("SPD DATA ({SIZE} bytes)"));
            for row in bytes.chunks(16) {
                let mut text = String::new();
                for byte in row {
                    let _ = write!(text, " {byte:02x}");
                }
                out.note(text);
            }
        }
        out.show(&Shown { spd, verbose })
    }
}

#[derive(Debug)]
struct Shown {
    spd: Decoded,
    verbose: bool,
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        module::json(&self.spd).serialize(serializer)
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        module::text(w, &self.spd, self.verbose)
    }
}

/// The memory's page that is there without being chosen. IPMItool reads it twice, and takes the
/// second for the other page of DDR4, which has the maker.
const SIZE: usize = 256;
/// Arguments, for help.
pub const ARGS: &str = "BUS ADDRESS [CHANNEL [MAXREAD]]";
const USAGE: &str = "usage: spd <i2cbus> <i2caddr> [channel] [maxread]";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that name no memory, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], USAGE, 0),
            (&["help", "1"], USAGE, 0),
            (&["0"], USAGE, 0),
            (&["x", "1"], "Given i2cbus \"x\" is invalid.", 1),
            (&["8", "1"], "Given i2cbus \"8\" is invalid.", 1),
            (&["0", "x"], "Given i2caddr \"x\" is invalid.", 1),
            (&["0", "0xa0", "x"], "Given channel \"x\" is invalid.", 1),
            (&["0", "0xa0", "0", "x"], "Given maxread \"x\" is invalid.", 1),
            (&["0", "0xa0", "0", "0"], "Given maxread \"0\" is invalid.", 1),
            (&["0", "0xa0", "0", "65"], "Master Write-Read: Too many bytes (65) to read", 1),
        ];
        for (words, start, status) in cases {
            let failure = Spd::parse(words).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
        let spd = Spd::parse(&["1", "0xa2", "3", "32"]).unwrap();
        assert_eq!((spd.bus, spd.address, spd.step), (0x33, 0xa2, 32));
    }
}
