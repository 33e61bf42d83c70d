//! The state in a file: lines of `key value`, and a digest at the end; written whole and renamed
//! into place.
//!
//! A format of its own, since serde stops at the command line. Lines that make no sense are
//! skipped, so that the file of another model or version can be read; what is missing keeps its
//! default. Countdowns are not kept: a shutdown under way is written as done.
mod file;
mod rest;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::dcmi::PowerLimit;
use super::model::Record;
use super::state::{Configured, State};
use super::users::User;
use crate::crypto::secret::Secret;

pub(super) use file::{StateFile, make_folder};

/// The state as text.
pub fn write(state: &State, now: Instant) -> String {
    let mut out = String::from(HEADER);
    let chassis = &state.chassis;
    let minutes = chassis.hours(now).as_secs() / 60;
    let on = u8::from(chassis.settled_power());
    let mut line = |key: &str, values: &[&[u8]]| {
        out.push_str(key);
        for value in values {
            out.push(' ');
            out.push_str(&hex(value));
        }
        out.push('\n');
    };
    line("power", &[&[on]]);
    line("policy", &[&[chassis.policy]]);
    line("last-event", &[&[chassis.last_event]]);
    line("misc", &[&[chassis.misc]]);
    line("buttons", &[&[chassis.buttons]]);
    line("restart-cause", &[&[chassis.restart_cause]]);
    line("capabilities", &[&chassis.capabilities]);
    line("cycle-interval", &[&[chassis.cycle_interval]]);
    line("on-minutes", &[&minutes.to_be_bytes()]);
    line("guid", &[&state.guid]);
    line("acpi", &[&state.acpi]);
    line("enables", &[&[state.enables]]);
    let boot = &state.boot;
    line("boot", &[&[boot.partition, boot.scan, boot.keep_valid, boot.acknowledged, boot.invalid]]);
    line("boot-flags", &[&boot.flags]);
    line("boot-initiator", &[&boot.initiator]);
    for (block, bytes) in (0_u8..).zip(&boot.mailbox) {
        line("boot-mailbox", &[&[block], bytes]);
    }
    let watchdog = &state.watchdog;
    let [low, high] = watchdog.initial.to_le_bytes();
    let settings = [watchdog.usage, watchdog.actions, watchdog.pretimeout, 0, low, high];
    if watchdog.configured {
        line("watchdog", &[&settings, &[watchdog.expired]]);
    }
    for ((parameter, set, block), value) in state.lan.iter() {
        line("lan", &[&[parameter, set, block], &value]);
    }
    for (parameter, set, block) in state.sysinfo.iter() {
        line("info", &[&[parameter, set], &block]);
    }
    for (parameter, value) in state.pef.settings() {
        line("pef", &[&[parameter], &value]);
    }
    let dcmi = &state.dcmi;
    line("asset-tag", &[&dcmi.asset_tag]);
    line("identifier", &[&dcmi.identifier]);
    let limit = dcmi.limit;
    let (watts, sampling) = (limit.watts.to_be_bytes(), limit.sampling.to_be_bytes());
    let flags = [u8::from(dcmi.limit_active), limit.action];
    line("power-limit", &[&flags, &watts, &limit.correction.to_be_bytes(), &sampling]);
    let sdr = &state.repository;
    if sdr.changed {
        line("records", &[&sdr.added.to_le_bytes(), &sdr.erased.to_le_bytes()]);
        for record in &sdr.records {
            let id = record.id.to_le_bytes();
            let parts = std::iter::once(id.as_slice()).chain(record.bytes.chunks(MAX_BYTES));
            line("record", &parts.collect::<Vec<_>>());
        }
    }
    write_access(state, &mut line);
    rest::write(state, &mut line);
    out
}

