//! Letters to settings: which interface, which host, whose password, and the checks that need no
//! packet.
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::failure::Failure;
use super::files::OemFile;
use super::letters::{Bridge, Family, Letters, PrivilegeChoice};
use super::long::ExitCodes;
use super::out::Format;
use super::secrets::{Care, Reader, Source};
use super::stop::Stop;
use super::{Context, argv, cache, elsewhere, groups, host, inventory, sol, term, usage};
use crate::crypto::secret::Secret;
use crate::session::quirks::{Quirk, Quirks};
use crate::wire::v15::AuthType;

/// How the BMC is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    /// IPMI 1.5 over a network.
    Lan,
    /// IPMI 2.0 over a network.
    Lanplus,
    /// The BMC inside this program.
    Mock,
    /// The Linux driver.
    Open,
}

impl Interface {
    /// The name for `-I`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lan => "lan",
            Self::Lanplus => "lanplus",
            Self::Mock => "mock",
            Self::Open => "open",
        }
    }

    /// Longest password that fits its packets, in bytes (IPMI v2.0 §13.31, §22.17.1).
    pub const fn longest_password(self) -> Option<usize> {
        match self {
            Self::Lan => Some(16),
            Self::Lanplus | Self::Mock => Some(20),
            Self::Open => None,
        }
    }

    const fn is_network(self) -> bool {
        matches!(self, Self::Lan | Self::Lanplus)
    }
}

/// All that was asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Last part of the program's name, for usage lines.
    pub program: String,
    /// How the BMC is reached.
    pub interface: Interface,
    /// Name or address of the BMC, without brackets; always there for a network interface.
    pub host: Option<String>,
    /// UDP port.
    pub port: u16,
    /// Which addresses may be used.
    pub family: Family,
    /// User name, at most 16 bytes; empty for the null user.
    pub username: Vec<u8>,
    /// Password, checked against the interface's limit.
    pub password: Option<Secret>,
    /// K_g key, at most 20 bytes. A key of zeros means none, and is `None`.
    pub kg: Option<Secret>,
    /// The cipher suite to use, whether known or not; `None` to choose.
    pub suite: Option<u8>,
    /// The weakest cipher suite to accept: 3 or 17.
    pub min_suite: Option<u8>,
    /// Privilege level of the session; `None` to raise it as needed.
    pub privilege: Option<PrivilegeChoice>,
    /// The auth type for lan as its wire value, `0xff` for a name that is not known.
    pub auth_type: Option<u8>,
    /// Addresses of bridged requests.
    pub bridge: Bridge,
    /// LUN of raw requests, as typed.
    pub lun: u8,
    /// First wait for an answer.
    pub timeout: Option<Duration>,
    /// How often to send a request.
    pub tries: Option<u32>,
    /// When to give up, counted from the start.
    pub deadline: Option<Duration>,
    /// What to do differently.
    pub quirks: Quirks,
    /// Number of -v.
    pub verbosity: u8,
    /// How results are written.
    pub format: Format,
    /// The exit status tells the kind of failure.
    pub detailed_exit: bool,
    /// Times are in UTC.
    pub utc: bool,
    /// File with sensor data records.
    pub sdr_cache: Option<PathBuf>,
    /// Directory where records are kept from one run to the next; `None` for nowhere.
    pub cache_directory: Option<PathBuf>,
    /// How many reads may be under way together.
    pub inflight: u8,
    /// File with texts for OEM events.
    pub oem_sel: Option<OemFile>,
    /// Size of messages that -z asks for; 0 is none.
    pub buffer_size: u16,
    /// N of /dev/ipmiN.
    pub device: u32,
    /// How to be a serial console.
    pub console: sol::Wishes,
    /// Passwords may be set over a session that is not encrypted.
    pub allow_cleartext: bool,
    /// Wait until the machine is in the wanted power state, at most so long.
    pub wait: Option<Duration>,
    /// `power cycle` turns on a machine that is off.
    pub or_on: bool,
    /// Say what would be written, and write nothing.
    pub dry_run: bool,
    /// `--interval`.
    pub interval: Option<Duration>,
    /// Lines for standard error that do not end the run.
    pub warnings: Vec<String>,
    /// The command and its arguments; never empty, and the first is a known command.
    pub words: Vec<OsString>,
}

