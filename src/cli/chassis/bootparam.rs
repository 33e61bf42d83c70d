//! `chassis bootparam`.
use super::boot::{self, Announced};
use super::bootdev::BootDev;
use super::parameter::Parameter;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::number;
use crate::cli::out::Out;
use crate::cli::words::Word;
use crate::cmd::boot::{SetSystemBootOptions, parameter};
use crate::transport::Client;

/// Subcommands of `chassis bootparam`.
#[derive(Debug)]
pub enum BootParam {
    /// Show a parameter.
    Get {
        /// Its number.
        parameter: u8,
        /// Which of several sets.
        set: u8,
        /// Show times in UTC.
        utc: bool,
    },
    /// Set the boot device, and when the BMC forgets it.
    SetBootFlag {
        /// The device.
        device: BootDev,
        /// Change of the conditions.
        clearing: Option<Clearing>,
        /// What to say about a word that is passed over.
        note: Option<String>,
    },
}

/// Bits of the parameter that keeps the valid bit alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// Conditions that shall clear the valid bit.
    clear: u8,
    /// Conditions that shall leave it alone.
    keep: u8,
}

impl BootParam {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            ["get", number, rest @ ..] => Self::parse_get(number, rest, context.utc),
            ["set", "bootflag", device, rest @ ..] => Self::parse_set(device, rest),
            ["set", _, ..] => Err(Failure::usage(format!("{SET_USAGE}{OPTIONS_USAGE}"))),
            _ => Err(Failure::usage(format!("{GET_USAGE}{SET_USAGE}{OPTIONS_USAGE}"))),
        }
    }

    fn parse_get(number: &str, rest: &[&str], utc: bool) -> Result<Self, Failure> {
        let parameter = number::parse_u8(number).map_err(|_| {
            Failure::usage(format!("Invalid parameter '{number}' given instead of bootparam."))
        })?;
        let set = match rest {
            [] => 0,
            [set, ..] => number::parse_u8(set).map_err(|_| {
                Failure::usage(format!("Invalid argument '{set}' given to bootparam {parameter}"))
            })?,
        };
        Ok(Self::Get { parameter, set, utc })
    }

    fn parse_set(device: &str, rest: &[&str]) -> Result<Self, Failure> {
        let mut note = None;
        let options = match rest {
            [] => "",
            [word, ..] => word.strip_prefix("options=").unwrap_or_else(|| {
                note = Some(format!("No options= keyword found \"{word}\""));
                ""
            }),
        };
        let mut clearing = None;
        for name in options.split(',').filter(|name| !name.is_empty()) {
            if name == "help" {
                return Err(Failure::help(OPTIONS_USAGE));
            }
            let Some(condition) = condition(name) else {
                let line = format!("Invalid option: {name}");
                return Err(Failure::usage(line).line(OPTIONS_USAGE));
            };
            let clearing = clearing.get_or_insert(Clearing { clear: 0, keep: 0 });
            match condition {
                Condition::Clears(bit) => clearing.clear |= bit,
                Condition::Keeps(bit) => clearing.keep |= bit,
            }
        }
        Ok(Self::SetBootFlag { device: BootDev::plain(device)?, clearing, note })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get { parameter, set, utc } => {
                let answer = boot::get(client, parameter & 0x7f, set).await?;
                out.show(&Parameter::new(&answer, utc))
            }
            Self::SetBootFlag { device, clearing, note } => {
                if let Some(note) = note {
                    out.note(note);
                }
                device.run(client, out).await?;
                match clearing {
                    Some(clearing) => clearing.run(client, out).await,
                    None => Ok(()),
                }
            }
        }
    }
}

impl Clearing {
    async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let announced = Announced::begin(client, out).await?;
        let outcome = self.write(&announced, client, out).await;
        announced.end(outcome, client, out).await
    }

    async fn write(
        self,
        announced: &Announced,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        boot::acknowledge(BIOS_POST, BIOS_POST, client, out).await?;
        let before = boot::get(client, parameter::VALID_BIT_CLEARING, 0).await;
        let before = before.map_err(|failure| failure.line("Failed to read boot valid flag"))?;
        let bits = self.applied_to(before.data.first().copied().unwrap_or(0));
        boot::set(client, &SetSystemBootOptions::valid_bit_clearing(bits)).await?;
        announced.commit(client, out).await
    }

    const fn applied_to(self, before: u8) -> u8 {
        before & !self.clear | self.keep
    }
}

enum Condition {
    Clears(u8),
    Keeps(u8),
}

