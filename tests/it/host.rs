//! The BMC acts on machines: through a program of the user's, and through virsh, both played by
//! shell scripts here.
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

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

    /// The lines of `calls` since the last time, without those that another thread makes; waits
    /// for as many as are wanted. An action goes on when the answer of the BMC could not wait.
    fn calls(&self, wanted: usize) -> Vec<String> {
        let mut calls = Vec::new();
        until(|| {
            calls = self.read("calls").lines().map(str::to_owned).collect();
            calls.retain(|call: &String| !call.contains(" event "));
            calls.len() >= wanted
        });
        self.write("calls", "");
        calls
    }

    #[track_caller]
    fn expect(&self, calls: &[&str]) {
        assert_eq!(self.calls(calls.len()), calls);
    }

    fn command(&self, machine: &str) -> Bmc {
        bmc(&Hypervisor::Command { program: self.path() }, machine)
    }

    fn virsh(&self, machine: &str, uri: Option<&str>) -> Bmc {
        bmc(&Hypervisor::Virsh { program: self.path(), uri: uri.map(Into::into) }, machine)
    }
}

/// Waits for something to come about, for a minute at most.
fn until(mut wanted: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(60);
    while !wanted() {
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    true
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
    script.expect(&["node a; x status"]);
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
        assert_eq!(script.calls(calls.len()), calls, "{words}");
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
    for (words, calls) in [
        ("chassis bootdev pxe", &[][..]),
        ("power on", &["nodea status", "nodea on network"]),
        // It was for once.
        ("power reset", &["nodea status", "nodea reset"]),
        ("chassis bootdev cdrom options=persistent", &["nodea boot cdrom"]),
        ("power cycle", &["nodea status", "nodea cycle cdrom"]),
        ("power cycle", &["nodea status", "nodea cycle cdrom"]),
        ("chassis bootdev none", &["nodea boot default"]),
        ("power reset", &["nodea status", "nodea reset"]),
    ] {
        bmc.good(words);
        assert_eq!(script.calls(calls.len()), calls, "{words}");
    }
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
        // Behind the program that hangs they would get no answer at all.
        assert_eq!(second.good("power status"), ON);
        assert!(bmc.good("mc info").starts_with("Device ID"), "the BMC itself answers");
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
    assert!(until(|| !is_running(pid.trim())), "the program is left over");
}

#[test]
fn a_console_is_there_once_the_machine_is_on() {
    let script = Script::new(MACHINE);
    script.write("state", "off");
    let bmc = script.command("nodea");
    // More than waits at the BMC.
    let input = text(3000);
    std::thread::scope(|scope| {
        let run = scope.spawn(|| piped(&bmc, "-I lanplus sol activate", &input));
        assert!(until(|| script.read("calls").lines().count() > 1), "nobody looks again");
        bmc.good("power on");
        let (stdout, stderr, code) = run.join().unwrap();
        let want = [BANNER.as_bytes(), &input].concat();
        assert!(stdout == want, "{} bytes of {}", stdout.len(), want.len());
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
    assert!(until(|| is_running(script.read("console").trim())), "no console");
    drop(bmc);
    assert!(until(|| !is_running(script.read("console").trim())), "the program is left over");
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
    drop(bmc);
    assert!(until(|| !is_running(script.read("pid").trim())), "the program is left over");
}

/// Virsh, for a machine called -x: the state is in a file, what comes in too.
const VIRSH: &str = r#"
echo "$*" >>"$here/calls"
[ "$LC_ALL" = C ] || exit 9
for word; do case $word in -q | --connect=* | --inactive | --security-info | --event=* | --timeout=* | --mode=acpi) ;; --file=/dev/stdin) cat >"$here/xml" ;;
--escape=* | --force) ;; --domain=*) name=${word#--domain=} ;; *) action=${action:-$word} ;; esac; done
if [ "$name" = gone ]; then echo "error: failed to get domain 'gone'" >&2; exit 1; fi
case $action in
  domstate) cat "$here/state"; echo ;;
  start) cp "$here/stored" "$here/live"; echo running >"$here/state" ;;
  create) cp "$here/xml" "$here/live"; echo running >"$here/state" ;;
  destroy) [ ! -e "$here/slow" ] || sleep 0.3; echo "shut off" >"$here/state" ;;
  define) cp "$here/xml" "$here/stored" ;;
  dumpxml) case $* in *--inactive*) cat "$here/stored" ;; *) cat "$here/live" ;; esac ;;
  event) echo $$ >"$here/pid"; while [ ! -e "$here/rebooted" ]; do sleep 0.02; done
    rm "$here/rebooted"; echo "event 'reboot' for domain '-x'" ;;
  reset) ;;
  ttyconsole) [ "$(cat "$here/state")" != running ] || echo /dev/pts/x ;;
  console) [ -t 0 ] && [ "$(cat "$here/state")" = running ] && stty raw -echo && exec cat ;;
  *) echo "error: $action: no" >&2; exit 1 ;;
esac
"#;

const DOMAIN: &str = "<domain type='qemu'><name>-x</name>
<os><type>hvm</type><boot dev='hd'/></os><devices><interface type='user'/></devices></domain>";

