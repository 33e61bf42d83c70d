//! Any bytes as the presence detect data of a memory module.
#![no_main]
use libfuzzer_sys::fuzz_target;
use ripmitool::model::fru::spd::{Module, Spd};

fuzz_target!(|bytes: &[u8]| {
    let Some(spd) = Spd::parse(bytes) else {
        assert!(bytes.len() < Spd::LEAST);
        return;
    };
    let made = match spd.module {
        None => return,
        Some(Module::Old(old)) => {
            assert!(old.mebibytes().is_none_or(|size| size > 0));
            old.made
        }
        Some(Module::Ddr3(ddr3)) => {
            let _ = (ddr3.mebibytes(), ddr3.bank_bits(), ddr3.correction_bits(), ddr3.works_at());
            ddr3.made
        }
        Some(Module::Ddr4(ddr4)) => {
            let _ = (ddr4.mebibytes(), ddr4.bank_bits(), ddr4.group_bits(), ddr4.dies());
            ddr4.made
        }
    };
    assert!(made.part.len() <= 20 && made.bank < 0x80);
});
