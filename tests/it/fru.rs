//! `fru` against BMCs that answer whatever a test wants.
use std::sync::Arc;
use std::time::Duration;

use ripmitool::mock::{Model, Options};
use ripmitool::session::config::Config;
use ripmitool::transport::inventory_area::{Inventory, Sizes};
use ripmitool::transport::{Client, Family, Target};
use ripmitool::wire::v15::AuthType;
use serde_json::Value;

use crate::bmc::{Bmc, OURS, login, options};
use crate::foreign::{find, run};
use crate::scripted::{Asked, Scripted};

/// An inventory that is read in odd ways.
#[derive(Clone)]
struct Storage {
    bytes: Vec<u8>,
    /// What it says; `None` for the truth.
    size: Option<u16>,
    words: bool,
    /// More bytes than that are refused.
    limit: usize,
    /// How; `None` for silence.
    refusal: Option<u8>,
    /// It gives so many bytes at most, whatever was asked for.
    at_most: usize,
    /// Bytes too many at the end of each answer.
    more: usize,
    /// So many requests find it busy.
    busy: u32,
}

impl Storage {
    fn new(len: u32) -> Self {
        let bytes = (0..len).map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]).collect();
        Self {
            bytes,
            size: None,
            words: false,
            limit: 255,
            refusal: Some(0xca),
            at_most: 253,
            more: 0,
            busy: 0,
        }
    }

    fn serve(&self) -> Scripted {
        let mut own = self.clone();
        Scripted::new(move |netfn, cmd, data| match (netfn, cmd) {
            (0x0a, 0x10 | 0x11) if own.busy > 0 => {
                own.busy -= 1;
                Some(vec![0x81])
            }
            (0x0a, 0x10) => {
                let size = own.size.unwrap_or(u16::try_from(own.bytes.len()).unwrap());
                let [low, high] = size.to_le_bytes();
                Some(vec![0, low, high, u8::from(own.words)])
            }
            (0x0a, 0x11) => own.read(data),
            _ => Some(vec![0xc1]),
        })
    }

    fn read(&self, data: &[u8]) -> Option<Vec<u8>> {
        let unit = if self.words { 2 } else { 1 };
        let offset = usize::from(u16::from_le_bytes([data[1], data[2]])) * unit;
        let count = usize::from(data[3]) * unit;
        if count > self.limit {
            return self.refusal.map(|code| vec![code]);
        }
        let rest = self.bytes.get(offset..).filter(|rest| !rest.is_empty());
        let Some(rest) = rest else { return Some(vec![0xc9]) };
        let part = &rest[..count.min(self.at_most).min(rest.len())];
        let count = u8::try_from(part.len().div_ceil(unit)).unwrap();
        Some([&[0, count], part, &vec![0xee; self.more]].concat())
    }
}

/// Reads a range of it twice, the second time with what was learned; gives how many requests
/// each took, without those about the size.
fn read(storage: &Storage, inflight: u8, range: std::ops::Range<usize>) -> [usize; 2] {
    let bmc = storage.serve();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut config =
            Config { auth_type: Some(AuthType::None), inflight, ..Config::lan("", "") };
        config.timing.request = Duration::from_secs(3);
        let mut client =
            Client::connect("127.0.0.1", bmc.port(), Family::Any, config).await.unwrap();
        let mut sizes = Sizes::default();
        let mut took = [0; 2];
        for took in &mut took {
            let mut inventory = Inventory::open(&mut client, Target::SESSION, 3).await.unwrap();
            let bytes = inventory.read(&mut client, &mut sizes, range.clone()).await.unwrap();
            let end = range.end.min(storage.bytes.len());
            assert_eq!(bytes, storage.bytes.get(range.start..end).unwrap_or_default());
            let asked = bmc.asked();
            let is_read = |asked: &&Asked| asked.1 == 0x11;
            assert!(asked.iter().filter(is_read).all(|asked| asked.2[0] == 3));
            *took = asked.iter().filter(is_read).count();
        }
        client.close().await;
        took
    })
}

