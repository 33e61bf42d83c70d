//! Where output goes and in which form. Nothing else writes to the standard streams.
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

use serde::Serialize;
use serde_json::{Value, json};

use super::failure::Failure;
use super::stop::Stop;
use super::{sanitize::Sanitize, table};
use crate::error::Kind;
use crate::session::Note;

/// Output forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// As IPMItool prints.
    #[default]
    Text,
    /// As IPMItool prints with `-c`.
    Csv,
    /// One JSON object for each host.
    Json,
    /// Tables drawn for people.
    Table,
}

/// A result that can be shown. JSON and tables come from `Serialize`, the rest is by hand.
pub trait Render: Serialize {
    /// IPMItool's text.
    ///
    /// # Errors
    /// Those of `w`.
    fn text(&self, w: &mut dyn Write) -> io::Result<()>;

    /// IPMItool's `-c` form. Most of its commands ignore `-c`, so the default is the text.
    ///
    /// # Errors
    /// Those of `w`.
    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        self.text(w)
    }
}

/// A result that only JSON and tables show: IPMItool says nothing.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Quiet<T>(pub T);

impl<T: Serialize> Render for Quiet<T> {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The two output streams of one command, and the form that results take.
pub struct Out<'a> {
    format: Format,
    verbosity: u8,
    /// Columns of the terminal, for tables.
    width: Option<u16>,
    /// Results go to a terminal, and are made harmless.
    on_terminal: bool,
    results: Box<dyn Write + 'a>,
    messages: Box<dyn Write + 'a>,
    envelope: Envelope,
}

/// What stands around the data in JSON.
#[derive(Debug)]
struct Envelope {
    host: Option<String>,
    command: String,
    started: Instant,
    /// Something of the object is on the stream.
    open: bool,
    /// There is none: results come one by one.
    lines: bool,
}

impl Out<'static> {
    /// The standard streams. BMC text is made harmless when standard output is a terminal.
    pub fn standard(format: Format, verbosity: u8) -> Self {
        let stdout = io::stdout();
        if stdout.is_terminal() {
            let size = rustix::termios::tcgetwinsize(&stdout).ok();
            let width = size.map(|size| size.ws_col).filter(|columns| *columns > 0);
            let out = Self::new(format, verbosity, Sanitize::new(stdout), io::stderr());
            Self { width, on_terminal: true, ..out }
        } else {
            Self::new(format, verbosity, io::BufWriter::new(stdout), io::stderr())
        }
    }
}

impl<'a> Out<'a> {
    /// Any two sinks: results and messages.
    pub fn new(
        format: Format,
        verbosity: u8,
        results: impl Write + 'a,
        messages: impl Write + 'a,
    ) -> Self {
        let envelope = Envelope {
            host: None,
            command: String::new(),
            started: Instant::now(),
            open: false,
            lines: false,
        };
        let (results, messages) = (Box::new(results), Box::new(messages));
        Self { format, verbosity, width: None, on_terminal: false, results, messages, envelope }
    }

    /// Begins a command: names it and its host, for JSON.
    pub fn about(&mut self, host: Option<&str>, command: &str) {
        self.envelope = Envelope {
            host: host.map(str::to_owned),
            command: command.to_owned(),
            started: Instant::now(),
            open: false,
            lines: false,
        };
    }

    /// Changes the form that results take, and how often `-v` was given.
    pub fn shape(&mut self, format: Format, verbosity: u8) {
        (self.format, self.verbosity) = (format, verbosity);
    }

    /// The form that results take.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How often `-v` was given.
    pub fn verbosity(&self) -> u8 {
        self.verbosity
    }

