//! Sensor data records in files: IPMItool's, of bare records, and our own cache, which also says
//! whose they are.
use std::fmt;

use sha2::{Digest, Sha256};

use crate::wire::buf::Reader;

/// The records of an IPMItool file (`-S`, `sdr dump`): one after the other, as a BMC gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    /// Whole records, header included.
    pub records: Vec<Vec<u8>>,
    /// Why reading ended before the file did.
    pub fault: Option<Fault>,
}

/// What is wrong with a file of records, in IPMItool's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Too few bytes for a header.
    Header(usize),
    /// A version that no record has.
    Version(u8),
    /// The record ends early.
    Record {
        /// Its ID.
        id: u16,
        /// Bytes that are there behind the header.
        there: usize,
        /// Bytes that the header tells of.
        told: u8,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(there) => write!(f, "header read {there} bytes, expected {HEADER}"),
            Self::Version(version) => write!(f, "invalid sdr header version {version:02x}"),
            Self::Record { id, there, told } => {
                write!(f, "record {id:04x} read {there} bytes, expected {told}")
            }
        }
    }
}

impl Dump {
    /// Reads a file's bytes. What comes before a fault is good.
    pub fn read(bytes: &[u8]) -> Self {
        let mut dump = Self { records: Vec::new(), fault: None };
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some((header, behind)) = rest.split_first_chunk::<HEADER>() else {
                dump.fault = Some(Fault::Header(rest.len()));
                break;
            };
            let [low, high, version, _, told] = *header;
            let (record, next) = match behind.split_at_checked(usize::from(told)) {
                // A header with nothing behind it is passed over, whatever it says.
                Some((_, next)) if told == 0 => {
                    rest = next;
                    continue;
                }
                _ if !VERSIONS.contains(&version) => {
                    dump.fault = Some(Fault::Version(version));
                    break;
                }
                Some(split) => split,
                None => {
                    let id = u16::from_le_bytes([low, high]);
                    dump.fault = Some(Fault::Record { id, there: behind.len(), told });
                    break;
                }
            };
            dump.records.push([header.as_slice(), record].concat());
            rest = next;
        }
        dump
    }

    /// The bytes of a file with these records.
    pub fn write<'r>(records: impl IntoIterator<Item = &'r [u8]>) -> Vec<u8> {
        records.into_iter().flatten().copied().collect()
    }
}

/// All records of one BMC at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Whose they are: address, GUID, bridging.
    pub key: Vec<u8>,
    /// True for device SDRs, false for the repository.
    pub device: bool,
    /// What the BMC said of its store before they were read: the answer to Get SDR Repository
    /// Info (IPMI v2.0 §33.9) or Get Device SDR Info (§35.2).
    pub info: Vec<u8>,
    /// Seconds since 1970.
    pub taken: u64,
    /// The records, header included.
    pub records: Vec<Vec<u8>>,
}

impl Snapshot {
    /// The bytes of a cache file.
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        put(&mut body, &self.key);
        body.push(u8::from(self.device));
        put(&mut body, &self.info);
        body.extend(self.taken.to_le_bytes());
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
        let taken = u64::from_le_bytes(r.array("time").ok()?);
        let mut records = Vec::new();
        while !r.is_empty() {
            records.push(take(&mut r)?);
        }
        Some(Self { key, device, info, taken, records })
    }

    /// True when a BMC that says `info` of its store at that time has these records still.
    pub fn is_fresh(&self, info: &[u8], now: u64) -> bool {
        let known = if self.device { device_stamp(info) } else { repository_stamp(info) };
        let age = now.checked_sub(self.taken);
        self.info == info && (known || age.is_some_and(|age| age < EXPIRY))
    }

    /// The IDs of the records, in order.
    pub fn ids(&self) -> Vec<u16> {
        let id = |record: &Vec<u8>| record.first_chunk::<2>().map(|id| u16::from_le_bytes(*id));
        self.records.iter().filter_map(id).collect()
    }
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

const HEADER: usize = 5;
/// SDR versions that IPMItool takes: of IPMI 1.5 and 2.0, and two older ones.
const VERSIONS: [u8; 3] = [0x01, 0x02, 0x51];
const MAGIC: &[u8] = b"ripmitool SDRs 1\n";
/// How long records are good for that have no time stamp.
const EXPIRY: u64 = 24 * 3600;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;
    use proptest::prelude::*;

    const RECORD: [u8; 9] = hex!("0100 51 12 04 20 00 18 01");

    /// The words are IPMItool 1.8.19's for files like these.
    #[test]
    fn faults_of_a_dump_end_it() {
        let read = |bytes: &[u8]| {
            let dump = Dump::read(bytes);
            (dump.records.len(), dump.fault.map(|fault| fault.to_string()))
        };
        let with = |tail: &[u8]| [&RECORD, tail].concat();
        assert_eq!(read(&[]), (0, None));
        assert_eq!(read(&with(&RECORD)), (2, None));
        assert_eq!(read(&with(&[0; 20])), (1, None));
        assert_eq!(read(&hex!("0900 33 01 00")), (0, None));
        let cases: [(&[u8], &str); 3] = [
            (&hex!("030051"), "header read 3 bytes, expected 5"),
            (&hex!("0200 51 01 2e 20 00"), "record 0002 read 2 bytes, expected 46"),
            (b"hello world", "invalid sdr header version 6c"),
        ];
        for (tail, words) in cases {
            assert_eq!(read(&with(tail)), (1, Some(words.to_owned())));
        }
        let dump = Dump::read(&with(&RECORD));
        assert_eq!(Dump::write(dump.records.iter().map(Vec::as_slice)), with(&RECORD));
    }

    fn snapshot(info: &[u8]) -> Snapshot {
        Snapshot {
            key: b"lanplus host 623".to_vec(),
            device: false,
            info: info.to_vec(),
            taken: 1_000_000,
            records: vec![RECORD.to_vec(), vec![], vec![7; 260]],
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
        assert!(fresh.is_fresh(&stamped, 999_999_999));
        for at in 0..stamped.len() {
            let mut other = stamped;
            other[at] ^= 1;
            assert!(!fresh.is_fresh(&other, 1_000_000), "byte {at}");
        }
        for filler in [hex!("51 bb00 feff 00000000 ffffffff 02"), [0; 14]] {
            let unstamped = snapshot(&filler);
            assert!(unstamped.is_fresh(&filler, 1_000_000 + EXPIRY - 1));
            assert!(!unstamped.is_fresh(&filler, 1_000_000 + EXPIRY));
            assert!(!unstamped.is_fresh(&filler, 999_999), "taken in the future");
        }
    }

    proptest! {
        #[test]
        fn anything_goes_in(bytes: Vec<u8>) {
            Snapshot::read(&bytes);
            if let Some(read) = Snapshot::read(&Snapshot::seal(&bytes)) {
                prop_assert_eq!(read.ids().len() <= read.records.len(), true);
            }
            let whole = Dump::read(&bytes).records.concat();
            prop_assert!(whole.len() <= bytes.len());
        }
    }
}
