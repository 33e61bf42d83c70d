//! Any bytes as an inventory: header, areas, multirecords.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::fru::Header;
use ripmitool::model::fru::area::Area;
use ripmitool::model::fru::info::{Board, Chassis, Product};
use ripmitool::model::fru::multirecord::Record;

fn check(area: &Area, bytes: &[u8]) {
    let mut len = 2 + area.fixed.len();
    for field in area.fields.iter().chain(&area.custom) {
        len += 1 + field.bytes.len();
        assert!(field.text().len() <= field.bytes.len() * 2 + 4);
        let _ = field.unicode(1);
    }
    assert!(len <= bytes.len().max(2) && len <= area.len.max(2));
}

fuzz_target!(|bytes: &[u8]| {
    let header = Header::parse(bytes);
    let areas = header.areas;
    let at = |offset: Option<usize>| bytes.get(offset?..);
    if let Some(bytes) = at(areas.chassis) {
        check(&Chassis::parse(bytes).0, bytes);
    }
    if let Some(bytes) = at(areas.board) {
        let board = Board::parse(bytes);
        assert!(board.made_at().is_none_or(|at| at > 0));
        check(&board.0, bytes);
    }
    if let Some(bytes) = at(areas.product) {
        check(&Product::parse(bytes).0, bytes);
    }
    let mut rest = at(areas.records).unwrap_or_default();
    while let Some(record) = Record::parse(rest) {
        assert!(record.data.len() <= usize::from(record.len));
        let _ = record.content();
        rest = &rest[Record::HEADER + record.data.len()..];
    }
});
