//! Our client and a BMC that other people wrote.
use ripmitool::error::Kind;
use serde_json::Value;

use crate::bmc::ON;
use crate::foreign::{Run, find};
use crate::sim::{Setup, Sim};

/// Runs the line and gives the kind of the failure; what it says must not be empty.
fn kind(sim: &Sim, user: &str, password: &str, words: &str) -> String {
    let run = sim.run_as(user, password, &format!("--json {words}"));
    assert_eq!(run.code, Some(1), "{words}: {run:?}");
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["ok"], false, "{words}: {run:?}");
    assert_ne!(value["error"]["message"].as_str().unwrap(), "", "{words}: {run:?}");
    value["error"]["kind"].as_str().unwrap().to_owned()
}

fn is_on(run: &Run) -> bool {
    (run.code, run.stdout.as_str(), run.stderr.as_str()) == (Some(0), ON, "")
}

#[test]
fn sessions_of_both_protocols_open() {
    let Some(sim) = Sim::start(Setup::default()) else { return };
    for options in [
        "-I lan",
        "-I lan -A MD5",
        "-I lan -A MD2",
        "-I lan -A PASSWORD",
        "-I lan -A NONE",
        "-I lan -L USER",
        "-I lan -L OPERATOR",
        "-I lanplus -C 0",
        "-I lanplus -C 1",
        "-I lanplus -C 2",
        "-I lanplus -C 3",
        "-I lanplus -C 6",
        "-I lanplus",
        "-I lanplus -C 3 -L USER",
        "-I lanplus -C 3 -L OPERATOR",
    ] {
        let run = sim.run(&format!("{options} power status"));
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ON), "{options}: {run:?}");
        // Suite 0 and the password in clear are worth a word.
        let may_warn = options.ends_with("-C 0") || options.ends_with("PASSWORD");
        assert!(may_warn || run.stderr.is_empty(), "{options}: {run:?}");
    }
    for options in ["-I lan", "-I lanplus", "-I lanplus -C 3", "-I lanplus -C 3 -L OPERATOR"] {
        let run = sim.run_as("oper", "operpass", &format!("{options} power status"));
        assert!(is_on(&run), "operator, {options}: {run:?}");
    }
}

#[test]
fn what_is_wrong_with_a_login_is_told_apart() {
    let Some(sim) = Sim::start(Setup::default()) else { return };
    let lanplus = "-I lanplus -C 3 power status";
    let cases = [
        ("admin", "wrong", lanplus, Kind::WrongPassword),
        ("admin", "wrong", "-I lanplus power status", Kind::WrongPassword),
        ("nobody", "password", lanplus, Kind::UnknownUser),
        ("nobody", "password", "-I lan power status", Kind::UnknownUser),
        ("admin", "password", "-I lanplus -C 17 power status", Kind::CipherSuite),
    ];
    for (user, password, words, wanted) in cases {
        assert_eq!(kind(&sim, user, password, words), wanted.name(), "{user} {password} {words}");
    }
}

#[test]
fn a_bmc_key_must_be_right() {
    // The simulator's own keys end at 19 bytes: with 20 no client gets in.
    let Some(sim) = Sim::start(Setup { kg: Some("key_of_the_bmc"), ..Setup::default() }) else {
        return;
    };
    let run = sim.run("-I lanplus -C 3 -k key_of_the_bmc power status");
    assert!(is_on(&run), "{run:?}");
    let hex = "6b65795f6f665f7468655f626d63";
    assert!(is_on(&sim.run(&format!("-I lanplus -y {hex} power status"))));
    for words in ["-I lanplus -C 3 power status", "-I lanplus -C 3 -k wrong power status"] {
        assert_eq!(kind(&sim, "admin", "password", words), Kind::Kg.name(), "{words}");
    }
}

