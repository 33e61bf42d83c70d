//! The table of top-level commands: help texts, completions and the man page are made of it.
use super::words::Word;
use super::{
    channel, chassis, dcmi, elsewhere, event, firewall, fru, i2c, lan, lan6, mc, nm, pef, raw, sdr,
    sel, sensor, session, shell, sol, user,
};

/// The commands that work, in IPMItool's order, then ours. The words of `mock-bmc` are options,
/// which it keeps itself.
pub const GROUPS: &[Word] = &[
    Word {
        name: "raw",
        help: "Send the bytes of a request and print the answer",
        args: "NETFN CMD [DATA...]",
        words: raw::WORDS,
    },
    Word { name: "i2c", help: "Bytes to and from a device on a bus", args: i2c::ARGS, words: &[] },
    Word {
        name: "spd",
        help: "What the memory of a memory module says",
        args: i2c::spd::ARGS,
        words: &[],
    },
    group("lan", "Network configuration of the BMC", lan::WORDS),
    group("chassis", "Power, identify light and boot device", chassis::WORDS),
    group("power", "Short for chassis power", chassis::POWER_WORDS),
    group("mc", "The BMC itself: identity, reset, watchdog, enables", mc::WORDS),
    group("bmc", "The same as mc", mc::WORDS),
    group("sdr", "Sensor data records and readings", sdr::WORDS),
    group("sensor", "Sensors, their readings and thresholds", sensor::WORDS),
    group("fru", "Inventory: boards, chassis, modules", fru::WORDS),
    group("gendev", "Memories that the records name", i2c::gendev::WORDS),
    group("sel", "The system event log", sel::WORDS),
    group("pef", "What the BMC does by itself when events happen", pef::WORDS),
    group("event", "Send an event to the BMC", event::WORDS),
    group("sol", "The serial console", sol::WORDS),
    Word {
        name: "tsol",
        help: "The serial console of Tyan's BMCs",
        args: sol::tyan::ARGS,
        words: &[],
    },
    group("isol", "The serial console of Intel's BMCs before IPMI 2.0", sol::intel::WORDS),
    group("firewall", "Which commands the BMC takes", firewall::WORDS),
    group("user", "Users of the BMC", user::WORDS),
    group("channel", "Channels of the BMC", channel::WORDS),
    group("session", "Sessions of the BMC", session::WORDS),
    group("dcmi", "Data center manageability: power, temperatures, asset tag", dcmi::WORDS),
    group("nm", "Intel Node Manager: power policies and statistics", nm::WORDS),
    Word {
        name: "exec",
        help: "Run the commands in a file, a line each; - is standard input",
        args: "FILE",
        words: &[],
    },
    group("shell", "Type commands that run in one session", &[]),
    group("set", "Change an option between commands", shell::SET_WORDS),
    Word { name: "echo", help: "Print words", args: "[WORD...]", words: &[] },
    group("lan6", "IPv6 configuration of the BMC", lan6::WORDS),
    group("help", "Print the list of commands", &[]),
    group("mock-bmc", "Be a BMC: serve IPMI for tests and classrooms", &[]),
];

/// Commands that work and are not in the list that `help` prints.
const UNLISTED: &[&str] = &["bmc", "echo", "help"];

/// The commands for the list that `help` prints.
pub fn listed() -> impl Iterator<Item = &'static Word> {
    GROUPS.iter().filter(|group| !UNLISTED.contains(&group.name))
}

/// True for the first word of a command that works. Case matters.
pub fn is_command(word: &str) -> bool {
    GROUPS.iter().any(|group| group.name == word)
}

/// True for the first word of a command of IPMItool's that is not available here.
pub fn is_planned(word: &str) -> bool {
    elsewhere::WORDS.contains(&word)
}

const fn group(name: &'static str, help: &'static str, words: &'static [Word]) -> Word {
    Word { name, help, args: "", words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_words() {
        assert!(is_command("power") && is_command("mock-bmc") && is_command("help"));
        assert!(!is_command("POWER") && !is_command("") && !is_command("pow"));
        assert!(is_planned("picmg") && !is_command("picmg"));
    }

    #[test]
    fn no_command_is_both_here_and_planned() {
        assert!(!GROUPS.iter().any(|group| is_planned(group.name)));
    }
}
