//! `tsol`: Tyan's serial over LAN. Output comes to a UDP port of ours; keys go as requests.
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddrV4};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::activate::Wishes;
use super::console::{LINGER, Screen, say};
use super::escape::{Action, Escape, Typed};
use super::input::{Input, suspend};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::terminal::{Held, Resized};
use crate::cmd::app::device::GetDeviceId;
use crate::cmd::oem::tyan_sol::{SendKeys, Start, Stop};
use crate::error::Error;
use crate::transport::Client;
use crate::transport::listener::{Listener, own_address};

/// The console to be.
#[derive(Clone, Debug)]
pub struct Tsol {
    /// Where the BMC shall send to; the address of ours that it is reached from when there is
    /// none.
    receiver: Option<Ipv4Addr>,
    port: u16,
    /// Keys are not sent.
    read_only: bool,
    /// The terminal's size.
    rows: Option<u16>,
    columns: Option<u16>,
    /// The terminal goes on to make CR LF of LF.
    translated: bool,
    wishes: Wishes,
}

impl Tsol {
    /// Reads the words behind `tsol`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        if !context.lan {
            let line = "Error: Tyan SOL is only available over lan interface";
            return Err(Failure::usage(line));
        }
        let mut tsol = Self {
            receiver: None,
            port: PORT,
            read_only: false,
            rows: None,
            columns: None,
            translated: false,
            wishes: context.sol.clone(),
        };
        for word in words {
            if tsol.take(word).is_some() {
                continue;
            }
            if *word == "help" {
                return Err(Failure::help(USAGE));
            }
            return Err(Failure::usage(format!("Invalid tsol command: '{word}'\n")).line(USAGE));
        }
        Ok(tsol)
    }

    /// Takes one word; `None` for one that makes no sense.
    fn take(&mut self, word: &str) -> Option<()> {
        let (name, number) = word.split_once('=').unwrap_or((word, ""));
        match (name, number) {
            ("ro", "") => self.read_only = true,
            ("rw", "") => self.read_only = false,
            ("altterm", "") => self.translated = true,
            ("port", number) => self.port = number.parse().ok().filter(|port| *port != 0)?,
            ("rows", number) => self.rows = Some(number.parse().ok()?),
            ("cols", number) => self.columns = Some(number.parse().ok()?),
            _ => self.receiver = Some(word.parse().ok()?),
        }
        Some(())
    }

    /// Is the console until the person ends it.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let screen = self.wishes.screen()?;
        let (listener, to) = self.listen(client).await?;
        let what = if self.read_only { "Read-only SOL" } else { "SOL" };
        say(out, &format!("[Starting {what} with receiving address {to}]\n"))?;
        client.send(&Start(to)).await.map_err(|error| {
            let failure = refused(error);
            failure.line("Error starting SOL")
        })?;
        let end = self.attend(screen, listener, client, out).await;
        // Also where it has failed: the BMC goes on sending otherwise.
        let stopped = client.send(&Stop(to)).await;
        end?;
        stopped.map_err(refused)
    }

    /// The terminal's part: from the banner to the end.
    async fn attend(
        &self,
        screen: Screen,
        listener: Listener,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let _size = Resized::new(io::stdout(), self.rows, self.columns)?;
        let raw = Held::raw(io::stdin())?;
        if let Some(raw) = raw.as_ref().filter(|_| self.translated) {
            raw.translate_output()?;
        }
        say(out, &self.wishes.banner())?;
        let character = self.wishes.character();
        let mut console = Console {
            screen,
            listener,
            input: Input::new()?,
            escape: Escape::new((character != 0).then_some(character)),
            character: char::from(character),
            raw,
            translated: self.translated,
            read_only: self.read_only,
            number: 0,
            busy: Instant::now(),
        };
        console.run(client, out).await
    }

    /// Opens the port, and says where the BMC shall send to.
    async fn listen(&self, client: &Client) -> Result<(Listener, SocketAddrV4), Failure> {
        let peer = client.peer().ok_or_else(|| Failure::result("no session"))?;
        let listener = Listener::bind(self.port, peer.ip()).await.map_err(|error| {
            Failure::result(format!("Can't listen on UDP port {}: {error}", self.port))
        })?;
        let address = match self.receiver {
            Some(address) => address,
            None => match own_address(peer).await? {
                IpAddr::V4(address) => address,
                IpAddr::V6(_) => {
                    let line = "Tyan SOL needs IPv4: name the address that the BMC shall send to";
                    return Err(Failure::usage(line));
                }
            },
        };
        Ok((listener, SocketAddrV4::new(address, self.port)))
    }
}

/// The near end.
struct Console {
    screen: Screen,
    listener: Listener,
    input: Input,
    escape: Escape,
    character: char,
    raw: Option<Held>,
    translated: bool,
    read_only: bool,
    /// Of the next keys.
    number: u8,
    /// When something last came or went.
    busy: Instant,
}

impl Console {
    /// Carries characters both ways until the person ends it, or the input does where it is no
    /// terminal.
    async fn run(&mut self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut keep_alive = Instant::now() + KEEP_ALIVE;
        loop {
            let linger = if self.raw.is_some() { Duration::ZERO } else { LINGER };
            let quiet = self.input.has_ended().then(|| self.busy + linger);
            tokio::select! {
                datagram = self.listener.next() => {
                    self.busy = Instant::now();
                    self.screen.show(datagram?.get(HEADER..).unwrap_or_default(), out)?;
                }
                data = self.input.next() => {
                    if self.typed(&data?, client, out).await? {
                        say(out, &format!("{}. [terminated ipmitool]\n", self.character))?;
                        return Ok(());
                    }
                }
                () = sleep_until(keep_alive) => {
                    client.send(&GetDeviceId).await?;
                    keep_alive = Instant::now() + KEEP_ALIVE;
                }
                () = sleep_until(quiet.unwrap_or(keep_alive)), if quiet.is_some() => return Ok(()),
            }
        }
    }

