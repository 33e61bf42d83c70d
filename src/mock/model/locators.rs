//! `[[record]]`: records that are not sensors.
use serde::Deserialize;

use super::records::{Change, Damage, id_string};
use super::value::{Encoding, Hex};

/// One record: exactly one of the keys.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RecordText {
    mc: Option<Mc>,
    fru: Option<FruLocator>,
    generic: Option<Generic>,
    entities: Option<Entities>,
    relative: Option<Relative>,
    confirmation: Option<Confirmation>,
    channels: Option<Channels>,
    oem: Option<Oem>,
    other: Option<Other>,
    raw: Option<Hex>,
    damage: Damage,
}

/// Management controller device locator (IPMI v2.0 §43.9).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Mc {
    name: String,
    encoding: Option<Encoding>,
    address: u8,
    channel: u8,
    init: u8,
    capabilities: u8,
    entity: (u8, u8),
    oem: u8,
}

/// FRU device locator (§43.8).
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FruLocator {
    pub(super) name: String,
    pub(super) encoding: Option<Encoding>,
    /// Address of the controller that it is reached by.
    pub(super) address: u8,
    pub(super) channel: u8,
    /// FRU device ID; slave address of a device that is none.
    pub(super) id: u8,
    pub(super) logical: bool,
    pub(super) lun: u8,
    pub(super) bus: u8,
    pub(super) device_type: u8,
    pub(super) modifier: u8,
    pub(super) entity: (u8, u8),
    pub(super) oem: u8,
}

impl Default for FruLocator {
    fn default() -> Self {
        Self {
            name: String::new(),
            encoding: None,
            address: 0x20,
            channel: 0,
            id: 0,
            logical: true,
            lun: 0,
            bus: 0,
            device_type: 0x10,
            modifier: 0,
            entity: (0, 0),
            oem: 0,
        }
    }
}

/// Generic device locator (§43.7).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Generic {
    name: String,
    encoding: Option<Encoding>,
    /// Address of the controller in front of it.
    access: u8,
    /// Slave address of the device.
    address: u8,
    channel: u8,
    lun: u8,
    bus: u8,
    span: u8,
    device_type: u8,
    modifier: u8,
    entity: (u8, u8),
    oem: u8,
}

/// Entity association (§43.4).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Entities {
    container: (u8, u8),
    /// `contains` has first and last of one or two ranges.
    range: bool,
    linked: bool,
    accessible: bool,
    contains: Vec<(u8, u8)>,
}

/// Device-relative entity association (§43.5).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Relative {
    container: (u8, u8),
    address: u8,
    channel: u8,
    range: bool,
    linked: bool,
    accessible: bool,
    /// Address, channel, entity ID, entity instance.
    contains: Vec<(u8, u8, u8, u8)>,
}

/// Management controller confirmation (§43.10).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Confirmation {
    address: u8,
    channel: u8,
    id: u8,
    revision: u8,
    firmware: (u8, u8),
    version: u8,
    manufacturer: u32,
    product: u16,
    guid: Hex,
}

/// BMC message channel info (§43.11).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Channels {
    uses: [u8; 8],
    message_interrupt: u8,
    event_interrupt: u8,
}

/// OEM record (§43.12).
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Oem {
    manufacturer: u32,
    data: Hex,
}

/// A record of any type.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Other {
    #[serde(rename = "type")]
    kind: u8,
    data: Hex,
}

