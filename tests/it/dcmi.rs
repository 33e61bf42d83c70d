use std::time::Instant;

use ripmitool::mock::chassis::Action;
use ripmitool::mock::{Model, Options};
use serde_json::Value;

use crate::bmc::{Bmc, ours};
use crate::scripted::Scripted;

const OVER: &str = "-I lanplus -C 3";

fn json(bmc: &Bmc, words: &str) -> Value {
    let run = bmc.run(&format!("{OVER} --json {words}"));
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{words}: {error}: {run:?}"))
}

fn bmc() -> Bmc {
    Bmc::new(Options::default())
}

/// A server with twelve temperatures of the baseboard.
fn many() -> Bmc {
    let model = Model::parse(include_str!("../models/dcmi.toml")).unwrap();
    Bmc::new(Options { model: model.into(), ..Options::default() })
}

/// What the program says to a BMC of IPMI 1.5 that answers so to one command, and with `c1` to
/// all else: standard output, standard error, exit status.
fn answered(netfn: u8, cmd: u8, answer: &[u8], words: &str) -> (String, String, Option<i32>) {
    let answer = answer.to_vec();
    let bmc = Scripted::new(move |of, command, _| match (of, command) {
        _ if (of, command) == (netfn, cmd) => Some(answer.clone()),
        _ => Some(vec![0xc1]),
    });
    let port = bmc.port().to_string();
    let login = ["-I", "lan", "-A", "NONE", "-H", "127.0.0.1", "-p", &port, "-U", "", "-P", ""];
    let args: Vec<String> = login.into_iter().chain(words.split(' ')).map(str::to_owned).collect();
    let run = ours(&args);
    (run.stdout, run.stderr, run.code)
}

#[test]
fn power_is_what_the_sensor_says_and_none_when_it_is_off() {
    let bmc = bmc();
    let reading = json(&bmc, "dcmi power reading");
    assert_eq!(reading["data"]["current_watts"], 276);
    assert_eq!(reading["data"]["period_ms"], 60_000);
    assert_eq!(reading["data"]["active"], true);
    assert!(bmc.server.with_state(|state| state.power(Action::Off, Instant::now())));
    let reading = json(&bmc, "dcmi power reading 1_min");
    assert_eq!(reading["data"]["current_watts"], 0);
    assert_eq!(reading["data"]["active"], false);
    assert_eq!(reading["data"]["period"], "1_min");
}

#[test]
fn a_reading_takes_one_request() {
    let bmc = bmc();
    bmc.good(&format!("{OVER} dcmi power reading"));
    assert_eq!(bmc.seen().count(0x2c, 0x02), 1);
}

#[test]
fn the_limit_is_set_as_a_whole_or_in_part() {
    let bmc = bmc();
    let all = "action power_off limit 450 correction 7000 sample 15";
    bmc.good(&format!("{OVER} dcmi power set_limit {all}"));
    // All is there, so nothing is read before.
    assert_eq!((bmc.seen().count(0x2c, 0x03), bmc.seen().count(0x2c, 0x04)), (1, 1));
    bmc.good(&format!("{OVER} dcmi power set_limit limit 300 sample 20"));
    assert_eq!(bmc.seen().count(0x2c, 0x04), 2, "one write for two values");
    let limit = &json(&bmc, "dcmi power get_limit")["data"];
    let number = |key: &str| limit[key].as_u64().unwrap();
    assert_eq!((number("limit_watts"), number("sampling_period_s")), (300, 20));
    assert_eq!((number("correction_time_ms"), number("exception_action_code")), (7000, 1));
    assert_eq!(limit["active"], false);
    bmc.good(&format!("{OVER} dcmi power activate"));
    assert_eq!(json(&bmc, "dcmi power get_limit")["data"]["active"], true);
}

#[test]
fn bad_words_send_nothing() {
    let bmc = bmc();
    for words in [
        "dcmi power set_limit limit 70000",
        "dcmi power set_limit limit 300 bogus 1",
        "dcmi power reading 2_min",
        "dcmi thermalpolicy set 64 1 volatil poweroff sel 45 300",
        "dcmi set_conf_param init 300",
        "dcmi set_conf_param bogus 1",
        "nm suspend set policy_id 3 240 1 1",
        "nm suspend set policy_id 3 1 2 128",
        "nm policy add policy_id 3 power x",
    ] {
        let run = bmc.run(&format!("{OVER} {words}"));
        assert_eq!(run.code, Some(1), "{words}");
        assert!(!run.stderr.is_empty(), "{words}");
    }
    assert!(bmc.seen().packets.is_empty());
}

#[test]
fn texts_are_written_and_read_in_parts() {
    let bmc = bmc();
    let long = "0123456789abcdef".repeat(4).split_at(63).0.to_owned();
    for (set, get, shown) in [
        ("set_asset_tag", "asset_tag", format!("\n Asset tag: {long}\n\n")),
        (
            "set_mc_id_string",
            "get_mc_id_string",
            format!("\n Get Management Controller Identifier String: {long}\0\n\n"),
        ),
    ] {
        bmc.good(&format!("{OVER} dcmi {set} {long}"));
        assert_eq!(bmc.good(&format!("{OVER} dcmi {get}")), shown);
        assert_eq!(json(&bmc, &format!("dcmi {get}"))["data"]["text"], long);
    }
    let run = bmc.run(&format!("{OVER} dcmi set_mc_id_string {long}x"));
    assert_eq!(run.code, Some(1));
}

