//! Lines of a script or of the shell: from a file, a pipe, or a person at a terminal.
//!
//! They are read on a thread, so that the session can be kept alive while nobody types.
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use rustyline::completion::Completer;
use rustyline::config::{Behavior, CompletionType};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{Config, Context, Editor, Helper};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::complete::complete;
use crate::cli::terminal::Held;

/// Where lines come from.
#[derive(Debug)]
pub(super) struct Lines {
    /// Asks for the next line.
    wanted: mpsc::Sender<()>,
    read: Receiver<io::Result<Vec<u8>>>,
    /// The editor leaves its settings when the program ends in the middle of a line.
    terminal: Option<Held>,
    /// The editor is at work on a line.
    editing: bool,
    edits: bool,
}

impl Drop for Lines {
    fn drop(&mut self) {
        if let Some(terminal) = self.terminal.as_ref().filter(|_| self.edits && self.editing) {
            terminal.end_editing();
        }
    }
}

impl Lines {
    /// Those of a file; `-` is standard input.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        if path.as_os_str() == "-" {
            return Self::start(|wanted, lines| pass(BufReader::new(io::stdin()), &wanted, &lines));
        }
        let file = BufReader::new(File::open(path)?);
        Self::start(move |wanted, lines| pass(file, &wanted, &lines))
    }

    /// Those of a person with a prompt, line editing, history and completion; those of standard
    /// input, without any of it, where it is no terminal.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn of_person() -> io::Result<Self> {
        if !io::stdin().is_terminal() {
            return Self::of_file(Path::new("-"));
        }
        let mut lines = Self::start(|wanted, lines| edit(&wanted, &lines))?;
        lines.edits = true;
        Ok(lines)
    }

    fn start(
        read: impl FnOnce(mpsc::Receiver<()>, Sender<io::Result<Vec<u8>>>) + Send + 'static,
    ) -> io::Result<Self> {
        let (wanted, asks) = mpsc::channel();
        let (sender, lines) = channel(1);
        // Before the editor changes anything.
        let terminal = Held::hold(io::stdin())?;
        thread::Builder::new().name("lines".into()).spawn(move || read(asks, sender))?;
        Ok(Self { wanted, read: lines, terminal, editing: false, edits: false })
    }

    /// Asks for a line; [`Self::next`] waits for it.
    pub(super) fn ask(&mut self) {
        self.editing = true;
        // A thread that has ended has said why.
        let _ = self.wanted.send(());
    }

    /// The line that was asked for; `None` at the end. It may be dropped at any time and called
    /// again.
    ///
    /// # Errors
    /// Those of reading.
    pub(super) async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let line = self.read.recv().await;
        self.editing = false;
        line.transpose()
    }
}

/// Gives lines of a reader, one for each that is asked for.
fn pass(
    mut reader: impl BufRead,
    wanted: &mpsc::Receiver<()>,
    lines: &Sender<io::Result<Vec<u8>>>,
) {
    while wanted.recv().is_ok() {
        let mut line = Vec::new();
        let read = reader.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        let line = match read {
            Ok(0) => return,
            // Its rest would be run as another command.
            Ok(_) if u64::try_from(line.len()) == Ok(LONGEST) && !line.ends_with(b"\n") => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a line of a script is too long"))
            }
            Ok(_) => Ok(line),
            Err(error) => Err(error),
        };
        let over = line.is_err();
        if lines.blocking_send(line).is_err() || over {
            return;
        }
    }
}

/// Gives lines that a person types.
fn edit(wanted: &mpsc::Receiver<()>, lines: &Sender<io::Result<Vec<u8>>>) {
    let config = Config::builder()
        .behavior(Behavior::PreferTerm)
        .completion_type(CompletionType::List)
        .auto_add_history(true)
        .build();
    let editor = Editor::with_history(config, MemHistory::new());
    let mut editor = match editor {
        Ok(editor) => editor,
        Err(error) => {
            let _ = lines.blocking_send(Err(io::Error::other(error)));
            return;
        }
    };
    editor.set_helper(Some(Words));
    while wanted.recv().is_ok() {
        let line = match editor.readline(PROMPT) {
            Ok(line) => Ok(line.into_bytes()),
            // Ctrl-C gives the line up.
            Err(ReadlineError::Interrupted) => Ok(Vec::new()),
            Err(ReadlineError::Eof) => return,
            Err(error) => Err(io::Error::other(error)),
        };
        let over = line.is_err();
        if lines.blocking_send(line).is_err() || over {
            return;
        }
    }
}

/// Completes the words of commands.
struct Words;

impl Completer for Words {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(complete(line.get(..at).unwrap_or(line)))
    }
}

impl Hinter for Words {
    type Hint = String;
}

impl Highlighter for Words {}
impl Validator for Words {}
impl Helper for Words {}

const PROMPT: &str = "ipmitool> ";
/// Far over any command.
const LONGEST: u64 = 64 * 1024;
