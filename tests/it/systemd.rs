//! The units of `contrib/systemd`, and sockets that systemd opens.
use std::fs;
use std::net::UdpSocket;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::bmc::OURS;
use crate::foreign::{find, run};

#[test]
fn systemd_finds_no_fault_in_the_units() {
    let Some(analyze) = find("systemd-analyze") else { return };
    let units = Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/systemd");
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(units.join(name)).unwrap();
        assert!(from.is_empty() || text.contains(from), "{name} does not name {from}");
        let path = folder.path().join(name);
        fs::write(&path, text.replace(from, to)).unwrap();
        path.display().to_string()
    };
    let socket = copy("ripmitool-bmc.socket", "", "");
    // The program has to be there.
    let service = copy("ripmitool-bmc.service", "/usr/bin/ripmitool", OURS);
    let good = run(&analyze, &["verify", "--man=no", &service, &socket]);
    assert_eq!((good.code, good.stderr.as_str()), (Some(0), ""), "{good:?}");
    let hardened = run(&analyze, &["security", "--offline=yes", "--threshold=20", &service]);
    assert_eq!(hardened.code, Some(0), "exposed by more than 2.0: {}", hardened.stdout);
    // It would find one.
    let bad = copy("ripmitool-bmc.service", "ProtectSystem=strict", "ProtectSystem=very");
    let said = run(&analyze, &["verify", "--man=no", &bad, &socket]).stderr;
    assert!(said.contains("Failed to parse protect system"), "{said}");
}

#[test]
fn sockets_of_systemd_are_taken() {
    let Some(activate) = find("systemd-socket-activate") else { return };
    let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let vms = folder.path().join("vms");
    fs::write(&vms, format!("a,127.0.0.2:{port}\nb,127.0.0.3:{port}\n")).unwrap();
    let at = |host: &str| format!("{host}:{port}");
    let mut child = Command::new(activate)
        .args(["-d", "-l", &at("127.0.0.2"), "-l", &at("127.0.0.9"), OURS, "mock-bmc", "--vms"])
        .arg(&vms)
        .args(["--user", "admin:geheim:administrator"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ask = |host: &str| {
        let port = port.to_string();
        let login = ["-I", "lanplus", "-H", host, "-p", &port, "-U", "admin", "-P", "geheim"];
        run(OURS.as_ref(), &[&login[..], &["power", "status"]].concat()).stdout
    };
    // The first datagram starts the program, which finds it in the socket that it gets. Until the
    // socket is there, nobody answers.
    let end = Instant::now() + Duration::from_secs(60);
    let mut first = String::new();
    while first.is_empty() && Instant::now() < end {
        first = ask("127.0.0.2");
    }
    let second = ask("127.0.0.3");
    crate::foreign::kill("TERM", &child.id().to_string());
    let status = child.wait().unwrap();
    let said = std::io::read_to_string(child.stderr.take().unwrap()).unwrap();
    assert_eq!(first, "Chassis Power is on\n", "{said}");
    assert_eq!(second, "Chassis Power is on\n", "one that it opens by itself: {said}");
    assert!(said.contains(&format!("the socket for 127.0.0.9:{port} fits no BMC")), "{said}");
    assert_eq!(status.code(), Some(0), "{said}");
}
