use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use ripmitool::cli::inventory::{Cache, Source};
use ripmitool::cli::out::{Format, Out};
use ripmitool::mock::Options;
use ripmitool::mock::model::Model;
use ripmitool::model::snapshot::Snapshot;
use ripmitool::session::config::Config;
use ripmitool::transport::{Client, Family};
use ripmitool::wire::v15::AuthType;

use crate::bmc::{Bmc, OURS, options, side_by_side};
use crate::scripted::Scripted;

/// What a BMC says that a test changes between runs.
#[derive(Clone)]
struct Says {
    /// Answers to Get Device ID, Get System GUID, and Get SDR Repository Info.
    device: Vec<u8>,
    guid: Vec<u8>,
    info: Vec<u8>,
    /// The records' last byte.
    mark: u8,
    /// Parts of a record that are refused: its ID.
    refused: Option<u16>,
}

const INFO: [u8; 15] = [0, 0x51, 3, 0, 0, 0x10, 1, 2, 3, 4, 5, 6, 7, 8, 0x22];
const DEVICE: [u8; 16] = [0, 0x20, 0x81, 1, 2, 2, 0xbf, 0xa2, 2, 0, 0, 1, 0, 0, 0, 0];
const IDS: [u16; 3] = [1, 2, 7];

fn says() -> Says {
    let guid = [&[0], [0x11; 16].as_slice()].concat();
    Says { device: DEVICE.to_vec(), guid, info: INFO.to_vec(), mark: 0xaa, refused: None }
}

fn record(id: u16, mark: u8) -> Vec<u8> {
    let [low, high] = id.to_le_bytes();
    vec![low, high, 0x51, 0x12, 4, 0x20, 0, low, mark]
}

impl Says {
    fn records(&self) -> Vec<Vec<u8>> {
        IDS.iter().map(|id| record(*id, self.mark)).collect()
    }

    fn answer(&self, netfn: u8, cmd: u8, data: &[u8]) -> Vec<u8> {
        match (netfn, cmd) {
            (0x06, 0x01) => self.device.clone(),
            (0x06, 0x37) => self.guid.clone(),
            (0x0a | 0x04, 0x20) => self.info.clone(),
            (0x0a, 0x23) | (0x04, 0x21) => {
                let id = u16::from_le_bytes([data[2], data[3]]);
                let at = IDS.iter().position(|own| *own == id).unwrap_or(0);
                if self.refused == Some(IDS[at]) {
                    return vec![0xd4];
                }
                let [low, high] = IDS.get(at + 1).unwrap_or(&0xffff).to_le_bytes();
                [&[0, low, high], record(IDS[at], self.mark).as_slice()].concat()
            }
            _ => vec![0xc1],
        }
    }
}

