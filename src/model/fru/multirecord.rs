//! Multirecords (§16 to §18).
use super::adds_up;
use crate::wire::{self, buf::Reader};

/// A record as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Type (§16.2.1).
    pub kind: u8,
    /// Version of the record's format: 2.
    pub version: u8,
    /// It says that no other follows.
    pub last: bool,
    /// Bytes behind the header, as the header says.
    pub len: u8,
    /// The header's bytes add up to zero.
    pub header_checksum_ok: bool,
    /// The checksum of the bytes behind the header is right; false when some are missing.
    pub checksum_ok: bool,
    /// The bytes behind the header, as far as they are there.
    pub data: Vec<u8>,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// Type `00h`.
    PowerSupply(PowerSupply),
    /// Type `01h`, and `09h` with other units of current.
    DcOutput(Electric),
    /// Type `02h`, and `0Ah` with other units of current.
    DcLoad(Electric),
    /// Type `03h`.
    Management(Management),
    /// Types `04h` and `05h`.
    Compatibility(Compatibility),
    /// Types `C0h` and up: the maker's own.
    Oem {
        /// IANA enterprise number of the maker.
        manufacturer: u32,
        /// What only the maker knows.
        data: Vec<u8>,
    },
    /// A type that is not known.
    Other,
}

/// Power supply information (§18.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PowerSupply {
    /// Overall capacity in watts, 12 bits.
    pub capacity_watts: u16,
    /// Highest power in volt-amperes; `0xffff` for not specified.
    pub peak_va: u16,
    /// Inrush current in amperes; `0xff` for not specified.
    pub inrush_amps: u8,
    /// Its duration in milliseconds.
    pub inrush_ms: u8,
    /// Ends of the first input voltage range, in 10 mV.
    pub input1: (u16, u16),
    /// Ends of the second one; zeros when there is none.
    pub input2: (u16, u16),
    /// Input frequency in hertz, lowest and highest.
    pub frequency: (u8, u8),
    /// How long an interruption of the input is tolerated, in milliseconds.
    pub dropout_ms: u8,
    /// Flags, by the constants of this type.
    pub flags: u8,
    /// Peak capacity in watts, 12 bits.
    pub peak_watts: u16,
    /// How long it can be held, in seconds.
    pub hold_up_seconds: u8,
    /// Codes of the two outputs whose capacity is given combined.
    pub combined: (u8, u8),
    /// Their combined capacity in watts; 0 for not specified.
    pub combined_watts: u16,
    /// Lowest fan speed that is no failure, in revolutions per second.
    pub tachometer_rps: u8,
}

impl PowerSupply {
    /// There is a predictive failure pin.
    pub const PREDICTIVE_FAIL: u8 = 0x01;
    /// Power factor correction.
    pub const POWER_FACTOR: u8 = 0x02;
    /// It finds its input range itself.
    pub const AUTOSWITCH: u8 = 0x04;
    /// It can be swapped while hot.
    pub const HOT_SWAP: u8 = 0x08;
    /// The predictive failure pin is a tachometer with two pulses for each rotation; one otherwise.
    pub const TWO_PULSES: u8 = 0x10;

    fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        let capacity_watts = r.u16("capacity")? & 0x0fff;
        let peak_va = r.u16("peak VA")?;
        let [inrush_amps, inrush_ms] = r.array("inrush")?;
        let input1 = (r.u16("input voltage")?, r.u16("input voltage")?);
        let input2 = (r.u16("input voltage")?, r.u16("input voltage")?);
        let [low, high, dropout_ms, flags] = r.array("input frequency")?;
        let peak = r.u16("peak capacity")?;
        let outputs = r.u8("combined outputs")?;
        let [.., hold_up] = peak.to_le_bytes();
        Ok(Self {
            capacity_watts,
            peak_va,
            inrush_amps,
            inrush_ms,
            input1,
            input2,
            frequency: (low, high),
            dropout_ms,
            flags,
            peak_watts: peak & 0x0fff,
            hold_up_seconds: hold_up >> 4,
            combined: (outputs >> 4, outputs & 0x0f),
            combined_watts: r.u16("combined capacity")?,
            tachometer_rps: r.u8("tachometer").unwrap_or(0),
        })
    }

    /// True when the given flag is set.
    pub const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// An output or load (§18.2, §18.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Electric {
    /// Its number, 0 to 15.
    pub number: u8,
    /// It is on in standby; outputs only.
    pub standby: bool,
    /// Nominal voltage in 10 mV.
    pub nominal: i16,
    /// Lowest voltage in 10 mV.
    pub lowest: i16,
    /// Highest voltage in 10 mV.
    pub highest: i16,
    /// Ripple and noise from peak to peak, in millivolts.
    pub ripple_mv: u16,
    /// Least current in milliamperes.
    pub least_ma: u32,
    /// Most current in milliamperes.
    pub most_ma: u32,
}

impl Electric {
    /// `extended`: currents are in 10 mA, or in 100 mA where the first byte says so.
    fn parse(data: &[u8], extended: bool) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        let first = r.u8("output number")?;
        let unit = match (extended, first & 0x10) {
            (false, _) => 1,
            (true, 0) => 10,
            (true, _) => 100,
        };
        let mut volts = || r.array("voltage").map(i16::from_le_bytes);
        let (nominal, lowest, highest) = (volts()?, volts()?, volts()?);
        Ok(Self {
            number: first & 0x0f,
            standby: first & 0x80 != 0,
            nominal,
            lowest,
            highest,
            ripple_mv: r.u16("ripple")?,
            least_ma: u32::from(r.u16("current")?) * unit,
            most_ma: u32::from(r.u16("current")?) * unit,
        })
    }
}

