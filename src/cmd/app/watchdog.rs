//! The BMC's watchdog timer (IPMI v2.0 §27).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// What uses the timer, without the flags beside it (§27.6, table 27-3, byte 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimerUse(pub u8);

/// What happens when time is up (§27.6, byte 2, bits 2:0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeoutAction(pub u8);

/// How the system is warned before (§27.6, byte 2, bits 6:4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interrupt(pub u8);

/// Starts the countdown, or starts it again (§27.5).
#[derive(Clone, Copy, Debug)]
pub struct ResetWatchdog;

impl Command for ResetWatchdog {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x22;
    const NAME: &'static str = "Reset Watchdog Timer";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }

    fn own_code(code: u8) -> Option<&'static str> {
        (code == 0x80).then_some("Attempt to reset uninitialized watchdog")
    }
}

/// Configures the timer; it stops, unless [`Self::keep_running`] (§27.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetWatchdog {
    /// Don't log when it runs out.
    pub no_log: bool,
    /// Leave a running timer running.
    pub keep_running: bool,
    /// What uses it.
    pub timer_use: TimerUse,
    /// How the system is warned before.
    pub interrupt: Interrupt,
    /// What happens when time is up.
    pub action: TimeoutAction,
    /// How long before, in seconds.
    pub pre_timeout_s: u8,
    /// Expiration flags to clear, one bit for each use.
    pub clear: u8,
    /// Time to run, in steps of 100 ms.
    pub countdown: u16,
}

impl Command for SetWatchdog {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x24;
    const NAME: &'static str = "Set Watchdog Timer";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let flags = u8::from(self.no_log) << 7 | u8::from(self.keep_running) << 6;
        out.push(flags | self.timer_use.0 & USE_MASK);
        out.push((self.interrupt.0 & 0x07) << 4 | self.action.0 & 0x07);
        out.extend([self.pre_timeout_s, self.clear]);
        out.extend(self.countdown.to_le_bytes());
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for the timer's settings and state (§27.7).
#[derive(Clone, Copy, Debug)]
pub struct GetWatchdog;

/// Answer to [`GetWatchdog`] (§27.7, table 27-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Watchdog {
    /// First byte as it came: use and flags.
    pub use_byte: u8,
    /// Second byte as it came: interrupt and action.
    pub action_byte: u8,
    /// How long before the timeout the interrupt comes, in seconds.
    pub pre_timeout_s: u8,
    /// Uses whose timer ran out, one bit for each.
    pub expired: u8,
    /// Time to run, in steps of 100 ms.
    pub initial_countdown: u16,
    /// Time left, in steps of 100 ms; some BMCs leave it out.
    pub present_countdown: Option<u16>,
}

impl Watchdog {
    /// It counts.
    pub const fn running(self) -> bool {
        self.use_byte & 0x40 != 0
    }

    /// Its expiration is logged.
    pub const fn logged(self) -> bool {
        self.use_byte & 0x80 == 0
    }

    /// What uses it.
    pub const fn timer_use(self) -> TimerUse {
        TimerUse(self.use_byte & USE_MASK)
    }

    /// How the system is warned before.
    pub const fn interrupt(self) -> Interrupt {
        Interrupt(self.action_byte >> 4 & 0x07)
    }

    /// What happens when time is up.
    pub const fn action(self) -> TimeoutAction {
        TimeoutAction(self.action_byte & 0x07)
    }
}

impl Command for GetWatchdog {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x25;
    const NAME: &'static str = "Get Watchdog Timer";
    type Response = Watchdog;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<Watchdog, wire::Error> {
        let mut r = Reader::new(data);
        Ok(Watchdog {
            use_byte: r.u8("timer use")?,
            action_byte: r.u8("timer actions")?,
            pre_timeout_s: r.u8("pre-timeout interval")?,
            expired: r.u8("timer use expiration flags")?,
            initial_countdown: r.u16("initial countdown")?,
            present_countdown: r.u16("present countdown").ok(),
        })
    }
}

const USE_MASK: u8 = 0x07;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn a_setting_is_what_ipmitool_sends() {
        let mut out = Vec::new();
        // timeout=30 use=sms int=nmi pretimeout=10 action=cycle nolog dontstop clear=frb2 clear=oem
        let all = SetWatchdog {
            no_log: true,
            keep_running: true,
            timer_use: TimerUse(4),
            interrupt: Interrupt(2),
            action: TimeoutAction(3),
            pre_timeout_s: 10,
            clear: 0x22,
            countdown: 300,
        };
        all.emit(&mut out);
        assert_eq!(out, hex!("c4 23 0a 22 2c 01"));
    }

    #[test]
    fn a_state_is_read() {
        let state = GetWatchdog::parse(&hex!("44 91 05 08 10 27 88 13")).unwrap();
        assert!(state.running() && state.logged());
        assert_eq!(state.timer_use(), TimerUse(4));
        assert_eq!((state.interrupt(), state.action()), (Interrupt(1), TimeoutAction(1)));
        assert_eq!((state.initial_countdown, state.present_countdown), (10_000, Some(5_000)));
        // OpenIPMI's simulator ends here.
        let short = GetWatchdog::parse(&hex!("44 91 05 08 10 27")).unwrap();
        assert_eq!((short.initial_countdown, short.present_countdown), (10_000, None));
        assert_eq!(
            GetWatchdog::parse(&hex!("44 91 05 08 10")),
            Err(wire::Error::Short("initial countdown"))
        );
    }
}