    /// True at the end.
    async fn typed(
        &mut self,
        data: &[u8],
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<bool, Failure> {
        self.busy = Instant::now();
        if data.is_empty() {
            let last = self.escape.finish();
            self.send(last.as_slice(), client).await?;
        }
        for typed in self.escape.read(data) {
            match typed {
                Typed::Text(text) => self.send(&text, client).await?,
                Typed::Action(Action::Terminate) => return Ok(true),
                Typed::Action(action) => self.act(action, out)?,
            }
        }
        Ok(false)
    }

    async fn send(&mut self, text: &[u8], client: &mut Client) -> Result<(), Failure> {
        if self.read_only {
            return Ok(());
        }
        for keys in text.chunks(SendKeys::MOST) {
            let keys = SendKeys { keys: keys.to_vec(), number: self.number };
            self.number = self.number.wrapping_add(1);
            client.send(&keys).await.map_err(refused)?;
        }
        Ok(())
    }

    fn act(&self, action: Action, out: &mut Out<'_>) -> Result<(), Failure> {
        let c = self.character;
        match action {
            // Nothing is known that would send one.
            Action::Break | Action::Terminate => {}
            Action::Help => say(out, &help(c))?,
            Action::Suspend | Action::SuspendRaw => {
                let key = if action == Action::Suspend { 'Z' } else { 'X' };
                say(out, &format!("{c}^{key} [suspend ipmitool]\n"))?;
                if let Some(raw) = &self.raw {
                    raw.leave();
                }
                suspend()?;
                if let Some(raw) = self.raw.as_ref().filter(|_| action == Action::Suspend) {
                    raw.enter()?;
                    if self.translated {
                        raw.translate_output()?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn refused(error: Error) -> Failure {
    let line = match error.completion_code() {
        Some(code) => format!("Unable to perform TSOL command: {code}"),
        None => "Unable to perform TSOL command".to_owned(),
    };
    Failure::client(error, line)
}

fn help(c: char) -> String {
    format!(
        "{c}? [ipmitool help]\n\
         \x20      {c}.  - terminate connection\n\
         \x20      {c}^Z - suspend ipmitool\n\
         \x20      {c}^X - suspend ipmitool, but don't restore tty on restart\n\
         \x20      {c}?  - this message\n\
         \x20      {c}{c}  - send the escape character by typing it twice\n\
         \x20      (Note that escapes are only recognized immediately after newline.)\n"
    )
}

/// Words of `tsol` as usage lines write them.
pub const ARGS: &str = "[ADDRESS] [port=N] [ro|rw] [rows=N] [cols=N] [altterm]";

const USAGE: &str = "\
Usage: tsol [ADDRESS] [port=N] [ro|rw] [rows=N] [cols=N] [altterm]
       ADDRESS   IPv4 address that the BMC shall send to: ours when there is none
       port=N    UDP port of ours                        (6230)
       ro|rw     Only look, or type as well              (rw)
       rows=N    Rows of the terminal
       cols=N    Columns of the terminal
       altterm   LF stays CR LF on the terminal";

const PORT: u16 = 6230;
/// Bytes in front of the output in each datagram, which IPMItool does not look at.
const HEADER: usize = 4;
/// A session that is not used is closed by the BMC.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_ipmitool_reads_them() {
        assert!(
            Tsol::parse(&["help"], &Context::default()).is_err_and(|no| no.exit_code(false) == 1)
        );
        let context = Context { lan: true, ..Context::default() };
        let parse = |words: &[&str]| Tsol::parse(words, &context);
        let tsol =
            parse(&["10.1.2.3", "port=7000", "ro", "rows=30", "cols=90", "altterm"]).unwrap();
        assert_eq!((tsol.receiver, tsol.port), (Some([10, 1, 2, 3].into()), 7000));
        assert_eq!((tsol.read_only, tsol.translated), (true, true));
        assert_eq!((tsol.rows, tsol.columns), (Some(30), Some(90)));
        let tsol = parse(&["ro", "rw"]).unwrap();
        assert_eq!((tsol.receiver, tsol.port, tsol.read_only), (None, 6230, false));
        let cases: &[(&[&str], &str, u8)] = &[
            (&["help", "x"], "Usage: tsol", 0),
            (&["ro", "help"], "Usage: tsol", 0),
            (&["bogus"], "Invalid tsol command: 'bogus'", 1),
            (&["1.2.3"], "Invalid tsol command: '1.2.3'", 1),
            (&["port=x"], "Invalid tsol command: 'port=x'", 1),
            (&["rows="], "Invalid tsol command: 'rows='", 1),
            (&["RO"], "Invalid tsol command: 'RO'", 1),
            (&["altterm", "x", "help"], "Invalid tsol command: 'x'", 1),
        ];
        for (words, start, status) in cases {
            let failure = parse(words).unwrap_err();
            assert!(failure.lines().next().unwrap().starts_with(start), "{words:?}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
