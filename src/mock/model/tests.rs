//! The shipped models, and what is wrong with others.
use super::*;

#[test]
fn shipped_models_can_be_read() {
    for text in [
        include_str!("../models/default.toml"),
        include_str!("../models/odd.toml"),
        include_str!("../models/lively.toml"),
        include_str!("../models/virtual.toml"),
    ] {
        let model = Model::parse(text).unwrap_or_else(|error| panic!("{error}"));
        assert!(!model.sensors.is_empty());
    }
    assert!(Model::by_name("default").is_some_and(|model| model.sensors.len() > 40));
    assert!(Model::by_name("other").is_none());
}