impl Settings {
    fn records(&self) -> inventory::Source {
        let (label, target) = match (self.interface, &self.host, self.port) {
            (Interface::Open, ..) => {
                (format!("ipmi{}", self.device), format!("open {}", self.device))
            }
            (interface, host, port) => {
                let (name, host) = (interface.name(), host.as_deref().unwrap_or_default());
                (format!("{host}-{port}"), format!("{name} {host} {port}"))
            }
        };
        let cache = self.cache_directory.clone().map(|directory| inventory::Cache {
            directory,
            label,
            target,
        });
        inventory::Source { file: self.sdr_cache.clone(), cache }
    }

    /// What commands may know.
    pub fn context(&self) -> Context {
        Context {
            program: self.program.clone(),
            utc: self.utc,
            lan: self.interface == Interface::Lan,
            lun: self.lun,
            wait: self.wait,
            or_on: self.or_on,
            interval: self.interval,
            sol: self.console.clone(),
            allow_cleartext: self.allow_cleartext,
            dry_run: self.dry_run,
            records: self.records(),
            oem_sel: self.oem_sel.clone(),
        }
    }
}

/// Reads this process's command line, and hides the secrets in it.
///
/// # Errors
/// [`Stop`] with what to print, and the exit status.
pub fn read(argv: &[OsString]) -> Result<Settings, Stop> {
    let posixly_correct = std::env::var_os("POSIXLY_CORRECT").is_some();
    let mut letters = Letters::read(argv, posixly_correct)?;
    let places = std::mem::take(&mut letters.places);
    if !argv::hide(argv, &places) && letters.verbosity > 0 {
        letters.warnings.push("Secrets on the command line could not be hidden".to_owned());
    }
    let mut source = Source {
        env: &|name| std::env::var_os(name),
        ask: &mut |notes, text| term::ask(notes, text),
    };
    letters.resolve(&mut source)
}

impl Letters {
    /// Finds the command, then the interface, then the secrets. Nobody is asked for a password
    /// for the sake of a command that does not exist.
    ///
    /// # Errors
    /// [`Stop`] with what to print, and the exit status.
    pub fn resolve(mut self, source: &mut Source<'_>) -> Result<Settings, Stop> {
        let mut warnings = std::mem::take(&mut self.warnings);
        self.resolve_with(source, &mut warnings)
            .map(|settings| Settings { warnings: warnings.clone(), ..settings })
            .map_err(|stop| stop.after(&warnings))
    }

    fn resolve_with(
        mut self,
        source: &mut Source<'_>,
        warnings: &mut Vec<String>,
    ) -> Result<Settings, Stop> {
        let command = self.command()?;
        let interface = self.interface()?;
        if command == Needs::Nothing {
            return Ok(self.settings(interface, None, None, None));
        }
        self.quirks = self.quirks.with(self.oem_quirks(source)?);
        let host = self.take_host(interface)?;
        self.check_bridge()?;
        self.check_suite(interface)?;
        let mut reader = Reader {
            source,
            care: Care {
                insecure: self.long.insecure_file,
                strict: self.long.no_argv_secrets,
                warn: self.verbosity > 0,
            },
            warnings,
            password: None,
            kg: None,
        };
        for step in std::mem::take(&mut self.secrets) {
            reader.step(step)?;
        }
        let anonymous = self.auth_type == Some(AuthType::None.to_u8());
        if interface.is_network() && reader.password.is_none() && !anonymous {
            reader.ask_password()?;
        }
        let (password, kg) = (reader.password, reader.kg);
        check_length(interface, password.as_ref())?;
        Ok(self.settings(interface, host, password, kg))
    }

