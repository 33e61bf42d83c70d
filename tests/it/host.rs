//! The BMC acts on machines: through a program of the user's, and through virsh, both played by
//! shell scripts here.
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ripmitool::mock::seen::Kind;
use ripmitool::mock::{Hypervisor, Notice, Options};

use crate::bmc::{Bmc, ON, OURS, login, ours};
use crate::sol::{BANNER, piped, text};

const OFF: &str = "Chassis Power is off\n";

/// A folder with a script in it; `$here` is the folder for the script.
struct Script {
    folder: tempfile::TempDir,
}

impl Script {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("script");
        let start =
            format!("#!/bin/sh\n[ $# -gt 0 ] || exit 0\nhere={}\n", folder.path().display());
        fs::write(&path, start + text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        // Programs that other tests start just now may still have the file open for writing.
        let busy = |error: &std::io::Error| error.kind() == ErrorKind::ExecutableFileBusy;
        while Command::new(&path).status().as_ref().is_err_and(busy) {}
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("script")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        Path::new(&self.folder.path().join(name)).exists()
    }

    /// The lines of `calls` since the last time.
    fn calls(&self) -> Vec<String> {
        let calls = self.read("calls").lines().map(str::to_owned).collect();
        self.write("calls", "");
        calls
    }

    fn command(&self, machine: &str) -> Bmc {
        bmc(&Hypervisor::Command { program: self.path() }, machine)
    }

    fn virsh(&self, machine: &str, uri: Option<&str>) -> Bmc {
        bmc(&Hypervisor::Virsh { program: self.path(), uri: uri.map(Into::into) }, machine)
    }
}

fn bmc(hypervisor: &Hypervisor, machine: &str) -> Bmc {
    Bmc::new(Options { host: hypervisor.host(machine), ..Options::default() })
}

/// A machine in a file: `state` is on or off.
const MACHINE: &str = r#"
echo "$*" >>"$here/calls"
[ ! -e "$here/fails" ] || { echo "no such luck" >&2; exit "$(cat "$here/fails")"; }
case $2 in
  status) cat "$here/state" ;;
  on | cycle) echo on >"$here/state" ;;
  off) echo off >"$here/state" ;;
  console) echo $$ >"$here/console"; exec cat ;;
esac
"#;

#[test]
fn a_program_is_told_what_to_do() {
    let script = Script::new(MACHINE);
    script.write("state", "on");
    let bmc = script.command("node a; x");
    assert_eq!(bmc.good("power status"), ON);
    assert_eq!(script.calls(), ["node a; x status"]);
    for (words, calls) in [
        ("power off", &["status", "off"][..]),
        ("power off", &["status"]),
        ("power soft", &["status"]),
        ("power on", &["status", "on"]),
        ("power on", &["status"]),
        ("power cycle", &["status", "cycle"]),
        ("power reset", &["status", "reset"]),
        ("power diag", &["status", "diag"]),
        ("power soft", &["status", "soft"]),
    ] {
        bmc.good(words);
        let calls: Vec<String> = calls.iter().map(|call| format!("node a; x {call}")).collect();
        assert_eq!(script.calls(), calls, "{words}");
    }
    assert_eq!(bmc.good("power status"), ON, "soft was ignored");
    script.write("state", "off");
    assert_eq!(bmc.good("power status"), OFF, "the state is asked, not remembered");
    let run = bmc.run("power cycle");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Command not supported in present state"), "{}", run.stderr);
}

#[test]
fn a_program_is_told_what_to_boot_from() {
    let script = Script::new(MACHINE);
    script.write("state", "off");
    let bmc = script.command("nodea");
    let told = |words: &str| {
        bmc.good(words);
        let calls = script.calls();
        calls.into_iter().filter(|call| call != "nodea status").collect::<Vec<_>>()
    };
    assert_eq!(told("chassis bootdev pxe"), [""; 0]);
    assert_eq!(told("power on"), ["nodea on network"]);
    assert_eq!(told("power reset"), ["nodea reset"], "once");
    assert_eq!(told("chassis bootdev cdrom options=persistent"), ["nodea boot cdrom"]);
    assert_eq!(told("power cycle"), ["nodea cycle cdrom"]);
    assert_eq!(told("power cycle"), ["nodea cycle cdrom"], "not once");
    assert_eq!(told("chassis bootdev none"), ["nodea boot default"]);
    assert_eq!(told("power reset"), ["nodea reset"]);
}

