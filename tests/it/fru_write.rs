//! `fru write`, `edit`, `internaluse` and `upgEkey` against inventories that are protected, odd,
//! or lose answers, and beside ipmitool.
use std::sync::{Arc, Mutex};

use ripmitool::mock::Options;
use ripmitool::mock::model::Model;
use tempfile::TempDir;

use crate::bmc::{Bmc, login, options, ours};
use crate::foreign::{Run, find, run};
use crate::scripted::Scripted;

/// An inventory with all areas and 256 bytes; `access` is what is odd about its device.
fn model(access: &str) -> String {
    format!(
        "[[fru]]\nid = 0\nsize = 256\ninternal = '49 4e 54 45 52 4e 41'\n\
         chassis = {{ type = 0x17, part = 'CPART', serial = 'CSER' }}\n\
         board = {{ language = 25, manufacturer = 'BMFG', product = 'BPROD', serial = 'BSER' }}\n\
         product = {{ language = 25, manufacturer = 'PMFG', name = 'PNAME' }}\n\
         access = {{ {access} }}\n\
         [[fru.record]]\npicmg = {{ id = 0x14, version = 0, data = '01 02 03 04' }}\n\
         [[fru.record]]\nmanagement = {{ subtype = 1, text = 'http://x' }}\n"
    )
}

struct Place {
    bmc: Bmc,
    folder: TempDir,
}

impl Place {
    fn new(model: &str, faults: &[&str]) -> Self {
        let model = Arc::new(Model::parse(model).unwrap());
        let bmc = Bmc::new(Options { model, ..options(faults) });
        Self { bmc, folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn bytes(&self) -> Vec<u8> {
        self.bmc.server.with_state(|state| state.frus.bytes(0).to_vec())
    }

    fn run(&self, words: &str) -> Run {
        self.bmc.run(&format!("-I lanplus -C 17 {words}"))
    }

    /// Offsets and lengths of the writes that came.
    fn writes(&self) -> Vec<(u16, usize)> {
        let seen = self.bmc.seen();
        let writes = seen.requests.iter().filter(|it| (it.netfn, it.cmd) == (0x0a, 0x12));
        writes.map(|it| (u16::from_le_bytes([it.data[1], it.data[2]]), it.data.len() - 3)).collect()
    }
}

fn changed(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0x55;
    bytes
}

#[test]
fn only_what_differs_is_written_and_all_is_read_back() {
    let place = Place::new(&model(""), &[]);
    let before = place.bytes();
    let same = place.file("same", &before);
    let run = place.run(&format!("fru write 0 {same}"));
    let said = "Fru Size         : 256 bytes\nSize to Write    : 256 bytes\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), said, ""));
    assert_eq!(place.writes(), []);
    let after = changed(&changed(&before, 100), 200);
    let run = place.run(&format!("fru write 0 {}", place.file("new", &after)));
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), said, ""));
    assert_eq!(place.writes(), [(100, 1), (200, 1)]);
    assert_eq!(place.bytes(), after);
}

