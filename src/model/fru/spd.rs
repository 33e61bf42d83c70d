//! Presence detect data of memory modules (JEDEC standard 21-C, annexes D to L).
//!
//! Everything that does not depend on timing. Codes that the standard reserves are read as the
//! row of their neighbours goes on.

/// What a module says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spd {
    /// Memory type (byte 2).
    pub kind: u8,
    /// The rest; `None` when it is cut short.
    pub module: Option<Module>,
}

/// The generations of modules, by their layouts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Module {
    /// Up to DDR2.
    Old(Old),
    /// DDR3.
    Ddr3(Ddr3),
    /// DDR4.
    Ddr4(Ddr4),
}

/// Who made it, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Number of continuation codes in front of the maker's code.
    pub bank: u8,
    /// The maker's code (JEP106), with parity bit.
    pub maker: u8,
    /// Year and week in BCD, where the layout is known.
    pub date: [u8; 2],
    /// Serial number.
    pub serial: [u8; 4],
    /// Part number, as it comes.
    pub part: Vec<u8>,
}

/// A module up to DDR2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    /// Row address bits, column address bits, ranks, banks: bytes 3, 4, 5 and 17.
    pub geometry: [u8; 4],
    /// Voltage interface (byte 8).
    pub voltage: u8,
    /// Configuration type (byte 11): parity or error correction.
    pub correction: u8,
    /// Who made it.
    pub made: Made,
}

/// A DDR3 module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ddr3 {
    /// Density and banks (byte 4).
    pub density: u8,
    /// Nominal voltages (byte 6).
    pub voltages: u8,
    /// Organization: ranks and width (byte 7).
    pub organization: u8,
    /// Bus width (byte 8).
    pub bus: u8,
    /// Who made it.
    pub made: Made,
}

/// A DDR4 module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ddr4 {
    /// Module type (byte 3).
    pub form: u8,
    /// Density and banks (byte 4).
    pub density: u8,
    /// Package type (byte 6).
    pub package: u8,
    /// Nominal voltages (byte 11).
    pub voltages: u8,
    /// Organization: ranks and width (byte 12).
    pub organization: u8,
    /// Bus width (byte 13).
    pub bus: u8,
    /// Who made it.
    pub made: Made,
}

impl Spd {
    /// Least bytes of any use.
    pub const LEAST: usize = 92;
    /// Most bytes that are looked at.
    pub const MOST: usize = 512;
    /// Memory type of DDR3.
    pub const DDR3: u8 = 0x0b;
    /// Memory type of DDR4.
    pub const DDR4: u8 = 0x0c;

    /// Reads the bytes that are there; `None` when there are too few.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let kind = *bytes.get(..Self::LEAST)?.get(2)?;
        let module = match kind {
            Self::DDR3 => Ddr3::parse(bytes).map(Module::Ddr3),
            Self::DDR4 => Ddr4::parse(bytes).map(Module::Ddr4),
            _ => Old::parse(bytes).map(Module::Old),
        };
        Some(Self { kind, module })
    }
}

impl Old {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let at = |index: usize| bytes.get(index).copied();
        let makers = bytes.get(64..73)?;
        let continued = makers.iter().take(8).take_while(|byte| **byte == CONTINUED).count();
        let made = Made {
            bank: u8::try_from(continued).ok()?,
            maker: *makers.get(continued)?,
            date: array(bytes, 93)?,
            serial: array(bytes, 95)?,
            part: bytes.get(73..91)?.to_vec(),
        };
        at(99)?;
        let geometry = [at(3)?, at(4)?, at(5)?, at(17)?];
        Some(Self { geometry, voltage: at(8)?, correction: at(11)?, made })
    }

    /// Size in MiB; `None` when what it depends on makes no sense.
    pub fn mebibytes(&self) -> Option<u64> {
        let [rows, columns, ranks, banks] = self.geometry;
        let bits = u32::from(rows & 0x0f) + u32::from(columns & 0x0f);
        let exponent = bits.checked_sub(17).filter(|exponent| (1..=12).contains(exponent))?;
        let (ranks, banks) = (u64::from(ranks & 0x07) + 1, u64::from(banks));
        (banks > 0).then(|| (ranks * banks) << exponent)
    }
}

