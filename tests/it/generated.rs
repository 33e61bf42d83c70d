//! The completions and the man page that are checked in are those that the program makes; bash
//! completes with them.
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const FILES: [&str; 4] = [
    "completions/ripmitool.bash",
    "completions/_ripmitool",
    "completions/ripmitool.fish",
    "man/ripmitool.1",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn files_are_fresh() {
    let dir = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_ripmitool");
    let made = Command::new(program).arg("generate").arg(dir.path()).status().unwrap();
    assert!(made.success());
    for file in FILES {
        let fresh = fs::read_to_string(dir.path().join(file)).unwrap();
        let here = fs::read_to_string(root().join(file)).unwrap_or_default();
        assert!(fresh == here, "{file} is stale: run `cargo run -- generate`");
    }
}

#[test]
fn a_directory_that_cannot_be_written_is_one_line_and_status_1() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let program = env!("CARGO_BIN_EXE_ripmitool");
    let made = Command::new(program).arg("generate").arg(file.path()).output().unwrap();
    assert_eq!(made.status.code(), Some(1));
    assert_eq!(String::from_utf8(made.stderr).unwrap().lines().count(), 1);
}

/// What bash offers for the last of the words, or `None` where there is no bash.
fn complete(words: &[&str]) -> Option<Vec<String>> {
    const SCRIPT: &str = r#"
        source "$1" || exit 1
        shift
        complete -p ripmitool >/dev/null || exit 2
        complete -F _ripmitool -o bashdefault -o default ipmitool
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        "$(complete -p "$1" | sed 's/.*-F \([^ ]*\).*/\1/')" "$1" "${@: -1}" "${@: -2:1}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let bash = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", SCRIPT, "bash"])
        .arg(root().join(FILES[0]))
        .args(words)
        .stdin(Stdio::null())
        .output();
    let Ok(output) = bash else {
        eprintln!("skipped: no bash here");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{words:?}: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

#[test]
fn bash_completes_words() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["ripmitool", "cha"], &["chassis", "channel"]),
        (&["ripmitool", "chassis", "pow"], &["power"]),
        (&["ripmitool", "chassis", "power", "stat"], &["status"]),
        (&["ripmitool", "power", "stat"], &["status"]),
        (&["ripmitool", "-I", "lanplus", "-H", "bmc1", "power", "stat"], &["status"]),
        (&["ripmitool", "-I", "lanp"], &["lanplus"]),
        (&["ripmitool", "-L", "OPER"], &["OPERATOR"]),
        (&["ripmitool", "--exit-c"], &["--exit-codes"]),
        (&["ripmitool", "--format", "js"], &["json"]),
        (&["ripmitool", "--deadline", "2s", "power", "stat"], &["status"]),
        (&["ripmitool", "mock-bmc", "--list"], &["--listen"]),
        (&["ripmitool", "nonsen"], &[]),
        // Only when asked for, as the script above does; the README says how.
        (&["ipmitool", "power", "stat"], &["status"]),
    ];
    for (words, expected) in cases {
        let Some(found) = complete(words) else { return };
        assert_eq!(found, *expected, "{words:?}");
    }
}

#[test]
fn bash_offers_letters_options_and_commands() {
    let Some(found) = complete(&["ripmitool", ""]) else { return };
    for word in ["-H", "-I", "-U", "--json", "--deadline", "chassis", "power", "mock-bmc"] {
        assert!(found.iter().any(|offer| offer == word), "{word} is not offered: {found:?}");
    }
    let commands = Command::new(env!("CARGO_BIN_EXE_ripmitool")).arg("help").output().unwrap();
    let commands = String::from_utf8(commands.stderr).unwrap();
    for line in commands.lines().filter_map(|line| line.strip_prefix('\t')) {
        let command = line.split(' ').next().unwrap();
        assert!(found.iter().any(|offer| offer == command), "{command} is not offered");
    }
}

#[test]
fn mandoc_finds_no_fault_in_the_man_page() {
    let page = root().join("man/ripmitool.1");
    let lint = Command::new("mandoc").args(["-Tlint", "-W", "warning"]).arg(page).output();
    let Ok(lint) = lint else {
        eprintln!("skipped: no mandoc here");
        return;
    };
    assert!(lint.status.success(), "{}", String::from_utf8_lossy(&lint.stdout));
}
