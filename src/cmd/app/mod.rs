//! Application commands (IPMI v2.0 §20, §22, §27).
pub mod device;
pub mod enables;
pub mod sysinfo;
pub mod watchdog;