#[test]
fn an_empty_tag_takes_it_away() {
    let bmc = bmc();
    bmc.good(&format!("{OVER} dcmi set_asset_tag "));
    assert_eq!(bmc.good(&format!("{OVER} dcmi asset_tag")), "\n Asset tag: \n\n");
}

#[test]
fn more_than_eight_sensors_are_all_there_once() {
    let bmc = many();
    let sensors = json(&bmc, "dcmi sensors");
    let rows = sensors["data"].as_array().unwrap();
    let ids: Vec<u64> = rows.iter().map(|row| row["record_id"].as_u64().unwrap()).collect();
    assert_eq!(ids, [13, 14, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert_eq!(rows[3]["name"], "Board 2");
    assert_eq!(rows[3]["value"], -1.0);
    let read = json(&bmc, "dcmi get_temp_reading");
    let rows = read["data"].as_array().unwrap();
    assert_eq!(rows.len(), 14);
    assert_eq!(rows[13]["entity_instance"], 12);
    assert_eq!(rows[13]["temperature_celsius"], -11);
    // Two entities with one page each, and one with two.
    assert_eq!((bmc.seen().count(0x2c, 0x07), bmc.seen().count(0x2c, 0x10)), (4, 4));
}

/// Such a BMC makes ipmitool ask for ever.
#[test]
fn a_bmc_that_promises_more_than_it_has_comes_to_an_end() {
    let page = [0, 0xdc, 12, 2, 25, 1, 26, 2];
    let (stdout, stderr, code) = answered(0x2c, 0x10, &page, "dcmi get_temp_reading");
    assert_eq!(stdout.matches("+25 C").count(), 3, "{stdout}");
    assert!(stderr.contains("12 sensors"), "{stderr}");
    assert_eq!(code, Some(1));
    let page = [0, 0xdc, 12, 2, 1, 0, 2, 0];
    let (_, stderr, code) = answered(0x2c, 0x07, &page, "dcmi sensors");
    assert!(stderr.contains("12 sensors"), "{stderr}");
    assert_eq!(code, Some(1));
}

#[test]
fn answers_that_are_cut_short_are_errors() {
    const READING: &[u8] = b"\0\xdc\xf0\0\x0a\0\xff\0\xc8\0\0\xf1\x53\x65\x60\xea\0\0\x40";
    for len in 1..READING.len() {
        let cut = &READING[..len];
        let (stdout, stderr, code) = answered(0x2c, 0x02, cut, "dcmi power reading");
        assert_eq!(code, Some(1), "{len}");
        assert!(!stdout.contains("Watts"), "{len}: {stdout}");
        assert!(stderr.contains("message too short"), "{len}: {stderr}");
    }
    let (stdout, _, code) = answered(0x2c, 0x02, READING, "dcmi power reading");
    assert!(stdout.contains("240 Watts"), "{stdout}");
    assert_eq!(code, Some(0));
    for (netfn, cmd, answer, words) in [
        (0x2c, 0x03, &b"\0\xdc\0\0\x01\x2c\x01\xe8"[..], "dcmi power get_limit"),
        (0x2c, 0x06, b"\0\xdc\x05abcd", "dcmi asset_tag"),
        (0x2c, 0x07, b"\0\xdc\x02\x02\x01\0\x02", "dcmi sensors"),
        (0x2c, 0x09, b"\0\xdc\x05abcd", "dcmi get_mc_id_string"),
        (0x2c, 0x0c, b"\0\xdc\x20", "dcmi thermalpolicy get 64 1"),
        (0x2c, 0x10, b"\0\xdc\x02\x02\x19\x01\x19", "dcmi get_temp_reading"),
        (0x2c, 0x13, b"\0\xdc\x01\x05\x02", "dcmi get_conf_param"),
        (0x2c, 0x01, b"\0\xdc\x01\x05\x02\x0f", "dcmi discover"),
        (0x2e, 0xc2, b"\0\x57\x01\0\x70\x10", "nm policy get policy_id 3"),
        (0x2e, 0xc4, b"\0\x57\x01\0\x02\x64", "nm threshold get policy_id 3"),
        (0x2e, 0xc6, b"\0\x57\x01\0\x01\x0a\x14", "nm suspend get policy_id 3"),
        (0x2e, 0xc8, b"\0\x57\x01\0\x0a\0", "nm statistics power"),
        (0x2e, 0xc9, b"\0\x57\x01\0\x10\0", "nm capability"),
        (0x2e, 0xca, b"\0\x57\x01\0\x05", "nm discover"),
        (0x2e, 0xcf, b"\0\x57\x01\0\x05", "nm alert get"),
    ] {
        let (_, stderr, code) = answered(netfn, cmd, answer, words);
        assert!(stderr.contains("message too short"), "{words}: {stderr}");
        assert_eq!(code, Some(1), "{words}");
    }
}

#[test]
fn answers_of_others_are_told() {
    let (stdout, stderr, code) = answered(0x2c, 0x02, &[0, 0x0a, 1], "dcmi power reading");
    assert_eq!(stdout, "\n    A valid DCMI command was not returned! (a)\n");
    assert!(stderr.contains("bad DCMI group: 0x0a"), "{stderr}");
    assert_eq!(code, Some(1));
    let (stdout, _, code) = answered(0x2e, 0xca, &[0, 0xa2, 2, 0, 1], "nm discover");
    assert_eq!(stdout, "\n    A valid NM command was not returned! (a2)");
    assert_eq!(code, Some(1));
}

#[test]
fn refused_writes_fail() {
    for (fault, words) in [
        ("completion=2c.04:84", "dcmi power set_limit limit 300"),
        ("completion=2c.05:d5", "dcmi power activate"),
        ("completion=2c.08:81", "dcmi set_asset_tag x"),
        ("completion=2c.0a:81", "dcmi set_mc_id_string x"),
        ("completion=2c.0b:84", "dcmi thermalpolicy set 64 1 volatile poweroff sel 45 300"),
        ("completion=2c.12:82", "dcmi set_conf_param init 5"),
        ("completion=2e.c0:81", "nm control enable"),
        ("completion=2e.c1:84", "nm policy add policy_id 3 power 300 stats 9 enable"),
        ("completion=2e.c3:80", "nm threshold set policy_id 3 1"),
        ("completion=2e.c5:80", "nm suspend set policy_id 3 1 2 3"),
        ("completion=2e.c7:88", "nm reset global"),
        ("completion=2e.cb:84", "nm power min 1 max 2"),
        ("completion=2e.ce:81", "nm alert set chan 1 dest 1"),
        ("completion=2e.f2:a1", "nm policy limiting"),
    ] {
        let bmc = Bmc::faulty(&[fault]);
        let run = bmc.run(&format!("{OVER} {words}"));
        assert_eq!(run.code, Some(1), "{words}");
        assert!(run.stderr.contains("request failed because: "), "{words}: {}", run.stderr);
        let error = &json(&bmc, words)["error"];
        let code = u64::from_str_radix(&fault[fault.len() - 2..], 16).unwrap();
        assert_eq!(error["completion_code"], code, "{words}");
    }
}

#[test]
fn a_bmc_without_dcmi_says_so() {
    let (_, stderr, code) = answered(0x06, 0x99, &[0], "dcmi power reading");
    assert_eq!(stderr, "\n    DCMI request failed because: Invalid command (c1)\n");
    assert_eq!(code, Some(1));
}

#[test]
fn policies_are_made_suspended_and_taken_away() {
    let bmc = bmc();
    let good = |words: &str| bmc.good(&format!("{OVER} nm {words}"));
    good("policy add policy_id 3 correction soft power 200 trig_lim 6000 stats 60 volatile enable");
    let policy = &json(&bmc, "nm policy get policy_id 3")["data"];
    assert_eq!((&policy["volatile"], &policy["enabled"]), (&true.into(), &true.into()));
    assert_eq!(policy["limit_watts"], 200);
    assert_eq!(good("policy limiting"), "limit 3\n");
    let drawn = &json(&bmc, "nm statistics policy_power policy_id 3")["data"];
    assert_eq!((&drawn["current_watts"], &drawn["enabled"]), (&276.into(), &true.into()));
    let inlet = &json(&bmc, "nm statistics temps")["data"];
    assert!(inlet["average_celsius"].is_u64() && inlet["average_watts"].is_null());
    good("suspend set policy_id 3 10 20 3 220 240 96");
    let shown = good("suspend get policy_id 3");
    assert!(shown.contains("Suspend Period 0:                         01:00 to 02:00, MTu\n"));
    assert!(shown.contains("Suspend Period 1:                         22:00 to 24:00, SaSu\n"));
    good("threshold set policy_id 3 100 200");
    let thresholds = &json(&bmc, "nm threshold get policy_id 3")["data"]["thresholds"];
    assert_eq!(thresholds, &serde_json::json!([100, 200]));
    good("power range min 100 max 300");
    good("policy remove policy_id 3");
    assert_eq!(bmc.run(&format!("{OVER} nm policy get policy_id 3")).code, Some(1));
}

#[test]
fn a_ping_is_answered_or_not() {
    let bmc = bmc();
    assert_eq!(json(&bmc, "dcmi oob_discover")["data"]["ipmi_supported"], true);
    assert_eq!(bmc.good("-I lan -v dcmi oob_discover").lines().count(), 2);
    let (stdout, stderr, code) = answered(0x06, 0x99, &[0], "dcmi oob_discover");
    assert_eq!((stdout.as_str(), code), ("\n", Some(1)));
    assert_eq!(stderr, "No answer to the RMCP ping\n");
}
