//! Records of PICMG (PICMG 3.0, AMC.0) in IPMItool's words. A record that is cut short is shown
//! as far as it goes.
use std::io::{self, Write};

use super::json::hex;
use crate::wire::{self, buf::Reader};

/// Writes a record, from behind the maker's number.
pub(super) fn text(w: &mut dyn Write, data: &[u8]) -> io::Result<()> {
    writeln!(w, "  PICMG Extension Record")?;
    let mut r = Reader::new(data);
    match record(w, &mut r) {
        Ok(()) | Err(Stop::Short) => Ok(()),
        Err(Stop::Output(error)) => Err(error),
    }
}

/// Why a record is not shown to its end.
enum Stop {
    Short,
    Output(io::Error),
}

impl From<wire::Error> for Stop {
    fn from(_: wire::Error) -> Self {
        Self::Short
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

type Shown = Result<(), Stop>;

fn record(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    let id = r.u8("record ID")?;
    let show = match id {
        0x04 => backplane,
        0x10 => address_table,
        0x11 => power_distribution,
        0x12 => shelf_activation,
        0x13 => shelf_manager_ip,
        0x14 => board_links,
        0x16 => module_current,
        0x17 => module_activation,
        0x18 => carrier_links,
        0x19 => module_links,
        0x1a => carrier_info,
        0x2c => carrier_clocks,
        0x2d => clock_configuration,
        MICRO_TCA_FIRST..=MICRO_TCA_LAST => {
            writeln!(w, "    Not implemented yet. uTCA specific record found!!")?;
            writeln!(w, "     - Record ID: {id:#04x}")?;
            return Ok(());
        }
        _ => return Ok(writeln!(w, "    Unknown OEM Extension Record ID: {id:x}")?),
    };
    r.u8("version")?;
    show(w, r)
}

/// Backplane point-to-point connectivity.
fn backplane(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_BACKPLANE_P2P")?;
    while let Ok([kind, slot, count]) = r.array("slot") {
        let name = match kind {
            0x00 | 0x07 => "PICMG 2.9".to_owned(),
            0x08 => "Single Port Fabric IF".to_owned(),
            0x09 => "Double Port Fabric IF".to_owned(),
            0x0a => "Full Channel Fabric IF".to_owned(),
            0x0b => "Base IF".to_owned(),
            0x0c => "Update Channel IF".to_owned(),
            _ => format!("Unknown IF ({kind:#x})"),
        };
        writeln!(w, "\n    Channel Type:  {name}")?;
        writeln!(w, "    Slot Addr.   : {slot:02x}")?;
        writeln!(w, "    Channel Count: {count}")?;
        for _ in 0..count {
            let bits = r.u24("channel")?;
            let (slot, remote, local) = (bits & 0xff, bits >> 8 & 0x1f, bits >> 13 & 0x1f);
            writeln!(w, "       Chn: {local:02x}  ->  Chn: {remote:02x} in Slot: {slot:02x}")?;
        }
    }
    Ok(())
}

fn address_table(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_ADDRESS_TABLE")?;
    writeln!(w, "      Type/Len:  {:#04x}", r.u8("type and length")?)?;
    let address: [u8; 20] = r.array("shelf address")?;
    write!(w, "      Shelf Addr: ")?;
    address.iter().try_for_each(|byte| write!(w, "{byte:#04x} "))?;
    writeln!(w)?;
    let count = r.u8("entries")?;
    writeln!(w, "      Addr Table Entries: {count:#04x}")?;
    for _ in 0..count {
        let [hardware, number, kind] = r.array("entry")?;
        let name = SITES.get(usize::from(kind)).copied().unwrap_or("Reserved");
        let double = u16::from(hardware) * 2;
        write!(w, "        HWAddr: {hardware:#04x} ({double:#04x}) SiteNum: {number} ")?;
        writeln!(w, "SiteType: {kind:#04x} {name}")?;
    }
    Ok(())
}

fn power_distribution(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_SHELF_POWER_DIST")?;
    let feeds = r.u8("feeds")?;
    writeln!(w, "      Number of Power Feeds:   {feeds:#04x}")?;
    for feed in 0..feeds {
        writeln!(w, "    Feed {feed}:")?;
        for label in ["External", "Internal"] {
            write!(w, "      Max {label} Current:   ")?;
            match r.u16("current")? {
                u16::MAX => writeln!(w, "Not Specified")?,
                current => {
                    let amps = f64::from(current) / 10.0;
                    writeln!(w, "{amps:.1} Amps ({current:#06x})")?;
                }
            }
        }
        write!(w, "      Min Expected Voltage:   ")?;
        match r.u8("voltage")? {
            volts @ 0x48..=0x90 => writeln!(w, "-{:.1}V", f64::from(volts) / 2.0)?,
            other => writeln!(w, "-36V (actual invalid value {other:#x})")?,
        }
        for _ in 0..r.u8("FRUs")? {
            let [hardware, id] = r.array("FRU")?;
            let double = u16::from(hardware) * 2;
            write!(w, "        FRU HW Addr: {hardware:#04x} ({double:#04x})")?;
            writeln!(w, "   FRU ID: {id:#04x}")?;
        }
    }
    Ok(())
}

fn shelf_activation(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_SHELF_ACTIVATION")?;
    writeln!(w, "      Allowance for FRU Act Readiness:   {:#04x}", r.u8("allowance")?)?;
    let count = r.u8("descriptors")?;
    writeln!(w, "      FRU activation and Power Desc Cnt: {count:#04x}")?;
    for _ in 0..count {
        let [hardware, id] = r.array("FRU")?;
        let power = r.u16("power")?;
        let config = r.u8("configuration")?;
        write!(w, "         HW Addr: {hardware:#04x}          FRU ID: {id:#04x}")?;
        writeln!(w, "          Max FRU Power: {power:#06x}          Config: {config:#04x} ")?;
    }
    Ok(())
}

fn shelf_manager_ip(w: &mut dyn Write, _r: &mut Reader<'_>) -> Shown {
    Ok(writeln!(w, "    FRU_PICMG_SHMC_IP_CONN")?)
}

/// Board point-to-point connectivity.
fn board_links(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_BOARD_P2P")?;
    let count = r.u8("GUIDs")?;
    writeln!(w, "      GUID count: {count:2}")?;
    for at in 0..count {
        let guid: [u8; 16] = r.array("GUID")?;
        writeln!(w, "        GUID [{at:2}]: 0x{}", hex(&guid))?;
    }
    writeln!(w)?;
    while let Ok(link) = r.u32("link") {
        board_link(w, link)?;
    }
    Ok(())
}

fn board_link(w: &mut dyn Write, link: u32) -> io::Result<()> {
    let [_, _, _, group] = link.to_le_bytes();
    let [kind, ..] = (link >> 12).to_le_bytes();
    let [extension, ..] = (link >> 20 & 0x0f).to_le_bytes();
    let [designator_low, designator_high, ..] = (link & 0x0fff).to_le_bytes();
    writeln!(w, "      Link Grouping ID:     {group:#04x}")?;
    let name = extension_name(kind, extension);
    writeln!(w, "      Link Type Extension:  {extension:#04x} - {name}")?;
    writeln!(w, "      Link Type:            {kind:#04x} - {}", link_name(kind))?;
    writeln!(w, "      Link Designator: ")?;
    writeln!(w, "        Port Flag:            {designator_high:#04x}")?;
    let interface = designator_low >> 6;
    let name = match interface {
        0 => "Base Interface",
        1 => "Fabric Interface",
        2 => "Update Channel",
        _ => "Reserved",
    };
    writeln!(w, "        Interface:            {interface:#04x} - {name}")?;
    writeln!(w, "        Channel Number:       {:#04x}\n", designator_low & 0x3f)
}

fn link_name(kind: u8) -> &'static str {
    match kind {
        0x01 => "PICMG 3.0 Base Interface 10/100/1000",
        0x02 => {
            "PICMG 3.1 Ethernet Fabric Interface\n                                   Base signaling Link Class"
        }
        0x03 => "PICMG 3.2 Infiniband Fabric Interface",
        0x04 => "PICMG 3.3 Star Fabric Interface",
        0x05 => "PICMG 3.4 PCI Express Fabric Interface",
        0xf0..=0xfe => "OEM GUID Definition",
        _ => "Reserved",
    }
}

fn extension_name(kind: u8, extension: u8) -> &'static str {
    match (kind, extension) {
        (0x01, 0) => "10/100/1000BASE-T Link (four-pair)",
        (0x01, 1) => "ShMC Cross-connect (two-pair)",
        (0x02, 0) => "1000Base-BX",
        (0x02, 1) => "10GBase-BX4 [XAUI]",
        (0x02, 2) => "FC-PI",
        (0x02, 3) => "1000Base-KX",
        (0x02, 4) => "10GBase-KX4",
        _ => "Unknown",
    }
}

