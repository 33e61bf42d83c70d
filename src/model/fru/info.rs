//! Chassis, board and product (§10 to §12).
use super::area::Area;

/// The chassis area (§10). Fields: part number, serial number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chassis(pub Area);

/// The board area (§11). Fields: manufacturer, product, serial number, part number, file ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board(pub Area);

/// The product area (§12). Fields: manufacturer, name, part number, version, serial number, asset
/// tag, file ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product(pub Area);

impl Chassis {
    /// Reads the bytes that are there.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(Area::parse(bytes, 1, 2))
    }

    /// Type of the chassis, a code of SMBIOS (DSP0134 §7.4.1).
    pub fn kind(&self) -> Option<u8> {
        self.0.fixed.first().copied()
    }
}

impl Board {
    /// Reads the bytes that are there.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(Area::parse(bytes, 4, 5))
    }

    /// Language code (§15).
    pub fn language(&self) -> Option<u8> {
        self.0.fixed.first().copied()
    }

    /// When it was made, in seconds since 1970; `None` when it does not say.
    pub fn made_at(&self) -> Option<i64> {
        let [_, low, middle, high] = *self.0.fixed.first_chunk()?;
        let minutes = u32::from_le_bytes([low, middle, high, 0]);
        (minutes != 0).then(|| EPOCH + i64::from(minutes) * 60)
    }
}

impl Product {
    /// Reads the bytes that are there.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(Area::parse(bytes, 1, 7))
    }

    /// Language code (§15).
    pub fn language(&self) -> Option<u8> {
        self.0.fixed.first().copied()
    }
}

/// The name of a chassis type as IPMItool prints it; codes that it does not know are `Unknown`.
pub fn chassis_name(kind: u8) -> &'static str {
    CHASSIS.get(usize::from(kind)).copied().unwrap_or("Unknown")
}

/// 1996-01-01 00:00 in seconds since 1970.
const EPOCH: i64 = 820_454_400;
const CHASSIS: &[&str] = &[
    "Unspecified",
    "Other",
    "Unknown",
    "Desktop",
    "Low Profile Desktop",
    "Pizza Box",
    "Mini Tower",
    "Tower",
    "Portable",
    "LapTop",
    "Notebook",
    "Hand Held",
    "Docking Station",
    "All in One",
    "Sub Notebook",
    "Space-saving",
    "Lunch Box",
    "Main Server Chassis",
    "Expansion Chassis",
    "SubChassis",
    "Bus Expansion Chassis",
    "Peripheral Chassis",
    "RAID Chassis",
    "Rack Mount Chassis",
    "Sealed-case PC",
    "Multi-system Chassis",
    "CompactPCI",
    "AdvancedTCA",
    "Blade",
    "Blade Enclosure",
];

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn dates_count_from_1996() {
        let board = |bytes: &[u8]| Board::parse(bytes).made_at();
        assert_eq!(board(&hex!("01 01 19 400bb3 c1 00")), Some(1_524_483_840));
        assert_eq!(board(&hex!("01 01 19 000000 c1 00")), None);
        assert_eq!(board(&hex!("01 01 19 40")), None);
    }

    #[test]
    fn chassis_types_have_names() {
        assert_eq!(chassis_name(0x17), "Rack Mount Chassis");
        assert_eq!(chassis_name(0x1e), "Unknown");
        assert_eq!(Chassis::parse(&hex!("01 01 17 c0 c0 c1 00 4f")).kind(), Some(0x17));
        assert_eq!(Chassis::parse(&[]).kind(), None);
        assert_eq!(Product::parse(&hex!("01 01 19 c0 c0 c1 00 4f")).language(), Some(25));
    }
}
