//! `ripmitool generate [DIR]`: completions and the man page, out of the tables that the program
//! itself works with. The files are checked in; a test fails when they are stale.
mod man;
mod tree;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap_complete::Shell;

use super::out;
use super::stop::Stop;

pub use tree::command;

/// Runs the command with the words that come after `generate`: a directory, or none for this one.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let stop = match args.as_slice() {
        [] => generate(Path::new(".")),
        // A word with a dash is a try for help, not a directory.
        [dir] if !dir.as_encoded_bytes().starts_with(b"-") => generate(Path::new(dir)),
        _ => Stop::error("usage: ripmitool generate [DIR]"),
    };
    out::stop(&stop, false, false)
}

fn generate(dir: &Path) -> Stop {
    for (path, bytes) in files() {
        let path = dir.join(path);
        if let Err(error) = write(&path, &bytes) {
            return Stop::error(format!("{}: {error}", path.display()));
        }
    }
    Stop::default()
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, bytes)
}

/// All files with their contents.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let completions = [
        (Shell::Bash, "completions/ripmitool.bash"),
        (Shell::Zsh, "completions/_ripmitool"),
        (Shell::Fish, "completions/ripmitool.fish"),
    ];
    let mut files: Vec<_> = completions
        .into_iter()
        .map(|(shell, path)| {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut command(), "ripmitool", &mut bytes);
            (PathBuf::from(path), bytes)
        })
        .collect();
    files.push((PathBuf::from("man/ripmitool.1"), man::page()));
    files
}
