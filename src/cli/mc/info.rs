//! `mc info`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::maker;
use crate::cli::out::Render;
use crate::cmd::app::device::{DeviceId, GetDeviceId, Support};
use crate::model::tables::products;
use crate::transport::Client;

#[derive(Debug, Serialize)]
pub(super) struct Info {
    device_id: u8,
    device_revision: u8,
    firmware_revision: String,
    ipmi_version: String,
    manufacturer_id: u32,
    manufacturer_name: Option<String>,
    /// The same in the registry file's own bytes.
    #[serde(skip)]
    manufacturer: Option<Vec<u8>>,
    product_id: u16,
    product_name: Option<&'static str>,
    device_available: bool,
    provides_device_sdrs: bool,
    additional_device_support: Vec<&'static str>,
    aux_firmware_revision: Option<String>,
    #[serde(skip)]
    aux: Option<[u8; 4]>,
}

impl Info {
    pub(super) async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let id = client.send(&GetDeviceId).await?;
        let manufacturer = maker::name(id.manufacturer_id);
        Ok(Self::new(&id, manufacturer))
    }

    fn new(id: &DeviceId, manufacturer: Option<Vec<u8>>) -> Self {
        let ipmi = id.ipmi_version;
        let hex = |bytes: [u8; 4]| format!("{:08x}", u32::from_be_bytes(bytes));
        Self {
            device_id: id.device_id,
            device_revision: id.device_revision,
            firmware_revision: format!("{}.{:02x}", id.firmware_major, id.firmware_minor),
            ipmi_version: format!("{:x}.{:x}", ipmi & 0x0f, ipmi >> 4),
            manufacturer_id: id.manufacturer_id,
            manufacturer_name: manufacturer
                .as_ref()
                .map(|name| String::from_utf8_lossy(name).into_owned()),
            manufacturer,
            product_id: id.product_id,
            product_name: products::name(id.manufacturer_id, id.product_id),
            device_available: id.available,
            provides_device_sdrs: id.provides_sdrs,
            additional_device_support: support_names(id.support),
            aux_firmware_revision: id.aux_firmware_revision.map(hex),
            aux: id.aux_firmware_revision,
        }
    }
}

fn support_names(support: Support) -> Vec<&'static str> {
    let bits = (0..).zip(SUPPORT);
    bits.filter(|(bit, _)| support.has(*bit)).map(|(_, name)| name).collect()
}

impl Render for Info {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let yes_no = |yes| if yes { "yes" } else { "no" };
        writeln!(w, "Device ID                 : {}", self.device_id)?;
        writeln!(w, "Device Revision           : {}", self.device_revision)?;
        writeln!(w, "Firmware Revision         : {}", self.firmware_revision)?;
        writeln!(w, "IPMI Version              : {}", self.ipmi_version)?;
        writeln!(w, "Manufacturer ID           : {}", self.manufacturer_id)?;
        w.write_all(b"Manufacturer Name         : ")?;
        match &self.manufacturer {
            Some(name) => w.write_all(name)?,
            None => write!(w, "Unknown (0x{:02X})", self.manufacturer_id)?,
        }
        let product = self.product_id;
        writeln!(w, "\nProduct ID                : {product} (0x{product:04x})")?;
        match self.product_name {
            Some(name) => writeln!(w, "Product Name              : {name}")?,
            None => writeln!(w, "Product Name              : Unknown (0x{product:02X})")?,
        }
        writeln!(w, "Device Available          : {}", yes_no(self.device_available))?;
        writeln!(w, "Provides Device SDRs      : {}", yes_no(self.provides_device_sdrs))?;
        writeln!(w, "Additional Device Support :")?;
        for name in &self.additional_device_support {
            writeln!(w, "    {name}")?;
        }
        if let Some(aux) = self.aux {
            writeln!(w, "Aux Firmware Rev Info     : ")?;
            for byte in aux {
                writeln!(w, "    0x{byte:02x}")?;
            }
        }
        Ok(())
    }
}

/// By bit, from 0 (IPMI v2.0 §20.1).
const SUPPORT: [&str; 8] = [
    "Sensor Device",
    "SDR Repository Device",
    "SEL Device",
    "FRU Inventory Device",
    "IPMB Event Receiver",
    "IPMB Event Generator",
    "Bridge",
    "Chassis Device",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn info(data: &[u8], manufacturer: Option<&str>) -> Info {
        let id = GetDeviceId::parse(data).unwrap();
        Info::new(&id, manufacturer.map(|name| name.as_bytes().to_vec()))
    }

    fn text(info: &Info) -> String {
        let mut out = Vec::new();
        info.text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_ipmitools() {
        let info = info(&hex!("20 01 02 30 02 df a2 02 00 00 01 00 00 00 00"), Some("Dell Inc."));
        assert_eq!(text(&info), include_str!("testdata/info_dell.txt"));
    }

    #[test]
    fn unknown_names_and_a_short_answer() {
        let info = info(&hex!("81 82 83 84 85 86 87 88 89 8a 8b"), None);
        assert_eq!(text(&info), include_str!("testdata/info_unknown.txt"));
    }

    #[test]
    fn json_has_numbers_beside_names() {
        let info = info(&hex!("20 81 82 a5 51 80 a2 02 00 2d 00 01 02 03 04"), Some("Dell Inc."));
        let json = serde_json::to_value(&info).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "device_id": 32,
                "device_revision": 1,
                "firmware_revision": "2.a5",
                "ipmi_version": "1.5",
                "manufacturer_id": 674,
                "manufacturer_name": "Dell Inc.",
                "product_id": 45,
                "product_name": null,
                "device_available": false,
                "provides_device_sdrs": true,
                "additional_device_support": ["Chassis Device"],
                "aux_firmware_revision": "01020304",
            })
        );
    }
}
