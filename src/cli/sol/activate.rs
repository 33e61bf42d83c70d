//! `sol activate`.
use std::path::PathBuf;
use std::time::Duration;

use super::console::{Console, End, Screen, say};
use super::deactivate::{deactivate, had_ended};
use super::log::{Log, Stamps};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cmd::app::payload::{ActivatePayload, GetPayloadInstanceInfo};
use crate::cmd::app::session::{Active, Console as Peer, GetSessionInfo, Which};
use crate::error::Error;
use crate::session::config::Version;
use crate::session::console::Settings;
use crate::session::quirks::Quirk;
use crate::transport::Client;
use crate::wire::sol::Packet;

/// What the options say about consoles.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The escape character (`-e`); 0 for none.
    pub escape: Option<u8>,
    /// Take the console from another session.
    pub takeover: bool,
    /// Begin again when the console ends.
    pub reconnect: bool,
    /// How long the BMC may be silent.
    pub dead_after: Option<Duration>,
    /// Where output goes besides.
    pub log: Option<PathBuf>,
    /// Times in front of lines.
    pub timestamp: bool,
    /// Those times are in UTC (`-Z`).
    pub utc: bool,
}

impl Wishes {
    /// Where output goes; opens the log.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn screen(&self) -> Result<Screen, Failure> {
        let stamps = self.timestamp.then(|| Stamps::new(self.utc));
        let Some(path) = &self.log else { return Ok(Screen { log: None, stamps }) };
        let log = Log::open(path, stamps).map_err(|error| {
            Failure::result(format!("Unable to open file {}: {error}", path.display()))
        })?;
        Ok(Screen { log: Some(log), stamps: None })
    }

    /// The escape character; 0 for none.
    pub(super) fn character(&self) -> u8 {
        self.escape.unwrap_or(b'~')
    }

    /// The line that says that the console is there.
    pub(super) fn banner(&self) -> String {
        match self.character() {
            0 => "[SOL Session operational.]\n".to_owned(),
            escape => {
                format!("[SOL Session operational.  Use {}? for help]\n", char::from(escape))
            }
        }
    }
}

/// How a session is kept alive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum KeepAlive {
    /// Get Device ID.
    #[default]
    Request,
    /// SOL packets without characters (`usesolkeepalive`).
    Sol,
    /// Not at all (`nokeepalive`).
    Off,
}

/// The console to be.
#[derive(Clone, Debug)]
pub struct Activate {
    pub(super) instance: u8,
    pub(super) keep_alive: KeepAlive,
    pub(super) wishes: Wishes,
}

impl Activate {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let (mut instance, mut keep_alive) = (1, KeepAlive::default());
        for word in words {
            match (*word, word.strip_prefix("instance=")) {
                ("usesolkeepalive", _) => keep_alive = KeepAlive::Sol,
                ("nokeepalive", _) => keep_alive = KeepAlive::Off,
                (_, Some(number)) => instance = super::instance(number)?,
                _ => return Err(super::usage()),
            }
        }
        Ok(Self { instance, keep_alive, wishes: context.sol.clone() })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let screen = self.wishes.screen()?;
        let mut settings = self.open(client, out, self.wishes.takeover).await?;
        // Programs wait for it.
        say(out, &self.wishes.banner())?;
        let escape = self.wishes.character();
        let mut console = Console::new(self.keep_alive, self.dead_after(), escape, screen)?;
        loop {
            client.attach_console(settings);
            let end = console.run(client, out).await?;
            let left = client.detach_console();
            match end {
                End::User | End::Input => {
                    return match deactivate(client, self.instance).await {
                        Err(failure) if !failure.error().is_some_and(had_ended) => Err(failure),
                        _ => Ok(()),
                    };
                }
                End::Closed | End::Dead if self.wishes.reconnect => {
                    let why = if end == End::Dead { "does not answer" } else { "has ended SOL" };
                    console.notice(out, &format!("[The BMC {why}. Trying again.]"));
                    // One that died may have taken them.
                    if end == End::Closed {
                        console.keep(&left);
                    }
                    let Some(opened) = self.again(client, out, &mut console).await? else {
                        return Ok(());
                    };
                    settings = opened;
                    console.notice(out, "[SOL Session operational.]");
                }
                End::Closed => return Err(Failure::result("SOL session closed by BMC")),
                End::Dead => {
                    let error = Error::NoAnswer("serial over LAN");
                    let line = "Error: No response to keepalive - Terminating session";
                    return Err(Failure::client(error, line));
                }
            }
        }
    }

    /// Activates SOL.
    ///
    /// # Errors
    /// What IPMItool says.
    pub(super) async fn open(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        takeover: bool,
    ) -> Result<Settings, Failure> {
        if client.config().version != Version::V20 {
            return Err(Failure::usage(
                "Error: This command is only available over the lanplus interface",
            ));
        }
        let mut flags = first_flags(client);
        let mut tries = 0;
        let activated = loop {
            let request = ActivatePayload { instance: self.instance, flags };
            let error = match client.send(&request).await {
                Ok(activated) => break activated,
                Err(error) => error,
            };
            tries += 1;
            match error.completion_code().map(|code| code.0) {
                Some(ELSEWHERE) if takeover && tries < TAKEOVER_TRIES => {
                    if tries == 1 {
                        let holder = self.holder(client).await;
                        out.note(format_args!("Taking the console from {holder}"));
                    }
                    // A BMC that says that there is none may still be at it.
                    let _ = deactivate(client, self.instance).await;
                    client.sleep(TAKEOVER_WAIT).await;
                }
                Some(ELSEWHERE) => {
                    let holder = self.holder(client).await;
                    let line = "Info: SOL payload already active on another session";
                    return Err(Failure::client(error, line)
                        .line(format!("The console is in use by {holder}; --takeover takes it")));
                }
                Some(NO_ENCRYPTION) if flags & ActivatePayload::ENCRYPTED != 0 => {
                    flags &= !ActivatePayload::ENCRYPTED;
                    out.note("Warning: the BMC does not encrypt the console");
                }
                _ => return Err(refused(error)),
            }
        };
        if let Some(peer) = client.peer().filter(|peer| peer.port() != activated.port) {
            let (own, theirs) = (peer.port(), activated.port);
            out.note_at(1, format_args!("SOL stays on port {own}; the BMC names {theirs}"));
        }
        Ok(Settings {
            most: most(activated.inbound_size),
            encrypted: flags & ActivatePayload::ENCRYPTED != 0,
            patience: self.dead_after(),
        })
    }

    /// A new session and a new console, however long that takes; `None` when the person at the
    /// terminal has enough.
    async fn again(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        console: &mut Console,
    ) -> Result<Option<Settings>, Failure> {
        let mut wait = AGAIN_FIRST;
        loop {
            let opened = tokio::select! {
                opened = self.try_again(client, out, wait) => opened,
                over = console.given_up() => {
                    over?;
                    console.terminated(out)?;
                    return Ok(None);
                }
            };
            match opened {
                Ok(settings) => return Ok(Some(settings)),
                Err(why) if out.verbosity() > 0 => console.notice(out, &format!("[{why}]")),
                Err(_) => {}
            }
            wait = (wait * 2).min(AGAIN_MOST);
        }
    }

    async fn try_again(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        wait: Duration,
    ) -> Result<Settings, String> {
        client.sleep(wait).await;
        client.reopen().await.map_err(|error| error.to_string())?;
        // It is ours; the BMC may not know yet that it has ended.
        let opened = self.open(client, out, true).await;
        opened.map_err(|failure| failure.lines().next().unwrap_or_default())
    }

    /// Who has the console, as far as the BMC tells.
    async fn holder(&self, client: &mut Client) -> String {
        let instance = self.instance;
        let found = client.send(&GetPayloadInstanceInfo { instance }).await;
        let Ok(Some(session)) = found else { return "another session".to_owned() };
        let info = client.send(&GetSessionInfo(Which::Id(session))).await;
        match info.ok().and_then(|info| info.session) {
            Some(Active { user, console: Some(Peer::Lan { ip, .. }), .. }) => {
                format!("user ID {user} at {ip}")
            }
            Some(Active { user, .. }) => format!("user ID {user}"),
            None => "another session".to_owned(),
        }
    }

    fn dead_after(&self) -> Duration {
        self.wishes.dead_after.unwrap_or(DEAD_AFTER)
    }
}

