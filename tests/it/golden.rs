//! What ipmitool printed, played again: `tests/golden/record` asked it, this asks our program.
use std::path::Path;

use ripmitool::mock::options::Options;

use crate::bmc::Bmc;

struct Case {
    words: String,
    exit: i32,
    stdout: Vec<u8>,
}

/// Reads a file that `tests/golden/record` wrote.
fn cases(group: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{group}.golden"));
    let text: String = std::fs::read(path).unwrap().into_iter().map(char::from).collect();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(words) = line.strip_prefix("$ ") {
            cases.push(Case { words: words.to_owned(), exit: 0, stdout: Vec::new() });
            continue;
        }
        let case = cases.last_mut().unwrap();
        let (text, end) = if let Some(exit) = line.strip_prefix("exit ") {
            case.exit = exit.parse().unwrap();
            continue;
        } else if let Some(text) = line.strip_prefix("| ") {
            (text, "\n")
        } else {
            (line.strip_prefix("|-").unwrap(), "")
        };
        case.stdout.extend(text.chars().map(|c| u8::try_from(c).unwrap()));
        case.stdout.extend(end.bytes());
    }
    cases
}

/// Runs the cases of a group in order, against one BMC as the recording did.
fn plays(group: &str) {
    let bmc = Bmc::new(Options::default());
    let mut different = Vec::new();
    let cases = cases(group);
    assert!(cases.len() >= 20, "{group}: {} cases", cases.len());
    for case in cases {
        let (options, words) = match case.words.strip_prefix('[') {
            Some(rest) => rest.split_once("] ").unwrap(),
            None => ("", case.words.as_str()),
        };
        let parts = ["-I lanplus -C 3", options, words].map(str::trim);
        let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let run = bmc.run_as("admin", "password", &line);
        if run.code != Some(case.exit) || run.stdout.as_bytes() != case.stdout {
            let wanted = String::from_utf8_lossy(&case.stdout).into_owned();
            different.push(format!(
                "{}: exit {:?}, ipmitool {}\n--- ipmitool\n{wanted}--- here\n{}",
                case.words, run.code, case.exit, run.stdout
            ));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn chassis_as_recorded() {
    plays("chassis");
}

#[test]
fn lan_as_recorded() {
    plays("lan");
}

#[test]
fn lan6_as_recorded() {
    plays("lan6");
}

#[test]
fn mc_as_recorded() {
    plays("mc");
}

#[test]
fn sensor_data_records_as_recorded() {
    plays("sdr");
}

#[test]
fn the_serial_console_as_recorded() {
    plays("sol");
}

#[test]
fn users_channels_sessions_and_raw_as_recorded() {
    plays("user");
}
