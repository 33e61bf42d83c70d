//! Data only: names for numbers.
pub mod entities;
pub mod manufacturers;
pub mod products;
pub mod units;
