//! Where a command's sensor data records come from: a file, the cache, the BMC.
use std::collections::VecDeque;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::cache::{self, MOST_BYTES, Place};
use super::failure::Failure;
use super::out::Out;
use crate::cmd::Command;
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::model::record_file::Dump;
use crate::model::sdr::SensorKey;
use crate::model::snapshot::{Idle, Snapshot};
use crate::session::config::Route;
use crate::transport::walk::{self, Store};
use crate::transport::{Client, Request, Response, Target};
use crate::wire;
use crate::wire::completion::CompletionCode;

/// What the options say about records.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// A file of records that is taken as it is (`-S`).
    pub file: Option<PathBuf>,
    /// Where records are kept from one run to the next.
    pub cache: Option<Cache>,
}

/// The cache for one target.
#[derive(Clone, Debug)]
pub struct Cache {
    /// Directory of the files.
    pub directory: PathBuf,
    /// Begins the names of files.
    pub label: String,
    /// Interface, host and port.
    pub target: String,
}

impl Source {
    /// The same without file and cache: what the BMC has now.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self::default()
    }

    /// Forgets what is kept of the BMC's records, which are about to change.
    pub async fn forget(&self, client: &mut Client) {
        if let Some(cache) = &self.cache {
            let place = cache.place(client).await;
            place.of_locators().remove();
            place.remove();
        }
    }

    /// Begins a walk over all records.
    ///
    /// # Errors
    /// What to say when the repository cannot be read at all.
    pub async fn open(&self, client: &mut Client, out: &mut Out<'_>) -> Result<Walk, Failure> {
        self.open_some(client, out, None).await
    }

    /// [`Self::open`] for the records that name inventories: those of other types may be left out.
    /// Where no others are in the cache, they are not read.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_locators(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Walk, Failure> {
        self.open_some(client, out, Some(LOCATORS)).await
    }

    async fn open_some(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        only: Option<&'static [u8]>,
    ) -> Result<Walk, Failure> {
        if let Some(records) = self.file.as_deref().and_then(|path| from_file(path, out)) {
            return Ok(Walk { count: records.len(), kept: records.into(), wire: None, keep: None });
        }
        let place = match &self.cache {
            Some(cache) => Some(cache.place(client).await),
            None => None,
        };
        let full = place.as_ref().and_then(Place::load);
        // Where all are kept, they serve for some as well.
        let only = only.filter(|_| full.is_none());
        let locators = || place.as_ref().filter(|_| only.is_some())?.of_locators().load();
        let kept = full.or_else(locators);
        let (mut known, mut id) = (None, None);
        let mut fresh = false;
        if let Some(kept) = &kept {
            let store = if kept.device { Store::Device } else { Store::Repository };
            let info = client.request(store.info()).await.map_err(unable)?;
            fresh = info.code.is_ok() && kept.is_fresh(&info.data, cache::now());
            if fresh && !kept.has_stamp() {
                // Most of all new firmware brings new records.
                let now = device_id(client).await?;
                fresh = now == kept.id;
                id = Some(now);
            }
            known = Some((store, info));
        }
        if let (Some(place), Some(kept), true) = (&place, &kept, fresh) {
            let store = if kept.device { Store::Device } else { Store::Repository };
            check_version(store, &kept.info, out);
            return Ok(Walk::kept(place.clone(), kept.clone(), client, only));
        }
        let id = match id {
            Some(id) => id,
            None => device_id(client).await?,
        };
        let store = store_of(&id)?;
        let info = match known {
            Some((of, info)) if of == store => info,
            _ => client.request(store.info()).await.map_err(unable)?,
        };
        if !info.code.is_ok() {
            return Err(refused(store, &info, out));
        }
        let guess = kept.as_ref().map(Snapshot::ids).unwrap_or_default();
        check_version(store, &info.data, out);
        let count = records_in(store, &info.data);
        let wire = walk::Walk::new(store, count, guess, largest_part(client.config().route));
        let wire = some(wire, only);
        let device = store == Store::Device;
        let keep = place.map(|place| {
            let (info, taken) = (info.data, cache::now());
            let snapshot = Snapshot { device, info, id, taken, ..Snapshot::default() };
            Keep { place, snapshot, changed: false, some: false }
        });
        Ok(Walk { kept: VecDeque::new(), wire: Some(Box::new(wire)), keep, count })
    }
}

/// A walk over records of some types, or of all.
fn some(wire: walk::Walk, only: Option<&'static [u8]>) -> walk::Walk {
    match only {
        Some(types) => wire.only(types),
        None => wire,
    }
}