#[test]
fn blocks_shrink_until_the_device_takes_them() {
    for (access, most) in [
        ("", 16),
        ("limit = 8", 8),
        ("limit = 8, limit_code = 0xc7", 8),
        ("limit = 9, limit_code = 0xc8", 8),
        ("words = true, limit = 8", 8),
    ] {
        let place = Place::new(&model(access), &[]);
        let after: Vec<u8> = place.bytes().iter().map(|byte| !byte).collect();
        let run = place.run(&format!("fru write 0 {}", place.file("new", &after)));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{access}: {}", run.stdout);
        assert_eq!(place.bytes(), after, "{access}");
        assert!(place.writes().iter().skip(2).all(|(_, len)| *len <= most), "{access}");
    }
    for most in 1..9 {
        let before = Place::new(&model("").replace("256", "248"), &[]).bytes();
        let (bmc, there) = scripted(before.clone(), 0, most);
        let args = login(bmc.port(), "", "", "-I lan -A NONE fru edit 0 field c 0 PART-1234567890");
        let run = ours(&args);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{most}");
        assert_ne!(*there.lock().unwrap(), before, "{most}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_cut() {
    let place = Place::new(&model(""), &[]);
    let before = place.bytes();
    let large = [changed(&before, 9).as_slice(), &[1, 2, 3]].concat();
    let run = place.run(&format!("fru write 0 {}", place.file("large", &large)));
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("259 bytes, and the inventory 256"), "{}", run.stderr);
    assert_eq!((place.bytes(), place.writes()), (before.clone(), vec![]));
    // What lies behind may be nothing.
    let padded = [changed(&before, 9).as_slice(), &[0xff; 99]].concat();
    assert_eq!(place.run(&format!("fru write 0 {}", place.file("padded", &padded))).code, Some(0));
    assert_eq!(place.bytes(), changed(&before, 9));
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new(&model(""), &[]);
    let before = place.bytes();
    let new = place.file("new", &changed(&before, 50));
    let run = place.run(&format!("--dry-run fru write 0 {new}"));
    assert!(run.stdout.ends_with("Would write 1 bytes at 50\n"), "{}", run.stdout);
    assert!(run.stderr.contains("wrong checksum"), "{}", run.stderr);
    let run = place.run("--dry-run fru edit 0 field p 1 PRODUCT");
    assert!(run.stdout.contains("Would write"), "{}", run.stdout);
    assert!(!run.stdout.contains("Writing"), "{}", run.stdout);
    let area = place.file("area", &[7; 8]);
    let run = place.run(&format!("--dry-run --json fru internaluse 0 write {area}"));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["data"]["dry_run"], true, "{json}");
    assert_eq!(json["data"]["changed"][0]["offset_bytes"], 8, "{json}");
    assert_eq!((place.bytes(), place.writes()), (before, vec![]));
}

#[test]
fn a_refused_write_exits_1() {
    let place = Place::new(&model("protected = true"), &[]);
    let before = place.bytes();
    let new = place.file("new", &changed(&before, 100));
    let run = place.run(&format!("fru write 0 {new}"));
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Bytes 100 to 100 are write-protected"), "{}", run.stderr);
    let run = place.run("fru edit 0 field b 0 BMFX");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Write-protected offset\nNothing was written"), "{}", run.stderr);
    assert_eq!(place.bytes(), before);
}

/// A BMC with an inventory that refuses one write, and takes so many bytes at a time.
fn scripted(bytes: Vec<u8>, refused: usize, most: usize) -> (Scripted, Arc<Mutex<Vec<u8>>>) {
    paged(bytes, refused, most, 256)
}

/// The same with a device that goes back to the start of a page at its end.
fn paged(
    bytes: Vec<u8>,
    refused: usize,
    most: usize,
    page: usize,
) -> (Scripted, Arc<Mutex<Vec<u8>>>) {
    let there = Arc::new(Mutex::new(bytes));
    let (memory, mut writes) = (Arc::clone(&there), 0);
    let bmc = Scripted::new(move |netfn, cmd, data| {
        let mut memory = memory.lock().unwrap();
        let at = || usize::from(u16::from_le_bytes([data[1], data[2]]));
        Some(match (netfn, cmd) {
            (0x0a, 0x10) => vec![0, u8::try_from(memory.len()).unwrap(), 0, 0],
            (0x0a, 0x11) => {
                let end = (at() + usize::from(data[3]).min(32)).min(memory.len());
                let part = memory[at()..end].to_vec();
                [&[0, u8::try_from(part.len()).unwrap()], part.as_slice()].concat()
            }
            (0x0a, 0x12) => {
                if data.len() - 3 > most {
                    return Some(vec![0xc8]);
                }
                writes += 1;
                if writes == refused {
                    return Some(vec![0x80]);
                }
                let new = &data[3..];
                for (place, byte) in (at()..).zip(new) {
                    memory[at() / page * page + place % page] = *byte;
                }
                vec![0, u8::try_from(new.len()).unwrap()]
            }
            _ => vec![0xc1],
        })
    });
    (bmc, there)
}

