//! Numbers as C's `printf` writes and `strtod` reads them.

/// `%.*f`.
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.is_finite() {
        return format!("{value:.decimals$}");
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", if value.is_nan() { "nan" } else { "inf" })
}

/// No decimals for a whole number that fits into 32 bits, else so many.
pub fn short(value: f64, decimals: usize) -> String {
    let whole = value.trunc().total_cmp(&value).is_eq() && value.abs() < LEAST_LONG;
    fixed(value, if whole || value == 0.0 { 0 } else { decimals })
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

const LEAST_LONG: f64 = 2_147_483_648.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_c_does() {
        assert_eq!(fixed(2.5, 3), "2.500");
        assert_eq!(fixed(f64::NAN.copysign(-1.0), 3), "-nan");
        assert_eq!(fixed(f64::NAN.copysign(1.0), 3), "nan");
        assert_eq!(fixed(f64::NEG_INFINITY, 3), "-inf");
        assert_eq!(short(65536.0, 3), "65536");
        assert_eq!(short(1e16, 3), "10000000000000000.000");
        assert_eq!(short(0.0625, 3), "0.062");
        assert_eq!(short(-0.0, 3), "-0");
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
