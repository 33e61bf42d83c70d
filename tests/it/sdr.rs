//! `sdr` against BMCs that answer whatever a test wants, beside ipmitool where it is installed.
use std::collections::HashMap;
use std::path::Path;

use crate::bmc::{Bmc, OURS, options};
use crate::foreign::{Run, find, run};
use crate::scripted::Scripted;

/// A BMC with these records and readings.
#[derive(Clone, Default)]
struct Contents {
    records: Vec<Vec<u8>>,
    /// Answers by sensor command and number; others are refused. No bytes: silence.
    sensors: HashMap<(u8, u8), Vec<u8>>,
    manufacturer: u8,
}

impl Contents {
    fn serve(self) -> Scripted {
        Scripted::new(move |netfn, cmd, data| match self.answer(netfn, cmd, data) {
            answer if answer.is_empty() => None,
            answer => Some(answer),
        })
    }

    fn answer(&self, netfn: u8, cmd: u8, data: &[u8]) -> Vec<u8> {
        let count = u16::try_from(self.records.len()).unwrap();
        match (netfn, cmd) {
            (0x06, 0x01) => {
                vec![0, 0x20, 1, 2, 0x30, 2, 0xbf, self.manufacturer, 0, 0, 0, 1, 0, 0, 0, 0]
            }
            (0x0a, 0x20) => {
                let [low, high] = count.to_le_bytes();
                vec![0, 0x51, low, high, 0xff, 0xff, 0, 0, 0, 1, 0, 0, 0, 1, 2]
            }
            (0x0a, 0x22) => vec![0, 1, 0],
            (0x0a, 0x23) => {
                let id = u16::from_le_bytes([data[2], data[3]]);
                let Some(record) = self.records.get(usize::from(id)) else { return vec![0xcb] };
                let next = if id + 1 < count { id + 1 } else { 0xffff };
                let from = usize::from(data[4]).min(record.len());
                let to = from.saturating_add(data[5].into()).min(record.len());
                if to - from > 60 {
                    return vec![0xca];
                }
                [&[0], next.to_le_bytes().as_slice(), &record[from..to]].concat()
            }
            (0x04, cmd) => self.sensors.get(&(cmd, data[0])).cloned().unwrap_or(vec![0xc1]),
            _ => vec![0xc1],
        }
    }
}

fn program(program: &Path, bmc: &Scripted, words: &[&str]) -> Run {
    let port = bmc.port().to_string();
    let login = ["-I", "lan", "-A", "NONE", "-H", "127.0.0.1", "-p", &port, "-U", "", "-P", ""];
    run(program, &login.iter().chain(words).copied().collect::<Vec<_>>())
}

fn ours(bmc: &Scripted, words: &[&str]) -> Run {
    program(Path::new(OURS), bmc, &[&["--no-cache"], words].concat())
}

