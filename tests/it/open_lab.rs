//! `tests/lab`: virtual machines with a BMC, for `-I open`.
use std::path::Path;
use std::process::Command;

use crate::bmc::OURS;
use crate::foreign::{find, missing, run};

/// Runs one of the scripts with our program; it ends by itself, in any case.
fn lab(script: &str) {
    if !cfg!(target_arch = "x86_64") {
        eprintln!("SKIPPED: the emulated machine has another processor");
        return;
    }
    let [Some(python), Some(_), Some(_), Some(_), Some(_)] =
        ["python3", "qemu-system-x86_64", "busybox", "ipmitool", "ipmi_sim"].map(find)
    else {
        return;
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    // No compiled modules in the source tree.
    let output = Command::new(python)
        .arg("-B")
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

/// Users, log and boot device go from one side to the other; `power off` ends the machine.
#[test]
fn one_bmc_from_inside_and_outside() {
    lab("inside_out");
}

/// As on this machine, whose devices have small numbers if there are any.
#[test]
fn a_device_that_is_missing_is_told_as_ipmitool_tells_it() {
    let words = ["-d", "77", "power", "status"];
    let ours = run(Path::new(OURS), &words);
    let (line, diagnosis) = ours.stderr.split_once('\n').unwrap();
    assert_eq!((ours.stdout.as_str(), ours.code), ("", Some(1)));
    assert_eq!(
        line,
        "Could not open device at /dev/ipmi77 or /dev/ipmi/77 or /dev/ipmidev/77: \
         No such file or directory"
    );
    assert!(diagnosis.starts_with("Diagnosis: no device: "), "{diagnosis}");
    assert_eq!(diagnosis.lines().count(), 1);
    if let Some(ipmitool) = find("ipmitool") {
        let theirs = run(&ipmitool, &words);
        assert_eq!((theirs.stdout, theirs.code), (ours.stdout, ours.code));
        assert_eq!(theirs.stderr.trim_end(), line);
    }
}