struct Bench {
    says: Arc<Mutex<Says>>,
    bmc: Scripted,
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let says = Arc::new(Mutex::new(says()));
        let heard = Arc::clone(&says);
        let bmc = Scripted::new(move |netfn, cmd, data| {
            Some(heard.lock().unwrap().answer(netfn, cmd, data))
        });
        Self { says, bmc, folder: tempfile::tempdir().unwrap() }
    }

    fn source(&self) -> Source {
        let target = format!("lan 127.0.0.1 {}", self.bmc.port());
        let cache = Cache { directory: self.directory(), label: "127.0.0.1".to_owned(), target };
        Source { file: None, cache: Some(cache) }
    }

    fn directory(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn file(&self) -> PathBuf {
        let mut names = fs::read_dir(self.directory()).unwrap();
        let name = names.next().unwrap().unwrap().path();
        assert!(names.next().is_none());
        name
    }

    /// The records that a source gives, what it says, and the commands that were sent.
    fn walk(&self, source: &Source) -> (Vec<Vec<u8>>, String, Vec<(u8, u8)>) {
        self.walk_some(source, usize::MAX)
    }

    /// The same, for the first `most` records.
    fn walk_some(&self, source: &Source, most: usize) -> (Vec<Vec<u8>>, String, Vec<(u8, u8)>) {
        self.bmc.asked();
        let mut said = Vec::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let records = runtime.block_on(async {
            let config = Config { auth_type: Some(AuthType::None), ..Config::lan("", "") };
            let mut client =
                Client::connect("127.0.0.1", self.bmc.port(), Family::Any, config).await.unwrap();
            let mut out = Out::new(Format::Text, 0, Vec::new(), &mut said);
            let mut records = Vec::new();
            match source.open(&mut client, &mut out).await {
                Ok(mut walk) => {
                    while records.len() < most {
                        match walk.next(&mut client).await {
                            Ok(Some(record)) => records.push(record),
                            Ok(None) => break,
                            Err(_) => {}
                        }
                    }
                }
                Err(failure) => failure.lines().for_each(|line| out.note(line)),
            }
            drop(out);
            client.close().await;
            records
        });
        let commands = self.bmc.asked().iter().map(|(netfn, cmd, _)| (*netfn, *cmd)).collect();
        (records, String::from_utf8(said).unwrap(), commands)
    }

    fn set(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }

    /// Walks, and expects the BMC's records; gives the number of Get SDRs.
    fn reads(&self) -> usize {
        let (records, said, commands) = self.walk(&self.source());
        assert_eq!((records, said.as_str()), (self.says.lock().unwrap().records(), ""));
        commands.iter().filter(|command| [(0x0a, 0x23), (0x04, 0x21)].contains(command)).count()
    }
}

const GUID: (u8, u8) = (0x06, 0x37);
const INFO_OF: (u8, u8) = (0x0a, 0x20);

#[test]
fn a_warm_cache_costs_one_request() {
    let bench = Bench::new();
    assert_eq!(bench.reads(), 3);
    let (records, _, commands) = bench.walk(&bench.source());
    // IPMI 1.5 does not tell the GUID when a session opens.
    assert_eq!((records.len(), commands), (3, vec![GUID, INFO_OF]));
    let (_, _, commands) = bench.walk(&bench.source().fresh());
    assert_eq!(commands.len(), 2 + 3);
}

#[test]
fn a_stale_cache_is_made_anew_without_a_word() {
    let bench = Bench::new();
    bench.reads();
    for at in 1..INFO.len() {
        bench.set(|says| {
            says.info[at] = if at == 1 { 0x02 } else { says.info[at] ^ 0x40 };
            says.mark = says.mark.wrapping_add(1);
        });
        assert_eq!((bench.reads(), bench.reads()), (3, 0), "byte {at}");
    }
    bench.set(|says| says.guid[1] = 0x99);
    assert_eq!((bench.reads(), bench.reads()), (3, 0), "another BMC");
    bench.set(|says| says.guid[1] = 0x11);
    assert_eq!(bench.reads(), 0, "the first BMC again");
}

#[test]
fn a_damaged_cache_is_made_anew_without_a_word() {
    let bench = Bench::new();
    bench.reads();
    let whole = fs::read(bench.file()).unwrap();
    for bad in [&whole[..whole.len() - 1], &[], b"hello", &[whole.as_slice(), b"x"].concat()] {
        fs::write(bench.file(), bad).unwrap();
        assert_eq!((bench.reads(), bench.reads()), (3, 0));
        assert_eq!(fs::read(bench.file()).unwrap().len(), whole.len());
    }
}

#[test]
fn what_was_not_read_to_the_end_is_not_kept() {
    let bench = Bench::new();
    bench.set(|says| says.refused = Some(2));
    let (records, _, _) = bench.walk(&bench.source());
    assert_eq!(records.len(), 1);
    assert!(!bench.directory().exists());
    bench.set(|says| says.refused = None);
    assert_eq!((bench.reads(), bench.reads()), (3, 0));
}