fn module_current(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_AMC_CURRENT")?;
    let amps = f64::from(r.u8("current")?) / 10.0;
    writeln!(w, "      Current draw(@12V): {amps:.2} A [ {:.2} Watt ]\n", amps * 12.0)?;
    Ok(())
}

fn module_activation(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_AMC_ACTIVATION")?;
    let amps = f64::from(r.u16("current")?) / 10.0;
    let watts = amps * 12.0;
    writeln!(w, "      Maximum Internal Current(@12V): {amps:.2} A [ {watts:.2} Watt ]")?;
    writeln!(w, "      Module Activation Readiness:    {} sec.", r.u8("readiness")?)?;
    let count = r.u8("descriptors")?;
    writeln!(w, "      Descriptor Count: {count}\n")?;
    for _ in 0..count {
        let [address, current, _] = r.array("descriptor")?;
        writeln!(w, "        IPMB-Address:         {address:#04x}")?;
        writeln!(w, "        Max. Module Current:  {:.2} A\n", f64::from(current) / 10.0)?;
    }
    Ok(())
}

/// Carrier point-to-point connectivity.
fn carrier_links(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_CARRIER_P2P")?;
    while let Ok([resource, count]) = r.array("resource") {
        let kind = if resource & 0x80 != 0 { "AMC" } else { "Local" };
        writeln!(w, "\n      Resource ID:      {}  Type: {kind}", resource & 0x07)?;
        writeln!(w, "      Descriptor Count: {count}")?;
        for _ in 0..count {
            let bits = r.u24("link")?;
            let (local, remote) = (bits >> 13 & 0x1f, bits >> 8 & 0x1f);
            let kind = if bits & 0x80 != 0 { "AMC  " } else { "local" };
            write!(w, "        Port: {local:02}\t->  Remote Port: {remote:02}\t")?;
            writeln!(w, "[ {kind} ID: {:02} ]", bits & 0x0f)?;
        }
    }
    Ok(())
}

