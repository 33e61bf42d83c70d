//! `[[fru.record]]`: multirecords (FRU storage definition v1.0 §16 to §18).
use serde::Deserialize;

use super::fru::checksum;
use super::records::patch;
use super::value::Hex;

/// One record: exactly one of the keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MultiText {
    power_supply: Option<PowerSupply>,
    dc_output: Option<DcOutput>,
    dc_load: Option<DcLoad>,
    management: Option<Management>,
    compatibility: Option<Compatibility>,
    picmg: Option<Picmg>,
    other: Option<Other>,
    damage: Damage,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Damage {
    record_checksum: bool,
    header_checksum: bool,
    length: Option<u8>,
    /// No record says that it is the last.
    no_end: bool,
    version: Option<u8>,
    patch: Vec<(usize, u8)>,
}

/// Power supply information (§18.1).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PowerSupply {
    watts: u16,
    peak_va: u16,
    inrush_amps: u8,
    inrush_ms: u8,
    /// Lowest and highest input voltage, in 10 mV.
    input1: (u16, u16),
    input2: (u16, u16),
    hertz: (u8, u8),
    dropout_ms: u8,
    flags: u8,
    peak_watts: u16,
    hold_up: u8,
    combined: (u8, u8),
    combined_watts: u16,
    rps: u8,
}

/// DC output (§18.2), voltages in 10 mV, ripple in mV, currents in mA.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DcOutput {
    number: u8,
    standby: bool,
    nominal: i16,
    lowest: i16,
    highest: i16,
    ripple: u16,
    current: (u16, u16),
}

/// DC load (§18.3), in the same units.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DcLoad {
    number: u8,
    nominal: i16,
    lowest: i16,
    highest: i16,
    ripple: u16,
    current: (u16, u16),
}

/// Management access (§18.4).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Management {
    subtype: u8,
    text: String,
    hex: Hex,
}

/// Base or extended compatibility (§18.5, §18.6).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Compatibility {
    extended: bool,
    manufacturer: u32,
    entity: u8,
    base: u8,
    start: u8,
    masks: Hex,
}

/// A record of PICMG.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Picmg {
    id: u8,
    version: u8,
    data: Hex,
}

/// A record of any type.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Other {
    #[serde(rename = "type")]
    kind: u8,
    data: Hex,
}

/// The area; `None` without records.
pub(super) fn multirecords(records: Vec<MultiText>) -> Result<Option<Vec<u8>>, String> {
    let count = records.len();
    let mut out = Vec::new();
    for (at, record) in records.into_iter().enumerate() {
        out.extend(record.bytes(at + 1 == count)?);
    }
    Ok((count > 0).then_some(out))
}

impl MultiText {
    /// Puts the name of another system, and its unique ID, in place of those that are there
    /// (§18.4).
    pub(super) fn rename(&mut self, name: &str, guid: [u8; 16]) {
        let Some(management) = &mut self.management else { return };
        match management.subtype {
            SYSTEM_NAME => (management.text, management.hex) = (name.to_owned(), Hex::default()),
            SYSTEM_ID => {
                (management.text, management.hex) = (String::new(), Hex(guid.to_vec()));
            }
            _ => {}
        }
    }

