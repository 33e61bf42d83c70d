//! Any bytes as a file: of sensor data records, IPMItool's and our own cache, and of events.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::record_file::Dump;
use ripmitool::model::sel::event_file;
use ripmitool::model::snapshot::Snapshot;

fuzz_target!(|bytes: &[u8]| {
    let dump = Dump::read(bytes);
    let again = Dump::write(dump.records.iter().map(Vec::as_slice));
    assert!(again.len() <= bytes.len());
    assert_eq!(Dump::read(&again).records, dump.records);
    // A checksum hides the rest of a cache file from chance: make one that is right.
    let snapshot = Snapshot {
        key: bytes.iter().take(40).copied().collect(),
        device: bytes.len() % 2 == 0,
        info: bytes.iter().take(14).copied().collect(),
        records: dump.records,
        ..Snapshot::default()
    };
    assert_eq!(Snapshot::read(&snapshot.write()), Some(snapshot.clone()));
    let _ = snapshot.is_fresh(bytes, u64::MAX);
    if let Some(read) = Snapshot::read(&Snapshot::seal(bytes)) {
        let _ = read.ids();
        assert_eq!(read.write(), Snapshot::seal(bytes));
    }
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    for event in event_file::read(bytes) {
        if let Err(bad) = event {
            assert!((1..=lines).contains(&bad.number) && !bad.lines().is_empty());
        }
    }
});
