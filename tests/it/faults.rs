//! What the program makes of a BMC and a network that go wrong. Where a fault can be lived with,
//! the answer is right and nothing is said; where it cannot, nothing is taken for an answer.
use std::path::Path;
use std::time::{Duration, Instant};

use ripmitool::mock::Options;
use ripmitool::mock::seen::Kind;
use ripmitool::wire::ids::Privilege;
use serde_json::Value;

use crate::bmc::{Bmc, ON, account, options, side_by_side};
use crate::foreign::{Run, run};

const LAN: &str = "-I lan power status";
const PLUS: &str = "-I lanplus -C 3 power status";
const AUTO: &str = "-I lanplus power status";

const GET_CHASSIS_STATUS: (u8, u8) = (0x00, 0x01);
const SET_PRIVILEGE: (u8, u8) = (0x06, 0x3b);
const CLOSE: (u8, u8) = (0x06, 0x3c);

/// The run failed, and said so.
fn assert_refused(run: &Run, what: &str) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{what}: {run:?}");
    assert!(!run.stderr.is_empty(), "{what}");
}

fn kind(run: &Run) -> String {
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    value["error"]["kind"].as_str().unwrap().to_owned()
}

#[test]
fn a_bad_network_changes_nothing() {
    let faults = [
        "drop-first=opened:2",
        "drop-first=rakp2:1",
        "drop-first=rakp4:1",
        "drop-first=answer:2",
        "delay=60",
        "delay=350",
        "duplicate=3",
        "replay",
        "reorder=30",
        "merge=250",
        "merge-messages=250",
        "gap=3",
    ];
    let cases = faults.map(|fault| [LAN, PLUS, AUTO].map(|words| (fault, words)));
    side_by_side(cases.as_flattened(), |(fault, words)| {
        let bmc = Bmc::faulty(&[fault]);
        assert_eq!(bmc.good(words), ON, "{fault} {words}");
        // Copies of Close may still be on their way.
        assert!(bmc.wait_until(|bmc| bmc.server.open_sessions() == 0), "{fault} {words}");
    });
}

#[test]
fn loss_both_ways_is_lived_with() {
    let cases = [(1, PLUS), (2, PLUS), (3, AUTO), (4, LAN), (5, PLUS), (6, AUTO)];
    side_by_side(&cases, |&(seed, words)| {
        let options = Options { seed, ..options(&["drop-in=20", "drop-out=20", "duplicate=2"]) };
        assert_eq!(Bmc::new(options).good(&format!("--deadline 30s {words}")), ON, "{seed}");
    });
}

#[test]
fn nothing_is_lost_with_an_answer_that_comes_late_and_twice() {
    // The answer needs longer than the wait before a retransmission; the copy is refused.
    let bmc = Bmc::faulty(&["slow=answer:450", "duplicate-code"]);
    assert_eq!(bmc.good(PLUS), ON);
    let seen = bmc.seen();
    assert!(seen.requests.iter().any(|request| request.repeated), "{seen:?}");
}

#[test]
fn forged_and_damaged_answers_are_not_accepted() {
    let cases = [
        ("wrong-code", PLUS),
        ("wrong-code", AUTO),
        ("wrong-code", LAN),
        ("unauthenticated", PLUS),
        ("unauthenticated", AUTO),
        ("unauthenticated", LAN),
        ("unencrypted", PLUS),
        ("unencrypted", AUTO),
        ("bad-checksum", PLUS),
        ("bad-checksum", LAN),
        ("truncate=1", PLUS),
        ("truncate=1", LAN),
        ("truncate=12", AUTO),
        ("wrong-tag", PLUS),
        ("wrong-tag", AUTO),
    ];
    side_by_side(&cases, |(fault, words)| {
        let run = Bmc::faulty(&[fault]).run(&format!("--deadline 900ms {words}"));
        assert_refused(&run, &format!("{fault} {words}"));
    });
}

#[test]
fn a_bmc_that_does_not_know_the_password_gets_nothing() {
    let bmc = Bmc::faulty(&["wrong-rakp2"]);
    assert_refused(&bmc.run(PLUS), "wrong-rakp2");
    let seen = bmc.seen();
    assert_eq!((seen.opened, seen.requests.len()), (0, 0), "{seen:?}");

    let bmc = Bmc::faulty(&["wrong-rakp4"]);
    let run = bmc.run(&format!("--json {PLUS}"));
    assert_eq!(kind(&run), "wrong_kg");
    assert!(bmc.seen().commands().iter().all(|command| *command == CLOSE), "{run:?}");
}

#[test]
fn slow_key_exchange_is_waited_for() {
    side_by_side(&["slow=rakp2:1800", "slow=rakp4:1800"], |fault| {
        let bmc = Bmc::faulty(&[fault]);
        assert_eq!(bmc.good(PLUS), ON, "{fault}");
        assert!(bmc.count(Kind::Rakp1) <= 3, "{fault}: {:?}", bmc.seen().packets);
        assert!(bmc.wait_until(|bmc| bmc.server.open_sessions() == 0), "{fault}");
    });
}