fn condition(name: &str) -> Option<Condition> {
    let bit = |name| CONDITIONS.iter().find(|(known, _)| *known == name).map(|(_, bit)| *bit);
    match name.strip_prefix("no-") {
        Some(name) => bit(name).map(Condition::Keeps),
        None => bit(name).map(Condition::Clears),
    }
}

/// Bits that keep the valid bit alive (IPMI v2.0 §28.13, table 28-14, parameter 3).
const CONDITIONS: [(&str, u8); 5] =
    [("PEF", 0x10), ("timeout", 0x08), ("watchdog", 0x04), ("reset", 0x02), ("power", 0x01)];

/// Bit of the acknowledge parameter for BIOS and POST.
const BIOS_POST: u8 = 0x01;

pub(super) const WORDS: &[Word] = &[
    super::word("get", "Show a boot parameter", "NUMBER [SET]", &[]),
    super::word(
        "set",
        "Set the boot flags",
        "",
        &[super::word(
            "bootflag",
            "Set the boot device",
            "DEVICE [options=OPTION,...]",
            super::bootdev::WORDS,
        )],
    ),
];

const GET_USAGE: &str = "bootparam get <param #>\n";

const SET_USAGE: &str = "\
bootparam set bootflag <device> [options=...]
 Legal devices are:
  none        : the usual order
  force_pxe   : network (PXE)
  force_disk  : default hard disk
  force_safe  : default hard disk, in safe mode
  force_diag  : diagnostic partition
  force_cdrom : CD or DVD
  force_bios  : setup of the firmware
";

const OPTIONS_USAGE: &str = " Legal options are:
  help    : this text
  PEF     : forget the flags when PEF resets or power cycles the system
  timeout : forget the flags when no boot comes within a minute
  watchdog: forget the flags when the watchdog resets or power cycles the system
  reset   : forget the flags at a reset by button or by software
  power   : forget the flags at a power-up by button or by a wake event
 no- before an option means: do not forget the flags then
";

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<BootParam, (String, u8)> {
        BootParam::parse(words, &Context::default())
            .map_err(|failure| (failure.lines().next().unwrap(), failure.exit_code(false)))
    }

    fn applied(option: &str, before: u8) -> u8 {
        match parse(&["set", "bootflag", "force_pxe", option]).unwrap() {
            BootParam::SetBootFlag { clearing, .. } => clearing.unwrap().applied_to(before),
            BootParam::Get { .. } => panic!(),
        }
    }

    /// Before and after, as ipmitool 1.8.19 writes it.
    #[test]
    fn an_option_clears_its_bit() {
        assert_eq!(applied("options=PEF", 0x1f), 0x0f);
        assert_eq!(applied("options=timeout", 0xff), 0xf7);
        assert_eq!(applied("options=watchdog,reset,power", 0x1f), 0x18);
        assert_eq!(applied("options=PEF", 0x00), 0x00);
    }

    #[test]
    fn no_before_an_option_sets_its_bit() {
        assert_eq!(applied("options=no-timeout", 0x00), 0x08);
        assert_eq!(applied("options=no-PEF,power", 0x01), 0x10);
    }

    #[test]
    fn wrong_words_are_not_sent() {
        assert_eq!(
            parse(&["get", "256"]).unwrap_err().0,
            "Invalid parameter '256' given instead of bootparam."
        );
        assert_eq!(
            parse(&["get", "5", "x"]).unwrap_err().0,
            "Invalid argument 'x' given to bootparam 5"
        );
        let (line, status) = parse(&["set", "bootflag", "pxe", "options=PEF,bogus"]).unwrap_err();
        assert_eq!((line.as_str(), status), ("Invalid option: bogus", 1));
        assert_eq!(parse(&["set", "bootflag", "pxe", "options=help"]).unwrap_err().1, 0);
        let (line, status) = parse(&["set", "bootflag"]).unwrap_err();
        assert!(line.starts_with("bootparam set bootflag <device>") && status == 1);
        assert!(parse(&["bogus"]).unwrap_err().0.starts_with("bootparam get <param #>\n"));
    }

    #[test]
    fn a_word_that_is_no_option_is_told_and_passed_over() {
        let BootParam::SetBootFlag { clearing, note, .. } =
            parse(&["set", "bootflag", "pxe", "bogus"]).unwrap()
        else {
            panic!()
        };
        assert_eq!(clearing, None);
        assert_eq!(note.unwrap(), "No options= keyword found \"bogus\"");
    }
}
