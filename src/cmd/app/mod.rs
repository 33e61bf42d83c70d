//! Application commands (IPMI v2.0 §20, §22, §27).
pub mod channel;
pub mod device;
pub mod enables;
pub mod firewall;
pub mod i2c;
pub mod payload;
pub mod session;
pub mod sysinfo;
pub mod user;
pub mod watchdog;
