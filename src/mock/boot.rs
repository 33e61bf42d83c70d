//! System boot options (IPMI v2.0 §28.12, §28.13, table 28-14).
use std::time::{Duration, Instant};

/// Boot parameters 0 to 7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boot {
    /// Parameter 0: 0 complete, 1 in progress.
    pub progress: u8,
    /// Parameter 1: service partition.
    pub partition: u8,
    /// Parameter 2: service partition scan.
    pub scan: u8,
    /// Parameter 3: when not to clear the valid bit.
    pub keep_valid: u8,
    /// Parameter 4: who has seen the boot info.
    pub acknowledged: u8,
    /// Parameter 5: boot flags.
    pub flags: [u8; 5],
    /// Parameter 6: who started the boot.
    pub initiator: [u8; 9],
    /// Parameter 7: mailbox, block by block.
    pub mailbox: Vec<[u8; 16]>,
    /// Parameters that are marked invalid, a bit each.
    pub invalid: u8,
    expires: Option<Instant>,
}

impl Default for Boot {
    fn default() -> Self {
        Self {
            progress: 0,
            partition: 0,
            scan: 0,
            keep_valid: 0,
            acknowledged: 0,
            flags: [0; 5],
            initiator: [0; 9],
            mailbox: vec![[0; 16]; MAILBOX_BLOCKS],
            invalid: 0,
            expires: None,
        }
    }
}

impl Boot {
    /// Takes new boot flags. Valid ones are forgotten when no Chassis Control comes within 60 s.
    pub fn set_flags(&mut self, flags: [u8; 5], now: Instant) {
        self.flags = flags;
        self.expires = None;
        self.touch(now);
    }

    /// What the flags say to boot from, and whether for more than one boot; `None` where they are
    /// not valid or leave it to the system.
    pub fn choice(&self) -> Option<(BootDevice, bool)> {
        choice(self.flags)
    }

    /// Chassis Control came: the 60 s begin anew.
    pub fn touch(&mut self, now: Instant) {
        let [first, ..] = self.flags;
        if first & VALID != 0 && self.keep_valid & KEEP_AFTER_TIMEOUT == 0 {
            self.expires = Some(now + FORGET);
        }
    }

    /// What the system's firmware does at boot: it uses flags that are for one boot only up.
    pub fn on_boot(&mut self) {
        let [first, ..] = &mut self.flags;
        if *first & PERSISTENT == 0 {
            *first &= !VALID;
        }
        self.expires = None;
    }

    /// Does what is due.
    pub fn tick(&mut self, now: Instant) {
        if self.expires.is_some_and(|at| at <= now) {
            self.expires = None;
            let [first, ..] = &mut self.flags;
            *first &= !VALID;
        }
    }

    /// When something is due next.
    pub fn next(&self) -> Option<Instant> {
        self.expires
    }
}

/// What boot flags say to boot from, and whether every time.
pub(super) fn choice(flags: [u8; 5]) -> Option<(BootDevice, bool)> {
    let [first, second, ..] = flags;
    if first & VALID == 0 {
        return None;
    }
    Some((BootDevice::from_selector(second >> 2 & 0x0f)?, first & PERSISTENT != 0))
}

/// What boot flags say to boot from every time.
pub(super) fn lasting(flags: [u8; 5]) -> Option<BootDevice> {
    choice(flags).filter(|(_, persistent)| *persistent).map(|(device, _)| device)
}

/// Where a system boots from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BootDevice {
    /// The network.
    Network,
    /// The default hard drive.
    Disk,
    /// The default CD or DVD.
    Cdrom,
    /// Floppy, or the primary removable medium.
    Floppy,
    /// The firmware's setup.
    Setup,
}

impl BootDevice {
    /// The device for the boot device selector (table 28-14, parameter 5, data 2, bits 5 to 2).
    pub const fn from_selector(selector: u8) -> Option<Self> {
        match selector {
            0x1 => Some(Self::Network),
            0x2 | 0x3 | 0xb => Some(Self::Disk),
            0x5 | 0x8 => Some(Self::Cdrom),
            0x6 => Some(Self::Setup),
            0x7 | 0xf => Some(Self::Floppy),
            _ => None,
        }
    }

    /// A word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Disk => "disk",
            Self::Cdrom => "cdrom",
            Self::Floppy => "floppy",
            Self::Setup => "setup",
        }
    }
}

/// How many blocks the mailbox has.
pub const MAILBOX_BLOCKS: usize = 5;
const VALID: u8 = 0x80;
const PERSISTENT: u8 = 0x40;
const KEEP_AFTER_TIMEOUT: u8 = 0x08;
const FORGET: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_flags_are_forgotten_after_a_minute_or_at_boot() {
        let start = Instant::now();
        let mut boot = Boot::default();
        boot.set_flags([0x80, 4, 0, 0, 0], start);
        boot.tick(start + FORGET / 2);
        assert_eq!(boot.flags[0], 0x80);
        boot.touch(start + FORGET / 2);
        boot.tick(start + FORGET);
        assert_eq!(boot.flags[0], 0x80, "Chassis Control gives another minute");
        boot.tick(start + FORGET * 2);
        assert_eq!(boot.flags[0], 0);
        boot.set_flags([0x80, 4, 0, 0, 0], start);
        boot.on_boot();
        assert_eq!(boot.flags[0], 0);
        boot.set_flags([0xc0, 4, 0, 0, 0], start);
        boot.on_boot();
        assert_eq!((boot.flags[0], boot.next()), (0xc0, None));
    }

    #[test]
    fn valid_flags_name_a_device() {
        let mut boot = Boot::default();
        for (flags, choice) in [
            ([0x80, 0x04], Some((BootDevice::Network, false))),
            ([0xc0, 0x08], Some((BootDevice::Disk, true))),
            ([0xe0, 0x14], Some((BootDevice::Cdrom, true))),
            ([0x80, 0x18], Some((BootDevice::Setup, false))),
            ([0x80, 0x3c], Some((BootDevice::Floppy, false))),
            ([0x80, 0x00], None),
            ([0x40, 0x04], None),
        ] {
            boot.flags = [flags[0], flags[1], 0, 0, 0];
            assert_eq!(boot.choice(), choice, "{flags:02x?}");
        }
    }

    #[test]
    fn parameter_3_switches_the_timeout_off() {
        let start = Instant::now();
        let mut boot = Boot { keep_valid: 0x08, ..Boot::default() };
        boot.set_flags([0x80, 4, 0, 0, 0], start);
        assert_eq!(boot.next(), None);
    }
}
