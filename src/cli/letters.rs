//! What was typed: letters and long options in their order, with IPMItool's checks and messages.
//! Nothing is read here, and nobody is asked: that is [`super::settings`].
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::argv::Place;
use super::getopt::{Getopt, Item, Letter};
use super::long::{Definition, LongOptions, duration};
use super::number::{NumberError, parse_i32, parse_u8, parse_u16, parse_u32};
use super::stop::Stop;
use super::usage;
use crate::crypto::secret::Secret;
use crate::session::quirks::Quirks;
use crate::wire::ids::Privilege;
use crate::wire::v15::AuthType;

/// The command line, checked word for word.
#[derive(Debug, Default)]
pub struct Letters {
    /// Last part of the program's name.
    pub program: String,
    /// -I
    pub interface: Option<OsString>,
    /// -H
    pub host: Option<OsString>,
    /// -p
    pub port: Option<u16>,
    /// -4, -6
    pub family: Family,
    /// -U
    pub username: Vec<u8>,
    /// -P -f -E -a -k -y -K -Y --password-command, in the order typed
    pub secrets: Vec<SecretStep>,
    /// -C
    pub suite: Option<u8>,
    /// -L
    pub privilege: Option<PrivilegeChoice>,
    /// -A
    pub auth_type: Option<u8>,
    /// -m -t -b -T -B
    pub bridge: Bridge,
    /// -l
    pub lun: u8,
    /// -N
    pub timeout: Option<Duration>,
    /// -R
    pub tries: Option<u32>,
    /// -o -g -s: the last one counts
    pub oem: Option<String>,
    /// -W --quirks
    pub quirks: Quirks,
    /// -v
    pub verbosity: u8,
    /// -c
    pub csv: bool,
    /// -Z
    pub utc: bool,
    /// -S
    pub sdr_cache: Option<PathBuf>,
    /// -O
    pub oem_sel: Option<PathBuf>,
    /// -z
    pub buffer_size: Option<u16>,
    /// -d
    pub device: u32,
    /// -e
    pub escape: Option<u8>,
    /// Long options.
    pub long: LongOptions,
    /// The command and its arguments.
    pub words: Vec<OsString>,
    /// Lines for standard error that do not end the run.
    pub warnings: Vec<String>,
    /// Where -P, -k and -y stand in the arguments.
    pub places: Vec<Place>,
}

/// Which addresses may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// Both kinds.
    #[default]
    Any,
    /// IPv4 only.
    V4,
    /// IPv6 only.
    V6,
}

/// Where a password or K_g key comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum SecretStep {
    /// -P
    Password(Secret),
    /// -f
    PasswordFile(PathBuf),
    /// -E
    PasswordEnvironment,
    /// -a
    PasswordPrompt,
    /// --password-command
    PasswordCommand(OsString),
    /// -k, -y
    Kg(Secret),
    /// -K
    KgEnvironment,
    /// -Y
    KgPrompt,
}

/// The privilege level of -L.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivilegeChoice {
    /// The number for the wire: 1 to 5, `0x0f` for no access, `0xff` for a level not known.
    pub level: u8,
    /// The BMC looks the user up by name and privilege, not by name alone (a `+` at the end).
    pub by_name_and_privilege: bool,
}

/// Addresses of bridged requests (IPMI v2.0 §6.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Own address.
    pub my_addr: u8,
    /// Address of the target; 0 for none.
    pub target_addr: u8,
    /// Channel to the target.
    pub target_channel: u8,
    /// Address of the controller between; 0 for none.
    pub transit_addr: u8,
    /// Channel to the controller between.
    pub transit_channel: u8,
}

impl Default for Bridge {
    fn default() -> Self {
        Self {
            my_addr: crate::wire::ids::BMC_ADDRESS,
            target_addr: 0,
            target_channel: 0,
            transit_addr: 0,
            transit_channel: 0,
        }
    }
}

