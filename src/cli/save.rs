//! Files that commands write.
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

use rustix::fs::OFlags;

use super::failure::Failure;
use crate::error::Error;

/// Opens a file to be written anew, as IPMItool does for records: not through a symbolic link, no
/// device, and none that has a second name. Who can write to the folder could lead us elsewhere.
///
/// # Errors
/// What to say when it is no such file, or cannot be opened.
pub fn create(path: &str) -> Result<File, Failure> {
    if let Ok(known) = std::fs::symlink_metadata(path) {
        let wrong = |what: String| {
            let error = io::Error::from(io::ErrorKind::AlreadyExists);
            Failure::client(Error::Io(error), format!("File {path} has invalid {what}"))
        };
        if !known.is_file() {
            return Err(wrong(format!("mode: {}", known.mode())));
        }
        if known.nlink() != 1 {
            return Err(wrong(format!("link count: {} != 1", known.nlink())));
        }
    }
    // What has become a link since then is not followed either.
    let nofollow = OFlags::NOFOLLOW.bits().cast_signed();
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).custom_flags(nofollow);
    options.open(path).map_err(|error| unable(&format!("open file {path} for write"), error))
}

/// Writes all bytes.
///
/// # Errors
/// What to say when they do not fit.
pub fn write(file: &mut File, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    file.write_all(bytes).map_err(|error| unable(&format!("write to file {path}"), error))
}

fn unable(what: &str, error: io::Error) -> Failure {
    // The system's words without its number.
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default().to_owned();
    Failure::client(Error::Io(error), format!("Unable to {what}: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn refusal(path: &std::path::Path) -> String {
        let path = path.to_str().unwrap();
        let failure = create(path).unwrap_err();
        failure.lines().next().unwrap_or_default().replace(path, "X")
    }

    /// What ipmitool 1.8.19 said of them.
    #[test]
    fn only_plain_files_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let path = at("file").to_str().unwrap().to_owned();
        write(&mut create(&path).unwrap(), &path, b"longer").unwrap();
        write(&mut create(&path).unwrap(), &path, b"new").unwrap();
        assert_eq!(std::fs::read(at("file")).unwrap(), b"new");
        symlink(at("file"), at("link")).unwrap();
        assert_eq!(refusal(&at("link")), "File X has invalid mode: 41471");
        symlink(at("nothing"), at("dangling")).unwrap();
        assert_eq!(refusal(&at("dangling")), "File X has invalid mode: 41471");
        assert!(!at("nothing").exists());
        std::fs::hard_link(at("file"), at("second")).unwrap();
        assert_eq!(refusal(&at("file")), "File X has invalid link count: 2 != 1");
        assert!(refusal(folder.path()).starts_with("File X has invalid mode: 16"));
        assert_eq!(
            refusal(&at("no/folder")),
            "Unable to open file X for write: No such file or directory"
        );
        assert_eq!(std::fs::read(at("file")).unwrap(), b"new");
    }
}
