//! `ripmitool mock-bmc` as a program of its own.
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ripmitool::wire::rmcp::Asf;

/// Starts the program with an account, `admin` and `password`.
pub(crate) fn start_as(words: &[&str]) -> (Child, Vec<SocketAddr>) {
    start(&[&["--user", "admin:password:administrator"], words].concat())
}

/// Starts the program, and reads the addresses out of its first line.
pub(crate) fn start(words: &[&str]) -> (Child, Vec<SocketAddr>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .arg("mock-bmc")
        .args(words)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let addresses = line.strip_prefix("ripmitool mock-bmc: ready on ").unwrap();
    (child, addresses.split_whitespace().map(|address| address.parse().unwrap()).collect())
}

pub(crate) fn end(mut child: Child, signal: &str) {
    let pid = child.id().to_string();
    crate::foreign::kill(signal.trim_start_matches('-'), &pid);
    assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
}

/// True when a presence ping gets its pong.
fn answers(to: SocketAddr) -> bool {
    let local: SocketAddr = if to.is_ipv4() { "127.0.0.1:0" } else { "[::1]:0" }.parse().unwrap();
    let socket = UdpSocket::bind(local).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let (mut ping, mut expected) = (Vec::new(), Vec::new());
    Asf::Ping { tag: 3 }.emit(&mut ping);
    Asf::Pong { tag: 3, ipmi: true }.emit(&mut expected);
    socket.send_to(&ping, to).unwrap();
    let mut buffer = [0; 64];
    let (len, from) = socket.recv_from(&mut buffer).unwrap();
    from == to && buffer[..len] == expected
}

#[test]
fn it_listens_where_it_is_told_and_ends_by_a_signal() {
    let mut words = vec!["--listen", "127.0.0.1:0", "--listen", "127.0.0.2:0"];
    let ipv6 = UdpSocket::bind("[::1]:0").is_ok();
    if ipv6 {
        words.extend(["--listen", "[::1]:0"]);
    } else {
        eprintln!("SKIPPED: no IPv6 on this machine");
    }
    let (child, addresses) = start_as(&words);
    assert_eq!(addresses.len(), words.len() / 2);
    for address in addresses {
        assert!(answers(address), "{address}");
    }
    end(child, "-TERM");
    let (child, _) = start_as(&words[..2]);
    end(child, "-INT");
}

#[test]
fn wrong_words_and_a_taken_address_end_it_with_1() {
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for (words, message) in [
        (["--fault", "nonsense"], "no such fault"),
        (["--listen", &address], "ripmitool mock-bmc: Address already in use"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_ripmitool"))
            .args(["mock-bmc", "--user", "admin:password:administrator"])
            .args(words)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(message), "{stderr}");
    }
}
