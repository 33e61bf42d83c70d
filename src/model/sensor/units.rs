//! Units of readings (IPMI v2.0 §43.1, bytes 21 to 23).
use std::borrow::Cow;

use crate::model::tables::units;

/// The three unit bytes of a sensor record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// Analog format, rate, how the modifier goes in, percentage.
    pub flags: u8,
    /// Base unit (table 43-15).
    pub base: u8,
    /// Modifier unit.
    pub modifier: u8,
}

/// How raw readings are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// 0 to 255.
    Unsigned,
    /// -127 to 127, with two zeros.
    OnesComplement,
    /// -128 to 127.
    TwosComplement,
    /// Not a number at all.
    NotAnalog,
}

impl Units {
    /// How raw readings are to be read.
    pub const fn format(self) -> Format {
        match self.flags >> 6 {
            0 => Format::Unsigned,
            1 => Format::OnesComplement,
            2 => Format::TwosComplement,
            _ => Format::NotAnalog,
        }
    }

    /// True for a percentage.
    pub const fn is_percentage(self) -> bool {
        self.flags & 0x01 != 0
    }

    /// The time in which the reading is counted, in the words of §43.1.
    pub const fn rate(self) -> Option<&'static str> {
        match self.flags >> 3 & 0x07 {
            1 => Some("per microsecond"),
            2 => Some("per millisecond"),
            3 => Some("per second"),
            4 => Some("per minute"),
            5 => Some("per hour"),
            6 => Some("per day"),
            _ => None,
        }
    }

    /// The units as IPMItool writes them; it leaves the rate out.
    pub fn text(self) -> Cow<'static, str> {
        let base = name(self.base);
        let percent = if self.is_percentage() { "% " } else { "" };
        match self.flags >> 1 & 0x03 {
            1 => format!("{percent}{base}/{}", name(self.modifier)).into(),
            2 => format!("{percent}{base}*{}", name(self.modifier)).into(),
            _ if self.is_percentage() && self.base == 0 => "percent".into(),
            _ if self.is_percentage() => format!("{percent}{base}").into(),
            _ => base.into(),
        }
    }
}

fn name(code: u8) -> &'static str {
    units::name(code).unwrap_or("invalid")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What ipmitool 1.8.19 printed for sensors with these bytes.
    #[test]
    fn units_are_written_as_ipmitool_does() {
        for ([flags, base, modifier], text) in [
            ([0x00, 18, 4], "RPM"),
            ([0x01, 18, 4], "% RPM"),
            ([0x02, 18, 4], "RPM/Volts"),
            ([0x1b, 18, 4], "% RPM/Volts"),
            ([0x04, 18, 4], "RPM*Volts"),
            ([0x0d, 18, 4], "% RPM*Volts"),
            ([0x3e, 18, 4], "RPM"),
            ([0x01, 0, 0], "percent"),
            ([0x02, 0, 0], "unspecified/unspecified"),
            ([0x01, 200, 4], "% invalid"),
            ([0x02, 3, 200], "degrees K/invalid"),
            ([0x00, 93, 0], "invalid"),
        ] {
            assert_eq!(Units { flags, base, modifier }.text(), text);
        }
    }
}
