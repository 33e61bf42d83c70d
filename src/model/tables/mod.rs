//! Data only: names for numbers.
pub mod device_types;
pub mod entities;
mod event_texts;
pub mod events;
pub mod manufacturers;
pub mod memory_makers;
pub mod products;
pub mod sensor_types;
pub mod units;
