//! `[[fru]]`: inventories (Platform Management FRU Information Storage Definition v1.0).
use std::sync::Arc;

use serde::Deserialize;

use super::FruOptions;
use super::locators::FruLocator;
use super::multirecord::{MultiText, multirecords};
use super::records::{Change, patch};
use super::text;
use super::value::{Encoding, Hex, Time};
use crate::mock::identity::Identity;

/// An inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fru {
    /// FRU device ID.
    pub id: u8,
    /// Slave address of the controller that has it.
    pub owner: u8,
    /// Channel of that controller.
    pub channel: u8,
    /// The whole storage.
    pub bytes: Vec<u8>,
    /// How it is read.
    pub options: FruOptions,
    recipe: Recipe,
}

/// What an inventory was made of, so that it can be made again with other texts.
#[derive(Clone, Debug)]
struct Recipe(Arc<FruText>);

impl PartialEq for Recipe {
    /// Inventories are equal when their bytes are.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Recipe {}

impl Fru {
    /// The storage of a machine with texts and serial numbers of its own. What the model does not
    /// have is not added; `None` where it does not fit.
    pub fn made_for(&self, identity: &Identity, guid: [u8; 16]) -> Option<Vec<u8>> {
        let text = |text: &str| Some(Field::Text(text.chars().take(MAX_FIELD.into()).collect()));
        let mut recipe = (*self.recipe.0).clone();
        if let Some(chassis) = &mut recipe.chassis {
            chassis.serial = text(&identity.serial);
        }
        if let Some(board) = &mut recipe.board {
            board.serial = text(&identity.serial);
        }
        if let Some(product) = &mut recipe.product {
            product.name = text(&identity.product);
            product.serial = text(&identity.serial);
            product.asset = text(&identity.asset);
        }
        for record in &mut recipe.record {
            record.rename(&identity.name, guid);
        }
        Some(recipe.build().ok()?.0.bytes)
    }
}

/// The keys of a `[[fru]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FruText {
    pub(super) id: u8,
    /// With a name there is a locator record.
    name: Option<String>,
    #[serde(default)]
    entity: (u8, u8),
    owner: Option<u8>,
    #[serde(default)]
    channel: u8,
    device_type: Option<u8>,
    /// Size of the storage; zeros behind what is used.
    size: Option<u16>,
    internal: Option<Hex>,
    chassis: Option<Chassis>,
    board: Option<Board>,
    product: Option<Product>,
    #[serde(default)]
    record: Vec<MultiText>,
    /// The whole storage.
    raw: Option<Hex>,
    #[serde(default)]
    patch: Vec<(usize, u8)>,
    cut: Option<usize>,
    #[serde(default)]
    access: AccessText,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AccessText {
    limit: Option<u8>,
    limit_code: Option<u8>,
    code: Option<u8>,
    busy: u32,
    protected: bool,
    words: bool,
    size: Option<u16>,
    at_most: u8,
    excess: u8,
    count: Option<u8>,
}

/// A field: a text, or a table that says how it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Field {
    Text(String),
    Encoded { text: String, encoding: Encoding },
    Bytes { hex: Hex },
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Chassis {
    #[serde(rename = "type")]
    kind: u8,
    part: Option<Field>,
    serial: Option<Field>,
    custom: Vec<Field>,
    damage: AreaDamage,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Board {
    language: u8,
    date: Option<Time>,
    /// Minutes since 1996-01-01, in place of a date.
    minutes: Option<u32>,
    manufacturer: Option<Field>,
    product: Option<Field>,
    serial: Option<Field>,
    part: Option<Field>,
    file: Option<Field>,
    custom: Vec<Field>,
    damage: AreaDamage,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Product {
    language: u8,
    manufacturer: Option<Field>,
    name: Option<Field>,
    part: Option<Field>,
    version: Option<Field>,
    serial: Option<Field>,
    asset: Option<Field>,
    file: Option<Field>,
    custom: Vec<Field>,
    damage: AreaDamage,
}

/// What is wrong with an area. The checksum fits a wrong length or a missing end, not a patch.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AreaDamage {
    checksum: bool,
    length: Option<u8>,
    version: Option<u8>,
    /// There is no end mark.
    no_end: bool,
    patch: Vec<(usize, u8)>,
}

impl FruText {
    pub(super) fn build(self) -> Result<(Fru, Option<Change>), String> {
        let recipe = Recipe(Arc::new(self.clone()));
        let (id, owner, channel) = (self.id, self.owner.unwrap_or(0x20), self.channel);
        let access = self.access;
        let options = FruOptions {
            limit: access.limit.unwrap_or(0xff),
            limit_code: access.limit_code.unwrap_or(0xca),
            code: access.code,
            busy: access.busy,
            protected: access.protected,
            words: access.words,
            size: access.size,
            at_most: access.at_most,
            excess: access.excess,
            count: access.count,
        };
        let locator = self.name.map(|name| FruLocator {
            name,
            address: owner,
            channel,
            id,
            device_type: self.device_type.unwrap_or(0x10),
            entity: self.entity,
            ..FruLocator::default()
        });
        let locator = locator.map(FruLocator::record).transpose()?;
        let mut bytes = if let Some(raw) = self.raw {
            raw.0
        } else {
            let internal = self.internal.map(|data| internal(&data.0));
            let chassis = self.chassis.map(Chassis::area).transpose()?;
            let board = self.board.map(Board::area).transpose()?;
            let product = self.product.map(Product::area).transpose()?;
            let records = multirecords(self.record)?;
            storage([internal, chassis, board, product, records])?
        };
        if let Some(size) = self.size {
            let size = usize::from(size);
            if bytes.len() > size {
                return Err(format!("size: {} bytes are used", bytes.len()));
            }
            bytes.resize(size, 0);
        }
        patch(&mut bytes, &self.patch);
        bytes.truncate(self.cut.unwrap_or(usize::MAX));
        if bytes.len() > 0xffff {
            return Err("a storage has 65,535 bytes at most".into());
        }
        Ok((Fru { id, owner, channel, bytes, options, recipe }, locator))
    }
}

/// The common header and the areas that are there.
fn storage(areas: [Option<Vec<u8>>; 5]) -> Result<Vec<u8>, String> {
    let mut header = vec![1];
    let mut body = Vec::new();
    for area in areas {
        let Some(mut area) = area else {
            header.push(0);
            continue;
        };
        let at = u8::try_from(1 + body.len() / 8).map_err(|_| "areas: more than 2,040 bytes")?;
        header.push(at);
        area.resize(area.len().next_multiple_of(8), 0);
        body.extend(area);
    }
    header.push(0);
    header.push(checksum(&header));
    header.extend(body);
    Ok(header)
}

fn internal(data: &[u8]) -> Vec<u8> {
    let mut area = vec![1];
    area.extend(data);
    area
}

impl Chassis {
    fn area(self) -> Result<Vec<u8>, String> {
        let fields = [("part", self.part), ("serial", self.serial)];
        area("chassis", vec![self.kind], fields, self.custom, &self.damage)
    }
}

impl Board {
    fn area(self) -> Result<Vec<u8>, String> {
        let minutes = match (self.minutes, self.date) {
            (Some(minutes), _) => minutes,
            (None, Some(date)) => {
                date.0.checked_sub(FRU_EPOCH).ok_or("board.date: before 1996")? / 60
            }
            (None, None) => 0,
        };
        let [m0, m1, m2, _] = minutes.to_le_bytes();
        let fields = [
            ("manufacturer", self.manufacturer),
            ("product", self.product),
            ("serial", self.serial),
            ("part", self.part),
            ("file", self.file),
        ];
        area("board", vec![self.language, m0, m1, m2], fields, self.custom, &self.damage)
    }
}

impl Product {
    fn area(self) -> Result<Vec<u8>, String> {
        let fields = [
            ("manufacturer", self.manufacturer),
            ("name", self.name),
            ("part", self.part),
            ("version", self.version),
            ("serial", self.serial),
            ("asset", self.asset),
            ("file", self.file),
        ];
        area("product", vec![self.language], fields, self.custom, &self.damage)
    }
}

/// An area with version, length, fields, end mark, pad and checksum.
fn area<const N: usize>(
    name: &str,
    fixed: Vec<u8>,
    fields: [(&str, Option<Field>); N],
    custom: Vec<Field>,
    damage: &AreaDamage,
) -> Result<Vec<u8>, String> {
    let mut out = vec![damage.version.unwrap_or(1), 0];
    out.extend(fixed);
    let custom = custom.into_iter().map(|field| ("custom", Some(field)));
    for (key, field) in fields.into_iter().chain(custom) {
        let bytes = field.map_or(Some(vec![EMPTY]), Field::bytes);
        out.extend(bytes.ok_or_else(|| format!("{name}.{key}: too long, or wrong characters"))?);
    }
    if !damage.no_end {
        out.push(END);
    }
    out.resize((out.len() + 1).next_multiple_of(8) - 1, 0);
    let eights = u8::try_from(out.len() / 8 + 1).map_err(|_| format!("{name}: too long"))?;
    if let Some(place) = out.get_mut(1) {
        *place = damage.length.unwrap_or(eights);
    }
    let check = checksum(&out);
    out.push(if damage.checksum { check.wrapping_add(1) } else { check });
    patch(&mut out, &damage.patch);
    Ok(out)
}

impl Field {
    fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => text::field(&text, Encoding(text::ASCII), MAX_FIELD),
            Self::Encoded { text, encoding } => text::field(&text, encoding, MAX_FIELD),
            Self::Bytes { hex } => {
                let len = u8::try_from(hex.0.len()).ok().filter(|len| *len <= MAX_FIELD)?;
                Some([vec![len], hex.0].concat())
            }
        }
    }
}