impl RecordText {
    pub(super) fn build(self) -> Result<Change, String> {
        let mut bodies: Vec<(u8, Vec<u8>)> = Vec::new();
        bodies.extend(self.mc.map(Mc::body).transpose()?.map(|body| (0x12, body)));
        bodies.extend(self.fru.map(FruLocator::body).transpose()?.map(|body| (0x11, body)));
        bodies.extend(self.generic.map(Generic::body).transpose()?.map(|body| (0x10, body)));
        bodies.extend(self.entities.map(|it| (0x08, it.body())));
        bodies.extend(self.relative.map(|it| (0x09, it.body())));
        bodies.extend(self.confirmation.map(|it| (0x13, it.body())));
        bodies.extend(self.channels.map(|it| (0x14, it.body())));
        bodies.extend(self.oem.map(|it| (0xc0, it.body())));
        bodies.extend(self.other.map(|it| (it.kind, it.data.0)));
        let count = bodies.len() + usize::from(self.raw.is_some());
        if count != 1 {
            return Err(format!("expected one kind of record, found {count}"));
        }
        let (kind, body) = bodies.pop().unwrap_or_default();
        let mut change = Change::new(kind, body, self.damage);
        change.raw = self.raw.map(|hex| hex.0);
        Ok(change)
    }
}

impl Mc {
    fn body(self) -> Result<Vec<u8>, String> {
        let (id, instance) = self.entity;
        let mut body = vec![self.address, self.channel, self.init, self.capabilities];
        body.extend([0, 0, 0, id, instance, self.oem]);
        body.extend(id_string(&self.name, self.encoding)?);
        Ok(body)
    }
}

impl FruLocator {
    fn body(self) -> Result<Vec<u8>, String> {
        let (id, instance) = self.entity;
        let how = u8::from(self.logical) << 7 | (self.lun & 3) << 3 | self.bus & 7;
        let mut body = vec![self.address, self.id, how, self.channel << 4, 0];
        body.extend([self.device_type, self.modifier, id, instance, self.oem]);
        body.extend(id_string(&self.name, self.encoding)?);
        Ok(body)
    }

    pub(super) fn record(self) -> Result<Change, String> {
        Ok(Change::new(0x11, self.body()?, Damage::default()))
    }
}

impl Generic {
    fn body(self) -> Result<Vec<u8>, String> {
        let (id, instance) = self.entity;
        let address = self.address & 0xfe | self.channel >> 3 & 1;
        let how = (self.channel & 7) << 5 | (self.lun & 3) << 3 | self.bus & 7;
        let mut body = vec![self.access, address, how, self.span, 0];
        body.extend([self.device_type, self.modifier, id, instance, self.oem]);
        body.extend(id_string(&self.name, self.encoding)?);
        Ok(body)
    }
}

/// Bits 7 to 5 of an association.
fn association(range: bool, linked: bool, accessible: bool) -> u8 {
    u8::from(range) << 7 | u8::from(linked) << 6 | u8::from(accessible) << 5
}

impl Entities {
    fn body(self) -> Vec<u8> {
        let flags = association(self.range, self.linked, self.accessible);
        let mut body = vec![self.container.0, self.container.1, flags];
        body.extend(self.contains.iter().flat_map(|(id, instance)| [*id, *instance]));
        body.resize(11, 0);
        body
    }
}

impl Relative {
    fn body(self) -> Vec<u8> {
        let flags = association(self.range, self.linked, self.accessible);
        let channel = self.channel << 4;
        let mut body = vec![self.container.0, self.container.1, self.address, channel, flags];
        let contained = self.contains.iter();
        body.extend(contained.flat_map(|(address, ch, id, at)| [*address, ch << 4, *id, *at]));
        body.resize(27, 0);
        body
    }
}

impl Confirmation {
    fn body(self) -> Vec<u8> {
        let [m0, m1, m2, _] = self.manufacturer.to_le_bytes();
        let mut body = vec![self.address, self.id, self.channel << 4 | self.revision & 0x0f];
        body.extend([self.firmware.0, self.firmware.1, self.version, m0, m1, m2]);
        body.extend(self.product.to_le_bytes());
        body.extend(self.guid.0);
        body.resize(27, 0);
        body
    }
}

impl Channels {
    fn body(self) -> Vec<u8> {
        let mut body = self.uses.to_vec();
        body.extend([self.message_interrupt, self.event_interrupt, 0]);
        body
    }
}

impl Oem {
    fn body(self) -> Vec<u8> {
        let [m0, m1, m2, _] = self.manufacturer.to_le_bytes();
        let mut body = vec![m0, m1, m2];
        body.extend(self.data.0);
        body
    }
}