#[test]
fn few_requests_read_it_whatever_the_limit() {
    assert_eq!(read(&Storage::new(256), 1, 0..256), [2, 2]);
    assert_eq!(read(&Storage::new(64), 1, 0..64), [1, 1]);
    assert_eq!(read(&Storage::new(2000), 1, 0..8), [1, 1]);
    for code in [0xc7, 0xc8, 0xc9, 0xca, 0xff] {
        for (limit, most) in [(128, [8, 8]), (64, [17, 16]), (32, [34, 32]), (16, [67, 64])] {
            let storage = Storage { limit, refusal: Some(code), ..Storage::new(1024) };
            assert_eq!(read(&storage, 1, 0..1024), most, "{code:#x} {limit}");
        }
    }
    let storage = Storage { limit: 40, refusal: None, ..Storage::new(256) };
    assert_eq!(read(&storage, 1, 0..256)[1], 8);
}

#[test]
fn odd_answers_are_read_right() {
    for at_most in [1, 7, 16, 100] {
        let storage = Storage { at_most, ..Storage::new(300) };
        read(&storage, 1, 0..300);
    }
    read(&Storage { more: 3, ..Storage::new(300) }, 1, 0..300);
    read(&Storage { busy: 2, ..Storage::new(300) }, 1, 0..300);
    for limit in [255, 64, 10] {
        read(&Storage { words: true, limit, ..Storage::new(600) }, 1, 0..600);
        read(&Storage { words: true, limit, ..Storage::new(600) }, 1, 7..19);
    }
    // It says that it has more than there is.
    for limit in [255, 32] {
        let storage = Storage { size: Some(2000), limit, ..Storage::new(300) };
        read(&storage, 1, 0..2000);
        read(&storage, 1, 290..310);
        read(&storage, 1, 1000..1010);
    }
}

#[test]
fn many_requests_at_a_time_read_the_same() {
    for limit in [255, 64, 16] {
        read(&Storage { limit, ..Storage::new(1500) }, 8, 0..1500);
        read(&Storage { limit, at_most: 50, ..Storage::new(1500) }, 8, 3..1400);
    }
}

#[test]
fn only_the_areas_that_the_header_names_are_read() {
    let mut storage = Storage::new(0xffff);
    storage.bytes[..8].copy_from_slice(&[1, 0, 0, 0, 200, 0, 0, 0x37]);
    storage.bytes[1600..1608].copy_from_slice(&[1, 1, 25, 0xc2, 0x41, 0x42, 0xc1, 0]);
    let bmc = storage.serve();
    let run = run_lan(&bmc, &["fru", "print", "3"]);
    assert_eq!((run.0.as_str(), run.1), (" Product Manufacturer  : AB\n", Some(0)));
    let asked: Vec<Asked> = bmc.asked().into_iter().filter(|asked| asked.0 == 0x0a).collect();
    assert_eq!(asked.len(), 3, "{asked:?}");
}

/// What our program says to a BMC of IPMI 1.5, and its exit status.
fn run_lan(bmc: &Scripted, words: &[&str]) -> (String, Option<i32>) {
    let port = bmc.port().to_string();
    let login = ["-I", "lan", "-A", "NONE", "-H", "127.0.0.1", "-p", &port];
    let run = run(std::path::Path::new(OURS), &[&login, words].concat());
    (run.stdout, run.code)
}

fn with_model(text: &str) -> Bmc {
    let model = Model::parse(text).unwrap();
    Bmc::new(Options { model: Arc::new(model), ..Options::default() })
}