/// Who may do what.
fn write_access(state: &State, line: &mut dyn FnMut(&str, &[&[u8]])) {
    let channels = &state.channels;
    line("access", &[&[channels.stored.flags, channels.stored.limit]]);
    line("kg", &[channels.kg.as_ref().map_or(&[][..], Secret::bytes)]);
    line("kg-locked", &[&[u8::from(channels.kg_locked)]]);
    for (id, user) in state.users.iter() {
        let access = &user.access;
        let flags = [user.enabled, user.long_password, access.callback_only, access.link_auth]
            .map(u8::from);
        let rest = [u8::from(access.messaging), access.limit, access.sessions];
        line("user", &[&[id], &flags, &rest, &user.name, user.password.bytes()]);
    }
    let modem = &state.modem;
    line("serial-access", &[&[modem.stored.flags, modem.stored.limit]]);
    for (parameter, value) in modem.settings() {
        line("serial", &[&[parameter], &value]);
    }
    for user in modem.users() {
        line("serial-user", &[&user]);
    }
    let configured = &state.configured;
    if *configured != Configured::default() {
        let ids = configured.ids.to_be_bytes();
        line("configured", &[&configured.accounts, &ids, &configured.place]);
    }
}

/// Puts what the text says into `state`.
pub fn read(text: &str, state: &mut State, now: Instant) {
    for line in text.lines().take(MAX_LINES) {
        let mut words = line.split(' ');
        let key = words.next().unwrap_or_default();
        let values: Option<Vec<Vec<u8>>> = words.take(MAX_WORDS).map(unhex).collect();
        let Some(values) = values else { continue };
        let values: Vec<&[u8]> = values.iter().map(Vec::as_slice).collect();
        // `None` is a line that makes no sense: skipped.
        let _ = read_chassis(key, &values, state, now)
            .or_else(|| read_boot(key, &values, state))
            .or_else(|| read_rest(key, &values, state, now))
            .or_else(|| read_dcmi(key, &values, state))
            .or_else(|| rest::read(key, &values, state, now))
            .or_else(|| read_modem(key, &values, state));
    }
}

fn read_chassis(key: &str, values: &[&[u8]], state: &mut State, now: Instant) -> Option<()> {
    let chassis = &mut state.chassis;
    match (key, values) {
        ("power", [[on @ (0 | 1)]]) => chassis.set_power(*on == 1, now),
        ("policy", [[policy @ 0..=2]]) => chassis.policy = *policy,
        ("last-event", [[event]]) => chassis.last_event = *event,
        ("misc", [[misc]]) => chassis.misc = *misc,
        ("buttons", [[buttons]]) => chassis.buttons = *buttons,
        ("restart-cause", [[cause]]) => chassis.restart_cause = *cause,
        ("capabilities", [bytes]) => chassis.capabilities = (*bytes).try_into().ok()?,
        ("cycle-interval", [[seconds]]) => chassis.cycle_interval = *seconds,
        ("on-minutes", [bytes]) => {
            let minutes = u64::from_be_bytes((*bytes).try_into().ok()?).min(MAX_MINUTES);
            chassis.hours_base = Duration::from_secs(minutes * 60);
        }
        _ => return None,
    }
    Some(())
}

fn read_boot(key: &str, values: &[&[u8]], state: &mut State) -> Option<()> {
    let boot = &mut state.boot;
    match (key, values) {
        ("boot", [[partition, scan, keep, acknowledged, invalid]]) => {
            (boot.partition, boot.scan, boot.keep_valid) = (*partition, *scan, *keep);
            (boot.acknowledged, boot.invalid) = (*acknowledged, *invalid);
        }
        ("boot-flags", [flags]) => boot.flags = (*flags).try_into().ok()?,
        ("boot-initiator", [bytes]) => boot.initiator = (*bytes).try_into().ok()?,
        ("boot-mailbox", [[block], bytes]) => {
            *boot.mailbox.get_mut(usize::from(*block))? = (*bytes).try_into().ok()?;
        }
        _ => return None,
    }
    Some(())
}

