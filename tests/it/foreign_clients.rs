//! Programs of other people at one BMC of this crate, without any workaround: what they print is
//! what the BMC has, and what they ask for happens. `docs/clients.md` is the table of what is
//! tried here.
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use ripmitool::mock::state::State;
use ripmitool::mock::{Model, Options, Server};
use ripmitool::wire::ids::Privilege;

use crate::bmc::{Bmc, account};
use crate::foreign::{Run, find, missing, run};
use crate::terminal::Terminal;

mod freeipmi;
mod ipmitool;
mod ipmiutil;
mod openipmi;
mod python;

/// The BMC that all clients talk to: an administrator and an operator, and what is on by itself:
/// MD5, and cipher suites that encrypt.
fn options() -> Options {
    options_of(Model::standard())
}

/// The same for another server.
fn options_of(model: Arc<Model>) -> Options {
    let users = vec![
        account("admin", "password", Privilege::Administrator),
        account("oper", "opersecret", Privilege::Operator),
    ];
    Options { users, ..Options::of(model) }
}

fn bmc() -> Bmc {
    Bmc::new(options())
}

/// The same on the port of the standard, for clients that know no other; `None` where the system
/// keeps that port for itself.
fn on_port_623() -> Option<Bmc> {
    at_own_address(623)
}

/// At an address of its own, where any port is free.
fn at_own_address(port: u16) -> Option<Bmc> {
    static NEXT: AtomicU8 = AtomicU8::new(1);
    let [_, _, low, high] = std::process::id().to_be_bytes();
    let own = Ipv4Addr::new(127, low | 0x80, high, NEXT.fetch_add(1, Ordering::Relaxed));
    let listen = vec![SocketAddr::from((own, port))];
    match Server::spawn(Options { listen, ..options() }) {
        Ok(server) => Some(Bmc { server }),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            missing("UDP port 623");
            None
        }
        Err(error) => panic!("{own}: {error}"),
    }
}

/// A program of other people, and how it is told where the BMC is.
struct Client {
    program: PathBuf,
    login: Vec<String>,
}

impl Client {
    fn new(program: &str, login: &str) -> Option<Self> {
        let login = login.split(' ').map(str::to_owned).collect();
        Some(Self { program: find(program)?, login })
    }

    /// Runs it with words that are separated by blanks.
    fn run(&self, words: &str) -> Run {
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        self.run_with(&words)
    }

    fn run_with(&self, words: &[&str]) -> Run {
        let login = self.login.iter().map(String::as_str);
        let args: Vec<&str> = login.chain(words.iter().copied()).collect();
        run(&self.program, &args)
    }

    /// Standard output of a run that must succeed without a complaint.
    fn good(&self, words: &str) -> String {
        let run = self.run(words);
        let name = self.program.display();
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name} {words}: {run:?}");
        run.stdout
    }
}

/// All these lines must be there; blanks at both ends do not matter.
fn shows(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|it| it.trim() == *line), "{line:?} is not in {text}");
    }
}

/// What a field of the state is at present.
fn state<T>(bmc: &Bmc, look: impl FnOnce(&mut State) -> T) -> T {
    bmc.server.with_state(look)
}

fn is_on(bmc: &Bmc) -> bool {
    state(bmc, |it| it.chassis.power)
}

/// A power action that takes its time.
fn becomes(bmc: &Bmc, on: bool) {
    assert!(bmc.wait_until(|it| is_on(it) == on), "it does not become {on}");
}

/// Talks to the shell at the console: what is asked for must come back.
fn talk(program: &Path, args: &[&str], end: &str) -> String {
    let mut terminal = Terminal::new();
    let mut child = terminal.start_with(Command::new(program).args(args));
    let mut shown = terminal.until("mock# ");
    for (keys, wanted) in [
        ("hostname\r", "mock\r"),
        ("", "mock# "),
        ("echo forty two\r", "forty two\r"),
        ("", "forty two\r"),
        ("", "mock# "),
        ("nonsense\r", "nonsense: command not found\r"),
        ("", "mock# "),
    ] {
        terminal.key(keys);
        shown.push_str(&terminal.until(wanted));
    }
    for key in end.chars() {
        terminal.key(&key.to_string());
    }
    let end = Instant::now() + Duration::from_secs(60);
    while child.try_wait().unwrap().is_none() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(3));
    }
    // One that has ended is not killed any more.
    let _ = child.kill();
    let status = child.wait().unwrap();
    assert!(status.success(), "{}: {status} {shown:?}", program.display());
    shown
}

#[test]
fn the_table_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(root.join("docs/clients.md")).unwrap();
    let words = table.split('`').skip(1).step_by(2);
    let names: Vec<(&str, &str)> = words.filter_map(|word| word.split_once("::")).collect();
    assert!(names.len() > 60, "{}", names.len());
    for (module, name) in names {
        let files = ["tests/it/foreign_clients", "tests/it"].map(|it| root.join(it).join(module));
        let texts =
            files.iter().filter_map(|it| std::fs::read_to_string(it.with_extension("rs")).ok());
        let there = texts.into_iter().any(|text| text.contains(&format!("\nfn {name}()")));
        assert!(there, "{module}::{name}");
    }
}
