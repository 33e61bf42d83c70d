//! `chassis` and `power`.
mod boot;
mod bootdev;
mod bootmbox;
mod bootparam;
mod flags;
mod identify;
mod mailbox;
mod parameter;
mod poh;
mod policy;
mod power;
mod restart_cause;
mod selftest;
mod status;

pub use power::Power;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use super::words::Word;
use crate::transport::Client;

/// Subcommands of `chassis`.
#[derive(Debug)]
pub enum Chassis {
    /// Set the device of the next boot.
    BootDev(bootdev::BootDev),
    /// The boot initiator mailbox.
    BootMbox(bootmbox::BootMbox),
    /// Boot parameters.
    BootParam(bootparam::BootParam),
    /// The identify light.
    Identify(identify::Identify),
    /// Power-on hours.
    Poh,
    /// What is done when power comes back.
    Policy(policy::Policy),
    /// Power state and control.
    Power(Power),
    /// Why the system started.
    RestartCause,
    /// The controller's self test.
    SelfTest,
    /// State of power and front panel.
    Status,
}

impl Chassis {
    /// Reads the words behind `chassis`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] | ["help", ..] => Err(Failure::usage(USAGE)),
            ["bootdev", rest @ ..] => bootdev::BootDev::parse(rest).map(Self::BootDev),
            ["bootmbox", rest @ ..] => bootmbox::BootMbox::parse(rest).map(Self::BootMbox),
            ["bootparam", rest @ ..] => {
                bootparam::BootParam::parse(rest, context).map(Self::BootParam)
            }
            ["identify", rest @ ..] => identify::Identify::parse(rest).map(Self::Identify),
            ["poh", ..] => Ok(Self::Poh),
            ["policy", rest @ ..] => policy::Policy::parse(rest).map(Self::Policy),
            ["power", rest @ ..] => Power::parse(rest, context).map(Self::Power),
            ["restart_cause", ..] => Ok(Self::RestartCause),
            ["selftest", ..] => Ok(Self::SelfTest),
            ["status", ..] => Ok(Self::Status),
            [other, ..] => Err(Failure::usage(format!("Invalid chassis command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::BootDev(command) => command.run(client, out).await,
            Self::BootMbox(command) => command.run(client, out).await,
            Self::BootParam(command) => command.run(client, out).await,
            Self::Identify(command) => command.run(client, out).await,
            Self::Poh => out.show(&poh::PowerOnTime::fetch(client).await?),
            Self::Policy(command) => command.run(client, out).await,
            Self::Power(command) => command.run(client, out).await,
            Self::RestartCause => out.show(&restart_cause::Cause::fetch(client).await?),
            Self::SelfTest => out.show(&selftest::TestResult::fetch(client).await?),
            Self::Status => out.show(&status::Status::fetch(client).await?),
        }
    }
}

/// What may stand behind `chassis`.
pub const WORDS: &[Word] = &[
    word("status", "Show the state of power and front panel", "", &[]),
    word("power", "Show or switch the power", "", POWER_WORDS),
    word("policy", "Show or set what is done when power comes back", "", policy::WORDS),
    word("restart_cause", "Show why the system started last", "", &[]),
    word("poh", "Show the power-on hours", "", &[]),
    word("identify", "Light the identify light", "[SECONDS]", identify::WORDS),
    word("selftest", "Show the result of the controller's self test", "", &[]),
    word("bootdev", "Set the device of the next boot", "DEVICE [OPTIONS]", bootdev::WORDS),
    word("bootparam", "Show a boot parameter, set the boot flags", "", bootparam::WORDS),
    word("bootmbox", "Read and write the boot initiator mailbox", "", bootmbox::WORDS),
];

/// What may stand behind `power`, and behind `chassis power`.
pub const POWER_WORDS: &[Word] = power::WORDS;

const fn word(
    name: &'static str,
    help: &'static str,
    args: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

const USAGE: &str = "\
Chassis Commands:
  status, power, policy, restart_cause
  poh, identify, selftest,
  bootdev, bootparam, bootmbox";

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(words: &[&str]) -> (String, u8) {
        let failure = Chassis::parse(words, &Context::default()).unwrap_err();
        (failure.lines().next().unwrap(), failure.exit_code(false))
    }

    #[test]
    fn words_that_make_no_command_end_with_1() {
        assert_eq!(failure(&[]), (USAGE.into(), 1));
        assert_eq!(failure(&["help", "x"]), (USAGE.into(), 1));
        assert_eq!(failure(&["bogus"]), ("Invalid chassis command: bogus".into(), 1));
        assert_eq!(failure(&["statusx"]), ("Invalid chassis command: statusx".into(), 1));
    }

    #[test]
    fn more_words_than_needed_are_passed_over() {
        for words in [&["status", "help"][..], &["poh", "x"], &["selftest", "x"]] {
            assert!(Chassis::parse(words, &Context::default()).is_ok());
        }
    }
}
