//! System boot options (IPMI v2.0 §28.12, §28.13, table 28-14).
use super::Command;
use crate::wire::{
    self,
    buf::Reader,
    ids::{Privilege, netfn},
};

/// Numbers of boot parameters (§28.13, table 28-14).
pub mod parameter {
    /// Whether somebody writes.
    pub const SET_IN_PROGRESS: u8 = 0;
    /// Service partition selector.
    pub const SERVICE_PARTITION: u8 = 1;
    /// Service partition scan.
    pub const PARTITION_SCAN: u8 = 2;
    /// What leaves the valid bit of the boot flags alone.
    pub const VALID_BIT_CLEARING: u8 = 3;
    /// Who has handled the boot information.
    pub const INFO_ACKNOWLEDGE: u8 = 4;
    /// Boot flags.
    pub const FLAGS: u8 = 5;
    /// Who started the boot.
    pub const INITIATOR_INFO: u8 = 6;
    /// Mailbox from the initiator to the boot loader.
    pub const MAILBOX: u8 = 7;
}

/// Values of [`parameter::SET_IN_PROGRESS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody writes.
    Complete,
    /// Somebody writes.
    InProgress,
    /// What was written takes effect.
    Commit,
}

/// Writes a boot parameter (§28.12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetSystemBootOptions {
    parameter: u8,
    data: Vec<u8>,
}

impl SetSystemBootOptions {
    /// Tells others that a write begins, takes effect or ends.
    pub fn progress(progress: Progress) -> Self {
        let value = match progress {
            Progress::Complete => 0,
            Progress::InProgress => 1,
            Progress::Commit => 2,
        };
        Self { parameter: parameter::SET_IN_PROGRESS, data: vec![value] }
    }

    /// Sets the conditions that leave the valid bit of the boot flags alone.
    pub fn valid_bit_clearing(bits: u8) -> Self {
        Self { parameter: parameter::VALID_BIT_CLEARING, data: vec![bits] }
    }

    /// Sets bits of `handled` where `mask` has them: who has handled the boot information.
    pub fn acknowledge(mask: u8, handled: u8) -> Self {
        Self { parameter: parameter::INFO_ACKNOWLEDGE, data: vec![mask, handled] }
    }

    /// Sets the boot flags.
    pub fn flags(flags: BootFlags) -> Self {
        Self { parameter: parameter::FLAGS, data: flags.0.to_vec() }
    }

    /// Writes a block of the mailbox, 16 bytes at most.
    pub fn mailbox(block: u8, bytes: &[u8]) -> Self {
        let data = std::iter::once(block).chain(bytes.iter().copied()).collect();
        Self { parameter: parameter::MAILBOX, data }
    }

    /// The parameter that is written.
    pub fn parameter(&self) -> u8 {
        self.parameter
    }
}

impl Command for SetSystemBootOptions {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x08;
    const NAME: &'static str = "Set System Boot Options";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.parameter);
        out.extend(&self.data);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        match code {
            0x80 => Some("Unsupported parameter"),
            0x81 => Some("Attempt to set 'in progress' while not in 'complete' state"),
            0x82 => Some("Parameter is read-only"),
            _ => None,
        }
    }
}

/// Reads a boot parameter (§28.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GetSystemBootOptions {
    /// Number of the parameter; only 7 bits are sent.
    pub parameter: u8,
    /// Which of several sets, 0 where there is one.
    pub set: u8,
}

/// Answer to [`GetSystemBootOptions`] (§28.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BootParameter {
    /// Version of the parameter, 1.
    pub version: u8,
    /// The parameter that this is.
    pub parameter: u8,
    /// Marked invalid, or locked.
    pub locked: bool,
    /// Its value.
    pub data: Vec<u8>,
}

impl Command for GetSystemBootOptions {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x09;
    const NAME: &'static str = "Get System Boot Options";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = BootParameter;

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend([self.parameter & 0x7f, self.set, 0]);
    }

    fn parse(data: &[u8]) -> Result<BootParameter, wire::Error> {
        let mut r = Reader::new(data);
        let version = r.u8("parameter version")?;
        let parameter = r.u8("parameter valid and number")?;
        Ok(BootParameter {
            version,
            parameter: parameter & 0x7f,
            locked: parameter & 0x80 != 0,
            data: r.rest().to_vec(),
        })
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == 0x80).then_some("Unsupported parameter")
    }
}

/// Boot flags as on the wire (§28.13, table 28-14, parameter 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BootFlags(pub [u8; 5]);

