//! Any bytes as a sensor data record, and all that is worked out from one.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::sdr::{Header, Record};

fuzz_target!(|bytes: &[u8]| {
    let Ok((header, record)) = Record::parse(bytes) else { return };
    // What lies behind the length in the header has no part in it.
    let end = bytes.len().min(Header::LEN + usize::from(header.len));
    assert_eq!(Record::parse(&bytes[..end]), Ok((header, record.clone())));
    if let Some(name) = record.name() {
        assert!(name.bytes.len() <= 31);
        assert!(name.decode().chars().count() <= 62);
    }
    if let Record::Sensor(sensor) = &record {
        assert!(!sensor.units.text().is_empty());
        let Some(conversion) = sensor.conversion() else { return };
        for raw in 0..=255 {
            let value = conversion.value(raw);
            let _ = conversion.factors.raw(value, conversion.format);
            let _ = conversion.span(raw);
        }
        let _ = conversion.tolerance();
    }
});
