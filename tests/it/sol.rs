//! The serial console: the program at our BMC, by pipe and on a terminal, and ipmitool beside it.
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use ripmitool::mock::Options;
use ripmitool::mock::seen::Kind;
use ripmitool::mock::terminal::Device;

use crate::bmc::{Bmc, OURS, login, options, side_by_side};
use crate::foreign::{find, kill};
use crate::terminal::Terminal;

pub(crate) const BANNER: &str = "[SOL Session operational.  Use ~? for help]\n";

fn echo(faults: &[&str]) -> Bmc {
    Bmc::new(Options { console: Device::Echo, ..options(faults) })
}

fn spawn(bmc: &Bmc, words: &str, stdin: impl Into<Stdio>, stdout: impl Into<Stdio>) -> Child {
    // A console that does not end should not keep the test.
    Command::new("timeout")
        .args(["60", OURS])
        .args(login(bmc.port(), "admin", "password", words))
        .stdin(stdin)
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Standard output, standard error and exit status, with that input.
pub(crate) fn piped(bmc: &Bmc, words: &str, input: &[u8]) -> (Vec<u8>, String, Option<i32>) {
    let mut child = spawn(bmc, words, Stdio::piped(), Stdio::piped());
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may end before it has read all.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    (output.stdout, stderr, output.status.code())
}

/// Printable text, the same each time, without escapes.
pub(crate) fn text(len: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 24
    };
    let byte = |value: u32| u8::try_from(value % 94 + 33).unwrap();
    (0..len).map(|at| if at % 80 == 79 { b'\n' } else { byte(next()) }).map(tilde).collect()
}

fn tilde(byte: u8) -> u8 {
    if byte == b'~' { b'-' } else { byte }
}

#[test]
fn what_is_pasted_comes_back_whole_whatever_happens() {
    let cases: &[&[&str]] = &[
        &[],
        &["sol-nack=3"],
        &["sol-nack=1"],
        &["drop=10", "sol-grow"],
        &["duplicate=2"],
        &["reorder=15", "drop=5"],
        &["sol-overrun=2"],
        &["delay=20"],
    ];
    let input = text(6000);
    side_by_side(cases, |faults| {
        let bmc = echo(faults);
        let (stdout, stderr, code) = piped(&bmc, "-I lanplus -C 17 sol activate", &input);
        let want = [BANNER.as_bytes(), &input].concat();
        assert!(stdout == want, "{faults:?}: {} bytes of {}", stdout.len(), want.len());
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{faults:?}");
        assert!(bmc.seen().count(0x06, 0x49) > 0, "{faults:?}: no Deactivate Payload");
        assert_eq!(bmc.server.open_sessions(), 0, "{faults:?}");
    });
}

#[test]
fn a_system_that_is_off_takes_characters_once_it_is_on() {
    let bmc = echo(&[]);
    bmc.server.with_state(|state| state.chassis.power = false);
    std::thread::scope(|scope| {
        let run = scope.spawn(|| piped(&bmc, "-I lanplus -C 3 sol activate", b"hello\n"));
        assert!(bmc.wait_until(|bmc| bmc.count(Kind::Sol) > 2));
        bmc.server.with_state(|state| state.chassis.power = true);
        let (stdout, stderr, code) = run.join().unwrap();
        assert_eq!(String::from_utf8(stdout).unwrap(), format!("{BANNER}hello\n"));
        assert_eq!((stderr.as_str(), code), ("", Some(0)));
    });
}

#[test]
fn suites_without_encryption_carry_a_console_too() {
    for suite in [1, 2, 6, 15, 16] {
        let bmc = Bmc::new(Options { console: Device::Echo, ..Options::permissive() });
        bmc.server.with_state(|state| state.sol.authentication = 0x04);
        let words = format!("-I lanplus -C {suite} sol activate");
        let (stdout, stderr, code) = piped(&bmc, &words, b"hello\n");
        assert_eq!(String::from_utf8(stdout).unwrap(), format!("{BANNER}hello\n"), "{suite}");
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{suite}");
    }
}