/// Numbers that look random and are the same in every run (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
    fn byte(&mut self) -> u8 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0.to_be_bytes()[0]
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.byte()).collect()
    }

    /// Below that.
    fn below(&mut self, limit: u8) -> u8 {
        self.byte() % limit
    }

    fn one_of(&mut self, choices: &[u8]) -> u8 {
        choices[usize::from(self.byte()) % choices.len()]
    }

    /// One of these, or anything.
    fn mostly(&mut self, choices: &[u8]) -> u8 {
        if self.below(2) == 0 { self.byte() } else { self.one_of(choices) }
    }

    /// A name in any encoding, with its type and length.
    fn name(&mut self) -> Vec<u8> {
        let len = self.below(28);
        let kind = self.one_of(&[0xc0, 0xc0, 0xc0, 0x80, 0x40, 0x00]);
        let text = (0..len).map(|_| 32 + self.below(95)).collect::<Vec<_>>();
        [&[kind | len], text.as_slice()].concat()
    }

    /// Entity to units of a full or compact record.
    fn head(&mut self, number: u8, analog: &[u8]) -> Vec<u8> {
        let mut body = vec![0x20, self.byte() & 0xf0, number];
        body.extend([self.mostly(&[7, 3]), self.mostly(&[1]), self.byte(), self.byte()]);
        body.extend([1 + self.below(0x2c), self.mostly(&[1, 1, 0x6f, 3, 9])]);
        body.extend(self.bytes(4));
        body.extend([self.mostly(&[0x3f]), self.mostly(&[0x3f])]);
        body.extend([self.mostly(analog), self.mostly(&[1, 4, 18]), self.mostly(&[0, 20])]);
        body
    }

    fn full(&mut self, number: u8) -> Vec<u8> {
        let mut body = self.head(number, &[0, 0x40, 0x80, 0xc0]);
        // The reserved bit aside: linearization.
        body.push(self.one_of(&[0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0x70, 0x7f]));
        body.extend([self.mostly(&[1, 0xff]), self.mostly(&[0, 0xc0]), self.mostly(&[0])]);
        body.extend([self.mostly(&[0]), self.byte(), self.mostly(&[0, 0xe0, 0xd2, 0x10])]);
        body.push(self.byte());
        body.extend(self.bytes(3));
        body.extend([self.mostly(&[0xff, 0x7f, 0]), self.mostly(&[0, 0x80, 0xff])]);
        body.extend(self.bytes(6));
        body.extend([self.mostly(&[0, 0xff]), self.mostly(&[0, 0xff]), 0, 0, self.byte()]);
        body
    }

    fn compact(&mut self, number: u8) -> Vec<u8> {
        let mut body = self.head(number, &[0xc0]);
        body.extend(self.bytes(2));
        body.extend([self.mostly(&[0]), self.mostly(&[0]), 0, 0, 0, self.byte()]);
        body
    }

    /// A record with its header.
    fn record(&mut self, id: u8) -> Vec<u8> {
        let kind =
            self.one_of(&[1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 0x10, 0x11, 0x12, 8, 9, 0x13, 0x14, 0xc0]);
        let mut body = match kind {
            1 => self.full(id),
            2 => self.compact(id),
            3 => self.bytes(11),
            0x10 => {
                let mut body = self.bytes(10);
                (body[5], body[6]) = (self.mostly(&[0, 0x10]), self.mostly(&[2, 3, 8]));
                body
            }
            0x11 | 0x12 => self.bytes(10),
            _ => self.bytes(26),
        };
        if matches!(kind, 1..=3 | 0x10..=0x12) {
            body.extend(self.name());
        }
        let len = u8::try_from(body.len()).unwrap();
        [&[id, 0, 0x51, kind, len], body.as_slice()].concat()
    }

    /// Answers to all that is asked about a sensor.
    fn answers(&mut self, number: u8, sensors: &mut HashMap<(u8, u8), Vec<u8>>) {
        let flags = self.one_of(&[0xc0, 0xc0, 0xc0, 0x40, 0x80, 0xe0, 0x00, 0x20]);
        let reading = [0, self.byte(), flags, self.mostly(&[0, 1, 0x40]), self.byte()];
        let keep = usize::from(self.one_of(&[5, 5, 5, 5, 4, 3, 2, 1]));
        sensors.insert(
            (0x2d, number),
            match self.below(8) {
                0 => vec![self.one_of(&[0xc1, 0xcb, 0xcd, 0xce, 0xd5, 0xff])],
                _ => reading[..keep].to_vec(),
            },
        );
        sensors.insert((0x23, number), [&[0], self.bytes(7).as_slice()].concat());
        for cmd in [0x2b, 0x29] {
            let len = usize::from(self.one_of(&[0, 1, 2, 3, 5, 5, 5]));
            let mut answer = [&[0], self.bytes(len).as_slice()].concat();
            if self.below(5) == 0 {
                answer = vec![0xc1];
            }
            sensors.insert((cmd, number), answer);
        }
    }

    fn contents(&mut self, manufacturer: u8) -> Contents {
        let mut sensors = HashMap::new();
        let ids = 0..=249_u8;
        let records = ids.clone().map(|id| self.record(id)).collect();
        ids.for_each(|number| self.answers(number, &mut sensors));
        Contents { records, sensors, manufacturer }
    }
}