impl Letters {
    /// Reads the whole command line; the first argument is the program's name. Effects come in
    /// the order typed: the first -h, -V or error ends it.
    ///
    /// # Errors
    /// [`Stop`] for help, version, lists, and every text that is not understood.
    pub fn read(args: &[OsString], posixly_correct: bool) -> Result<Self, Stop> {
        let full = args.first().map_or(OsStr::new("ripmitool"), OsString::as_os_str);
        let program = Path::new(full).file_name().unwrap_or(full).to_string_lossy().into_owned();
        let mut letters = Self { program, ..Self::default() };
        match letters.walk(args, full, posixly_correct) {
            Ok(()) => Ok(letters),
            Err(stop) => Err(stop.after(&letters.warnings)),
        }
    }

    fn walk(&mut self, args: &[OsString], full: &OsStr, posix: bool) -> Result<(), Stop> {
        let definition = std::cell::OnceCell::new();
        let lookup = |name: &str| definition.get_or_init(Definition::new).takes(name);
        let mut long = Vec::new();
        for item in Getopt::new(args, posix, &lookup) {
            match item {
                Ok(Item::Flag(letter)) => self.flag(letter)?,
                Ok(Item::Value(letter)) => self.value(letter)?,
                Ok(Item::Long { name, value }) => {
                    self.long(&name, value.as_ref())?;
                    long.push((name, value));
                }
                Ok(Item::Word(word)) => self.words.push(word),
                Err(error) => {
                    let mut line = full.to_owned();
                    line.push(format!(": {error}"));
                    let stop = Stop::error(line);
                    let long = error.is_long();
                    return Err(if long { stop } else { stop.and(usage::usage(&self.program)) });
                }
            }
        }
        self.long = LongOptions::read(&self.program, long)?;
        if self.long.no_argv_secrets && !self.places.is_empty() {
            return Err(Stop::error("-P, -k and -y are refused by --no-argv-secrets"));
        }
        Ok(())
    }

    fn flag(&mut self, letter: u8) -> Result<(), Stop> {
        match letter {
            b'h' => {
                let stderr = usage::usage(&self.program).into_bytes();
                return Err(Stop { stderr, ..Stop::default() });
            }
            b'V' => return Err(Stop::print(usage::version(&self.program))),
            b'4' => self.family(Family::V4)?,
            b'6' => self.family(Family::V6)?,
            b'v' => {
                self.verbosity = self.verbosity.saturating_add(1);
                if self.verbosity == 2 {
                    self.warnings.push(usage::version(&self.program));
                }
            }
            b'c' => self.csv = true,
            b'g' => self.oem = Some("intelwv2".to_owned()),
            b's' => self.oem = Some("supermicro".to_owned()),
            b'E' => self.secrets.push(SecretStep::PasswordEnvironment),
            b'a' => self.secrets.push(SecretStep::PasswordPrompt),
            b'K' => self.secrets.push(SecretStep::KgEnvironment),
            b'Y' => self.secrets.push(SecretStep::KgPrompt),
            b'Z' => self.utc = true,
            _ => {}
        }
        Ok(())
    }

    fn family(&mut self, family: Family) -> Result<(), Stop> {
        let name = |family| if family == Family::V4 { "-4" } else { "-6" };
        if self.family == family {
            return Err(Stop::error(format!("Multiple {} parameters given.", name(family))));
        }
        if self.family != Family::Any {
            let text = format!("Parameter is mutually exclusive with {}.", name(self.family));
            return Err(Stop::error(text));
        }
        self.family = family;
        Ok(())
    }

