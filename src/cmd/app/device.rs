//! The controller itself: identity, resets, self test (IPMI v2.0 §20, §22.14).
use crate::cmd::Command;
use crate::model::guid::Guid;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks the controller what it is (§20.1).
#[derive(Clone, Copy, Debug)]
pub struct GetDeviceId;

/// Answer to [`GetDeviceId`] (§20.1, table 20-2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeviceId {
    /// The maker's number for this kind of controller.
    pub device_id: u8,
    /// Revision of the hardware, 0 to 15.
    pub device_revision: u8,
    /// It has SDRs of its own.
    pub provides_sdrs: bool,
    /// Normal operation; false during a firmware or SDR update, or start-up.
    pub available: bool,
    /// First part of the firmware revision, 0 to 127.
    pub firmware_major: u8,
    /// Second part of the firmware revision, in BCD.
    pub firmware_minor: u8,
    /// IPMI version, in BCD, the second digit in the high nibble.
    pub ipmi_version: u8,
    /// What it supports beyond the mandatory commands.
    pub support: Support,
    /// IANA enterprise number of the maker: 20 bits in the specification, all 24 here.
    pub manufacturer_id: u32,
    /// The maker's number for the product.
    pub product_id: u16,
    /// Four bytes of the maker's about the firmware, when the answer ends with them.
    pub aux_firmware_revision: Option<[u8; 4]>,
}

/// Additional device support (§20.1, byte 7 of table 20-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support(pub u8);

impl Support {
    /// True when the given bit, 0 to 7, is set.
    pub const fn has(self, bit: u8) -> bool {
        bit < 8 && self.0 & (1 << bit) != 0
    }
}

impl Command for GetDeviceId {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Get Device ID";
    type Response = DeviceId;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<DeviceId, wire::Error> {
        let mut r = Reader::new(data);
        let device_id = r.u8("device ID")?;
        let revision = r.u8("device revision")?;
        let firmware = r.u8("firmware revision 1")?;
        Ok(DeviceId {
            device_id,
            device_revision: revision & 0x0f,
            provides_sdrs: revision & 0x80 != 0,
            available: firmware & 0x80 == 0,
            firmware_major: firmware & 0x7f,
            firmware_minor: r.u8("firmware revision 2")?,
            ipmi_version: r.u8("IPMI version")?,
            support: Support(r.u8("additional device support")?),
            manufacturer_id: r.u24("manufacturer ID")?,
            product_id: r.u16("product ID")?,
            aux_firmware_revision: r.rest().try_into().ok(),
        })
    }
}

/// Asks the controller to start over with all its settings at their defaults (§20.2). It may be
/// gone before it can answer.
#[derive(Clone, Copy, Debug)]
pub struct ColdReset;

