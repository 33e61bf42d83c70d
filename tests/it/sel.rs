//! `sel` against our BMC, and against logs of every shape.
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use ripmitool::mock::{Model, Options};

use crate::bmc::{Bmc, OURS, options, program, server};
use crate::foreign::{Run, find, run};
use crate::scripted::Scripted;

const LAN: &str = "-I lanplus -C 3 --no-cache ";

fn bmc(model: &str) -> Bmc {
    let model = Arc::new(Model::parse(model).unwrap());
    Bmc::new(Options { model, ..Options::default() })
}

fn asked(bmc: &Bmc, cmd: u8) -> usize {
    bmc.seen().count(0x0a, cmd)
}

/// A log by itself: ID, ID of the next.
#[derive(Clone)]
struct Log {
    chain: Vec<(u16, u16)>,
    /// What Get SEL Info says.
    count: u16,
    /// `0xffff` asks for the last entry.
    knows_last: bool,
}

impl Log {
    fn new(ids: &[u16]) -> Self {
        let next = ids.iter().skip(1).copied().chain([0xffff]);
        let chain = ids.iter().copied().zip(next).collect();
        Self { chain, count: u16::try_from(ids.len()).unwrap(), knows_last: true }
    }

    fn serve(self) -> Scripted {
        Scripted::new(move |netfn, cmd, data| match (netfn, cmd) {
            (0x0a, 0x40) => {
                let [low, high] = self.count.to_le_bytes();
                Some(vec![0, 0x51, low, high, 0, 1, 0, 0, 0, 0x60, 0, 0, 0, 0x60, 2])
            }
            (0x0a, 0x43) => {
                let found = match u16::from_le_bytes([data[2], data[3]]) {
                    0 => self.chain.first(),
                    0xffff if self.knows_last => self.chain.last(),
                    id => self.chain.iter().find(|(own, _)| *own == id),
                };
                let Some((id, next)) = found else { return Some(vec![0xcb]) };
                let entry = [2, 0, 0, 0, 0x60, 0x20, 0, 4, 1, 0x30, 1, 0x57, 0xff, 0xff];
                Some([&[0], &next.to_le_bytes()[..], &id.to_le_bytes(), &entry].concat())
            }
            _ => Some(vec![0xc1]),
        })
    }
}

fn scripted(bmc: &Scripted, words: &str) -> Run {
    let port = bmc.port().to_string();
    let login = ["-I", "lan", "-A", "NONE", "-H", "127.0.0.1", "-p", &port, "-U", "", "-P", ""];
    let words = words.split(' ');
    run(Path::new(OURS), &login.into_iter().chain(words).collect::<Vec<_>>())
}

/// The IDs at the beginnings of lines.
fn ids(run: &Run) -> Vec<u16> {
    let id = |line: &str| u16::from_str_radix(line.split_once(" |").unwrap().0.trim(), 16);
    run.stdout.lines().map(|line| id(line).unwrap()).collect()
}

#[test]
fn a_list_asks_for_each_entry_once() {
    let bmc = Bmc::new(Options::default());
    let whole = bmc.good(&format!("{LAN}sel list"));
    assert_eq!(whole.lines().count(), 26);
    assert_eq!((asked(&bmc, 0x40), asked(&bmc, 0x43)), (1, 26));
    assert_eq!(bmc.seen().count(0x06, 0x01), 1, "the maker is asked for once");
    assert_eq!(asked(&bmc, 0x23) + asked(&bmc, 0x20), 0, "no sensor data record");
    bmc.good(&format!("{LAN}sel list last 3"));
    assert!(asked(&bmc, 0x43) <= 26 + 5, "{}", asked(&bmc, 0x43));
    assert_eq!(bmc.good(&format!("{LAN}--inflight 8 sel list")), whole);
    assert_eq!(bmc.good(&format!("{LAN}sel list first 2")).lines().count(), 2);
}

