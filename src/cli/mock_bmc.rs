//! `ripmitool mock-bmc`: a BMC on the network, for tests and for trying the tool.
mod fleet;

use std::ffi::OsString;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory, FromArgMatches, Parser};

use crate::crypto::secret::Secret;
use crate::mock::fleet::Template;
use crate::mock::lockout::Threshold;
use crate::mock::options::{Account, Bridging, Options, Roles};
use crate::mock::terminal::Device;
use crate::mock::{self, Fault, Host, Hypervisor, Model, Notice, serve};
use crate::wire::ids::Privilege;
use crate::wire::v15::AuthType;

/// Runs a BMC that speaks IPMI 1.5 and 2.0, until it gets SIGINT or SIGTERM.
#[derive(Debug, Parser)]
#[command(name = "mock-bmc", bin_name = "ripmitool mock-bmc")]
struct MockBmc {
    #[command(flatten)]
    many: fleet::Many,
    #[command(flatten)]
    access: Access,
    #[command(flatten)]
    managed: Managed,
    #[command(flatten)]
    conduct: Conduct,
}

/// What it acts on.
#[derive(Debug, Args)]
struct Managed {
    /// Act on this virtual machine of libvirt's, in place of a chassis that is simulated.
    #[arg(long, value_name = "NAME", group = "machines", value_parser = NonEmptyStringValueParser::new())]
    machine: Option<String>,
    /// Which libvirt, as in virsh -c URI; the default is virsh's own.
    #[arg(long, value_name = "URI", requires = "machines", conflicts_with = "power_command")]
    virsh_uri: Option<String>,
    /// Act on the machine through this program, which gets the machine's name and what to do.
    /// docs/mock-bmc.md says how.
    #[arg(long, value_name = "PROGRAM", requires = "machines")]
    power_command: Option<PathBuf>,
}

impl Managed {
    fn host(self) -> Option<Arc<dyn Host>> {
        let hypervisor = self.hypervisor().unwrap_or_else(|| Self::virsh(None));
        hypervisor.host(&self.machine?)
    }

    /// What goes wrong with the machine is said on standard error.
    fn notice(&self) -> Notice {
        let notice = Notice::new(tell);
        match &self.machine {
            Some(machine) => notice.about(machine),
            None => notice,
        }
    }

    /// The one that was named.
    fn hypervisor(&self) -> Option<Hypervisor> {
        match (&self.power_command, &self.virsh_uri) {
            (Some(program), _) => Some(Hypervisor::Command { program: program.clone() }),
            (None, Some(uri)) => Some(Self::virsh(Some(uri.clone()))),
            (None, None) => None,
        }
    }

    fn virsh(uri: Option<String>) -> Hypervisor {
        Hypervisor::Virsh { program: "virsh".into(), uri }
    }
}

/// Who gets in.
#[derive(Debug, Args)]
struct Access {
    /// Address and port to listen on; may be repeated. Port 0 takes a free one.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:6230")]
    listen: Vec<SocketAddr>,
    /// An account; may be repeated. The first gets user ID 2, the next 3, and so on. Levels:
    /// callback, user, operator, administrator. Needed unless the state file has an account; what
    /// the state file says of an ID counts.
    #[arg(long, value_name = "NAME:PASSWORD:LEVEL", value_parser = account)]
    user: Vec<Account>,
    /// BMC key as text, up to 20 bytes.
    #[arg(long, value_name = "TEXT", value_parser = key_text)]
    kg: Option<Secret>,
    /// BMC key in hexadecimal digits.
    #[arg(long, value_name = "HEX", value_parser = key_hex, conflicts_with = "kg")]
    kg_hex: Option<Secret>,
    /// Cipher suites that are accepted, of 0,1,2,3,6,7,8,11,12,15,16,17. Those that are not here
    /// by default lack authentication, integrity or confidentiality.
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "3,8,12,17")]
    suites: Vec<u8>,
    /// Authentication types of IPMI 1.5, of none,md2,md5,password,oem. With none there is no
    /// password; with password and oem it is sent as it is.
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "md5",
        value_parser = auth_type,
        conflicts_with = "no_ipmi15"
    )]
    auth_types: Vec<AuthType>,
    /// So many bad passwords lock a user out, for that long; the time in units of 10 seconds. 0
    /// for no limit.
    #[arg(long, value_name = "TRIES[:SECONDS]", default_value = "10:30", value_parser = threshold)]
    lockout: Threshold,
    /// How many sessions can be open at once.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u8).range(0..=63))]
    sessions: u8,
    /// How many user IDs there are.
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u8).range(2..=63))]
    max_users: u8,
    /// No IPMI 1.5: only RMCP+ sessions.
    #[arg(long)]
    no_ipmi15: bool,
    /// Open a session for a role above the user's limit, and refuse to raise it later.
    #[arg(long)]
    lenient_roles: bool,
}

