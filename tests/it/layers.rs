//! Keeps imports pointing down, the lower layers pure, and files small.
use std::fs;
use std::path::{Path, PathBuf};

/// A layer may name itself and the layers to its left.
const LAYERS: [&str; 8] =
    ["wire", "crypto", "model", "cmd", "session", "error", "transport", "cli"];
/// All that the BMC may share with the client.
const MOCK_MAY_NAME: [&str; 3] = ["wire", "crypto", "mock"];
/// What of the BMC touches sockets and files.
const MOCK_IO: [&str; 8] = [
    "server.rs",
    "server/console.rs",
    "persist/file.rs",
    "host/child.rs",
    "host/console.rs",
    "fleet/files.rs",
    "fleet/running.rs",
    "fleet/sockets.rs",
];
const MAX_LINES: usize = 600;
/// What the layers below transport never do: IO, clocks, random numbers, the environment.
const IMPURE: [&str; 14] = [
    "tokio",
    "std::net::UdpSocket",
    "std::fs",
    "std::io",
    "std::env",
    "std::thread",
    "std::process",
    "rand::",
    "Instant::now",
    "SystemTime",
    "println!",
    "eprintln!",
    "serde",
    "rustix",
];
/// The error type carries what the system said; it does no IO.
const EXCEPT: [(&str, &str); 1] = [("error.rs", "std::io")];

#[test]
fn imports_point_down() {
    for (at, layer) in LAYERS.iter().enumerate() {
        for file in files(layer) {
            for upper in &LAYERS[at + 1..] {
                assert!(!names_module(&file.text, upper), "{} names {upper}", file.name);
            }
            if *layer != "cli" {
                assert!(!names_module(&file.text, "mock"), "{} names mock", file.name);
            }
        }
    }
}

#[test]
fn the_bmc_shares_bytes_and_ciphers_only() {
    for file in files("mock") {
        for layer in LAYERS.iter().filter(|layer| !MOCK_MAY_NAME.contains(layer)) {
            assert!(!names_module(&file.text, layer), "{} names {layer}", file.name);
        }
        let has_io = MOCK_IO.iter().any(|name| file.name.ends_with(name));
        for word in ["tokio", "Instant::now", "UdpSocket", "std::fs"] {
            assert!(has_io || !file.text.contains(word), "{} names {word}", file.name);
        }
    }
}

#[test]
fn below_transport_nothing_touches_the_world() {
    for layer in &LAYERS[..6] {
        for file in files(layer) {
            for word in IMPURE {
                let allowed = EXCEPT.contains(&(file.name.as_str(), word));
                assert!(allowed || !file.text.contains(word), "{} names {word}", file.name);
            }
        }
    }
}

#[test]
fn only_transport_reads_the_clock_for_the_library() {
    for file in files("cli") {
        assert!(!file.text.contains("UdpSocket"), "{} opens a socket", file.name);
    }
    for layer in ["wire", "crypto", "model", "cmd", "session", "error", "transport", "mock"] {
        for file in files(layer) {
            for word in ["std::env", "process::exit", "println!", "eprintln!"] {
                assert!(!file.text.contains(word), "{} names {word}", file.name);
            }
        }
    }
}

#[test]
fn results_are_serialized_by_the_command_line_only() {
    let others = LAYERS.iter().filter(|layer| **layer != "cli").chain(&["mock"]);
    for file in others.flat_map(|layer| files(layer)) {
        assert!(!file.text.contains("Serialize"), "{} names Serialize", file.name);
    }
}

/// The driver's calls take pointers; nothing else needs to.
#[test]
fn unsafe_stands_in_one_file() {
    let root = root();
    let with: Vec<String> = rust_files(&root)
        .into_iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            code.into_iter().any(|line| names_word(line, "unsafe") || line.contains("unsafe_code"))
        })
        .map(|path| path.strip_prefix(&root).unwrap().display().to_string())
        .collect();
    assert_eq!(with, ["transport/open/ioctl.rs"]);
    assert!(names_word("let x = unsafe { y };", "unsafe"));
    assert!(!names_word("is_unsafely()", "unsafe"));
}

fn names_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

#[test]
fn files_are_short() {
    let root = root();
    for path in rust_files(&root) {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        if !name.starts_with("model/tables") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(lines <= MAX_LINES, "{name} has {lines} lines");
        }
    }
}

/// The rules above see what they look for.
#[test]
fn a_planted_fault_is_seen() {
    assert!(names_module("use crate::session::Session;", "session"));
    assert!(names_module("use crate::{wire, session};", "session"));
    assert!(names_module("use crate::{\n    session::Session,\n    wire,\n};", "session"));
    assert!(!names_module("use crate::cmd::session::Close;", "session"));
    assert!(!names_module("use crate::{cmd::session, wire};", "session"));
    assert!(!names_module("use crate::sessions;", "session"));
}

struct Source {
    name: String,
    /// Without comments and unit tests, which may name what they like.
    text: String,
}

/// `crate::layer`, alone or within the braces of `use crate::{…}`.
fn names_module(text: &str, layer: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices("crate::").any(|(at, path)| {
        let rest = &text[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            return rest.split(|c| !is_name(c)).next() == Some(layer);
        };
        let mut depth = 0;
        let mut start = true;
        for (at, c) in group.char_indices() {
            if depth == 0 && start && group[at..].split(|c| !is_name(c)).next() == Some(layer) {
                return true;
            }
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => return false,
                '}' => depth -= 1,
                _ => {}
            }
            start = c == ',' || (start && c.is_whitespace());
        }
        false
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The sources of one layer: its folder, or its one file.
fn files(layer: &str) -> Vec<Source> {
    let root = root();
    let mut paths = rust_files(&root.join(layer));
    paths.extend(Some(root.join(format!("{layer}.rs"))).filter(|path| path.exists()));
    assert!(!paths.is_empty(), "{layer} has no sources");
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        Source { name, text: code.flat_map(|line| [line, "\n"]).collect() }
    };
    let is_test = |path: &PathBuf| {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        inside.components().any(|part| part.as_os_str() == "tests")
    };
    paths.into_iter().filter(|path| !is_test(path)).map(source).collect()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files
}
