//! Sensor data records (IPMI v2.0 §43).
pub mod association;
pub mod id_string;
pub mod locator;
pub mod sensor;

use crate::wire::{self, buf::Reader};
use association::{DeviceRelative, EntityAssociation};
use id_string::IdString;
use locator::{ChannelInfo, FruLocator, GenericLocator, McConfirmation, McLocator};
use sensor::{EventOnly, Sensor};

/// Any record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Record {
    /// Type `01h`, full, and type `02h`, compact.
    Sensor(Box<Sensor>),
    /// Type `03h`.
    EventOnly(EventOnly),
    /// Type `08h`.
    EntityAssociation(EntityAssociation),
    /// Type `09h`.
    DeviceRelative(DeviceRelative),
    /// Type `10h`.
    Generic(GenericLocator),
    /// Type `11h`.
    Fru(FruLocator),
    /// Type `12h`.
    Mc(McLocator),
    /// Type `13h`.
    McConfirmation(McConfirmation),
    /// Type `14h`.
    ChannelInfo(ChannelInfo),
    /// Type `C0h`.
    Oem(Oem),
    /// A type that is not known, with the bytes behind the header.
    Other(Vec<u8>),
}

/// The five bytes in front of every record (§43).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Record ID.
    pub id: u16,
    /// SDR version in BCD, the second digit in the high nibble.
    pub version: u8,
    /// Record type.
    pub kind: u8,
    /// How many bytes follow.
    pub len: u8,
}

impl Header {
    /// Bytes of a header.
    pub const LEN: usize = 5;

    /// Reads the first five bytes.
    ///
    /// # Errors
    /// [`wire::Error::Short`] when there are fewer.
    pub fn parse(bytes: &[u8]) -> Result<Self, wire::Error> {
        let mut r = Reader::new(bytes);
        Ok(Self {
            id: r.u16("record ID")?,
            version: r.u8("SDR version")?,
            kind: r.u8("record type")?,
            len: r.u8("record length")?,
        })
    }
}

/// A sensor's address: its number alone names nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SensorKey {
    /// Slave address or software ID of the owner, bit 0 as it comes.
    pub owner: u8,
    /// Channel to the owner.
    pub channel: u8,
    /// LUN at the owner, 0 to 3.
    pub lun: u8,
    /// Sensor number.
    pub number: u8,
}

impl SensorKey {
    fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let owner = r.u8("owner ID")?;
        let place = r.u8("owner LUN")?;
        let number = r.u8("sensor number")?;
        Ok(Self { owner, channel: place >> 4, lun: place & 0x03, number })
    }
}

/// What a sensor or device belongs to (§43.14).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entity {
    /// Entity ID (table 43-13).
    pub id: u8,
    /// Instance in bits 6:0; bit 7 marks a logical entity.
    pub instance: u8,
}

impl Entity {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self { id: r.u8("entity ID")?, instance: r.u8("entity instance")? })
    }

    /// The instance without the mark of a logical entity.
    pub const fn number(self) -> u8 {
        self.instance & 0x7f
    }
}

/// A maker's own record, type `C0h` (§43.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oem {
    /// IANA enterprise number of the maker.
    pub manufacturer: u32,
    /// What only the maker knows.
    pub data: Vec<u8>,
}

