//! `chassis` and `power` against the BMC of this crate: side by side with IPMItool where it is
//! installed, and the cases in which it is left behind on purpose.
use std::time::{Duration, Instant};

use ripmitool::mock::faults::{Fault, Times, Which};

use crate::bmc::{OURS, program as run, said as ours, server as bmc};

const STATUS: Which = Which { netfn: 0x00, cmd: 0x01 };
const CONTROL: Which = Which { netfn: 0x00, cmd: 0x02 };
const SET_BOOT: Which = Which { netfn: 0x00, cmd: 0x08 };

/// In order, since some change what later ones show.
const LINES: &[&str] = &[
    "power",
    "power status",
    "power bogus",
    "chassis status",
    "chassis power cycle",
    "chassis identify",
    "chassis identify force",
    "chassis status",
    "chassis identify 256",
    "chassis policy list",
    "chassis policy always-on",
    "chassis restart_cause",
    "chassis poh",
    "chassis selftest",
    "chassis bootdev pxe options=efiboot,persistent",
    "chassis bootparam get 5",
    "chassis bootdev disk clear-cmos=yes",
    "chassis bootparam get 5",
    "chassis bootparam set bootflag force_bios options=PEF",
    "chassis bootparam get 0",
    "chassis bootparam get 3",
    "chassis bootparam get 4",
    "chassis bootparam get 5",
    "chassis bootparam get 6",
    "chassis bootparam get 99",
    "chassis bootmbox set text 674 hello-hello-hello",
    "chassis bootmbox get",
    "chassis bootmbox get text",
    "chassis bootmbox set block 2 674 1 2 3",
    "chassis bootmbox get block 2",
    "chassis bootparam get 7 1",
    "chassis bootmbox get block 7",
    "power off",
    "power cycle",
    "power status",
    "power on",
    "power status",
];

#[test]
fn output_and_status_are_ipmitools() {
    if crate::foreign::find("ipmitool").is_none() {
        return;
    }
    let (theirs, own) = (bmc(Vec::new()), bmc(Vec::new()));
    for line in LINES {
        let words: Vec<&str> = line.split(' ').collect();
        let expected = run("ipmitool", &theirs, &words);
        let found = run(OURS, &own, &words);
        let texts = [&found.stdout, &expected.stdout].map(|it| String::from_utf8_lossy(it));
        assert_eq!(texts[0], texts[1], "{line}");
        assert_eq!(found.status.code(), expected.status.code(), "{line}");
    }
}

#[test]
fn a_boot_device_that_is_refused_is_a_failure() {
    let bmc = bmc(vec![Fault::Completion(SET_BOOT, 0x80, Times::Always)]);
    let (stdout, stderr, status) = ours(&bmc, &["chassis", "bootdev", "pxe"]);
    assert_eq!((stdout.as_str(), status), ("", Some(1)));
    assert_eq!(stderr, "Set Chassis Boot Parameter 5 failed: Unsupported parameter\n");
}

#[test]
fn a_write_that_cannot_be_announced_is_made() {
    let bmc = bmc(vec![Fault::Completion(SET_BOOT, 0xcc, Times::First(2))]);
    let (stdout, stderr, status) = ours(&bmc, &["chassis", "bootdev", "cdrom"]);
    assert_eq!((stdout.as_str(), status), ("Set Boot Device to cdrom\n", Some(0)));
    assert_eq!(stderr, "", "neither announced nor acknowledged, and still done");
    assert_eq!(bmc.seen().count(0x00, 0x08), 3, "nothing to commit, nothing to complete");
    assert_eq!(bmc.with_state(|state| state.boot.flags), [0x80, 0x14, 0, 0, 0]);
}

#[test]
fn wrong_options_change_nothing() {
    let bmc = bmc(Vec::new());
    for option in ["options=bogus", "options=help"] {
        let words = ["chassis", "bootparam", "set", "bootflag", "force_pxe", option];
        assert_eq!(ours(&bmc, &words).0, "");
    }
    assert_eq!(bmc.seen().count(0x00, 0x08), 0);
}

#[test]
fn no_before_an_option_keeps_the_flags() {
    let bmc = bmc(Vec::new());
    let words = ["chassis", "bootparam", "set", "bootflag", "force_pxe", "options=no-timeout"];
    assert_eq!(ours(&bmc, &words).2, Some(0));
    assert_eq!(bmc.with_state(|state| state.boot.keep_valid), 0x08);
}

#[test]
fn a_cycle_whose_answer_is_lost_is_done_once() {
    let bmc = bmc(vec![Fault::Silent(CONTROL, Times::Always)]);
    let (stdout, stderr, status) = ours(&bmc, &["-N", "1", "power", "cycle"]);
    assert_eq!((stdout.as_str(), status), ("Chassis Power Control: Cycle\n", Some(0)), "{stderr}");
    assert!(bmc.seen().count(0x00, 0x02) > 1, "it was sent again");
    assert_eq!(bmc.with_state(|state| state.chassis.actions.cycle), 1);
}

