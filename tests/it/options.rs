//! Option errors, side by side with IPMItool where it is installed. What it said is recorded in
//! the unit tests of the command line; this finds what they forgot.
use std::os::unix::process::CommandExt;
use std::process::{Command, Output, Stdio};

/// Runs a program under the name `ipmitool`.
fn run(program: &str, line: &[&str]) -> Output {
    Command::new(program)
        .arg0("ipmitool")
        .args(line)
        .env("LC_ALL", "C")
        .env_remove("IPMI_PASSWORD")
        .env_remove("IPMITOOL_PASSWORD")
        .env_remove("IPMI_KGKEY")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn ours(line: &[&str]) -> Output {
    run(env!("CARGO_BIN_EXE_ripmitool"), line)
}

/// Lines of standard error up to a long help text, whose words are our own.
fn short(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let end =
        ["Commands:\n", "usage: ", "OEM Support:\n"].iter().filter_map(|it| text.find(it)).min();
    text[..end.unwrap_or(text.len())].to_owned()
}

/// Lines that end before a BMC is needed.
const LINES: &[&[&str]] = &[
    &["-h"],
    &["-V"],
    &["-vV"],
    &["-vvV"],
    &["-vvvh"],
    &["help"],
    &["help", "power"],
    &["-vv", "help"],
    &["raw", "6", "1", "-V"],
    &["-I", "lanplus", "-H", "x", "help"],
    &["-q"],
    &["-vq"],
    &["-xV"],
    &["-Vx"],
    &["-H"],
    &["-cI"],
    &["power", "-p"],
    &["-:"],
    &["--", "help"],
    &["help", "--", "-x"],
    &["sensor", "thresh", "a", "lcr", "-10"],
    &["-p", "abc"],
    &["-p", "65536"],
    &["-p", "-1"],
    &["-p", "0x10000"],
    &["-p", "08"],
    &["-p", "", "help"],
    &["-p", "0x10", "help"],
    &["-p", "+", "help"],
    &["-C", "256"],
    &["-C", "x"],
    &["-C", "021", "help"],
    &["-C", "3 "],
    &["-46"],
    &["-64"],
    &["-44"],
    &["-6", "help", "-6"],
    &["-l", "abc"],
    &["-l", "256", "-V"],
    &["-l", "255", "help"],
    &["-N", "abc"],
    &["-N", "-1"],
    &["-N", "4294967296"],
    &["-N", "2147483648", "help"],
    &["-N", "0", "-R", "0", "-h"],
    &["-R", "2147483648"],
    &["-R", "-1"],
    &["-m", "0", "-b", "0", "-t", "0", "-B", "0", "-T", "0", "-h"],
    &["-m", "256"],
    &["-m", "-18446744073709551584", "help"],
    &["-t", "x"],
    &["-T", "-1"],
    &["-b", "0x100"],
    &["-B", "1x"],
    &["-d", "-1"],
    &["-d", "x"],
    &["-d", "65536", "help"],
    &["-z", "65536"],
    &["-z", "x"],
    &["-U", "12345678901234567"],
    &["-U", "1234567890123456", "help"],
    &["-L", "foo", "help"],
    &["-L", "foo", "-L", "bar+", "help"],
    &["-L", "no access", "-L", "Callback+", "help"],
    &["-L", "foo", "-x"],
    &["-A", "foo", "help"],
    &["-y", "123"],
    &["-y", "0x01"],
    &["-y", "000000000000000000000000000000000000000000"],
    &["-y", "zz0000000000000000000000000000000000000000"],
    &["-k", "", "-y", "", "help"],
    &["-o", "list"],
    &["-o", "help", "-x"],
    &["-o", "bogus", "-V"],
    &["-o", "bogus", "help"],
    &["-o", "bogus", "power", "status", "-I", "lanplus"],
    &["-s", "-o", "bogus", "power", "status", "-I", "lan"],
    &["-o", "ibm", "power", "status"],
    &["-I", "foo", "help"],
    &["-I", "foo", "power", "status"],
    &["-I", "", "power", "status"],
    &["-I", "LANPLUS", "-o", "bogus", "power", "status"],
    &["-I", "lan", "power", "status"],
    &["-I", "lanplus", "-P", "x", "power", "status"],
    &["-I", "lanplus", "-H", "", "-P", "x", "power", "status"],
    &["-I", "lanplus", "-H", "127.0.0.1", "-P", "123456789012345678901", "power", "status"],
    &["-I", "lan", "-H", "127.0.0.1", "-P", "12345678901234567", "power", "status"],
    &["-P", "x", "-p", "abc"],
];

#[test]
fn option_errors_are_ipmitools() {
    if crate::foreign::find("ipmitool").is_none() {
        return;
    }
    let mut differences = Vec::new();
    for line in LINES {
        let (theirs, ours) = (run("ipmitool", line), ours(line));
        let look = |output: &Output| {
            let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
            (output.status.code(), stdout, short(&output.stderr))
        };
        if look(&ours) != look(&theirs) {
            differences.push(format!("{line:?}\n  {:?}\n  {:?}", look(&theirs), look(&ours)));
        }
    }
    assert!(differences.is_empty(), "theirs and ours differ:\n{}", differences.join("\n"));
}

#[test]
fn posixly_correct_is_honoured() {
    let output = Command::new(env!("CARGO_BIN_EXE_ripmitool"))
        .env("POSIXLY_CORRECT", "1")
        .args(["help", "-V"])
        .output()
        .unwrap();
    assert!(output.stdout.is_empty() && output.stderr.starts_with(b"Commands:\n"));
}

#[test]
fn help_and_version_have_long_names() {
    let help = ours(&["power", "--help"]);
    assert!(String::from_utf8(help.stdout).unwrap().contains("--deadline DURATION"));
    assert_eq!(ours(&["--version"]).stdout, b"ipmitool version 1.8.19\n");
    let list = ours(&["--quirks", "list"]);
    assert!(String::from_utf8(list.stdout).unwrap().contains("opensesspriv"));
    let bogus = ours(&["--bogus"]);
    assert_eq!(bogus.status.code(), Some(1));
    assert_eq!(bogus.stderr, b"ipmitool: unrecognized option '--bogus'\n");
}
