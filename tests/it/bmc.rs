//! Our own BMC inside the test, and the program that talks to it.
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use ripmitool::crypto::secret::Secret;
use ripmitool::mock::options::Account;
use ripmitool::mock::seen::{Kind, Seen};
use ripmitool::mock::{Fault, Options, Server};
use ripmitool::wire::ids::Privilege;

use crate::foreign::{Run, run};

/// A BMC on a free loopback port, with `admin`, `password` and whatever goes wrong.
pub(crate) struct Bmc {
    pub(crate) server: Server,
}

impl Bmc {
    pub(crate) fn new(options: Options) -> Self {
        Self { server: Server::spawn(options).unwrap() }
    }

    pub(crate) fn faulty(faults: &[&str]) -> Self {
        Self::new(options(faults))
    }

    /// Runs the program as admin; `words` are separated by blanks and hold `-I`.
    pub(crate) fn run(&self, words: &str) -> Run {
        self.run_as("admin", "password", words)
    }

    pub(crate) fn run_as(&self, user: &str, password: &str, words: &str) -> Run {
        ours(&login(self.port(), user, password, words))
    }

    /// Runs it, which must succeed without a word on standard error; gives what it printed.
    pub(crate) fn good(&self, words: &str) -> String {
        let run = self.run(words);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{words}: {run:?}");
        run.stdout
    }

    pub(crate) fn port(&self) -> u16 {
        self.server.addr().port()
    }

    pub(crate) fn seen(&self) -> Seen {
        self.server.seen()
    }

    /// How many packets of that kind came.
    pub(crate) fn count(&self, kind: Kind) -> usize {
        self.seen().packets.iter().filter(|seen| **seen == kind).count()
    }

    /// Waits for something to come about, for a minute at most.
    pub(crate) fn wait_until(&self, wanted: impl Fn(&Self) -> bool) -> bool {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            if wanted(self) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(3));
        }
        false
    }
}

/// The usual BMC with faults.
pub(crate) fn options(faults: &[&str]) -> Options {
    Options { faults: faults.iter().map(|f| f.parse().unwrap()).collect(), ..Options::default() }
}

pub(crate) fn account(name: &str, password: &str, privilege: Privilege) -> Account {
    Account { name: name.into(), password: Secret::from(password), privilege }
}

/// The arguments for a BMC on that port of the loopback.
pub(crate) fn login(port: u16, user: &str, password: &str, words: &str) -> Vec<String> {
    let port = port.to_string();
    let first = ["-H", "127.0.0.1", "-p", &port, "-U", user, "-P", password];
    first.into_iter().chain(words.split(' ')).map(str::to_owned).collect()
}

/// The usual BMC with faults, by itself.
pub(crate) fn server(faults: Vec<Fault>) -> Server {
    Server::spawn(Options { faults, ..Options::default() }).unwrap()
}

/// This crate's program.
pub(crate) const OURS: &str = env!("CARGO_BIN_EXE_ripmitool");

/// Runs a program as admin over suite 17; the words are given one by one, so they may be empty
/// or hold blanks.
pub(crate) fn program(program: &str, bmc: &Server, words: &[&str]) -> Output {
    let port = bmc.addr().port().to_string();
    Command::new(program)
        .args(["-I", "lanplus", "-C", "17", "-H", "127.0.0.1", "-p", &port])
        .args(["-U", "admin", "-P", "password"])
        .args(words)
        .envs([("LC_ALL", "C"), ("TZ", "UTC")])
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What this crate's program prints on both streams, and its exit status.
pub(crate) fn said(bmc: &Server, words: &[&str]) -> (String, String, Option<i32>) {
    let output = program(OURS, bmc, words);
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (stdout, stderr, output.status.code())
}

/// Runs this crate's program.
pub(crate) fn ours(args: &[String]) -> Run {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    run(Path::new(OURS), &args)
}

pub(crate) const ON: &str = "Chassis Power is on\n";

/// Runs all cases at the same time: most of them wait. A case that fails fails the test.
pub(crate) fn side_by_side<T: Sync>(cases: &[T], check: impl Fn(&T) + Sync) {
    std::thread::scope(|scope| {
        for case in cases {
            scope.spawn(|| check(case));
        }
    });
}
