//! Many commands in one session: `exec`, `shell`, `set` and `echo`.
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use ripmitool::mock::Options;
use ripmitool::mock::seen::Kind;

use crate::bmc::{Bmc, OURS, login, side_by_side};
use crate::foreign::{Run, kill};
use crate::terminal::Terminal;

const LAN: &str = "-I lanplus -C 3";

/// A script in a file.
struct Script {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn script(text: &str) -> Script {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("script");
    std::fs::write(&path, text).unwrap();
    Script { _folder: folder, path }
}

impl Script {
    fn run(&self, bmc: &Bmc, options: &str) -> Run {
        bmc.run(&format!("{LAN}{options} exec {}", self.path.display()))
    }
}

/// Runs a command with lines on standard input.
fn piped(bmc: &Bmc, words: &str, input: &str) -> Run {
    let mut child = Command::new(OURS)
        .args(login(bmc.port(), "admin", "password", words))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    Run { stdout, stderr, code: output.status.code() }
}

#[test]
fn a_script_runs_in_one_session_and_goes_on_behind_a_failure() {
    let bmc = Bmc::new(Options::default());
    let lines = "power status # a comment\n\n# another\npower bogus\nbogus\npower status\n";
    let run = script(lines).run(&bmc, "");
    assert_eq!(run.stdout, "Chassis Power is on\nChassis Power is on\n");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("Invalid chassis power command: bogus\n"), "{}", run.stderr);
    assert!(run.stderr.contains("\nInvalid command: bogus\nCommands:\n"), "{}", run.stderr);
    assert_eq!((bmc.count(Kind::Open), bmc.seen().count(0x00, 0x01)), (1, 2));
    assert_eq!(bmc.server.open_sessions(), 0);
    let good = script("power status\nexit\npower status").run(&bmc, "");
    assert_eq!((good.code, good.stderr.as_str()), (Some(0), ""), "exit is no command of a script");
    assert_eq!(good.stdout.lines().count(), 2);
}

#[test]
fn words_are_quoted_and_echoed() {
    let bmc = Bmc::new(Options::default());
    let run = script("echo a  b \"c  d\" 'e' '#' x~y # z\necho\n").run(&bmc, "");
    assert_eq!(run.stdout, "a b c  d e # x~y \n\n");
    let run = script("user set name 5 'a b'\nuser list 1\n").run(&bmc, "");
    assert!(run.stdout.contains("\n5   a b  "), "{}", run.stdout);
}

#[test]
fn json_is_an_object_a_line_for_each_command() {
    let bmc = Bmc::new(Options::default());
    let run = script("power status\npower bogus\nset verbose 0\nsdr info\n").run(&bmc, " --json");
    let objects: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let said: Vec<_> =
        objects.iter().map(|it| (it["command"].as_str(), it["ok"].as_bool())).collect();
    let want = [
        (Some("power status"), Some(true)),
        (Some("power"), Some(false)),
        (Some("set verbose"), Some(true)),
        (Some("sdr info"), Some(true)),
    ];
    assert_eq!(said, want);
    assert_eq!(objects[1]["error"]["kind"], "usage");
    assert_eq!((run.stderr.as_str(), run.code), ("", Some(1)));
}

#[test]
fn set_changes_the_output_and_the_session() {
    let (first, second) = (Bmc::new(Options::default()), Bmc::new(Options::default()));
    second.server.with_state(|state| state.chassis.power = false);
    let port = second.port();
    let lines = format!(
        "set csv\nuser summary\nset csv 0\nset port {port}\npower status\nset password wrong\n\
         power status\nset password password\npower status\n"
    );
    let run = script(&lines).run(&first, "");
    let said: Vec<&str> = run.stdout.lines().collect();
    let port = format!("Set session port to {port}");
    let off = "Chassis Power is off";
    let want = ["16,1,1", &port, off, "Set session password", "Set session password", off];
    assert_eq!(said, want);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Unable to establish IPMI v2 / RMCP+ session"), "{}", run.stderr);
    assert_eq!((first.count(Kind::Open), first.server.open_sessions()), (1, 0));
    assert_eq!(second.server.open_sessions(), 0);
}

#[test]
fn scripts_run_scripts_but_not_in_circles() {
    let bmc = Bmc::new(Options::default());
    let inner = script("power status\n");
    let outer = script(&format!("exec {}\nexec /nonexistent/script\n", inner.path.display()));
    let run = outer.run(&bmc, "");
    assert_eq!(run.stdout, "Chassis Power is on\n");
    assert_eq!(run.stderr, "File /nonexistent/script does not exist\n");
    assert_eq!(run.code, Some(1));
    let circle = script("");
    std::fs::write(&circle.path, format!("exec {}\n", circle.path.display())).unwrap();
    let run = circle.run(&bmc, "");
    assert_eq!(run.stderr, "exec: scripts run each other in circles\n");
    assert_eq!(run.code, Some(1));
}

