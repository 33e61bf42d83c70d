//! IPMI's 32-bit times in IPMItool's numeric form (IPMI v2.0 §37).
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Writes a time as date, time and zone, in the system's zone or with `utc` in GMT.
///
/// Small values count from the controller's start-up: `S+` and how long. All bits set is
/// `Unspecified`.
pub fn numeric(seconds: u32, utc: bool) -> String {
    let formats = Formats {
        since_startup: if seconds < A_DAY { "S+ %H:%M:%S" } else { "S+ %y/%j %H:%M:%S" },
        gmt: "%m/%d/%y %H:%M:%S GMT",
        local: "%m/%d/%y %H:%M:%S %Z",
    };
    write(seconds, utc, &formats)
}

/// The date of [`numeric`].
pub fn date(seconds: u32, utc: bool) -> String {
    let formats = Formats { since_startup: "S+ %y/%j", gmt: "%m/%d/%y", local: "%m/%d/%y" };
    write(seconds, utc, &formats)
}

/// The time and zone of [`numeric`].
pub fn clock(seconds: u32, utc: bool) -> String {
    let formats =
        Formats { since_startup: "S+ %H:%M:%S", gmt: "%H:%M:%S GMT", local: "%H:%M:%S %Z" };
    write(seconds, utc, &formats)
}

struct Formats {
    since_startup: &'static str,
    gmt: &'static str,
    local: &'static str,
}

fn write(seconds: u32, utc: bool, formats: &Formats) -> String {
    if seconds == UNSPECIFIED {
        return "Unspecified".to_owned();
    }
    let time = Timestamp::from_second(seconds.into()).unwrap_or(Timestamp::UNIX_EPOCH);
    let at_zone = |zone, format| time.to_zoned(zone).strftime(format).to_string();
    if seconds < SINCE_STARTUP_END {
        at_zone(TimeZone::UTC, formats.since_startup)
    } else if utc || seconds == SINCE_STARTUP_END {
        at_zone(TimeZone::UTC, formats.gmt)
    } else {
        at_zone(TimeZone::system(), formats.local)
    }
}

const UNSPECIFIED: u32 = 0xffff_ffff;
const SINCE_STARTUP_END: u32 = 0x2000_0000;
const A_DAY: u32 = 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    /// What ipmitool 1.8.19 prints with `-Z`.
    #[test]
    fn times_are_written_as_ipmitool_does() {
        for (seconds, text) in [
            (0, "S+ 00:00:00"),
            (86_399, "S+ 23:59:59"),
            (86_400, "S+ 70/002 00:00:00"),
            (31_536_000, "S+ 71/001 00:00:00"),
            (536_870_911, "S+ 87/005 18:48:31"),
            (536_870_912, "01/05/87 18:48:32 GMT"),
            (1_700_000_000, "11/14/23 22:13:20 GMT"),
            (4_294_967_294, "02/07/06 06:28:14 GMT"),
            (4_294_967_295, "Unspecified"),
        ] {
            assert_eq!(numeric(seconds, true), text);
        }
    }
}