fn json(bmc: &Bmc, words: &str) -> Value {
    let run = bmc.run(&format!("-I lanplus -C 3 --json {words}"));
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn json_has_what_text_leaves_out() {
    let bmc = Bmc::new(Options::default());
    let object = json(&bmc, "fru");
    let all = object["data"].as_array().unwrap();
    let named: Vec<&str> = all.iter().filter_map(|fru| fru["name"].as_str()).collect();
    assert_eq!(named[..3], ["Builtin FRU Device", "Power Module", "PSU1"]);
    assert_eq!(
        (&all[0]["header_checksum_ok"], &all[0]["chassis"]["type_code"]),
        (&true.into(), &23.into())
    );
    assert_eq!(all[0]["board"]["manufactured_at"], "2025-11-03T08:30:00Z");
    assert_eq!((&all[1]["present"], &all[1]["completion_code"]), (&false.into(), &0xcb.into()));
    let url = all[0]["records"].as_array().unwrap().iter().find(|it| it["type_code"] == 3).unwrap();
    assert_eq!(url["content"]["text"], "http://bmc.example.test/");
    let psu = &all[2]["records"][0]["content"];
    assert_eq!((&psu["capacity_watts"], &psu["hot_swap"]), (&750.into(), &true.into()));
    assert_eq!(psu["combined"]["outputs"], serde_json::json!(["12 V", "-12 V"]));
}

#[test]
fn a_table_has_a_row_for_each_unit() {
    let bmc = Bmc::new(Options::default());
    let table = bmc.good("-I lanplus -C 3 --format table fru");
    let row = |name: &str| table.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Builtin FRU Device").contains("PSN00042"), "{table}");
    assert!(row("PSU2").contains("BP750-2222") && row("Riser").contains("Riser 2x16"), "{table}");
    assert!(table.contains("not present: "), "{table}");
}

#[test]
fn wrong_checksums_are_told() {
    let bmc = with_model(
        "[[fru]]\nid = 0\nproduct = { language = 1, name = { hex = '41 00 42 00' }, damage = { checksum = true } }\n\
         board = { language = 25, manufacturer = 'MM' }\npatch = [[7, 9]]",
    );
    let fru = json(&bmc, "fru print 0")["data"][0].clone();
    assert_eq!(fru["header_checksum_ok"], false);
    assert_eq!(
        (&fru["product"]["checksum_ok"], &fru["board"]["checksum_ok"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn a_list_fails_when_nothing_can_be_shown() {
    let bmc = with_model("[[record]]\nfru = { name = 'gone', id = 7 }");
    let run = bmc.run("-I lanplus -C 3 fru");
    assert_eq!(run.code, Some(1), "{run:?}");
    // One that is missing is no failure beside others, wherever it stands.
    let text =
        "[[fru]]\nid = 0\nproduct = { name = 'PP' }\n[[record]]\nfru = { name = 'gone', id = 7 }";
    let bmc = with_model(text);
    let run = bmc.run("-I lanplus -C 3 fru");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(bmc.run("-I lanplus -C 3 fru print 7").code, Some(1));
}

#[test]
fn no_answer_is_said() {
    let bmc = Bmc::new(options(&["silent=0a.10"]));
    let run = bmc.run("-I lanplus -C 3 -N 1 -R 1 fru print 0");
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, " Device not present (No Response)\n");
}

/// IPMItool has two of the voltages the wrong way round, and counts ranks otherwise.
#[test]
fn ddr3_modules_beside_ipmitool() {
    let Some(theirs) = find("ipmitool") else { return };
    let mut records = Vec::new();
    for (at, (place, byte)) in
        [(4, 0x03), (4, 0x10), (4, 0x41), (7, 0x01), (7, 0x0a), (8, 0x03), (8, 0x1b), (117, 0x8b)]
            .into_iter()
            .enumerate()
    {
        let mut bytes = [0; 150];
        for (place, byte) in [(2, 0x0b), (4, 3), (7, 9), (8, 0x0b), (118, 0x2c), (120, 0x12)] {
            bytes[place] = byte;
        }
        bytes[128..146].copy_from_slice(b"18JSF51272PDZ-1G4D");
        bytes[place] = byte;
        let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let id = at + 1;
        records.push(format!(
            "[[record]]\nfru = {{ name = 'DIMM{id}', id = {id}, modifier = 1 }}\n\
             [[fru]]\nid = {id}\nraw = '{hex}'\n"
        ));
    }
    let bmc = with_model(&records.concat());
    let sound = |run: crate::foreign::Run| {
        let lines = run.stdout.lines().filter(|line| !line.contains("V Nominal Op"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let args = login(bmc.port(), "admin", "password", "-I lanplus -C 3 fru");
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ours = sound(bmc.run("-I lanplus -C 3 fru"));
    assert!(ours.len() > 8 * 12, "{ours:?}");
    assert_eq!(ours, sound(run(&theirs, &args)));
}
