//! The log, the console's settings, sensors, inventories, and other parts of the state that are
//! written only where they are not as the model has them.
use std::time::Instant;

use super::MAX_BYTES;
use crate::mock::nm::Policy;
use crate::mock::state::State;

/// Calls `line` with a key and values for each line.
pub(super) fn write(state: &State, line: &mut dyn FnMut(&str, &[&[u8]])) {
    write_log(state, line);
    let sol = &state.sol;
    let [count, interval] = sol.retry;
    let [accumulate, threshold] = sol.accumulate;
    let values = [
        u8::from(sol.enabled),
        sol.authentication,
        accumulate,
        threshold,
        count,
        interval,
        sol.rates[0],
    ];
    line("sol", &[&values, &sol.barred.to_be_bytes()]);
    let clock = &state.clock;
    line("clock", &[&clock.shift().to_be_bytes(), &clock.utc_offset.to_be_bytes()]);
    for (netfn, cmd) in state.firewall.iter() {
        line("off", &[&[netfn, cmd]]);
    }
    for (netfn, cmd, bits) in state.firewall.iter_parts() {
        line("off-parts", &[&[netfn, cmd], &bits.to_be_bytes()]);
    }
    line("isol", &[&[u8::from(state.isol.enabled), state.isol.level, state.isol.rate]]);
    let [software, bmc] = state.pef.processed.map(u16::to_be_bytes);
    line("pef-processed", &[&software, &bmc]);
    for (sensor, now) in state.sensors.changes() {
        let key = [sensor.owner, sensor.channel, sensor.lun, sensor.number];
        let [on, off] = now.events.map(u16::to_be_bytes);
        let events = [on, off].concat();
        line(
            "sensor",
            &[&key, &now.thresholds, &now.hysteresis, &now.types, &[now.flags], &events],
        );
    }
    for (at, offset, bytes) in state.frus.changes() {
        let Some(fru) = state.frus.about(at) else { continue };
        let offset = u32::try_from(offset).unwrap_or(u32::MAX).to_be_bytes();
        line("fru", &[&[fru.owner, fru.channel, fru.id], &offset, bytes]);
    }
    for (bus, address, at, bytes) in state.i2c.changes() {
        line("i2c", &[&[bus, address, at], bytes]);
    }
    write_management(state, line);
}

fn write_log(state: &State, line: &mut dyn FnMut(&str, &[&[u8]])) {
    let log = &state.log;
    if !log.changed {
        return;
    }
    let times = [log.added.to_be_bytes(), log.erased.to_be_bytes()].concat();
    line("log", &[&times, &log.next_id().to_be_bytes(), &[u8::from(log.overflow)]]);
    for (id, entry) in &log.entries {
        let id = id.to_be_bytes();
        let parts = std::iter::once(id.as_slice()).chain(entry.chunks(MAX_BYTES));
        line("event", &parts.collect::<Vec<_>>());
    }
}

/// DCMI and the Node Manager.
fn write_management(state: &State, line: &mut dyn FnMut(&str, &[&[u8]])) {
    let dcmi = &state.dcmi;
    let contact = dcmi.contact.map(u16::to_be_bytes).concat();
    line("dcmi", &[&[dcmi.discovery, dcmi.initial], &contact]);
    for ((entity, instance), (flags, degrees, seconds)) in &dcmi.thermal {
        let [high, low] = seconds.to_be_bytes();
        line("thermal", &[&[*entity, *instance], &[*flags, *degrees, high, low]]);
    }
    let nm = &state.nm;
    line("nm", &[&[u8::from(nm.enabled)], &nm.disabled_domains, &nm.alert]);
    for (domain, range) in &nm.ranges {
        line("nm-range", &[&[*domain], &range.map(u16::to_be_bytes).concat()]);
    }
    for ((domain, id), policy) in nm.policies.iter().filter(|(_, policy)| !is_volatile(policy)) {
        let flags = [u8::from(policy.enabled), policy.kind, policy.exception];
        let thresholds: Vec<u8> = policy.thresholds.iter().flat_map(|t| t.to_be_bytes()).collect();
        let suspends = policy.suspends.concat();
        line("nm-policy", &[&[*domain, *id], &flags, &policy.values, &suspends, &thresholds]);
    }
}

fn is_volatile(policy: &Policy) -> bool {
    policy.kind & VOLATILE != 0
}

