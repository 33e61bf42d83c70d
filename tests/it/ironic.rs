//! OpenStack Ironic's own driver with our program in IPMItool's place: what it makes of it is
//! what it makes of IPMItool.
use std::path::Path;

use ripmitool::mock::{Model, Options};

use crate::bmc::{Bmc, OURS, options};
use crate::foreign::{find, find_file};
use crate::monitoring::{Dress, Tool, client, same_at};

/// Debian's Python, which has Debian's modules.
const PYTHON: &str = "/usr/bin/python3";
const DRIVER: &str = "/usr/lib/python3/dist-packages/ironic/drivers/modules/ipmitool.py";

/// What the driver printed, and the requests that changed something: power, boot options, resets.
struct Driven {
    printed: String,
    requests: Vec<(u8, u8, Vec<u8>)>,
}

fn drive(program: &Path, part: &str, options: Options) -> Driven {
    let bmc = Bmc::new(options);
    let tool = Tool::new(program, bmc.port(), Dress::None);
    let run = tool.shell(&line(part));
    assert_eq!(run.code, Some(0), "{} {part}: {}", program.display(), run.stderr);
    let changes =
        |netfn: u8, cmd: u8| matches!((netfn, cmd), (0x00, 0x02 | 0x08) | (0x06, 0x02 | 0x03));
    let seen = bmc.seen().requests.into_iter();
    let requests = seen.filter(|it| !it.repeated && changes(it.netfn, it.cmd));
    Driven {
        printed: run.stdout,
        requests: requests.map(|it| (it.netfn, it.cmd, it.data)).collect(),
    }
}

fn line(part: &str) -> String {
    format!("{PYTHON} {} {part} $PORT", client("ironic.py").display())
}

/// Drives with IPMItool and with our program, at BMCs of their own at the same time.
fn same(part: &str, options: impl Fn() -> Options + Sync) -> Option<Driven> {
    let theirs = find("ipmitool")?;
    if !find_file(DRIVER) {
        return None;
    }
    let (theirs, ours) = std::thread::scope(|scope| {
        let run = scope.spawn(|| drive(&theirs, part, options()));
        let ours = drive(Path::new(OURS), part, options());
        (run.join().unwrap(), ours)
    });
    assert_eq!(ours.printed, theirs.printed, "{part}");
    assert_eq!(ours.requests, theirs.requests, "{part}");
    Some(ours)
}

#[test]
fn a_node_is_driven_as_before() {
    let Some(driven) = same("node", Options::default) else { return };
    for (netfn, cmd, least) in [(0x00, 0x02, 7), (0x00, 0x08, 40), (0x06, 0x02, 1), (0x06, 0x03, 1)]
    {
        let count = driven.requests.iter().filter(|it| (it.0, it.1) == (netfn, cmd)).count();
        assert!(count >= least, "{netfn:#x} {cmd:#x}: {count} of {least}");
    }
    assert!(driven.printed.contains("\"power reboot\": \"power on\""), "{}", driven.printed);
}

#[test]
fn what_is_refused_fails_as_before() {
    let faults = ["completion=00.02:d5", "completion=00.08:c1", "completion=00.09:cc"];
    let Some(driven) = same("refused", || Options { suites: vec![3], ..options(&faults) }) else {
        return;
    };
    assert!(driven.printed.contains("\"suite\": true"), "{}", driven.printed);
}

#[test]
fn what_it_tries_again_is_the_same() {
    let codes = [
        ("completion=00.01:c0", "Node busy"),
        ("completion=00.09:c3", "Timeout"),
        ("completion=00.0f:c4", "Out of space"),
        ("completion=06.37:d2", "BMC initialization in progress"),
    ];
    let slots = [("no-slots", "insufficient resources for session")];
    for cases in [&codes[..], &slots[..]] {
        let faults: Vec<&str> = cases.iter().map(|(fault, _)| *fault).collect();
        let Some(driven) = same("failing", || options(&faults)) else { return };
        for (fault, word) in cases {
            assert!(driven.printed.contains(word), "{fault}: {}", driven.printed);
        }
    }
}

#[test]
fn suites_are_found_as_before() {
    let Some(driven) = same("suites", || options(&["refuse=17:11"])) else { return };
    assert!(driven.printed.contains("\"power on\""), "{}", driven.printed);
}

#[test]
fn sensors_are_read_as_before() {
    if find_file(DRIVER) {
        same_at(&Model::standard(), &line("sensors"), Dress::None, 400);
    }
}
