//! Data only: names for numbers.
