//! What ipmitool printed, played again: `tests/golden/record` asked it, this asks our program.
use std::path::Path;

use ripmitool::mock::options::Options;

use crate::bmc::{Bmc, login, ours};

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

/// The words of a line; blanks within quotes of either kind belong to a word.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (_, Some(open)) if c == open => quote = None,
            (' ', None) => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn words_are_split_as_a_shell_does() {
    assert_eq!(split("sdr  get 'a b' c"), ["sdr", "get", "a b", "c"]);
    assert_eq!(split("event '' x='a b'"), ["event", "", "x=a b"]);
    assert_eq!(split("sel list \"it's\" \"\""), ["sel", "list", "it's", ""]);
    assert!(split("").is_empty());
}

/// Runs the cases of a group in order, against one BMC as the recording did.
fn plays(group: &str) {
    let bmc = Bmc::new(Options::permissive());
    let mut different = Vec::new();
    let cases = cases(group);
    assert!(cases.len() >= 20, "{group}: {} cases", cases.len());
    for case in cases {
        let (options, words) = match case.words.strip_prefix('[') {
            Some(rest) => rest.split_once("] ").unwrap(),
            None => ("", case.words.as_str()),
        };
        let mut args = login(bmc.port(), "admin", "password", "-I lanplus -C 3");
        args.extend(split(options).into_iter().chain(split(words)));
        let run = ours(&args);
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
fn data_center_manageability_as_recorded() {
    plays("dcmi");
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
fn inventories_as_recorded() {
    plays("fru");
}

#[test]
fn events_as_recorded() {
    plays("event");
}

#[test]
fn mc_as_recorded() {
    plays("mc");
}

#[test]
fn buses_and_memories_as_recorded() {
    plays("i2c");
}

#[test]
fn the_firewall_as_recorded() {
    plays("firewall");
}

#[test]
fn platform_event_filtering_as_recorded() {
    plays("pef");
}

#[test]
fn the_node_manager_as_recorded() {
    plays("nm");
}

#[test]
fn log_entries_as_recorded() {
    plays("sel");
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

#[test]
fn writes_to_inventories_as_recorded() {
    plays("fruw");
}