    /// Shows the one result of a command. A second one in the same command is for text and CSV
    /// only; use [`Self::rows`] for lists.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn show(&mut self, result: &impl Render) -> Result<(), Failure> {
        match self.format {
            Format::Text => result.text(&mut self.results)?,
            Format::Csv => result.csv(&mut self.results)?,
            Format::Json => {
                self.open_data()?;
                serde_json::to_writer(&mut self.results, result).map_err(io::Error::from)?;
            }
            Format::Table => {
                let value = serde_json::to_value(result).map_err(io::Error::from)?;
                writeln!(self.results, "{}", table::draw(&value, self.width))?;
            }
        }
        Ok(self.results.flush()?)
    }

    /// Shows one of many results of a command that goes on. In JSON each is an object on a line of
    /// its own, and nothing stands around them.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn event(&mut self, result: &impl Render) -> Result<(), Failure> {
        match self.format {
            Format::Text | Format::Table => result.text(&mut self.results)?,
            Format::Csv => result.csv(&mut self.results)?,
            Format::Json => {
                self.envelope.lines = true;
                let mut object = serde_json::to_value(result).map_err(io::Error::from)?;
                if let (Some(fields), Some(host)) = (object.as_object_mut(), &self.envelope.host) {
                    fields.insert("host".to_owned(), host.as_str().into());
                }
                writeln!(self.results, "{object}")?;
            }
        }
        Ok(self.results.flush()?)
    }

    /// A line of text that belongs to no result. Not for JSON and tables.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn plain(&mut self, line: impl Display) -> Result<(), Failure> {
        if matches!(self.format, Format::Text | Format::Csv) {
            writeln!(self.results, "{line}")?;
        }
        Ok(())
    }

    /// The same without the line feed at its end.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn unended(&mut self, line: impl Display) -> Result<(), Failure> {
        self.bytes(line.to_string().as_bytes())
    }

    /// The same for bytes, which may be text of a BMC.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if matches!(self.format, Format::Text | Format::Csv) {
            self.results.write_all(bytes)?;
        }
        Ok(())
    }

    /// Bytes of a serial console: they go out as they come, on a terminal too.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn console(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.on_terminal {
            let mut stdout = io::stdout().lock();
            stdout.write_all(bytes)?;
            stdout.flush()
        } else {
            self.results.write_all(bytes)?;
            self.results.flush()
        }
    }

    /// A line on standard error that does not end the command: a warning or a note.
    pub fn note(&mut self, line: impl Display) {
        let _ = writeln!(self.messages, "{line}");
    }

    /// [`Self::note`], only with at least that many `-v`.
    pub fn note_at(&mut self, verbosity: u8, line: impl Display) {
        if self.verbosity >= verbosity {
            self.note(line);
        }
    }

    /// Starts a list. In JSON the rows become one array.
    pub fn rows(&mut self) -> Rows<'_, 'a> {
        Rows { out: self, count: 0, drawn: Vec::new() }
    }

    /// Ends the output of a command: reports the failure, if any, and closes the JSON object.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn finish(&mut self, outcome: &Result<(), Failure>) -> io::Result<()> {
        if self.format == Format::Json {
            return self.finish_json(outcome);
        }
        if let Err(failure) = outcome
            && !failure.is_quiet()
        {
            for line in failure.lines() {
                self.note(line);
            }
            self.results.write_all(failure.printed())?;
        }
        self.results.flush()
    }

    fn finish_json(&mut self, outcome: &Result<(), Failure>) -> io::Result<()> {
        if outcome.as_ref().is_err_and(Failure::is_quiet) {
            return Ok(());
        }
        if self.envelope.lines && outcome.is_ok() {
            return self.results.flush();
        }
        if !self.envelope.open {
            self.open_object()?;
        }
        let millis = self.envelope.started.elapsed().as_millis();
        let millis = u64::try_from(millis).unwrap_or(u64::MAX);
        write!(self.results, ",\"ok\":{},\"timing_ms\":{millis}", outcome.is_ok())?;
        if let Err(failure) = outcome {
            self.results.write_all(b",\"error\":")?;
            serde_json::to_writer(&mut self.results, &failure.json())?;
        }
        self.results.write_all(b"}\n")?;
        self.results.flush()
    }

    fn open_object(&mut self) -> io::Result<()> {
        self.envelope.open = true;
        let head: Value = json!({
            "schema": SCHEMA,
            "host": self.envelope.host,
            "command": self.envelope.command,
        });
        let text = head.to_string();
        self.results.write_all(text.strip_suffix('}').unwrap_or(&text).as_bytes())
    }

    fn open_data(&mut self) -> io::Result<()> {
        self.open_object()?;
        self.results.write_all(b",\"data\":")
    }
}

/// A list shown row by row, so that a slow BMC's first rows appear at once.
pub struct Rows<'o, 'a> {
    out: &'o mut Out<'a>,
    count: usize,
    drawn: Vec<Value>,
}

