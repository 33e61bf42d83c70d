//! Pacemaker's own fencer, and a fence agent that finds our program where ipmitool was, restart
//! a virtual machine.
use std::process::Command;

use crate::bmc::OURS;
use crate::foreign::{find, find_file, missing};
use crate::lab::alone;

/// Programs that `tests/lab/fencer` starts.
const PROGRAMS: [&str; 9] = [
    "libvirtd",
    "virsh",
    "qemu-system-x86_64",
    "as",
    "ld",
    "ipmitool",
    "fence_ipmilan",
    "stonith_admin",
    "ip",
];

#[test]
fn a_machine_is_fenced() {
    let found = PROGRAMS.iter().all(|program| find(program).is_some());
    if !found || !find_file("/usr/lib/pacemaker/pacemaker-fenced") {
        return;
    }
    let Some(mut command) = as_root() else { return };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/fencer");
    let _alone = alone();
    let output = command.args(["timeout", "300", script, OURS]).output().unwrap();
    let [said, errors] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    assert!(output.status.success(), "{said}\n{errors}");
    let mut rest = said.as_str();
    for line in [
        "registered: fence_nodeb",
        "monitored",
        "reboot: nodeb has booted again",
        "fence: nodeb is off",
        "unfence: nodeb has booted again",
        "nodea was left alone",
        "without a machine nothing was fenced",
    ] {
        rest = rest.split_once(line).unwrap_or_else(|| panic!("{line:?} is not in {said}")).1;
    }
}

/// Runs a command as root, who can make namespaces; asks for no password.
fn as_root() -> Option<Command> {
    if rustix::process::geteuid().is_root() {
        return Some(Command::new("env"));
    }
    let mut command = Command::new("sudo");
    command.arg("-n");
    let may = Command::new("sudo").args(["-n", "true"]).output();
    if may.is_ok_and(|output| output.status.success()) {
        return Some(command);
    }
    missing("a way to be root");
    None
}