/// What IPMItool asks for, as far as the session and the quirks allow.
fn first_flags(client: &Client) -> u8 {
    let quirks = client.config().quirks;
    if quirks.has(Quirk::SolBareActivation) {
        return BARE;
    }
    let mut flags = ActivatePayload::AUTHENTICATED | ActivatePayload::ALERTS_DEFERRED;
    if client.is_confidential() {
        flags |= ActivatePayload::ENCRYPTED;
    }
    if !quirks.has(Quirk::SolAssertCts) {
        flags |= ActivatePayload::HANDSHAKE_DEASSERTED;
    }
    flags
}

/// Characters for a packet, from a payload size that BMCs are known to get wrong.
fn most(size: u16) -> usize {
    let sane = |size: u16| {
        let len = usize::from(size).checked_sub(Packet::HEADER)?;
        (1..=Packet::MOST).contains(&len).then_some(len)
    };
    sane(size).or_else(|| sane(size.swap_bytes())).unwrap_or(CAUTIOUS)
}

fn refused(error: Error) -> Failure {
    let line = match (&error, error.completion_code()) {
        (_, Some(code)) => match code.0 {
            0x81 => "Info: SOL payload disabled".to_owned(),
            0x82 => "Info: SOL payload activation limit reached".to_owned(),
            NO_ENCRYPTION => "Info: cannot activate SOL payload with encryption".to_owned(),
            0x84 => "Info: cannot activate SOL payload without encryption".to_owned(),
            _ => format!("Error activating SOL payload: {code}"),
        },
        (Error::Wire { .. }, _) => {
            "Error: Unexpected data length received in payload activation response".to_owned()
        }
        _ => "Error: No response activating SOL payload".to_owned(),
    };
    Failure::client(error, line)
}

/// The console is another session's.
const ELSEWHERE: u8 = 0x80;
const NO_ENCRYPTION: u8 = 0x83;
/// The auxiliary byte of `-o i82571spt`.
const BARE: u8 = 0x08;
const TAKEOVER_TRIES: u32 = 10;
const TAKEOVER_WAIT: Duration = Duration::from_millis(500);
const AGAIN_FIRST: Duration = Duration::from_secs(1);
const AGAIN_MOST: Duration = Duration::from_secs(30);
pub(super) const DEAD_AFTER: Duration = Duration::from_secs(30);
/// Characters in a packet to a BMC whose payload size makes no sense.
const CAUTIOUS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payload_sizes_are_doubted() {
        assert_eq!([most(204), most(259), most(5)], [200, 255, 1]);
        assert_eq!(most(0x0301), 255, "259 with its bytes swapped");
        assert_eq!([most(0), most(0xffff), most(4)], [CAUTIOUS; 3]);
    }
}
