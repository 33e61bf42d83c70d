//! The serial consoles of before IPMI 2.0, Intel's and Tyan's: the program at our BMC, by pipe and
//! on a terminal, and ipmitool beside it.
use std::io::Write;
use std::net::UdpSocket;
use std::process::{Command, Stdio};
use std::time::Duration;

use ripmitool::mock::Options;
use ripmitool::mock::terminal::Device;
use ripmitool::wire::v15::AuthType;

use crate::bmc::{Bmc, OURS, login, options, side_by_side};
use crate::foreign::find;
use crate::terminal::Terminal;

const BANNER: &str = "[SOL Session operational.  Use ~? for help]\n";

/// In sessions of every kind.
fn any(console: Device, faults: &[&str]) -> Bmc {
    Bmc::new(Options { console, auth_types: AuthType::ALL.to_vec(), ..options(faults) })
}

fn echo(faults: &[&str]) -> Bmc {
    any(Device::Echo, faults)
}

/// Standard output, standard error and exit status, with that input.
fn piped(bmc: &Bmc, words: &str, input: &[u8]) -> (String, String, Option<i32>) {
    // A console that does not end should not keep the test.
    let mut child = Command::new("timeout")
        .args(["60", OURS])
        .args(login(bmc.port(), "admin", "password", words))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may end before it has read all.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn lines(count: u32) -> String {
    let all: Vec<_> = (0..count).map(|line| format!("line {line} of what is pasted\n")).collect();
    all.concat()
}

#[test]
fn what_is_pasted_into_intels_console_comes_back_whole() {
    let cases: &[&[&str]] =
        &[&[], &["sol-nack=3"], &["drop=10"], &["duplicate=2"], &["reorder=15"], &["sol-nack=1"]];
    let input = lines(60);
    side_by_side(cases, |faults| {
        for kind in ["MD5", "NONE", "PASSWORD"] {
            let bmc = echo(faults);
            let words = format!("-I lan -A {kind} isol activate");
            let (stdout, stderr, code) = piped(&bmc, &words, input.as_bytes());
            assert!(stdout == format!("{BANNER}{input}"), "{faults:?}: {stdout}");
            assert_eq!((stderr.as_str(), code), ("", Some(0)), "{faults:?}");
            assert!(bmc.seen().count(0x34, 0x01) >= 2, "{faults:?}: not ended");
            // Where packets get lost, the answer to one that opens or closes a session may, too.
            let lossy = faults.contains(&"drop=10");
            assert!(lossy || bmc.server.open_sessions() == 0, "{faults:?}");
        }
    });
}

#[test]
fn intels_console_is_refused_with_a_line() {
    let bmc = Bmc::faulty(&[]);
    let cases = [
        (
            "-I lanplus isol activate",
            "Error: This command is only available over the lan interface\n",
        ),
        (
            "-I lan -L USER isol activate",
            "Error in Get ISOL Config Command: Insufficient privilege level\n",
        ),
    ];
    for (words, line) in cases {
        let (stdout, stderr, code) = piped(&bmc, words, b"");
        assert_eq!((stdout.as_str(), code), ("", Some(1)), "{words}");
        assert!(stderr.starts_with(line), "{words}: {stderr}");
    }
    bmc.server.with_state(|state| state.isol.enabled = false);
    let (_, stderr, code) = piped(&bmc, "-I lan isol activate", b"");
    assert_eq!((stderr.as_str(), code), ("ISOL is not enabled!\n", Some(1)));
    assert_eq!(bmc.seen().count(0x34, 0x01), 0);
}

#[test]
fn a_bmc_that_forgets_intels_console_ends_it() {
    let bmc = echo(&["lose-request=06.01", "drop-first=sol:1000"]);
    let (stdout, stderr, code) = piped(&bmc, "-I lan --dead-after 1s isol activate", b"x");
    assert_eq!((stdout.as_str(), code), (BANNER, Some(1)));
    assert!(stderr.contains("SOL session closed by BMC"), "{stderr}");
}

#[test]
fn what_is_pasted_into_tyans_console_comes_back_whole() {
    let bmc = echo(&[]);
    let input = lines(20);
    let port = free_port();
    let words = format!("-I lan tsol 127.0.0.1 port={port}");
    let (stdout, stderr, code) = piped(&bmc, &words, input.as_bytes());
    let start = format!("[Starting SOL with receiving address 127.0.0.1:{port}]\n{BANNER}");
    assert_eq!(stdout, format!("{start}{input}"));
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    let seen = bmc.seen();
    assert_eq!([seen.count(0x30, 0x06), seen.count(0x30, 0x02)], [1, 1]);
    assert!(seen.count(0x30, 0x03) >= input.len() / 14);
    assert_eq!(bmc.server.open_sessions(), 0);
}

#[test]
fn only_looking_sends_no_keys_and_others_are_not_listened_to() {
    let bmc = Bmc::faulty(&[]);
    let port = free_port();
    let stranger = UdpSocket::bind("127.0.0.2:0").unwrap();
    std::thread::scope(|scope| {
        let run =
            scope.spawn(|| piped(&bmc, &format!("-I lan tsol port={port} ro"), b"echo typed\n"));
        assert!(bmc.wait_until(|bmc| bmc.seen().count(0x30, 0x06) > 0));
        stranger.send_to(b"\0\0\0\0false", ("127.0.0.1", port)).unwrap();
        let (stdout, stderr, code) = run.join().unwrap();
        let start = format!("[Starting Read-only SOL with receiving address 127.0.0.1:{port}]\n");
        assert_eq!(stdout, format!("{start}{BANNER}\r\nmock# "));
        assert_eq!((stderr.as_str(), code), ("", Some(0)));
    });
    assert_eq!(bmc.seen().count(0x30, 0x03), 0);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let bmc = Bmc::faulty(&[]);
    let taken = UdpSocket::bind("0.0.0.0:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (_, stderr, code) = piped(&bmc, &format!("-I lan tsol port={port}"), b"");
    assert!(stderr.starts_with(&format!("Can't listen on UDP port {port}: ")), "{stderr}");
    assert_eq!((code, bmc.seen().count(0x30, 0x06)), (Some(1), 0));
}

/// What a person sees, and what the BMC gets of it, with a program.
fn typed(program: &str, words: &str, start: &str) -> (String, Vec<(u8, Vec<u8>)>) {
    let bmc = any(Device::Shell, &[]);
    let mut terminal = Terminal::new();
    let before = terminal.modes().1;
    let mut child = terminal.start(program, bmc.port(), words);
    terminal.until("operational.  Use ~? for help]");
    terminal.until(start);
    let mut shown = String::new();
    let sent = if words.contains("isol") { "[break]\r\nmock# " } else { "" };
    let keys = [("echo hi\r", "hi\r\nmock# "), ("\r", "mock# "), ("~", ""), ("B", sent)];
    for (keys, wanted) in keys.into_iter().chain([("~", ""), (".", "]")]) {
        // IPMItool takes an escape for text when all of it comes at once.
        std::thread::sleep(Duration::from_millis(300));
        terminal.key(keys);
        shown += &terminal.until(wanted);
    }
    assert!(child.wait().unwrap().success());
    assert_eq!(terminal.modes().1, before);
    let seen = bmc.seen();
    let requests = seen.requests.iter().filter(|request| request.netfn >= 0x30);
    (shown, requests.map(|request| (request.cmd, request.data.clone())).collect())
}

#[test]
fn a_person_sees_what_ipmitool_shows_and_the_bmc_gets_the_same() {
    let port = free_port();
    let tsol = format!("-I lan tsol 127.0.0.1 port={port}");
    for (words, sol) in [("-I lan isol activate", 4), (tsol.as_str(), 0)] {
        let ours = typed(OURS, words, "mock# ");
        assert!(ours.0.ends_with("~. [terminated ipmitool]"), "{ours:?}");
        assert_eq!(ours.1.iter().filter(|(cmd, _)| *cmd == 4).count(), sol.min(3));
        let Some(ipmitool) = find("ipmitool") else { continue };
        let theirs = typed(ipmitool.to_str().unwrap(), words, "mock# ");
        assert_eq!(ours, theirs, "{words}");
    }
}

#[test]
fn ipmitools_console_works_at_our_bmc_in_a_session_of_every_kind() {
    let Some(ipmitool) = find("ipmitool") else { return };
    for kind in ["NONE", "PASSWORD", "MD5"] {
        let words = format!("-I lan -A {kind} isol activate");
        let (shown, requests) = typed(ipmitool.to_str().unwrap(), &words, "mock# ");
        assert!(shown.contains("hi\r\nmock# "), "{shown}");
        assert_eq!(requests.last().unwrap().1, [0, 0, 0, 0, 0]);
    }
}
