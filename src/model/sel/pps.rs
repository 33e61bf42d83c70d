//! Log entries as Pigeon Point's shelf manager prints them:
//!
//! `0x12FE: Event: at Oct 21 10:09:08 2009; from:(0x9a,0,7); sensor:(0xc7,110);
//! event:0x6f(asserted): 0x03 0x00 0x88`, on one line.

/// Reads a line as an event (IPMI v2.0 §32.1). The generator is the shelf manager, as in IPMItool;
/// a time that cannot be read is unspecified. `None` for a line that is no event.
pub fn parse(line: &str) -> Option<[u8; 16]> {
    let (id, rest) = line.split_once(':')?;
    let [low, high, ..] = hex(id)?.to_le_bytes();
    let mut parts = rest.split(';').map(str::trim);
    let time = parts.next().and_then(time).unwrap_or(UNSPECIFIED);
    let (_from, sensor, event) = (parts.next()?, parts.next()?, parts.next()?);
    let (kind, number) = sensor.strip_prefix("sensor:(")?.strip_suffix(')')?.split_once(',')?;
    let (event_type, data) = event.strip_prefix("event:")?.split_once('(')?;
    let (direction, data) = data.split_once(')')?;
    let mut bytes = data.trim_start_matches([':', ' ']).split_ascii_whitespace().map(byte);
    let (data1, data2, data3) = (bytes.next()??, bytes.next()??, bytes.next()??);
    let number = number.trim().parse::<u8>().ok()?;
    let gone = match direction {
        "asserted" => 0,
        "deasserted" => 0x80,
        _ => return None,
    };
    let [t0, t1, t2, t3] = time.to_le_bytes();
    let (kind, event_type) = (byte(kind)?, byte(event_type)? & 0x7f | gone);
    Some([low, high, 2, t0, t1, t2, t3, 0x20, 0, 4, kind, number, event_type, data1, data2, data3])
}

/// `at Oct 21 10:09:08 2009`, in whole seconds since 1970 of the shelf manager's clock.
fn time(text: &str) -> Option<u32> {
    let (_, date) = text.split_once(" at")?;
    let mut words = date.trim_start_matches([':', ' ']).split_ascii_whitespace();
    let (month, day, clock, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)?;
    let (day, year) = (day.parse::<u32>().ok()?, year.parse::<u32>().ok()?);
    let clock: Vec<u32> = clock.split(':').map_while(|part| part.parse().ok()).collect();
    let [hours @ 0..24, minutes @ 0..60, seconds @ 0..60] = *clock else { return None };
    if !(1..=31).contains(&day) || !(1970..2106).contains(&year) {
        return None;
    }
    // 2100 is the only year in reach that is none by the rule of centuries.
    let leap = |year: u32| year.is_multiple_of(4) && year != 2100;
    let before: u32 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let leap_day = u32::from(leap(year) && month > 1);
    let days = before + DAYS_BEFORE.get(month)? + leap_day + day - 1;
    days.checked_mul(86_400)?.checked_add(hours * 3600 + minutes * 60 + seconds)
}

/// Hexadecimal, with or without `0x`.
fn hex(text: &str) -> Option<u16> {
    let text = text.trim();
    u16::from_str_radix(text.strip_prefix("0x").unwrap_or(text), 16).ok()
}

fn byte(text: &str) -> Option<u8> {
    hex(text)?.try_into().ok()
}

const UNSPECIFIED: u32 = u32::MAX;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

#[cfg(test)]
mod tests {
    use hex_literal::hex;
    use proptest::prelude::*;

    use super::*;

    const LINE: &str = "0x12FE: Event: at Oct 21 10:09:08 2009; from:(0x9a,0,7); \
        sensor:(0xc7,110); event:0x6f(asserted): 0x03 0x00 0x88";

    #[test]
    fn a_line_is_a_record() {
        let record = hex!("fe12 02 c4ddde4a 2000 04 c7 6e 6f 030088");
        assert_eq!(parse(LINE), Some(record));
        let gone = hex!("fe12 02 c4ddde4a 2000 04 c7 6e ef 030088");
        assert_eq!(parse(&LINE.replace("(as", "(deas")), Some(gone));
        let undated = hex!("fe12 02 ffffffff 2000 04 c7 6e 6f 030088");
        assert_eq!(parse(&LINE.replace("Oct", "(null)")), Some(undated));
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(time("Event: at Jan  1 00:00:00 1970"), Some(0));
        assert_eq!(time("Event: at: Feb 29 00:00:00 2000"), Some(951_782_400));
        assert_eq!(time("Event: at Mar  1 12:34:56 2024"), Some(1_709_296_496));
        for bad in ["at Oct 0 0:0:0 2000", " at Oct 1 0:0 2000", " at Oct 1 24:0:0 2000", ""] {
            assert_eq!(time(bad), None, "{bad}");
        }
        assert_eq!(time("x at Dec 31 23:59:59 2105"), Some(4_291_747_199));
    }

    #[test]
    fn other_lines_are_none() {
        for (from, to) in [("0x6f(", "0x6f:"), ("110", "0x11"), ("0xc7", "0x1c7"), ("0x88", "")] {
            assert_eq!(parse(&LINE.replace(from, to)), None, "{to}");
        }
        for line in ["", "junk", "0x12FE: Event: at", "0x12FE: Event: at x; y; z; w"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(at in 0..130_usize, text in ".{0,12}", date in "[ :0-9A-Za-z]{0,30}") {
            let (head, tail) = LINE.split_at(at.min(LINE.len()));
            let _ = parse(&format!("{head}{text}{tail}"));
            let _ = time(&format!(" at {date}"));
        }
    }
}