impl Record {
    /// Reads a whole record, header included. Bytes beyond the length in the header are ignored.
    ///
    /// # Errors
    /// [`wire::Error::Short`] when a record ends before its fixed part does. Names may be cut.
    pub fn parse(bytes: &[u8]) -> Result<(Header, Self), wire::Error> {
        let header = Header::parse(bytes)?;
        let body = bytes.get(Header::LEN..).unwrap_or_default();
        let body = body.get(..usize::from(header.len)).unwrap_or(body);
        let r = &mut Reader::new(body);
        let record = match header.kind {
            0x01 => Self::Sensor(Box::new(Sensor::full(r)?)),
            0x02 => Self::Sensor(Box::new(Sensor::compact(r)?)),
            0x03 => Self::EventOnly(EventOnly::read(r)?),
            0x08 => Self::EntityAssociation(EntityAssociation::read(r)?),
            0x09 => Self::DeviceRelative(DeviceRelative::read(r)?),
            0x10 => Self::Generic(GenericLocator::read(r)?),
            0x11 => Self::Fru(FruLocator::read(r)?),
            0x12 => Self::Mc(McLocator::read(r)?),
            0x13 => Self::McConfirmation(McConfirmation::read(r)?),
            0x14 => Self::ChannelInfo(ChannelInfo::read(r)?),
            0xc0 => {
                Self::Oem(Oem { manufacturer: r.u24("manufacturer")?, data: r.rest().to_vec() })
            }
            _ => Self::Other(body.to_vec()),
        };
        Ok((header, record))
    }

    /// The record's name, for the kinds that have one.
    pub fn name(&self) -> Option<&IdString> {
        match self {
            Self::Sensor(sensor) => Some(&sensor.name),
            Self::EventOnly(sensor) => Some(&sensor.name),
            Self::Generic(locator) => Some(&locator.name),
            Self::Fru(locator) => Some(&locator.name),
            Self::Mc(locator) => Some(&locator.name),
            _ => None,
        }
    }

    /// The entity, for the kinds that belong to one.
    pub fn entity(&self) -> Option<Entity> {
        match self {
            Self::Sensor(sensor) => Some(sensor.entity),
            Self::EventOnly(sensor) => Some(sensor.entity),
            Self::Generic(locator) => Some(locator.entity),
            Self::Fru(locator) => Some(locator.entity),
            Self::Mc(locator) => Some(locator.entity),
            _ => None,
        }
    }
}

