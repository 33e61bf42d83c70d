//! Records bigger than a message, and tables of names.
pub mod fru;
pub mod guid;
pub mod record_file;
pub mod sdr;
pub mod sel;
pub mod sensor;
pub mod snapshot;
pub mod tables;