fn read_rest(key: &str, values: &[&[u8]], state: &mut State, now: Instant) -> Option<()> {
    match (key, values) {
        ("guid", [guid]) => state.guid = (*guid).try_into().ok()?,
        ("acpi", [acpi]) => state.acpi = (*acpi).try_into().ok()?,
        ("enables", [[enables]]) => state.enables = *enables,
        ("access", [[flags, limit @ 1..=5]]) => {
            (state.channels.stored.flags, state.channels.stored.limit) = (flags & 0x3f, *limit);
            state.channels.volatile = state.channels.stored;
        }
        ("kg", [key]) if key.len() <= 20 => {
            state.channels.kg = (!key.is_empty()).then(|| Secret::new(key.to_vec()));
        }
        ("kg-locked", [[locked @ (0 | 1)]]) => state.channels.kg_locked = *locked == 1,
        ("watchdog", [settings, [expired]]) => {
            state.watchdog.set((*settings).try_into().ok()?, now);
            state.watchdog.expired = *expired;
        }
        ("user", [[id], flags, rest, name, password]) => {
            read_user(state.users.get_mut(*id)?, flags, rest, name, password)?;
        }
        ("lan", [[parameter, set, block], value]) => {
            return state.lan.restore((*parameter, *set, *block), value);
        }
        ("info", [[parameter, set], block]) => {
            let known = state.sysinfo.set_block(*parameter, *set, (*block).try_into().ok()?);
            return known.then_some(());
        }
        ("pef", [[parameter], value]) => state.pef.set(*parameter, value).ok()?,
        ("records", [added, erased]) => {
            let time = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?));
            state.repository.restore(time(added)?, time(erased)?);
        }
        ("record", [id, parts @ ..]) if state.repository.changed => {
            let id = u16::from_le_bytes((*id).try_into().ok()?);
            state.repository.records.push(Record { id, bytes: parts.concat() });
        }
        _ => return None,
    }
    Some(())
}

fn read_dcmi(key: &str, values: &[&[u8]], state: &mut State) -> Option<()> {
    let dcmi = &mut state.dcmi;
    match (key, values) {
        ("configured", [accounts, ids, place]) => {
            state.configured = Configured {
                accounts: (*accounts).try_into().ok()?,
                ids: u64::from_be_bytes((*ids).try_into().ok()?),
                place: (*place).try_into().ok()?,
            };
        }
        ("asset-tag", [text]) => dcmi.asset_tag = text.to_vec(),
        ("identifier", [text]) => dcmi.identifier = text.to_vec(),
        ("power-limit", [[active @ (0 | 1), action], watts, correction, sampling]) => {
            dcmi.limit = PowerLimit {
                action: *action,
                watts: u16::from_be_bytes((*watts).try_into().ok()?),
                correction: u32::from_be_bytes((*correction).try_into().ok()?),
                sampling: u16::from_be_bytes((*sampling).try_into().ok()?),
            };
            dcmi.limit_active = *active == 1;
        }
        _ => return None,
    }
    Some(())
}

fn read_modem(key: &str, values: &[&[u8]], state: &mut State) -> Option<()> {
    let modem = &mut state.modem;
    match (key, values) {
        ("serial", [[parameter @ 1..=0xff], value]) => modem.set(*parameter, value).ok()?,
        ("serial-access", [[flags, limit @ 1..=5]]) => {
            (modem.stored.flags, modem.stored.limit) = (flags & 0x3f, *limit);
            modem.volatile = modem.stored;
        }
        ("serial-user", [[id @ 1..=63, flags, limit @ (1..=5 | 15), sessions]]) => {
            let access = modem.user_mut(*id);
            access.set_flags(*flags);
            (access.limit, access.sessions) = (*limit, sessions & 0x0f);
        }
        _ => return None,
    }
    Some(())
}