impl Cache {
    async fn place(&self, client: &mut Client) -> Place {
        let mut key = self.target.clone().into_bytes();
        key.extend(format!(" {:?} ", client.config().route).into_bytes());
        let guid = match client.guid() {
            Some(guid) => guid.to_vec(),
            // IPMI 1.5 does not tell it when a session is opened.
            None => match client.request(system_guid()).await {
                Ok(Response { code, data }) if code.is_ok() => data,
                _ => Vec::new(),
            },
        };
        key.extend(guid);
        Place::new(&self.directory, &self.label, key)
    }
}

fn system_guid() -> Request {
    use crate::cmd::app::device::GetSystemGuid;
    Request { direct: true, ..Request::of(&GetSystemGuid, Target::SESSION) }
}

/// A walk over records, wherever they come from. What it learned goes to the cache when it ends,
/// early or not.
#[derive(Debug)]
pub struct Walk {
    /// Records that are here.
    kept: VecDeque<Vec<u8>>,
    /// The others.
    wire: Option<Box<walk::Walk>>,
    keep: Option<Keep>,
    /// How many there are, as the BMC says.
    count: usize,
}

/// What is in the cache, or goes there.
#[derive(Debug)]
struct Keep {
    place: Place,
    snapshot: Snapshot,
    /// There is more than in the cache.
    changed: bool,
    /// Records that name no inventory are not among them.
    some: bool,
}

impl Walk {
    /// Goes over the records in the cache, then over those that are not there yet.
    fn kept(
        place: Place,
        snapshot: Snapshot,
        client: &Client,
        only: Option<&'static [u8]>,
    ) -> Self {
        let wire = snapshot.next.map(|next| {
            let store = if snapshot.device { Store::Device } else { Store::Repository };
            let most = largest_part(client.config().route);
            let count = records_in(store, &snapshot.info);
            let wire = walk::Walk::new(store, count, Vec::new(), most);
            Box::new(some(wire, only).resume(&snapshot.ids(), next))
        });
        let kept: VecDeque<_> = snapshot.records.clone().into();
        let keep = Keep { place, snapshot, changed: false, some: only.is_some() };
        Self { count: kept.len(), kept, wire, keep: Some(keep) }
    }

    /// True when there is no record to come, before the first has been taken.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// True when the records are here already, so that none is asked for.
    pub fn is_kept(&self) -> bool {
        self.wire.is_none()
    }

    /// The next record as it came, header included; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Client::send`]. The walk can go on after one.
    pub async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        if let Some(record) = self.kept.pop_front() {
            return Ok(Some(record));
        }
        let Some(wire) = &mut self.wire else { return Ok(None) };
        let record = wire.next(client).await?;
        if let (Some(record), Some(keep)) = (&record, &mut self.keep) {
            keep.snapshot.records.push(record.clone());
            keep.changed = true;
        }
        Ok(record)
    }

    /// All records that are left.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn rest(&mut self, client: &mut Client) -> Result<Vec<Vec<u8>>, Error> {
        let mut records = Vec::new();
        while let Some(record) = self.next(client).await? {
            records.push(record);
        }
        Ok(records)
    }

    /// What was wrong with the BMC's chain of records, where something was.
    pub fn complaint(&self) -> Option<&'static str> {
        self.wire.as_ref().and_then(|wire| wire.complaint())
    }

    /// What the BMC said lately of a sensor without a reading.
    pub fn idle(&self, key: SensorKey) -> Option<Response> {
        let idle = &self.keep.as_ref()?.snapshot.idle;
        let (code, data) = idle.iter().find(|idle| idle.key == key)?.answer.split_first()?;
        Some(Response { code: CompletionCode(*code), data: data.to_vec() })
    }

    /// Keeps what the BMC said of a sensor without a reading.
    pub fn learn(&mut self, key: SensorKey, answer: &Response) {
        if let Some(keep) = &mut self.keep {
            if keep.snapshot.idle.is_empty() {
                keep.snapshot.asked = cache::now();
            }
            let answer = [&[answer.code.0], answer.data.as_slice()].concat();
            keep.snapshot.idle.push(Idle { key, answer });
            keep.changed = true;
        }
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        let Some(Keep { place, mut snapshot, changed: true, mut some }) = self.keep.take() else {
            return;
        };
        if let Some(wire) = &mut self.wire {
            let Some((ahead, next)) = wire.leave() else { return };
            snapshot.records.extend(ahead);
            snapshot.next = next;
            some |= wire.has_left_out();
        }
        if some {
            let names =
                |record: &Vec<u8>| record.get(3).is_some_and(|kind| LOCATORS.contains(kind));
            snapshot.records.retain(names);
            place.of_locators().save(&snapshot);
        } else {
            place.save(&snapshot);
        }
    }
}