impl Command for ColdReset {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x02;
    const NAME: &'static str = "Cold Reset";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    const REPEATABLE: bool = false;
    type Response = ();

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks the controller to reset communication and keep its settings (§20.3).
#[derive(Clone, Copy, Debug)]
pub struct WarmReset;

impl Command for WarmReset {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x03;
    const NAME: &'static str = "Warm Reset";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    const REPEATABLE: bool = false;
    type Response = ();

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for the result of the controller's self test (§20.4).
#[derive(Clone, Copy, Debug)]
pub struct GetSelfTestResults;

/// Answer to [`GetSelfTestResults`] (§20.4, table 20-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelfTest {
    /// `0x55`: no error.
    Passed,
    /// `0x56`: there is no self test.
    NotImplemented,
    /// `0x57`: some data or devices are corrupt or out of reach; one bit for each.
    Corrupted(u8),
    /// `0x58`: the controller should be taken as broken; with the maker's code.
    Fatal(u8),
    /// `0xff`: reserved; with what goes with it.
    Reserved(u8),
    /// A failure that only the maker knows.
    Specific {
        /// The result.
        result: u8,
        /// What goes with it.
        detail: u8,
    },
}

impl Command for GetSelfTestResults {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x04;
    const NAME: &'static str = "Get Self Test Results";
    type Response = SelfTest;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<SelfTest, wire::Error> {
        let mut r = Reader::new(data);
        let result = r.u8("self test result")?;
        // Some controllers leave the second byte out when it says nothing.
        let detail = r.u8("self test details").unwrap_or(0);
        Ok(match result {
            0x55 => SelfTest::Passed,
            0x56 => SelfTest::NotImplemented,
            0x57 => SelfTest::Corrupted(detail),
            0x58 => SelfTest::Fatal(detail),
            0xff => SelfTest::Reserved(detail),
            _ => SelfTest::Specific { result, detail },
        })
    }
}

/// Asks the controller for its own GUID (§20.8).
#[derive(Clone, Copy, Debug)]
pub struct GetDeviceGuid;

impl Command for GetDeviceGuid {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x08;
    const NAME: &'static str = "Get Device GUID";
    type Response = Guid;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<Guid, wire::Error> {
        guid(data)
    }
}

/// Asks for the GUID of the system that the controller manages (§22.14).
#[derive(Clone, Copy, Debug)]
pub struct GetSystemGuid;

impl Command for GetSystemGuid {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x37;
    const NAME: &'static str = "Get System GUID";
    type Response = Guid;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<Guid, wire::Error> {
        guid(data)
    }
}

/// IPMItool takes 16 bytes, no fewer and no more.
fn guid(data: &[u8]) -> Result<Guid, wire::Error> {
    let bytes = data.try_into().map_err(|_| wire::Error::Value {
        field: "GUID length",
        value: u32::try_from(data.len()).unwrap_or(u32::MAX),
    })?;
    Ok(Guid(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    /// Answer of OpenIPMI's simulator with the data of a Dell R730.
    const DELL: [u8; 15] = hex!("20 01 02 30 02 df a2 02 00 00 01 00 00 00 00");

    #[test]
    fn a_device_id_is_read() {
        let id = GetDeviceId::parse(&DELL).unwrap();
        assert_eq!(id.device_id, 32);
        assert_eq!((id.device_revision, id.provides_sdrs, id.available), (1, false, true));
        assert_eq!((id.firmware_major, id.firmware_minor, id.ipmi_version), (2, 0x30, 0x02));
        assert_eq!((id.manufacturer_id, id.product_id), (674, 0x0100));
        assert_eq!(id.aux_firmware_revision, Some([0; 4]));
        assert!(id.support.has(0) && !id.support.has(5) && !id.support.has(200));
    }

    #[test]
    fn only_four_more_bytes_are_an_auxiliary_revision() {
        assert_eq!(GetDeviceId::parse(&DELL[..11]).unwrap().aux_firmware_revision, None);
        assert_eq!(GetDeviceId::parse(&DELL[..13]).unwrap().aux_firmware_revision, None);
        let longer = [&DELL[..], &[1]].concat();
        assert_eq!(GetDeviceId::parse(&longer).unwrap().aux_firmware_revision, None);
    }

    #[test]
    fn cut_off_answers_name_what_is_missing() {
        assert_eq!(GetDeviceId::parse(&DELL[..10]), Err(wire::Error::Short("product ID")));
        assert_eq!(GetSelfTestResults::parse(&[]), Err(wire::Error::Short("self test result")));
        assert_eq!(GetSelfTestResults::parse(&[0x57]), Ok(SelfTest::Corrupted(0)));
        assert!(GetSystemGuid::parse(&[0; 15]).is_err());
        assert!(GetSystemGuid::parse(&[0; 17]).is_err());
        assert_eq!(GetDeviceGuid::parse(&[7; 16]), Ok(Guid([7; 16])));
    }

    #[test]
    fn self_test_results_are_told_apart() {
        let parse = |data: &[u8]| GetSelfTestResults::parse(data).unwrap();
        assert_eq!(parse(&[0x55]), SelfTest::Passed);
        assert_eq!(parse(&[0x56, 3]), SelfTest::NotImplemented);
        assert_eq!(parse(&[0x57, 0x81]), SelfTest::Corrupted(0x81));
        assert_eq!(parse(&[0x58, 0x33]), SelfTest::Fatal(0x33));
        assert_eq!(parse(&[0xff, 3]), SelfTest::Reserved(3));
        assert_eq!(parse(&[0x42, 0x17]), SelfTest::Specific { result: 0x42, detail: 0x17 });
    }
}
