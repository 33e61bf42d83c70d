//! Memory modules in IPMItool's words.
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::text::Text;
use crate::model::fru::spd::{Ddr3, Ddr4, Made, Module, Old, Spd};
use crate::model::tables::memory_makers;

/// Writes a module.
pub(super) fn text(w: &mut dyn Write, spd: &Spd, verbose: bool) -> io::Result<()> {
    line(w, "Memory Type", &known(kind_name(spd.kind), spd.kind))?;
    match &spd.module {
        None => return Ok(()),
        Some(Module::Old(old)) => old_text(w, old)?,
        Some(Module::Ddr3(ddr3)) => ddr3_text(w, ddr3)?,
        Some(Module::Ddr4(ddr4)) => ddr4_text(w, ddr4)?,
    }
    // As IPMItool does.
    if verbose { writeln!(w) } else { Ok(()) }
}

fn old_text(w: &mut dyn Write, old: &Old) -> io::Result<()> {
    if let Some(size) = old.mebibytes() {
        line(w, "Memory Size", &format!("{size} MB"))?;
    } else {
        let [rows, columns, ranks, banks] = old.geometry;
        writeln!(w, " Memory Size    INVALID: {rows}, {columns}, {ranks}, {banks}")?;
    }
    line(w, "Voltage Intf", &known(interface_name(old.voltage), old.voltage))?;
    line(w, "Error Detect/Cor", &known(correction_name(old.correction), old.correction))?;
    line(w, "Manufacturer", &maker(&old.made))?;
    let part = old.made.part.split(|byte| *byte == 0).next().unwrap_or_default();
    if !part.is_empty() {
        bytes(w, "Part Number", part)?;
    }
    serial(w, &old.made)
}

fn ddr3_text(w: &mut dyn Write, ddr3: &Ddr3) -> io::Result<()> {
    line(w, "SDRAM Capacity", &format!("{} MB", ddr3.megabits()))?;
    line(w, "Memory Banks", &banks(ddr3.bank_bits(), ddr3.density >> 4))?;
    line(w, "Primary Bus Width", &format!("{} bits", ddr3.bus_width()))?;
    line(w, "SDRAM Device Width", &format!("{} bits", ddr3.chip_width()))?;
    line(w, "Number of Ranks", &ddr3.ranks().to_string())?;
    line(w, "Memory size", &format!("{} MB", ddr3.mebibytes()))?;
    for (label, works) in
        ["1.5 V Nominal Op", "1.35 V Nominal Op", "1.2X V Nominal Op"].iter().zip(ddr3.works_at())
    {
        line(w, label, yes(works))?;
    }
    line(w, "Error Detect/Cor", &correction(ddr3.correction_bits(), ddr3.bus))?;
    line(w, "Manufacturer", &maker(&ddr3.made))?;
    let [year, week] = ddr3.made.date.map(digits);
    line(w, "Manufacture Date", &format!("year {year} week {week}"))?;
    serial(w, &ddr3.made)?;
    bytes(w, "Part Number", &ddr3.made.part)
}