#[test]
fn any_record_is_shown_as_ipmitool_shows_it() {
    let Some(ipmitool) = find("ipmitool") else { return };
    // The maker 11 has sensors that are discrete and give numbers.
    for (seed, maker) in [(1, 0xa2), (2, 11)] {
        let bmc = Dice(seed).contents(maker).serve();
        for options in [&[][..], &["-v"], &["-c"], &["-cv"]] {
            for words in [["sdr", "list", "all"], ["sdr", "elist", "all"]] {
                let words = [options, &words].concat();
                let [theirs, own] = [program(&ipmitool, &bmc, &words), ours(&bmc, &words)];
                assert_eq!((own.code, &*own.stderr), (theirs.code, ""), "{words:?}");
                let lines = theirs.stdout.lines().zip(own.stdout.lines());
                for (at, (theirs, own)) in lines.enumerate() {
                    assert_eq!(own, theirs, "seed {seed} {words:?} line {at}");
                }
                assert_eq!(own.stdout, theirs.stdout, "seed {seed} {words:?}");
            }
        }
    }
}

/// Full records of temperature sensors, M = 1.
fn sensors(names: &[&str]) -> Contents {
    let mut contents = Contents::default();
    for (id, name) in (0_u8..).zip(names) {
        let mut body =
            vec![0x20, 0, id, 7, 1, 0x7f, 0x68, 1, 1, 0, 0, 0, 0, 0x3f, 0x3f, 0, 1, 0, 0];
        body.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 6, 5, 4, 1, 2, 3, 0, 0, 0, 0, 0]);
        body.push(0xc0 | u8::try_from(name.len()).unwrap());
        body.extend(name.bytes());
        let len = u8::try_from(body.len()).unwrap();
        contents.records.push([&[id, 0, 0x51, 1, len], body.as_slice()].concat());
        contents.sensors.insert((0x2d, id), vec![0, 20 + id, 0xc0, 0xc0]);
    }
    contents
}

/// How often a command was asked.
fn count(asked: &[(u8, u8, Vec<u8>)], netfn: u8, cmd: u8) -> usize {
    asked.iter().filter(|(of, number, _)| (*of, *number) == (netfn, cmd)).count()
}

#[test]
fn with_kept_records_get_asks_for_that_sensor_only() {
    let bmc = sensors(&["A", "B", "C", "D"]).serve();
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().to_str().unwrap();
    let with =
        |words: &[&str]| program(Path::new(OURS), &bmc, &[&["--cache-dir", cache], words].concat());
    let cold = with(&["sdr", "list"]);
    assert_eq!(cold.stdout.lines().count(), 4, "{cold:?}");
    bmc.asked();
    let get = with(&["sdr", "get", "C"]);
    assert!(get.stdout.contains(" Sensor Reading        : 22 (+/- 0) degrees C\n"), "{get:?}");
    let asked = bmc.asked();
    assert_eq!(count(&asked, 0x0a, 0x23), 0, "{asked:x?}");
    assert_eq!(asked.iter().filter(|(netfn, ..)| *netfn == 4).count(), 3, "{asked:x?}");
    assert!(asked.iter().filter(|(netfn, ..)| *netfn == 4).all(|(.., data)| data[0] == 2));
    let warm = with(&["sdr", "list"]);
    assert_eq!(warm.stdout, cold.stdout);
    assert_eq!(count(&bmc.asked(), 0x0a, 0x23), 0);
}

#[test]
fn a_silent_sensor_holds_up_its_row_and_no_request() {
    let mut contents = sensors(&["A", "B", "C", "D"]);
    contents.sensors.insert((0x2d, 1), Vec::new());
    let bmc = contents.serve();
    let list = ours(&bmc, &["-N", "1", "-R", "1", "sdr", "list"]);
    let rows: Vec<_> = list.stdout.lines().collect();
    assert_eq!(rows.len(), 4, "{list:?}");
    assert_eq!(rows[1], "B                | no reading        | ns");
    assert_eq!(rows[3], "D                | 23 degrees C      | ok");
    // The last question is the silent sensor's second chance.
    let asked: Vec<u8> =
        bmc.asked().iter().filter(|asked| asked.1 == 0x2d).map(|asked| asked.2[0]).collect();
    assert_eq!((asked.first(), asked.last()), (Some(&0), Some(&1)), "{asked:?}");
    let fourth = asked.iter().position(|number| *number == 3).unwrap();
    assert!(asked[fourth..].contains(&1), "{asked:?}");
}