/// The byte that makes the sum zero.
pub(super) fn checksum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)).wrapping_neg()
}

const MAX_FIELD: u8 = 63;
/// An empty field of type ASCII.
const EMPTY: u8 = 0xc0;
const END: u8 = 0xc1;
/// 1996-01-01 in seconds since 1970.
const FRU_EPOCH: u32 = 820_454_400;

#[cfg(test)]
mod tests {
    use super::*;

    fn build(text: &str) -> Fru {
        toml::from_str::<FruText>(text).unwrap().build().unwrap().0
    }

    #[test]
    fn areas_are_as_specified() {
        let fru = build(
            "id = 0\nchassis = { type = 0x17, part = 'AB', serial = 'C' }\n\
             board = { language = 25, date = 1996-01-01T01:00:00, manufacturer = 'M' }",
        );
        let expected = [
            &[1, 0, 1, 3, 0, 0, 0, 0xfb][..],
            &[1, 2, 0x17, 0xc2, 0x41, 0x42, 0xc1, 0x43],
            &[0xc1, 0, 0, 0, 0, 0, 0, 0xdc],
            &[1, 2, 25, 60, 0, 0, 0xc1, 0x4d],
            &[0xc0, 0xc0, 0xc0, 0xc0, 0xc1, 0, 0, 0xd9],
        ];
        let expected = expected.concat();
        assert_eq!(fru.bytes, expected);
        for area in [0..8, 8..24, 24..40] {
            assert_eq!(checksum(&expected[area]), 0);
        }
    }

    #[test]
    fn damage_is_done() {
        let text = "id = 1\nsize = 64\npatch = [[4, 9]]\nproduct = \
                    { name = 'x', damage = { checksum = true, length = 9 } }";
        let fru = build(text);
        assert_eq!(fru.bytes.len(), 64);
        assert_eq!((fru.bytes[4], fru.bytes[9]), (9, 9));
        assert_eq!(checksum(&fru.bytes[8..24]), 0xff);
    }
}