    fn value(&mut self, Letter { letter, value, index, offset }: Letter) -> Result<(), Stop> {
        match letter {
            b'I' => self.interface = Some(value),
            b'H' => self.host = Some(value),
            b'd' => self.device = device(&value)?,
            b'f' => self.secrets.push(SecretStep::PasswordFile(value.into())),
            b'U' => self.username = username(&value)?,
            b'p' => self.port = Some(port(&value)?),
            b'C' => self.suite = Some(suite(&value)?),
            b'L' => self.privilege(&value.to_string_lossy()),
            b'A' => self.auth_type = Some(auth_type(&value.to_string_lossy())),
            b'm' => self.bridge.my_addr = byte(letter, &value)?,
            b't' => self.bridge.target_addr = byte(letter, &value)?,
            b'b' => self.bridge.target_channel = byte(letter, &value)?,
            b'T' => self.bridge.transit_addr = byte(letter, &value)?,
            b'B' => self.bridge.transit_channel = byte(letter, &value)?,
            b'z' => self.buffer_size = Some(parse_u16(&value).map_err(|_| out_of_range(letter))?),
            b'S' => self.sdr_cache = Some(value.into()),
            b'O' => self.oem_sel = Some(value.into()),
            // IPMItool ends with 0 here, and only here.
            b'l' => {
                self.lun =
                    parse_u8(&value).map_err(|_| Stop { status: 0, ..out_of_range(letter) })?;
            }
            b'e' if value == "none" => self.escape = Some(0),
            b'e' => self.escape = Some(value.as_encoded_bytes().first().copied().unwrap_or(0)),
            b'o' => self.oem(&value)?,
            b'W' => self.quirk_names(&value.to_string_lossy())?,
            b'R' => self.tries = Some(tries(&value)?).filter(|tries| *tries > 0),
            b'N' => self.timeout = Some(timeout(&value)?).filter(|time| !time.is_zero()),
            b'P' | b'k' | b'y' => {
                self.places.push(Place { index, offset });
                self.secrets.push(secret(letter, &value)?);
            }
            _ => {} // -D is for serial interfaces only.
        }
        Ok(())
    }

