//! What the program says when it ends before a command runs.
use std::ffi::OsStr;

/// Texts for the two streams and the exit status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// For standard output.
    pub stdout: Vec<u8>,
    /// For standard error.
    pub stderr: Vec<u8>,
    /// The exit status.
    pub status: u8,
}

impl Stop {
    /// A good end that prints `text` on standard output.
    pub fn print(text: impl Into<Vec<u8>>) -> Self {
        Self { stdout: text.into(), ..Self::default() }
    }

    /// An end with `text` and a line feed on standard error.
    pub fn line(status: u8, text: impl AsRef<OsStr>) -> Self {
        let mut stderr = text.as_ref().as_encoded_bytes().to_vec();
        stderr.push(b'\n');
        Self { stderr, status, ..Self::default() }
    }

    /// An error: one line, exit status 1.
    pub fn error(text: impl AsRef<OsStr>) -> Self {
        Self::line(1, text)
    }

    /// Adds `text` at the end of what goes to standard error.
    #[must_use]
    pub fn and(mut self, text: impl AsRef<[u8]>) -> Self {
        self.stderr.extend(text.as_ref());
        self
    }

    /// Puts warnings, a line each, in front of what goes to standard error.
    #[must_use]
    pub fn after(mut self, warnings: &[String]) -> Self {
        let mut stderr = Vec::new();
        for warning in warnings {
            stderr.extend(warning.as_bytes());
            stderr.push(b'\n');
        }
        stderr.append(&mut self.stderr);
        self.stderr = stderr;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_come_first() {
        let stop = Stop::error("bad").and("more\n").after(&["a".to_owned(), "b".to_owned()]);
        assert_eq!(stop.stderr, b"a\nb\nbad\nmore\n");
        assert_eq!((stop.status, stop.stdout.as_slice()), (1, b"".as_slice()));
    }
}
