//! The chain of multirecords (§16): how far it goes, and another in its place.
use super::Header;
use super::multirecord::Record;

/// Why a chain is not sound, or cannot take the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There are no multirecords.
    #[error("there are no multirecords")]
    Missing,
    /// The chain goes on beyond the bytes that are there.
    #[error("the last multirecord is not there")]
    Cut,
    /// A record's checksum, or that of its header, is wrong.
    #[error("a multirecord has a wrong checksum")]
    Checksum,
    /// The inventory is too small, or another area is in the way.
    #[error("the multirecords need {wanted} bytes, and there is room for {room}")]
    NoRoom {
        /// Bytes of the new chain.
        wanted: usize,
        /// Bytes that there are.
        room: usize,
    },
}

/// The records of a chain that begins at the first byte, up to the last or the first that is cut.
pub fn records(bytes: &[u8]) -> impl Iterator<Item = Record> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let record = rest.and_then(Record::parse)?;
        let len = Record::HEADER + usize::from(record.len);
        rest = rest.and_then(|rest| rest.get(len..)).filter(|_| !record.last);
        Some(record)
    })
}

/// Bytes of a chain that begins at the first byte.
///
/// # Errors
/// [`Error::Cut`] or [`Error::Checksum`].
pub fn length(bytes: &[u8]) -> Result<usize, Error> {
    let mut len = 0;
    for record in records(bytes) {
        if !record.header_checksum_ok {
            return Err(Error::Checksum);
        }
        if record.data.len() < record.len.into() {
            return Err(Error::Cut);
        }
        if !record.checksum_ok {
            return Err(Error::Checksum);
        }
        len += Record::HEADER + record.data.len();
        if record.last {
            return Ok(len);
        }
    }
    Err(Error::Cut)
}

/// Bytes of a chain that begins at the first byte, whatever its checksums say; all bytes when it
/// has no end.
pub fn extent(bytes: &[u8]) -> usize {
    let mut len = 0;
    for record in records(bytes) {
        len += Record::HEADER + usize::from(record.len);
        if record.last {
            return len.min(bytes.len());
        }
    }
    bytes.len()
}

/// The multirecords of an image.
///
/// # Errors
/// [`Error`], except for want of room.
pub fn of(image: &[u8]) -> Result<&[u8], Error> {
    let start = Header::parse(image).areas.records.ok_or(Error::Missing)?;
    let rest = image.get(start..).ok_or(Error::Cut)?;
    rest.get(..length(rest)?).ok_or(Error::Cut)
}

/// Puts a chain in the place of the one in an image.
///
/// # Errors
/// [`Error::Missing`] or [`Error::NoRoom`].
pub fn replace(image: &[u8], chain: &[u8]) -> Result<Vec<u8>, Error> {
    let header = Header::parse(image);
    let start = header.areas.records.ok_or(Error::Missing)?;
    let limit = header.limit(start, image.len());
    let room = limit.len();
    let mut new = image.to_vec();
    let place = new.get_mut(limit).and_then(|place| place.get_mut(..chain.len()));
    place.ok_or(Error::NoRoom { wanted: chain.len(), room })?.copy_from_slice(chain);
    Ok(new)
}

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    /// Of the odd model: a record of PICMG, and one with a web address.
    const CHAIN: [u8; 28] = hex!("c00209 57de 5a3100140001020304 038209 2f43 01687474703a2f2f78");

    fn image(records: u8, size: usize) -> Vec<u8> {
        let mut image = vec![0; size];
        image[0] = 1;
        image[5] = records;
        image
    }

    #[test]
    fn chains_end_with_their_last_record() {
        let longer = [CHAIN.as_slice(), &[7; 9]].concat();
        assert_eq!(length(&longer), Ok(28));
        assert_eq!(length(&CHAIN[14..]), Ok(14));
        let kinds = |bytes| records(bytes).map(|it| (it.kind, it.data.len())).collect::<Vec<_>>();
        assert_eq!(kinds(&longer), [(0xc0, 9), (3, 9)]);
        assert_eq!(kinds(&CHAIN[..20]), [(0xc0, 9), (3, 1)]);
    }

    #[test]
    fn damage_is_found() {
        for cut in 0..CHAIN.len() {
            assert_eq!(length(&CHAIN[..cut]), Err(Error::Cut), "{cut}");
        }
        assert_eq!(extent(&[CHAIN.as_slice(), &[7; 9]].concat()), 28);
        assert_eq!(extent(&CHAIN[..20]), 20);
        for at in 0..CHAIN.len() {
            let mut bytes = CHAIN;
            bytes[at] ^= 0x40;
            assert!(length(&bytes).is_err(), "{at}");
        }
    }

    #[test]
    fn a_chain_takes_the_place_of_another() {
        let old = image(2, 64);
        let new = replace(&old, &CHAIN).unwrap();
        assert_eq!(of(&new), Ok(CHAIN.as_slice()));
        assert_eq!(new[..16], old[..16]);
        assert_eq!(new[44..], old[44..]);
    }

    #[test]
    fn nothing_else_is_written_over() {
        assert_eq!(replace(&image(0, 64), &CHAIN), Err(Error::Missing));
        let tight = replace(&image(5, 64), &CHAIN);
        assert_eq!(tight, Err(Error::NoRoom { wanted: 28, room: 24 }));
        let mut other = image(2, 64);
        other[4] = 4;
        assert_eq!(replace(&other, &CHAIN), Err(Error::NoRoom { wanted: 28, room: 16 }));
        assert_eq!(of(&image(9, 64)), Err(Error::Cut));
    }
}