    fn long(&mut self, name: &str, value: Option<&OsString>) -> Result<(), Stop> {
        match (name, value) {
            ("help", _) => Err(Stop::print(usage::usage(&self.program))),
            ("version", _) => Err(Stop::print(usage::version(&self.program))),
            ("quirks", Some(value)) => self.quirk_names(&value.to_string_lossy()),
            ("password-command", Some(value)) => {
                self.secrets.push(SecretStep::PasswordCommand(value.clone()));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn privilege(&mut self, text: &str) {
        let (name, by_name_and_privilege) =
            text.strip_suffix('+').map_or((text, false), |name| (name, true));
        let level = if name.eq_ignore_ascii_case("NO ACCESS") {
            NO_ACCESS
        } else {
            let known = Privilege::ALL.into_iter().find(|p| p.name().eq_ignore_ascii_case(name));
            known.map_or(UNKNOWN, Privilege::to_u8)
        };
        if level == UNKNOWN {
            self.warnings.push(format!("Invalid privilege level {name}"));
        }
        self.privilege = Some(PrivilegeChoice { level, by_name_and_privilege });
    }

    /// A name that is not known is found out later, as in IPMItool: `-o bogus -V` is fine.
    fn oem(&mut self, value: &OsStr) -> Result<(), Stop> {
        let name = value.to_string_lossy();
        if matches!(name.as_ref(), "list" | "help") {
            return Err(Stop { stderr: usage::oem_types().into_bytes(), ..Stop::default() });
        }
        self.oem = Some(name.into_owned());
        Ok(())
    }

    fn quirk_names(&mut self, list: &str) -> Result<(), Stop> {
        for name in list.split(',').filter(|name| !name.is_empty()) {
            if name == "list" {
                return Err(Stop::print(usage::quirks()));
            }
            let quirks = Quirks::from_w(name).ok_or_else(|| {
                Stop::error(format!("Unknown quirk \"{name}\": --quirks list prints the names"))
            })?;
            self.quirks = self.quirks.with(quirks);
        }
        Ok(())
    }
}

fn out_of_range(letter: u8) -> Stop {
    let letter = char::from(letter);
    Stop::error(format!("Invalid parameter given or out of range for '-{letter}'."))
}

fn byte(letter: u8, value: &OsStr) -> Result<u8, Stop> {
    parse_u8(value).map_err(|_| out_of_range(letter))
}

fn device(value: &OsStr) -> Result<u32, Stop> {
    let number = parse_i32(value).map_err(|_| out_of_range(b'd'))?;
    u32::try_from(number)
        .map_err(|_| Stop::error(format!("Device number {number} is out of range.")))
}

fn port(value: &OsStr) -> Result<u16, Stop> {
    let number = parse_i32(value).map_err(|_| out_of_range(b'p'))?;
    u16::try_from(number).map_err(|_| Stop::error(format!("Port number {number} is out of range.")))
}

fn suite(value: &OsStr) -> Result<u8, Stop> {
    let text = "Invalid parameter given or out of range [0-255] for '-C'.";
    parse_u8(value).map_err(|_| Stop::error(text))
}

fn tries(value: &OsStr) -> Result<u32, Stop> {
    let number = parse_i32(value).map_err(|_| out_of_range(b'R'))?;
    u32::try_from(number).map_err(|_| out_of_range(b'R'))
}

/// Whole seconds as IPMItool reads them; fractions are ours.
fn timeout(value: &OsStr) -> Result<Duration, Stop> {
    match parse_u32(value) {
        Ok(seconds) => Ok(Duration::from_secs(seconds.into())),
        Err(NumberError::Range) => Err(out_of_range(b'N')),
        Err(NumberError::Syntax) => value
            .to_str()
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
            .filter(|text| text.contains('.'))
            .and_then(|text| duration(text).ok())
            .ok_or_else(|| out_of_range(b'N')),
    }
}

fn username(value: &OsStr) -> Result<Vec<u8>, Stop> {
    if value.len() > LONGEST_USERNAME {
        return Err(Stop::error("Username is too long (> 16 bytes)"));
    }
    Ok(value.as_encoded_bytes().to_vec())
}

fn auth_type(text: &str) -> u8 {
    if text.eq_ignore_ascii_case("RMCP+") {
        return RMCP_PLUS;
    }
    let known = AuthType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
    known.map_or(UNKNOWN, AuthType::to_u8)
}

fn secret(letter: u8, value: &OsStr) -> Result<SecretStep, Stop> {
    let bytes = value.as_encoded_bytes();
    match letter {
        b'P' => Ok(SecretStep::Password(Secret::new(bytes.to_vec()))),
        b'k' => Ok(SecretStep::Kg(Secret::new(bytes.to_vec()))),
        _ => hex_key(bytes).map(SecretStep::Kg),
    }
}

fn hex_key(digits: &[u8]) -> Result<Secret, Stop> {
    if !digits.len().is_multiple_of(2) {
        return Err(Stop::error("Number of Kg key characters is not even"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let bytes: Option<Vec<u8>> = digits
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect();
    let bytes = bytes.ok_or_else(|| Stop::error("Kg key is not hexadecimal number"))?;
    if bytes.len() > LONGEST_KEY {
        // IPMItool does nothing, and ends with 0.
        return Err(Stop::line(0, "Kg key is too long"));
    }
    Ok(Secret::new(bytes))
}

/// Longest user name, in bytes.
const LONGEST_USERNAME: usize = 16;
/// Longest K_g key, in bytes.
pub const LONGEST_KEY: usize = 20;
/// The auth type and the privilege level of a name that is not known.
pub const UNKNOWN: u8 = 0xff;
/// The auth type that stands for RMCP+ (IPMI v2.0 §13.6).
const RMCP_PLUS: u8 = 0x06;
/// The privilege level `NO ACCESS` (§22.26).
const NO_ACCESS: u8 = 0x0f;

#[cfg(test)]
mod tests;
