//! `user`, `channel`, `session` and `raw` against the BMC of this crate. What they print is
//! recorded in the unit tests; this looks at what they send.
use std::process::{Command, Output, Stdio};

use ripmitool::crypto::secret::Secret;
use ripmitool::mock::options::Account;
use ripmitool::mock::{Fault, Options, Server};
use ripmitool::wire::ids::Privilege;

fn bmc(faults: &[&str]) -> Server {
    let account = |name: &str, privilege| Account {
        name: name.into(),
        password: Secret::from("password"),
        privilege,
    };
    let faults: Vec<Fault> = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    Server::spawn(Options {
        users: vec![
            account("admin", Privilege::Administrator),
            account("oper", Privilege::Operator),
            account("user", Privilege::User),
        ],
        max_users: 63,
        faults,
        ..Options::permissive()
    })
    .unwrap()
}

/// Runs the program; options of the connection may stand in front of `words` and win.
fn run(bmc: &Server, words: &[&str]) -> Output {
    let port = bmc.addr().port().to_string();
    Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .args(["-I", "lanplus", "-C", "17", "-H", "127.0.0.1", "-p", &port])
        .args(["-U", "admin", "-P", "password"])
        .args(words)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Data of all requests of one application command.
fn sent(bmc: &Server, cmd: u8) -> Vec<Vec<u8>> {
    let requests = bmc.seen().requests;
    requests.into_iter().filter(|r| (r.netfn, r.cmd) == (6, cmd)).map(|r| r.data).collect()
}

#[test]
fn ids_over_15_reach_the_user_they_name() {
    let bmc = bmc(&[]);
    assert!(run(&bmc, &["user", "set", "name", "17", "late"]).status.success());
    let set = run(&bmc, &["user", "set", "password", "33", "secret"]);
    assert_eq!(stdout(&set), "Set User Password command successful (user 33)\n");
    assert!(run(&bmc, &["user", "priv", "49", "3", "1"]).status.success());
    assert_eq!(sent(&bmc, 0x45)[0][0], 17);
    assert_eq!(sent(&bmc, 0x47)[0][..2], [33, 2]);
    assert_eq!(sent(&bmc, 0x43), [[0x01, 49, 3, 0]]);
    let list = stdout(&run(&bmc, &["-c", "user", "list", "1"]));
    assert!(list.contains("\n17,late,"), "{list}");
    assert!(list.contains("\n1,,") || list.starts_with("1,,"), "{list}");
}

#[test]
fn a_long_password_takes_20_bytes_and_is_tested() {
    let bmc = bmc(&[]);
    let set = run(&bmc, &["user", "set", "password", "5", "seventeencharpass"]);
    assert!(set.status.success() && set.stderr.is_empty(), "{}", stderr(&set));
    let [set, test] = &sent(&bmc, 0x47)[..] else { panic!("one to set, one to test") };
    assert_eq!((set.len(), &set[..2]), (22, &[0x85, 2][..]));
    assert_eq!((test.len(), &test[..2]), (22, &[0x85, 3][..]));
    let good = run(&bmc, &["user", "test", "5", "20", "seventeencharpass"]);
    assert_eq!(stdout(&good), "Success\n");
    let bad = run(&bmc, &["user", "test", "5", "20", "sixteencharacter"]);
    assert_eq!(
        (stdout(&bad).as_str(), bad.status.code()),
        ("Failure: password incorrect\n", Some(1))
    );
}

#[test]
fn a_bmc_that_takes_only_16_bytes_is_named() {
    let bmc = bmc(&["completion=06.47:c8"]);
    let set = run(&bmc, &["user", "set", "password", "5", "seventeencharpass"]);
    assert_eq!(set.status.code(), Some(1));
    assert!(stderr(&set).contains("This BMC takes passwords of at most 16 bytes."), "{set:?}");
}

#[test]
fn too_long_a_password_is_not_sent() {
    let bmc = bmc(&[]);
    for words in [
        &["user", "set", "password", "5", "seventeencharpass", "16"][..],
        &["user", "set", "password", "5", "twentyonecharacterpas"],
        &["user", "test", "5", "16", "seventeencharpass"],
    ] {
        let output = run(&bmc, words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        assert!(stderr(&output).starts_with("Password is too long (> "), "{words:?}");
    }
    assert_eq!(bmc.seen().received, 0);
}

#[test]
fn refused_writes_exit_1() {
    let commands: [(&str, &[&str]); 6] = [
        ("completion=06.45:cc", &["user", "set", "name", "5", "x"]),
        ("completion=06.47:d4", &["user", "set", "password", "5", "x"]),
        ("completion=06.47:cc", &["user", "disable", "5"]),
        ("completion=06.43:cc", &["user", "priv", "5", "4"]),
        ("completion=06.43:cc", &["channel", "setaccess", "1", "5", "ipmi=on"]),
        ("completion=06.56:80", &["channel", "setkg", "plain", "x"]),
    ];
    for (fault, words) in commands {
        let output = run(&bmc(&[fault]), words);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{words:?}");
    }
}

#[test]
fn off_takes_access_away() {
    let bmc = bmc(&[]);
    let set = |option| run(&bmc, &["channel", "setaccess", "1", "5", option]);
    assert!(set("ipmi=on").status.success() && set("link=on").status.success());
    assert!(set("ipmi=off").status.success() && set("callin=off").status.success());
    let bits: Vec<u8> = sent(&bmc, 0x43).iter().map(|data| data[0]).collect();
    assert_eq!(bits[1] & 0x70, 0x30);
    assert_eq!(bits[2] & 0x70, 0x20);
    assert_eq!(bits[3] & 0x70, 0x60);
}

#[test]
fn a_key_that_was_set_opens_sessions() {
    let bmc = bmc(&[]);
    let key = "00ff00112233445566778899aabbccddeeff0011";
    let set = run(&bmc, &["channel", "setkg", "hex", key, "1"]);
    assert!(stdout(&set).starts_with("K_g of channel 1 set.\n"), "{set:?}");
    assert!(run(&bmc, &["-y", key, "user", "summary"]).status.success());
    assert!(!run(&bmc, &["user", "summary"]).status.success());
}

#[test]
fn only_clear_text_is_warned_of() {
    let bmc = bmc(&[]);
    let words = ["user", "set", "password", "5", "secret"];
    let warned = |options: &[&str]| {
        let output = run(&bmc, &[options, &words].concat());
        assert!(output.status.success(), "{output:?}");
        stderr(&output).starts_with("Warning: the password travels unencrypted")
    };
    assert!(!warned(&[]));
    assert!(warned(&["-C", "2"]));
    assert!(warned(&["-I", "lan"]));
    assert!(!warned(&["-I", "lan", "--allow-cleartext"]));
}

#[test]
fn no_verbosity_shows_a_secret() {
    let bmc = bmc(&[]);
    for words in [
        &["user", "set", "password", "5", "hunter2"][..],
        &["user", "test", "5", "16", "hunter2"],
        &["channel", "setkg", "plain", "hunter2"],
        &["raw", "6", "0x47", "5", "2", "0x68", "0x75", "0x6e", "0x74", "0x65", "0x72", "0x32"],
    ] {
        let output = run(&bmc, &[&["-vvvvv"], words].concat());
        let all = format!("{}{}", stdout(&output), stderr(&output));
        for shape in ["hunter2", "68 75 6e 74", "68756e74", "0x68 0x75 0x6e"] {
            assert!(!all.contains(shape), "{words:?} shows {shape}: {all}");
        }
    }
}

#[test]
fn the_session_is_raised_only_as_far_as_needed() {
    const RAISE: (u8, u8) = (6, 0x3b);
    let raised = |words: &[&str]| {
        let bmc = bmc(&[]);
        assert!(run(&bmc, words).status.success(), "{words:?}");
        bmc.seen().commands().contains(&RAISE)
    };
    assert!(!raised(&["raw", "6", "1"]));
    assert!(!raised(&["channel", "info"]));
    assert!(!raised(&["channel", "getciphers", "ipmi"]));
    assert!(raised(&["raw", "6", "0x44", "1", "2"]));
    assert!(raised(&["user", "summary"]));
}

#[test]
fn lesser_accounts_need_no_option() {
    let bmc = bmc(&[]);
    assert!(run(&bmc, &["-U", "oper", "user", "summary"]).status.success());
    let session = stdout(&run(&bmc, &["-U", "user", "session", "info", "active"]));
    assert!(session.contains("privilege level               : USER\n"), "{session}");
    let refused = run(&bmc, &["-U", "user", "user", "summary"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).starts_with("IPMI command failed: Insufficient privilege level\n"));
}

#[test]
fn all_cipher_suites_are_shown() {
    let options = Options { suites: (0..=19).collect(), ..Options::default() };
    let bmc = Server::spawn(options).unwrap();
    let list = stdout(&run(&bmc, &["-c", "channel", "getciphers", "ipmi"]));
    assert_eq!(list.lines().count(), 12, "as many as ipmitool shows");
    let list = stdout(&run(&bmc, &["--json", "channel", "getciphers", "ipmi"]));
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let ids: Vec<_> = list["data"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids.len(), 20);
    assert_eq!(*ids[17], 17);
}

#[test]
fn raw_shows_the_code_of_a_refusal() {
    let bmc = bmc(&["completion=30.70:85", "silent=30.71"]);
    let refused = run(&bmc, &["raw", "0x30", "0x70", "1"]);
    let line = "Unable to send RAW command (channel=0x0 netfn=0x30 lun=0x0 cmd=0x70 rsp=0x85): \
                Unknown (0x85)\n";
    assert_eq!((stderr(&refused).as_str(), refused.status.code()), (line, Some(1)));
    let silent = run(&bmc, &["-N", "1", "-R", "1", "raw", "0x30", "0x71"]);
    let start = "Unable to send RAW command (channel=0x0 netfn=0x30 lun=0x0 cmd=0x71)\n";
    assert!(stderr(&silent).starts_with(start), "{silent:?}");
    assert!(stderr(&silent).contains("outcome unknown"), "{silent:?}");
    let json = run(&bmc, &["--json", "raw", "0x30", "0x70"]);
    assert!(stdout(&json).contains("\"completion_code\":133"), "{json:?}");
}
