//! The BMC under attack: floods, guessed passwords, and what it asks of those who run it.
use std::net::{SocketAddr, UdpSocket};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ripmitool::crypto::suite::CipherSuite;
use ripmitool::mock::Options;
use ripmitool::mock::lockout::Threshold;
use ripmitool::wire::rakp::{OpenRequest, OpenResponse, Rakp1};
use ripmitool::wire::rmcp::Asf;
use ripmitool::wire::v20::{Header, Packet, PayloadType, emit};

use crate::bmc::{Bmc, OURS};
use crate::foreign::{Run, find, run};
use crate::mock_bmc::{end, start_as};

const ON: &str = "Chassis Power is on\n";

/// A program without standard input; its status and standard error.
fn refused(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(OURS).arg("mock-bmc").args(words).output().unwrap();
    assert!(output.stdout.is_empty(), "it is not ready: {output:?}");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn it_does_not_start_without_an_account() {
    let (code, said) = refused(&["--listen", "127.0.0.1:0"]);
    assert_eq!(code, Some(1));
    let expected = "ripmitool mock-bmc: there is no account: give one with --user \
                    NAME:PASSWORD:LEVEL\n";
    assert_eq!(said, expected);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state");
    let path = path.to_str().unwrap();
    let words = ["--listen", "127.0.0.1:0", "--state", path];
    assert_eq!(refused(&words).1, expected, "nor with a state that has none");
    assert!(!folder.path().join("state").exists());
    let (child, _) = start_as(&words);
    let (code, said) = refused(&words);
    assert_eq!(code, Some(1));
    let in_use =
        format!("ripmitool mock-bmc: the state file {path} is in use by another process\n");
    assert_eq!(said, in_use);
    end(child, "-TERM");
    let (child, _) = crate::mock_bmc::start(&words);
    end(child, "-TERM");
    let text = std::fs::read(path).unwrap();
    std::fs::write(path, &text[..text.len() / 2]).unwrap();
    let (code, said) = refused(&words);
    assert!(code == Some(1) && said.contains("is damaged"), "{said}");
    assert_eq!(std::fs::read(path).unwrap(), &text[..text.len() / 2], "it is kept");
}

fn setup(kind: PayloadType, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    emit(&Header::sessionless(kind), payload, &mut out);
    out
}

/// Sends Open Session requests, RAKP 1 for what was opened, and pings as fast as it can, until it
/// is told to stop; gives how many.
fn flood(from: &str, to: SocketAddr, stop: &AtomicBool) -> usize {
    let socket = UdpSocket::bind((from, 0)).unwrap();
    socket.set_nonblocking(true).unwrap();
    let mut open = Vec::new();
    let algorithms = CipherSuite::by_id(17).unwrap().algorithms();
    OpenRequest { tag: 1, max_privilege: 0, console_sid: 7, algorithms }.emit(&mut open);
    let open = setup(PayloadType::OpenRequest, &open);
    let mut ping = Vec::new();
    Asf::Ping { tag: 3 }.emit(&mut ping);
    let (mut buffer, mut bmc_sid, mut sent) = ([0; 512], 1, 0);
    while !stop.load(Ordering::SeqCst) {
        let mut rakp1 = Vec::new();
        let username = b"admin".to_vec();
        Rakp1 { tag: 2, bmc_sid, console_random: [5; 16], role: 0x14, username }.emit(&mut rakp1);
        for datagram in [&open, &setup(PayloadType::Rakp1, &rakp1), &ping] {
            sent += usize::from(socket.send_to(datagram, to).is_ok());
        }
        while let Ok((len, _)) = socket.recv_from(&mut buffer) {
            let packet = buffer.get(4..len).and_then(|bytes| Packet::parse(bytes).ok());
            let opened = packet.and_then(|packet| OpenResponse::parse(packet.payload).ok());
            bmc_sid = opened.and_then(|answer| answer.opened).map_or(bmc_sid, |o| o.bmc_sid);
        }
    }
    sent
}

#[test]
fn a_flood_from_one_address_leaves_others_served() {
    let (flooded, other) = (Bmc::new(Options::default()), Bmc::new(Options::default()));
    let (to, stop) = (flooded.server.addr(), Arc::new(AtomicBool::new(false)));
    let flooding = {
        let stop = Arc::clone(&stop);
        std::thread::spawn(move || flood("127.0.0.2", to, &stop))
    };
    let start = Instant::now();
    let (mut runs, mut slowest) = (Vec::new(), Duration::ZERO);
    for _ in 0..20 {
        let begun = Instant::now();
        runs.push(flooded.run("-I lanplus power status"));
        slowest = slowest.max(begun.elapsed());
    }
    let elsewhere = other.run("-I lanplus power status");
    stop.store(true, Ordering::SeqCst);
    let sent = flooding.join().unwrap();
    for run in runs.iter().chain([&elsewhere]) {
        assert_eq!((run.stdout.as_str(), run.code), (ON, Some(0)), "{run:?}");
    }
    eprintln!("{sent} packets in {:?}, the slowest of 20 runs took {slowest:?}", start.elapsed());
    assert!(sent > 2_000, "{sent} is no flood");
    assert!(flooded.seen().refused > 1_000, "{}", flooded.seen().refused);
}

/// ipmitool with words that hold `-I`.
fn ipmitool(bmc: &Bmc, password: &str, words: &str) -> Option<Run> {
    let port = bmc.port().to_string();
    let login = ["-H", "127.0.0.1", "-p", &port, "-U", "admin", "-P", password];
    let args: Vec<&str> = login.into_iter().chain(words.split(' ')).collect();
    Some(run(&find("ipmitool")?, &args))
}

#[test]
fn ipmitool_sets_the_threshold_and_reads_the_event() {
    let bmc = Bmc::new(Options::default());
    let plus = "-I lanplus -C 3";
    let set = format!("{plus} lan set 1 bad_pass_thresh 2 1 6 1");
    let Some(set) = ipmitool(&bmc, "password", &set) else { return };
    assert_eq!(set.code, Some(0), "{set:?}");
    let threshold = bmc.server.with_state(|state| state.lan.get(26, 0, 0).unwrap());
    assert_eq!(Threshold::parse(&threshold).tries, 2, "{threshold:?}");
    let good = |words: &str| ipmitool(&bmc, "password", &format!("{plus} {words}")).unwrap();
    let print = good("lan print 1").stdout;
    assert!(print.contains("Bad Password Threshold  : 2\n"), "{print}");
    assert!(print.contains("User Lockout Interval   : 10\n"), "{print}");
    let before = good("sel list").stdout.lines().count();
    // ipmitool finds out by RAKP 2 and says nothing to the BMC: that cannot count. We do.
    let wrong = ipmitool(&bmc, "wrong", &format!("{plus} -v power status")).unwrap();
    assert!(wrong.stderr.contains("RAKP 2 HMAC is invalid"), "{wrong:?}");
    assert_eq!(good("power status").stdout, ON);
    for _ in 0..2 {
        let wrong = bmc.run_as("admin", "wrong", "-I lanplus power status");
        assert!(wrong.stderr.contains("wrong password"), "{wrong:?}");
    }
    let locked = good("-v power status");
    assert_eq!(locked.code, Some(1), "{locked:?}");
    assert!(locked.stderr.contains("unauthorized name"), "{locked:?}");
    let ours = bmc.run("-I lanplus power status");
    assert_eq!(ours.code, Some(1), "{ours:?}");
    bmc.server.with_state(|state| state.lockouts.forgive(2));
    let log = good("sel elist").stdout;
    let new: Vec<&str> = log.lines().skip(before).collect();
    assert_eq!(new.len(), 1, "one event: {log}");
    // ipmitool has no words for what this type of sensor says; FreeIPMI does.
    assert!(new[0].contains("Session Audit") && new[0].contains("| Asserted"), "{new:?}");
    let Some(ipmi_sel) = find("ipmi-sel") else { return };
    let (at, output) = (format!("127.0.0.1:{}", bmc.port()), "--no-header-output");
    let login = ["-D", "LAN_2_0", "-h", &at, "-u", "admin", "-p", "password", "-l", "ADMIN"];
    let log = run(&ipmi_sel, &[&login[..], &[output, "--no-sensor-type-output"]].concat()).stdout;
    let last = log.lines().last().unwrap_or_default();
    let expected = "Invalid Password Disable ; Event Data2 = 02h ; Channel number that session was \
                    activated/deactivated = 1";
    assert!(last.ends_with(expected), "{log}");
}

#[test]
fn wrong_passwords_of_ipmi_1_5_lock_out_too() {
    let threshold = Threshold {
        event: true,
        tries: 2,
        reset: Duration::ZERO,
        lockout: Duration::from_secs(60),
    };
    let bmc = Bmc::new(Options { threshold, ..Options::default() });
    let before = bmc.server.with_state(|state| state.log.entries.len());
    for _ in 0..2 {
        let wrong = bmc.run_as("admin", "wrong", "-I lan -N 1 -R 1 power status");
        assert_eq!(wrong.code, Some(1), "{wrong:?}");
    }
    let locked = bmc.run("-I lan power status");
    assert!(locked.code == Some(1) && locked.stderr.contains("Invalid user name"), "{locked:?}");
    assert_eq!(bmc.server.with_state(|state| state.log.entries.len()), before + 1);
}
