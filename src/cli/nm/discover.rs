//! `nm discover`: the version.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::oem::nm::{GetVersion, Version};
use crate::transport::Client;

pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let version = client.send(&GetVersion).await.map_err(failed)?;
    out.show(&Shown::from(version))
}

#[derive(Debug, Serialize)]
struct Shown {
    node_manager_version: String,
    node_manager_version_code: u8,
    ipmi_interface_version_code: u8,
    firmware_revision: String,
    patch: u8,
}

impl From<Version> for Shown {
    fn from(version: Version) -> Self {
        let [major, minor] = version.firmware;
        let name = match version.version {
            1 => "1.0".to_owned(),
            2 => "1.5".to_owned(),
            3 => "2.0".to_owned(),
            4 => "2.5".to_owned(),
            5 => "3.0".to_owned(),
            other => format!("Unknown (0x{other:x})"),
        };
        Self {
            node_manager_version: name,
            node_manager_version_code: version.version,
            ipmi_interface_version_code: version.interface,
            // Two BCD digits; IPMItool does not mind others.
            firmware_revision: format!("{major}.{}{}", minor >> 4, minor & 0x0f),
            patch: version.patch,
        }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "    Node Manager Version {}", self.node_manager_version)?;
        writeln!(w, "    revision {}  patch version {}", self.firmware_revision, self.patch)
    }
}
