//! Each way to fail is told apart: for people, in JSON and by the exit status.
use std::collections::BTreeMap;
use std::net::UdpSocket;
use std::time::{Duration, Instant};

use ripmitool::crypto::secret::Secret;
use ripmitool::error::Kind;
use ripmitool::mock::Options;
use ripmitool::wire::ids::Privilege;
use serde_json::Value;

use crate::bmc::{Bmc, account, login, options, ours, side_by_side};

/// A way to fail.
struct Case {
    kind: Kind,
    /// What the diagnosis begins with.
    says: &'static str,
    bmc: Options,
    user: &'static str,
    password: &'static str,
    words: &'static str,
}

impl Case {
    fn new(kind: Kind, says: &'static str, words: &'static str, bmc: Options) -> Self {
        Self { kind, says, bmc, user: "admin", password: "password", words }
    }

    fn login(self, user: &'static str, password: &'static str) -> Self {
        Self { user, password, ..self }
    }

    /// Runs it in all three forms.
    fn check(&self) {
        let bmc = Bmc::new(self.bmc.clone());
        let says = format!("Diagnosis: {}", self.says);
        let plain = bmc.run_as(self.user, self.password, self.words);
        assert_eq!((plain.code, plain.stdout.as_str()), (Some(1), ""), "{says} {plain:?}");
        let lines = plain.stderr.lines().filter(|line| line.starts_with("Diagnosis: "));
        let lines: Vec<&str> = lines.collect();
        assert!(lines.len() == 1 && lines[0].starts_with(&says), "{says}: {plain:?}");

        let words = format!("--json --exit-codes=detailed {}", self.words);
        let json = bmc.run_as(self.user, self.password, &words);
        assert_eq!(json.code, Some(self.kind.exit_code().into()), "{says} {json:?}");
        assert_eq!(json.stderr, "", "{says}: JSON has it all");
        let value: Value = serde_json::from_str(&json.stdout).unwrap();
        assert_eq!(value["ok"], false, "{says}");
        assert_eq!(value["error"]["kind"], self.kind.name(), "{says}: {value}");
        assert!(value["error"]["message"].as_str().unwrap().contains(&says), "{value}");
        assert_eq!(value.get("data"), None, "{says}: {value}");
    }
}

fn cases() -> Vec<Case> {
    let plus = "-I lanplus -C 3 power status";
    let auto = "-I lanplus power status";
    let lan = "--deadline 1500ms -I lan power status";
    let good = Options::default;
    let keyed = || Options { kg: Some(Secret::from("right")), ..good() };
    let operator =
        || Options { users: vec![account("admin", "password", Privilege::Operator)], ..good() };
    let only_3 = || Options { suites: vec![3], ..good() };
    let full = || Options { sessions: 0, ..good() };
    let silent = || options(&["drop-first=rakp2:100"]);
    let dumb = || Options { duplicate_filter: false, ..options(&["silent=00.01"]) };
    vec![
        Case::new(Kind::WrongPassword, "wrong password", plus, good()).login("admin", "wrong"),
        Case::new(Kind::WrongPassword, "wrong password", auto, good()).login("admin", "wrong"),
        Case::new(Kind::WrongPassword, "wrong password", lan, good()).login("admin", "wrong"),
        Case::new(Kind::UnknownUser, "unknown user", plus, good()).login("nobody", "password"),
        Case::new(Kind::UnknownUser, "unknown user", auto, good()).login("nobody", "password"),
        Case::new(Kind::UnknownUser, "unknown user", lan, good()).login("nobody", "password"),
        Case::new(Kind::Kg, "wrong BMC key", plus, keyed()),
        Case::new(Kind::Kg, "wrong BMC key", "-I lanplus -k wrong power status", keyed()),
        Case::new(
            Kind::Privilege,
            "privilege",
            "-I lanplus -C 3 -L ADMINISTRATOR power status",
            operator(),
        ),
        Case::new(Kind::Privilege, "privilege", "-I lan -L ADMINISTRATOR power status", operator()),
        Case::new(Kind::CipherSuite, "cipher suite", "-I lanplus -C 17 power status", only_3()),
        Case::new(Kind::CipherSuite, "cipher suite", "-I lanplus -C 4 power status", good()),
        Case::new(
            Kind::CipherSuite,
            "cipher suite",
            "--min-cipher 17 -I lanplus power status",
            only_3(),
        ),
        Case::new(Kind::CipherSuite, "authentication type", "-I lan power status", no_types()),
        Case::new(Kind::SessionLimit, "no free session", plus, full()),
        Case::new(Kind::SessionLimit, "no free session", auto, full()),
        Case::new(Kind::SessionLimit, "no free session", lan, full()),
        Case::new(
            Kind::Timeout,
            "timeout: the BMC is there, but RAKP 1",
            "--deadline 800ms -I lanplus power status",
            silent(),
        ),
        Case::new(Kind::Timeout, "timeout", "--deadline 800ms -I lanplus power status", dumb()),
        Case::new(
            Kind::Timeout,
            "timeout: no answer to Get Chassis Status",
            "-N 1 -R 1 -I lanplus power status",
            dumb(),
        ),
        Case::new(Kind::Privilege, "privilege", plus, options(&["completion=00.01:d4"])),
    ]
}