/// Module point-to-point connectivity, of which only the number of GUIDs.
fn module_links(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_AMC_P2P")?;
    Ok(writeln!(w, "      GUID count: {:2}", r.u8("GUIDs")?)?)
}

fn carrier_info(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_CARRIER_INFO")?;
    let [version, count] = r.array("version")?;
    let (major, minor) = (version & 0x0f, version >> 4);
    writeln!(w, "      AMC.0 extension version: R{major}.{minor}")?;
    writeln!(w, "      Carrier Sie Number Cnt: {count}")?;
    for _ in 0..count {
        writeln!(w, "       Site ID: {} ", r.u8("site")?)?;
    }
    Ok(writeln!(w)?)
}

/// Carrier clock point-to-point connectivity.
fn carrier_clocks(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_CLK_CARRIER_P2P")?;
    for _ in 0..r.u8("descriptors").unwrap_or(0) {
        let [resource, count] = r.array("resource")?;
        let kind = match resource >> 6 {
            0 => "On-Carrier-Device",
            1 => "AMC slot",
            2 => "Backplane",
            _ => "reserved",
        };
        writeln!(w, "\n      Clock Resource ID: {resource:#04x}  Type: {kind}")?;
        writeln!(w, "      Channel Count: {count:#04x}")?;
        for _ in 0..count {
            let [clock, remote, resource] = r.array("channel")?;
            let kind = match resource >> 6 {
                0 => "[ Carrier-Dev",
                1 => "[ AMC slot   ",
                2 => "[ Backplane  ",
                _ => "reserved         ",
            };
            write!(w, "        CLK-ID: {clock:#04x}    -> remote CLKID: {remote:#04x}   ")?;
            writeln!(w, "{kind} {:#04x} ]", resource & 0x0f)?;
        }
    }
    Ok(writeln!(w)?)
}

