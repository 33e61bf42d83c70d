//! From raw readings to numbers and back (IPMI v2.0 §36.3 to §36.5).
use super::units::Format;

/// How a reading is made of a raw byte: `y = L[(M·x + B·10^K1)·10^K2]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// M, -512 to 511.
    pub m: i16,
    /// B, -512 to 511.
    pub b: i16,
    /// K1, the exponent of B, -8 to 7.
    pub b_exp: i8,
    /// K2, the exponent of the result, -8 to 7.
    pub r_exp: i8,
    /// Tolerance in half raw counts, 0 to 63.
    pub tolerance: u8,
    /// Accuracy in 1/100 percent, before its exponent.
    pub accuracy: u16,
    /// Exponent of the accuracy.
    pub accuracy_exp: u8,
    /// Direction of the sensor: 0 unspecified, 1 input, 2 output.
    pub direction: u8,
}

impl Factors {
    /// Reads the six bytes that records and Get Sensor Reading Factors share (§43.1, bytes 25 to
    /// 30; §35.5).
    pub fn from_bytes(bytes: [u8; 6]) -> Self {
        let [m, m_tolerance, b, b_accuracy, accuracy, exponents] = bytes;
        let high = u16::from(accuracy >> 4) << 6;
        Self {
            m: signed10(m, m_tolerance),
            b: signed10(b, b_accuracy),
            b_exp: signed4(exponents),
            r_exp: signed4(exponents >> 4),
            tolerance: m_tolerance & 0x3f,
            accuracy: high | u16::from(b_accuracy & 0x3f),
            accuracy_exp: accuracy >> 2 & 0x03,
            direction: accuracy & 0x03,
        }
    }

    /// The reading that a raw byte stands for.
    pub fn value(&self, raw: u8, format: Format, linearization: Linearization) -> f64 {
        let x = f64::from(signed(raw, format));
        let offset = f64::from(self.b) * power_of_ten(self.b_exp);
        linearization.apply((f64::from(self.m) * x + offset) * power_of_ten(self.r_exp))
    }

    /// The size of a number of raw counts: a hysteresis, say. The counts have a sign where the
    /// readings have one, as IPMItool sees it.
    pub fn span(&self, raw: u8, format: Format, linearization: Linearization) -> f64 {
        Self { b: 0, ..*self }.value(raw, format, linearization)
    }

    /// How far off a reading may be, up or down.
    pub fn tolerance(&self, linearization: Linearization) -> f64 {
        let half = f64::from(self.tolerance) / 2.0;
        linearization.apply(half * f64::from(self.m) * power_of_ten(self.r_exp))
    }

    /// The raw byte that stands for a value, the nearest one, where there is no linearization.
    /// `None` when M is 0, or the result does not fit the format.
    pub fn raw(&self, value: f64, format: Format) -> Option<u8> {
        if self.m == 0 {
            return None;
        }
        let offset = f64::from(self.b) * power_of_ten(self.b_exp);
        let x = (value / power_of_ten(self.r_exp) - offset) / f64::from(self.m);
        let (least, most): (i16, i16) = match format {
            Format::Unsigned | Format::NotAnalog => (0, 255),
            Format::OnesComplement => (-127, 127),
            Format::TwosComplement => (-128, 127),
        };
        let distance = |whole: &i16| (f64::from(*whole) - x).abs();
        // Halves go up.
        let whole = (least..=most).rev().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let fits = distance(&whole) <= 0.5;
        if !fits {
            return None;
        }
        let wrapped = if format == Format::OnesComplement && whole < 0 { whole - 1 } else { whole };
        u8::try_from(wrapped.rem_euclid(256)).ok()
    }
}

fn signed(raw: u8, format: Format) -> i16 {
    match format {
        Format::OnesComplement if raw & 0x80 != 0 => i16::from(raw) - 255,
        Format::TwosComplement => i8::from_le_bytes([raw]).into(),
        _ => raw.into(),
    }
}

/// What happens to a reading after the linear formula (§43.1, byte 24).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Linearization {
    /// Nothing.
    #[default]
    Linear,
    /// Natural logarithm.
    Ln,
    /// Decimal logarithm.
    Log10,
    /// Binary logarithm.
    Log2,
    /// Power of e.
    Exp,
    /// Power of 10.
    Exp10,
    /// Power of 2.
    Exp2,
    /// Reciprocal.
    Reciprocal,
    /// Square.
    Square,
    /// Cube.
    Cube,
    /// Square root.
    SquareRoot,
    /// Cube root.
    CubeRoot,
    /// The factors depend on the reading: Get Sensor Reading Factors gives them.
    NonLinear,
    /// Reserved, or the maker's own.
    Other(u8),
}

