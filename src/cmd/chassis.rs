//! Chassis commands (IPMI v2.0 §28), but for boot options.
use super::Command;
use crate::wire::{
    self,
    buf::Reader,
    ids::{Privilege, netfn},
};

/// Asks for power state and front panel state (§28.2).
#[derive(Clone, Copy, Debug)]
pub struct GetChassisStatus;

/// Answer to [`GetChassisStatus`] (§28.2, table 28-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChassisStatus {
    /// System power is on (S0 or S1); soft-off counts as off.
    pub power_on: bool,
    /// The main power was switched off for an overload.
    pub power_overload: bool,
    /// The main power is off for an open panel.
    pub power_interlock: bool,
    /// A fault in the main power subsystem.
    pub main_power_fault: bool,
    /// The controller could not switch the power.
    pub power_control_fault: bool,
    /// What is done when power comes back.
    pub restore_policy: RestorePolicy,
    /// Why the power went off last, and whether it came on by a command.
    pub last_power_event: LastPowerEvent,
    /// The chassis was opened.
    pub intrusion: bool,
    /// Power and reset buttons are locked.
    pub front_panel_lockout: bool,
    /// A drive is broken.
    pub drive_fault: bool,
    /// A fan is broken, or cooling fails.
    pub cooling_fault: bool,
    /// The front panel's buttons, where the BMC tells about them.
    pub front_panel: Option<FrontPanel>,
}

/// What the system does when it gets power again (§28.2, table 28-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestorePolicy {
    /// Stay off.
    AlwaysOff,
    /// What it was.
    Previous,
    /// Turn on.
    AlwaysOn,
    /// Not known.
    Unknown,
}

/// Last power event bits (§28.2, table 28-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastPowerEvent {
    /// Mains power failed.
    pub ac_failed: bool,
    /// Power overload.
    pub overload: bool,
    /// Power interlock.
    pub interlock: bool,
    /// Power fault.
    pub fault: bool,
    /// Power came on by an IPMI command.
    pub command: bool,
}

/// The optional fourth byte of a chassis status (§28.2, table 28-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontPanel {
    /// Which buttons may be disabled.
    pub may_disable: Buttons,
    /// Which buttons are disabled.
    pub disabled: Buttons,
}

/// The four buttons of a front panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buttons {
    /// Standby (sleep).
    pub sleep: bool,
    /// Diagnostic interrupt.
    pub diag: bool,
    /// Reset.
    pub reset: bool,
    /// Power off.
    pub power: bool,
}

impl Command for GetChassisStatus {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Get Chassis Status";
    type Response = ChassisStatus;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<ChassisStatus, wire::Error> {
        let mut r = Reader::new(data);
        let power = r.u8("current power state")?;
        let event = r.u8("last power event")?;
        let misc = r.u8("misc. chassis state")?;
        Ok(ChassisStatus {
            power_on: power & 0x01 != 0,
            power_overload: power & 0x02 != 0,
            power_interlock: power & 0x04 != 0,
            main_power_fault: power & 0x08 != 0,
            power_control_fault: power & 0x10 != 0,
            restore_policy: RestorePolicy::from_bits(power >> 5),
            last_power_event: LastPowerEvent {
                ac_failed: event & 0x01 != 0,
                overload: event & 0x02 != 0,
                interlock: event & 0x04 != 0,
                fault: event & 0x08 != 0,
                command: event & 0x10 != 0,
            },
            intrusion: misc & 0x01 != 0,
            front_panel_lockout: misc & 0x02 != 0,
            drive_fault: misc & 0x04 != 0,
            cooling_fault: misc & 0x08 != 0,
            front_panel: r.u8("front panel buttons").ok().map(|bits| FrontPanel {
                may_disable: Buttons::from_bits(bits >> 4),
                disabled: Buttons::from_bits(bits),
            }),
        })
    }
}

impl RestorePolicy {
    const fn from_bits(bits: u8) -> Self {
        match bits & 0x03 {
            0 => Self::AlwaysOff,
            1 => Self::Previous,
            2 => Self::AlwaysOn,
            _ => Self::Unknown,
        }
    }
}

impl Buttons {
    const fn from_bits(bits: u8) -> Self {
        Self {
            sleep: bits & 0x08 != 0,
            diag: bits & 0x04 != 0,
            reset: bits & 0x02 != 0,
            power: bits & 0x01 != 0,
        }
    }
}

