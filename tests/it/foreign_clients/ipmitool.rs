//! ipmitool: each way to the BMC, and the whole list of commands of the lab.
use std::path::PathBuf;
use std::thread;

use ripmitool::mock::chassis::Actions;

use super::{Client, becomes, bmc, is_on, state, talk};
use crate::bmc::{Bmc, login};
use crate::foreign::find;

/// Each way to the BMC that ipmitool has: IPMI 1.5, and RMCP+ with a suite or with the best.
const WAYS: [&str; 4] = ["-I lan", "-I lanplus -C 3", "-I lanplus -C 17", "-I lanplus"];

fn client(bmc: &Bmc, way: &str) -> Option<Client> {
    Client::new("ipmitool", &login(bmc.port(), "admin", "password", way).join(" "))
}

#[test]
fn power_is_what_was_asked_for() {
    for way in WAYS {
        let bmc = bmc();
        let Some(ipmitool) = client(&bmc, way) else { return };
        let said = |words: &str, text: &str| {
            assert_eq!(ipmitool.good(words), format!("{text}\n"), "{way}");
        };
        said("power off", "Chassis Power Control: Down/Off");
        assert!(!is_on(&bmc), "{way}");
        said("power status", "Chassis Power is off");
        said("power on", "Chassis Power Control: Up/On");
        said("power status", "Chassis Power is on");
        said("power cycle", "Chassis Power Control: Cycle");
        becomes(&bmc, true);
        said("power reset", "Chassis Power Control: Reset");
        said("power diag", "Chassis Power Control: Diag");
        said("power soft", "Chassis Power Control: Soft");
        becomes(&bmc, false);
        let wanted = Actions { on: 1, off: 1, cycle: 1, reset: 1, diag: 1, soft: 1 };
        assert_eq!(state(&bmc, |it| it.chassis.actions), wanted, "{way}");
        assert_eq!(bmc.server.open_sessions(), 0, "{way}");
    }
}

#[test]
fn a_setting_written_one_way_is_read_the_other() {
    let bmc = bmc();
    for (writer, reader) in WAYS.iter().zip(WAYS.iter().rev()) {
        let (Some(writer), Some(reader)) = (client(&bmc, writer), client(&bmc, reader)) else {
            return;
        };
        writer.good("chassis bootdev pxe");
        assert!(
            reader.good("chassis bootparam get 5").contains("Boot Device Selector : Force PXE")
        );
        writer.good("chassis bootdev none");
        writer.good("user set name 5 carol");
        assert!(reader.good("user list 1").contains("5   carol"));
        writer.good("user set name 5 dora");
        assert!(reader.good("-c user list 1").contains("5,dora,"));
        writer.good("lan set 1 snmp elsewhere");
        assert!(reader.good("lan print 1").contains("SNMP Community String   : elsewhere"));
        writer.good("lan set 1 snmp public");
    }
}

#[test]
fn the_console_is_talked_to() {
    let Some(program) = find("ipmitool") else { return };
    let bmc = bmc();
    for suite in ["3", "17"] {
        let words =
            login(bmc.port(), "admin", "password", &format!("-I lanplus -C {suite} sol activate"));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let shown = talk(&program, &words, "~.");
        assert!(shown.starts_with("[SOL Session operational.  Use ~? for help]"), "{shown:?}");
    }
}

/// Lines of a list of the lab, options in brackets in front; those without a BMC left out.
/// `None` where the lab is not beside the project, nor where `RIPMITOOL_LAB` says.
fn cases(list: &str) -> Option<Vec<String>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/lab");
    let lab = std::env::var_os("RIPMITOOL_LAB").map_or(beside, PathBuf::from);
    let file = lab.join("cases").join(list);
    let Ok(text) = std::fs::read_to_string(&file) else {
        missing_lab(&file);
        return None;
    };
    let lines = text.lines().map(str::trim).filter(|line| {
        // MD2 is not compiled into it: it tries for eight seconds.
        !line.is_empty()
            && !line.starts_with(['#'])
            && !line.starts_with("bare:")
            && !line.contains("MD2")
    });
    Some(lines.map(str::to_owned).collect())
}