impl Ddr3 {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let [density, _, voltages, organization, bus] = array(bytes, 4)?;
        let [bank, maker] = array(bytes, 117)?;
        let made = Made {
            bank: bank & 0x7f,
            maker,
            date: array(bytes, 120)?,
            serial: array(bytes, 122)?,
            part: bytes.get(128..146)?.to_vec(),
        };
        // The bytes behind the part number belong to it.
        bytes.get(147)?;
        Some(Self { density, voltages, organization, bus, made })
    }

    /// Capacity of one chip in megabits.
    pub fn megabits(&self) -> u64 {
        256 << (self.density & 0x0f)
    }

    /// Banks of a chip, as an exponent of two; `None` for a reserved code.
    pub fn bank_bits(&self) -> Option<u8> {
        let code = self.density >> 4;
        (code <= 3).then_some(code + 3)
    }

    /// Number of ranks.
    pub fn ranks(&self) -> u64 {
        match self.organization >> 3 & 0x07 {
            4 => 8,
            code => u64::from(code) + 1,
        }
    }

    /// Bits of one chip.
    pub fn chip_width(&self) -> u64 {
        4 << (self.organization & 0x07)
    }

    /// Bits of the bus without error correction.
    pub fn bus_width(&self) -> u64 {
        8 << (self.bus & 0x07)
    }

    /// Bits for error correction; `None` for a reserved code.
    pub fn correction_bits(&self) -> Option<u8> {
        correction_bits(self.bus)
    }

    /// Size in MiB.
    pub fn mebibytes(&self) -> u64 {
        self.megabits() / 8 * self.bus_width() / self.chip_width() * self.ranks()
    }

    /// It works at 1.5 V, 1.35 V, and 1.25 V (the standard: 1.2X V).
    pub const fn works_at(&self) -> [bool; 3] {
        // The first bit says that it does not.
        [self.voltages & 0x01 == 0, self.voltages & 0x02 != 0, self.voltages & 0x04 != 0]
    }
}

impl Ddr4 {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let [form, density, _, package] = array(bytes, 3)?;
        let [voltages, organization, bus] = array(bytes, 11)?;
        let [bank, maker, _] = array(bytes, 320)?;
        let made = Made {
            bank: bank & 0x7f,
            maker,
            date: array(bytes, 323)?,
            serial: array(bytes, 325)?,
            // The last byte is missing in a dump that ends with it.
            part: bytes.get(329..349.min(bytes.len()))?.to_vec(),
        };
        bytes.get(347)?;
        Some(Self { form, density, package, voltages, organization, bus, made })
    }

    /// Capacity of one die in megabits.
    pub fn megabits(&self) -> u64 {
        256 << (self.density & 0x0f)
    }

    /// Banks of a group, as an exponent of two; `None` for a reserved code.
    pub fn bank_bits(&self) -> Option<u8> {
        let code = self.density >> 4 & 0x03;
        (code <= 1).then_some(code + 2)
    }

    /// Bank groups, as an exponent of two; `None` for a reserved code.
    pub fn group_bits(&self) -> Option<u8> {
        let code = self.density >> 6;
        (code <= 2).then_some(code)
    }

    /// Dies in a package.
    pub fn dies(&self) -> u64 {
        u64::from(self.package >> 4 & 0x07) + 1
    }

    /// Package ranks.
    pub fn ranks(&self) -> u64 {
        u64::from(self.organization >> 3 & 0x07) + 1
    }

    /// Bits of one chip.
    pub fn chip_width(&self) -> u64 {
        4 << (self.organization & 0x07)
    }

    /// Bits of the bus without error correction.
    pub fn bus_width(&self) -> u64 {
        8 << (self.bus & 0x07)
    }

    /// Bits for error correction; `None` for a reserved code.
    pub fn correction_bits(&self) -> Option<u8> {
        correction_bits(self.bus)
    }

    /// Size in MiB.
    pub fn mebibytes(&self) -> u64 {
        self.megabits() / 8 * self.bus_width() / self.chip_width() * self.ranks()
    }
}