    fn command(&self) -> Result<Needs, Stop> {
        let Some(word) = self.words.first() else {
            return Err(Stop::error("No command provided!").and(usage::commands()));
        };
        let word = word.to_string_lossy();
        match word.as_ref() {
            "help" => Err(Stop { stderr: usage::commands().into_bytes(), ..Stop::default() }),
            "mock-bmc" => Ok(Needs::Nothing),
            known if groups::is_command(known) => Ok(Needs::Bmc),
            planned if elsewhere::asks(planned) => Ok(Needs::Bmc),
            planned if groups::is_planned(planned) => Ok(Needs::Nothing),
            _ => Err(Stop::error(format!("Invalid command: {word}")).and(usage::commands())),
        }
    }

    fn interface(&self) -> Result<Interface, Stop> {
        let Some(name) = &self.interface else {
            let local = self.host.is_none();
            return Ok(if local { Interface::Open } else { Interface::Lan });
        };
        let name = name.to_string_lossy();
        let known = [Interface::Lan, Interface::Lanplus, Interface::Mock, Interface::Open];
        known.into_iter().find(|interface| interface.name() == name).ok_or_else(|| {
            if NOT_HERE.contains(&name.as_ref()) {
                let program = &self.program;
                return Stop::error(format!("Interface {name} is not supported by {program}"));
            }
            Stop::error(format!("Error loading interface {name}"))
        })
    }

    fn oem_quirks(&self, source: &Source<'_>) -> Result<Quirks, Stop> {
        let Some(name) = &self.oem else { return Ok(Quirks::NONE) };
        let failed = format!("OEM setup for \"{name}\" failed");
        let quirks = Quirks::from_o(name).ok_or_else(|| Stop::error(&failed))?;
        if quirks.has(Quirk::IbmSel) && (source.env)(IBM_DATA_FILE).is_none() {
            let text = format!("Unable to read {IBM_DATA_FILE} from environment\n{failed}");
            return Err(Stop::error(text));
        }
        Ok(quirks)
    }

    fn take_host(&mut self, interface: Interface) -> Result<Option<String>, Stop> {
        let text = self.host.take().unwrap_or_default().to_string_lossy().into_owned();
        if text.is_empty() {
            let missing = interface.is_network();
            return if missing { Err(Stop::error("No hostname specified!")) } else { Ok(None) };
        }
        let host = host::parse(&text).map_err(|error| Stop::error(error.to_string()))?;
        if let (Some(port), Some(other)) = (self.port, host.port)
            && port != other
        {
            return Err(Stop::error(format!("Two ports are given: -p {port} and -H {text}")));
        }
        self.port = host.port.or(self.port);
        Ok(Some(host.name))
    }

    fn check_bridge(&self) -> Result<(), Stop> {
        let Bridge { target_addr, transit_addr, transit_channel, .. } = self.bridge;
        if transit_addr == 0 || target_addr != 0 {
            return Ok(());
        }
        // C's %#x writes a plain 0.
        let channel = if transit_channel == 0 { "0" } else { &format!("{transit_channel:#x}") };
        Err(Stop::error(format!(
            "Transit address/channel {transit_addr:#x}/{channel} ignored. \
             Target address must be specified!"
        )))
    }

    fn check_suite(&self, interface: Interface) -> Result<(), Stop> {
        let Some(floor) = self.long.min_cipher.filter(|_| interface.is_network()) else {
            return Ok(());
        };
        if interface == Interface::Lan {
            let text = "-I lan has no encryption, and --min-cipher asks for it: use -I lanplus";
            return Err(Stop::error(text));
        }
        match self.suite {
            Some(suite) if strength(suite) < strength(floor) => Err(Stop::error(format!(
                "Cipher suite {suite} is weaker than suite {floor} of --min-cipher"
            ))),
            _ => Ok(()),
        }
    }

