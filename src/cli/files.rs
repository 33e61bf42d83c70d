//! What `-O`, `-S` and `-z` say before a command runs.
use std::fs::File;
use std::path::Path;

use super::cache::{MOST_BYTES, read_at_most};
use super::failure::Failure;
use super::out::Out;
use super::settings::Settings;
use crate::model::sel::oem_file::OemTexts;

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
        let name = path.display();
        if let Some(texts) = oem_texts(path) {
            if let Some(line) = texts.bad {
                out.note(format_args!("Encountered problems reading line {line} of {name}"));
            }
            out.plain(format_args!("nrecs={}", texts.lines))?;
        } else {
            out.note(format_args!("File {name} does not exist"));
            out.note(format_args!("Could not open {name} file"));
        }
    }
    if settings.buffer_size > 0 {
        out.plain(format_args!("Setting large buffer to {}", settings.buffer_size))?;
    }
    Ok(())
}

/// The texts of a file for OEM entries of the log; `None` when it cannot be read.
pub fn oem_texts(path: &Path) -> Option<OemTexts> {
    let bytes = read_at_most(File::open(path).ok()?, MOST_BYTES).ok()?;
    Some(OemTexts::parse(&bytes))
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
        assert_eq!(oem_texts(file.path()).unwrap().lines, 3);
        assert_eq!(oem_texts(Path::new("/nonexistent/oem")), None);
    }
}
