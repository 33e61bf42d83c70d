//! `-I mock`, as the README tells newcomers to try it: in a home directory where nothing is yet.
use std::path::Path;
use std::process::{Command, Output};

fn run(home: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .args(["-I", "mock"])
        .args(words)
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap()
}

fn stdout(home: &Path, words: &[&str]) -> String {
    let output = run(home, words);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{words:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_state_lasts_from_one_run_to_the_next() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let before = stdout(home, &["power", "status"]);
    let (word, after) = match before.as_str() {
        "Chassis Power is on\n" => ("off", "Chassis Power is off\n"),
        "Chassis Power is off\n" => ("on", "Chassis Power is on\n"),
        other => panic!("{other}"),
    };
    stdout(home, &["power", word]);
    assert_eq!(stdout(home, &["power", "status"]), after);
}

#[test]
fn two_homes_are_two_machines() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    stdout(one.path(), &["power", "on"]);
    stdout(other.path(), &["power", "off"]);
    assert_eq!(stdout(one.path(), &["power", "status"]), "Chassis Power is on\n");
    assert_eq!(stdout(other.path(), &["power", "status"]), "Chassis Power is off\n");
}

#[test]
fn a_home_that_cannot_hold_the_state_is_one_line_and_status_1() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let output = run(file.path(), &["power", "status"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}