/// How the unit is managed (§18.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Management {
    /// What the data is.
    pub subtype: u8,
    /// A URL, a name, an address, or the 16 bytes of a unique ID.
    pub data: Vec<u8>,
}

/// What the unit is compatible with (§18.5, §18.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compatibility {
    /// IANA enterprise number of the maker of the other unit.
    pub manufacturer: u32,
    /// Entity ID of the other unit.
    pub entity: u8,
    /// Compatibility base.
    pub base: u8,
    /// Compatibility code start.
    pub start: u8,
    /// Mask of codes.
    pub masks: Vec<u8>,
}

impl Management {
    /// What the data is.
    pub const fn kind(&self) -> Option<&'static str> {
        Some(match self.subtype {
            1 => "system_management_url",
            2 => "system_name",
            3 => "system_ping_address",
            4 => "component_management_url",
            5 => "component_name",
            6 => "component_ping_address",
            7 => "system_unique_id",
            _ => return None,
        })
    }
}

impl Record {
    /// Bytes of a header.
    pub const HEADER: usize = 5;

    /// Reads a record of which at least the header is there. Takes no more than belongs to it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk::<{ Self::HEADER }>()?;
        let [kind, format, len, checksum, _] = *header;
        let data = rest.get(..usize::from(len)).unwrap_or(rest);
        let sum = data.iter().fold(checksum, |sum, byte| sum.wrapping_add(*byte));
        Some(Self {
            kind,
            version: format & 0x0f,
            last: format & 0x80 != 0,
            len,
            header_checksum_ok: adds_up(header),
            checksum_ok: sum == 0 && data.len() == usize::from(len),
            data: data.to_vec(),
        })
    }

    /// What it says; `None` when it is too short to say so.
    pub fn content(&self) -> Option<Content> {
        let data = self.data.as_slice();
        Some(match self.kind {
            0x00 => Content::PowerSupply(PowerSupply::parse(data).ok()?),
            0x01 | 0x09 => Content::DcOutput(Electric::parse(data, self.kind == 0x09).ok()?),
            0x02 | 0x0a => Content::DcLoad(Electric::parse(data, self.kind == 0x0a).ok()?),
            0x03 => {
                let (subtype, data) = data.split_first()?;
                Content::Management(Management { subtype: *subtype, data: data.to_vec() })
            }
            0x04 | 0x05 => Content::Compatibility(Compatibility::parse(data).ok()?),
            0xc0.. => {
                let mut r = Reader::new(data);
                let manufacturer = r.u24("manufacturer").ok()?;
                Content::Oem { manufacturer, data: r.rest().to_vec() }
            }
            _ => Content::Other,
        })
    }
}

impl Compatibility {
    fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(data);
        Ok(Self {
            manufacturer: r.u24("manufacturer")?,
            entity: r.u8("entity")?,
            base: r.u8("base")?,
            start: r.u8("start")?,
            masks: r.rest().to_vec(),
        })
    }
}

/// The enterprise number of PICMG, in records of type `C0h`.
pub const PICMG: u32 = 0x00_315a;

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    #[test]
    fn outputs_are_read() {
        let bytes = hex!("01 82 0d 49 27 81 b004 7404 ec04 7800 0000 409c ff");
        let record = Record::parse(&bytes).unwrap();
        assert!(record.last && record.header_checksum_ok && record.data.len() == 13);
        let Some(Content::DcOutput(output)) = record.content() else { panic!("{record:?}") };
        assert_eq!((output.number, output.standby), (1, true));
        assert_eq!((output.nominal, output.lowest, output.highest), (1200, 1140, 1260));
        assert_eq!((output.ripple_mv, output.least_ma, output.most_ma), (120, 0, 40_000));
        let Ok(extended) = Electric::parse(&hex!("11 b004 7404 ec04 7800 0000 0100"), true) else {
            panic!("extended output")
        };
        assert_eq!((extended.most_ma, extended.standby), (100, false));
    }

    #[test]
    fn power_supplies_are_read() {
        let data = hex!("eef2 8403 19 05 2823 b036 5046 2067 2f 3f 0c 1f 3913 12 ee02 2d");
        let supply = PowerSupply::parse(&data).unwrap();
        assert_eq!((supply.capacity_watts, supply.peak_va), (750, 900));
        assert_eq!((supply.input1, supply.input2), ((9000, 14_000), (18_000, 26_400)));
        assert_eq!((supply.peak_watts, supply.hold_up_seconds), (825, 1));
        assert_eq!((supply.combined, supply.combined_watts), ((1, 2), 750));
        assert_eq!(supply.tachometer_rps, 45);
        assert!(supply.has(PowerSupply::TWO_PULSES) && supply.has(PowerSupply::HOT_SWAP));
        assert!(PowerSupply::parse(&data[..22]).is_err());
    }

    #[test]
    fn what_is_cut_or_unknown_says_nothing() {
        assert_eq!(Record::parse(&hex!("01 82 0d 49")), None);
        let record = Record::parse(&hex!("01 82 0d 49 27 81")).unwrap();
        assert_eq!((record.content(), record.checksum_ok), (None, false));
        let record = Record::parse(&hex!("0b 82 00 00 73")).unwrap();
        assert_eq!((record.content(), record.checksum_ok), (Some(Content::Other), true));
        assert!(record.header_checksum_ok);
        for kind in 0..=u8::MAX {
            for len in 0..30 {
                let data = vec![0xff; len];
                let _ =
                    Record::parse(&[&[kind, 2, 40, 0, 0][..], &data].concat()).unwrap().content();
            }
        }
    }
}