/// The records of an IPMItool file; what is wrong with it is said. `None` when it is not there.
fn from_file(path: &Path, out: &mut Out<'_>) -> Option<Vec<Vec<u8>>> {
    let file = File::open(path).ok()?;
    let bytes = cache::read_at_most(file, MOST_BYTES).unwrap_or_default();
    let dump = Dump::read(&bytes);
    if let Some(fault) = dump.fault {
        out.note(fault);
    }
    Some(dump.records)
}

/// The answer to Get Device ID.
async fn device_id(client: &mut Client) -> Result<Vec<u8>, Failure> {
    match client.request(Request::of(&GetDeviceId, Target::SESSION)).await {
        Ok(Response { code, data }) if code.is_ok() => Ok(data),
        Ok(Response { code, .. }) => {
            let error = Error::Completion { command: GetDeviceId::NAME, code, meaning: None };
            let line = format!("{} command failed: {:#04x} {code}", GetDeviceId::NAME, code.0);
            Err(Failure::client(error, line).line(UNABLE))
        }
        Err(error) => Err(Failure::from(error).line(UNABLE)),
    }
}

/// The repository, or the device SDRs where Get Device ID says that there is no repository.
fn store_of(id: &[u8]) -> Result<Store, Failure> {
    let (Some(revision), Some(support)) = (id.get(1), id.get(5)) else {
        let source = wire::Error::Short("device support");
        return Err(Failure::from(Error::Wire { command: GetDeviceId::NAME, source }).line(UNABLE));
    };
    match (revision & HAS_DEVICE_SDRS != 0, support & 0x03) {
        (true, SENSORS) => Ok(Store::Device),
        // It says that it has records, but neither where they are nor sensors.
        (true, 0) => Err(Failure::result("Error obtaining SDR info").line(UNABLE)),
        _ => Ok(Store::Repository),
    }
}

pub(super) fn records_in(store: Store, info: &[u8]) -> usize {
    match (store, info) {
        (Store::Repository, [_, low, high, ..]) => u16::from_le_bytes([*low, *high]).into(),
        (Store::Device, [count, ..]) => (*count).into(),
        _ => 0,
    }
}

/// Says it when the repository is of a version that IPMItool does not know either.
fn check_version(store: Store, info: &[u8], out: &mut Out<'_>) {
    if let (Store::Repository, [version, ..]) = (store, info)
        && !KNOWN_VERSIONS.contains(version)
    {
        out.note(format_args!("WARNING: Unknown SDR repository version {version:#04x}"));
    }
}

/// The parts that go through a bridge, single and double, are smaller: IPMB messages have 32 bytes.
pub(super) fn largest_part(route: Route) -> u8 {
    match (route.is_bridged(), route.transit) {
        (false, _) => 32,
        (true, None) => 23,
        (true, Some(_)) => 15,
    }
}

fn unable(error: Error) -> Failure {
    Failure::client(error, "Error obtaining SDR info").line(UNABLE)
}

fn refused(store: Store, info: &Response, out: &mut Out<'_>) -> Failure {
    let code = info.code;
    let command = store.info().name;
    let error = Error::Completion { command, code, meaning: None };
    match store {
        Store::Repository => {
            Failure::client(error, format!("Error obtaining SDR info: {code}")).line(UNABLE)
        }
        Store::Device => match out.plain("Err in cmd get sensor sdr info") {
            Ok(()) => Failure::client(error, UNABLE),
            Err(failure) => failure,
        },
    }
}

/// Types of the records that name inventories (§43.8, §43.9): FRU device locators, and management
/// controllers.
const LOCATORS: &[u8] = &[0x11, 0x12];
const UNABLE: &str = "Unable to open SDR for reading";
/// SDR versions that IPMItool takes without a word (§33.9; `0x51` is 1.5).
const KNOWN_VERSIONS: [u8; 3] = [0x01, 0x02, 0x51];
/// Get Device ID (§20.1): the device provides device SDRs.
const HAS_DEVICE_SDRS: u8 = 0x80;
/// Additional device support, of the bits for a sensor device and a repository: sensors alone.
const SENSORS: u8 = 0x01;
