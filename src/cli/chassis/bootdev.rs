//! `chassis bootdev`.
use std::io::{self, Write};

use serde::Serialize;

use super::boot::{self, Announced};
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::boot::{BootFlags, SetSystemBootOptions};
use crate::transport::Client;

/// A device to boot from, and how.
#[derive(Debug)]
pub struct BootDev {
    device: String,
    flags: BootFlags,
}

impl BootDev {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (device, option) = match words {
            [] | ["help", ..] => return Err(Failure::usage(USAGE)),
            [device, rest @ ..] => (*device, rest.first().copied().unwrap_or_default()),
        };
        let mut bytes = [VALID, 0, 0, 0, 0];
        if let Some(options) = option.strip_prefix("options=") {
            for name in options.split(',').filter(|name| !name.is_empty()) {
                if name == "help" {
                    return Err(Failure::usage(OPTIONS_USAGE));
                }
                if !apply(name, &mut bytes) {
                    let line = format!("Invalid option: {name}");
                    return Err(Failure::usage(line).line(OPTIONS_USAGE));
                }
            }
        } else if option == "clear-cmos=yes" {
            apply("clear-cmos", &mut bytes);
        }
        Self::with_flags(device, bytes)
    }

    /// A device alone, as `bootparam set bootflag` has it.
    pub(super) fn plain(device: &str) -> Result<Self, Failure> {
        Self::with_flags(device, [VALID, 0, 0, 0, 0])
    }

    fn with_flags(device: &str, mut bytes: [u8; 5]) -> Result<Self, Failure> {
        let selector = selector(device)
            .ok_or_else(|| Failure::usage(format!("Invalid argument: {device}")))?;
        bytes[1] |= selector << 2;
        Ok(Self { device: device.to_owned(), flags: BootFlags(bytes) })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let announced = Announced::begin(client, out).await?;
        let outcome = self.write(&announced, client, out).await;
        announced.end(outcome, client, out).await
    }

    async fn write(
        &self,
        announced: &Announced,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        boot::acknowledge(BIOS_POST, BIOS_POST, client, out).await?;
        boot::set(client, &SetSystemBootOptions::flags(self.flags)).await?;
        out.show(&Chosen::from(self))?;
        announced.commit(client, out).await
    }
}

/// What was set.
#[derive(Debug, Serialize)]
struct Chosen {
    device: String,
    device_code: u8,
    persistent: bool,
    efi: bool,
    boot_flags: String,
}

impl From<&BootDev> for Chosen {
    fn from(chosen: &BootDev) -> Self {
        Self {
            device: chosen.device.clone(),
            device_code: chosen.flags.device(),
            persistent: chosen.flags.persistent(),
            efi: chosen.flags.efi(),
            boot_flags: super::parameter::hex(&chosen.flags.0),
        }
    }
}

impl Render for Chosen {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Set Boot Device to {}", self.device)
    }
}

fn selector(device: &str) -> Option<u8> {
    let name = match device.strip_prefix("force_") {
        Some("none") => return None,
        Some(name) => name,
        None => device,
    };
    DEVICES.iter().find(|(known, _)| *known == name).map(|(_, selector)| *selector)
}

/// Sets the bits of an option; false when there is no such option.
fn apply(name: &str, flags: &mut [u8; 5]) -> bool {
    let Some(&(_, byte, mask, value)) = OPTIONS.iter().find(|(known, ..)| *known == name) else {
        return false;
    };
    if let Some(place) = flags.get_mut(byte) {
        *place = *place & !mask | value;
    }
    true
}

const VALID: u8 = 0x80;
/// Bit of the acknowledge parameter for BIOS and POST.
const BIOS_POST: u8 = 0x01;

/// Boot device selectors (IPMI v2.0 §28.13, table 28-14).
const DEVICES: [(&str, u8); 8] = [
    ("none", 0),
    ("pxe", 1),
    ("disk", 2),
    ("safe", 3),
    ("diag", 4),
    ("cdrom", 5),
    ("bios", 6),
    ("floppy", 15),
];

/// Name, byte of the flags, bits that it is about, their value.
const OPTIONS: [(&str, usize, u8, u8); 17] = [
    ("valid", 0, 0x80, 0x80),
    ("persistent", 0, 0x40, 0x40),
    ("efiboot", 0, 0x20, 0x20),
    ("clear-cmos", 1, 0x80, 0x80),
    ("lockkbd", 1, 0x40, 0x40),
    ("screenblank", 1, 0x02, 0x02),
    ("lockoutreset", 1, 0x01, 0x01),
    ("lockout_power", 2, 0x80, 0x80),
    ("verbose=default", 2, 0x60, 0x00),
    ("verbose=no", 2, 0x60, 0x20),
    ("verbose=yes", 2, 0x60, 0x40),
    ("force_pet", 2, 0x10, 0x10),
    ("upw_bypass", 2, 0x08, 0x08),
    ("lockout_sleep", 2, 0x04, 0x04),
    ("cons_redirect=default", 2, 0x03, 0x00),
    ("cons_redirect=skip", 2, 0x03, 0x01),
    ("cons_redirect=enable", 2, 0x03, 0x02),
];