#[test]
fn a_cycle_without_any_answer_is_of_unknown_outcome() {
    let bmc = bmc(vec![Fault::LoseRequest(CONTROL, Times::Always)]);
    let (stdout, stderr, status) = ours(&bmc, &["-N", "1", "-R", "1", "power", "cycle"]);
    assert_eq!((stdout.as_str(), status), ("", Some(1)));
    let line = "Unable to set Chassis Power Control to Cycle\nDiagnosis: outcome unknown: ";
    assert!(stderr.starts_with(line), "{stderr}");
    // Turning off is the same twice: no answer, and no more to say.
    let (_, stderr, _) = ours(&bmc, &["-N", "1", "-R", "1", "power", "off"]);
    let line = "Unable to set Chassis Power Control to Down/Off\nDiagnosis: timeout: ";
    assert!(stderr.starts_with(line), "{stderr}");
}

#[test]
fn soft_waits_until_the_machine_is_off() {
    let bmc = bmc(Vec::new());
    let (stdout, stderr, status) = ours(&bmc, &["--wait=20s", "power", "soft"]);
    assert_eq!((stdout.as_str(), status), ("Chassis Power Control: Soft\n", Some(0)), "{stderr}");
    assert!(!bmc.with_state(|state| state.chassis.power));
}

#[test]
fn waiting_outlasts_a_busy_bmc_and_ends_in_time() {
    let busy = bmc(vec![Fault::Completion(STATUS, 0xc0, Times::First(8))]);
    assert_eq!(ours(&busy, &["--wait=30s", "power", "off"]).2, Some(0));
    assert!(busy.seen().count(0x00, 0x01) > 8);

    // The BMC takes the command, and nothing comes of it.
    let deaf = bmc(vec![Fault::Completion(CONTROL, 0x00, Times::Always)]);
    let start = Instant::now();
    let (stdout, stderr, status) = ours(&deaf, &["--wait=1s", "power", "off"]);
    assert_eq!((stdout.as_str(), status), ("Chassis Power Control: Down/Off\n", Some(1)));
    assert_eq!(stderr, "Chassis Power is still on after 1 s\n");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn who_waits_for_off_is_content_with_a_machine_that_is_off() {
    let bmc = bmc(vec![Fault::Completion(CONTROL, 0xd5, Times::Always)]);
    let refused = ours(&bmc, &["--wait=5s", "power", "off"]);
    assert_eq!(refused.2, Some(1), "it is on");
    let line = "Set Chassis Power Control to Down/Off failed: Command not supported in present \
                state\n";
    assert_eq!(refused.1, line);
    bmc.with_state(|state| state.chassis.set_power(false, Instant::now()));
    assert_eq!(ours(&bmc, &["--wait=5s", "power", "off"]).2, Some(0));
    assert_eq!(ours(&bmc, &["power", "off"]).2, Some(1), "not without --wait");
}

#[test]
fn cycle_or_on_turns_a_machine_on_that_is_off() {
    let bmc = bmc(Vec::new());
    bmc.with_state(|state| state.chassis.set_power(false, Instant::now()));
    assert_eq!(ours(&bmc, &["power", "cycle"]).2, Some(1));
    let (stdout, _, status) = ours(&bmc, &["power", "cycle", "--or-on"]);
    assert_eq!((stdout.as_str(), status), ("Chassis Power Control: Up/On\n", Some(0)));
    assert!(bmc.with_state(|state| state.chassis.power));
    assert_eq!(ours(&bmc, &["power", "cycle", "--or-on"]).0, "Chassis Power Control: Cycle\n");
    assert_eq!(bmc.with_state(|state| state.chassis.actions.cycle), 1);
}

#[test]
fn json_says_what_was_done_and_what_went_wrong() {
    let bmc = bmc(vec![Fault::Completion(CONTROL, 0xd5, Times::First(1))]);
    let object = |words: &[&str]| {
        let (stdout, stderr, _) = ours(&bmc, &[&["--json"], words].concat());
        assert_eq!(stderr, "");
        serde_json::from_str::<serde_json::Value>(&stdout).unwrap()
    };
    let refused = object(&["power", "reset"]);
    assert_eq!(
        (&refused["ok"], &refused["error"]["completion_code"]),
        (&false.into(), &0xd5.into())
    );
    assert_eq!(object(&["power", "diag"])["data"]["action"], "diag");
    assert_eq!(object(&["chassis", "status"])["data"]["power_on"], true);
    let written = object(&["chassis", "bootmbox", "set", "674", "1"]);
    assert_eq!(written["data"]["blocks_written"], 1);
    let mailbox = object(&["chassis", "bootmbox", "get"]);
    assert_eq!(mailbox["data"]["blocks"][0]["iana_pen"], 674);
}
