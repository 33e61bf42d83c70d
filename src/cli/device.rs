//! What to say when this machine's IPMI device is of no use.
use std::fs;
use std::io;
use std::path::Path;

use crate::error::{Error, Tried};

/// `IPMItool`'s line for an error of the driver's or its device's.
pub fn line(error: &Error) -> String {
    match error {
        Error::NoDevice { tried, .. } => {
            let paths: Vec<String> =
                tried.iter().map(|tried| tried.path.display().to_string()).collect();
            // It tells the last error only.
            let why = tried.last().map(|tried| reason(&tried.error)).unwrap_or_default();
            format!("Could not open device at {}: {why}", paths.join(" or "))
        }
        Error::Device { doing, source } => format!("{doing}: {}", reason(source)),
        other => other.to_string(),
    }
}

/// What is wrong, and what to do, when a device cannot be opened.
pub fn why(number: u32, tried: &[Tried]) -> String {
    let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    let there = tried.iter().find(|tried| !absent.contains(&tried.error.kind()));
    match there {
        Some(Tried { path, error }) if error.kind() == io::ErrorKind::PermissionDenied => {
            denied(path, is_root())
        }
        Some(Tried { path, error }) => {
            format!("device: {} is there, but: {}", path.display(), reason(error))
        }
        None => Surroundings::look(number).missing(number),
    }
}

/// What a device that was opened does not do.
pub fn refused(error: &io::Error) -> String {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOTTY.raw_os_error()) {
        return "device: the file is there, but it is not one of the IPMI driver's".to_owned();
    }
    format!("device: the driver says: {}", reason(error))
}

fn denied(path: &Path, root: bool) -> String {
    let path = path.display();
    if root {
        return format!(
            "permission: {path} may not be opened, not even by root here: a container or a \
             security module forbids it"
        );
    }
    format!("permission: {path} may not be opened: run this as root, or give your group the device")
}

/// What there is of the driver.
#[derive(Clone, Copy, Debug, Default)]
struct Surroundings {
    container: bool,
    /// `ipmi_devintf`, which makes the device.
    interface: bool,
    /// The driver knows this device.
    known: bool,
    /// A device with another number.
    other: Option<u32>,
}

impl Surroundings {
    fn look(number: u32) -> Self {
        let exists = |path: &str| Path::new(path).exists();
        let files = fs::read_dir("/dev").into_iter().flatten();
        let names = files.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Self {
            container: CONTAINER_FILES.iter().any(|path| exists(path)),
            interface: exists("/sys/module/ipmi_devintf"),
            known: exists(&format!("/sys/class/ipmi/ipmi{number}")),
            other: another(number, names),
        }
    }

    fn missing(self, number: u32) -> String {
        let Self { container, interface, known, other } = self;
        if let Some(other) = other {
            return format!("no device: number {number} is not here, but {other} is: -d {other}");
        }
        match (container, interface, known) {
            (true, true, _) | (true, _, true) => format!(
                "no device: this is a container; start it with --device /dev/ipmi{number}, and as \
                 root"
            ),
            (true, false, false) => {
                "no device: this is a container; load ipmi_si and ipmi_devintf \
                                     on the host, then start it with --device /dev/ipmi0"
                    .to_owned()
            }
            (false, true, true) => format!(
                "no device: the driver has number {number}, but there is no file for it in /dev"
            ),
            (false, true, false) => {
                "no device: the driver is loaded, but has found no BMC in this \
                                     machine; dmesg may tell more. For another machine's: -H HOST"
                    .to_owned()
            }
            (false, false, _) => {
                "no device: the driver is not loaded; as root: modprobe -a ipmi_si \
                                  ipmi_devintf. For another machine's BMC: -H HOST"
                    .to_owned()
            }
        }
    }
}

