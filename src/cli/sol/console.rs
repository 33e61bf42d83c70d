//! A console that is active: what is typed goes out, what comes is shown.
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;
use tokio::time::{Instant, sleep_until};

use super::activate::KeepAlive;
use super::escape::{Action, Escape, Typed};
use super::input::{Input, suspend};
use super::log::{Log, Stamps};
use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out, Render};
use crate::cli::terminal::Held;
use crate::cli::text::Text;
use crate::session::console::Output;
use crate::transport::Client;
use crate::transport::console::Told;
use crate::wire::sol::operation;

/// How a console ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The BMC ended it.
    Closed,
    /// The BMC has gone silent.
    Dead,
    /// There is no more input, and nothing came for a while.
    Input,
    /// By an escape.
    User,
}

/// Where output goes: to standard output, and into a file.
#[derive(Debug, Default)]
pub(super) struct Screen {
    pub(super) log: Option<Log>,
    pub(super) stamps: Option<Stamps>,
}

impl Screen {
    /// Shows what came out of the console.
    ///
    /// # Errors
    /// Those of the output and of the file.
    pub(super) fn show(&mut self, data: &[u8], out: &mut Out<'_>) -> Result<(), Failure> {
        if let Some(log) = &mut self.log {
            log.write(data)?;
        }
        if out.format() == Format::Json {
            return out.event(&Shown { event: "output", text: Text(data.to_vec()) });
        }
        match &mut self.stamps {
            Some(stamps) => out.console(&stamps.apply(data))?,
            None => out.console(data)?,
        }
        Ok(())
    }
}

/// Says something about the console on standard output, where it is text.
///
/// # Errors
/// Those of the output.
pub(super) fn say(out: &mut Out<'_>, text: &str) -> Result<(), Failure> {
    if out.format() != Format::Json {
        out.console(text.as_bytes())?;
    }
    Ok(())
}

/// The near end.
#[derive(Debug)]
pub(super) struct Console {
    keep_alive: KeepAlive,
    dead_after: Duration,
    escape: Escape,
    /// How the escape character is shown.
    character: char,
    /// How the key that sends a break is shown.
    break_key: char,
    input: Input,
    raw: Option<Held>,
    screen: Screen,
    /// Characters for the next console.
    kept: Vec<u8>,
    /// Something was typed, or came from a pipe.
    used: bool,
    /// When something last came or went.
    busy: Instant,
}