/// Bits 4:3 of the byte about the bus: its extension.
fn correction_bits(bus: u8) -> Option<u8> {
    match bus >> 3 {
        0 => Some(0),
        1 => Some(8),
        _ => None,
    }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// A continuation code of JEP106.
const CONTINUED: u8 = 0x7f;

#[cfg(test)]
mod tests {
    use super::*;

    fn with(len: usize, bytes: &[(usize, u8)]) -> Vec<u8> {
        let mut all = vec![0; len];
        for (at, byte) in bytes {
            all[*at] = *byte;
        }
        all
    }

    fn module(bytes: &[u8]) -> Option<Module> {
        Spd::parse(bytes).unwrap().module
    }

    #[test]
    fn ddr4_is_read() {
        let head = [(2, 0x0c), (3, 1), (4, 0x85), (11, 3), (12, 0x09), (13, 0x0b)];
        let made = [(320, 0x80), (321, 0xce), (323, 0x17), (324, 0x42), (328, 0x78)];
        let bytes = with(512, &[&head[..], &made].concat());
        let Some(Module::Ddr4(ddr4)) = module(&bytes) else { panic!() };
        assert_eq!((ddr4.megabits(), ddr4.ranks(), ddr4.chip_width()), (8192, 2, 8));
        assert_eq!((ddr4.bus_width(), ddr4.correction_bits()), (64, Some(8)));
        assert_eq!(
            (ddr4.mebibytes(), ddr4.bank_bits(), ddr4.group_bits()),
            (16_384, Some(2), Some(2))
        );
        let made = ddr4.made;
        assert_eq!(
            (made.bank, made.maker, made.date, made.serial),
            (0, 0xce, [0x17, 0x42], [0, 0, 0, 0x78])
        );
        assert_eq!(module(&bytes[..347]), None);
        assert!(module(&bytes[..348]).is_some());
    }

    #[test]
    fn ddr3_is_read() {
        let bytes = with(256, &[(2, 0x0b), (4, 3), (6, 2), (7, 0x19), (8, 0x0b), (118, 0x2c)]);
        let Some(Module::Ddr3(ddr3)) = module(&bytes) else { panic!() };
        assert_eq!((ddr3.megabits(), ddr3.ranks(), ddr3.mebibytes()), (2048, 4, 8192));
        assert_eq!(ddr3.works_at(), [true, true, false]);
        assert_eq!((ddr3.bank_bits(), ddr3.made.maker), (Some(3), 0x2c));
        assert_eq!(module(&bytes[..147]), None);
    }

    #[test]
    fn older_ones_are_read() {
        let mut bytes =
            with(128, &[(2, 8), (3, 14), (4, 10), (5, 0x61), (17, 4), (64, 0x7f), (65, 0x51)]);
        let Some(Module::Old(old)) = module(&bytes) else { panic!() };
        assert_eq!((old.mebibytes(), old.made.bank, old.made.maker), (Some(1024), 1, 0x51));
        bytes[17] = 0;
        let Some(Module::Old(old)) = module(&bytes) else { panic!() };
        assert_eq!(old.mebibytes(), None);
        assert_eq!(Spd::parse(&bytes[..91]), None);
    }

    #[test]
    fn any_codes_are_read() {
        for byte in 0..=u8::MAX {
            for kind in [8, 0x0b, 0x0c] {
                let mut bytes = vec![byte; 512];
                bytes[2] = kind;
                match module(&bytes) {
                    Some(Module::Old(old)) => drop(old.mebibytes()),
                    Some(Module::Ddr3(ddr3)) => assert!(ddr3.mebibytes() < 1 << 40),
                    Some(Module::Ddr4(ddr4)) => assert!(ddr4.mebibytes() < 1 << 40),
                    None => panic!("{byte}"),
                }
            }
        }
    }
}