#[test]
fn virsh_is_told_what_to_do() {
    let script = Script::new(VIRSH);
    script.write("state", "shut off");
    script.write("stored", DOMAIN);
    let bmc = script.virsh("-x", Some("test:///x"));
    assert_eq!(bmc.good("power status"), OFF);
    script.expect(&["-q --connect=test:///x domstate --domain=-x"]);
    let bmc = script.virsh("-x", None);
    for (words, calls) in [
        ("power on", &["domstate", "start"][..]),
        ("power on", &["domstate"]),
        ("power cycle", &["domstate", "destroy", "start"]),
        ("power off", &["domstate", "destroy"]),
    ] {
        bmc.good(words);
        let calls: Vec<String> =
            calls.iter().map(|call| format!("-q {call} --domain=-x")).collect();
        assert_eq!(script.calls(calls.len()), calls, "{words}");
    }
    script.write("state", "running");
    for (words, call) in [
        ("power diag", "inject-nmi --domain=-x"),
        ("power soft", "shutdown --domain=-x --mode=acpi"),
    ] {
        let run = bmc.run(words);
        assert!(run.stderr.contains("Unspecified error"), "{words}: {}", run.stderr);
        assert_eq!(script.calls(2)[1], format!("-q {call}"));
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
    // 17 would be another one.
    script.expect(&["-q domstate --domain=gone"]);
}

const STATE: &str = "-q domstate --domain=-x";
const STORED: &str = "-q dumpxml --domain=-x --inactive --security-info";
const LIVE: &str = "-q dumpxml --domain=-x --security-info";
const DESTROY: &str = "-q destroy --domain=-x";
const START: &str = "-q start --domain=-x";
const CREATE: &str = "-q create --file=/dev/stdin";
const DEFINE: &str = "-q define --file=/dev/stdin";
const NETWORK_FIRST: &str = "<boot dev=\"network\"/><boot dev=\"hd\"/>";

/// A machine that is on.
fn running() -> (Script, Bmc) {
    let script = Script::new(VIRSH);
    script.write("state", "running");
    script.write("stored", DOMAIN);
    script.write("live", DOMAIN);
    let bmc = script.virsh("-x", None);
    (script, bmc)
}

#[test]
fn virsh_starts_the_machine_with_another_description_once() {
    let (script, bmc) = running();
    bmc.good("power reset");
    script.expect(&[STATE, LIVE, STORED, "-q reset --domain=-x"]);
    bmc.good("chassis bootdev pxe");
    script.expect(&[]);
    bmc.good("power reset");
    script.expect(&[STATE, STORED, DESTROY, CREATE]);
    assert!(script.read("live").contains(NETWORK_FIRST), "{}", script.read("live"));
    assert_eq!(script.read("stored"), DOMAIN, "what is stored stays");
    bmc.good("power reset");
    // It was for once.
    script.expect(&[STATE, LIVE, STORED, DESTROY, START]);
    assert_eq!(script.read("live"), DOMAIN);
}

#[test]
fn a_machine_that_restarts_by_itself_has_used_its_boot_flags_up() {
    let (script, bmc) = running();
    bmc.good("chassis bootdev pxe");
    bmc.good("power cycle");
    assert!(until(|| is_running(script.read("pid").trim())));
    script.expect(&[STATE, STORED, DESTROY, CREATE]);
    script.write("rebooted", "");
    assert!(until(|| script.read("live") == DOMAIN), "{}", script.read("live"));
    script.expect(&[LIVE, STORED, DESTROY, START]);
    assert!(until(|| !is_running(script.read("pid").trim())), "somebody waits for another one");
    // Nor after the machine was turned off, or the BMC has ended.
    for end in [true, false] {
        bmc.good("chassis bootdev pxe");
        script.write("pid", "");
        bmc.good("power cycle");
        assert!(until(|| is_running(script.read("pid").trim())));
        if end {
            bmc.good("power off");
            assert!(until(|| !is_running(script.read("pid").trim())));
            bmc.good("power on");
        }
    }
    drop(bmc);
    assert!(until(|| !is_running(script.read("pid").trim())), "the program is left over");
}

#[test]
fn a_bmc_that_ends_leaves_no_machine_off_in_a_power_cycle() {
    let (script, bmc) = running();
    script.write("slow", "");
    let words = login(bmc.port(), "admin", "password", "-I lanplus power cycle");
    let mut command = Command::new(OURS);
    command.args(words).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    assert!(until(|| script.read("calls").contains(DESTROY)));
    drop(bmc);
    assert!(until(|| script.read("calls").contains(START)), "it stays off");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn virsh_redefines_a_machine_that_boots_from_another_device_for_good() {
    let (script, bmc) = running();
    bmc.good("chassis bootdev pxe options=persistent");
    script.expect(&[STORED, DEFINE]);
    assert!(script.read("stored").contains(NETWORK_FIRST));
    bmc.good("power cycle");
    // It was defined.
    script.expect(&[STATE, STORED, DESTROY, START]);
    bmc.good("chassis bootdev none");
    script.expect(&[STORED, DEFINE]);
    assert_eq!(script.read("stored").replace('"', "'"), DOMAIN.replace('\n', ""));
    bmc.good("power reset");
    // A reset is enough.
    script.expect(&[STATE, LIVE, STORED, DESTROY, START]);
}

#[test]
fn the_console_is_that_of_virsh() {
    let (script, bmc) = running();
    script.write("state", "shut off");
    let input: Vec<u8> = [text(3000), (0..=255).filter(|byte| *byte != b'~').collect()].concat();
    std::thread::scope(|scope| {
        let run = scope.spawn(|| piped(&bmc, "-I lanplus sol activate", &input));
        assert!(until(|| script.read("calls").contains("domstate")));
        bmc.good("power on");
        let (stdout, stderr, code) = run.join().unwrap();
        let want = [BANNER.as_bytes(), &input].concat();
        assert!(stdout == want, "{} bytes of {}", stdout.len(), want.len());
        assert_eq!((stderr.as_str(), code), ("", Some(0)));
    });
    let console = "-q --escape=^@ console --domain=-x --force";
    assert!(script.read("calls").lines().any(|call| call == console));
}
