//! The documents of the mock BMC are complete, and their examples work; the shipped models.
use std::path::Path;
use std::process::Command;

use ripmitool::mock::model::Model;

use crate::bmc::{Bmc, OURS};
use ripmitool::mock::Options;

const MODELS: &str = include_str!("../../docs/mock-models.md");
const BMC: &str = include_str!("../../docs/mock-bmc.md");

#[test]
fn every_example_can_be_read() {
    let blocks: Vec<&str> = MODELS.split("```toml\n").skip(1).collect();
    assert!(blocks.len() > 10);
    let mut before = String::new();
    for block in blocks {
        let text = block.split("```").next().unwrap();
        // An example stands for itself, or goes on with the sensors of the one before.
        let alone = Model::parse(text);
        let joined = Model::parse(&format!("{before}\n{text}"));
        assert!(alone.is_ok() || joined.is_ok(), "{:?}\n{text}", alone.err());
        before = text.to_owned();
    }
}

/// Keys that serde knows: the fields of structures that are read from a model.
fn keys() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mock/model");
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for part in text.split("#[derive(").skip(1) {
            let (derived, body) = part.split_once('\n').unwrap();
            let head = body.lines().find(|line| !line.trim_start().starts_with('#'));
            if !derived.contains("Deserialize") || !head.is_some_and(|it| it.contains("struct ")) {
                continue;
            }
            let mut renamed = None;
            for line in body.split("\n}").next().unwrap().lines().skip(1).map(str::trim) {
                if let Some((_, rest)) = line.split_once("rename = \"") {
                    renamed = rest.split('"').next().map(str::to_owned);
                }
                let line = line.strip_prefix("pub(super) ").unwrap_or(line);
                let line = line.strip_prefix("pub ").unwrap_or(line);
                let name = line.split(':').next().unwrap_or_default();
                let is_name =
                    name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
                if line.contains(": ") && is_name && !name.is_empty() {
                    let place = path.file_name().unwrap().to_string_lossy().into_owned();
                    keys.push((place, renamed.take().unwrap_or_else(|| name.to_owned())));
                }
            }
        }
    }
    keys
}

#[test]
fn every_key_is_documented() {
    let keys = keys();
    assert!(keys.len() > 150, "{}", keys.len());
    for (place, key) in keys {
        let spellings = [format!("`{key}`"), format!("[{key}]"), format!("`{key} = ")];
        assert!(spellings.iter().any(|it| MODELS.contains(it)), "{place}: {key}");
    }
}

#[test]
fn every_option_of_the_mock_is_documented() {
    let help = Command::new(OURS).args(["mock-bmc", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options: Vec<&str> =
        help.split_whitespace().filter(|word| word.starts_with("--")).collect();
    assert!(options.contains(&"--model"), "{options:?}");
    for option in options.iter().filter(|option| **option != "--help") {
        let option = option.trim_end_matches([',', '.']);
        assert!(BMC.contains(&format!("`{option}")), "{option}");
    }
    let faults = include_str!("../../src/mock/faults.rs");
    let names =
        faults.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => Self::"));
    let names: Vec<&str> = names.map(|(name, _)| name).collect();
    assert!(names.len() > 30);
    for name in names {
        assert!(BMC.contains(&format!("`{name}")), "{name}");
    }
}

#[test]
fn a_watch_sees_a_server_change() {
    // As the lively model, but quicker.
    let text = include_str!("../../src/mock/models/lively.toml");
    assert!(text.contains("seconds = 2 }") && text.contains("seconds = 3 }"));
    let text = text
        .replace("seconds = 2 }", "seconds = 0.2 }")
        .replace("seconds = 3 }", "seconds = 0.3 }");
    let bmc = Bmc::new(Options::of(Model::parse(&text).unwrap().into()));
    let words = "--no-cache --deadline 3 --interval 0.05 --json -I lanplus -C 3 sensor watch";
    let stdout = bmc.good(words);
    let changes: Vec<serde_json::Value> =
        stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |name: &str| changes.iter().filter(|change| change.to_string().contains(name)).count();
    // Each is told once at the beginning; the fan steps through five readings, and the power
    // supply through three sets of states.
    for name in ["CPU Temp", "Fan RPM", "PSU Status"] {
        assert!(of(name) > 2, "{name}: {stdout}");
    }
}
