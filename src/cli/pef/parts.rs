//! How all of `pef` prints: one line of fields, or with `-v` a line for each.
use std::fmt::Display;
use std::io::{self, Write};

/// What a command prints of one thing.
#[derive(Debug)]
pub(super) struct Parts {
    verbose: bool,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Field(&'static str, String),
    Flags([&'static str; 2], Vec<(&'static str, bool)>),
}

impl Parts {
    pub(super) fn new(verbose: bool) -> Self {
        Self { verbose, parts: Vec::new() }
    }

    /// A value and its label.
    pub(super) fn field(
        &mut self,
        label: &'static str,
        value: &(impl Display + ?Sized),
    ) -> &mut Self {
        self.parts.push(Part::Field(label, value.to_string()));
        self
    }

    /// The names of the bits that are set, or each name and one of two words.
    pub(super) fn flags(
        &mut self,
        names: &[&'static str],
        bits: u8,
        words: [&'static str; 2],
    ) -> &mut Self {
        let flags = names.iter().zip(set(bits)).map(|(name, on)| (*name, on)).collect();
        self.parts.push(Part::Flags(words, flags));
        self
    }

    /// Prints all; the last line is left open when there is more that could not be had.
    pub(super) fn write(&self, w: &mut dyn Write, whole: bool) -> io::Result<()> {
        if self.verbose {
            self.lines(w)?;
        } else {
            let fields: Vec<String> = self.parts.iter().filter_map(Part::short).collect();
            write!(w, " {}", fields.join(" | "))?;
        }
        if whole { writeln!(w) } else { Ok(()) }
    }

    fn lines(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: &str| writeln!(w, "{label:<24} : {value}");
        for part in &self.parts {
            match part {
                Part::Field(label, value) => line(label, value)?,
                Part::Flags([on, off], flags) => {
                    for (name, is_on) in flags {
                        line(name, if *is_on { on } else { off })?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Part {
    fn short(&self) -> Option<String> {
        match self {
            Self::Field(_, value) => Some(value.clone()),
            Self::Flags(_, flags) => {
                let names: Vec<&str> =
                    flags.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
                (!names.is_empty()).then(|| names.join(","))
            }
        }
    }
}

/// The bits of a byte, the lowest first.
fn set(bits: u8) -> impl Iterator<Item = bool> {
    (0..8).map(move |bit| bits >> bit & 1 != 0)
}

/// The names of the bits that are set.
pub(super) fn names(names: &[&'static str], bits: u8) -> Vec<&'static str> {
    names.iter().zip(set(bits)).filter(|(_, on)| *on).map(|(name, _)| *name).collect()
}

/// Actions, by bit (table 17-2).
pub(super) const ACTIONS: [&str; 6] =
    ["Alert", "Power-off", "Reset", "Power-cycle", "OEM-defined", "Diagnostic-interrupt"];
