//! Power, front panel and identify light.
use std::time::{Duration, Instant};

/// The chassis of a BMC.
#[derive(Clone, Debug)]
pub struct Chassis {
    /// Main power.
    pub power: bool,
    /// Power restore policy, as on the wire: 0 stay off, 1 previous, 2 always on.
    pub policy: u8,
    /// Last power event byte of Get Chassis Status.
    pub last_event: u8,
    /// Miscellaneous state bits 0 to 3: intrusion, lockout, drive fault, fan fault.
    pub misc: u8,
    /// Front panel buttons that are disabled, bits 0 to 3.
    pub buttons: u8,
    /// System restart cause (IPMI v2.0 §28.11).
    pub restart_cause: u8,
    /// Capabilities flags and the addresses of the FRU, SDR, SEL, SM and bridge devices.
    pub capabilities: [u8; 6],
    /// Seconds off in a power cycle.
    pub cycle_interval: u8,
    /// Power-on time before `on_since`.
    pub hours_base: Duration,
    /// What was executed.
    pub actions: Actions,
    identify: Identify,
    on_since: Option<Instant>,
    pending: Option<(Instant, Pending)>,
}

/// How often each power action was executed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    /// Power down.
    pub off: u32,
    /// Power up.
    pub on: u32,
    /// Power cycle.
    pub cycle: u32,
    /// Hard reset.
    pub reset: u32,
    /// Diagnostic interrupt.
    pub diag: u32,
    /// Soft shutdown.
    pub soft: u32,
}

/// Chassis Control actions (IPMI v2.0 §28.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Power down.
    Off,
    /// Power up.
    On,
    /// Power cycle.
    Cycle,
    /// Hard reset.
    Reset,
    /// Diagnostic interrupt.
    Diag,
    /// Soft shutdown.
    Soft,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Identify {
    Off,
    Until(Instant),
    Forever,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    Off,
    On,
}

impl Default for Chassis {
    fn default() -> Self {
        Self {
            power: true,
            policy: 0,
            last_event: 0,
            misc: 0,
            buttons: 0,
            restart_cause: 0,
            capabilities: [0x00, 0x20, 0x20, 0x20, 0x20, 0x20],
            cycle_interval: 0,
            hours_base: Duration::ZERO,
            actions: Actions::default(),
            identify: Identify::Off,
            on_since: None,
            pending: None,
        }
    }
}

impl Action {
    /// The action for a wire value.
    pub const fn from_u8(value: u8) -> Option<Self> {
        match value {
            0 => Some(Self::Off),
            1 => Some(Self::On),
            2 => Some(Self::Cycle),
            3 => Some(Self::Reset),
            4 => Some(Self::Diag),
            5 => Some(Self::Soft),
            _ => None,
        }
    }

    /// A word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Cycle => "cycle",
            Self::Reset => "reset",
            Self::Diag => "diag",
            Self::Soft => "soft",
        }
    }
}

impl Actions {
    /// Counts an action.
    pub(super) fn count(&mut self, action: Action) {
        let count = match action {
            Action::Off => &mut self.off,
            Action::On => &mut self.on,
            Action::Cycle => &mut self.cycle,
            Action::Reset => &mut self.reset,
            Action::Diag => &mut self.diag,
            Action::Soft => &mut self.soft,
        };
        *count += 1;
    }
}

impl Chassis {
    /// Executes an action. Gives `None` when it is not possible in the present state, else
    /// whether the host boots by it.
    pub fn control(&mut self, action: Action, soft_off: Duration, now: Instant) -> Option<bool> {
        let boots = match action {
            Action::Off => {
                self.actions.off += 1;
                self.set_power(false, now);
                false
            }
            Action::On => {
                self.actions.on += 1;
                let boots = !self.power;
                self.set_power(true, now);
                boots
            }
            Action::Cycle => {
                if !self.power {
                    return None;
                }
                self.actions.cycle += 1;
                self.set_power(false, now);
                let wait = Duration::from_secs(self.cycle_interval.into()).max(CYCLE);
                self.pending = Some((now + wait, Pending::On));
                true
            }
            Action::Reset => {
                if !self.power {
                    return None;
                }
                self.actions.reset += 1;
                true
            }
            Action::Diag => {
                if !self.power {
                    return None;
                }
                self.actions.diag += 1;
                false
            }
            Action::Soft => {
                self.actions.soft += 1;
                if self.power {
                    self.pending = Some((now + soft_off, Pending::Off));
                }
                false
            }
        };
        if boots {
            self.booted_by_command(action);
        }
        Some(boots)
    }

    /// A command has made the system boot.
    pub(super) fn booted_by_command(&mut self, action: Action) {
        self.restart_cause = CAUSE_COMMAND;
        if action != Action::Reset {
            self.last_event = EVENT_COMMAND;
        }
    }

