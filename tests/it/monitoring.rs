//! Monitoring programs of other people with our program in IPMItool's place: what they make of
//! it is what they make of IPMItool.
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

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
    /// Ours, and the simulator of other people where it is installed; both with the same
    /// sensors.
    fn both(model: &Arc<Model>) -> Vec<Self> {
        let model = Arc::clone(model);
        let sim = Sim::start(&Setup { model: Some(Arc::clone(&model)), ..Setup::default() });
        let mock = Bmc::new(Options { model, ..Options::default() });
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

/// A folder with a program named `ipmitool`, for one BMC.
pub(crate) struct Tool {
    folder: TempDir,
    port: u16,
}

impl Tool {
    pub(crate) fn new(program: &Path, port: u16, dress: Dress) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("ipmitool");
        let shift = match dress {
            Dress::None => {
                symlink(program, &name).unwrap();
                return Self { folder, port };
            }
            Dress::Session => "",
            Dress::InPlaceOfLocal => "[ \"$1 $2\" = '-I open' ] && shift 2\n",
        };
        let login = format!("-I lanplus -C 3 -H 127.0.0.1 -p {port} -U admin -P password");
        let script = format!("#!/bin/sh\n{shift}exec {} {login} \"$@\"\n", program.display());
        std::fs::write(&name, script).unwrap();
        std::fs::set_permissions(&name, std::fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder, port }
    }

    /// Runs a shell command that finds the program in its path, and the port in `PORT`.
    pub(crate) fn shell(&self, command: &str) -> Run {
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.folder.path().display());
        let output = Command::new("/bin/sh")
            .args(["-c", command])
            .current_dir(self.folder.path())
            .envs([("LC_ALL", "C"), ("TZ", "UTC"), ("PATH", &path)])
            .env("PORT", self.port.to_string())
            .env("XDG_CACHE_HOME", self.folder.path())
            .env("MUNIN_PLUGSTATE", self.folder.path())
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

/// What stands between a monitoring program and IPMItool.
#[derive(Clone, Copy)]
pub(crate) enum Dress {
    /// Nothing: it gives all options.
    None,
    /// The options of a session, for what would watch its own machine.
    Session,
    /// The same instead of `-I open`.
    InPlaceOfLocal,
}

/// Runs a command with IPMItool and with our program, twice each, at both BMCs; it must say the
/// same each time, and at least so many lines.
fn same_of_both(command: &str, dress: Dress, lines: usize) {
    same_at(&Model::standard(), command, dress, lines);
}

pub(crate) fn same_at(model: &Arc<Model>, command: &str, dress: Dress, lines: usize) {
    let Some(theirs) = find("ipmitool") else { return };
    for bmc in Watched::both(model) {
        let run = |program: &Path| {
            let tool = Tool::new(program, bmc.port(), dress);
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

pub(crate) fn client(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(name)
}

#[test]
fn telegraf_reads_what_it_read_before() {
    if find("python3").is_none() {
        return;
    }
    let script = client("telegraf.py");
    let login = "-H 127.0.0.1 -p $PORT -U admin -P password -I lan";
    for schema in ["v1", "v2"] {
        let line = format!("python3 {} {schema}", script.display());
        same_of_both(&format!("{line} ipmitool"), Dress::Session, 40);
        // With use_cache: the first run dumps the records, the second begins with them.
        same_of_both(&format!("{line} --cache kept ipmitool {login}"), Dress::None, 40);
    }
}

#[test]
fn the_node_exporter_collector_reads_what_it_read_before() {
    let script = "/usr/share/prometheus-node-exporter-collectors/ipmitool";
    if !find_file(script) {
        return;
    }
    // The order of its lines is that of a hash.
    same_of_both(&format!("ipmitool sensor | {script} | sort"), Dress::Session, 20);
}

#[test]
fn munin_reads_what_it_read_before() {
    let plugin = "/usr/share/munin/plugins/ipmi_";
    if !find_file(plugin) || find("gawk").is_none() {
        return;
    }
    for kind in ["fans", "temp", "power", "volts"] {
        let name = format!("ln -sf {plugin} ipmi_{kind} && ./ipmi_{kind}");
        same_of_both(&name, Dress::Session, 1);
        same_of_both(&format!("{name} config"), Dress::Session, 3);
    }
    same_of_both(&format!("{plugin} autoconf"), Dress::Session, 1);
}

#[test]
fn munin_reads_sensors_by_name() {
    let plugin = "/usr/share/munin/plugins/ipmi_sensor_";
    if !find_file(plugin) {
        return;
    }
    // Those that it looks for without a configuration.
    let mut model = Model::clone(&Model::standard());
    for (name, wanted) in [
        ("12V", "Voltage 2"),
        ("Inlet Temp", "Ambient Temp"),
        ("Fan1 RPM", "FAN 1 RPM"),
        ("Fan2 RPM", "FAN 2 RPM"),
        ("Fan3 RPM", "FAN 3 RPM"),
        ("Fan4 RPM", "FAN 4 RPM"),
        ("PSU1 Input I", "Current 2"),
        ("System Power", "System Level"),
    ] {
        rename(&mut model, name, wanted);
    }
    let model = Arc::new(model);
    for (unit, lines) in [("volts", 1), ("degrees_c", 1), ("rpm", 3), ("amps", 1), ("watts", 1)] {
        // It keeps what it read for two minutes.
        let name = format!(
            "rm -f plugin-ipmi_sensor.cache; ln -sf {plugin} ipmi_sensor_u_{unit} && \
             /usr/bin/python3 ./ipmi_sensor_u_{unit}"
        );
        same_at(&model, &name, Dress::InPlaceOfLocal, lines);
        same_at(&model, &format!("{name} config"), Dress::InPlaceOfLocal, 5 + lines);
    }
}

/// Gives a sensor with a full record another name.
fn rename(model: &mut Model, name: &str, wanted: &str) {
    const NAME: usize = 48;
    let named = |record: &&mut ripmitool::mock::model::Record| {
        record.bytes.get(3) == Some(&1) && record.bytes.get(NAME..) == Some(name.as_bytes())
    };
    let record = model.records.iter_mut().find(named).expect(name);
    let len = u8::try_from(wanted.len()).unwrap();
    record.bytes.truncate(NAME);
    record.bytes.extend(wanted.bytes());
    record.bytes[NAME - 1] = 0xc0 | len;
    record.bytes[4] = u8::try_from(record.bytes.len() - 5).unwrap();
}

#[test]
fn rubyipmi_and_bmclib_find_what_they_found_before() {
    let Some(theirs) = find("ipmitool") else { return };
    if find("python3").is_none() {
        return;
    }
    for (name, found, failed) in [("rubyipmi", 37, 1), ("bmclib", 45, 1)] {
        let line = format!("python3 {} {name} $PORT", client("rules.py").display());
        // They write, so each program has its own.
        let [theirs, ours] = [&*theirs, Path::new(OURS)].map(|program| {
            let bmc = Bmc::new(Options { sol_port: Some(623), ..Options::default() });
            let run = Tool::new(program, bmc.port(), Dress::None).shell(&line);
            assert_eq!(run.code, Some(0), "{name} {}: {}", program.display(), run.stderr);
            run.stdout
        });
        assert_eq!(ours, theirs, "{name}");
        let lines = |word| ours.lines().filter(|line| line.contains(word)).count();
        // The status of `identify`, which is no interval; a console that nobody has.
        assert_eq!((lines(""), lines("\"failed\"")), (found, failed), "{name}: {ours}");
    }
}

#[test]
fn python_ipmi_works_on_it() {
    // Debian's Python, which has Debian's modules.
    if !find_file("/usr/lib/python3/dist-packages/pyipmi/__init__.py") {
        return;
    }
    // Other records are an error to it.
    let mut model = Model::clone(&Model::standard());
    model.records.retain(|record| matches!(record.bytes.get(3), Some(1..=3 | 0x11 | 0x12)));
    let Some(theirs) = find("ipmitool") else { return };
    let script = client("pyipmi.py");
    for bmc in Watched::both(&Arc::new(model)) {
        let run = |program: &Path, interface: &str| {
            let tool = Tool::new(program, bmc.port(), Dress::None);
            let script = script.display();
            let run = tool.shell(&format!(
                "/usr/bin/python3 {script} {interface} 127.0.0.1 $PORT admin password"
            ));
            let place = (bmc.name(), program.display(), interface);
            assert_eq!((run.code, &*run.stderr), (Some(0), ""), "{place:?}: {}", run.stdout);
            run.stdout
        };
        // It gives no cipher suite, and ipmi_sim does not have IPMItool's own choice. Over lan
        // IPMItool takes the pad byte that our BMC sends for data (IPMI v2.0 §13.6).
        let interface = if matches!(bmc, Watched::Mock(_)) { "lanplus" } else { "lan" };
        let found = run(&theirs, interface);
        for word in ["power True\n", "\nrecords ", "\nsensor ", "\nentries ", "\nfru "] {
            assert!(found.contains(word), "{} {word}: {found}", bmc.name());
        }
        assert_eq!(run(Path::new(OURS), "lan"), found, "{}", bmc.name());
        assert_eq!(run(Path::new(OURS), "lanplus"), found, "{}", bmc.name());
    }
}
