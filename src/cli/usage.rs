//! Help texts: options, interfaces, commands.
use std::fmt::Write as _;

use super::groups;
use super::long::Definition;
use crate::session::quirks::{Origin, Quirks};

/// The list of commands.
pub fn commands() -> String {
    let mut out = String::from("Commands:\n");
    for group in groups::listed() {
        line(&mut out, group.name, group.help);
    }
    out.push('\n');
    out
}

/// What `-V` prints: IPMItool's version under its name, ours under any other.
pub fn version(program: &str) -> String {
    if program == "ipmitool" {
        "ipmitool version 1.8.19\n".to_owned()
    } else {
        format!("ripmitool version {}\n", env!("CARGO_PKG_VERSION"))
    }
}

/// What `-h` prints.
pub fn usage(program: &str) -> String {
    let mut out = version(program);
    let _ = write!(out, "\nusage: {program} [options...] <command>\n\n");
    for (option, help) in OPTIONS {
        let _ = writeln!(out, "       {option:<14} {help}");
    }
    out.push('\n');
    for (option, help) in Definition::new().rows() {
        let _ = writeln!(out, "       {option:<27} {help}");
    }
    out.push_str("\nInterfaces:\n");
    for (name, help) in INTERFACES {
        line(&mut out, name, help);
    }
    out.push('\n');
    out.push_str(&commands());
    out
}

/// What `-o list` prints.
pub fn oem_types() -> String {
    let mut out = String::from("\nOEM Support:\n");
    for row in Quirks::list().iter().filter(|row| row.origin == Origin::IpmitoolO) {
        line(&mut out, row.name, row.effect);
    }
    out.push('\n');
    out
}

/// What `--quirks list` prints.
pub fn quirks() -> String {
    let mut out = String::new();
    for row in Quirks::list() {
        let (origin, scope) = (row.origin.name(), row.scope.name());
        let _ = writeln!(out, "{:<23} {origin:<8} {scope:<8} {}", row.name, row.effect);
    }
    out
}

fn line(out: &mut String, name: &str, help: &str) {
    let _ = writeln!(out, "\t{name:<12}  {help}");
}

/// What `-I` takes.
pub const INTERFACES: &[(&str, &str)] = &[
    ("open", "The Linux driver, /dev/ipmi0 [default]"),
    ("lan", "IPMI 1.5 over a network"),
    ("lanplus", "IPMI 2.0 (RMCP+) over a network"),
    ("mock", "A BMC inside this program, to try it without hardware"),
];

/// The letters, with what stands behind each, and what they are for.
pub const OPTIONS: &[(&str, &str)] = &[
    ("-h", "Print this help"),
    ("-V", "Print the version"),
    ("-v", "Tell more; may be repeated"),
    ("-c", "Comma separated output, where a command has it"),
    ("-d N", "Use /dev/ipmiN [default=0]"),
    ("-I intf", "Interface, see below"),
    ("-H hostname", "Host name or address of the BMC; also host:port, [v6]:port, fe80::1%eth0"),
    ("-p port", "UDP port [default=623]"),
    ("-U username", "Name of the BMC's user"),
    ("-f file", "Take the password from the first line of a file; - is standard input"),
    ("-z size", "Change the size of messages (OEM)"),
    ("-S sdr", "File with sensor data records, read instead of the BMC's"),
    ("-D tty:b[:s]", "Serial device (accepted, not used)"),
    ("-4", "IPv4 only"),
    ("-6", "IPv6 only"),
    ("-a", "Ask for the password"),
    ("-Y", "Ask for the K_g key"),
    ("-e char", "Escape character of sol [default=~]"),
    ("-C ciphersuite", "Cipher suite of lanplus [default=17, then 3]"),
    ("-k key", "K_g key as text"),
    ("-y hex_key", "K_g key as hexadecimal digits"),
    ("-L level", "Privilege level of the session [default=what is needed];"),
    ("", "with + at the end the BMC looks up name and level together"),
    ("-A authtype", "Auth type of lan: NONE, PASSWORD, MD2, MD5 or OEM"),
    ("-P password", "Password"),
    ("-E", "Password from IPMITOOL_PASSWORD or IPMI_PASSWORD"),
    ("-K", "K_g key from IPMI_KGKEY"),
    ("-m address", "Own IPMB address"),
    ("-b channel", "Channel to the target of bridged requests"),
    ("-t address", "Address of the target of bridged requests"),
    ("-B channel", "Channel to the transit controller, for two bridges"),
    ("-T address", "Address of the transit controller, for two bridges"),
    ("-l lun", "LUN of raw requests"),
    ("-o oemtype", "Work around faults of a BMC; list prints the names"),
    ("-O seloem", "File with texts for OEM events"),
    ("-N seconds", "First wait for an answer [default=2 for lan, 1 for lanplus]"),
    ("-R retry", "Number of tries [default=4]"),
    ("-Z", "Print times in UTC"),
    ("-W name,...", "As --quirks"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_has_ipmitools_shape() {
        let text = usage("ipmitool");
        assert!(
            text.starts_with(
                "ipmitool version 1.8.19\n\nusage: ipmitool [options...] <command>\n\n"
            )
        );
        assert!(text.contains("\n       -C ciphersuite Cipher suite"));
        assert!(text.contains("\n       --deadline DURATION "));
        assert!(
            text.contains(
                "\nInterfaces:\n\topen          The Linux driver, /dev/ipmi0 [default]\n"
            )
        );
        assert!(text.contains("\nCommands:\n\traw           Send"));
        assert!(text.ends_with('\n'));
        assert!(text.lines().all(|line| line.len() <= 100), "lines fit");
    }

    #[test]
    fn every_letter_is_explained() {
        for letter in
            super::super::getopt::LETTERS.chars().filter(|c| !matches!(c, ':' | 'g' | 's'))
        {
            let option = format!("-{letter}");
            assert!(
                OPTIONS.iter().any(|(name, _)| name.split(' ').next() == Some(&option)),
                "{option}"
            );
        }
    }

    #[test]
    fn versions_go_by_name() {
        assert_eq!(version("ipmitool"), "ipmitool version 1.8.19\n");
        assert_eq!(version("x"), concat!("ripmitool version ", env!("CARGO_PKG_VERSION"), "\n"));
    }
}
