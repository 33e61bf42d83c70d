//! BMCs that mean harm, or are out of their minds: commands end in bounded time and memory, panic
//! never, and send nothing to a terminal that it would take for an order.
use std::collections::HashSet;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use ripmitool::mock::model::Model;
use ripmitool::mock::{Options, Server};

use crate::bmc::{Bmc, OURS, side_by_side};
use crate::foreign::find;

/// Commands that read much, one a line.
const COMMANDS: &[&str] = &[
    "sdr list",
    "sdr elist all",
    "-v sdr list all",
    "-c sdr elist all",
    "--json sdr elist all",
    "--inflight 16 sdr elist all",
    "sdr type 0x01",
    "sdr get First",
    "sdr info",
    "sdr dump records",
    "sensor list",
    "-v sensor list",
    "--json sensor list",
    "--inflight 16 sensor list",
    "sensor get First Again",
    "sensor reading First Again",
    "sel list",
    "sel elist",
    "-v sel list",
    "--json sel elist",
    "sel info",
    "sel save entries",
    "sel writeraw entries",
    "fru print",
    "-v fru print",
    "--json fru print",
    "fru read 0 inventory",
];

/// More than any of these commands needs, tables of names and a list of 64 Ki entries included.
const MEMORY: &str = "131072";
const DEADLINE: &str = "2";
/// The deadline, and what a machine that is busy with other tests may add.
const PATIENCE: Duration = Duration::from_secs(60);

fn models() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    files
}

fn serve(model: &Path) -> Server {
    let text = std::fs::read_to_string(model).unwrap();
    let model = Model::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", model.display()));
    Server::spawn(Options::of(model.into())).unwrap()
}

fn arguments(bmc: &Server, words: &str) -> Vec<String> {
    let port = bmc.addr().port().to_string();
    let login = ["--no-cache", "--deadline", DEADLINE, "-I", "lanplus", "-C", "3"];
    let more = ["-H", "127.0.0.1", "-p", &port, "-U", "admin", "-P", "password"];
    login.into_iter().chain(more).chain(words.split(' ')).map(str::to_owned).collect()
}

/// Runs the program with a limit on its memory; one that does not end is killed.
fn bounded(bmc: &Server, words: &str, folder: &Path) -> Output {
    let limited = format!("ulimit -v {MEMORY}; exec \"$@\"");
    let seconds = PATIENCE.as_secs().to_string();
    let mut command = Command::new("timeout");
    command.args(["-s", "KILL", &seconds, "sh", "-c", &limited, "sh", OURS]);
    command.args(arguments(bmc, words)).current_dir(folder).stdin(Stdio::null());
    command.process_group(0).output().unwrap()
}

#[test]
fn every_command_ends() {
    let folder = tempfile::tempdir().unwrap();
    side_by_side(&models(), |model| {
        let bmc = serve(model);
        let folder = folder.path().join(model.file_stem().unwrap());
        std::fs::create_dir(&folder).unwrap();
        for words in COMMANDS {
            let output = bounded(&bmc, words, &folder);
            let stderr = String::from_utf8_lossy(&output.stderr);
            let case = format!("{}: {words}: {:?}: {stderr}", model.display(), output.status);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{case}");
            assert!(!stderr.contains("panicked"), "{case}");
            assert!(output.stdout.len() < 64 << 20, "{case}");
            if words.starts_with("--json") {
                let text = String::from_utf8(output.stdout).unwrap();
                serde_json::from_str::<serde_json::Value>(&text).expect(&case);
            }
        }
    });
}

