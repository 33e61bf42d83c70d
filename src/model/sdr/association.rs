//! Which entities hold which (IPMI v2.0 §43.4, §43.5).
use super::Entity;
use crate::wire::{self, buf::Reader};

/// An entity that holds others, type `08h` (§43.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityAssociation {
    /// The entity that holds.
    pub container: Entity,
    /// Bit 7: the list is ranges; bit 6: more records follow; bit 5: sensors are always there.
    pub flags: u8,
    /// The entities held, or ends of ranges.
    pub contained: [Entity; 4],
}

impl EntityAssociation {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        Ok(Self {
            container: Entity::read(r)?,
            flags: r.u8("flags")?,
            contained: [Entity::read(r)?, Entity::read(r)?, Entity::read(r)?, Entity::read(r)?],
        })
    }
}

/// The same for entities of several controllers, type `09h` (§43.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRelative {
    /// The entity that holds.
    pub container: Entity,
    /// Slave address of its controller.
    pub address: u8,
    /// Channel of its controller.
    pub channel: u8,
    /// As in [`EntityAssociation::flags`].
    pub flags: u8,
    /// Slave address, channel and entity of what is held.
    pub contained: [(u8, u8, Entity); 4],
}

impl DeviceRelative {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, wire::Error> {
        let container = Entity::read(r)?;
        let [address, channel, flags] = r.array("container device")?;
        let mut next = || -> Result<_, wire::Error> {
            let [address, channel] = r.array("contained device")?;
            Ok((address, channel, Entity::read(r)?))
        };
        let held = [next()?, next()?, next()?, next()?];
        Ok(Self { container, address, channel, flags, contained: held })
    }
}
