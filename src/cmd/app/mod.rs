//! Application commands (IPMI v2.0 §20, §22, §27).
pub mod channel;
pub mod session;
pub mod user;
