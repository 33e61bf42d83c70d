//! Entries of the system event log (IPMI v2.0 §32).
pub mod event_file;
pub mod event_message;
pub mod oem;
pub mod oem_file;
pub mod pps;

/// An entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// All bytes; 0 for those that the BMC left out.
    pub bytes: [u8; Self::LEN],
    /// Record ID.
    pub id: u16,
    /// Record type.
    pub kind: u8,
    /// What the type makes of the rest.
    pub body: Body,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Types below `C0h`: `02h` is a system event, and the others are taken as that.
    Event(Event),
    /// Types `C0h` to `DFh` (§32.2).
    OemTimed {
        /// When it was logged.
        time: Time,
        /// IANA enterprise number of the maker.
        manufacturer: u32,
        /// What only the maker knows.
        data: [u8; 6],
    },
    /// Types `E0h` to `FFh` (§32.3).
    Oem {
        /// What only the maker knows.
        data: [u8; 13],
    },
    /// Type `F0h`, as Linux writes it: a part of the words of a panic.
    Panic {
        /// Text that ends at the first NUL.
        text: [u8; 11],
    },
}

/// A system event (§32.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it was logged.
    pub time: Time,
    /// Slave address or software ID; the high byte has channel and LUN.
    pub generator: u16,
    /// Version of the event message's format: `04h` for IPMI 1.5 and 2.0.
    pub version: u8,
    /// Sensor type (table 42-3).
    pub sensor_type: u8,
    /// Sensor number.
    pub number: u8,
    /// Event or reading type (table 42-1).
    pub event_type: u8,
    /// The state is over.
    pub deasserted: bool,
    /// Event data 1 to 3.
    pub data: [u8; 3],
}

/// A timestamp (§37).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time(
    /// Seconds since 1970, in the BMC's local time; small values count from its start-up.
    pub u32,
);

/// What event data 2 or 3 of a threshold event is, as event data 1 says (table 29-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    Unspecified,
    /// The reading or the threshold that triggered the event.
    Trigger(u8),
    /// A code of the maker's.
    Oem(u8),
    /// A code that belongs to the sensor type.
    Extension(u8),
}

impl Record {
    /// Bytes of an entry.
    pub const LEN: usize = 16;

    /// Reads any bytes: what is missing is 0, what is too much is ignored.
    pub fn parse(from: &[u8]) -> Self {
        let mut bytes = [0; Self::LEN];
        for (to, byte) in bytes.iter_mut().zip(from) {
            *to = *byte;
        }
        let [id0, id1, kind, t0, t1, t2, t3, g0, g1, version, sensor, number, event, d0, d1, d2] =
            bytes;
        let time = Time(u32::from_le_bytes([t0, t1, t2, t3]));
        let body = match kind {
            0x00..0xc0 => Body::Event(Event::of(bytes)),
            0xc0..0xe0 => Body::OemTimed {
                time,
                manufacturer: u32::from_le_bytes([g0, g1, version, 0]),
                data: [sensor, number, event, d0, d1, d2],
            },
            // Address and the first byte of a Linux message stand in front.
            PANIC => {
                Body::Panic { text: [t2, t3, g0, g1, version, sensor, number, event, d0, d1, d2] }
            }
            _ => Body::Oem {
                data: [t0, t1, t2, t3, g0, g1, version, sensor, number, event, d0, d1, d2],
            },
        };
        Self { bytes, id: u16::from_le_bytes([id0, id1]), kind, body }
    }

    /// When it was logged; `None` for types without a timestamp.
    pub const fn time(&self) -> Option<Time> {
        match self.body {
            Body::Event(Event { time, .. }) | Body::OemTimed { time, .. } => Some(time),
            _ => None,
        }
    }

    /// The system event, if it is one.
    pub const fn event(&self) -> Option<&Event> {
        match &self.body {
            Body::Event(event) => Some(event),
            _ => None,
        }
    }
}

impl Event {
    /// What a record would say as a system event, whatever its type.
    pub const fn of(record: [u8; Record::LEN]) -> Self {
        let [_, _, _, t0, t1, t2, t3, g0, g1, version, sensor_type, number, event, data @ ..] =
            record;
        Self {
            time: Time(u32::from_le_bytes([t0, t1, t2, t3])),
            generator: u16::from_le_bytes([g0, g1]),
            version,
            sensor_type,
            number,
            event_type: event & 0x7f,
            deasserted: event & 0x80 != 0,
            data,
        }
    }

    /// Which event of its type.
    pub const fn offset(&self) -> u8 {
        let [data1, ..] = self.data;
        data1 & 0x0f
    }

