//! Sensors: what their readings mean (IPMI v2.0 §35, §36).
pub mod conversion;
pub mod threshold;
pub mod units;