/// Reads type, length and name at the end of a record, as far as they are there.
fn name(r: &mut Reader<'_>) -> IdString {
    match r.u8("ID string type and length") {
        Ok(type_length) => IdString::new(type_length, r.rest()),
        Err(_) => IdString::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sensor::threshold::Threshold;
    use hex_literal::hex;
    use sensor::Detail;

    /// Made by hand after §43.1: sensor 30h "Fan 1" of entity 29.1, in RPM, M = 40.
    const FAN: [u8; 53] = hex!(
        "07 00 51 01 30"
        "20 61 30 1d 01 7f 68 04 01 05 0a 04 05 3f 3f"
        "00 12 00 00 28 02 00 00 00 00 07 64 c8 0a ff 00"
        "06 05 04 01 02 03 09 08 00 00 55 c5 46 61 6e 20 31"
    );

    #[test]
    fn a_full_record_is_read() {
        let (header, record) = Record::parse(&FAN).unwrap();
        assert_eq!((header.id, header.version, header.kind, header.len), (7, 0x51, 1, 48));
        let Record::Sensor(sensor) = &record else { panic!("{record:?}") };
        let key = SensorKey { owner: 0x20, channel: 6, lun: 1, number: 0x30 };
        assert_eq!((sensor.key, sensor.entity), (key, Entity { id: 29, instance: 1 }));
        assert_eq!(sensor.capabilities.hysteresis(), 2);
        assert_eq!(sensor.capabilities.thresholds(), 2);
        assert_eq!(sensor.capabilities.event_control(), 0);
        assert_eq!((sensor.assertion_mask, sensor.deassertion_mask), (0x0a05, 0x0504));
        assert_eq!((sensor.readable_thresholds(), sensor.settable_thresholds()), (0x3f, 0x3f));
        assert_eq!((sensor.positive_hysteresis, sensor.negative_hysteresis), (9, 8));
        assert_eq!((sensor.oem, sensor.name.decode()), (0x55, "Fan 1".to_owned()));
        let full = sensor.full_part().unwrap();
        for (at, which) in Threshold::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(full.thresholds.get(which)), [3, 2, 1, 4, 5, 6][at]);
        }
        let conversion = sensor.conversion().unwrap();
        assert_eq!(conversion.value(96).to_string(), "3840");
        assert_eq!(conversion.span(9).to_string(), "360");
        assert_eq!(conversion.tolerance().to_string(), "40");
        assert_eq!(sensor.units.text(), "RPM");
    }

    #[test]
    fn records_that_end_early_are_errors_or_lose_their_name_only() {
        for len in 0..FAN.len() {
            match Record::parse(&FAN[..len]) {
                Ok((_, Record::Sensor(sensor))) => {
                    assert!(len >= 47, "{len}");
                    assert!(FAN[48..].starts_with(&sensor.name.bytes));
                }
                other => assert!(other.is_err() && len < 47, "{len} {other:?}"),
            }
        }
        // A header that says less than there is.
        let mut short = FAN;
        short[4] = 20;
        assert!(Record::parse(&short).is_err());
        // A name that says more than there is.
        let mut long = FAN;
        long[47] = 0xdf;
        assert_eq!(Record::parse(&long).unwrap().1.name().unwrap().bytes, b"Fan 1");
    }

    #[test]
    fn a_compact_and_an_event_only_record_are_read() {
        let compact = hex!(
            "08 00 51 02 1e 20 00 41 15 60 63 40 25 6f 03 00 03 00 03 00 00 00 00"
            "03 81 00 00 00 00 00 00 c3 42 61 79"
        );
        let Record::Sensor(sensor) = Record::parse(&compact).unwrap().1 else { panic!() };
        let Detail::Compact(sharing) = sensor.detail else { panic!() };
        assert_eq!((sharing.sensors(), sharing.modifier), (3, 0x81));
        assert_eq!((sensor.sensor_type, sensor.name.decode()), (0x25, "Bay".to_owned()));
        assert!(sensor.conversion().is_none());
        let event = hex!("09 00 51 03 0f 41 00 07 22 01 12 6f 00 00 00 77 c3 4f 53 20");
        let Record::EventOnly(event) = Record::parse(&event).unwrap().1 else { panic!() };
        assert_eq!((event.key.owner, event.oem, event.name.decode()), (0x41, 0x77, "OS".into()));
    }

    #[test]
    fn locators_and_the_rest_are_read() {
        let parse = |bytes: &[u8]| Record::parse(bytes).unwrap().1;
        let fru = parse(&hex!("0a 00 51 11 0e 20 03 80 60 00 10 00 0a 01 00 c3 50 53 55"));
        let Record::Fru(fru) = fru else { panic!() };
        assert_eq!((fru.logical, fru.id, fru.channel, fru.entity.id), (true, 3, 6, 10));
        let mc = parse(&hex!("0b 00 51 12 0e 2c 06 00 29 00 00 00 2e 01 00 c2 4d 45"));
        let Record::Mc(mc) = mc else { panic!() };
        assert!(mc.has_fru());
        assert_eq!((mc.slave_address, mc.channel, mc.name.decode()), (0x2c, 6, "ME".to_owned()));
        let device = parse(&hex!("0c 00 51 10 0e 20 a7 3a 02 00 08 01 20 02 00 c1 58"));
        let Record::Generic(device) = device else { panic!() };
        assert_eq!((device.slave_address, device.channel), (0xa6, 9));
        assert_eq!((device.lun, device.bus, device.device_type), (3, 2, 8));
        let oem = parse(&hex!("0d 00 51 c0 05 a2 02 00 de ad"));
        assert_eq!(oem, Record::Oem(Oem { manufacturer: 674, data: vec![0xde, 0xad] }));
        assert_eq!(parse(&hex!("0e 00 51 77 01 2a")), Record::Other(vec![0x2a]));
        let held = parse(&hex!("0f 00 51 08 0b 17 01 80 1d 01 1d 04 00 00 00 00"));
        let Record::EntityAssociation(held) = held else { panic!() };
        assert_eq!(held.contained[1], Entity { id: 29, instance: 4 });
    }
}