/// How it behaves.
#[derive(Debug, Args)]
struct Conduct {
    /// What is at its serial console.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = Console::Shell)]
    console: Console,
    /// The UDP port that SOL names, where another one leads here.
    #[arg(long, value_name = "PORT")]
    sol_port: Option<u16>,
    /// The server that it manages: a TOML file (docs/mock-models.md), or the name of one that is
    /// built in: default, odd, lively, virtual; the last is what machines of --machine and --vms
    /// have where nothing else is said.
    #[arg(long, value_name = "FILE", value_parser = model)]
    model: Option<Arc<Model>>,
    /// Keep the state in this file.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Something that goes wrong; may be repeated. docs/mock-bmc.md lists them.
    #[arg(long, value_name = "SPEC")]
    fault: Vec<Fault>,
    /// Seed of the faults that depend on chance.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Execute a request that comes twice twice.
    #[arg(long)]
    no_duplicate_filter: bool,
    /// System GUID, 32 hexadecimal digits in the order of the wire; dashes are skipped.
    #[arg(long, value_name = "HEX", value_parser = guid)]
    guid: Option<[u8; 16]>,
    /// Answer of Get Device ID, 30 hexadecimal digits.
    #[arg(long, value_name = "HEX", value_parser = hex_array::<15>)]
    device_id: Option<[u8; 15]>,
    /// Put the answer of a bridged request into the answer of Send Message.
    #[arg(long)]
    combined_bridging: bool,
}

/// What is at the serial console.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Console {
    /// Gives back what it gets.
    Echo,
    /// A little shell.
    Shell,
}

/// A value that cannot be read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
enum ValueError {
    #[error("expected NAME:PASSWORD:LEVEL, with a name of 16 and a password of 20 bytes at most")]
    Account,
    #[error("expected none, md2, md5, password or oem")]
    AuthType,
    #[error("expected TRIES or TRIES:SECONDS, 255 tries and 655350 seconds at most")]
    Lockout,
    #[error("a BMC key has 20 bytes at most")]
    Key,
    #[error("expected that many hexadecimal digits")]
    Hex,
}