#[test]
fn errors_that_name_no_session_are_understood() {
    let bmc = Bmc::faulty(&["zero-errors"]);
    let run = bmc.run_as("nobody", "password", &format!("--json {PLUS}"));
    assert_eq!(kind(&run), "unknown_user", "{run:?}");
}

#[test]
fn a_busy_bmc_is_asked_again() {
    let bmc = Bmc::faulty(&["completion=00.01:c0:2"]);
    assert_eq!(bmc.good(PLUS), ON);
    assert_eq!(bmc.seen().count(0x00, 0x01), 3);
}

#[test]
fn the_privilege_is_raised_when_the_bmc_asks_for_it() {
    let bmc = Bmc::faulty(&["completion=00.01:d4:1"]);
    assert_eq!(bmc.good(PLUS), ON);
    let wanted = [GET_CHASSIS_STATUS, SET_PRIVILEGE, GET_CHASSIS_STATUS, CLOSE];
    assert_eq!(bmc.seen().commands(), wanted);

    let bmc = Bmc::new(Options::default());
    assert_eq!(bmc.good(PLUS), ON);
    assert_eq!(bmc.seen().commands(), [GET_CHASSIS_STATUS, CLOSE], "not before it is needed");
}

#[test]
fn an_operator_gets_in_without_saying_so() {
    for words in [LAN, PLUS, AUTO] {
        let users = vec![account("admin", "password", Privilege::Operator)];
        assert_eq!(Bmc::new(Options { users, ..Options::default() }).good(words), ON, "{words}");
    }
}

#[test]
fn another_suite_than_asked_for() {
    let bmc = Bmc::faulty(&["force-suite=3"]);
    assert_eq!(bmc.good(AUTO), ON);
    assert_eq!(bmc.count(Kind::Open), 1, "the answer is a fall-back in the same exchange");

    let run = bmc.run("-I lanplus -C 17 power status");
    assert_refused(&run, "-C 17");
    assert!(run.stderr.contains("asked for 17") && run.stderr.contains("answered with 3"));

    for suite in [0, 1, 2, 6, 15] {
        for words in [AUTO, PLUS] {
            let bmc = Bmc::faulty(&[&format!("force-suite={suite}")]);
            assert_refused(&bmc.run(words), &format!("{suite} for {words}"));
            assert_eq!(bmc.count(Kind::Rakp1), 0, "{suite} for {words}");
        }
    }
}

#[test]
fn odd_pads_are_taken_off() {
    for words in [PLUS, AUTO] {
        assert_eq!(Bmc::faulty(&["pad4"]).good(words), ON, "{words}");
        assert_eq!(Bmc::faulty(&["aes-pad16"]).good(words), ON, "{words}");
    }
}

#[test]
fn suite_17_refused_in_every_way_falls_to_3() {
    for status in ["01", "04", "05", "06", "07", "09", "0a", "0b", "10", "11", "12"] {
        let bmc = Bmc::faulty(&[&format!("refuse=17:{status}")]);
        assert_eq!(bmc.good(AUTO), ON, "{status}");
        let packets = bmc.seen().packets;
        let opens = packets.iter().filter(|kind| **kind == Kind::Open).count();
        assert_eq!((opens, packets.len()), (2, 6), "{status}: {packets:?}");
    }
}

#[test]
fn a_failure_is_that_of_the_strongest_suite() {
    let bmc = Bmc::faulty(&["refuse=17:11", "refuse=3:04"]);
    let run = bmc.run(AUTO);
    assert_refused(&run, "both refused");
    let line = "Error in open session response message : no matching cipher suite\n";
    assert!(run.stderr.starts_with(line), "{run:?}");
}

#[test]
fn full_slots_are_waited_for_and_named() {
    let bmc = Bmc::faulty(&["no-slots"]);
    let start = Instant::now();
    let run = bmc.run(&format!("--json {AUTO}"));
    assert_eq!((kind(&run).as_str(), run.code), ("session_limit", Some(1)), "{run:?}");
    assert!(start.elapsed() > Duration::from_secs(1), "it waits for a slot");

    let options = Options { sessions: 0, ..Options::default() };
    let run = Bmc::new(options).run(&format!("--json {LAN}"));
    assert_eq!((kind(&run).as_str(), run.code), ("session_limit", Some(1)), "{run:?}");
}