impl Rows<'_, '_> {
    /// Shows one row at once; only a table waits for the end.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn push(&mut self, row: &impl Render) -> Result<(), Failure> {
        match self.out.format {
            Format::Json => {
                if self.count == 0 {
                    self.out.open_data()?;
                }
                let before: &[u8] = if self.count == 0 { b"[\n" } else { b",\n" };
                self.out.results.write_all(before)?;
                serde_json::to_writer(&mut self.out.results, row).map_err(io::Error::from)?;
            }
            Format::Table => {
                self.drawn.push(serde_json::to_value(row).map_err(io::Error::from)?);
            }
            Format::Text | Format::Csv => self.out.show(row)?,
        }
        self.count += 1;
        Ok(self.out.results.flush()?)
    }

    /// Shows text that belongs to the list but is no row: headings and the like. Not for JSON
    /// and tables, which say it in other ways.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn heading(&mut self, line: impl Display) -> Result<(), Failure> {
        if self.out.format == Format::Text {
            writeln!(self.out.results, "{line}")?;
        }
        Ok(())
    }

    /// [`Out::plain`] between two rows.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn plain(&mut self, line: impl Display) -> Result<(), Failure> {
        self.out.plain(line)
    }

    /// Text as it is between two rows. Not for JSON and tables.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn print(&mut self, text: &[u8]) -> Result<(), Failure> {
        if matches!(self.out.format, Format::Text | Format::Csv) {
            self.out.results.write_all(text)?;
        }
        Ok(())
    }

    /// A line on standard error between two rows.
    pub fn note(&mut self, line: impl Display) {
        self.out.note(line);
    }

    /// Ends the list.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn finish(self) -> Result<(), Failure> {
        match self.out.format {
            Format::Json => {
                if self.count == 0 {
                    self.out.open_data()?;
                    self.out.results.write_all(b"[")?;
                }
                self.out.results.write_all(b"]")?;
            }
            Format::Table => {
                let width = self.out.width;
                writeln!(self.out.results, "{}", table::draw(&Value::Array(self.drawn), width))?;
            }
            Format::Text | Format::Csv => {}
        }
        Ok(self.out.results.flush()?)
    }
}

/// Prints what the program says when it ends before a command runs; gives the exit status. With
/// `json` an error becomes an object, with `detailed` it has the exit status of wrong usage.
pub fn stop(stop: &Stop, json: bool, detailed: bool) -> ExitCode {
    let failed = stop.status != 0;
    if json && failed {
        let text = String::from_utf8_lossy(&stop.stderr);
        let message = text.lines().find(|line| !line.is_empty()).unwrap_or_default();
        let kind = Kind::Usage.name();
        let error = json!({ "kind": kind, "completion_code": null, "message": message });
        let object = json!({
            "schema": SCHEMA, "host": null, "command": "", "ok": false, "error": error,
        });
        let _ = writeln!(io::stdout(), "{object}");
    } else {
        let _ = io::stdout().write_all(&stop.stdout);
        let _ = io::stderr().write_all(&stop.stderr);
    }
    ExitCode::from(if detailed && failed { Kind::Usage.exit_code() } else { stop.status })
}

/// Tells what happens on the wire as it happens, on standard error: `-v` the choices, `-vv` also
/// the messages, and never a secret. `chosen`: the cipher suite was given with `-C`.
pub fn observe(note: &Note, verbosity: u8, chosen: bool) {
    let line = match note {
        Note::PasswordInClear => {
            "Warning: the password travels unencrypted (authentication type PASSWORD)".to_owned()
        }
        Note::UsingSuite(suite) if verbosity > 0 && !chosen => match suite.id() {
            Some(id) => format!("Using best available cipher suite {id}\n"),
            None => return,
        },
        Note::OddSource(from) if verbosity > 0 => format!("The BMC answers from {from}"),
        Note::HandshakeFailed(error) if verbosity >= TRACE => format!("Handshake failed: {error}"),
        Note::Resent { name } if verbosity >= TRACE => format!("{name} sent again"),
        Note::UsingAuthType(kind) if verbosity >= TRACE => {
            format!("Using authentication type {}", kind.name())
        }
        Note::Sent { netfn, cmd, data } if verbosity >= TRACE => {
            format!(">> netfn {netfn:#04x} cmd {cmd:#04x} {}", dump(data.as_deref()))
        }
        Note::Received { code, data } if verbosity >= TRACE => {
            format!("<< {:#04x} {}", code.0, dump(data.as_deref()))
        }
        _ => return,
    };
    let _ = writeln!(io::stderr(), "{line}");
}

fn dump(data: Option<&[u8]>) -> String {
    let Some(data) = data else { return "(not shown)".to_owned() };
    data.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

/// Number of `-v` from which messages are shown.
pub const TRACE: u8 = 2;
/// Version of the JSON form: raised when a key changes its meaning or goes away.
const SCHEMA: u32 = 1;