#[test]
fn a_walk_that_ends_early_is_gone_on_with_next_time() {
    let bench = Bench::new();
    let all = bench.says.lock().unwrap().records();
    let gets = |most| {
        let (records, said, commands) = bench.walk_some(&bench.source(), most);
        assert_eq!((records.as_slice(), said.as_str()), (&all[..most.min(3)], ""));
        commands.iter().filter(|command| **command == (0x0a, 0x23)).count()
    };
    assert_eq!([1, 1, 2, 2, 1].map(gets), [1, 0, 1, 0, 0]);
    assert_eq!([4, 4].map(gets), [1, 0]);
    // What is whole stays whole.
    assert_eq!([1, 4].map(gets), [0, 0]);
}

#[test]
fn a_part_of_another_store_is_not_gone_on_with() {
    let bench = Bench::new();
    bench.walk_some(&bench.source(), 2);
    bench.set(|says| (says.info[6], says.mark) = (9, 0xbb));
    assert_eq!((bench.reads(), bench.reads()), (3, 0));
}

#[test]
fn without_stamps_a_cache_holds_for_one_firmware() {
    for filler in [0x00, 0xff] {
        let bench = Bench::new();
        bench.set(|says| says.info[6..14].fill(filler));
        assert_eq!(bench.reads(), 3);
        let (_, _, commands) = bench.walk(&bench.source());
        assert_eq!(commands, [GUID, INFO_OF, (0x06, 0x01)]);
        // Minor firmware revision, then the auxiliary one.
        for at in [4, 15] {
            bench.set(|says| (says.device[at], says.mark) = (0x77, 0x60));
            assert_eq!((bench.reads(), bench.reads()), (3, 0), "byte {at}");
        }
    }
}

#[test]
fn a_cache_file_of_nonsense_is_no_danger() {
    let bench = Bench::new();
    bench.reads();
    let whole = fs::read(bench.file()).unwrap();
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap() + 33;
    let body = &whole[head..];
    for at in 0..body.len() {
        for change in [0xff, 0x01] {
            let mut bad = body.to_vec();
            bad[at] ^= change;
            // The checksum is right: somebody did this on purpose.
            fs::write(bench.file(), Snapshot::seal(&bad)).unwrap();
            let (records, said, _) = bench.walk(&bench.source());
            assert!(records.len() <= 6 && said.is_empty(), "byte {at}: {records:?} {said}");
        }
    }
}

#[test]
fn a_directory_that_cannot_be_is_no_error() {
    let bench = Bench::new();
    fs::write(bench.directory(), b"a file is in the way").unwrap();
    assert_eq!((bench.reads(), bench.reads()), (3, 3));
}

#[test]
fn device_records_are_kept_as_well() {
    let bench = Bench::new();
    bench.set(|says| {
        says.device[6] = 0xbd;
        says.info = vec![0, 3, 0x81, 1, 2, 3, 4];
    });
    assert_eq!((bench.reads(), bench.reads()), (3, 0));
    bench.set(|says| says.info[3] = 9);
    assert_eq!((bench.reads(), bench.reads()), (3, 0));
}

/// Lines of IPMItool 1.8.19 for the same answers.
#[test]
fn a_store_that_cannot_be_read_is_told() {
    type Change = fn(&mut Says);
    let cases: [(Change, &str); 4] = [
        (|says| says.info = vec![0xc1], "Error obtaining SDR info: Invalid command\n"),
        (|says| says.device[6] = 0, "Error obtaining SDR info\n"),
        (|says| says.device = vec![0xc1], "Get Device ID command failed: 0xc1 Invalid command\n"),
        (|says| (says.device[6], says.info) = (1, vec![0xc1]), ""),
    ];
    for (change, line) in cases {
        let bench = Bench::new();
        bench.set(change);
        let (records, said, _) = bench.walk(&bench.source());
        assert_eq!(records.len(), 0);
        assert_eq!(said, format!("{line}Unable to open SDR for reading\n"));
    }
}

