use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ripmitool::cli::inventory::{Cache, Source};
use ripmitool::cli::out::{Format, Out};
use ripmitool::session::config::Config;
use ripmitool::transport::{Client, Family};
use ripmitool::wire::v15::AuthType;

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
                Ok(mut walk) => loop {
                    match walk.next(&mut client).await {
                        Ok(Some(record)) => records.push(record),
                        Ok(None) => break,
                        Err(_) => {}
                    }
                },
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