#[test]
fn a_console_in_use_is_told_and_taken_only_when_asked() {
    let bmc = echo(&[]);
    let mut first = spawn(&bmc, "-I lanplus -C 3 sol activate", Stdio::piped(), Stdio::piped());
    assert!(bmc.wait_until(|bmc| bmc.seen().count(0x06, 0x48) > 0));
    let second = bmc.run("-I lanplus -C 3 sol activate");
    assert_eq!(second.code, Some(1));
    let lines: Vec<&str> = second.stderr.lines().collect();
    assert_eq!(lines[0], "Info: SOL payload already active on another session");
    assert!(lines[1].starts_with("The console is in use by user ID 2 at 127.0.0.1;"), "{lines:?}");
    let (stdout, stderr, code) = piped(&bmc, "-I lanplus -C 3 --takeover sol activate", b"x\n");
    assert_eq!(String::from_utf8(stdout).unwrap(), format!("{BANNER}x\n"));
    assert_eq!(code, Some(0), "{stderr}");
    let mut said = String::new();
    first.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(first.wait().unwrap().code(), Some(1));
    assert_eq!(said, "SOL session closed by BMC\n");
}

#[test]
fn with_reconnect_the_console_comes_back() {
    let bmc = echo(&[]);
    let words = "-I lanplus -C 3 --reconnect sol activate";
    let mut child = spawn(&bmc, words, Stdio::piped(), Stdio::piped());
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut seen = String::new();
    let mut until = |wanted: &str| {
        while !seen.ends_with(wanted) {
            let mut byte = [0];
            assert_eq!(stdout.read(&mut byte).unwrap(), 1, "{seen:?}");
            seen.push(char::from(byte[0]));
        }
    };
    stdin.write_all(b"one\n").unwrap();
    until("one\n");
    assert_eq!(bmc.run("-I lanplus -C 3 sol deactivate").code, Some(0));
    stdin.write_all(b"two\n").unwrap();
    until("two\n");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // A refusal for want of privilege comes before each.
    let seen = bmc.seen();
    let activated = seen.requests.iter().filter(|r| r.cmd == 0x48 && r.completion == Some(0));
    assert_eq!(activated.count(), 2, "Activate Payload");
}

#[test]
fn a_paste_to_a_device_that_says_nothing_does_not_wait() {
    let bmc = Bmc::new(Options::default());
    // Keep-alives are too far apart to help.
    let words = "-I lanplus -C 3 --dead-after 1h sol activate";
    let (_, stderr, code) = piped(&bmc, words, &[1; 6000]);
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    assert!(bmc.count(Kind::Sol) >= 6000 / 200);
}

#[test]
fn who_waits_for_the_console_can_give_up() {
    let bmc = Bmc::new(Options::default());
    let mut terminal = Terminal::new();
    let before = terminal.modes();
    let words = "-I lanplus -C 3 --reconnect -v sol activate";
    let mut child = terminal.start(OURS, bmc.port(), words);
    terminal.until("mock# ");
    bmc.server.with_state(|state| state.sol.enabled = false);
    assert_eq!(bmc.run("-I lanplus -C 3 sol deactivate").code, Some(0));
    terminal.until("SOL payload disabled]\r\n");
    terminal.key("~.");
    terminal.until("~. [terminated ipmitool]\n");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(terminal.modes(), before);
    assert_eq!(bmc.server.open_sessions(), 0);
}

#[test]
fn a_bmc_that_dies_is_noticed_in_the_time_that_was_given() {
    let bmc = echo(&[]);
    let words = "-I lanplus -C 3 --dead-after 600ms --exit-codes detailed sol activate";
    let mut child = spawn(&bmc, words, Stdio::piped(), Stdio::piped());
    let mut banner = vec![0; BANNER.len()];
    child.stdout.as_mut().unwrap().read_exact(&mut banner).unwrap();
    bmc.server.set_faults(&["drop=100".parse().unwrap()]);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(10));
    assert!(said.starts_with("Error: No response to keepalive - Terminating session\n"), "{said}");
}

