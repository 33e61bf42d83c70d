//! Numbers as C's printf writes them.

/// `%.*f`, with no decimals for whole numbers.
pub(in crate::cli) fn brief(value: f64, decimals: usize) -> String {
    fixed(value, if is_whole(value) { 0 } else { decimals })
}

/// `%.*f`.
pub(in crate::cli) fn fixed(value: f64, decimals: usize) -> String {
    if value.is_nan() {
        let sign = if value.is_sign_negative() { "-" } else { "" };
        return format!("{sign}nan");
    }
    format!("{value:.decimals$}")
}

/// Whole, and small enough for a C int.
#[allow(clippy::float_cmp, reason = "it is whole or it is not")]
fn is_whole(value: f64) -> bool {
    value.trunc() == value && value >= f64::from(i32::MIN) && value <= f64::from(i32::MAX)
}
