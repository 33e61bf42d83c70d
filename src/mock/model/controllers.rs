//! The BMC's own identity, and the controllers behind it.
use serde::Deserialize;

use super::Model;
use super::value::Hex;

/// A controller behind the BMC. Sensors and inventories with its address are its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controller {
    /// Slave address.
    pub address: u8,
    /// Channel that it is on.
    pub channel: u8,
    /// Address of the controller on channel 0 that passes messages on to it.
    pub behind: Option<u8>,
    /// Answer of Get Device ID.
    pub device_id: [u8; 15],
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DeviceText {
    id: Option<u8>,
    revision: Option<u8>,
    /// Major and minor; the minor in BCD.
    firmware: Option<(u8, u8)>,
    support: Option<u8>,
    manufacturer: Option<u32>,
    product: Option<u16>,
    auxiliary: Option<[u8; 4]>,
    guid: Option<Hex>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ControllerText {
    address: u8,
    #[serde(default)]
    channel: u8,
    behind: Option<u8>,
    #[serde(default)]
    device: DeviceText,
}

impl DeviceText {
    pub(super) fn apply(self, model: &mut Model) {
        let guid = self.guid.as_ref().and_then(|guid| guid.0.as_slice().try_into().ok());
        model.guid = guid.unwrap_or(model.guid);
        model.device_id = self.over(model.device_id);
    }

    /// The device ID `to` with what is said here in its place.
    fn over(&self, to: [u8; 15]) -> [u8; 15] {
        let [id, revision, major, minor, version, support, m0, m1, m2, p0, p1, a @ ..] = to;
        let (major, minor) = self.firmware.unwrap_or((major, minor));
        let manufacturer = self.manufacturer.map_or([m0, m1, m2, 0], u32::to_le_bytes);
        let product = self.product.map_or([p0, p1], u16::to_le_bytes);
        let [m0, m1, m2, _] = manufacturer;
        let [p0, p1] = product;
        let [a0, a1, a2, a3] = self.auxiliary.unwrap_or(a);
        let (id, revision) = (self.id.unwrap_or(id), self.revision.unwrap_or(revision));
        let support = self.support.unwrap_or(support);
        [id, revision, major, minor, version, support, m0, m1, m2, p0, p1, a0, a1, a2, a3]
    }
}

impl ControllerText {
    pub(super) fn build(self) -> Controller {
        let base = [self.address, 1, 1, 0, 0x02, 0x29, 0xf2, 0x1b, 0, self.address, 0, 0, 0, 0, 0];
        let device_id = self.device.over(base);
        Controller { address: self.address, channel: self.channel, behind: self.behind, device_id }
    }
}
