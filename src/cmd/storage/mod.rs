//! Non-volatile storage: SDR repository, SEL, FRU inventory (IPMI v2.0 §31 to §34).
pub mod fru;
pub mod repository;
pub mod sel;