#[test]
fn a_file_is_taken_as_it_is() {
    let bench = Bench::new();
    let file = bench.folder.path().join("records");
    let source = |path: &Path| Source { file: Some(path.to_owned()), ..bench.source() };
    fs::write(&file, record(9, 1)).unwrap();
    let (records, said, commands) = bench.walk(&source(&file));
    assert_eq!((records, said.as_str(), commands), (vec![record(9, 1)], "", Vec::new()));
    fs::write(&file, [record(9, 1).as_slice(), &[1, 0, 0x51]].concat()).unwrap();
    let (records, said, _) = bench.walk(&source(&file));
    assert_eq!((records.len(), said.as_str()), (1, "header read 3 bytes, expected 5\n"));
    // One that is not there has been told of before; the BMC is asked.
    let (records, said, _) = bench.walk(&source(Path::new("/nonexistent/records")));
    assert_eq!((records.len(), said.as_str()), (3, ""));
    assert!(bench.directory().exists());
}

/// The usual BMC, where the first sensors belong to the system's software and nobody scans them.
fn with_foreign_sensors(count: usize) -> Bmc {
    let mut model = Model::clone(&Model::standard());
    let compact = model.records.iter_mut().filter(|record| record.bytes[3] == 2);
    for record in compact.take(count) {
        record.bytes[5] = 0xb1;
        record.bytes[10] = 0x2e;
    }
    Bmc::new(Options { ..Options::of(Arc::new(model)) })
}

#[test]
fn sensors_that_nobody_reads_are_asked_once_a_day() {
    const SEND_MESSAGE: (u8, u8) = (0x06, 0x34);
    let bmc = with_foreign_sensors(5);
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &str| {
        bmc.server.clear_seen();
        let run = bmc.run(&format!("-I lanplus --cache-dir {} {words}", folder.path().display()));
        assert_eq!(run.code, Some(0), "{run:?}");
        let shown = run.stdout;
        (shown, bmc.seen().commands().iter().filter(|it| **it == SEND_MESSAGE).count())
    };
    // Two more sensors belong to a satellite.
    let (cold, asked) = run("sdr list");
    assert_eq!((asked, cold.matches("Not Readable").count() >= 5), (7, true), "{cold}");
    assert_eq!(run("sdr list"), (cold.clone(), 2));
    assert_eq!(run("--inflight 8 sdr list"), (cold.clone(), 2));
    assert_eq!(run("sensor list").1, 3, "and thresholds of one");
    // Who wants to know more is told what is.
    let (_, more) = run("-v sdr list");
    assert!(more > 2 * 7, "{more}");
    assert_eq!(run("sdr get Intrusion").1, 3);
    // Without a cache all are asked.
    assert_eq!(run("--no-cache sdr list"), (cold, 7));
}

#[test]
fn a_run_that_the_deadline_ends_leaves_what_it_read() {
    let bmc = Bmc::faulty(&["delay=15"]);
    let reads = || bmc.seen().commands().iter().filter(|it| **it == (0x0a, 0x23)).count();
    let truth = bmc.good("-I lanplus --no-cache sdr list");
    let all = reads();
    let folder = tempfile::tempdir().unwrap();
    let words = format!("-I lanplus --cache-dir {}", folder.path().display());
    let cut = bmc.run(&format!("{words} --deadline 1s sdr list"));
    assert!(cut.stderr.contains("deadline"), "{cut:?}");
    bmc.server.clear_seen();
    assert_eq!(bmc.good(&format!("{words} sdr list")), truth);
    assert!(reads() < all, "{} of {all}", reads());
    bmc.server.clear_seen();
    assert_eq!((bmc.good(&format!("{words} sdr list")), reads()), (truth, 0));
}

