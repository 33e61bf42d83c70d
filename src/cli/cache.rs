//! The cache of sensor data records, on disk. It may be missing, damaged or not writable: that
//! costs time and is never an error.
use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rand::TryRng;
use rand::rngs::SysRng;
use rustix::fs::OFlags;
use rustix::process::geteuid;
use sha2::{Digest, Sha256};

use crate::model::snapshot::Snapshot;

/// Where the records of one BMC are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: PathBuf,
    key: Vec<u8>,
}

impl Place {
    /// The file in `directory` for what `key` names; `label` begins its name.
    pub fn new(directory: &Path, label: &str, key: Vec<u8>) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' };
        let mut name: String = label.chars().map(plain).take(LABEL).collect();
        name.push('-');
        for byte in Sha256::digest(&key).iter().take(12) {
            let _ = write!(name, "{byte:02x}");
        }
        // A name that begins with a dot would be hidden, or the parent.
        Self { path: directory.join(name.trim_start_matches('.')), key }
    }

    /// The place for those records of this BMC that name inventories, without the others.
    #[must_use]
    pub fn of_locators(&self) -> Self {
        let mut path = self.path.clone().into_os_string();
        path.push("-fru");
        Self { path: path.into(), key: [&self.key, b" locators".as_slice()].concat() }
    }

    /// What is kept there, when it is whole, ours, and of that BMC.
    pub fn load(&self) -> Option<Snapshot> {
        let nofollow = i32::try_from(OFlags::NOFOLLOW.bits() | OFlags::NONBLOCK.bits()).ok()?;
        let file = OpenOptions::new().read(true).custom_flags(nofollow).open(&self.path).ok()?;
        let about = file.metadata().ok()?;
        if !about.is_file() || about.uid() != geteuid().as_raw() || about.mode() & 0o022 != 0 {
            return None;
        }
        let bytes = read_at_most(file, MOST_BYTES).ok()?;
        let snapshot = Snapshot::read(&bytes).filter(|snapshot| snapshot.key == self.key)?;
        Some(snapshot.with_idle_at(now()))
    }

    /// Keeps a snapshot under this place's key, if that is possible: all of the file or nothing of
    /// it. One of fewer records never takes the place of a fuller one of the same store.
    pub fn save(&self, snapshot: &Snapshot) {
        let fuller = |other: &Snapshot| {
            (&other.info, &other.id) == (&snapshot.info, &snapshot.id)
                && other.is_fresh(&snapshot.info, now())
                && other.records.len() > snapshot.records.len()
        };
        if snapshot.next.is_some() && self.load().as_ref().is_some_and(fuller) {
            return;
        }
        let bytes = Snapshot { key: self.key.clone(), ..snapshot.clone() }.write();
        if bytes.len() < MOST_BYTES {
            // Next time will show.
            let _ = self.replace(&bytes);
        }
    }

    /// Forgets what is kept there.
    pub fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }

    fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let directory = self.path.parent().ok_or(io::ErrorKind::NotFound)?;
        DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
        let mut random = [0; 8];
        SysRng.try_fill_bytes(&mut random).map_err(io::Error::other)?;
        let temporary = directory.join(format!(".{:016x}", u64::from_le_bytes(random)));
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&temporary)?;
        let done = file.write_all(bytes).and_then(|()| fs::rename(&temporary, &self.path));
        if done.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        done
    }
}

/// The directory that is used unless another is asked for. A user whose home is not there has
/// none.
pub fn usual_directory() -> Option<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let home = || absolute("HOME").filter(|home| home.is_dir());
    let base = absolute("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")))?;
    Some(base.join("ripmitool").join("sdr"))
}

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// The bytes of a file, and an error when there are more than `most`.
///
/// # Errors
/// Those of reading, and [`io::ErrorKind::FileTooLarge`].
pub fn read_at_most(file: File, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Most of a file's name that is a host's.
const LABEL: usize = 60;
/// Files beyond that are not read: 64 Ki records of full length are smaller.
pub const MOST_BYTES: usize = 16 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn place(directory: &Path, key: &str) -> Place {
        Place::new(directory, "../host [::1]", key.into())
    }

    fn snapshot(info: &[u8], records: usize) -> Snapshot {
        let records = vec![vec![1, 0, 0x51, 1, 0]; records];
        Snapshot { info: info.to_vec(), records, taken: now(), ..Snapshot::default() }
    }

    #[test]
    fn a_part_never_takes_the_place_of_more() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path(), "one");
        let part = |info, records| Snapshot { next: Some(9), ..snapshot(info, records) };
        let records = || place.load().unwrap().records.len();
        place.save(&part(&[1], 2));
        place.save(&part(&[1], 1));
        assert_eq!(records(), 2);
        place.save(&part(&[1], 3));
        assert_eq!(records(), 3);
        place.save(&snapshot(&[1], 4));
        place.save(&part(&[1], 3));
        assert_eq!((records(), place.load().unwrap().next), (4, None));
        // Of another time it does.
        place.save(&part(&[2], 1));
        assert_eq!(records(), 1);
    }

    #[test]
    fn what_is_saved_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a").join("b");
        let place = place(&inner, "one");
        assert_eq!(place.load(), None);
        place.save(&snapshot(&[1], 1));
        let back = place.load().unwrap();
        assert_eq!((back.info, back.records.len()), (vec![1], 1));
        let names: Vec<_> = fs::read_dir(&inner).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names.len(), 1, "{names:?}");
        assert!(names[0].to_str().unwrap().starts_with("_host____1_-"), "{names:?}");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(&place.path)), (0o700, 0o600));
        assert_eq!(self::place(&inner, "two").load(), None);
    }

    #[test]
    fn foreign_files_are_not_read_and_links_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path(), "one");
        place.save(&snapshot(&[1], 0));
        fs::set_permissions(&place.path, fs::Permissions::from_mode(0o666)).unwrap();
        assert_eq!(place.load(), None, "others could have written it");
        let target = folder.path().join("target");
        fs::rename(&place.path, &target).unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&target, &place.path).unwrap();
        assert_eq!(place.load(), None, "a link");
        let before = fs::read(&target).unwrap();
        place.save(&snapshot(&[2], 0));
        assert_eq!(fs::read(&target).unwrap(), before, "the link is replaced, not followed");
        assert_eq!(place.load().unwrap().info, [2]);
    }

    #[test]
    fn a_place_that_cannot_be_is_no_error() {
        let nowhere = Place::new(Path::new("/dev/null/x"), "h", Vec::new());
        nowhere.save(&snapshot(&[], 0));
        assert_eq!(nowhere.load(), None);
    }
}
