//! `sdr fill`, as a program: what is written, and what stays when nothing can be.
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use ripmitool::mock::Options;
use ripmitool::mock::model::Model;
use serde_json::Value;

use crate::bmc::{Bmc, OURS, options, said};

/// A BMC with device SDRs, and controllers behind it that have some.
fn bmc(faults: &[&str]) -> Bmc {
    let model = Arc::new(Model::parse(include_str!("../beside/fill.toml")).unwrap());
    Bmc::new(Options { model, ..options(faults) })
}

/// The repository's records without their IDs.
fn records(bmc: &Bmc) -> Vec<Vec<u8>> {
    bmc.server.with_state(|state| {
        state.repository.records.iter().map(|record| record.bytes[2..].to_vec()).collect()
    })
}

/// Names of the repository's sensors, by `sdr elist`.
fn names(bmc: &Bmc) -> Vec<String> {
    let (stdout, ..) = said(&bmc.server, &["sdr", "elist"]);
    stdout.lines().map(|line| line.split('|').next().unwrap().trim().to_owned()).collect()
}

#[test]
fn from_devices() {
    let bmc = bmc(&[]);
    assert_eq!(names(&bmc), ["CPU1 Temp", "Stat", "SatT", "Sat30", "Sat36"]);
    for (words, wanted) in [
        (["nosat", ""], vec!["CPU1 Temp", "Stat"]),
        (["range", "0x2c,0x38,0x30"], vec!["CPU1 Temp", "Stat", "SatT", "Sat30"]),
        (["sensors", ""], vec!["CPU1 Temp", "Stat"]),
    ] {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let (_, _, code) = said(&bmc.server, &[&["sdr", "fill"], words.as_slice()].concat());
        assert_eq!(
            (code, names(&bmc)),
            (Some(0), wanted.iter().map(|n| (*n).to_owned()).collect())
        );
    }
    let (_, stderr, _) = said(&bmc.server, &["sdr", "fill", "sensors"]);
    assert_eq!(stderr, "", "addresses where nobody is are no news");
}

#[test]
fn a_dump_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records");
    let file = path.to_str().unwrap();
    let bmc = Bmc::faulty(&[]);
    let before = records(&bmc);
    assert_eq!(said(&bmc.server, &["sdr", "dump", file]).2, Some(0));
    let done = said(&bmc.server, &["sdr", "fill", "file", file]);
    assert_eq!(done, ("SDRR successfully erased\n".into(), String::new(), Some(0)));
    assert_eq!(records(&bmc), before);
    assert!(before.len() > 70);
    // Without Partial Add SDR, whole records go.
    let bmc = Bmc::faulty(&["completion=0a.25:c1"]);
    assert_eq!(said(&bmc.server, &["sdr", "fill", "file", file]).2, Some(0));
    assert_eq!(records(&bmc), before);
    assert_eq!((bmc.seen().count(0x0a, 0x24), bmc.seen().count(0x0a, 0x25)), (before.len(), 1));
}

#[test]
fn nothing_is_erased_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let bmc = bmc(&[]);
    let before = records(&bmc);
    let record: Vec<u8> = [&[1, 0], before[0].as_slice()].concat();
    fs::write(at("short"), [&record, &record[..9]].concat()).unwrap();
    fs::write(at("bad"), b"hello world").unwrap();
    fs::write(at("empty"), b"").unwrap();
    for (name, said_first) in [
        ("short", format!("SDR from '{}' truncated", at("short"))),
        ("bad", format!("SDR from '{}' truncated", at("bad"))),
        ("empty", "There are no records to write: nothing was erased.".into()),
        ("none", format!("Unable to read file {}: No such file or directory", at("none"))),
        ("", format!("Unable to read file {}: Is a directory", at(""))),
    ] {
        let (stdout, stderr, code) = said(&bmc.server, &["sdr", "fill", "file", &at(name)]);
        assert_eq!((stdout.as_str(), code), ("", Some(1)), "{name}");
        assert!(stderr.starts_with(&said_first), "{name}: {stderr}");
    }
    for range in ["0x2d", "0x00", "0x30-0x2c", "0x2c,,0x30", "x"] {
        assert_eq!(said(&bmc.server, &["sdr", "fill", "range", range]).2, Some(1), "{range}");
    }
    assert_eq!(records(&bmc), before);
    assert_eq!(bmc.seen().count(0x0a, 0x27), 0);
    // This one has no device SDRs.
    let bmc = Bmc::faulty(&[]);
    let (stdout, _, code) = said(&bmc.server, &["sdr", "fill", "nosat"]);
    assert_eq!((stdout.as_str(), code), ("Err in cmd get sensor sdr info\n", Some(1)));
    assert_eq!(bmc.seen().count(0x0a, 0x27), 0);
}

