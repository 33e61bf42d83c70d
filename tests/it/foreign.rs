//! Programs of other people, where they are installed.
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What a program printed and how it ended.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    /// `None` when it ended by a signal.
    pub code: Option<i32>,
}

/// Where the program is. Without it the test has nothing to do, and says so; with
/// `RIPMITOOL_FOREIGN=require` in the environment it fails instead.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = folders.map(|folder| folder.join(program)).find(|file| file.is_file());
    if found.is_none() {
        missing(program);
    }
    found
}

/// Runs a program in the C locale and UTC, for two minutes at most.
pub fn run(program: &Path, args: &[&str]) -> Run {
    let mut child = Command::new(program)
        .args(args)
        // No cache: each BMC of a test is a new one.
        .envs([("LC_ALL", "C"), ("TZ", "UTC"), ("XDG_CACHE_HOME", "/dev/null/none")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A pipe holds 64 KiB, and then the program waits.
    let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
    let end = Instant::now() + Duration::from_secs(120);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{} {args:?} does not end", program.display());
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    let [stdout, stderr] = [stdout, stderr].map(|reader| reader.join().unwrap());
    Run { stdout, stderr, code: child.wait().unwrap().code() }
}

/// Reads a stream to its end.
fn drain(stream: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Sends a signal with the shell's own `kill`: small systems have no other.
pub(crate) fn kill(name: &str, pid: &str) {
    let sent = Command::new("/bin/sh").args(["-c", &format!("kill -{name} {pid}")]).status();
    assert!(sent.unwrap().success(), "{name} to {pid}");
}

/// [`find`] for a file that is no program in the path.
pub(crate) fn find_file(path: &str) -> bool {
    let found = Path::new(path).is_file();
    if !found {
        missing(path);
    }
    found
}

/// Says aloud that a test has nothing to do, or fails where it must have.
pub(crate) fn missing(name: &str) {
    let required = std::env::var_os("RIPMITOOL_FOREIGN").is_some_and(|v| v == "require");
    assert!(!required, "{name} is required and not installed");
    // Not eprintln!: the harness would keep it to itself.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {name} is not installed");
}
