//! What the files say: the map, the configuration, and what it names.
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use zeroize::Zeroizing;

use super::Problem;
use super::config::Config;
use super::map::{self, Entry};
use super::values::MAX_SECRET;
use crate::crypto::secret::Secret;
use crate::mock::model::Model;

/// Where a fleet is described.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The map.
    pub map: PathBuf,
    /// The configuration, if there is one.
    pub config: Option<PathBuf>,
    /// What `$CREDENTIALS_DIRECTORY` stands for at the start of a path.
    pub credentials: Option<PathBuf>,
}

/// Models by their files, with the text that each was made of: BMCs of one model share it, and a
/// file that has not changed is the same model when it is read again.
#[derive(Debug, Default)]
pub(super) struct Models(HashMap<PathBuf, (String, Arc<Model>)>);

/// Reads files that the configuration names; each once.
pub(super) struct Reader<'a> {
    files: &'a Files,
    models: &'a mut Models,
    fresh: HashMap<PathBuf, (String, Arc<Model>)>,
    secrets: HashMap<PathBuf, Secret>,
    /// What is not wrong, and should be known.
    pub(super) notes: Vec<Problem>,
}

impl Files {
    pub(super) fn read_map(&self) -> Result<Vec<Entry>, Vec<Problem>> {
        let bytes = bounded(&self.map).map_err(|error| vec![unread(&self.map, &error)])?;
        let named = |problem| Problem { file: Some(self.map.clone()), ..problem };
        map::parse(&bytes).map_err(|all| all.into_iter().map(named).collect())
    }

    pub(super) fn read_config(&self) -> Result<Config, Problem> {
        let Some(path) = &self.config else { return Ok(Config::default()) };
        let bytes = Zeroizing::new(bounded(path).map_err(|error| unread(path, &error))?);
        let named = |problem| Problem { file: Some(path.clone()), ..problem };
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| named(Problem::general("is not written in UTF-8")))?;
        Config::parse(text).map_err(named)
    }

    /// A path of the configuration: relative ones begin at its directory.
    pub(super) fn resolve(&self, path: &Path) -> PathBuf {
        match (path.strip_prefix(CREDENTIALS), &self.credentials) {
            (Ok(rest), Some(credentials)) => credentials.join(rest),
            _ => self.config.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(path),
        }
    }

    /// A program of the configuration: one without a slash is looked for in `PATH`.
    pub(super) fn program(&self, path: &Path) -> PathBuf {
        if path.components().count() > 1 { self.resolve(path) } else { path.to_owned() }
    }

    /// A problem of the configuration.
    pub(super) fn in_config(&self, problem: Problem) -> Problem {
        Problem { file: self.config.clone(), ..problem }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(files: &'a Files, models: &'a mut Models) -> Self {
        Self { files, models, fresh: HashMap::new(), secrets: HashMap::new(), notes: Vec::new() }
    }

    /// A model that is built in, or that of a file.
    pub(super) fn model(&mut self, name: &str) -> Result<Arc<Model>, Problem> {
        if let Some(model) = Model::by_name(name) {
            return Ok(model);
        }
        let path = self.files.resolve(Path::new(name));
        if let Some((_, model)) = self.fresh.get(&path) {
            return Ok(Arc::clone(model));
        }
        let bytes = bounded(&path).map_err(|error| unread(&path, &error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let known = self.models.0.get(&path).filter(|(before, _)| *before == text);
        let model = match known {
            Some((_, model)) => Arc::clone(model),
            None => Arc::new(Model::parse(&text).map_err(|error| {
                let text = error.to_string();
                Problem { file: Some(path.clone()), line: None, text: text.trim_end().into() }
            })?),
        };
        self.fresh.insert(path, (text, Arc::clone(&model)));
        Ok(model)
    }

    /// The first line of a file.
    pub(super) fn secret(&mut self, path: &Path) -> Result<Secret, Problem> {
        let path = self.files.resolve(path);
        if let Some(secret) = self.secrets.get(&path) {
            return Ok(secret.clone());
        }
        let wrong =
            |text: &str| Problem { file: Some(path.clone()), line: None, text: text.into() };
        let source = Source::open(&path).map_err(|error| unread(&path, &error))?;
        if source.file.metadata().is_ok_and(|it| it.is_file() && it.mode() & OTHERS_READ != 0) {
            self.notes.push(wrong("can be read by other users"));
        }
        let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE));
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
        BufReader::new(source)
            .take(limit)
            .read_until(b'\n', &mut line)
            .map_err(|error| unread(&path, &error))?;
        let end = line.iter().position(|byte| b"\r\n".contains(byte)).unwrap_or(line.len());
        let secret = Secret::new(line.get(..end).unwrap_or_default().to_vec());
        if secret.is_empty() {
            return Err(wrong("its first line is empty"));
        }
        if secret.len() > MAX_SECRET {
            return Err(wrong("its first line has more than 20 bytes"));
        }
        self.secrets.insert(path, secret.clone());
        Ok(secret)
    }

    /// Remembers the models for the next time.
    pub(super) fn keep(self) -> Vec<Problem> {
        self.models.0 = self.fresh;
        self.notes
    }
}

/// A file that is read. One that is a pipe must not hold up the process: nobody may write to it.
struct Source {
    file: File,
    until: Instant,
}

impl Source {
    fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        Ok(Self { file, until: Instant::now() + PATIENCE })
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                done => return done,
            }
            let left = self.until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "nothing comes from it"));
            }
            let time = Timespec::try_from(left).unwrap_or_default();
            // An interrupted wait is a short one.
            let _ = poll(&mut [PollFd::new(&self.file, PollFlags::IN)], Some(&time));
        }
    }
}

/// A whole file, up to a size that no such file has.
fn bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Source::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|len| len > MAX_FILE) {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is too large"));
    }
    Ok(bytes)
}

fn unread(path: &Path, error: &io::Error) -> Problem {
    Problem { file: Some(path.to_owned()), line: None, text: error.to_string() }
}

const CREDENTIALS: &str = "$CREDENTIALS_DIRECTORY";
/// How long to wait for a program at the other end of a pipe.
const PATIENCE: Duration = Duration::from_secs(5);
const MAX_FILE: u64 = 4 << 20;
/// Far over any password, so that a wrong file does no harm.
const MAX_LINE: usize = 1024;
/// Group and others may read.
const OTHERS_READ: u32 = 0o044;

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::process::Command;
    use std::sync::mpsc;
    use std::thread;

    fn secret(path: &Path) -> Result<Secret, Problem> {
        Reader::new(&Files::default(), &mut Models::default()).secret(path)
    }

    #[test]
    fn a_pipe_is_read_and_holds_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let (tell, told) = mpsc::channel();
        let alone = path.clone();
        thread::spawn(move || {
            let _ = tell.send((secret(&alone), bounded(&alone)));
        });
        let (first, whole) = told.recv_timeout(Duration::from_secs(30)).expect("it hangs");
        assert!(first.unwrap_err().text.contains("empty"));
        assert_eq!(whole.unwrap(), b"");
        let both = fs::OpenOptions::new().read(true).write(true).open(&path).unwrap();
        fs::write(&path, "password\n").unwrap();
        assert_eq!(secret(&path).unwrap().bytes(), b"password");
        drop(both);
    }
}
