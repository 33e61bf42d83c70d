//! Events in the words of the BMC's maker.
//!
//! IPMItool has words for some makers' event data, told by the manufacturer ID of Get Device ID.
//! They become part of the description of an event (record types below `0xc0`), and nothing else
//! changes by them, so every shape that shows the description shows them: the fifth column of
//! `sel list` and `sel elist`, the same field with `-c`, `Description` with `-v` and in `sel get`,
//! the end of the comments of `sel save`. [`Remark::append`] joins them:
//!
//! * in brackets behind the description and a blank: `Correctable ECC (CPU0_C2)`;
//! * in brackets alone when the description is empty: `(IO channel Check NMI)`;
//! * brackets around nothing where the maker has no words for an event that IPMI has: `()`;
//! * Viking's words are the description themselves, without brackets.
//!
//! Some makers' words need something that only the BMC knows: [`question`] says what, and
//! `cmd::oem` has the requests. IPMItool asks once for each entry.
//!
//! The column `CPU n DIMM m` behind `Asserted` (with `-c` a field) is another matter: it is not
//! there for [`QUANTA`] and [`SUPERMICRO`], even when they have no words. OEM records (`0xc0` up)
//! have no words of a maker, but those of `-O`; see [`super::oem_file`].
mod dell;
mod quanta;
mod supermicro;
mod supermicro_boards;
mod viking;

use crate::model::tables::events::{self, SENSOR_SPECIFIC};

/// What the maker says of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Goes into brackets behind the description; may be empty.
    Added(String),
    /// Is the description.
    Whole(String),
}

/// What has to be asked before the maker's words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Quanta's Get Platform ID.
    QuantaPlatform,
    /// Supermicro's Get Board ID.
    SupermicroBoard,
    /// The text of the entry with this record ID, from a Viking BMC.
    VikingText(u16),
}

/// What the BMC said to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Platform ID.
    QuantaPlatform(u8),
    /// Board ID.
    SupermicroBoard(u16),
    /// Text.
    VikingText(Vec<u8>),
}

/// What has to be asked for this entry, if anything. Where the BMC refuses, there is no answer,
/// and [`remark`] knows what to do without.
pub fn question(manufacturer: u32, record: &[u8]) -> Option<Question> {
    let event = Fields::parse(record)?;
    match manufacturer {
        QUANTA => quanta::concerns(event).then_some(Question::QuantaPlatform),
        VIKING => viking::concerns(event).then_some(Question::VikingText(event.id)),
        _ if SUPERMICRO.contains(&manufacturer) => {
            supermicro::concerns(event).then_some(Question::SupermicroBoard)
        }
        _ => None,
    }
}

/// The maker's words for an entry: any bytes.
pub fn remark(manufacturer: u32, record: &[u8], answer: Option<&Answer>) -> Option<Remark> {
    let event = Fields::parse(record)?;
    match (manufacturer, answer) {
        (DELL, _) => dell::describe(event).map(Remark::Added),
        (QUANTA, Some(Answer::QuantaPlatform(id))) => {
            quanta::describe(event, Some(*id)).map(Remark::Added)
        }
        (QUANTA, _) => quanta::describe(event, None).map(Remark::Added),
        (VIKING, Some(Answer::VikingText(text))) => {
            viking::describe(event, text).map(Remark::Whole)
        }
        _ if SUPERMICRO.contains(&manufacturer) => {
            let board = match answer {
                Some(Answer::SupermicroBoard(id)) => *id,
                _ => supermicro::NO_BOARD,
            };
            supermicro::describe(event, board).map(Remark::Added)
        }
        _ => None,
    }
}

/// What a maker's event data mean, in the words that IPMItool appends in brackets; as far as that
/// is known without asking the BMC. The product does not matter to any maker so far.
pub fn describe(manufacturer: u32, product: u16, record: &[u8]) -> Option<String> {
    let _ = product;
    match remark(manufacturer, record, None)? {
        Remark::Added(text) => Some(text),
        Remark::Whole(_) => None,
    }
}

impl Remark {
    /// Puts the remark to a description, as IPMItool does.
    pub fn append(&self, description: &mut String) {
        match self {
            Self::Added(text) => {
                let bracket = if description.is_empty() { "(" } else { " (" };
                description.extend([bracket, text, ")"]);
            }
            Self::Whole(text) => text.clone_into(description),
        }
    }

    /// The words alone.
    pub fn text(&self) -> &str {
        match self {
            Self::Added(text) | Self::Whole(text) => text,
        }
    }
}

/// The bytes of an event that a maker's words depend on.
#[derive(Clone, Copy, Debug)]
struct Fields {
    id: u16,
    sensor_type: u8,
    event_type: u8,
    data: [u8; 3],
}

