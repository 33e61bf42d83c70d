//! What `-O`, `-S` and `-z` say before a command runs.
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

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
    if let Some(file) = &settings.oem_sel {
        let name = file.path.display();
        if let Some(texts) = file.texts() {
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

/// A file with texts for OEM entries of the log (`-O`), which is read once, at its first use.
#[derive(Clone, Debug)]
pub struct OemFile {
    path: PathBuf,
    texts: Arc<OnceLock<Option<OemTexts>>>,
}

impl OemFile {
    /// The file of that name.
    pub fn new(path: PathBuf) -> Self {
        Self { path, texts: Arc::default() }
    }

    /// The texts; `None` when the file cannot be read.
    pub fn texts(&self) -> Option<&OemTexts> {
        self.texts.get_or_init(|| oem_texts(&self.path)).as_ref()
    }
}

fn oem_texts(path: &Path) -> Option<OemTexts> {
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
        let texts = OemFile::new(file.path().to_owned());
        assert_eq!(texts.texts().unwrap().lines, 3);
        assert_eq!(OemFile::new(PathBuf::from("/dev/null/oem")).texts(), None);
        // It is read once.
        let again = texts.clone();
        drop(file);
        assert_eq!(again.texts().unwrap().lines, 3);
    }
}
