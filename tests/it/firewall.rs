//! `firewall`, `i2c` and the commands for other hardware against our BMC: what is sent, and what
//! goes wrong. What they print is recorded in `tests/golden`.
use ripmitool::mock::Options;

use crate::bmc::Bmc;

/// Data of all requests of one application command.
fn sent(bmc: &Bmc, cmd: u8) -> Vec<Vec<u8>> {
    let requests = bmc.seen().requests;
    requests.into_iter().filter(|r| (r.netfn, r.cmd) == (6, cmd)).map(|r| r.data).collect()
}

#[test]
fn only_the_named_command_is_turned_off() {
    let bmc = Bmc::new(Options::default());
    bmc.good("-I lanplus -C 3 firewall disable lun 0 netfn 0 command 4");
    let run = bmc.run("-I lanplus -C 3 chassis identify 1");
    assert_eq!(run.code, Some(1), "{run:?}");
    bmc.good("-I lanplus -C 3 chassis status");
    bmc.good("-I lanplus -C 3 firewall enable lun 0 netfn 0 command 4");
    bmc.good("-I lanplus -C 3 chassis identify 1");
}

#[test]
fn the_way_back_stays_open() {
    let bmc = Bmc::new(Options::default());
    bmc.good("-I lanplus -C 3 firewall disable lun 0 netfn 6");
    let [lower, _] = &sent(&bmc, 0x60)[..] else { panic!("one for each half") };
    assert_eq!(lower[3 + 12] & 1, 1, "Set Command Enables");
    bmc.good("-I lanplus -C 3 firewall enable lun 0 netfn 6");
    bmc.good("-I lanplus -C 3 mc watchdog get");
}

#[test]
fn a_firewall_that_refuses_is_a_failure() {
    let bmc = Bmc::faulty(&["completion=06.60:d4"]);
    let run = bmc.run("-I lanplus -C 3 firewall enable lun 0 netfn 0");
    let line = "Set Command Enables (LUN=0, NetFn=0, op=0) command failed: Insufficient privilege";
    assert!(run.stderr.starts_with(line), "{run:?}");
    assert_eq!(run.code, Some(1));
    let run = bmc.run("-I lanplus -C 3 firewall disable lun 0 netfn 6 command 0x37");
    assert_eq!((run.code, run.stderr.contains("not configurable")), (Some(1), true), "{run:?}");
    assert!(sent(&bmc, 0x60).iter().all(|data| data[1] == 0));
}

/// What was turned off is on again, and nothing else is written: IPMItool turns the way back off.
#[test]
fn a_reset_turns_on_what_is_off() {
    let bmc = Bmc::new(Options::default());
    let before = bmc.good("-I lanplus -C 3 firewall info");
    bmc.good("-I lanplus -C 3 firewall disable lun 0 netfn 0 command 4");
    bmc.good("-I lanplus -C 3 firewall disable lun 0 netfn 6 command 0x22");
    let writes = sent(&bmc, 0x60).len();
    let text = bmc.good("-I lanplus -C 3 --json firewall reset channel 14");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let row = |netfn: u8, command: u8| serde_json::json!({"lun": 0, "netfn": netfn, "command": command, "sub_functions": null});
    assert_eq!(json["data"]["turned_on"], serde_json::json!([row(6, 0x22), row(0, 4)]));
    assert_eq!(sent(&bmc, 0x60).len(), writes + 2, "a half for each");
    assert!(sent(&bmc, 0x62).is_empty());
    assert_eq!(bmc.good("-I lanplus -C 3 firewall info"), before);
}

#[test]
fn a_reset_that_is_refused_is_a_failure() {
    let bmc = Bmc::new(Options::default());
    // The second half of it is refused already.
    bmc.run("-I lanplus -C 3 firewall disable lun 0 netfn 6 command 0x60 force");
    let run = bmc.run("-I lanplus -C 3 firewall reset channel 14");
    let line = "Set Command Enables (LUN=0, NetFn=6, op=0) command failed: ";
    assert!(run.stderr.starts_with(line), "{run:?}");
    assert_eq!(run.code, Some(1));
    let bmc = Bmc::faulty(&["completion=06.09:c1"]);
    let run = bmc.run("-I lanplus -C 3 firewall reset channel 14");
    assert_eq!((run.code, run.stderr.contains("does not tell")), (Some(1), true), "{run:?}");
}

#[test]
fn a_transfer_with_an_odd_bus_is_not_sent() {
    let bmc = Bmc::new(Options::default());
    for words in ["i2c bus=9 0xa0 0 1 2", "i2c bus=x 0xa0 0 1 2", "spd 8 0xa0"] {
        let run = bmc.run(&format!("-I lanplus -C 3 {words}"));
        assert_eq!(run.code, Some(1), "{words}");
    }
    assert!(sent(&bmc, 0x52).is_empty());
}

#[test]
fn bytes_are_in_json() {
    let bmc = Bmc::new(Options::default());
    let json = |words: &str| -> serde_json::Value {
        let text = bmc.good(&format!("-I lanplus -C 3 --json {words}"));
        serde_json::from_str(&text).unwrap()
    };
    assert_eq!(json("i2c bus=0 0xa2 3 7")["data"]["bytes"], "070809");
    assert_eq!(json("spd 0 0xa0")["data"]["module"]["size_mib"], 2048);
    let info = json("firewall info lun 0 netfn 0 command 2");
    assert_eq!(info["data"]["enabled"], true);
}

#[test]
fn a_memory_is_copied_and_back() {
    let bmc = Bmc::new(Options::default());
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let bytes: Vec<u8> = (0..128).collect();
    std::fs::write(path("from"), &bytes).unwrap();
    let copy = |verb: &str, file: &str| {
        let words = ["gendev", verb, "Riser EEPROM", file];
        let (_, stderr, code) = crate::bmc::said(&bmc.server, &words);
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{verb}");
    };
    copy("write", &path("from"));
    copy("read", &path("to"));
    assert_eq!(std::fs::read(path("to")).unwrap(), bytes);
}

#[test]
fn what_is_not_here_says_so_in_a_line() {
    let bmc = Bmc::new(Options::default());
    for word in ["picmg", "hpm", "vita", "delloem"] {
        let run = bmc.run(&format!("-I lanplus -C 3 {word} something"));
        let line = format!("{word}: not available in ripmitool\n");
        assert_eq!((run.stderr, run.code), (line, Some(1)));
    }
    assert!(bmc.seen().packets.is_empty(), "nothing is sent for them");
}

#[test]
fn an_action_that_is_off_is_refused_until_it_is_on_again() {
    let bmc = Bmc::new(Options::default());
    bmc.good("-I lanplus -C 3 firewall disable lun 0 netfn 0 command 2 subfn 4");
    assert_eq!(sent(&bmc, 0x62), [[14, 0, 0, 2, 0x2f, 0, 0, 0]]);
    let run = bmc.run("-I lanplus -C 3 power diag");
    assert_eq!(run.code, Some(1), "{run:?}");
    bmc.good("-I lanplus -C 3 power reset");
    let text = bmc.good("-I lanplus -C 3 --json firewall reset channel 14");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let row = serde_json::json!({"lun": 0, "netfn": 0, "command": 2, "sub_functions": 0x10});
    assert_eq!(json["data"]["turned_on"], serde_json::json!([row]));
    assert_eq!(sent(&bmc, 0x62).last().unwrap(), &[14, 0, 0, 2, 0x3f, 0, 0, 0]);
    assert!(sent(&bmc, 0x60).is_empty());
    bmc.good("-I lanplus -C 3 power diag");
}
