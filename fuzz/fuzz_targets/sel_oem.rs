//! Any bytes as log entries of every maker, as a file of `-O`, and as a shelf manager's log.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::sel::oem::{self, Answer, DELL, QUANTA, SUPERMICRO, VIKING};
use ripmitool::model::sel::oem_file::OemTexts;
use ripmitool::model::sel::pps;

fuzz_target!(|bytes: &[u8]| {
    let (record, rest) = bytes.split_at(bytes.len().min(16));
    let id = rest.iter().fold(0, |id: u16, byte| id << 8 | u16::from(*byte));
    let answers = [
        Answer::QuantaPlatform(id as u8),
        Answer::SupermicroBoard(id),
        Answer::VikingText(rest.to_vec()),
    ];
    for maker in [DELL, QUANTA, VIKING, SUPERMICRO[0], 0] {
        let _ = oem::question(maker, record);
        for answer in &answers {
            if let Some(remark) = oem::remark(maker, record, Some(answer)) {
                remark.append(&mut String::new());
            }
        }
    }
    let texts = OemTexts::parse(rest);
    let mut line = Vec::new();
    texts.find(record).for_each(|text| text.append(false, &mut line));
    let _ = pps::parse(&String::from_utf8_lossy(bytes));
});
