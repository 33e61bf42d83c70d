//! What all sensor data records have in common.
use std::collections::HashMap;

use serde::Deserialize;

use super::Record;
use super::text;
use super::value::Encoding;

/// Keys of a record that is not as it should be. All may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Damage {
    /// The ID that the record is found by; the next free one otherwise.
    pub(super) id: Option<u16>,
    /// What the record's length byte says.
    pub(super) length: Option<u8>,
    /// The record ends after so many bytes.
    pub(super) cut: Option<usize>,
    /// So many bytes `0xaa` behind the record.
    #[serde(default)]
    pub(super) pad: u8,
    /// Pairs of offset and byte.
    #[serde(default)]
    pub(super) patch: Vec<(usize, u8)>,
}

/// A record without its ID.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    /// From the SDR version on, without the length byte.
    pub(super) kind: u8,
    pub(super) body: Vec<u8>,
    /// The whole record, header too, in place of those two.
    pub(super) raw: Option<Vec<u8>>,
    pub(super) damage: Damage,
}

impl Change {
    pub(super) fn new(kind: u8, body: Vec<u8>, damage: Damage) -> Self {
        Self { kind, body, raw: None, damage }
    }

    /// The record. A raw one keeps the ID that it has, but for 0.
    pub(super) fn finish(self, next: u16) -> Record {
        let mut bytes = self.raw.unwrap_or_else(|| {
            let len = u8::try_from(self.body.len()).unwrap_or(0xff);
            let mut bytes = vec![0, 0, VERSION, self.kind, len];
            bytes.extend(self.body);
            bytes
        });
        let own = match bytes.as_slice() {
            [low, high, ..] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        };
        let id = self.damage.id.unwrap_or(if own == 0 { next } else { own });
        if own == 0 {
            for (to, from) in bytes.iter_mut().zip(id.to_le_bytes()) {
                *to = from;
            }
        }
        if let (Some(length), Some(place)) = (self.damage.length, bytes.get_mut(4)) {
            *place = length;
        }
        patch(&mut bytes, &self.damage.patch);
        bytes.truncate(self.damage.cut.unwrap_or(usize::MAX));
        bytes.extend(std::iter::repeat_n(0xaa, usize::from(self.damage.pad)));
        Record { id, bytes }
    }
}

/// Puts bytes in their places; those beyond the end are left out.
pub(super) fn patch(bytes: &mut [u8], patches: &[(usize, u8)]) {
    for (at, byte) in patches {
        if let Some(place) = bytes.get_mut(*at) {
            *place = *byte;
        }
    }
}

/// The type/length byte and the id string.
pub(super) fn id_string(name: &str, encoding: Option<Encoding>) -> Result<Vec<u8>, String> {
    let encoding = encoding.unwrap_or(Encoding(text::ASCII));
    text::field(name, encoding, 31)
        .ok_or_else(|| "name: too long, or not to be written in that encoding".into())
}

/// What log entries say about a sensor when they name it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) generator: [u8; 2],
    pub(super) kind: u8,
    pub(super) number: u8,
    pub(super) event_type: u8,
    pub(super) scale: Option<super::Scale>,
}

/// Sensors by their names, the first of each name.
pub(super) type Names = HashMap<String, Named>;

const VERSION: u8 = 0x51;
