//! Takes secrets out of the argument list that `ps` and `/proc/PID/cmdline` show.
//!
//! Linux keeps the list in the process's own memory, where `/proc/self/mem` can write it: no
//! pointers needed. Where that fails, or on other systems, the list stays as it is.
use std::ffi::OsString;

/// Where a secret stands: the argument, and the offset in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the argument; 0 is the program's name.
    pub index: usize,
    /// Offset of the secret's first byte; it goes to the end of the argument.
    pub offset: usize,
}

/// Overwrites the secrets of this process's arguments with `X`, as IPMItool does. True when it was
/// done. Does nothing when `args` are not the arguments that the process was started with.
pub fn hide(args: &[OsString], places: &[Place]) -> bool {
    places.is_empty() || system::overwrite(args, places).is_some()
}

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::OsString;
    use std::fs::OpenOptions;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::FileExt;

    use zeroize::Zeroizing;

    use super::Place;

    pub(super) fn overwrite(args: &[OsString], places: &[Place]) -> Option<()> {
        let (start, end) = bounds(&std::fs::read("/proc/self/stat").ok()?)?;
        let memory = OpenOptions::new().read(true).write(true).open("/proc/self/mem").ok()?;
        let length = usize::try_from(end.checked_sub(start)?).ok()?;
        let expected = Zeroizing::new(joined(args));
        if expected.len() != length {
            return None;
        }
        let mut found = Zeroizing::new(vec![0; length]);
        memory.read_exact_at(&mut found, start).ok()?;
        if found != expected {
            return None;
        }
        for place in places {
            let before: usize = args.iter().take(place.index).map(|arg| arg.len() + 1).sum();
            let covered = args.get(place.index)?.len().checked_sub(place.offset)?;
            let at = start.checked_add(u64::try_from(before + place.offset).ok()?)?;
            memory.write_all_at(&vec![b'X'; covered], at).ok()?;
        }
        Some(())
    }

    /// The list as it lies in memory: each argument with its zero byte.
    fn joined(args: &[OsString]) -> Vec<u8> {
        let length = args.iter().map(|arg| arg.len() + 1).sum();
        let mut out = Vec::with_capacity(length);
        for arg in args {
            out.extend(arg.as_bytes());
            out.push(0);
        }
        out
    }

    /// `arg_start` and `arg_end`, fields 48 and 49 of proc(5)'s stat. The second field is the
    /// program's name in parentheses and may hold anything.
    pub(super) fn bounds(stat: &[u8]) -> Option<(u64, u64)> {
        let behind_name = stat.iter().rposition(|byte| *byte == b')')? + 1;
        let rest = std::str::from_utf8(stat.get(behind_name..)?).ok()?;
        let mut fields = rest.split_ascii_whitespace().skip(48 - 3);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn overwrite(_: &[std::ffi::OsString], _: &[super::Place]) -> Option<()> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_found_behind_any_name() {
        let numbers: Vec<String> = (4..=52).map(|field| field.to_string()).collect();
        let stat = format!("12 (a) b (c) S {}\n", numbers.join(" "));
        assert_eq!(system::bounds(stat.as_bytes()), Some((48, 49)));
        assert_eq!(system::bounds(b"12 (a) S 1 2"), None);
        assert_eq!(system::bounds(b""), None);
    }

    #[test]
    fn arguments_of_another_process_are_left_alone() {
        let args = ["x", "-P", "secret"].map(OsString::from);
        assert!(!hide(&args, &[Place { index: 2, offset: 0 }]));
        assert!(hide(&args, &[]), "nothing to hide");
    }

    #[test]
    fn this_process_can_hide_its_own() {
        let args: Vec<OsString> = std::env::args_os().collect();
        let end = args[0].len();
        assert!(hide(&args, &[Place { index: 0, offset: end }]), "an empty place changes nothing");
    }
}