#[test]
fn a_warm_cache_gives_the_names_of_sensors() {
    let home = tempfile::tempdir().unwrap();
    let bmc = Bmc::new(Options::default());
    let port = bmc.port().to_string();
    let list = || {
        let args = ["-I", "lanplus", "-H", "127.0.0.1", "-p", &port, "-U", "admin", "-P"];
        let output = Command::new(OURS)
            .args(args)
            .args(["password", "sel", "elist"])
            .envs([("TZ", "UTC"), ("LC_ALL", "C")])
            .env("XDG_CACHE_HOME", home.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let cold = list();
    assert!(cold.contains("Fan Fan3 RPM | Lower Critical going low  | Asserted | Reading 490 <"));
    let before = asked(&bmc, 0x23);
    assert_eq!(list(), cold);
    assert_eq!(asked(&bmc, 0x23), before, "no record is read again");
    assert_eq!(asked(&bmc, 0x20), 2, "it is asked whether they have changed");
}

#[test]
fn the_last_ones_are_those_of_the_whole_list() {
    let shapes: [&[u16]; 7] = [
        &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        &[100, 101, 102, 103, 104, 105, 106, 107, 108],
        &[1, 2, 3, 20, 21, 22, 40, 41],
        // As many as between the first and the last, in another order, and with one that is no
        // neighbour.
        &[1, 5, 3, 4, 2, 6, 7, 8, 9],
        &[1, 2, 3, 4, 5, 6, 0x100, 8],
        &[0xfffc, 0xfffd, 0xfffe, 1, 2, 3, 4, 5],
        &[9, 8, 7, 6, 5, 4, 3, 2, 1],
    ];
    for shape in shapes {
        for knows_last in [true, false] {
            let bmc = Log { knows_last, ..Log::new(shape) }.serve();
            for window in ["1", "8"] {
                let list = |words: &str| {
                    ids(&scripted(&bmc, &format!("--inflight {window} sel list{words}")))
                };
                assert_eq!(list(""), shape, "window {window}");
                for most in 1..=shape.len() + 1 {
                    let want = &shape[shape.len().saturating_sub(most)..];
                    let what = format!("last {most} of {shape:x?}, window {window}");
                    assert_eq!(list(&format!(" last {most}")), want, "{what}");
                }
            }
        }
    }
}

/// As ipmitool does it: the BMC's count says where the last ones begin.
#[test]
fn a_wrong_count_is_believed() {
    let ten: Vec<u16> = (1..=10).collect();
    let bmc = Log { count: 6, ..Log::new(&ten) }.serve();
    assert_eq!(ids(&scripted(&bmc, "sel list last 1")), ten[5..]);
    let bmc = Log { count: 12, ..Log::new(&ten) }.serve();
    assert_eq!(ids(&scripted(&bmc, "sel list last 3")), ten[9..]);
    let bmc = Log { count: 0, ..Log::new(&ten) }.serve();
    let none = scripted(&bmc, "sel list");
    assert_eq!((none.stdout.as_str(), none.code), ("", Some(0)));
    assert!(none.stderr.starts_with("SEL has no entries\n"));
}

#[test]
fn a_chain_without_end_ends() {
    for window in ["1", "8"] {
        let mut log = Log::new(&[1, 2, 3, 4, 5, 6, 7, 8]);
        log.chain[7].1 = 3;
        let run = scripted(&log.serve(), &format!("--inflight {window} sel list"));
        assert_eq!(ids(&run), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert!(run.stderr.contains("no end"), "{run:?}");
    }
    let endless = bmc("[sel_options]\nendless = true\n[[sel]]\noem = 0xe0\nbytes = \"01\"\n");
    let run = endless.run(&format!("{LAN}--inflight 16 sel list"));
    assert_eq!(run.code, Some(0));
    assert!((1000..2000).contains(&run.stdout.lines().count()), "{}", run.stdout.lines().count());
}

#[test]
fn an_entry_that_is_cut_short_is_shown_as_far_as_it_goes() {
    let bmc = bmc("[[sel]]\nraw = \"05 00 c1 80 84 5f 69 a2 02\"\n[[sel]]\nraw = \"06\"\n");
    let text = bmc.good(&format!("{LAN}sel list"));
    assert_eq!(
        text,
        "   5 | 01/08/26 | 10:18:40 UTC | OEM record c1 | 0002a2 | 000000000000\n   \
         6 |  Pre-Init  |0000000000| reserved |  | Asserted\n"
    );
}

#[test]
fn several_entries_are_deleted_each_under_its_reservation() {
    let bmc = Bmc::new(Options::default());
    let run = bmc.run(&format!("{LAN}sel delete 2 99 bogus 3"));
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "Deleted entry 3\nDeleted entry 2\n"));
    let missing = "Unable to delete entry 99: Requested sensor, data, or record not found";
    assert!(run.stderr.contains("Given SEL ID 'bogus' is invalid."));
    assert!(run.stderr.contains(missing), "{run:?}");
    let left = bmc.server.with_state(|state| state.log.entries.len());
    assert_eq!(left, 24);
}

#[test]
fn a_reservation_that_is_refused_ends_it() {
    let bmc = Bmc::faulty(&["completion=0a.42:d5"]);
    for words in ["sel clear", "sel delete 1"] {
        let run = bmc.run(&format!("{LAN}{words}"));
        let want = "Unable to reserve SEL: Command not supported in present state";
        assert_eq!((run.stdout.as_str(), run.code), (want, Some(1)), "{words}");
        let run = bmc.run(&format!("{LAN}--json {words}"));
        assert!(run.stdout.contains("\"completion_code\":213") && run.stdout.contains(want));
    }
    assert_eq!(asked(&bmc, 0x46) + asked(&bmc, 0x47), 0);
}

#[test]
fn a_log_without_reservations_is_erased_all_the_same() {
    let bmc = bmc("[sel_options]\nsupport = 8\n[[sel]]\noem = 0xe0\nbytes = \"01\"\n");
    bmc.good(&format!("{LAN}sel clear"));
    assert!(bmc.server.with_state(|state| state.log.entries.is_empty()));
}

#[test]
fn erasing_is_waited_for() {
    let bmc = bmc("[sel_options]\nerase_polls = 2\n[[sel]]\noem = 0xe0\nbytes = \"01\"\n");
    let run = bmc.good(&format!("{LAN}--json sel clear"));
    assert!(run.contains("\"complete\":false"), "{run}");
    let run = bmc.good(&format!("{LAN}--json --wait=20s sel clear"));
    assert!(run.contains("\"complete\":true"), "{run}");
}

#[test]
fn a_time_is_set_in_the_zone_that_it_is_shown_in() {
    let bmc = Bmc::new(Options::default());
    let port = bmc.port().to_string();
    for (zone, words, seconds) in [
        ("UTC", vec!["sel", "time", "set", "11/14/23 22:13:20"], 1_700_000_000),
        ("EST5", vec!["sel", "time", "set", "11/14/23 17:13:20"], 1_700_000_000),
        ("EST5", vec!["-Z", "sel", "time", "set", "11/14/23 22:13:20"], 1_700_000_000),
    ] {
        let login = ["-I", "lanplus", "-H", "127.0.0.1", "-p", &port, "-U", "admin"];
        let output = Command::new(OURS)
            .args(login)
            .args(["-P", "password"])
            .args(words)
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let seen = bmc.seen();
        let set = seen.requests.iter().rfind(|seen| (seen.netfn, seen.cmd) == (0x0a, 0x49));
        assert_eq!(set.unwrap().data, u32::to_le_bytes(seconds), "{zone}");
    }
}

#[test]
fn files_hold_what_the_log_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let bmc = Bmc::new(Options::default());
    let list = bmc.good(&format!("{LAN}sel list"));
    assert_eq!(bmc.good(&format!("{LAN}sel writeraw {}", path("raw"))), list);
    assert_eq!(std::fs::metadata(path("raw")).unwrap().len(), 26 * 16);
    assert_eq!(bmc.good(&format!("{LAN}sel readraw {}", path("raw"))), list);
    assert_eq!(bmc.good(&format!("{LAN}sel save {}", path("text"))), list);
    let text = std::fs::read_to_string(path("text")).unwrap();
    assert_eq!(
        text.lines().nth(5),
        Some("0x04 0x04 0x22 0x01 0x52 0x07 0x08 # Fan #0x22 Lower Critical going low ")
    );
    bmc.good(&format!("{LAN}--json sel save {}", path("json")));
    let json = std::fs::read_to_string(path("json")).unwrap();
    let objects: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((objects.len(), &objects[5]["sensor_number"]), (26, &0x22.into()));
    for words in ["save", "writeraw"] {
        let run = bmc.run(&format!("{LAN}sel {words} {}", path("none/file")));
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("for write: No such file or directory"), "{run:?}");
    }
}

