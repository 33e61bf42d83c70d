//! Which records name an inventory, and where it is then.
use super::device::{Kind, Label, Place};
use crate::cli::sdr::entry::Entry;
use crate::cli::text::Text;
use crate::model::sdr::Record;
use crate::model::sdr::locator::FruLocator;
use crate::session::config::Route;
use crate::transport::Target;
use crate::wire::ids::BMC_ADDRESS;

/// The inventory that a record names. The BMC's own is not among them.
pub(super) fn place(entry: &Entry, route: Route) -> Option<Place> {
    let name = Text(entry.whole_name().to_vec());
    match &entry.record {
        Record::Fru(fru) if fru.logical => {
            if fru.id == 0 && fru.access_address == BMC_ADDRESS {
                return None;
            }
            let target = target(route, fru.access_address, fru.channel);
            Some(Place { target, id: fru.id, label: Some(Label::Device(name)), kind: kind(fru)? })
        }
        Record::Mc(mc) if mc.has_fru() && mc.slave_address != BMC_ADDRESS => {
            let target = target(route, mc.slave_address, mc.channel);
            Some(Place { target, id: 0, label: Some(Label::Controller(name)), kind: Kind::Fru })
        }
        _ => None,
    }
}

/// What is behind a FRU locator (IPMI v2.0 table 43-12). Other devices are passed over.
fn kind(fru: &FruLocator) -> Option<Kind> {
    match (fru.device_type, fru.device_type_modifier) {
        (EEPROM_FIRST..=EEPROM_LAST, FRU_INVENTORY) | (BEHIND_CONTROLLER, 0 | FRU_INVENTORY) => {
            Some(Kind::Fru)
        }
        (BEHIND_CONTROLLER, DIMM_MEMORY_ID) => Some(Kind::Spd),
        (BEHIND_CONTROLLER, other) => Some(Kind::Unsupported(BEHIND_CONTROLLER, other)),
        _ => None,
    }
}

fn target(route: Route, address: u8, channel: u8) -> Target {
    match address {
        own if own == route.target => Target::SESSION,
        BMC_ADDRESS => Target::BMC,
        other => Target { address: other, channel, lun: 0 },
    }
}

const EEPROM_FIRST: u8 = 0x08;
const EEPROM_LAST: u8 = 0x0f;
const BEHIND_CONTROLLER: u8 = 0x10;
const DIMM_MEMORY_ID: u8 = 0x01;
const FRU_INVENTORY: u8 = 0x02;

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::*;

    fn of(record: &[u8]) -> Option<Place> {
        place(&Entry::parse(record).unwrap(), Route::default())
    }

    #[test]
    fn fru_locators_name_inventories() {
        let mut record = hex!("0100 51 11 0d 2c 05 80 60 00 10 00 0a 01 00 c2 4142");
        let found = of(&record).unwrap();
        assert_eq!(found.target, Target { address: 0x2c, channel: 6, lun: 0 });
        assert_eq!((found.id, found.kind), (5, Kind::Fru));
        for (kind, modifier, want) in [
            (0x10, 1, Some(Kind::Spd)),
            (0x10, 3, Some(Kind::Unsupported(0x10, 3))),
            (0x08, 2, Some(Kind::Fru)),
            (0x08, 1, None),
            (0x07, 2, None),
        ] {
            (record[10], record[11]) = (kind, modifier);
            assert_eq!(of(&record).map(|found| found.kind), want, "{kind} {modifier}");
        }
        // A device on a private bus.
        record[7] = 0;
        assert!(of(&record).is_none());
    }

    #[test]
    fn the_own_inventory_is_no_other() {
        let mut record = hex!("0100 51 11 0d 20 00 80 00 00 10 00 0a 01 00 c2 4142");
        assert!(of(&record).is_none());
        record[6] = 1;
        assert_eq!(of(&record).unwrap().target, Target::SESSION);
        let mut record = hex!("0100 51 12 0d 20 00 00 08 00 00 00 0a 01 00 c2 4142");
        assert!(of(&record).is_none());
        record[5] = 0x2c;
        assert!(of(&record).is_some());
        record[8] = 0;
        assert!(of(&record).is_none());
    }
}