#[test]
fn an_idle_console_is_kept_alive() {
    for (words, kind) in [("", (0x06, 0x01)), (" usesolkeepalive", (0, 0))] {
        let bmc = echo(&[]);
        let words = format!("-I lanplus -C 3 --dead-after 150ms sol activate{words}");
        let mut child = spawn(&bmc, &words, Stdio::piped(), Stdio::null());
        let kept = |bmc: &Bmc| match kind {
            (0, 0) => bmc.count(Kind::Sol) > 2,
            (netfn, cmd) => bmc.seen().count(netfn, cmd) > 2,
        };
        assert!(bmc.wait_until(kept), "{words}: {:?}", bmc.seen());
        drop(child.stdin.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words}");
    }
}

#[test]
fn a_log_grows_and_has_times() {
    let bmc = echo(&[]);
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("console.log");
    std::fs::write(&log, "before\n").unwrap();
    let words = format!("-I lanplus -C 3 -Z --timestamp --log {} sol activate", log.display());
    let (stdout, ..) = piped(&bmc, &words, b"a\nb\n");
    assert_eq!(String::from_utf8(stdout).unwrap(), format!("{BANNER}a\nb\n"));
    let log = std::fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "before"));
    for (line, end) in lines[1..].iter().zip([" a", " b"]) {
        assert!(line.starts_with("20") && line.ends_with(end) && line.contains("+00:00"), "{line}");
    }
}

/// Everything that is shown of a little talk with the shell.
fn talk(program: &str, name: &str) -> String {
    let bmc = Bmc::new(Options::default());
    let mut terminal = Terminal::new();
    let before = terminal.modes();
    let mut child = terminal.start(program, bmc.port(), "-I lanplus -C 3 sol activate");
    let mut shown = terminal.until("mock# ");
    for (keys, wanted) in [
        ("hostname\r", "mock\r\nmock# "),
        ("~?", "newline.)\n"),
        ("~~x\r", "not found\r\nmock# "),
        ("echo ~. \r", "mock# "),
        ("~B", "[break]\r\nmock# "),
        ("\r", "mock# "),
        ("~.", "[terminated ipmitool]\n"),
    ] {
        terminal.key(keys);
        shown.push_str(&terminal.until(wanted));
    }
    assert!(child.wait().unwrap().success(), "{name}");
    assert_eq!(terminal.modes(), before, "{name}");
    shown
}

#[test]
fn a_talk_looks_as_with_ipmitool() {
    let ours = talk(OURS, "ours");
    assert!(ours.contains("~B [send break]"), "{ours:?}");
    if let Some(ipmitool) = find("ipmitool") {
        assert_eq!(ours, talk(ipmitool.to_str().unwrap(), "ipmitool"));
    }
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 255)] {
        let bmc = Bmc::new(Options::default());
        let mut terminal = Terminal::new();
        let before = terminal.modes();
        let mut child = terminal.start(OURS, bmc.port(), "-I lanplus -C 3 sol activate");
        terminal.until("mock# ");
        assert!(terminal.is_raw(), "{name}");
        kill(name, &child.id().to_string());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{name}");
        assert_eq!(terminal.modes(), before, "{name}");
        assert_eq!(bmc.server.open_sessions(), 0, "{name}");
    }
}

#[test]
fn other_escape_characters_and_none() {
    let bmc = Bmc::new(Options::default());
    let (stdout, _, code) = piped(&bmc, "-I lanplus -C 3 -e & sol activate", b"~.\r&.");
    assert_eq!(code, Some(0));
    let text = String::from_utf8(stdout).unwrap();
    assert!(text.starts_with("[SOL Session operational.  Use &? for help]\n"), "{text}");
    assert!(text.ends_with("&. [terminated ipmitool]\n"), "{text}");
    let (stdout, ..) = piped(&bmc, "-I lanplus -C 3 -e none sol activate", b"~.\r");
    let text = String::from_utf8(stdout).unwrap();
    assert!(text.ends_with("~.: command not found\r\nmock# "), "{text}");
}
