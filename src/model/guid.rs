//! GUIDs and the three ways in which BMCs lay them out (IPMI v2.0 §20.8, table 20-10; RFC 4122;
//! SMBIOS §7.2.1).

/// A GUID as the BMC sends it. What its bytes mean depends on the [`Layout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guid(pub [u8; 16]);

/// Order of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Everything from the last byte to the first.
    Ipmi,
    /// As it is written.
    Rfc4122,
    /// Time fields least significant byte first, the rest as it is written.
    Smbios,
}

impl Guid {
    /// The bytes in the order in which a GUID is written, the first one highest.
    pub fn written(self, layout: Layout) -> u128 {
        let Self(mut bytes) = self;
        match layout {
            Layout::Ipmi => bytes.reverse(),
            Layout::Rfc4122 => {}
            Layout::Smbios => {
                let (low, rest) = bytes.split_at_mut(4);
                let (middle, rest) = rest.split_at_mut(2);
                let (high, _) = rest.split_at_mut(2);
                [low, middle, high].into_iter().for_each(<[u8]>::reverse);
            }
        }
        u128::from_be_bytes(bytes)
    }

    /// The version nibble, 0 to 15; RFC 4122 knows 1 to 5.
    pub fn version(self, layout: Layout) -> u8 {
        let [_, _, _, _, _, _, high, ..] = self.written(layout).to_be_bytes();
        high >> 4
    }

    /// Seconds since 1970 that a version 1 GUID was made at; negative before.
    pub fn unix_time(self, layout: Layout) -> i64 {
        let guid = self.written(layout);
        let (low, middle, high) = (guid >> 96, guid >> 80 & 0xffff, guid >> 64 & 0x0fff);
        let ticks = i64::try_from(high << 48 | middle << 32 | low).unwrap_or(i64::MAX);
        (ticks - GREGORIAN_TO_UNIX).div_euclid(TICKS_PER_SECOND)
    }

    /// The layout that the GUID makes sense in: the first where it is time-based with a time from
    /// 1970 to before `until` (seconds since 1970), else the last where it has a known version.
    /// `None` when there is no such layout.
    pub fn guess(self, until: i64) -> Option<Layout> {
        let mut guess = None;
        for layout in [Layout::Rfc4122, Layout::Ipmi, Layout::Smbios] {
            match self.version(layout) {
                1 if (0..until).contains(&self.unix_time(layout)) => return Some(layout),
                1..=5 => guess = Some(layout),
                _ => {}
            }
        }
        guess
    }
}

/// 100 ns steps from 1582-10-15 to 1970-01-01.
const GREGORIAN_TO_UNIX: i64 = 0x01b2_1dd2_1381_4000;
const TICKS_PER_SECOND: i64 = 10_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    const UNTIL: i64 = 1_800_000_000;

    /// Seen with ipmitool 1.8.19.
    #[test]
    fn layouts_order_the_bytes() {
        let guid = Guid(hex!("00112233445566778899aabbccddeeff"));
        assert_eq!(guid.written(Layout::Ipmi), 0xffee_ddcc_bbaa_9988_7766_5544_3322_1100);
        assert_eq!(guid.written(Layout::Rfc4122), u128::from_be_bytes(guid.0));
        assert_eq!(guid.written(Layout::Smbios), 0x3322_1100_5544_7766_8899_aabb_ccdd_eeff);
        assert_eq!(guid.version(Layout::Ipmi), 9);
        assert_eq!(guid.version(Layout::Rfc4122), 6);
        assert_eq!(guid.version(Layout::Smbios), 7);
        assert_eq!(guid.guess(UNTIL), None);
    }

    #[test]
    fn a_time_that_can_be_wins_over_a_version_that_can_be() {
        // Version 1 as RFC 4122 (2057), 3 as IPMI, 4 as SMBIOS: a Dell's GUID.
        let dell = Guid(hex!("44454c4c4a00104a8030b6c04f333232"));
        assert_eq!(dell.guess(UNTIL), Some(Layout::Smbios));
        let made = Guid(hex!("5fe94000f5bc11ea8001020304050607"));
        assert_eq!(made.unix_time(Layout::Rfc4122), 1_600_000_000);
        assert_eq!(made.guess(UNTIL), Some(Layout::Rfc4122));
        assert_eq!(made.guess(1_600_000_000), Some(Layout::Rfc4122));
        // Version 1 in two layouts: as RFC 4122 in 2026, as IPMI in 2018.
        let twice = Guid(hex!("ff8970aee6c911f1e71109f6d22cd376"));
        assert_eq!(twice.guess(UNTIL), Some(Layout::Rfc4122));
        assert_eq!(twice.guess(1_600_000_000), Some(Layout::Ipmi));
    }

    #[test]
    fn times_before_1970_are_negative() {
        let early = Guid(hex!("12e8a9801dd211b28001020304050607"));
        assert_eq!(early.unix_time(Layout::Rfc4122), -1);
    }
}