/// Brings the power into a state (Chassis Control, §28.3): the same again does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerControl {
    /// Off at once.
    Off,
    /// On.
    On,
    /// Asks the operating system to shut down, as the ACPI power button does.
    Soft,
}

impl Command for PowerControl {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = CHASSIS_CONTROL;
    const NAME: &'static str = "Chassis Control";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(match self {
            Self::Off => 0,
            Self::On => 1,
            Self::Soft => 5,
        });
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Interrupts the system (Chassis Control, §28.3): the same again would do so a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerInterrupt {
    /// Off, and on again.
    Cycle,
    /// A diagnostic interrupt (NMI).
    Diag,
    /// A hard reset.
    Reset,
}

impl Command for PowerInterrupt {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = CHASSIS_CONTROL;
    const NAME: &'static str = "Chassis Control";
    const PRIVILEGE: Privilege = Privilege::Operator;
    const REPEATABLE: bool = false;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(match self {
            Self::Cycle => 2,
            Self::Reset => 3,
            Self::Diag => 4,
        });
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Lights the chassis' identify light (§28.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChassisIdentify {
    /// For 15 s, unless the BMC has another default.
    Default,
    /// Until it is turned off.
    Forever,
    /// For so many seconds; 0 turns it off.
    Seconds(u8),
}

impl Command for ChassisIdentify {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x04;
    const NAME: &'static str = "Chassis Identify";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        match self {
            Self::Default => {}
            Self::Forever => out.extend([0, 1]),
            Self::Seconds(seconds) => out.push(*seconds),
        }
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Sets what is done when power comes back; `None` only asks what can be set (§28.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetPowerRestorePolicy(pub Option<NewPolicy>);

/// A policy that can be set (§28.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewPolicy {
    /// Stay off.
    AlwaysOff,
    /// Turn on.
    AlwaysOn,
    /// What it was.
    Previous,
}

/// Answer to [`SetPowerRestorePolicy`] (§28.8): what the system can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policies {
    /// Staying off.
    pub always_off: bool,
    /// Turning on.
    pub always_on: bool,
    /// Returning to what it was.
    pub previous: bool,
}

impl Command for SetPowerRestorePolicy {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x06;
    const NAME: &'static str = "Set Power Restore Policy";
    const PRIVILEGE: Privilege = Privilege::Operator;
    type Response = Policies;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(match self.0 {
            Some(NewPolicy::AlwaysOff) => 0,
            Some(NewPolicy::Previous) => 1,
            Some(NewPolicy::AlwaysOn) => 2,
            None => 3,
        });
    }

    fn parse(data: &[u8]) -> Result<Policies, wire::Error> {
        let bits = Reader::new(data).u8("power restore policy support")?;
        Ok(Policies {
            always_off: bits & 0x01 != 0,
            previous: bits & 0x02 != 0,
            always_on: bits & 0x04 != 0,
        })
    }
}

/// Asks why the system started last (§28.11).
#[derive(Clone, Copy, Debug)]
pub struct GetSystemRestartCause;

/// Answer to [`GetSystemRestartCause`] (§28.11, table 28-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestartCause {
    /// The cause, 0 to 15.
    pub cause: u8,
    /// Channel that the command came in on; some controllers leave it out.
    pub channel: Option<u8>,
}

impl Command for GetSystemRestartCause {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x07;
    const NAME: &'static str = "Get System Restart Cause";
    type Response = RestartCause;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<RestartCause, wire::Error> {
        let mut r = Reader::new(data);
        let cause = r.u8("restart cause")? & 0x0f;
        Ok(RestartCause { cause, channel: r.u8("channel number").ok() })
    }
}

/// Asks for the power-on hours (§28.14).
#[derive(Clone, Copy, Debug)]
pub struct GetPohCounter;

/// Answer to [`GetPohCounter`] (§28.14, table 28-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PohCounter {
    /// Minutes for one count.
    pub minutes_per_count: u8,
    /// Counts.
    pub count: u32,
}

impl Command for GetPohCounter {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x0f;
    const NAME: &'static str = "Get POH Counter";
    type Response = PohCounter;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<PohCounter, wire::Error> {
        let mut r = Reader::new(data);
        let minutes_per_count = r.u8("minutes per count")?;
        Ok(PohCounter { minutes_per_count, count: r.u32("POH counter reading")? })
    }
}