impl Fields {
    fn parse(record: &[u8]) -> Option<Self> {
        match *record {
            [l, h, kind, _, _, _, _, _, _, _, sensor_type, _, event_type, d1, d2, d3, ..]
                if kind < OEM_RECORDS =>
            {
                let (id, data) = (u16::from_le_bytes([l, h]), [d1, d2, d3]);
                Some(Self { id, sensor_type, event_type: event_type & 0x7f, data })
            }
            _ => None,
        }
    }

    const fn offset(self) -> u8 {
        let [data1, ..] = self.data;
        data1 & 0x0f
    }

    /// True for a sensor-specific event that IPMI, PICMG or a maker has defined.
    fn is_defined(self) -> bool {
        let [data1, data2, _] = self.data;
        let more = events::data2_extends(data1).then_some(data2);
        let words = events::describe(self.event_type, self.sensor_type, self.offset(), more);
        let key = (self.sensor_type, self.offset());
        self.event_type == SENSOR_SPECIFIC && (words.is_some() || NAMELESS.contains(&key))
    }
}

/// Dell.
pub const DELL: u32 = 674;
/// Quanta.
pub const QUANTA: u32 = 7244;
/// Viking.
pub const VIKING: u32 = 9237;
/// Supermicro has two numbers.
pub const SUPERMICRO: [u32; 2] = [10876, 47488];

/// Memory (IPMI v2.0 table 42-3).
const MEMORY: u8 = 0x0c;
/// Record types from here on are the makers' (§32).
const OEM_RECORDS: u8 = 0xc0;
/// Events, by sensor type and offset, that makers have words for and IPMItool none of its own.
const NAMELESS: [(u8, u8); 7] =
    [(0x0f, 0xf), (0xc1, 1), (0xc1, 2), (0xc1, 3), (0xc2, 0), (0xc2, 2), (0xc3, 1)];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENTRY: [u8; 16] =
        [1, 0, 2, 0, 0, 0, 0x65, 0x20, 0, 4, 0x0c, 0x11, 0x6f, 0xa0, 0x81, 0x12];

    fn entry(changes: &[(usize, u8)]) -> [u8; 16] {
        let mut entry = ENTRY;
        for &(at, byte) in changes {
            entry[at] = byte;
        }
        entry
    }

    #[test]
    fn a_remark_goes_behind_the_description_or_stands_alone() {
        let put = |remark: Remark, before: &str| {
            let mut text = before.to_owned();
            remark.append(&mut text);
            text
        };
        assert_eq!(put(Remark::Added("x".into()), "Parity"), "Parity (x)");
        assert_eq!(put(Remark::Added(String::new()), "Parity"), "Parity ()");
        assert_eq!(put(Remark::Added("x".into()), ""), "(x)");
        assert_eq!(put(Remark::Whole("x".into()), ""), "x");
    }

    #[test]
    fn only_what_matters_is_asked() {
        assert_eq!(question(QUANTA, &ENTRY), Some(Question::QuantaPlatform));
        assert_eq!(question(47488, &ENTRY), Some(Question::SupermicroBoard));
        assert_eq!(question(VIKING, &ENTRY), None);
        let oem = entry(&[(1, 2), (12, 0xf0)]);
        assert_eq!(question(VIKING, &oem), Some(Question::VikingText(0x0201)));
        for maker in [0, DELL, 15000] {
            assert_eq!((question(maker, &ENTRY), question(maker, &oem)), (None, None));
        }
        assert_eq!(question(QUANTA, &entry(&[(10, 0x13)])), None);
    }

    #[test]
    fn oem_records_and_short_ones_have_no_remark() {
        assert!(describe(DELL, 0, &ENTRY).is_some());
        assert_eq!(describe(DELL, 0, &entry(&[(2, 0xc0)])), None);
        assert_eq!(describe(DELL, 0, &ENTRY[..15]), None);
        assert_eq!(describe(0, 0, &ENTRY), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_described(
            maker in prop::sample::select(vec![0, DELL, QUANTA, VIKING, 10876, 47488, 15000]),
            record in proptest::collection::vec(any::<u8>(), 0..20),
            text in proptest::collection::vec(any::<u8>(), 0..8),
            id: u16,
        ) {
            let [low, high] = id.to_le_bytes();
            let answers = [
                Answer::QuantaPlatform(low),
                Answer::SupermicroBoard(u16::from_le_bytes([low, high & 0x0f])),
                Answer::VikingText(text),
            ];
            let _ = (question(maker, &record), describe(maker, id, &record));
            for answer in &answers {
                if let Some(remark) = remark(maker, &record, Some(answer)) {
                    prop_assert!(remark.text().len() < 200);
                }
            }
        }
    }
}
