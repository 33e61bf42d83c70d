//! From raw readings to units and back (IPMI v2.0 §36.3).

/// Factors of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// M, 10 bits.
    pub m: i16,
    /// B, 10 bits.
    pub b: i16,
    /// Exponent of B, 4 bits.
    pub k1: i8,
    /// Exponent of the result, 4 bits.
    pub k2: i8,
}

/// How an analog sensor counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// 0 unsigned, 1 one's complement, 2 two's complement.
    pub format: u8,
    /// Linearization; from `0x70` on each reading may have factors of its own.
    pub linearization: u8,
    /// Factors from a raw reading on, in rising order; the first holds from 0.
    pub ranges: Vec<(u8, Factors)>,
}

impl Scale {
    /// The factors for a raw reading, and the first reading of the next range.
    pub fn factors(&self, raw: u8) -> (Factors, u8) {
        let none = Factors { m: 0, b: 0, k1: 0, k2: 0 };
        let next = self.ranges.iter().find(|(from, _)| *from > raw).map_or(0xff, |(from, _)| *from);
        let held = self.ranges.iter().rev().find(|(from, _)| *from <= raw);
        (held.map_or(none, |(_, factors)| *factors), next)
    }

    /// The value of a raw reading, if it is a number.
    pub fn real(&self, raw: u8) -> Option<f64> {
        let signed = i16::from(i8::from_le_bytes([raw]));
        let x = match self.format {
            0 => i16::from(raw),
            1 if signed < 0 => signed + 1,
            _ => signed,
        };
        let (factors, _) = self.factors(raw);
        let b = f64::from(factors.b) * 10_f64.powi(i32::from(factors.k1));
        let y = (f64::from(factors.m) * f64::from(x) + b) * 10_f64.powi(i32::from(factors.k2));
        let value = match self.linearization {
            0x01 => y.ln(),
            0x02 => y.log10(),
            0x03 => y.log2(),
            0x04 => y.exp(),
            0x05 => 10_f64.powf(y),
            0x06 => y.exp2(),
            0x07 => y.recip(),
            0x08 => y.powi(2),
            0x09 => y.powi(3),
            0x0a => y.sqrt(),
            0x0b => y.cbrt(),
            _ => y,
        };
        value.is_finite().then_some(value)
    }

    /// The raw reading nearest to a value; `None` when the value is beyond all of them.
    pub fn raw(&self, value: f64) -> Option<u8> {
        let all = || (0..=u8::MAX).filter_map(|raw| Some((raw, self.real(raw)?)));
        let lowest = all().map(|(_, real)| real).fold(f64::INFINITY, f64::min);
        let highest = all().map(|(_, real)| real).fold(f64::NEG_INFINITY, f64::max);
        let slack = (highest - lowest) * 1e-9;
        if !(lowest - slack..=highest + slack).contains(&value) {
            return None;
        }
        let distance = |real: f64| (real - value).abs();
        all().min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b))).map(|(raw, _)| raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(format: u8, linearization: u8, m: i16, b: i16, k1: i8, k2: i8) -> Scale {
        Scale { format, linearization, ranges: vec![(0, Factors { m, b, k1, k2 })] }
    }

    #[test]
    fn readings_go_both_ways() {
        let cases = [
            (scale(0, 0, 1, 0, 0, 0), 0x29, 41.0),
            (scale(0, 0, 6, 0, 0, -2), 200, 12.0),
            (scale(2, 0, 1, 0, 0, 0), 0xf6, -10.0),
            (scale(1, 0, 1, 0, 0, 0), 0xf5, -10.0),
            (scale(0, 0, 1, 5, 1, 0), 7, 57.0),
            (scale(0, 7, 2, 0, 0, -2), 50, 1.0),
            (scale(0, 8, 1, 0, 0, 0), 12, 144.0),
            (scale(0, 5, 1, 0, 0, -2), 200, 100.0),
        ];
        for (scale, raw, real) in cases {
            assert!((scale.real(raw).unwrap() - real).abs() < 1e-9, "{scale:?}");
            assert_eq!(scale.raw(real), Some(raw), "{scale:?}");
        }
    }

    #[test]
    fn a_value_beyond_the_scale_has_no_reading() {
        let scale = scale(0, 0, 1, 0, 0, 0);
        assert_eq!(scale.raw(256.0), None);
        assert_eq!(scale.raw(-1.0), None);
        assert_eq!(scale.raw(f64::NAN), None);
    }

    #[test]
    fn ranges_have_their_own_factors() {
        let (low, high) =
            (Factors { m: 1, b: 0, k1: 0, k2: 0 }, Factors { m: 2, b: -100, k1: 0, k2: 0 });
        let scale = Scale { format: 0, linearization: 0x70, ranges: vec![(0, low), (100, high)] };
        assert_eq!(scale.factors(99), (low, 100));
        assert_eq!(scale.factors(100), (high, 0xff));
        assert_eq!(scale.raw(150.0), Some(125));
    }
}
