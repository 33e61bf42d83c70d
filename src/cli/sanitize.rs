//! Text from a BMC must not drive the terminal that it is shown on.
use std::io::{self, Write};

/// A writer that passes printable ASCII, line feed and tab, valid UTF-8 without control and
/// direction characters, and writes everything else as `\xNN`.
#[derive(Debug)]
pub struct Sanitize<W>(W);

impl<W: Write> Sanitize<W> {
    /// Wraps a writer.
    pub fn new(inner: W) -> Self {
        Self(inner)
    }
}

impl<W: Write> Write for Sanitize<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                if matches!(c, '\n' | '\t') || !is_hostile(c) {
                    write!(self.0, "{c}")?;
                } else {
                    let mut buffer = [0; 4];
                    escape(&mut self.0, c.encode_utf8(&mut buffer).as_bytes())?;
                }
            }
            escape(&mut self.0, chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn escape(w: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    bytes.iter().try_for_each(|byte| write!(w, "\\x{byte:02x}"))
}

fn is_hostile(c: char) -> bool {
    // Bidirectional controls can make a line read as something else.
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_power() {
        let mut out = Vec::new();
        let hostile = b"\x1b]0;owned\x07 plain\tl\xc3\xa4ng\xff\n\xe2\x80\xae";
        Sanitize::new(&mut out).write_all(hostile).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown, "\\x1b]0;owned\\x07 plain\tläng\\xff\n\\xe2\\x80\\xae");
    }
}
