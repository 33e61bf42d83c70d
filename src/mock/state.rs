//! Everything about a BMC that commands change, sessions apart.
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::boot::Boot;
use super::channels::Channels;
use super::chassis::{Action, Chassis};
use super::clock::Clock;
use super::dcmi::Dcmi;
use super::firewall::Firewall;
use super::fru::Frus;
use super::hosted::Hosted;
use super::i2c::Buses;
use super::isol::Isol;
use super::lan::Lan;
use super::lockout::Lockouts;
use super::model::Model;
use super::modem::Modem;
use super::nm::NodeManager;
use super::options::Options;
use super::pef::Pef;
use super::sdr::Repository;
use super::sel::Log;
use super::sensors::Sensors;
use super::sol::Sol;
use super::sysinfo::SysInfo;
use super::users::Users;
use super::watchdog::Watchdog;

/// The state of a BMC.
#[derive(Clone, Debug)]
pub struct State {
    /// Answer of Get Device ID.
    pub device_id: [u8; 15],
    /// Answer of Get System GUID.
    pub guid: [u8; 16],
    /// Answer of Get Self Test Results.
    pub self_test: [u8; 2],
    /// ACPI power states of system and device.
    pub acpi: [u8; 2],
    /// BMC global enables (§22.1).
    pub enables: u8,
    /// Message flags (§22.4).
    pub message_flags: u8,
    /// Slave address and LUN that events go to (§29.1); `0xff` for nowhere.
    pub event_receiver: [u8; 2],
    /// Channels, by bit, whose messages the BMC does not take (§22.5).
    pub deaf: u16,
    /// How often the BMC was reset, cold or warm.
    pub resets: u32,
    /// Power and front panel.
    pub chassis: Chassis,
    /// Boot options.
    pub boot: Boot,
    /// Accounts.
    pub users: Users,
    /// Bad passwords, and who is locked out for them.
    pub lockouts: Lockouts,
    /// The LAN channel and the BMC key.
    pub channels: Channels,
    /// The watchdog timer.
    pub watchdog: Watchdog,
    /// System info parameters.
    pub sysinfo: SysInfo,
    /// The clock.
    pub clock: Clock,
    /// Sensor data records.
    pub repository: Repository,
    /// Sensors.
    pub sensors: Sensors,
    /// Inventories.
    pub frus: Frus,
    /// The system event log.
    pub log: Log,
    /// LAN configuration.
    pub lan: Lan,
    /// The serial channel.
    pub modem: Modem,
    /// Serial over LAN.
    pub sol: Sol,
    /// Intel's, of before.
    pub isol: Isol,
    /// Platform event filtering.
    pub pef: Pef,
    /// I2C buses.
    pub i2c: Buses,
    /// Which commands are on.
    pub firewall: Firewall,
    /// Data center manageability.
    pub dcmi: Dcmi,
    /// Intel's Node Manager.
    pub nm: NodeManager,
    /// How long a soft shutdown takes.
    pub soft_off: Duration,
    /// Something has changed that no command did.
    pub(super) touched: bool,
    /// What is known of the machine; `None` where the chassis is simulated.
    pub(super) hosted: Option<Hosted>,
    /// What of the configuration is in this state.
    pub configured: Configured,
    model: Arc<Model>,
}

/// What of a configuration has been put into a state, so that it is not put there again over what
/// commands have changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configured {
    /// Digest of accounts and BMC key.
    pub accounts: [u8; 32],
    /// The IDs of those accounts, a bit for each.
    pub ids: u64,
    /// Digest of addresses, names and numbers.
    pub place: [u8; 32],
}

