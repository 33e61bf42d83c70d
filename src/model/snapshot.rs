//! The cache of one BMC's sensor data records, as the bytes of a file.
use sha2::{Digest, Sha256};

use super::sdr::SensorKey;
use crate::wire::buf::Reader;

/// The records of one BMC at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Whose they are: address, GUID, bridging.
    pub key: Vec<u8>,
    /// True for device SDRs, false for the repository.
    pub device: bool,
    /// What the BMC said of its store before they were read: the answer to Get SDR Repository
    /// Info (IPMI v2.0 §33.9) or Get Device SDR Info (§35.2).
    pub info: Vec<u8>,
    /// What it said of itself then: the answer to Get Device ID (§20.1).
    pub id: Vec<u8>,
    /// Seconds since 1970.
    pub taken: u64,
    /// The ID of the record behind the last one here; `None` when these are all.
    pub next: Option<u16>,
    /// The records, header included.
    pub records: Vec<Vec<u8>>,
    /// When the sensors in `idle` were asked: seconds since 1970.
    pub asked: u64,
    /// Sensors that are not the BMC's, with what it said about their readings.
    pub idle: Vec<Idle>,
}

/// The answer of a sensor that has no reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle {
    /// The sensor.
    pub key: SensorKey,
    /// Completion code and data of Get Sensor Reading (§35.14).
    pub answer: Vec<u8>,
}

impl Snapshot {
    /// The bytes of a cache file.
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put(&mut body, &self.key);
        body.push(u8::from(self.device));
        put(&mut body, &self.info);
        put(&mut body, &self.id);
        body.extend(self.taken.to_le_bytes());
        body.extend(self.next.unwrap_or(LAST).to_le_bytes());
        body.extend(self.asked.to_le_bytes());
        let idle: Vec<&Idle> = self.idle.iter().take(usize::from(u16::MAX)).collect();
        body.extend(u16::try_from(idle.len()).unwrap_or(0).to_le_bytes());
        for Idle { key, answer } in idle {
            body.extend([key.owner, key.channel, key.lun, key.number]);
            put(&mut body, answer);
        }
        for record in &self.records {
            put(&mut body, record);
        }
        Self::seal(&body)
    }

    /// A cache file around any bytes.
    pub fn seal(body: &[u8]) -> Vec<u8> {
        [MAGIC, Sha256::digest(body).as_slice(), body].concat()
    }

    /// Reads a cache file; `None` when anything is wrong with it.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (sum, body) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
        if Sha256::digest(body).as_slice() != sum {
            return None;
        }
        let mut r = Reader::new(body);
        let key = take(&mut r)?;
        let device = match r.u8("store").ok()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        let info = take(&mut r)?;
        let id = take(&mut r)?;
        let taken = u64::from_le_bytes(r.array("time").ok()?);
        let next = Some(r.u16("next record").ok()?).filter(|next| *next != LAST);
        let asked = u64::from_le_bytes(r.array("time").ok()?);
        let mut idle = Vec::new();
        for _ in 0..r.u16("count").ok()? {
            let [owner, channel, lun, number] = r.array("sensor").ok()?;
            let key = SensorKey { owner, channel, lun, number };
            idle.push(Idle { key, answer: take(&mut r)? });
        }
        let mut records = Vec::new();
        while !r.is_empty() {
            records.push(take(&mut r)?);
        }
        Some(Self { key, device, info, id, taken, next, records, asked, idle })
    }

    /// True when a BMC that says `info` of its store at that time has these records still; unless
    /// the store [has stamps](Self::has_stamp), only if its Device ID is the same as well.
    pub fn is_fresh(&self, info: &[u8], now: u64) -> bool {
        self.info == info && (self.has_stamp() || is_young(self.taken, now))
    }

    /// True when `info` would change with any record.
    pub fn has_stamp(&self) -> bool {
        if self.device { device_stamp(&self.info) } else { repository_stamp(&self.info) }
    }

    /// Forgets the sensors that were asked more than a day ago.
    #[must_use]
    pub fn with_idle_at(mut self, now: u64) -> Self {
        if !is_young(self.asked, now) {
            self.idle.clear();
        }
        self
    }

    /// The IDs of the records, in order.
    pub fn ids(&self) -> Vec<u16> {
        let id = |record: &Vec<u8>| record.first_chunk::<2>().map(|id| u16::from_le_bytes(*id));
        self.records.iter().filter_map(id).collect()
    }
}

