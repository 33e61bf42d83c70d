//! Any bytes as cipher suite records.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::crypto::records::parse;

fuzz_target!(|bytes: &[u8]| {
    let records = parse(bytes);
    assert!(records.len() <= bytes.len() / 2);
    let numbers = records
        .iter()
        .map(|r| 2 + r.authentication.len() + r.integrity.len() + r.confidentiality.len());
    assert!(numbers.sum::<usize>() <= bytes.len());
});
