//! Numbers as IPMItool reads them: C's `strtoul` with base 0, so `31`, `0x1f` and the octal `037`
//! are the same.
use std::ffi::OsStr;

/// Why a text is not the number that was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Something that is no digit, in front, behind, or instead of the digits.
    #[error("not a number")]
    Syntax,
    /// A number that does not fit.
    #[error("number out of range")]
    Range,
}

/// Reads a number of 0 to 255.
///
/// # Errors
/// [`NumberError`] for anything else.
pub fn parse_u8(text: impl AsRef<OsStr>) -> Result<u8, NumberError> {
    unsigned(text.as_ref(), u64::from(u8::MAX)).and_then(narrow)
}

/// Reads a number of 0 to 65535.
///
/// # Errors
/// [`NumberError`] for anything else.
pub fn parse_u16(text: impl AsRef<OsStr>) -> Result<u16, NumberError> {
    unsigned(text.as_ref(), u64::from(u16::MAX)).and_then(narrow)
}

/// Reads a number of 32 bits without a sign.
///
/// # Errors
/// [`NumberError`] for anything else.
pub fn parse_u32(text: impl AsRef<OsStr>) -> Result<u32, NumberError> {
    unsigned(text.as_ref(), u64::from(u32::MAX)).and_then(narrow)
}

/// Reads a number of 64 bits without a sign.
///
/// # Errors
/// [`NumberError`] for anything else.
pub fn parse_u64(text: impl AsRef<OsStr>) -> Result<u64, NumberError> {
    unsigned(text.as_ref(), u64::MAX)
}

/// Reads a number of 32 bits with a sign.
///
/// # Errors
/// [`NumberError`] for anything else.
pub fn parse_i32(text: impl AsRef<OsStr>) -> Result<i32, NumberError> {
    let Scan { negative, magnitude } = scan(text.as_ref())?;
    let value = i64::try_from(magnitude).map_err(|_| NumberError::Range)?;
    narrow(if negative { -value } else { value })
}

/// `strtoul` takes a minus sign and wraps: `-m -18446744073709551584` is 32, and `-1` is far out of
/// range.
fn unsigned(text: &OsStr, max: u64) -> Result<u64, NumberError> {
    let Scan { negative, magnitude } = scan(text)?;
    let value = if negative { magnitude.wrapping_neg() } else { magnitude };
    if value > max { Err(NumberError::Range) } else { Ok(value) }
}

fn narrow<W, N: TryFrom<W>>(value: W) -> Result<N, NumberError> {
    N::try_from(value).map_err(|_| NumberError::Range)
}

/// A number before its sign is applied.
struct Scan {
    negative: bool,
    magnitude: u64,
}

/// An empty text is 0, since C leaves nothing behind the digits that are not there.
fn scan(text: &OsStr) -> Result<Scan, NumberError> {
    let bytes = text.as_encoded_bytes();
    if bytes.is_empty() {
        return Ok(Scan { negative: false, magnitude: 0 });
    }
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    let bytes = bytes.get(start..).unwrap_or_default();
    let (negative, bytes) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    };
    let (base, digits) = match bytes {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', _, ..] => (8, bytes),
        _ => (10, bytes),
    };
    if digits.is_empty() {
        return Err(NumberError::Syntax);
    }
    let mut magnitude = Some(0_u64);
    for byte in digits {
        let digit = char::from(*byte).to_digit(base).ok_or(NumberError::Syntax)?;
        magnitude = magnitude
            .and_then(|value| value.checked_mul(base.into()))
            .and_then(|value| value.checked_add(digit.into()));
    }
    Ok(Scan { negative, magnitude: magnitude.ok_or(NumberError::Range)? })
}

/// `isspace` in the C locale.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0d)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row was seen with `ipmitool -m TEXT help`: its exit status is 0 for the ones with a
    /// value.
    #[test]
    fn bytes_are_read_as_strtoul_reads_them() {
        let cases = [
            ("", Ok(0)),
            ("0", Ok(0)),
            ("-0", Ok(0)),
            ("32", Ok(32)),
            (" 32", Ok(32)),
            ("\t+32", Ok(32)),
            ("0x20", Ok(32)),
            ("0X2f", Ok(47)),
            ("040", Ok(32)),
            ("255", Ok(255)),
            ("-18446744073709551584", Ok(32)),
            ("256", Err(NumberError::Range)),
            ("-1", Err(NumberError::Range)),
            ("-18446744073709551616", Err(NumberError::Range)),
            ("08", Err(NumberError::Syntax)),
            ("0x", Err(NumberError::Syntax)),
            ("+", Err(NumberError::Syntax)),
            (" ", Err(NumberError::Syntax)),
            ("32 ", Err(NumberError::Syntax)),
            ("0xfg", Err(NumberError::Syntax)),
            ("1.5", Err(NumberError::Syntax)),
            ("--1", Err(NumberError::Syntax)),
        ];
        for (text, want) in cases {
            assert_eq!(parse_u8(text), want, "{text:?}");
        }
    }

    #[test]
    fn each_width_has_its_range() {
        assert_eq!(parse_u16("65535"), Ok(65535));
        assert_eq!(parse_u16("65536"), Err(NumberError::Range));
        assert_eq!(parse_u32("0xffffffff"), Ok(u32::MAX));
        assert_eq!(parse_u32("0x100000000"), Err(NumberError::Range));
        assert_eq!(parse_u64("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(parse_u64("18446744073709551616"), Err(NumberError::Range));
        assert_eq!(parse_i32("-2147483648"), Ok(i32::MIN));
        assert_eq!(parse_i32("2147483648"), Err(NumberError::Range));
        assert_eq!(parse_i32("9223372036854775808"), Err(NumberError::Range));
        assert_eq!(parse_i32("-x"), Err(NumberError::Syntax));
    }
}