fn ddr4_text(w: &mut dyn Write, ddr4: &Ddr4) -> io::Result<()> {
    let monolithic = ddr4.package & 0x80 == 0;
    let package = if monolithic { "Monolithic DRAM Device" } else { "Non-Monolithic Device" };
    line(w, "SDRAM Package Type", package)?;
    line(w, "Technology", &form_name(ddr4.form))?;
    line(w, "SDRAM Die Count", &ddr4.dies().to_string())?;
    line(w, "SDRAM Capacity", &format!("{} Mb", ddr4.megabits()))?;
    let groups = match ddr4.group_bits() {
        None => unknown(ddr4.density >> 6),
        Some(0) => "0 (no Bank Groups)".to_owned(),
        Some(bits) => format!("{bits} ({} Bank Groups)", 1 << bits),
    };
    line(w, "Memory Bank Group", &groups)?;
    line(w, "Memory Banks", &banks(ddr4.bank_bits(), ddr4.density >> 4 & 0x03))?;
    line(w, "Primary Bus Width", &format!("{} bits", ddr4.bus_width()))?;
    line(w, "SDRAM Device Width", &format!("{} bits", ddr4.chip_width()))?;
    line(w, "Logical Rank per DIMM", &ddr4.ranks().to_string())?;
    line(w, "Memory size", &format!("{} MB", ddr4.mebibytes()))?;
    let density = match (ddr4.density & 0x0f, ddr4.megabits()) {
        (code @ 8.., _) => unknown(code),
        (_, megabits @ 1024..) => format!("{} Gb", megabits / 1024),
        (_, megabits) => format!("{megabits} Mb"),
    };
    line(w, "Memory Density", &density)?;
    // The module works at a voltage, and stands it: two bits for each.
    for (label, bits) in
        [("1.2 V Nominal Op", 0x03), ("TBD1 V Nominal Op", 0x0c), ("TBD2 V Nominal Op", 0x30)]
    {
        line(w, label, yes(ddr4.voltages & bits == bits))?;
    }
    line(w, "Error Detect/Cor", &correction(ddr4.correction_bits(), ddr4.bus))?;
    line(w, "Manufacturer", &maker(&ddr4.made))?;
    let [year, week] = ddr4.made.date.map(decimal);
    line(w, "Manufacture Date", &format!("year {:4} week {week:2}", 2000 + year))?;
    serial(w, &ddr4.made)?;
    bytes(w, "Part Number", &ddr4.made.part)
}

fn line(w: &mut dyn Write, label: &str, value: &str) -> io::Result<()> {
    writeln!(w, " {label:<22}: {value}")
}

fn bytes(w: &mut dyn Write, label: &str, value: &[u8]) -> io::Result<()> {
    write!(w, " {label:<22}: ")?;
    w.write_all(value)?;
    writeln!(w)
}

fn serial(w: &mut dyn Write, made: &Made) -> io::Result<()> {
    line(w, "Serial Number", &super::json::hex(&made.serial))
}

fn banks(bits: Option<u8>, code: u8) -> String {
    bits.map_or_else(|| unknown(code), |bits| format!("{bits} ({} Banks)", 1_u32 << bits))
}

fn correction(bits: Option<u8>, bus: u8) -> String {
    bits.map_or_else(|| unknown(bus >> 3), |bits| format!("{bits} bits"))
}

fn maker(made: &Made) -> String {
    if made.bank >= memory_makers::BANKS {
        return "JEDEC JEP106 update required".to_owned();
    }
    known(memory_makers::name(made.bank, made.maker), made.maker)
}

fn known(name: Option<&'static str>, code: u8) -> String {
    name.map_or_else(|| unknown(code), str::to_owned)
}

fn unknown(code: u8) -> String {
    format!("Unknown (0x{code:02X})")
}

const fn yes(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

/// Two decimal digits; what is none comes out as the characters that follow the digits.
fn digits(bcd: u8) -> String {
    [bcd >> 4, bcd & 0x0f].map(|digit| char::from(b'0' + digit)).iter().collect()
}

fn decimal(bcd: u8) -> u32 {
    u32::from(bcd >> 4) * 10 + u32::from(bcd & 0x0f)
}

fn kind_name(kind: u8) -> Option<&'static str> {
    Some(match kind {
        0x01 => "STD FPM DRAM",
        0x02 => "EDO",
        0x04 => "SDRAM",
        0x05 => "ROM",
        0x06 => "DDR SGRAM",
        0x07 => "DDR SDRAM",
        0x08 => "DDR2 SDRAM",
        0x09 => "DDR2 SDRAM FB-DIMM",
        0x0a => "DDR2 SDRAM FB-DIMM Probe",
        0x0b => "DDR3 SDRAM",
        0x0c => "DDR4 SDRAM",
        _ => return None,
    })
}