#[test]
fn silence_for_a_command() {
    // The BMC's filter answers the copy of a request whose answer got lost.
    let cases = [("silent=00.01:1", 2), ("lose-request=00.01:2", 3)];
    let cases = cases.map(|case| [(case, LAN), (case, PLUS)]);
    side_by_side(cases.as_flattened(), |((fault, count), words)| {
        let bmc = Bmc::faulty(&[fault]);
        assert_eq!(bmc.good(words), ON, "{fault} {words}");
        assert_eq!(bmc.seen().count(0x00, 0x01), *count, "{fault} {words}");
    });
    let dumb = || {
        let silent = options(&["silent=00.01"]);
        Bmc::new(Options { duplicate_filter: false, ..silent })
    };
    side_by_side(&[LAN, PLUS], |words| {
        let bmc = dumb();
        let run = bmc.run(&format!("--deadline 800ms {words}"));
        assert_refused(&run, words);
        assert!(bmc.wait_until(|bmc| bmc.server.open_sessions() == 0), "{words}: not closed");
    });
    let bmc = dumb();
    assert_refused(&bmc.run(&format!("-N 1 -R 1 {PLUS}")), "-R 1");
    assert_eq!(bmc.seen().count(0x00, 0x01), 1, "one try means one packet");
}

#[test]
fn a_lost_close_is_no_failure() {
    let bmc = Bmc::faulty(&["silent=06.3c"]);
    let start = Instant::now();
    assert_eq!(bmc.good(PLUS), ON);
    // To the BMC, the second one belongs to no session any more.
    assert_eq!((bmc.seen().count(0x06, 0x3c), bmc.seen().received), (1, 6), "sent again once");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn nothing_is_asked_before_the_session() {
    for fault in ["no-cipher-suites", "short-records"] {
        let bmc = Bmc::faulty(&[fault]);
        assert_eq!(bmc.good(AUTO), ON);
        let seen = bmc.seen();
        assert_eq!((seen.count(0x06, 0x54), seen.count(0x06, 0x38)), (0, 0), "{fault}");
        assert_eq!(seen.received, 5, "{fault}");
    }
}

#[test]
fn no_verbosity_shows_a_secret() {
    let (password, key) = ("Tr0ub4dor-and-3", "kg-With-20-bytes-xyz");
    let users = vec![account("admin", password, Privilege::Administrator)];
    let kg = Some(ripmitool::crypto::secret::Secret::from(key));
    let bmc = Bmc::new(Options { users, kg, ..Options::permissive() });
    for words in [
        format!("-I lanplus -C 3 -k {key} -vvvvv power status"),
        format!("-I lanplus -k {key} -vvvvv power status"),
        "-I lan -A MD5 -vvvvv power status".to_owned(),
        "-I lan -A PASSWORD -vvvvv power status".to_owned(),
    ] {
        let run = bmc.run_as("admin", password, &words);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ON), "{words}: {run:?}");
        assert!(run.stderr.contains(">> netfn 0x00 cmd 0x01"), "there is a trace: {run:?}");
        assert_free_of(&run, password);
        assert_free_of(&run, key);
    }
}

#[test]
fn no_verbosity_shows_a_secret_that_is_set() {
    let (new, key) = ("N3w-and-secret-16", "kg-With-20-bytes-xyz");
    let hex = new.bytes().fold(String::new(), |hex, byte| format!("{hex} 0x{byte:02x}"));
    let bmc = Bmc::new(Options::default());
    for words in [
        format!("user set password 3 {new}"),
        format!("user set password 3 {new} 20"),
        format!("user test 3 20 {new}"),
        format!("user test 3 20 {new}x"),
        format!("raw 0x06 0x47 0x83 0x02{hex} 0 0 0"),
        format!("raw 0x06 0x47 0x83 0x03{hex} 0 0 0"),
        format!("channel setkg plain {key}"),
    ] {
        for form in ["", "--json "] {
            bmc.server.clear_seen();
            let run = bmc.run(&format!("{form}-I lanplus -C 3 -vvvvv {words}"));
            assert!(run.stderr.contains("not shown"), "{words}: {run:?}");
            assert_free_of(&run, new);
            assert_free_of(&run, key);
            let requests = bmc.seen().requests;
            let data = requests.iter().flat_map(|request| &request.data).copied();
            let data: Vec<u8> = data.collect();
            let sent = |secret: &str| data.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(sent(new) || sent(key), "{words}: {requests:?}");
            bmc.server.with_state(|state| state.channels.kg = None);
        }
    }
}

/// The secret is not in the output: neither as text nor in hexadecimal, however that is spaced.
fn assert_free_of(run: &Run, secret: &str) {
    let all = format!("{}{}", run.stdout, run.stderr);
    assert!(!all.contains(secret), "{all}");
    let digits = |text: &str| {
        let text = text.to_lowercase().replace("0x", "");
        text.chars().filter(char::is_ascii_hexdigit).collect::<String>()
    };
    // Eight bytes of it would be too much.
    let part = secret.bytes().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    assert!(!digits(&all).contains(&part), "{all}");
}

/// Another program, which sees what a user would see of our BMC as a process.
#[test]
fn the_bmc_of_the_program_takes_faults_by_name() {
    let program = Path::new(env!("CARGO_BIN_EXE_ripmitool"));
    let run = run(program, &["mock-bmc", "--listen", "127.0.0.1:0", "--fault", "nonsense"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("nonsense"), "{run:?}");
}
