//! Records of PICMG (PICMG 3.0 §3, AMC.0 §3).

/// The enterprise number of PICMG.
pub const MANUFACTURER: u32 = 0x00_315a;