    /// True for events of thresholds.
    pub const fn is_threshold(&self) -> bool {
        self.event_type == THRESHOLD
    }

    /// True for a threshold event that comes from a value that is too high: odd offsets are of
    /// values that go up (table 42-2).
    pub const fn goes_high(&self) -> bool {
        self.offset() & 1 == 1
    }

    /// Event data 2 of a threshold event: the reading.
    pub const fn reading(&self) -> Extra {
        let [data1, data2, _] = self.data;
        Extra::new(data1 >> 6, data2)
    }

    /// Event data 3 of a threshold event: the threshold.
    pub const fn threshold(&self) -> Extra {
        let [data1, _, data3] = self.data;
        Extra::new(data1 >> 4, data3)
    }
}

impl Extra {
    const fn new(bits: u8, byte: u8) -> Self {
        match bits & 0x03 {
            0 => Self::Unspecified,
            1 => Self::Trigger(byte),
            2 => Self::Oem(byte),
            _ => Self::Extension(byte),
        }
    }

    /// The reading or threshold.
    pub const fn trigger(self) -> Option<u8> {
        match self {
            Self::Trigger(byte) => Some(byte),
            _ => None,
        }
    }
}

impl Time {
    /// All bits set.
    pub const fn is_unspecified(self) -> bool {
        self.0 == u32::MAX
    }

    /// It counts from the start-up of the BMC, which did not know the time.
    pub const fn is_since_startup(self) -> bool {
        self.0 < SINCE_STARTUP_END
    }
}

/// Record type of system events.
pub const SYSTEM_EVENT: u8 = 0x02;
/// Record type of Linux panics.
pub const PANIC: u8 = 0xf0;
/// Event type of thresholds.
pub const THRESHOLD: u8 = 0x01;
/// Times below are relative (§37.1).
const SINCE_STARTUP_END: u32 = 0x2000_0000;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn a_system_event_is_read() {
        let record = Record::parse(&hex!("0400 02 34106369 2c01 04 01 30 81 57 56 55 ff"));
        let event = record.event().unwrap();
        assert_eq!((record.id, record.kind, event.generator), (4, SYSTEM_EVENT, 0x012c));
        assert_eq!((event.sensor_type, event.number, event.event_type), (1, 0x30, THRESHOLD));
        assert!(event.deasserted && event.goes_high() && event.is_threshold());
        assert_eq!(
            (event.reading(), event.threshold()),
            (Extra::Trigger(0x56), Extra::Trigger(0x55))
        );
        assert_eq!(record.time(), Some(Time(0x6963_1034)));
    }

    #[test]
    fn event_data_1_says_what_the_others_are() {
        let extras = |data1| {
            let mut bytes = hex!("0100 02 00000000 2000 04 01 30 01 00 22 33");
            bytes[13] = data1;
            let event = *Record::parse(&bytes).event().unwrap();
            (event.reading(), event.threshold())
        };
        assert_eq!(extras(0x0f), (Extra::Unspecified, Extra::Unspecified));
        assert_eq!(extras(0x90), (Extra::Oem(0x22), Extra::Trigger(0x33)));
        assert_eq!(extras(0x70), (Extra::Trigger(0x22), Extra::Extension(0x33)));
    }

    #[test]
    fn makers_records_are_read() {
        let timed = Record::parse(&hex!("0f00 df 05010000 a20200 aabbccddeeff"));
        let Body::OemTimed { time, manufacturer, data } = timed.body else { panic!("{timed:?}") };
        assert_eq!((time, manufacturer), (Time(0x105), 674));
        assert!(time.is_since_startup());
        assert_eq!(data, hex!("aabbccddeeff"));
        let plain = Record::parse(&hex!("1000 e0 000102030405060708090a0b0c"));
        assert_eq!(plain.body, Body::Oem { data: hex!("000102030405060708090a0b0c") });
        let panic = Record::parse(b"\x11\0\xf0\x41\0Kernel pani");
        assert_eq!(panic.body, Body::Panic { text: *b"Kernel pani" });
        assert_eq!((plain.time(), panic.time()), (None, None));
    }

    #[test]
    fn what_a_bmc_leaves_out_is_zero() {
        assert_eq!(Record::parse(&[]).bytes, [0; 16]);
        let cut = Record::parse(&hex!("0500 c1 80845f69 a202"));
        let Body::OemTimed { manufacturer, data, .. } = cut.body else { panic!("{cut:?}") };
        assert_eq!((manufacturer, data), (0x2a2, [0; 6]));
        assert!(Time(u32::MAX).is_unspecified());
        assert!(!Time(0x2000_0000).is_since_startup());
    }
}