/// `None` for a line that makes no sense here.
pub(super) fn read(key: &str, values: &[&[u8]], state: &mut State, now: Instant) -> Option<()> {
    match (key, values) {
        ("log", [times, next, [overflow @ (0 | 1)]]) => {
            let (added, erased) = times.split_at_checked(4)?;
            let times = (long(added)?, long(erased)?);
            state.log.restore(times, short(next)?, *overflow == 1);
        }
        ("event", [id, parts @ ..]) if state.log.changed && state.log.free() > 0 => {
            state.log.entries.push((short(id)?, parts.concat()));
        }
        ("sol", [[enabled, authentication, accumulate, threshold, retry @ .., rate], barred]) => {
            let sol = &mut state.sol;
            sol.set(2, &[*authentication]).ok()?;
            sol.set(3, &[*accumulate, *threshold]).ok()?;
            sol.set(4, retry).ok()?;
            sol.set(5, &[*rate]).ok()?;
            sol.set(6, &[*rate]).ok()?;
            sol.enabled = *enabled == 1;
            sol.barred = u64::from_be_bytes((*barred).try_into().ok()?);
        }
        ("clock", [shift, offset]) => {
            state.clock.restore(long(shift)?);
            state.clock.utc_offset = i16::from_be_bytes((*offset).try_into().ok()?);
        }
        ("off", [[netfn, cmd]]) => state.firewall.set(*netfn, *cmd, false),
        ("off-parts", [[netfn, cmd], bits]) => {
            state.firewall.set_parts(*netfn, *cmd, !long(bits)?);
        }
        ("isol", [[enabled, level, rate]]) => {
            state.isol.set(1, *enabled).ok()?;
            state.isol.set(2, *level).ok()?;
            state.isol.set(5, *rate).ok()?;
        }
        ("pef-processed", [software, bmc]) => {
            state.pef.processed = [short(software)?, short(bmc)?];
        }
        ("i2c", [[bus, address, at], bytes]) => {
            state.i2c.restore(*bus, *address, *at, bytes)?;
        }
        ("sensor", [[owner, channel, lun, number], rest @ ..]) => {
            let at = state.sensors.position(*owner, *channel, *lun, *number)?;
            let [thresholds, hysteresis, types, [flags], events] = rest else { return None };
            let (on, off) = events.split_at_checked(2)?;
            let (_, sensor) = state.sensors.get_mut(at)?;
            sensor.thresholds = (*thresholds).try_into().ok()?;
            sensor.hysteresis = (*hysteresis).try_into().ok()?;
            sensor.types = (*types).try_into().ok()?;
            sensor.events = [short(on)?, short(off)?];
            sensor.flags = *flags;
        }
        ("fru", [[owner, channel, id], offset, bytes]) => {
            let at = state.frus.position(*owner, *channel, *id)?;
            let offset = usize::try_from(long(offset)?).ok()?;
            state.frus.write(at, offset, bytes).then_some(())?;
        }
        _ => return read_management(key, values, state, now),
    }
    Some(())
}

fn read_management(key: &str, values: &[&[u8]], state: &mut State, _: Instant) -> Option<()> {
    let (dcmi, nm) = (&mut state.dcmi, &mut state.nm);
    match (key, values) {
        ("dcmi", [[discovery, initial], contact]) => {
            let (timeout, retry) = contact.split_at_checked(2)?;
            dcmi.contact = [short(timeout)?, short(retry)?];
            (dcmi.discovery, dcmi.initial) = (*discovery, *initial);
        }
        ("thermal", [[entity, instance], [flags, degrees, seconds @ ..]]) => {
            dcmi.thermal.insert((*entity, *instance), (*flags, *degrees, short(seconds)?));
        }
        ("nm", [[enabled @ (0 | 1)], domains, alert]) => {
            nm.enabled = *enabled == 1;
            nm.disabled_domains = domains.to_vec();
            nm.alert = (*alert).try_into().ok()?;
        }
        ("nm-range", [[domain], range]) => {
            let (least, most) = range.split_at_checked(2)?;
            nm.ranges.insert(*domain, [short(least)?, short(most)?]);
        }
        ("nm-policy", [[domain, id], [enabled, kind, exception], rest @ ..]) => {
            let [values, suspends, thresholds] = rest else { return None };
            let triples = suspends.chunks_exact(3).map(<[u8; 3]>::try_from);
            let policy = Policy {
                enabled: *enabled == 1,
                kind: *kind,
                exception: *exception,
                values: (*values).try_into().ok()?,
                suspends: triples.collect::<Result<_, _>>().ok()?,
                thresholds: thresholds.chunks_exact(2).filter_map(short).collect(),
            };
            nm.policies.insert((*domain, *id), policy);
        }
        _ => return None,
    }
    Some(())
}

fn short(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// A policy that does not outlive a restart.
const VOLATILE: u8 = 0x80;
