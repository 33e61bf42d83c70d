//! `mc`, also known as `bmc`: the management controller itself.
mod enables;
mod guid;
mod info;
mod reset;
mod selftest;
mod sysinfo;
mod watchdog;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `mc`.
#[derive(Debug)]
pub enum Mc {
    /// Show the global enables.
    GetEnables,
    /// Show a system info parameter.
    GetSysInfo(sysinfo::Get),
    /// Show the system's GUID.
    Guid(guid::GuidCommand),
    /// Show what the controller is.
    Info,
    /// Reset the controller.
    Reset(reset::Reset),
    /// Show the result of the self test.
    SelfTest,
    /// Change global enables.
    SetEnables(enables::Set),
    /// Write a system info parameter.
    SetSysInfo(sysinfo::Set),
    /// The watchdog timer.
    Watchdog(watchdog::WatchdogCommand),
}

impl Mc {
    /// Reads the words behind `mc`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage(NOT_ENOUGH).line(USAGE)),
            ["help", ..] => Err(Failure::help(USAGE)),
            ["getenables", ..] => Ok(Self::GetEnables),
            ["getsysinfo", rest @ ..] => sysinfo::Get::parse(rest).map(Self::GetSysInfo),
            ["guid", rest @ ..] => Ok(Self::Guid(guid::GuidCommand::parse(rest, context))),
            ["info", ..] => Ok(Self::Info),
            ["reset", rest @ ..] => reset::Reset::parse(rest).map(Self::Reset),
            ["selftest", ..] => Ok(Self::SelfTest),
            ["setenables", rest @ ..] => enables::Set::parse(rest).map(Self::SetEnables),
            ["setsysinfo", rest @ ..] => sysinfo::Set::parse(rest).map(Self::SetSysInfo),
            ["watchdog", rest @ ..] => watchdog::WatchdogCommand::parse(rest).map(Self::Watchdog),
            [other, ..] => {
                Err(Failure::usage(format!("Invalid mc/bmc command: {other}")).line(USAGE))
            }
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::GetEnables => enables::show(client, out).await,
            Self::GetSysInfo(command) => command.run(client, out).await,
            Self::Guid(command) => command.run(client, out).await,
            Self::Info => out.show(&info::Info::fetch(client).await?),
            Self::Reset(command) => command.run(client, out).await,
            Self::SelfTest => selftest::run(client, out).await,
            Self::SetEnables(command) => command.run(client, out).await,
            Self::SetSysInfo(command) => command.run(client, out).await,
            Self::Watchdog(command) => command.run(client, out).await,
        }
    }
}

/// What may stand behind `mc`.
pub const WORDS: &[Word] = &[
    word("info", "Show identity, firmware revision and maker of the controller", "", &[]),
    word("guid", "Show the GUID of the system", "", guid::WORDS),
    word("reset", "Reset the controller", "", reset::WORDS),
    word("selftest", "Show the result of the controller's self test", "", &[]),
    word("watchdog", "Show or set the watchdog timer", "", watchdog::WORDS),
    word("getenables", "Show what the controller reports to its own system", "", &[]),
    word(
        "setenables",
        "Change what the controller reports to its own system",
        "OPTION=on|off...",
        enables::WORDS,
    ),
    word("getsysinfo", "Show a text that system software left with the BMC", "", sysinfo::WORDS),
    word("setsysinfo", "Leave a text with the BMC", "NAME TEXT", sysinfo::WORDS),
];

const fn word(
    name: &'static str,
    help: &'static str,
    args: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const NOT_ENOUGH: &str = "Not enough parameters given.";
const USAGE: &str = "\
MC Commands:
  info                            identity, firmware and maker of the controller
  guid [auto|smbios|ipmi|rfc4122|dump]
  reset <warm|cold>
  selftest
  watchdog <get|reset|off|set>
  getenables
  setenables <option=on|off> ...  where option is one of
    recv_msg_intr         interrupt when a message is received
    event_msg_intr        interrupt when the event message buffer is full
    event_msg             event message buffer
    system_event_log      system event log
    oem0, oem1, oem2      the maker's own
  getsysinfo <name>
  setsysinfo <name> <text>        where name is one of
    system_fw_version     version of the system firmware
    primary_os_name       name of the installed operating system
    os_name               name of the running operating system
    system_name           name of the system
    delloem_os_version    Dell: version of the operating system
    delloem_url           Dell: address of the BMC's web server
";

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(words: &[&str]) -> (Vec<String>, u8) {
        let failure = Mc::parse(words, &Context::default()).unwrap_err();
        (failure.lines().collect(), failure.exit_code(false))
    }

    #[test]
    fn words_that_make_no_command_get_a_usage() {
        let (lines, status) = failure(&[]);
        assert_eq!((lines[0].as_str(), status), ("Not enough parameters given.", 1));
        assert!(lines[1].starts_with("MC Commands:\n"));
        let (lines, status) = failure(&["bogus", "x"]);
        assert_eq!((lines[0].as_str(), status), ("Invalid mc/bmc command: bogus", 1));
        let (lines, status) = failure(&["help"]);
        assert!(lines[0].starts_with("MC Commands:\n"));
        assert_eq!(status, 0);
        assert_eq!(failure(&["INFO"]).0[0], "Invalid mc/bmc command: INFO");
    }

    #[test]
    fn more_words_than_needed_are_passed_over() {
        for words in [&["info", "x"][..], &["selftest", "help"], &["getenables", "x"]] {
            assert!(Mc::parse(words, &Context::default()).is_ok());
        }
    }
}