/// True less than a day after `then`.
fn is_young(then: u64, now: u64) -> bool {
    now.checked_sub(then).is_some_and(|age| age < EXPIRY)
}

/// True when one of the two time stamps of a repository is more than a filler.
fn repository_stamp(info: &[u8]) -> bool {
    let stamp = |at| info.get(at..at + 4).is_some_and(|stamp| !is_filler(stamp));
    stamp(5) || stamp(9)
}

/// True when a device with changing sensors has a change indicator, or one has no such sensors.
fn device_stamp(info: &[u8]) -> bool {
    info.get(2..6).is_some_and(|stamp| !is_filler(stamp))
}

fn is_filler(stamp: &[u8]) -> bool {
    stamp.iter().all(|byte| *byte == 0) || stamp.iter().all(|byte| *byte == 0xff)
}

/// A length and that many bytes; what is longer than 64 KiB is cut, and does not occur.
fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let len = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    out.extend(len.to_le_bytes());
    out.extend(bytes.iter().take(usize::from(len)));
}

fn take(r: &mut Reader<'_>) -> Option<Vec<u8>> {
    let len = r.u16("length").ok()?;
    r.take(usize::from(len), "bytes").ok().map(<[u8]>::to_vec)
}

const MAGIC: &[u8] = b"ripmitool SDRs 2\n";
/// The record ID that ends the chain.
const LAST: u16 = 0xffff;
/// How long is believed what has no time stamp.
const EXPIRY: u64 = 24 * 3600;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;
    use proptest::prelude::*;

    const RECORD: [u8; 9] = hex!("0100 51 12 04 20 00 18 01");

    fn snapshot(info: &[u8]) -> Snapshot {
        let key = SensorKey { owner: 0xb1, channel: 0, lun: 3, number: 0x1b };
        Snapshot {
            key: b"lanplus host 623".to_vec(),
            device: false,
            info: info.to_vec(),
            id: vec![0x20, 0x81],
            taken: 1_000_000,
            next: Some(0x1234),
            records: vec![RECORD.to_vec(), vec![], vec![7; 260]],
            asked: 1_000_001,
            idle: vec![Idle { key, answer: vec![0, 0, 0x20] }],
        }
    }

    #[test]
    fn damage_is_noticed() {
        let whole = snapshot(&[1, 2, 3]);
        let bytes = whole.write();
        assert_eq!(Snapshot::read(&bytes), Some(whole));
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x10;
            assert_eq!(Snapshot::read(&bad), None, "byte {at}");
            assert_eq!(Snapshot::read(&bytes[..at]), None, "{at} bytes");
        }
    }

    #[test]
    fn any_change_of_the_store_makes_it_stale() {
        let stamped = hex!("51 bb00 feff e8060000 00000000 02");
        let fresh = snapshot(&stamped);
        assert!(fresh.is_fresh(&stamped, 999_999_999) && fresh.has_stamp());
        for at in 0..stamped.len() {
            let mut other = stamped;
            other[at] ^= 1;
            assert!(!fresh.is_fresh(&other, 1_000_000), "byte {at}");
        }
        for filler in [hex!("51 bb00 feff 00000000 ffffffff 02"), [0; 14]] {
            let unstamped = snapshot(&filler);
            assert!(!unstamped.has_stamp());
            assert!(unstamped.is_fresh(&filler, 1_000_000 + EXPIRY - 1));
            assert!(!unstamped.is_fresh(&filler, 1_000_000 + EXPIRY));
            assert!(!unstamped.is_fresh(&filler, 999_999), "taken in the future");
        }
    }

    #[test]
    fn idle_sensors_are_known_for_a_day() {
        let idle = |now| snapshot(&[]).with_idle_at(now).idle.len();
        assert_eq!([1_000_000, 1_000_001, 1_086_400, 1_086_401].map(idle), [0, 1, 1, 0]);
    }

    proptest! {
        #[test]
        fn anything_goes_in(bytes: Vec<u8>) {
            Snapshot::read(&bytes);
            if let Some(read) = Snapshot::read(&Snapshot::seal(&bytes)) {
                prop_assert_eq!(read.ids().len() <= read.records.len(), true);
                prop_assert_eq!(read.write(), Snapshot::seal(&bytes));
            }
        }
    }
}