#[test]
fn a_terminal_gets_no_orders() {
    let Some(script) = find("script") else { return };
    let folder = tempfile::tempdir().unwrap();
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/escapes.toml");
    let bmc = serve(&model);
    for words in COMMANDS {
        let line = [&[OURS.to_owned()], arguments(&bmc, words).as_slice()].concat().join(" ");
        let output = Command::new(&script)
            .args(["-qec", &line, "/dev/null"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let order = |c: &char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        assert_eq!(text.chars().find(order), None, "{words}: {text:?}");
    }
    let run = Command::new(OURS).args(arguments(&bmc, "sdr list")).output().unwrap();
    assert!(run.stdout.contains(&0x1b), "into a pipe the names go as they are");
}

/// Numbers of the sensors whose reading was asked for, in order, each request once.
fn asked(bmc: &Bmc) -> Vec<u8> {
    let seen = bmc.seen();
    let mut known = HashSet::new();
    let mut numbers = Vec::new();
    for request in &seen.requests {
        let is_reading = (request.netfn, request.cmd) == (0x04, 0x2d);
        // The same sequence number: another copy of the request, since no answer came.
        if is_reading && known.insert((request.seq, request.data.clone())) {
            numbers.push(request.data[0]);
        }
    }
    numbers
}

#[test]
fn a_silent_sensor_does_not_hold_up_the_others() {
    let cases = ["sdr list", "sensor list", "--inflight 8 sdr list", "--inflight 8 sensor list"];
    side_by_side(&cases, |words| {
        let text = include_str!("../models/silent.toml");
        let bmc = Bmc::new(Options::of(Model::parse(text).unwrap().into()));
        let run = bmc.run(&format!("--no-cache -I lanplus -C 3 {words}"));
        let lines: Vec<&str> =
            run.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(lines, ["First", "Never", "Third", "States", "Last"], "{words}: {run:?}");
        let order = asked(&bmc);
        if words.starts_with("--inflight") {
            // One that is silent while others wait is odd; all are read again, one by one.
            assert_eq!(order, [1, 2, 3, 4, 5, 1, 3, 4, 5, 2], "{words}");
        } else {
            assert_eq!(order, [1, 2, 3, 4, 5, 2], "{words}: all others, then once more that one");
        }
    });
}

#[test]
fn a_sensor_that_answers_when_it_is_asked_again_has_a_reading() {
    let text = include_str!("../models/silent.toml").replace("never = true", "silent = 4");
    let bmc = Bmc::new(Options::of(Model::parse(&text).unwrap().into()));
    let stdout = bmc.good("--no-cache -I lanplus -C 3 sdr list");
    assert!(stdout.contains("Never            | 22 degrees C      | ok\n"), "{stdout}");
}

#[test]
fn at_the_deadline_what_was_read_is_shown() {
    let text = include_str!("../models/silent.toml");
    let bmc = Bmc::new(Options::of(Model::parse(text).unwrap().into()));
    let run = bmc.run("--no-cache --deadline 2.5 -I lanplus -C 3 sdr list");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("Last             | 25 degrees C      | ok\n"), "{run:?}");
}

#[test]
fn records_that_cannot_be_read_do_not_hide_those_behind() {
    let bmc = serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/lengths.toml"));
    for words in ["sdr elist", "--inflight 8 sdr elist"] {
        let output = Command::new(OURS).args(arguments(&bmc, words)).output().unwrap();
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert!(
            stdout.ends_with("After it         | 0Ah | ok  |  0.0 | 20 degrees C\n"),
            "{stdout}"
        );
        assert!(!output.stderr.is_empty(), "and it is said");
    }
}

#[test]
fn a_busy_sensor_among_kept_records_is_asked_again() {
    let text = "[[sensor]]\nname = 'Busy'\nnumber = 1\ntype = 'temperature'\nunits = 'degrees C'\n\
                reading = 20\nfault = { code = 0xc0 }\n";
    let bmc = Bmc::new(Options::of(Model::parse(text).unwrap().into()));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("records").display().to_string();
    bmc.good(&format!("-I lanplus -C 3 sdr dump {file}"));
    let stdout = bmc.good(&format!("-I lanplus -C 3 -S {file} sdr list"));
    assert_eq!(stdout, "Busy             | no reading        | ns\n");
    assert!(bmc.seen().count(0x04, 0x2d) > 1);
}
