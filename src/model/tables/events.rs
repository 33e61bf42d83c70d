//! What events mean: event type, sensor type and offset to the words that IPMItool prints.
use super::event_texts::{EXTENDED, GENERIC, KONTRON, PICMG, SPECIFIC, VITA};
use super::sensor_types::{Dialect, Extension};

/// Event type of events whose meaning follows from the sensor type.
pub const SENSOR_SPECIFIC: u8 = 0x6f;

/// What an offset means, on a BMC without sensor types of its maker.
///
/// `data2` is event data 2, where event data 1 says that it holds more of the event; see
/// [`data2_extends`].
pub fn describe(
    event_type: u8,
    sensor_type: u8,
    offset: u8,
    data2: Option<u8>,
) -> Option<&'static str> {
    Dialect::default().describe(event_type, sensor_type, offset, data2)
}

/// All states of a sensor of these types, with their offsets; on a BMC without sensor types of its
/// maker.
pub fn states(event_type: u8, sensor_type: u8) -> impl Iterator<Item = (u8, &'static str)> {
    Dialect::default().states(event_type, sensor_type)
}

/// True when the upper bits of event data 1 say that event data 2 is not unspecified, as
/// [`describe`] wants it.
pub const fn data2_extends(data1: u8) -> bool {
    data1 & 0xc0 != 0
}

impl Dialect {
    /// As [`describe`], with the events of the maker.
    pub fn describe(
        self,
        event_type: u8,
        sensor_type: u8,
        offset: u8,
        data2: Option<u8>,
    ) -> Option<&'static str> {
        let more = data2.filter(|_| event_type == SENSOR_SPECIFIC && sensor_type < 0xc0);
        let extended = more.and_then(|data2| {
            let at =
                |entry: &&(u8, u8, &[&'static str])| (entry.0, entry.1) == (sensor_type, offset);
            EXTENDED.iter().find(at)?.2.get(usize::from(data2)).copied()
        });
        let text = extended
            .or_else(|| self.texts(event_type, sensor_type).get(usize::from(offset)).copied())?;
        (!text.is_empty()).then_some(text)
    }

    /// As [`states`], with the events of the maker.
    pub fn states(
        self,
        event_type: u8,
        sensor_type: u8,
    ) -> impl Iterator<Item = (u8, &'static str)> {
        let texts = self.texts(event_type, sensor_type).iter().copied();
        (0..16).zip(texts).filter(|(_, text)| !text.is_empty())
    }

    /// The event of that name, in any case: its offset, and event data 2 where only that tells it
    /// from others.
    pub fn find(self, event_type: u8, sensor_type: u8, name: &str) -> Option<(u8, Option<u8>)> {
        let texts = self.texts(event_type, sensor_type);
        let same = |text: &&str| !text.is_empty() && text.eq_ignore_ascii_case(name);
        (0..16_u8).find_map(|offset| {
            if texts.get(usize::from(offset)).is_some_and(same) {
                return Some((offset, None));
            }
            if event_type != SENSOR_SPECIFIC {
                return None;
            }
            let at = |entry: &&(u8, u8, &[&str])| (entry.0, entry.1) == (sensor_type, offset);
            let (_, _, more) = EXTENDED.iter().find(at)?;
            let data2 = more.iter().position(same)?;
            Some((offset, u8::try_from(data2).ok()))
        })
    }

    /// Texts by offset.
    fn texts(self, event_type: u8, sensor_type: u8) -> &'static [&'static str] {
        let found = match event_type {
            SENSOR_SPECIFIC if sensor_type >= 0xc0 => self.maker_texts(sensor_type),
            SENSOR_SPECIFIC => SPECIFIC.get(usize::from(sensor_type)),
            _ => usize::from(event_type).checked_sub(1).and_then(|at| GENERIC.get(at)),
        };
        found.copied().unwrap_or_default()
    }