#[test]
fn new_entries_are_shown_as_they_come() {
    let bmc = Bmc::new(options(&[]));
    let port = bmc.port().to_string();
    let mut watch = Command::new(OURS)
        .args(["-I", "lanplus", "-H", "127.0.0.1", "-p", &port, "-U", "admin", "-P", "password"])
        .args(["--no-cache", "--interval", "20ms", "--json", "sel", "watch"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let entry = |number| [0, 0, 2, 0, 0, 0, 0, 0x20, 0, 4, 1, number, 1, 0x57, 86, 85];
    let mut next = || {
        let line = lines.next().unwrap().unwrap();
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        json["sensor_number"].as_u64().unwrap()
    };
    let ready = |bmc: &Bmc| bmc.seen().count(0x0a, 0x40) >= 2;
    assert!(bmc.wait_until(ready), "it looks again and again");
    let now = 1_800_000_000;
    bmc.server.with_state(|state| state.log.add(entry(1), now));
    assert_eq!(next(), 1);
    bmc.server.with_state(|state| {
        state.log.add(entry(2), now + 1);
        state.log.add(entry(3), now + 2)
    });
    assert_eq!((next(), next()), (2, 3));
    // The last one goes: the others are not new because of that.
    bmc.server.with_state(|state| state.log.delete(0xffff, now + 3));
    bmc.server.with_state(|state| state.log.add(entry(4), now + 4));
    assert_eq!(next(), 4);
    bmc.server.with_state(|state| {
        state.log.clear(now + 5);
        state.log.add(entry(5), now + 6)
    });
    assert_eq!(next(), 5);
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(lines.next().is_none(), "nothing else was shown");
}

#[test]
fn texts_for_oem_entries_come_from_a_file() {
    let bmc = server(Vec::new());
    let file = tempfile::NamedTempFile::new().unwrap();
    let any = "\"XX\",".repeat(12);
    let lines = [
        format!("\"0xC0\",\"XX\",{any}\"Of one maker\""),
        format!("\"0xE0\",\"R\",{any}\"Of nobody\"\n"),
    ];
    std::fs::write(file.path(), lines.join("\n")).unwrap();
    let name = file.path().to_str().unwrap();
    for options in [vec![], vec!["-c"]] {
        for list in ["list", "elist"] {
            let words = [&["-O", name], options.as_slice(), &["sel", list]].concat();
            let ours = program(OURS, &bmc, &words);
            let text = String::from_utf8(ours.stdout.clone()).unwrap();
            assert!(text.contains("Of one maker") && text.contains("Of nobody"), "{text}");
            if let Some(ipmitool) = find("ipmitool") {
                let theirs = program(ipmitool.to_str().unwrap(), &bmc, &words);
                assert_eq!(text, String::from_utf8(theirs.stdout).unwrap(), "{words:?}");
            }
        }
    }
    let json = program(OURS, &bmc, &["--json", "-O", name, "sel", "list"]).stdout;
    assert!(String::from_utf8(json).unwrap().contains("\"oem_texts\":[\"Of nobody\"]"));
}