    /// Switches the power, without counting it as an action.
    pub fn set_power(&mut self, on: bool, now: Instant) {
        self.pending = None;
        if self.power
            && let Some(since) = self.on_since
        {
            self.hours_base += now.saturating_duration_since(since);
        }
        self.power = on;
        self.on_since = on.then_some(now);
    }

    /// Lights the identify light for some seconds (0: off), or for ever.
    pub fn identify(&mut self, seconds: u8, force: bool, now: Instant) {
        self.identify = match (force, seconds) {
            (true, _) => Identify::Forever,
            (false, 0) => Identify::Off,
            (false, s) => Identify::Until(now + Duration::from_secs(s.into())),
        };
    }

    /// Identify state as in Get Chassis Status: 0 off, 1 for a time, 2 for ever.
    pub fn identify_state(&self) -> u8 {
        match self.identify {
            Identify::Off => 0,
            Identify::Until(_) => 1,
            Identify::Forever => 2,
        }
    }

    /// Time with power on.
    pub fn hours(&self, now: Instant) -> Duration {
        let running = self.on_since.map_or(Duration::ZERO, |s| now.saturating_duration_since(s));
        self.hours_base + running
    }

    /// Does what is due.
    pub fn tick(&mut self, now: Instant) {
        if self.power && self.on_since.is_none() {
            self.on_since = Some(now);
        }
        if let Identify::Until(end) = self.identify
            && end <= now
        {
            self.identify = Identify::Off;
        }
        if let Some((due, what)) = self.pending
            && due <= now
        {
            self.set_power(what == Pending::On, due);
        }
    }

    /// When something is due next.
    pub fn next(&self) -> Option<Instant> {
        let identify = if let Identify::Until(end) = self.identify { Some(end) } else { None };
        [identify, self.pending.map(|(due, _)| due)].into_iter().flatten().min()
    }

    /// The power state that all that is pending leads to.
    pub fn settled_power(&self) -> bool {
        self.pending.map_or(self.power, |(_, what)| what == Pending::On)
    }
}

/// The shortest time that a power cycle keeps the power off.
const CYCLE: Duration = Duration::from_millis(200);
const CAUSE_COMMAND: u8 = 0x01;
const EVENT_COMMAND: u8 = 0x10;

#[cfg(test)]
mod tests {
    use super::*;

    const SOFT: Duration = Duration::from_millis(300);

    #[test]
    fn soft_turns_off_after_a_while() {
        let start = Instant::now();
        let mut chassis = Chassis::default();
        chassis.tick(start);
        assert_eq!(chassis.control(Action::Soft, SOFT, start), Some(false));
        chassis.tick(start + SOFT / 2);
        assert!(chassis.power);
        assert!(!chassis.settled_power());
        assert_eq!(chassis.next(), Some(start + SOFT));
        chassis.tick(start + SOFT);
        assert!(!chassis.power);
        assert_eq!(chassis.actions.soft, 1);
    }

    #[test]
    fn a_cycle_needs_power_and_turns_it_off_and_on() {
        let start = Instant::now();
        let mut chassis = Chassis::default();
        chassis.control(Action::Off, SOFT, start);
        assert_eq!(chassis.control(Action::Cycle, SOFT, start), None);
        assert_eq!(chassis.actions.cycle, 0);
        assert_eq!(chassis.control(Action::On, SOFT, start), Some(true));
        assert_eq!(chassis.control(Action::Cycle, SOFT, start), Some(true));
        assert!(!chassis.power);
        chassis.tick(start + Duration::from_secs(1));
        assert!(chassis.power);
        assert_eq!(chassis.restart_cause, 1);
    }

    #[test]
    fn hours_count_only_while_power_is_on() {
        let start = Instant::now();
        let hour = Duration::from_secs(3600);
        let mut chassis = Chassis::default();
        chassis.tick(start);
        chassis.control(Action::Off, SOFT, start + hour);
        assert_eq!(chassis.hours(start + 5 * hour), hour);
        chassis.control(Action::On, SOFT, start + 5 * hour);
        assert_eq!(chassis.hours(start + 6 * hour), 2 * hour);
    }

    #[test]
    fn the_identify_light_goes_out_by_itself() {
        let start = Instant::now();
        let mut chassis = Chassis::default();
        chassis.identify(15, false, start);
        assert_eq!(chassis.identify_state(), 1);
        chassis.tick(start + Duration::from_secs(15));
        assert_eq!(chassis.identify_state(), 0);
        chassis.identify(0, true, start);
        assert_eq!(chassis.identify_state(), 2);
    }
}
