//! `pef` against our BMC. What it prints is recorded in `tests/golden`; this looks at what is sent
//! and at what goes wrong.
use ripmitool::mock::Options;

use crate::bmc::{Bmc, options};

/// Data of all requests of one command of sensors and events.
fn sent(bmc: &Bmc, cmd: u8) -> Vec<Vec<u8>> {
    let requests = bmc.seen().requests;
    requests.into_iter().filter(|r| (r.netfn, r.cmd) == (4, cmd)).map(|r| r.data).collect()
}

#[test]
fn a_filter_is_switched_with_one_write_that_keeps_its_other_settings() {
    let bmc = Bmc::new(Options::default());
    bmc.good("-I lanplus -C 3 pef filter disable 1");
    bmc.good("-I lanplus -C 3 pef filter enable 6");
    assert_eq!(sent(&bmc, 0x12), [[7, 1, 0x40], [7, 6, 0xc0]]);
    bmc.good("-I lanplus -C 3 pef policy disable 2");
    assert_eq!(sent(&bmc, 0x12)[2], [9, 2, 0x11, 0x12, 0x81]);
}

#[test]
fn refusals_are_told_with_ipmitools_lines() {
    for (fault, words, line, code) in [
        ("completion=04.10:c1", "pef info", "IPMI command failed: Invalid command", 1),
        ("completion=04.13:d4", "pef info", "IPMI command failed: Insufficient privilege level", 1),
        ("completion=04.10:c1", "pef filter list", "IPMI command failed: Invalid command", 1),
        ("completion=04.13:c1", "pef filter list", "IPMI command failed: Invalid command", 0),
        ("completion=04.13:c1", "pef policy list", "IPMI command failed: Invalid command", 1),
        ("completion=06.42:cc", "pef policy list", "IPMI command failed: Invalid data field", 0),
        ("completion=04.15:81", "pef status", " **Error 81 in 'Last S/W processed ID' command", 1),
        ("completion=04.13:c1", "pef status", " **Error c1 in 'PEF control' command", 1),
        ("completion=04.12:82", "pef filter enable 1", "IPMI command failed: Unknown (0x82)", 1),
        ("completion=04.12:cc", "pef policy disable 1", "IPMI command failed: Invalid data", 1),
    ] {
        let run = Bmc::faulty(&[fault]).run(&format!("-I lanplus -C 3 {words}"));
        assert!(run.stderr.starts_with(line), "{fault} {words}: {}", run.stderr);
        assert_eq!(run.code, Some(code), "{fault} {words}");
    }
}

#[test]
fn tables_without_entries_are_told() {
    let bmc = Bmc::new(Options::default());
    bmc.server.with_state(|state| {
        state.pef.filters.clear();
        state.pef.policies.clear();
    });
    for (words, line) in [
        ("filter list", "PEF Event Filtering isn't supported.\n"),
        ("filter enable 1", "PEF Filter isn't supported.\n"),
        ("policy list", "PEF Alert Policy isn't supported.\n"),
        ("policy enable 1", "PEF Policy isn't supported.\n"),
    ] {
        let run = bmc.run(&format!("-I lanplus -C 3 pef {words}"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), line), "{words}");
        assert_eq!(run.stdout, "", "{words}");
    }
}

#[test]
fn a_list_that_breaks_off_is_whole_json() {
    for (words, fault) in [("filter list", "silent=04.13"), ("policy list", "silent=06.42")] {
        let bmc = Bmc::faulty(&[fault]);
        let run = bmc.run(&format!("-I lanplus -C 3 -N 0.1 -R 1 --json pef {words}"));
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&json["ok"], run.code), (&false.into(), Some(1)), "{words}");
        assert!(json["data"].as_array().unwrap().is_empty(), "{words}");
    }
}

#[test]
fn json_has_codes_beside_names() {
    let bmc = Bmc::new(options(&[]));
    let json = |words: &str| -> serde_json::Value {
        let text = bmc.good(&format!("-I lanplus -C 3 --json {words}"));
        serde_json::from_str(&text).unwrap()
    };
    let info = json("pef info");
    assert_eq!(info["data"]["version"], "1.5");
    assert_eq!(info["data"]["alert_policies"], 8);
    let status = json("pef status");
    assert_eq!(status["data"]["enabled"], serde_json::json!(["PEF"]));
    let filters = json("pef filter list");
    let first = &filters["data"][0];
    assert_eq!((&first["severity"], &first["severity_code"]), (&"Critical".into(), &16.into()));
    assert_eq!(first["sensor_number"], serde_json::Value::Null);
    assert_eq!(json("pef filter enable 4")["data"]["enabled"], true);
}

#[test]
fn settings_outlive_the_bmc() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let state_file = Some(folder.path().join("state"));
        Bmc::new(Options { state_file, ..Options::default() })
    };
    let bmc = start();
    bmc.good("-I lanplus -C 3 pef filter enable 9");
    bmc.good("-I lanplus -C 3 pef policy enable 5");
    drop(bmc);
    let bmc = start();
    assert!(bmc.good("-I lanplus -C 3 pef filter list").contains("\n 9 | enabled, "));
    assert!(bmc.run("-I lanplus -C 3 pef policy list").stdout.contains("\n 5 | 0 | enabled | "));
}