/// A model that cannot be used.
#[derive(Debug, thiserror::Error)]
enum ModelError {
    #[error("{0}")]
    Read(#[from] std::io::Error),
    #[error("{0}")]
    Parse(#[from] mock::model::Error),
}

/// The command as clap sees it.
pub fn command() -> clap::Command {
    MockBmc::command()
}

/// Runs the command with the words that come after `mock-bmc`.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let name = std::iter::once(OsString::from("mock-bmc"));
    let parsed = command()
        .try_get_matches_from(name.chain(args))
        .and_then(|matches| MockBmc::from_arg_matches(&matches));
    let words = match parsed {
        Ok(words) => words,
        Err(error) => {
            // A closed terminal is no reason to fail otherwise.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    if let Some(files) = words.many.files() {
        return fleet::run(files, words.into_template());
    }
    match run(words.into_options()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// A line about what went wrong.
fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "ripmitool mock-bmc: {what}");
}

impl MockBmc {
    /// What each of many begins with.
    fn into_template(self) -> Template {
        let hypervisor = self.managed.hypervisor().unwrap_or_default();
        let mut options = self.into_options();
        let state = options.state_file.take();
        options.keep_seen = false;
        Template { options, state, hypervisor }
    }

    fn into_options(self) -> Options {
        let Self { many, access, managed, conduct } = self;
        let real = many.is_asked() || managed.machine.is_some();
        let usual = if real { Model::of_virtual } else { Model::standard };
        let default = Options::of(conduct.model.unwrap_or_else(usual));
        Options {
            listen: access.listen,
            users: access.user,
            kg: access.kg.or(access.kg_hex).filter(|key| !key.is_empty()),
            suites: access.suites,
            sessions: access.sessions,
            max_users: access.max_users,
            auth_types: if access.no_ipmi15 { Vec::new() } else { access.auth_types },
            threshold: access.lockout,
            roles: if access.lenient_roles { Roles::Cap } else { default.roles },
            notice: Some(managed.notice()),
            host: managed.host(),
            state_file: conduct.state,
            sol_port: conduct.sol_port,
            console: match conduct.console {
                Console::Echo => Device::Echo,
                Console::Shell => Device::Shell,
            },
            faults: conduct.fault,
            seed: conduct.seed,
            duplicate_filter: !conduct.no_duplicate_filter,
            guid: conduct.guid.unwrap_or(default.guid),
            device_id: conduct.device_id.unwrap_or(default.device_id),
            bridging: if conduct.combined_bridging { Bridging::Combined } else { default.bridging },
            ..default
        }
    }
}

fn run(options: Options) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let _entered = runtime.enter();
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let ready = |addresses: &[SocketAddr]| {
        let mut out = std::io::stdout();
        let all: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "ripmitool mock-bmc: ready on {}", all.join(" "));
        let _ = out.flush();
    };
    serve(options, ready, || {
        runtime.block_on(async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        });
    })
}

fn model(text: &str) -> Result<Arc<Model>, ModelError> {
    if let Some(model) = Model::by_name(text) {
        return Ok(model);
    }
    Ok(Arc::new(Model::parse(&std::fs::read_to_string(text)?)?))
}

fn account(text: &str) -> Result<Account, ValueError> {
    // The password may have colons: the name ends at the first, the level begins at the last.
    let (name, rest) = text.split_once(':').ok_or(ValueError::Account)?;
    let (password, level) = rest.rsplit_once(':').ok_or(ValueError::Account)?;
    let privilege = Privilege::ALL
        .into_iter()
        .find(|privilege| privilege.name().eq_ignore_ascii_case(level))
        .ok_or(ValueError::Account)?;
    if name.len() > 16 || password.len() > 20 {
        return Err(ValueError::Account);
    }
    Ok(Account { name: name.into(), password: Secret::from(password), privilege })
}

fn auth_type(text: &str) -> Result<AuthType, ValueError> {
    Ok(match text {
        "none" => AuthType::None,
        "md2" => AuthType::Md2,
        "md5" => AuthType::Md5,
        "password" => AuthType::Password,
        "oem" => AuthType::Oem,
        _ => return Err(ValueError::AuthType),
    })
}

/// With an event; a bad password is forgotten after twice the time.
fn threshold(text: &str) -> Result<Threshold, ValueError> {
    let (tries, seconds) = text.split_once(':').unwrap_or((text, "30"));
    let tries = tries.parse().map_err(|_| ValueError::Lockout)?;
    let seconds: u64 = seconds.parse().map_err(|_| ValueError::Lockout)?;
    if tries == 0 {
        return Ok(Threshold::default());
    }
    if seconds > 655_350 {
        return Err(ValueError::Lockout);
    }
    let lockout = Duration::from_secs(seconds.div_ceil(10) * 10);
    Ok(Threshold { event: true, tries, reset: lockout * 2, lockout })
}