impl BootFlags {
    /// Flags of an answer: bytes that a BMC leaves out are 0.
    pub fn from_data(data: &[u8]) -> Self {
        let mut bytes = [0; 5];
        for (to, from) in bytes.iter_mut().zip(data) {
            *to = *from;
        }
        Self(bytes)
    }

    /// They hold for the next boot.
    pub const fn valid(self) -> bool {
        self.0[0] & 0x80 != 0
    }

    /// They hold for all boots to come.
    pub const fn persistent(self) -> bool {
        self.0[0] & 0x40 != 0
    }

    /// Boot the EFI way.
    pub const fn efi(self) -> bool {
        self.0[0] & 0x20 != 0
    }

    /// Clear CMOS.
    pub const fn clear_cmos(self) -> bool {
        self.0[1] & 0x80 != 0
    }

    /// Lock the keyboard.
    pub const fn lock_keyboard(self) -> bool {
        self.0[1] & 0x40 != 0
    }

    /// Boot device selector, 0 to 15.
    pub const fn device(self) -> u8 {
        (self.0[1] >> 2) & 0x0f
    }

    /// Blank the screen.
    pub const fn screen_blank(self) -> bool {
        self.0[1] & 0x02 != 0
    }

    /// Lock the reset button.
    pub const fn lock_reset(self) -> bool {
        self.0[1] & 0x01 != 0
    }

    /// Lock the power button.
    pub const fn lock_power(self) -> bool {
        self.0[2] & 0x80 != 0
    }

    /// How much the firmware shows: 0 default, 1 quiet, 2 verbose.
    pub const fn verbosity(self) -> u8 {
        (self.0[2] >> 5) & 0x03
    }

    /// Force progress event traps.
    pub const fn progress_traps(self) -> bool {
        self.0[2] & 0x10 != 0
    }

    /// Pass over the user's boot password.
    pub const fn password_bypass(self) -> bool {
        self.0[2] & 0x08 != 0
    }

    /// Lock the sleep button.
    pub const fn lock_sleep(self) -> bool {
        self.0[2] & 0x04 != 0
    }

    /// Console redirection: 0 as configured, 1 none, 2 on.
    pub const fn redirection(self) -> u8 {
        self.0[2] & 0x03
    }

    /// The firmware may share its console.
    pub const fn shared_mode(self) -> bool {
        self.0[3] & 0x08 != 0
    }

    /// Serial mux at the end of the self test: 0 as recommended, 1 BMC, 2 system.
    pub const fn mux(self) -> u8 {
        self.0[3] & 0x07
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emitted(command: &impl Command) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    /// The requests of `ipmitool chassis bootdev pxe options=persistent,efiboot`, and of
    /// `chassis bootmbox set 674 1 2`.
    #[test]
    fn writes_are_those_of_ipmitool() {
        type Set = SetSystemBootOptions;
        assert_eq!(emitted(&Set::progress(Progress::InProgress)), [0, 1]);
        assert_eq!(emitted(&Set::acknowledge(1, 1)), [4, 1, 1]);
        let flags = BootFlags([0xe0, 0x04, 0, 0, 0]);
        assert_eq!(emitted(&Set::flags(flags)), [5, 0xe0, 4, 0, 0, 0]);
        assert_eq!(emitted(&Set::progress(Progress::Commit)), [0, 2]);
        assert_eq!(emitted(&Set::progress(Progress::Complete)), [0, 0]);
        assert_eq!(emitted(&Set::mailbox(0, &[0xa2, 2, 0, 1, 2])), [7, 0, 0xa2, 2, 0, 1, 2]);
        assert_eq!(emitted(&Set::valid_bit_clearing(0x0f)), [3, 0x0f]);
    }

    #[test]
    fn a_parameter_has_seven_bits_and_a_mark() {
        assert_eq!(emitted(&GetSystemBootOptions { parameter: 0x85, set: 1 }), [5, 1, 0]);
        let answer = GetSystemBootOptions::parse(&[1, 0x85, 0x80, 0x04]).unwrap();
        assert_eq!((answer.version, answer.parameter, answer.locked), (1, 5, true));
        let flags = BootFlags::from_data(&answer.data);
        assert_eq!((flags.valid(), flags.device(), flags.mux()), (true, 1, 0));
        let short = GetSystemBootOptions::parse(&[1]);
        assert_eq!(short, Err(wire::Error::Short("parameter valid and number")));
    }
}
