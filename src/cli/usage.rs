//! Help texts: options, interfaces, commands.
use std::fmt::Write as _;

use super::long::Definition;
use crate::session::quirks::{Origin, Quirks};

/// A command of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandHelp {
    /// The word that names it.
    pub name: &'static str,
    /// What it is for.
    pub help: &'static str,
}

const fn command(name: &'static str, help: &'static str) -> CommandHelp {
    CommandHelp { name, help }
}

/// Commands in IPMItool's order, then ours.
#[rustfmt::skip]
pub const COMMANDS: &[CommandHelp] = &[
    command("raw", "Send the bytes of a request and print the answer"),
    command("i2c", "Write to and read from an I2C bus behind the BMC"),
    command("spd", "Print what a memory module says about itself"),
    command("lan", "Network settings of the BMC"),
    command("chassis", "Power, identify light and boot device"),
    command("power", "Short for chassis power"),
    command("event", "Send an event to the BMC"),
    command("mc", "The BMC itself: identity, reset, watchdog, enables"),
    command("sdr", "Sensor data records with readings"),
    command("sensor", "Sensors with thresholds"),
    command("fru", "Inventory of replaceable units"),
    command("gendev", "Read and write generic devices"),
    command("sel", "System event log"),
    command("pef", "Platform event filtering"),
    command("sol", "Serial console over a 2.0 session"),
    command("tsol", "Serial console of Tyan boards over a 1.5 session"),
    command("isol", "Serial console of Intel boards over a 1.5 session"),
    command("user", "Users of the BMC"),
    command("channel", "Channels of the BMC"),
    command("session", "Sessions of the BMC"),
    command("dcmi", "Data center management (DCMI)"),
    command("nm", "Intel Node Manager"),
    command("sunoem", "Requests that only Sun servers know"),
    command("kontronoem", "Requests that only Kontron boards know"),
    command("picmg", "PICMG and ATCA requests"),
    command("fwum", "Firmware update of Kontron boards"),
    command("firewall", "Firmware firewall"),
    command("delloem", "Requests that only Dell servers know"),
    command("shell", "Type commands one after the other in one session"),
    command("exec", "Run commands from a file in one session"),
    command("set", "Change a setting of shell and exec"),
    command("hpm", "Firmware update with HPM.1 files"),
    command("ekanalyzer", "Compare FRU files for electronic keying"),
    command("ime", "Firmware update of the Intel Management Engine"),
    command("vita", "VITA 46.11 requests"),
    command("lan6", "IPv6 settings of the BMC"),
    command("mock-bmc", "Be a BMC: serve IPMI for tests and classrooms"),
];

/// Commands that work and are not listed.
const HIDDEN: &[&str] = &["bmc", "echo", "help"];

/// True for the first word of a command. Case matters.
pub fn is_command(word: &str) -> bool {
    HIDDEN.contains(&word) || COMMANDS.iter().any(|command| command.name == word)
}

/// The list of commands.
pub fn commands() -> String {
    let mut out = String::from("Commands:\n");
    for CommandHelp { name, help } in COMMANDS {
        line(&mut out, name, help);
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

const INTERFACES: &[(&str, &str)] = &[
    ("open", "The Linux driver, /dev/ipmi0 [default]"),
    ("lan", "IPMI 1.5 over a network"),
    ("lanplus", "IPMI 2.0 (RMCP+) over a network"),
    ("mock", "A BMC inside this program, to try it without hardware"),
];

const OPTIONS: &[(&str, &str)] = &[
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

    #[test]
    fn command_words() {
        assert!(is_command("power") && is_command("bmc") && is_command("mock-bmc"));
        assert!(!is_command("POWER") && !is_command("") && !is_command("pow"));
    }
}