fn clock_configuration(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    writeln!(w, "    FRU_PICMG_CLK_CONFIG")?;
    let [resource, count] = r.array("resource")?;
    writeln!(w, "\n      Clock Resource ID: {resource:#04x}")?;
    writeln!(w, "      Descr. Count:      {count:#04x}")?;
    for _ in 0..count {
        let [clock, control, indirect, direct] = r.array("clock")?;
        let by = if control & 0x01 != 0 { " Application" } else { "Carrier IPMC" };
        writeln!(w, "        CLK-ID: {clock:#04x}  -  CTRL {control:#04x} [ {by} ]")?;
        writeln!(w, "         Cnt: Indirect {indirect:#04x}  /  Direct {direct:#04x}")?;
        for _ in 0..indirect {
            let [feature, of] = r.array("indirect descriptor")?;
            let role = if feature & 0x01 != 0 { "  Source" } else { "Receiver" };
            write!(w, "          Feature: {feature:#04x} [{role}] - ")?;
            writeln!(w, "          Dep. CLK-ID: {of:#04x}")?;
        }
        for _ in 0..direct {
            direct_clock(w, r)?;
        }
        writeln!(w)?;
    }
    Ok(writeln!(w)?)
}

fn direct_clock(w: &mut dyn Write, r: &mut Reader<'_>) -> Shown {
    let [feature, family, accuracy] = r.array("direct descriptor")?;
    let (frequency, least, most) = (r.u32("frequency")?, r.u32("minimum")?, r.u32("maximum")?);
    let pll = u8::from(feature & 0xfe != 0);
    let role = if feature & 0x01 != 0 { "Source" } else { "Receiver" };
    writeln!(w, "          - Feature: {feature:#04x}  - PLL: {pll} / Asym: {role}")?;
    writeln!(w, "            Family:  {family:#04x}  - AccLVL: {accuracy:#04x}")?;
    writeln!(w, "            FRQ: {frequency:<9} - min: {least:<9} - max: {most:<9}")?;
    Ok(())
}

/// Records of `MicroTCA`, but for those of clocks.
const MICRO_TCA_FIRST: u8 = 0x20;
const MICRO_TCA_LAST: u8 = 0x2b;
/// Types of sites.
const SITES: &[&str] = &[
    "AdvancedTCA Board",
    "Power Entry",
    "Shelf FRU Information",
    "Dedicated ShMC",
    "Fan Tray",
    "Fan Filter Tray",
    "Alarm",
    "AdvancedMC Module",
    "PMC",
    "Rear Transition Module",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(data: &[u8]) -> String {
        let mut out = Vec::new();
        text(&mut out, data).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cut_records_end_where_their_bytes_end() {
        let whole = [0x11, 0, 1, 0x64, 0, 0x0a, 0, 0x48, 2, 0x41, 0, 0x42, 1];
        let all = shown(&whole);
        let lines: Vec<&str> = all.lines().collect();
        assert_eq!(lines.len(), 9);
        for len in 0..whole.len() {
            let cut = shown(&whole[..len]);
            let begun = cut.lines().all(|line| lines.iter().any(|whole| whole.starts_with(line)));
            assert!(begun && cut.len() < all.len(), "{len}: {cut}");
        }
    }

    #[test]
    fn any_bytes_are_shown() {
        for id in 0..=u8::MAX {
            for byte in [0x00, 0x01, 0x7f, 0xff] {
                for len in [0, 1, 2, 7, 60, 252] {
                    let data = [&[id][..], &vec![byte; len]].concat();
                    assert!(shown(&data).starts_with("  PICMG Extension Record\n"));
                }
            }
        }
    }
}
