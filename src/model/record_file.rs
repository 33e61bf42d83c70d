//! Sensor data records in IPMItool's files.
use std::fmt;

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

const HEADER: usize = 5;
/// SDR versions that IPMItool takes: of IPMI 1.5 and 2.0, and two older ones.
const VERSIONS: [u8; 3] = [0x01, 0x02, 0x51];

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

    proptest! {
        #[test]
        fn anything_goes_in(bytes: Vec<u8>) {
            let whole = Dump::read(&bytes).records.concat();
            prop_assert!(whole.len() <= bytes.len());
        }
    }
}