impl State {
    /// The state of a fresh BMC.
    pub fn new(options: &Options) -> Self {
        Self {
            device_id: options.device_id,
            guid: options.guid,
            self_test: [0x55, 0x00],
            acpi: [0x00, 0x00],
            enables: 0x08,
            message_flags: 0,
            event_receiver: [0x20, 0x00],
            deaf: 0,
            resets: 0,
            chassis: Chassis::default(),
            boot: Boot::default(),
            users: Users::new(&options.users, options.max_users),
            lockouts: Lockouts::default(),
            channels: Channels::new(options.kg.clone()),
            watchdog: Watchdog::default(),
            sysinfo: SysInfo::new(options.identity.as_ref()),
            clock: Clock::new(options.model.time.unwrap_or(UNSET)),
            repository: Repository::new(&options.model),
            sensors: Sensors::new(&options.model),
            frus: Frus::new(options),
            log: Log::new(&options.model),
            lan: Lan::new(options),
            modem: Modem::default(),
            sol: Sol::default(),
            isol: Isol::default(),
            pef: Pef::default(),
            i2c: Buses::default(),
            firewall: Firewall::default(),
            dcmi: Dcmi::of(options.identity.as_ref()),
            nm: NodeManager::default(),
            soft_off: options.soft_off,
            touched: false,
            hosted: options.host.as_ref().map(|_| Hosted::default()),
            configured: Configured::default(),
            model: Arc::clone(&options.model),
        }
    }

    /// Takes what other options say about a BMC that runs. What a model had and commands have not
    /// changed becomes what another model has.
    pub fn adopt(&mut self, options: &Options) {
        self.device_id = options.device_id;
        self.soft_off = options.soft_off;
        self.users.resize(options.max_users);
        self.lan.adopt(&Lan::new(options));
        if self.hosted.is_some() != options.host.is_some() {
            self.hosted = options.host.as_ref().map(|_| Hosted::default());
        }
        if Arc::ptr_eq(&self.model, &options.model) {
            return;
        }
        self.model = Arc::clone(&options.model);
        self.sensors = Sensors::new(&options.model);
        self.frus = Frus::new(options);
        if !self.repository.changed {
            self.repository = Repository::new(&options.model);
        }
        if !self.log.changed {
            self.log = Log::new(&options.model);
        }
    }

    /// The server as it is described.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Executes a power action; false when it is not possible in the present state.
    pub fn power(&mut self, action: Action, now: Instant) -> bool {
        let Some(boots) = self.chassis.control(action, self.soft_off, now) else { return false };
        if boots {
            self.boot.on_boot();
        } else {
            self.boot.touch(now);
        }
        true
    }

    /// Does what is due.
    pub fn tick(&mut self, now: Instant) {
        self.clock.run(now);
        self.chassis.tick(now);
        self.boot.tick(now);
        let expired = self.watchdog.tick(now);
        if expired.is_some() {
            self.note_watchdog(now);
        }
        let action = match expired {
            Some(1) => Action::Reset,
            Some(2) => Action::Off,
            Some(3) => Action::Cycle,
            _ => return,
        };
        self.message_flags |= WATCHDOG_PRETIMEOUT & u8::from(self.watchdog.pretimeout > 0) << 3;
        if let Some(hosted) = &mut self.hosted {
            hosted.wanted = Some(action);
        } else if self.power(action, now) {
            self.chassis.restart_cause = CAUSE_WATCHDOG;
        }
    }

    /// When something is due next.
    pub fn next(&self) -> Option<Instant> {
        let all = [self.chassis.next(), self.boot.next(), self.watchdog.next()];
        all.into_iter().flatten().min()
    }
}

/// Where the system does not tell the time: 2026-01-01.
const UNSET: u32 = 1_767_225_600;
pub(super) const CAUSE_WATCHDOG: u8 = 0x04;
const WATCHDOG_PRETIMEOUT: u8 = 0x08;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watchdog_that_runs_out_acts_on_the_power() {
        let start = Instant::now();
        let mut state = State::new(&Options::default());
        state.watchdog.set([0x04, 0x02, 0, 0, 10, 0], start);
        state.watchdog.reset(start);
        assert_eq!(state.next(), Some(start + Duration::from_secs(1)));
        state.tick(start + Duration::from_secs(1));
        assert!(!state.chassis.power);
        assert_eq!((state.chassis.actions.off, state.chassis.restart_cause), (1, 4));
    }
}
