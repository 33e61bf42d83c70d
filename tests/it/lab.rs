//! Virtual machines of a libvirtd of our own, and one process of `mock-bmc` that is their BMCs.
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::UdpSocket;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::bmc::OURS;
use crate::foreign::{Run, find, kill, run};

/// The machines that `tests/lab/machines` defines, each with its BMC at 127.0.0.101 to .104.
pub(crate) const NODES: [&str; 4] = ["nodea", "nodeb", "nodec", "noded"];
/// A name in the map that no machine has; its BMC is at 127.0.0.105.
pub(crate) const NOBODY: &str = "nobody";

/// Held while several machines are emulated: each takes a processor, and those of one test are
/// enough. The port is one test's alone, too.
static MACHINES: Mutex<()> = Mutex::new(());

/// Waits until no other test emulates several machines.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    MACHINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All of it ends with the value.
pub(crate) struct Lab {
    bmcs: Child,
    machines: Child,
    folder: TempDir,
    virsh: PathBuf,
    ipmitool: PathBuf,
    uri: String,
    port: u16,
    _alone: MutexGuard<'static, ()>,
}

impl Lab {
    /// `None`, said aloud, where a program is not installed.
    pub(crate) fn start() -> Option<Self> {
        let needed = ["libvirtd", "qemu-system-x86_64", "as", "ld"];
        if needed.iter().any(|program| find(program).is_none()) {
            return None;
        }
        let (virsh, ipmitool) = (find("virsh")?, find("ipmitool")?);
        let alone = alone();
        let folder = tempfile::tempdir().unwrap();
        let (machines, uri) = start_machines(folder.path());
        let port = port();
        let bmcs = start_bmcs(folder.path(), &uri, port);
        Some(Self { bmcs, machines, folder, virsh, ipmitool, uri, port, _alone: alone })
    }

    /// Runs a command of virsh, which must succeed; gives what it printed without blanks around.
    pub(crate) fn virsh(&self, words: &str) -> String {
        let args = ["-q", "-c", &self.uri].into_iter().chain(words.split(' '));
        let run = run(&self.virsh, &args.collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "virsh {words}: {run:?}");
        run.stdout.trim().to_owned()
    }

    /// Whether libvirt says that the machine is on.
    pub(crate) fn is_on(&self, node: &str) -> bool {
        match self.virsh(&format!("domstate {node}")).as_str() {
            "running" | "in shutdown" => true,
            "shut off" => false,
            state => panic!("{node} is {state}"),
        }
    }

    /// The number that a machine gets at each start; `-` when it is off.
    pub(crate) fn life(&self, node: &str) -> String {
        self.virsh(&format!("domid {node}"))
    }

    /// How often the machine has written that to its serial port, ever.
    pub(crate) fn wrote(&self, node: &str, text: &str) -> usize {
        let log = self.machine_folder().join(format!("{node}.log"));
        let log = fs::read(log).unwrap_or_default();
        String::from_utf8_lossy(&log).matches(text).count()
    }

    /// Runs it for a machine's BMC.
    pub(crate) fn program(&self, program: Program, node: &str, words: &str) -> Run {
        let args = self.login(node, words);
        run(self.path(program), &args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub(crate) fn path(&self, program: Program) -> &Path {
        match program {
            Program::Ours => Path::new(OURS),
            Program::Theirs => &self.ipmitool,
        }
    }

    /// The arguments for a machine's BMC, `words` among them.
    pub(crate) fn login(&self, node: &str, words: &str) -> Vec<String> {
        let (address, port) = (address(node), self.port.to_string());
        let first = ["-I", "lanplus", "-H", &address, "-p", &port, "-U", "admin", "-P", PASSWORD];
        first.into_iter().chain(words.split(' ')).map(str::to_owned).collect()
    }

    /// Ends libvirtd; the machines go on.
    pub(crate) fn end_libvirtd(&self) {
        kill("USR1", &self.machines.id().to_string());
        let socket = self.machine_folder().join("run/libvirt-sock");
        assert!(eventually(|| !socket.exists()), "libvirtd does not end");
    }

    /// Starts libvirtd anew.
    pub(crate) fn start_libvirtd(&self) {
        kill("USR2", &self.machines.id().to_string());
        let socket = self.machine_folder().join("run/libvirt-sock");
        assert!(eventually(|| socket.exists()), "libvirtd does not start");
    }

    /// What the BMCs' process has written.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(self.folder.path().join("bmcs.log")).unwrap()
    }

    fn machine_folder(&self) -> PathBuf {
        self.folder.path().join("machines")
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the BMCs said: {}", self.said());
        }
        let _ = self.bmcs.kill();
        let _ = self.bmcs.wait();
        // The end of its input ends the machines and libvirtd.
        drop(self.machines.stdin.take());
        let _ = self.machines.wait();
    }
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Ours,
    Theirs,
}

pub(crate) const PASSWORD: &str = "fencing";

/// Waits for something to come about, for two minutes at most: machines start in one second.
pub(crate) fn eventually(wanted: impl Fn() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(120);
    while Instant::now() < end {
        if wanted() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn address(node: &str) -> String {
    let names = NODES.into_iter().chain([NOBODY]);
    let at = names.zip(101..).find(|(name, _)| *name == node).unwrap().1;
    format!("127.0.0.{at}")
}

/// IPMI's own port where it is free and may be used.
fn port() -> u16 {
    let free = |port: u16| {
        NODES.iter().chain([&NOBODY]).all(|node| UdpSocket::bind((address(node), port)).is_ok())
    };
    if free(623) {
        return 623;
    }
    let any = || UdpSocket::bind("127.0.0.101:0").unwrap().local_addr().unwrap().port();
    std::iter::repeat_with(any).take(100).find(|port| free(*port)).unwrap()
}

fn start_machines(folder: &Path) -> (Child, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab/machines");
    let below = folder.join("machines");
    fs::create_dir(&below).unwrap();
    // root gives up its rights for libvirtd, which must get there all the same.
    open_to_all(folder);
    let mut child = Command::new(script)
        .arg(&below)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = first_line(&mut child);
    let uri = line.strip_prefix("ready ").unwrap_or_else(|| panic!("machines: {line:?}"));
    (child, uri.trim_end().to_owned())
}

fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

fn start_bmcs(folder: &Path, uri: &str, port: u16) -> Child {
    let names = NODES.iter().chain([&NOBODY]);
    let lines = names.map(|node| format!("{node},{}:{port}\n", address(node)));
    let map = lines.collect::<String>();
    fs::write(folder.join("vms"), map).unwrap();
    fs::write(folder.join("bmc.toml"), config(uri)).unwrap();
    let mut child = Command::new(OURS)
        .args(["mock-bmc", "--vms", "vms", "--config", "bmc.toml"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(folder.join("bmcs.log")).unwrap())
        .spawn()
        .unwrap();
    let line = first_line(&mut child);
    assert!(line.contains("ready"), "{line:?} {:?}", fs::read_to_string(folder.join("bmcs.log")));
    child
}

fn config(uri: &str) -> String {
    format!(
        "[defaults]\nhypervisor = \"virsh\"\nuri = \"{uri}\"\n\
         [[defaults.user]]\nname = \"admin\"\npassword = \"{PASSWORD}\"\n\
         privilege = \"administrator\"\n"
    )
}

fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    line
}