    fn settings(
        self,
        interface: Interface,
        host: Option<String>,
        password: Option<Secret>,
        kg: Option<Secret>,
    ) -> Settings {
        let format = match (self.long.format, self.long.json, self.csv) {
            (Some(format), _, _) => format,
            (None, true, _) => Format::Json,
            (None, false, true) => Format::Csv,
            (None, false, false) => Format::Text,
        };
        let mock = interface == Interface::Mock;
        let name_given = !self.username.is_empty();
        Settings {
            program: self.program,
            interface,
            host,
            port: self.port.filter(|port| *port != 0).unwrap_or(DEFAULT_PORT),
            family: self.family,
            username: if mock && !name_given { b"admin".to_vec() } else { self.username },
            password: password.or_else(|| mock.then(|| Secret::from("password"))),
            kg: kg.filter(|key| key.bytes().iter().any(|byte| *byte != 0)),
            suite: self.suite,
            min_suite: self.long.min_cipher,
            privilege: self.privilege,
            auth_type: self.auth_type,
            bridge: self.bridge,
            lun: self.lun,
            timeout: self.timeout,
            tries: self.tries,
            deadline: self.long.deadline.filter(|time| !time.is_zero()),
            quirks: self.quirks,
            verbosity: self.verbosity,
            format,
            detailed_exit: self.long.exit_codes == Some(ExitCodes::Detailed),
            utc: self.utc,
            sdr_cache: self.sdr_cache,
            cache_directory: match self.long.cache_dir {
                _ if self.long.no_cache || mock => None,
                Some(directory) => Some(directory),
                None => cache::usual_directory(),
            },
            inflight: self.long.inflight.unwrap_or(1),
            oem_sel: self.oem_sel.map(OemFile::new),
            buffer_size: self.buffer_size.unwrap_or(0),
            device: self.device,
            console: sol::Wishes {
                utc: self.utc,
                escape: self.escape,
                takeover: self.long.takeover,
                reconnect: self.long.reconnect,
                dead_after: self.long.dead_after.filter(|time| !time.is_zero()),
                log: self.long.log,
                timestamp: self.long.timestamp,
            },
            allow_cleartext: self.long.allow_cleartext,
            wait: self.long.wait,
            or_on: self.long.or_on,
            dry_run: self.long.dry_run,
            interval: self.long.interval,
            warnings: Vec::new(),
            words: self.words,
        }
    }
}

impl Settings {
    /// Takes another password.
    ///
    /// # Errors
    /// One that is too long for the interface.
    pub fn set_password(&mut self, password: Secret) -> Result<(), Failure> {
        if let Err(stop) = check_length(self.interface, Some(&password)) {
            let text = String::from_utf8_lossy(&stop.stderr);
            return Err(Failure::usage(text.trim_end()));
        }
        self.password = Some(password);
        Ok(())
    }
}

/// What a command needs before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// A BMC to talk to.
    Bmc,
    /// Neither host nor password.
    Nothing,
}

fn check_length(interface: Interface, password: Option<&Secret>) -> Result<(), Stop> {
    let (Some(limit), Some(password)) = (interface.longest_password(), password) else {
        return Ok(());
    };
    if password.len() <= limit {
        return Ok(());
    }
    let name = interface.name();
    Err(Stop::error(format!("{name}: password is longer than {limit} bytes.")))
}

/// Ranks suites that encrypt: those with SHA-256 over SHA-1 over MD5; all others are 0.
const fn strength(suite: u8) -> u8 {
    match suite {
        17 => 3,
        3 => 2,
        8 | 12 => 1,
        _ => 0,
    }
}

/// The RMCP port (IPMI v2.0 §13.1.2).
const DEFAULT_PORT: u16 = 623;
const IBM_DATA_FILE: &str = "IPMI_OEM_IBM_DATAFILE";
/// Interfaces of IPMItool that are not here.
const NOT_HERE: &[&str] = &["dummy", "free", "imb", "serial-basic", "serial-terminal", "usb"];

#[cfg(test)]
mod tests;
