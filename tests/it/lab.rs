//! `tests/lab`: virtual machines with a BMC, for `-I open`.
use std::path::Path;
use std::process::Command;

use crate::bmc::OURS;
use crate::foreign::{find, missing};

/// Runs one of the scripts with our program; it ends by itself, in any case.
fn lab(script: &str) {
    let [Some(python), Some(_), Some(_), Some(_), Some(_)] =
        ["python3", "qemu-system-x86_64", "busybox", "ipmitool", "ipmi_sim"].map(find)
    else {
        return;
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let output = Command::new(python)
        .arg(tests.join("lab").join(script))
        .arg(OURS)
        .arg("--departures")
        .arg(tests.join("departures.txt"))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    if output.status.code() == Some(NOT_HERE) {
        return missing(stdout.trim());
    }
    assert!(output.status.success(), "{stdout}\n{stderr}");
}

/// Exit status of a script that finds no kernel.
const NOT_HERE: i32 = 77;

#[test]
fn the_machines_own_bmc_beside_ipmitool() {
    lab("open");
}
