//! Records bigger than a message, and tables of names.
pub mod guid;
pub mod tables;
