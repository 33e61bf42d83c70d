//! Names of makers: from the system's `enterprise-numbers.txt` where there is one, else from the
//! built-in table.
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::model::tables::manufacturers;

/// The name behind an IANA enterprise number, in the bytes of the file. Reads the file on every
/// call, so call it only for a name that is shown.
pub fn name(number: u32) -> Option<Vec<u8>> {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(IN_HOME));
    let files = home.iter().map(PathBuf::as_path).chain([Path::new(SYSTEM)]);
    name_from(number, files)
}

/// Only a file that cannot be opened is passed over: the first that can be is the registry.
fn name_from<'a>(number: u32, files: impl Iterator<Item = &'a Path>) -> Option<Vec<u8>> {
    match number {
        0 => return Some(b"Unknown".to_vec()),
        RESERVED => return Some(b"Unspecified".to_vec()),
        _ => {}
    }
    let opened = files.filter_map(|path| File::open(path).ok());
    for file in opened {
        if let Ok(name) = search(BufReader::with_capacity(CHUNK, file), number) {
            return name.or_else(|| built_in(number).filter(|_| number == DEBUG));
        }
    }
    built_in(number)
}

fn built_in(number: u32) -> Option<Vec<u8>> {
    match number {
        DEBUG => Some(b"A Debug Assisting Company, Ltd.".to_vec()),
        _ => manufacturers::name(number).map(|name| name.as_bytes().to_vec()),
    }
}

/// IANA's layout: a line with the number, then one with the name behind two blanks.
fn search(mut file: impl BufRead, number: u32) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut found = false;
    while {
        line.clear();
        file.read_until(b'\n', &mut line)?
    } > 0
    {
        if let (true, Some(name)) = (found, line.strip_prefix(b"  ")) {
            let end = name.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(name.len());
            return Ok(name.get(..end).map(<[u8]>::to_vec));
        }
        found = leading_number(&line) == Some(number);
    }
    Ok(None)
}

fn leading_number(line: &[u8]) -> Option<u32> {
    let digits = line.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(line.get(..digits)?).ok()?.parse().ok()
}

const IN_HOME: &str = ".local/usr/share/misc/enterprise-numbers.txt";
const SYSTEM: &str = "/usr/share/misc/enterprise-numbers.txt";
const CHUNK: usize = 64 * 1024;
/// Reserved by the IPMI specification for "unspecified" (§20.1).
const RESERVED: u32 = 0x0f_ffff;
const DEBUG: u32 = 0xff_fffe;

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text was tried with ipmitool 1.8.19 as its registry file.
    #[test]
    fn the_file_is_read_as_ipmitool_reads_it() {
        let dell = |text: &[u8]| search(text, 674).unwrap();
        assert_eq!(dell(b"head\n\n674\n  My Dell\n    A Person\n"), Some(b"My Dell".to_vec()));
        assert_eq!(dell(b"674 \n  My Dell \n"), Some(b"My Dell ".to_vec()));
        assert_eq!(dell(b"674abc\n  My Dell\n"), Some(b"My Dell".to_vec()));
        assert_eq!(dell(b"673\n  674\n674\n  B"), Some(b"B".to_vec()));
        assert_eq!(dell(b"674\n  A\n674\n  B\n"), Some(b"A".to_vec()));
        assert_eq!(dell(b"0674\n  A\n"), Some(b"A".to_vec()));
        assert_eq!(dell(b"0x2a2\n  A\n"), None);
        assert_eq!(dell(b"674\r\n  A\r\n"), Some(b"A".to_vec()));
        assert_eq!(dell(b"673\n674\n  A\n"), Some(b"A".to_vec()));
        assert_eq!(dell(b"67400000000000000\n  B\n674\n  A\n"), Some(b"A".to_vec()));
        assert_eq!(dell(b"674\n  Caf\xe9\n"), Some(b"Caf\xe9".to_vec()));
        assert_eq!(dell(b"674\n"), None);
    }

    #[test]
    fn the_built_in_table_stands_in_for_a_file_that_is_not_there() {
        let none = || std::iter::once(Path::new("/nonexistent/enterprise-numbers.txt"));
        assert_eq!(name_from(674, none()), Some(b"Dell Inc.".to_vec()));
        assert_eq!(name_from(0, none()), Some(b"Unknown".to_vec()));
        assert_eq!(name_from(0x0f_ffff, none()), Some(b"Unspecified".to_vec()));
        assert_eq!(name_from(0x00f0_0157, none()), None);
    }

    #[test]
    fn a_file_that_is_there_decides_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("enterprise-numbers.txt");
        std::fs::write(&file, "343\n  Intel\n").unwrap();
        let files = || std::iter::once(file.as_path());
        assert_eq!(name_from(343, files()), Some(b"Intel".to_vec()));
        assert_eq!(name_from(674, files()), None);
        assert_eq!(name_from(DEBUG, files()), Some(b"A Debug Assisting Company, Ltd.".to_vec()));
    }
}
