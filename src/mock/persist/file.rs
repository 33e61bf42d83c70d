//! The file: one process at a time has it, and it is whole or the one before.
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::{HEADER, OLD_HEADER, hex, read, write};
use crate::mock::state::State;

/// A file that a state is kept in.
#[derive(Debug)]
pub(in crate::mock) struct StateFile {
    path: PathBuf,
    /// Held as long as this lives; the system lets go of it whatever way the process ends.
    _lock: File,
    /// Digest of what the file has.
    written: Option<[u8; 32]>,
}

/// What is wrong with a state file.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(
        "the state file {0} is damaged. Nothing was changed: put a copy in its place, or remove it to begin anew"
    )]
    Damaged(PathBuf),
    #[error("the state file {0} is in use by another process")]
    InUse(PathBuf),
    #[error("the state file {0}: {1}")]
    Io(PathBuf, io::Error),
}

impl StateFile {
    /// Takes the file for this process; it may be missing. Waits for another process for so long.
    ///
    /// # Errors
    /// When another process has it, or the file beside it that is locked cannot be made.
    pub(in crate::mock) fn open(path: PathBuf, patience: Duration) -> io::Result<Self> {
        let of = |error| named(&path, error);
        let beside = with_suffix(&path, "lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let lock = options.open(beside).map_err(of)?;
        let end = Instant::now() + patience;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(io::Error::new(ErrorKind::ResourceBusy, Fault::InUse(path)));
                }
                Err(TryLockError::Error(error)) => return Err(of(error)),
            }
        }
        // What a process that was killed has left half-written.
        let _ = fs::remove_file(with_suffix(&path, "new"));
        Ok(Self { path, _lock: lock, written: None })
    }

    /// Puts what the file says into `state`; false where there is no file.
    ///
    /// # Errors
    /// When it cannot be read or is not as it was written; nothing has changed then.
    pub(in crate::mock) fn load(&mut self, state: &mut State, now: Instant) -> io::Result<bool> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(named(&self.path, error)),
        };
        let mut bytes = Vec::new();
        file.take(MAX_FILE).read_to_end(&mut bytes).map_err(|error| named(&self.path, error))?;
        let damaged = || io::Error::new(ErrorKind::InvalidData, Fault::Damaged(self.path.clone()));
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        let body = checked(&text).ok_or_else(damaged)?;
        read(body, state, now);
        self.written = Some(digest(body));
        Ok(true)
    }

    /// Writes the state when it differs from what was written last. It is on the disk then.
    ///
    /// # Errors
    /// When it cannot be written; the file is as it was then.
    pub(in crate::mock) fn save(&mut self, state: &State, now: Instant) -> io::Result<()> {
        let mut text = write(state, now);
        let digest = digest(&text);
        if self.written == Some(digest) {
            return Ok(());
        }
        text.push_str(END);
        text.push_str(&hex(&digest));
        text.push('\n');
        self.replace(&text).map_err(|error| named(&self.path, error))?;
        self.written = Some(digest);
        Ok(())
    }

    fn replace(&self, text: &str) -> io::Result<()> {
        let temporary = with_suffix(&self.path, "new");
        let _ = fs::remove_file(&temporary);
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&temporary)?;
        let whole = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        let result = whole.and_then(|()| fs::rename(&temporary, &self.path));
        if result.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        result?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

/// Makes the directory of a state file, for its owner only: the state has passwords.
///
/// # Errors
/// When it cannot be made.
pub(in crate::mock) fn make_folder(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The lines of a file that is as it was written.
fn checked(text: &str) -> Option<&str> {
    if text.starts_with(OLD_HEADER) {
        return Some(text);
    }
    let end = text.rfind(END).filter(|_| text.starts_with(HEADER))?;
    let (body, last) = text.split_at_checked(end)?;
    let expected = [END, &hex(&digest(body)), "\n"].concat();
    (last == expected).then_some(body)
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), Fault::Io(path.to_owned(), error))
}