/// The lab is no program that can be installed: without it, this is skipped aloud.
fn missing_lab(file: &std::path::Path) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not there", file.display());
}

/// A line of the list as arguments: `lan:` in front is IPMI 1.5, brackets hold options.
fn arguments(case: &str, way: &str, port: u16) -> Vec<String> {
    let (way, rest) = case.strip_prefix("lan:").map_or((way, case), |rest| ("-I lan", rest.trim()));
    let (options, words) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((options, words)) => (options, words.trim()),
        None => ("", rest),
    };
    let mut arguments = login(port, "admin", "password", way);
    arguments.extend(options.split_whitespace().map(str::to_owned));
    arguments
        .extend(words.split_whitespace().map(|word| word.trim_matches(['"', '\'']).to_owned()));
    arguments
}

/// What the BMC may refuse in the whole list, and where: network function, command, code, and a
/// word of the cases.
const REFUSALS: &[(u8, u8, u8, &str)] = &[
    // Off systems are not reset; there is no parameter 99, no channel 8, no such session.
    (0x00, 0x02, 0xd5, "power"),
    (0x00, 0x09, 0x80, "bootparam get 99"),
    (0x06, 0x44, 0xcc, "user list 8"),
    (0x06, 0x47, 0x80, "user test"),
    (0x06, 0x47, 0x81, "user test"),
    (0x06, 0x99, 0xc1, "raw 0x06 0x99"),
    (0x0a, 0x23, 0xc5, "raw 0x0a 0x23"),
    (0x06, 0x3d, 0xcb, "session info"),
    // Less privilege than the command needs, an unknown user, a controller behind another one.
    (0x06, 0x01, 0xd4, "[-L CALLBACK]"),
    (0x00, 0x01, 0xd4, "[-L CALLBACK]"),
    (0x06, 0x44, 0xd4, "[-L user]"),
    (0x06, 0x39, 0x81, "[-U nosuchuser"),
    (0x06, 0x34, 0x83, "[-b 7 -t 0x72]"),
];

#[test]
fn the_whole_list_of_the_lab_is_answered() {
    let Some(cases) = cases("core.txt") else { return };
    if find("ipmitool").is_none() {
        return;
    }
    assert!(cases.len() > 200, "{}", cases.len());
    thread::scope(|scope| {
        for way in &WAYS[..] {
            let cases = &cases;
            scope.spawn(move || answered(cases, way));
        }
    });
}

/// Runs the list in order at one BMC. No answer is "invalid command" or "unspecified error", and
/// what is refused is refused for a reason.
fn answered(cases: &[String], way: &str) {
    let program = find("ipmitool").unwrap();
    let bmc = bmc();
    let (mut answers, mut refused) = (0, Vec::new());
    for case in cases {
        let before = bmc.seen().requests.len();
        let arguments = arguments(case, way, bmc.port());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = crate::foreign::run(&program, &arguments);
        let (text, seen) = (run.stdout + &run.stderr, bmc.seen().requests);
        assert!(!text.contains("Unspecified error"), "{way} {case}: {text}");
        for request in &seen[before..] {
            let Some(code @ 1..) = request.completion else { continue };
            let place = (request.netfn, request.cmd, code);
            let known = REFUSALS.iter().any(|(netfn, cmd, code, word)| {
                (*netfn, *cmd, *code) == place && case.contains(word)
            });
            // It asks every BMC whether it is one of PICMG's.
            let picmg = request.netfn == 0x2c && code == 0xc1;
            if !known && !picmg {
                refused.push(format!("{case}: {place:02x?} {text}"));
            }
        }
        answers += seen.len() - before;
    }
    assert!(refused.is_empty(), "{way}: {refused:#?}");
    assert!(answers > 700, "{way}: {answers}");
}