/// A BMC whose users may come in without authentication only.
fn no_types() -> Options {
    Options { auth_types: vec![ripmitool::wire::v15::AuthType::None], ..Options::default() }
}

#[test]
fn failures_are_told_apart() {
    side_by_side(&cases(), Case::check);
}

#[test]
fn kinds_do_not_share_their_words() {
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    for case in cases() {
        let word = case.says.split(':').next().unwrap();
        let first = kinds.entry(word).or_insert(case.kind.name());
        assert_eq!(*first, case.kind.name(), "{word} stands for two kinds");
    }
    assert!(kinds.len() >= 7, "{kinds:?}");
}

#[test]
fn a_suite_that_nobody_can_do_is_refused_before_anything_is_sent() {
    for suite in [4, 5, 9, 10, 13, 14, 18, 99, 255] {
        let bmc = Bmc::new(Options::default());
        let run = bmc.run(&format!("-I lanplus -C {suite} power status"));
        assert_eq!(run.code, Some(1), "{run:?}");
        let line = format!("Unsupported cipher suite ID : {suite}\n");
        assert!(run.stderr.starts_with(&line), "{run:?}");
        assert_eq!(bmc.seen().received, 0, "{suite}");
    }
}

#[test]
fn a_dead_address_is_unreachable_and_the_deadline_holds() {
    // A socket that nobody reads: no answer, and no message that the port is closed.
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let silent = silent.local_addr().unwrap().port();
    side_by_side(&["-I lanplus", "-I lanplus -C 3", "-I lan"], |interface| {
        let words = format!("--json --deadline 2s {interface} power status");
        let start = Instant::now();
        let run = ours(&login(silent, "admin", "password", &words));
        let took = start.elapsed();
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(value["error"]["kind"], Kind::Unreachable.name(), "{value}");
        assert_eq!(run.code, Some(1));
        let bounds = Duration::from_millis(1900)..Duration::from_secs(10);
        assert!(bounds.contains(&took), "{interface}: {took:?}");
    });
}

#[test]
fn a_closed_port_is_unreachable_too() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();
    drop(socket);
    for interface in ["-I lanplus", "-I lan"] {
        let words =
            format!("--json --exit-codes=detailed --deadline 400ms {interface} power status");
        let run = ours(&login(port, "admin", "password", &words));
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(value["error"]["kind"], Kind::Unreachable.name(), "{value}");
        assert_eq!(run.code, Some(10));
    }
}

#[test]
fn a_name_without_an_address_is_named() {
    let args = "-I lanplus -H a..b -U admin -P password --json power status";
    let args: Vec<String> = args.split(' ').map(str::to_owned).collect();
    let run = ours(&args);
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &value["error"]["kind"]), (Some(1), &Kind::Address.name().into()));
    assert!(value["error"]["message"].as_str().unwrap().contains("Address lookup for a..b failed"));
}

#[test]
fn wrong_options_are_json_too_when_json_is_asked_for() {
    for args in ["--json -p 99999 power status", "--format json -I lanplus power status"] {
        let args: Vec<String> = args.split(' ').map(str::to_owned).collect();
        let run = ours(&args);
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        assert_eq!((&value["ok"], &value["error"]["kind"]), (&false.into(), &"usage".into()));
    }
    let args = ["--exit-codes=detailed", "-p", "99999", "power"].map(str::to_owned);
    assert_eq!(ours(&args).code, Some(2));
}

#[test]
fn a_bmc_without_ipmi_15_points_to_lanplus() {
    let bmc = Bmc::new(Options { auth_types: Vec::new(), ..Options::default() });
    let run = bmc.run("-I lan power status");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("Authentication type NONE not supported\n"), "{run:?}");
    assert!(run.stderr.contains("use -I lanplus"), "{run:?}");
}