fn key_text(text: &str) -> Result<Secret, ValueError> {
    if text.len() > 20 { Err(ValueError::Key) } else { Ok(Secret::from(text)) }
}

fn key_hex(text: &str) -> Result<Secret, ValueError> {
    let key = hex(text).ok_or(ValueError::Hex)?;
    if key.len() > 20 { Err(ValueError::Key) } else { Ok(Secret::new(key)) }
}

fn guid(text: &str) -> Result<[u8; 16], ValueError> {
    hex_array(&text.replace('-', ""))
}

fn hex_array<const N: usize>(text: &str) -> Result<[u8; N], ValueError> {
    hex(text).and_then(|bytes| bytes.try_into().ok()).ok_or(ValueError::Hex)
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<char> = text.chars().collect();
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs
        .map(|pair| {
            let digits = pair.iter().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()));
            digits.map(|digit| digit.ok_or(())).try_fold(0, |byte, digit| Ok(byte << 4 | digit?))
        })
        .map(|byte: Result<u8, ()>| byte.ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Options, clap::Error> {
        let name = std::iter::once(&"mock-bmc");
        MockBmc::try_parse_from(name.chain(words)).map(MockBmc::into_options)
    }

    #[test]
    fn clap_finds_no_fault_in_the_command() {
        command().debug_assert();
    }

    #[test]
    fn words_become_options() {
        let options = parse(&[
            "--listen",
            "127.0.0.2:0",
            "--user",
            "bob:a:b:operator",
            "--kg-hex",
            "00ff",
            "--suites",
            "3,17",
            "--fault",
            "drop-in=20",
            "--no-duplicate-filter",
            "--guid",
            "00112233-4455-6677-8899-aabbccddeeff",
        ])
        .unwrap();
        assert_eq!(options.listen, ["127.0.0.2:0".parse().unwrap()]);
        assert_eq!(options.users[0].password.bytes(), b"a:b");
        assert_eq!(options.users[0].privilege, Privilege::Operator);
        assert_eq!(options.kg.unwrap().bytes(), [0, 0xff]);
        assert_eq!(options.suites, [3, 17]);
        assert_eq!(options.faults, [Fault::DropIn(20)]);
        assert!(!options.duplicate_filter);
        assert_eq!(options.auth_types, [AuthType::Md5]);
        assert_eq!(options.threshold.to_bytes(), [1, 10, 6, 0, 3, 0]);
        assert_eq!(options.guid[..2], [0x00, 0x11]);
    }

    #[test]
    fn accounts_and_weak_ways_in_must_be_asked_for() {
        let options = parse(&[]).unwrap();
        assert!(options.users.is_empty());
        assert_eq!(options.suites, [3, 8, 12, 17]);
        let options = parse(&["--auth-types", "none,md2", "--suites", "0"]).unwrap();
        assert_eq!(options.auth_types, [AuthType::None, AuthType::Md2]);
        let lockout = |text| parse(&["--lockout", text]).unwrap().threshold.to_bytes();
        assert_eq!(lockout("0"), [0; 6]);
        assert_eq!(lockout("3:25"), [1, 3, 6, 0, 3, 0]);
        assert_eq!(lockout("3:0"), [1, 3, 0, 0, 0, 0], "until it is enabled");
        assert!(parse(&["--no-ipmi15"]).unwrap().auth_types.is_empty());
    }

    #[test]
    fn wrong_words_are_refused() {
        for words in [
            ["--user", "bob:x:king"],
            ["--kg", "a key that is far too long"],
            ["--kg-hex", "123"],
            ["--fault", "nonsense"],
            ["--guid", "00"],
            ["--sessions", "64"],
            ["--auth-types", "md6"],
            ["--lockout", "256"],
            ["--lockout", "3:x"],
        ] {
            assert!(parse(&words).is_err(), "{words:?}");
        }
    }
}