#[test]
fn what_was_begun_is_undone() {
    let before = Place::new(&model("").replace("256", "248"), &[]).bytes();
    for refused in 1..=8 {
        let (bmc, there) = scripted(before.clone(), refused, 16);
        let line = "-I lan -A NONE fru edit 0 field c 0 PART-1234567890";
        let args = login(bmc.port(), "", "", line);
        let run = ours(&args);
        assert_eq!(run.code, Some(1), "{refused}: {}", run.stderr);
        let end = if refused == 1 { "Nothing was written\n" } else { "has been undone\n" };
        assert!(run.stderr.ends_with(end), "{refused}: {}", run.stderr);
        assert!(!run.stdout.contains("Done."), "{refused}: {}", run.stdout);
        assert_eq!(*there.lock().unwrap(), before, "{refused}");
    }
}

#[test]
fn what_a_device_does_not_keep_is_an_error() {
    let before = Place::new(&model("").replace("256", "248"), &[]).bytes();
    for (page, code) in [(16, 0), (8, 1)] {
        let (bmc, there) = paged(before.clone(), 0, 255, page);
        let args = login(bmc.port(), "", "", "-I lan -A NONE fru edit 0 field c 0 PART-1234567890");
        let run = ours(&args);
        assert_eq!(run.code, Some(code), "{page}: {}", run.stderr);
        assert_eq!(run.stderr.contains("did not arrive"), code == 1, "{page}: {}", run.stderr);
        assert_ne!(*there.lock().unwrap(), before);
    }
}

#[test]
fn a_lost_answer_is_looked_into() {
    let place = Place::new(&model(""), &["silent=0a.12:4"]);
    let after = changed(&place.bytes(), 100);
    let new = place.file("new", &after);
    let run = place.run(&format!("-N 0.1 -R 2 fru write 0 {new}"));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert_eq!(place.bytes(), after);
    // Here the requests themselves get lost, and never arrive.
    let place = Place::new(&model(""), &["lose-request=0a.12"]);
    let run = place.run(&format!("-N 0.1 -R 2 --json fru write 0 {new}"));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(run.code, Some(1));
    assert_eq!(json["error"]["kind"], "outcome_unknown", "{json}");
}

#[test]
fn a_busy_device_is_waited_for() {
    let place = Place::new(&model("busy = 2"), &["completion=0a.12:81:2"]);
    let after = changed(&place.bytes(), 100);
    let run = place.run(&format!("fru write 0 {}", place.file("new", &after)));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(place.bytes(), after);
}

#[test]
fn a_read_that_brings_no_file_exits_1() {
    let place = Place::new(&model("size = 400"), &["completion=0a.10:d5:1"]);
    let path = place.folder.path().join("image");
    let words = format!("fru read 0 {}", path.display());
    assert_eq!(place.run(&words).code, Some(1));
    assert!(!path.exists());
    // A backup from before stays when nothing can be read.
    place.file("image", b"backup");
    place.bmc.server.set_faults(&["completion=0a.11:d5".parse().unwrap()]);
    assert_eq!(place.run(&words).code, Some(1));
    assert_eq!(std::fs::read(&path).unwrap(), b"backup");
    place.bmc.server.set_faults(&[]);
    // The device has less than it says.
    let run = place.run(&words);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("Only 256 of 400 bytes"), "{}", run.stderr);
    assert_eq!(std::fs::read(&path).unwrap(), place.bytes());
}

