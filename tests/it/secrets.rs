//! Secrets do not stay where other users can see them.
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Ends the child with the test.
struct Waiting(Child);

impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn secrets_leave_the_argument_list() {
    // `-f -` waits for standard input, so there is time to look.
    let child = Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .args([
            "-I",
            "lanplus",
            "-H",
            "127.0.0.1",
            "-Psecret1",
            "-P",
            "secret2",
            "power",
            "-k",
            "kgkey",
        ])
        .args(["-y", "abcd12", "-P", "", "status", "-f", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let child = Waiting(child);
    let path = format!("/proc/{}/cmdline", child.0.id());
    let wanted =
        "-I lanplus -H 127.0.0.1 -PXXXXXXX -P XXXXXXX power -k XXXXX -y XXXXXX -P  status -f -";
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
        let shown = text.trim_end_matches('\0').replace('\0', " ");
        if shown.ends_with(wanted) {
            return;
        }
        assert!(Instant::now() < end, "still shown: {shown}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
