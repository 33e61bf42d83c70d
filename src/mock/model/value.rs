//! Values in a model file that are more than a number or a text.
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, Visitor};
use toml::value::Datetime;

use super::names;

/// Bytes as hexadecimal digits; blanks between them are skipped.
#[derive(Clone, Debug, Default)]
pub(super) struct Hex(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        unhex(&text).map(Self).ok_or_else(|| D::Error::custom("expected pairs of hex digits"))
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect();
    let digits = digits?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    Some(pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// A date and time, or a number of seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time(pub(super) u32);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Seconds(u32),
            Date(Datetime),
        }
        let either = Either::deserialize(deserializer)
            .map_err(|_| D::Error::custom("expected a date and time, or seconds since 1970"))?;
        match either {
            Either::Seconds(seconds) => Ok(Self(seconds)),
            Either::Date(date) => {
                seconds(&date).map(Self).ok_or_else(|| D::Error::custom("time out of range"))
            }
        }
    }
}

/// Seconds since 1970; without an offset the time is UTC.
fn seconds(date: &Datetime) -> Option<u32> {
    let day = date.date?;
    let days = days(i64::from(day.year), i64::from(day.month), i64::from(day.day));
    let time = date.time.map_or(0, |time| {
        let seconds = i64::from(time.second.unwrap_or(0));
        i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + seconds
    });
    let offset = match date.offset {
        Some(toml::value::Offset::Custom { minutes }) => i64::from(minutes) * 60,
        _ => 0,
    };
    u32::try_from(days * 86_400 + time - offset).ok()
}

/// Days from 1970-01-01 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the leap day is the last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// A number, or a name out of a table.
struct Lookup {
    what: &'static str,
    table: &'static [(&'static str, u8)],
}

impl Visitor<'_> for Lookup {
    type Value = u8;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number from 0 to 255 or the name of {}", self.what)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<u8, E> {
        u8::try_from(value).map_err(|_| E::custom(format!("{value} is not a byte")))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<u8, E> {
        let found = self.table.iter().find(|(name, _)| *name == text);
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| E::custom(format!("`{text}` is not the name of {}", self.what)))
    }
}

macro_rules! named {
    ($($(#[$doc:meta])* $name:ident = $what:literal in $table:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $name(pub(super) u8);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Lookup { what: $what, table: $table }).map(Self)
            }
        }
    )*};
}

named! {
    /// Sensor type (IPMI v2.0 table 42-3).
    SensorType = "a sensor type" in names::SENSOR_TYPES;
    /// Event/reading type (table 42-1).
    EventType = "an event type" in names::EVENT_TYPES;
    /// Unit (table 43-15).
    Unit = "a unit" in names::UNITS;
    /// Rate unit (§43.1, byte 21).
    Rate = "a rate" in names::RATES;
    /// Linearization (§43.1, byte 24).
    Linearization = "a linearization" in names::LINEARIZATIONS;
    /// Analog data format (§43.1, byte 21).
    Format = "a format" in names::FORMATS;
    /// What can be done with thresholds or hysteresis (§43.1, byte 12).
    Access = "an access" in names::ACCESS;
    /// How a text is written (§43.15).
    Encoding = "an encoding" in names::ENCODINGS;
    /// Whose reading goes up (§43.1, byte 29).
    Direction = "a direction" in names::DIRECTIONS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Row<T> {
        v: T,
    }

    fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
        toml::from_str::<Row<T>>(text).map(|row| row.v).map_err(|error| error.to_string())
    }

    #[test]
    fn values_are_read() {
        assert_eq!(read::<Hex>("v = '00 ff'").unwrap().0, [0, 255]);
        assert_eq!(read::<SensorType>("v = 'fan'").unwrap().0, 4);
        assert_eq!(read::<Unit>("v = 0x12").unwrap().0, 0x12);
        for (text, time) in [
            ("v = 1970-01-01T00:00:00Z", 0),
            ("v = 2000-02-29T12:34:56", 951_827_696),
            ("v = 2026-03-01T01:00:00+01:00", 1_772_323_200),
            ("v = 0xffffffff", u32::MAX),
        ] {
            assert_eq!(read::<Time>(text).unwrap(), Time(time), "{text}");
        }
    }

    #[test]
    fn wrong_values_are_told() {
        for (text, word) in [("v = 'fun'", "`fun`"), ("v = 256", "256"), ("v = true", "boolean")] {
            let error = read::<SensorType>(text).unwrap_err();
            assert!(error.contains("line 1") && error.contains(word), "{error}");
        }
        assert!(read::<Hex>("v = '0'").unwrap_err().contains("hex digits"));
        assert!(read::<Time>("v = 1969-12-31T00:00:00").unwrap_err().contains("out of range"));
    }
}
