//! What `-O`, `-S` and `-z` say before a command runs.
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::failure::Failure;
use super::out::Out;
use super::settings::Settings;

/// Says what IPMItool says of these options once the session is open. Files that are missing do
/// not end the run.
///
/// # Errors
/// Those of the output.
pub fn announce(settings: &Settings, out: &mut Out<'_>) -> Result<(), Failure> {
    if let Some(path) = &settings.sdr_cache
        && !path.exists()
    {
        let name = path.display();
        out.note(format_args!("File {name} does not exist"));
        out.note(format_args!("Unable to open SDR cache {name} for reading"));
    }
    if let Some(path) = &settings.oem_sel {
        if let Some(records) = count_records(path) {
            out.plain(format_args!("nrecs={records}"))?;
        } else {
            let name = path.display();
            out.note(format_args!("File {name} does not exist"));
            out.note(format_args!("Could not open {name} file"));
        }
    }
    if settings.buffer_size > 0 {
        out.plain(format_args!("Setting large buffer to {}", settings.buffer_size))?;
    }
    Ok(())
}

/// The lines that hold something.
fn count_records(path: &Path) -> Option<usize> {
    let lines = BufReader::new(File::open(path).ok()?).split(b'\n');
    Some(lines.map_while(Result::ok).filter(|line| !line.is_empty()).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn records_are_lines_that_hold_something() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        // IPMItool 1.8.19 says nrecs=3 for this one.
        file.write_all(b"1,a,b\n2,c,d\n\n#x\n").unwrap();
        assert_eq!(count_records(file.path()), Some(3));
        assert_eq!(count_records(Path::new("/nonexistent/oem")), None);
    }
}