fn read_user(
    user: &mut User,
    flags: &[u8],
    rest: &[u8],
    name: &[u8],
    password: &[u8],
) -> Option<()> {
    let [enabled, long, callback, link] = flags else { return None };
    let [messaging, limit @ (1..=5 | 15), sessions] = rest else { return None };
    if name.len() > 16 || password.len() > 20 {
        return None;
    }
    (user.enabled, user.long_password) = (*enabled == 1, *long == 1);
    let access = &mut user.access;
    (access.callback_only, access.link_auth) = (*callback == 1, *link == 1);
    (access.messaging, access.limit, access.sessions) = (*messaging == 1, *limit, *sessions);
    user.name = name.to_vec();
    user.password = Secret::new(password.to_vec());
    Some(())
}

/// Two digits for each byte, or `-` for none at all.
fn hex(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "-".into();
    }
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text == "-" {
        return Some(Vec::new());
    }
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits?;
    let pairs = digits.chunks_exact(2);
    if digits.is_empty() || digits.len() > 2 * MAX_BYTES || !pairs.remainder().is_empty() {
        return None;
    }
    Some(pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

const HEADER: &str = "ripmitool-bmc 2\n";
/// Files without a digest.
const OLD_HEADER: &str = "ripmitool-bmc 1\n";
const MAX_LINES: usize = 1 << 18;
const MAX_WORDS: usize = 8;
const MAX_BYTES: usize = 64;
/// About as much as the counter of power-on hours can say.
const MAX_MINUTES: u64 = 60 * 0xffff_ffff;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::nm::Policy;
    use crate::mock::options::Options;

    fn fresh() -> State {
        State::new(&Options::default())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let now = Instant::now();
        let mut state = fresh();
        state.chassis.set_power(false, now);
        state.chassis.policy = 2;
        state.boot.set_flags([0x80, 4, 0, 0, 0], now);
        state.boot.mailbox[1] = [7; 16];
        state.channels.kg = Some(Secret::from("key"));
        state.watchdog.set([4, 1, 2, 0, 100, 0], now);
        state.sysinfo.set_text(2, b"name");
        assert_eq!(state.pef.set(9, &[5, 0x18, 0x11, 0]), Ok(()));
        state.dcmi.asset_tag = b"tag".to_vec();
        (state.dcmi.limit_active, state.dcmi.limit.watts) = (true, 321);
        state.lan.set(3, &[10, 0, 0, 9]).unwrap();
        state.configured = Configured { accounts: [1; 32], ids: 6, place: [2; 32] };
        change_the_rest(&mut state, now);
        let user = state.users.get_mut(5).unwrap();
        (user.name, user.password) = (b"eve".to_vec(), Secret::from("x"));
        (user.enabled, user.access.limit) = (true, 3);
        state.modem.set(7, &[0x60, 6]).unwrap();
        state.modem.user_mut(5).limit = 3;
        (state.modem.stored.limit, state.modem.volatile.limit) = (3, 3);
        let text = write(&state, now);
        let mut other = fresh();
        read(&text, &mut other, now);
        assert_eq!(write(&other, now), text);
        assert!(!other.chassis.power);
        assert_eq!(other.modem, state.modem);
        assert_eq!(other.boot.flags, [0x80, 4, 0, 0, 0]);
        assert_eq!(other.users, state.users);
        assert_eq!(other.channels, state.channels);
        assert_eq!(other.sysinfo, state.sysinfo);
        assert_eq!(other.pef, state.pef);
        assert_eq!(other.dcmi, state.dcmi);
        assert_eq!(other.lan, state.lan);
        assert_eq!(other.configured, state.configured);
        assert_eq!(other.sol, state.sol);
        assert_eq!(other.isol, state.isol);
        assert_eq!(other.nm, state.nm);
        assert!(other.i2c.changes().eq(state.i2c.changes()));
        assert_eq!(other.firewall, state.firewall);
        assert_eq!(other.clock.time(now), 77);
        assert_eq!(other.log.entries, state.log.entries);
        assert_eq!(other.log.next_id(), state.log.next_id());
        assert_eq!(other.frus.bytes(0), state.frus.bytes(0));
        let thresholds = |state: &State| {
            state.sensors.iter().map(|(_, sensor)| sensor.clone()).collect::<Vec<_>>()
        };
        assert_eq!(thresholds(&other), thresholds(&state));
    }

    /// What a fresh BMC has no lines for.
    fn change_the_rest(state: &mut State, now: Instant) {
        for value in [&[1, 0][..], &[2, 0x83], &[3, 9, 8], &[4, 5, 6], &[5, 7], &[6, 7]] {
            state.sol.set(value[0], &value[1..]).unwrap();
        }
        state.sol.admit(3, false);
        state.nm.disabled_domains = vec![3];
        state.nm.ranges.insert(1, [100, 200]);
        let suspends = vec![[1, 2, 3], [4, 5, 6]];
        let policy = Policy { enabled: true, suspends, thresholds: vec![7], ..Policy::default() };
        state.nm.policies.insert((0, 9), policy);
        state.dcmi.thermal.insert((0x37, 1), (0x20, 85, 60));
        state.dcmi.contact = [7, 8];
        state.i2c.transfer(0, 0xa0, &[0x10, 7, 8], 0).unwrap();
        state.firewall.set(0, 2, false);
        state.firewall.set_parts(0, 2, 0x0f);
        (state.isol.enabled, state.isol.level, state.isol.rate) = (false, 3, 9);
        state.pef.processed = [1, 2];
        state.clock.set(77, now);
        state.clock.utc_offset = -60;
        state.log.add([5; 16], 9).unwrap();
        state.log.delete(0, 10).unwrap();
        assert!(state.frus.write(0, 40, &[1, 2, 3]));
        state.sensors.get_mut(2).unwrap().1.thresholds = [1, 2, 3, 4, 5, 6];
        state.sensors.get_mut(3).unwrap().1.events = [0x1234, 0x5678];
    }

    #[test]
    fn what_no_command_has_changed_is_the_models() {
        let text = write(&fresh(), Instant::now());
        for key in ["log", "event", "sensor", "fru", "i2c", "off", "parts-off", "record"] {
            assert!(!text.contains(&format!("\n{key} ")), "{key}: {text}");
        }
    }

    #[test]
    fn a_log_that_was_cleared_stays_so() {
        let now = Instant::now();
        let mut state = fresh();
        state.log.clear(7);
        let mut other = fresh();
        read(&write(&state, now), &mut other, now);
        assert!(other.log.entries.is_empty());
        assert_eq!((other.log.erased, other.log.next_id()), (7, 1));
    }

    #[test]
    fn records_are_kept_when_they_have_changed() {
        let now = Instant::now();
        let mut state = fresh();
        assert!(!write(&state, now).contains("\nrecord"));
        state.repository.clear(7);
        let long = [&[0, 0, 0x51, 0xc0, 0xff][..], &[0x55; 255]].concat();
        for bytes in [vec![0, 0, 0x51, 0xc0, 1, 9], long] {
            state.repository.add(bytes, 8).unwrap();
        }
        let text = write(&state, now);
        let mut other = fresh();
        read(&text, &mut other, now);
        assert_eq!(write(&other, now), text);
        assert_eq!(other.repository.records, state.repository.records);
        assert_eq!((other.repository.added, other.repository.erased), (8, 7));
        let mut other = fresh();
        read("record 0100 0100\nrecords 00 00\n", &mut other, now);
        assert_eq!(other.repository.records, fresh().repository.records);
    }

    #[test]
    fn garbage_changes_nothing() {
        let now = Instant::now();
        let mut state = fresh();
        let before = write(&state, now);
        read(
            "power 07\npolicy 03\nuser 3f 00\nguid 00\nkg zz\ninfo 0963 00\n\0\u{fffd}\n",
            &mut state,
            now,
        );
        assert_eq!(write(&state, now), before);
    }

    #[test]
    fn a_soft_shutdown_under_way_is_written_as_done() {
        let now = Instant::now();
        let mut state = fresh();
        state.power(crate::mock::chassis::Action::Soft, now);
        assert!(write(&state, now).contains("power 00\n"));
    }
}