#[test]
fn an_empty_repository_stays_empty() {
    let bmc = Contents::default().serve();
    let list = ours(&bmc, &["sdr", "list"]);
    assert_eq!((list.code, &*list.stdout), (Some(1), ""));
    assert!(list.stderr.contains("Unable to open SDR for reading"), "{list:?}");
    let get = ours(&bmc, &["sdr", "get", "A"]);
    assert_eq!((get.code, &*get.stdout), (Some(0), ""));
    assert!(get.stderr.ends_with("Unable to find sensor id 'A'\n"), "{get:?}");
    assert_eq!(count(&bmc.asked(), 0x0a, 0x27), 0);
}

#[test]
fn a_list_that_breaks_off_shows_what_came() {
    let contents = sensors(&["A", "B", "C"]);
    let bmc = Scripted::new(move |netfn, cmd, data| {
        let refuses = (netfn, cmd) == (0x0a, 0x23) && data[2] == 1;
        Some(if refuses { vec![0xd5] } else { contents.answer(netfn, cmd, data) })
    });
    let list = ours(&bmc, &["sdr", "list"]);
    assert!(list.stdout.starts_with("A                | 20 degrees C      | ok\n"), "{list:?}");
    assert!(list.stderr.contains("Command not supported in present state"), "{list:?}");
    assert_eq!(list.code, Some(0));
    let json = ours(&bmc, &["--json", "sdr", "list"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&json["ok"], &json["data"][0]["name"]), (&false.into(), &"A".into()));
}

#[test]
fn a_dump_is_what_s_reads() {
    let contents = sensors(&["A", "B"]);
    let records = contents.records.concat();
    let bmc = contents.serve();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("records");
    let name = file.to_str().unwrap();
    let dump = ours(&bmc, &["sdr", "dump", name]);
    assert_eq!(dump.stdout, format!("Dumping Sensor Data Repository to '{name}'\n"));
    assert_eq!(std::fs::read(&file).unwrap(), records);
    let list = ours(&bmc, &["sdr", "list"]).stdout;
    bmc.asked();
    assert_eq!(ours(&bmc, &["-S", name, "sdr", "list"]).stdout, list);
    assert_eq!(count(&bmc.asked(), 0x0a, 0x23), 0);
    let nowhere = ours(&bmc, &["sdr", "dump", "/nonexistent/folder/records"]);
    assert_eq!(nowhere.code, Some(1));
    let said =
        "Unable to open file /nonexistent/folder/records for write: No such file or directory\n";
    assert!(nowhere.stderr.starts_with(said), "{nowhere:?}");
}

#[test]
fn json_tells_sensors_of_one_name_apart_and_why_there_is_no_value() {
    let mut contents = sensors(&["Temp", "Temp", "Temp"]);
    contents.sensors.insert((0x2d, 1), vec![0, 0, 0x80, 0]);
    contents.sensors.insert((0x2d, 2), vec![0xcb]);
    let bmc = contents.serve();
    let json = ours(&bmc, &["--json", "sdr", "list"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let rows = json["data"].as_array().unwrap();
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["20.0.00-7.1-0000", "20.0.01-7.1-0001", "20.0.02-7.1-0002"]);
    assert_eq!((&rows[0]["value"], &rows[0]["units"]), (&20.0.into(), &"degrees C".into()));
    let reason = |row: usize| (rows[row]["value"].is_null(), rows[row]["reason"].as_str());
    assert_eq!(reason(1), (true, Some("scanning_disabled")));
    assert_eq!(reason(2), (true, Some("refused")));
    assert_eq!(rows[2]["completion_code"], 0xcb);
    let get = ours(&bmc, &["--json", "sdr", "get", "Temp"]);
    let get: serde_json::Value = serde_json::from_str(&get.stdout).unwrap();
    assert_eq!(get["data"][0]["detail"]["thresholds"][4]["value"], 5.0);
}

#[test]
fn many_in_flight_show_the_same() {
    let bmc = Bmc::new(options(&[]));
    for words in ["sdr elist all", "-v sdr list all", "-c sdr list"] {
        let one = bmc.good(&format!("--no-cache {words}"));
        assert!(one.lines().count() > 40);
        assert_eq!(bmc.good(&format!("--no-cache --inflight 8 {words}")), one, "{words}");
    }
}
