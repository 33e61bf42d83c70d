//! Cipher suite records, as Get Channel Cipher Suites pages them out (IPMI v2.0 §22.15.1).
use crate::wire::Error;
use crate::wire::buf::Reader;

/// One record: an ID and its algorithms, each of which may be missing or repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Cipher suite ID.
    pub id: u8,
    /// Enterprise number of an OEM suite.
    pub iana: Option<u32>,
    /// Authentication algorithm numbers.
    pub authentication: Vec<u8>,
    /// Integrity algorithm numbers.
    pub integrity: Vec<u8>,
    /// Confidentiality algorithm numbers.
    pub confidentiality: Vec<u8>,
}

/// Reads all records of the concatenated pages. Bytes in front of the first start-of-record byte
/// are skipped; a record that is cut off at the end is left out.
pub fn parse(bytes: &[u8]) -> Vec<Record> {
    let mut r = Reader::new(bytes);
    let mut records: Vec<Record> = Vec::new();
    while let Ok(byte) = r.u8("tag") {
        match byte {
            STANDARD | OEM => match start(byte, &mut r) {
                Ok(record) => records.push(record),
                Err(_) => break,
            },
            _ => {
                let Some(record) = records.last_mut() else { continue };
                let number = byte & 0x3f;
                match byte >> 6 {
                    0 => record.authentication.push(number),
                    1 => record.integrity.push(number),
                    2 => record.confidentiality.push(number),
                    _ => {}
                }
            }
        }
    }
    records
}

fn start(kind: u8, r: &mut Reader<'_>) -> Result<Record, Error> {
    let id = r.u8("cipher suite ID")?;
    let iana = if kind == OEM { Some(r.u24("OEM IANA")?) } else { None };
    Ok(Record { id, iana, ..Record::default() })
}

const STANDARD: u8 = 0xc0;
const OEM: u8 = 0xc1;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn records_are_of_any_length() {
        let records = parse(&hex!("c000 c00101 c003014181 c011034481 c180570100 02 03 42"));
        let ids: Vec<_> = records.iter().map(|r| r.id).collect();
        assert_eq!(ids, [0, 1, 3, 17, 128]);
        assert_eq!(records[1].authentication, [1]);
        assert!(records[1].integrity.is_empty());
        assert_eq!(records[3].integrity, [4]);
        assert_eq!(records[4].iana, Some(343));
        assert_eq!(records[4].authentication, [2, 3]);
    }

    #[test]
    fn a_cut_record_is_left_out() {
        assert_eq!(parse(&hex!("c003014181 c1 80 57")).len(), 1);
        assert_eq!(parse(&hex!("c0")).len(), 0);
        assert_eq!(parse(&hex!("0102")).len(), 0);
    }
}
