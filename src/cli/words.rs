//! The words of the command line as data, for completions and the man page.

/// One word and what may stand behind it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word.
    pub name: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// Arguments that are no fixed words, as usage lines write them; may be empty.
    pub args: &'static str,
    /// Words that may follow.
    pub words: &'static [Self],
}
