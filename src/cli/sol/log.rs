//! Where a console's output goes besides: a file, and times in front of lines.
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Puts a time in front of each line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamps {
    utc: bool,
    begins: bool,
}

impl Stamps {
    pub(super) const fn new(utc: bool) -> Self {
        Self { utc, begins: true }
    }

    /// The same characters with times.
    pub(super) fn apply(&mut self, data: &[u8]) -> Vec<u8> {
        let zone = if self.utc { TimeZone::UTC } else { TimeZone::system() };
        let now = Timestamp::now().to_zoned(zone);
        self.apply_at(data, &now.strftime("%Y-%m-%dT%H:%M:%S%:z ").to_string())
    }

    fn apply_at(&mut self, data: &[u8], stamp: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(data.len() + stamp.len());
        for byte in data {
            if self.begins && *byte != b'\r' {
                out.extend(stamp.bytes());
                self.begins = false;
            }
            out.push(*byte);
            self.begins |= *byte == b'\n';
        }
        out
    }
}

/// A log file: it grows at its end, and others can't read a new one.
#[derive(Debug)]
pub(super) struct Log {
    file: File,
    stamps: Option<Stamps>,
}

impl Log {
    /// Opens or makes the file.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn open(path: &Path, stamps: Option<Stamps>) -> io::Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;
        let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
        Ok(Self { file, stamps })
    }

    /// Appends output.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn write(&mut self, data: &[u8]) -> io::Result<()> {
        match &mut self.stamps {
            Some(stamps) => self.file.write_all(&stamps.apply(data)),
            None => self.file.write_all(data),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_one_time() {
        let mut stamps = Stamps::new(true);
        let mut shown = String::new();
        for piece in [b"ab".as_slice(), b"c\r\n", b"\r\nd\n\ne"] {
            shown.push_str(str::from_utf8(&stamps.apply_at(piece, "T ")).unwrap());
        }
        assert_eq!(shown, "T abc\r\n\rT \nT d\nT \nT e");
        assert!(stamps.apply(b"\nx").starts_with(b"\n20"));
    }
}
