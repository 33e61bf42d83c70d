//! Records of devices and controllers (IPMI v2.0 §43.7 to §43.11).
use super::id_string::IdString;
use super::{Entity, name};
use crate::wire::{self, buf::Reader};

/// A device that is no FRU and no controller, type `10h` (§43.7).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GenericLocator {
    /// Slave address of the controller that gives access to it.
    pub access_address: u8,
    /// The device's own slave address.
    pub slave_address: u8,
    /// The same byte as it comes: bit 0 belongs to the channel.
    pub slave_byte: u8,
    /// Channel of the controller, with bit 3 from the byte before.
    pub channel: u8,
    /// LUN for Master Write-Read.
    pub lun: u8,
    /// Private bus.
    pub bus: u8,
    /// Further addresses that the device takes.
    pub address_span: u8,
    /// The same byte as it comes.
    pub span_byte: u8,
    /// Device type (table 43-12).
    pub device_type: u8,
    /// Device type modifier.
    pub device_type_modifier: u8,
    /// What it belongs to.
    pub entity: Entity,
    /// The maker's byte.
    pub oem: u8,
    /// Name.
    pub name: IdString,
}

impl GenericLocator {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [access_address, slave, place, span, _, device_type, device_type_modifier] =
            r.array("device locator")?;
        Ok(Self {
            access_address,
            slave_address: slave & 0xfe,
            slave_byte: slave,
            channel: (slave & 0x01) << 3 | place >> 5,
            lun: place >> 3 & 0x03,
            bus: place & 0x07,
            address_span: span & 0x07,
            span_byte: span,
            device_type,
            device_type_modifier,
            entity: Entity::read(r)?,
            oem: r.u8("OEM")?,
            name: name(r),
        })
    }
}

/// A FRU device, type `11h` (§43.8).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FruLocator {
    /// Slave address of the controller that gives access to it.
    pub access_address: u8,
    /// FRU device ID of a logical device, else the slave address on the private bus.
    pub id: u8,
    /// It is reached with FRU commands to the controller.
    pub logical: bool,
    /// LUN for those, or for Master Write-Read.
    pub lun: u8,
    /// Private bus.
    pub bus: u8,
    /// Channel to the controller.
    pub channel: u8,
    /// Device type (table 43-12).
    pub device_type: u8,
    /// Device type modifier.
    pub device_type_modifier: u8,
    /// What it belongs to.
    pub entity: Entity,
    /// The maker's byte.
    pub oem: u8,
    /// Name.
    pub name: IdString,
}

impl FruLocator {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [access_address, id, place, channel, _, device_type, device_type_modifier] =
            r.array("FRU locator")?;
        Ok(Self {
            access_address,
            id,
            logical: place & 0x80 != 0,
            lun: place >> 3 & 0x03,
            bus: place & 0x07,
            channel: channel >> 4,
            device_type,
            device_type_modifier,
            entity: Entity::read(r)?,
            oem: r.u8("OEM")?,
            name: name(r),
        })
    }
}

/// A controller, type `12h` (§43.9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct McLocator {
    /// Slave address.
    pub slave_address: u8,
    /// Channel.
    pub channel: u8,
    /// Power state notification and global initialization (byte 8).
    pub initialization: u8,
    /// What the controller is able to do (byte 9).
    pub capabilities: u8,
    /// What it belongs to.
    pub entity: Entity,
    /// The maker's byte.
    pub oem: u8,
    /// Name.
    pub name: IdString,
}

impl McLocator {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let [slave_address, channel, initialization, capabilities, _, _, _] =
            r.array("MC locator")?;
        Ok(Self {
            slave_address,
            channel: channel & 0x0f,
            initialization,
            capabilities,
            entity: Entity::read(r)?,
            oem: r.u8("OEM")?,
            name: name(r),
        })
    }

    /// It holds FRU inventory data (byte 9, bit 3).
    pub const fn has_fru(&self) -> bool {
        self.capabilities & 0x08 != 0
    }
}

/// That a controller was found, type `13h` (§43.10).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct McConfirmation {
    /// Slave address.
    pub slave_address: u8,
    /// Device ID.
    pub device_id: u8,
    /// Channel in the high nibble, device revision in the low one.
    pub channel_revision: u8,
    /// Firmware revision, two bytes.
    pub firmware: [u8; 2],
    /// IPMI version in BCD.
    pub ipmi_version: u8,
    /// IANA enterprise number of the maker.
    pub manufacturer: u32,
    /// The maker's number for the product.
    pub product: u16,
    /// Device GUID.
    pub guid: Vec<u8>,
}

impl McConfirmation {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self {
            slave_address: r.u8("slave address")?,
            device_id: r.u8("device ID")?,
            channel_revision: r.u8("device revision")?,
            firmware: r.array("firmware revision")?,
            ipmi_version: r.u8("IPMI version")?,
            manufacturer: r.u24("manufacturer")?,
            product: r.u16("product")?,
            guid: r.rest().to_vec(),
        })
    }
}

/// What the BMC's channels are, type `14h` (§43.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelInfo {
    /// One byte for each channel from 0 to 7: bit 7 transmit, bits 6:4 receive LUN, bits 3:0
    /// protocol.
    pub channels: [u8; 8],
    /// Interrupt for messages.
    pub message_interrupt: u8,
    /// Interrupt for events.
    pub event_interrupt: u8,
}

impl ChannelInfo {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self {
            channels: r.array("channel info")?,
            message_interrupt: r.u8("interrupt type")?,
            event_interrupt: r.u8("interrupt type")?,
        })
    }
}
