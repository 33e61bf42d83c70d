//! `lan`: the BMC's network configuration.
mod access;
pub mod address;
mod alert;
mod apply;
mod channel;
pub mod guard;
mod print;
mod set;
mod shown;
mod stats;
mod values;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `lan`.
#[derive(Clone, Debug)]
pub enum Lan {
    /// Show the configuration.
    Print(print::Print),
    /// Change a parameter.
    Set(set::Set),
    /// Change address, netmask and gateway together.
    Apply(apply::Apply),
    /// Where alerts go.
    Alert(alert::Alert),
    /// Packet counters.
    Stats(stats::Stats),
}

impl Lan {
    /// Reads the words behind `lan`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            ["help", ..] => Err(Failure::help(USAGE)),
            ["print", rest @ ..] if rest.len() < 2 => print::Print::parse(rest).map(Self::Print),
            ["set", rest @ ..] => set::Set::parse(rest, context).map(Self::Set),
            ["apply", rest @ ..] => apply::Apply::parse(rest).map(Self::Apply),
            ["alert", rest @ ..] => alert::Alert::parse(rest).map(Self::Alert),
            ["stats", rest @ ..] => stats::Stats::parse(rest).map(Self::Stats),
            [] | ["print", ..] => Err(Failure::usage(USAGE)),
            [other, ..] => Err(Failure::usage(format!("Invalid LAN command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Print(command) => command.run(client, out).await,
            Self::Set(command) => command.run(client, out).await,
            Self::Apply(command) => command.run(client, out).await,
            Self::Alert(command) => command.run(client, out).await,
            Self::Stats(command) => command.run(client, out).await,
        }
    }
}

const fn word(
    name: &'static str,
    args: &'static str,
    help: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

/// The words behind `lan`.
pub const WORDS: &[Word] = &[
    word("print", "[CHANNEL]", "Show the configuration", &[]),
    word("set", "CHANNEL PARAMETER VALUE...", "Change a parameter", set::WORDS),
    word("apply", apply::ARGS, "Change address, netmask and gateway together", &[]),
    word("alert", "", "Where alerts go", alert::WORDS),
    word("stats", "", "Packet counters", stats::WORDS),
    word("help", "", "Print the list of commands", &[]),
];

const USAGE: &str = "\
LAN Commands:
    print       [CHANNEL]
    set         CHANNEL PARAMETER VALUE...
    apply       CHANNEL ip=ADDRESS netmask=MASK gw=ADDRESS [ipsrc=static|dhcp] [vlan=ID|off]
    alert print [CHANNEL [DESTINATION]]
    alert set   CHANNEL DESTINATION PARAMETER VALUE
    stats get   [CHANNEL]
    stats clear [CHANNEL]";

#[cfg(test)]
mod tests {
    use super::*;

    /// First line and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let usage = "LAN Commands:";
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], usage, 1),
            (&["help"], usage, 0),
            (&["bogus"], "Invalid LAN command: bogus", 1),
            (&["print", "x"], "Invalid channel: x", 1),
            (&["print", "1", "2"], usage, 1),
            (&["set"], "", 1),
            (&["set", "1"], "", 1),
            (&["set", "1", "help"], "", 0),
            (&["set", "help", "help"], "", 0),
            (&["set", "x", "user"], "Invalid channel: x", 1),
            (&["set", "1", "ipaddr", "help"], "Invalid IP address: help", 1),
            (&["set", "1", "macaddr", "0:1"], "Invalid MAC address: 0:1", 1),
            (&["set", "1", "defgw"], "LAN set default gateway Commands: ipaddr, macaddr", 1),
            (&["set", "1", "bakgw", "x"], "LAN set backup gateway commands: ipaddr, macaddr", 1),
            (&["set", "1", "arp", "interval", "128"], "Given ARP interval '128' is too big.", 1),
            (&["set", "1", "vlan", "id", "x"], "Given VLAN ID 'x' is invalid.", 1),
            (&["set", "1", "vlan", "id", "4095"], "VLAN ID must be between 1 and 4094.", 1),
            (&["set", "1", "vlan", "priority", "8"], "VLAN priority must be between 0 and 7.", 1),
            (&["set", "1", "auth", "X", "MD5"], "Invalid authentication level: X", 1),
            (&["set", "1", "auth", "ADMIN", "X"], "Invalid authentication type: X", 1),
            (&["set", "1", "cipher_privs", "b"], "Invalid privilege specification length: 1", 1),
            (
                &["set", "1", "cipher_privs", "aaaaaaaaaaaaaab"],
                "Invalid privilege specification char: b",
                1,
            ),
            (&["alert"], "", 1),
            (&["alert", "help"], "", 0),
            (&["alert", "print", "1", "x"], "Invalid alert: x", 1),
            (&["alert", "set", "1", "256", "ack", "on"], "Invalid alert: 256", 1),
            (&["alert", "set", "1", "1", "time", "x"], "Invalid time: x", 1),
            (&["alert", "set", "1", "1", "retry", "x"], "Invalid retry: x", 1),
            (&["stats"], usage, 1),
            (&["stats", "get", "x"], "Invalid channel: x", 1),
            (&["apply", "1"], "", 1),
            (&["apply", "1", "ip=1.2.3"], "Invalid IP address: 1.2.3", 1),
        ];
        for (words, start, status) in cases {
            let failure = Lan::parse(words, &Context::default()).unwrap_err();
            let first = failure.lines().next().unwrap();
            assert!(first.starts_with(start), "{words:?}: {first}");
            assert_eq!(failure.exit_code(false), *status, "{words:?}");
        }
    }
}