    fn bytes(self, last: bool) -> Result<Vec<u8>, String> {
        let mut bodies: Vec<(u8, Vec<u8>)> = Vec::new();
        bodies.extend(self.power_supply.map(|it| (0x00, it.body())));
        bodies.extend(self.dc_output.map(|it| (0x01, it.body())));
        bodies.extend(self.dc_load.map(|it| (0x02, it.body())));
        bodies.extend(self.management.map(|it| (0x03, it.body())));
        let compatibility = self.compatibility;
        bodies.extend(compatibility.map(|it| (if it.extended { 0x05 } else { 0x04 }, it.body())));
        bodies.extend(self.picmg.map(|it| (0xc0, it.body())));
        bodies.extend(self.other.map(|it| (it.kind, it.data.0)));
        let (count, damage) = (bodies.len(), self.damage);
        let (Some((kind, body)), true) = (bodies.pop(), count == 1) else {
            return Err(format!("record: expected one kind, found {count}"));
        };
        let len = u8::try_from(body.len()).map_err(|_| "record: more than 255 bytes")?;
        let end = u8::from(last && !damage.no_end) << 7;
        let wrong = |check: u8, on: bool| if on { check.wrapping_add(1) } else { check };
        let check = wrong(checksum(&body), damage.record_checksum);
        let length = damage.length.unwrap_or(len);
        let mut out = vec![kind, end | damage.version.unwrap_or(2), length, check];
        out.push(wrong(checksum(&out), damage.header_checksum));
        out.extend(body);
        patch(&mut out, &damage.patch);
        Ok(out)
    }
}

impl PowerSupply {
    fn body(self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.watts.to_le_bytes());
        out.extend(self.peak_va.to_le_bytes());
        out.extend([self.inrush_amps, self.inrush_ms]);
        for voltage in [self.input1.0, self.input1.1, self.input2.0, self.input2.1] {
            out.extend(voltage.to_le_bytes());
        }
        out.extend([self.hertz.0, self.hertz.1, self.dropout_ms, self.flags]);
        out.extend((self.peak_watts & 0x0fff | u16::from(self.hold_up) << 12).to_le_bytes());
        out.push(self.combined.0 << 4 | self.combined.1 & 0x0f);
        out.extend(self.combined_watts.to_le_bytes());
        out.push(self.rps);
        out
    }
}

/// Voltages, ripple and currents of outputs and loads.
fn electric(first: u8, volts: [i16; 3], ripple: u16, current: (u16, u16)) -> Vec<u8> {
    let mut out = vec![first];
    out.extend(volts.iter().flat_map(|volts| volts.to_le_bytes()));
    out.extend([ripple, current.0, current.1].iter().flat_map(|value| value.to_le_bytes()));
    out
}

impl DcOutput {
    fn body(self) -> Vec<u8> {
        let first = u8::from(self.standby) << 7 | self.number & 0x0f;
        let volts = [self.nominal, self.lowest, self.highest];
        electric(first, volts, self.ripple, self.current)
    }
}

impl DcLoad {
    fn body(self) -> Vec<u8> {
        let volts = [self.nominal, self.lowest, self.highest];
        electric(self.number & 0x0f, volts, self.ripple, self.current)
    }
}

impl Management {
    fn body(self) -> Vec<u8> {
        let mut out = vec![self.subtype];
        out.extend(self.text.bytes());
        out.extend(self.hex.0);
        out
    }
}

impl Compatibility {
    fn body(self) -> Vec<u8> {
        let [m0, m1, m2, _] = self.manufacturer.to_le_bytes();
        let mut out = vec![m0, m1, m2, self.entity, self.base, self.start];
        out.extend(self.masks.0);
        out
    }
}

impl Picmg {
    fn body(self) -> Vec<u8> {
        let mut out = vec![0x5a, 0x31, 0x00, self.id, self.version];
        out.extend(self.data.0);
        out
    }
}

const SYSTEM_NAME: u8 = 2;
const SYSTEM_ID: u8 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_have_both_checksums() {
        let text = "dc_output = { number = 1, nominal = 1200, lowest = 1140, highest = 1260, \
                    ripple = 120, current = [0, 40000] }";
        let record: MultiText = toml::from_str(text).unwrap();
        let bytes = multirecords(vec![record]).unwrap().unwrap();
        assert_eq!(bytes[..3], [0x01, 0x82, 13]);
        assert_eq!(checksum(&bytes[..5]), 0);
        assert_eq!(checksum(&[&bytes[3..4], &bytes[5..]].concat()), 0);
        assert_eq!(bytes[5..8], [0x01, 0xb0, 0x04]);
        assert_eq!(bytes[14..18], [0x00, 0x00, 0x40, 0x9c]);
    }
}
