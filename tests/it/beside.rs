//! `tests/beside`: many cases with real IPMItool and with our program, each against its own twin
//! of one BMC.
use std::path::Path;
use std::process::Command;

use crate::bmc::OURS;
use crate::foreign::find;

/// Nothing may differ but what `tests/departures.txt` has, and that is a few cases in a hundred.
fn same(cases: &str, model: &str) {
    let (Some(_), Some(python)) = (find("ipmitool"), find("python3")) else { return };
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let path = |name: &str| at.join(name).display().to_string();
    let (script, cases, known) =
        (path("beside/run"), path(&format!("beside/{cases}.cases")), path("departures.txt"));
    let args = [&script, OURS, &cases, "--model", model, "--departures", &known];
    // It ends what hangs by itself.
    let output = Command::new(python).args(args).output().unwrap();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{stdout}\n{stderr}");
}

#[test]
fn arguments_of_sdr_and_sensor() {
    same("arguments", "default");
}

#[test]
fn bounds_of_all_groups() {
    same("bounds", "default");
}

#[test]
fn data_center_manageability_and_the_node_manager() {
    same("dcmi", "default");
}

/// More temperatures than one answer holds, and some below zero.
#[test]
fn data_center_manageability_of_many_temperatures() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/dcmi.toml");
    same("dcmi", &model.display().to_string());
}

#[test]
fn inventory_of_the_standard_server() {
    same("inventory", "default");
}

#[test]
fn inventory_of_the_odd_server() {
    same("inventory", "odd");
}

#[test]
fn writes_to_inventories_of_the_standard_server() {
    same("fru_write", "default");
}

#[test]
fn writes_to_inventories_of_the_odd_server() {
    same("fru_write", "odd");
}

#[test]
fn network_of_the_standard_server() {
    same("network", "default");
}

/// Serial over LAN, scripts, and the help of the groups.
#[test]
fn consoles_and_scripts_of_the_standard_server() {
    same("console", "default");
}

#[test]
fn consoles_and_scripts_of_the_odd_server() {
    same("console", "odd");
}

/// Intel's and Tyan's, which are older than IPMI 2.0.
#[test]
fn older_consoles_of_the_standard_server() {
    same("serial", "default");
}

#[test]
fn inventories_of_every_kind() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/beside/fru.toml");
    same("fru", &model.display().to_string());
}

#[test]
fn events_of_the_standard_server() {
    same("event", "default");
}

#[test]
fn filling_a_repository() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/beside/fill.toml");
    same("fill", model.to_str().unwrap());
}

#[test]
fn the_rest_at_the_standard_server() {
    same("rest", "default");
}