#[test]
fn a_program_that_fails_has_its_status_in_the_answer() {
    let script = Script::new(MACHINE);
    script.write("state", "on");
    let bmc = script.command("nodea");
    for (status, said) in [
        ("2", "Command not supported in present state"),
        ("3", "Requested sensor, data, or record not found"),
        ("75", "Node busy"),
        ("124", "Timeout"),
        ("1", "Unspecified error"),
        ("77", "Unspecified error"),
    ] {
        script.write("fails", status);
        for words in ["power status", "power reset"] {
            let run = bmc.run(words);
            assert_eq!(run.code, Some(1), "{status} {words}");
            assert!(run.stderr.contains(said), "{status} {words}: {}", run.stderr);
        }
    }
}

#[test]
fn what_goes_wrong_is_said_once() {
    let script = Script::new(MACHINE);
    script.write("state", "on");
    let said = Arc::new(Mutex::new(Vec::new()));
    let taker = Arc::clone(&said);
    let notice = Notice::new(move |line| taker.lock().unwrap().push(line.to_owned()));
    let host = Hypervisor::Command { program: script.path() }.host("nodea");
    let notice = Some(notice.about("nodea"));
    let bmc = Bmc::new(Options { host, notice, ..Options::default() });
    script.write("fails", "9");
    for _ in 0..2 {
        bmc.run("power status");
    }
    bmc.run("power off");
    fs::remove_file(script.folder.path().join("fails")).unwrap();
    bmc.good("power status");
    script.write("fails", "3");
    bmc.run("power status");
    script.write("fails", "2");
    bmc.run("power reset");
    let want = [
        "nodea: status: no such luck",
        "nodea: off: no such luck",
        "nodea: status: the hypervisor knows no machine of that name",
    ];
    assert_eq!(*said.lock().unwrap(), want);
}

#[test]
fn a_machine_that_hangs_keeps_no_other_waiting() {
    let hanging = Script::new("touch \"$here/called\"; exec sleep 1000");
    let bmc = hanging.command("nodea");
    let other = Script::new(MACHINE);
    other.write("state", "on");
    let second = other.command("nodeb");
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| bmc.run("power status"));
        while !hanging.has("called") {
            assert!(!waits.is_finished());
            std::thread::sleep(Duration::from_millis(5));
        }
        let began = Instant::now();
        assert_eq!(second.good("power status"), ON);
        assert!(bmc.good("mc info").starts_with("Device ID"), "the BMC itself answers");
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
        let run = waits.join().unwrap();
        assert!(run.stderr.contains("Timeout"), "{}", run.stderr);
    });
}

fn is_running(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"));
    !pid.is_empty() && stat.is_ok_and(|stat| !stat.contains(") Z "))
}

#[test]
fn a_console_is_a_program_that_ends_with_it() {
    let script = Script::new(MACHINE);
    script.write("state", "on");
    let bmc = script.command("nodea");
    let input = text(20_000);
    let (stdout, stderr, code) = piped(&bmc, "-I lanplus sol activate", &input);
    let want = [BANNER.as_bytes(), &input].concat();
    assert!(stdout == want, "{} bytes of {}", stdout.len(), want.len());
    assert_eq!((stderr.as_str(), code), ("", Some(0)));
    let pid = script.read("console");
    assert!(bmc.wait_until(|_| !is_running(pid.trim())), "the program is left over");
}

#[test]
fn a_console_is_there_once_the_machine_is_on() {
    let script = Script::new(MACHINE);
    script.write("state", "off");
    let bmc = script.command("nodea");
    std::thread::scope(|scope| {
        let run = scope.spawn(|| piped(&bmc, "-I lanplus sol activate", b"hello\n"));
        assert!(bmc.wait_until(|bmc| bmc.count(Kind::Sol) > 2), "characters are not taken");
        bmc.good("power on");
        let (stdout, stderr, code) = run.join().unwrap();
        assert_eq!(String::from_utf8(stdout).unwrap(), format!("{BANNER}hello\n"));
        assert_eq!((stderr.as_str(), code), ("", Some(0)));
    });
}

#[test]
fn a_bmc_that_ends_ends_its_machines_console() {
    let script = Script::new(MACHINE);
    script.write("state", "on");
    let bmc = script.command("nodea");
    let words = login(bmc.port(), "admin", "password", "-I lanplus sol activate");
    let mut command = Command::new(OURS);
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    assert!(bmc.wait_until(|_| is_running(script.read("console").trim())), "no console");
    let began = Instant::now();
    drop(bmc);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert!(!is_running(script.read("console").trim()));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_bmc_that_ends_ends_what_hangs() {
    let script = Script::new("echo $$ >\"$here/pid\"; exec sleep 1000");
    let bmc = script.command("nodea");
    let run = ours(&login(bmc.port(), "admin", "password", "-I lanplus power status"));
    assert!(run.stderr.contains("Timeout"), "{}", run.stderr);
    assert!(is_running(script.read("pid").trim()));
    let began = Instant::now();
    drop(bmc);
    assert!(began.elapsed() < Duration::from_secs(1));
    assert!(!is_running(script.read("pid").trim()));
}

/// Virsh, for a machine called -x: the state is in a file, what comes in too.
const VIRSH: &str = r#"
echo "$*" >>"$here/calls"
[ "$LC_ALL" = C ] || exit 9
for word; do case $word in -q | --connect=* | --mode=acpi) ;; --file=/dev/stdin) cat >"$here/xml" ;;
--domain=*) name=${word#--domain=} ;; *) action=${action:-$word} ;; esac; done
if [ "$name" = gone ]; then echo "error: failed to get domain 'gone'" >&2; exit 1; fi
case $action in
  domstate) cat "$here/state"; echo ;;
  start | create) echo running >"$here/state" ;;
  destroy) echo "shut off" >"$here/state" ;;
  define) cp "$here/xml" "$here/stored" ;;
  dumpxml) cat "$here/stored" ;;
  reset) ;;
  *) echo "error: $action: no" >&2; exit 1 ;;