const ARGS: &str = "[clear-cmos=yes|no | options=OPTION,...]";
pub(super) const WORDS: &[Word] = &[
    super::word("none", "The usual order", ARGS, &[]),
    super::word("pxe", "The network", ARGS, &[]),
    super::word("disk", "The default hard disk", ARGS, &[]),
    super::word("safe", "The default hard disk, in safe mode", ARGS, &[]),
    super::word("diag", "The diagnostic partition", ARGS, &[]),
    super::word("cdrom", "CD or DVD", ARGS, &[]),
    super::word("bios", "The firmware's setup", ARGS, &[]),
    super::word("floppy", "Floppy or other removable medium", ARGS, &[]),
];

const USAGE: &str = "\
bootdev <device> [clear-cmos=yes|no]
bootdev <device> [options=help,...]
  none  : the usual order
  pxe   : network (PXE)
  disk  : default hard disk
  safe  : default hard disk, in safe mode
  diag  : diagnostic partition
  cdrom : CD or DVD
  bios  : setup of the firmware
  floppy: floppy or other removable medium";

const OPTIONS_USAGE: &str = "\
Legal options settings are:
  help                  : this text
  valid                 : the flags are valid (always set)
  persistent            : for all boots to come, not only the next
  efiboot               : boot the EFI way
  clear-cmos            : clear CMOS
  lockkbd               : lock the keyboard
  screenblank           : blank the screen
  lockoutreset          : lock the reset button
  lockout_power         : lock the power button
  verbose=default       : the firmware shows as much as it is set to
  verbose=no            : the firmware shows little
  verbose=yes           : the firmware shows all
  force_pet             : send progress event traps
  upw_bypass            : do not ask for the user's boot password
  lockout_sleep         : lock the sleep button
  cons_redirect=default : redirect the console as the firmware is set to
  cons_redirect=skip    : do not redirect the console
  cons_redirect=enable  : redirect the console";

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(words: &[&str]) -> [u8; 5] {
        BootDev::parse(words).unwrap().flags.0
    }

    /// What ipmitool 1.8.19 sends.
    #[test]
    fn devices_and_options_set_ipmitools_bits() {
        assert_eq!(flags(&["none"]), [0x80, 0x00, 0, 0, 0]);
        assert_eq!(flags(&["force_pxe", "bogus"]), [0x80, 0x04, 0, 0, 0]);
        assert_eq!(flags(&["floppy", "clear-cmos=yes"]), [0x80, 0xbc, 0, 0, 0]);
        assert_eq!(flags(&["pxe", "clear-cmos=no"]), [0x80, 0x04, 0, 0, 0]);
        assert_eq!(flags(&["pxe", "options=persistent", "options=efiboot"])[0], 0xc0);
        assert_eq!(flags(&["disk", "options=efiboot,,persistent,"]), [0xe0, 0x08, 0, 0, 0]);
        assert_eq!(flags(&["disk", "options=verbose=yes,verbose=no"]), [0x80, 0x08, 0x20, 0, 0]);
        let all = "options=force_pet,upw_bypass,lockout_sleep,cons_redirect=skip,lockkbd,\
                   screenblank,lockoutreset,lockout_power,verbose=yes,clear-cmos,efiboot,persistent";
        assert_eq!(flags(&["disk", all]), [0xe0, 0xcb, 0xdd, 0, 0]);
    }

    #[test]
    fn wrong_words_are_not_sent() {
        let line = |words: &[&str]| BootDev::parse(words).unwrap_err().lines().next().unwrap();
        assert_eq!(line(&["force_none"]), "Invalid argument: force_none");
        assert_eq!(line(&["PXE"]), "Invalid argument: PXE");
        assert_eq!(line(&["pxe", "options=bogus,help"]), "Invalid option: bogus");
        assert!(line(&["pxe", "options=persistent,help"]).starts_with("Legal options settings"));
        assert!(line(&[]).starts_with("bootdev <device> [clear-cmos=yes|no]\n"));
    }

    #[test]
    fn text_and_json_name_the_device() {
        let chosen = Chosen::from(&BootDev::parse(&["force_bios", "options=efiboot"]).unwrap());
        let mut out = Vec::new();
        chosen.text(&mut out).unwrap();
        assert_eq!(out, b"Set Boot Device to force_bios\n");
        assert_eq!(
            serde_json::to_value(chosen).unwrap(),
            serde_json::json!({
                "device": "force_bios", "device_code": 6, "persistent": false, "efi": true,
                "boot_flags": "a018000000",
            })
        );
    }
}