#[test]
fn the_program_prints_what_ipmitool_prints() {
    let (Some(ipmitool), Some(sim)) = (find("ipmitool"), Sim::start(Setup::default())) else {
        return;
    };
    let ours = std::path::Path::new(env!("CARGO_BIN_EXE_ripmitool"));
    for (user, password, words) in [
        ("admin", "password", "-I lan power status"),
        ("admin", "password", "-I lan -A MD5 -L USER power status"),
        ("admin", "password", "-I lan -A PASSWORD power status"),
        ("admin", "password", "-I lanplus -C 3 power status"),
        ("admin", "password", "-I lanplus -C 0 chassis power status"),
        ("admin", "password", "-I lanplus -C 3 -c power status"),
        ("admin", "password", "-I lanplus -C 99 power status"),
        ("admin", "password", "-I lanplus -C 3 -L CALLBACK power status"),
        ("oper", "operpass", "-I lanplus -C 3 -L OPERATOR power status"),
        ("oper", "operpass", "-I lanplus -C 3 -L ADMINISTRATOR power status"),
        ("oper", "operpass", "-I lan -L ADMINISTRATOR power status"),
        ("admin", "wrong", "-I lanplus -C 3 power status"),
        ("nobody", "password", "-I lanplus -C 3 power status"),
        ("nobody", "password", "-I lan power status"),
        ("admin", "password", "-I lanplus -C 17 power status"),
    ] {
        let theirs = sim.program(&ipmitool, user, password, words);
        let own = sim.program(ours, user, password, words);
        let look = |run: &Run| (run.code, run.stdout.clone());
        assert_eq!(look(&own), look(&theirs), "{user} {words}\n{theirs:?}\n{own:?}");
        // Each of its lines is there; ours may say more.
        for line in theirs.stderr.lines().filter(|line| !line.starts_with(NOISE)) {
            assert!(own.stderr.contains(line), "{user} {words}: {line}\n{own:?}");
        }
    }
}

#[test]
fn commands_print_what_ipmitools_do() {
    let (Some(ipmitool), Some(sim)) = (find("ipmitool"), Sim::start(Setup::default())) else {
        return;
    };
    let ours = std::path::Path::new(env!("CARGO_BIN_EXE_ripmitool"));
    let mut differences = Vec::new();
    for words in [
        "power status",
        "chassis status",
        "chassis poh",
        "chassis restart_cause",
        "chassis policy list",
        "chassis selftest",
        "chassis identify 5",
        "chassis bootparam get 5",
        "mc info",
        "mc guid",
        "mc selftest",
        "mc getenables",
        "mc getsysinfo system_name",
        "bmc info",
        "user list 1",
        "user summary 1",
        "user test 2 16 password",
        "user test 2 16 wrong",
        "channel info 1",
        "channel getaccess 1 2",
        "channel authcap 1 4",
        "session info active",
        "raw 0x06 0x01",
        "raw 0x06 0x99",
        "raw app 1",
        "-c user list 1",
        "-c mc info",
    ] {
        for interface in ["-I lan", "-I lanplus -C 3"] {
            let words = format!("{interface} {words}");
            let theirs = sim.program(&ipmitool, "admin", "password", &words);
            let own = sim.program(ours, "admin", "password", &words);
            if (own.code, &own.stdout) != (theirs.code, &theirs.stdout) {
                differences.push(format!("{words}\n  {theirs:?}\n  {own:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "theirs and ours differ:\n{}", differences.join("\n"));
}

/// A probe of IPMItool's that the user did not ask for.
const NOISE: &str = "Get HPM.x Capabilities request failed";
#[test]
fn power_is_what_the_chassis_says() {
    let Some(sim) = Sim::start(Setup::default()) else { return };
    for (word, wanted) in [("off", false), ("on", true)] {
        let run = sim.run(&format!("-I lanplus -C 3 power {word}"));
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(sim.power(), wanted, "{run:?}");
        let status = sim.run("-I lanplus power status").stdout;
        assert_eq!(status, format!("Chassis Power is {word}\n"));
    }
}
