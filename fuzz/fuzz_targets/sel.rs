//! Any bytes as an entry of the log, and all that is worked out from one.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::sel::{Record, event_file, oem};
use ripmitool::model::tables::events;

fuzz_target!(|bytes: &[u8]| {
    let record = Record::parse(bytes);
    // What lies behind an entry has no part in it, and what is missing is 0.
    assert_eq!(Record::parse(&record.bytes), record);
    assert!(bytes.iter().zip(&record.bytes).all(|(byte, own)| byte == own));
    for manufacturer in [0, 674, 7_244, 9_237, 10_876, 15_000, 47_488] {
        let _ = oem::describe(manufacturer, 0x0100, bytes);
    }
    if let Some(event) = record.event() {
        let [data1, data2, _] = event.data;
        let more = events::data2_extends(data1).then_some(data2);
        let _ = events::describe(event.event_type, event.sensor_type, event.offset(), more);
        assert!(event_file::line(event, b"remark").starts_with(b"0x"));
    }
});