/// Records that cannot be read, a reservation or an erasure that is refused: all is left as it is.
#[test]
fn refusals_before_the_erasure() {
    for (fault, line) in [
        ("completion=0a.22:c1", "Cannot erase SDRR. Give up."),
        ("completion=0a.27:d4", "Unable to clear SDRR: Insufficient privilege level"),
        ("completion=04.21:c1", "Get SDR command failed: Invalid command"),
        ("completion=04.20:c1", "Error obtaining SDR info: Invalid command"),
    ] {
        let bmc = bmc(&[fault]);
        let before = records(&bmc);
        let (_, stderr, code) = said(&bmc.server, &["sdr", "fill", "nosat"]);
        assert_eq!((stderr.lines().next(), code), (Some(line), Some(1)), "{fault}");
        assert_eq!(records(&bmc), before, "{fault}");
    }
}

#[test]
fn records_that_are_refused_are_told() {
    let bmc = bmc(&["completion=0a.25:80:1"]);
    let (stdout, stderr, code) = said(&bmc.server, &["--json", "sdr", "fill", "nosat"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("Cannot add SDR ID 0x0001 to repository..."), "{stderr}");
    let said: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(said["data"]["records"], 3);
    assert_eq!(said["data"]["added"], 2);
    assert_eq!(said["data"]["failed"], serde_json::json!([1]));
    assert_eq!(said["data"]["sources"][0]["address"], 0x20);
    assert_eq!(said["error"]["message"], "1 of 3 records are missing");
    assert_eq!(names(&bmc), ["CPU1 Temp", "Stat"]);
}

/// A reservation that somebody else takes is no reason to lose a record.
#[test]
fn reservations_get_lost() {
    let bmc = bmc(&["completion=0a.25:c5:2"]);
    assert_eq!(said(&bmc.server, &["sdr", "fill", "nosat"]).2, Some(0));
    assert_eq!(names(&bmc), ["CPU1 Temp", "Stat"]);
}

fn cached(bmc: &Bmc, home: &Path, words: &[&str]) -> Output {
    let port = bmc.port().to_string();
    let login = ["-I", "lanplus", "-H", "127.0.0.1", "-p", &port, "-U", "admin", "-P", "password"];
    let mut command = Command::new(OURS);
    command.args(login).args(words).env("XDG_CACHE_HOME", home).output().unwrap()
}

/// The records that are kept from one run to the next are not those of before, even where the BMC
/// tells no difference: as many records of the same lengths, and no time stamps.
#[test]
fn the_cache_is_not_stale() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("records");
    let file = path.to_str().unwrap();
    let bmc = bmc(&[]);
    let list = || {
        bmc.server.with_state(|state| {
            (state.repository.added, state.repository.erased) = (0, 0);
        });
        String::from_utf8(cached(&bmc, home.path(), &["sdr", "elist"]).stdout).unwrap()
    };
    assert!(cached(&bmc, home.path(), &["sdr", "dump", file]).status.success());
    let before = list();
    let reads = bmc.seen().count(0x0a, 0x23);
    assert_eq!(list(), before);
    assert_eq!(bmc.seen().count(0x0a, 0x23), reads, "there is a cache");
    let mut bytes = fs::read(file).unwrap();
    let at = bytes.windows(4).position(|name| name == b"Stat").unwrap();
    bytes[at..at + 4].copy_from_slice(b"Quit");
    fs::write(file, bytes).unwrap();
    assert!(cached(&bmc, home.path(), &["sdr", "fill", "file", file]).status.success());
    assert_eq!(list(), before.replace("Stat", "Quit"));
    assert!(cached(&bmc, home.path(), &["sdr", "fill", "nosat"]).status.success());
    assert_eq!(list().lines().count(), 2);
}
