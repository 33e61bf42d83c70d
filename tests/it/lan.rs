//! `lan` and `lan6`: the program at our BMC, in what ipmitool cannot show.
use std::time::Instant;

use ripmitool::mock::Options;

use crate::bmc::{Bmc, side_by_side};

const PLUS: &str = "-I lanplus -C 3";

fn run(bmc: &Bmc, words: &str) -> crate::foreign::Run {
    bmc.run(&format!("{PLUS} {words}"))
}

fn json(bmc: &Bmc, words: &str) -> serde_json::Value {
    serde_json::from_str(&bmc.good(&format!("{PLUS} --json {words}"))).unwrap()
}

fn fresh() -> Bmc {
    Bmc::new(Options::permissive())
}

/// Data of parameter writes, the channel left out.
fn writes(bmc: &Bmc) -> Vec<Vec<u8>> {
    let seen = bmc.seen();
    let sets = seen.requests.iter().filter(|request| (request.netfn, request.cmd) == (0x0c, 0x01));
    sets.map(|request| request.data[1..].to_vec()).collect()
}

#[test]
fn writes_are_framed() {
    let bmc = fresh();
    run(&bmc, "lan set 1 ipaddr 10.0.0.9");
    assert_eq!(writes(&bmc), [vec![0, 1], vec![3, 10, 0, 0, 9], vec![0, 2], vec![0, 0]]);
    let seen = bmc.seen();
    let order: Vec<_> =
        seen.requests.iter().filter(|r| r.netfn == 0x0c).map(|r| (r.cmd, r.data[1])).collect();
    // As ipmitool sends them.
    assert_eq!(order, [(2, 0), (1, 0), (2, 0), (1, 3), (2, 3), (1, 0), (1, 0)]);
}

#[test]
fn somebody_who_left_writes_in_progress_does_not_stop_others() {
    let bmc = fresh();
    bmc.server.with_state(|state| state.lan.progress = 1);
    assert_eq!(run(&bmc, "lan set 1 ipsrc dhcp").code, Some(0));
    assert_eq!(writes(&bmc), [vec![4, 2], vec![0, 2], vec![0, 0]]);
    assert_eq!(bmc.server.with_state(|state| state.lan.progress), 0);
}

#[test]
fn a_write_that_is_refused_exits_1_and_leaves_nothing_in_progress() {
    let cases = [
        "lan set 1 ipaddr 10.0.0.9",
        "lan set 1 vlan id 5",
        "lan set 1 vlan priority 3",
        "lan set 1 ipsrc dhcp",
        "lan set 1 arp respond off",
        "lan set 1 auth ADMIN MD5",
        "lan set 1 cipher_privs aaaaaaaaaaaaaaa",
        "lan set 1 bad_pass_thresh 3 1 6 6",
        "lan alert set 1 1 ipaddr 10.0.0.1",
        "lan alert set 1 1 ack on",
        "lan apply 1 ip=10.0.0.9",
        "lan6 set 1 nolock enables both",
        "lan6 set 1 enables both",
        "lan6 lock 1",
        "lan6 commit 1",
        "lan6 discard 1",
    ];
    side_by_side(&cases, |words| {
        let bmc = Bmc::faulty(&["completion=0c.01:d5"]);
        let run = run(&bmc, words);
        assert_eq!(run.code, Some(1), "{words}: {run:?}");
        assert!(run.stderr.contains("Command not supported in present state"), "{words}: {run:?}");
        assert_eq!(writes(&bmc).last().unwrap().as_slice(), last_write(words), "{words}");
    });
    side_by_side(
        &[
            ("lan set 1 access on", "completion=06.40:cc"),
            ("lan set 1 alert on", "completion=06.40:cc"),
            ("lan set 1 user", "completion=06.43:cc"),
            ("lan set 1 password x", "completion=06.47:cc"),
            ("lan stats clear 1", "completion=0c.04:cc"),
        ],
        |(words, fault)| {
            let run = run(&Bmc::faulty(&[fault]), words);
            assert_eq!(run.code, Some(1), "{words}: {run:?}");
        },
    );
}

/// The last word after a refusal is that no writes are in progress.
fn last_write(words: &str) -> &'static [u8] {
    match words {
        "lan6 set 1 nolock enables both" => &[51, 2],
        "lan6 lock 1" | "lan6 set 1 enables both" => &[0, 1],
        "lan6 commit 1" => &[0, 2],
        _ => &[0, 0],
    }
}

