//! Monitoring programs of other people with our program in IPMItool's place: what they make of
//! it is what they make of IPMItool.
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ripmitool::mock::{Model, Options};
use tempfile::TempDir;

use crate::bmc::{Bmc, OURS};
use crate::foreign::{Run, find, find_file};
use crate::sim::{Setup, Sim};

/// A BMC to be watched.
enum Watched {
    Mock(Bmc),
    Sim(Sim),
}

impl Watched {
    /// Ours, and the simulator of other people where it is installed; both with the sensors of
    /// the standard model.
    fn both() -> Vec<Self> {
        let sim = Sim::start(Setup { model: Some(Model::standard()), ..Setup::default() });
        let mock = Bmc::new(Options::default());
        std::iter::once(Self::Mock(mock)).chain(sim.map(Self::Sim)).collect()
    }

    fn port(&self) -> u16 {
        match self {
            Self::Mock(bmc) => bmc.port(),
            Self::Sim(sim) => sim.port(),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Mock(_) => "mock",
            Self::Sim(_) => "ipmi_sim",
        }
    }
}

/// A folder with a program named `ipmitool`, which reaches that BMC.
struct Tool {
    folder: TempDir,
}

impl Tool {
    /// With `logged_in` the program gets the options of a session by itself.
    fn new(program: &Path, port: u16, logged_in: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("ipmitool");
        let login = "-I lanplus -C 3 -H 127.0.0.1 -U admin -P password";
        if logged_in {
            let program = program.display();
            let script = format!("#!/bin/sh\nexec {program} {login} -p {port} \"$@\"\n");
            std::fs::write(&name, script).unwrap();
            std::fs::set_permissions(&name, std::fs::Permissions::from_mode(0o755)).unwrap();
        } else {
            symlink(program, &name).unwrap();
        }
        Self { folder }
    }

    /// Runs a shell command that finds the program in its path.
    fn shell(&self, command: &str) -> Run {
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.folder.path().display());
        let output = Command::new("/bin/sh")
            .args(["-c", command])
            .current_dir(self.folder.path())
            .envs([("LC_ALL", "C"), ("TZ", "UTC"), ("PATH", &path)])
            .env("XDG_CACHE_HOME", self.folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Run {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }
}

/// Runs a command with IPMItool and with our program, twice each, at both BMCs; it must say the
/// same each time, and at least so many lines.
fn same_of_both(command: &str, logged_in: bool, lines: usize) {
    let Some(theirs) = find("ipmitool") else { return };
    for bmc in Watched::both() {
        let run = |program: &Path| {
            let tool = Tool::new(program, bmc.port(), logged_in);
            // The second time our program knows the records.
            let runs = [tool.shell(command), tool.shell(command)];
            for run in &runs {
                let place = (bmc.name(), program.display());
                assert_eq!(run.code, Some(0), "{place:?} {command}: {run:?}");
                assert_eq!(run.stdout, runs[0].stdout, "{place:?} {command}");
            }
            runs.map(|run| run.stdout).into_iter().next().unwrap()
        };
        let (theirs, ours) = (run(&theirs), run(Path::new(OURS)));
        assert_eq!(ours, theirs, "{} {command}", bmc.name());
        assert!(ours.lines().count() >= lines, "{} {command}: {ours}", bmc.name());
    }
}

fn client(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(name)
}

#[test]
fn telegraf_reads_what_it_read_before() {
    if find("python3").is_none() {
        return;
    }
    let script = client("telegraf.py");
    for schema in ["v1", "v2"] {
        same_of_both(&format!("python3 {} {schema} ipmitool", script.display()), true, 40);
    }
}

#[test]
fn the_node_exporter_collector_reads_what_it_read_before() {
    let script = "/usr/share/prometheus-node-exporter-collectors/ipmitool";
    if !find_file(script) {
        return;
    }
    // The order of its lines is that of a hash.
    same_of_both(&format!("ipmitool sensor | {script} | sort"), true, 20);
}

#[test]
fn munin_reads_what_it_read_before() {
    let plugin = "/usr/share/munin/plugins/ipmi_";
    if !find_file(plugin) || find("gawk").is_none() {
        return;
    }
    for kind in ["fans", "temp", "power", "volts"] {
        let name = format!("ln -sf {plugin} ipmi_{kind} && ./ipmi_{kind}");
        same_of_both(&name, true, 1);
        same_of_both(&format!("{name} config"), true, 3);
    }
    same_of_both(&format!("{plugin} autoconf"), true, 1);
}

#[test]
fn python_ipmi_works_on_it() {
    // Debian's Python, which has Debian's modules.
    if !find_file("/usr/lib/python3/dist-packages/pyipmi/__init__.py") {
        return;
    }
    let script = client("pyipmi.py");
    for bmc in Watched::both() {
        for interface in ["lanplus", "lan"] {
            let tool = Tool::new(Path::new(OURS), bmc.port(), false);
            let (script, port) = (script.display(), bmc.port());
            let line =
                format!("/usr/bin/python3 {script} {interface} 127.0.0.1 {port} admin password");
            let run = tool.shell(&line);
            let place = (bmc.name(), interface);
            assert_eq!(run.code, Some(0), "{place:?}: {run:?}");
            for word in ["power True", "records ", "sensor ", "product "] {
                assert!(run.stdout.contains(word), "{place:?} {word}: {run:?}");
            }
        }
    }
}
