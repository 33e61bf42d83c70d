//! Event messages: what a controller says when something happens, before it is in the log
//! (IPMI v2.0 §29.3, table 29-5).
use super::Record;
use crate::model::sensor::threshold::Threshold;

/// What happened, without time and generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMessage {
    /// Version of the format: [`VERSION`], or what a file says.
    pub version: u8,
    /// Sensor type (table 42-3).
    pub sensor_type: u8,
    /// Sensor number.
    pub number: u8,
    /// Event/reading type (table 42-1).
    pub event_type: u8,
    /// The state is over.
    pub deasserted: bool,
    /// Event data 1 to 3.
    pub data: [u8; 3],
}

/// The message format of IPMI 1.5 and 2.0.
pub const VERSION: u8 = 0x04;

impl EventMessage {
    /// Bytes of a message.
    pub const LEN: usize = 7;

    /// Takes a message apart.
    pub const fn from_bytes(bytes: [u8; Self::LEN]) -> Self {
        let [version, sensor_type, number, event_type, data1, data2, data3] = bytes;
        Self {
            version,
            sensor_type,
            number,
            event_type: event_type & !DEASSERTED,
            deasserted: event_type & DEASSERTED != 0,
            data: [data1, data2, data3],
        }
    }

    /// The message's bytes.
    pub const fn to_bytes(self) -> [u8; Self::LEN] {
        let [data1, data2, data3] = self.data;
        let direction = if self.deasserted { DEASSERTED } else { 0 };
        let event_type = self.event_type | direction;
        [self.version, self.sensor_type, self.number, event_type, data1, data2, data3]
    }

    /// The entry of the log that tells the same (§32.1). Record ID and time are the BMC's to fill
    /// in; `kind` is the record type.
    pub fn entry(self, kind: u8, generator: u8) -> [u8; Record::LEN] {
        let mut entry = [0; Record::LEN];
        let (head, message) = entry.split_at_mut(Record::LEN - Self::LEN);
        if let [_, _, own_kind, _, _, _, _, own_generator, _] = head {
            (*own_kind, *own_generator) = (kind, generator);
        }
        message.copy_from_slice(&self.to_bytes());
        entry
    }
}

/// Event data of a sensor that crosses a threshold (table 29-6): the offset, a reading that is
/// just beyond the threshold or just back by the hysteresis, and the threshold. Without a
/// threshold that is known, the offset alone.
pub fn threshold_data(
    which: Threshold,
    deasserted: bool,
    threshold: Option<u8>,
    (positive, negative): (u8, u8),
) -> [u8; 3] {
    // A value that goes up asserts an upper threshold, and takes a lower one back.
    let goes_high = which.is_lower() == deasserted;
    let index = u8::try_from(which.index()).unwrap_or_default();
    let offset = index * 2 + u8::from(goes_high);
    let Some(threshold) = threshold else { return [offset, UNSPECIFIED, UNSPECIFIED] };
    let reading = if goes_high {
        threshold.saturating_add(positive.max(1))
    } else {
        threshold.saturating_sub(negative.max(1))
    };
    [WITH_TRIGGERS | offset, reading, threshold]
}

const DEASSERTED: u8 = 0x80;
/// Event data 2 and 3 are reading and threshold.
const WITH_TRIGGERS: u8 = 0x50;
const UNSPECIFIED: u8 = 0xff;

#[cfg(test)]
mod tests {
    use super::*;
    use Threshold as T;
    use hex_literal::hex;

    #[test]
    fn messages_and_entries() {
        let bytes = hex!("04 01 30 81 59 fd fc");
        let message = EventMessage::from_bytes(bytes);
        assert!(message.deasserted);
        assert_eq!((message.event_type, message.data), (1, hex!("59 fd fc")));
        assert_eq!(message.to_bytes(), bytes);
        let entry = hex!("0000 02 00000000 4100 04 01 30 81 59 fd fc");
        assert_eq!(message.entry(2, 0x41), entry);
    }

    /// What IPMItool 1.8.19 sends for a sensor with hysteresis 3 up and 4 down.
    #[test]
    fn crossings_as_captured() {
        let cases = [
            (T::LowerNonRecoverable, false, 0, hex!("540000")),
            (T::LowerNonRecoverable, true, 0, hex!("550300")),
            (T::LowerCritical, false, 1, hex!("520001")),
            (T::LowerCritical, true, 1, hex!("530401")),
            (T::LowerNonCritical, false, 5, hex!("500105")),
            (T::LowerNonCritical, true, 5, hex!("510805")),
            (T::UpperNonCritical, false, 0x55, hex!("575855")),
            (T::UpperNonCritical, true, 0x55, hex!("565155")),
            (T::UpperCritical, false, 0xfe, hex!("59fffe")),
            (T::UpperCritical, true, 0xfe, hex!("58fafe")),
            (T::UpperNonRecoverable, false, 0xff, hex!("5bffff")),
            (T::UpperNonRecoverable, true, 0xff, hex!("5afbff")),
        ];
        for (which, deasserted, threshold, data) in cases {
            assert_eq!(threshold_data(which, deasserted, Some(threshold), (3, 4)), data);
        }
        assert_eq!(threshold_data(T::LowerNonCritical, false, Some(5), (0, 0)), hex!("500405"));
        assert_eq!(threshold_data(T::UpperCritical, false, None, (3, 4)), hex!("09ffff"));
    }
}
