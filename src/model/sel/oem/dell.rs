//! Dell: which module, slot or processor an event is about.
use super::{Fields, MEMORY};

/// The words for an event, where its event data are the maker's.
pub(super) fn describe(event: Fields) -> Option<String> {
    let [data1, data2, data3] = event.data;
    let ours = data1 & 0xc0 == 0x80 || data1 & 0x30 == 0x20;
    if !ours || !event.is_defined() {
        return None;
    }
    let text = match (event.sensor_type, event.offset()) {
        (PROCESSOR, offset) if data1 & 0xc0 == 0x80 => processor(offset, data2, data3),
        (MEMORY, offset) => module(memory(offset), event.data),
        (EVENT_LOGGING, offset) => module(if offset == 0 { LOG_DISABLED } else { "" }, event.data),
        (CRITICAL_INTERRUPT | NON_FATAL_BUS, 2) => "IO channel Check NMI".into(),
        (CRITICAL_INTERRUPT, offset) => slot(interrupt(offset), data2, data3),
        (NON_FATAL_BUS, 0) => slot("PCIe Error |", data2, data3),
        (FATAL_BUS, _) => slot("I/O Error |", data2, data3),
        (FIRMWARE, 0x0f) if data1 & DATA2 != 0 => post_code(data2).into(),
        (CRITICAL_STOP, 0) if data1 & BOTH == BOTH => trusted_boot(data3).into(),
        (VERSION, 2) if data1 & BOTH == BOTH => version(data2, data3).into(),
        _ => String::new(),
    };
    Some(text)
}

/// Event data 2 has a bit for each processor; the lowest counts. Without one it is said what went
/// wrong.
fn processor(offset: u8, processors: u8, apic: u8) -> String {
    match (offset, processors) {
        (0, 0) => "CPU Internal Err | ".into(),
        (6, 0) => "CPU Protocol Err | ".into(),
        (_, 0) => String::new(),
        _ => format!("CPU {} | APIC ID {apic} ", processors.trailing_zeros() + 1),
    }
}

const fn memory(offset: u8) -> &'static str {
    match offset {
        0 => "Correctable ECC | ",
        1 => "UnCorrectable ECC | ",
        _ => "",
    }
}

/// Event data 2 has a card, or how many modules a processor has, and which eight of them event
/// data 3 has bits for.
fn module(head: &str, [data1, data2, data3]: [u8; 3]) -> String {
    let mut text = head.to_owned();
    let (layout, group) = (data2 >> 4, data2 & 0x0f);
    if data1 & DATA2 != 0 && layout < 8 {
        text.push_str("Card ");
        text.push(char::from(b'A' + layout));
    }
    if data1 & DATA3 != 0 && data3 != 0 {
        let told = data1 & DATA2 != 0 && group != NO_GROUP;
        let first = if told { group * 8 } else { 0 };
        let bits = (0..8).filter(|bit| data3 >> bit & 1 == 1);
        let names: Vec<_> = bits.map(|bit| name(layout, first + bit)).collect();
        text.push(' ');
        text.push_str(&names.join(", "));
    }
    text
}

/// The name of a module by its number from 0: a letter for the processor where it is known how
/// many modules each has. IPMItool goes on behind Z.
fn name(layout: u8, number: u8) -> String {
    let each = match layout {
        0x8 => 4,
        0x9 => 6,
        0xa => 8,
        0xb => 9,
        0xc => 12,
        0xd => 24,
        0xe => 3,
        _ => return format!("DIMM{}", number + 1),
    };
    format!("DIMM{}{}", char::from(b'A' + number / each), number % each + 1)
}

const fn interrupt(offset: u8) -> &'static str {
    match offset {
        0 => "PCIe Error |",
        1 => "I/O Error |",
        4 => "PCI PERR |",
        5 => "PCI SERR |",
        _ => " ",
    }
}

