//! An inventory in JSON.
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::device::{Device, Label};
use super::records::output_name;
use super::spd;
use super::storage::{Content, Storage};
use crate::cli::maker;
use crate::cli::text::Text;
use crate::error::Error;
use crate::model::fru::area::Area;
use crate::model::fru::field::Field;
use crate::model::fru::info::{Board, Chassis, Product, chassis_name};
use crate::model::fru::multirecord::{self, Electric, PowerSupply, Record};

/// One inventory.
#[derive(Debug, Serialize)]
pub(super) struct Json {
    fru_id: u8,
    /// Slave address of the controller; null for the one that the session talks to.
    controller: Option<u8>,
    channel: u8,
    name: Option<Text>,
    present: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion_code: Option<u8>,
    /// Why nothing is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(flatten)]
    areas: Option<Areas>,
    /// Presence detect data of a memory module.
    #[serde(skip_serializing_if = "Option::is_none")]
    spd: Option<Value>,
}

/// What is in it; null for areas that are not there.
#[derive(Debug, Serialize)]
struct Areas {
    size_bytes: u16,
    word_access: bool,
    header_checksum_ok: bool,
    internal_use_offset_bytes: Option<usize>,
    chassis: Option<Value>,
    board: Option<Value>,
    product: Option<Value>,
    records: Vec<Value>,
    /// What is wrong with the places of areas.
    complaints: Vec<String>,
}

impl Json {
    pub(super) fn new(device: &Device) -> Self {
        let place = &device.place;
        let target = place.target;
        let mut json = Self {
            fru_id: place.id,
            controller: (!target.is_session()).then_some(target.address),
            channel: target.channel,
            name: match &place.label {
                Some(Label::Device(name) | Label::Controller(name)) => Some(name.clone()),
                Some(Label::Builtin) => Some(Text(b"Builtin FRU Device".to_vec())),
                None => None,
            },
            present: true,
            completion_code: None,
            reason: None,
            areas: None,
            spd: None,
        };
        match &device.content {
            Content::Areas(storage) => json.areas = Some(areas(storage)),
            Content::Spd(spd) => json.spd = Some(spd::json(spd)),
            Content::Absent(error) | Content::Unreadable(error) => {
                json.present = matches!(device.content, Content::Unreadable(_));
                json.completion_code = error.completion_code().map(|code| code.0);
                json.reason = Some(match error {
                    Error::Completion { code, .. } => code.to_string(),
                    other => other.to_string(),
                });
            }
            Content::Odd(line) => json.reason = Some(line.trim().to_owned()),
            Content::Unsupported => json.reason = Some("Unsupported device".to_owned()),
        }
        json
    }
}

fn areas(storage: &Storage) -> Areas {
    Areas {
        size_bytes: storage.info.size,
        word_access: storage.info.words,
        header_checksum_ok: storage.header.checksum_ok,
        internal_use_offset_bytes: storage.header.areas.internal,
        chassis: storage.chassis.as_ref().map(chassis),
        board: storage.board.as_ref().map(board),
        product: storage.product.as_ref().map(product),
        records: storage.records.iter().map(record).collect(),
        complaints: storage.complaints.clone(),
    }
}

fn chassis(chassis: &Chassis) -> Value {
    let kind = chassis.kind();
    let mut map = Map::new();
    map.insert("type".to_owned(), kind.map(chassis_name).into());
    map.insert("type_code".to_owned(), kind.into());
    area(map, &chassis.0, &["part_number", "serial"], None)
}

fn board(board: &Board) -> Value {
    let mut map = Map::new();
    let made = board.made_at().and_then(|at| jiff::Timestamp::from_second(at).ok());
    map.insert("language_code".to_owned(), board.language().into());
    map.insert("manufactured_at".to_owned(), made.map(|at| at.to_string()).into());
    let keys = ["manufacturer", "product", "serial", "part_number", "fru_file_id"];
    area(map, &board.0, &keys, board.language())
}

fn product(product: &Product) -> Value {
    let mut map = Map::new();
    map.insert("language_code".to_owned(), product.language().into());
    let keys =
        ["manufacturer", "name", "part_number", "version", "serial", "asset_tag", "fru_file_id"];
    area(map, &product.0, &keys, product.language())
}