/// Those that name inventories are all that is needed, where the BMC gives records in parts.
#[test]
fn inventories_are_found_without_reading_every_record() {
    let mut model = Model::clone(&Model::standard());
    model.sdr.limit = 32;
    let bmc = Bmc::new(Options { ..Options::of(Arc::new(model)) });
    let reads = || bmc.seen().commands().iter().filter(|it| **it == (0x0a, 0x23)).count();
    for inflight in ["", " --inflight 8"] {
        let folder = tempfile::tempdir().unwrap();
        let words = format!("-I lanplus --cache-dir {}{inflight}", folder.path().display());
        let count = |words: &str| {
            bmc.server.clear_seen();
            (bmc.good(words), reads())
        };
        let (list, all) = count("-I lanplus --no-cache sdr elist all");
        let (fru, some) = count(&format!("{words} fru print"));
        assert!(!inflight.is_empty() || some * 10 < all * 8, "{some} of {all}");
        assert_eq!(count(&format!("{words} fru print")), (fru.clone(), 0));
        // They are no list of all records.
        assert_eq!(count(&format!("{words} sdr elist all")).0, list);
        assert_eq!(count(&format!("{words} fru print")), (fru.clone(), 0));
        assert_eq!(count(&format!("{words} sdr elist all")), (list, 0));
        assert_eq!(count("-I lanplus --no-cache fru print").0, fru);
    }
}

#[test]
fn whole_records_are_kept_by_whatever_reads_them() {
    let bmc = Bmc::new(Options::default());
    let folder = tempfile::tempdir().unwrap();
    let words = format!("-I lanplus --cache-dir {}", folder.path().display());
    bmc.good(&format!("{words} fru print"));
    bmc.server.clear_seen();
    bmc.good(&format!("{words} sdr elist all"));
    assert_eq!(bmc.seen().count(0x0a, 0x23), 0);
}

#[test]
fn many_runs_at_a_time_share_a_cache() {
    let bmc = Bmc::new(options(&[]));
    let folder = tempfile::tempdir().unwrap();
    let words = format!("-I lanplus --cache-dir {} sdr list", folder.path().display());
    let truth = bmc.good("-I lanplus --no-cache sdr list");
    side_by_side(&[(); 6], |()| assert_eq!(bmc.good(&words), truth));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left over");
    bmc.server.clear_seen();
    assert_eq!(bmc.good(&words), truth);
    assert!(!bmc.seen().commands().contains(&(0x0a, 0x23)));
}

#[test]
fn a_cache_has_a_place_or_is_not_there() {
    let bmc = Bmc::new(options(&[]));
    let port = bmc.port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let (home, none) = (home.to_str().unwrap(), folder.path().join("none"));
    let none = none.to_str().unwrap();
    let other = folder.path().join("other");
    let cases = [
        // HOME and XDG_CACHE_HOME, and where the cache is then.
        (Some(home), None, Some("home/.cache")),
        (Some(home), Some(""), Some("home/.cache")),
        (Some(home), Some("relative"), Some("home/.cache")),
        (Some(none), None, None),
        (Some(""), None, None),
        (Some("relative"), Some("relative"), None),
        (None, None, None),
        (None, Some(other.to_str().unwrap()), Some("other")),
    ];
    for (home, cache, place) in cases {
        let work = tempfile::tempdir().unwrap();
        let mut command = Command::new(OURS);
        command.args(["-I", "lanplus", "-H", "127.0.0.1", "-p", &port, "-U", "admin"]);
        command.args(["-P", "password", "sdr", "list"]).current_dir(work.path());
        for (name, value) in [("HOME", home), ("XDG_CACHE_HOME", cache)] {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let run = command.output().unwrap();
        assert!(run.status.success() && run.stderr.is_empty(), "{home:?} {cache:?}: {run:?}");
        let path = |place: &str| folder.path().join(place).join("ripmitool").join("sdr");
        let kept = |place| fs::read_dir(path(place)).is_ok_and(|mut it| it.next().is_some());
        for each in ["home/.cache", "other", "none/.cache"] {
            assert_eq!(kept(each), Some(each) == place, "{home:?} {cache:?} {each}");
            let _ = fs::remove_dir_all(path(each));
        }
        assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0, "{home:?} {cache:?}");
    }
}
