//! Chassis commands (IPMI v2.0 §28).
use super::Command;
use crate::wire::{self, buf::Reader, ids::netfn};

/// Asks for power state and front panel state (§28.2).
#[derive(Clone, Copy, Debug)]
pub struct GetChassisStatus;

/// Answer to [`GetChassisStatus`] (§28.2, table 28-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChassisStatus {
    /// System power is on (S0 or S1); soft-off counts as off.
    pub power_on: bool,
}

impl Command for GetChassisStatus {
    const NETFN: u8 = netfn::CHASSIS;
    const CMD: u8 = 0x01;
    const NAME: &'static str = "Get Chassis Status";
    type Response = ChassisStatus;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<ChassisStatus, wire::Error> {
        let mut r = Reader::new(data);
        let power = r.u8("current power state")?;
        Ok(ChassisStatus { power_on: power & 0x01 != 0 })
    }
}