/// A file beside another.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

/// Begins the last line, which has the digest of all before.
const END: &str = "end ";
/// Far more than the largest log and repository take.
const MAX_FILE: u64 = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::options::Options;

    fn fresh() -> State {
        State::new(&Options::default())
    }

    fn open(path: &Path) -> io::Result<StateFile> {
        StateFile::open(path.to_owned(), Duration::ZERO)
    }

    #[test]
    fn the_file_is_for_the_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mut file = open(&path).unwrap();
        file.save(&fresh(), Instant::now()).unwrap();
        for file in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
            assert_ne!(file.file_name(), "state.new");
        }
        let mut state = fresh();
        state.chassis.power = false;
        assert!(file.load(&mut state, Instant::now()).unwrap());
        assert!(state.chassis.power);
    }

    #[test]
    fn only_one_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let first = open(&path).unwrap();
        let error = open(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ResourceBusy);
        assert!(error.to_string().ends_with("state is in use by another process"), "{error}");
        drop(first);
        open(&path).unwrap();
    }

    #[test]
    fn a_damaged_file_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mut file = open(&path).unwrap();
        let mut state = fresh();
        state.chassis.policy = 2;
        file.save(&state, Instant::now()).unwrap();
        let good = fs::read(&path).unwrap();
        let mut changed = good.clone();
        changed[good.len() / 2] ^= 1;
        let more = [good.as_slice(), b"power 00\n"].concat();
        for bad in [&good[..good.len() / 2], &good[..good.len() - 1], &changed, &more, b"", b"\xff"]
        {
            fs::write(&path, bad).unwrap();
            let mut state = fresh();
            let error = file.load(&mut state, Instant::now()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
            assert!(error.to_string().contains("is damaged"), "{error}");
            assert_eq!(state.chassis.policy, fresh().chassis.policy);
            assert_eq!(fs::read(&path).unwrap(), bad);
        }
        fs::write(&path, &good).unwrap();
        assert!(file.load(&mut state, Instant::now()).unwrap());
    }

    #[test]
    fn a_file_of_the_first_version_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        fs::write(&path, "ripmitool-bmc 1\npower 00\n").unwrap();
        let mut file = open(&path).unwrap();
        let mut state = fresh();
        assert!(file.load(&mut state, Instant::now()).unwrap());
        assert!(!state.chassis.power);
        file.save(&state, Instant::now()).unwrap();
        assert!(fs::read_to_string(&path).unwrap().starts_with(HEADER));
    }

    #[test]
    fn what_a_killed_process_left_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        fs::write(folder.path().join("state.new"), "ripmitool-bmc 2\npower").unwrap();
        let mut file = open(&path).unwrap();
        assert!(!file.load(&mut fresh(), Instant::now()).unwrap(), "it is nobody's state");
        assert!(!folder.path().join("state.new").exists());
    }

    #[test]
    fn nothing_is_written_when_nothing_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let now = Instant::now();
        open(&path).unwrap().save(&fresh(), now).unwrap();
        let inode = || std::os::unix::fs::MetadataExt::ino(&fs::metadata(&path).unwrap());
        let before = inode();
        let mut file = open(&path).unwrap();
        let mut state = fresh();
        file.load(&mut state, now).unwrap();
        file.save(&state, now).unwrap();
        assert_eq!(inode(), before);
        state.chassis.policy = 2;
        file.save(&state, now).unwrap();
        assert_ne!(inode(), before);
    }

    #[test]
    fn a_failure_leaves_the_file_as_it_was_and_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let mut file = open(&path).unwrap();
        // A folder of that name: no file can take its place.
        fs::create_dir(folder.path().join("state.new")).unwrap();
        let error = file.save(&fresh(), Instant::now()).unwrap_err();
        assert!(error.to_string().contains("the state file "), "{error}");
        fs::remove_dir(folder.path().join("state.new")).unwrap();
        file.save(&fresh(), Instant::now()).unwrap();
    }
}