    /// PICMG's events are taken for everybody's but VITA's.
    fn maker_texts(self, sensor_type: u8) -> Option<&'static &'static [&'static str]> {
        let find = |table: &'static [(u8, &'static [&'static str])]| {
            table.iter().find(|(key, _)| *key == sensor_type).map(|(_, texts)| texts)
        };
        let of_maker = self.kontron.then(|| find(KONTRON)).flatten();
        of_maker.or_else(|| find(if self.extension == Extension::Vita { VITA } else { PICMG }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generic_events_go_by_their_event_type() {
        assert_eq!(describe(0x01, 0x04, 2, None), Some("Lower Critical going low "));
        assert_eq!(describe(0x01, 0x04, 12, None), None);
        assert_eq!(describe(0x0c, 0x01, 3, Some(0)), Some("D3 Power State"));
        assert_eq!(describe(0x00, 0x01, 0, None), None);
        assert_eq!(describe(0x0d, 0x01, 0, None), None);
        assert_eq!(describe(0x70, 0x01, 0, None), None);
        let names: Vec<_> = states(0x03, 0x01).collect();
        assert_eq!(names, [(0, "State Deasserted"), (1, "State Asserted")]);
    }

    #[test]
    fn event_data_2_says_more_where_it_is_valid() {
        assert_eq!(describe(0x6f, 0x0f, 0, None), Some("Unknown Error"));
        assert_eq!(describe(0x6f, 0x0f, 0, Some(1)), Some("No system memory installed"));
        assert_eq!(describe(0x6f, 0x0f, 0, Some(0xff)), Some("Unknown Error"));
        assert_eq!(describe(0x6f, 0x0f, 2, Some(0x13)), Some("System boot initiated"));
        assert_eq!(describe(0x6f, 0x2b, 1, None), None);
        assert_eq!(describe(0x6f, 0x2b, 1, Some(0)), Some("Firmware or software change detected"));
        assert!(data2_extends(0x40) && data2_extends(0x80) && !data2_extends(0x3f));
    }

    #[test]
    fn offsets_without_a_meaning_are_left_out() {
        assert_eq!(describe(0x6f, 0x22, 13, None), None);
        let last: Vec<_> = states(0x6f, 0x22).skip(12).collect();
        assert_eq!(last, [(12, "Legacy OFF state"), (14, "Unknown")]);
        assert_eq!(states(0x6f, 0x2a).count(), 0);
        assert_eq!(states(0x6f, 0xbf).count(), 0);
    }

    #[test]
    fn events_are_found_by_name() {
        let find =
            |event_type, sensor_type, name| Dialect::default().find(event_type, sensor_type, name);
        assert_eq!(find(0x6f, 0x07, "ierr"), Some((0, None)));
        assert_eq!(find(0x6f, 0x23, "reserved"), Some((4, None)));
        assert_eq!(find(0x03, 0x01, "State Asserted"), Some((1, None)));
        assert_eq!(find(0x6f, 0x0f, "System boot initiated"), Some((1, Some(0x13))));
        assert_eq!(find(0x6f, 0x0f, "Unknown Hang"), Some((1, None)));
        for (event_type, sensor_type, name) in [(0x6f, 0x22, ""), (0x6f, 0x07, "x"), (0, 1, "x")] {
            assert_eq!(find(event_type, sensor_type, name), None);
        }
    }

    #[test]
    fn makers_have_events_of_their_own() {
        assert_eq!(describe(0x6f, 0xf0, 2, None), Some("Transition to M2"));
        let vita = Dialect { kontron: false, extension: Extension::Vita };
        assert_eq!(vita.describe(0x6f, 0xf0, 2, None), None);
        assert_eq!(vita.describe(0x6f, 0xf3, 0, None), Some("At or below Lower Non-critical"));
        let kontron = Dialect { kontron: true, extension: Extension::None };
        assert_eq!(kontron.describe(0x6f, 0xc4, 3, None), Some("Hardware Watchdog"));
        assert_eq!(kontron.describe(0x6f, 0xf0, 2, None), Some("Transition to M2"));
        assert_eq!(describe(0x6f, 0xc4, 3, None), None);
    }
}