const CHASSIS_CONTROL: u8 = 0x02;

#[cfg(test)]
mod tests {
    use super::*;

    fn emitted(command: &impl Command) -> Vec<u8> {
        let mut out = Vec::new();
        command.emit(&mut out);
        out
    }

    /// `raw 0 1` to ipmi_sim with the model dell_r730.
    #[test]
    fn a_status_without_front_panel_byte() {
        let status = GetChassisStatus::parse(&[0x01, 0x00, 0x00]).unwrap();
        assert!(status.power_on && !status.power_overload && !status.intrusion);
        assert_eq!(status.restore_policy, RestorePolicy::AlwaysOff);
        assert_eq!(status.front_panel, None);
    }

    #[test]
    fn each_bit_of_a_status_has_its_field() {
        let status = GetChassisStatus::parse(&[0x6a, 0x15, 0x05, 0x96]).unwrap();
        assert!(!status.power_on && status.power_overload && !status.power_interlock);
        assert!(status.main_power_fault && !status.power_control_fault);
        assert_eq!(status.restore_policy, RestorePolicy::Unknown);
        let event = status.last_power_event;
        assert!(event.ac_failed && !event.overload && event.interlock);
        assert!(!event.fault && event.command);
        assert!(status.intrusion && !status.front_panel_lockout);
        assert!(status.drive_fault && !status.cooling_fault);
        let panel = status.front_panel.unwrap();
        let buttons = |sleep, diag, reset, power| Buttons { sleep, diag, reset, power };
        assert_eq!(panel.may_disable, buttons(true, false, false, true));
        assert_eq!(panel.disabled, buttons(false, true, true, false));
    }

    /// The requests of ipmitool 1.8.19, in the order of its help.
    #[test]
    fn requests_are_those_of_ipmitool() {
        assert_eq!(emitted(&PowerControl::On), [1]);
        assert_eq!(emitted(&PowerControl::Off), [0]);
        assert_eq!(emitted(&PowerInterrupt::Cycle), [2]);
        assert_eq!(emitted(&PowerInterrupt::Reset), [3]);
        assert_eq!(emitted(&PowerInterrupt::Diag), [4]);
        assert_eq!(emitted(&PowerControl::Soft), [5]);
        assert!(emitted(&ChassisIdentify::Default).is_empty());
        assert_eq!(emitted(&ChassisIdentify::Seconds(10)), [10]);
        assert_eq!(emitted(&ChassisIdentify::Forever), [0, 1]);
        assert_eq!(emitted(&SetPowerRestorePolicy(None)), [3]);
        assert_eq!(emitted(&SetPowerRestorePolicy(Some(NewPolicy::AlwaysOff))), [0]);
        assert_eq!(emitted(&SetPowerRestorePolicy(Some(NewPolicy::AlwaysOn))), [2]);
        assert_eq!(emitted(&SetPowerRestorePolicy(Some(NewPolicy::Previous))), [1]);
    }

    #[test]
    fn cut_off_answers_name_what_is_missing() {
        let short = wire::Error::Short;
        assert_eq!(GetChassisStatus::parse(&[]), Err(short("current power state")));
        assert_eq!(GetChassisStatus::parse(&[1, 0]), Err(short("misc. chassis state")));
        assert_eq!(GetPohCounter::parse(&[60, 1, 2]), Err(short("POH counter reading")));
        assert_eq!(GetSystemRestartCause::parse(&[]), Err(short("restart cause")));
        let policies = SetPowerRestorePolicy::parse(&[]);
        assert_eq!(policies, Err(short("power restore policy support")));
    }

    #[test]
    fn counters_and_causes() {
        let counter = GetPohCounter::parse(&[60, 0x10, 0x27, 0, 0]);
        assert_eq!(counter, Ok(PohCounter { minutes_per_count: 60, count: 10_000 }));
        let cause = GetSystemRestartCause::parse(&[0xf3]);
        assert_eq!(cause, Ok(RestartCause { cause: 3, channel: None }));
        let policies = SetPowerRestorePolicy::parse(&[0x05, 0xff]).unwrap();
        assert!(policies.always_off && policies.always_on && !policies.previous);
    }
}
