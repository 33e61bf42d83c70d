//! The serial console of a BMC that other people wrote.
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::bmc::{OURS, login};
use crate::foreign::{Run, find};
use crate::sim::{Setup, Sim};
use crate::terminal::{Serial, Terminal};

const BANNER: &str = "[SOL Session operational.  Use ~? for help]\n";

/// A simulator with a serial line, and what is at the line's end.
struct Bench {
    sim: Sim,
    line: Serial,
}

impl Bench {
    fn start() -> Option<Self> {
        Self::with(Serial::new(true))
    }

    fn with(line: Serial) -> Option<Self> {
        let setup = Setup { serial: Some(line.name.clone()), ..Setup::default() };
        Some(Self { sim: Sim::start(&setup)?, line })
    }

    /// Our console with that input.
    fn piped(&self, words: &str, input: &str) -> Run {
        let mut child = Command::new("timeout")
            .args(["60", OURS])
            .args(login(self.sim.port(), "admin", "password", words))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        let [stdout, stderr] =
            [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        Run { stdout, stderr, code: output.status.code() }
    }

    /// Everything that a person at a terminal sees.
    fn talk(&self, program: &str) -> String {
        let mut terminal = Terminal::new();
        let before = terminal.modes();
        let words = "-I lanplus -C 3 sol activate";
        let mut child = terminal.start(program, self.sim.port(), words);
        let mut shown = terminal.until("for help]\r\n");
        while !terminal.is_raw() {
            std::thread::yield_now();
        }
        for (keys, wanted) in [
            ("first line\r", "first line\r"),
            ("~B", "[send break]\n"),
            ("behind a break\r", "behind a break\r"),
            ("~~.\r", "~.\r"),
            ("~.", "[terminated ipmitool]\n"),
        ] {
            terminal.key(keys);
            shown.push_str(&terminal.until(wanted));
        }
        assert_eq!(child.wait().unwrap().code(), Some(0), "{shown:?}");
        assert_eq!(terminal.modes(), before);
        shown
    }
}

#[test]
fn a_talk_looks_as_with_ipmitool() {
    let (Some(ipmitool), Some(bench)) = (find("ipmitool"), Bench::start()) else { return };
    let ours = bench.talk(OURS);
    assert_eq!(bench.line.take(), "first line\rbehind a break\r~.\r");
    assert_eq!(ours, bench.talk(ipmitool.to_str().unwrap()));
    assert_eq!(bench.line.take(), "first line\rbehind a break\r~.\r");
}

/// Never the same few in a row for long.
fn letter(at: u32) -> char {
    char::from_digit((at + at / 40 + at / 1024) % 36, 36).unwrap()
}

#[test]
fn what_is_pasted_comes_back_whole() {
    let Some(bench) = Bench::start() else { return };
    let text: String =
        (0..20 * 1024_u32).map(|at| if at % 40 == 39 { '\n' } else { letter(at) }).collect();
    assert_eq!(text.len(), 20 * 1024);
    for suite in [1, 2, 3] {
        let run = bench.piped(&format!("-I lanplus -C {suite} sol activate"), &text);
        assert!(run.stdout == format!("{BANNER}{text}"), "{suite}: {} bytes", run.stdout.len());
        assert_eq!((run.stderr.as_str(), run.code), ("", Some(0)), "{suite}");
        assert!(bench.line.take() == text, "{suite}");
    }
}

/// The simulator takes the first packet of a console for a copy of the only one of the console
/// before.
#[test]
fn a_line_arrives_each_time() {
    let Some(bench) = Bench::start() else { return };
    for _ in 0..3 {
        let run = bench.piped("-I lanplus -C 3 sol activate", "reboot\n");
        assert_eq!(run.stdout, format!("{BANNER}reboot\n"), "{run:?}");
        assert_eq!(bench.line.take(), "reboot\n");
    }
}

#[test]
fn a_device_that_says_nothing_gets_all_the_same() {
    let Some(bench) = Bench::with(Serial::new(false)) else { return };
    let text = "a line of a text\n".repeat(600);
    let words = "-I lanplus -C 3 --dead-after 1h sol activate";
    let run = bench.piped(words, &format!("{text}~."));
    assert_eq!(run.stdout, format!("{BANNER}~. [terminated ipmitool]\n"), "{}", run.stderr);
    assert_eq!(run.code, Some(0));
    let mut seen = String::new();
    let end = Instant::now() + Duration::from_secs(60);
    while seen.len() < text.len() && Instant::now() < end {
        seen.push_str(&bench.line.take());
    }
    assert!(seen == text, "{} bytes of {}", seen.len(), text.len());
}

#[test]
fn an_idle_console_is_kept_alive_by_packets() {
    let Some(bench) = Bench::start() else { return };
    let words = "-I lanplus -C 3 --dead-after 300ms sol activate usesolkeepalive";
    // It stays for two seconds behind the end of the input, longer than the BMC may be silent.
    let run = bench.piped(words, "x\n");
    assert_eq!((run.stdout, run.code), (format!("{BANNER}x\n"), Some(0)), "{}", run.stderr);
}

#[test]
fn a_console_in_use_is_told_and_taken_only_when_asked() {
    let Some(bench) = Bench::start() else { return };
    let mut terminal = Terminal::new();
    let words = "-I lanplus -C 3 sol activate";
    let mut first = terminal.start(OURS, bench.sim.port(), words);
    terminal.until("for help]\r\n");
    let mut second = bench.sim.run(words);
    let line = "Info: SOL payload already active on another session";
    assert_eq!((second.stderr.lines().next(), second.code), (Some(line), Some(1)));
    assert!(second.stderr.contains("in use by user ID 2"), "{second:?}");
    if let Some(ipmitool) = find("ipmitool") {
        second = bench.sim.program(&ipmitool, "admin", "password", words);
        assert_eq!((second.stderr.lines().next(), second.code), (Some(line), Some(1)));
    }
    let taken = bench.piped("-I lanplus -C 3 --takeover sol activate", "x\n");
    assert_eq!((taken.stdout, taken.code), (format!("{BANNER}x\n"), Some(0)), "{}", taken.stderr);
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn info_and_deactivate_print_what_ipmitools_do() {
    let (Some(ipmitool), Some(bench)) = (find("ipmitool"), Bench::start()) else { return };
    for words in ["sol info", "-c sol info", "sol deactivate", "sol set enabled true", "sol info"] {
        let words = format!("-I lanplus -C 3 {words}");
        let theirs = bench.sim.program(&ipmitool, "admin", "password", &words);
        let ours = bench.sim.run(&words);
        assert_eq!((ours.code, &ours.stdout), (theirs.code, &theirs.stdout), "{words}: {ours:?}");
        assert_eq!(ours.stderr, theirs.stderr, "{words}");
    }
}