impl Linearization {
    /// Reads the byte. Its top bit is reserved: it is passed over, but a sensor that has it set is
    /// never taken for a non-linear one, as by IPMItool.
    pub const fn from_u8(byte: u8) -> Self {
        match byte & 0x7f {
            0x70..=0x7f if byte >= 0x80 => Self::Other(byte),
            0 => Self::Linear,
            1 => Self::Ln,
            2 => Self::Log10,
            3 => Self::Log2,
            4 => Self::Exp,
            5 => Self::Exp10,
            6 => Self::Exp2,
            7 => Self::Reciprocal,
            8 => Self::Square,
            9 => Self::Cube,
            10 => Self::SquareRoot,
            11 => Self::CubeRoot,
            0x70 => Self::NonLinear,
            other => Self::Other(other),
        }
    }

    /// Applies it to the result of the linear formula.
    pub fn apply(self, y: f64) -> f64 {
        match self {
            Self::Linear | Self::NonLinear | Self::Other(_) => y,
            Self::Ln => y.ln(),
            Self::Log10 => y.log10(),
            Self::Log2 => y.ln() / std::f64::consts::LN_2,
            Self::Exp => y.exp(),
            Self::Exp10 => 10_f64.powf(y),
            Self::Exp2 => 2_f64.powf(y),
            Self::Reciprocal => y.recip(),
            Self::Square => y * y,
            Self::Cube => y.powf(3.0),
            Self::SquareRoot => y.sqrt(),
            Self::CubeRoot => y.cbrt(),
        }
    }
}

/// Two's complement of 10 bits: the low byte, and the top two bits of another.
fn signed10(low: u8, high: u8) -> i16 {
    let bits = i16::from(high >> 6) << 8 | i16::from(low);
    if bits & 0x200 == 0 { bits } else { bits - 0x400 }
}

/// Two's complement of 4 bits.
fn signed4(byte: u8) -> i8 {
    let [bits] = [byte & 0x0f];
    i8::from_le_bytes([if bits & 0x08 == 0 { bits } else { bits | 0xf0 }])
}

fn power_of_ten(exponent: i8) -> f64 {
    10_f64.powf(f64::from(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINEAR: Linearization = Linearization::Linear;

    #[test]
    fn factors_are_signed_and_packed() {
        // M = -2, tolerance 5, B = -300, accuracy 0x2a5, its exponent 2, output, K2 = -3, K1 = 7.
        let factors = Factors::from_bytes([0xfe, 0xc5, 0xd4, 0xa5, 0xaa, 0xd7]);
        let want = Factors {
            m: -2,
            b: -300,
            b_exp: 7,
            r_exp: -3,
            tolerance: 5,
            accuracy: 0x2a5,
            accuracy_exp: 2,
            direction: 2,
        };
        assert_eq!(factors, want);
        assert_eq!(Factors::from_bytes([0, 0x80, 0, 0x40, 0, 0x80]).m, -512);
        assert_eq!(Factors::from_bytes([0, 0x80, 0, 0x40, 0, 0x80]).b, 256);
        assert_eq!(Factors::from_bytes([0, 0x80, 0, 0x40, 0, 0x80]).r_exp, -8);
    }

    #[test]
    fn the_three_formats() {
        let factors = Factors { m: 1, ..Factors::default() };
        let values = |format| {
            [0x7f, 0x80, 0xfe, 0xff].map(|raw| factors.value(raw, format, LINEAR).to_string())
        };
        assert_eq!(values(Format::Unsigned), ["127", "128", "254", "255"]);
        assert_eq!(values(Format::OnesComplement), ["127", "-127", "-1", "0"]);
        assert_eq!(values(Format::TwosComplement), ["127", "-128", "-2", "-1"]);
    }

    #[test]
    fn values_become_raw_bytes_again() {
        let factors = Factors { m: -3, b: 17, b_exp: 1, r_exp: -2, ..Factors::default() };
        for format in [Format::Unsigned, Format::OnesComplement, Format::TwosComplement] {
            for raw in 0..=255 {
                // Ones' complement has two zeros.
                let want = if raw == 255 && format == Format::OnesComplement { 0 } else { raw };
                let value = factors.value(raw, format, LINEAR);
                assert_eq!(factors.raw(value, format), Some(want), "{format:?} {raw}");
            }
            assert_eq!(factors.raw(1e9, format), None);
        }
        assert_eq!(Factors::default().raw(1.0, Format::Unsigned), None);
        assert_eq!(Factors { m: 2, ..factors }.raw(f64::NAN, Format::Unsigned), None);
        let halves = Factors { m: 2, ..Factors::default() };
        assert_eq!(halves.raw(5.0, Format::Unsigned), Some(3));
    }
}
