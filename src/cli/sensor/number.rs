//! Numbers as C's `strtod` reads them, and readings as text.
use crate::cli::sdr::number;

/// A reading with no more than three decimals, and no more than 15 characters: IPMItool cuts what
/// is longer.
pub fn reading(value: f64) -> String {
    let mut text = number::brief(value, 3);
    text.truncate(15);
    text
}

/// A number: decimal, or hexadecimal behind `0x`, with an exponent if need be. An empty text is 0,
/// as for IPMItool. Infinity and what is no number is nothing that a sensor could be set to.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r']);
    if text.is_empty() {
        return Some(0.0);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => hexadecimal(hex)?,
        None if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            digits.parse::<f64>().ok()?
        }
        None => return None,
    };
    let zero = !digits.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let lost = magnitude == 0.0 && !zero && !digits.starts_with("0x") && !digits.starts_with("0X");
    (magnitude.is_finite() && !lost).then_some(sign * magnitude)
}

fn hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = match text.split_once(['p', 'P']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        value = value * 16.0 + f64::from(digit.to_digit(16)?);
    }
    let places = i32::try_from(fraction.len()).ok()?.checked_mul(4)?;
    Some(value * 2_f64.powi(exponent.checked_sub(places)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_readings_are_cut() {
        assert_eq!(reading(27_100_014_400_000.0), "27100014400000.");
        assert_eq!(reading(65.0), "65");
        assert_eq!(reading(0.0625), "0.062");
    }

    /// Seen with ipmitool: which texts it takes for a threshold.
    #[test]
    fn numbers_are_read_as_c_does() {
        for (text, want) in [
            ("", Some(0.0)),
            (" -1.5", Some(-1.5)),
            ("+3", Some(3.0)),
            ("1e2", Some(100.0)),
            ("0x20", Some(32.0)),
            ("0x1p3", Some(8.0)),
            ("0x.8", Some(0.5)),
            ("00", Some(0.0)),
            ("x", None),
            ("0x", None),
            ("1,5", None),
            ("190x", None),
            ("1 ", None),
            ("1e400", None),
            ("1e-400", None),
            ("--1", None),
            (".", None),
            ("1e", None),
            ("nan", None),
            ("-inf", None),
        ] {
            assert_eq!(parse(text), want, "{text:?}");
        }
    }
}
