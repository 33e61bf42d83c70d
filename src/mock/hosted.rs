//! What happens in a BMC when a real machine did what it was told: counters, causes, and what a
//! BMC writes into its log then.
use std::time::Instant;

use super::boot::BootDevice;
use super::chassis::Action;
use super::host::BootChoice;
use super::state::{CAUSE_WATCHDOG, State};
use crate::wire::ids::BMC_ADDRESS;

/// What is known of a machine.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hosted {
    /// What was seen last. Nobody is told: it is only good for noticing changes.
    seen: Option<bool>,
    /// What the watchdog wants.
    pub(super) wanted: Option<Action>,
}

impl State {
    /// What the boot flags say, for the next boot.
    pub(super) fn boot_choice(&self) -> Option<BootChoice> {
        let (device, persistent): (BootDevice, bool) = self.boot.choice()?;
        Some(BootChoice { device, persistent })
    }

    /// What the watchdog wants, once.
    pub(super) fn take_wanted(&mut self) -> Option<Action> {
        self.hosted.as_mut()?.wanted.take()
    }

    /// The machine was found on or off; a change is written into the log.
    pub(super) fn power_seen(&mut self, on: bool, now: Instant) {
        let Some(hosted) = &mut self.hosted else { return };
        let before = hosted.seen.replace(on);
        if self.chassis.power != on || before.is_none() {
            self.chassis.set_power(on, now);
        }
        if before.is_some_and(|before| before != on) {
            self.note(if on { ON } else { OFF }, now);
        }
    }

    /// An action was carried out; `changed` is false when there was nothing to do. `flags` are
    /// the boot flags that a command was given with; `None` for the watchdog.
    pub(super) fn acted(
        &mut self,
        action: Action,
        changed: bool,
        flags: Option<[u8; 5]>,
        now: Instant,
    ) {
        self.chassis.actions.count(action);
        let hosted = self.hosted.as_mut();
        // It was asked before it was told.
        let before = match action {
            Action::On => !changed,
            Action::Off | Action::Soft => changed,
            _ => true,
        };
        if let Some(hosted) = hosted {
            hosted.seen.get_or_insert(before);
        }
        self.power_seen(before, now);
        if !changed {
            return;
        }
        match action {
            Action::On => self.power_seen(true, now),
            Action::Off => self.power_seen(false, now),
            Action::Cycle => self.note(CYCLE, now),
            Action::Reset => self.note(RESET, now),
            Action::Diag => self.note(DIAG, now),
            Action::Soft => self.note(SOFT, now),
        }
        if matches!(action, Action::On | Action::Cycle | Action::Reset) {
            self.chassis.booted_by_command(action);
            // Flags that came while it booted are for the next time.
            if flags.is_none_or(|flags| flags == self.boot.flags) {
                self.boot.on_boot();
            }
        }
        if flags.is_none() {
            self.chassis.restart_cause = CAUSE_WATCHDOG;
        }
    }

    /// An action failed after it was answered.
    pub(super) fn failed_late(&mut self, now: Instant) {
        self.note(FAILED, now);
    }

    /// The watchdog has run out.
    pub(super) fn note_watchdog(&mut self, now: Instant) {
        if self.hosted.is_some() && self.watchdog.usage & DONT_LOG == 0 {
            let action = usize::from(self.watchdog.actions & 0x07);
            self.note(WATCHDOG.get(action).copied().unwrap_or_default(), now);
        }
    }

    /// Writes an event of the first sensor that the model has for it.
    fn note(&mut self, events: &[(u8, u8)], now: Instant) {
        let model = std::sync::Arc::clone(self.model());
        let sensor = |kind: u8| {
            let fits = |bytes: &&[u8]| match bytes {
                // Owner, LUN, number, entity, instance, and behind six bytes the types.
                [_, _, _, FULL | COMPACT, _, BMC_ADDRESS, 0, _, _, _, rest @ ..] => {
                    rest.get(2..4) == Some(&[kind, SPECIFIC])
                }
                [_, _, _, EVENT_ONLY, _, BMC_ADDRESS, 0, _, _, _, found, SPECIFIC, ..] => {
                    *found == kind
                }
                _ => false,
            };
            let mut records = model.records.iter().map(|record| record.bytes.as_slice());
            records.find(fits)?.get(7).copied()
        };
        let found = events.iter().find_map(|(kind, offset)| Some((*kind, sensor(*kind)?, *offset)));
        let Some((kind, number, offset)) = found else { return };
        let [low, high] = [BMC_ADDRESS, 0];
        let time = self.clock.time(now);
        let entry = [0, 0, 2, 0, 0, 0, 0, low, high, 4, kind, number, SPECIFIC, offset, 0xff, 0xff];
        self.log.add(entry, time);
    }
}

/// Events: sensor type and offset (table 42-3), the most fitting first.
type Events = &'static [(u8, u8)];
/// S0/G0 "working".
const ON: Events = &[(0x22, 0x00)];
/// Power down; S5/G2 "soft-off".
const OFF: Events = &[(0x09, 0x00), (0x22, 0x05)];
const CYCLE: Events = &[(0x09, 0x01)];
/// Boot initiated by hard reset, or the reset button.
const RESET: Events = &[(0x1d, 0x01), (0x14, 0x02)];
/// Soft power control failure.
const FAILED: Events = &[(0x09, 0x05)];
/// Expired without an action, hard reset, power down, power cycle.
const WATCHDOG: [Events; 4] = [&[(0x23, 0)], &[(0x23, 1)], &[(0x23, 2)], &[(0x23, 3)]];
const DONT_LOG: u8 = 0x80;
/// Diagnostic interrupt.
const DIAG: Events = &[(0x13, 0x00)];
/// The power button is what the operating system sees of it.
const SOFT: Events = &[(0x14, 0x00)];
const FULL: u8 = 0x01;
const COMPACT: u8 = 0x02;
const EVENT_ONLY: u8 = 0x03;
const SPECIFIC: u8 = 0x6f;
