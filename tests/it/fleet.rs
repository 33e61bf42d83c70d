//! `ripmitool mock-bmc --vms`: many BMCs in one process.
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::UdpSocket;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::bmc::OURS;
use crate::foreign::{Run, kill, run};

const ADMIN: &str = "[[defaults.user]]\nname = 'admin'\npassword = 'geheim'\n\
                     privilege = 'administrator'\n";

/// A folder with a map and a configuration; BMCs at 127.0.0.2 and on, all on one port.
struct Lab {
    folder: tempfile::TempDir,
    port: u16,
}

/// A session with a serial console.
struct Console {
    child: Child,
    stdin: ChildStdin,
    stdout: ChildStdout,
    seen: String,
}

impl Console {
    fn new(words: Vec<String>) -> Self {
        let mut command = Command::new(OURS);
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, stdin, stdout, seen: String::new() }
    }

    /// Types, and waits for the console to show something.
    fn talk(&mut self, keys: &str, wanted: &str) {
        self.stdin.write_all(keys.as_bytes()).unwrap();
        let mut buffer = [0; 256];
        while !self.seen.contains(wanted) {
            let len = self.stdout.read(&mut buffer).unwrap();
            assert_ne!(len, 0, "{wanted:?} does not come: {}", self.seen);
            self.seen.push_str(&String::from_utf8_lossy(&buffer[..len]));
        }
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The process.
struct Running {
    child: Child,
    /// Lines of standard error.
    lines: Receiver<String>,
    /// What is left of standard output.
    rest: BufReader<ChildStdout>,
}

impl Lab {
    fn new(names: &[&str], config: &str) -> Self {
        let free = UdpSocket::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        let lab = Self { folder: tempfile::tempdir().unwrap(), port };
        lab.map(names);
        lab.write("config.toml", config);
        lab
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// The n-th name at 127.0.0.(n + 2); an empty one leaves its address out.
    fn map(&self, names: &[&str]) {
        let line = |(at, name): (usize, &&str)| format!("{name},127.0.0.{at}:{}\n", self.port);
        let lines = (2..).zip(names).filter(|(_, name)| !name.is_empty()).map(line);
        self.write("vms", &lines.collect::<String>());
    }

    fn command(&self) -> Command {
        let mut command = Command::new(OURS);
        command.args(["mock-bmc", "--vms"]).arg(self.path("vms"));
        command.arg("--config").arg(self.path("config.toml"));
        command
    }

    fn start(&self, words: &[&str]) -> Running {
        let mut child = self
            .command()
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let mut rest = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        rest.read_line(&mut line).unwrap();
        let mut running = Running { child, lines, rest };
        assert!(line.starts_with("ripmitool mock-bmc: ready, "), "{line}{}", running.said());
        running
    }

    /// What it says when it must not start.
    fn refused(&self) -> String {
        let (command, mut bounded) = (self.command(), Command::new("timeout"));
        bounded.arg("60").arg(command.get_program()).args(command.get_args());
        let Output { status, stdout, stderr } = bounded.output().unwrap();
        assert_eq!((status.code(), stdout.as_slice()), (Some(1), &b""[..]));
        let text = String::from_utf8(stderr).unwrap();
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }

    fn login(&self, at: u8, user: &str, password: &str, words: &str) -> Vec<String> {
        let host = format!("127.0.0.{at}");
        let port = self.port.to_string();
        let start = ["-I", "lanplus", "-H", &host, "-p", &port, "-U", user, "-P", password];
        start.into_iter().chain(words.split(' ')).map(str::to_owned).collect()
    }

    fn run_as(&self, at: u8, user: &str, password: &str, words: &str) -> Run {
        let words = self.login(at, user, password, words);
        run(OURS.as_ref(), &words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn run(&self, at: u8, words: &str) -> Run {
        self.run_as(at, "admin", "geheim", words)
    }

    fn good(&self, at: u8, words: &str) -> String {
        let run = self.run(at, words);
        assert_eq!(run.code, Some(0), "{at}: {words}: {run:?}");
        run.stdout
    }
}

impl Running {
    /// Waits for a line of standard error with that in it.
    fn wait_for(&self, text: &str) -> String {
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).expect(text);
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Lines of standard error until it ends.
    fn said(&mut self) -> String {
        let _ = self.child.wait();
        self.lines.iter().map(|line| line + "\n").collect()
    }

    fn reload(&self) {
        kill("HUP", &self.child.id().to_string());
    }

    fn stop(mut self, signal: &str) {
        kill(signal, &self.child.id().to_string());
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{signal}");
        let mut rest = String::new();
        self.rest.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "one line is all on standard output");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A test that has failed leaves nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn wrong_files_are_told_whole_and_nothing_starts() {
    let lab = Lab::new(&["a", "b"], ADMIN);
    lab.write("vms", "a,127.0.0.2\nb\nc,127.0.0.2\na,127.0.0.3\n");
    assert_eq!(
        lab.refused(),
        "ripmitool mock-bmc: vms:2: expected name,address[:port]\n\
         ripmitool mock-bmc: vms:3: 127.0.0.2:623 is in line 1 already\n\
         ripmitool mock-bmc: vms:4: a is in line 1 already\n"
    );
    lab.map(&["a", "b"]);
    lab.write("config.toml", "");
    let text = lab.refused();
    assert_eq!(text.lines().count(), 2);
    assert!(text.ends_with("vms:2: b: there is no account, and nobody could log in\n"), "{text}");
    lab.write("config.toml", &format!("{ADMIN}sesions = 3\n"));
    assert!(lab.refused().starts_with("ripmitool mock-bmc: config.toml:5: sesions: unknown field"));
    lab.write("config.toml", &format!("[defaults]\nmodel = 'none.toml'\n{ADMIN}"));
    assert!(lab.refused().starts_with("ripmitool mock-bmc: none.toml: No such file"));
    lab.write("config.toml", &ADMIN.replace("password =", "password-file ="));
    assert!(lab.refused().starts_with("ripmitool mock-bmc: geheim: No such file"));
    lab.write("config.toml", ADMIN);
    let _taken = UdpSocket::bind(("127.0.0.3", lab.port)).unwrap();
    let message = format!("b at 127.0.0.3:{}: Address already in use", lab.port);
    assert!(lab.refused().contains(&message), "{}", lab.refused());
}

#[test]
fn each_bmc_is_its_own() {
    let config = format!(
        "{ADMIN}[defaults]\n[[bmc]]\nmatch = 'b*'\ngateway = '127.0.0.1'\nasset = 'A-{{name}}'\n\
         user = [{{ name = 'eva', password-file = 'eva', privilege = 'operator', id = 5 }}]\n"
    )
    .replace("[defaults]\n", "");
    let lab = Lab::new(&["a", "b"], &config);
    lab.write("eva", "first line\nsecond\n");
    fs::set_permissions(lab.path("eva"), fs::Permissions::from_mode(0o644)).unwrap();
    let running = lab.start(&[]);
    running.wait_for("eva: can be read by other users");
    let guid = lab.good(2, "mc guid");
    assert!(guid.contains("System GUID"), "{guid}");
    assert_ne!(guid, lab.run_as(3, "eva", "first line", "-L operator mc guid").stdout);
    for words in ["fru print 0", "lan print 1"] {
        let (a, b) = (lab.good(2, words), lab.run_as(3, "eva", "first line", words).stdout);
        assert_ne!(a, b, "{words}");
    }
    let fru = lab.run_as(3, "eva", "first line", "-L operator fru print 0").stdout;
    for line in [" Product Name          : Virtual machine b", " Product Asset Tag     : A-b"] {
        assert!(fru.lines().any(|is| is == line), "{fru}");
    }
    let lan = lab.good(2, "lan print 1");
    assert!(lan.contains("IP Address              : 127.0.0.2\n"), "{lan}");
    assert!(lan.contains("MAC Address             : 02:"), "{lan}");
    assert_eq!(lab.good(2, "mc getsysinfo system_name"), "a\n");
    assert!(lab.good(2, "dcmi get_mc_id_string").contains(": a"));
    let users = lab.run_as(3, "eva", "first line", "-L operator user list").stdout;
    assert!(users.contains("\n5   eva "), "{users}");
    assert_ne!(lab.run(3, "power status").code, Some(0), "no admin here");
    assert_ne!(lab.run_as(2, "eva", "first line", "power status").code, Some(0), "no eva here");
    assert_eq!(lab.good(2, "power off"), "Chassis Power Control: Down/Off\n");
    let status = lab.run_as(3, "eva", "first line", "-L operator power status").stdout;
    assert_eq!(status, "Chassis Power is on\n", "that of another is as it was");
    running.stop("TERM");
}

#[test]
fn a_reload_keeps_sessions_and_changes_the_rest() {
    let config = format!("state = 'state'\n{ADMIN}");
    let lab = Lab::new(&["a", "b", "c"], &config);
    let running = lab.start(&[]);
    let mut console = Console::new(lab.login(2, "admin", "geheim", "sol activate"));
    console.talk("echo half a l", "echo half a l");
    lab.good(4, "power off");
    // b goes, c moves to b's address, d is new.
    lab.map(&["a", "c", "", "d"]);
    lab.write("config.toml", &format!("{config}[[bmc]]\nmatch = 'a'\nsuites = [17]\n"));
    running.reload();
    assert!(running.wait_for("read again").ends_with(": 3 BMCs, 1 new, 1 moved, 1 gone"));
    console.talk("ine\r", "\r\nhalf a line\r\n");
    assert_eq!(lab.good(3, "mc getsysinfo system_name"), "c\n");
    assert_eq!(lab.good(3, "power status"), "Chassis Power is off\n", "its state came along");
    assert_eq!(lab.good(5, "mc getsysinfo system_name"), "d\n");
    assert_ne!(lab.run(4, "-N 1 -R 1 power status").code, Some(0), "nobody is there");
    assert_ne!(lab.run(2, "-C 3 power status").code, Some(0), "suite 3 is off now");
    lab.good(2, "-C 17 power status");
    // A wrong file changes nothing.
    lab.write("vms", "nonsense\n");
    running.reload();
    running.wait_for("vms:1: expected name,address");
    running.wait_for("everything goes on as before");
    console.talk("echo still here\r", "\r\nstill here\r\n");
    // Without its account the session ends.
    lab.map(&["a"]);
    lab.write("config.toml", &config.replace("'admin'", "'other'"));
    running.reload();
    running.wait_for("1 BMC, 0 new, 0 moved, 2 gone");
    assert_ne!(lab.run(2, "power status").code, Some(0));
    assert_eq!(lab.run_as(2, "other", "geheim", "power status").code, Some(0));
    drop(console);
    running.stop("INT");
}

#[test]
fn a_reload_keeps_the_console_of_a_machine_that_is_the_same() {
    let lab = Lab::new(&["a"], ADMIN);
    lab.write(
        "power",
        "#!/bin/sh\n[ \"$2\" = console ] || { echo on; exit; }\n\
         echo \"$1\" >>\"${0%/*}/consoles\"\nexec cat\n",
    );
    fs::set_permissions(lab.path("power"), fs::Permissions::from_mode(0o755)).unwrap();
    let config =
        format!("{ADMIN}[[bmc]]\nmatch = '*'\nhypervisor = 'command'\npower-command = './power'\n");
    lab.write("config.toml", &config);
    let running = lab.start(&[]);
    let mut console = Console::new(lab.login(2, "admin", "geheim", "sol activate"));
    console.talk("before", "before");
    running.reload();
    running.wait_for("read again");
    console.talk("after", "after");
    let consoles = || fs::read_to_string(lab.path("consoles")).unwrap();
    assert_eq!(consoles(), "a\n", "it was opened once");
    lab.write("config.toml", &format!("{config}machine = 'other'\n"));
    running.reload();
    running.wait_for("read again");
    let end = Instant::now() + Duration::from_secs(60);
    while consoles() != "a\nother\n" {
        assert!(Instant::now() < end, "{:?}", consoles());
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(console);
    running.stop("TERM");
}

#[test]
fn states_are_kept_and_the_configuration_counts_when_it_changes() {
    let lab = Lab::new(&["a", "b"], &format!("state = 'state'\n{ADMIN}"));
    let running = lab.start(&[]);
    let guid = lab.good(2, "mc guid");
    lab.good(2, "power off");
    lab.good(2, "chassis bootdev pxe options=persistent");
    lab.good(2, "user set name 7 eve");
    lab.good(2, "user set password 2 other");
    running.stop("TERM");
    let mode = |name: &str| fs::metadata(lab.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(
        (mode("state"), mode("state/a.state"), mode("state/b.state")),
        (0o700, 0o600, 0o600)
    );
    let running = lab.start(&[]);
    let as_changed = |words: &str| lab.run_as(2, "admin", "other", words).stdout;
    assert_eq!(as_changed("power status"), "Chassis Power is off\n");
    assert!(as_changed("chassis bootparam get 5").contains("Force PXE"));
    assert_eq!(as_changed("mc guid"), guid);
    assert!(as_changed("user list").contains("\n7   eve "));
    assert_eq!(lab.good(3, "power status"), "Chassis Power is on\n");
    running.stop("TERM");
    // Other accounts in the configuration: they count; users of commands stay.
    let config = format!("state = 'state'\n{}", ADMIN.replace("geheim", "neu"));
    lab.write("config.toml", &config);
    let running = lab.start(&[]);
    let users = lab.run_as(2, "admin", "neu", "user list").stdout;
    assert!(users.contains("\n2   admin ") && users.contains("\n7   eve "), "{users}");
    assert_ne!(lab.run_as(2, "admin", "other", "power status").code, Some(0));
    running.stop("TERM");
    // Another address in the map: the LAN data follow it.
    lab.map(&["", "", "a"]);
    let running = lab.start(&[]);
    let lan = lab.run_as(4, "admin", "neu", "lan print 1").stdout;
    assert!(lan.contains("IP Address              : 127.0.0.4\n"), "{lan}");
    assert_eq!(lab.run_as(4, "admin", "neu", "power status").stdout, "Chassis Power is off\n");
    running.stop("TERM");
}

#[test]
fn a_hypervisor_that_hangs_holds_up_one_bmc_only() {
    let lab = Lab::new(&["slow", "quick"], ADMIN);
    lab.write("power", "#!/bin/sh\n[ \"$1\" = slow ] && exec sleep 60\necho on\n");
    fs::set_permissions(lab.path("power"), fs::Permissions::from_mode(0o755)).unwrap();
    let command = "hypervisor = 'command'\npower-command = './power'\n";
    lab.write("config.toml", &format!("{ADMIN}[[bmc]]\nmatch = '*'\n{command}"));
    let running = lab.start(&[]);
    let words = lab.login(2, "admin", "geheim", "-N 5 -R 1 power status");
    let mut slow =
        Command::new(OURS).args(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut asked = 0;
    while slow.try_wait().unwrap().is_none() && asked < 10 {
        assert_eq!(lab.good(3, "power status"), "Chassis Power is on\n");
        asked += 1;
    }
    assert!(asked > 0);
    assert_ne!(slow.wait().unwrap().code(), Some(0), "it does not know");
    // The order is still under way; the BMC goes, and its address is free at once.
    lab.map(&["", "quick"]);
    running.reload();
    running.wait_for("1 BMC, 0 new, 0 moved, 1 gone");
    UdpSocket::bind(("127.0.0.2", lab.port)).unwrap();
    running.stop("TERM");
}