#[test]
fn standard_input_is_a_script_too_and_a_quiet_shell() {
    let bmc = Bmc::new(Options::default());
    for words in ["exec -", "shell"] {
        let run = piped(&bmc, &format!("{LAN} {words}"), "power status\npower bogus\n");
        assert_eq!((run.stdout.as_str(), run.code), ("Chassis Power is on\n", Some(1)), "{words}");
    }
    let run = piped(&bmc, &format!("{LAN} shell"), "power bogus\nquit\npower status\n");
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(0)));
}

#[test]
fn set_opens_another_session_also_where_the_bmc_has_forgotten_the_first() {
    let bmc = Bmc::new(Options::default());
    let lines = "mc reset warm\nset port PORT\npower status\n";
    let lines = lines.replace("PORT", &bmc.port().to_string());
    let run = script(&lines).run(&bmc, "");
    assert!(run.stdout.ends_with("Chassis Power is on\n"), "{run:?}");
    assert_eq!(bmc.count(Kind::Open), 2);
}

/// The next command is the first to notice.
#[test]
fn a_session_that_the_bmc_has_forgotten_is_opened_anew() {
    let cases: [(&str, &str, usize); 3] = [
        ("-I lanplus -C 3 -L ADMINISTRATOR", "power status", 1),
        ("-I lan", "sdr elist", 1),
        ("-I lanplus -C 17 --inflight 8", "sdr elist", 1),
    ];
    side_by_side(&cases, |(options, words, again)| {
        let bmc = Bmc::new(Options::default());
        let wanted = bmc.run(&format!("{options} {words}")).stdout;
        let lines = script(&format!("mc reset warm\n{words}\npower status\n"));
        let before = bmc.seen().opened;
        let run = bmc.run(&format!("{options} exec {}", lines.path.display()));
        let reset = "Sent warm reset command to MC\n";
        assert_eq!(run.stdout, format!("{reset}{wanted}Chassis Power is on\n"), "{}", run.stderr);
        assert_eq!(run.code, Some(0));
        assert_eq!(bmc.seen().opened - before, 1 + u64::try_from(*again).unwrap(), "{words}");
        assert_eq!(bmc.server.open_sessions(), 0);
    });
}

#[test]
fn what_must_not_run_twice_is_not_repeated_in_another_session() {
    let bmc = Bmc::new(Options::default());
    let lines = "mc reset warm\npower cycle\npower status\npower off\n";
    let run = script(lines).run(&bmc, " -N 1 -R 2");
    let want =
        "Sent warm reset command to MC\nChassis Power is on\nChassis Power Control: Down/Off\n";
    assert_eq!(run.stdout, want, "{}", run.stderr);
    assert!(run.stderr.contains("outcome unknown"), "{}", run.stderr);
    assert_eq!(run.code, Some(1));
    // That of the end, not that of the session that was forgotten.
    assert_eq!((bmc.seen().count(0x00, 0x02), bmc.count(Kind::Open)), (1, 2));
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for (name, code) in [("INT", 255), ("TERM", 143), ("HUP", 129)] {
        let bmc = Bmc::new(Options::default());
        let mut terminal = Terminal::new();
        let before = terminal.modes();
        let mut child = terminal.start(OURS, bmc.port(), &format!("{LAN} shell"));
        terminal.until("ipmitool> \r\u{1b}[10C\u{1b}[?2026l");
        assert_ne!(terminal.modes(), before, "{name}");
        kill(name, &child.id().to_string());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{name}");
        assert_eq!(terminal.modes(), before, "{name}");
        // Bracketed paste is off.
        terminal.until("\u{1b}[?2004l\r\r\n");
        assert_eq!(bmc.server.open_sessions(), 0, "{name}");
    }
}

#[test]
fn a_line_that_never_ends_is_no_command() {
    let bmc = Bmc::new(Options::default());
    let run =
        script(&format!("power status\necho {}\npower status\n", "x".repeat(70_000))).run(&bmc, "");
    assert_eq!((run.stdout.as_str(), run.code), ("Chassis Power is on\n", Some(1)));
    assert_eq!(run.stderr, "a line of a script is too long\n");
}

#[test]
fn a_person_has_a_prompt_completion_and_history() {
    let bmc = Bmc::new(Options::default());
    let mut terminal = Terminal::new();
    let before = terminal.modes();
    let mut child = terminal.start(OURS, bmc.port(), &format!("{LAN} shell"));
    let prompt = "ipmitool> \r\u{1b}[10C\u{1b}[?2026l";
    terminal.until(prompt);
    terminal.key("power st\t\r");
    assert!(terminal.until(prompt).contains("Chassis Power is on\r\n"));
    // The line before, with the arrow key.
    terminal.key("\u{1b}[A\r");
    assert!(terminal.until(prompt).contains("Chassis Power is on\r\n"));
    terminal.key("echo \"a  b\" c\r");
    assert!(terminal.until(prompt).contains("a  b c \r\n"));
    // Ctrl-C gives a line up, Ctrl-D ends it all.
    terminal.key("power off\u{3}");
    terminal.until(prompt);
    terminal.key("\u{4}");
    assert!(child.wait().unwrap().success());
    assert_eq!(terminal.modes(), before);
    assert!(bmc.server.with_state(|state| state.chassis.power));
    assert_eq!(bmc.count(Kind::Open), 1);
}