/// Event data 3 has a slot, or the bus of the device and function in event data 2.
fn slot(head: &str, function: u8, bus: u8) -> String {
    let number = bus & 0x7f;
    if bus & 0x80 != 0 {
        return format!("{head}Slot {number}");
    }
    format!("{head}PCI bus:{number:02x} device:{:02x} function:{:x}", function >> 3, function & 7)
}

const fn trusted_boot(data3: u8) -> &'static str {
    match data3 {
        0x01 => "BIOS TXT Error",
        0x02 => "Processor/FIT TXT",
        0x03 => "BIOS ACM TXT Error",
        0x04 => "SINIT ACM TXT Error",
        0xff => "Unrecognized TT Error12",
        _ => "",
    }
}

const fn version(data2: u8, data3: u8) -> &'static str {
    match (data2, data3) {
        (0x02, 0x00) => "between BMC/iDRAC Firmware and other hardware",
        (0x02, 0x01) => "between BMC/iDRAC Firmware and CPU",
        _ => "",
    }
}

/// What went wrong before the system could show it.
const fn post_code(data2: u8) -> &'static str {
    match data2 {
        0x80 => "No memory is detected.",
        0x81 => "Memory is detected but is not configurable.",
        0x82 => "Memory is configured but not usable.",
        0x83 => "System BIOS shadow failed.",
        0x84 => "CMOS failed.",
        0x85 => "DMA controller failed.",
        0x86 => "Interrupt controller failed.",
        0x87 => "Timer refresh failed.",
        0x88 => "Programmable interval timer error.",
        0x89 => "Parity error.",
        0x8a => "SIO failed.",
        0x8b => "Keyboard controller failed.",
        0x8c => "System management interrupt initialization failed.",
        0x8d => "TXT-SX Error.",
        0xc0 => "Shutdown test failed.",
        0xc1 => "BIOS POST memory test failed.",
        0xc2 => "RAC configuration failed.",
        0xc3 => "CPU configuration failed.",
        0xc4 => "Incorrect memory configuration.",
        0xfe => "General failure after video.",
        _ => "",
    }
}

const LOG_DISABLED: &str = "Corr Memory Log Disabled | ";

/// Upper bit of what event data 1 says of event data 2: a maker's code, or more of the event.
const DATA2: u8 = 0x80;
/// The same of event data 3.
const DATA3: u8 = 0x20;
const BOTH: u8 = DATA2 | DATA3;
/// Event data 2 names no group of modules.
const NO_GROUP: u8 = 0x0f;

// Sensor types (IPMI v2.0 table 42-3).
const PROCESSOR: u8 = 0x07;
const FIRMWARE: u8 = 0x0f;
const EVENT_LOGGING: u8 = 0x10;
const CRITICAL_INTERRUPT: u8 = 0x13;
const CRITICAL_STOP: u8 = 0x20;
const VERSION: u8 = 0x2b;
// Dell's own.
const NON_FATAL_BUS: u8 = 0xc2;
const FATAL_BUS: u8 = 0xc3;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sensor_type: u8, data: [u8; 3]) -> Option<String> {
        describe(Fields { id: 1, sensor_type, event_type: 0x6f, data })
    }

    #[test]
    fn a_module_has_a_card_or_a_processor() {
        let words = |data| words(MEMORY, data).unwrap();
        assert_eq!(words([0xa0, 0x81, 0x12]), "Correctable ECC |  DIMMC2, DIMMD1");
        assert_eq!(words([0xa2, 0x03, 0x81]), "Card A DIMM25, DIMM32");
        assert_eq!(words([0x22, 0xff, 0x01]), " DIMM1");
        assert_eq!(words([0x81, 0x13, 0xff]), "UnCorrectable ECC | Card B");
    }

    #[test]
    fn only_the_makers_event_data_have_words() {
        assert_eq!(words(MEMORY, [0x00, 0x81, 0x12]), None);
        assert_eq!(words(MEMORY, [0x50, 0x81, 0x12]), None);
        assert_eq!(words(MEMORY, [0xaf, 0x81, 0x12]), None);
        assert_eq!(words(0x05, [0xa0, 0, 0]), Some(String::new()));
    }
}