#[test]
fn a_write_that_does_not_stick_exits_1() {
    let bmc = Bmc::faulty(&["completion=0c.01:00"]);
    side_by_side(&["lan set 1 vlan id 5", "lan set 1 ipaddr 10.0.0.9"], |words| {
        let run = run(&bmc, words);
        assert_eq!(run.code, Some(1), "{words}: {run:?}");
        let line = "LAN Parameter Data does not match!  Write may have failed.\n";
        assert_eq!(run.stderr, line, "{words}");
    });
}

#[test]
fn alert_on_and_off_write_the_bit_that_they_name() {
    let bmc = fresh();
    let flags = |bmc: &Bmc| {
        bmc.server.with_state(|state| (state.channels.stored.flags, state.channels.volatile.flags))
    };
    // Bit 5 says that alerts are off.
    run(&bmc, "lan set 1 alert on");
    assert_eq!(flags(&bmc), (0x02, 0x02));
    run(&bmc, "lan set 1 alert off");
    assert_eq!(flags(&bmc), (0x22, 0x22));
    run(&bmc, "lan set 1 access off");
    assert_eq!(bmc.server.with_state(|state| state.channels.stored.flags), 0x20);
}

#[test]
fn a_list_of_authentication_types_is_written() {
    let bmc = fresh();
    assert_eq!(run(&bmc, "lan set 1 auth ADMIN MD2,MD5").code, Some(0));
    assert_eq!(bmc.server.with_state(|state| state.lan.get(2, 0, 0)).unwrap()[3], 0x06);
}

#[test]
fn words_that_make_no_value_send_nothing() {
    let cases = [
        "lan set 1 ipaddr 10.0.0.9.1",
        "lan set 1 ipaddr 10.0.0.9x",
        "lan set 1 macaddr 0:1:2:3:4:100",
        "lan set 1 defgw macaddr 0:1:2:3:4:5:6",
        "lan set 1 snmp nineteencharactersxx",
        "lan set 1 password twentyonecharacterpas",
        "lan set 1 alert bogus",
        "lan set 1 arp bogus on",
        "lan set 1 vlan id 5000",
        "lan set 1 auth BOGUS MD5",
        "lan set 1 cipher_privs bogus",
        "lan alert bogus",
        "lan alert set 1 1 retry 8",
        "lan apply 1 ip=10.0.0.9 vlan=0",
        "lan apply 1 bogus",
        "lan6 set 1 flow_label 0x100000",
        "lan6 set 1 support 1",
    ];
    let bmc = fresh();
    side_by_side(&cases, |words| {
        let run = run(&bmc, words);
        assert_eq!(run.code, Some(1), "{words}: {run:?}");
        assert_ne!(run.stderr, "", "{words}");
    });
    assert!(bmc.seen().packets.is_empty());
}

#[test]
fn a_long_password_is_kept_whole_and_never_traced() {
    let bmc = fresh();
    let run = run(&bmc, "-vv lan set 1 password seventeencharpass");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "Password set for user 1\n"));
    let hex = "seventeen".bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    assert!(!run.stderr.contains("seventeen") && !run.stderr.contains(&hex), "{}", run.stderr);
    bmc.server.with_state(|state| {
        let user = state.users.get_mut(1).unwrap();
        assert_eq!(user.password.bytes(), b"seventeencharpass");
    });
}

#[test]
fn what_a_bmc_does_not_have_is_no_failure() {
    let bmc = fresh();
    bmc.server.with_state(|state| {
        for number in (1..=26).filter(|number| *number != 3) {
            state.lan.remove(number);
        }
    });
    let want = "\
Set in Progress         : Set Complete
IP Address              : 127.0.0.1
Cipher Suite Priv Max   : Not Available
Bad Password Threshold  : Not Available
";
    assert_eq!(bmc.good(&format!("{PLUS} lan print 1")), want);
    for code in ["80", "c9", "cc"] {
        let bmc = Bmc::faulty(&[&format!("completion=0c.02:{code}")]);
        assert_eq!(run(&bmc, "lan print 1").code, Some(0), "{code}");
        assert_eq!(run(&bmc, "lan6 print 1").code, Some(0), "{code}");
    }
    let run = run(&Bmc::faulty(&["completion=0c.02:c1"]), "lan print 1");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Invalid command"), "{run:?}");
}

