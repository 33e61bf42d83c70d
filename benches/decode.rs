//! Decodes and writes sensor data records and log entries: `sdr` or `sel`, and how many.
//!
//! Without words it does the usual numbers of both and tells how long that took. Exact figures are
//! those of `benches/count`, which counts instructions.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark ends when it cannot go on"
)]
use std::time::Instant;

use ripmitool::cli::{sdr, sel};
use ripmitool::mock::model::Model;
use ripmitool::transport::Response;
use ripmitool::wire::completion::CompletionCode;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.as_slice() {
        [what, count] => println!("{} bytes", run(what, count.parse().unwrap())),
        _ => {
            for (what, count) in [("sdr", 1000), ("sel", 10_000)] {
                let start = Instant::now();
                let bytes = run(what, count);
                println!("{what}: {count} to {bytes} bytes in {:?}", start.elapsed());
            }
        }
    }
}

/// Writes so many lines, and gives their length.
fn run(what: &str, count: usize) -> usize {
    let model = Model::standard();
    let mut out = Vec::new();
    if what == "sel" {
        let entries = model.entries.iter().map(|(_, entry)| entry).cycle().take(count);
        // One each minute of 2026.
        for (entry, at) in entries.zip((1_767_225_600_u32..).step_by(60)) {
            let mut entry = entry.clone();
            entry.splice(3..7, at.to_le_bytes());
            sel::write_line(&mut out, &entry, false).unwrap();
        }
    } else {
        let records = model.records.iter().cycle().take(count);
        for (record, raw) in records.zip((0..=u8::MAX).cycle()) {
            let answer = Response { code: CompletionCode::OK, data: vec![raw, 0xc0, 0x00, 0x80] };
            sdr::write_line(&mut out, &record.bytes, answer, true).unwrap();
        }
    }
    out.len()
}
