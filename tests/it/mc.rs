//! `mc` against the BMC of this crate: side by side with IPMItool where it is installed, and the
//! cases in which it is left behind on purpose.

use ripmitool::mock::Server;
use ripmitool::mock::faults::{Fault, Times, Which};

use crate::bmc::{OURS, program as run, said as ours, server as bmc};

fn refusing(cmd: u8, code: u8) -> Server {
    bmc(vec![Fault::Completion(Which { netfn: 0x06, cmd }, code, Times::Always)])
}

/// In order, since some change what later ones show.
const LINES: &[&[&str]] = &[
    &["mc"],
    &["mc", "help"],
    &["bmc", "bogus"],
    &["mc", "info"],
    &["bmc", "info", "x"],
    &["mc", "guid"],
    &["mc", "guid", "smbios"],
    &["mc", "guid", "ipmi"],
    &["mc", "guid", "rfc"],
    &["mc", "guid", "rfc4122"],
    &["mc", "guid", "dump"],
    &["mc", "selftest"],
    &["mc", "getenables"],
    &["mc", "setenables", "oem0", "on"],
    &["mc", "setenables", "oem0", "off", "system_event_log", "off"],
    &["mc", "setenables", "system_event_log", "on"],
    &["mc", "setenables"],
    &["mc", "watchdog"],
    &["mc", "watchdog", "bogus"],
    &["mc", "watchdog", "get"],
    &["mc", "watchdog", "reset"],
    &["mc", "watchdog", "off"],
    &["mc", "watchdog", "get"],
    &["mc", "watchdog", "set", "timeout=300", "action=cycle", "use=sms", "nolog", "clear=oem"],
    &["mc", "watchdog", "get"],
    &["mc", "getsysinfo"],
    &["mc", "getsysinfo", "bogus"],
    &["mc", "getsysinfo", "system_name"],
    &["mc", "setsysinfo", "system_name", "a name that takes more than one block"],
    &["mc", "getsysinfo", "system_name"],
    &["mc", "setsysinfo", "os_name"],
    &["mc", "reset"],
    &["mc", "reset", "bogus"],
    &["mc", "reset", "help"],
];

#[test]
fn output_and_status_are_ipmitools() {
    if crate::foreign::find("ipmitool").is_none() {
        return;
    }
    let (theirs, own) = (bmc(Vec::new()), bmc(Vec::new()));
    for line in LINES {
        let expected = run("ipmitool", &theirs, line);
        let found = run(OURS, &own, line);
        let texts = [&found.stdout, &expected.stdout].map(|it| String::from_utf8_lossy(it));
        assert_eq!(texts[0], texts[1], "{line:?}");
        assert_eq!(found.status.code(), expected.status.code(), "{line:?}");
    }
}

#[test]
fn refused_reads_are_ipmitools() {
    if crate::foreign::find("ipmitool").is_none() {
        return;
    }
    for (cmd, line) in [
        (0x04, &["mc", "selftest"][..]),
        (0x22, &["mc", "watchdog", "reset"]),
        (0x24, &["mc", "watchdog", "off"]),
        (0x25, &["mc", "watchdog", "get"]),
        (0x2f, &["mc", "getenables"]),
        (0x37, &["mc", "guid"]),
        (0x59, &["mc", "getsysinfo", "os_name"]),
        (0x03, &["mc", "reset", "warm"]),
    ] {
        for code in [0x80, 0xc1, 0xcc] {
            let bmc = refusing(cmd, code);
            let expected = run("ipmitool", &bmc, line);
            let found = run(OURS, &bmc, line);
            let texts = [&found, &expected].map(|it| {
                let streams = [&it.stdout[..], &it.stderr].concat();
                (String::from_utf8_lossy(&streams).into_owned(), it.status.code())
            });
            assert_eq!(texts[0], texts[1], "{line:?} {code:#x}");
        }
    }
}