#[test]
fn everything_has_json() {
    let bmc = fresh();
    let print = json(&bmc, "lan print");
    let data = &print["data"];
    assert_eq!(data["ip_address"], "127.0.0.1");
    assert_eq!(data["ip_source_code"], 1);
    assert_eq!(data["gratuitous_arp_interval_ms"], 2500);
    assert_eq!(data["auth_types_enabled"]["admin"], serde_json::json!(["MD5", "PASSWORD"]));
    let alerts = json(&bmc, "lan alert print 1");
    assert_eq!(alerts["data"].as_array().unwrap().len(), 5);
    assert_eq!(alerts["data"][1]["timeout_s"], 5);
    assert_eq!(json(&bmc, "lan stats get")["data"]["ip_received"], 1200);
    assert_eq!(json(&bmc, "lan stats clear")["data"]["ip_received"], 1200);
    assert_eq!(json(&bmc, "lan stats get")["data"]["ip_received"], 0);
    let set = json(&bmc, "lan set 1 vlan id 5");
    assert_eq!(set["data"]["data"], serde_json::json!([5, 0x80]));
    for words in ["lan set 1 user", "lan set 1 access on", "lan alert set 1 1 ack on"] {
        assert_eq!(json(&bmc, words)["data"]["channel"], 1, "{words}");
    }
    let six = json(&bmc, "lan6 print 1");
    let rows = six["data"].as_array().unwrap();
    let row = |name| rows.iter().find(|row| row["parameter"] == name).unwrap();
    assert_eq!(row("support")["values"]["ipv6_only"], true);
    assert_eq!(row("static_addr")["values"]["status"], "active");
    assert_eq!(row("enables")["value"], "both");
    let save = json(&bmc, "lan6 save 1");
    assert!(save["data"].as_array().unwrap().len() > 10);
    assert_eq!(json(&bmc, "lan6 set 1 static_addr 0 enable fe80::9 64")["data"]["set"], 0);
    assert_eq!(json(&bmc, "lan6 lock 1")["data"]["set_in_progress"], true);
}

#[test]
fn what_lan6_saves_it_sets_again() {
    let first = fresh();
    run(&first, "lan6 set 1 flow_label 0x12345");
    run(&first, "lan6 set 1 static_addr 1 enable 2001:db8::9 64");
    run(&first, "lan6 set 1 static_rtr 2 fe80::6 00:01:02:03:04:06 2001:db8:: 48");
    let script = first.good(&format!("{PLUS} lan6 save 1"));
    let second = fresh();
    for line in script.lines().filter(|line| *line != "exit") {
        assert_eq!(run(&second, line).code, Some(0), "{line}");
    }
    let shown = |bmc: &Bmc| bmc.good(&format!("{PLUS} lan6 print 1"));
    assert_eq!(shown(&first), shown(&second));
}

#[test]
fn apply_writes_all_in_one_frame_and_reads_back() {
    let bmc = fresh();
    let words = "lan apply 1 ip=10.0.0.9 netmask=255.0.0.0 gw=10.0.0.1 ipsrc=static vlan=off";
    let run = run(&bmc, words);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(run.stdout, "LAN configuration of channel 1 set and read back\n");
    let want = [
        vec![0, 1],
        vec![4, 1],
        vec![6, 255, 0, 0, 0],
        vec![12, 10, 0, 0, 1],
        vec![3, 10, 0, 0, 9],
        vec![20, 0, 0],
        vec![0, 2],
        vec![0, 0],
    ];
    assert_eq!(writes(&bmc), want);
}

/// A BMC that leaves its address once that is written: nothing is answered from then on.
#[test]
fn apply_says_where_a_bmc_may_be_that_has_moved() {
    let bmc = Bmc::faulty(&["moves"]);
    let run = run(&bmc, "lan apply 1 gw=10.0.0.1 ip=10.0.0.9");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.stdout, "LAN configuration of channel 1 sent\n");
    let line = "The BMC does not answer any more: it may be at 10.0.0.9 now.\n";
    assert_eq!(run.stderr, line);
    assert_eq!(writes(&bmc), [vec![0, 1], vec![12, 10, 0, 0, 1], vec![3, 10, 0, 0, 9]]);
}

#[test]
fn slow_bmcs_get_a_rest_between_writes() {
    let bmc = fresh();
    let begun = Instant::now();
    let run = run(&bmc, "-W slowcommit lan6 set 1 nolock static_hops 9");
    assert_eq!(run.code, Some(0), "{run:?}");
    // A lower bound only: load makes it later.
    assert!(begun.elapsed().as_millis() >= 1000);
}

#[test]
fn settings_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let start = || Bmc::new(Options { state_file: Some(path.clone()), ..Options::default() });
    let bmc = start();
    run(&bmc, "lan set 1 netmask 255.255.0.0");
    run(&bmc, "lan alert set 1 2 ipaddr 10.0.0.1");
    bmc.server.stop();
    let shown = start().good(&format!("{PLUS} lan print 1"));
    assert!(shown.contains("Subnet Mask             : 255.255.0.0\n"), "{shown}");
    let shown = start().good(&format!("{PLUS} lan alert print 1 2"));
    assert!(shown.contains("Alert IP Address        : 10.0.0.1\n"), "{shown}");
}