impl Console {
    /// Takes the terminal over, where there is one.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn new(
        keep_alive: KeepAlive,
        dead_after: Duration,
        escape: u8,
        screen: Screen,
    ) -> Result<Self, Failure> {
        Ok(Self {
            keep_alive,
            dead_after,
            escape: Escape::new((escape != 0).then_some(escape)),
            character: char::from(escape),
            break_key: 'B',
            input: Input::new()?,
            raw: Held::raw(io::stdin())?,
            screen,
            kept: Vec::new(),
            used: false,
            busy: Instant::now(),
        })
    }

    /// Shows another key for the one that sends a break.
    pub(super) const fn showing_break_as(mut self, key: char) -> Self {
        self.break_key = key;
        self
    }

    /// Carries characters both ways until one side ends it.
    ///
    /// # Errors
    /// Those of the output, the input and the socket.
    pub(super) async fn run(
        &mut self,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<End, Failure> {
        self.busy = Instant::now();
        client.console_write(&std::mem::take(&mut self.kept));
        let every = self.dead_after / KEEP_ALIVE_PART;
        let mut keep_alive = Instant::now() + every;
        loop {
            let room = client.console_pending() < MOST_PENDING;
            let quiet = self.ends(client);
            tokio::select! {
                told = client.console_next() => {
                    if let Some(end) = self.told(told?, out)? {
                        return Ok(end);
                    }
                }
                data = self.input.next(), if room => {
                    if let Some(end) = self.typed(&data?, client, out)? {
                        self.drain(client, out).await?;
                        self.terminated(out)?;
                        return Ok(end);
                    }
                }
                () = sleep_until(keep_alive) => {
                    keep_alive = Instant::now() + every;
                    match self.keep_alive {
                        KeepAlive::Request => client.console_probe(every * (KEEP_ALIVE_PART - 1)),
                        KeepAlive::Sol => client.console_keep_alive(),
                        KeepAlive::Off => {}
                    }
                }
                () = sleep_until(quiet.unwrap_or(keep_alive)), if quiet.is_some() => {
                    return Ok(End::Input);
                }
            }
        }
    }

    /// Keeps characters for the next console: not many.
    pub(super) fn keep(&mut self, data: &[u8]) {
        let room = MOST_KEPT.saturating_sub(self.kept.len());
        self.kept.extend(data.iter().take(room));
    }

    /// Waits until the person at a terminal ends it, while there is no console. It may be dropped
    /// at any time and called again. Other input waits: there Ctrl-C does it.
    ///
    /// # Errors
    /// Those of the input.
    pub(super) async fn given_up(&mut self) -> Result<(), Failure> {
        if self.raw.is_none() {
            return std::future::pending().await;
        }
        loop {
            let data = self.input.next().await?;
            for typed in self.escape.read(&data) {
                match typed {
                    Typed::Action(Action::Terminate) => return Ok(()),
                    Typed::Action(_) => {}
                    Typed::Text(text) => self.keep(&text),
                }
            }
            if self.input.has_ended() {
                return Ok(());
            }
        }
    }

    /// Says that the person has ended it.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn terminated(&self, out: &mut Out<'_>) -> Result<(), Failure> {
        let c = self.character;
        say(out, &format!("{c}. [terminated ipmitool]\n"))
    }

    /// Gives the BMC a moment to take what was typed in front of the end.
    async fn drain(&mut self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let late = Instant::now() + DRAIN;
        while client.console_pending() > 0 {
            tokio::select! {
                told = client.console_next() => {
                    if self.told(told?, out)?.is_some() {
                        break;
                    }
                }
                () = sleep_until(late) => break,
            }
        }
        Ok(())
    }

    /// A line for the person at the terminal.
    pub(super) fn notice(&self, out: &mut Out<'_>, line: &str) {
        match &self.raw {
            Some(raw) => {
                raw.leave();
                out.note(format_args!("\n{line}"));
                // It was raw before.
                let _ = raw.enter();
            }
            None => out.note(line),
        }
    }

    /// When the console ends for want of input: all has been taken, and no more came back. One
    /// that only writes a log goes on.
    fn ends(&self, client: &Client) -> Option<Instant> {
        let listens = self.screen.log.is_some() && !self.used;
        let over = self.input.has_ended() && client.console_pending() == 0 && !listens;
        let linger = if self.raw.is_some() { Duration::ZERO } else { LINGER };
        over.then(|| self.busy + linger)
    }

    fn told(&mut self, told: Told, out: &mut Out<'_>) -> Result<Option<End>, Failure> {
        let output = match told {
            Told::Alive => return Ok(None),
            Told::Closed | Told::Dead => return Ok(Some(End::Dead)),
            Told::Output(output) => output,
        };
        match output {
            Output::Data(data) => {
                self.busy = Instant::now();
                self.screen.show(&data, out)?;
            }
            Output::Taken => {}
            Output::Inactive => return Ok(Some(End::Closed)),
            Output::Silent => return Ok(Some(End::Dead)),
            Output::Break => out.note_at(1, "[The serial side sent a break]"),
            Output::Overrun => out.note_at(1, "[The BMC lost characters]"),
        }
        Ok(None)
    }

    fn typed(
        &mut self,
        data: &[u8],
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Option<End>, Failure> {
        self.busy = Instant::now();
        self.used |= !data.is_empty();
        if data.is_empty() {
            client.console_write(self.escape.finish().as_slice());
        }
        for typed in self.escape.read(data) {
            match typed {
                Typed::Text(text) => client.console_write(&text),
                Typed::Action(action) => {
                    if self.act(action, client, out)? {
                        return Ok(Some(End::User));
                    }
                }
            }
        }
        Ok(None)
    }

    /// True when the console ends.
    fn act(
        &mut self,
        action: Action,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<bool, Failure> {
        let c = self.character;
        let said = match action {
            Action::Terminate => return Ok(true),
            Action::Break => format!("{c}{} [send break]\n", self.break_key),
            Action::Suspend => format!("{c}^Z [suspend ipmitool]\n"),
            Action::SuspendRaw => format!("{c}^X [suspend ipmitool]\n"),
            Action::Help => help(c),
        };
        say(out, &said)?;
        match action {
            Action::Terminate | Action::Help => {}
            Action::Break => client.console_operate(operation::BREAK),
            Action::Suspend | Action::SuspendRaw => {
                if let Some(raw) = &self.raw {
                    raw.leave();
                }
                suspend()?;
                if let Some(raw) = self.raw.as_ref().filter(|_| action == Action::Suspend) {
                    raw.enter()?;
                }
            }
        }
        Ok(false)
    }
}

fn help(c: char) -> String {
    format!(
        "{c}?\n\
         \tSupported escape sequences:\n\
         \t{c}.  - terminate connection\n\
         \t{c}^Z - suspend ipmitool\n\
         \t{c}^X - suspend ipmitool, but don't restore tty on restart\n\
         \t{c}B  - send break\n\
         \t{c}?  - this message\n\
         \t{c}{c}  - send the escape character by typing it twice\n\
         \t(Note that escapes are only recognized immediately after newline.)\n"
    )
}

/// Output as JSON.
#[derive(Debug, Serialize)]
struct Shown {
    event: &'static str,
    text: Text,
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(&self.text.0)
    }
}

/// Characters that wait for the BMC at the most, so that an interrupt key is not kept waiting.
const MOST_PENDING: usize = 1024;
/// Characters that are kept for the next console at the most: all that can wait, and some more.
const MOST_KEPT: usize = 4096;
/// How long the BMC may take what was typed in front of the end.
const DRAIN: Duration = Duration::from_secs(1);
/// Keep-alives are sent so often within the time that the BMC may be silent.
const KEEP_ALIVE_PART: u32 = 3;
/// How long to wait for more after the end of the input.
pub(super) const LINGER: Duration = Duration::from_secs(2);
