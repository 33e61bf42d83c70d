//! A signal ends the program, but not without closing the session.
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ripmitool::mock::Options;
use ripmitool::mock::seen::Kind;

use crate::bmc::{Bmc, login, options, side_by_side};

fn start(bmc: &Bmc, words: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .args(login(bmc.port(), "admin", "password", words))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    crate::foreign::kill(name, &pid);
}

/// The exit status; a program that does not end is killed and fails the test.
fn end(child: &mut Child) -> Option<i32> {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Half a second is what is promised. A busy machine gets more, but less than a request takes that
/// nobody answers.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn a_signal_closes_the_session() {
    let cases = [
        ("INT", 255, "-I lanplus -C 3 power status"),
        ("TERM", 143, "-I lanplus power status"),
        ("HUP", 129, "-I lanplus power status"),
        ("INT", 255, "-I lan power status"),
        ("TERM", 143, "-I lan power status"),
    ];
    side_by_side(&cases, |(name, status, words)| {
        let silent = options(&["silent=00.01"]);
        let bmc = Bmc::new(Options { duplicate_filter: false, ..silent });
        let mut child = start(&bmc, words);
        assert!(bmc.wait_until(|bmc| bmc.seen().count(0x00, 0x01) > 0), "{words}");
        let since = Instant::now();
        signal(&child, name);
        assert_eq!(end(&mut child), Some(*status), "{name} {words}");
        assert!(since.elapsed() < SOON, "{name} {words}: {:?}", since.elapsed());
        assert!(bmc.seen().count(0x06, 0x3c) > 0, "{name} {words}: no Close");
        assert_eq!(bmc.server.open_sessions(), 0, "{name} {words}");
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{name} {words}");
    });
}

#[test]
fn a_signal_in_the_handshake_leaves_no_session_behind() {
    // RAKP 4 is on its way: to the BMC the session is open.
    let bmc = Bmc::faulty(&["slow=rakp4:1500"]);
    let mut child = start(&bmc, "-I lanplus -C 3 power status");
    assert!(bmc.wait_until(|bmc| bmc.count(Kind::Rakp3) > 0));
    let since = Instant::now();
    signal(&child, "TERM");
    assert_eq!(end(&mut child), Some(143));
    assert!(since.elapsed() < SOON, "{:?}", since.elapsed());
    assert!(bmc.wait_until(|bmc| bmc.server.open_sessions() == 0), "{:?}", bmc.seen());
}

#[test]
fn a_signal_before_the_first_answer_ends_at_once() {
    let bmc = Bmc::faulty(&["drop-in=100"]);
    let mut child = start(&bmc, "-I lanplus power status");
    assert!(bmc.wait_until(|bmc| bmc.seen().received > 0));
    let since = Instant::now();
    signal(&child, "INT");
    assert_eq!(end(&mut child), Some(255));
    assert!(since.elapsed() < SOON);
}

#[test]
fn a_reader_that_goes_away_is_no_reason_to_keep_the_session() {
    let bmc = Bmc::faulty(&["slow=answer:150"]);
    let mut child = start(&bmc, "-I lanplus -C 3 power status");
    drop(child.stdout.take());
    assert_eq!(end(&mut child), Some(0));
    assert!(bmc.seen().count(0x06, 0x3c) > 0, "no Close");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
}