/// The lowest number of another device. This one's file may be there, as a link to nowhere.
fn another(number: u32, names: impl Iterator<Item = String>) -> Option<u32> {
    let numbers = names.filter_map(|name| name.strip_prefix("ipmi")?.parse().ok());
    numbers.filter(|other| *other != number).min()
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// The system's words, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

/// What container managers put into their containers.
const CONTAINER_FILES: &[&str] =
    &["/.dockerenv", "/run/.containerenv", "/run/systemd/container", "/run/host/container-manager"];

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(errors: [i32; 3]) -> Vec<Tried> {
        let paths = ["/dev/ipmi0", "/dev/ipmi/0", "/dev/ipmidev/0"];
        let one = |(path, error): (&str, i32)| Tried {
            path: path.into(),
            error: io::Error::from_raw_os_error(error),
        };
        paths.into_iter().zip(errors).map(one).collect()
    }

    /// Lines of IPMItool 1.8.19.
    #[test]
    #[cfg(target_os = "linux")]
    fn the_last_error_is_told_as_ipmitool_tells_it() {
        let said = |errors| line(&Error::NoDevice { number: 0, tried: tried(errors) });
        let start = "Could not open device at /dev/ipmi0 or /dev/ipmi/0 or /dev/ipmidev/0: ";
        assert_eq!(said([2, 2, 2]), format!("{start}No such file or directory"));
        assert_eq!(said([2, 2, 13]), format!("{start}Permission denied"));
        assert_eq!(said([13, 2, 2]), format!("{start}No such file or directory"));
        let source = io::Error::from_raw_os_error(22);
        let error = Error::Device { doing: "Could not set IPMB address", source };
        assert_eq!(line(&error), "Could not set IPMB address: Invalid argument");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_file_that_is_there_is_named() {
        assert!(why(0, &tried([13, 2, 2])).starts_with("permission: /dev/ipmi0 may not be opened"));
        let busy = why(0, &tried([2, 16, 2]));
        assert_eq!(busy, "device: /dev/ipmi/0 is there, but: Device or resource busy");
        assert!(denied(Path::new("/dev/ipmi0"), false).contains("run this as root"));
        assert!(denied(Path::new("/dev/ipmi0"), true).contains("not even by root"));
    }

    #[test]
    fn another_device_is_not_this_one() {
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let all = names(&["ipmi0", "ipmi3", "ipmi2", "ipmi", "ipmidev", "null"]);
        assert_eq!(another(1, all.into_iter()), Some(0));
        assert_eq!(another(0, names(&["ipmi0", "ipmi2"]).into_iter()), Some(2));
        assert_eq!(another(0, names(&["ipmi0", "ipmix"]).into_iter()), None);
    }

    /// Where `/dev/ipmi` is a file, `/dev/ipmi/0` is not there.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_folder_that_is_a_file_has_no_device() {
        assert!(why(0, &tried([2, 20, 2])).starts_with("no device: "));
        assert!(why(0, &tried([2, 20, 13])).contains("/dev/ipmidev/0"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_is_no_device_is_told() {
        let said = |error| refused(&io::Error::from_raw_os_error(error));
        assert_eq!(said(25), "device: the file is there, but it is not one of the IPMI driver's");
        assert_eq!(said(5), "device: the driver says: Input/output error");
    }

    #[test]
    fn what_is_missing_is_told_by_what_is_there() {
        let all = Surroundings { container: true, interface: true, known: true, other: Some(1) };
        assert!(all.missing(0).ends_with("-d 1"));
        let none = Surroundings::default();
        assert!(none.missing(0).contains("modprobe"));
        assert!(Surroundings { interface: true, ..none }.missing(0).contains("no BMC"));
        let known = Surroundings { interface: true, known: true, ..none };
        assert!(known.missing(4).contains("number 4"));
        assert!(
            Surroundings { container: true, ..known }.missing(4).contains("--device /dev/ipmi4")
        );
        assert!(Surroundings { container: true, ..none }.missing(0).contains("on the host"));
    }
}
