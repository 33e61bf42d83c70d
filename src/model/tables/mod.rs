//! Data only: names for numbers.
pub mod manufacturers;
pub mod products;
