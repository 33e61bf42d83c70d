//! The state in a file: lines of `key value`, written whole and renamed into place.
//!
//! A format of its own, since serde stops at the command line. Lines that make no sense are
//! skipped, so any file can be read; what is missing keeps its default. Countdowns are not kept:
//! a shutdown under way is written as done.
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::dcmi::PowerLimit;
use super::model::Record;
use super::modem::Modem;
use super::state::State;
use super::users::User;
use crate::crypto::secret::Secret;

/// A file that a state is kept in.
#[derive(Debug)]
pub struct StateFile {
    path: PathBuf,
    written: String,
}

impl StateFile {
    /// The file may be missing.
    pub fn new(path: PathBuf) -> Self {
        Self { path, written: String::new() }
    }

    /// Puts what the file says into `state`. A file that cannot be read changes nothing.
    pub fn load(&self, state: &mut State, now: Instant) {
        let Ok(file) = fs::File::open(&self.path) else { return };
        let mut bytes = Vec::new();
        if file.take(MAX_FILE).read_to_end(&mut bytes).is_ok() {
            read(&String::from_utf8_lossy(&bytes), state, now);
        }
    }

    /// Writes the state when it differs from what was written last.
    ///
    /// # Errors
    /// When it cannot be written; it is tried again at the next call then.
    pub fn save(&mut self, state: &State, now: Instant) -> io::Result<()> {
        let text = write(state, now);
        if text != self.written {
            self.replace(&text)?;
            self.written = text;
        }
        Ok(())
    }

    fn replace(&self, text: &str) -> io::Result<()> {
        let mut name = self.path.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = self.path.with_file_name(name);
        let _ = fs::remove_file(&temporary);
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&temporary)?;
        let result =
            file.write_all(text.as_bytes()).and_then(|()| fs::rename(&temporary, &self.path));
        if result.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        result
    }
}

/// The state as text.
pub fn write(state: &State, now: Instant) -> String {
    let mut out = String::from("ripmitool-bmc 1\n");
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
    let channels = &state.channels;
    line("access", &[&[channels.stored.flags, channels.stored.limit]]);
    line("kg", &[channels.kg.as_ref().map_or(&[][..], Secret::bytes)]);
    line("kg-locked", &[&[u8::from(channels.kg_locked)]]);
    let watchdog = &state.watchdog;
    let [low, high] = watchdog.initial.to_le_bytes();
    let settings = [watchdog.usage, watchdog.actions, watchdog.pretimeout, 0, low, high];
    if watchdog.configured {
        line("watchdog", &[&settings, &[watchdog.expired]]);
    }
    for (id, user) in state.users.iter() {
        let access = &user.access;
        let flags = [user.enabled, user.long_password, access.callback_only, access.link_auth]
            .map(u8::from);
        let rest = [u8::from(access.messaging), access.limit, access.sessions];
        line("user", &[&[id], &flags, &rest, &user.name, user.password.bytes()]);
    }
    for ((parameter, set, block), value) in state.lan.iter() {
        line("lan", &[&[parameter, set, block], value]);
    }
    for (parameter, set, block) in state.sysinfo.iter() {
        line("info", &[&[parameter, set], &block]);
    }
    for (parameter, value) in state.pef.settings() {
        line("pef", &[&[parameter], &value]);
    }
    write_modem(&state.modem, &mut line);
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
    out
}

fn write_modem(modem: &Modem, line: &mut impl FnMut(&str, &[&[u8]])) {
    line("serial-access", &[&[modem.stored.flags, modem.stored.limit]]);
    for (parameter, value) in modem.settings() {
        line("serial", &[&[parameter], &value]);
    }
    for user in modem.users() {
        line("serial-user", &[&user]);
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

const MAX_FILE: u64 = 256 * 1024;
const MAX_LINES: usize = 4096;
const MAX_WORDS: usize = 8;
const MAX_BYTES: usize = 64;
/// About as much as the counter of power-on hours can say.
const MAX_MINUTES: u64 = 60 * 0xffff_ffff;

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn the_file_is_for_the_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mut file = StateFile::new(path.clone());
        file.save(&fresh(), Instant::now()).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
        let mut state = fresh();
        state.chassis.power = false;
        file.load(&mut state, Instant::now());
        assert!(state.chassis.power);
    }
}