fn interface_name(code: u8) -> Option<&'static str> {
    let names = ["5.0V TTL", "LVTTL", "HSTL 1.5V", "SSTL 3.3V", "SSTL 2.5V", "SSTL 1.8V"];
    names.get(usize::from(code)).copied()
}

fn correction_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0 => "None",
        1 => "Parity",
        2 => "ECC",
        4 => "Addr Cmd Parity",
        _ => return None,
    })
}

fn form_name(form: u8) -> String {
    let name = match form & 0x0f {
        0 => "Extended module type, see byte 15",
        1 => "RDIMM",
        2 => "UDIMM",
        3 => "SO-DIMM",
        4 => "LRDIMM",
        5 => "Mini-RDIMM",
        6 => "Mini-UDIMM",
        8 => "72b-SO-RDIMM",
        9 => "72b-SO-UDIMM",
        12 => "16b-SO-DIMM",
        13 => "32b-SO-DIMM",
        15 => "No base memory present",
        code => return format!("{code} - Reserved"),
    };
    name.to_owned()
}

/// The module for JSON.
pub(super) fn json(spd: &Spd) -> Value {
    let module = match &spd.module {
        None => Value::Null,
        Some(Module::Old(old)) => json!({
            "size_mib": old.mebibytes(),
            "voltage_interface": interface_name(old.voltage),
            "voltage_interface_code": old.voltage,
            "error_correction": correction_name(old.correction),
            "error_correction_code": old.correction,
            "made": made(&old.made, 0),
        }),
        Some(Module::Ddr3(ddr3)) => {
            let [usual, low, lower] = ddr3.works_at();
            json!({
                "size_mib": ddr3.mebibytes(),
                "chip_megabits": ddr3.megabits(),
                "chip_width_bits": ddr3.chip_width(),
                "bus_width_bits": ddr3.bus_width(),
                "error_correction_bits": ddr3.correction_bits(),
                "ranks": ddr3.ranks(),
                "banks": ddr3.bank_bits().map(|bits| 1_u32 << bits),
                "works_at_1v5": usual,
                "works_at_1v35": low,
                "works_at_1v25": lower,
                "made": made(&ddr3.made, 2000),
            })
        }
        Some(Module::Ddr4(ddr4)) => json!({
            "size_mib": ddr4.mebibytes(),
            "form": form_name(ddr4.form),
            "form_code": ddr4.form & 0x0f,
            "chip_megabits": ddr4.megabits(),
            "chip_width_bits": ddr4.chip_width(),
            "bus_width_bits": ddr4.bus_width(),
            "error_correction_bits": ddr4.correction_bits(),
            "ranks": ddr4.ranks(),
            "dies": ddr4.dies(),
            "banks_per_group": ddr4.bank_bits().map(|bits| 1_u32 << bits),
            "bank_groups": ddr4.group_bits().map(|bits| 1_u32 << bits),
            "works_at_1v2": ddr4.voltages & 0x01 != 0,
            "made": made(&ddr4.made, 2000),
        }),
    };
    json!({
        "memory_type": kind_name(spd.kind),
        "memory_type_code": spd.kind,
        "module": module,
    })
}

/// `century`: 0 where the date is in no known form.
fn made(made: &Made, century: u32) -> Value {
    let [year, week] = made.date;
    let dated = century > 0 && [year, week].iter().all(|bcd| is_bcd(*bcd)) && week > 0;
    let part = made.part.split(|byte| *byte == 0).next().unwrap_or_default();
    json!({
        "manufacturer": memory_makers::name(made.bank, made.maker),
        "manufacturer_bank": made.bank,
        "manufacturer_code": made.maker,
        "year": dated.then(|| century + decimal(year)),
        "week": dated.then(|| decimal(week)),
        "serial": super::json::hex(&made.serial),
        "part_number": Text(part.trim_ascii_end().to_vec()),
    })
}

const fn is_bcd(byte: u8) -> bool {
    byte >> 4 <= 9 && byte & 0x0f <= 9
}