esac
"#;

const DOMAIN: &str = "<domain type='qemu'><name>-x</name>
<os><type>hvm</type><boot dev='hd'/></os><devices><interface type='user'/></devices></domain>";

#[test]
fn virsh_is_told_what_to_do() {
    let script = Script::new(VIRSH);
    script.write("state", "shut off");
    let bmc = script.virsh("-x", Some("test:///x"));
    assert_eq!(bmc.good("power status"), OFF);
    assert_eq!(script.calls(), ["-q --connect=test:///x domstate --domain=-x"]);
    let bmc = script.virsh("-x", None);
    for (words, calls) in [
        ("power on", &["domstate", "start"][..]),
        ("power on", &["domstate"]),
        ("power reset", &["domstate", "reset"]),
        ("power cycle", &["domstate", "destroy", "start"]),
        ("power off", &["domstate", "destroy"]),
    ] {
        bmc.good(words);
        let calls: Vec<String> =
            calls.iter().map(|call| format!("-q {call} --domain=-x")).collect();
        assert_eq!(script.calls(), calls, "{words}");
    }
    script.write("state", "running");
    for (words, call) in [
        ("power diag", "inject-nmi --domain=-x"),
        ("power soft", "shutdown --domain=-x --mode=acpi"),
    ] {
        let run = bmc.run(words);
        assert!(run.stderr.contains("Unspecified error"), "{words}: {}", run.stderr);
        assert_eq!(script.calls()[1], format!("-q {call}"));
    }
    for state in ["paused", "in shutdown", "pmsuspended", "crashed", "idle"] {
        script.write("state", state);
        assert_eq!(bmc.good("power status"), ON, "{state}");
    }
    script.write("state", "no idea");
    assert!(bmc.run("power status").stderr.contains("Unspecified error"));
}

#[test]
fn machines_that_virsh_does_not_know_are_not_there() {
    let script = Script::new(VIRSH);
    script.write("state", "running");
    for machine in ["gone", "17"] {
        let run = script.virsh(machine, None).run("power status");
        assert!(run.stderr.contains("Requested sensor, data, or record not found"), "{machine}");
    }
    assert_eq!(script.calls(), ["-q domstate --domain=gone"], "17 would be another one");
}

#[test]
fn virsh_starts_the_machine_with_another_description() {
    let script = Script::new(VIRSH);
    script.write("state", "running");
    script.write("stored", DOMAIN);
    let bmc = script.virsh("-x", None);
    bmc.good("chassis bootdev pxe");
    assert_eq!(script.calls(), [""; 0]);
    bmc.good("power reset");
    let dump = "-q dumpxml --domain=-x --inactive --security-info";
    let (state, destroy) = ("-q domstate --domain=-x", "-q destroy --domain=-x");
    assert_eq!(script.calls(), [state, dump, destroy, "-q create --file=/dev/stdin"]);
    let boots = "<boot dev=\"network\"/><boot dev=\"hd\"/>";
    assert!(script.read("xml").contains(boots), "{}", script.read("xml"));
    assert_eq!(script.read("stored"), DOMAIN, "what is stored stays");
    bmc.good("power reset");
    assert_eq!(script.calls(), [state, "-q reset --domain=-x"]);
    bmc.good("chassis bootdev pxe options=persistent");
    assert_eq!(script.calls(), [dump, "-q define --file=/dev/stdin"]);
    assert!(script.read("stored").contains(boots));
    bmc.good("power cycle");
    assert_eq!(script.calls(), [state, dump, destroy, "-q start --domain=-x"], "it was defined");
    bmc.good("chassis bootdev none");
    assert_eq!(script.calls(), [dump, "-q define --file=/dev/stdin"]);
    assert_eq!(script.read("stored").replace('"', "'"), DOMAIN.replace('\n', ""));
}