/// The fields by their names, and what is right or wrong with the area.
fn area(mut map: Map<String, Value>, area: &Area, keys: &[&str], language: Option<u8>) -> Value {
    let language = language.unwrap_or(0);
    for (at, key) in keys.iter().enumerate() {
        let value = area.fields.get(at).map_or(Value::Null, |field| text(field, language));
        map.insert((*key).to_owned(), value);
    }
    let custom: Vec<Value> = area.custom.iter().map(|field| text(field, language)).collect();
    map.insert("custom".to_owned(), custom.into());
    let cut = area.fields.iter().chain(&area.custom).any(|field| field.cut);
    map.insert("format_version".to_owned(), area.version.into());
    map.insert("checksum_ok".to_owned(), area.checksum_ok.into());
    map.insert("truncated".to_owned(), cut.into());
    Value::Object(map)
}

fn text(field: &Field, language: u8) -> Value {
    if let Some(text) = field.unicode(language) {
        return text.into();
    }
    serde_json::to_value(Text(field.text())).unwrap_or_default()
}

fn record(record: &Record) -> Value {
    use multirecord::Content as C;
    let (name, content) = match record.content() {
        Some(C::PowerSupply(supply)) => ("power_supply", power_supply(&supply)),
        Some(C::DcOutput(output)) => ("dc_output", electric(&output, true)),
        Some(C::DcLoad(load)) => ("dc_load", electric(&load, false)),
        Some(C::Management(management)) => (
            "management_access",
            json!({
                "subtype": management.kind(),
                "subtype_code": management.subtype,
                "text": (management.subtype != UNIQUE_ID).then(|| Text(management.data.clone())),
            }),
        ),
        Some(C::Compatibility(it)) => (
            if record.kind == 0x04 { "base_compatibility" } else { "extended_compatibility" },
            json!({
                "manufacturer_id": it.manufacturer,
                "manufacturer": maker_name(it.manufacturer),
                "entity_id": it.entity,
                "base": it.base,
                "start": it.start,
                "masks": hex(&it.masks),
            }),
        ),
        Some(C::Oem { manufacturer, data }) => (
            "oem",
            json!({
                "manufacturer_id": manufacturer,
                "manufacturer": maker_name(manufacturer),
                "data": hex(&data),
            }),
        ),
        Some(C::Other) | None => ("unknown", Value::Null),
    };
    json!({
        "type": name,
        "type_code": record.kind,
        "format_version": record.version,
        "header_checksum_ok": record.header_checksum_ok,
        "checksum_ok": record.checksum_ok,
        "raw": hex(&record.data),
        "content": content,
    })
}

fn power_supply(supply: &PowerSupply) -> Value {
    let volts = |(low, high): (u16, u16)| json!({ "lowest_volts": f64::from(low) / 100.0, "highest_volts": f64::from(high) / 100.0 });
    let (first, second) = supply.combined;
    let combined = (supply.combined_watts != 0).then(|| {
        json!({
            "watts": supply.combined_watts,
            "outputs": [output_name(first), output_name(second)],
            "output_codes": [first, second],
        })
    });
    let predictive = supply.has(PowerSupply::PREDICTIVE_FAIL);
    json!({
        "capacity_watts": supply.capacity_watts,
        "peak_va": (supply.peak_va != u16::MAX).then_some(supply.peak_va),
        "inrush_amps": (supply.inrush_amps != u8::MAX).then_some(supply.inrush_amps),
        "inrush_ms": supply.inrush_ms,
        "input_1": volts(supply.input1),
        "input_2": (supply.input2 != (0, 0)).then(|| volts(supply.input2)),
        "lowest_input_hz": supply.frequency.0,
        "highest_input_hz": supply.frequency.1,
        "dropout_tolerance_ms": supply.dropout_ms,
        "flags": supply.flags,
        "predictive_fail": predictive,
        "power_factor_correction": supply.has(PowerSupply::POWER_FACTOR),
        "autoswitch": supply.has(PowerSupply::AUTOSWITCH),
        "hot_swap": supply.has(PowerSupply::HOT_SWAP),
        "peak_watts": supply.peak_watts,
        "peak_hold_up_seconds": supply.hold_up_seconds,
        "combined": combined,
        "fan_lower_threshold_rps": predictive.then_some(supply.tachometer_rps),
    })
}

fn electric(values: &Electric, output: bool) -> Value {
    json!({
        "output_number": values.number,
        "standby": output.then_some(values.standby),
        "nominal_volts": f64::from(values.nominal) / 100.0,
        "lowest_volts": f64::from(values.lowest) / 100.0,
        "highest_volts": f64::from(values.highest) / 100.0,
        "ripple_mv": values.ripple_mv,
        "least_current_ma": values.least_ma,
        "most_current_ma": values.most_ma,
    })
}

fn maker_name(number: u32) -> Option<Text> {
    maker::name(number).map(Text)
}

/// Hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// Subtype of management access whose data is no text.
const UNIQUE_ID: u8 = 7;
