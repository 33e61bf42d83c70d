//! From a threshold's value to its raw byte (IPMI v2.0 §36.3, backwards).
use crate::model::sdr::sensor::{Conversion, Full, Sensor};
use crate::model::sensor::conversion::Linearization;
use crate::model::sensor::units::Format;

/// The raw byte that stands for a value; `None` where no byte does.
pub fn nearest(sensor: &Sensor, value: f64) -> Option<u8> {
    let full = sensor.full_part()?;
    let format = sensor.units.format();
    match full.linearization {
        Linearization::Linear | Linearization::NonLinear | Linearization::Other(_) => {
            linear(full, format, value)
        }
        linearization => {
            curved(&Conversion { factors: full.factors, format, linearization }, value)
        }
    }
}

/// Rounds as IPMItool does: a half or more goes up, and what is below zero goes towards zero.
fn linear(full: &Full, format: Format, value: f64) -> Option<u8> {
    let factors = full.factors;
    if factors.m == 0 {
        return None;
    }
    let power = |exponent: i8| 10_f64.powf(exponent.into());
    let offset = f64::from(factors.b) * power(factors.b_exp);
    let exact = (value / power(factors.r_exp) - offset) / f64::from(factors.m);
    let whole = exact.trunc();
    let whole = if exact - whole >= 0.5 { whole + 1.0 } else { whole };
    (0..=u8::MAX).find(|raw| same(f64::from(signed(*raw, format)), whole))
}

/// The raw byte whose value comes next, within the range that the sensor can have.
fn curved(conversion: &Conversion, value: f64) -> Option<u8> {
    let values = || {
        (0..=u8::MAX)
            .map(|raw| (raw, conversion.value(raw)))
            .filter(|(_, reading)| reading.is_finite())
    };
    let least = values().map(|(_, reading)| reading).fold(f64::INFINITY, f64::min);
    let most = values().map(|(_, reading)| reading).fold(f64::NEG_INFINITY, f64::max);
    let near = |reading: f64| (reading - value).abs();
    values()
        .filter(|_| (least..=most).contains(&value))
        .min_by(|(_, a), (_, b)| near(*a).total_cmp(&near(*b)))
        .map(|(raw, _)| raw)
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.25
}

fn signed(raw: u8, format: Format) -> i16 {
    match format {
        Format::OnesComplement if raw & 0x80 != 0 => i16::from(raw) - 255,
        Format::TwosComplement => i8::from_le_bytes([raw]).into(),
        _ => raw.into(),
    }
}
