//! `tests/beside`: many cases with real IPMItool and with our program, each against its own twin
//! of one BMC.
use std::path::Path;

use crate::bmc::OURS;
use crate::foreign::{find, run};

/// Nothing may differ but what `tests/departures.txt` has, and that is a few cases in a hundred.
fn same(cases: &str, model: &str) {
    let (Some(_), Some(python)) = (find("ipmitool"), find("python3")) else { return };
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let path = |name: &str| at.join(name).display().to_string();
    let (script, cases, known) =
        (path("beside/run"), path(&format!("beside/{cases}.cases")), path("departures.txt"));
    let args = [&script, OURS, &cases, "--model", model, "--departures", &known];
    let run = run(&python, &args);
    assert_eq!(run.code, Some(0), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn inventory_of_the_standard_server() {
    same("inventory", "default");
}

#[test]
fn inventory_of_the_odd_server() {
    same("inventory", "odd");
}