#[test]
fn setenables_writes_what_its_usage_says() {
    let bmc = bmc(Vec::new());
    let (text, said, status) = ours(&bmc, &["mc", "setenables", "oem0=on"]);
    assert_eq!((said.as_str(), status), ("", Some(0)));
    assert!(text.starts_with("Enabling OEM 0\n\nVerifying...\n"), "{text}");
    assert!(text.contains("OEM 0                                    : enabled\n"), "{text}");
    assert_eq!(bmc.seen().count(0x06, 0x2e), 1);
    bmc.clear_seen();
    let (text, said, status) = ours(&bmc, &["mc", "setenables", "oem0=on", "bogus=on"]);
    assert_eq!((said.as_str(), status), ("Unrecognized option: bogus=on\n", Some(0)));
    assert!(text.starts_with("\nNothing to change...\n"), "{text}");
    let (text, said, status) = ours(&bmc, &["mc", "setenables", "bogus", "on"]);
    assert!(said.starts_with("Unrecognized option: bogus\n"), "{said}");
    assert_eq!((text.as_str(), status), ("", Some(1)));
    assert_eq!(bmc.seen().count(0x06, 0x2e), 0);
}

#[test]
fn writes_that_were_refused_fail() {
    for (cmd, line, said) in [
        (0x02, &["mc", "reset", "cold"][..], "MC reset command failed: Invalid command\n"),
        (
            0x24,
            &["mc", "watchdog", "set", "timeout=9"],
            "Set Watchdog Timer command failed: Invalid command\n",
        ),
        (
            0x2e,
            &["mc", "setenables", "oem1=on"],
            "Set Global Enables command failed: Invalid command\n",
        ),
        (
            0x58,
            &["mc", "setsysinfo", "os_name", "x"],
            "setsysinfo command failed: Invalid command\n",
        ),
    ] {
        let (_, stderr, status) = ours(&refusing(cmd, 0xc1), line);
        assert_eq!((stderr.as_str(), status), (said, Some(1)), "{line:?}");
    }
}

#[test]
fn a_cold_reset_needs_no_answer() {
    let silent = Fault::Silent(Which { netfn: 0x06, cmd: 0x02 }, Times::Always);
    let (text, said, status) = ours(&bmc(vec![silent]), &["mc", "reset", "cold"]);
    assert_eq!(text, "Sent cold reset command to MC\n");
    assert_eq!((said.as_str(), status), ("", Some(0)));
}

/// A driver answers so for a controller that is away already.
#[test]
fn a_cold_reset_that_cuts_off_its_own_answer_is_no_failure() {
    for code in [0xc3, 0xd2, 0xff] {
        let (text, said, status) = ours(&refusing(0x02, code), &["mc", "reset", "cold"]);
        assert_eq!(text, "Sent cold reset command to MC\n", "{code:#x}");
        assert_eq!((said.as_str(), status), ("", Some(0)), "{code:#x}");
    }
}

#[test]
fn a_bad_watchdog_setting_sends_nothing() {
    let bmc = bmc(Vec::new());
    let (text, said, status) = ours(&bmc, &["mc", "watchdog", "set", "timeout=30", "use=OS"]);
    assert!(said.starts_with("Use 'OS' is not valid\n"), "{said}");
    assert_eq!((text.as_str(), status), ("", Some(1)));
    assert_eq!(bmc.seen().count(0x06, 0x24), 0);
}

#[test]
fn json_has_one_object_with_the_data() {
    let bmc = bmc(Vec::new());
    let json = |words: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&run(OURS, &bmc, &[&["--json"], words].concat()).stdout).unwrap()
    };
    let info = json(&["mc", "info"]);
    assert_eq!((&info["ok"], &info["command"]), (&true.into(), &"mc info".into()));
    assert!(info["data"]["manufacturer_id"].is_u64() && info["data"]["product_id"].is_u64());
    let set = json(&["mc", "watchdog", "set", "timeout=30"]);
    assert_eq!(set["data"]["initial_countdown_ms"], 30_000);
    let enables = json(&["mc", "setenables", "oem2=on"]);
    assert_eq!(
        (&enables["data"]["changed"], &enables["data"]["oem2"]),
        (&true.into(), &true.into())
    );
    json(&["mc", "setsysinfo", "os_name", "Plan 9"]);
    assert_eq!(json(&["mc", "getsysinfo", "os_name"])["data"]["text"], "Plan 9");
}
