//! Commands of makers.
pub mod nm;
