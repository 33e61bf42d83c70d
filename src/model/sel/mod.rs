//! SEL records (IPMI v2.0 §32).
pub mod oem;
pub mod oem_file;
pub mod pps;
