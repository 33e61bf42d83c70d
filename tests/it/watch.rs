//! `sensor watch`: readings once, then changes, in one session.
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use ripmitool::mock::Server;
use serde_json::Value;

use crate::bmc::{OURS, login, said, server};

/// `sensor watch` at work.
struct Watch {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Watch {
    fn start(bmc: &Server, letters: &[&str], names: &[&str]) -> Self {
        let mut child = Command::new(OURS)
            .args(login(bmc.addr().port(), "admin", "password", "-I lanplus --no-cache"))
            .args(["--interval", "0.02"])
            .args(letters)
            .args(["sensor", "watch"])
            .args(names)
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// The next line without its time.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        line.split_once([' ', ',']).unwrap().1.to_owned()
    }

    fn json(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// Ends it; gives what it still said, and its status.
    fn end(mut self) -> (String, Option<i32>) {
        crate::foreign::kill("TERM", &self.child.id().to_string());
        self.wait()
    }

    fn wait(&mut self) -> (String, Option<i32>) {
        let rest = std::io::read_to_string(&mut self.lines).unwrap();
        (rest, self.child.wait().unwrap().code())
    }
}

/// Changes a sensor of the BMC's own.
fn set(bmc: &Server, number: u8, raw: u8) {
    bmc.with_state(|state| {
        let at = state.sensors.position(0x20, 0, 0, number).unwrap();
        state.sensors.get_mut(at).unwrap().1.raw = Some(raw);
    });
}

const CPU1: u8 = 0x01;
const FAN1: u8 = 0x20;

#[test]
fn readings_are_shown_once_and_then_changes() {
    let bmc = server(Vec::new());
    let mut watch = Watch::start(&bmc, &[], &["CPU1 Temp", "Fan1 RPM"]);
    assert_eq!(watch.line(), "| CPU1 Temp        | 41.000     | degrees C  | ok\n");
    assert_eq!(watch.line(), "| Fan1 RPM         | 5040.000   | RPM        | ok\n");
    set(&bmc, CPU1, 96);
    assert_eq!(watch.line(), "| CPU1 Temp        | 96.000     | degrees C  | cr\n");
    set(&bmc, FAN1, 0);
    assert_eq!(watch.line(), "| Fan1 RPM         | 0.000      | RPM        | cr\n");
    assert_eq!(watch.end(), (String::new(), Some(143)));
    // All of it in one session, and that was closed.
    assert_eq!(bmc.seen().count(0x06, 0x3c), 1);
}

#[test]
fn csv_has_the_same_cells() {
    let bmc = server(Vec::new());
    let mut watch = Watch::start(&bmc, &["-c"], &["CPU1 Temp"]);
    assert_eq!(watch.line(), "CPU1 Temp,41.000,degrees C,ok\n");
    watch.end();
}

#[test]
fn json_is_an_object_for_each_change() {
    let bmc = server(Vec::new());
    let mut watch = Watch::start(&bmc, &["--json"], &["CPU1 Temp"]);
    let first = watch.json();
    assert_eq!((&first["name"], &first["value"]), (&"CPU1 Temp".into(), &41.0.into()));
    assert_eq!((&first["states"], &first["states_mask"]), (&serde_json::json!([]), &0.into()));
    set(&bmc, CPU1, 96);
    let second = watch.json();
    assert_eq!((&second["value"], &second["status"]), (&96.0.into(), &"ucr".into()));
    // Thresholds, and none of the bits that have no meaning.
    assert_eq!(second["states"], serde_json::json!(["Upper Non-Critical", "Upper Critical"]));
    assert_eq!((&second["states_mask"], &second["host"]), (&0x18.into(), &"127.0.0.1".into()));
    assert!(second["time"].as_str().unwrap().ends_with("+00:00"), "{second}");
    watch.end();
}

#[test]
fn it_ends_when_its_time_is_over() {
    let bmc = server(Vec::new());
    let mut watch = Watch::start(&bmc, &["--deadline", "2"], &["CPU1 Temp"]);
    let (said, status) = watch.wait();
    assert_eq!((said.lines().count(), status), (1, Some(0)), "{said}");
    // Between the first look and the last there were others that found no change.
    assert!(bmc.seen().count(0x04, 0x2d) > 2);
}

#[test]
fn without_names_it_watches_all_sensors() {
    let bmc = server(Vec::new());
    let rows = said(&bmc, &["sensor", "list"]).0.lines().count();
    let mut watch = Watch::start(&bmc, &[], &[]);
    assert_eq!((0..rows).map(|_| watch.line()).filter(|line| line.contains(" | ")).count(), rows);
    watch.end();
}

#[test]
fn what_cannot_be_watched_is_told() {
    let bmc = server(Vec::new());
    for (name, message) in [
        ("bogus", "Sensor \"bogus\" not found!\n"),
        ("BMC", "\"BMC\" has no readings\n"),
        ("BIOS Progress", "\"BIOS Progress\" has no readings\n"),
    ] {
        let (text, error, status) = said(&bmc, &["--no-cache", "sensor", "watch", "12V", name]);
        assert_eq!((&*text, &*error, status), ("", message, Some(1)), "{name}");
    }
}