#[test]
fn the_internal_use_area_is_written_whole() {
    let place = Place::new(&model(""), &[]);
    let before = place.bytes();
    let run = place.run(&format!("fru internaluse 0 write {}", place.file("short", &[7; 7])));
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.ends_with("File size does not fit Eeprom Size\n"), "{}", run.stderr);
    let run = place.run(&format!("fru internaluse 0 write {}", place.file("area", &[7; 8])));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let after = place.bytes();
    assert_eq!(
        (&after[..8], &after[8..16], &after[16..]),
        (&before[..8], &[7; 8][..], &before[16..])
    );
}

#[test]
fn multirecords_come_from_a_file() {
    let place = Place::new(&model(""), &[]);
    let before = place.bytes();
    let records = usize::from(before[5]) * 8;
    let mut other = before.clone();
    (other[records + 10], other[records + 3]) = (2, other[records + 3].wrapping_sub(1));
    other[records + 4] = other[records + 4].wrapping_add(1);
    let run = place.run(&format!("fru upgEkey 0 {}", place.file("other", &other)));
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    assert_eq!(place.bytes(), other);
    let damaged = changed(&before, records + 12);
    let run = place.run(&format!("fru upgEkey 0 {}", place.file("damaged", &damaged)));
    assert_eq!(run.code, Some(1));
    assert_eq!(place.bytes(), other);
    // Without a place for them ipmitool writes over the header.
    let none = model("").split("[[fru.record]]").next().unwrap().to_owned();
    let without = Place::new(&none, &[]);
    let before = without.bytes();
    let run = without.run(&format!("fru upgEkey 0 {}", place.file("other", &other)));
    assert_eq!(run.code, Some(1));
    assert_eq!(without.bytes(), before);
}

#[test]
fn edits_leave_the_bytes_that_ipmitool_leaves() {
    let Some(ipmitool) = find("ipmitool") else { return };
    for words in [
        "b 0 BMFX",
        "b 0 BMFGX",
        "b 1 BP",
        "b 0 A-name-that-needs-much-more-room",
        "c 1 A-longer-number",
        "c 0 C0",
        "p 1 ANOTHER",
        "p 0 P0",
    ] {
        let [here, there] = [(), ()].map(|()| Place::new(&model(""), &[]));
        let line = format!("-I lanplus -C 3 fru edit 0 field {words}");
        let our = here.bmc.run(&line);
        let args = login(there.bmc.port(), "admin", "password", &line);
        let their = run(&ipmitool, &args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((our.code, our.stderr.as_str()), (Some(0), ""), "{words}");
        assert_eq!(our.stdout, their.stdout, "{words}");
        // What ipmitool leaves behind the last record is not always defined.
        assert_eq!(here.bytes()[..240], there.bytes()[..240], "{words}");
        assert!(here.bytes()[240..].iter().all(|byte| *byte == 0), "{words}");
    }
}

#[test]
fn what_ipmitool_damages_stays_sound() {
    let place = Place::new(&model(""), &[]);
    for (words, shown) in [
        ("b 0 X", " Board Mfg             : X \n"),
        ("p 5 ASSET-7", " Product Asset Tag     : ASSET-7\n"),
    ] {
        assert_eq!(place.run(&format!("fru edit 0 field {words}")).code, Some(0), "{words}");
        let print = place.run("fru print 0").stdout;
        assert!(print.contains(shown), "{words}: {print}");
    }
    let before = place.bytes();
    for words in ["p 10 X", "p 0x17 X", &format!("b 0 {}", "x".repeat(64))] {
        assert_eq!(place.run(&format!("fru edit 0 field {words}")).code, Some(1), "{words}");
    }
    assert_eq!(place.bytes(), before);
    // No byte is pushed off the end.
    let full = Place::new(&model("").replace("size = 256", "size = 124"), &[]);
    let before = full.bytes();
    let run = full.run("fru edit 0 field b 0 A-name-that-needs-much-more-room");
    assert_eq!((run.code, full.bytes()), (Some(1), before), "{}", run.stderr);
}
