//! The file as a whole.
use serde::Deserialize;
use toml::Spanned;

use super::controllers::{ControllerText, DeviceText};
use super::event::EventText;
use super::fru::FruText;
use super::locators::RecordText;
use super::records::{Change, Names};
use super::sensor::SensorText;
use super::value::Time;
use super::{Error, Model, Record};

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    device: DeviceText,
    clock: ClockText,
    sdr: SdrOptions,
    sel_options: SelOptions,
    sensor: Vec<Spanned<SensorText>>,
    record: Vec<Spanned<RecordText>>,
    fru: Vec<Spanned<FruText>>,
    sel: Vec<Spanned<EventText>>,
    controller: Vec<Spanned<ControllerText>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClockText {
    time: Option<Time>,
}

/// How sensor data records are read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SdrOptions {
    /// True when the records are device SDRs and there is no repository.
    pub device: bool,
    /// SDR version of the repository.
    pub version: u8,
    /// The most record bytes in one answer.
    pub limit: u8,
    /// What a request for more is answered with.
    pub limit_code: u8,
    /// What a request for the whole record (`0xff` bytes) is answered with when it is over the
    /// limit; as `limit_code` when missing.
    pub whole_code: Option<u8>,
    /// Requests for a whole record over the limit are not answered at all.
    pub whole_silent: bool,
    /// Answers have so many bytes more than asked for.
    pub excess: u8,
    /// Answers have so many bytes at most, even when more are asked for; 0 for no such limit.
    pub at_most: u8,
    /// Every so many partial reads the reservation is cancelled; 0 for never.
    pub cancel_every: u32,
    /// After the last record comes this one.
    pub loop_to: Option<u16>,
    /// The chain never ends: records come again with other IDs.
    pub endless: bool,
    /// How many records Get SDR Repository Info tells of.
    pub count: Option<u16>,
    /// The repository's room in bytes.
    pub capacity: u16,
    /// Time of the last addition, in seconds since 1970.
    pub added: u32,
    /// Time of the last erasure.
    pub erased: u32,
}

impl Default for SdrOptions {
    fn default() -> Self {
        Self {
            device: false,
            version: 0x51,
            limit: 0xff,
            limit_code: 0xca,
            whole_code: None,
            whole_silent: false,
            excess: 0,
            at_most: 0,
            cancel_every: 0,
            loop_to: None,
            endless: false,
            count: None,
            capacity: 0x8000,
            added: NEW_YEAR,
            erased: NEW_YEAR,
        }
    }
}

/// How the log behaves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SelOptions {
    /// SEL version.
    pub version: u8,
    /// How many entries there is room for.
    pub capacity: u16,
    /// Entries were lost already.
    pub overflow: bool,
    /// What the BMC says that it can do: reserve, partial add, delete, allocation info.
    pub support: u8,
    /// Every so many reads at an offset the reservation is cancelled; 0 for never.
    pub cancel_every: u32,
    /// Erasing takes so many status requests.
    pub erase_polls: u8,
    /// After the last entry comes this one.
    pub loop_to: Option<u16>,
    /// The list never ends.
    pub endless: bool,
    /// How many entries Get SEL Info tells of.
    pub count: Option<u16>,
    /// Time of the last erasure, in seconds since 1970.
    pub erased: u32,
}

impl Default for SelOptions {
    fn default() -> Self {
        Self {
            version: 0x51,
            capacity: 512,
            overflow: false,
            support: 0x0f,
            cancel_every: 0,
            erase_polls: 0,
            loop_to: None,
            endless: false,
            count: None,
            erased: NEW_YEAR,
        }
    }
}

/// How an inventory is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FruOptions {
    /// The most bytes in one answer or one write.
    pub limit: u8,
    /// What more is answered with.
    pub limit_code: u8,
    /// What every access is answered with.
    pub code: Option<u8>,
    /// So many accesses are answered with `0x81`, busy, first.
    pub busy: u32,
    /// Cannot be written: `0x80`.
    pub protected: bool,
    /// Offsets and counts are in words.
    pub words: bool,
    /// Size that Get FRU Inventory Area Info tells.
    pub size: Option<u16>,
    /// Answers have so many bytes at most, even when more are asked for; 0 for no such limit.
    pub at_most: u8,
    /// Answers have so many bytes more than asked for.
    pub excess: u8,
    /// The count of bytes that answers tell.
    pub count: Option<u8>,
}

pub(super) fn read(text: &str) -> Result<Model, Error> {
    if text.len() > MAX_FILE {
        return Err(Error::TooMany("bytes"));
    }
    let file: File = toml::from_str(text).map_err(|error| Error::Syntax(error.to_string()))?;
    let wrong = |at: usize, what: String, reason: String| {
        let before = text.get(..at).unwrap_or(text);
        Error::Value { line: before.matches('\n').count() + 1, what, reason }
    };
    let mut model = Model::empty();
    file.device.apply(&mut model);
    model.time = file.clock.time.map(|time| time.0);
    (model.sdr, model.sel) = (file.sdr, file.sel_options);
    let mut changes: Vec<(usize, Vec<Change>)> = Vec::new();
    let mut names = Names::default();
    for item in file.sensor {
        let at = item.span().start;
        let sensor = item.into_inner();
        let what = format!("sensor `{}`", sensor.name);
        let built = sensor.build(&mut names).map_err(|reason| wrong(at, what, reason))?;
        model.sensors.extend(built.sensor);
        changes.push((at, built.records));
    }
    for item in file.record {
        let at = item.span().start;
        let record = item.into_inner().build();
        let record = record.map_err(|reason| wrong(at, "record".into(), reason))?;
        changes.push((at, vec![record]));
    }
    for item in file.fru {
        let at = item.span().start;
        let fru = item.into_inner();
        let what = format!("fru {}", fru.id);
        let (fru, locator) = fru.build().map_err(|reason| wrong(at, what, reason))?;
        model.frus.push(fru);
        changes.push((at, locator.into_iter().collect()));
    }
    for item in file.sel {
        let at = item.span().start;
        let next = model.entries.last().map_or(1, |(id, _)| id.wrapping_add(1));
        let entry = item.into_inner().build(next, &names);
        let entry = entry.map_err(|reason| wrong(at, "sel".into(), reason))?;
        model.entries.push(entry);
    }
    for item in file.controller {
        model.controllers.push(item.into_inner().build());
    }
    // Records lie in the repository in the order of the file.
    changes.sort_by_key(|(at, _)| *at);
    for change in changes.into_iter().flat_map(|(_, records)| records) {
        let next = model.records.last().map_or(Some(1), |last| last.id.checked_add(1));
        let next = next.filter(|id| *id < 0xffff).ok_or(Error::TooMany("records"))?;
        let record: Record = change.finish(next);
        model.records.push(record);
    }
    Ok(model)
}

/// Enough for 65,534 sensors.
const MAX_FILE: usize = 64 << 20;
/// 2026-01-01.
const NEW_YEAR: u32 = 1_767_225_600;
